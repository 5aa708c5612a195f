// SPDX-License-Identifier: GPL-3.0-or-later
// The foot: who signed, for whom, and who receives the document.
#include "header_parts.h"

#include <string.h>

static const char *const authorities[] = {"t/m",  "k/t", "t/l", "tm.", "kt.", "tl.",
                                          "tuq.", "q.",  "tm ", "kt ", "tl ", "tuq "};

static const char *const roles[] = {"tong bi thu",
                                    "bi thu",
                                    "pho bi thu",
                                    "uy vien",
                                    "chu tich",
                                    "pho chu tich",
                                    "thu tuong",
                                    "pho thu tuong",
                                    "bo truong",
                                    "thu truong",
                                    "tong giam doc",
                                    "pho tong giam doc",
                                    "giam doc",
                                    "pho giam doc",
                                    "tong cuc truong",
                                    "pho tong cuc truong",
                                    "cuc truong",
                                    "pho cuc truong",
                                    "chi cuc truong",
                                    "vu truong",
                                    "chanh van phong",
                                    "pho chanh van phong",
                                    "chu nhiem",
                                    "pho chu nhiem",
                                    "truong ban",
                                    "pho truong ban",
                                    "pho ban",
                                    "tong thanh tra",
                                    "pho tong thanh tra",
                                    "chanh thanh tra",
                                    "chanh an",
                                    "pho chanh an",
                                    "vien truong",
                                    "pho vien truong",
                                    "hieu truong",
                                    "pho hieu truong",
                                    "thong doc",
                                    "pho thong doc",
                                    "tong kiem toan",
                                    "truong phong",
                                    "pho truong phong",
                                    "tong bien tap",
                                    "truong doan",
                                    "tong thu ky",
                                    "thu ky",
                                    "thuong truc",
                                    "pho truong doan",
                                    "chi huy truong",
                                    "tu lenh",
                                    "truong tieu ban",
                                    "doan chu tich",
                                    "tm. doan"};

static bool has_authority(const struct tc_cell *cell)
{
    for (size_t i = 0; i < TC_LENGTH(authorities); i++)
        if (tc_cell_begins(cell, authorities[i]))
            return true;
    return false;
}

static bool has_role(const struct tc_cell *cell)
{
    for (size_t i = 0; i < TC_LENGTH(roles); i++)
        if (tc_cell_begins(cell, roles[i]))
            return true;
    return false;
}

// Where the role begins in “TM. ỦY BAN NHÂN DÂN CHỦ TỊCH”; 0 when the cell holds no second part.
static size_t role_inside(const char *text, const struct tc_cell *cell, struct tc_lexer *lexer)
{
    static const char *const starts[] = {"CHỦ", "PHÓ", "BÍ", "THỨ", "GIÁM", "BỘ", "CHÁNH"};
    uint32_t i = tc_lex_at(lexer, cell->at);
    (void)text;
    for (uint32_t j = i + 4; j < i + 16; j++) {
        const struct tc_word *word = tc_lex(lexer, j), *next = tc_lex(lexer, j + 1);
        if (word->kind == TC_W_END || word->start >= cell->end || next->start >= cell->end)
            break;
        bool pair = tc_word_is(lexer, next, "TỊCH") || tc_word_is(lexer, next, "THƯ") ||
                    tc_word_is(lexer, next, "CHỦ") || tc_word_is(lexer, next, "TRƯỞNG") ||
                    tc_word_is(lexer, next, "ĐỐC") || tc_word_is(lexer, next, "VĂN") || tc_word_is(lexer, next, "BÍ");
        if (tc_word_is(lexer, tc_lex(lexer, j - 1), "ĐOÀN"))
            continue; // ĐOÀN CHỦ TỊCH
        for (size_t n = 0; n < TC_LENGTH(starts); n++)
            if (pair && tc_word_is(lexer, word, starts[n]))
                return word->start;
    }
    return 0;
}

static bool is_signed_mark(const struct tc_cell *cell)
{
    return tc_cell_has(cell, "da ky") || tc_cell_has(cell, "dong dau") || tc_cell_has(cell, "ky ten") ||
           tc_cell_begins(cell, "(ky") || tc_cell_has(cell, "chu ky so") || tc_cell_begins(cell, "[");
}

static bool is_recipient(const char *text, const struct tc_cell *cell)
{
    char c = text[cell->at];
    return c == '-' || c == '+' || c == '*' || tc_cell_begins(cell, "noi nhan") || tc_cell_begins(cell, "luu") ||
           tc_cell_begins(cell, "nhu ") || (cell->end > cell->at && text[cell->end - 1] == ';');
}

// Reads a signature that begins at cell i.
static bool read_signature(const char *text, const struct tc_cells *cells, size_t i, struct tc_lexer *lexer,
                           struct tc_arena *arena, struct tc_meta *meta)
{
    struct tc_buf as = {0};
    const char *role = NULL;
    uint32_t role_at = 0;
    char *name = NULL;
    size_t j = i;
    bool broken = false;
    for (size_t steps = 0; j < cells->count && steps < 22 && !name && !broken; j++, steps++) {
        const struct tc_cell *cell = &cells->items[j];
        if (has_authority(cell)) {
            size_t inner = role_inside(text, cell, lexer);
            struct tc_cell part = *cell;
            if (inner)
                part.end = (uint32_t)inner;
            if (as.len)
                tc_buf_str(&as, ", ");
            tc_buf_str(&as, tc_cell_text(text, &part, arena));
            if (inner) {
                struct tc_cell rest = *cell;
                rest.at = (uint32_t)inner;
                role = tc_sentence_case(tc_cell_text(text, &rest, arena), arena);
                role_at = rest.at;
            } else if (!role) {
                role_at = cell->at;
            }
        } else if (cell->is_upper && has_role(cell) && cell->words <= 14) {
            role = tc_sentence_case(tc_cell_text(text, cell, arena), arena);
            role_at = cell->at;
        } else if (is_signed_mark(cell) || is_recipient(text, cell)) {
            continue;
        } else if (tc_cell_is_name(text, cell, arena, &name)) {
            meta->at[TC_META_SIGNER] = cell->at;
        } else if (!cell->is_upper && cell->words > 4 && cell->column == 0 && !tc_cell_begins(cell, "cac ") &&
                   j > i + 1) {
            broken = !tc_cell_has(cell, ";") && cell->words > 9;
        } else if (j == i + 1 && !cell->is_upper && cell->words > 5) {
            broken = true;
        }
    }
    bool ok = name && (role || as.len);
    if (ok) {
        meta->signer = name;
        meta->confidence[TC_META_SIGNER] = as.len ? 0.95F : 0.85F;
        meta->signer_role = role;
        meta->confidence[TC_META_SIGNER_ROLE] = role ? 0.9F : 0;
        meta->at[TC_META_SIGNER_ROLE] = role_at;
        meta->signed_as = as.len ? tc_arena_strdup(arena, as.data) : NULL;
    }
    tc_buf_fini(&as);
    return ok;
}

void tc_foot_read_signer(const char *text, size_t len, const struct tc_cells *cells, size_t from,
                         struct tc_arena *arena, struct tc_meta *meta)
{
    struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
    tc_lex_init(lexer, text, len);
    for (size_t i = from; i < cells->count; i++) {
        const struct tc_cell *cell = &cells->items[i];
        if (!cell->is_upper && !has_authority(cell))
            continue;
        if ((has_authority(cell) || (has_role(cell) && cell->words <= 10)) &&
            read_signature(text, cells, i, lexer, arena, meta))
            break;
    }
    tc_cleanup_free(&lexer);
}

static char *clean_recipient(const char *text, uint32_t at, uint32_t end, struct tc_arena *arena)
{
    struct tc_cell cell = {.at = at, .end = end};
    while (cell.at < cell.end && (text[cell.at] == '-' || text[cell.at] == '+' || text[cell.at] == '*' ||
                                  text[cell.at] == ' ' || text[cell.at] == ':'))
        cell.at++;
    while (cell.end > cell.at && (text[cell.end - 1] == ';' || text[cell.end - 1] == '.' || text[cell.end - 1] == ',' ||
                                  text[cell.end - 1] == ' '))
        cell.end--;
    return tc_cell_text(text, &cell, arena);
}

void tc_foot_read_recipients(const char *text, const struct tc_cells *cells, size_t from, struct tc_arena *arena,
                             struct tc_meta *meta)
{
    enum { MOST = 60 };
    size_t i = from, n = 0;
    while (i < cells->count && !tc_cell_begins(&cells->items[i], "noi nhan"))
        i++;
    if (i == cells->count)
        return;
    const char **list = tc_arena_zero(arena, MOST + 1, sizeof *list);
    uint32_t at = cells->items[i].at;
    for (size_t steps = 0; ++i < cells->count && n < MOST && steps < 90; steps++) {
        const struct tc_cell *cell = &cells->items[i];
        char first = text[cell->at];
        if (cell->column > 0 || has_authority(cell) || (cell->is_upper && has_role(cell)) || is_signed_mark(cell))
            continue;
        if (first != '-' && first != '+' && first != '*') {
            bool luu = tc_cell_begins(cell, "luu");
            if (!luu && n && cell->blank_before)
                break;
            if (!luu && (cell->is_upper || tc_cell_is_name(text, cell, arena, NULL) || !n || cell->words > 14))
                continue;
            if (!luu && n) { // goes on with the line above
                list[n - 1] =
                    tc_arena_printf(arena, "%s %s", list[n - 1], clean_recipient(text, cell->at, cell->end, arena));
                continue;
            }
        }
        list[n] = clean_recipient(text, cell->at, cell->end, arena);
        if (*list[n])
            n++;
        if (n && (!strncmp(list[n - 1], "Lưu", strlen("Lưu")) || !strncmp(list[n - 1], "LƯU", strlen("LƯU"))))
            break;
    }
    if (!n)
        return;
    meta->recipients = list;
    meta->confidence[TC_META_RECIPIENTS] = 0.9F;
    meta->at[TC_META_RECIPIENTS] = at;
}
