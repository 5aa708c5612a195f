// SPDX-License-Identifier: GPL-3.0-or-later
// OpenDocument (ISO/IEC 26300): text of .odt, .ods, .odp and of the flat form. One handler reads content.xml; styles
// (fonts, borders, lists, page breaks) of both parts are read first.
#include "odf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

// ---- text

static void set_font(struct tc_odf *d)
{
    tc_flow_font(d->flow,
                 d->span_depth && d->span_depth <= TC_ODF_SPANS ? d->spans[d->span_depth - 1] : d->paragraph_charset);
}

static void start_paragraph(struct tc_odf *d, struct tc_xml *xml, bool is_heading)
{
    if (d->paragraphs++)
        return; // within a paragraph only notes and boxes hold others, and those have a flow of their own
    const char *name = tc_xml_attr(xml, "t:style-name");
    struct tc_style style = tc_styles_resolve(&d->styles, name);
    if (style.breaks_page && !d->has_soft_breaks && d->flow->block_count)
        tc_flow_next_page(d->flow);
    long level = is_heading ? tc_xml_number(xml, "t:outline-level", 1) : 0;
    bool is_item = d->list_depth > 0 && d->list_depth <= TC_ODF_LISTS;
    tc_flow_begin(d->flow,
                  is_heading ? TC_BLOCK_HEADING
                  : is_item  ? TC_BLOCK_LIST_ITEM
                             : TC_BLOCK_PARAGRAPH,
                  is_heading ? (unsigned)level
                  : is_item  ? d->list_depth
                             : 0);
    d->paragraph_charset = style.charset;
    d->span_depth = 0;
    d->is_after_space = true;
    tc_flow_font(d->flow, TC_CS_UNKNOWN);
    if (is_item && d->wants_label) {
        const char *list = d->lists_open[0][0] ? d->lists_open[0] : style.list;
        if (list)
            (void)tc_lists_label(&d->lists, list, d->list_depth - 1, d->flow);
        d->wants_label = false;
    }
}

static void end_paragraph(struct tc_odf *d)
{
    if (d->paragraphs == 0 || --d->paragraphs)
        return;
    tc_flow_end(d->flow);
    if (d->asides.block_count && d->aside_depth == 0) {
        tc_flow_append(d->flow, &d->asides);
        tc_flow_fini(&d->asides);
        tc_flow_init(&d->asides, d->flow->max_text);
    }
}

static void start_span(struct tc_odf *d, struct tc_xml *xml)
{
    enum tc_charset charset =
        d->span_depth && d->span_depth <= TC_ODF_SPANS ? d->spans[d->span_depth - 1] : d->paragraph_charset;
    struct tc_style style = tc_styles_resolve(&d->styles, tc_xml_attr(xml, "t:style-name"));
    if (d->span_depth < TC_ODF_SPANS)
        d->spans[d->span_depth] = style.has_font ? style.charset : charset;
    d->span_depth++;
}

// Notes and text boxes stand inside a paragraph; they are read into a flow of their own that comes behind it.
static void start_aside(struct tc_odf *d, enum tc_block_kind region)
{
    if (d->aside_depth++)
        return;
    tc_flow_init(&d->aside, d->flow->max_text);
    d->outer = d->flow;
    d->flow = &d->aside;
    d->outer_paragraphs = d->paragraphs;
    d->outer_charset = d->paragraph_charset;
    d->outer_list_depth = d->list_depth;
    d->list_depth = 0;
    d->paragraphs = 0;
    d->flow->page = d->outer->page;
    (void)tc_flow_region(d->flow, region);
}

static void end_aside(struct tc_odf *d)
{
    if (d->aside_depth == 0 || --d->aside_depth)
        return;
    d->aside.keeps_head = true;
    tc_flow_finish(&d->aside);
    d->flow = d->outer;
    d->paragraphs = d->outer_paragraphs;
    d->paragraph_charset = d->outer_charset;
    d->list_depth = d->outer_list_depth;
    tc_flow_append(d->paragraphs ? &d->asides : d->flow, &d->aside);
    tc_flow_fini(&d->aside);
}

static void start_list(struct tc_odf *d, struct tc_xml *xml)
{
    if (d->list_depth < TC_ODF_LISTS) {
        const char *name = tc_xml_attr(xml, "t:style-name");
        if (name || d->list_depth == 0)
            (void)snprintf(d->lists_open[d->list_depth], sizeof d->lists_open[0], "%s", name ? name : "");
        if (d->list_depth == 0 && name && !tc_xml_attr(xml, "t:continue-numbering") &&
            !tc_xml_attr(xml, "t:continue-list"))
            tc_lists_restart(&d->lists, name);
    }
    d->list_depth++;
}

static void put_spaces(struct tc_odf *d, struct tc_xml *xml)
{
    long n = tc_xml_number(xml, "t:c", 1);
    set_font(d);
    for (long i = 0; i < n && i < 200; i++)
        tc_flow_str(d->flow, " ");
    d->is_after_space = false;
}

static void start_cell(struct tc_odf *d, struct tc_xml *xml)
{
    struct tc_style style = tc_styles_resolve(&d->styles, tc_xml_attr(xml, "b:style-name"));
    if (style.is_border)
        tc_flow_table_border(d->flow, TC_BORDER_VISIBLE);
    tc_flow_cell(d->flow);
    long span = tc_xml_number(xml, "b:number-columns-spanned", 1);
    long repeat = tc_xml_number(xml, "b:number-columns-repeated", 1);
    d->cell_repeat = repeat > 1 && repeat < 1024 ? (unsigned)repeat : 1;
    tc_flow_span(d->flow, (unsigned)(span > 1 && span < 100 ? span : 1));
}

// Sheets have names, and are pages.
static void start_table(struct tc_odf *d, struct tc_xml *xml)
{
    const char *name = d->is_sheet && d->flow->depth == 0 ? tc_xml_attr(xml, "b:name") : NULL;
    if (name) {
        tc_flow_page(d->flow, d->flow->page + 1);
        tc_flow_begin(d->flow, TC_BLOCK_HEADING, 1);
        tc_flow_font(d->flow, TC_CS_UNKNOWN);
        tc_flow_str(d->flow, name);
    }
    tc_flow_table(d->flow, d->is_sheet ? TC_BORDER_VISIBLE : TC_BORDER_NONE);
}

static bool is_skipped(const char *name)
{
    static const char *const names[] = {"t:tracked-changes", "o:annotation",          "o:forms", "t:note-citation",
                                        "t:sequence-decls",  "b:tracked-changes",     "v:desc",  "v:title",
                                        "b:shapes",          "b:content-validations", "n:notes"};
    for (size_t i = 0; i < TC_LENGTH(names); i++)
        if (is(name, names[i]))
            return true;
    return false;
}

static bool start_block(struct tc_odf *d, struct tc_xml *xml, const char *name)
{
    if (is(name, "t:p") || is(name, "t:h"))
        start_paragraph(d, xml, name[2] == 'h');
    else if (is(name, "t:list"))
        start_list(d, xml);
    else if (is(name, "t:list-item") || is(name, "t:list-header"))
        d->wants_label = name[7] == 'i';
    else if (is(name, "b:table"))
        start_table(d, xml);
    else if (is(name, "b:table-row"))
        tc_flow_row(d->flow);
    else if (is(name, "b:table-cell") || is(name, "b:covered-table-cell"))
        start_cell(d, xml);
    else if (is(name, "t:note"))
        start_aside(d, TC_BLOCK_FOOTNOTE);
    else if (is(name, "d:text-box"))
        start_aside(d, TC_BLOCK_PARAGRAPH);
    else if (is(name, "d:page"))
        tc_flow_page(d->flow, d->flow->page + 1);
    else
        return false;
    return true;
}

static void on_start(void *context, struct tc_xml *xml, const char *name)
{
    struct tc_odf *d = context;
    if (d->flow->is_full)
        tc_xml_stop(xml);
    if (d->skip || is_skipped(name)) {
        d->skip++;
        return;
    }
    if (is(name, "o:body"))
        d->in_body = true;
    if (is(name, "o:spreadsheet"))
        d->is_sheet = true;
    if (!d->in_body || start_block(d, xml, name))
        return;
    if (is(name, "t:span"))
        start_span(d, xml);
    else if (is(name, "t:s"))
        put_spaces(d, xml);
    else if (is(name, "t:tab") || is(name, "t:line-break")) {
        set_font(d);
        tc_flow_str(d->flow, name[2] == 't' ? "\t" : "\n");
        d->is_after_space = true;
    } else if (is(name, "t:soft-page-break")) {
        tc_flow_next_page(d->flow);
    }
}

static void on_end(void *context, struct tc_xml *xml, const char *name)
{
    (void)xml;
    struct tc_odf *d = context;
    if (d->skip) {
        d->skip--;
        return;
    }
    if (!d->in_body)
        return;
    if (is(name, "t:p") || is(name, "t:h")) {
        end_paragraph(d);
    } else if (is(name, "t:span")) {
        d->span_depth -= d->span_depth > 0;
    } else if (is(name, "t:list")) {
        d->list_depth -= d->list_depth > 0;
    } else if (is(name, "b:table-cell") || is(name, "b:covered-table-cell")) {
        tc_flow_cell_end(d->flow);
        if (d->cell_repeat > 1)
            tc_flow_span(d->flow, d->cell_repeat);
    } else if (is(name, "b:table")) {
        tc_flow_table_end(d->flow);
    } else if (is(name, "t:note") || is(name, "d:text-box")) {
        end_aside(d);
    } else if (is(name, "o:body")) {
        d->in_body = false;
    }
}

// Runs of white space count as one blank, none at a paragraph's beginning.
static void on_text(void *context, const char *text, size_t len)
{
    struct tc_odf *d = context;
    if (!d->in_body || d->skip || d->paragraphs == 0)
        return;
    set_font(d);
    size_t start = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] != ' ' && text[i] != '\n' && text[i] != '\t' && text[i] != '\r') {
            d->is_after_space = false;
            continue;
        }
        tc_flow_text(d->flow, text + start, i - start);
        if (!d->is_after_space)
            tc_flow_str(d->flow, " ");
        d->is_after_space = true;
        start = i + 1;
    }
    tc_flow_text(d->flow, text + start, len - start);
}

enum tc_reason tc_odf_content(struct tc_odf *d, const char *data, size_t len)
{
    static const struct tc_xml_handler handler = {.start = on_start, .end = on_end, .text = on_text};
    d->has_soft_breaks = memmem(data, len, "soft-page-break", 15) != NULL;
    tc_flow_init(&d->asides, d->flow->max_text);
    enum tc_reason reason = tc_xml_parse(data, len, &handler, d);
    while (d->aside_depth)
        end_aside(d);
    tc_flow_fini(&d->asides);
    return reason;
}

static bool wants(const char *name)
{
    return is(name, "content.xml") || is(name, "styles.xml") || is(name, "meta.xml") ||
           is(name, "META-INF/manifest.xml");
}

static bool is_encrypted(const struct tc_part *manifest)
{
    return manifest && manifest->data.len && memmem(manifest->data.data, manifest->data.len, "encryption-data", 15);
}

enum tc_reason tc_read_odf(const struct tc_source *source, struct tc_flow *flow)
{
    __attribute__((cleanup(tc_parts_fini))) struct tc_parts parts = {0};
    enum tc_reason reason = tc_parts_read(source, wants, &parts);
    if (reason != TC_REASON_NONE)
        return reason;
    if (is_encrypted(tc_parts_get(&parts, "META-INF/manifest.xml")))
        return TC_REASON_ENCRYPTED;
    const struct tc_part *content = tc_parts_get(&parts, "content.xml");
    const struct tc_part *styles = tc_parts_get(&parts, "styles.xml");
    const struct tc_part *meta = tc_parts_get(&parts, "meta.xml");
    if (!content || !content->data.len)
        return TC_REASON_DAMAGED;
    struct tc_odf d = {.flow = flow};
    if (styles && styles->data.len)
        tc_odf_styles(&d, styles->data.data, styles->data.len);
    tc_odf_styles(&d, content->data.data, content->data.len);
    if (meta && meta->data.len)
        tc_odf_fields(&d, meta->data.data, meta->data.len);
    reason = tc_odf_content(&d, content->data.data, content->data.len);
    if (reason == TC_REASON_DAMAGED && flow->block_count)
        reason = TC_REASON_NONE;
    if (reason == TC_REASON_NONE && styles && styles->data.len)
        tc_odf_margins(&d, styles->data.data, styles->data.len);
    tc_odf_fini(&d);
    return reason;
}

enum tc_reason tc_read_fodt(const struct tc_source *source, struct tc_flow *flow)
{
    struct tc_odf d = {.flow = flow};
    tc_odf_styles(&d, source->data, source->len);
    tc_odf_fields(&d, source->data, source->len);
    enum tc_reason reason = tc_odf_content(&d, source->data, source->len);
    if (reason == TC_REASON_DAMAGED && flow->block_count)
        reason = TC_REASON_NONE;
    if (reason == TC_REASON_NONE)
        tc_odf_margins(&d, source->data, source->len);
    tc_odf_fini(&d);
    return reason;
}
