// SPDX-License-Identifier: GPL-3.0-or-later
// A document: its fields, its text with citations as links and the words asked for marked, what it cites, the original.
#include "web.h"

#include "escape.h"

#include "extract/members.h"
#include "text/sure.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct view {
    struct tc_page *page;
    struct tc_archive *archive;
    struct tc_document_view *document;
    const char *id;
    json_t *meta, *cites, *blocks, *words;
    const char *text;
    size_t len;
};

// --- the aside ---

static void put_file_links(struct view *view)
{
    struct tc_out *out = view->page->out;
    tc_auto_free char *original = tc_document_original(view->archive, view->id);
    tc_auto_buf struct tc_buf path = {0};
    tc_buf_str(&out->buf, "<ul class=\"files\">\n");
    if (original) {
        tc_buf_printf(&path, "/doc/%s/original", view->id);
        tc_buf_str(&out->buf, "<li><a");
        tc_html_href(out, path.data, NULL);
        tc_buf_printf(&out->buf, " download>%s</a></li>\n", TC_T(out->lang, "Tải bản gốc", "Download the original"));
    }
    tc_buf_clear(&path);
    tc_buf_printf(&path, "/doc/%s.txt", view->id);
    tc_buf_str(&out->buf, "<li><a");
    tc_html_href(out, path.data, NULL);
    tc_buf_printf(&out->buf, ">%s</a></li>\n", TC_T(out->lang, "Nguyên văn (chữ)", "Plain text"));
    tc_buf_clear(&path);
    tc_buf_printf(&path, "/doc/%s.json", view->id);
    tc_buf_str(&out->buf, "<li><a");
    tc_html_href(out, path.data, NULL);
    tc_buf_str(&out->buf, ">JSON</a></li>\n</ul>\n");
}

// "Kết luận số 44-KL/TU, ngày 01/12/2008 của Tỉnh ủy … về …": ready to be copied into a draft.
static void put_reference(struct view *view)
{
    struct tc_out *out = view->page->out;
    const char *type = tc_json_text(view->meta, "type"), *number = tc_json_text(view->meta, "number");
    const char *date = tc_json_text(view->meta, "date"), *issuer = tc_json_text(view->meta, "issuer");
    tc_auto_buf struct tc_buf text = {0};
    if (!number)
        return;
    tc_put_capital(type ? type : "văn bản", &text);
    tc_buf_printf(&text, " số %s", number);
    if (date && *date != '-') {
        tc_buf_str(&text, ", ngày ");
        tc_put_date(TC_LANG_VI, date, &text);
    }
    if (issuer)
        tc_buf_printf(&text, " của %s", issuer);
    tc_buf_printf(&out->buf, "<section>\n<h2>%s</h2>\n<p class=\"reference\">",
                  TC_T(out->lang, "Cách viện dẫn", "How to cite it"));
    tc_esc_html(text.data, text.len, &out->buf);
    tc_buf_str(&out->buf, "</p>\n</section>\n");
}

static void put_citation(struct view *view, const json_t *citation)
{
    struct tc_out *out = view->page->out;
    const char *key = tc_json_text(citation, "key"), *relation = tc_json_text(citation, "relation");
    const json_t *targets = json_object_get(citation, "targets");
    const char *target = json_string_value(json_array_get(targets, 0));
    tc_auto_buf struct tc_buf path = {0};
    bool is_here = target && json_array_size(targets) == 1;
    if (is_here)
        tc_buf_printf(&path, "/doc/%s", target);
    else
        tc_html_ref_path(key, &path);
    tc_buf_str(&out->buf, is_here ? "<li><a" : "<li><a class=\"absent\"");
    tc_html_href(out, path.data, NULL);
    tc_buf_char(&out->buf, '>');
    tc_html_key(out, key);
    tc_buf_str(&out->buf, "</a>");
    size_t bare = strcspn(key, "@");
    if (strlen(key) == bare + strlen("@2008-12-01")) {
        tc_buf_str(&out->buf, " <small>");
        tc_html_date(out, key + bare + 1);
        tc_buf_str(&out->buf, "</small>");
    }
    if (relation && strcmp(relation, "refers") != 0) {
        tc_buf_str(&out->buf, " <small>");
        tc_html_text(out, tc_label(out->lang, relation));
        tc_buf_str(&out->buf, "</small>");
    }
    tc_buf_str(&out->buf, "</li>\n");
}

// Whether a later document ended or amended it, with a link there.
static void put_standing(struct view *view)
{
    struct tc_out *out = view->page->out;
    const char *status = tc_json_text(view->meta, "status"), *id = tc_json_text(view->meta, "status_source_id");
    tc_auto_buf struct tc_buf text = {0}, path = {0};
    if (!status || !id)
        return;
    tc_put_standing(out->lang, status, tc_json_text(view->meta, "status_relation"),
                    tc_json_text(view->meta, "status_source"), &text);
    tc_buf_printf(&path, "/doc/%s", id);
    tc_buf_str(&out->buf, "<p class=\"standing\"><a");
    tc_html_href(out, path.data, NULL);
    tc_buf_char(&out->buf, '>');
    tc_auto_buf struct tc_buf capital = {0};
    tc_put_capital(text.data, &capital);
    tc_html_text(out, capital.data);
    tc_buf_str(&out->buf, "</a></p>\n");
}

// What the underlined words of a scan are: their titles are seen with a mouse alone.
static void put_scan(struct view *view)
{
    struct tc_out *out = view->page->out;
    size_t unsure = 0;
    for (size_t i = 0; i < json_array_size(view->words); i++)
        unsure += json_integer_value(json_array_get(json_array_get(view->words, i), 2)) < TC_SURE_BELOW;
    if (!unsure)
        return;
    tc_buf_str(&out->buf, "<p class=\"scan\">");
    tc_buf_printf(&out->buf,
                  TC_T(out->lang, "Đọc từ bản quét: %zu trong %zu chữ chưa chắc, có gạch chân.",
                       "Read off a scan: %zu of %zu words are unsure, and underlined."),
                  unsure, json_array_size(view->words));
    tc_buf_str(&out->buf, "</p>\n");
}

// Each document cited once, in the order of its first citation.
static void put_citations(struct view *view)
{
    struct tc_out *out = view->page->out;
    json_t *seen = json_object(), *citation;
    size_t i;
    json_array_foreach(json_object_get(view->cites, "citations"), i, citation)
    {
        const char *key = tc_json_text(citation, "key");
        if (!key || json_object_get(seen, key))
            continue;
        if (!json_object_size(seen))
            tc_buf_printf(&out->buf, "<section>\n<h2>%s</h2>\n<ul class=\"cites\">\n",
                          TC_T(out->lang, "Viện dẫn", "Cites"));
        json_object_set_new(seen, key, json_true());
        put_citation(view, citation);
    }
    if (json_object_size(seen))
        tc_buf_str(&out->buf, "</ul>\n</section>\n");
    json_decref(seen);
}

static void put_citing(struct view *view)
{
    enum { SHOWN = 12 };
    struct tc_out *out = view->page->out;
    char *text = NULL;
    if (tc_cited_by_json(view->archive, view->id, &text, NULL) != TC_OK)
        return;
    json_t *cited_by = tc_json_parse_free(text);
    size_t count = json_array_size(json_object_get(cited_by, "citing"));
    if (count) {
        tc_buf_printf(&out->buf, "<section>\n<h2>%s (%zu)</h2>\n", TC_T(out->lang, "Được dẫn trong", "Cited by"),
                      count);
        tc_page_citing(view->page, cited_by, SHOWN, tc_json_text(view->meta, "key"));
        tc_buf_str(&out->buf, "</section>\n");
    }
    json_decref(cited_by);
}

// --- like documents ---

enum { SIMILAR_SHOWN = 6 };

static json_t *read_similar(struct view *view)
{
    char *text = NULL;
    if (tc_similar_json(view->archive, view->id, SIMILAR_SHOWN, &text, NULL, NULL) != TC_OK)
        return json_object();
    return tc_json_parse_free(text);
}

// "Kết luận … về …  12/2008 · chung 361 từ (94 %) · so sánh"
static void put_like(struct view *view, const json_t *item)
{
    struct tc_out *out = view->page->out;
    const char *id = tc_json_text(item, "id"), *title = tc_json_text(item, "title"), *key = tc_json_text(item, "key");
    const char *date = tc_json_text(item, "date");
    tc_auto_buf struct tc_buf path = {0}, name = {0};
    tc_put_capital(title ? title : key ? key : tc_json_text(item, "path"), &name);
    tc_buf_printf(&path, "/doc/%s", id);
    tc_buf_str(&out->buf, "<li><a");
    tc_html_href(out, path.data, NULL);
    tc_buf_char(&out->buf, '>');
    tc_html_text(out, name.data);
    tc_buf_str(&out->buf, "</a> <small>");
    if (key) {
        tc_html_key(out, key);
        tc_buf_str(&out->buf, " · ");
    }
    if (date) {
        tc_html_date(out, date);
        tc_buf_str(&out->buf, " · ");
    }
    tc_buf_printf(&out->buf, TC_T(out->lang, "chung %d từ, %.0f %%", "%d words shared, %.0f %%"),
                  (int)json_integer_value(json_object_get(item, "words")),
                  100 * json_real_value(json_object_get(item, "similarity")));
    tc_buf_clear(&path);
    tc_buf_printf(&path, "a=%s&amp;b=%s", view->id, id);
    tc_buf_str(&out->buf, " · <a");
    tc_html_href(out, "/compare", path.data);
    tc_buf_printf(&out->buf, ">%s</a></small></li>\n", TC_T(out->lang, "so sánh", "compare"));
}

static void put_similar(struct view *view)
{
    struct tc_out *out = view->page->out;
    json_t *similar = read_similar(view), *item;
    const json_t *documents = json_object_get(similar, "documents");
    size_t i;
    if (json_array_size(documents)) {
        tc_buf_printf(&out->buf, "<section>\n<h2>%s</h2>\n<ul class=\"similar\">\n",
                      TC_T(out->lang, "Văn bản tương tự", "Similar documents"));
        json_array_foreach((json_t *)(uintptr_t)documents, i, item) put_like(view, item);
        tc_buf_str(&out->buf, "</ul>\n</section>\n");
    }
    json_decref(similar);
}

// What the document rests on to the left, what rests on it to the right.
static void put_relations(struct view *view)
{
    struct tc_out *out = view->page->out;
    char *text = NULL;
    if (tc_graph_json(view->archive, view->id, 1, &text, NULL) != TC_OK)
        return;
    json_t *graph = tc_json_parse_free(text);
    if (json_array_size(json_object_get(graph, "edges"))) {
        tc_buf_printf(&out->buf, "<section class=\"relations\">\n<h2>%s</h2>\n<div class=\"scroll\">",
                      TC_T(out->lang, "Sơ đồ viện dẫn", "Citations drawn"));
        tc_render_svg.object(out, graph);
        tc_buf_str(&out->buf, "</div>\n</section>\n");
    }
    json_decref(graph);
}

// --- the page ---

static void put_page(struct view *view)
{
    struct tc_page *page = view->page;
    struct tc_out *out = page->out;
    const char *title = tc_json_text(view->meta, "title"), *q = page->request->values[TC_PARAM_Q];
    const char *name = title ? title : tc_json_text(view->meta, "number");
    struct tc_span *spans = NULL;
    size_t span_count = 0;
    if (!name)
        name = tc_document_view_path(view->document);
    if (q && tc_document_highlight(view->document, q, 2000, &spans, &span_count, NULL) != TC_OK)
        spans = NULL;
    const struct tc_document_parts meta = {.parts = TC_PART_META, .meta = view->meta};
    const struct tc_document_parts text = {.parts = TC_PART_TEXT,
                                           .meta = view->meta,
                                           .cites = view->cites,
                                           .text = view->text,
                                           .len = view->len,
                                           .words = view->words,
                                           .blocks = view->blocks,
                                           .spans = spans,
                                           .span_count = span_count};
    tc_page_begin(page, name);
    tc_buf_str(
        &out->buf,
        "<div class=\"columns document\">\n<article class=\"sheet\" aria-labelledby=\"title\">\n<h1 id=\"title\">");
    tc_auto_buf struct tc_buf heading = {0};
    if (title)
        tc_put_capital(name, &heading);
    else
        tc_buf_str(&heading, name);
    tc_esc_html(heading.data ? heading.data : "", heading.len, &out->buf);
    tc_buf_str(&out->buf, "</h1>\n");
    put_standing(view);
    put_scan(view);
    tc_buf_str(&out->buf, "<div class=\"text\" lang=\"vi\">\n");
    tc_render_html.document(out, &text);
    tc_buf_printf(&out->buf, "</div>\n</article>\n<aside aria-label=\"%s\">\n",
                  TC_T(page->lang, "Thông tin văn bản", "About the document"));
    tc_render_html.document(out, &meta);
    put_file_links(view);
    put_reference(view);
    put_citations(view);
    put_citing(view);
    put_similar(view);
    tc_buf_str(&out->buf, "</aside>\n</div>\n");
    put_relations(view);
    tc_page_end(page);
    free(spans);
}

static void put_json(struct view *view)
{
    json_t *similar = read_similar(view);
    json_object_set(view->meta, "similar", json_object_get(similar, "documents"));
    json_decref(similar);
    const struct tc_document_parts parts = {.parts = TC_PART_META | TC_PART_TEXT | TC_PART_CITES,
                                            .meta = view->meta,
                                            .cites = view->cites,
                                            .text = view->text,
                                            .len = view->len,
                                            .words = view->words};
    view->page->response->media_type = tc_render_json.media_type;
    tc_render_json.document(view->page->out, &parts);
}

static void put_text(struct view *view)
{
    view->page->response->media_type = tc_render_text.media_type;
    tc_buf_add(&view->page->out->buf, view->text, view->len);
}

// A member is taken out of its container by the sandboxed program, like in indexing; *name is what to call it.
static int open_original(struct view *view, char **ret_name)
{
    enum { SECONDS = 30 };
    tc_auto_free char *path = tc_document_original(view->archive, view->id);
    tc_auto_free char *inside = tc_document_member(view->archive, view->id);
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK) : -1;
    const char *whole = inside ? inside : path ? path : "", *slash = strrchr(whole, '/');
    *ret_name = tc_xstrdup(slash ? slash + 1 : whole);
    if (fd < 0 || !inside)
        return fd;
    int member = -1;
    const struct tc_extract_options options = {.timeout_seconds = SECONDS};
    if (tc_member_open(fd, path, inside, &options, &member, NULL) != TC_OK)
        member = -1;
    close(fd);
    return member;
}

// The file as it was deposited, to be saved, never to be shown: it is not ours to trust.
static void put_original(struct view *view)
{
    struct tc_page *page = view->page;
    tc_auto_free char *name = NULL;
    int fd = open_original(view, &name);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        if (fd >= 0)
            close(fd);
        tc_page_fail(page, 404, TC_T(page->lang, "Không còn bản gốc ở chỗ cũ.", "The original is not where it was."));
        return;
    }
    tc_auto_buf struct tc_buf escaped = {0};
    tc_esc_urlarg(name, strlen(name), &escaped);
    tc_buf_printf(&page->response->headers, "Content-Disposition: attachment; filename*=UTF-8''%s\r\n", escaped.data);
    page->response->media_type = "application/octet-stream";
    page->response->file = fd;
    page->response->file_size = (size_t)st.st_size;
}

static const struct {
    const char *suffix;
    void (*put)(struct view *view);
} forms[] = {
    {"", put_page},
    {".json", put_json},
    {".txt", put_text},
    {"/original", put_original},
};

void tc_page_document(struct tc_page *page)
{
    enum { ID = 16 };
    size_t digits = strspn(page->rest, "0123456789abcdef"), form = 0;
    while (form < TC_LENGTH(forms) && (digits != ID || strcmp(page->rest + ID, forms[form].suffix) != 0))
        form++;
    if (form == TC_LENGTH(forms)) {
        tc_page_fail(page, 404, TC_T(page->lang, "Không có trang này.", "There is no such page."));
        return;
    }
    tc_auto_free char *id = tc_xstrndup(page->rest, ID);
    struct view view = {.page = page, .archive = tc_page_archive(page), .id = id};
    struct tc_error err = {0};
    if (!view.archive)
        return;
    if (tc_document_open(view.archive, id, &view.document, NULL, &err) != TC_OK) {
        tc_page_fail_error(page, &err);
        return;
    }
    view.text = tc_document_view_text(view.document, &view.len);
    view.meta = tc_json_parse(tc_document_view_meta(view.document));
    view.cites = tc_json_parse(tc_document_view_cites(view.document));
    view.blocks = tc_json_parse(tc_document_view_blocks(view.document));
    view.words = tc_json_parse(tc_document_view_words(view.document));
    if (page->request->wants_json && forms[form].put == put_page)
        put_json(&view);
    else
        forms[form].put(&view);
    json_decref(view.meta);
    json_decref(view.cites);
    json_decref(view.blocks);
    json_decref(view.words);
    tc_document_close(view.document);
}
