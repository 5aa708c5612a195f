// SPDX-License-Identifier: GPL-3.0-or-later
#include "web.h"

#include <string.h>

// A path that ends with / stands for everything below it; the first row that fits wins.
static const struct {
    const char *path;
    void (*page)(struct tc_page *page);
} routes[] = {
    {"/search.json", tc_page_search_json},
    {"/doc/", tc_page_document},
    {"/ref/", tc_page_reference},
    {"/precedent", tc_page_precedent},
    {"/precedent.json", tc_page_precedent},
    {"/check", tc_page_check},
    {"/compare", tc_page_compare},
    {"/compare.json", tc_page_compare},
    {"/tasks", tc_page_tasks},
    {"/tasks.json", tc_page_tasks},
    {"/implementation/", tc_page_implementation},
    {"/stats", tc_page_stats},
    {"/stats.json", tc_page_stats_json},
    {"/help", tc_page_help},
    {"/feed", tc_page_feed},
    {"/opensearch.xml", tc_page_opensearch},
    {"/static/", tc_page_static},
};

static void dispatch(struct tc_page *page, const char *path)
{
    if (strcmp(path, "/") == 0) {
        tc_page_search(page);
        return;
    }
    for (size_t i = 0; i < TC_LENGTH(routes); i++) {
        size_t len = strlen(routes[i].path);
        bool is_folder = routes[i].path[len - 1] == '/';
        if (is_folder ? strncmp(path, routes[i].path, len) == 0 && path[len] : strcmp(path, routes[i].path) == 0) {
            page->rest = path + len;
            routes[i].page(page);
            return;
        }
    }
    tc_page_fail(page, 404, TC_T(page->lang, "Không có trang này.", "There is no such page."));
}

static void refuse(struct tc_page *page, int status, const char *why)
{
    enum tc_lang lang = page->lang;
    if (status == 405)
        tc_buf_str(&page->response->headers, "Allow: GET, HEAD\r\n");
    tc_page_fail(page, status,
                 strcmp(why, "method") == 0 ? TC_T(lang, "Trang này chỉ để xem.", "This page can only be read.")
                 : strcmp(why, "body") == 0 ? TC_T(lang, "Dự thảo quá dài.", "The draft is too long.")
                 : strcmp(why, "form") == 0
                     ? TC_T(lang, "Biểu mẫu gửi lên không đọc được.", "The form that was sent cannot be read.")
                 : strcmp(why, "length") == 0 ? TC_T(lang, "Địa chỉ quá dài.", "The address is too long.")
                                              : TC_T(lang, "Địa chỉ có tham số không hợp lệ.",
                                                     "The address has a parameter that does not fit."));
}

void tc_web_answer(struct tc_web *web, const struct tc_request *request, int refused, const char *why,
                   struct tc_response *ret)
{
    static const char *const states[] = {[TC_LANG_VI] = "&amp;lang=vi", [TC_LANG_EN] = "&amp;lang=en"};
    *ret = (struct tc_response){.status = 200, .media_type = tc_render_html.media_type, .file = -1};
    ret->out.lang = request->lang;
    ret->out.base = request->script_name;
    ret->out.state = request->is_lang_given ? states[request->lang] : "";
    ret->out.query = request->values[TC_PARAM_Q];
    struct tc_page page = {
        .web = web, .request = request, .response = ret, .out = &ret->out, .lang = request->lang, .rest = ""};
    if (refused)
        refuse(&page, refused, why);
    else
        dispatch(&page, request->path);
}

void tc_web_fini(struct tc_web *web)
{
    if (web->archive)
        tc_archive_close(web->archive);
}
