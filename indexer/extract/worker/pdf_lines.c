// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a page into lines, and the lines that belong to the margins.
#include "pdf.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// A gap wider than this many times the font's size parts two columns; a justified line's blanks stay below.
#define GAP 1.9F

static int by_height(const void *a, const void *b)
{
    const struct tc_word *p = a, *q = b;
    float m = (p->y1 + p->y2) / 2, n = (q->y1 + q->y2) / 2;
    return m < n ? -1 : m > n ? 1 : p->x1 < q->x1 ? -1 : p->x1 > q->x1;
}

static int by_left(const void *a, const void *b)
{
    const struct tc_word *p = a, *q = b;
    return p->x1 < q->x1 ? -1 : p->x1 > q->x1 ? 1 : p->start < q->start ? -1 : p->start > q->start;
}

static void cut_segments(struct tc_page *page, struct tc_line *line, size_t from, size_t to)
{
    line->segment = page->segment_count;
    for (size_t i = from; i < to; i++) {
        const struct tc_word *word = &page->words[i];
        struct tc_segment *last = page->segment_count > line->segment ? &page->segments[page->segment_count - 1] : NULL;
        float size = line->size > 4 ? line->size : 4;
        if (last && word->x1 - last->x2 < GAP * size) {
            last->x2 = word->x2 > last->x2 ? word->x2 : last->x2;
            last->word_end = i + 1;
            continue;
        }
        TC_GROW(page->segments, page->segment_count, page->segment_cap);
        page->segments[page->segment_count++] =
            (struct tc_segment){.x1 = word->x1, .x2 = word->x2, .word = i, .word_end = i + 1};
    }
    line->segment_end = page->segment_count;
}

static void add_line(struct tc_page *page, size_t from, size_t to)
{
    struct tc_line line = {.x1 = page->words[from].x1, .y1 = page->words[from].y1, .kind = TC_BLOCK_PARAGRAPH};
    size_t bold = 0;
    for (size_t i = from; i < to; i++) {
        const struct tc_word *word = &page->words[i];
        line.x1 = word->x1 < line.x1 ? word->x1 : line.x1;
        line.x2 = word->x2 > line.x2 ? word->x2 : line.x2;
        line.y1 = word->y1 < line.y1 ? word->y1 : line.y1;
        line.y2 = word->y2 > line.y2 ? word->y2 : line.y2;
        line.size = word->size > line.size ? word->size : line.size;
        bold += word->is_bold;
    }
    line.is_bold = bold * 2 > to - from;
    qsort(page->words + from, to - from, sizeof *page->words, by_left);
    cut_segments(page, &line, from, to);
    TC_GROW(page->lines, page->line_count, page->line_cap);
    page->lines[page->line_count++] = line;
}

static int by_number(const void *a, const void *b)
{
    const float *p = a, *q = b;
    return *p < *q ? -1 : *p > *q;
}

// The value that part (0..1) of the lines lie below.
static float quantile(float *values, size_t count, double part)
{
    qsort(values, count, sizeof *values, by_number);
    return count ? values[(size_t)((double)(count - 1) * part)] : 0;
}

// The text's margins: where most lines begin and where the longest end.
static void measure(struct tc_page *page)
{
    float *values = tc_xcalloc(page->line_count + 1, sizeof *values);
    size_t n = 0;
    for (size_t i = 0; i < page->line_count; i++)
        values[n++] = page->lines[i].x1;
    page->left = quantile(values, n, 0.15);
    n = 0;
    for (size_t i = 0; i < page->line_count; i++)
        values[n++] = page->lines[i].x2;
    page->right = quantile(values, n, 0.85);
    n = 0;
    for (size_t i = 1; i < page->line_count; i++) {
        float step = page->lines[i].y2 - page->lines[i - 1].y2;
        if (step > 2 && step < 60)
            values[n++] = step;
    }
    page->pitch = n ? quantile(values, n, 0.5) : 16;
    free(values);
}

void tc_page_lines(struct tc_page *page)
{
    if (!page->word_count)
        return;
    qsort(page->words, page->word_count, sizeof *page->words, by_height);
    size_t from = 0;
    float top = page->words[0].y1, bottom = page->words[0].y2;
    for (size_t i = 1; i <= page->word_count; i++) {
        const struct tc_word *word = i < page->word_count ? &page->words[i] : NULL;
        float middle = word ? (word->y1 + word->y2) / 2 : 0;
        // on the line when its middle is within the line's middle part: raised numbers of notes are, other lines not
        float slack = (bottom - top) * 0.3F;
        if (word && middle > top + slack && middle < bottom - slack)
            continue;
        add_line(page, from, i);
        from = i;
        if (word) {
            top = word->y1;
            bottom = word->y2;
        }
    }
    measure(page);
}

bool tc_page_is_parted(const struct tc_page *page, const struct tc_word *left, const struct tc_word *right)
{
    char end = left->end > left->start + 1 ? page->text[left->end - 1] : ' ';
    bool is_read = left->confidence && right->confidence && end != '-' && end != '/';
    return is_read || right->x1 - left->x2 > right->size * 0.12F;
}

void tc_page_segment_text(const struct tc_page *page, const struct tc_segment *segment, struct tc_buf *ret)
{
    for (size_t i = segment->word; i < segment->word_end; i++) {
        const struct tc_word *word = &page->words[i];
        if (i > segment->word && tc_page_is_parted(page, word - 1, word))
            tc_buf_char(ret, ' ');
        tc_buf_add(ret, page->text + word->start, word->end - word->start);
    }
}

// ---- headers and footers

// A line without its digits: "Trang 3/12" is the same on every page.
static void shape_of(const struct tc_page *page, const struct tc_line *line, struct tc_buf *ret)
{
    tc_auto_buf struct tc_buf text = {0};
    for (size_t s = line->segment; s < line->segment_end; s++)
        tc_page_segment_text(page, &page->segments[s], &text);
    tc_buf_clear(ret);
    tc_buf_str(ret, "");
    for (size_t i = 0; i < text.len; i++)
        if (!isdigit((unsigned char)text.data[i]) && text.data[i] != ' ')
            tc_buf_char(ret, text.data[i]);
}

// "3", "- 3 -", "3/12", "Trang 3" and the like: nothing but a number in the margin.
static bool is_page_number(const struct tc_page *page, const struct tc_line *line)
{
    tc_auto_buf struct tc_buf shape = {0};
    shape_of(page, line, &shape);
    size_t words = 0;
    for (size_t s = line->segment; s < line->segment_end; s++)
        words += page->segments[s].word_end - page->segments[s].word;
    static const char *const shapes[] = {"",      "--", "-",   "\xE2\x80\x93\xE2\x80\x93", "/", "Trang", "Trang/",
                                         "trang", "|",  "Page"};
    for (size_t i = 0; i < TC_LENGTH(shapes); i++)
        if (shape.data && !strcmp(shape.data, shapes[i]))
            return words <= 4;
    return false;
}

enum { EDGE_LINES = 3 };

static bool has_like(const struct tc_page *page, const struct tc_buf *shape, float height, bool at_top)
{
    tc_auto_buf struct tc_buf other = {0};
    for (size_t k = 0; k < EDGE_LINES && k < page->line_count; k++) {
        const struct tc_line *line = &page->lines[at_top ? k : page->line_count - 1 - k];
        if (fabsf(line->y1 - height) > 12)
            continue;
        shape_of(page, line, &other);
        if (other.len == shape->len && (!shape->len || !memcmp(other.data, shape->data, shape->len)))
            return true;
    }
    return false;
}

// The line comes again at the same height on at least half of the pages around.
static bool is_repeated(const struct tc_page *pages, size_t count, size_t page, const struct tc_line *line, bool at_top)
{
    tc_auto_buf struct tc_buf shape = {0};
    shape_of(&pages[page], line, &shape);
    size_t from = page > 4 ? page - 4 : 0, to = page + 5 < count ? page + 5 : count, like = 0;
    for (size_t i = from; i < to; i++)
        like += i != page && has_like(&pages[i], &shape, line->y1, at_top);
    return like >= 2 && like * 2 >= to - from - 1;
}

static void mark_edge(struct tc_page *pages, size_t count, size_t i, bool at_top)
{
    struct tc_page *page = &pages[i];
    for (size_t k = 0; k < EDGE_LINES && k < page->line_count; k++) {
        struct tc_line *line = &page->lines[at_top ? k : page->line_count - 1 - k];
        bool is_edge = at_top ? line->y2 < page->height * 0.15F : line->y1 > page->height * 0.85F;
        if (line->kind != TC_BLOCK_PARAGRAPH || !is_edge ||
            (!is_page_number(page, line) && !is_repeated(pages, count, i, line, at_top)))
            return;
        line->kind = at_top ? TC_BLOCK_PAGE_HEADER : TC_BLOCK_PAGE_FOOTER;
    }
}

void tc_pages_margins(struct tc_page *pages, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        mark_edge(pages, count, i, true);
        mark_edge(pages, count, i, false);
    }
}
