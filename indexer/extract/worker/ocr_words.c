// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr_words.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

// Words below this certainty (of 100) that are short are specks, strokes of a stamp, a signature.
enum { NOISE_BELOW = 30, NOISE_LETTERS = 3, LEAST_HEIGHT = 8 };
// Marks without letters less sure than this are specks; a dash is never as narrow as a speck; so many strokes are a
// rule.
enum { MARK_BELOW = 50, DASH_BELOW = 40, RULE_STROKES = 3 };
#define DASH_POINTS 1.6F
#define HIGH_LINE 1.5F  // times the usual height
#define BELOW_BASE 0.2F // of a line's height
// Above the national title stand marks that hands left: short words less sure than this are none of the text.
enum { HAND_BELOW = 80, HAND_LETTERS = 4, SCRAP_BELOW = 45 };
#define HEAD_PART 0.3F  // of a page's height
#define HEAD_LINES 0.4F // where titles end
#define SCRAP_GAP 24.0F // points: what is as far away is another stretch

// Marks that no text has alone: specks and strokes that were taken for letters.
static bool is_marks(const char *text)
{
    static const char usual[] = "-–—:;.,()/%“”\"'…*+=§[]&";
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalnum(c) || g_utf8_strchr(usual, -1, c))
            return false;
    }
    return true;
}

// Strokes in a row: a rule under a head, a blank to be filled in.
static bool is_rule(const char *text)
{
    static const char strokes[] = "-–—_=~.";
    glong count = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p), count++)
        if (!g_utf8_strchr(strokes, -1, g_utf8_get_char(p)))
            return false;
    return count >= RULE_STROKES && *text != '.';
}

static bool has_letters(const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (g_unichar_isalnum(g_utf8_get_char(p)))
            return true;
    return false;
}

bool tc_ocr_is_noise(const char *text, float confidence, int height, float points_wide)
{
    if (is_marks(text) || is_rule(text))
        return true;
    static const char *const dashes[] = {"-", "–", "—"};
    for (size_t i = 0; i < TC_LENGTH(dashes); i++)
        if (!strcmp(text, dashes[i]))
            return confidence < DASH_BELOW || points_wide < DASH_POINTS; // low by nature, and part of numbers and lists
    if (!has_letters(text) && confidence < MARK_BELOW && g_utf8_strlen(text, -1) <= NOISE_LETTERS)
        return true;
    return height < LEAST_HEIGHT || (confidence < NOISE_BELOW && g_utf8_strlen(text, -1) < NOISE_LETTERS);
}

static int by_number(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

// A word is as high as its line. A line that a stamp made much higher than others is as high as they are, about the
// base of its letters: else it would run into the line below it.
void tc_ocr_set_heights(struct tc_page *page, const struct tc_ocr_level *levels, float y_scale)
{
    if (!page->word_count)
        return;
    int *heights = tc_xcalloc(page->word_count + 1, sizeof *heights);
    for (size_t i = 0; i < page->word_count; i++)
        heights[i] = levels[i].bottom - levels[i].top;
    qsort(heights, page->word_count, sizeof *heights, by_number);
    float usual = (float)heights[page->word_count / 2];
    for (size_t i = 0; i < page->word_count; i++) {
        const struct tc_ocr_level *level = &levels[i];
        float top = (float)level->top, bottom = (float)level->bottom;
        if (bottom - top > usual * HIGH_LINE) {
            bottom = (float)level->base + usual * BELOW_BASE;
            top = bottom - usual;
        }
        page->words[i].y1 = top * y_scale;
        page->words[i].y2 = bottom * y_scale;
    }
    free(heights);
}

void tc_ocr_put_aside(struct tc_page *page, const char *text)
{
    char *all = page->aside ? g_strdup_printf("%s\n%s", page->aside, text) : g_strdup(text);
    g_free(page->aside);
    page->aside = all;
}

static bool is_title_word(const char *text)
{
    static const char *const words[] = {"CỘNG", "CÔNG", "ĐẢNG"};
    for (size_t i = 0; i < TC_LENGTH(words); i++)
        if (!strcmp(text, words[i]))
            return true;
    return false;
}

static bool is_beside(const struct tc_word *left, const struct tc_word *right)
{
    float middle = (right->y1 + right->y2) / 2;
    return middle > left->y1 && middle < left->y2 && right->x1 >= left->x1 && right->x1 - left->x2 < SCRAP_GAP;
}

void tc_ocr_drop_hand(struct tc_page *page)
{
    float top = -1;
    for (size_t i = 0; i < page->word_count && top < 0; i++) {
        const struct tc_word *word = &page->words[i];
        tc_auto_free char *text = tc_xstrndup(page->text + word->start, word->end - word->start);
        if (word->y2 < page->height * HEAD_PART && is_title_word(text))
            top = word->y1;
    }
    size_t kept = 0;
    for (size_t i = 0; i < page->word_count; i++) {
        const struct tc_word *word = &page->words[i];
        bool is_short = g_utf8_strlen(page->text + word->start, word->end - word->start) <= HAND_LETTERS;
        if (!(word->y2 < top && is_short && word->confidence < HAND_BELOW))
            page->words[kept++] = *word;
    }
    page->word_count = kept;
}

void tc_ocr_drop_scraps(struct tc_page *page)
{
    size_t kept = 0;
    for (size_t i = 0, to; i < page->word_count; i = to) {
        const struct tc_word *words = page->words;
        GString *text = g_string_new(NULL);
        unsigned sum = 0, read = 0;
        for (to = i; to < page->word_count && (to == i || is_beside(&words[to - 1], &words[to])); to++) {
            tc_auto_free char *word = tc_xstrndup(page->text + words[to].start, words[to].end - words[to].start);
            g_string_append_printf(text, "%s%s", to > i ? " " : "", word);
            sum += has_letters(word) ? words[to].confidence : 0;
            read += has_letters(word);
        }
        bool is_scrap = read && sum < read * SCRAP_BELOW && words[i].y2 < page->height * HEAD_LINES;
        if (is_scrap)
            tc_ocr_put_aside(page, text->str);
        for (size_t k = i; k < to && !is_scrap; k++)
            page->words[kept++] = page->words[k];
        (void)g_string_free(text, TRUE);
    }
    page->word_count = kept;
}
