// SPDX-License-Identifier: GPL-3.0-or-later
// A number that was asked for with a day on which none was issued: the documents of that number that there are.
#ifndef TC_SEARCH_OTHER_DAYS_H
#define TC_SEARCH_OTHER_DAYS_H

#include "plan.h"

// The nearest first, few; none when no number of the query has a day, or documents of that day are there. In arena.
void tc_other_days_find(const struct tc_plan *plan, struct tc_arena *arena, struct tc_other_day **ret,
                        size_t *ret_count);

#endif
