// SPDX-License-Identifier: GPL-3.0-or-later
// What the files that read .docx share.
#ifndef TC_WORKER_DOCX_H
#define TC_WORKER_DOCX_H

#include "lists.h"
#include "styles.h"
#include "xml.h"
#include "zip.h"

struct tc_docx {
    struct tc_flow *flow, *outer; // where text goes now; where it went before a text box
    struct tc_flow box, boxes;    // the text box that is open; those done that wait for their paragraph's end
    struct tc_styles styles;
    struct tc_lists lists;
    const char *default_style;
    struct tc_style paragraph, run, outer_run; // as their own properties say
    enum tc_charset paragraph_charset, outer_charset;
    bool has_style, is_labelled, in_text, in_run_properties, in_paragraph_properties, in_borders, has_rendered_breaks;
    unsigned skip, box_depth, border_lines;
    char list_name[32];
    // reading styles and numbering
    char style_name[128];
    struct tc_list abstract;
    char abstract_name[40], number_name[32];
    unsigned level;
};
// Either may be NULL.
void tc_docx_styles(struct tc_docx *d, const struct tc_part *styles, const struct tc_part *numbering);
// Title, author and dates of docProps/core.xml; part may be NULL.
void tc_opc_fields(const struct tc_part *part, struct tc_flow *flow);

#endif
