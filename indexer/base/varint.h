// SPDX-License-Identifier: GPL-3.0-or-later
// Unsigned numbers in seven-bit groups, least first, the high bit says that more follow (LEB128). The last byte of a
// number is the only one below 0x80, so a sequence of them can be searched as bytes: a match is real when the byte
// before it is below 0x80.
#ifndef TC_BASE_VARINT_H
#define TC_BASE_VARINT_H

#include "base/mem.h"

#include <stdbool.h>

static inline size_t tc_varint_put(uint64_t value, unsigned char ret[10])
{
    size_t n = 0;
    while (value >= 0x80) {
        ret[n++] = (unsigned char)(value | 0x80);
        value >>= 7;
    }
    ret[n++] = (unsigned char)value;
    return n;
}

// Moves *p behind the number; false, with *p untouched, when the data end or the number is too long.
static inline bool tc_varint_get(const unsigned char **p, const unsigned char *end, uint64_t *ret)
{
    uint64_t value = 0;
    unsigned shift = 0;
    for (const unsigned char *q = *p; q < end && shift < 64; shift += 7) {
        unsigned char byte = *q++;
        value |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            *p = q;
            *ret = value;
            return true;
        }
    }
    return false;
}

static inline void tc_buf_varint(struct tc_buf *buf, uint64_t value)
{
    unsigned char bytes[10];
    tc_buf_add(buf, bytes, tc_varint_put(value, bytes));
}

#endif
