// SPDX-License-Identifier: GPL-3.0-or-later
// What the files that read OpenDocument share.
#ifndef TC_WORKER_ODF_H
#define TC_WORKER_ODF_H

#include "lists.h"
#include "styles.h"
#include "xml.h"
#include "zip.h"

enum { TC_ODF_SPANS = 32, TC_ODF_LISTS = 10 };

struct tc_odf {
    struct tc_flow *flow, *outer; // where text goes now; where it went before an aside (note, text box)
    struct tc_flow aside, asides; // the aside that is open; those that wait for their paragraph's end
    struct tc_styles styles;
    struct tc_lists lists;
    enum tc_charset spans[TC_ODF_SPANS], paragraph_charset, outer_charset;
    char lists_open[TC_ODF_LISTS][64]; // list style by depth
    unsigned span_depth, list_depth, outer_list_depth, paragraphs, outer_paragraphs, aside_depth, skip, cell_repeat;
    bool in_body, is_sheet, wants_label, is_after_space, has_soft_breaks;
    // reading styles, margins and fields
    struct tc_strmap fonts; // font face to enum tc_charset
    char style_name[96], list_name[96];
    unsigned list_level;
    enum tc_block_kind margin;
    const char *field;
    struct tc_buf value;
};
// Styles, font faces and list styles of one part (or of a flat file), added to what is known.
void tc_odf_styles(struct tc_odf *d, const char *data, size_t len);
// Page headers and footers of the master pages, once each.
void tc_odf_margins(struct tc_odf *d, const char *data, size_t len);
// Title, author and dates.
void tc_odf_fields(struct tc_odf *d, const char *data, size_t len);
// What office:body holds.
enum tc_reason tc_odf_content(struct tc_odf *d, const char *data, size_t len);
void tc_odf_fini(struct tc_odf *d);

#endif
