// SPDX-License-Identifier: GPL-3.0-or-later
// Did you mean: from the archive's own words and neighbours, never for numbers.
#ifndef TC_SEARCH_SUGGEST_H
#define TC_SEARCH_SUGGEST_H

#include "plan.h"

// The query with its words as they were probably meant (tc_plan_restore) and its numbers as they were read
// (mend.h), in the arena; NULL when it is well as it is.
const char *tc_suggest(const struct tc_plan *plan, struct tc_arena *arena);

#endif
