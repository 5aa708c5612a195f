// SPDX-License-Identifier: GPL-3.0-or-later
// What was changed from one wording to another, word by word.
#ifndef TC_SEARCH_DIFFERENCE_H
#define TC_SEARCH_DIFFERENCE_H

#include "base/mem.h"

struct tc_difference { // “liên kết” became “liên kết chặt chẽ”; "" where nothing stood or stands
    const char *was, *is;
};
// Spelling, case, tone style and punctuation aside. *ret lies in arena; gives how many. *ret_similarity (may be NULL):
// the share of words that both have, 0..1.
size_t tc_differences(const char *a, const char *b, struct tc_arena *arena, struct tc_difference **ret,
                      double *ret_similarity);

#endif
