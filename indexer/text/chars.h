// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the text layer: everything that a token needs to know of a code point, in one row of 16 bytes. The rows of the
// first blocks lie in a table made from ICU at first use; the others are asked for one by one.
#ifndef TC_TEXT_CHARS_H
#define TC_TEXT_CHARS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tc_char_class {
    TC_CLASS_OTHER,    // separates: spaces, punctuation, symbols
    TC_CLASS_SENTENCE, // . ! ? ; : …, behind which a sentence begins
    TC_CLASS_LINE,     // line end, form feed, U+2028, U+2029
    TC_CLASS_LETTER,
    TC_CLASS_MARK,      // combining: belongs to the letter before it
    TC_CLASS_DIGIT,     // 0-9
    TC_CLASS_IDEOGRAPH, // a word by itself
};

struct tc_char {
    char exact[4], folded[4]; // UTF-8, lower case, look-alikes put right; without marks
    uint8_t exact_len, folded_len;
    uint8_t class;      // enum tc_char_class
    uint8_t letter;     // enum tc_letter, 0 for none
    uint8_t tone;       // enum tc_tone
    bool is_upper : 1;  // capital or title case
    bool is_marked : 1; // folds to something else than its lower case
    bool is_odd : 1;    // the line must be put in order before it is cut: marks, invisibles, ligatures, twins
    bool is_dash : 1;
    uint8_t spare[2];
};

enum { TC_CHARS = 0x2200 };
extern struct tc_char tc_char_rows[TC_CHARS];
void tc_chars_init(void);
// The row of a code point above the table, made in *scratch.
const struct tc_char *tc_char_make(uint32_t c, struct tc_char *scratch);

// tc_chars_init() must have been called.
static inline const struct tc_char *tc_char_of(uint32_t c, struct tc_char *scratch)
{
    return c < TC_CHARS ? &tc_char_rows[c] : tc_char_make(c, scratch);
}

// The Latin letter that looks like this Cyrillic or Greek one, 0 when none does.
uint32_t tc_char_twin(uint32_t c);
// What Unicode says a character is only another code for (Ω for U+2126 …); c itself for all others.
uint32_t tc_char_single(uint32_t c);
// Does it leave no trace (zero-width, soft hyphen, byte order mark)?
bool tc_char_is_invisible(uint32_t c);

#endif
