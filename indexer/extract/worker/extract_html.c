// SPDX-License-Identifier: GPL-3.0-or-later
// Web pages and what calls itself .doc but is one, by gumbo, which reads as browsers do. The tree is walked without
// recursion: pages nest as deep as they like.
#include "html.h"

#include "base/utf8.h"
#include "text/letters.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *attribute(const GumboElement *element, const char *name)
{
    const GumboAttribute *found = gumbo_get_attribute(&element->attributes, name);
    return found ? found->value : NULL;
}

// ---- what elements are

static const struct {
    GumboTag tag;
    enum tc_html_role role;
    unsigned level;
} roles[] = {
    {GUMBO_TAG_SCRIPT, TC_HTML_SKIP, 0},     {GUMBO_TAG_STYLE, TC_HTML_SKIP, 0},
    {GUMBO_TAG_NOSCRIPT, TC_HTML_SKIP, 0},   {GUMBO_TAG_TEMPLATE, TC_HTML_SKIP, 0},
    {GUMBO_TAG_HEAD, TC_HTML_SKIP, 0},       {GUMBO_TAG_IFRAME, TC_HTML_SKIP, 0},
    {GUMBO_TAG_OBJECT, TC_HTML_SKIP, 0},     {GUMBO_TAG_SVG, TC_HTML_SKIP, 0},
    {GUMBO_TAG_TEXTAREA, TC_HTML_SKIP, 0},   {GUMBO_TAG_MATH, TC_HTML_SKIP, 0},
    {GUMBO_TAG_SELECT, TC_HTML_SKIP, 0},     {GUMBO_TAG_VIDEO, TC_HTML_SKIP, 0},
    {GUMBO_TAG_AUDIO, TC_HTML_SKIP, 0},      {GUMBO_TAG_CANVAS, TC_HTML_SKIP, 0},
    {GUMBO_TAG_NAV, TC_HTML_FURNITURE, 0},   {GUMBO_TAG_FOOTER, TC_HTML_FURNITURE, 0},
    {GUMBO_TAG_ASIDE, TC_HTML_FURNITURE, 0}, {GUMBO_TAG_BUTTON, TC_HTML_FURNITURE, 0},
    {GUMBO_TAG_MENU, TC_HTML_FURNITURE, 0},  {GUMBO_TAG_FIGCAPTION, TC_HTML_CAPTION, 0},
    {GUMBO_TAG_H1, TC_HTML_HEADING, 1},      {GUMBO_TAG_H2, TC_HTML_HEADING, 2},
    {GUMBO_TAG_H3, TC_HTML_HEADING, 3},      {GUMBO_TAG_H4, TC_HTML_HEADING, 4},
    {GUMBO_TAG_H5, TC_HTML_HEADING, 5},      {GUMBO_TAG_H6, TC_HTML_HEADING, 6},
    {GUMBO_TAG_LI, TC_HTML_ITEM, 0},         {GUMBO_TAG_UL, TC_HTML_LIST, 0},
    {GUMBO_TAG_OL, TC_HTML_LIST, 0},         {GUMBO_TAG_TABLE, TC_HTML_TABLE, 0},
    {GUMBO_TAG_TR, TC_HTML_ROW, 0},          {GUMBO_TAG_TD, TC_HTML_CELL, 0},
    {GUMBO_TAG_TH, TC_HTML_CELL, 0},         {GUMBO_TAG_BR, TC_HTML_BREAK, 0},
    {GUMBO_TAG_PRE, TC_HTML_PRE, 0},         {GUMBO_TAG_P, TC_HTML_BLOCK, 0},
    {GUMBO_TAG_DIV, TC_HTML_BLOCK, 0},       {GUMBO_TAG_BLOCKQUOTE, TC_HTML_BLOCK, 0},
    {GUMBO_TAG_SECTION, TC_HTML_BLOCK, 0},   {GUMBO_TAG_ARTICLE, TC_HTML_BLOCK, 0},
    {GUMBO_TAG_HEADER, TC_HTML_BLOCK, 0},    {GUMBO_TAG_MAIN, TC_HTML_BLOCK, 0},
    {GUMBO_TAG_CENTER, TC_HTML_BLOCK, 0},    {GUMBO_TAG_FORM, TC_HTML_BLOCK, 0},
    {GUMBO_TAG_DL, TC_HTML_BLOCK, 0},        {GUMBO_TAG_DT, TC_HTML_BLOCK, 0},
    {GUMBO_TAG_DD, TC_HTML_BLOCK, 0},        {GUMBO_TAG_HR, TC_HTML_BLOCK, 0},
    {GUMBO_TAG_FIGURE, TC_HTML_BLOCK, 0},    {GUMBO_TAG_ADDRESS, TC_HTML_BLOCK, 0},
    {GUMBO_TAG_FIELDSET, TC_HTML_BLOCK, 0},  {GUMBO_TAG_CAPTION, TC_HTML_CAPTION, 0},
    {GUMBO_TAG_BODY, TC_HTML_BLOCK, 0},      {GUMBO_TAG_OPTION, TC_HTML_SKIP, 0},
};

static enum tc_html_role role_of(const GumboElement *element, unsigned *ret_level)
{
    const char *style = attribute(element, "style");
    if (attribute(element, "hidden") || (style && tc_html_style_has(style, "display", "none")))
        return TC_HTML_SKIP;
    for (size_t i = 0; i < TC_LENGTH(roles); i++)
        if (roles[i].tag == element->tag) {
            *ret_level = roles[i].level;
            return roles[i].role;
        }
    return TC_HTML_INLINE;
}

// ---- fonts

static enum tc_charset font_of(const struct tc_html *h, const GumboElement *element, enum tc_charset around)
{
    const char *face = element->tag == GUMBO_TAG_FONT ? attribute(element, "face") : NULL;
    char family[128] = "";
    const char *style = attribute(element, "style");
    if (style && tc_html_style_value(style, "font-family", family, sizeof family))
        face = family;
    if (face)
        return tc_html_family_charset(face);
    const char *class = attribute(element, "class");
    enum tc_charset charset;
    return tc_html_class_charset(h, gumbo_normalized_tagname(element->tag), class, &charset) ? charset : around;
}

// ---- walking

static void start_list(struct tc_html *h, const GumboElement *element)
{
    if (h->list_depth < TC_HTML_LISTS) {
        const char *start = attribute(element, "start"), *type = attribute(element, "type");
        h->numbers[h->list_depth] = start ? strtol(start, NULL, 10) : 1;
        static const char types[] = "1aAiI";
        const char *at = type && *type && !type[1] ? strchr(types, *type) : types;
        h->formats[h->list_depth] = element->tag == GUMBO_TAG_UL ? TC_LIST_BULLET
                                    : at                         ? (enum tc_list_format)(TC_LIST_DECIMAL + (at - types))
                                                                 : TC_LIST_DECIMAL;
    }
    h->list_depth++;
}

static void start_item(struct tc_html *h, const GumboElement *element)
{
    unsigned depth = h->list_depth && h->list_depth <= TC_HTML_LISTS ? h->list_depth - 1 : 0;
    tc_flow_begin(h->flow, TC_BLOCK_LIST_ITEM, depth + 1);
    h->after_space = true;
    if (h->list_depth == 0 || h->formats[depth] == TC_LIST_BULLET)
        return;
    const char *value = attribute(element, "value");
    if (value)
        h->numbers[depth] = strtol(value, NULL, 10);
    tc_auto_buf struct tc_buf label = {0};
    tc_list_number(h->formats[depth], h->numbers[depth]++, &label);
    tc_flow_font(h->flow, TC_CS_UNKNOWN);
    if (label.len) {
        tc_flow_text(h->flow, label.data, label.len);
        tc_flow_str(h->flow, ". ");
    }
}

static bool has_border(const GumboElement *element)
{
    const char *border = attribute(element, "border"), *style = attribute(element, "style");
    if (border && strtol(border, NULL, 10) > 0)
        return true;
    const char *at = style ? strcasestr(style, "border") : NULL;
    return at && strcasestr(at, "solid");
}

static void new_block(struct tc_html *h, enum tc_block_kind kind, unsigned level)
{
    tc_flow_begin(h->flow, kind, level);
    h->after_space = true;
}

static void start_cell(struct tc_html *h, const GumboElement *element)
{
    if (has_border(element))
        tc_flow_table_border(h->flow, TC_BORDER_VISIBLE);
    tc_flow_cell(h->flow);
    const char *span = attribute(element, "colspan");
    tc_flow_span(h->flow, span ? (unsigned)strtoul(span, NULL, 10) : 1);
    h->after_space = true;
}

// False: what is inside is not for us.
static bool enter(struct tc_html *h, struct tc_html_frame *frame)
{
    const GumboElement *element = &frame->node->v.element;
    unsigned level = 0;
    frame->role = role_of(element, &level);
    bool is_plain = frame->role == TC_HTML_INLINE || frame->role == TC_HTML_BLOCK;
    if (is_plain && tc_html_is_furniture(element) && !tc_html_is_around(h, frame->node))
        frame->role = TC_HTML_FURNITURE;
    frame->is_beside = frame->role != TC_HTML_SKIP && tc_html_is_beside(h, frame->node);
    if (frame->is_beside)
        frame->around = tc_flow_region(h->flow, TC_BLOCK_FURNITURE);
    frame->charset = h->charset;
    h->charset = font_of(h, element, h->charset);
    switch (frame->role) {
    case TC_HTML_SKIP:
        return false;
    case TC_HTML_FURNITURE:
        frame->region = tc_flow_region(h->flow, TC_BLOCK_FURNITURE);
        h->after_space = true;
        break;
    case TC_HTML_HEADING:
        new_block(h, TC_BLOCK_HEADING, level);
        break;
    case TC_HTML_CAPTION:
        new_block(h, TC_BLOCK_CAPTION, 0);
        break;
    case TC_HTML_LIST:
        tc_flow_end(h->flow);
        start_list(h, element);
        break;
    case TC_HTML_ITEM:
        start_item(h, element);
        break;
    case TC_HTML_TABLE:
        tc_flow_table(h->flow, has_border(element) ? TC_BORDER_VISIBLE : TC_BORDER_UNKNOWN);
        break;
    case TC_HTML_ROW:
        tc_flow_row(h->flow);
        break;
    case TC_HTML_CELL:
        start_cell(h, element);
        break;
    case TC_HTML_BREAK:
        tc_flow_font(h->flow, TC_CS_UNKNOWN);
        if (h->flow->is_open)
            tc_flow_str(h->flow, "\n");
        h->after_space = true;
        break;
    case TC_HTML_PRE:
        new_block(h, TC_BLOCK_PARAGRAPH, 0);
        h->pre_depth++;
        break;
    case TC_HTML_BLOCK:
        // the first block in an item goes on with its label
        if (!(h->flow->is_open && h->flow->kind == TC_BLOCK_LIST_ITEM && h->after_space))
            new_block(h, TC_BLOCK_PARAGRAPH, 0);
        break;
    case TC_HTML_INLINE:
        break;
    }
    return true;
}

static void leave(struct tc_html *h, const struct tc_html_frame *frame)
{
    h->charset = frame->charset;
    switch (frame->role) {
    case TC_HTML_SKIP:
    case TC_HTML_INLINE:
    case TC_HTML_BREAK:
    case TC_HTML_ROW:
        break;
    case TC_HTML_FURNITURE:
        (void)tc_flow_region(h->flow, frame->region);
        break;
    case TC_HTML_LIST:
        tc_flow_end(h->flow);
        h->list_depth--;
        break;
    case TC_HTML_TABLE:
        tc_flow_table_end(h->flow);
        break;
    case TC_HTML_CELL:
        tc_flow_cell_end(h->flow);
        break;
    case TC_HTML_PRE:
        h->pre_depth--;
        tc_flow_end(h->flow);
        break;
    default:
        tc_flow_end(h->flow);
    }
    if (frame->is_beside)
        (void)tc_flow_region(h->flow, frame->around);
}

// Pieces that only the style sheet sets apart: “<span>Đông Lâm</span>Sau mười bốn tháng”. Within a word no small letter
// stands before a capital.
static bool is_new_word(const struct tc_html *h, const char *text, size_t len)
{
    const struct tc_buf *line = &h->flow->line;
    size_t before = line->len, at = 0;
    bool is_upper = true, was_upper = true;
    if (h->after_space || !h->flow->is_open || h->charset != TC_CS_UNKNOWN || !line->len || !len)
        return false;
    while (before > 0 && !tc_utf8_is_boundary(line->data, line->len, --before))
        ;
    bool is_letter = tc_letter_of(tc_utf8_next(text, len, &at), NULL, &is_upper) != TC_L_NONE;
    bool was_letter = tc_letter_of(tc_utf8_next(line->data, line->len, &before), NULL, &was_upper) != TC_L_NONE;
    return is_letter && was_letter && is_upper && !was_upper;
}

static void put_text(struct tc_html *h, const char *text)
{
    size_t len = strlen(text), start = 0;
    bool apart = is_new_word(h, text, len);
    tc_flow_font(h->flow, h->charset);
    if (apart)
        tc_flow_str(h->flow, " ");
    if (h->pre_depth) {
        tc_flow_text(h->flow, text, len);
        return;
    }
    for (size_t i = 0; i < len; i++) {
        if (!strchr(" \t\n\r\f", text[i])) {
            h->after_space = false;
            continue;
        }
        tc_flow_text(h->flow, text + start, i - start);
        if (!h->after_space && h->flow->is_open)
            tc_flow_str(h->flow, " ");
        h->after_space = true;
        start = i + 1;
    }
    tc_flow_text(h->flow, text + start, len - start);
}

static void walk(struct tc_html *h, const GumboNode *root)
{
    struct tc_html_frame *stack = NULL;
    size_t depth = 0, cap = 0;
    TC_GROW(stack, depth, cap);
    stack[depth++] = (struct tc_html_frame){.node = root, .role = TC_HTML_INLINE};
    while (depth && !h->flow->is_full) {
        struct tc_html_frame *frame = &stack[depth - 1];
        const GumboVector *children = &frame->node->v.element.children;
        if (frame->next == children->length) {
            struct tc_html_frame done = *frame;
            depth--;
            leave(h, &done);
            continue;
        }
        const GumboNode *child = children->data[frame->next++];
        if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE || child->type == GUMBO_NODE_CDATA) {
            put_text(h, child->v.text.text);
        } else if (child->type == GUMBO_NODE_ELEMENT) {
            struct tc_html_frame inner = {.node = child};
            if (!enter(h, &inner)) {
                h->charset = inner.charset;
                continue;
            }
            TC_GROW(stack, depth, cap);
            stack[depth++] = inner;
        }
    }
    free(stack);
}

// ---- the head of the page

static void put_node_text(const GumboNode *node, struct tc_buf *ret)
{
    const GumboVector *children = &node->v.element.children;
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE)
            tc_buf_str(ret, child->v.text.text);
    }
}

static void read_meta(struct tc_html *h, const GumboElement *element)
{
    static const struct {
        const char *name, *field;
    } names[] = {{"author", "author"},
                 {"description", "subject"},
                 {"keywords", "keywords"},
                 {"article:published_time", "published"},
                 {"article:author", "author"},
                 {"pubdate", "published"},
                 {"og:title", "headline"},
                 {"og:site_name", "site_name"},
                 {"og:description", "description"}};
    const char *name = attribute(element, "name"), *content = attribute(element, "content");
    if (!name)
        name = attribute(element, "property");
    if (!name || !content)
        return;
    h->is_article |= !strcasecmp(name, "og:type") && !strcasecmp(content, "article");
    for (size_t i = 0; i < TC_LENGTH(names); i++)
        if (!strcasecmp(name, names[i].name))
            tc_flow_field(h->flow, names[i].field, content, strlen(content));
}

static void read_script(struct tc_html *h, const GumboNode *script)
{
    const char *type = attribute(&script->v.element, "type");
    if (!type || strcasecmp(type, "application/ld+json") != 0)
        return;
    tc_auto_buf struct tc_buf text = {0};
    put_node_text(script, &text);
    if (text.len)
        tc_html_json_ld(h, text.data);
}

static void read_head(struct tc_html *h, const GumboNode *head)
{
    const GumboVector *children = &head->v.element.children;
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (child->type != GUMBO_NODE_ELEMENT)
            continue;
        tc_auto_buf struct tc_buf text = {0};
        if (child->v.element.tag == GUMBO_TAG_TITLE) {
            put_node_text(child, &text);
            if (text.len)
                tc_flow_field(h->flow, "title", text.data, text.len);
        } else if (child->v.element.tag == GUMBO_TAG_STYLE) {
            put_node_text(child, &text);
            if (text.len)
                tc_html_css(h, text.data);
        } else if (child->v.element.tag == GUMBO_TAG_SCRIPT) {
            read_script(h, child);
        } else if (child->v.element.tag == GUMBO_TAG_META) {
            read_meta(h, &child->v.element);
        }
    }
}

static const GumboNode *child_of(const GumboNode *node, GumboTag tag)
{
    const GumboVector *children = &node->v.element.children;
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == tag)
            return child;
    }
    return NULL;
}

enum tc_reason tc_read_html(const struct tc_source *source, struct tc_flow *flow)
{
    tc_auto_buf struct tc_buf text = {0};
    flow->info.declared = tc_html_to_utf8(source->data, source->len, &text);
    if (tc_html_is_too_deep(text.data, text.len))
        return TC_REASON_TOO_LARGE;
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    GumboOutput *tree = gumbo_parse_with_options(&options, text.data, text.len);
    if (!tree)
        return TC_REASON_DAMAGED;
    struct tc_html h = {.flow = flow, .after_space = true};
    const GumboNode *head = child_of(tree->root, GUMBO_TAG_HEAD), *body = child_of(tree->root, GUMBO_TAG_BODY);
    if (head)
        read_head(&h, head);
    if (body) {
        tc_html_find_article(&h, body);
        tc_html_find_named(&h, body);
        walk(&h, body);
    }
    tc_html_fini(&h);
    gumbo_destroy_output(&options, tree);
    return TC_REASON_NONE;
}
