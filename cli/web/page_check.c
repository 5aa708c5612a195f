// SPDX-License-Identifier: GPL-3.0-or-later
// /check: a draft that was pasted, or sent as a file: its findings as a page, or the file again with comments. A file
// is read by tracuu-extract and commented by tracuu-annotate, both locked in; here it is bytes in memory, and nothing
// of it is kept.
#include "web.h"

#include "commented.h"
#include "escape.h"
#include "extract/extract.h"
#include "render_finding.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static void put_form(struct tc_page *page, const char *value)
{
    struct tc_out *out = page->out;
    tc_buf_str(&out->buf, "<form class=\"draft\" method=\"post\" enctype=\"multipart/form-data\" action=\"");
    tc_html_attr(out, page->request->script_name);
    tc_buf_printf(
        &out->buf,
        "/check%s\">\n<p><label for=\"file\">%s</label>\n<input id=\"file\" name=\"file\" type=\"file\"></p>\n",
        page->request->is_lang_given ? TC_T(page->lang, "?lang=vi", "?lang=en") : "",
        TC_T(page->lang, "Tệp dự thảo (.docx, .odt, .doc, .rtf, .pdf, .txt, đến 16 MB):",
             "File of the draft (.docx, .odt, .doc, .rtf, .pdf, .txt, up to 16 MB):"));
    tc_buf_printf(&out->buf,
                  "<p><label for=\"passage\">%s</label></p>\n<textarea id=\"passage\" name=\"draft\" rows=\"8\">\n",
                  TC_T(page->lang, "hoặc dán dự thảo vào đây. Dự thảo chỉ được đọc, không được lưu.",
                       "or paste the draft here. It is only read, never kept."));
    if (value)
        tc_html_text(out, value);
    tc_buf_printf(&out->buf,
                  "</textarea>\n<p><button type=\"submit\" name=\"do\" value=\"findings\">%s</button>\n"
                  "<button type=\"submit\" name=\"do\" value=\"commented\">%s</button></p>\n</form>\n",
                  TC_T(page->lang, "Kiểm tra viện dẫn", "Check citations"),
                  TC_T(page->lang, "Tải về tệp .docx, .odt có ghi chú", "Get the .docx or .odt with comments"));
}

static void put_member(struct tc_page *page, const json_t *item, const char *name)
{
    const char *s = tc_json_text(item, name);
    if (s)
        tc_html_text(page->out, s);
}

static void put_finding(struct tc_page *page, const json_t *finding)
{
    struct tc_out *out = page->out;
    tc_auto_buf struct tc_buf severity = {0};
    tc_put_capital(tc_finding_severity(page->lang, finding), &severity);
    tc_buf_printf(&out->buf, "<li><p><b>%s</b> <small>%s %d</small> · ", severity.data,
                  TC_T(page->lang, "dòng", "line"), (int)json_integer_value(json_object_get(finding, "line")));
    put_member(page, finding, "message");
    tc_buf_str(&out->buf, "</p>\n<blockquote lang=\"vi\">");
    put_member(page, finding, "text");
    tc_buf_str(&out->buf, "</blockquote>\n");
    if (tc_json_text(finding, "suggestion")) {
        tc_buf_printf(&out->buf, "<p>%s <span class=\"reference\" lang=\"vi\">",
                      TC_T(page->lang, "Nên viết:", "Better:"));
        put_member(page, finding, "suggestion");
        tc_buf_str(&out->buf, "</span></p>\n");
    }
    tc_buf_str(&out->buf, "</li>\n");
}

static void put_page(struct tc_page *page, const json_t *findings)
{
    struct tc_buf *buf = &page->out->buf;
    const struct tc_request *request = page->request;
    const char *title = TC_T(page->lang, "Kiểm tra dự thảo", "Check a draft");
    size_t count = json_array_size(findings);
    tc_page_begin(page, title);
    tc_buf_printf(buf, "<div class=\"reference-page\">\n<h1>%s</h1>\n", title);
    put_form(page, request->draft);
    if (request->upload.name) {
        tc_buf_printf(buf, "<p>%s <b>", TC_T(page->lang, "Tệp đã đọc:", "File read:"));
        tc_html_text(page->out, request->upload.name);
        tc_buf_str(buf, "</b></p>\n");
    }
    if (findings && !count)
        tc_buf_printf(buf, "<h2>%s</h2>\n", TC_T(page->lang, "Không thấy lỗi", "Nothing was found wrong"));
    else if (findings)
        tc_buf_printf(buf, TC_T(page->lang, "<h2>%zu điều cần xem</h2>\n", "<h2>%zu findings</h2>\n"), count);
    tc_buf_str(buf, "<ul class=\"citing\">\n");
    for (size_t i = 0; i < count; i++)
        put_finding(page, json_array_get(findings, i));
    tc_buf_str(buf, "</ul>\n</div>\n");
    tc_page_end(page);
}

// What the file says, read by the sandboxed program. False after a page that says why not.
static bool read_upload(struct tc_page *page, struct tc_document *ret)
{
    const struct tc_upload *upload = &page->request->upload;
    const struct tc_extract_options options = {
        .timeout_seconds = 30, .max_file_bytes = 16 << 20, .max_text_bytes = 8 << 20};
    enum tc_reason reason = TC_REASON_UNREADABLE;
    struct tc_error err = {0};
    tc_auto_fd int file = tc_memory_file(upload->data, upload->len);
    enum tc_status status = TC_ERR_IO;
    if (file >= 0) {
        struct tc_extractor *extractor = tc_extractor_new(&options);
        status = tc_extract_file(extractor, file, upload->name, ret, &reason, &err);
        tc_extractor_free(extractor);
    }
    if (status != TC_OK) {
        tc_auto_free char *message =
            tc_xasprintf(TC_T(page->lang, "Không đọc được tệp này: %s.", "This file cannot be read: %s."),
                         tc_label(page->lang, tc_reason_name(reason)));
        tc_page_fail(page, 422, message);
    }
    return status == TC_OK;
}

// “Kế hoạch 12.docx” becomes “Kế hoạch 12 (ghi chú).docx”, in a form that headers can carry (RFC 6266, 8187).
static void put_disposition(struct tc_page *page, const char *name)
{
    struct tc_buf *headers = &page->response->headers;
    const char *dot = strrchr(name, '.');
    size_t stem = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    tc_auto_free char *copy =
        tc_xasprintf(TC_T(page->lang, "%.*s (ghi chú)%s", "%.*s (comments)%s"), (int)stem, name, name + stem);
    tc_buf_str(headers, "Content-Disposition: attachment; filename*=UTF-8''");
    tc_esc_urlarg(copy, strlen(copy), headers);
    tc_buf_str(headers, "\r\n");
}

static void give_commented(struct tc_page *page, const struct tc_document *draft, const json_t *findings)
{
    static const struct {
        const char *ending, *media_type;
    } kinds[] = {
        {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {".odt", "application/vnd.oasis.opendocument.text"},
    };
    const struct tc_upload *upload = &page->request->upload;
    tc_auto_buf struct tc_buf copy = {0};
    struct tc_error err = {0};
    size_t kind = 0, len = upload->name ? strlen(upload->name) : 0;
    while (kind < TC_LENGTH(kinds) &&
           (len <= strlen(kinds[kind].ending) ||
            strcasecmp(upload->name + len - strlen(kinds[kind].ending), kinds[kind].ending) != 0))
        kind++;
    enum tc_status status = kind == TC_LENGTH(kinds) ? TC_ERR_INPUT
                                                     : tc_commented_copy(upload->data, upload->len, draft, findings,
                                                                         page->lang, &copy, &err);
    if (status != TC_OK) {
        tc_page_fail(page, status == TC_ERR_INPUT ? 422 : 503,
                     TC_T(page->lang, "Chỉ ghi chú được vào tệp .docx và .odt đọc được.",
                          "Comments can only be written into .docx and .odt files that can be read."));
        return;
    }
    page->response->media_type = kinds[kind].media_type;
    put_disposition(page, upload->name);
    tc_buf_add(&page->out->buf, copy.data, copy.len);
}

static void answer(struct tc_page *page, struct tc_archive *archive, const struct tc_document *draft, const char *name)
{
    struct tc_error err = {0};
    char *text = NULL;
    if (tc_check_document_json(archive, draft, name, NULL, &text, &err) != TC_OK) {
        tc_page_fail_error(page, &err);
        return;
    }
    json_t *root = tc_json_parse_free(text);
    if (page->request->wants_commented)
        give_commented(page, draft, json_object_get(root, "findings"));
    else if (page->request->wants_json)
        tc_page_json(page, json_incref(root));
    else
        put_page(page, json_object_get(root, "findings"));
    json_decref(root);
}

void tc_page_check(struct tc_page *page)
{
    const struct tc_request *request = page->request;
    struct tc_archive *archive = tc_page_archive(page);
    struct tc_document draft = {0};
    if (!archive)
        return;
    page->response->is_private = request->draft || request->upload.name;
    if (request->upload.name) {
        if (!read_upload(page, &draft))
            return;
        answer(page, archive, &draft, request->upload.name);
        tc_document_fini(&draft);
    } else if (request->draft) {
        tc_document_from_text(request->draft, strlen(request->draft), &draft);
        answer(page, archive, &draft, TC_T(page->lang, "dự thảo", "draft"));
        tc_document_fini(&draft);
    } else if (request->wants_json) {
        tc_page_json(page, json_pack("{s:[]}", "findings"));
    } else {
        put_page(page, NULL);
    }
}
