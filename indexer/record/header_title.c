// SPDX-License-Identifier: GPL-3.0-or-later
// The title (trích yếu) behind the type line, joined over its lines; term and period that it names.
#include "header_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TITLE_LINES = 12, TITLE_BYTES = 900 };

// What begins the body of a document.
static bool begins_body(const char *text, const struct tc_cell *cell)
{
    static const char *const starts[] = {"can cu",
                                         "kinh gui",
                                         "dieu 1",
                                         "chuong i",

                                         "xet de nghi",
                                         "xet to trinh",
                                         "theo de nghi",
                                         "(ban hanh kem theo",
                                         "(kem theo",
                                         "- can cu",
                                         "phan thu nhat",
                                         "i-",
                                         "i.",
                                         "i/",
                                         "1.",
                                         "1-",
                                         "a.",
                                         "quoc hoi ban hanh",
                                         "noi nhan",
                                         "loi noi dau",
                                         "phan i"};
    for (size_t i = 0; i < TC_LENGTH(starts); i++)
        if (tc_cell_begins(cell, starts[i]))
            return true;
    return tc_cell_begins(cell, "thuc hien ") && text[cell->at] == 'T' && !cell->is_upper;
}

// The body that issues, repeated in capitals between title and basis.
static bool names_issuer(const char *text, const struct tc_cells *cells, size_t i)
{
    static const char *const starts[] = {"chu tich",
                                         "bo truong",
                                         "thu tuong",
                                         "chinh phu",
                                         "tong giam doc",
                                         "giam doc",
                                         "uy ban nhan dan",
                                         "hoi dong nhan dan",
                                         "tong cuc truong",
                                         "cuc truong",
                                         "chanh an",
                                         "vien truong",
                                         "hieu truong",
                                         "thong doc",
                                         "tong thanh tra",
                                         "tong kiem toan",
                                         "ban thuong vu",
                                         "ban chap hanh",
                                         "uy ban thuong vu",
                                         "hoi dong tham phan",
                                         "quoc hoi",
                                         "bo chinh tri",
                                         "ban bi thu",
                                         "truong ban",
                                         "chu nhiem",
                                         "tinh uy",
                                         "thanh uy",
                                         "huyen uy",
                                         "dang uy",
                                         "chanh thanh tra",
                                         "thu truong",
                                         "chanh van phong",
                                         "bo ",
                                         "uy ban",
                                         "hoi dong"};
    const struct tc_cell *cell = &cells->items[i];
    if (!cell->is_upper)
        return false;
    bool named = false;
    for (size_t n = 0; n < TC_LENGTH(starts); n++)
        named |= tc_cell_begins(cell, starts[n]);
    // the basis must follow at once or one line later
    for (size_t next = i + 1; named && next < cells->count && next <= i + 2; next++)
        if (begins_body(text, &cells->items[next]) || tc_cell_begins(&cells->items[next], "can cu") ||
            (next == i + 1 && cells->items[next].is_upper && tc_cell_begins(&cells->items[next], "khoa ")))
            return true;
    return false;
}

static bool starts_small(const char *text, size_t len, const struct tc_cell *cell)
{
    struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
    tc_lex_init(lexer, text, len);
    const struct tc_word *word = tc_lex(lexer, tc_lex_at(lexer, cell->at));
    bool small = (word->kind == TC_W_WORD && !word->is_capital) || word->kind == TC_W_NUMBER;
    free(lexer);
    return small;
}

static bool ends_title(const char *text, const struct tc_cells *cells, size_t first, size_t i)
{
    const struct tc_cell *cell = &cells->items[i], *before = &cells->items[i - 1], *head = &cells->items[first];
    if (cell->rule_before || begins_body(text, cell) || names_issuer(text, cells, i) || cell->kind != TC_CELL_PLAIN)
        return true;
    bool letter = tc_cell_begins(head, "v/v") || tc_cell_begins(head, "ve viec");
    if (letter && !cell->blank_before && cell->column == head->column && cell->words < 16)
        return tc_cell_has(cell, "ngay ") && tc_cell_has(cell, "thang ");
    bool small = starts_small(text, cell->end, cell);
    char last = text[before->end - 1];
    if (cell->is_upper)
        return !head->is_upper && cell->blank_before;
    if (head->is_upper && before->is_upper)
        return !small; // “KẾT LUẬN CỦA … / tại Hội nghị …”
    if (last == '.' || last == ':' || last == ';')
        return true;
    if (cell->blank_before) // a paragraph of its own goes on only in small letters
        return !small || cell->words > 25;
    return !small && before->end - before->at < 50;
}

size_t tc_head_read_title(const char *text, const struct tc_cells *cells, size_t from, struct tc_arena *arena,
                          struct tc_meta *meta)
{
    size_t i = from;
    while (i < cells->count && (text[cells->items[i].at] == '(' || cells->items[i].column > 0) && i < from + 2)
        i++;
    if (i >= cells->count || begins_body(text, &cells->items[i]) || names_issuer(text, cells, i) ||
        (cells->items[i].words > 60 && !cells->items[i].is_upper))
        return from;
    size_t first = i;
    struct tc_buf title = {0};
    do {
        if (title.len)
            tc_buf_char(&title, ' ');
        tc_buf_str(&title, tc_cell_text(text, &cells->items[i], arena));
        i++;
    } while (i < cells->count && i < first + TITLE_LINES && title.len < TITLE_BYTES &&
             !ends_title(text, cells, first, i));
    while (title.len && (title.data[title.len - 1] == '*' || title.data[title.len - 1] == ' '))
        title.data[--title.len] = '\0';
    if (title.len) {
        meta->title = tc_arena_strdup(arena, title.data);
        meta->confidence[TC_META_TITLE] = 0.9F;
        meta->at[TC_META_TITLE] = cells->items[first].at;
    }
    tc_buf_fini(&title);
    return i;
}

// “giai đoạn 2011 - 2015”, “nhiệm kỳ 2015-2020”, “năm 2008 … năm 2009”.
static bool read_period(struct tc_lexer *lexer, uint32_t i, uint32_t *ret_from, uint32_t *ret_to)
{
    const struct tc_word *a = tc_lex(lexer, i), *mark = tc_lex(lexer, i + 1), *b = tc_lex(lexer, i + 2);
    if (a->kind != TC_W_NUMBER || a->length != 4 || !tc_mark_is(mark, '-') || b->kind != TC_W_NUMBER || b->length != 4)
        return false;
    if (a->value < 1930 || b->value > 2099 || b->value < a->value || b->value - a->value > 50)
        return false;
    *ret_from = a->value;
    *ret_to = b->value;
    return true;
}

void tc_term_read(const char *text, size_t len, const char *title, struct tc_arena *arena, struct tc_meta *meta)
{
    struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
    const char *where[] = {title, text};
    for (size_t w = 0; w < 2; w++) {
        if (!where[w])
            continue;
        size_t n = w ? (len < 3000 ? len : 3000) : strlen(where[w]);
        tc_lex_init(lexer, where[w], n);
        for (uint32_t i = 0; i < TC_LEX_MAX - 8 && tc_lex(lexer, i)->kind != TC_W_END; i++) {
            uint32_t from, to, next;
            int value;
            bool lead = i > 0 && (tc_word_is(lexer, tc_lex(lexer, i - 1), "đoạn") ||
                                  tc_word_is(lexer, tc_lex(lexer, i - 1), "kỳ"));
            if (!w && lead && !meta->period_from && read_period(lexer, i, &from, &to)) {
                meta->period_from = tc_arena_printf(arena, "%u", from);
                meta->period_to = tc_arena_printf(arena, "%u", to);
                meta->confidence[TC_META_PERIOD] = 0.8F;
                meta->at[TC_META_PERIOD] = UINT32_MAX;
            }
            // “Ban Chấp hành Đảng bộ tỉnh khóa XVIII”: the committee's own term, not the centre's
            bool khoa = w && !meta->term && tc_word_is(lexer, tc_lex(lexer, i), "khóa") && i >= 2;
            bool own =
                khoa &&
                (tc_word_is(lexer, tc_lex(lexer, i - 1), "tỉnh") || tc_word_is(lexer, tc_lex(lexer, i - 1), "phố") ||
                 tc_word_is(lexer, tc_lex(lexer, i - 1), "huyện") || tc_word_is(lexer, tc_lex(lexer, i - 1), "ủy"));
            // “Nghị quyết … của Ban Chấp hành Đảng bộ tỉnh khóa XVIII” is another's
            for (uint32_t back = 1; own && back < 9 && back <= i; back++)
                own = !tc_word_is(lexer, tc_lex(lexer, i - back), "của");
            if (own && tc_read_ordinal(lexer, i + 1, &value, &next)) {
                char roman[16];
                tc_roman_text(value, roman);
                meta->term = tc_arena_strdup(arena, roman);
                meta->confidence[TC_META_TERM] = 0.7F;
                meta->at[TC_META_TERM] = tc_lex(lexer, i)->start;
            }
        }
    }
    free(lexer);
}
