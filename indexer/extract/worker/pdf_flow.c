// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of pages into the flow: the columns of head and foot one after the other, rows of tables, and paragraphs out
// of the lines that a column broke.
#include "pdf.h"
#include "pdf_columns.h"

#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void tc_page_put_word(const struct tc_page *page, const struct tc_word *word, struct tc_flow *flow)
{
    bool is_repaired = word->was < word->was_end;
    tc_flow_font(flow, (enum tc_charset)word->charset);
    tc_flow_sure(flow, word->confidence, is_repaired ? page->text + word->was : NULL, word->was_end - word->was);
    tc_flow_text(flow, page->text + word->start, word->end - word->start);
    tc_flow_font(flow, TC_CS_UNKNOWN);
    tc_flow_sure(flow, 0, NULL, 0);
}

static void put_segment(struct tc_flow *flow, const struct tc_page *page, const struct tc_segment *segment)
{
    for (size_t i = segment->word; i < segment->word_end; i++) {
        const struct tc_word *word = &page->words[i];
        if (i > segment->word && tc_page_is_parted(page, word - 1, word))
            tc_flow_str(flow, " ");
        tc_page_put_word(page, word, flow);
    }
}

// ---- paragraphs

struct writer {
    struct tc_flow *flow;
    const struct tc_page *page; // of the last line
    const struct tc_line *last; // NULL: no paragraph is open
    struct tc_buf end;          // its text's end, to see a hyphen
};

static float first_word_width(const struct tc_page *page, const struct tc_line *line)
{
    const struct tc_word *word = &page->words[page->segments[line->segment].word];
    return word->x2 - word->x1;
}

static bool is_centred(const struct tc_page *page, const struct tc_line *line)
{
    float left = line->x1 - page->left, right = page->right - line->x2;
    return left > line->size * 2 && right > line->size * 2 && fabsf(left - right) < line->size * 2.5F;
}

// Does next go on with the paragraph that last is in? When the column broke the line, the next word had no room.
static bool goes_on(const struct tc_page *page, const struct tc_line *last, const struct tc_page *next_page,
                    const struct tc_line *next)
{
    float room = page->right - last->x2;
    if (room > first_word_width(next_page, next) + last->size * 0.6F || is_centred(page, last))
        return false;
    if (next->x1 - next_page->left > next->size * 1.0F) // indented: a new paragraph begins
        return false;
    if (fabsf(next->size - last->size) > 1.2F)
        return false;
    return next_page != page || next->y2 - last->y2 < page->pitch * 1.45F;
}

static bool ends_in_joint(const struct tc_page *page, const struct tc_line *line)
{
    const struct tc_word *word = &page->words[page->segments[line->segment_end - 1].word_end - 1];
    size_t len = word->end - word->start;
    char end = page->text[word->end - 1], before = len > 1 ? page->text[word->end - 2] : ' ';
    // "3724/BTC-" is broken within a number; a dash alone is not
    return (end == '-' || end == '/') && before != '-' && before != ' ' && before != '/';
}

// Do the gaps of two lines lie over each other?
static bool has_gap_at(const struct tc_page *page, const struct tc_line *line, float from, float to)
{
    for (size_t s = line->segment; s + 1 < line->segment_end; s++)
        if (page->segments[s].x2 < to && page->segments[s + 1].x1 > from)
            return true;
    return false;
}

// A line with gaps is a row of a table where a neighbour has a gap at the same place; one alone has lost a glyph.
static bool is_table_row(const struct tc_page *page, const struct tc_line *line)
{
    size_t at = (size_t)(line - page->lines), gaps = line->segment_end - line->segment - 1;
    if (gaps == 0 || gaps > 2)
        return gaps > 0;
    for (size_t s = line->segment; s + 1 < line->segment_end; s++) {
        float from = page->segments[s].x2, to = page->segments[s + 1].x1;
        if ((at > 0 && has_gap_at(page, line - 1, from, to)) ||
            (at + 1 < page->line_count && has_gap_at(page, line + 1, from, to)))
            return true;
    }
    return false;
}

static void put_line(struct writer *w, const struct tc_page *page, const struct tc_line *line)
{
    bool is_row = is_table_row(page, line);
    if (w->last && !is_row && goes_on(w->page, w->last, page, line)) {
        if (!ends_in_joint(w->page, w->last))
            tc_flow_str(w->flow, " ");
    } else {
        tc_flow_begin(w->flow, is_row ? TC_BLOCK_TABLE_ROW : TC_BLOCK_PARAGRAPH, 0);
    }
    for (size_t s = line->segment; s < line->segment_end; s++) {
        if (s > line->segment)
            tc_flow_str(w->flow, is_row ? "\t" : " ");
        put_segment(w->flow, page, &page->segments[s]);
    }
    w->page = page;
    w->last = is_row ? NULL : line;
    if (is_row)
        tc_flow_end(w->flow);
}

static void put_margin(struct tc_flow *flow, const struct tc_page *page, enum tc_block_kind kind)
{
    for (size_t i = 0; i < page->line_count; i++) {
        if (page->lines[i].kind != kind)
            continue;
        tc_flow_begin(flow, kind, 0);
        for (size_t s = page->lines[i].segment; s < page->lines[i].segment_end; s++) {
            put_segment(flow, page, &page->segments[s]);
            tc_flow_str(flow, " ");
        }
        tc_flow_end(flow);
    }
}

static void put_aside(struct tc_flow *flow, const struct tc_page *page)
{
    for (const char *p = page->aside; p && *p;) {
        size_t len = strcspn(p, "\n");
        tc_flow_begin(flow, TC_BLOCK_FURNITURE, 0);
        tc_flow_text(flow, p, len);
        tc_flow_end(flow);
        p += len + (p[len] == '\n');
    }
}

static void put_body(struct writer *w, const struct tc_page *page)
{
    bool is_top = true;
    for (size_t i = 0; i < page->line_count; i++) {
        const struct tc_line *line = &page->lines[i];
        if (line->kind != TC_BLOCK_PARAGRAPH)
            continue;
        struct tc_columns columns;
        bool has_columns = tc_columns_at(page, i, is_top, &columns);
        is_top = false;
        if (!has_columns) {
            put_line(w, page, line);
            continue;
        }
        tc_flow_end(w->flow);
        w->last = NULL;
        tc_columns_put(page, &columns, w->flow);
        i = columns.to - 1;
    }
}

void tc_pages_flow(struct tc_page *pages, size_t count, struct tc_flow *flow)
{
    struct writer w = {.flow = flow};
    for (size_t i = 0; i < count; i++) {
        const struct tc_page *page = &pages[i], *next = i + 1 < count ? &pages[i + 1] : NULL;
        tc_flow_page(flow, page->number);
        put_body(&w, page);
        // a paragraph that goes on overleaf stays whole; the margins come behind it
        const struct tc_line *first = NULL;
        for (size_t k = 0; next && k < next->line_count && !first; k++)
            if (next->lines[k].kind == TC_BLOCK_PARAGRAPH)
                first = &next->lines[k];
        struct tc_columns columns;
        bool is_cut = first && w.last && first->segment_end - first->segment == 1 &&
                      goes_on(page, w.last, next, first) &&
                      !tc_columns_at(next, (size_t)(first - next->lines), true, &columns);
        if (is_cut)
            continue;
        tc_flow_end(flow);
        w.last = NULL;
        put_margin(flow, page, TC_BLOCK_PAGE_HEADER);
        put_margin(flow, page, TC_BLOCK_PAGE_FOOTER);
    }
    tc_flow_end(flow);
    for (size_t i = 0; i < count; i++)
        if (pages[i].aside) {
            tc_flow_page(flow, pages[i].number);
            put_aside(flow, &pages[i]);
        }
}
