// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf_columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Where on the page a gutter may be.
#define GUTTER_FROM 0.20F
#define GUTTER_TO 0.75F
enum { HEAD_LINES_MAX = 24, FOOT_LINES_MAX = 40 };

// The usual blank between words of a line.
static float word_blank(const struct tc_page *page, const struct tc_line *line)
{
    float sum = 0;
    size_t n = 0;
    for (size_t s = line->segment; s < line->segment_end; s++)
        for (size_t w = page->segments[s].word + 1; w < page->segments[s].word_end; w++) {
            float gap = page->words[w].x1 - page->words[w - 1].x2;
            if (gap > 0 && gap < line->size) {
                sum += gap;
                n++;
            }
        }
    return n ? sum / (float)n : line->size * 0.25F;
}

// Columns set so tight that they touch: the right one begins with words that begin one, or the left ends in a number.
static bool is_seam(const struct tc_page *page, const struct tc_word *left, const struct tc_word *right)
{
    static const char *const begins[] = {"CỘNG", "ĐẢNG", "Độc"};
    for (size_t i = 0; i < TC_LENGTH(begins); i++) {
        size_t n = strlen(begins[i]);
        if (right->end - right->start >= n && !memcmp(page->text + right->start, begins[i], n))
            return true;
    }
    return memchr(page->text + left->start, '/', left->end - left->start) != NULL;
}

// May a gutter go through the line at x? Not through a word, nor where the blank is like any other.
static bool lets_through(const struct tc_page *page, const struct tc_line *line, float blank, float x)
{
    const struct tc_word *left = NULL, *right = NULL;
    for (size_t s = line->segment; s < line->segment_end; s++)
        for (size_t w = page->segments[s].word; w < page->segments[s].word_end; w++) {
            const struct tc_word *word = &page->words[w];
            if (word->x1 + 0.6F < x && x < word->x2 - 0.6F)
                return false;
            if (word->x2 - 0.6F <= x)
                left = !left || word->x2 > left->x2 ? word : left;
            else
                right = !right || word->x1 < right->x1 ? word : right;
        }
    if (!left || !right)
        return true;
    float gap = right->x1 - left->x2;
    return gap < line->size * 0.15F ? is_seam(page, left, right) : gap > blank * 1.6F;
}

static bool is_centred(const struct tc_page *page, const struct tc_line *line)
{
    float middle = (line->x1 + line->x2) / 2, slack = line->size * 1.6F;
    return fabsf(middle - (page->left + page->right) / 2) < slack || fabsf(middle - page->width / 2) < slack;
}

// Letters that a page's words have in any charset: "Nơi nhận:".
static bool is_recipients(const struct tc_page *page, const struct tc_line *line)
{
    tc_auto_buf struct tc_buf text = {0};
    if (line->segment == line->segment_end)
        return false;
    tc_page_segment_text(page, &page->segments[line->segment], &text);
    return text.len > 6 && text.data[0] == 'N' && (strstr(text.data, "i nh") || strstr(text.data, "I NH")) &&
           line->x1 < page->width * 0.35F && strlen(text.data) < 60;
}

static bool is_national_title(const struct tc_page *page, const struct tc_line *line)
{
    static const char *const signs[] = {"CỘNG H", "CỘNG S", "VIỆT NAM", "Độc l", "Tự do"};
    tc_auto_buf struct tc_buf text = {0};
    for (size_t s = line->segment; s < line->segment_end; s++) {
        tc_page_segment_text(page, &page->segments[s], &text);
        tc_buf_char(&text, ' ');
    }
    for (size_t i = 0; text.data && i < TC_LENGTH(signs); i++)
        if (strstr(text.data, signs[i]))
            return true;
    return false;
}

// What a letter is about stands below its number (“V/v …”) on as many lines as it takes: line goes on with it.
static bool is_about(const struct tc_page *page, size_t from, size_t line, float gutter)
{
    for (size_t i = line + 1; i-- > from;) {
        const struct tc_line *at = &page->lines[i];
        tc_auto_buf struct tc_buf text = {0};
        if (at->x1 >= gutter || at->segment == at->segment_end)
            return false;
        tc_page_segment_text(page, &page->segments[at->segment], &text);
        if (text.data && (!strncmp(text.data, "V/v", 3) || !strncmp(text.data, "V/V", 3)))
            return true;
        if (i == from || at->y1 - page->lines[i - 1].y2 > 0.6F * page->pitch)
            return false;
    }
    return false;
}

// At the end, what is centred on the page is a title; in a head, so is what stands below both columns.
static size_t trim_end(const struct tc_page *page, size_t from, size_t to, float gutter, bool is_head)
{
    while (to > from + 1) {
        const struct tc_line *line = &page->lines[to - 1];
        bool is_left = line->x2<gutter, is_right = line->x1> gutter;
        float other = -1;
        for (size_t i = from; i + 1 < to; i++)
            if (is_left ? page->lines[i].x2 > gutter : page->lines[i].x1 < gutter)
                other = fmaxf(other, page->lines[i].y2);
        bool is_below = is_head && line->y1 - other > 1.1F * page->pitch;
        if ((!is_left && !is_right) || (!is_centred(page, line) && !is_below) ||
            (is_head && is_left && is_about(page, from, to - 1, gutter)))
            break;
        to--;
    }
    return to;
}

// What find_columns knows of the lines it tries.
struct trial {
    const struct tc_page *page;
    size_t from, most;
    bool is_head;
    float blanks[FOOT_LINES_MAX];
    bool is_date[FOOT_LINES_MAX]; // the last line of a head's right side
};

struct sides {
    size_t left, right;                             // lines that each has
    float left_from, left_to, right_from, right_to; // where they stand
};

static void count_sides(const struct tc_page *page, size_t from, size_t to, float gutter, struct sides *ret)
{
    *ret = (struct sides){.left_from = 1e9F, .right_from = 1e9F};
    for (size_t i = from; i < to; i++) {
        const struct tc_line *line = &page->lines[i];
        if (line->x1 < gutter) {
            ret->left++;
            ret->left_from = fminf(ret->left_from, line->y1);
            ret->left_to = fmaxf(ret->left_to, line->y2);
        }
        if (line->x2 > gutter) {
            ret->right++;
            ret->right_from = fminf(ret->right_from, line->y1);
            ret->right_to = fmaxf(ret->right_to, line->y2);
        }
    }
}

// How good a gutter at x is, and how many lines it goes through: both sides must stand beside each other.
static size_t try_gutter(const struct trial *t, float x, size_t *ret_lines)
{
    const struct tc_page *page = t->page;
    size_t to = t->from;
    bool has_date = false;
    for (; to < page->line_count && to - t->from < t->most; to++) {
        const struct tc_line *line = &page->lines[to];
        if (line->kind != TC_BLOCK_PARAGRAPH || !lets_through(page, line, t->blanks[to - t->from], x) ||
            (to > t->from && line->y1 - page->lines[to - 1].y2 > 6 * page->pitch) || (has_date && line->x2 > x))
            break;
        has_date |= t->is_head && t->is_date[to - t->from] && line->x2 > x;
    }
    to = trim_end(page, t->from, to, x, t->is_head);
    struct sides sides;
    count_sides(page, t->from, to, x, &sides);
    *ret_lines = to - t->from;
    size_t less = sides.left < sides.right ? sides.left : sides.right;
    if (less == 0 || sides.left < 2 || (t->is_head && sides.right < 2) ||
        fminf(sides.left_to, sides.right_to) - fmaxf(sides.left_from, sides.right_from) < 4)
        return 0;
    return less * 4 + to - t->from;
}

static bool is_date(const struct tc_page *page, const struct tc_line *line)
{
    tc_auto_buf struct tc_buf text = {0};
    for (size_t s = line->segment; s < line->segment_end; s++) {
        tc_page_segment_text(page, &page->segments[s], &text);
        tc_buf_char(&text, ' ');
    }
    return text.data && strstr(text.data, "ngày") && strstr(text.data, "tháng");
}

// Every place is tried; the best one wins, in the middle of its kind.
static bool find_columns(const struct tc_page *page, size_t from, bool is_head, struct tc_columns *ret)
{
    struct trial t = {
        .page = page, .from = from, .is_head = is_head, .most = is_head ? HEAD_LINES_MAX : FOOT_LINES_MAX};
    for (size_t i = 0; i < t.most && from + i < page->line_count; i++) {
        t.blanks[i] = word_blank(page, &page->lines[from + i]);
        t.is_date[i] = is_head && is_date(page, &page->lines[from + i]);
    }
    size_t best = 0, run = 0, best_run = 0, last = 0;
    for (float x = page->width * GUTTER_FROM; x < page->width * GUTTER_TO; x += 1) {
        size_t lines = 0, score = try_gutter(&t, x, &lines);
        run = score == last ? run + 1 : 1;
        last = score;
        if (score > best || (score == best && score && run > best_run)) {
            best = score;
            best_run = run;
            *ret = (struct tc_columns){.from = from, .to = from + lines, .gutter = x - (float)(run - 1) / 2};
        }
    }
    return best > 0;
}

bool tc_columns_at(const struct tc_page *page, size_t i, bool is_top, struct tc_columns *ret)
{
    const struct tc_line *line = &page->lines[i];
    bool has_title = false;
    for (size_t k = i; k < page->line_count && k < i + 3; k++)
        has_title |= is_national_title(page, &page->lines[k]);
    if ((is_top && page->number == 1) || has_title) {
        if (find_columns(page, i, true, ret))
            return true;
    }
    // the signature's first lines may stand a little above the recipients
    bool is_right = line->x1 > page->width * 0.42F;
    for (size_t k = i; k < page->line_count && k <= i + (is_right ? 4 : 0); k++)
        if (is_recipients(page, &page->lines[k]))
            return find_columns(page, i, false, ret);
    return false;
}

// ---- putting

static int by_height(const void *a, const void *b)
{
    const struct tc_word *p = *(const struct tc_word *const *)a, *q = *(const struct tc_word *const *)b;
    float m = p->y1 + p->y2, n = q->y1 + q->y2;
    return m < n ? -1 : m > n;
}

static int by_left(const void *a, const void *b)
{
    const struct tc_word *p = *(const struct tc_word *const *)a, *q = *(const struct tc_word *const *)b;
    return p->x1 < q->x1 ? -1 : p->x1 > q->x1;
}

static size_t side_words(const struct tc_page *page, const struct tc_columns *columns, bool is_right,
                         const struct tc_word **ret)
{
    size_t n = 0;
    for (size_t i = columns->from; i < columns->to; i++)
        for (size_t s = page->lines[i].segment; s < page->lines[i].segment_end; s++)
            for (size_t w = page->segments[s].word; w < page->segments[s].word_end; w++) {
                const struct tc_word *word = &page->words[w];
                if (((word->x1 + word->x2) / 2 > columns->gutter) == is_right)
                    ret[n++] = word;
            }
    return n;
}

static void put_line(const struct tc_page *page, const struct tc_word **words, size_t count, bool is_right,
                     struct tc_flow *flow)
{
    qsort(words, count, sizeof(const struct tc_word *), by_left);
    tc_flow_begin(flow, is_right ? TC_BLOCK_HEAD_RIGHT : TC_BLOCK_HEAD_LEFT, 0);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && tc_page_is_parted(page, words[i - 1], words[i]))
            tc_flow_str(flow, " ");
        tc_page_put_word(page, words[i], flow);
    }
    tc_flow_end(flow);
}

void tc_columns_put(const struct tc_page *page, const struct tc_columns *columns, struct tc_flow *flow)
{
    const struct tc_word **words = tc_xcalloc(page->word_count + 1, sizeof *words);
    for (int side = 0; side < 2; side++) {
        size_t n = side_words(page, columns, side == 1, words), from = 0;
        if (n == 0)
            continue;
        qsort(words, n, sizeof *words, by_height);
        for (size_t i = 1; i <= n; i++) {
            const struct tc_word *first = words[from];
            float slack = (first->y2 - first->y1) * 0.5F;
            if (i < n && (words[i]->y1 + words[i]->y2) / 2 < (first->y1 + first->y2) / 2 + slack)
                continue;
            put_line(page, words + from, i - from, side == 1, flow);
            from = i;
        }
    }
    free(words);
}
