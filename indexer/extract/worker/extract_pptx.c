// SPDX-License-Identifier: GPL-3.0-or-later
// .pptx: the text of each slide's shapes and tables; titles are headings, each slide is a page.
#include "docx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SLIDES_MAX = 2000 };

struct pptx {
    struct tc_flow *flow;
    enum tc_charset charset, shape_charset; // of the run, and of runs in the shape that name no font
    bool is_title, in_text, in_styles;
};

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static void on_start(void *context, struct tc_xml *xml, const char *name)
{
    struct pptx *p = context;
    const char *value;
    if (p->flow->is_full)
        tc_xml_stop(xml);
    if (is(name, "p:sp")) {
        p->is_title = false;
    } else if (is(name, "p:txBody") || is(name, "a:txBody")) {
        p->shape_charset = TC_CS_UNKNOWN;
    } else if (is(name, "p:ph")) {
        value = tc_xml_attr(xml, "type");
        p->is_title = value && (is(value, "title") || is(value, "ctrTitle"));
    } else if (is(name, "a:p")) {
        tc_flow_begin(p->flow, p->is_title ? TC_BLOCK_HEADING : TC_BLOCK_PARAGRAPH, p->is_title);
    } else if (is(name, "a:r") || is(name, "a:fld")) {
        p->charset = p->shape_charset;
    } else if (is(name, "a:lstStyle")) {
        p->in_styles = true;
    } else if (is(name, "a:latin") && (value = tc_xml_attr(xml, "typeface"))) {
        *(p->in_styles ? &p->shape_charset : &p->charset) = tc_charset_of_font(value);
    } else if (is(name, "a:t")) {
        p->in_text = true;
    } else if (is(name, "a:br")) {
        tc_flow_str(p->flow, "\n");
    } else if (is(name, "a:tbl")) {
        tc_flow_table(p->flow, TC_BORDER_VISIBLE);
    } else if (is(name, "a:tr")) {
        tc_flow_row(p->flow);
    } else if (is(name, "a:tc")) {
        tc_flow_cell(p->flow);
    }
}

static void on_end(void *context, struct tc_xml *xml, const char *name)
{
    (void)xml;
    struct pptx *p = context;
    if (is(name, "a:p"))
        tc_flow_end(p->flow);
    else if (is(name, "a:t"))
        p->in_text = false;
    else if (is(name, "a:lstStyle"))
        p->in_styles = false;
    else if (is(name, "a:tc"))
        tc_flow_cell_end(p->flow);
    else if (is(name, "a:tbl"))
        tc_flow_table_end(p->flow);
}

static void on_text(void *context, const char *text, size_t len)
{
    struct pptx *p = context;
    if (!p->in_text)
        return;
    tc_flow_font(p->flow, p->charset);
    tc_flow_text(p->flow, text, len);
    tc_flow_font(p->flow, TC_CS_UNKNOWN);
}

static bool wants(const char *name)
{
    return !strncasecmp(name, "ppt/slides/slide", 16) || !strcasecmp(name, "docProps/core.xml");
}

enum tc_reason tc_read_pptx(const struct tc_source *source, struct tc_flow *flow)
{
    static const struct tc_xml_handler handler = {.start = on_start, .end = on_end, .text = on_text};
    __attribute__((cleanup(tc_parts_fini))) struct tc_parts parts = {0};
    enum tc_reason reason = tc_parts_read(source, wants, &parts);
    if (reason != TC_REASON_NONE)
        return reason;
    tc_opc_fields(tc_parts_get(&parts, "docProps/core.xml"), flow);
    struct pptx p = {.flow = flow};
    for (unsigned i = 1; i <= SLIDES_MAX; i++) {
        char name[48];
        (void)snprintf(name, sizeof name, "ppt/slides/slide%u.xml", i);
        const struct tc_part *part = tc_parts_get(&parts, name);
        if (!part)
            continue;
        tc_flow_page(flow, i);
        p.in_text = p.is_title = p.in_styles = false;
        p.shape_charset = TC_CS_UNKNOWN;
        if (part->data.len)
            (void)tc_xml_parse(part->data.data, part->data.len, &handler, &p);
        tc_flow_end(flow);
        while (flow->depth)
            tc_flow_table_end(flow);
    }
    return TC_REASON_NONE;
}
