// SPDX-License-Identifier: GPL-3.0-or-later
// The Vietnamese letters as UTF-8: only what the generator itself writes (NFC), so the rules are short.
#include "base.h"

#include <string.h>

// Base letters of U+1EA0 .. U+1EF9, in pairs of capital and small: one char a pair.
static const char BASES[] = "aaaaaaaaaaaaeeeeeeeeiioooooooooooouuuuuuuyyyy";

static uint32_t decode(const char *bytes, size_t *retsize)
{
    const unsigned char *b = (const unsigned char *)bytes;
    if (b[0] < 0x80) {
        *retsize = 1;
        return b[0];
    }
    if (b[0] < 0xe0) {
        *retsize = 2;
        return (uint32_t)((b[0] & 0x1f) << 6 | (b[1] & 0x3f));
    }
    *retsize = 3;
    return (uint32_t)((b[0] & 0x0f) << 12 | (b[1] & 0x3f) << 6 | (b[2] & 0x3f));
}

// Same number of bytes as the letter it replaces.
static void encode(char *bytes, size_t size, uint32_t code)
{
    if (size == 1) {
        bytes[0] = (char)code;
    } else if (size == 2) {
        bytes[0] = (char)(0xc0 | code >> 6);
        bytes[1] = (char)(0x80 | (code & 0x3f));
    } else {
        bytes[0] = (char)(0xe0 | code >> 12);
        bytes[1] = (char)(0x80 | ((code >> 6) & 0x3f));
        bytes[2] = (char)(0x80 | (code & 0x3f));
    }
}

static uint32_t upper(uint32_t code)
{
    if (code >= 'a' && code <= 'z')
        return code - 0x20;
    if (code >= 0xe0 && code <= 0xfe && code != 0xf7)
        return code - 0x20;
    if (code == 0x1b0)
        return 0x1af;
    if (code == 0x103 || code == 0x111 || code == 0x129 || code == 0x169 || code == 0x1a1)
        return code - 1;
    return code >= 0x1ea0 && code <= 0x1ef9 ? code & ~1u : code;
}

void tc_gen_capital(struct tc_gen_text *text, size_t from)
{
    size_t size;
    if (from >= text->size)
        return;
    uint32_t code = decode(text->data + from, &size);
    encode(text->data + from, size, upper(code));
}

void tc_gen_upper(struct tc_gen_text *text, size_t from)
{
    size_t size;
    for (size_t at = from; at < text->size; at += size)
        encode(text->data + at, size, upper(decode(text->data + at, &size)));
}

static char base_of(uint32_t code)
{
    static const struct {
        uint32_t low, high;
        char base;
    } ranges[] = {{0xc0, 0xc3, 'a'},   {0xc8, 0xca, 'e'},   {0xcc, 0xcd, 'i'},   {0xd2, 0xd5, 'o'},
                  {0xd9, 0xda, 'u'},   {0xdd, 0xdd, 'y'},   {0x102, 0x102, 'a'}, {0x110, 0x110, 'd'},
                  {0x128, 0x128, 'i'}, {0x168, 0x168, 'u'}, {0x1a0, 0x1a0, 'o'}, {0x1af, 0x1af, 'u'}};
    uint32_t capital = upper(code);
    if (capital >= 0x1ea0 && capital <= 0x1ef9)
        return BASES[(capital - 0x1ea0) / 2];
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (capital >= ranges[i].low && capital <= ranges[i].high)
            return ranges[i].base;
    return 0;
}

void tc_gen_fold(struct tc_gen_text *text, size_t from)
{
    size_t out = from, size;
    for (size_t at = from; at < text->size; at += size) {
        uint32_t code = decode(text->data + at, &size);
        char base = code < 0x80 ? 0 : base_of(code);
        if (base) {
            text->data[out++] = upper(code) == code ? (char)(base - 0x20) : base;
        } else {
            memmove(text->data + out, text->data + at, size);
            out += size;
        }
    }
    text->size = out;
    if (text->data)
        text->data[out] = '\0';
}

// Only the pairs whose two spellings have the same number of bytes, so that offsets stay true.
static const char OLD_TONES[][8] = {"òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "ọe", "úy", "ủy", "ụy"};
static const char NEW_TONES[][8] = {"oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẹ", "uý", "uỷ", "uỵ"};

static bool letter_follows(const char *bytes)
{
    unsigned char c = (unsigned char)*bytes;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

void tc_gen_new_tones(struct tc_gen_text *text, size_t from)
{
    for (size_t at = from; at + 3 < text->size; at++) {
        unsigned char c = (unsigned char)text->data[at];
        if (c != 0xc3 && c != 0xc5 && c != 0xe1)
            continue;
        for (size_t i = 0; i < sizeof OLD_TONES / sizeof *OLD_TONES; i++) {
            size_t size = strlen(OLD_TONES[i]);
            if (at + size <= text->size && !memcmp(text->data + at, OLD_TONES[i], size) &&
                !letter_follows(text->data + at + size))
                memcpy(text->data + at, NEW_TONES[i], size);
        }
    }
}
