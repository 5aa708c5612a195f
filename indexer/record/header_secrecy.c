// SPDX-License-Identifier: GPL-3.0-or-later
// Marks of secrecy: MẬT, TỐI MẬT, TUYỆT MẬT as a stamp on a line of its own (Law 29/2018/QH14, article 8; the stamp's
// place is that of circular 24/2020/TT-BCA). Words of the text are no stamp: laws about state secrets are public.
#include "header_parts.h"

#include "text/token.h"

#include <string.h>

// Letters of a stamp, without marks and spaces: some are set apart, “M Ậ T”.
static bool is_mark(const char *fold)
{
    static const char *const marks[] = {"mat", "toimat", "tuyetmat"};
    char letters[16];
    size_t len = 0;
    for (; *fold && len < sizeof letters - 1; fold++)
        if (*fold >= 'a' && *fold <= 'z')
            letters[len++] = *fold;
        else if (*fold != ' ' && *fold != '.')
            return false;
    letters[len] = '\0';
    for (size_t i = 0; i < TC_LENGTH(marks); i++)
        if (!strcmp(letters, marks[i]))
            return true;
    return false;
}

static bool is_stamp(const struct tc_cell *cell)
{
    static const char *const labels[] = {"do mat:", "muc do mat:", "do mat :"};
    for (size_t i = 0; i < TC_LENGTH(labels); i++)
        if (tc_cell_begins(cell, labels[i]) && is_mark(cell->fold + strlen(labels[i])))
            return true;
    return cell->is_upper && is_mark(cell->fold);
}

// Where the body begins a stamp is no longer looked for.
static bool begins_body(const struct tc_cell *cell)
{
    static const char *const openings[] = {"dieu ", "chuong ", "can cu ", "kinh gui", "phan ", "khoan "};
    for (size_t i = 0; i < TC_LENGTH(openings); i++)
        if (tc_cell_begins(cell, openings[i]))
            return true;
    return false;
}

// A running head or foot that holds the mark and nothing else. Small letters make it a word: “Mật”.
static bool is_running_mark(const char *text, const struct tc_block *block, struct tc_arena *arena)
{
    for (size_t i = block->start; i < block->end; i++)
        if (text[i] >= 'a' && text[i] <= 'z')
            return false;
    struct tc_buf fold = {0};
    tc_text_fold(text + block->start, block->end - block->start, &fold);
    bool found = fold.len && is_mark(tc_arena_strndup(arena, fold.data, fold.len));
    tc_buf_fini(&fold);
    return found;
}

static bool has_running_mark(const struct tc_document *document, struct tc_arena *arena)
{
    enum { LONGEST = 40 }; // bytes of a stamp, set apart and with its marks
    for (size_t i = 0; i < document->block_count; i++) {
        const struct tc_block *block = &document->blocks[i];
        bool runs = block->kind == TC_BLOCK_PAGE_HEADER || block->kind == TC_BLOCK_PAGE_FOOTER;
        if (runs && block->end - block->start <= LONGEST && is_running_mark(document->text, block, arena))
            return true;
    }
    return false;
}

bool tc_secrecy_read(const struct tc_document *document, const struct tc_cells *cells, size_t from, size_t to,
                     size_t body, struct tc_arena *arena)
{
    for (size_t i = from; i < to && i < cells->count; i++) {
        const struct tc_cell *cell = &cells->items[i];
        if (is_stamp(cell))
            return true;
        if (i >= body && (cell->words > 14 || begins_body(cell)))
            break;
    }
    return has_running_mark(document, arena);
}
