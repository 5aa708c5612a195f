// SPDX-License-Identifier: GPL-3.0-or-later
// Pages for drafters: passages that said the same before, two documents side by side.
#include "web.h"

#include "escape.h"
#include "render_precedent.h"

#include <stdlib.h>
#include <string.h>

// A form with one large field; the answer stands below it.
static void put_text_form(struct tc_page *page, const char *value)
{
    struct tc_out *out = page->out;
    tc_buf_str(&out->buf, "<form class=\"draft\" method=\"get\" action=\"");
    tc_html_attr(out, page->request->script_name);
    tc_buf_printf(
        &out->buf, "/precedent\">\n%s<p><label for=\"passage\">%s</label></p>\n",
        !page->request->is_lang_given ? ""
                                      : TC_T(page->lang, "<input type=\"hidden\" name=\"lang\" value=\"vi\">\n",
                                             "<input type=\"hidden\" name=\"lang\" value=\"en\">\n"),
        TC_T(page->lang, "Đoạn đang soạn (từ 8 từ trở lên)", "The passage you are writing (eight words or more)"));
    tc_buf_str(&out->buf, "<textarea id=\"passage\" name=\"q\" rows=\"8\">\n");
    if (value)
        tc_html_text(out, value);
    tc_buf_printf(&out->buf, "</textarea>\n<p><button type=\"submit\">%s</button></p>\n</form>\n",
                  TC_T(page->lang, "Tìm câu đã dùng", "Find earlier wording"));
}

static void begin(struct tc_page *page, const char *title)
{
    tc_page_begin(page, title);
    tc_buf_str(&page->out->buf, "<div class=\"reference-page\">\n<h1>");
    tc_html_text(page->out, title);
    tc_buf_str(&page->out->buf, "</h1>\n");
}

static void end(struct tc_page *page)
{
    tc_buf_str(&page->out->buf, "</div>\n");
    tc_page_end(page);
}

// --- /precedent ---

static size_t read_spans(const json_t *list, struct tc_span *ret, size_t most)
{
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(list) && count < most; i++) {
        const json_t *span = json_array_get(list, i);
        ret[count++] = (struct tc_span){(uint32_t)json_integer_value(json_array_get(span, 0)),
                                        (uint32_t)json_integer_value(json_array_get(span, 1))};
    }
    return count;
}

static void put_link(struct tc_page *page, const json_t *item, const char *text)
{
    const char *id = tc_json_text(item, "id");
    tc_auto_buf struct tc_buf path = {0};
    tc_buf_printf(&path, "/doc/%s", id ? id : "");
    tc_buf_str(&page->out->buf, "<a");
    tc_html_href(page->out, path.data, NULL);
    tc_buf_char(&page->out->buf, '>');
    tc_html_text(page->out, text);
    tc_buf_str(&page->out->buf, "</a>");
}

// Who had the wording first, who repeated it, who changed it and how.
static void put_genealogy(struct tc_page *page, const json_t *sources)
{
    struct tc_buf *buf = &page->out->buf;
    if (json_array_size(sources) < 2)
        return;
    tc_buf_str(buf, "<ol class=\"genealogy\">\n");
    for (size_t i = 0; i < json_array_size(sources); i++) {
        const json_t *source = json_array_get(sources, i);
        tc_auto_buf struct tc_buf name = {0}, difference = {0};
        tc_put_precedent_source(page->lang, source, &name);
        tc_put_precedent_difference(page->lang, source, &difference);
        tc_buf_printf(buf, "<li>%s: ", tc_precedent_relation(page->lang, source));
        put_link(page, source, name.data);
        if (difference.len) {
            tc_buf_str(buf, "<br><small lang=\"vi\">");
            tc_html_text(page->out, difference.data);
            tc_buf_str(buf, "</small>");
        }
        tc_buf_str(buf, "</li>\n");
    }
    tc_buf_str(buf, "</ol>\n");
}

static void put_passage(struct tc_page *page, const json_t *passage)
{
    enum { MOST = 200 };
    struct tc_span spans[MOST];
    struct tc_out *out = page->out;
    const char *text = tc_json_text(passage, "text"), *title = tc_json_text(passage, "title");
    const char *full = tc_json_text(passage, "citation.full"), *brief = tc_json_text(passage, "citation.short");
    size_t count = read_spans(json_object_get(passage, "spans"), spans, MOST);
    tc_buf_str(&out->buf, "<li><blockquote lang=\"vi\">");
    if (text)
        tc_html_marked(out, text, 0, strlen(text), spans, count);
    tc_buf_str(&out->buf, "</blockquote>\n<p>");
    put_link(page, passage, title ? title : tc_json_text(passage, "id"));
    tc_buf_printf(&out->buf, " <small>%s %.0f %%</small></p>\n", TC_T(page->lang, "giống", "alike"),
                  100 * json_number_value(json_object_get(passage, "similarity")));
    if (full) {
        tc_buf_str(&out->buf, "<p class=\"reference\" lang=\"vi\">");
        tc_html_text(out, full);
        tc_buf_str(&out->buf, "</p>\n");
    }
    if (brief && full && strcmp(brief, full) != 0) {
        tc_buf_printf(&out->buf, "<p><small>%s</small> <span class=\"reference\" lang=\"vi\">",
                      TC_T(page->lang, "Những lần sau:", "Later on:"));
        tc_html_text(out, brief);
        tc_buf_str(&out->buf, "</span></p>\n");
    }
    put_genealogy(page, json_object_get(passage, "genealogy"));
    tc_buf_str(&out->buf, "</li>\n");
}

// Answers by issuer and term of office, the group with the best answer first.
static void put_groups(struct tc_page *page, const json_t *answer)
{
    const json_t *passages = json_object_get(answer, "passages"), *groups = json_object_get(answer, "groups");
    for (size_t i = 0; i < json_array_size(groups); i++) {
        const json_t *group = json_array_get(groups, i), *members = json_object_get(group, "passages");
        tc_auto_buf struct tc_buf name = {0};
        tc_put_precedent_group(page->lang, group, &name);
        tc_buf_str(&page->out->buf, "<h3>");
        tc_html_text(page->out, name.data);
        tc_buf_str(&page->out->buf, "</h3>\n<ul class=\"citing\">\n");
        for (size_t j = 0; j < json_array_size(members); j++)
            put_passage(page, json_array_get(passages, (size_t)json_integer_value(json_array_get(members, j))));
        tc_buf_str(&page->out->buf, "</ul>\n");
    }
}

void tc_page_precedent(struct tc_page *page)
{
    const char *q = page->request->values[TC_PARAM_Q];
    struct tc_archive *archive = tc_page_archive(page);
    struct tc_error err = {0};
    char *text = NULL;
    if (!archive)
        return;
    if (q && tc_precedent_json(archive, q, strlen(q), 0, NULL, &text, &err) != TC_OK) {
        tc_page_fail_error(page, &err);
        return;
    }
    json_t *answer = tc_json_parse_free(text);
    if (page->request->wants_json) {
        tc_page_json(page, answer);
        return;
    }
    const json_t *passages = json_object_get(answer, "passages");
    begin(page, TC_T(page->lang, "Tiền lệ", "Precedents"));
    put_text_form(page, q);
    if (q)
        tc_buf_printf(&page->out->buf, TC_T(page->lang, "<h2>%zu đoạn</h2>\n", "<h2>%zu passages</h2>\n"),
                      json_array_size(passages));
    put_groups(page, answer);
    end(page);
    json_decref(answer);
}

// --- /compare ---

// One side of a clause, with the stretches that differ marked; offsets in words are those of the whole text.
static void put_side(struct tc_page *page, const json_t *clause, const char *side)
{
    enum { MOST = 200 };
    struct tc_span spans[MOST];
    const json_t *part = json_object_get(clause, side), *words = json_object_get(clause, "words");
    const char *text = tc_json_text(part, "text");
    uint32_t base = (uint32_t)json_integer_value(json_object_get(part, "start"));
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(words) && count < MOST; i++) {
        const json_t *range = json_object_get(json_array_get(words, i), side);
        uint32_t from = (uint32_t)json_integer_value(json_array_get(range, 0));
        uint32_t to = (uint32_t)json_integer_value(json_array_get(range, 1));
        if (from >= base && to > from)
            spans[count++] = (struct tc_span){from - base, to - base};
    }
    tc_buf_str(&page->out->buf, "<td>");
    if (text)
        tc_html_marked(page->out, text, 0, strlen(text), spans, count);
    tc_buf_str(&page->out->buf, "</td>");
}

static void put_head_cell(struct tc_page *page, struct tc_document_view *view)
{
    json_t *meta = tc_json_parse(tc_document_view_meta(view));
    const char *title = tc_json_text(meta, "title"), *number = tc_json_text(meta, "number");
    tc_auto_buf struct tc_buf path = {0};
    tc_buf_printf(&path, "/doc/%s", tc_document_view_id(view));
    tc_buf_str(&page->out->buf, "<th scope=\"col\"><a");
    tc_html_href(page->out, path.data, NULL);
    tc_buf_char(&page->out->buf, '>');
    tc_html_text(page->out, number ? number : title ? title : tc_document_view_path(view));
    tc_buf_str(&page->out->buf, "</a></th>");
    json_decref(meta);
}

static void put_comparison(struct tc_page *page, struct tc_document_view *const views[2], const json_t *answer)
{
    struct tc_buf *buf = &page->out->buf;
    json_t *clauses = json_object_get(answer, "clauses"), *clause;
    size_t i;
    begin(page, TC_T(page->lang, "So sánh hai văn bản", "Two documents compared"));
    tc_buf_printf(buf, "<p>%s %.0f %%</p>\n<div class=\"scroll\"><table class=\"compare\">\n<thead><tr>",
                  TC_T(page->lang, "Giống nhau", "Alike"),
                  100 * json_number_value(json_object_get(answer, "similarity")));
    put_head_cell(page, views[0]);
    put_head_cell(page, views[1]);
    tc_buf_printf(buf, "<th scope=\"col\" class=\"change\">%s</th>", TC_T(page->lang, "Thay đổi", "Change"));
    tc_buf_str(buf, "</tr></thead>\n<tbody lang=\"vi\">\n");
    json_array_foreach(clauses, i, clause)
    {
        const char *change = tc_json_text(clause, "change");
        tc_buf_str(buf, "<tr class=\"");
        tc_html_attr(page->out, change ? change : "");
        tc_buf_str(buf, "\">");
        put_side(page, clause, "a");
        put_side(page, clause, "b");
        // colours alone do not tell a clause that moved from one that stayed
        tc_buf_printf(buf, "<td class=\"change\" lang=\"%s\">", page->lang == TC_LANG_VI ? "vi" : "en");
        if (change && strcmp(change, "same") != 0)
            tc_html_text(page->out, tc_change_label(page->lang, change));
        tc_buf_str(buf, "</td>");
        tc_buf_str(buf, "</tr>\n");
    }
    tc_buf_str(buf, "</tbody></table></div>\n");
    end(page);
}

static void put_compare_form(struct tc_page *page)
{
    begin(page, TC_T(page->lang, "So sánh hai văn bản", "Compare two documents"));
    tc_buf_str(&page->out->buf, "<form class=\"draft\" method=\"get\" action=\"");
    tc_html_attr(page->out, page->request->script_name);
    tc_buf_printf(&page->out->buf,
                  "/compare\">\n<p><label for=\"a\">%s</label> <input id=\"a\" name=\"a\" type=\"search\"></p>\n"
                  "<p><label for=\"b\">%s</label> <input id=\"b\" name=\"b\" type=\"search\"></p>\n"
                  "<p><button type=\"submit\">%s</button></p>\n</form>\n",
                  TC_T(page->lang, "Số ký hiệu hoặc mã thứ nhất", "First number or id"),
                  TC_T(page->lang, "Số ký hiệu hoặc mã thứ hai", "Second number or id"),
                  TC_T(page->lang, "So sánh", "Compare"));
    end(page);
}

void tc_page_compare(struct tc_page *page)
{
    const char *names[2] = {page->request->values[TC_PARAM_A], page->request->values[TC_PARAM_B]}, *texts[2];
    struct tc_document_view *views[2] = {NULL, NULL};
    struct tc_archive *archive = tc_page_archive(page);
    struct tc_error err = {0};
    enum tc_status status = TC_OK;
    size_t lengths[2];
    char *text = NULL;
    if (!archive)
        return;
    if (!names[0] || !names[1]) {
        put_compare_form(page);
        return;
    }
    for (int i = 0; i < 2 && status == TC_OK; i++)
        if ((status = tc_document_open(archive, names[i], &views[i], NULL, &err)) == TC_OK)
            texts[i] = tc_document_view_text(views[i], &lengths[i]);
    if (status == TC_OK)
        status = tc_compare_json(texts[0], lengths[0], texts[1], lengths[1], &text, &err);
    if (status != TC_OK) {
        tc_page_fail_error(page, &err);
    } else {
        json_t *answer = tc_json_parse_free(text);
        if (page->request->wants_json)
            tc_page_json(page, json_incref(answer));
        else
            put_comparison(page, views, answer);
        json_decref(answer);
    }
    for (int i = 0; i < 2; i++)
        tc_document_close(views[i]);
}
