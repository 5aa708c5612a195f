// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a passage a document may hold: pairs of neighbouring words that they share, within a stretch as long as
// the passage, each pair once, rare ones first. One pass over the document's token stream, so hundreds of documents can
// be looked at before a few are aligned (Broder, On the resemblance and containment of documents, 1997).
#ifndef TC_SEARCH_SHINGLES_H
#define TC_SEARCH_SHINGLES_H

#include "store/store.h"

#include <stdint.h>

struct tc_shingles {
    struct tc_shingle {
        uint32_t first, second, next; // next + 1: another pair with the same bucket
        double weight;
    } * items;
    uint32_t *buckets, mask;
    size_t count, width; // width: tokens of the stretch
    uint64_t seen[64];   // bits of the first words: most tokens are none of them
    // scratch
    uint32_t *tallies;
    struct tc_shingle_hit {
        uint32_t at, shingle;
    } * hits;
    size_t hit_cap;
};
// ids: the words of the passage, as tokens; weights: one a word.
void tc_shingles_init(struct tc_shingles *shingles, const uint32_t *ids, const double *weights, size_t count);
void tc_shingles_fini(struct tc_shingles *shingles);
// The largest weight of different shared pairs in any stretch of tokens.
double tc_shingles_score(struct tc_shingles *shingles, const uint32_t *tokens, size_t count);

#endif
