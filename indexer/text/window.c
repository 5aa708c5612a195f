// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/window.h"

#include "base/utf8.h"
#include "text/chars.h"
#include "text/decode.h"
#include "text/letters.h"
#include "text/spelling.h"

#include <stdlib.h>
#include <string.h>

void tc_window_fini(struct tc_window *window)
{
    tc_buf_fini(&window->text);
    free(window->origin);
    *window = (struct tc_window){0};
}

bool tc_window_is_odd(const char *text, size_t len)
{
    const unsigned char *p = (const unsigned char *)text;
    for (size_t i = 0; i < len;) {
        // the blocks that Vietnamese is written in have nothing odd but the soft hyphen
        if (p[i] < 0x80) {
            i++;
        } else if (p[i] >= 0xC3 && p[i] <= 0xCB) {
            i += 2;
        } else if (p[i] == 0xE1 && i + 2 < len && (p[i + 1] & 0xFC) == 0xB8) {
            i += 3;
        } else {
            struct tc_char scratch;
            if (tc_char_of(tc_utf8_next(text, len, &i), &scratch)->is_odd)
                return true;
        }
    }
    return false;
}

struct orderer {
    const char *text;
    size_t len;
    struct tc_window *window;
    bool with_map;
    size_t chunk_end; // of the stretch without spaces that is being read
    bool chunk_has_latin;
    size_t run_end;    // of the run of letters
    bool run_is_latin; // every letter of the run is Latin or a twin, and there is reason to read the twins as Latin
    struct tc_buf cluster;
};

static void emit(struct orderer *o, const char *bytes, size_t n, size_t origin)
{
    struct tc_window *w = o->window;
    if (w->text.len + n + 1 >= w->text.cap)
        tc_buf_reserve(&w->text, n + 1);
    if (o->with_map && w->text.len + n + 1 > w->capacity) {
        w->capacity = (w->text.len + n + 1) * 2;
        w->origin = tc_xrealloc(w->origin, w->capacity, sizeof *w->origin);
    }
    for (size_t i = 0; i < n; i++) {
        w->text.data[w->text.len] = bytes[i];
        if (o->with_map)
            w->origin[w->text.len] = (uint32_t)origin;
        w->text.len++;
    }
}

static bool is_space(uint32_t c)
{
    return c <= ' ' || c == 0xA0 || c == 0x202F || c == 0x3000 || (c >= 0x2000 && c <= 0x200A);
}

static bool is_latin(uint32_t c)
{
    return c < 0x250 || (c >= 0x1E00 && c < 0x1F00);
}

static void look_at_chunk(struct orderer *o, size_t pos)
{
    o->chunk_has_latin = false;
    while (pos < o->len) {
        size_t next = pos;
        struct tc_char scratch;
        uint32_t c = tc_utf8_next(o->text, o->len, &next);
        if (is_space(c))
            break;
        c = tc_char_single(c);
        if (is_latin(c) && tc_char_of(c, &scratch)->class == TC_CLASS_LETTER)
            o->chunk_has_latin = true;
        pos = next;
    }
    o->chunk_end = pos;
}

static void look_at_run(struct orderer *o, size_t pos)
{
    bool all = true;
    while (pos < o->chunk_end) {
        size_t next = pos;
        struct tc_char scratch;
        uint32_t c = tc_char_single(tc_utf8_next(o->text, o->len, &next));
        const struct tc_char *row = tc_char_of(c, &scratch);
        if (row->class != TC_CLASS_LETTER && row->class != TC_CLASS_MARK && !tc_char_is_invisible(c))
            break;
        if (row->class == TC_CLASS_LETTER && !is_latin(c) && !tc_char_twin(c))
            all = false;
        pos = next;
    }
    o->run_end = pos;
    o->run_is_latin = all && o->chunk_has_latin;
}

// The character as it is to be read: twins by their Latin letter, ligatures by their first, the rest of them in
// *ret_more.
static uint32_t read_as(struct orderer *o, size_t pos, uint32_t c, bool has_mark, const char **ret_more)
{
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    *ret_more = "";
    if (c >= 0xFB00 && c <= 0xFB06) {
        *ret_more = ligatures[c - 0xFB00] + 1;
        return (uint32_t)ligatures[c - 0xFB00][0];
    }
    // with a mark it would be one letter of its own alphabet (ά, ѐ), which has no twin
    uint32_t twin = has_mark ? 0 : tc_char_twin(c);
    if (!twin)
        return c;
    if (pos >= o->chunk_end)
        look_at_chunk(o, pos);
    if (pos >= o->run_end)
        look_at_run(o, pos);
    return o->run_is_latin ? twin : c;
}

static bool joins_before(uint32_t c, const struct tc_char *row)
{
    return row->class == TC_CLASS_MARK || (c >= 0x1160 && c <= 0x11FF);
}

static bool has_mark_behind(const struct orderer *o, size_t pos)
{
    while (pos < o->len && (unsigned char)o->text[pos] >= 0x80) {
        struct tc_char scratch;
        uint32_t c = tc_utf8_next(o->text, o->len, &pos);
        if (!tc_char_is_invisible(c))
            return joins_before(c, tc_char_of(c, &scratch));
    }
    return false;
}

// A letter with its marks, all at once; false when it is not made of Vietnamese ones only.
static bool compose(const char *bytes, size_t len, char *ret, size_t *ret_len)
{
    size_t pos = 0;
    bool is_upper = false;
    enum tc_tone tone = TC_TONE_LEVEL;
    unsigned letter = tc_letter_of(tc_utf8_next(bytes, len, &pos), &tone, &is_upper);
    if (!tc_letter_is_vowel(letter))
        return false;
    while (pos < len) {
        if (!tc_letter_add_mark(&letter, &tone, tc_utf8_next(bytes, len, &pos)))
            return false;
    }
    uint32_t c = tc_letter_code(letter, tone);
    *ret_len = tc_utf8_put(is_upper ? tc_letter_upper(c) : c, ret);
    return true;
}

static void emit_cluster(struct orderer *o, size_t origin)
{
    char letter[4];
    size_t n = 0;
    if (compose(o->cluster.data, o->cluster.len, letter, &n)) {
        emit(o, letter, n, origin);
        return;
    }
    struct tc_buf nfc = {0};
    tc_text_nfc(o->cluster.data, o->cluster.len, &nfc);
    emit(o, nfc.data, nfc.len, origin);
    tc_buf_fini(&nfc);
}

// Adds the marks behind pos to the cluster; gives where they end. Invisible characters between them vanish.
static size_t gather(struct orderer *o, size_t pos)
{
    enum { MOST = 64 }; // of bytes: nobody stacks more marks in earnest
    size_t end = pos;
    while (pos < o->len) {
        struct tc_char scratch;
        size_t next = pos;
        uint32_t c = tc_utf8_next(o->text, o->len, &next);
        const struct tc_char *row = tc_char_of(c, &scratch);
        bool joins = !tc_char_is_invisible(c) && joins_before(c, row);
        if (!joins && !tc_char_is_invisible(c))
            break;
        if (joins && o->cluster.len < MOST)
            tc_buf_add(&o->cluster, o->text + pos, next - pos);
        pos = next;
        if (joins)
            end = next;
    }
    return end;
}

static void order(const char *text, size_t len, bool with_map, struct tc_window *window)
{
    struct orderer o = {.text = text, .len = len, .window = window, .with_map = with_map};
    tc_chars_init();
    tc_buf_clear(&window->text);
    window->has_map = with_map;
    tc_buf_reserve(&window->text, len + 1);
    for (size_t pos = 0; pos < len;) {
        size_t start = pos;
        struct tc_char scratch;
        const char *more;
        if (pos + 1 < len && (unsigned char)text[pos] < 0x80 && (unsigned char)text[pos + 1] < 0x80) {
            emit(&o, text + pos, 1, pos);
            pos++;
            continue;
        }
        uint32_t written = tc_char_single(tc_utf8_next(text, len, &pos));
        if (tc_char_is_invisible(written))
            continue;
        bool has_mark = has_mark_behind(&o, pos);
        uint32_t c = read_as(&o, start, written, has_mark, &more);
        char bytes[4];
        size_t n = tc_utf8_put(c, bytes);
        if (!has_mark && !*more && !tc_char_of(c, &scratch)->is_odd) {
            emit(&o, bytes, n, start);
            continue;
        }
        tc_buf_clear(&o.cluster);
        tc_buf_add(&o.cluster, bytes, n);
        tc_buf_str(&o.cluster, more);
        size_t end = c < 0x80 && (pos == len || (unsigned char)text[pos] < 0x80) ? pos : gather(&o, pos);
        if (end == pos && !tc_char_of(c, &scratch)->is_odd && c < 0x2000)
            emit(&o, o.cluster.data, o.cluster.len, start);
        else
            emit_cluster(&o, start);
        pos = end;
    }
    emit(&o, "", 0, len);
    window->text.data[window->text.len] = '\0';
    if (with_map)
        window->origin[window->text.len] = (uint32_t)len;
    tc_buf_fini(&o.cluster);
}

void tc_window_order(const char *text, size_t len, struct tc_window *window)
{
    tc_chars_init();
    if (tc_window_is_odd(text, len)) {
        order(text, len, false, window);
        return;
    }
    tc_buf_clear(&window->text);
    tc_buf_add(&window->text, text, len);
}

void tc_window_map(const char *text, size_t len, struct tc_window *window)
{
    order(text, len, true, window);
}

size_t tc_window_place_tone(const char *word, size_t len, char *ret)
{
    struct tc_spelled s = tc_spell(word, len);
    if (!s.count || !s.tone || s.tone_at + 1 != s.count || !tc_spelling_is_open_pair(s.letters, s.count))
        return 0;
    return tc_spelling_write(s.letters, s.count, s.tone, (size_t)s.tone_at - 1, ret);
}
