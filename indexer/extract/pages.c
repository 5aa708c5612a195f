// SPDX-License-Identifier: GPL-3.0-or-later
#include "extract/pages.h"

#include "base/file.h"
#include "extract/ocr_cache.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// A page takes seconds; this many on a machine that does much else.
#define PAGE_SECONDS 300
// Of one file, for a worker that went mad.
#define KEPT_MAX ((uint64_t)256 << 20)
#define DIGEST_DIGITS 32

static char *page_path(const struct tc_child *child, const struct tc_wire_page *page)
{
    return tc_xasprintf("%s/%.*s/%016llx-%016llx-%u", child->cache, DIGEST_DIGITS, child->digest,
                        (unsigned long long)page->version, (unsigned long long)page->source, page->number);
}

static bool is_cached(const struct tc_child *child)
{
    return child->cache && child->digest && strlen(child->digest) >= DIGEST_DIGITS;
}

static enum tc_talk recall(struct tc_child *child, const struct tc_wire_page *page, int64_t deadline)
{
    tc_auto_buf struct tc_buf data = {0};
    if (is_cached(child)) {
        tc_auto_free char *path = page_path(child, page);
        if (tc_file_read(path, TC_FRAME_MAX, &data, NULL) != TC_OK)
            tc_buf_clear(&data);
    }
    if (child->watch && data.len)
        atomic_fetch_add(&child->watch->pages_known, 1);
    struct tc_wire_head head = {.type = TC_FRAME_PAGE_ASK, .len = (uint32_t)data.len};
    enum tc_talk talk = tc_child_write(child, &head, sizeof head, deadline);
    return talk == TC_TALK_OK ? tc_child_write(child, data.data ? data.data : "", data.len, deadline) : talk;
}

// Not being able to keep a page only costs its reading next time.
static void keep(struct tc_child *child, const struct tc_wire_page *page, const char *data, size_t len)
{
    if (child->watch)
        atomic_fetch_add(&child->watch->pages_read, 1);
    child->kept += len;
    if (!is_cached(child) || len == 0 || child->kept > KEPT_MAX)
        return;
    tc_auto_free char *folder = tc_xasprintf("%s/%.*s", child->cache, DIGEST_DIGITS, child->digest);
    tc_auto_free char *path = page_path(child, page);
    if (tc_file_mkdirs(folder, NULL) == TC_OK)
        (void)tc_file_write(path, data, len, NULL);
}

enum tc_talk tc_pages_answer(struct tc_child *child, uint32_t type, const char *data, size_t len, int64_t *deadline)
{
    struct tc_wire_page page;
    if (len < sizeof page)
        return TC_TALK_NONSENSE;
    memcpy(&page, data, sizeof page);
    int64_t limit = tc_child_now() + (int64_t)PAGE_SECONDS * 1000;
    *deadline = *deadline > limit ? *deadline : limit;
    if (type == TC_FRAME_PAGE_ASK)
        return recall(child, &page, *deadline);
    keep(child, &page, data + sizeof page, len - sizeof page);
    return TC_TALK_OK;
}

// ---- what is no longer needed

struct kept {
    char *path;
    uint64_t size;
    time_t used;
};

static int by_age(const void *a, const void *b)
{
    const struct kept *p = a, *q = b;
    return p->used < q->used ? -1 : p->used > q->used;
}

// Removes a folder of pages, or only counts what is in it.
static uint64_t walk_pages(const char *folder, bool removes, time_t *ret_used)
{
    uint64_t size = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        struct stat st;
        if (entry->d_name[0] == '.')
            continue;
        tc_auto_free char *path = tc_xasprintf("%s/%s", folder, entry->d_name);
        if (removes)
            (void)unlink(path);
        else if (stat(path, &st) == 0) {
            size += (uint64_t)st.st_size;
            *ret_used = st.st_mtime > *ret_used ? st.st_mtime : *ret_used;
        }
    }
    if (dir)
        closedir(dir);
    if (removes)
        (void)rmdir(folder);
    return size;
}

void tc_ocr_cache_sweep(const char *folder, bool (*is_used)(const void *context, const char *digest),
                        const void *context, uint64_t max_bytes)
{
    struct kept *all = NULL;
    size_t count = 0, cap = 0;
    uint64_t sum = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        if (strlen(entry->d_name) != DIGEST_DIGITS)
            continue;
        struct kept kept = {.path = tc_xasprintf("%s/%s", folder, entry->d_name)};
        bool is_wanted = is_used(context, entry->d_name);
        kept.size = walk_pages(kept.path, !is_wanted, &kept.used);
        if (!is_wanted) {
            free(kept.path);
            continue;
        }
        sum += kept.size;
        TC_GROW(all, count, cap);
        all[count++] = kept;
    }
    if (dir)
        closedir(dir);
    if (count)
        qsort(all, count, sizeof *all, by_age);
    for (size_t i = 0; i < count; i++) { // the oldest first
        if (sum > max_bytes) {
            (void)walk_pages(all[i].path, true, NULL);
            sum -= all[i].size;
        }
        free(all[i].path);
    }
    free(all);
}
