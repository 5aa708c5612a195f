// SPDX-License-Identifier: GPL-3.0-or-later
// What .xlsx and .xls share: cells in rows, and numbers as people see them. A number's format decides whether it is a
// date (ECMA-376 part 1, 18.8.30).
#ifndef TC_WORKER_SHEET_H
#define TC_WORKER_SHEET_H

#include "flow.h"

enum { TC_SHEET_COLUMNS = 1024 };

// Puts cells into the flow in the order they come; rows and columns count from 0.
struct tc_sheet {
    struct tc_flow *flow;
    long row, column; // of the last cell; -1 before the first
    bool is_1904;     // days count from 1904
};
// A heading with the sheet's name, then its table. Each sheet is a page.
void tc_sheet_begin(struct tc_sheet *sheet, struct tc_flow *flow, const char *name, unsigned number, bool is_1904);
// Moves to the cell; its text goes to the flow. False: too far out, leave it away.
bool tc_sheet_cell(struct tc_sheet *sheet, long row, long column);
void tc_sheet_number(struct tc_sheet *sheet, double value, bool is_date);
void tc_sheet_end(struct tc_sheet *sheet);
// Is this number format one of dates? code: the format's text where it is not built in, or NULL.
bool tc_sheet_is_date(unsigned id, const char *code);

#endif
