// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/chars.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/letters.h"

#include <pthread.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

struct tc_char tc_char_rows[TC_CHARS];

// Letters that stand for another wherever they occur in this field: Eth and African D for Đ, the glyph Ƣ that some PDF
// fonts give for Ư, caron for breve.
static uint32_t respelled(uint32_t lower)
{
    switch (lower) {
    case 0xF0:
    case 0x256:
        return 0x111;
    case 0x1A3:
        return 0x1B0;
    case 0x1CE:
        return 0x103;
    default:
        return lower;
    }
}

uint32_t tc_char_twin(uint32_t c)
{
    static const struct {
        uint16_t twin;
        char latin;
    } twins[] = {
        {0x430, 'a'}, {0x435, 'e'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'}, {0x445, 'x'}, {0x456, 'i'},
        {0x455, 's'}, {0x458, 'j'}, {0x4BB, 'h'}, {0x410, 'A'}, {0x412, 'B'}, {0x415, 'E'}, {0x41A, 'K'}, {0x41C, 'M'},
        {0x41D, 'H'}, {0x41E, 'O'}, {0x420, 'P'}, {0x421, 'C'}, {0x422, 'T'}, {0x423, 'Y'}, {0x425, 'X'}, {0x406, 'I'},
        {0x405, 'S'}, {0x408, 'J'}, {0x391, 'A'}, {0x392, 'B'}, {0x395, 'E'}, {0x396, 'Z'}, {0x397, 'H'}, {0x399, 'I'},
        {0x39A, 'K'}, {0x39C, 'M'}, {0x39D, 'N'}, {0x39F, 'O'}, {0x3A1, 'P'}, {0x3A4, 'T'}, {0x3A5, 'Y'}, {0x3A7, 'X'},
        {0x3BF, 'o'}, {0x3BD, 'v'}, {0x3B9, 'i'}, {0x3C5, 'u'}, {0x3B1, 'a'},
    };
    if (c < 0x391 || c > 0x4BB)
        return 0;
    for (size_t i = 0; i < TC_LENGTH(twins); i++) {
        if (twins[i].twin == c)
            return (uint32_t)twins[i].latin;
    }
    return 0;
}

bool tc_char_is_invisible(uint32_t c)
{
    return c == 0xAD || c == 0x34F || c == 0x180E || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2064) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

static enum tc_char_class class_of(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return TC_CLASS_DIGIT;
    if (c == '.' || c == '!' || c == '?' || c == ';' || c == ':' || c == 0x2026)
        return TC_CLASS_SENTENCE;
    if (c == '\n' || c == '\r' || c == '\f' || c == 0x2028 || c == 0x2029)
        return TC_CLASS_LINE;
    if (c < 0x80)
        return (c | 32) >= 'a' && (c | 32) <= 'z' ? TC_CLASS_LETTER : TC_CLASS_OTHER;
    if (c == 0xAA || c == 0xBA) // ª º: signs of number, not letters of a word
        return TC_CLASS_OTHER;
    switch (u_charType((UChar32)c)) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
        return TC_CLASS_LETTER;
    case U_MODIFIER_LETTER: // ʼ and its like are apostrophes here
        return c >= 0x2B0 && c <= 0x2FF ? TC_CLASS_OTHER : TC_CLASS_LETTER;
    case U_OTHER_LETTER:
        return u_hasBinaryProperty((UChar32)c, UCHAR_IDEOGRAPHIC) || (c >= 0x3040 && c <= 0x30FF) ? TC_CLASS_IDEOGRAPH
                                                                                                  : TC_CLASS_LETTER;
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_ENCLOSING_MARK:
        return TC_CLASS_MARK;
    default:
        return TC_CLASS_OTHER;
    }
}

// The letter under the marks: canonical decomposition, first code point, as long as there is one.
static uint32_t stripped(uint32_t c)
{
    static const struct {
        uint16_t from, to;
    } strokes[] = {{0x111, 'd'}, {0xF8, 'o'}, {0x142, 'l'}, {0x131, 'i'}, {0x127, 'h'}, {0x180, 'b'}, {0x268, 'i'}};
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    for (;;) {
        UChar parts[8];
        status = U_ZERO_ERROR;
        int32_t n = unorm2_getRawDecomposition(nfc, (UChar32)c, parts, 8, &status);
        if (n <= 1 || U_FAILURE(status) || (c >= 0xAC00 && c <= 0xD7A3) || U16_IS_SURROGATE(parts[0]))
            break;
        c = parts[0];
    }
    for (size_t i = 0; i < TC_LENGTH(strokes); i++) {
        if (strokes[i].from == c)
            return strokes[i].to;
    }
    return c;
}

uint32_t tc_char_single(uint32_t c)
{
    if (c < 0x340)
        return c;
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    UChar parts[8];
    int32_t n = unorm2_getRawDecomposition(nfc, (UChar32)c, parts, 8, &status);
    return n == 1 && U_SUCCESS(status) && !U16_IS_SURROGATE(parts[0]) ? parts[0] : c;
}

static void fold(struct tc_char *row, uint32_t exact)
{
    static const struct {
        uint16_t from;
        char to[3];
    } pairs[] = {{0xE6, "ae"}, {0x153, "oe"}, {0xDF, "ss"}, {0xFE, "th"}};
    for (size_t i = 0; i < TC_LENGTH(pairs); i++) {
        if (pairs[i].from == exact) {
            memcpy(row->folded, pairs[i].to, 2);
            row->folded_len = 2;
            return;
        }
    }
    row->folded_len = (uint8_t)tc_utf8_put(stripped(exact), row->folded);
}

const struct tc_char *tc_char_make(uint32_t c, struct tc_char *row)
{
    memset(row, 0, sizeof *row);
    row->class = (uint8_t)class_of(c);
    row->is_dash = c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63 || c == 0xFF0D;
    row->is_odd = row->class == TC_CLASS_MARK ||
                  u_getIntPropertyValue((UChar32)c, UCHAR_NFC_QUICK_CHECK) != UNORM_YES || tc_char_is_invisible(c) ||
                  tc_char_twin(c) || (c >= 0xFB00 && c <= 0xFB06) || (c >= 0x1100 && c <= 0x11FF) || c >= 0x10000;
    uint32_t lower = row->class == TC_CLASS_LETTER ? (uint32_t)u_tolower((UChar32)c) : c;
    row->is_upper = lower != c;
    uint32_t exact = respelled(lower);
    row->exact_len = (uint8_t)tc_utf8_put(exact, row->exact);
    if (row->class == TC_CLASS_MARK)
        return row;
    if (row->class == TC_CLASS_LETTER)
        fold(row, exact);
    else
        row->folded_len = (uint8_t)tc_utf8_put(exact, row->folded);
    row->is_marked = row->folded_len != row->exact_len || memcmp(row->folded, row->exact, row->exact_len) != 0;
    enum tc_tone tone = TC_TONE_LEVEL;
    row->letter = (uint8_t)tc_letter_of(exact, &tone, NULL);
    row->tone = (uint8_t)tone;
    return row;
}

static void build(void)
{
    for (uint32_t c = 0; c < TC_CHARS; c++)
        tc_char_make(c, &tc_char_rows[c]);
}

void tc_chars_init(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, build);
}
