// SPDX-License-Identifier: GPL-3.0-or-later
// .docx (ECMA-376, transitional and strict): the main part as a flow; numbers of lists from numbering.xml; headings,
// fonts and borders from styles.xml; notes, headers and footers behind the text.
#include "docx.h"
#include "zip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static bool is_off(const char *value)
{
    return value && (is(value, "0") || is(value, "false") || is(value, "off") || is(value, "none"));
}

static bool is_line(struct tc_xml *xml)
{
    const char *value = tc_xml_attr(xml, "w:val");
    return value && !is(value, "none") && !is(value, "nil");
}

static void read_font(struct tc_xml *xml, struct tc_style *style)
{
    const char *font = tc_xml_attr(xml, "w:ascii");
    if (!font)
        font = tc_xml_attr(xml, "w:hAnsi");
    if (!font)
        return;
    style->has_font = true;
    style->charset = tc_charset_of_font(font);
}

// ---- paragraphs

static void begin_paragraph(struct tc_docx *d)
{
    d->run = (struct tc_style){0};
    d->paragraph = (struct tc_style){.outline = -1, .list_level = -1};
    d->has_style = false;
    tc_flow_begin(d->flow, TC_BLOCK_PARAGRAPH, 0);
    d->is_labelled = false;
}

// All that the properties say is known when the first text comes, or the paragraph ends.
static void label(struct tc_docx *d)
{
    if (d->is_labelled)
        return;
    d->is_labelled = true;
    struct tc_style style = tc_styles_resolve(&d->styles, d->has_style ? d->paragraph.name : d->default_style);
    int outline = d->paragraph.outline >= 0 ? d->paragraph.outline : style.outline;
    const char *list = d->paragraph.list ? d->paragraph.list : style.list;
    int level = d->paragraph.list_level >= 0 ? d->paragraph.list_level : style.list_level;
    level = level < 0 ? 0 : level;
    d->paragraph_charset = style.charset;
    tc_flow_font(d->flow, TC_CS_UNKNOWN);
    bool has_label = list && !is(list, "0") && tc_lists_label(&d->lists, list, (unsigned)level, d->flow);
    if (outline > 0)
        tc_flow_is(d->flow, TC_BLOCK_HEADING, (unsigned)outline);
    else if (has_label)
        tc_flow_is(d->flow, TC_BLOCK_LIST_ITEM, (unsigned)level + 1);
    if (style.breaks_page && !d->has_rendered_breaks)
        tc_flow_next_page(d->flow);
}

static void set_font(struct tc_docx *d)
{
    label(d);
    struct tc_style named = {0};
    if (!d->run.has_font && d->run.name)
        named = tc_styles_resolve(&d->styles, d->run.name);
    tc_flow_font(d->flow, d->run.has_font ? d->run.charset : named.has_font ? named.charset : d->paragraph_charset);
}

static void put(struct tc_docx *d, const char *text)
{
    set_font(d);
    tc_flow_str(d->flow, text);
}

// A character of a symbol font; those of the legacy text fonts are letters.
static void put_symbol(struct tc_docx *d, struct tc_xml *xml)
{
    const char *font = tc_xml_attr(xml, "w:font");
    enum tc_charset charset = font ? tc_charset_of_font(font) : TC_CS_UNKNOWN;
    const char *value = tc_xml_attr(xml, "w:char");
    unsigned long c = value ? strtoul(value, NULL, 16) : 0;
    if (charset != TC_CS_UNKNOWN) {
        label(d);
        tc_flow_font(d->flow, charset);
        tc_flow_char(d->flow, (uint32_t)(c & 0xFF));
    } else if (c == 0xF0B7 || c == 0xF0A7 || c == 0xF0D8 || c == 0xF076) {
        put(d, "\xE2\x80\xA2");
    } else if (c == 0xF02D) {
        put(d, "-");
    }
}

static void put_break(struct tc_docx *d, struct tc_xml *xml)
{
    const char *type = tc_xml_attr(xml, "w:type");
    if (type && is(type, "page")) {
        if (!d->has_rendered_breaks)
            tc_flow_next_page(d->flow);
    } else {
        put(d, "\n");
    }
}

// ---- properties, of paragraphs and runs and of the styles

static void start_property(struct tc_docx *d, struct tc_xml *xml, const char *name)
{
    struct tc_style *style = d->in_run_properties ? &d->run : &d->paragraph;
    const char *value;
    if (is(name, "w:pStyle") && (value = tc_xml_attr(xml, "w:val"))) {
        const struct tc_style *named = tc_styles_get(&d->styles, value);
        d->has_style = named != NULL;
        d->paragraph.name = named ? named->name : NULL;
    } else if (is(name, "w:rStyle") && (value = tc_xml_attr(xml, "w:val"))) {
        const struct tc_style *named = tc_styles_get(&d->styles, value);
        d->run.name = named ? named->name : NULL;
    } else if (is(name, "w:outlineLvl")) {
        long level = tc_xml_number(xml, "w:val", 9);
        style->outline = level >= 0 && level < 9 ? (int)level + 1 : 0;
    } else if (is(name, "w:ilvl")) {
        long level = tc_xml_number(xml, "w:val", 0);
        style->list_level = level >= 0 && level < TC_LIST_LEVELS ? (int)level : 0;
    } else if (is(name, "w:numId") && (value = tc_xml_attr(xml, "w:val"))) {
        (void)snprintf(d->list_name, sizeof d->list_name, "%s", value);
        d->paragraph.list = d->list_name;
    } else if (is(name, "w:rFonts")) {
        read_font(xml, style);
    } else if (is(name, "w:vanish") && d->in_run_properties) {
        d->run.is_hidden = !is_off(tc_xml_attr(xml, "w:val"));
    } else if (is(name, "w:pageBreakBefore") && !is_off(tc_xml_attr(xml, "w:val")) && !d->has_rendered_breaks) {
        tc_flow_next_page(d->flow);
    }
}

// ---- the main part

static bool is_skipped(const char *name)
{
    static const char *const names[] = {"w:del",       "w:moveFrom",     "c:Fallback",    "w:rPrChange",
                                        "w:pPrChange", "w:sectPrChange", "w:tblPrChange", "w:numPrChange"};
    for (size_t i = 0; i < TC_LENGTH(names); i++)
        if (is(name, names[i]))
            return true;
    return false;
}

static void start_box(struct tc_docx *d)
{
    if (d->box_depth++ == 0) {
        label(d);
        tc_flow_init(&d->box, d->flow->max_text);
        d->outer = d->flow;
        d->flow = &d->box;
        d->outer_run = d->run;
        d->outer_charset = d->paragraph_charset;
    }
}

static void end_box(struct tc_docx *d)
{
    if (d->box_depth == 0 || --d->box_depth)
        return;
    d->box.keeps_head = true;
    tc_flow_finish(&d->box);
    tc_flow_append(&d->boxes, &d->box);
    tc_flow_fini(&d->box);
    d->flow = d->outer;
    d->run = d->outer_run;
    d->paragraph_charset = d->outer_charset;
    d->is_labelled = true;
}

// Text boxes come behind the paragraph that they hang on.
static void end_paragraph(struct tc_docx *d)
{
    tc_flow_end(d->flow);
    if (d->box_depth == 0 && d->boxes.block_count) {
        tc_flow_append(d->flow, &d->boxes);
        tc_flow_fini(&d->boxes);
        tc_flow_init(&d->boxes, d->flow->max_text);
    }
}

static void start_table_thing(struct tc_docx *d, struct tc_xml *xml, const char *name)
{
    const char *value;
    if (is(name, "w:tbl")) {
        tc_flow_table(d->flow, TC_BORDER_NONE);
    } else if (is(name, "w:tr")) {
        tc_flow_row(d->flow);
    } else if (is(name, "w:tc")) {
        tc_flow_cell(d->flow);
    } else if (is(name, "w:gridSpan")) {
        tc_flow_span(d->flow, (unsigned)tc_xml_number(xml, "w:val", 1));
    } else if (is(name, "w:tblStyle") && (value = tc_xml_attr(xml, "w:val"))) {
        if (tc_styles_resolve(&d->styles, value).is_border)
            tc_flow_table_border(d->flow, TC_BORDER_VISIBLE);
    } else if (is(name, "w:tblBorders") || is(name, "w:tcBorders")) {
        d->in_borders = true;
        d->border_lines = 0;
    } else if (d->in_borders && is_line(xml)) {
        // a rule under a name is one line; a table of data has them on several sides
        if (++d->border_lines >= 2)
            tc_flow_table_border(d->flow, TC_BORDER_VISIBLE);
    }
}

static void start_text_thing(struct tc_docx *d, struct tc_xml *xml, const char *name)
{
    if (is(name, "w:t") || is(name, "m:t"))
        d->in_text = !d->run.is_hidden;
    else if (is(name, "w:tab"))
        put(d, "\t");
    else if (is(name, "w:br") || is(name, "w:cr"))
        put_break(d, xml);
    else if (is(name, "w:noBreakHyphen"))
        put(d, "-");
    else if (is(name, "w:sym"))
        put_symbol(d, xml);
    else if (is(name, "w:lastRenderedPageBreak") && d->has_rendered_breaks)
        tc_flow_next_page(d->flow);
}

static void on_start(void *context, struct tc_xml *xml, const char *name)
{
    struct tc_docx *d = context;
    if (d->flow->is_full)
        tc_xml_stop(xml);
    if (d->skip || is_skipped(name)) {
        d->skip++;
        return;
    }
    if (is(name, "w:footnote") || is(name, "w:endnote")) {
        if (tc_xml_attr(xml, "w:type"))
            d->skip++;
    } else if (is(name, "w:p")) {
        begin_paragraph(d);
    } else if (is(name, "w:pPr")) {
        d->in_paragraph_properties = true;
    } else if (is(name, "w:rPr")) {
        d->in_run_properties = true;
    } else if (is(name, "w:r")) {
        d->run = (struct tc_style){0};
    } else if (is(name, "w:txbxContent")) {
        start_box(d);
    } else if (d->in_run_properties && d->in_paragraph_properties) {
        return; // of the paragraph mark
    } else if (d->in_run_properties || d->in_paragraph_properties) {
        start_property(d, xml, name);
    } else {
        start_text_thing(d, xml, name);
        start_table_thing(d, xml, name);
    }
}

static void on_end(void *context, struct tc_xml *xml, const char *name)
{
    (void)xml;
    struct tc_docx *d = context;
    if (d->skip) {
        d->skip--;
        return;
    }
    if (is(name, "w:p"))
        end_paragraph(d);
    else if (is(name, "w:pPr"))
        d->in_paragraph_properties = false;
    else if (is(name, "w:rPr"))
        d->in_run_properties = false;
    else if (is(name, "w:t") || is(name, "m:t"))
        d->in_text = false;
    else if (is(name, "w:tc"))
        tc_flow_cell_end(d->flow);
    else if (is(name, "w:tbl"))
        tc_flow_table_end(d->flow);
    else if (is(name, "w:tblBorders") || is(name, "w:tcBorders"))
        d->in_borders = false;
    else if (is(name, "w:txbxContent"))
        end_box(d);
}

static void on_text(void *context, const char *text, size_t len)
{
    struct tc_docx *d = context;
    if (!d->in_text || d->skip)
        return;
    set_font(d);
    tc_flow_text(d->flow, text, len);
}

static enum tc_reason read_body(struct tc_docx *d, const struct tc_part *part)
{
    static const struct tc_xml_handler handler = {.start = on_start, .end = on_end, .text = on_text};
    if (!part)
        return TC_REASON_DAMAGED;
    d->has_rendered_breaks = part->data.len && memmem(part->data.data, part->data.len, "lastRenderedPageBreak", 21);
    d->skip = 0;
    d->in_text = d->in_run_properties = d->in_paragraph_properties = d->in_borders = false;
    enum tc_reason reason = tc_xml_parse(part->data.data ? part->data.data : "", part->data.len, &handler, d);
    while (d->box_depth)
        end_box(d);
    end_paragraph(d);
    while (d->flow->depth)
        tc_flow_table_end(d->flow);
    return reason;
}

// Headers and footers are often the same for first, even and odd pages.
static void read_margins(struct tc_docx *d, const struct tc_parts *parts)
{
    static const struct {
        const char *prefix;
        enum tc_block_kind kind;
    } kinds[] = {{"word/header", TC_BLOCK_PAGE_HEADER},
                 {"word/footer", TC_BLOCK_PAGE_FOOTER},
                 {"word/footnotes", TC_BLOCK_FOOTNOTE},
                 {"word/endnotes", TC_BLOCK_FOOTNOTE}};
    uint32_t page = d->flow->page;
    tc_flow_page(d->flow, 0);
    for (size_t k = 0; k < TC_LENGTH(kinds); k++)
        for (size_t i = 0; i < parts->count; i++) {
            if (strncasecmp(parts->items[i].name, kinds[k].prefix, strlen(kinds[k].prefix)) != 0)
                continue;
            size_t blocks = d->flow->block_count;
            (void)tc_flow_region(d->flow, kinds[k].kind);
            (void)read_body(d, &parts->items[i]);
            (void)tc_flow_region(d->flow, TC_BLOCK_PARAGRAPH);
            tc_flow_drop_repeat(d->flow, blocks);
        }
    tc_flow_page(d->flow, page);
}

static bool wants(const char *name)
{
    static const char *const prefixes[] = {"word/document", "word/styles",   "word/numbering", "word/header",
                                           "word/foot",     "word/endnotes", "docProps/core"};
    size_t len = strlen(name);
    if (len < 4 || strcasecmp(name + len - 4, ".xml") != 0)
        return false;
    for (size_t i = 0; i < TC_LENGTH(prefixes); i++)
        if (!strncasecmp(name, prefixes[i], strlen(prefixes[i])))
            return true;
    return false;
}

enum tc_reason tc_read_docx(const struct tc_source *source, struct tc_flow *flow)
{
    __attribute__((cleanup(tc_parts_fini))) struct tc_parts parts = {0};
    enum tc_reason reason = tc_parts_read(source, wants, &parts);
    if (reason != TC_REASON_NONE)
        return reason;
    struct tc_docx d = {.flow = flow};
    tc_flow_init(&d.boxes, flow->max_text);
    tc_docx_styles(&d, tc_parts_get(&parts, "word/styles.xml"), tc_parts_get(&parts, "word/numbering.xml"));
    tc_opc_fields(tc_parts_get(&parts, "docProps/core.xml"), flow);
    const struct tc_part *body = tc_parts_get(&parts, "word/document.xml");
    reason = read_body(&d, body ? body : tc_parts_get(&parts, "word/document2.xml"));
    if (reason == TC_REASON_DAMAGED && flow->block_count)
        reason = TC_REASON_NONE; // what came before the damage is worth having
    if (reason == TC_REASON_NONE)
        read_margins(&d, &parts);
    tc_flow_fini(&d.boxes);
    tc_styles_fini(&d.styles);
    tc_lists_fini(&d.lists);
    return reason;
}
