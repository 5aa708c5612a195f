// SPDX-License-Identifier: GPL-3.0-or-later
// Two documents clause by clause: what is the same, changed, moved, added, dropped.
#ifndef TC_SEARCH_COMPARE_H
#define TC_SEARCH_COMPARE_H

#include "align.h"
#include "clause.h"

#include <jansson.h>

enum tc_change { TC_CHANGE_SAME, TC_CHANGE_CHANGED, TC_CHANGE_MOVED, TC_CHANGE_ADDED, TC_CHANGE_DROPPED, TC_CHANGES };
const char *tc_change_name(enum tc_change change); // "same" …

struct tc_word_change { // a stretch that differs: bytes of either text; start == end: nothing on that side
    uint32_t a_start, a_end, b_start, b_end;
};
struct tc_clause_pair {
    enum tc_change change;
    const struct tc_clause *a, *b; // NULL: none on that side
    double similarity;             // 0..1
    struct tc_word_change *words;  // for changed clauses, and moved ones that changed as well
    size_t word_count;
};
struct tc_comparison {
    struct tc_clause_pair *pairs; // in the order of b; dropped clauses where they stood in a
    size_t count;
    size_t totals[TC_CHANGES];
    double similarity; // share of words that are the same, 0..1
};
// Everything in arena; texts are borrowed.
void tc_compare(const char *a, size_t a_len, const char *b, size_t b_len, struct tc_arena *arena,
                struct tc_comparison *ret);
// {"similarity","totals":{…},"clauses":[{"change","similarity","a":{"start","end","text"}|null,"b":…,"words":[{"a":[s,e],"b":[s,e]}]}]}
json_t *tc_comparison_to_json(const struct tc_comparison *comparison, const char *a, const char *b);

#endif
