// SPDX-License-Identifier: GPL-3.0-or-later
#include "odf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

void tc_odf_fini(struct tc_odf *d)
{
    tc_styles_fini(&d->styles);
    tc_lists_fini(&d->lists);
    tc_strmap_fini(&d->fonts);
    tc_buf_fini(&d->value);
}

static void add_font_face(struct tc_odf *d, struct tc_xml *xml)
{
    const char *value = tc_xml_attr(xml, "y:name");
    if (!value)
        return;
    tc_auto_free char *face = tc_xstrdup(value);
    const char *family = tc_xml_attr(xml, "v:font-family");
    tc_auto_free char *bare = tc_xstrdup(family ? family : face);
    size_t len = strlen(bare);
    if (len >= 2 && bare[0] == '\'' && bare[len - 1] == '\'') { // quoted where it has blanks
        memmove(bare, bare + 1, len - 2);
        bare[len - 2] = '\0';
    }
    tc_strmap_set(&d->fonts, face, strlen(face), (uint32_t)tc_charset_of_font(bare));
}

static enum tc_charset font_charset(const struct tc_odf *d, const char *face)
{
    uint32_t charset;
    if (d->fonts.count && tc_strmap_get(&d->fonts, face, strlen(face), &charset))
        return (enum tc_charset)charset;
    return tc_charset_of_font(face);
}

static void start_style(struct tc_odf *d, struct tc_xml *xml)
{
    const char *name = tc_xml_attr(xml, "y:name");
    (void)snprintf(d->style_name, sizeof d->style_name, "%s", name ? name : "");
    if (!d->style_name[0])
        return;
    struct tc_style *style = tc_styles_add(&d->styles, d->style_name);
    const char *parent = tc_xml_attr(xml, "y:parent-style-name");
    if (parent) {
        free(style->parent);
        style->parent = tc_xstrdup(parent);
    }
    const char *list = tc_xml_attr(xml, "y:list-style-name");
    if (list && *list) {
        free(style->list);
        style->list = tc_xstrdup(list);
    }
}

static bool is_line(struct tc_xml *xml, const char *attribute)
{
    const char *value = tc_xml_attr(xml, attribute);
    return value && !is(value, "none") && !is(value, "hidden");
}

static void style_property(struct tc_odf *d, struct tc_xml *xml, const char *name)
{
    struct tc_style *style = tc_styles_add(&d->styles, d->style_name);
    if (is(name, "y:text-properties")) {
        const char *face = tc_xml_attr(xml, "y:font-name");
        if (!face)
            face = tc_xml_attr(xml, "f:font-family");
        if (face) {
            style->has_font = true;
            style->charset = font_charset(d, face);
        }
    } else if (is(name, "y:paragraph-properties")) {
        const char *value = tc_xml_attr(xml, "f:break-before");
        style->breaks_page |= value && is(value, "page");
    } else if (is(name, "y:table-cell-properties")) {
        int sides = is_line(xml, "f:border-top") + is_line(xml, "f:border-bottom") + is_line(xml, "f:border-left") +
                    is_line(xml, "f:border-right");
        style->is_border |= is_line(xml, "f:border") || sides >= 2;
    }
}

static enum tc_list_format list_format(const char *value)
{
    static const char forms[] = "1aAiI";
    static const enum tc_list_format formats[] = {TC_LIST_DECIMAL, TC_LIST_LOWER_LETTER, TC_LIST_UPPER_LETTER,
                                                  TC_LIST_LOWER_ROMAN, TC_LIST_UPPER_ROMAN};
    const char *at = value && *value && !value[1] ? strchr(forms, *value) : NULL;
    return at ? formats[at - forms] : TC_LIST_NONE;
}

static struct tc_list_level *start_level(struct tc_odf *d, struct tc_xml *xml)
{
    long level = tc_xml_number(xml, "t:level", 1);
    d->list_level = level >= 1 && level <= TC_LIST_LEVELS ? (unsigned)level - 1 : 0;
    return &tc_lists_add(&d->lists, d->list_name)->levels[d->list_level];
}

// "(" and ")" around the numbers of as many levels as are displayed.
static void number_level(struct tc_odf *d, struct tc_xml *xml)
{
    struct tc_list_level *level = start_level(d, xml);
    const char *value = tc_xml_attr(xml, "y:num-format");
    level->format = list_format(value);
    level->start = tc_xml_number(xml, "t:start-value", 1);
    long shown = tc_xml_number(xml, "t:display-levels", 1);
    tc_auto_buf struct tc_buf text = {0};
    value = tc_xml_attr(xml, "y:num-prefix");
    tc_buf_str(&text, value ? value : "");
    if (level->format != TC_LIST_NONE)
        for (long i = (long)d->list_level - shown + 1; i <= (long)d->list_level; i++)
            if (i >= 0 && i < 9)
                tc_buf_printf(&text, "%%%ld%s", i + 1, i < (long)d->list_level ? "." : "");
    value = tc_xml_attr(xml, "y:num-suffix");
    tc_buf_str(&text, value ? value : "");
    (void)snprintf(level->text, sizeof level->text, "%s", text.data ? text.data : "");
    // newer writers also give the whole label: "%1%.%2%)"
    value = tc_xml_attr(xml, "l:num-list-format");
    if (!value)
        return;
    size_t n = 0;
    for (const char *p = value; *p && n + 2 < sizeof level->text; p++) {
        level->text[n++] = *p;
        if (p[0] == '%' && p[1] >= '1' && p[1] <= '9' && p[2] == '%') {
            level->text[n++] = p[1];
            p += 2;
        }
    }
    level->text[n] = '\0';
}

static void on_style_start(void *context, struct tc_xml *xml, const char *name)
{
    struct tc_odf *d = context;
    if (is(name, "o:body")) {
        tc_xml_stop(xml);
    } else if (is(name, "y:font-face")) {
        add_font_face(d, xml);
    } else if (is(name, "y:style")) {
        start_style(d, xml);
    } else if (is(name, "y:default-style")) {
        const char *family = tc_xml_attr(xml, "y:family");
        (void)snprintf(d->style_name, sizeof d->style_name, "%s", family && is(family, "paragraph") ? " default" : "");
    } else if (is(name, "t:list-style") || is(name, "t:outline-style")) {
        const char *value = tc_xml_attr(xml, "y:name");
        (void)snprintf(d->list_name, sizeof d->list_name, "%s", value ? value : "");
    } else if (d->list_name[0] && is(name, "t:list-level-style-number")) {
        number_level(d, xml);
    } else if (d->list_name[0] && is(name, "t:list-level-style-bullet")) {
        struct tc_list_level *level = start_level(d, xml);
        level->format = TC_LIST_BULLET;
        const char *value = tc_xml_attr(xml, "t:bullet-char");
        (void)snprintf(level->text, sizeof level->text, "%s", value ? value : "");
    } else if (d->style_name[0] && !d->list_name[0]) {
        style_property(d, xml, name);
    }
}

static void on_style_end(void *context, struct tc_xml *xml, const char *name)
{
    (void)xml;
    struct tc_odf *d = context;
    if (is(name, "y:style") || is(name, "y:default-style"))
        d->style_name[0] = '\0';
    if (is(name, "t:list-style") || is(name, "t:outline-style"))
        d->list_name[0] = '\0';
}

void tc_odf_styles(struct tc_odf *d, const char *data, size_t len)
{
    static const struct tc_xml_handler handler = {.start = on_style_start, .end = on_style_end};
    (void)tc_xml_parse(data, len, &handler, d);
    d->style_name[0] = d->list_name[0] = '\0';
    struct tc_style style = tc_styles_resolve(&d->styles, " default");
    d->styles.charset = style.charset;
}

// ---- headers and footers

static void on_margin_start(void *context, struct tc_xml *xml, const char *name)
{
    (void)xml;
    struct tc_odf *d = context;
    if (is(name, "o:body")) {
        tc_xml_stop(xml);
    } else if (is(name, "y:header") || is(name, "y:header-left")) {
        d->margin = TC_BLOCK_PAGE_HEADER;
    } else if (is(name, "y:footer") || is(name, "y:footer-left")) {
        d->margin = TC_BLOCK_PAGE_FOOTER;
    } else if (d->margin && (is(name, "t:p") || is(name, "t:h"))) {
        tc_flow_begin(d->flow, d->margin, 0);
        tc_flow_font(d->flow, TC_CS_UNKNOWN);
        d->paragraphs = 1;
    } else if (d->margin && d->paragraphs && is(name, "t:tab")) {
        tc_flow_str(d->flow, "\t");
    }
}

static void on_margin_end(void *context, struct tc_xml *xml, const char *name)
{
    (void)xml;
    struct tc_odf *d = context;
    if (is(name, "y:header") || is(name, "y:footer") || is(name, "y:header-left") || is(name, "y:footer-left")) {
        d->margin = TC_BLOCK_PARAGRAPH;
    } else if (d->margin && d->paragraphs && (is(name, "t:p") || is(name, "t:h"))) {
        size_t blocks = d->flow->block_count;
        tc_flow_end(d->flow);
        tc_flow_drop_repeat(d->flow, blocks);
        d->paragraphs = 0;
    }
}

static void on_margin_text(void *context, const char *text, size_t len)
{
    struct tc_odf *d = context;
    if (d->margin && d->paragraphs)
        tc_flow_text(d->flow, text, len);
}

void tc_odf_margins(struct tc_odf *d, const char *data, size_t len)
{
    static const struct tc_xml_handler handler = {
        .start = on_margin_start, .end = on_margin_end, .text = on_margin_text};
    d->margin = TC_BLOCK_PARAGRAPH;
    d->paragraphs = 0;
    uint32_t page = d->flow->page;
    tc_flow_page(d->flow, 0);
    (void)tc_xml_parse(data, len, &handler, d);
    tc_flow_end(d->flow);
    tc_flow_page(d->flow, page);
}

// ---- meta.xml

static void on_field_start(void *context, struct tc_xml *xml, const char *name)
{
    static const struct {
        const char *element, *field;
    } names[] = {{"e:title", "title"},           {"e:subject", "subject"}, {"j:initial-creator", "author"},
                 {"j:creation-date", "created"}, {"e:date", "modified"},   {"j:keyword", "keywords"}};
    struct tc_odf *d = context;
    d->field = NULL;
    tc_buf_clear(&d->value);
    if (is(name, "o:body"))
        tc_xml_stop(xml);
    for (size_t i = 0; i < TC_LENGTH(names); i++)
        if (is(name, names[i].element))
            d->field = names[i].field;
}

static void on_field_end(void *context, struct tc_xml *xml, const char *name)
{
    (void)xml;
    (void)name;
    struct tc_odf *d = context;
    if (d->field && d->value.len)
        tc_flow_field(d->flow, d->field, d->value.data, d->value.len);
    d->field = NULL;
}

static void on_field_text(void *context, const char *text, size_t len)
{
    struct tc_odf *d = context;
    if (d->field && d->value.len + len < TC_FIELD_BYTES_MAX / 2)
        tc_buf_add(&d->value, text, len);
}

void tc_odf_fields(struct tc_odf *d, const char *data, size_t len)
{
    static const struct tc_xml_handler handler = {.start = on_field_start, .end = on_field_end, .text = on_field_text};
    (void)tc_xml_parse(data, len, &handler, d);
}
