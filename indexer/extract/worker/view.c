// SPDX-License-Identifier: GPL-3.0-or-later
#include "view.h"

#include "base/utf8.h"

uint32_t tc_cp1252(unsigned char c)
{
    static const uint16_t high[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                      0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                      0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    return c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c;
}

void tc_cp1252_add(struct tc_buf *ret, const char *data, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        char bytes[4];
        tc_buf_add(ret, bytes, tc_utf8_put(tc_cp1252((unsigned char)data[i]), bytes));
    }
}
