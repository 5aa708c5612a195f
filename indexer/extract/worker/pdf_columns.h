// SPDX-License-Identifier: GPL-3.0-or-later
// The two-column heads and feet of pages: issuer and number beside the national title and date, recipients beside the
// signature. A gutter that no word crosses runs down between them.
#ifndef TC_WORKER_PDF_COLUMNS_H
#define TC_WORKER_PDF_COLUMNS_H

#include "pdf.h"

struct tc_columns {
    size_t from, to; // lines of the page
    float gutter;
};
// Do two columns begin with line i? is_top: it is the first of the page's body.
bool tc_columns_at(const struct tc_page *page, size_t i, bool is_top, struct tc_columns *ret);
// One column, then the other, each line a block. The columns' lines are found anew: they need not stand level.
void tc_columns_put(const struct tc_page *page, const struct tc_columns *columns, struct tc_flow *flow);

#endif
