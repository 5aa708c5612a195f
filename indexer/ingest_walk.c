// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest_walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 128 }; // folders within folders

struct walker {
    struct tc_walk *walk;
    struct stat avoid;
    bool has_avoid;
    struct tc_buf path; // of what is being looked at, below the root
};

bool tc_walk_is_skipped(const char *name)
{
    static const char *const patterns[] = {"~$*",  ".~lock*",   "*.tmp",       "Thumbs.db", ".git",
                                           ".svn", ".DS_Store", "desktop.ini", ".Trash-*",  "lost+found"};
    for (size_t i = 0; i < TC_LENGTH(patterns); i++) {
        if (!fnmatch(patterns[i], name, 0))
            return true;
    }
    return false;
}

static void note(struct walker *w, enum tc_reason reason)
{
    struct tc_walk *walk = w->walk;
    TC_GROW(walk->notes, walk->note_count, walk->note_cap);
    walk->notes[walk->note_count++] = (struct tc_walk_note){tc_xstrdup(w->path.data ? w->path.data : ""), reason};
}

static struct tc_walk_file file_of(const char *path, const struct stat *st)
{
    return (struct tc_walk_file){
        .path = tc_xstrdup(path),
        .mtime_ns = (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec,
        .size = (uint64_t)st->st_size,
        .inode = (uint64_t)st->st_ino,
    };
}

static void add_file(struct walker *w, const char *name, const struct stat *st)
{
    struct tc_walk *walk = w->walk;
    if (!strcmp(name, ".tracuu.tsv")) {
        TC_GROW(walk->sidecars, walk->sidecar_count, walk->sidecar_cap);
        walk->sidecars[walk->sidecar_count++] = file_of(w->path.data, st);
    } else {
        TC_GROW(walk->files, walk->file_count, walk->file_cap);
        walk->files[walk->file_count++] = file_of(w->path.data, st);
    }
}

static void enter(struct walker *w, int parent, const char *name, unsigned depth);

static void look_at(struct walker *w, int folder, const char *name, unsigned depth)
{
    size_t len = w->path.len;
    tc_buf_printf(&w->path, "%s%s", len ? "/" : "", name);
    struct stat st;
    if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW))
        note(w, TC_REASON_UNREADABLE);
    else if (S_ISREG(st.st_mode))
        add_file(w, name, &st);
    else if (!S_ISDIR(st.st_mode))
        note(w, TC_REASON_SKIPPED);
    else if (!w->has_avoid || st.st_dev != w->avoid.st_dev || st.st_ino != w->avoid.st_ino)
        enter(w, folder, name, depth);
    w->path.len = len;
    w->path.data[len] = '\0';
}

static void enter(struct walker *w, int parent, const char *name, unsigned depth)
{
    int fd = depth < DEPTH_MAX ? openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (!dir) {
        if (fd >= 0)
            close(fd);
        note(w, TC_REASON_UNREADABLE);
        return;
    }
    for (const struct dirent *entry; (entry = readdir(dir));) {
        const char *child = entry->d_name;
        if (strcmp(child, ".") && strcmp(child, "..") && !tc_walk_is_skipped(child))
            look_at(w, dirfd(dir), child, depth + 1);
    }
    closedir(dir);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct tc_walk_file *)a)->path, ((const struct tc_walk_file *)b)->path);
}

void tc_walk_run(const char *root, const char *avoid, struct tc_walk *ret)
{
    struct walker w = {.walk = ret};
    *ret = (struct tc_walk){0};
    w.has_avoid = avoid && !stat(avoid, &w.avoid);
    struct stat st;
    tc_buf_str(&w.path, "");
    if (stat(root, &st)) {
        ret->is_missing = true;
    } else if (S_ISREG(st.st_mode)) {
        add_file(&w, "", &st);
    } else if (S_ISDIR(st.st_mode)) {
        tc_auto_free char *real = realpath(root, NULL); // the root itself may be a link
        enter(&w, AT_FDCWD, real ? real : root, 0);
        // A root that cannot even be listed is as good as not there.
        ret->is_missing = ret->note_count && !*ret->notes[0].path;
    } else {
        note(&w, TC_REASON_SKIPPED);
    }
    tc_buf_fini(&w.path);
    if (ret->file_count)
        qsort(ret->files, ret->file_count, sizeof *ret->files, by_path);
    if (ret->sidecar_count)
        qsort(ret->sidecars, ret->sidecar_count, sizeof *ret->sidecars, by_path);
}

void tc_walk_fini(struct tc_walk *walk)
{
    for (size_t i = 0; i < walk->file_count; i++)
        free(walk->files[i].path);
    for (size_t i = 0; i < walk->sidecar_count; i++)
        free(walk->sidecars[i].path);
    for (size_t i = 0; i < walk->note_count; i++)
        free(walk->notes[i].path);
    free(walk->files);
    free(walk->sidecars);
    free(walk->notes);
    *walk = (struct tc_walk){0};
}
