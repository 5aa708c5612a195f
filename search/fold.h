// SPDX-License-Identifier: GPL-3.0-or-later
// Near-duplicates: a draft, a copy typed anew, another format of the same paper. Two documents are copies when their
// 64-bit simhashes (hex, in TC_SLOT_SIMHASH) differ in at most TC_COPY_BITS bits, or in at most TC_LIKE_BITS and
// sketches of their words say that they share nine tenths of their wording. Documents with different keys are never
// copies, however alike: a re-issue under another number is another document.
#ifndef TC_SEARCH_FOLD_H
#define TC_SEARCH_FOLD_H

#include "base/strmap.h"
#include "rank.h"

enum { TC_COPY_BITS = 3, TC_LIKE_BITS = 14 };

struct tc_fold_group {
    size_t first;         // index into the ranking: the document that is shown
    const size_t *copies; // further ones, in order of rank
    size_t copy_count;
};
struct tc_folded {
    struct tc_arena arena;
    struct tc_fold_group *groups; // in order of rank
    size_t count;
};
// Folds the ranking; where is_on is false every document is its own group.
enum tc_status tc_fold(struct tc_reader *reader, const struct tc_ranking *ranking, bool is_on, struct tc_folded *ret,
                       struct tc_error *err);
void tc_folded_fini(struct tc_folded *folded);

#endif
