// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of neighbouring words of stored documents, for finding texts that share wording (w-shingling: Broder 1997, On
// the resemblance and containment of documents). Read from the forward stream: a pass over 100,000 documents is a
// fraction of a second, so no index of runs is kept.
#ifndef TC_SEARCH_WORDRUN_H
#define TC_SEARCH_WORDRUN_H

#include "store/store.h"

// A run is one number: the term ids of its words, 16 bits apart. Ids beyond 65,535 are rare words and reach into the
// bits of the word before, so two runs may very rarely share a number; whoever must be sure compares the words.
enum { TC_RUN_THREE = 3, TC_RUN_FOUR = 4 };
static inline uint64_t tc_run_push(uint64_t run, uint32_t id)
{
    return run << 16 ^ id;
}
static inline uint64_t tc_run_last(uint64_t run, unsigned words)
{
    return words >= 4 ? run : run & ((UINT64_C(1) << 16 * words) - 1);
}
// Spreads a run over 64 bits.
static inline uint64_t tc_run_hash(uint64_t run)
{
    run *= UINT64_C(0x9e3779b97f4a7c15);
    run ^= run >> 32;
    run *= UINT64_C(0xd6e8feb86659fd93);
    return run ^ run >> 32;
}

// The different runs of three words of a document, ascending; yours (free()).
enum tc_status tc_runs_read(const struct tc_reader *reader, tc_docid doc, uint64_t **ret, size_t *ret_count,
                            struct tc_error *err);
// How alike two such lists are: 2 × common / (count of a + count of b), 0..1. Two empty ones are not alike.
double tc_runs_alike(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count);

// The TC_SKETCH smallest hashes of a document's runs of three words, ascending; gives how many. None for a document of
// less than TC_SKETCH_WORDS words: so little says nothing about likeness.
enum { TC_SKETCH = 64, TC_SKETCH_WORDS = 12 };
size_t tc_sketch(const struct tc_stream *stream, uint64_t ret[TC_SKETCH]);
// From two sketches, the share of common runs among all of both documents (Jaccard's), give or take 0.06; 0..1.
double tc_sketch_alike(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count);

#endif
