// SPDX-License-Identifier: GPL-3.0-or-later
// Document numbers inside a query. They come before anything else, because their marks would otherwise be operators
// (`44 - KL/TU`) or fields (`Số: 44-KL/TU`).
#include "query_lex.h"

#include <ctype.h>
#include <string.h>

enum { CHUNKS_MAX = 20, BYTES_MAX = 240 };

static bool is_digit_at(const struct tc_query *query, size_t at)
{
    return at < query->len && isdigit((unsigned char)query->text[at]);
}

// Without these no reference is possible, and reading one is dear: a digit or a capital roman numeral within reach.
static bool may_hold_number(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (isdigit((unsigned char)text[i]) || strchr("IVX", text[i]))
            return true;
    tc_auto_buf struct tc_buf folded = {0};
    tc_text_fold(text, len, &folded);
    static const char *const names[] = {"khoa ", "dieu le", "hien phap", "bo luat", "luat "};
    for (size_t i = 0; folded.data && i < TC_LENGTH(names); i++)
        if (strstr(folded.data, names[i]))
            return true;
    return false;
}

static size_t trim_end(const char *text, size_t start, size_t end)
{
    while (end > start && strchr(",.;:?!", text[end - 1]))
        end--;
    return end;
}

static bool same_key(const struct tc_reference *a, const struct tc_reference *b)
{
    return a->key && b->key && !strcmp(a->key, b->key);
}

static bool read_span(struct tc_query *query, size_t start, size_t end, struct tc_reference *ret)
{
    struct tc_reference reference = {0};
    if (end <= start || query->reads >= TC_QUERY_MAX_READS)
        return false;
    query->reads++;
    if (!tc_reference_read(query->text + start, end - start, &query->arena, &reference) || !reference.key)
        return false;
    *ret = reference;
    return true;
}

// Ends of the chunks that follow at, nearest first.
static size_t chunk_ends(const struct tc_query *query, size_t at, size_t limit, size_t ret[CHUNKS_MAX])
{
    size_t count = 0, pos = at;
    while (count < CHUNKS_MAX && pos < limit && pos - at < BYTES_MAX) {
        size_t end = pos;
        while (end < limit && !tc_query_blank(query, end))
            end++;
        ret[count++] = end;
        pos = tc_query_skip_blanks(query, end);
    }
    return count;
}

size_t tc_query_number_at(struct tc_query *query, size_t at, size_t limit, struct tc_reference *ret)
{
    size_t ends[CHUNKS_MAX];
    size_t count = chunk_ends(query, at, limit, ends);
    if (!count || !may_hold_number(query->text + at, ends[count - 1] - at))
        return 0;
    struct tc_reference best = {0};
    size_t best_end = 0;
    for (size_t i = 0; i < count; i++) {
        size_t end = trim_end(query->text, at, ends[i]);
        struct tc_reference now;
        if (!read_span(query, at, end, &now))
            continue;
        // Later words belong to it only when they change what is named.
        if (!best_end || !same_key(&best, &now)) {
            best = now;
            best_end = end;
        }
    }
    if (!best_end)
        return 0;
    // When it reads the same without its first chunk, that one is not part of it: it begins later.
    size_t second = tc_query_skip_blanks(query, ends[0]);
    struct tc_reference rest;
    if (!is_digit_at(query, at) && second < best_end && read_span(query, second, best_end, &rest) &&
        same_key(&best, &rest))
        return 0;
    *ret = best;
    return best_end;
}
