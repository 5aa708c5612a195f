// SPDX-License-Identifier: GPL-3.0-or-later
// .xlsx: shared strings, styles (fonts for the legacy charsets, formats for dates), then each sheet's rows.
#include "docx.h"
#include "sheet.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SHEETS_MAX = 500, STYLES_MAX = 65536 };

struct piece { // of a shared string, in one font
    uint32_t end;
    enum tc_charset charset;
};
struct look { // of cells
    unsigned format, font;
};
struct xlsx {
    struct tc_flow *flow;
    const struct tc_parts *parts;
    struct tc_sheet sheet;
    // shared strings: pieces in one buffer; where each string's pieces begin
    struct tc_buf text;
    struct piece *pieces;
    size_t piece_count, piece_cap;
    uint32_t *strings;
    size_t string_count, string_cap;
    enum tc_charset piece_charset;
    // styles
    enum tc_charset *fonts;
    size_t font_count, font_cap;
    struct look *looks;
    size_t look_count, look_cap;
    struct tc_strmap formats; // "164" to 1 where it is one of dates
    bool in_fonts, in_looks;
    // sheets
    char names[SHEETS_MAX][64], targets[SHEETS_MAX][32];
    size_t sheet_count;
    bool is_1904;
    // the cell
    bool in_value, in_phonetic;
    char type;
    size_t look;
    long row, column;
    struct tc_buf value;
};

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static void nothing(void *context, struct tc_xml *xml, const char *name)
{
    (void)context;
    (void)xml;
    (void)name;
}

// ---- shared strings

static void string_start(void *context, struct tc_xml *xml, const char *name)
{
    struct xlsx *x = context;
    const char *font;
    if (is(name, "s:si")) {
        TC_GROW(x->strings, x->string_count, x->string_cap);
        x->strings[x->string_count++] = (uint32_t)x->piece_count;
        x->piece_charset = TC_CS_UNKNOWN;
    } else if (is(name, "s:rPh")) {
        x->in_phonetic = true;
    } else if (is(name, "s:rFont") && (font = tc_xml_attr(xml, "val"))) {
        x->piece_charset = tc_charset_of_font(font);
    } else if (is(name, "s:t")) {
        x->in_value = !x->in_phonetic;
    } else if (is(name, "s:r")) {
        x->piece_charset = TC_CS_UNKNOWN;
    }
}

static void string_end(void *context, struct tc_xml *xml, const char *name)
{
    (void)xml;
    struct xlsx *x = context;
    if (is(name, "s:rPh")) {
        x->in_phonetic = false;
    } else if (is(name, "s:t") && x->in_value) {
        TC_GROW(x->pieces, x->piece_count, x->piece_cap);
        x->pieces[x->piece_count++] = (struct piece){.end = (uint32_t)x->text.len, .charset = x->piece_charset};
        x->in_value = false;
    }
}

static void string_text(void *context, const char *text, size_t len)
{
    struct xlsx *x = context;
    if (x->in_value && x->text.len + len < UINT32_MAX)
        tc_buf_add(&x->text, text, len);
}

// ---- styles

static void style_start(void *context, struct tc_xml *xml, const char *name)
{
    struct xlsx *x = context;
    const char *value;
    if (is(name, "s:fonts") || is(name, "s:cellXfs")) {
        x->in_fonts = name[2] == 'f';
        x->in_looks = name[2] == 'c';
    } else if (is(name, "s:font") && x->in_fonts && x->font_count < STYLES_MAX) {
        TC_GROW(x->fonts, x->font_count, x->font_cap);
        x->fonts[x->font_count++] = TC_CS_UNKNOWN;
    } else if (is(name, "s:name") && x->in_fonts && x->font_count && (value = tc_xml_attr(xml, "val"))) {
        x->fonts[x->font_count - 1] = tc_charset_of_font(value);
    } else if (is(name, "s:xf") && x->in_looks && x->look_count < STYLES_MAX) {
        TC_GROW(x->looks, x->look_count, x->look_cap);
        x->looks[x->look_count++] = (struct look){.format = (unsigned)tc_xml_number(xml, "numFmtId", 0),
                                                  .font = (unsigned)tc_xml_number(xml, "fontId", 0)};
    } else if (is(name, "s:numFmt")) {
        char id[24];
        int n = snprintf(id, sizeof id, "%ld", tc_xml_number(xml, "numFmtId", 0));
        value = tc_xml_attr(xml, "formatCode");
        tc_strmap_set(&x->formats, id, (size_t)n, value && tc_sheet_is_date(0, value));
    }
}

static void style_end(void *context, struct tc_xml *xml, const char *name)
{
    (void)xml;
    struct xlsx *x = context;
    if (is(name, "s:fonts"))
        x->in_fonts = false;
    else if (is(name, "s:cellXfs"))
        x->in_looks = false;
}

static bool is_date(const struct xlsx *x, size_t look)
{
    if (look >= x->look_count)
        return false;
    char id[24];
    uint32_t date;
    int n = snprintf(id, sizeof id, "%u", x->looks[look].format);
    if (x->formats.count && tc_strmap_get(&x->formats, id, (size_t)n, &date))
        return date;
    return tc_sheet_is_date(x->looks[look].format, NULL);
}

static enum tc_charset look_charset(const struct xlsx *x, size_t look)
{
    return look < x->look_count && x->looks[look].font < x->font_count ? x->fonts[x->looks[look].font] : TC_CS_UNKNOWN;
}

// ---- the workbook

static void book_start(void *context, struct tc_xml *xml, const char *name)
{
    struct xlsx *x = context;
    if (is(name, "s:workbookPr")) {
        const char *value = tc_xml_attr(xml, "date1904");
        x->is_1904 = value && (is(value, "1") || is(value, "true"));
    } else if (is(name, "s:sheet") && x->sheet_count < SHEETS_MAX) {
        const char *value = tc_xml_attr(xml, "name");
        (void)snprintf(x->names[x->sheet_count], sizeof x->names[0], "%s", value ? value : "");
        value = tc_xml_attr(xml, "r:id");
        (void)snprintf(x->targets[x->sheet_count], sizeof x->targets[0], "%s", value ? value : "");
        x->sheet_count++;
    }
}

struct relation {
    const char *id;
    char target[128];
};

static void relation_start(void *context, struct tc_xml *xml, const char *name)
{
    struct relation *r = context;
    const char *value = is(name, "k:Relationship") ? tc_xml_attr(xml, "Id") : NULL;
    if (value && is(value, r->id) && (value = tc_xml_attr(xml, "Target")))
        (void)snprintf(r->target, sizeof r->target, "%s", value);
}

static void parse(const struct tc_part *part, const struct tc_xml_handler *handler, void *context)
{
    if (part && part->data.len)
        (void)tc_xml_parse(part->data.data, part->data.len, handler, context);
}

// ---- cells

// "BC12" is column 54, row 11.
static void place_of(const char *name, long *ret_row, long *ret_column)
{
    long column = 0, row = 0;
    while (isupper((unsigned char)*name) && column < 100000)
        column = column * 26 + (*name++ - 'A' + 1);
    while (isdigit((unsigned char)*name) && row < 100000000)
        row = row * 10 + (*name++ - '0');
    if (column && row) {
        *ret_column = column - 1;
        *ret_row = row - 1;
    }
}

static void cell_start(void *context, struct tc_xml *xml, const char *name)
{
    struct xlsx *x = context;
    const char *value;
    if (x->flow->is_full)
        tc_xml_stop(xml);
    if (is(name, "s:row")) {
        x->row = tc_xml_number(xml, "r", x->row + 2) - 1;
        x->column = -1;
    } else if (is(name, "s:c")) {
        x->column++;
        if ((value = tc_xml_attr(xml, "r")))
            place_of(value, &x->row, &x->column);
        value = tc_xml_attr(xml, "t");
        x->type = !value ? 'n' : is(value, "str") || is(value, "d") ? 'x' : is(value, "inlineStr") ? 'i' : value[0];
        x->look = (size_t)tc_xml_number(xml, "s", 0);
        tc_buf_clear(&x->value);
    } else if (is(name, "s:v") || is(name, "s:t")) {
        x->in_value = is(name, "s:v") == (x->type != 'i');
    }
}

static void put_string(struct xlsx *x, size_t index)
{
    if (index >= x->string_count)
        return;
    size_t last = index + 1 < x->string_count ? x->strings[index + 1] : x->piece_count;
    for (size_t i = x->strings[index]; i < last; i++) {
        uint32_t start = i ? x->pieces[i - 1].end : 0;
        enum tc_charset charset = x->pieces[i].charset;
        tc_flow_font(x->flow, charset != TC_CS_UNKNOWN ? charset : look_charset(x, x->look));
        tc_flow_text(x->flow, x->text.data + start, x->pieces[i].end - start);
    }
    tc_flow_font(x->flow, TC_CS_UNKNOWN);
}

static void put_cell(struct xlsx *x)
{
    if (!x->value.len || x->type == 'e' || !tc_sheet_cell(&x->sheet, x->row, x->column))
        return;
    if (x->type == 's') {
        put_string(x, strtoul(x->value.data, NULL, 10));
    } else if (x->type == 'n') {
        tc_sheet_number(&x->sheet, strtod(x->value.data, NULL), is_date(x, x->look));
    } else if (x->type == 'b') {
        tc_flow_str(x->flow, x->value.data[0] == '1' ? "TRUE" : "FALSE");
    } else {
        tc_flow_font(x->flow, look_charset(x, x->look));
        tc_flow_text(x->flow, x->value.data, x->value.len);
        tc_flow_font(x->flow, TC_CS_UNKNOWN);
    }
}

static void cell_end(void *context, struct tc_xml *xml, const char *name)
{
    (void)xml;
    struct xlsx *x = context;
    if (is(name, "s:c"))
        put_cell(x);
    x->in_value = false;
}

static void cell_text(void *context, const char *text, size_t len)
{
    struct xlsx *x = context;
    if (x->in_value && x->value.len + len < x->flow->max_text)
        tc_buf_add(&x->value, text, len);
}

static const struct tc_part *sheet_part(const struct xlsx *x, size_t i)
{
    static const struct tc_xml_handler handler = {.start = relation_start, .end = nothing};
    struct relation r = {.id = x->targets[i]};
    parse(tc_parts_get(x->parts, "xl/_rels/workbook.xml.rels"), &handler, &r);
    char name[160];
    bool is_absolute = r.target[0] == '/';
    if (r.target[0])
        (void)snprintf(name, sizeof name, "%s%s", is_absolute ? "" : "xl/", r.target + is_absolute);
    else
        (void)snprintf(name, sizeof name, "xl/worksheets/sheet%zu.xml", i + 1);
    return tc_parts_get(x->parts, name);
}

static void read_sheets(struct xlsx *x)
{
    static const struct tc_xml_handler handler = {.start = cell_start, .end = cell_end, .text = cell_text};
    for (size_t i = 0; i < x->sheet_count && !x->flow->is_full; i++) {
        const struct tc_part *part = sheet_part(x, i);
        if (!part)
            continue;
        tc_sheet_begin(&x->sheet, x->flow, x->names[i], (unsigned)i + 1, x->is_1904);
        x->row = x->column = -1;
        parse(part, &handler, x);
        tc_sheet_end(&x->sheet);
    }
}

static bool wants(const char *name)
{
    static const char *const prefixes[] = {"xl/workbook.xml", "xl/_rels/workbook",   "xl/sharedStrings",
                                           "xl/styles",       "xl/worksheets/sheet", "docProps/core"};
    for (size_t i = 0; i < TC_LENGTH(prefixes); i++)
        if (!strncasecmp(name, prefixes[i], strlen(prefixes[i])))
            return true;
    return false;
}

enum tc_reason tc_read_xlsx(const struct tc_source *source, struct tc_flow *flow)
{
    static const struct tc_xml_handler strings = {.start = string_start, .end = string_end, .text = string_text};
    static const struct tc_xml_handler styles = {.start = style_start, .end = style_end};
    static const struct tc_xml_handler book = {.start = book_start, .end = nothing};
    __attribute__((cleanup(tc_parts_fini))) struct tc_parts parts = {0};
    enum tc_reason reason = tc_parts_read(source, wants, &parts);
    if (reason != TC_REASON_NONE)
        return reason;
    struct xlsx *x = tc_xcalloc(1, sizeof *x);
    x->flow = flow;
    x->parts = &parts;
    parse(tc_parts_get(&parts, "xl/sharedStrings.xml"), &strings, x);
    parse(tc_parts_get(&parts, "xl/styles.xml"), &styles, x);
    parse(tc_parts_get(&parts, "xl/workbook.xml"), &book, x);
    tc_opc_fields(tc_parts_get(&parts, "docProps/core.xml"), flow);
    if (x->sheet_count)
        read_sheets(x);
    else
        reason = TC_REASON_DAMAGED;
    tc_buf_fini(&x->text);
    tc_buf_fini(&x->value);
    tc_strmap_fini(&x->formats);
    free(x->pieces);
    free(x->strings);
    free(x->fonts);
    free(x->looks);
    free(x);
    return reason;
}
