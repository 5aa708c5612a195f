// SPDX-License-Identifier: GPL-3.0-or-later
// Work that a table shares out: one row a piece of work, with columns for who leads, who joins in and until when. What
// a column holds is told from its head.
#include "task.h"

#include <stdlib.h>
#include <string.h>

enum { CELLS_MAX = 24, WITH_MAX = 16, HEAD_ROWS = 3, NAME_WORDS = 14, COLUMNS = 4 };

static const unsigned column_cues[COLUMNS] = {TC_CUE_COLUMN_WORK, TC_CUE_COLUMN_LEAD, TC_CUE_COLUMN_WITH,
                                              TC_CUE_COLUMN_DUE};
enum column { COLUMN_WORK, COLUMN_LEAD, COLUMN_WITH, COLUMN_DUE };

struct row {
    struct tc_task_words words;
    size_t first[CELLS_MAX + 1]; // word each cell begins with
    size_t cells;
};

struct table {
    struct tc_record *record;
    struct row row;
    size_t rows, head_cells, column[COLUMNS]; // CELLS_MAX: there is no such column
    bool has_head;
    const char *lead; // of the row above
    const char **with;
};

static void read_row(const struct tc_document *document, const struct tc_block *block, struct tc_arena *arena,
                     struct row *row)
{
    const char *text = document->text;
    uint32_t start = block->start;
    row->words.text = text;
    row->words.count = row->cells = 0;
    for (uint32_t p = block->start; p <= block->end && row->cells < CELLS_MAX; p++) {
        if (p < block->end && text[p] != '\t')
            continue;
        row->first[row->cells++] = row->words.count;
        tc_task_words_add(&row->words, start, p, arena);
        start = p + 1;
    }
    row->first[row->cells] = row->words.count;
}

static bool is_blank(const struct row *row, size_t cell)
{
    return cell >= row->cells || row->first[cell] == row->first[cell + 1];
}

// Is this the row of heads? The first column of each kind counts.
static bool read_head(struct table *table)
{
    const struct row *row = &table->row;
    size_t column[COLUMNS];
    for (size_t k = 0; k < COLUMNS; k++)
        column[k] = CELLS_MAX;
    for (size_t cell = 0; cell < row->cells; cell++) {
        unsigned kinds = 0;
        if (is_blank(row, cell) || !tc_task_cue_at(&row->words, row->first[cell], TC_CUE_COLUMNS, &kinds))
            continue;
        for (size_t k = 0; k < COLUMNS; k++)
            if ((kinds & column_cues[k]) && column[k] == CELLS_MAX)
                column[k] = cell;
    }
    if (column[COLUMN_WORK] == CELLS_MAX || column[COLUMN_LEAD] == CELLS_MAX)
        return false;
    memcpy(table->column, column, sizeof column);
    table->head_cells = row->cells;
    return table->has_head = true;
}

static bool is_in(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(names[i], name))
            return true;
    return false;
}

// All agencies of a cell, each once; what separates them differs from office to office.
static size_t read_agencies(const struct table *table, size_t cell, const char **names, size_t count)
{
    const struct row *row = &table->row;
    if (is_blank(row, cell)) // or there is no such column
        return count;
    for (size_t i = row->first[cell]; i < row->first[cell + 1] && count < WITH_MAX;) {
        size_t n = tc_task_agency_at(&row->words, i);
        if (n > row->first[cell + 1] - i)
            n = row->first[cell + 1] - i;
        const char *name = n ? tc_task_agency_name(&row->words, i, n, &table->record->arena) : NULL;
        if (name && !is_in(names, count, name))
            names[count++] = name;
        i += n ? n : 1;
    }
    return count;
}

// What stands in the column of those that lead is one, in the table of names or not.
static const char *read_unknown(const struct table *table, size_t cell)
{
    const struct row *row = &table->row;
    size_t first = row->first[cell], end = first;
    if (row->cells != table->head_cells || is_blank(row, cell) || !row->words.items[first].is_upper)
        return NULL;
    while (end < row->first[cell + 1] &&
           (end == first || !strchr(",;.(:\n", row->words.items[end].before) || !row->words.items[end].before))
        end++;
    return end - first < 2 || end - first > NAME_WORDS
               ? NULL
               : tc_task_agency_name(&row->words, first, end - first, &table->record->arena);
}

static void read_who(struct table *table)
{
    const char *names[WITH_MAX];
    size_t lead = table->column[COLUMN_LEAD], count = read_agencies(table, lead, names, 0);
    if (!count && (names[0] = read_unknown(table, lead)))
        count = 1;
    table->lead = count ? names[0] : NULL;
    count = count ? read_agencies(table, table->column[COLUMN_WITH], names, count) : 0;
    table->with = NULL;
    if (count < 2)
        return;
    table->with = tc_arena_zero(&table->record->arena, count, sizeof *table->with);
    memcpy(table->with, names + 1, (count - 1) * sizeof *names);
}

static void take_row(struct table *table)
{
    const struct row *row = &table->row;
    size_t work = table->column[COLUMN_WORK], lead = table->column[COLUMN_LEAD], due_cell = table->column[COLUMN_DUE];
    if (is_blank(row, work))
        return;
    // a cell that spans several rows is empty from its second row on; rows that part the table have no deadline either
    if (!is_blank(row, lead))
        read_who(table);
    else if (is_blank(row, due_cell))
        table->lead = NULL;
    if (!table->lead)
        return;
    struct tc_task task = {.agency = table->lead, .with = table->with};
    task.start = row->words.items[row->first[work]].start;
    task.end = row->words.items[row->first[work + 1] - 1].end;
    struct tc_task_deadline due;
    const char *own = table->record->meta.date;
    struct tc_arena *arena = &table->record->arena;
    bool has_due =
        is_blank(row, due_cell)
            ? tc_task_due(&row->words, row->first[work], row->first[work + 1], own, arena, &due)
            : tc_task_due_cell(&row->words, row->first[due_cell], row->first[due_cell + 1], own, arena, &due);
    if (has_due)
        tc_task_set_due(&task, &due);
    tc_task_add(table->record, &task);
}

void tc_task_scan_tables(const struct tc_document *document, struct tc_record *record)
{
    struct table table = {.record = record};
    tc_auto_arena struct tc_arena arena = {0};
    for (size_t i = 0; i < document->block_count; i++) {
        const struct tc_block *block = &document->blocks[i];
        if (block->kind == TC_BLOCK_PAGE_HEADER || block->kind == TC_BLOCK_PAGE_FOOTER)
            continue; // the table goes on behind the foot of the page
        if (block->kind != TC_BLOCK_TABLE_ROW) {
            table.rows = 0;
            table.has_head = false;
            table.lead = NULL;
            continue;
        }
        if (!table.has_head && table.rows++ >= HEAD_ROWS)
            continue;
        read_row(document, block, &arena, &table.row);
        if (!read_head(&table) && table.has_head)
            take_row(&table);
    }
    free(table.row.words.items);
}
