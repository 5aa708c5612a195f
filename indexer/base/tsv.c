// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/tsv.h"

#include "base/file.h"
#include "base/lang.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_TABLE = 16 << 20 };

void tc_tsv_fini(struct tc_tsv *tsv)
{
    free(tsv->data);
    free(tsv->cells);
    free(tsv->names);
    free(tsv->office);
    *tsv = (struct tc_tsv){0};
}

// Cuts one line at its tabs into at most max cells; gives how many there were.
static size_t cut(char *line, const char **cells, size_t max)
{
    size_t n = 0;
    for (;;) {
        char *tab = strchr(line, '\t');
        if (n < max)
            cells[n] = line;
        n++;
        if (!tab)
            return n;
        *tab = '\0';
        line = tab + 1;
    }
}

static size_t count_lines(const char *data)
{
    size_t n = 1;
    for (; *data; data++)
        n += *data == '\n';
    return n;
}

enum tc_status tc_tsv_read(const char *path, struct tc_tsv *ret, struct tc_error *err)
{
    struct tc_buf file = {0};
    enum tc_status status = tc_file_read(path, MAX_TABLE, &file, err);
    if (status)
        return status;
    struct tc_tsv tsv = {.data = tc_buf_take(&file)};
    size_t lines = count_lines(tsv.data), number = 0;
    for (char *line = tsv.data, *next; line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        number++;
        size_t len = strlen(line);
        if (len && line[len - 1] == '\r')
            line[--len] = '\0';
        if (!len || line[0] == '#')
            continue;
        if (!tsv.names) {
            tsv.columns = 1;
            for (const char *c = line; *c; c++)
                tsv.columns += *c == '\t';
            tsv.names = tc_xcalloc(tsv.columns, sizeof *tsv.names);
            tsv.cells = tc_xcalloc(lines, tsv.columns * sizeof *tsv.cells);
            cut(line, tsv.names, tsv.columns);
            continue;
        }
        const char **row = tsv.cells + tsv.rows * tsv.columns;
        for (size_t i = 0; i < tsv.columns; i++)
            row[i] = "";
        if (cut(line, row, tsv.columns) > tsv.columns) {
            tc_tsv_fini(&tsv);
            return tc_fail(
                err, TC_ERR_INPUT,
                TC_TELL("%s: dòng %zu nhiều cột hơn dòng đầu", "%s: line %zu has more columns than the header"), path,
                number);
        }
        tsv.rows++;
    }
    if (!tsv.names) {
        tc_tsv_fini(&tsv);
        return tc_fail(err, TC_ERR_INPUT, TC_TELL("%s: thiếu dòng đầu", "%s: no header line"), path);
    }
    *ret = tsv;
    return TC_OK;
}

int tc_tsv_column(const struct tc_tsv *tsv, const char *name)
{
    for (size_t i = 0; i < tsv->columns; i++) {
        if (!strcmp(tsv->names[i], name))
            return (int)i;
    }
    return -1;
}

const char *tc_tsv_cell(const struct tc_tsv *tsv, size_t row, int column)
{
    if (column < 0 || (size_t)column >= tsv->columns || row >= tsv->rows)
        return "";
    return tsv->cells[row * tsv->columns + (size_t)column];
}
