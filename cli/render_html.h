// SPDX-License-Identifier: GPL-3.0-or-later
// Between the two halves of the HTML renderer.
#ifndef TC_CLI_RENDER_HTML_H
#define TC_CLI_RENDER_HTML_H

#include "render.h"

// text[start,end) with what lies in spans (offsets into text, ascending) in <mark>.
void tc_html_marked(struct tc_out *out, const char *text, size_t start, size_t end, const struct tc_span *spans,
                    size_t count);
// The text of a document: its blocks as paragraphs, headings, tables …, citations as links, words asked for marked.
void tc_html_body(struct tc_out *out, const struct tc_document_parts *document);

#endif
