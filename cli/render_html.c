// SPDX-License-Identifier: GPL-3.0-or-later
// HTML for the pages: hits, tables and whatever else has the same shape everywhere. The text of documents is in
// render_body.c.
#include "render_html.h"

#include "escape.h"

#include <string.h>

void tc_html_text(struct tc_out *out, const char *s)
{
    tc_esc_html(s, strlen(s), &out->buf);
}

void tc_html_attr(struct tc_out *out, const char *s)
{
    tc_esc_attr(s, strlen(s), &out->buf);
}

void tc_html_href(struct tc_out *out, const char *path, const char *query)
{
    bool has_query = query && *query, has_state = out->state && *out->state;
    tc_buf_str(&out->buf, " href=\"");
    tc_html_attr(out, out->base ? out->base : "");
    tc_auto_buf struct tc_buf url = {0};
    tc_esc_urlpath(path, strlen(path), &url);
    tc_esc_attr(url.data, url.len, &out->buf);
    if (has_query)
        tc_buf_printf(&out->buf, "?%s", query);
    if (has_state)
        tc_buf_printf(&out->buf, "%s%s", has_query ? "" : "?", has_query ? out->state : out->state + strlen("&amp;"));
    tc_buf_char(&out->buf, '"');
}

void tc_html_ref_path(const char *key, struct tc_buf *ret)
{
    size_t len = strlen(key);
    if (len > 2 && strcmp(key + len - 2, "@?") == 0)
        len -= 2;
    tc_buf_str(ret, "/ref/");
    for (size_t i = 0; i < len; i++)
        tc_buf_char(ret, key[i] == '?' ? '_' : key[i]);
}

void tc_html_key(struct tc_out *out, const char *key)
{
    tc_auto_free char *name = tc_key_name(key);
    tc_esc_html(name ? name : key, name ? strlen(name) : strcspn(key, "@"), &out->buf);
}

void tc_html_date(struct tc_out *out, const char *date)
{
    tc_auto_buf struct tc_buf shown = {0};
    tc_put_date(out->lang, date, &shown);
    if (date[0] == '-') {
        tc_html_text(out, shown.data);
        return;
    }
    tc_buf_str(&out->buf, "<time datetime=\"");
    tc_html_attr(out, date);
    tc_buf_str(&out->buf, "\">");
    tc_html_text(out, shown.data ? shown.data : "");
    tc_buf_str(&out->buf, "</time>");
}

void tc_html_marked(struct tc_out *out, const char *text, size_t start, size_t end, const struct tc_span *spans,
                    size_t count)
{
    for (size_t i = 0; i < count && start < end; i++) {
        if (spans[i].end <= start || spans[i].start >= end)
            continue;
        size_t from = spans[i].start > start ? spans[i].start : start, to = spans[i].end < end ? spans[i].end : end;
        tc_esc_html(text + start, from - start, &out->buf);
        tc_buf_str(&out->buf, "<mark>");
        tc_esc_html(text + from, to - from, &out->buf);
        tc_buf_str(&out->buf, "</mark>");
        start = to;
    }
    if (start < end)
        tc_esc_html(text + start, end - start, &out->buf);
}

// --- hits ---

static void put_element(struct tc_out *out, const char *name, const char *class, const char *text)
{
    tc_buf_printf(&out->buf, class ? "<%s class=\"%s\">" : "<%s>", name, class);
    tc_html_text(out, text);
    tc_buf_printf(&out->buf, "</%s>", name);
}

static void put_fact(struct tc_out *out, const char *class, const char *text)
{
    if (!text || !*text)
        return;
    tc_buf_str(&out->buf, "<li");
    if (class)
        tc_buf_printf(&out->buf, " class=\"%s\"", class);
    tc_buf_char(&out->buf, '>');
    tc_html_text(out, text);
    tc_buf_str(&out->buf, "</li>");
}

static void put_counted(struct tc_out *out, uint32_t count, const char *what)
{
    tc_auto_buf struct tc_buf text = {0};
    tc_put_count(out->lang, count, &text);
    tc_buf_printf(&text, " %s", what);
    put_fact(out, "count", text.data);
}

static void put_facts(struct tc_out *out, const struct tc_hit *hit)
{
    tc_auto_buf struct tc_buf type = {0};
    tc_buf_str(&out->buf, "<ul class=\"facts\">");
    if (hit->type)
        tc_put_capital(hit->type, &type);
    put_fact(out, "type", type.data);
    put_fact(out, "number", hit->number);
    if (hit->date) {
        tc_buf_str(&out->buf, "<li>");
        tc_html_date(out, hit->date);
        tc_buf_str(&out->buf, "</li>");
    }
    put_fact(out, NULL, hit->issuer);
    if (!hit->issuer || !hit->place || !strstr(hit->issuer, hit->place))
        put_fact(out, NULL, hit->place);
    put_fact(out, NULL, hit->signer);
    if (hit->status) {
        tc_auto_buf struct tc_buf standing = {0}, path = {0};
        tc_put_standing(out->lang, hit->status, hit->status_relation, hit->status_source, &standing);
        tc_buf_printf(&path, "/doc/%s", hit->status_source_id ? hit->status_source_id : hit->id);
        tc_buf_str(&out->buf, "<li class=\"status\"><a");
        tc_html_href(out, path.data, NULL);
        tc_buf_char(&out->buf, '>');
        tc_html_text(out, standing.data);
        tc_buf_str(&out->buf, "</a></li>");
    }
    if (hit->cited_by)
        put_counted(out, hit->cited_by, TC_T(out->lang, "lượt dẫn", hit->cited_by == 1 ? "citation" : "citations"));
    if (hit->copies)
        put_counted(out, hit->copies + 1, TC_T(out->lang, "bản", "copies"));
    tc_buf_str(&out->buf, "</ul>\n");
}

static void put_capital(struct tc_out *out, const char *s)
{
    tc_auto_buf struct tc_buf text = {0};
    tc_put_capital(s, &text);
    tc_esc_html(text.data ? text.data : "", text.len, &out->buf);
}

static void put_hit(struct tc_out *out, const struct tc_hit *hit)
{
    tc_auto_buf struct tc_buf path = {0}, query = {0};
    tc_buf_printf(&path, "/doc/%s", hit->id);
    if (out->query && *out->query) {
        tc_buf_str(&query, "q=");
        tc_esc_urlarg(out->query, strlen(out->query), &query);
    }
    tc_buf_str(&out->buf, "<li><article>\n<h2><a");
    tc_html_href(out, path.data, query.data);
    tc_buf_char(&out->buf, '>');
    if (hit->title)
        put_capital(out, hit->title);
    else
        tc_html_text(out, hit->number ? hit->number : hit->path);
    tc_buf_str(&out->buf, "</a></h2>\n");
    put_facts(out, hit);
    if (hit->heading)
        put_element(out, "p", "heading", hit->heading);
    if (hit->snippet && *hit->snippet) {
        tc_buf_printf(&out->buf, "<p class=\"snippet\">%s", tc_is_cut_before(hit->snippet) ? "… " : "");
        tc_html_marked(out, hit->snippet, 0, strlen(hit->snippet), hit->spans, hit->span_count);
        tc_buf_str(&out->buf, tc_is_cut_behind(hit->snippet) ? " …</p>\n" : "</p>\n");
    }
    if (hit->missing_count) {
        tc_buf_printf(&out->buf, "<p class=\"missing\">%s ", TC_T(out->lang, "Thiếu:", "Missing:"));
        for (size_t i = 0; i < hit->missing_count; i++)
            put_element(out, "del", NULL, hit->missing[i]);
        tc_buf_str(&out->buf, "</p>\n");
    }
    tc_buf_str(&out->buf, "<p class=\"where\"><bdi>");
    tc_html_text(out, hit->path);
    tc_buf_str(&out->buf, "</bdi>");
    if (hit->page)
        tc_buf_printf(&out->buf, TC_T(out->lang, ", trang %u", ", page %u"), hit->page);
    tc_buf_str(&out->buf, "</p>\n</article></li>\n");
}

static void html_results(struct tc_out *out, const struct tc_results *results)
{
    if (!results->hit_count)
        return;
    tc_buf_printf(&out->buf, "<ol class=\"hits\" start=\"%u\">\n", results->hits[0].rank);
    for (size_t i = 0; i < results->hit_count; i++)
        put_hit(out, &results->hits[i]);
    tc_buf_str(&out->buf, "</ol>\n");
}

// --- tables ---

static void put_cell(struct tc_out *out, const json_t *item, const struct tc_column *column)
{
    const json_t *value = tc_json_at(item, column->name);
    tc_auto_buf struct tc_buf text = {0};
    tc_buf_str(&out->buf, column->flags & TC_COLUMN_RIGHT ? "<td class=\"n\">" : "<td>");
    tc_put_cell(value, &text);
    const char *s = text.data ? text.data : "", *id = tc_json_text(item, "id");
    bool is_link = id && strlen(id) == 16 && strcmp(column->name, "title") == 0 && *s;
    if (is_link) {
        tc_auto_buf struct tc_buf path = {0};
        tc_buf_printf(&path, "/doc/%s", id);
        tc_buf_str(&out->buf, "<a");
        tc_html_href(out, path.data, NULL);
        tc_buf_char(&out->buf, '>');
    }
    if (column->flags & TC_COLUMN_DATE && *s)
        tc_html_date(out, s);
    else if (json_is_integer(value) && json_integer_value(value) >= 0 && column->flags & TC_COLUMN_RIGHT)
        tc_put_count(out->lang, (uint64_t)json_integer_value(value), &out->buf);
    else
        tc_html_text(out, column->flags & TC_COLUMN_CODE ? tc_label(out->lang, s) : s);
    tc_buf_str(&out->buf, is_link ? "</a></td>" : "</td>");
}

static void html_listing(struct tc_out *out, const struct tc_listing *listing)
{
    const json_t *items = json_object_get(listing->root, listing->items), *item;
    size_t row;
    tc_buf_str(&out->buf, "<div class=\"scroll\"><table>\n<thead><tr>");
    for (size_t i = 0; i < listing->column_count; i++) {
        if (listing->columns[i].flags & TC_COLUMN_DATA)
            continue;
        tc_auto_buf struct tc_buf head = {0};
        tc_put_capital(tc_label(out->lang, listing->columns[i].name), &head);
        tc_buf_str(&out->buf, listing->columns[i].flags & TC_COLUMN_RIGHT ? "<th scope=\"col\" class=\"n\">"
                                                                          : "<th scope=\"col\">");
        tc_html_text(out, head.data);
        tc_buf_str(&out->buf, "</th>");
    }
    tc_buf_str(&out->buf, "</tr></thead>\n<tbody>\n");
    json_array_foreach((json_t *)items, row, item)
    {
        tc_buf_str(&out->buf, "<tr>");
        for (size_t i = 0; i < listing->column_count; i++)
            if (!(listing->columns[i].flags & TC_COLUMN_DATA))
                put_cell(out, item, &listing->columns[i]);
        tc_buf_str(&out->buf, "</tr>\n");
    }
    tc_buf_str(&out->buf, "</tbody></table></div>\n");
}

// --- documents and other objects ---

static void put_definition(struct tc_out *out, const char *name, const json_t *value)
{
    tc_auto_buf struct tc_buf cell = {0}, label = {0};
    tc_put_cell(value, &cell);
    if (!cell.len)
        return;
    tc_put_capital(tc_label(out->lang, name), &label);
    put_element(out, "dt", NULL, label.data);
    tc_buf_str(&out->buf, "<dd>");
    if (strstr(name, "date"))
        tc_html_date(out, cell.data);
    else if (json_is_integer(value) && json_integer_value(value) >= 0 && strcmp(name, "year") != 0)
        tc_put_count(out->lang, (uint64_t)json_integer_value(value), &out->buf);
    else if (json_is_real(value))
        tc_put_decimal(out->lang, json_real_value(value), &out->buf);
    else
        tc_html_text(out, strcmp(name, "media_type") == 0 ? tc_label(out->lang, cell.data) : cell.data);
    tc_buf_str(&out->buf, "</dd>\n");
}

// What a reader of the page is not helped by: it stands in the heading, or is for programs.
static bool is_shown(const char *name, const json_t *value)
{
    static const char *const hidden[] = {
        "format_version", "id",     "title",           "confidence",    "type_code",       "key",
        "issuer_code",    "status", "status_relation", "status_source", "status_source_id"};
    for (size_t i = 0; i < TC_LENGTH(hidden); i++)
        if (strcmp(hidden[i], name) == 0)
            return false;
    return !json_is_object(value);
}

static void html_document(struct tc_out *out, const struct tc_document_parts *document)
{
    const char *name;
    json_t *value;
    if (document->parts & TC_PART_META) {
        tc_buf_str(&out->buf, "<dl class=\"meta\">\n");
        json_object_foreach(document->meta, name, value)
        {
            if (is_shown(name, value))
                put_definition(out, name, value);
        }
        tc_buf_str(&out->buf, "</dl>\n");
    }
    if (document->parts & TC_PART_TEXT)
        tc_html_body(out, document);
}

static void html_object(struct tc_out *out, json_t *object)
{
    const char *name;
    json_t *value;
    tc_buf_str(&out->buf, "<dl class=\"meta\">\n");
    json_object_foreach(object, name, value)
    {
        if (is_shown(name, value) && !json_is_array(value))
            put_definition(out, name, value);
    }
    tc_buf_str(&out->buf, "</dl>\n");
}

const struct tc_renderer tc_render_html = {
    .name = "html",
    .media_type = "text/html; charset=utf-8",
    .results = html_results,
    .listing = html_listing,
    .document = html_document,
    .object = html_object,
};
