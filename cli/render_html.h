// SPDX-License-Identifier: GPL-3.0-or-later
// Between the two halves of the HTML renderer.
#ifndef TC_CLI_RENDER_HTML_H
#define TC_CLI_RENDER_HTML_H

#include "render.h"

// The text of a document: its blocks as paragraphs, headings, tables …, citations as links, words asked for marked.
void tc_html_body(struct tc_out *out, const struct tc_document_parts *document);

#endif
