// SPDX-License-Identifier: GPL-3.0-or-later
// Sets of phrases over the words of lex.h: the longest that begins at a word is found in one walk. A phrase written
// with marks is also met where the text has none at all (“Nghi quyet so 04”).
#ifndef TC_RECORD_PHRASE_H
#define TC_RECORD_PHRASE_H

#include "base/strmap.h"
#include "lex.h"

struct tc_phrases {
    struct tc_strmap edges, loose_edges; // (node, word) -> node
    uint32_t *values, *loose_values;     // of nodes; value + 1, 0 none
    uint32_t count, loose_count, cap, loose_cap;
};
void tc_phrases_fini(struct tc_phrases *phrases);
// Of two equal phrases the later wins.
void tc_phrases_add(struct tc_phrases *phrases, const char *phrase, size_t len, uint32_t value);
// All phrases of a table cell that are separated by '|'.
void tc_phrases_add_all(struct tc_phrases *phrases, const char *cell, uint32_t value);
enum tc_phrase_mode {
    TC_PHRASE_EXACT, // marks must be right, or wholly missing
    TC_PHRASE_LOOSE, // marks do not count (capitals of scans: QUYÉT ĐỊNH)
};
// The longest phrase that begins at word i: its value, and the number of the word behind it.
bool tc_phrases_match(const struct tc_phrases *phrases, struct tc_lexer *lexer, uint32_t i, enum tc_phrase_mode mode,
                      uint32_t *ret_value, uint32_t *ret_next);

#endif
