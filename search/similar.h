// SPDX-License-Identifier: GPL-3.0-or-later
// Like documents by the passages they share, not by their words: what stands in both, word for word, longest first.
// Wording that many documents have (heads, recipients, set phrases) counts for nothing, however long it is.
#ifndef TC_SEARCH_SIMILAR_H
#define TC_SEARCH_SIMILAR_H

#include "resolve.h"

#include <jansson.h>

struct tc_shared_passage {
    uint32_t start, end;             // bytes of the text of the document asked for
    uint32_t other_start, other_end; // and of the other's
    uint32_t words;                  // that are the same
};
struct tc_similar {
    struct tc_target by;
    double similarity;    // share of the wording particular to the document asked for that the other has, 0..1
    double of_other;      // share of the other's words that stand in the document asked for, 0..1
    uint32_t words;       // that are the same
    uint32_t passage_sum; // passages shared, of which the longest are listed
    struct tc_shared_passage *passages;
    size_t passage_count;
};
struct tc_similars {
    struct tc_similar *items; // most similar first
    size_t count;
};
enum { TC_SIMILAR_PASSAGES = 5, TC_SIMILAR_WORDS = 12 }; // passages listed; words that a passage has at least
// limit 0: 10. Everything in arena. Reads the streams of the whole archive.
enum tc_status tc_similar_find(struct tc_reader *reader, tc_docid doc, size_t limit, struct tc_arena *arena,
                               struct tc_similars *ret, struct tc_error *err);
// [{"id","path","key","title","date","place","similarity","of_other","words","passage_count","passages":[{"start",
// "end","other":[start,end],"words","text"}]}]; text is of the document asked for.
enum tc_status tc_similars_to_json(struct tc_reader *reader, tc_docid doc, const struct tc_similars *similars,
                                   json_t **ret, struct tc_error *err);

#endif
