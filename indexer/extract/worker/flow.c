// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow.h"

#include "base/utf8.h"
#include "flow_inside.h"

#include <stdlib.h>
#include <string.h>

void tc_flow_init(struct tc_flow *flow, size_t max_text)
{
    *flow = (struct tc_flow){.max_text = max_text};
    flow->info.is_utf8_view = 1;
}

void tc_flow_fini(struct tc_flow *flow)
{
    for (size_t i = 0; i < flow->field_count; i++) {
        free(flow->fields[i].name);
        free(flow->fields[i].value);
    }
    free(flow->fields);
    free(flow->blocks);
    free(flow->runs);
    free(flow->line_runs);
    free(flow->held_runs);
    free(flow->pieces);
    for (size_t i = 0; i < flow->was_count; i++)
        free(flow->was_read[i]);
    free(flow->was_read);
    tc_buf_fini(&flow->text);
    tc_buf_fini(&flow->line);
    tc_buf_fini(&flow->held);
}

void tc_flow_begin(struct tc_flow *flow, enum tc_block_kind kind, unsigned level)
{
    tc_flow_end(flow);
    flow->is_open = true;
    flow->start_page = flow->page;
    flow->kind = (uint16_t)kind;
    flow->level = (uint16_t)(level < 100 ? level : 100);
}

void tc_flow_is(struct tc_flow *flow, enum tc_block_kind kind, unsigned level)
{
    if (!flow->is_open)
        tc_flow_begin(flow, kind, level);
    flow->kind = (uint16_t)kind;
    flow->level = (uint16_t)(level < 100 ? level : 100);
}

void tc_flow_font(struct tc_flow *flow, enum tc_charset charset)
{
    flow->charset = charset;
}

void tc_flow_sure(struct tc_flow *flow, unsigned confidence, const char *was, size_t len)
{
    flow->confidence = confidence < 100 ? confidence : 100;
    flow->was = 0;
    if (!was || !confidence || len == 0 || len > TC_WAS_MAX || flow->was_count == TC_BLOCKS_MAX ||
        !tc_utf8_is_valid(was, len, NULL))
        return;
    TC_GROW(flow->was_read, flow->was_count, flow->was_cap);
    flow->was_read[flow->was_count++] = tc_xstrndup(was, len);
    flow->was = (uint32_t)flow->was_count;
}

// Adds to the last run where it goes on, else a new one. Each word off a picture has its own.
static void add_run(struct tc_wire_run **runs, size_t *count, size_t *cap, struct tc_wire_run run)
{
    struct tc_wire_run *last = *count ? &(*runs)[*count - 1] : NULL;
    if (last && last->end == run.start && last->charset == run.charset && !last->confidence && !run.confidence) {
        last->end = run.end;
        return;
    }
    TC_GROW(*runs, *count, *cap);
    (*runs)[(*count)++] = run;
}

void tc_flow_text(struct tc_flow *flow, const char *text, size_t len)
{
    if (len == 0 || flow->is_full)
        return;
    if (len > flow->max_text - flow->text.len || flow->line.len + flow->held.len + len > flow->max_text) {
        flow->is_full = true;
        return;
    }
    if (!flow->is_open)
        tc_flow_begin(flow, TC_BLOCK_PARAGRAPH, 0);
    uint32_t start = (uint32_t)flow->line.len;
    tc_buf_add(&flow->line, text, len);
    if (flow->charset != TC_CS_UNKNOWN || flow->confidence)
        add_run(&flow->line_runs, &flow->line_run_count, &flow->line_run_cap,
                (struct tc_wire_run){.start = start,
                                     .end = (uint32_t)flow->line.len,
                                     .charset = flow->charset,
                                     .confidence = flow->confidence,
                                     .was = flow->was});
}

void tc_flow_str(struct tc_flow *flow, const char *text)
{
    tc_flow_text(flow, text, strlen(text));
}

void tc_flow_char(struct tc_flow *flow, uint32_t c)
{
    char bytes[4];
    tc_flow_text(flow, bytes, tc_utf8_put(c, bytes));
}

void tc_flow_put(struct tc_flow *flow, const struct tc_span *span, uint16_t kind, uint16_t level, uint32_t page)
{
    if (span->len == 0 || flow->is_full)
        return;
    if (span->len + 1 > flow->max_text - flow->text.len || flow->block_count == TC_BLOCKS_MAX ||
        flow->run_count == TC_BLOCKS_MAX) {
        flow->is_full = true;
        return;
    }
    if (flow->text.len)
        tc_buf_char(&flow->text, '\n');
    uint32_t start = (uint32_t)flow->text.len;
    tc_buf_add(&flow->text, span->text, span->len);
    TC_GROW(flow->blocks, flow->block_count, flow->block_cap);
    flow->blocks[flow->block_count++] = (struct tc_wire_block){
        .start = start, .end = (uint32_t)flow->text.len, .page = page, .kind = kind, .level = level};
    tc_flow_put_runs(flow, span, start);
}

void tc_flow_put_runs(struct tc_flow *flow, const struct tc_span *span, uint32_t start)
{
    size_t low = 0, high = span->run_count;
    while (low < high) { // the first run that reaches into the span
        size_t middle = low + (high - low) / 2;
        if (span->runs[middle].end <= span->offset)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < span->run_count && span->runs[low].start < span->offset + span->len; low++) {
        struct tc_wire_run run = span->runs[low];
        run.start = run.start < span->offset ? 0 : run.start - span->offset;
        run.end = run.end - span->offset < span->len ? run.end - span->offset : (uint32_t)span->len;
        run.start += start;
        run.end += start;
        add_run(&flow->runs, &flow->run_count, &flow->run_cap, run);
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

void tc_span_trim(struct tc_span *span)
{
    while (span->len && is_blank(span->text[span->len - 1]))
        span->len--;
    while (span->len && is_blank(*span->text)) {
        span->text++;
        span->offset++;
        span->len--;
    }
}

// Nothing but blanks of the kind that hold a line's place.
static bool is_empty(const struct tc_span *span)
{
    for (size_t i = 0; i < span->len; i++) {
        unsigned char c = (unsigned char)span->text[i];
        if (c == 0xC2 && i + 1 < span->len && (unsigned char)span->text[i + 1] == 0xA0)
            i++;
        else if (!is_blank((char)c))
            return false;
    }
    return true;
}

bool tc_span_begins_with_gap(const struct tc_span *span)
{
    size_t spaces = 0;
    for (size_t i = 0; i < span->len && is_blank(span->text[i]); i++) {
        if (span->text[i] == '\t')
            return true;
        spaces += span->text[i] == ' ';
    }
    return spaces >= 12;
}

// The paragraph goes into the cell that is open, and waits for its table's end.
static void hold(struct tc_flow *flow, const struct tc_span *span)
{
    const struct tc_flow_level *level = &flow->levels[flow->depth - 1];
    if (flow->piece_count == TC_BLOCKS_MAX) {
        flow->is_full = true;
        return;
    }
    struct tc_flow_piece piece = {.start = (uint32_t)flow->held.len,
                                  .run = (uint32_t)flow->held_run_count,
                                  .row = level->row,
                                  .column = level->column,
                                  .page = flow->start_page,
                                  .kind = flow->kind,
                                  .level = flow->level};
    tc_buf_add(&flow->held, span->text, span->len);
    for (size_t i = 0; i < span->run_count; i++) {
        struct tc_wire_run run = span->runs[i];
        if (run.end <= span->offset || run.start >= span->offset + span->len)
            continue;
        run.start = (run.start < span->offset ? 0 : run.start - span->offset) + piece.start;
        run.end = run.end - span->offset + piece.start;
        run.end = run.end < flow->held.len ? run.end : (uint32_t)flow->held.len;
        TC_GROW(flow->held_runs, flow->held_run_count, flow->held_run_cap);
        flow->held_runs[flow->held_run_count++] = run;
    }
    piece.end = (uint32_t)flow->held.len;
    piece.run_end = (uint32_t)flow->held_run_count;
    TC_GROW(flow->pieces, flow->piece_count, flow->piece_cap);
    flow->pieces[flow->piece_count++] = piece;
}

void tc_flow_end(struct tc_flow *flow)
{
    if (!flow->is_open)
        return;
    flow->is_open = false;
    struct tc_span span = {
        .text = flow->line.data, .len = flow->line.len, .runs = flow->line_runs, .run_count = flow->line_run_count};
    bool is_set_off = span.len && tc_span_begins_with_gap(&span);
    if (span.len)
        tc_span_trim(&span);
    if (span.len && !is_empty(&span)) {
        const struct tc_flow_level *level = flow->depth ? &flow->levels[flow->depth - 1] : NULL;
        bool is_held = level && !level->is_layout && level->row > 0;
        if (flow->region == TC_BLOCK_FURNITURE)
            flow->kind = flow->region;
        // what is not of the text has no place in its tables, but furniture keeps its own
        if (flow->region != TC_BLOCK_PARAGRAPH && !(is_held && flow->region == TC_BLOCK_FURNITURE))
            tc_flow_put(flow, &span, flow->region, 0, flow->start_page);
        else if (is_held)
            hold(flow, &span);
        else
            tc_flow_put(flow, &span, flow->kind,
                        flow->kind == TC_BLOCK_PARAGRAPH && is_set_off ? TC_SET_OFF : flow->level, flow->start_page);
    }
    tc_buf_clear(&flow->line);
    flow->line_run_count = 0;
    flow->kind = TC_BLOCK_PARAGRAPH;
    flow->level = 0;
}

void tc_flow_table(struct tc_flow *flow, enum tc_flow_border border)
{
    tc_flow_end(flow);
    if (flow->depth == TC_FLOW_DEPTH) {
        flow->beyond++;
        return;
    }
    if (flow->depth && !flow->levels[flow->depth - 1].is_layout) {
        // a table in a cell: the one around it only places things on the page
        flow->levels[flow->depth - 1].is_layout = true;
        tc_flow_put_table(flow, true);
    }
    flow->levels[flow->depth++] = (struct tc_flow_level){.border = (uint8_t)border};
}

void tc_flow_table_border(struct tc_flow *flow, enum tc_flow_border border)
{
    if (flow->depth && !flow->beyond)
        flow->levels[flow->depth - 1].border = (uint8_t)border;
}

void tc_flow_row(struct tc_flow *flow)
{
    if (!flow->depth || flow->beyond)
        return;
    tc_flow_end(flow);
    struct tc_flow_level *level = &flow->levels[flow->depth - 1];
    level->row++;
    level->column = 0;
}

void tc_flow_cell(struct tc_flow *flow)
{
    if (!flow->depth || flow->beyond)
        return;
    tc_flow_end(flow);
    struct tc_flow_level *level = &flow->levels[flow->depth - 1];
    if (level->row == 0)
        level->row = 1;
    level->column++;
}

void tc_flow_span(struct tc_flow *flow, unsigned columns)
{
    if (flow->depth && !flow->beyond && columns > 1 && columns < 100)
        flow->levels[flow->depth - 1].column += columns - 1;
}

void tc_flow_cell_end(struct tc_flow *flow)
{
    if (flow->depth && !flow->beyond)
        tc_flow_end(flow);
}

void tc_flow_table_end(struct tc_flow *flow)
{
    if (!flow->depth)
        return;
    if (flow->beyond) {
        flow->beyond--;
        return;
    }
    tc_flow_end(flow);
    if (!flow->levels[flow->depth - 1].is_layout)
        tc_flow_put_table(flow, false);
    flow->depth--;
}

void tc_flow_next_page(struct tc_flow *flow)
{
    tc_flow_page(flow, flow->page ? flow->page + 1 : 2);
}

void tc_flow_page(struct tc_flow *flow, unsigned n)
{
    flow->page = n;
    if (flow->line.len == 0)
        flow->start_page = n;
    if (n > flow->info.pages)
        flow->info.pages = n;
}

enum tc_block_kind tc_flow_region(struct tc_flow *flow, enum tc_block_kind kind)
{
    tc_flow_end(flow);
    enum tc_block_kind before = (enum tc_block_kind)flow->region;
    flow->region = (uint16_t)kind;
    return before;
}

void tc_flow_append(struct tc_flow *flow, const struct tc_flow *other)
{
    tc_flow_end(flow);
    enum tc_charset charset = flow->charset;
    size_t r = 0;
    for (size_t i = 0; i < other->block_count; i++) {
        const struct tc_wire_block *block = &other->blocks[i];
        tc_flow_begin(flow, (enum tc_block_kind)block->kind, block->level);
        for (uint32_t at = block->start; at < block->end;) {
            while (r < other->run_count && other->runs[r].end <= at)
                r++;
            const struct tc_wire_run *run = r < other->run_count ? &other->runs[r] : NULL;
            bool is_in = run && run->start <= at;
            uint32_t to = !run ? block->end : is_in ? run->end : run->start;
            to = to < block->end ? to : block->end;
            tc_flow_font(flow, is_in ? (enum tc_charset)run->charset : TC_CS_UNKNOWN);
            tc_flow_text(flow, other->text.data + at, to - at);
            at = to;
        }
        tc_flow_end(flow);
    }
    flow->charset = charset;
}

static bool has_equal(const struct tc_flow *flow, size_t before, const struct tc_wire_block *block)
{
    size_t len = block->end - block->start;
    for (size_t i = 0; i < before; i++) {
        const struct tc_wire_block *other = &flow->blocks[i];
        if (other->kind == block->kind && other->end - other->start == len &&
            !memcmp(flow->text.data + other->start, flow->text.data + block->start, len))
            return true;
    }
    return false;
}

void tc_flow_drop_repeat(struct tc_flow *flow, size_t block)
{
    for (size_t i = block; i < flow->block_count; i++)
        if (!has_equal(flow, block, &flow->blocks[i]))
            return;
    if (block >= flow->block_count)
        return;
    flow->block_count = block;
    flow->text.len = block ? flow->blocks[block - 1].end : 0;
    flow->text.data[flow->text.len] = '\0';
    while (flow->run_count && flow->runs[flow->run_count - 1].start >= flow->text.len)
        flow->run_count--;
    if (flow->run_count && flow->runs[flow->run_count - 1].end > flow->text.len)
        flow->runs[flow->run_count - 1].end = (uint32_t)flow->text.len;
}

void tc_flow_field(struct tc_flow *flow, const char *name, const char *value, size_t len)
{
    while (len && is_blank(*value)) {
        value++;
        len--;
    }
    while (len && is_blank(value[len - 1]))
        len--;
    if (len == 0 || len > TC_FIELD_BYTES_MAX / 2 || flow->field_count == TC_FIELDS_MAX || memchr(value, '\0', len) ||
        !tc_utf8_is_valid(value, len, NULL))
        return;
    TC_GROW(flow->fields, flow->field_count, flow->field_cap);
    flow->fields[flow->field_count++] = (struct tc_field){.name = tc_xstrdup(name), .value = tc_xstrndup(value, len)};
}

void tc_flow_finish(struct tc_flow *flow)
{
    tc_flow_end(flow);
    while (flow->depth)
        tc_flow_table_end(flow);
    if (!flow->keeps_head)
        tc_flow_split_sides(flow);
    for (size_t i = 0; i < flow->block_count; i++)
        if (flow->blocks[i].level == TC_SET_OFF)
            flow->blocks[i].level = 0;
    // a format that only once in a while says where a page ends has its first page from the beginning on
    if (flow->info.pages)
        for (size_t i = 0; i < flow->block_count && flow->blocks[i].page == 0; i++)
            flow->blocks[i].page = 1;
}
