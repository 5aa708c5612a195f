// SPDX-License-Identifier: GPL-3.0-or-later
// A document's text as the cells of its lines: columns set with tabs or runs of spaces come apart, rules of dashes and
// empty lines become flags, and the standing words of a head that run together (“PHỦ Số: 76/NQ-CP CỘNG HÒA …”) too.
#ifndef TC_RECORD_HEADER_CELLS_H
#define TC_RECORD_HEADER_CELLS_H

#include "cite.h"

enum tc_cell_kind {
    TC_CELL_PLAIN,
    TC_CELL_NATION, // national title or motto
    TC_CELL_PARTY,  // ĐẢNG CỘNG SẢN VIỆT NAM
};
struct tc_cell {
    uint32_t at, end; // bytes of the text
    uint8_t column;   // 0 left or only
    uint8_t kind;     // enum tc_cell_kind
    uint8_t block;    // enum tc_block_kind
    bool blank_before, rule_before;
    bool is_upper; // every letter a capital
    uint16_t words;
    const char *fold; // without marks, lower case, single spaces; in the arena
};
struct tc_cells {
    struct tc_cell *items;
    size_t count, cap;
};
// Cells of the text from byte `from`, at most max of them. Page furniture is left out.
void tc_cells_read(const struct tc_document *document, size_t from, size_t max, struct tc_arena *arena,
                   struct tc_cells *ret);
void tc_cells_fini(struct tc_cells *cells);
bool tc_cell_begins(const struct tc_cell *cell, const char *fold);
bool tc_cell_has(const struct tc_cell *cell, const char *fold);
// The cell's text with single spaces, in the arena.
char *tc_cell_text(const char *text, const struct tc_cell *cell, struct tc_arena *arena);
// Two to five words that look like a person's name; degrees before it are left out of *ret.
bool tc_cell_is_name(const char *text, const struct tc_cell *cell, struct tc_arena *arena, char **ret);
// “ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI”, “CỦA BAN THƯỜNG VỤ TỈNH ỦY” in small letters with the capitals that names of places
// and of bodies have.
char *tc_sentence_case(const char *text, struct tc_arena *arena);

#endif
