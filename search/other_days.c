// SPDX-License-Identifier: GPL-3.0-or-later
#include "other_days.h"

#include "resolve.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 5 };

// How far apart two ISO days are, in days or nearly so.
static long apart(const char *one, const char *other)
{
    static const struct {
        unsigned at;
        long days;
    } parts[] = {{0, 365}, {5, 31}, {8, 1}};
    long sum = 0;
    for (size_t i = 0; i < TC_LENGTH(parts); i++)
        sum += (strtol(one + parts[i].at, NULL, 10) - strtol(other + parts[i].at, NULL, 10)) * parts[i].days;
    return labs(sum);
}

static bool is_day(const char *date)
{
    return date && strlen(date) == strlen("2008-12-01") && *date != '-';
}

static bool is_copy(const struct tc_other_day *other, const struct tc_target *target)
{
    bool has_issuers = other->issuer && target->issuer;
    return !strcmp(other->key, target->key) && has_issuers && !strcmp(other->issuer, target->issuer);
}

static void keep(struct tc_other_day *list, size_t *count, const struct tc_target *target, const char *asked)
{
    size_t at = *count;
    for (size_t i = 0; i < *count; i++)
        if (is_copy(&list[i], target))
            return;
    while (at > 0 && apart(target->date, asked) < apart(list[at - 1].date, asked))
        at--;
    if (at == SHOWN)
        return;
    *count += *count < SHOWN;
    memmove(list + at + 1, list + at, (*count - at - 1) * sizeof *list);
    list[at] = (struct tc_other_day){target->id, target->key, target->title, target->issuer, target->date};
}

void tc_other_days_find(const struct tc_plan *plan, struct tc_arena *arena, struct tc_other_day **ret,
                        size_t *ret_count)
{
    struct tc_reader *reader = plan->archive->reader;
    for (const struct tc_query_node *node = plan->query->root->first; node; node = node->next) {
        bool has_number =
            node->kind == TC_QUERY_NUMBER || (node->kind == TC_QUERY_FIELD && node->field->id == TC_FIELD_ID_NUMBER);
        const char *key = has_number ? node->reference.key : NULL, *at = key ? strrchr(key, '@') : NULL;
        struct tc_resolution found;
        if (!at || !is_day(at + 1) || node->want == TC_WANT_NOT)
            continue;
        const char *open = tc_arena_printf(arena, "%.*s@?", (int)(at - key), key);
        if (tc_resolve_key(reader, open, NULL, NULL, arena, &found, NULL) != TC_OK)
            continue;
        struct tc_other_day *list = tc_arena_zero(arena, SHOWN + 1, sizeof *list);
        size_t count = 0;
        for (size_t i = 0; i < found.count; i++) {
            if (!is_day(found.targets[i].date) || !found.targets[i].key)
                continue;
            if (!strcmp(found.targets[i].date, at + 1))
                return; // it is there; something else in the query found nothing
            keep(list, &count, &found.targets[i], at + 1);
        }
        if (count) {
            *ret = list;
            *ret_count = count;
            return;
        }
    }
}
