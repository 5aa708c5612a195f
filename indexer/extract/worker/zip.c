// SPDX-License-Identifier: GPL-3.0-or-later
#include "zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { RATIO = 100, MEMBERS_MAX = 20000, PARTS_MAX = 2000 };
#define FREE_BYTES ((size_t)64 << 20) // below this no ratio is suspicious

static enum tc_reason read_part(struct archive *archive, size_t max, size_t *total, struct tc_buf *ret)
{
    for (;;) {
        char *room = tc_buf_reserve(ret, 65536);
        la_ssize_t n = archive_read_data(archive, room, 65536);
        if (n == 0)
            return TC_REASON_NONE;
        if (n < 0)
            return TC_REASON_DAMAGED;
        ret->len += (size_t)n;
        ret->data[ret->len] = '\0';
        *total += (size_t)n;
        if (*total > max)
            return TC_REASON_TOO_LARGE;
    }
}

static enum tc_reason read_members(struct archive *archive, size_t max, bool (*wants)(const char *name),
                                   struct tc_parts *ret)
{
    struct archive_entry *entry;
    size_t total = 0;
    for (int members = 0;; members++) {
        int status = archive_read_next_header(archive, &entry);
        if (status == ARCHIVE_EOF)
            return TC_REASON_NONE;
        if (status < ARCHIVE_WARN)
            return ret->count ? TC_REASON_NONE : TC_REASON_DAMAGED;
        if (members == MEMBERS_MAX || ret->count == PARTS_MAX)
            return TC_REASON_TOO_LARGE;
        const char *name = archive_entry_pathname(entry);
        if (!name || !wants(name) || tc_parts_get(ret, name))
            continue;
        if (archive_entry_is_encrypted(entry))
            return TC_REASON_ENCRYPTED;
        TC_GROW(ret->items, ret->count, ret->cap);
        struct tc_part *part = &ret->items[ret->count++];
        *part = (struct tc_part){.name = tc_xstrdup(name)};
        enum tc_reason reason = read_part(archive, max, &total, &part->data);
        if (reason == TC_REASON_TOO_LARGE || (reason == TC_REASON_DAMAGED && part->data.len == 0))
            return reason;
    }
}

enum tc_reason tc_parts_read(const struct tc_source *source, bool (*wants)(const char *name), struct tc_parts *ret)
{
    struct archive *archive = archive_read_new();
    if (!archive)
        return TC_REASON_MEMORY;
    size_t max = source->len > FREE_BYTES / RATIO ? source->len * RATIO : FREE_BYTES;
    enum tc_reason reason = TC_REASON_DAMAGED;
    if (archive_read_support_format_zip(archive) == ARCHIVE_OK &&
        archive_read_open_memory(archive, source->data, source->len) == ARCHIVE_OK)
        reason = read_members(archive, max, wants, ret);
    (void)archive_read_free(archive);
    return reason;
}

void tc_parts_fini(struct tc_parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        free(parts->items[i].name);
        tc_buf_fini(&parts->items[i].data);
    }
    free(parts->items);
    *parts = (struct tc_parts){0};
}

const struct tc_part *tc_parts_get(const struct tc_parts *parts, const char *name)
{
    for (size_t i = 0; i < parts->count; i++)
        if (!strcasecmp(parts->items[i].name, name))
            return &parts->items[i];
    return NULL;
}
