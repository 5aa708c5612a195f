// SPDX-License-Identifier: GPL-3.0-or-later
// Running text for people: broken at spaces where the width is reached, in a style where there is colour, safe for the
// terminal.
#ifndef TC_CLI_RENDER_FLOW_H
#define TC_CLI_RENDER_FLOW_H

#include "render.h"

enum tc_style {
    TC_STYLE_PLAIN,
    TC_STYLE_TITLE,
    TC_STYLE_NUMBER,
    TC_STYLE_FAINT,
    TC_STYLE_MATCH,
    TC_STYLE_HEADING,
    TC_STYLE_WARNING,
    TC_STYLE_UNSURE
};
// What follows has this style; nothing without colour.
void tc_style_set(struct tc_out *out, enum tc_style style);
void tc_style_put(struct tc_out *out, enum tc_style style, const char *s);

// Where the next character goes: the column it has, the column lines begin at, the style of the text and the one in
// force.
struct tc_flow {
    struct tc_out *out;
    unsigned column, indent;
    enum tc_style base, current;
    const struct tc_span *spans;
    size_t span_count;
    enum tc_style marked; // of what lies in spans; plain: TC_STYLE_MATCH
};

void tc_flow_newline(struct tc_flow *flow);
// Words of text. Without colour, spans are not marked: the words stand as they are, so that what is copied or piped is
// the text.
void tc_flow_text(struct tc_flow *flow, const char *text, size_t len);
// A paragraph of its own, all lines indented.
void tc_flow_paragraph(struct tc_out *out, unsigned indent, enum tc_style style, const char *text);

#endif
