// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr_head.h"

#include "text/token.h"

#include <ctype.h>
#include <glib.h>
#include <leptonica/allheaders.h>

#include <stdlib.h>
#include <string.h>

enum { GAP_POINTS = 36, PAD_DOTS = 10, DIGITS_SURE = 60, DAY_MOST = 31, MONTH_MOST = 12 };
static const float head_part = 0.4F;
static const float scales[] = {1.0F, 1.5F, 2.0F, 0.75F, 1.25F};

// ---- forms

static const char *skip_marks(const char *p)
{
    while (*p && !isalnum((unsigned char)*p) && (unsigned char)*p < 0x80)
        p++;
    return p;
}

bool tc_ocr_is_number_line(const char *text, char **ret)
{
    tc_auto_free char *fold = tc_text_fold_dup(text);
    const char *p = skip_marks(fold);
    size_t word = strcspn(p, "0123456789 :;.,"), letters = 0;
    if (*p != 's' || word > 4)
        return false;
    p += word;
    p += strspn(p, " :;.,-"); // what else stands here may be a digit that was not read
    size_t digits = strspn(p, "0123456789");
    const char *number = p;
    p += digits;
    while (*p == ' ')
        p++;
    if (digits < 1 || digits > 5 || (*p != '/' && *p != '-'))
        return false;
    for (p++; *p && (isalnum((unsigned char)*p) || strchr("/- ", *p)); p++)
        letters += isalpha((unsigned char)*p) != 0;
    if (letters < 2 || *skip_marks(p))
        return false;
    if (ret) { // the original from its first digit on: folding keeps digits, and nothing before them matters
        char first[2] = {*number, '\0'};
        const char *from = strpbrk(text, first);
        bool has_colon = from && from > text && memchr(text, ':', (size_t)(from - text));
        *ret = tc_xasprintf("Số%s %s", has_colon || !from ? ":" : "", from ? from : number);
    }
    return true;
}

static const char *number_after(const char *fold, const char *word, unsigned long most)
{
    const char *p = strstr(fold, word);
    if (!p)
        return NULL;
    p += strlen(word);
    char *end;
    unsigned long value = strtoul(p, &end, 10);
    return end > p && value >= 1 && value <= most ? end : NULL;
}

bool tc_ocr_has_date(const char *text)
{
    tc_auto_free char *fold = tc_text_fold_dup(text);
    const char *p = number_after(fold, "ngay ", DAY_MOST);
    p = p ? number_after(p, " thang ", MONTH_MOST) : NULL;
    p = p ? number_after(p, " nam ", 2200) : NULL;
    return p && p >= fold + 4 && strspn(p - 4, "0123456789") >= 4;
}

// ---- lines of words

struct stretch {
    size_t from, to; // words
};

static bool goes_on(const struct tc_word *last, const struct tc_word *word)
{
    bool is_level = word->y1 < last->y2 - 2 && word->y2 > last->y1 + 2;
    return is_level && word->x1 >= last->x1 && word->x1 - last->x2 < GAP_POINTS;
}

static char *text_of(const struct tc_page *page, const struct stretch *s)
{
    struct tc_buf text = {0};
    for (size_t i = s->from; i < s->to; i++) {
        if (text.len)
            tc_buf_char(&text, ' ');
        tc_buf_add(&text, page->text + page->words[i].start, page->words[i].end - page->words[i].start);
    }
    return text.data ? tc_buf_take(&text) : tc_xstrdup("");
}

// One word with a text of its own takes the place of the stretch: as sure as the new reading, or (0) as the least sure
// of what is kept, for which the word “Số” itself does not count.
static void replace(struct tc_page *page, struct stretch *s, const char *text, int sure)
{
    struct tc_word *word = &page->words[s->from];
    tc_auto_free char *was = text_of(page, s);
    uint8_t least = 100;
    for (size_t i = s->from; i < s->to; i++) {
        word->x2 = page->words[i].x2 > word->x2 ? page->words[i].x2 : word->x2;
        if (page->words[i].confidence < least && (i > s->from || s->to == s->from + 1))
            least = page->words[i].confidence;
    }
    word->confidence = sure > 0 ? (uint8_t)(sure < 100 ? sure : 100) : least;
    GString *all = g_string_new(page->text);
    if (strcmp(was, text) != 0) {
        word->was = (uint32_t)all->len;
        (void)g_string_append(all, was);
        word->was_end = (uint32_t)all->len;
    }
    word->start = (uint32_t)all->len;
    (void)g_string_append(all, text);
    word->end = (uint32_t)all->len;
    g_free(page->text);
    page->text = g_string_free(all, FALSE);
    memmove(word + 1, page->words + s->to, (page->word_count - s->to) * sizeof *word);
    page->word_count -= s->to - s->from - 1;
    s->to = s->from + 1;
}

struct place {
    int x, y, width, height;
};

static struct place place_of(const struct tc_page *page, struct Pix *picture, float x1, float x2,
                             const struct tc_word *w)
{
    float scale = (float)pixGetWidth(picture) / page->width;
    struct place p = {.x = (int)(x1 * scale) - PAD_DOTS, .y = (int)(w->y1 * scale) - PAD_DOTS};
    p.x = p.x < 0 ? 0 : p.x;
    p.y = p.y < 0 ? 0 : p.y;
    p.width = (int)(x2 * scale) + PAD_DOTS - p.x;
    p.height = (int)(w->y2 * scale) + PAD_DOTS - p.y;
    return p;
}

// The line read at several scales, as two readings that are well-formed agree on it; NULL when they do not. *ret_sure
// is how sure the second of them was.
static char *read_twice(struct Pix *picture, const struct place *p, tc_ocr_line_reader *reader,
                        bool (*is_good)(const char *text, char **ret), int *ret_sure)
{
    char *seen[TC_LENGTH(scales)] = {NULL}, *agreed = NULL;
    for (size_t i = 0; i < TC_LENGTH(scales) && !agreed; i++) {
        tc_auto_free char *text = reader(picture, p->x, p->y, p->width, p->height, scales[i], false, ret_sure);
        if (!text || !is_good(text, &seen[i]))
            continue;
        for (size_t k = 0; k < i && !agreed; k++)
            if (seen[k] && !strcmp(seen[k], seen[i]))
                agreed = tc_xstrdup(seen[i]);
    }
    for (size_t i = 0; i < TC_LENGTH(scales); i++)
        free(seen[i]);
    return agreed;
}

// ---- the number

static bool may_be_number(const char *text)
{
    tc_auto_free char *fold = tc_text_fold_dup(text);
    const char *p = skip_marks(fold);
    size_t word = strcspn(p, "0123456789 :;.,#"), capitals = 0;
    bool has_mark = strpbrk(p, "/-") != NULL;
    for (const char *c = text; *c; c++)
        capitals += isupper((unsigned char)*c) != 0;
    return *p == 's' && word <= 4 && has_mark && capitals >= 3 && strlen(p) < 40;
}

// Digits that were written by hand: between “Số:” and the stroke, by two readings that agree.
static char *read_digits(const struct tc_page *page, struct Pix *picture, tc_ocr_line_reader *reader, float x1,
                         float x2, const struct tc_word *line, int *ret_sure)
{
    struct place p = place_of(page, picture, x1, x2, line);
    char *first = NULL;
    if (p.width < 20)
        return NULL;
    for (size_t i = 0; i < TC_LENGTH(scales); i++) {
        int sure = 0;
        char *text = reader(picture, p.x, p.y, p.width, p.height, scales[i], true, &sure);
        size_t len = text ? strlen(text) : 0;
        if (len < 1 || len > 5 || strspn(text, "0123456789") != len || sure < DIGITS_SURE) {
            free(text);
            continue;
        }
        if (first && !strcmp(first, text)) {
            free(text);
            *ret_sure = sure;
            return first;
        }
        free(first);
        first = text;
    }
    free(first);
    return NULL;
}

static bool mend_number(struct tc_page *page, struct stretch *s, struct Pix *picture, tc_ocr_line_reader *reader)
{
    tc_auto_free char *text = text_of(page, s);
    char *good = NULL;
    int sure = 0;
    if (tc_ocr_is_number_line(text, &good)) {
        replace(page, s, good, 0);
        free(good);
        return true;
    }
    if (!may_be_number(text))
        return false;
    const struct tc_word *word = &page->words[s->from], *last = &page->words[s->to - 1];
    struct place p = place_of(page, picture, word->x1, last->x2, word);
    good = read_twice(picture, &p, reader, tc_ocr_is_number_line, &sure);
    // “Số:”, what cannot be read, “/QĐ-TTg”
    const struct tc_word *symbol = s->to - s->from == 2 ? &page->words[s->from + 1] : NULL;
    const char *stroke = symbol ? memchr(page->text + symbol->start, '/', symbol->end - symbol->start) : NULL;
    if (!good && stroke) {
        size_t before = (size_t)(stroke - (page->text + symbol->start)), len = symbol->end - symbol->start;
        float share = (float)before / (float)len, width = symbol->x2 - symbol->x1;
        tc_auto_free char *digits =
            read_digits(page, picture, reader, word->x2 + 2, symbol->x1 + width * share, symbol, &sure);
        if (digits)
            good = tc_xasprintf("Số: %s%.*s", digits, (int)(len - before), stroke);
    }
    if (good)
        replace(page, s, good, sure);
    free(good);
    return true;
}

// ---- the date

static size_t find_word(const struct tc_page *page, const struct stretch *s, const char *fold)
{
    for (size_t i = s->from; i < s->to; i++) {
        tc_auto_free char *text =
            tc_xstrndup(page->text + page->words[i].start, page->words[i].end - page->words[i].start);
        tc_auto_free char *own = tc_text_fold_dup(text);
        if (!strncmp(own, fold, strlen(fold)))
            return i;
    }
    return s->to;
}

static bool is_date_line(const char *text, char **ret)
{
    if (!tc_ocr_has_date(text))
        return false;
    *ret = tc_xstrdup(text);
    return true;
}

static bool mend_date(struct tc_page *page, struct stretch *s, struct Pix *picture, tc_ocr_line_reader *reader)
{
    tc_auto_free char *text = text_of(page, s);
    size_t ngay = find_word(page, s, "ngay"), thang = find_word(page, s, "thang"), nam = find_word(page, s, "nam");
    if (tc_ocr_has_date(text))
        return true;
    if (ngay == s->to || thang <= ngay || nam <= thang || nam + 1 >= s->to)
        return false;
    const struct tc_word *word = &page->words[s->from], *last = &page->words[s->to - 1];
    struct place p = place_of(page, picture, word->x1, last->x2, word);
    int sure = 0, month_sure = 0;
    tc_auto_free char *again = read_twice(picture, &p, reader, is_date_line, &sure);
    if (again) {
        replace(page, s, again, sure);
        return true;
    }
    // day and month written by hand into their blanks
    tc_auto_free char *day =
        read_digits(page, picture, reader, page->words[ngay].x2 + 2, page->words[thang].x1 - 2, word, &sure);
    tc_auto_free char *month =
        read_digits(page, picture, reader, page->words[thang].x2 + 2, page->words[nam].x1 - 2, word, &month_sure);
    if (!day || !month)
        return true;
    struct stretch before = {s->from, ngay}, after = {nam + 1, s->to};
    tc_auto_free char *place = text_of(page, &before), *year = text_of(page, &after);
    tc_auto_free char *whole = tc_xasprintf("%s ngày %s tháng %s năm %s", place, day, month, year);
    if (tc_ocr_has_date(whole))
        replace(page, s, whole, sure < month_sure ? sure : month_sure);
    return true;
}

void tc_ocr_head(struct tc_page *page, struct Pix *picture, tc_ocr_line_reader *reader)
{
    bool has_number = false, has_date = false;
    for (size_t i = 0; i < page->word_count && !(has_number && has_date);) {
        struct stretch s = {i, i + 1};
        while (s.to < page->word_count && goes_on(&page->words[s.to - 1], &page->words[s.to]))
            s.to++;
        if (page->words[i].y2 < page->height * head_part) {
            if (!has_number)
                has_number = mend_number(page, &s, picture, reader);
            if (!has_date)
                has_date = mend_date(page, &s, picture, reader);
        }
        i = s.to;
    }
}
