// SPDX-License-Identifier: GPL-3.0-or-later
// How sure the words of a text are that was read off pictures. A word is a stretch without blanks; those that were not
// read off a picture (other pages of the same file) have no entry.
#ifndef TC_TEXT_SURE_H
#define TC_TEXT_SURE_H

#include "base/mem.h"

#include <stdbool.h>

// Words less sure than this (of 100) are shown as such: tests/bench/ocr.md says how many of them are wrong.
#define TC_SURE_BELOW 90

struct tc_sure_word {
    uint32_t start, end; // bytes of the text; ascending, not overlapping
    uint32_t confidence; // 1..100
    char *was;           // what was read before it was repaired, yours; NULL: it is as it was read
};
void tc_sure_words_free(struct tc_sure_word *words, size_t count);

// Pieces of the text (ascending, each as sure as it says, blanks in them allowed) to words, in place of them: pieces
// that touch make one word, as sure as the least of them; a piece with blanks makes several. Takes the pieces over.
void tc_sure_words(const char *text, size_t len, struct tc_sure_word *pieces, size_t count, struct tc_sure_word **ret,
                   size_t *ret_count);

// Two digits for each word of the whole text, in its order: 00 for one without entry, 99 for 99 and 100.
void tc_sure_pack(const char *text, size_t len, const struct tc_sure_word *words, size_t count, struct tc_buf *ret);
// The words again, without what they were; false, nothing changed, when the digits are not those of this text.
bool tc_sure_unpack(const char *text, size_t len, const char *digits, size_t digit_count, struct tc_sure_word **ret,
                    size_t *ret_count);

#endif
