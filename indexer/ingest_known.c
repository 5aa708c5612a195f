// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest_known.h"

#include <stdlib.h>
#include <string.h>

bool tc_is_member_path(const char *path)
{
    return strstr(path, "!/") != NULL;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct tc_known *)a)->path, ((const struct tc_known *)b)->path);
}

void tc_known_collect(const struct tc_state *state, const char *root, struct tc_known_list *ret)
{
    size_t len = strlen(root), cap = 0;
    *ret = (struct tc_known_list){0};
    for (size_t i = 0; i < state->count; i++) {
        const struct tc_state_row *row = &state->rows[i];
        if (row->is_gone || strncmp(row->path, root, len) != 0 || !tc_is_member_path(row->path))
            continue;
        TC_GROW(ret->items, ret->count, cap);
        struct tc_known *known = &ret->items[ret->count++];
        *known = (struct tc_known){.path = row->path};
        memcpy(known->digest, row->digest, sizeof known->digest);
    }
    if (ret->count)
        qsort(ret->items, ret->count, sizeof *ret->items, by_path);
}

void tc_known_fini(struct tc_known_list *list)
{
    free(list->items);
    *list = (struct tc_known_list){0};
}

// How many items stand before path.
static size_t place_of(const struct tc_known_list *list, const char *path)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(list->items[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct tc_known_list tc_known_below(const struct tc_known_list *list, const char *path)
{
    if (!list->count)
        return (struct tc_known_list){0};
    tc_auto_free char *prefix = tc_xasprintf("%s!/", path);
    size_t from = place_of(list, prefix), to = from, len = strlen(prefix);
    while (to < list->count && !strncmp(list->items[to].path, prefix, len))
        to++;
    return (struct tc_known_list){list->items + from, to - from};
}

struct tc_known *tc_known_find(const struct tc_known_list *list, const char *path)
{
    size_t at = place_of(list, path);
    return at < list->count && !strcmp(list->items[at].path, path) ? &list->items[at] : NULL;
}

void tc_known_must_read(const struct tc_known_list *list, const char *path)
{
    tc_auto_free char *prefix = tc_xstrdup(path);
    for (char *cut = prefix; cut;) {
        struct tc_known *known = tc_known_find(list, prefix);
        if (known)
            known->digest[0] = '\0';
        cut = NULL;
        for (char *at = prefix; (at = strstr(at, "!/")); at += 2)
            cut = at;
        if (cut)
            *cut = '\0';
    }
}
