// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the field, and what an office lays over them: ARCHIVE/tables/NAME.tsv, with the columns of ours that it
// needs, in any order, under a header line. A row whose key stands in ours takes its place; any other is added behind.
// Such a file is written by hand and may come from anywhere: it is bounded, every cell is checked, and a row that is
// wrong is left out and described with its place.
#ifndef TC_BASE_TABLES_H
#define TC_BASE_TABLES_H

#include "base/tsv.h"

#include <stdbool.h>

enum { TC_TABLE_FILE_MAX = 1 << 20, TC_TABLE_ROWS_MAX = 5000, TC_TABLE_CELL_MAX = 1000 };

// From now on tc_table_read lays the tables of this archive over ours. The first archive of a program counts, since
// tables are read once: later calls change nothing. Before threads begin.
void tc_tables_use(const char *archive);
// That our own tables are there, before anything relies on them: without them no number, type or citation would be
// known, and nobody told. TC_ERR_IO names the table that cannot be read.
enum tc_status tc_tables_found(struct tc_error *err);
// Describes every row of the archive's tables that is left out, a line each ("…/types.tsv:3: …"); true when there is
// none.
bool tc_tables_check(const char *archive, struct tc_buf *ret_complaints);
// Changes with every change of the tables that decide what is read from documents, ours and the archive's; never 0.
uint64_t tc_tables_fingerprint(const char *archive);

#endif
