// SPDX-License-Identifier: GPL-3.0-or-later
// What the files that read RTF (Rich Text Format 1.9.1) share: groups nest and inherit, control words change the group
// or the paragraph, and text is bytes in the charset of the group's font.
#ifndef TC_WORKER_RTF_H
#define TC_WORKER_RTF_H

#include "source.h"

enum { TC_RTF_DEPTH = 400, TC_RTF_FONTS = 4096 };

enum tc_rtf_place { // where a group's text goes
    TC_RTF_BODY,
    TC_RTF_SKIP,
    TC_RTF_FONT_TABLE,
    TC_RTF_FIELD, // of the document's information
    TC_RTF_LABEL  // the number of a list item
};
struct tc_rtf_group {
    uint8_t place;
    bool is_hidden, opens_aside;
    uint16_t skip_after_u; // \ucN
    int32_t font;
    enum tc_block_kind region; // around the aside
};
struct tc_rtf_font {
    enum tc_charset charset;
    bool is_symbol;
};
struct tc_rtf {
    const char *at, *end;
    struct tc_flow *flow, *body;
    struct tc_flow aside, behind, margins; // that is open; behind the paragraph; behind the document
    bool in_aside, aside_is_margin;
    struct tc_rtf_group groups[TC_RTF_DEPTH];
    unsigned depth;
    struct tc_rtf_font *fonts;
    enum tc_charset code_page;
    int32_t default_font, table_font;
    struct tc_buf name; // of the font or field that is being read
    const char *field;
    unsigned to_skip; // characters that stand for the \u before them
    uint32_t high;    // first half of a surrogate pair
    bool is_starred;  // the next control word is a destination that may be unknown
    // the paragraph
    bool in_table, is_item, table_open;
    int outline;
    unsigned borders;
    bool in_border;
    bool is_too_deep;
};
// What control words that matter do.
void tc_rtf_word(struct tc_rtf *r, const char *word, bool has_number, long number);
// One byte of text in the group's charset; one code point.
void tc_rtf_byte(struct tc_rtf *r, unsigned char byte);
void tc_rtf_code_point(struct tc_rtf *r, uint32_t c);
void tc_rtf_close_aside(struct tc_rtf *r);
void tc_rtf_end_paragraph(struct tc_rtf *r);

#endif
