// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of pages into the flow: the columns of head and foot one after the other, rows of tables, and paragraphs out
// of the lines that a column broke.
#include "pdf.h"

#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// A column's gap in a head, at least; and where on the page it may be.
#define GUTTER_MIN 7.0F
#define GUTTER_FROM 0.22F
#define GUTTER_TO 0.72F
enum { HEAD_LINES_MAX = 24, FOOT_LINES_MAX = 30 };

static void put_segment(struct tc_flow *flow, const struct tc_page *page, const struct tc_segment *segment)
{
    for (size_t i = segment->word; i < segment->word_end; i++) {
        const struct tc_word *word = &page->words[i];
        if (i > segment->word && word->x1 - page->words[i - 1].x2 > word->size * 0.12F) {
            tc_flow_font(flow, TC_CS_UNKNOWN);
            tc_flow_str(flow, " ");
        }
        tc_flow_font(flow, (enum tc_charset)word->charset);
        tc_flow_text(flow, page->text + word->start, word->end - word->start);
    }
    tc_flow_font(flow, TC_CS_UNKNOWN);
}

static void put_words(struct tc_flow *flow, const struct tc_page *page, size_t from, size_t to)
{
    struct tc_segment part = {.word = from, .word_end = to};
    put_segment(flow, page, &part);
}

// ---- two columns

// Narrows the gutter from..to so that no word of the line crosses it. False when nothing is left.
static bool narrow(const struct tc_page *page, const struct tc_line *line, float *from, float *to)
{
    float low = *from, high = *to;
    for (size_t s = line->segment; s < line->segment_end; s++)
        for (size_t w = page->segments[s].word; w < page->segments[s].word_end; w++) {
            const struct tc_word *word = &page->words[w];
            if (word->x2 <= low || word->x1 >= high)
                continue;
            // cut away the smaller side that the word lies on
            if (word->x1 - low >= high - word->x2)
                high = word->x1;
            else
                low = word->x2;
            if (high - low < GUTTER_MIN)
                return false;
        }
    *from = low;
    *to = high;
    return true;
}

struct columns {
    size_t from, to; // lines
    float gutter;
};

// The longest run of lines from `from` on through which a gutter goes; at least two lines that have both sides, or one
// and two more lines.
static bool find_columns(const struct tc_page *page, size_t from, size_t most, struct columns *ret)
{
    float low = page->width * GUTTER_FROM, high = page->width * GUTTER_TO;
    size_t both = 0, end = from, good_end = from;
    for (size_t i = from; i < page->line_count && i - from < most; i++) {
        const struct tc_line *line = &page->lines[i];
        if (line->kind != TC_BLOCK_PARAGRAPH || line->segment_end - line->segment > 2)
            break;
        // a wide step down ends what belongs together
        if (i > from && line->y1 - page->lines[i - 1].y2 > 5 * page->pitch)
            break;
        if (!narrow(page, line, &low, &high))
            break;
        float gutter = (low + high) / 2;
        bool is_both = line->x1 < gutter && line->x2 > gutter;
        both += is_both;
        end = i + 1;
        if (is_both || (both && good_end == i && (line->x2 < gutter || line->x1 > gutter))) {
            good_end = end;
        }
    }
    if (both == 0 || good_end - from < 2)
        return false;
    // the gutter as the lines up to the end left it
    low = page->width * GUTTER_FROM;
    high = page->width * GUTTER_TO;
    for (size_t i = from; i < good_end; i++)
        (void)narrow(page, &page->lines[i], &low, &high);
    *ret = (struct columns){.from = from, .to = good_end, .gutter = (low + high) / 2};
    return true;
}

static void put_columns(struct tc_flow *flow, const struct tc_page *page, const struct columns *columns)
{
    for (int side = 0; side < 2; side++)
        for (size_t i = columns->from; i < columns->to; i++) {
            const struct tc_line *line = &page->lines[i];
            bool is_begun = false;
            for (size_t s = line->segment; s < line->segment_end; s++)
                for (size_t w = page->segments[s].word; w < page->segments[s].word_end; w++) {
                    const struct tc_word *word = &page->words[w];
                    if (((word->x1 + word->x2) / 2 > columns->gutter) != (side == 1))
                        continue;
                    if (!is_begun)
                        tc_flow_begin(flow, side ? TC_BLOCK_HEAD_RIGHT : TC_BLOCK_HEAD_LEFT, 0);
                    else if (word->x1 - page->words[w - 1].x2 > word->size * 0.12F)
                        tc_flow_str(flow, " ");
                    is_begun = true;
                    put_words(flow, page, w, w + 1);
                }
            tc_flow_end(flow);
        }
}

// The line where recipients begin. Offices write it the same everywhere, in legacy fonts too, where its marks differ.
static bool is_recipients(const struct tc_page *page, const struct tc_line *line)
{
    tc_auto_buf struct tc_buf text = {0};
    if (line->segment == line->segment_end)
        return false;
    tc_page_segment_text(page, &page->segments[line->segment], &text);
    return text.len > 6 && !strncmp(text.data, "N", 1) && (strstr(text.data, "i nh") || strstr(text.data, "I NH")) &&
           text.len < 24;
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

static void put_line(struct writer *w, const struct tc_page *page, const struct tc_line *line)
{
    bool is_row = line->segment_end - line->segment > 1;
    if (w->last && !is_row && goes_on(w->page, w->last, page, line)) {
        if (!ends_in_joint(w->page, w->last))
            tc_flow_str(w->flow, " ");
    } else {
        tc_flow_begin(w->flow, is_row ? TC_BLOCK_TABLE_ROW : TC_BLOCK_PARAGRAPH, 0);
    }
    for (size_t s = line->segment; s < line->segment_end; s++) {
        if (s > line->segment)
            tc_flow_str(w->flow, "\t");
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

static bool has_columns(const struct tc_page *page, size_t i, bool is_top, struct columns *ret)
{
    if (is_top)
        return find_columns(page, i, HEAD_LINES_MAX, ret);
    return is_recipients(page, &page->lines[i]) && find_columns(page, i, FOOT_LINES_MAX, ret);
}

// The signature's first line may stand a little above "Nơi nhận".
static bool is_above_foot(const struct tc_page *page, size_t i)
{
    for (size_t k = i + 1; k < page->line_count && k <= i + 3; k++)
        if (is_recipients(page, &page->lines[k]))
            return page->lines[i].x1 > page->width * 0.42F && page->lines[k].x2 < page->width * 0.45F;
    return false;
}

static void put_body(struct writer *w, const struct tc_page *page)
{
    bool is_top = true;
    for (size_t i = 0; i < page->line_count; i++) {
        const struct tc_line *line = &page->lines[i];
        if (line->kind != TC_BLOCK_PARAGRAPH)
            continue;
        struct columns columns;
        bool is_head = has_columns(page, i, is_top, &columns);
        if (!is_head && is_above_foot(page, i))
            is_head = find_columns(page, i, FOOT_LINES_MAX, &columns);
        is_top = false;
        if (!is_head) {
            put_line(w, page, line);
            continue;
        }
        tc_flow_end(w->flow);
        w->last = NULL;
        put_columns(w->flow, page, &columns);
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
        struct columns columns;
        bool is_cut = first && w.last && first->segment_end - first->segment == 1 &&
                      goes_on(page, w.last, next, first) &&
                      !has_columns(next, (size_t)(first - next->lines), true, &columns);
        if (is_cut)
            continue;
        tc_flow_end(flow);
        w.last = NULL;
        put_margin(flow, page, TC_BLOCK_PAGE_HEADER);
        put_margin(flow, page, TC_BLOCK_PAGE_FOOTER);
    }
    tc_flow_end(flow);
}
