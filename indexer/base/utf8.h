// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 in small steps (RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF).
#ifndef TC_BASE_UTF8_H
#define TC_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

uint32_t tc_utf8_next_careful(const char *data, size_t len, size_t *pos); // any code point
// Reads the code point at data[*pos], moves *pos behind it. A byte that begins no valid sequence gives U+FFFD and moves
// by one.
static inline uint32_t tc_utf8_next(const char *data, size_t len, size_t *pos)
{
    const unsigned char *p = (const unsigned char *)data + *pos;
    size_t left = len - *pos;
    if (p[0] < 0x80) {
        *pos += 1;
        return p[0];
    }
    if (p[0] >= 0xC2 && p[0] <= 0xDF && left > 1 && (p[1] & 0xC0) == 0x80) {
        *pos += 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    // from E1 to EC there is nothing overlong and no surrogate
    if (p[0] >= 0xE1 && p[0] <= 0xEC && left > 2 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
        *pos += 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    return tc_utf8_next_careful(data, len, pos);
}
// Writes c (1 to 4 bytes) and gives how many; an invalid c is written as U+FFFD.
size_t tc_utf8_put(uint32_t c, char ret[4]);
// Is everything valid? *ret_bad (may be NULL) is the first offset that is not.
bool tc_utf8_is_valid(const char *data, size_t len, size_t *ret_bad);
// Does a character begin here (or the text end)?
static inline bool tc_utf8_is_boundary(const char *data, size_t len, size_t pos)
{
    return pos >= len ? pos == len : ((unsigned char)data[pos] & 0xC0) != 0x80;
}
// Number of code points.
size_t tc_utf8_count(const char *data, size_t len);

#endif
