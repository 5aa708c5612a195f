// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the text layer: the legacy character sets, read from units. A unit is one byte of a file, or one character of
// a text in which legacy bytes may hide as the windows-1252 characters that they were taken for.
#ifndef TC_TEXT_CHARSET_H
#define TC_TEXT_CHARSET_H

#include "text/decode.h"

struct tc_unit {
    uint32_t c;   // as it is: the character, or the windows-1252 one of the byte
    uint32_t at;  // offset in the input
    int16_t byte; // what it may have been; -1 when it was never a byte
};

// Makes the tables; to be called before tc_charset_step.
void tc_charset_init(void);
// The byte that windows-1252 shows as c, with bytes 81 8D 8F 90 9D as ISO 8859-1 has them; -1 when none.
int tc_charset_byte(uint32_t c);
uint32_t tc_charset_cp1252(unsigned char byte);
// Reads one character at units[i], gives how many units it took (at least 1). TC_CS_UTF8 reads the bytes as UTF-8, a
// broken one as itself; TC_CS_CP1252 takes every unit as it is.
size_t tc_charset_step(enum tc_charset charset, const struct tc_unit *units, size_t n, size_t i, uint32_t *ret);

#endif
