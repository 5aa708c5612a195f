// SPDX-License-Identifier: GPL-3.0-or-later
// What surrounds every page: head, search box, foot; pages that say what went wrong; JSON.
#include "web.h"

#include "escape.h"

#include <string.h>

static void put_link(struct tc_page *page, const char *path, const char *text)
{
    bool is_here = strcmp(page->request->path, path) == 0 && !page->request->values[TC_PARAM_Q];
    tc_buf_str(&page->out->buf, "<a");
    tc_html_href(page->out, path, NULL);
    tc_buf_str(&page->out->buf, is_here ? " aria-current=\"page\">" : ">");
    tc_html_text(page->out, text);
    tc_buf_str(&page->out->buf, "</a>\n");
}

// The same page in the other language.
static void put_language_link(struct tc_page *page)
{
    tc_auto_buf struct tc_buf query = {0}, path = {0};
    tc_request_query(page->request, TC_PARAM_LANG, TC_T(page->lang, "en", "vi"), &query);
    tc_esc_urlpath(page->request->path, strlen(page->request->path), &path);
    tc_buf_str(&page->out->buf, "<a href=\"");
    tc_html_attr(page->out, page->request->script_name);
    tc_esc_attr(path.data, path.len, &page->out->buf);
    tc_buf_printf(&page->out->buf, "?%s\" lang=\"%s\" hreflang=\"%s\">%s</a>\n", query.data,
                  TC_T(page->lang, "en", "vi"), TC_T(page->lang, "en", "vi"),
                  TC_T(page->lang, "English", "Tiếng Việt"));
}

static void put_head(struct tc_page *page, const char *title)
{
    struct tc_out *out = page->out;
    const char *site = TC_T(page->lang, "Tra cứu văn bản", "Document archive");
    tc_buf_printf(&out->buf, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>",
                  TC_T(page->lang, "vi", "en"));
    if (title) {
        tc_html_text(out, title);
        tc_buf_str(&out->buf, " – ");
    }
    tc_buf_printf(&out->buf, "%s</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
                  site);
    tc_buf_str(&out->buf, "<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"stylesheet\"");
    struct tc_out plain = {.base = out->base};
    tc_html_href(&plain, "/static/style.css", NULL);
    tc_buf_str(&plain.buf, ">\n<link rel=\"icon\" type=\"image/svg+xml\"");
    tc_html_href(&plain, "/static/icon.svg", NULL);
    tc_buf_add(&out->buf, plain.buf.data, plain.buf.len);
    tc_buf_fini(&plain.buf);
    tc_buf_printf(&out->buf, ">\n<link rel=\"search\" type=\"application/opensearchdescription+xml\" title=\"%s\"",
                  site);
    tc_html_href(out, "/opensearch.xml", NULL);
    tc_buf_str(&out->buf, ">\n</head>\n");
}

static void put_search_box(struct tc_page *page)
{
    struct tc_out *out = page->out;
    const char *q = page->request->values[TC_PARAM_Q];
    tc_buf_str(&out->buf, "<form id=\"search\" role=\"search\" method=\"get\" action=\"");
    tc_html_attr(out, page->request->script_name);
    tc_buf_printf(
        &out->buf,
        "/\">\n<label class=\"hidden\" for=\"q\">%s</label>\n"
        "<input id=\"q\" name=\"q\" type=\"search\" maxlength=\"1000\" autocomplete=\"off\" "
        "spellcheck=\"false\" placeholder=\"%s\" value=\"",
        TC_T(page->lang, "Từ ngữ, số ký hiệu hoặc tên văn bản cần tìm", "Words, number or name of a document"),
        TC_T(page->lang, "Từ ngữ, “cụm từ” hoặc số ký hiệu", "Words, “a phrase” or a number"));
    if (q)
        tc_html_attr(out, q);
    tc_buf_printf(&out->buf, "\"%s>\n", q || strcmp(page->request->path, "/") != 0 ? "" : " autofocus");
    if (page->request->is_lang_given)
        tc_buf_printf(&out->buf, "<input type=\"hidden\" name=\"lang\" value=\"%s\">\n", TC_T(page->lang, "vi", "en"));
    tc_buf_printf(&out->buf, "<button type=\"submit\">%s</button>\n</form>\n", TC_T(page->lang, "Tìm", "Search"));
}

void tc_page_begin(struct tc_page *page, const char *title)
{
    struct tc_buf *buf = &page->out->buf;
    put_head(page, title);
    tc_buf_printf(buf,
                  "<body>\n<a class=\"skip\" href=\"#main\">%s</a>\n<header>\n<div class=\"bar\">\n<p class=\"brand\">",
                  TC_T(page->lang, "Đến nội dung", "Skip to content"));
    tc_buf_str(buf, "<a");
    tc_html_href(page->out, "/", NULL);
    tc_buf_printf(buf, ">%s</a></p>\n", TC_T(page->lang, "Tra cứu", "Tra cứu"));
    put_search_box(page);
    tc_buf_printf(buf, "<nav aria-label=\"%s\">\n", TC_T(page->lang, "Các trang", "Pages"));
    put_link(page, "/check", TC_T(page->lang, "Kiểm tra dự thảo", "Check a draft"));
    put_link(page, "/precedent", TC_T(page->lang, "Tiền lệ", "Precedents"));
    put_link(page, "/tasks", TC_T(page->lang, "Việc được giao", "Work assigned"));
    put_link(page, "/stats", TC_T(page->lang, "Thống kê", "Statistics"));
    put_link(page, "/help", TC_T(page->lang, "Cách tìm", "How to search"));
    put_language_link(page);
    tc_buf_str(buf, "</nav>\n</div>\n</header>\n<main id=\"main\" tabindex=\"-1\">\n");
}

void tc_page_end(struct tc_page *page)
{
    tc_buf_str(&page->out->buf, "</main>\n</body>\n</html>\n");
}

void tc_page_fail(struct tc_page *page, int status, const char *message)
{
    tc_buf_clear(&page->out->buf);
    page->response->status = status;
    if (page->request->wants_json || strstr(page->request->path, ".json")) {
        tc_page_json(page, json_pack("{s:{s:i,s:o}}", "error", "status", status, "message", tc_json_string(message)));
        return;
    }
    page->response->media_type = tc_render_html.media_type;
    tc_page_begin(page, message);
    tc_buf_str(&page->out->buf, "<div class=\"notice\" role=\"alert\">\n<h1>");
    tc_html_text(page->out, message);
    tc_buf_str(&page->out->buf, "</h1>\n<p><a");
    tc_html_href(page->out, "/", NULL);
    tc_buf_printf(&page->out->buf, ">%s</a></p>\n</div>\n",
                  TC_T(page->lang, "Về trang tìm kiếm", "To the search page"));
    tc_page_end(page);
}

void tc_page_fail_error(struct tc_page *page, const struct tc_error *err)
{
    enum tc_lang lang = page->lang;
    if (err->status == TC_ERR_QUERY)
        tc_page_fail(page, 400, err->message);
    else if (err->status == TC_ERR_NOT_FOUND)
        tc_page_fail(page, 404, TC_T(lang, "Không có văn bản này trong kho.", "The archive has no such document."));
    else
        tc_page_fail(page, 503,
                     TC_T(lang, "Kho văn bản hiện không dùng được. Báo người quản trị chạy “tracuu verify”.",
                          "The archive cannot be used now. Ask its keeper to run “tracuu verify”."));
}

void tc_page_json(struct tc_page *page, json_t *json)
{
    page->response->media_type = tc_render_json.media_type;
    tc_render_json.object(page->out, json);
    json_decref(json);
}

struct tc_archive *tc_page_archive(struct tc_page *page)
{
    struct tc_error err = {0};
    if (page->web->archive || tc_archive_open(page->web->directory, &page->web->archive, &err) == TC_OK)
        return page->web->archive;
    tc_page_fail(page, 503,
                 err.status == TC_ERR_NOT_FOUND
                     ? TC_T(page->lang, "Chưa có kho văn bản. Lập kho bằng lệnh “tracuu index”.",
                            "There is no archive yet. Build one with “tracuu index”.")
                     : TC_T(page->lang, "Kho văn bản hiện không dùng được. Báo người quản trị chạy “tracuu verify”.",
                            "The archive cannot be used now. Ask its keeper to run “tracuu verify”."));
    return NULL;
}
