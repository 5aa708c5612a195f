// SPDX-License-Identifier: GPL-3.0-or-later
// What the files that read Word's binary documents (MS-DOC, Word 97 and later) share. Text lies in pieces of the stream
// WordDocument, 8 or 16 bits a character; what it looks like hangs on the place of its bytes there, in pages of 512
// bytes for characters (CHPX) and paragraphs (PAPX).
#ifndef TC_WORKER_DOC_H
#define TC_WORKER_DOC_H

#include "lists.h"
#include "ole.h"

// The subdocuments, in the order of their characters.
enum tc_doc_part {
    TC_DOC_MAIN,
    TC_DOC_FOOTNOTES,
    TC_DOC_HEADERS,
    TC_DOC_MACROS,
    TC_DOC_COMMENTS,
    TC_DOC_ENDNOTES,
    TC_DOC_BOXES,
    TC_DOC_HEADER_BOXES,
    TC_DOC_PARTS
};
// Pairs of offset and length in the table stream, by their index in the file's information block.
enum tc_doc_table {
    TC_DOC_STYLES = 1,
    TC_DOC_HEADER_STORIES = 11,
    TC_DOC_CHPX = 12,
    TC_DOC_PAPX = 13,
    TC_DOC_FONTS = 15,
    TC_DOC_PIECES = 33,
    TC_DOC_LISTS = 73,
    TC_DOC_LIST_USES = 74
};

enum { TC_DOC_LIST_NAME = 16 };

struct tc_doc_look { // of characters
    uint16_t font, other_font, style;
    bool has_font, has_other_font, has_style, is_hidden, is_deleted, has_symbol;
    uint16_t symbol_font, symbol;
};
struct tc_doc_shape {       // of paragraphs
    uint16_t style, list;   // list: from 1, 0 none
    uint8_t level, outline; // outline: 1.. heading, 0 not said, 10 body text
    uint8_t depth;          // of tables around
    bool in_table, ends_row, is_inner_cell, is_inner_row, breaks_page, has_list, has_borders;
};
struct tc_doc_piece {
    uint32_t cp, cp_end; // characters
    uint32_t fc;         // bytes
    bool is_8bit;
};
struct tc_doc_run { // of bytes that look alike
    uint32_t fc, fc_end;
    union {
        struct tc_doc_look look;
        struct tc_doc_shape shape;
    };
};
struct tc_doc_runs {
    struct tc_doc_run *items;
    size_t count, cap;
};
struct tc_doc_style {
    uint16_t base;
    struct tc_doc_look look;
    struct tc_doc_shape shape;
};
struct tc_doc {
    struct tc_flow *flow;
    struct tc_buf word, table, data;
    uint32_t counts[TC_DOC_PARTS];
    struct tc_doc_piece *pieces;
    size_t piece_count;
    struct tc_doc_runs looks, shapes;
    struct tc_doc_style *styles;
    size_t style_count;
    enum tc_charset *fonts;
    size_t font_count;
    struct tc_lists lists;
    char (*uses)[TC_DOC_LIST_NAME]; // list of each use, by its name in lists
    size_t use_count;
};

// Where table i lies in the table stream; false when it is absent or does not lie inside.
bool tc_doc_table_at(const struct tc_doc *d, enum tc_doc_table i, size_t *ret_at, size_t *ret_len);
// Applies single properties (a grpprl: opcode, operand, again).
void tc_doc_apply_look(struct tc_doc_look *look, const struct tc_buf *b, size_t at, size_t len);
void tc_doc_apply_shape(const struct tc_doc *d, struct tc_doc_shape *shape, const struct tc_buf *b, size_t at,
                        size_t len);
// Fills pieces, looks and shapes. False: the text cannot be found.
bool tc_doc_read_pieces(struct tc_doc *d);
void tc_doc_read_runs(struct tc_doc *d);
// Fills styles, fonts and lists, as far as they can be read.
void tc_doc_read_styles(struct tc_doc *d);
void tc_doc_read_fonts(struct tc_doc *d);
void tc_doc_read_lists(struct tc_doc *d);
// With what the style says and those it rests on.
struct tc_doc_shape tc_doc_full_shape(const struct tc_doc *d, const struct tc_doc_shape *shape);
// Charset of a character's font: its own, its style's, the paragraph style's.
enum tc_charset tc_doc_charset(const struct tc_doc *d, const struct tc_doc_look *look, uint16_t paragraph_style);
// The text of characters from..to into the flow; all paragraphs of one kind unless that is TC_BLOCK_PARAGRAPH.
void tc_doc_put(struct tc_doc *d, uint32_t from, uint32_t to, enum tc_block_kind kind);
// From streams that are already in d: also for tests and fuzzing.
enum tc_reason tc_doc_read(struct tc_doc *d);
void tc_doc_fini(struct tc_doc *d);

#endif
