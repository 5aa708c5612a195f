// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the citation neighbourhood (JSON of `graph`): columns by distance, on the left what the middle rests on, on the
// right what rests on it. Colours and strokes are attributes, not style sheets, so that the drawing may stand in a page
// under a strict policy. With out->base nodes are links to base/doc/ID or base/ref/KEY.
#include "render.h"

#include "base/utf8.h"
#include "escape.h"

#include <stdlib.h>
#include <string.h>

enum { BOX_W = 216, BOX_H = 46, GAP_X = 96, GAP_Y = 14, MARGIN = 16, LEGEND_H = 26, LETTERS = 30, BOLD_LETTERS = 26 };

// One row a relation: its colour is told apart by people who see red and green alike, its dash by those who print.
static const struct {
    const char *name, *color, *dash;
} relations[] = {
    {"basis", "#1f5fa8", ""},    {"implements", "#0b7a75", ""}, {"amends", "#b35c00", "6 3"},
    {"replaces", "#a3195b", ""}, {"repeals", "#a3195b", "2 3"}, {"guides", "#5b4bb0", "6 3"},
    {"reviews", "#5f6b1e", ""},  {"refers", "#6b7280", "2 3"},
};

static size_t relation_row(const char *name)
{
    for (size_t i = 0; name && i < TC_LENGTH(relations); i++) {
        if (!strcmp(relations[i].name, name))
            return i;
    }
    return TC_LENGTH(relations) - 1;
}

struct place {
    int layer, x, y;
    size_t node;
    const char *date, *key;
};

static int by_layer_then_date(const void *a, const void *b)
{
    const struct place *p = a, *q = b;
    if (p->layer != q->layer)
        return p->layer < q->layer ? -1 : 1;
    int order = strcmp(p->date, q->date);
    if (!order)
        order = strcmp(p->key, q->key);
    return order ? order : (p->node > q->node) - (p->node < q->node);
}

static int by_node(const void *a, const void *b)
{
    const struct place *p = a, *q = b;
    return (p->node > q->node) - (p->node < q->node);
}

// Places every node; gives the size of the drawing.
static struct place *lay_out(const json_t *nodes, int *ret_width, int *ret_height)
{
    size_t count = json_array_size(nodes);
    struct place *places = tc_xcalloc(count, sizeof *places);
    for (size_t i = 0; i < count; i++) {
        const json_t *node = json_array_get(nodes, i);
        const char *date = tc_json_text(node, "date"), *key = tc_json_text(node, "key");
        places[i] = (struct place){.layer = (int)json_integer_value(json_object_get(node, "layer")),
                                   .node = i,
                                   .date = date ? date : "",
                                   .key = key ? key : ""};
    }
    qsort(places, count, sizeof *places, by_layer_then_date);
    int tallest = 0, column = 0;
    for (size_t i = 0, start = 0; i < count; i++) {
        if (i + 1 == count || places[i + 1].layer != places[i].layer) {
            tallest = (int)(i + 1 - start) > tallest ? (int)(i + 1 - start) : tallest;
            start = i + 1;
        }
    }
    for (size_t i = 0, start = 0; i < count; i++) {
        places[i].x = MARGIN + column * (BOX_W + GAP_X);
        if (i + 1 == count || places[i + 1].layer != places[i].layer) {
            int in_column = (int)(i + 1 - start);
            for (size_t j = start; j <= i; j++)
                places[j].y = MARGIN + LEGEND_H + (tallest - in_column) * (BOX_H + GAP_Y) / 2 +
                              (int)(j - start) * (BOX_H + GAP_Y);
            start = i + 1;
            column++;
        }
    }
    *ret_width = 2 * MARGIN + column * BOX_W + (column > 1 ? (column - 1) * GAP_X : 0);
    *ret_height = 2 * MARGIN + LEGEND_H + tallest * (BOX_H + GAP_Y);
    qsort(places, count, sizeof *places, by_node);
    return places;
}

// Where the second line of a name begins: behind the last word that ends within BOLD_LETTERS characters; its end when
// it needs no second line.
static size_t first_line_of(const char *name)
{
    size_t len = strlen(name), pos = 0, blank = 0;
    for (int letters = 0; pos < len && letters < BOLD_LETTERS; letters++) {
        if (name[pos] == ' ')
            blank = pos;
        (void)tc_utf8_next(name, len, &pos);
    }
    if (pos < len && name[pos] == ' ')
        blank = pos;
    return pos == len || !blank ? len : blank;
}

// At most so many characters, an ellipsis where more were.
static void put_short(struct tc_buf *buf, const char *s, int most)
{
    size_t len = strlen(s), pos = 0, last = 0;
    int letters = 0;
    while (pos < len && letters < most) {
        last = pos;
        (void)tc_utf8_next(s, len, &pos);
        letters++;
    }
    if (pos < len) {
        tc_esc_html(s, last, buf);
        tc_buf_str(buf, "…");
    } else {
        tc_esc_html(s, len, buf);
    }
}

static void put_escaped(struct tc_buf *buf, const char *s)
{
    if (s)
        tc_esc_html(s, strlen(s), buf);
}

static void put_edge(struct tc_out *out, const json_t *graph, const struct place *places, const json_t *edge)
{
    size_t from = (size_t)json_integer_value(json_object_get(edge, "from")),
           to = (size_t)json_integer_value(json_object_get(edge, "to"));
    const json_t *nodes = json_object_get(graph, "nodes");
    if (from >= json_array_size(nodes) || to >= json_array_size(nodes))
        return;
    size_t row = relation_row(tc_json_text(edge, "relation"));
    const struct place *a = &places[from], *b = &places[to];
    int ay = a->y + BOX_H / 2, by = b->y + BOX_H / 2;
    // the arrow runs from what cites to what is cited; within a column it bends out to the right
    bool same = a->x == b->x;
    int ax = same || a->x < b->x ? a->x + BOX_W : a->x, bx = same || a->x > b->x ? b->x + BOX_W : b->x;
    int bend = same ? GAP_X / 2 : (bx - ax) / 2;
    json_int_t depth = json_integer_value(json_object_get(edge, "depth"));
    tc_buf_printf(&out->buf,
                  "<path class=\"edge\" d=\"M%d %dC%d %d %d %d %d %d\" fill=\"none\" stroke=\"%s\" "
                  "stroke-width=\"%s\"%s%s%s marker-end=\"url(#arrow-%zu)\"><title>",
                  ax, ay, ax + bend, ay, same ? bx + bend : bx - bend, by, bx, by, relations[row].color,
                  depth > 2 ? "2.2" : "1.4", *relations[row].dash ? " stroke-dasharray=\"" : "", relations[row].dash,
                  *relations[row].dash ? "\"" : "", row);
    put_escaped(&out->buf, tc_json_text(json_array_get(nodes, from), "key"));
    tc_buf_str(&out->buf, " → ");
    put_escaped(&out->buf, tc_json_text(json_array_get(nodes, to), "key"));
    tc_buf_printf(&out->buf, " (%s", tc_label(out->lang, relations[row].name));
    if (depth > 1)
        tc_buf_printf(&out->buf, ", %d×", (int)depth);
    tc_buf_str(&out->buf, ")</title></path>\n");
}

static void put_link(struct tc_out *out, const json_t *node)
{
    const char *id = tc_json_text(node, "id"), *key = tc_json_text(node, "key");
    tc_buf_str(&out->buf, "<a href=\"");
    tc_esc_attr(out->base, strlen(out->base), &out->buf);
    if (id) {
        tc_buf_printf(&out->buf, "/doc/%s", id);
    } else {
        // "@?" is left out of addresses, an unknown part is "_"
        tc_auto_free char *plain = tc_xstrdup(key ? key : "");
        size_t len = strlen(plain);
        if (len >= 2 && !strcmp(plain + len - 2, "@?"))
            plain[len - 2] = '\0';
        for (char *c = plain; *c; c++)
            *c = *c == '?' ? '_' : *c;
        tc_buf_str(&out->buf, "/ref/");
        tc_esc_urlpath(plain, strlen(plain), &out->buf);
    }
    tc_buf_str(&out->buf, "\">");
}

static void put_node(struct tc_out *out, const struct place *place, const json_t *node)
{
    const char *key = tc_json_text(node, "key"), *title = tc_json_text(node, "title"),
               *date = tc_json_text(node, "date");
    bool is_here = tc_json_text(node, "id") != NULL, is_middle = place->layer == 0;
    if (out->base)
        put_link(out, node);
    tc_buf_printf(&out->buf, "<g class=\"node\"><title>%s",
                  is_here                   ? ""
                  : out->lang == TC_LANG_VI ? "Không có trong kho: "
                                            : "Not in the archive: ");
    put_escaped(&out->buf, key);
    if (title) {
        tc_buf_str(&out->buf, " – ");
        put_escaped(&out->buf, title);
    }
    tc_buf_printf(&out->buf,
                  "</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" fill=\"%s\" stroke=\"%s\" "
                  "stroke-width=\"%s\"%s/>",
                  place->x, place->y, BOX_W, BOX_H, is_middle ? "#fff4d6" : "#ffffff", is_here ? "#374151" : "#9ca3af",
                  is_middle ? "2" : "1", is_here ? "" : " stroke-dasharray=\"4 3\"");
    // the number stands on the first line; a document without one shows its title there
    const char *first = key ? key : title;
    tc_auto_free char *name = key ? tc_key_name(key) : NULL;
    tc_auto_free char *plain = name    ? tc_xstrdup(name)
                               : first ? tc_xstrndup(first, key ? strcspn(key, "@") : strlen(first))
                                       : tc_xstrdup("");
    tc_buf_printf(&out->buf, "<text x=\"%d\" y=\"%d\" font-size=\"%d\" font-weight=\"bold\" fill=\"%s\">", place->x + 8,
                  place->y + 18, key && !name ? 13 : 12, is_here ? "#111827" : "#6b7280");
    bool is_words = name || !key; // several of them, for which one line is seldom enough
    size_t line = is_words ? first_line_of(plain) : strlen(plain);
    tc_auto_free char *rest = tc_xstrdup(plain + line);
    plain[line] = '\0';
    put_short(&out->buf, plain, BOLD_LETTERS);
    tc_buf_printf(&out->buf, "</text><text x=\"%d\" y=\"%d\" font-size=\"11\" fill=\"#4b5563\">", place->x + 8,
                  place->y + 35);
    tc_auto_buf struct tc_buf second = {0};
    if (*rest)
        tc_buf_str(&second, rest + 1);
    else if (date)
        tc_put_date(out->lang, date, &second);
    if (key && title) {
        if (second.len)
            tc_buf_str(&second, " · ");
        tc_buf_str(&second, title);
    }
    put_short(&out->buf, second.data ? second.data : "", LETTERS);
    tc_buf_str(&out->buf, "</text></g>");
    tc_buf_str(&out->buf, out->base ? "</a>\n" : "\n");
}

// Only the relations that occur are explained.
static void put_legend(struct tc_out *out, const json_t *edges, int *ret_right)
{
    int x = MARGIN;
    for (size_t row = 0; row < TC_LENGTH(relations); row++) {
        bool occurs = false;
        size_t i;
        json_t *edge;
        json_array_foreach(edges, i, edge)
        {
            occurs = occurs || relation_row(tc_json_text(edge, "relation")) == row;
        }
        if (!occurs)
            continue;
        const char *label = tc_label(out->lang, relations[row].name);
        tc_buf_printf(&out->buf,
                      "<path d=\"M%d %dh22\" stroke=\"%s\" stroke-width=\"2\"%s%s%s/><text x=\"%d\" y=\"%d\" "
                      "font-size=\"11\" fill=\"#374151\">",
                      x, MARGIN + 4, relations[row].color, *relations[row].dash ? " stroke-dasharray=\"" : "",
                      relations[row].dash, *relations[row].dash ? "\"" : "", x + 27, MARGIN + 8);
        put_escaped(&out->buf, label);
        tc_buf_str(&out->buf, "</text>\n");
        x += 40 + 7 * (int)tc_utf8_count(label, strlen(label));
    }
    *ret_right = x;
}

static void put_svg(struct tc_out *out, json_t *graph)
{
    const json_t *nodes = json_object_get(graph, "nodes"), *edges = json_object_get(graph, "edges");
    int width = 0, height = 0, right = 0;
    struct place *places = lay_out(nodes, &width, &height);
    struct tc_out body = {.lang = out->lang, .base = out->base};
    put_legend(&body, edges, &right);
    if (right > width)
        width = right;
    size_t i;
    json_t *item;
    json_array_foreach(edges, i, item)
    {
        put_edge(&body, graph, places, item);
    }
    json_array_foreach(nodes, i, item)
    {
        put_node(&body, &places[i], item);
    }
    tc_buf_printf(
        &out->buf,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" "
        "font-family=\"DejaVu Sans, Arial, sans-serif\"><title>",
        width, height, width, height);
    put_escaped(&out->buf, tc_json_text(graph, "key"));
    tc_buf_str(&out->buf, "</title>\n<defs>");
    for (size_t row = 0; row < TC_LENGTH(relations); row++) {
        tc_buf_printf(
            &out->buf,
            "<marker id=\"arrow-%zu\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" "
            "orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"%s\"/></marker>",
            row, relations[row].color);
    }
    tc_buf_str(&out->buf, "</defs>\n");
    tc_buf_add(&out->buf, body.buf.data ? body.buf.data : "", body.buf.len);
    tc_buf_str(&out->buf, "</svg>\n");
    tc_buf_fini(&body.buf);
    free(places);
}

// A quoted string of the DOT language: only the quote and the backslash are special.
static void put_quoted(struct tc_buf *buf, const char *s)
{
    tc_buf_char(buf, '"');
    for (; s && *s; s++) {
        if (*s == '"' || *s == '\\')
            tc_buf_char(buf, '\\');
        tc_buf_char(buf, *s == '\n' ? ' ' : *s);
    }
    tc_buf_char(buf, '"');
}

static void put_dot(struct tc_out *out, json_t *graph)
{
    size_t i;
    json_t *item;
    tc_buf_str(&out->buf, "digraph tracuu {\n  rankdir=RL;\n  node [shape=box];\n");
    json_array_foreach(json_object_get(graph, "nodes"), i, item)
    {
        const char *key = tc_json_text(item, "key"), *title = tc_json_text(item, "title");
        tc_buf_printf(&out->buf, "  n%zu [label=", i);
        put_quoted(&out->buf, key ? key : title);
        tc_buf_str(&out->buf, ", tooltip=");
        put_quoted(&out->buf, title);
        tc_buf_str(&out->buf, tc_json_text(item, "id") ? "];\n" : ", style=dashed];\n");
    }
    json_array_foreach(json_object_get(graph, "edges"), i, item)
    {
        tc_buf_printf(&out->buf, "  n%d -> n%d [label=", (int)json_integer_value(json_object_get(item, "from")),
                      (int)json_integer_value(json_object_get(item, "to")));
        put_quoted(&out->buf, tc_json_text(item, "relation"));
        tc_buf_str(&out->buf, "];\n");
    }
    tc_buf_str(&out->buf, "}\n");
}

const struct tc_renderer tc_render_svg = {.name = "svg", .media_type = "image/svg+xml", .object = put_svg}; // SVG 1.1
const struct tc_renderer tc_render_dot = {.name = "dot", .media_type = "text/vnd.graphviz", .object = put_dot};
