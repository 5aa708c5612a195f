// SPDX-License-Identifier: GPL-3.0-or-later
// Whole strings: canonical, folded, lower and upper case.
#include "base/utf8.h"
#include "text/chars.h"
#include "text/decode.h"
#include "text/letters.h"
#include "text/spelling.h"
#include "text/token.h"
#include "text/window.h"

#include <string.h>
#include <unicode/uchar.h>

// Puts the tone of an open oa, oe, uy that ends at buf's end in its old place. start: where the word begins.
static void place_tone(struct tc_buf *buf, size_t start)
{
    char word[TC_TERM_MAX];
    if (buf->len - start > 24)
        return;
    size_t len = tc_window_place_tone(buf->data + start, buf->len - start, word);
    if (!len)
        return;
    buf->len = start;
    tc_buf_add(buf, word, len);
}

static void map_ordered(const char *text, size_t len, bool is_folded, struct tc_buf *ret)
{
    size_t word = ret->len;
    bool in_word = false;
    for (size_t pos = 0; pos < len;) {
        struct tc_char scratch;
        uint32_t c = tc_utf8_next(text, len, &pos);
        const struct tc_char *row = tc_char_of(c, &scratch);
        if (!is_folded) {
            bool is_letter = row->class == TC_CLASS_LETTER || row->class == TC_CLASS_MARK;
            if (is_letter && !in_word)
                word = ret->len;
            if (!is_letter && in_word)
                place_tone(ret, word);
            in_word = is_letter;
        }
        // a row has four bytes for either, of which some count
        char *to = ret->cap - ret->len > 4 ? ret->data + ret->len : tc_buf_reserve(ret, len - pos + 5);
        memcpy(to, is_folded ? row->folded : row->exact, 4);
        ret->len += is_folded ? row->folded_len : row->exact_len;
    }
    if (in_word)
        place_tone(ret, word);
    tc_buf_reserve(ret, 1)[0] = '\0';
}

static void map(const char *text, size_t len, bool is_folded, struct tc_buf *ret)
{
    tc_chars_init();
    if (!tc_window_is_odd(text, len)) {
        map_ordered(text, len, is_folded, ret);
        return;
    }
    struct tc_window window = {0};
    tc_window_order(text, len, &window);
    map_ordered(window.text.data, window.text.len, is_folded, ret);
    tc_window_fini(&window);
}

void tc_text_canonical(const char *text, size_t len, struct tc_buf *ret)
{
    map(text, len, false, ret);
}

void tc_text_fold(const char *text, size_t len, struct tc_buf *ret)
{
    map(text, len, true, ret);
}

char *tc_text_canonical_dup(const char *text)
{
    struct tc_buf buf = {0};
    tc_text_canonical(text, strlen(text), &buf);
    return tc_buf_take(&buf);
}

char *tc_text_fold_dup(const char *text)
{
    struct tc_buf buf = {0};
    tc_text_fold(text, strlen(text), &buf);
    return tc_buf_take(&buf);
}

static void change_case(const char *text, size_t len, UChar32 (*change)(UChar32), struct tc_buf *ret)
{
    tc_buf_reserve(ret, len + 1);
    for (size_t pos = 0; pos < len;) {
        char bytes[4];
        uint32_t c = tc_utf8_next(text, len, &pos);
        tc_buf_add(ret, bytes, tc_utf8_put((uint32_t)change((UChar32)c), bytes));
    }
}

void tc_text_lower(const char *text, size_t len, struct tc_buf *ret)
{
    change_case(text, len, u_tolower, ret);
}

void tc_text_upper(const char *text, size_t len, struct tc_buf *ret)
{
    change_case(text, len, u_toupper, ret);
}
