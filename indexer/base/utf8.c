// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/utf8.h"

#include <string.h>

// Length of the sequence that lead begins and the smallest code point it may hold.
static int sequence(unsigned char lead, uint32_t *ret_min)
{
    if (lead >= 0xC2 && lead <= 0xDF) {
        *ret_min = 0x80;
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        *ret_min = 0x800;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        *ret_min = 0x10000;
        return 4;
    }
    return 0;
}

// The code point at data, or a negative number when there is none; *ret_len its length.
static int64_t decode(const unsigned char *data, size_t len, int *ret_len)
{
    uint32_t min = 0;
    *ret_len = 1;
    if (data[0] < 0x80)
        return data[0];
    int n = sequence(data[0], &min);
    if (!n || (size_t)n > len)
        return -1;
    uint32_t c = data[0] & (0xFFU >> (n + 1));
    for (int i = 1; i < n; i++) {
        if ((data[i] & 0xC0) != 0x80)
            return -1;
        c = c << 6 | (data[i] & 0x3F);
    }
    if (c < min || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return -1;
    *ret_len = n;
    return c;
}

uint32_t tc_utf8_next_careful(const char *data, size_t len, size_t *pos)
{
    int n = 1;
    int64_t c = decode((const unsigned char *)data + *pos, len - *pos, &n);
    *pos += (size_t)n;
    return c < 0 ? 0xFFFD : (uint32_t)c;
}

size_t tc_utf8_put(uint32_t c, char ret[4])
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = 0xFFFD;
    if (c < 0x80) {
        ret[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        ret[0] = (char)(0xC0 | c >> 6);
        ret[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        ret[0] = (char)(0xE0 | c >> 12);
        ret[1] = (char)(0x80 | (c >> 6 & 0x3F));
        ret[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    ret[0] = (char)(0xF0 | c >> 18);
    ret[1] = (char)(0x80 | (c >> 12 & 0x3F));
    ret[2] = (char)(0x80 | (c >> 6 & 0x3F));
    ret[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

bool tc_utf8_is_valid(const char *data, size_t len, size_t *ret_bad)
{
    size_t pos = 0;
    while (pos < len) {
        uint64_t word;
        if (len - pos >= 8 && (memcpy(&word, data + pos, 8), !(word & 0x8080808080808080U))) {
            pos += 8;
            continue;
        }
        int n = 1;
        if (decode((const unsigned char *)data + pos, len - pos, &n) < 0) {
            if (ret_bad)
                *ret_bad = pos;
            return false;
        }
        pos += (size_t)n;
    }
    return true;
}

size_t tc_utf8_count(const char *data, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        n += ((unsigned char)data[i] & 0xC0) != 0x80;
    return n;
}
