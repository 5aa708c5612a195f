// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the text layer: a stretch of text put in order for the tokenizer, with the way back to the offsets as written.
#ifndef TC_TEXT_WINDOW_H
#define TC_TEXT_WINDOW_H

#include "base/mem.h"

#include <stdbool.h>

struct tc_window {
    struct tc_buf text; // NFC, marks in order, invisibles gone, ligatures apart, twins Latin
    uint32_t *origin;   // for each byte of text, and one behind the last: the offset it was made from
    size_t capacity;
    bool has_map;
};
void tc_window_fini(struct tc_window *window);
// Puts text in order without the way back: origin is not filled.
void tc_window_order(const char *text, size_t len, struct tc_window *window);
// The same with origin filled, for what tc_window_is_odd() says needs it.
void tc_window_map(const char *text, size_t len, struct tc_window *window);
// Is anything in it that must be put in order first?
bool tc_window_is_odd(const char *text, size_t len);

// The old tone placement of one lower-case word when it ends in an open oa, oe or uy with the tone on the second
// letter: writes it and gives its length, else 0.
size_t tc_window_place_tone(const char *word, size_t len, char *ret);

#endif
