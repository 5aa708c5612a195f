// SPDX-License-Identifier: GPL-3.0-or-later
// What the archive holds: every section of the statistics as a table with bars.
#include "web.h"

#include "escape.h"

#include <string.h>

static json_t *read_stats(struct tc_page *page)
{
    struct tc_archive *archive = tc_page_archive(page);
    struct tc_error err = {0};
    char *text = NULL;
    if (!archive)
        return NULL;
    if (tc_stats_json(archive, &text, &err) != TC_OK) {
        tc_page_fail_error(page, &err);
        return NULL;
    }
    return tc_json_parse_free(text);
}

void tc_page_stats_json(struct tc_page *page)
{
    json_t *stats = read_stats(page);
    if (stats)
        tc_page_json(page, stats);
}

// The number a row is about, and what it is a number of.
static json_int_t count_of(const json_t *item)
{
    static const char *const names[] = {"count", "cited_by", "citations", "documents"};
    for (size_t i = 0; i < TC_LENGTH(names); i++)
        if (json_is_integer(json_object_get(item, names[i])))
            return json_integer_value(json_object_get(item, names[i]));
    return 0;
}

// Sections whose values can be searched for lead there.
static enum tc_param param_of(const char *section)
{
    static const struct {
        const char *section;
        enum tc_param param;
    } params[] = {{"by_type", TC_PARAM_TYPE},   {"by_issuer", TC_PARAM_ISSUER}, {"by_year", TC_PARAM_YEAR},
                  {"by_place", TC_PARAM_PLACE}, {"by_term", TC_PARAM_TERM},     {"by_signer", TC_PARAM_SIGNER}};
    for (size_t i = 0; i < TC_LENGTH(params); i++)
        if (strcmp(params[i].section, section) == 0)
            return params[i].param;
    return TC_PARAMS;
}

static void put_name(struct tc_page *page, const char *section, const json_t *item)
{
    struct tc_out *out = page->out;
    const char *id = tc_json_text(item, "id"), *title = tc_json_text(item, "title"), *key = tc_json_text(item, "key");
    enum tc_param param = param_of(section);
    tc_auto_buf struct tc_buf path = {0}, query = {0}, name = {0};
    tc_put_cell(tc_json_at(item, "value"), &name);
    if (!name.len && key)
        tc_buf_add(&name, key, strcspn(key, "@"));
    if (title && (!key || strcmp(key, title) != 0))
        tc_buf_printf(&name, "%s%s", name.len ? " · " : "", title);
    if (id) {
        tc_buf_printf(&path, "/doc/%s", id);
    } else if (key) {
        tc_html_ref_path(key, &path);
    } else if (param != TC_PARAMS && name.len) {
        tc_buf_char(&path, '/');
        tc_buf_printf(&query, "%s=", tc_param_name(param));
        tc_esc_urlarg(name.data, name.len, &query);
    }
    if (path.len) {
        tc_buf_str(&out->buf, "<a");
        tc_html_href(out, path.data, query.data);
        tc_buf_char(&out->buf, '>');
    }
    tc_esc_html(name.data ? name.data : "–", name.data ? name.len : strlen("–"), &out->buf);
    if (path.len)
        tc_buf_str(&out->buf, "</a>");
}

static void put_row(struct tc_page *page, const char *section, const json_t *item, json_int_t most)
{
    struct tc_buf *buf = &page->out->buf;
    json_int_t count = count_of(item);
    tc_buf_str(buf, "<tr><th scope=\"row\">");
    put_name(page, section, item);
    tc_buf_str(buf, "</th><td class=\"n\">");
    tc_put_count(page->lang, count > 0 ? (uint64_t)count : 0, buf);
    tc_buf_printf(
        buf,
        "</td><td class=\"bar\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
        "<rect width=\"%.1f\" height=\"10\"/></svg></td></tr>\n",
        most ? 100.0 * (double)count / (double)most : 0.0);
}

static void put_section(struct tc_page *page, const char *name, const json_t *items)
{
    enum { MOST = 40 };
    struct tc_buf *buf = &page->out->buf;
    tc_auto_buf struct tc_buf title = {0};
    json_int_t most = 0;
    for (size_t i = 0; i < json_array_size(items); i++)
        if (count_of(json_array_get(items, i)) > most)
            most = count_of(json_array_get(items, i));
    tc_put_capital(tc_label(page->lang, name), &title);
    tc_buf_str(buf, "<section>\n<h2>");
    tc_esc_html(title.data, title.len, buf);
    tc_buf_str(buf, "</h2>\n<table class=\"chart\">\n<tbody>\n");
    for (size_t i = 0; i < json_array_size(items) && i < MOST; i++)
        put_row(page, name, json_array_get(items, i), most);
    tc_buf_str(buf, "</tbody></table>\n</section>\n");
}

static void put_cell(struct tc_page *page, const json_t *run, const char *name, bool is_number)
{
    struct tc_buf *buf = &page->out->buf;
    tc_auto_buf struct tc_buf text = {0};
    tc_put_cell(json_object_get(run, name), &text);
    tc_buf_str(buf, is_number ? "<td class=\"n\">" : "<td>");
    tc_esc_html(text.data ? text.data : "", text.len, buf);
    tc_buf_str(buf, "</td>");
}

// The papers that share a number, each with its day.
static void put_doubles(struct tc_page *page, const json_t *run)
{
    struct tc_out *out = page->out;
    const json_t *doubles = json_object_get(run, "doubles");
    tc_buf_str(&out->buf, "<td>");
    for (size_t i = 0; i < json_array_size(doubles); i++) {
        const json_t *one = json_array_get(doubles, i), *documents = json_object_get(one, "documents");
        tc_buf_printf(&out->buf, "%s%02d:", i ? "; " : "", (int)json_integer_value(json_object_get(one, "number")));
        for (size_t k = 0; k < json_array_size(documents); k++) {
            const json_t *document = json_array_get(documents, k);
            const char *id = tc_json_text(document, "id"), *date = tc_json_text(document, "date");
            tc_auto_buf struct tc_buf path = {0};
            tc_buf_printf(&path, "/doc/%s", id ? id : "");
            tc_buf_str(&out->buf, k ? ", <a" : " <a");
            tc_html_href(out, path.data, NULL);
            tc_buf_char(&out->buf, '>');
            if (date)
                tc_html_date(out, date);
            else
                tc_html_text(out, id ? id : "?");
            tc_buf_str(&out->buf, "</a>");
        }
    }
    tc_buf_str(&out->buf, "</td>");
}

// What is missing from the runs of numbers, and what is there twice.
static void put_runs(struct tc_page *page, const json_t *runs)
{
    static const char *const heads[] = {"issuer", "type", "series", "period", "held", "highest", "missing", "doubled"};
    enum { MOST = 100 };
    struct tc_buf *buf = &page->out->buf;
    tc_buf_str(buf, "<section class=\"runs\">\n<h2>");
    tc_html_text(page->out, tc_label(page->lang, "number_runs"));
    tc_buf_str(buf, "</h2>\n<div class=\"scroll\"><table>\n<thead><tr>");
    for (size_t i = 0; i < TC_LENGTH(heads); i++) {
        tc_buf_str(buf, "<th scope=\"col\">");
        tc_html_text(page->out, tc_label(page->lang, heads[i]));
        tc_buf_str(buf, "</th>");
    }
    tc_buf_str(buf, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < json_array_size(runs) && i < MOST; i++) {
        const json_t *run = json_array_get(runs, i);
        tc_buf_str(buf, "<tr>");
        for (size_t k = 0; k + 1 < TC_LENGTH(heads); k++)
            put_cell(page, run, heads[k], json_is_integer(json_object_get(run, heads[k])));
        put_doubles(page, run);
        tc_buf_str(buf, "</tr>\n");
    }
    tc_buf_str(buf, "</tbody></table></div>\n</section>\n");
}

void tc_page_stats(struct tc_page *page)
{
    json_t *stats = page->request->wants_json ? NULL : read_stats(page), *value;
    const char *name, *title = TC_T(page->lang, "Thống kê kho văn bản", "What the archive holds");
    if (page->request->wants_json) {
        tc_page_stats_json(page);
        return;
    }
    if (!stats)
        return;
    tc_page_begin(page, title);
    tc_buf_printf(&page->out->buf, "<h1>%s</h1>\n", title);
    tc_render_html.object(page->out, stats);
    tc_buf_str(&page->out->buf, "<div class=\"charts\">\n");
    json_object_foreach(stats, name, value)
    {
        if (json_array_size(value) && strcmp(name, "number_runs") != 0)
            put_section(page, name, value);
    }
    tc_buf_str(&page->out->buf, "</div>\n");
    if (json_array_size(json_object_get(stats, "number_runs")))
        put_runs(page, json_object_get(stats, "number_runs"));
    tc_page_end(page);
    json_decref(stats);
}
