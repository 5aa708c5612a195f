// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify_originals.h"

#include "original.h"

#include "base/sha256.h"
#include "extract/members.h"
#include "store/schema.h"
#include "store/store.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct wanted {      // a member that is in the archive
    char *path;      // of the document
    char *file;      // the outermost container
    size_t path_len; // of the container, in path
    char digest[65];
    bool is_same, is_met;
};
struct verification {
    struct tc_reader *reader;
    struct tc_buf *report;
    struct wanted *members; // by path, for one container after the other
    size_t count, cap;
    // the container at hand
    struct wanted *first, *end;
};

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct wanted *)a)->path, ((const struct wanted *)b)->path);
}

static void say(struct verification *v, const char *path, const char *what)
{
    tc_buf_printf(v->report, "%s: %s: index again\n", path, what);
}

static int open_file(const char *file)
{
    return open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
}

static void check_file(struct verification *v, const char *path, const char *file, const char *digest)
{
    char now[65];
    tc_auto_fd int fd = open_file(file);
    if (fd < 0)
        say(v, path, "the original cannot be opened");
    else if (!tc_sha256_fd(fd, now) || strcmp(now, digest) != 0)
        say(v, path, "the original has changed since it was indexed");
}

// Files are compared at once, members are noted: a container is to be opened once for all of them.
static void check_document(struct verification *v, tc_docid doc)
{
    tc_auto_buf struct tc_buf path = {0}, digest = {0};
    char id[17], *inside = NULL;
    if (tc_reader_identity(v->reader, doc, id, &path, NULL) != TC_OK ||
        tc_reader_value(v->reader, doc, TC_SLOT_DIGEST, &digest, NULL) != TC_OK || digest.len != 64)
        return;
    char *file = tc_original_find(v->reader, path.data, &inside);
    if (file && !inside) {
        check_file(v, path.data, file, digest.data);
    } else if (file) {
        TC_GROW(v->members, v->count, v->cap);
        struct wanted *wanted = &v->members[v->count++];
        *wanted = (struct wanted){.path_len = path.len - strlen(inside) - strlen("!/"), .file = file};
        memcpy(wanted->digest, digest.data, sizeof wanted->digest);
        wanted->path = tc_buf_take(&path);
        file = NULL;
    }
    free(file);
    free(inside);
}

// The first of the container at hand that does not stand before path.
static const struct wanted *place_of(const struct verification *v, const char *path)
{
    const struct wanted *low = v->first, *high = v->end;
    while (low < high) {
        const struct wanted *middle = low + (high - low) / 2;
        if (strcmp(middle->path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Is the member wanted, or does it hold one that is?
static bool wants(void *context, const char *path)
{
    const struct verification *v = context;
    const struct wanted *same = place_of(v, path);
    if (same < v->end && !strcmp(same->path, path))
        return true;
    tc_auto_free char *prefix = tc_xasprintf("%s!/", path);
    const struct wanted *below = place_of(v, prefix);
    return below < v->end && !strncmp(below->path, prefix, strlen(prefix));
}

static enum tc_member_answer compare(void *context, const struct tc_member *member)
{
    struct verification *v = context;
    if (member->event == TC_MEMBER_ENDED)
        return TC_MEMBER_ON;
    char now[65];
    struct wanted key = {.path = (char *)(uintptr_t)member->path};
    struct wanted *wanted = bsearch(&key, v->first, (size_t)(v->end - v->first), sizeof key, by_path);
    if (wanted) {
        wanted->is_met = member->fd >= 0;
        wanted->is_same = wanted->is_met && tc_sha256_fd(member->fd, now) && !strcmp(now, wanted->digest);
    }
    return TC_MEMBER_ENTER;
}

static void check_container(struct verification *v, struct tc_members *members)
{
    tc_auto_fd int fd = open_file(v->first->file);
    tc_auto_free char *path = tc_xstrndup(v->first->path, v->first->path_len);
    const struct tc_member_visitor visitor = {wants, compare, v};
    enum tc_reason reason;
    if (fd >= 0)
        (void)tc_members_visit(members, fd, path, &visitor, &reason, NULL);
    for (const struct wanted *w = v->first; w < v->end; w++) {
        if (!w->is_met)
            say(v, w->path, "the original cannot be opened");
        else if (!w->is_same)
            say(v, w->path, "the original has changed since it was indexed");
    }
}

static bool is_of_same(const struct wanted *a, const struct wanted *b)
{
    return a->path_len == b->path_len && !strncmp(a->path, b->path, a->path_len);
}

static void check_members(struct verification *v)
{
    struct tc_members *members = tc_members_new(NULL);
    if (v->count)
        qsort(v->members, v->count, sizeof *v->members, by_path);
    for (v->first = v->members; v->first < v->members + v->count; v->first = v->end) {
        v->end = v->first + 1;
        while (v->end < v->members + v->count && is_of_same(v->first, v->end))
            v->end++;
        check_container(v, members);
    }
    tc_members_free(members);
}

void tc_verify_originals(const char *archive, struct tc_buf *ret_report)
{
    struct verification v = {.report = ret_report};
    if (tc_reader_open(archive, &v.reader, NULL) != TC_OK)
        return;
    for (tc_docid doc = 0; tc_reader_next(v.reader, &doc, NULL) == TC_OK;)
        check_document(&v, doc);
    check_members(&v);
    tc_reader_close(v.reader);
    for (size_t i = 0; i < v.count; i++) {
        free(v.members[i].path);
        free(v.members[i].file);
    }
    free(v.members);
}
