// SPDX-License-Identifier: GPL-3.0-or-later
// The title (trích yếu) behind the type line, joined over its lines.
#include "header_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TITLE_LINES = 12, TITLE_BYTES = 900, TITLE_WORDS = 60 };

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
            (next == i + 1 && cells->items[next].kind == TC_CELL_NATION) ||
            (next == i + 1 && tc_cell_begins(&cells->items[next], "nuoc")) ||
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
    if (cell->words > TITLE_WORDS && !small)
        return true; // a paragraph of the body, right below the title
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

// Lines of a title, joined. Where only the first are in capitals (“CỦA BAN THƯỜNG VỤ TỈNH ỦY / về chuyển đổi số”), they
// are written as the others are.
static void join_lines(const char *text, const struct tc_cells *cells, size_t first, size_t end, struct tc_arena *arena,
                       struct tc_buf *ret)
{
    bool mixed = false;
    for (size_t i = first; i < end; i++)
        mixed |= !cells->items[i].is_upper;
    for (size_t i = first; i < end; i++) {
        char *line = tc_cell_text(text, &cells->items[i], arena);
        if (mixed && cells->items[i].is_upper && cells->items[i].words > 1) {
            line = tc_sentence_case(line, arena);
            if (!strncmp(line, "Của ", strlen("Của ")) || i > first)
                line[0] = (char)(line[0] >= 'A' && line[0] <= 'Z' ? line[0] | 0x20 : line[0]);
        }
        if (ret->len)
            tc_buf_char(ret, ' ');
        tc_buf_str(ret, line);
    }
}

// “Thực hiện Nghị quyết …” opens most bodies, but is the title of plans too: then a rule closes it within a few lines,
// and the body behind the rule opens in its own way.
static bool is_ruled_off(const struct tc_cells *cells, size_t first)
{
    enum { LINES = 5 };
    unsigned words = cells->items[first].words;
    for (size_t i = first + 1; i < cells->count && i < first + LINES && words <= TITLE_WORDS; i++) {
        if (cells->items[i].rule_before)
            return true;
        words += cells->items[i].words;
    }
    return false;
}

size_t tc_head_read_title(const char *text, const struct tc_cells *cells, size_t from, struct tc_arena *arena,
                          struct tc_meta *meta)
{
    size_t i = from;
    while (i < cells->count && (text[cells->items[i].at] == '(' || cells->items[i].column > 0) && i < from + 2)
        i++;
    if (i >= cells->count || names_issuer(text, cells, i) ||
        (begins_body(text, &cells->items[i]) &&
         !(tc_cell_begins(&cells->items[i], "thuc hien ") && is_ruled_off(cells, i))) ||
        (cells->items[i].words > TITLE_WORDS && !cells->items[i].is_upper))
        return from;
    size_t first = i;
    struct tc_buf title = {0};
    size_t bytes = 0;
    do {
        bytes += cells->items[i].end - cells->items[i].at;
        i++;
    } while (i < cells->count && i < first + TITLE_LINES && bytes < TITLE_BYTES && !ends_title(text, cells, first, i));
    join_lines(text, cells, first, i, arena, &title);
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
