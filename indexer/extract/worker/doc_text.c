// SPDX-License-Identifier: GPL-3.0-or-later
// The characters of a Word document into the flow. What a paragraph is stands at its end mark, so its text is gathered
// first.
#include "doc.h"
#include "view.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CELL_MARK = 7,
    LINE_BREAK = 11,
    PAGE_BREAK = 12,
    PARAGRAPH_MARK = 13,
    FIELD_BEGIN = 19,
    FIELD_MIDDLE = 20,
    FIELD_END = 21,
    HARD_HYPHEN = 30,
    SYMBOL = 40
};

struct stretch { // of the paragraph, in one charset
    size_t end;
    enum tc_charset charset;
};
struct writer {
    struct tc_doc *d;
    struct tc_buf text;
    struct stretch *stretches;
    size_t stretch_count, stretch_cap;
    size_t look, shape;           // where the last search ended
    unsigned field, hidden_field; // depth of fields; of that whose code is being skipped, 0 none
    bool table_open, page_after;
    enum tc_block_kind kind;
};

// The run that holds fc, from where the last search ended on; NULL when none does.
static const struct tc_doc_run *run_at(const struct tc_doc_runs *runs, size_t *hint, uint32_t fc)
{
    size_t i = *hint;
    if (i >= runs->count || runs->items[i].fc > fc) {
        size_t low = 0, high = runs->count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (runs->items[middle].fc <= fc)
                low = middle + 1;
            else
                high = middle;
        }
        i = low ? low - 1 : 0;
    }
    while (i + 1 < runs->count && runs->items[i + 1].fc <= fc)
        i++;
    *hint = i;
    return i < runs->count && runs->items[i].fc <= fc && fc < runs->items[i].fc_end ? &runs->items[i] : NULL;
}

static void gather(struct writer *w, uint32_t c, enum tc_charset charset)
{
    char bytes[4];
    if (w->text.len > w->d->flow->max_text)
        return;
    tc_buf_add(&w->text, bytes, tc_utf8_put(c, bytes));
    if (!w->stretch_count || w->stretches[w->stretch_count - 1].charset != charset) {
        TC_GROW(w->stretches, w->stretch_count, w->stretch_cap);
        w->stretches[w->stretch_count++].charset = charset;
    }
    w->stretches[w->stretch_count - 1].end = w->text.len;
}

static void put_text(struct writer *w)
{
    size_t start = 0;
    for (size_t i = 0; i < w->stretch_count; i++) {
        tc_flow_font(w->d->flow, w->stretches[i].charset);
        tc_flow_text(w->d->flow, w->text.data + start, w->stretches[i].end - start);
        start = w->stretches[i].end;
    }
    tc_flow_font(w->d->flow, TC_CS_UNKNOWN);
    tc_buf_clear(&w->text);
    w->stretch_count = 0;
}

static bool put_label(struct writer *w, const struct tc_doc_shape *shape)
{
    if (!shape->list || shape->list > w->d->use_count)
        return false;
    return tc_lists_label(&w->d->lists, w->d->uses[shape->list - 1], shape->level, w->d->flow);
}

// A paragraph of a table opens it; one outside closes it.
static void follow_table(struct writer *w, const struct tc_doc_shape *shape)
{
    struct tc_flow *flow = w->d->flow;
    if (shape->in_table && !w->table_open) {
        tc_flow_table(flow, TC_BORDER_NONE);
        tc_flow_row(flow);
        tc_flow_cell(flow);
        w->table_open = true;
    } else if (!shape->in_table && w->table_open) {
        tc_flow_table_end(flow);
        w->table_open = false;
    }
}

static void put_paragraph(struct writer *w, const struct tc_doc_shape *shape)
{
    struct tc_flow *flow = w->d->flow;
    if (shape->breaks_page && !shape->in_table)
        tc_flow_next_page(flow);
    if (!w->text.len)
        return;
    bool is_heading = shape->outline >= 1 && shape->outline <= 9;
    tc_flow_begin(flow,
                  w->kind != TC_BLOCK_PARAGRAPH ? w->kind
                  : is_heading                  ? TC_BLOCK_HEADING
                                                : TC_BLOCK_PARAGRAPH,
                  is_heading ? shape->outline : 0);
    tc_flow_font(flow, TC_CS_UNKNOWN);
    if (put_label(w, shape) && !is_heading && w->kind == TC_BLOCK_PARAGRAPH)
        tc_flow_is(flow, TC_BLOCK_LIST_ITEM, shape->level + 1u);
    put_text(w);
    tc_flow_end(flow);
}

static void end_paragraph(struct writer *w, uint32_t mark, uint32_t fc)
{
    const struct tc_doc_run *run = run_at(&w->d->shapes, &w->shape, fc);
    struct tc_doc_shape own = run ? run->shape : (struct tc_doc_shape){0};
    struct tc_doc_shape shape = tc_doc_full_shape(w->d, &own);
    if (mark == CELL_MARK)
        shape.in_table = true;
    follow_table(w, &shape);
    if (shape.has_borders && w->table_open)
        tc_flow_table_border(w->d->flow, TC_BORDER_VISIBLE);
    bool is_row_end = shape.ends_row && mark == CELL_MARK;
    if (!is_row_end)
        put_paragraph(w, &shape);
    if (is_row_end)
        tc_flow_row(w->d->flow);
    if (mark == CELL_MARK && w->table_open)
        tc_flow_cell(w->d->flow);
    tc_buf_clear(&w->text);
    w->stretch_count = 0;
    if (mark == PAGE_BREAK && w->kind == TC_BLOCK_PARAGRAPH)
        tc_flow_next_page(w->d->flow);
}

// Word's own code of a field is not text; its result is.
static bool follow_field(struct writer *w, uint32_t c)
{
    if (c == FIELD_BEGIN) {
        w->field++;
        if (!w->hidden_field)
            w->hidden_field = w->field;
    } else if (c == FIELD_MIDDLE) {
        if (w->hidden_field == w->field)
            w->hidden_field = 0;
    } else if (c == FIELD_END) {
        if (w->hidden_field == w->field)
            w->hidden_field = 0;
        w->field -= w->field > 0;
    } else {
        return w->hidden_field != 0;
    }
    return true;
}

static void put_symbol(struct writer *w, const struct tc_doc_look *look)
{
    enum tc_charset charset = look->symbol_font < w->d->font_count ? w->d->fonts[look->symbol_font] : TC_CS_UNKNOWN;
    if (charset != TC_CS_UNKNOWN)
        gather(w, look->symbol & 0xFF, charset);
    else if (look->symbol == 0xF0B7 || look->symbol == 0xF0A7)
        gather(w, 0x2022, TC_CS_UNKNOWN);
    else if (look->symbol == 0xF02D)
        gather(w, '-', TC_CS_UNKNOWN);
}

// In the legacy fonts letters stand on the places of Latin ones; true Unicode stays what it is.
static bool is_view(uint32_t c)
{
    return c < 0x180 || c == 0x192 || (c >= 0x2C6 && c <= 0x2DC) || (c >= 0x2000 && c < 0x2200);
}

static void put_char(struct writer *w, uint32_t c, uint32_t fc)
{
    if (c == PARAGRAPH_MARK || c == CELL_MARK || c == PAGE_BREAK) {
        w->field = w->hidden_field = c == PARAGRAPH_MARK && w->field < 8 ? w->hidden_field : 0;
        end_paragraph(w, c, fc);
        return;
    }
    if (follow_field(w, c))
        return;
    const struct tc_doc_run *run = run_at(&w->d->looks, &w->look, fc);
    const struct tc_doc_look *look = run ? &run->look : NULL;
    if (look && (look->is_hidden || look->is_deleted))
        return;
    if (c == SYMBOL && look && look->has_symbol) {
        put_symbol(w, look);
        return;
    }
    if (c == LINE_BREAK || c == '\t') {
        gather(w, c == '\t' ? '\t' : '\n', TC_CS_UNKNOWN);
        return;
    }
    if (c == HARD_HYPHEN)
        c = '-';
    if (c < ' ')
        return; // pictures, note marks, optional hyphens
    size_t hint = w->shape;
    enum tc_charset charset = TC_CS_UNKNOWN;
    if (!look || (!look->has_font && !look->has_other_font && !look->has_style)) {
        const struct tc_doc_run *around = run_at(&w->d->shapes, &hint, fc);
        charset = tc_doc_charset(w->d, look, around ? around->shape.style : 0);
    } else {
        charset = tc_doc_charset(w->d, look, 0);
    }
    if (c >= 0xF020 && c <= 0xF0FF)
        c = charset != TC_CS_UNKNOWN ? c & 0xFF : c == 0xF0B7 || c == 0xF0A7 ? 0x2022 : ' ';
    gather(w, c, is_view(c) ? charset : TC_CS_UNKNOWN);
}

static uint32_t view_of(uint8_t byte)
{
    return byte < 0x80 ? byte : tc_cp1252(byte);
}

static void put_piece(struct writer *w, const struct tc_doc_piece *piece, uint32_t from, uint32_t to)
{
    uint32_t high = 0;
    for (uint32_t cp = from; cp < to && !w->d->flow->is_full; cp++) {
        uint32_t fc = piece->fc + (cp - piece->cp) * (piece->is_8bit ? 1 : 2);
        if (piece->is_8bit) {
            put_char(w, view_of(tc_u8(&w->d->word, fc)), fc);
            continue;
        }
        uint32_t c = tc_u16(&w->d->word, fc);
        if (c >= 0xD800 && c < 0xDC00) {
            high = c;
        } else if (c >= 0xDC00 && c < 0xE000) {
            if (high)
                put_char(w, 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00), fc);
            high = 0;
        } else {
            put_char(w, c, fc);
        }
    }
}

void tc_doc_put(struct tc_doc *d, uint32_t from, uint32_t to, enum tc_block_kind kind)
{
    if (from >= to)
        return;
    struct writer w = {.d = d, .kind = kind};
    enum tc_block_kind before = tc_flow_region(d->flow, kind);
    for (size_t i = 0; i < d->piece_count && !d->flow->is_full; i++) {
        const struct tc_doc_piece *piece = &d->pieces[i];
        uint32_t a = piece->cp > from ? piece->cp : from, b = piece->cp_end < to ? piece->cp_end : to;
        if (a < b)
            put_piece(&w, piece, a, b);
    }
    if (w.text.len) {
        struct tc_doc_shape shape = {0};
        put_paragraph(&w, &shape);
    }
    if (w.table_open)
        tc_flow_table_end(d->flow);
    (void)tc_flow_region(d->flow, before);
    tc_buf_fini(&w.text);
    free(w.stretches);
}
