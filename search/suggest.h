// SPDX-License-Identifier: GPL-3.0-or-later
// Did you mean: from the archive's own words, never for numbers.
#ifndef TC_SEARCH_SUGGEST_H
#define TC_SEARCH_SUGGEST_H

#include "plan.h"

// The query as it was probably meant, in the arena; NULL when it is well as it is.
const char *tc_suggest(struct tc_plan *plan, uint32_t total, struct tc_arena *arena);

#endif
