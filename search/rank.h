// SPDX-License-Identifier: GPL-3.0-or-later
// The order of the answer. Xapian's BM25 over single syllables chooses candidates; what syllables beside each other say
// is read off the forward stream of these alone (see rerank.c).
//
// The sequence is the same however it is cut into pages: first the pool (the best TC_POOL documents with every word
// and, where these are fewer, as many with some), re-ranked; then the other documents with every word, then those with
// some, as BM25 has them.
#ifndef TC_SEARCH_RANK_H
#define TC_SEARCH_RANK_H

#include "scan.h"

enum { TC_POOL = 200, TC_EXACT = 4096 /* documents whose phrases are all looked at */, TC_OWN_MAX = 50 };

struct tc_candidate {
    tc_docid doc;
    double bm25;  // of single words
    double score; // final
    bool has_all;
    bool is_own;      // the document that a number of the query names
    uint64_t present; // units; complete only where is_scanned
    bool is_scanned;
};
struct tc_ranking {
    struct tc_candidate *items;
    size_t count, cap;
    uint32_t total; // documents with every word
    bool is_exact;
    struct tc_facet *facets; // of the documents with every word
    size_t facet_count;
};
void tc_ranking_fini(struct tc_ranking *ranking);

struct tc_rank_options {
    uint32_t want; // how many from the first on
    enum tc_sort sort;
    const unsigned *facet_slots;
    size_t facet_count;
};
enum tc_status tc_rank(struct tc_plan *plan, const struct tc_rank_options *options, struct tc_ranking *ret,
                       struct tc_error *err);

// The pool alone, not yet re-ranked: what weights are trained on (tests/bench/bench_features.c).
enum tc_status tc_rank_pool(struct tc_plan *plan, struct tc_ranking *ret, struct tc_error *err);

// Gives every candidate its score and sorts them.
enum tc_status tc_rerank(struct tc_plan *plan, struct tc_candidate *items, size_t count, struct tc_error *err);

#endif
