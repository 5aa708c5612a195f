// SPDX-License-Identifier: GPL-3.0-or-later
#include "docx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static void copy_value(struct tc_xml *xml, const char *attribute, char **ret)
{
    const char *value = tc_xml_attr(xml, attribute);
    if (!value)
        return;
    free(*ret);
    *ret = tc_xstrdup(value);
}

static void start_style(struct tc_docx *d, struct tc_xml *xml)
{
    const char *id = tc_xml_attr(xml, "w:styleId");
    (void)snprintf(d->style_name, sizeof d->style_name, "%s", id ? id : "");
    struct tc_style *style = tc_styles_add(&d->styles, d->style_name);
    const char *type = tc_xml_attr(xml, "w:type");
    bool is_paragraph = type && is(type, "paragraph");
    const char *is_default = tc_xml_attr(xml, "w:default");
    if (is_paragraph && is_default && is(is_default, "1"))
        d->default_style = style->name;
}

static void style_property(struct tc_docx *d, struct tc_xml *xml, const char *name)
{
    struct tc_style *style = tc_styles_add(&d->styles, d->style_name);
    if (is(name, "w:basedOn")) {
        copy_value(xml, "w:val", &style->parent);
    } else if (is(name, "w:outlineLvl")) {
        long level = tc_xml_number(xml, "w:val", 9);
        style->outline = level >= 0 && level < 9 ? (int)level + 1 : 0;
    } else if (is(name, "w:numId")) {
        copy_value(xml, "w:val", &style->list);
    } else if (is(name, "w:ilvl")) {
        style->list_level = (int)tc_xml_number(xml, "w:val", 0);
    } else if (is(name, "w:rFonts")) {
        const char *font = tc_xml_attr(xml, "w:ascii");
        if (font) {
            style->has_font = true;
            style->charset = tc_charset_of_font(font);
        }
    } else if (is(name, "w:pageBreakBefore")) {
        style->breaks_page = true;
    } else if (is(name, "w:insideV") || is(name, "w:insideH")) {
        const char *value = tc_xml_attr(xml, "w:val");
        style->is_border |= value && !is(value, "none") && !is(value, "nil");
    }
}

static void on_style_start(void *context, struct tc_xml *xml, const char *name)
{
    struct tc_docx *d = context;
    if (is(name, "w:style")) {
        start_style(d, xml);
    } else if (d->style_name[0]) {
        style_property(d, xml, name);
    } else if (is(name, "w:rFonts")) { // of the defaults
        const char *font = tc_xml_attr(xml, "w:ascii");
        d->styles.charset = font ? tc_charset_of_font(font) : TC_CS_UNKNOWN;
    }
}

static void on_style_end(void *context, struct tc_xml *xml, const char *name)
{
    (void)xml;
    struct tc_docx *d = context;
    if (is(name, "w:style"))
        d->style_name[0] = '\0';
}

// ---- numbering

static enum tc_list_format list_format(const char *value)
{
    static const struct {
        const char *name;
        enum tc_list_format format;
    } formats[] = {{"decimal", TC_LIST_DECIMAL},
                   {"decimalZero", TC_LIST_DECIMAL},
                   {"lowerLetter", TC_LIST_LOWER_LETTER},
                   {"upperLetter", TC_LIST_UPPER_LETTER},
                   {"lowerRoman", TC_LIST_LOWER_ROMAN},
                   {"upperRoman", TC_LIST_UPPER_ROMAN},
                   {"bullet", TC_LIST_BULLET}};
    for (size_t i = 0; value && i < TC_LENGTH(formats); i++)
        if (is(value, formats[i].name))
            return formats[i].format;
    return TC_LIST_NONE;
}

static void on_number_start(void *context, struct tc_xml *xml, const char *name)
{
    struct tc_docx *d = context;
    const char *value;
    if (is(name, "w:abstractNum")) {
        value = tc_xml_attr(xml, "w:abstractNumId");
        (void)snprintf(d->abstract_name, sizeof d->abstract_name, "abstract %s", value ? value : "");
        (void)tc_lists_add(&d->lists, d->abstract_name);
        d->number_name[0] = '\0';
    } else if (is(name, "w:num")) {
        value = tc_xml_attr(xml, "w:numId");
        (void)snprintf(d->number_name, sizeof d->number_name, "%s", value ? value : "");
    } else if (is(name, "w:abstractNumId") && (value = tc_xml_attr(xml, "w:val"))) {
        (void)snprintf(d->abstract_name, sizeof d->abstract_name, "abstract %s", value);
        struct tc_list base = *tc_lists_add(&d->lists, d->abstract_name);
        // lists made of the same definition go on counting
        *tc_lists_add(&d->lists, d->number_name) = base;
    } else if (is(name, "w:lvl") || is(name, "w:lvlOverride")) {
        long level = tc_xml_number(xml, "w:ilvl", 0);
        d->level = level >= 0 && level < TC_LIST_LEVELS ? (unsigned)level : 0;
    } else if (d->abstract_name[0]) {
        const char *list_name = d->number_name[0] ? d->number_name : d->abstract_name;
        struct tc_list *list = tc_lists_add(&d->lists, list_name);
        struct tc_list_level *level = &list->levels[d->level];
        if (is(name, "w:start") || is(name, "w:startOverride")) {
            level->start = tc_xml_number(xml, "w:val", 1);
            if (is(name, "w:startOverride")) // counts for itself from now on
                list->counts_as = (uint32_t)(list - d->lists.items);
        } else if (is(name, "w:numFmt")) {
            level->format = list_format(tc_xml_attr(xml, "w:val"));
        } else if (is(name, "w:lvlText") && (value = tc_xml_attr(xml, "w:val"))) {
            (void)snprintf(level->text, sizeof level->text, "%s", value);
        } else if (is(name, "w:isLgl")) {
            level->is_legal = true;
        }
    }
}

static void on_nothing(void *context, struct tc_xml *xml, const char *name)
{
    (void)context;
    (void)xml;
    (void)name;
}

void tc_docx_styles(struct tc_docx *d, const struct tc_part *styles, const struct tc_part *numbering)
{
    static const struct tc_xml_handler style_handler = {.start = on_style_start, .end = on_style_end};
    static const struct tc_xml_handler number_handler = {.start = on_number_start, .end = on_nothing};
    if (styles && styles->data.len)
        (void)tc_xml_parse(styles->data.data, styles->data.len, &style_handler, d);
    d->style_name[0] = '\0';
    if (numbering && numbering->data.len)
        (void)tc_xml_parse(numbering->data.data, numbering->data.len, &number_handler, d);
}

// ---- docProps/core.xml

struct fields {
    struct tc_flow *flow;
    struct tc_buf value;
    const char *name;
};

static void on_field_start(void *context, struct tc_xml *xml, const char *name)
{
    (void)xml;
    static const struct {
        const char *element, *field;
    } names[] = {{"e:title", "title"},       {"e:subject", "subject"}, {"e:creator", "author"},
                 {"q:keywords", "keywords"}, {"e:created", "created"}, {"e:modified", "modified"}};
    struct fields *f = context;
    f->name = NULL;
    tc_buf_clear(&f->value);
    for (size_t i = 0; i < TC_LENGTH(names); i++)
        if (is(name, names[i].element))
            f->name = names[i].field;
}

static void on_field_end(void *context, struct tc_xml *xml, const char *name)
{
    (void)xml;
    (void)name;
    struct fields *f = context;
    if (f->name && f->value.len)
        tc_flow_field(f->flow, f->name, f->value.data, f->value.len);
    f->name = NULL;
}

static void on_field_text(void *context, const char *text, size_t len)
{
    struct fields *f = context;
    if (f->name && f->value.len + len < TC_FIELD_BYTES_MAX / 2)
        tc_buf_add(&f->value, text, len);
}

void tc_opc_fields(const struct tc_part *part, struct tc_flow *flow)
{
    static const struct tc_xml_handler handler = {.start = on_field_start, .end = on_field_end, .text = on_field_text};
    if (!part || !part->data.len)
        return;
    struct fields f = {.flow = flow};
    (void)tc_xml_parse(part->data.data, part->data.len, &handler, &f);
    tc_buf_fini(&f.value);
}
