// SPDX-License-Identifier: GPL-3.0-or-later
// One ranked document as a hit: its fields from the record, its snippet, where it stands in the document.
#ifndef TC_SEARCH_HIT_H
#define TC_SEARCH_HIT_H

#include "rank.h"
#include "snippet.h"

struct tc_hit_maker {
    struct tc_plan *plan;
    struct tc_scanner scanner;
    struct tc_occurrences occurrences;
    struct tc_marker marker;
    struct tc_arena *arena; // of the results
    const struct tc_search_options *options;
};
void tc_hit_maker_init(struct tc_hit_maker *maker, struct tc_plan *plan, const struct tc_search_options *options,
                       struct tc_arena *arena);
void tc_hit_maker_fini(struct tc_hit_maker *maker);
enum tc_status tc_hit_make(struct tc_hit_maker *maker, const struct tc_candidate *candidate, uint32_t rank,
                           struct tc_hit *ret, struct tc_error *err);

// A stretch of a document, in tokens.
struct tc_passage {
    const struct tc_candidate *candidate;
    uint32_t first, last; // tokens between which its words stand
    double score;
};
// The best passages of a document, at most max, not overlapping; gives how many.
size_t tc_hit_passages(struct tc_hit_maker *maker, const struct tc_candidate *candidate, struct tc_passage *ret,
                       size_t max);
// The document as a hit that shows this passage: its snippet is the passage, which ends at line ends.
enum tc_status tc_hit_make_passage(struct tc_hit_maker *maker, const struct tc_passage *passage, uint32_t rank,
                                   struct tc_hit *ret, struct tc_error *err);

// Fields of the record's meta into a hit; strings in arena.
void tc_hit_meta(const json_t *meta, struct tc_arena *arena, struct tc_hit *ret);

#endif
