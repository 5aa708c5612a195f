// SPDX-License-Identifier: GPL-3.0-or-later
// Names that a text explains: a number and a name, the second in brackets behind the first, in either order. Only what
// leaves no doubt counts: both whole, one of each, nothing but words of naming between the bracket and the second, and
// the bracket closed behind it. A number that is one of a list explains nothing.
#include "cite.h"

#include <string.h>

enum { BETWEEN_MAX = 240, LEAD_MAX = 48 };

static bool is_name(const struct tc_citation *c)
{
    static const char *const kinds[] = {"NQTW:", "NQDH:", "LUAT:", "PHAP-LENH:"};
    for (size_t i = 0; c->key && i < TC_LENGTH(kinds); i++) {
        if (!strncmp(c->key, kinds[i], strlen(kinds[i])))
            return !strchr(c->key, '?');
    }
    return false;
}

static bool is_number(const struct tc_citation *c)
{
    const char *at = c->key ? strchr(c->key, '@') : NULL;
    bool is_dated = at ? strlen(at) == strlen("@2008-12-01") : true; // a State act with its year needs no day
    return c->key && c->number && !strchr(c->key, ':') && !strchr(c->key, '?') && is_dated;
}

// “(sau đây gọi tắt là ”, “(tức ”, “(”: words of naming before the second.
static bool is_lead(const char *text, size_t len)
{
    static const char *const leads[] = {"",
                                        "sau đây gọi tắt là",
                                        "sau đây gọi là",
                                        "gọi tắt là",
                                        "thường gọi là",
                                        "còn gọi là",
                                        "tức là",
                                        "tức",
                                        "hay",
                                        "là"};
    while (len && (*text == ' ' || *text == '\n'))
        text++, len--;
    while (len && strchr(" \n:", text[len - 1]))
        len--;
    for (size_t i = 0; i < TC_LENGTH(leads); i++) {
        if (strlen(leads[i]) == len && !memcmp(text, leads[i], len))
            return true;
    }
    return false;
}

// Do the two stand as “first … (second)”? *ret_end is behind the bracket.
static bool is_explained(const char *text, size_t len, const struct tc_citation *first,
                         const struct tc_citation *second, uint32_t *ret_end)
{
    if (second->start <= first->end || second->start - first->end > BETWEEN_MAX || second->end > len)
        return false;
    const char *from = text + first->end, *to = text + second->start;
    const char *open = memchr(from, '(', (size_t)(to - from));
    if (!open || (size_t)(to - open) > LEAD_MAX || memchr(open + 1, '(', (size_t)(to - open - 1)) ||
        !is_lead(open + 1, (size_t)(to - open - 1)))
        return false;
    for (const char *c = from; c < open; c++) {
        if (strchr(".;:)\n", *c)) // another sentence, or a line that may be of something else
            return false;
    }
    uint32_t at = second->end;
    while (at < len && text[at] == ' ')
        at++;
    if (at >= len || text[at] != ')')
        return false;
    *ret_end = at + 1;
    return true;
}

// “số 18, 19-NQ/TW (…)”, “18-NQ/TW và 19-NQ/TW (…)”: another one stands right before it.
static bool is_in_list(const char *text, const struct tc_citation *before, const struct tc_citation *c)
{
    enum { LIST_GAP = 24 };
    if (before->end > c->start || before->start == c->start)
        return true;
    for (uint32_t i = before->end; i < c->start && c->start - before->end <= LIST_GAP; i++) {
        if (strchr(".;(\n", text[i]))
            return false;
    }
    return c->start - before->end <= LIST_GAP;
}

static bool is_stated(const struct tc_record *record, const char *name, const char *key)
{
    for (size_t i = 0; i < record->stated_count; i++) {
        if (!strcmp(record->stated[i].name, name) && !strcmp(record->stated[i].key, key))
            return true;
    }
    return false;
}

void tc_cite_state(const char *text, size_t len, struct tc_record *record)
{
    struct tc_stated_name *stated = NULL;
    for (size_t i = 0; i + 1 < record->citation_count; i++) {
        const struct tc_citation *a = &record->citations[i], *b = a + 1;
        const struct tc_citation *name = is_name(a) ? a : is_name(b) ? b : NULL, *number = name == a ? b : a;
        uint32_t end;
        if (!name || !is_number(number) || !is_explained(text, len, a, b, &end) || (i && is_in_list(text, a - 1, a)) ||
            is_stated(record, name->key, number->key))
            continue;
        if (!stated)
            stated = record->stated = tc_arena_zero(&record->arena, record->citation_count, sizeof *record->stated);
        stated[record->stated_count++] = (struct tc_stated_name){name->key, number->key, a->start, end};
    }
}
