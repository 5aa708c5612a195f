// SPDX-License-Identifier: GPL-3.0-or-later
#include "clause.h"

#include "text/token.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct collector {
    uint32_t *ids, *starts, *ends;
    size_t count, ids_cap, starts_cap, ends_cap;
};

static void collect(struct collector *c, uint32_t id, uint32_t start, uint32_t end)
{
    size_t count = c->count;
    TC_GROW(c->ids, count, c->ids_cap);
    TC_GROW(c->starts, count, c->starts_cap);
    TC_GROW(c->ends, count, c->ends_cap);
    c->ids[count] = id;
    c->starts[count] = start;
    c->ends[count] = end;
    c->count++;
}

static bool is_enumerator(const char *word)
{
    size_t len = strlen(word);
    if (len <= 2 && isalpha((unsigned char)word[0]) && (len == 1 || isalpha((unsigned char)word[1])))
        return true; // a) b) ii)
    if (!strcmp(word, "đ"))
        return true;
    size_t digits = strspn(word, "0123456789."), roman = strspn(word, "ivx");
    return (digits && digits == len) || (roman && roman == len);
}

// “Điều 5.”, “Khoản 2”, “Mục III”, “1-”, “a)”, “II.”: words in front that number the clause. gap: what stands behind
// the first word.
static uint32_t label_length(const char *first, const char *second, const char *gap, size_t gap_len)
{
    static const char *const kinds[] = {"điều", "khoản", "điểm", "mục", "chương", "phần", "tiểu"};
    for (size_t i = 0; i < TC_LENGTH(kinds); i++) {
        if (!strcmp(first, kinds[i]))
            return second && is_enumerator(second) ? 2 : 0;
    }
    bool marked = false;
    for (size_t i = 0; i < gap_len; i++)
        marked = marked || (gap[i] && strchr(".)-/", gap[i]));
    return is_enumerator(first) && marked ? 1 : 0;
}

static uint32_t *kept(struct tc_arena *arena, const uint32_t *items, size_t count)
{
    uint32_t *copy = tc_arena_zero(arena, count + 1, sizeof *copy);
    memcpy(copy, items, count * sizeof *copy);
    return copy;
}

void tc_clauses_read(const char *text, size_t len, struct tc_strmap *map, struct tc_arena *arena,
                     struct tc_clauses *ret)
{
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    struct collector words = {0};
    struct tc_clause *items = NULL;
    size_t count = 0, cap = 0;
    for (size_t start = 0; start < len;) {
        const char *line_end = memchr(text + start, '\n', len - start);
        size_t end = line_end ? (size_t)(line_end - text) : len;
        const struct tc_token *token;
        tc_auto_free char *first = NULL;
        tc_auto_free char *second = NULL;
        words.count = 0;
        tc_tokenizer_start(tokenizer, text + start, end - start);
        while (tc_tokenizer_next(tokenizer, &token)) {
            if (words.count == 0)
                first = tc_xstrndup(token->exact, token->exact_len);
            if (words.count == 1)
                second = tc_xstrndup(token->exact, token->exact_len);
            collect(&words, tc_strmap_id(map, token->exact, token->exact_len), (uint32_t)start + token->start,
                    (uint32_t)start + token->end);
        }
        if (words.count) {
            struct tc_clause clause = {
                .start = words.starts[0], .end = words.ends[words.count - 1], .count = (uint32_t)words.count};
            size_t gap_end = words.count > 1 ? words.starts[1] : end;
            clause.label_words = label_length(first, second, text + words.ends[0], gap_end - words.ends[0]);
            clause.words = kept(arena, words.ids, words.count);
            clause.starts = kept(arena, words.starts, words.count);
            clause.ends = kept(arena, words.ends, words.count);
            // the marks that close a line belong to it
            while (clause.end < end && !isspace((unsigned char)text[clause.end]))
                clause.end++;
            TC_GROW(items, count, cap);
            items[count++] = clause;
        }
        start = end + 1;
    }
    tc_tokenizer_free(tokenizer);
    ret->items = tc_arena_zero(arena, count + 1, sizeof *ret->items);
    ret->count = count;
    if (count)
        memcpy(ret->items, items, count * sizeof *items);
    free(items);
    free(words.ids);
    free(words.starts);
    free(words.ends);
}
