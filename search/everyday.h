// SPDX-License-Identifier: GPL-3.0-or-later
// Neighbours of everyday questions (corpus/tables/everyday.tsv), which documents of an office hardly have: `thế nào`,
// `bao nhiêu`, `ở đâu`. Words go by the keys of store/neighbours.h.
#ifndef TC_SEARCH_EVERYDAY_H
#define TC_SEARCH_EVERYDAY_H

#include "base/strmap.h"

struct tc_everyday {
    struct tc_strmap words, pairs;
    bool is_loaded;
};
// Reads the table when that has not been done; without it everything is zero.
void tc_everyday_load(struct tc_everyday *everyday);
void tc_everyday_fini(struct tc_everyday *everyday);
// Times in a million words of questions.
double tc_everyday_word(const struct tc_everyday *everyday, uint64_t word);
double tc_everyday_pair(const struct tc_everyday *everyday, uint64_t first, uint64_t second);

#endif
