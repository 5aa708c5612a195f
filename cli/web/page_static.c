// SPDX-License-Identifier: GPL-3.0-or-later
// Files of our own (by a table, never by the name asked for) and the OpenSearch description.
#include "web.h"

#include "base/file.h"
#include "base/paths.h"

#include <string.h>

void tc_page_static(struct tc_page *page)
{
    static const struct {
        const char *name, *media_type;
    } files[] = {
        {"style.css", "text/css; charset=utf-8"},
        {"icon.svg", "image/svg+xml"},
    };
    enum { MOST = 1 << 20 };
    for (size_t i = 0; i < TC_LENGTH(files); i++) {
        if (strcmp(page->rest, files[i].name) != 0)
            continue;
        tc_auto_free char *path = tc_xasprintf("%s/static/%s", tc_path_data(), files[i].name);
        if (tc_file_read(path, MOST, &page->out->buf, NULL) != TC_OK)
            break;
        page->response->media_type = files[i].media_type;
        page->response->may_cache = true;
        return;
    }
    tc_page_fail(page, 404, TC_T(page->lang, "Không có trang này.", "There is no such page."));
}

// OpenSearch 1.1: lets a browser search the archive from its address bar.
void tc_page_opensearch(struct tc_page *page)
{
    struct tc_out *out = page->out;
    page->response->media_type = "application/opensearchdescription+xml; charset=utf-8";
    tc_buf_printf(
        &out->buf,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>%s</ShortName>\n"
        "<Description>%s</Description>\n<InputEncoding>UTF-8</InputEncoding>\n<Url type=\"text/html\" template=\"",
        TC_T(page->lang, "Tra cứu", "Tra cứu"),
        TC_T(page->lang, "Tra cứu văn bản của Đảng và Nhà nước", "Party and State documents"));
    tc_html_attr(out, page->request->host);
    tc_html_attr(out, page->request->script_name);
    tc_buf_str(&out->buf, "/?q={searchTerms}\"/>\n</OpenSearchDescription>\n");
}
