// SPDX-License-Identifier: GPL-3.0-or-later
// Tables are UTF-8 TSV with one header line; lines that begin with # and empty lines are comments.
#ifndef TC_BASE_TSV_H
#define TC_BASE_TSV_H

#include "base/mem.h"
#include "base/status.h"

struct tc_tsv {
    char *data;         // the file, cut up in place
    const char **cells; // rows × columns, "" where a line is short; borrowed from data
    size_t rows, columns;
    const char **names; // the header line
    char *office;       // what an office laid over it, cut up likewise; NULL: nothing
};
// Reads a whole file, at most 16 MB. Errors: TC_ERR_NOT_FOUND, TC_ERR_IO, TC_ERR_INPUT with the line.
enum tc_status tc_tsv_read(const char *path, struct tc_tsv *ret, struct tc_error *err);
void tc_tsv_fini(struct tc_tsv *tsv);
// Column by name, or -1.
int tc_tsv_column(const struct tc_tsv *tsv, const char *name);
// Never NULL; "" for a column of -1.
const char *tc_tsv_cell(const struct tc_tsv *tsv, size_t row, int column);
// Reads table NAME (without .tsv) of the data folder (see paths.h) with what the office laid over it (see tables.h).
enum tc_status tc_table_read(const char *name, struct tc_tsv *ret, struct tc_error *err);

#endif
