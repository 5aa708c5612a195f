// SPDX-License-Identifier: GPL-3.0-or-later
// Where in the order of a document a place stands: "Chương II › Điều 5 › khoản 2 › điểm a". Read from the beginnings of
// the lines, as Vietnamese laws and Party papers number their parts.
#ifndef TC_SEARCH_HEADING_H
#define TC_SEARCH_HEADING_H

#include "base/mem.h"

// Appends the path at byte `offset` of text; nothing when there is none.
void tc_heading_path(const char *text, size_t len, size_t offset, struct tc_buf *ret);

#endif
