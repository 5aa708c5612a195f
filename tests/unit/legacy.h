// SPDX-License-Identifier: GPL-3.0-or-later
// For tests and benchmarks: Vietnamese text written in the legacy charsets, by searching the decoder's own tables
// backwards. What a charset lacks becomes '?'.
#ifndef TC_TESTS_LEGACY_H
#define TC_TESTS_LEGACY_H

#include "base/utf8.h"
#include "text/charset.h"
#include "text/letters.h"

struct legacy_code {
    unsigned char bytes[2];
    unsigned char len;
};
struct legacy {
    enum tc_charset charset;
    struct legacy_code codes[0x2200];
};

static inline uint32_t legacy_try(enum tc_charset charset, unsigned first, int second, size_t *ret_took)
{
    struct tc_unit units[2] = {{.c = tc_charset_cp1252((unsigned char)first), .byte = (int16_t)first}};
    uint32_t c = 0;
    if (second >= 0)
        units[1] = (struct tc_unit){.c = tc_charset_cp1252((unsigned char)second), .byte = (int16_t)second};
    *ret_took = tc_charset_step(charset, units, second >= 0 ? 2 : 1, 0, &c);
    return c;
}

static inline void legacy_put(struct legacy *l, uint32_t c, unsigned first, int second)
{
    if (c < 0x2200 && !l->codes[c].len) {
        l->codes[c].bytes[0] = (unsigned char)first;
        l->codes[c].bytes[1] = (unsigned char)(second < 0 ? 0 : second);
        l->codes[c].len = second < 0 ? 1 : 2;
    }
}

static inline void legacy_init(struct legacy *l, enum tc_charset charset)
{
    size_t took;
    tc_charset_init();
    *l = (struct legacy){.charset = charset};
    for (unsigned b = 0x20; b < 0x80; b++)
        legacy_put(l, b, b, -1);
    legacy_put(l, '\n', '\n', -1);
    for (unsigned b = 'A'; charset == TC_CS_VNI && b < 0x100; b++) {
        for (int mark = 0xE0; mark >= 0xC0; mark = mark == 0xFF ? 0xC0 : mark + 1) {
            bool is_upper = b < 'a' || (b >= 0xC0 && b < 0xE0);
            uint32_t c = legacy_try(charset, b, is_upper ? mark & ~0x20 : mark, &took);
            if (took == 2)
                legacy_put(l, c, b, is_upper ? mark & ~0x20 : mark);
            if (mark == 0xFF)
                break;
        }
    }
    // behind the pairs of VNI, for it leaves the bytes of its marks as they are where no letter is before them
    for (unsigned b = 0x80; b < 0x120; b++) // the controls last
        legacy_put(l, legacy_try(charset, b & 0xFF, -1, &took), b & 0xFF, -1);
    for (unsigned letter = 1; charset == TC_CS_CP1258 && letter < TC_LETTERS; letter++) {
        static const uint32_t tones[] = {0, 0x300, 0x309, 0x303, 0x301, 0x323};
        for (unsigned tone = 1; tone < 6 && tc_letter_is_vowel(letter); tone++) {
            uint32_t base = tc_letter_code(letter, TC_TONE_LEVEL), c = tc_letter_code(letter, (enum tc_tone)tone);
            legacy_put(l, c, l->codes[base].bytes[0], l->codes[tones[tone]].bytes[0]);
            legacy_put(l, tc_letter_upper(c), l->codes[tc_letter_upper(base)].bytes[0], l->codes[tones[tone]].bytes[0]);
        }
    }
}

static inline void legacy_encode(const struct legacy *l, const char *text, size_t len, struct tc_buf *ret)
{
    for (size_t pos = 0; pos < len;) {
        uint32_t c = tc_utf8_next(text, len, &pos);
        if (l->charset == TC_CS_TCVN3 && c < 0x2200 && !l->codes[c].len) {
            bool is_upper;
            enum tc_tone tone;
            unsigned letter = tc_letter_of(c, &tone, &is_upper);
            c = letter ? tc_letter_code(letter, tone) : c;
        }
        if (c < 0x2200 && l->codes[c].len)
            tc_buf_add(ret, l->codes[c].bytes, l->codes[c].len);
        else
            tc_buf_char(ret, '?');
    }
}

// Every byte shown as its windows-1252 character.
static inline void legacy_view(const char *bytes, size_t len, struct tc_buf *ret)
{
    for (size_t i = 0; i < len; i++) {
        char c[4];
        tc_buf_add(ret, c, tc_utf8_put(tc_charset_cp1252((unsigned char)bytes[i]), c));
    }
}

#endif
