// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/furniture_lines.h"

#include "base/strmap.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "text/letters.h"
#include "text/token.h"

#include <ctype.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum { FOLD_BYTES = 300, CUE_WORDS = 14, PROSE_WORDS = 15, LONG_WORDS = 30, STAMP_WORDS = 12 };

// ---- the table

static struct {
    struct tc_strmap whole;
    uint8_t *kinds; // by id of whole
    size_t kind_count, kind_cap;
    struct cue_start {
        char *fold;
        size_t len;
        uint8_t kind;
    } * starts;
    size_t start_count, start_cap;
} cues;

static uint8_t cue_named(const char *name)
{
    static const char *const names[TC_CUE_KINDS] = {"",    "section", "tool",  "list", "comments",
                                                    "end", "contact", "photo", "stamp"};
    for (uint8_t i = 1; i < TC_CUE_KINDS; i++)
        if (!strcmp(name, names[i]))
            return i;
    return TC_CUE_NONE;
}

// Lives as long as the program, as the other tables do.
static void load(void)
{
    struct tc_tsv table;
    if (tc_table_read("furniture", &table, NULL))
        return; // an installation without tables marks nothing by its words
    int words = tc_tsv_column(&table, "words"), kind = tc_tsv_column(&table, "kind"),
        match = tc_tsv_column(&table, "match");
    for (size_t i = 0; i < table.rows; i++) {
        char *fold = tc_text_fold_dup(tc_tsv_cell(&table, i, words));
        uint8_t cue = cue_named(tc_tsv_cell(&table, i, kind));
        if (!strcmp(tc_tsv_cell(&table, i, match), "begin")) {
            TC_GROW(cues.starts, cues.start_count, cues.start_cap);
            cues.starts[cues.start_count++] = (struct cue_start){fold, strlen(fold), cue};
            continue;
        }
        uint32_t id = tc_strmap_id(&cues.whole, fold, strlen(fold));
        if (id == cues.kind_count) {
            TC_GROW(cues.kinds, cues.kind_count, cues.kind_cap);
            cues.kind_count++;
        }
        cues.kinds[id] = cue;
        free(fold);
    }
    tc_tsv_fini(&table);
}

static uint8_t cue_of(const struct tc_text_line *line)
{
    size_t len = strlen(line->fold);
    uint32_t id;
    if (line->words > CUE_WORDS || len == 0)
        return TC_CUE_NONE;
    if (tc_strmap_get(&cues.whole, line->fold, len, &id))
        return cues.kinds[id];
    size_t best = 0;
    uint8_t kind = TC_CUE_NONE;
    for (size_t i = 0; i < cues.start_count; i++) {
        const struct cue_start *s = &cues.starts[i];
        bool fits = s->len > best && s->len <= len && !memcmp(line->fold, s->fold, s->len);
        if (!fits || (isalpha((unsigned char)s->fold[s->len - 1]) && isalpha((unsigned char)line->fold[s->len])))
            continue;
        best = s->len;
        kind = s->kind;
    }
    return kind;
}

// ---- what a line is like

// “12/03/2019”, “12-3-2019”, “12.03.2019”; gives what stands behind it, NULL when none does here.
static const char *after_date(const char *at)
{
    char *end;
    unsigned long day = strtoul(at, &end, 10);
    if (end == at || end - at > 2 || day < 1 || day > 31 || !strchr("/-.", *end) || !isdigit((unsigned char)end[1]))
        return NULL;
    char mark = *end;
    const char *month_at = end + 1;
    unsigned long month = strtoul(month_at, &end, 10);
    if (end - month_at > 2 || month < 1 || month > 12 || *end != mark || !isdigit((unsigned char)end[1]))
        return NULL;
    const char *year_at = end + 1;
    unsigned long year = strtoul(year_at, &end, 10);
    return end - year_at == 4 && year >= 1945 && year < 2100 ? end : NULL;
}

static void find_stamp(struct tc_text_line *line)
{
    if (line->words > STAMP_WORDS)
        return;
    for (const char *p = line->fold; *p; p++) {
        bool starts = isdigit((unsigned char)*p) && (p == line->fold || !isalnum((unsigned char)p[-1]));
        if (!starts)
            continue;
        const char *end = after_date(p);
        if (end) {
            line->has_date = true;
            p = end - 1;
            continue;
        }
        size_t digits = strspn(p, "0123456789");
        line->has_hour |=
            digits <= 2 && (p[digits] == ':' || p[digits] == 'h') && isdigit((unsigned char)p[digits + 1]);
        p += digits - 1;
    }
}

static bool is_opening(uint32_t c)
{
    return c == '-' || c == '+' || c == '*' || c == '>' || c == '|' || c == '#' || c == '[' || c == 0x2022 ||
           c == 0x00BB || c == 0x203A || c == 0x25BA || c == 0x25CF || c == 0x25AA || c == 0x2013 || c == ' ' ||
           c == 0xA0;
}

// The fold with single spaces; bullets before it, and counts, colons and dots behind it, dropped.
static char *tidy(const char *text, size_t len)
{
    size_t from = 0;
    while (from < len) {
        size_t next = from;
        if (!is_opening(tc_utf8_next(text, len, &next)))
            break;
        from = next;
    }
    size_t part = len - from < FOLD_BYTES ? len - from : FOLD_BYTES;
    while (part < len - from && ((unsigned char)text[from + part] & 0xC0) == 0x80)
        part++;
    struct tc_buf fold = {0}, out = {0};
    tc_text_fold(text + from, part, &fold);
    for (size_t i = 0; i < fold.len; i++) {
        bool blank =
            fold.data[i] == ' ' || fold.data[i] == '\t' || fold.data[i] == '\n' ||
            ((unsigned char)fold.data[i] == 0xC2 && i + 1 < fold.len && (unsigned char)fold.data[i + 1] == 0xA0);
        if (!blank)
            tc_buf_char(&out, fold.data[i]);
        else if (out.len && out.data[out.len - 1] != ' ')
            tc_buf_char(&out, ' ');
        i += blank && (unsigned char)fold.data[i] == 0xC2;
    }
    tc_buf_fini(&fold);
    tc_buf_reserve(&out, 1)[0] = '\0';
    for (bool more = true; more && out.len;) {
        more = strchr(" :.>|]", out.data[out.len - 1]) != NULL;
        if (more) {
            out.len--;
        } else if (out.data[out.len - 1] == ')') { // (3), (12 luot), ()
            size_t open = out.len - 1;
            while (open && out.data[open] != '(')
                open--;
            more = open && out.len - open < 14 &&
                   (out.data[open + 1] == ')' || isdigit((unsigned char)out.data[open + 1]));
            out.len = more ? open : out.len;
        }
        out.data[out.len] = '\0';
    }
    return tc_buf_take(&out);
}

// “Ảnh: Mai Trang” behind other words, with or without a bracket.
static bool has_credit(const char *fold)
{
    static const char *const forms[] = {" anh:", "(anh", " nguon:", " nguon anh", " anh minh hoa", "anh tu lieu"};
    enum { NEAR_END = 44 };
    size_t len = strlen(fold);
    if (!strncmp(fold, "bai", 3) || !strncmp(fold, "tin", 3))
        return false; // “Bài, ảnh: …” says who wrote it
    for (size_t i = 0; i < TC_LENGTH(forms); i++) {
        const char *hit = strstr(len > NEAR_END ? fold + (len - NEAR_END) : fold, forms[i]);
        if (hit && hit == strstr(fold, forms[i]))
            return true;
    }
    return false;
}

static bool is_crumbs(const char *text, size_t len, const char *fold)
{
    static const char *const marks[] = {"|", ">", "»", "›", "→"}; // by their first bytes:
    static const char leads[] = {'|', '>', '\xC2', '\xE2'};
    bool may_have = false;
    for (size_t m = 0; m < sizeof leads && !may_have; m++)
        may_have = memchr(text, leads[m], len) != NULL;
    if (!may_have)
        return false;
    size_t pieces = 1, words = 0, most = 0;
    bool in_word = false;
    for (size_t i = 0; i < len;) {
        size_t step = 0;
        for (size_t m = 0; m < TC_LENGTH(marks); m++)
            if (strlen(marks[m]) <= len - i && !memcmp(text + i, marks[m], strlen(marks[m])))
                step = strlen(marks[m]);
        if (step) {
            pieces++;
            words = 0;
            in_word = false;
            i += step;
            continue;
        }
        bool blank = text[i] == ' ' || text[i] == '\t';
        words += !blank && !in_word;
        in_word = !blank;
        most = words > most ? words : most;
        i++;
    }
    return (pieces >= 3 || (pieces == 2 && !strncmp(fold, "trang chu", 9))) && most <= 6;
}

// Names of people only: two to four words each, all with a capital, none all capitals.
static bool is_names(const char *text, size_t len)
{
    size_t words = 0, names = 0, small = 0;
    for (size_t pos = 0; pos < len;) {
        size_t next = pos;
        uint32_t c = tc_utf8_next(text, len, &next);
        if (!u_isalpha((UChar32)c)) {
            bool joins = c == '-' || c == ',' || c == 0x2013 || c == '&' || c == '/';
            if (!joins && c != ' ' && c != 0xA0 && c != '\t')
                return false;
            if (joins && (words < 1 || words > 4))
                return false;
            names += joins;
            words = joins ? 0 : words;
            pos = next;
            continue;
        }
        if (!u_isupper((UChar32)c))
            return false;
        words++;
        for (pos = next; pos < len; pos = next) {
            c = tc_utf8_next(text, len, &next);
            if (!u_isalpha((UChar32)c))
                break;
            if (u_isupper((UChar32)c))
                return false;
            small++;
        }
    }
    return words >= 1 && words <= 4 && names <= 3 && small >= 3 && (names || words >= 2);
}

static bool ends_sentence(const char *text, size_t len)
{
    static const char *const closing[] = {"”", "\"", "»", "’", "'", ")", "/.", "/"};
    static const char *const ends[] = {".", "!", "?", "…", ";", ":"};
    for (size_t i = 0; i < TC_LENGTH(closing); i++) {
        size_t n = strlen(closing[i]);
        if (len > n && !memcmp(text + len - n, closing[i], n)) {
            len -= n;
            break;
        }
    }
    for (size_t i = 0; i < TC_LENGTH(ends); i++) {
        size_t n = strlen(ends[i]);
        if (len >= n && !memcmp(text + len - n, ends[i], n))
            return true;
    }
    return false;
}

static bool is_upper(const char *text, size_t len)
{
    size_t capitals = 0;
    for (size_t pos = 0; pos < len;) {
        uint32_t c = tc_utf8_next(text, len, &pos);
        if (u_islower((UChar32)c))
            return false;
        capitals += u_isupper((UChar32)c) != 0;
    }
    return capitals >= 3;
}

static uint16_t count_words(const char *text, size_t len)
{
    size_t words = 0;
    bool in_word = false;
    for (size_t i = 0; i < len; i++) {
        bool blank = text[i] == ' ' || text[i] == '\t' || text[i] == '\n';
        words += !blank && !in_word;
        in_word = !blank;
    }
    return (uint16_t)(words < UINT16_MAX ? words : UINT16_MAX);
}

static void look(struct tc_text_line *line)
{
    line->words = count_words(line->text, line->len);
    line->fold = tidy(line->text, line->len);
    line->ends_sentence = ends_sentence(line->text, line->len);
    if (line->words > 60)
        return; // prose, whatever else it is
    line->is_upper = is_upper(line->text, line->len);
    line->is_names = line->words >= 2 && line->words <= 12 && is_names(line->text, line->len);
    line->is_crumbs = line->words <= 40 && is_crumbs(line->text, line->len, line->fold);
    line->is_credit = has_credit(line->fold);
    line->cue = cue_of(line);
    find_stamp(line);
}

bool tc_text_line_is_prose(const struct tc_text_line *line)
{
    return line->words >= LONG_WORDS || (line->words >= PROSE_WORDS && line->ends_sentence);
}

void tc_text_lines_read(const struct tc_document *document, size_t max, struct tc_text_lines *ret)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    *ret = (struct tc_text_lines){0};
    for (size_t i = 0; i < document->block_count && ret->count < max; i++) {
        const struct tc_block *block = &document->blocks[i];
        if (block->kind == TC_BLOCK_FURNITURE || block->kind == TC_BLOCK_COMMENT ||
            block->kind == TC_BLOCK_PAGE_HEADER || block->kind == TC_BLOCK_PAGE_FOOTER || block->end <= block->start)
            continue;
        TC_GROW(ret->items, ret->count, ret->cap);
        struct tc_text_line *line = &ret->items[ret->count++];
        *line =
            (struct tc_text_line){.block = i, .text = document->text + block->start, .len = block->end - block->start};
        look(line);
    }
}

void tc_text_lines_fini(struct tc_text_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        free(lines->items[i].fold);
    free(lines->items);
    *lines = (struct tc_text_lines){0};
}
