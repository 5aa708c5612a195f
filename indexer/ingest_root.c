// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest_root.h"

#include "base/sha256.h"
#include "base/tables.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// The path as it is, absolute, links resolved as far as it exists.
static char *absolute(const char *path)
{
    char *real = realpath(path, NULL);
    if (real)
        return real;
    tc_auto_free char *here = *path == '/' ? NULL : getcwd(NULL, 0);
    char *whole = here ? tc_xasprintf("%s/%s", here, path) : tc_xstrdup(path);
    for (size_t len = strlen(whole); len > 1 && whole[len - 1] == '/';)
        whole[--len] = '\0';
    return whole;
}

static char *root_name(const char *path, const char *as)
{
    const char *slash = strrchr(path, '/');
    const char *name = as && *as ? as : slash && slash[1] ? slash + 1 : "root";
    tc_auto_buf struct tc_buf clean = {0};
    tc_text_nfc(name, strlen(name), &clean);
    for (size_t i = 0; i < clean.len; i++) {
        if (clean.data[i] == '/')
            clean.data[i] = '_';
    }
    return tc_buf_take(&clean);
}

char *tc_root_document_path(const struct tc_root *root, const char *relative)
{
    if (!*relative)
        return tc_xstrdup(root->name);
    if (tc_utf8_is_valid(relative, strlen(relative), NULL))
        return tc_xasprintf("%s/%s", root->name, relative);
    tc_auto_buf struct tc_buf clean = {0};
    char id[17];
    tc_document_id(relative, id); // two names with the same stand-in stay apart
    tc_text_nfc(relative, strlen(relative), &clean);
    return tc_xasprintf("%s/%s~%.8s", root->name, clean.data, id);
}

static void read_corrections(const struct tc_ingest_options *options, struct tc_root *root)
{
    for (size_t i = 0; i < root->walk.sidecar_count; i++) {
        const char *relative = root->walk.sidecars[i].path, *slash = strrchr(relative, '/');
        tc_auto_free char *file = tc_xasprintf("%s/%s", root->path, relative);
        tc_auto_free char *prefix =
            slash ? tc_xasprintf("%s/%.*s", root->name, (int)(slash - relative), relative) : tc_xstrdup(root->name);
        tc_auto_free char *source = tc_root_document_path(root, relative);
        tc_corrections_read(&root->corrections, file, source, prefix, &root->complaints);
    }
    tc_auto_free char *central = tc_xasprintf("%s/corrections.tsv", options->archive);
    tc_corrections_read(&root->corrections, central, "corrections.tsv", "", &root->complaints);
}

// A correction of a file that is not there corrects nothing: its path may be misspelt.
static void look_for_corrected(struct tc_root *root)
{
    struct tc_strmap files = {0};
    size_t len = strlen(root->name);
    for (size_t i = 0; i < root->walk.file_count; i++) {
        tc_auto_free char *path = tc_root_document_path(root, root->walk.files[i].path);
        tc_strmap_set(&files, path, strlen(path), 1);
    }
    for (size_t i = 0; i < root->corrections.count; i++) {
        const char *path = root->corrections.paths[i];
        uint32_t ignored;
        bool is_ours = !strncmp(path, root->name, len) && (path[len] == '/' || !path[len]);
        if (is_ours && !strstr(path, "!/") && !tc_strmap_get(&files, path, strlen(path), &ignored))
            tc_buf_printf(&root->complaints, "%s: there is no file %s\n", root->corrections.first[i]->source, path);
    }
    tc_strmap_fini(&files);
}

static void add_job(struct tc_root *root, char *path, const struct tc_walk_file *file, const char *known_digest,
                    struct tc_known_list known)
{
    TC_GROW(root->jobs, root->job_count, root->job_cap);
    root->jobs[root->job_count++] = (struct tc_job){
        .path = path,
        .root = root->name,
        .file = *file->path ? tc_xasprintf("%s/%s", root->path, file->path) : tc_xstrdup(root->path),
        .known_digest = known_digest ? tc_xstrdup(known_digest) : NULL,
        .known = known,
        .corrections = &root->corrections,
    };
}

// Members of a container that need another look though nothing of it changed; with full, or where the container itself
// changed, the others are told by their digests.
static bool mark_stale(const struct tc_ingest_options *options, struct tc_state *state, const struct tc_root *root,
                       const struct tc_known_list *known)
{
    bool is_any = false;
    for (size_t i = 0; i < known->count; i++) {
        const char *path = known->items[i].path;
        const struct tc_state_row *row = tc_state_find(state, path);
        bool has_failed = row && row->reason != TC_REASON_NONE && row->reason != TC_REASON_CONTAINER;
        bool is_stale = !row || options->full || root->is_stale || (options->retry_failed && has_failed) ||
                        row->corrections != tc_correction_hash(tc_corrections_of(&root->corrections, path));
        if (is_stale)
            tc_known_must_read(known, path);
        is_any |= is_stale;
    }
    return is_any;
}

static void keep_unchanged(struct tc_root *root, struct tc_state_row *row)
{
    TC_GROW(root->unchanged, root->unchanged_count, root->unchanged_cap);
    root->unchanged[root->unchanged_count++] = row;
}

static void compare(const struct tc_ingest_options *options, struct tc_state *state, struct tc_root *root)
{
    for (size_t i = 0; i < root->walk.file_count; i++) {
        const struct tc_walk_file *file = &root->walk.files[i];
        tc_auto_free char *path = tc_root_document_path(root, file->path);
        struct tc_state_row *row = tc_state_find(state, path);
        if (row)
            row->is_seen = true;
        struct tc_known_list known = tc_known_below(&root->known, path);
        bool has_stale = mark_stale(options, state, root, &known);
        bool is_corrected_anew =
            row && row->corrections != tc_correction_hash(tc_corrections_of(&root->corrections, path));
        bool has_failed = row && row->reason != TC_REASON_NONE && row->reason != TC_REASON_CONTAINER;
        bool is_again = !row || options->full || root->is_stale || has_stale || is_corrected_anew ||
                        (options->retry_failed && has_failed);
        bool is_same = row && row->mtime_ns == file->mtime_ns && row->size == file->size && row->inode == file->inode;
        for (size_t k = 0; k < known.count; k++)
            known.items[k].is_seen = !is_again && is_same;
        if (!is_again && is_same) {
            keep_unchanged(root, row);
            for (size_t k = 0; k < known.count; k++)
                keep_unchanged(root, tc_state_find(state, known.items[k].path));
            continue;
        }
        bool may_be_same = !is_again && *row->digest && row->size == file->size;
        add_job(root, path, file, may_be_same ? row->digest : NULL, known);
        path = NULL;
    }
}

// Is it a member of a file that is there? What became of it, the reading of the file tells.
static bool is_member_of_seen(struct tc_state *state, const struct tc_root *root, const char *path)
{
    if (!tc_known_find(&root->known, path))
        return false;
    for (const char *at = path; (at = strstr(at, "!/")); at += 2) {
        tc_auto_free char *file = tc_xstrndup(path, (size_t)(at - path));
        const struct tc_state_row *row = tc_state_find(state, file);
        if (row)
            return row->is_seen;
    }
    return false;
}

// Below a folder that could not be listed nothing is known to be gone.
static bool is_below_unreadable(const struct tc_root *root, const char *relative)
{
    for (size_t i = 0; i < root->walk.note_count; i++) {
        const struct tc_walk_note *note = &root->walk.notes[i];
        size_t len = strlen(note->path);
        if (note->reason == TC_REASON_UNREADABLE && len && !strncmp(relative, note->path, len) &&
            (!relative[len] || relative[len] == '/'))
            return true;
    }
    return false;
}

static int by_string(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void find_missing(struct tc_state *state, struct tc_root *root)
{
    size_t len = strlen(root->name);
    for (size_t i = 0; i < state->count; i++) {
        struct tc_state_row *row = &state->rows[i];
        if (row->is_gone || strncmp(row->path, root->name, len) || (row->path[len] && row->path[len] != '/'))
            continue;
        bool is_file = !tc_is_member_path(row->path);
        root->known_count += is_file;
        if (row->is_seen || is_member_of_seen(state, root, row->path) ||
            (row->path[len] && is_below_unreadable(root, row->path + len + 1)))
            continue;
        root->missing_files += is_file;
        TC_GROW(root->missing, root->missing_count, root->missing_cap);
        root->missing[root->missing_count++] = tc_xstrdup(row->path);
    }
    if (root->missing_count)
        qsort(root->missing, root->missing_count, sizeof *root->missing, by_string);
}

static enum tc_status check_place(const struct tc_ingest_options *options, struct tc_writer *writer,
                                  const struct tc_root *root, struct tc_error *err)
{
    tc_auto_free char *setting = tc_xasprintf("root:%s", root->name);
    tc_auto_free char *before = writer ? tc_writer_get(writer, setting) : NULL;
    if (!before || !strcmp(before, root->path) || options->as)
        return TC_OK;
    return tc_fail(err, TC_ERR_QUERY,
                   "%s: the archive has a root “%s” at %s; use --as to move it here (--as %s) or to give this one a "
                   "name of its own",
                   root->path, root->name, before, root->name);
}

static char *print_of_tables(const char *archive)
{
    return tc_xasprintf("%016" PRIx64, tc_tables_fingerprint(archive));
}

// Was the root last read by the tables that there are now?
static bool is_read_otherwise(const struct tc_root *root, const char *archive, struct tc_writer *writer)
{
    tc_auto_free char *setting = tc_xasprintf("tables:%s", root->name), *now = print_of_tables(archive);
    tc_auto_free char *before = writer ? tc_writer_get(writer, setting) : NULL;
    return writer && !(before && !strcmp(before, now));
}

enum tc_status tc_root_note_tables(const struct tc_root *root, const char *archive, struct tc_writer *writer,
                                   struct tc_error *err)
{
    tc_auto_free char *setting = tc_xasprintf("tables:%s", root->name), *now = print_of_tables(archive);
    return tc_writer_set(writer, setting, now, err);
}

enum tc_status tc_root_open(const char *path, const struct tc_ingest_options *options, struct tc_writer *writer,
                            struct tc_state *state, struct tc_root *ret, struct tc_error *err)
{
    struct tc_root root = {.path = absolute(path)};
    root.name = root_name(root.path, options->as);
    enum tc_status status = check_place(options, writer, &root, err);
    if (status != TC_OK) {
        tc_root_close(&root);
        return status;
    }
    tc_walk_run(root.path, options->archive, &root.walk);
    *ret = root;
    ret->is_stale = is_read_otherwise(ret, options->archive, writer);
    read_corrections(options, ret);
    if (!ret->walk.is_missing)
        look_for_corrected(ret);
    tc_known_collect(state, ret->name, &ret->known);
    compare(options, state, ret);
    find_missing(state, ret);
    return TC_OK;
}

void tc_root_close(struct tc_root *root)
{
    for (size_t i = 0; i < root->job_count; i++) {
        free(root->jobs[i].path);
        free(root->jobs[i].file);
        free(root->jobs[i].known_digest);
    }
    for (size_t i = 0; i < root->missing_count; i++)
        free(root->missing[i]);
    free(root->jobs);
    free(root->missing);
    free(root->unchanged);
    free(root->name);
    free(root->path);
    tc_walk_fini(&root->walk);
    tc_corrections_fini(&root->corrections);
    tc_buf_fini(&root->complaints);
    tc_known_fini(&root->known);
    *root = (struct tc_root){0};
}
