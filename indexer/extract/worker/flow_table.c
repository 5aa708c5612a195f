// SPDX-License-Identifier: GPL-3.0-or-later
// Tables into lines, and the two-column heads and feet that offices set as tables.
#include "flow_inside.h"

#include <stdlib.h>
#include <string.h>

enum { SIDES = 2, COLUMNS_SEEN = 64 };
// A head or foot is small: a table above this is data.
enum { SIDE_ROWS = 6, SIDE_BYTES = 4000 };
// A cell above this holds running text: the table only places it on the page.
enum { CELL_PIECES = 12, CELL_BYTES = 4000 };

struct look {
    uint32_t columns[COLUMNS_SEEN]; // bytes in each column, from 0
    unsigned used, first, last;     // columns that hold text
    uint32_t rows;                  // rows that hold text
    size_t bytes;
    bool has_lines;   // some cell has several lines
    bool has_running; // some cell holds running text
};

static struct tc_span piece_span(const struct tc_flow *flow, const struct tc_flow_piece *piece)
{
    return (struct tc_span){.text = flow->held.data + piece->start,
                            .len = piece->end - piece->start,
                            .offset = piece->start,
                            .runs = flow->held_runs ? flow->held_runs + piece->run : NULL,
                            .run_count = piece->run_end - piece->run};
}

static void look_at(const struct tc_flow *flow, struct look *ret)
{
    uint32_t row = 0, column = UINT32_MAX;
    unsigned in_cell = 0;
    size_t cell_bytes = 0;
    for (size_t i = 0; i < flow->piece_count; i++) {
        const struct tc_flow_piece *piece = &flow->pieces[i];
        size_t len = piece->end - piece->start;
        unsigned at = piece->column ? piece->column - 1 : 0;
        if (at < COLUMNS_SEEN)
            ret->columns[at] += (uint32_t)len;
        else
            ret->used = COLUMNS_SEEN;
        if (piece->row != row)
            ret->rows++;
        bool is_same_cell = piece->row == row && piece->column == column;
        in_cell = is_same_cell ? in_cell + 1 : 1;
        cell_bytes = is_same_cell ? cell_bytes + len : len;
        row = piece->row;
        column = piece->column;
        ret->bytes += len;
        ret->has_lines |= in_cell > 1 || memchr(flow->held.data + piece->start, '\n', len) != NULL;
        ret->has_running |= in_cell > CELL_PIECES || cell_bytes > CELL_BYTES;
    }
    ret->first = COLUMNS_SEEN;
    for (unsigned i = 0; i < COLUMNS_SEEN; i++)
        if (ret->columns[i]) {
            ret->used++;
            ret->first = ret->first < i ? ret->first : i;
            ret->last = i;
        }
}

// Two columns, few rows, no lines drawn, and either several lines in a cell or the very beginning of the document.
static bool is_two_sided(const struct tc_flow *flow, const struct look *look, enum tc_flow_border border)
{
    return look->used == SIDES && look->rows <= SIDE_ROWS && look->bytes <= SIDE_BYTES && border != TC_BORDER_VISIBLE &&
           (look->has_lines || flow->block_count < 4);
}

static void put_side(struct tc_flow *flow, unsigned column, enum tc_block_kind kind)
{
    for (size_t i = 0; i < flow->piece_count; i++) {
        const struct tc_flow_piece *piece = &flow->pieces[i];
        if ((piece->column ? piece->column - 1 : 0) != column)
            continue;
        struct tc_span rest = piece_span(flow, piece);
        while (rest.len) {
            const char *end = memchr(rest.text, '\n', rest.len);
            size_t len = end ? (size_t)(end - rest.text) : rest.len;
            struct tc_span line = rest;
            line.len = len;
            tc_span_trim(&line);
            bool is_furniture = piece->kind == TC_BLOCK_FURNITURE;
            tc_flow_put(flow, &line, is_furniture ? piece->kind : (uint16_t)kind, 0, piece->page);
            len += end != NULL;
            rest.text += len;
            rest.offset += (uint32_t)len;
            rest.len -= len;
        }
    }
}

static void put_paragraphs(struct tc_flow *flow)
{
    for (size_t i = 0; i < flow->piece_count; i++) {
        const struct tc_flow_piece *piece = &flow->pieces[i];
        struct tc_span span = piece_span(flow, piece);
        tc_flow_put(flow, &span, piece->kind, piece->level, piece->page);
    }
}

// Blanks of any kind inside a cell would look like its end.
static void add_cell_text(struct tc_buf *line, const struct tc_span *span)
{
    for (size_t i = 0; i < span->len; i++)
        tc_buf_char(line, span->text[i] == '\t' || span->text[i] == '\n' ? ' ' : span->text[i]);
}

// One line a row: cells separated by tabs, paragraphs of a cell by a space.
static size_t put_row(struct tc_flow *flow, size_t at, unsigned first)
{
    tc_auto_buf struct tc_buf line = {0};
    struct tc_wire_run *runs = NULL;
    size_t run_count = 0, run_cap = 0, i = at;
    uint32_t column = first + 1;
    bool is_furniture = true;
    for (; i < flow->piece_count && flow->pieces[i].row == flow->pieces[at].row; i++) {
        const struct tc_flow_piece *piece = &flow->pieces[i];
        if (i > at && piece->column == flow->pieces[i - 1].column)
            tc_buf_char(&line, ' ');
        for (; column < piece->column && column - first < 256; column++)
            tc_buf_char(&line, '\t');
        column = piece->column;
        is_furniture &= piece->kind == TC_BLOCK_FURNITURE;
        struct tc_span span = piece_span(flow, piece);
        for (size_t k = 0; k < span.run_count; k++) {
            struct tc_wire_run run = span.runs[k];
            run.start += (uint32_t)line.len - span.offset;
            run.end += (uint32_t)line.len - span.offset;
            TC_GROW(runs, run_count, run_cap);
            runs[run_count++] = run;
        }
        add_cell_text(&line, &span);
    }
    struct tc_span whole = {.text = line.data, .len = line.len, .runs = runs, .run_count = run_count};
    tc_flow_put(flow, &whole, is_furniture ? TC_BLOCK_FURNITURE : TC_BLOCK_TABLE_ROW, 0, flow->pieces[at].page);
    free(runs);
    return i;
}

void tc_flow_put_table(struct tc_flow *flow, bool is_layout)
{
    enum tc_flow_border border = (enum tc_flow_border)flow->levels[flow->depth - 1].border;
    struct look look = {0};
    look_at(flow, &look);
    if (is_layout || look.used < 2 || (look.has_running && border != TC_BORDER_VISIBLE)) {
        put_paragraphs(flow);
    } else if (is_two_sided(flow, &look, border)) {
        put_side(flow, look.first, TC_BLOCK_HEAD_LEFT);
        put_side(flow, look.last, TC_BLOCK_HEAD_RIGHT);
    } else {
        for (size_t i = 0; i < flow->piece_count;)
            i = put_row(flow, i, look.first);
    }
    flow->piece_count = 0;
    flow->held_run_count = 0;
    tc_buf_clear(&flow->held);
}
