// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a document as its reader finds it: paragraphs one after the other, some of them in tables, each with the
// charset that its font stands for. The flow puts tables into lines, tells the two-column head of a Vietnamese document
// (issuer and number left, national title and date right) from a table of data, and keeps both columns whole.
//
// Readers call begin, font, text, end for each paragraph; table, row and cell calls around them. Calls may come in any
// order: what a damaged file leaves open is closed, what was never opened is ignored.
#ifndef TC_WORKER_FLOW_H
#define TC_WORKER_FLOW_H

#include "base/mem.h"
#include "extract/protocol.h"
#include "text/document.h"

#define TC_FLOW_DEPTH 32 // tables within tables; deeper ones are read as part of the one around them

// A paragraph that waits in a cell: its bytes and runs lie in the flow's own buffers.
struct tc_flow_piece {
    uint32_t start, end;   // of held text
    uint32_t run, run_end; // of held runs
    uint32_t row, column, page;
    uint16_t kind, level;
};
struct tc_flow_level { // one table
    bool is_layout;    // its cells are read as the page is: another table is in it
    uint8_t border;    // enum tc_flow_border
    uint32_t row, column;
    bool in_cell;
};
enum tc_flow_border { TC_BORDER_UNKNOWN, TC_BORDER_NONE, TC_BORDER_VISIBLE };

struct tc_flow {
    // what is done
    struct tc_buf text;
    struct tc_wire_block *blocks;
    size_t block_count, block_cap;
    struct tc_wire_run *runs;
    size_t run_count, run_cap;
    struct tc_field *fields;
    size_t field_count, field_cap;
    struct tc_wire_info info;
    size_t max_text;
    bool is_full; // more text than the document may have: the reader should stop
    // the paragraph that is open
    struct tc_buf line;
    struct tc_wire_run *line_runs;
    size_t line_run_count, line_run_cap;
    bool is_open;
    uint16_t kind, level;
    enum tc_charset charset;
    uint32_t confidence, was; // of the text from here on, as in tc_wire_run
    char **was_read;          // number 1 is the first
    size_t was_count, was_cap;
    uint32_t page, start_page; // now, and where the open paragraph began
    // kind of all paragraphs meanwhile (page header, footnote); TC_BLOCK_PARAGRAPH: their own
    uint16_t region;
    // tables
    struct tc_flow_level levels[TC_FLOW_DEPTH];
    unsigned depth, beyond;
    struct tc_buf held;
    struct tc_wire_run *held_runs;
    size_t held_run_count, held_run_cap;
    struct tc_flow_piece *pieces;
    size_t piece_count, piece_cap;
    bool keeps_head; // the reader has set the head's columns itself
};
void tc_flow_init(struct tc_flow *flow, size_t max_text);
void tc_flow_fini(struct tc_flow *flow);
// Closes what is open and sets a head made with tabs or spaces in its two columns.
void tc_flow_finish(struct tc_flow *flow);

// Opens a paragraph; an open one is ended first.
void tc_flow_begin(struct tc_flow *flow, enum tc_block_kind kind, unsigned level);
// Makes the open paragraph (one is opened if need be) something else, for formats that tell late.
void tc_flow_is(struct tc_flow *flow, enum tc_block_kind kind, unsigned level);
// Charset of the text from here on, paragraphs included; TC_CS_UNKNOWN: nothing is known.
void tc_flow_font(struct tc_flow *flow, enum tc_charset charset);
// How sure the text from here on is, 1..100, where it is read off a picture (one call a word); 0: it is not. was: what
// it was read as before it was put right (len bytes), NULL: as it is.
void tc_flow_sure(struct tc_flow *flow, unsigned confidence, const char *was, size_t len);
void tc_flow_text(struct tc_flow *flow, const char *text, size_t len);
void tc_flow_str(struct tc_flow *flow, const char *text);
void tc_flow_char(struct tc_flow *flow, uint32_t c); // a code point
// Ends the paragraph. One without text leaves nothing.
void tc_flow_end(struct tc_flow *flow);

void tc_flow_table(struct tc_flow *flow, enum tc_flow_border border);
void tc_flow_table_border(struct tc_flow *flow, enum tc_flow_border border); // of the table that is open
void tc_flow_row(struct tc_flow *flow);                                      // begins one
void tc_flow_cell(struct tc_flow *flow);                                     // begins one
void tc_flow_span(struct tc_flow *flow, unsigned columns);                   // that the open cell takes, 1 unless told
void tc_flow_cell_end(struct tc_flow *flow);
void tc_flow_table_end(struct tc_flow *flow);

// What follows is on the next page, or on page n.
void tc_flow_next_page(struct tc_flow *flow);
void tc_flow_page(struct tc_flow *flow, unsigned n);
// All paragraphs from here on are of this kind; TC_BLOCK_PARAGRAPH ends that. The kind before is given back.
enum tc_block_kind tc_flow_region(struct tc_flow *flow, enum tc_block_kind kind);
// Everything that other holds, as if it had been read here; tables of it are lines already.
void tc_flow_append(struct tc_flow *flow, const struct tc_flow *other);
// Forgets the blocks from the given one on when each says what an earlier one of its kind says.
void tc_flow_drop_repeat(struct tc_flow *flow, size_t block);
// What the file says of itself; UTF-8 that is not valid, or is too long, is dropped.
void tc_flow_field(struct tc_flow *flow, const char *name, const char *value, size_t len);

#endif
