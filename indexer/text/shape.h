// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the text layer: tokens that are more than a run of letters. Each function looks at a line (put in order, valid
// UTF-8) from where a token begins and says whether something longer begins there.
#ifndef TC_TEXT_SHAPE_H
#define TC_TEXT_SHAPE_H

#include "text/token.h"

struct tc_shape {
    enum tc_token_kind kind;
    size_t end;
};

// The token begins with a digit. Always true: at least the digits are a number.
bool tc_shape_number(const char *s, size_t len, size_t start, struct tc_shape *ret);
// The token begins with letters that end at word_end, where one of - . / @ & : _ follows.
bool tc_shape_word(const char *s, size_t len, size_t start, size_t word_end, struct tc_shape *ret);
// Writes the canonical form, at most TC_TERM_MAX bytes, NUL-terminated; gives its length.
size_t tc_shape_write(const char *s, size_t start, const struct tc_shape *shape, char ret[TC_TERM_MAX + 1]);

#endif
