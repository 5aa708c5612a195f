// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of a text as the search for furniture sees them.
#ifndef TC_TEXT_FURNITURE_LINES_H
#define TC_TEXT_FURNITURE_LINES_H

#include "text/document.h"

enum tc_cue { // kinds of corpus/tables/furniture.tsv
    TC_CUE_NONE,
    TC_CUE_SECTION,
    TC_CUE_TOOL,
    TC_CUE_LIST,
    TC_CUE_COMMENTS,
    TC_CUE_END,
    TC_CUE_CONTACT,
    TC_CUE_PHOTO,
    TC_CUE_STAMP, // with a date behind it: when the page was published
    TC_CUE_KINDS
};

struct tc_text_line {
    size_t block;
    const char *text; // borrowed from the document
    size_t len;
    char *fold; // of its beginning: without marks, small letters, single spaces, bullets and counts around it gone
    uint16_t words;
    uint8_t cue; // enum tc_cue
    bool ends_sentence, is_upper;
    bool has_date;  // a full date, with little else
    bool has_hour;  // 08:28, 8h30
    bool is_names;  // nothing but names of people: “Mai Trang - Thanh Châu”
    bool is_crumbs; // short pieces between | > » ›
    bool is_credit; // ends with who took the picture: “… Ảnh: Mai Trang”
};
struct tc_text_lines {
    struct tc_text_line *items;
    size_t count, cap;
};

// At most max lines, those that are furniture, running heads or comments already left out.
void tc_text_lines_read(const struct tc_document *document, size_t max, struct tc_text_lines *ret);
void tc_text_lines_fini(struct tc_text_lines *lines);
// Fifteen words and more that end as a sentence does, or thirty.
bool tc_text_line_is_prose(const struct tc_text_line *line);

#endif
