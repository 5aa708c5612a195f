// SPDX-License-Identifier: GPL-3.0-or-later
// A text cut into its clauses: paragraphs, each with the words it holds and the label it opens with (Điều 5, khoản 2,
// điểm a, mục III).
#ifndef TC_SEARCH_CLAUSE_H
#define TC_SEARCH_CLAUSE_H

#include "base/mem.h"
#include "base/strmap.h"

struct tc_clause {
    uint32_t start, end;           // bytes of the text
    const uint32_t *words;         // ids handed out by the map given, canonical spelling
    const uint32_t *starts, *ends; // bytes of each word
    uint32_t count;
    uint32_t label_words; // how many of the words are the label: they do not count when clauses are compared
};
struct tc_clauses {
    struct tc_clause *items;
    size_t count;
};
// Cuts text at its line ends; lines without a word are left out. Words get their ids from map, so that texts read with
// one map can be compared. Everything in arena.
void tc_clauses_read(const char *text, size_t len, struct tc_strmap *map, struct tc_arena *arena,
                     struct tc_clauses *ret);

#endif
