// SPDX-License-Identifier: GPL-3.0-or-later
// What the words of a query may have been meant as: columns of choices, one column a word, for restore.c to find the
// likeliest row through. Private to it and restore_choices.c.
#ifndef TC_SEARCH_RESTORE_H
#define TC_SEARCH_RESTORE_H

#include "plan.h"

enum {
    TC_RESTORE_WORDS_MAX = 192,   // words looked at; the rest of a longer question stays as typed
    TC_RESTORE_OWN_MAX = 24,      // accented forms of what was typed
    TC_RESTORE_SEARCHED_MAX = 32, // words of one query that slips are looked for
    TC_RESTORE_SLIPS_MAX = 16     // words one slip of the keyboard away, the likeliest beside their neighbours
};

struct tc_choice {
    const char *term;
    uint32_t len;
    uint64_t key;  // for tc_neighbours_pair_by
    double chance; // of the word by itself
    double cost;   // of getting from what was typed to it, as a logarithm
    double best;   // logarithm of the likeliest row that ends here
    int previous;  // its choice of the word before
    bool is_slip;
};
struct tc_column {
    const struct tc_query_node *word;
    struct tc_choice choices[TC_RESTORE_OWN_MAX + TC_RESTORE_SLIPS_MAX];
    int count;
    bool follows;    // the word before stands beside it
    bool is_fixed;   // a number, an abbreviation: never anything else
    bool is_unknown; // the archive lacks it, in any marks
    bool is_bare;    // typed without marks, in a query that has none
    bool has_slips;  // choices of a slip were looked for
};
struct tc_restorer {
    struct tc_plan *plan;
    struct tc_reader *reader;
    const struct tc_neighbours *neighbours; // NULL: none
    const struct tc_everyday *everyday;
    double total;   // words that the archive's neighbours were counted over; 1: none
    bool has_lower; // some letter of the query is lower-case
    struct tc_column *columns;
    size_t count;
    int searched; // words that slips were looked for
};

// The forms of the word as typed. *ret is made anew.
void tc_restore_own(struct tc_restorer *r, const struct tc_query_node *word, struct tc_column *ret);
// Adds what a slip of the keyboard, or a wrong mark, may have made into the word of column `at`. Bounded by the length
// of the word.
void tc_restore_slips(struct tc_restorer *r, size_t at);
// How often the word, or the second behind the first, is met in r->total words of texts and of questions.
double tc_restore_count(const struct tc_restorer *r, uint64_t word);
double tc_restore_pairs(const struct tc_restorer *r, uint64_t first, uint64_t second);
// Logarithm of the chance that `second` stands behind `first`.
double tc_restore_pair(const struct tc_restorer *r, const struct tc_choice *first, const struct tc_choice *second);

#endif
