// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/sure.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 99 };

void tc_sure_words_free(struct tc_sure_word *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(words[i].was);
    free(words);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\f';
}

// The next word at or behind *pos and before end; *pos moves to its end.
static bool next_word(const char *text, size_t end, size_t *pos, size_t *ret_start)
{
    size_t at = *pos;
    while (at < end && is_blank(text[at]))
        at++;
    *ret_start = at;
    while (at < end && !is_blank(text[at]))
        at++;
    *pos = at;
    return at > *ret_start;
}

struct list {
    struct tc_sure_word *items;
    size_t count, cap;
};

static char *joined(const char *text, const struct tc_sure_word *left, const struct tc_sure_word *right)
{
    if (!left->was && !right->was)
        return NULL;
    tc_auto_free char *a = left->was ? NULL : tc_xstrndup(text + left->start, left->end - left->start);
    tc_auto_free char *b = right->was ? NULL : tc_xstrndup(text + right->start, right->end - right->start);
    return tc_xasprintf("%s%s", left->was ? left->was : a, right->was ? right->was : b);
}

// Takes over what the word was.
static void add(struct list *list, const char *text, struct tc_sure_word word)
{
    struct tc_sure_word *last = list->count ? &list->items[list->count - 1] : NULL;
    if (last && last->end == word.start) {
        char *was = joined(text, last, &word);
        free(last->was);
        free(word.was);
        last->was = was;
        last->end = word.end;
        last->confidence = word.confidence < last->confidence ? word.confidence : last->confidence;
        return;
    }
    TC_GROW(list->items, list->count, list->cap);
    list->items[list->count++] = word;
}

static size_t count_words(const char *text, size_t start, size_t end)
{
    size_t count = 0;
    for (size_t pos = start, from; next_word(text, end, &pos, &from);)
        count++;
    return count;
}

// Each word of a piece was the word at its place, where they are as many; else the first was all of it.
static void split(struct list *list, const char *text, const struct tc_sure_word *piece)
{
    size_t was_len = piece->was ? strlen(piece->was) : 0, was_pos = 0, was_start = 0;
    bool is_even = count_words(text, piece->start, piece->end) == count_words(piece->was, 0, was_len);
    bool is_first = true;
    for (size_t pos = piece->start, start; next_word(text, piece->end, &pos, &start); is_first = false) {
        struct tc_sure_word word = {.start = (uint32_t)start, .end = (uint32_t)pos, .confidence = piece->confidence};
        if (is_even && next_word(piece->was, was_len, &was_pos, &was_start)) {
            size_t len = was_pos - was_start;
            if (len != pos - start || memcmp(piece->was + was_start, text + start, len) != 0)
                word.was = tc_xstrndup(piece->was + was_start, len);
        } else if (was_len && is_first && !is_even) {
            word.was = tc_xstrdup(piece->was);
        }
        add(list, text, word);
    }
}

void tc_sure_words(const char *text, size_t len, struct tc_sure_word *pieces, size_t count, struct tc_sure_word **ret,
                   size_t *ret_count)
{
    struct list list = {0};
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].start < pieces[i].end && pieces[i].end <= len)
            split(&list, text, &pieces[i]);
        free(pieces[i].was);
    }
    free(pieces);
    *ret = list.items;
    *ret_count = list.count;
}

void tc_sure_pack(const char *text, size_t len, const struct tc_sure_word *words, size_t count, struct tc_buf *ret)
{
    size_t at = 0;
    for (size_t pos = 0, start; next_word(text, len, &pos, &start);) {
        unsigned sure = 0;
        while (at < count && words[at].end <= start)
            at++;
        if (at < count && words[at].start < pos)
            sure = words[at].confidence < MOST ? words[at].confidence : MOST;
        tc_buf_char(ret, (char)('0' + sure / 10));
        tc_buf_char(ret, (char)('0' + sure % 10));
    }
}

bool tc_sure_unpack(const char *text, size_t len, const char *digits, size_t digit_count, struct tc_sure_word **ret,
                    size_t *ret_count)
{
    struct list list = {0};
    size_t used = 0;
    bool is_good = strspn(digits, "0123456789") >= digit_count;
    for (size_t pos = 0, start; is_good && next_word(text, len, &pos, &start); used += 2) {
        is_good = digit_count - used >= 2;
        unsigned sure = is_good ? (unsigned)(digits[used] - '0') * 10 + (unsigned)(digits[used + 1] - '0') : 0;
        if (sure)
            add(&list, text, (struct tc_sure_word){.start = (uint32_t)start, .end = (uint32_t)pos, .confidence = sure});
    }
    if (!is_good || used != digit_count) {
        free(list.items);
        return false;
    }
    *ret = list.items;
    *ret_count = list.count;
    return true;
}
