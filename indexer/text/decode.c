// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes to text in two steps. First every piece (a line, or the part of one that is set in one font) is given a
// reading: what its font says, or what makes most of its words syllables, with what the rest of the file speaks for as
// the judge of short pieces. Then line ends, controls and NFC. A clean UTF-8 text passes the first step as it is.
#include "text/decode.h"

#include "base/utf8.h"
#include "text/chars.h"
#include "text/charset.h"
#include "text/letters.h"
#include "text/pieces.h"
#include "text/spelling.h"

#include <string.h>

// Offsets that move with the text: each call of marks_reach sets those up to in to out.
struct marks {
    size_t *at;
    size_t count, next;
};

static bool is_control(unsigned char c)
{
    return c < 0x20 && c != '\n' && c != '\t' && c != '\f';
}

// Line ends to \n, other controls out, appended to ret in NFC.
static void finish(const char *text, size_t len, struct tc_buf *ret)
{
    size_t clean = 0;
    while (clean < len && !is_control((unsigned char)text[clean]) && (unsigned char)text[clean] != 0x7F)
        clean++;
    if (clean == len) {
        tc_text_nfc(text, len, ret);
        return;
    }
    struct tc_buf buf = {0};
    tc_buf_reserve(&buf, len);
    tc_buf_add(&buf, text, clean);
    for (size_t i = clean; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c == '\r' && (i + 1 == len || text[i + 1] != '\n')) || c == '\v')
            tc_buf_char(&buf, '\n');
        else if (!is_control(c) && c != 0x7F)
            tc_buf_char(&buf, (char)c);
    }
    tc_text_nfc(buf.data, buf.len, ret);
    tc_buf_fini(&buf);
}

// Does the character at pos join the one before it, so that no cut may be made here?
static bool joins(const char *text, size_t len, size_t pos)
{
    struct tc_char scratch;
    if (pos >= len || pos == 0)
        return false;
    if (!tc_utf8_is_boundary(text, len, pos))
        return true;
    if (text[pos] == '\n' && text[pos - 1] == '\r')
        return true;
    uint32_t c = tc_utf8_next(text, len, &pos);
    return c >= 0x300 && tc_char_of(c, &scratch)->is_odd;
}

static void finish_marked(const char *text, size_t len, size_t *marks, size_t mark_count, struct tc_buf *ret)
{
    size_t begin = ret->len, done = 0;
    if (len >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3))
        done = 3;
    tc_buf_reserve(ret, len + 1);
    for (size_t i = 0; i < mark_count; i++) {
        size_t at = marks[i] < len ? marks[i] : len;
        while (joins(text, len, at))
            at++;
        if (at > done) {
            finish(text + done, at - done, ret);
            done = at;
        }
        marks[i] = ret->len - begin;
    }
    if (done < len)
        finish(text + done, len - done, ret);
}

// ---- UTF-16

static enum tc_charset utf16_of(const struct tc_decode_in *in, size_t *ret_skip)
{
    const unsigned char *p = (const unsigned char *)in->bytes;
    *ret_skip = 2;
    if (in->len >= 2 && p[0] == 0xFF && p[1] == 0xFE)
        return TC_CS_UTF16LE;
    if (in->len >= 2 && p[0] == 0xFE && p[1] == 0xFF)
        return TC_CS_UTF16BE;
    *ret_skip = 0;
    if (in->declared == TC_CS_UTF16BE || in->declared == TC_CS_UTF16LE)
        return in->len >= 2 && memchr(p, 0, in->len) ? in->declared : TC_CS_UNKNOWN;
    // without a mark: the high bytes of Vietnamese are 00, 01, 03, 1E, 20
    size_t high[2] = {0}, zero[2] = {0}, n = in->len < 4096 ? in->len / 2 : 2048;
    if (n < 4)
        return TC_CS_UNKNOWN;
    for (size_t i = 0; i < 2 * n; i++) {
        unsigned char c = p[i];
        high[i & 1] += c == 0 || c == 1 || c == 3 || c == 0x1E || c == 0x20;
        zero[i & 1] += c == 0;
    }
    for (unsigned side = 0; side < 2; side++) {
        if (high[side] * 20 >= n * 19 && zero[side] * 4 >= n && zero[!side] * 20 < n)
            return side ? TC_CS_UTF16LE : TC_CS_UTF16BE;
    }
    return TC_CS_UNKNOWN;
}

static uint32_t unit16(const unsigned char *p, bool is_le)
{
    return is_le ? (uint32_t)(p[0] | p[1] << 8) : (uint32_t)(p[0] << 8 | p[1]);
}

static void from_utf16(const struct tc_decode_in *in, size_t pos, bool is_le, struct tc_buf *ret)
{
    const unsigned char *p = (const unsigned char *)in->bytes;
    size_t mark = 0;
    for (; pos + 1 < in->len; pos += 2) {
        while (mark < in->mark_count && in->marks[mark] <= pos)
            in->marks[mark++] = ret->len;
        uint32_t c = unit16(p + pos, is_le);
        if (c >= 0xD800 && c < 0xDC00 && pos + 3 < in->len) {
            uint32_t low = unit16(p + pos + 2, is_le);
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                pos += 2;
            }
        }
        char bytes[4];
        tc_buf_add(ret, bytes, tc_utf8_put(c, bytes));
    }
    while (mark < in->mark_count)
        in->marks[mark++] = ret->len;
}

// ----

// UTF-8 read as windows-1252 may have been so twice.
static void decode_again(const struct tc_decode_in *in, struct tc_buf *text, struct tc_decoded *decoded)
{
    tc_auto_free size_t *marks = tc_xmalloc((in->mark_count + 1) * sizeof *marks);
    for (int round = 0; round < 2; round++) {
        struct tc_decode_in again = {
            .bytes = text->data, .len = text->len, .is_utf8_view = true, .marks = marks, .mark_count = in->mark_count};
        struct tc_decoded more;
        struct tc_buf next = {0};
        if (in->mark_count)
            memcpy(marks, in->marks, in->mark_count * sizeof *marks);
        tc_pieces_read(&again, &next, &more);
        if (!more.was_mojibake) {
            tc_buf_fini(&next);
            return;
        }
        tc_buf_fini(text);
        *text = next;
        if (in->mark_count)
            memcpy(in->marks, marks, in->mark_count * sizeof *marks);
        if (more.certainty < decoded->certainty)
            decoded->certainty = more.certainty;
    }
}

void tc_text_decode(const struct tc_decode_in *in, struct tc_buf *ret_text, struct tc_decoded *ret)
{
    struct tc_decode_in view = *in;
    struct tc_buf wide = {0}, read = {0};
    size_t skip = 0;
    tc_chars_init();
    tc_spelling_init();
    tc_charset_init();
    enum tc_charset utf16 = in->is_utf8_view ? TC_CS_UNKNOWN : utf16_of(in, &skip);
    if (utf16) {
        from_utf16(in, skip, utf16 == TC_CS_UTF16LE, &wide);
        view.bytes = wide.data ? wide.data : "";
        view.len = wide.len;
        view.is_utf8_view = true;
        view.runs = NULL;
        view.run_count = 0;
    }
    if (tc_pieces_are_clean(&view)) {
        *ret = (struct tc_decoded){.charset = TC_CS_UTF8, .certainty = 1};
        finish_marked(view.bytes, view.len, in->marks, in->mark_count, ret_text);
    } else {
        tc_pieces_read(&view, &read, ret);
        if (ret->was_mojibake)
            decode_again(in, &read, ret);
        finish_marked(read.data ? read.data : "", read.len, in->marks, in->mark_count, ret_text);
    }
    if (utf16 && ret->charset == TC_CS_UTF8)
        ret->charset = utf16;
    tc_buf_reserve(ret_text, 1)[0] = '\0';
    tc_buf_fini(&wide);
    tc_buf_fini(&read);
}
