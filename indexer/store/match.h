// SPDX-License-Identifier: GPL-3.0-or-later
// The documents that a query wants: in order, with their number and what is counted over all of them.
#ifndef TC_STORE_MATCH_H
#define TC_STORE_MATCH_H

#include "view.h"

namespace tc {

void run_match(const View &view, const struct tc_node *query, const struct tc_match_options &options,
               struct tc_matches &ret);

} // namespace tc

#endif
