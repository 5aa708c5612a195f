// SPDX-License-Identifier: GPL-3.0-or-later
// A number, in the archive or not: what it is, and who cites it. The path writes the key with its slashes, an unknown
// part as "_", and leaves "@?" out.
#include "web.h"

#include "escape.h"

#include <stdlib.h>
#include <string.h>

static char *read_key(const char *rest)
{
    char *key = tc_xstrdup(rest);
    for (char *c = key; *c; c++)
        if (*c == '_')
            *c = '?';
    return key;
}

static void put_document(struct tc_page *page, const json_t *item)
{
    struct tc_out *out = page->out;
    const char *id = tc_json_text(item, "id"), *title = tc_json_text(item, "title"), *key = tc_json_text(item, "key");
    const char *date = tc_json_text(item, "date");
    tc_auto_buf struct tc_buf path = {0};
    tc_buf_printf(&path, "/doc/%s", id ? id : "");
    tc_buf_str(&out->buf, "<a");
    tc_html_href(out, path.data, NULL);
    tc_buf_char(&out->buf, '>');
    if (title)
        tc_html_text(out, title);
    else if (key)
        tc_html_key(out, key);
    else
        tc_html_text(out, id ? id : "");
    tc_buf_str(&out->buf, "</a>");
    if (!date && !(title && key))
        return;
    tc_buf_str(&out->buf, " <small>");
    if (title && key) {
        tc_html_key(out, key);
        tc_buf_str(&out->buf, date ? " · " : "");
    }
    if (date)
        tc_html_date(out, date);
    tc_buf_str(&out->buf, "</small>");
}

// Which items are shown: of copies of one paper that cite alike the first alone. ret_copies (count of items): how many
// each stands for, 0 for one that is not shown. Gives how many are shown.
static size_t fold_copies(const json_t *items, size_t *ret_copies)
{
    size_t shown = 0, i;
    const json_t *item;
    json_t *first = json_object(); // key and relation -> number of the item
    json_array_foreach(items, i, item)
    {
        const char *key = tc_json_text(item, "key"), *relation = tc_json_text(item, "relation");
        tc_auto_free char *name = tc_xasprintf("%s %s", key ? key : "", relation ? relation : "");
        const json_t *before = key && !strchr(key, '?') ? json_object_get(first, name) : NULL;
        ret_copies[before ? (size_t)json_integer_value(before) : i]++;
        if (!before) {
            json_object_set_new(first, name, json_integer((json_int_t)i));
            shown++;
        }
    }
    json_decref(first);
    return shown;
}

static void put_citing_item(struct tc_page *page, const json_t *item, bool has_sentence, size_t copies)
{
    struct tc_out *out = page->out;
    const char *relation = tc_json_text(item, "relation");
    const json_t *sentences = json_object_get(item, "sentences"), *first = json_array_get(sentences, 0);
    const char *sentence = json_is_string(first) ? json_string_value(first) : tc_json_text(first, "text");
    tc_buf_str(&out->buf, "<li>");
    put_document(page, item);
    if (relation && strcmp(relation, "refers") != 0) {
        tc_buf_str(&out->buf, " <small>· ");
        tc_html_text(out, tc_label(out->lang, relation));
        tc_buf_str(&out->buf, "</small>");
    }
    if (copies > 1)
        tc_buf_printf(&out->buf, " <small>· %zu %s</small>", copies, TC_T(out->lang, "bản", "copies"));
    if (has_sentence && sentence) {
        tc_buf_str(&out->buf, "<blockquote lang=\"vi\">");
        tc_html_text(out, sentence);
        tc_buf_str(&out->buf, "</blockquote>");
    }
    tc_buf_str(&out->buf, "</li>\n");
}

void tc_page_citing(struct tc_page *page, const json_t *cited_by, size_t most, const char *key)
{
    const json_t *citing = json_object_get(cited_by, "citing");
    struct tc_out *out = page->out;
    size_t *copies = tc_xcalloc(json_array_size(citing) + 1, sizeof *copies), count = fold_copies(citing, copies);
    tc_buf_str(&out->buf, "<ul class=\"citing\">\n");
    for (size_t i = 0, shown = 0; i < json_array_size(citing) && shown < most; i++) {
        if (copies[i])
            put_citing_item(page, json_array_get(citing, i), key == NULL, copies[i]);
        shown += copies[i] > 0;
    }
    free(copies);
    if (count > most) {
        tc_auto_buf struct tc_buf path = {0};
        if (key) {
            tc_html_ref_path(key, &path);
            tc_buf_str(&out->buf, "<li><a");
            tc_html_href(out, path.data, NULL);
            tc_buf_printf(&out->buf, ">%s %zu</a></li>\n", TC_T(out->lang, "và", "and"), count - most);
        } else {
            tc_buf_printf(&out->buf, "<li>%s %zu</li>\n", TC_T(out->lang, "và", "and"), count - most);
        }
    }
    tc_buf_str(&out->buf, "</ul>\n");
}

static void put_status(struct tc_page *page, const json_t *resolved)
{
    struct tc_out *out = page->out;
    const json_t *targets = json_object_get(resolved, "targets"), *names = json_object_get(resolved, "stands_for");
    size_t count = json_array_size(targets);
    tc_buf_printf(&out->buf, "<p>%s</p>\n",
                  count == 0 ? TC_T(out->lang, "Kho không có văn bản này.", "The archive does not hold this document.")
                  : count == 1 ? TC_T(out->lang, "Văn bản này có trong kho:", "The archive holds this document:")
                               : TC_T(out->lang, "Nhiều văn bản trong kho mang số này:",
                                      "Several documents of the archive bear this number:"));
    const char *why = tc_json_text(resolved, "why");
    if (why && (count > 1 || json_array_size(json_object_get(resolved, "stated_by")))) {
        tc_auto_buf struct tc_buf capital = {0};
        tc_put_capital(why, &capital);
        tc_buf_str(&out->buf, "<p>");
        tc_html_text(out, capital.data);
        tc_buf_str(&out->buf, ".</p>\n");
    }
    if (count)
        tc_buf_str(&out->buf, "<ul class=\"citing\">\n");
    for (size_t i = 0; i < count; i++) {
        const json_t *target = json_array_get(targets, i);
        const char *standing = tc_json_text(target, "status");
        tc_buf_str(&out->buf, "<li>");
        put_document(page, target);
        if (standing) {
            tc_auto_buf struct tc_buf text = {0};
            tc_put_standing(out->lang, standing, tc_json_text(target, "status_relation"),
                            tc_json_text(target, "status_source"), &text);
            tc_buf_str(&out->buf, " <small>· ");
            tc_html_text(out, text.data);
            tc_buf_str(&out->buf, "</small>");
        }
        tc_buf_str(&out->buf, "</li>\n");
    }
    if (count)
        tc_buf_str(&out->buf, "</ul>\n");
    for (size_t i = 0; i < json_array_size(names); i++) {
        const char *key = json_string_value(json_array_get(names, i));
        tc_auto_buf struct tc_buf path = {0};
        if (!key)
            continue;
        tc_html_ref_path(key, &path);
        tc_buf_str(&out->buf, i ? ", <a" : TC_T(out->lang, "<p>Tên gọi này chỉ: <a", "<p>This name stands for: <a"));
        tc_html_href(out, path.data, NULL);
        tc_buf_char(&out->buf, '>');
        tc_html_key(out, key);
        tc_buf_str(&out->buf, "</a>");
    }
    if (json_array_size(names))
        tc_buf_str(&out->buf, "</p>\n");
}

static void put_page(struct tc_page *page, const char *key, const json_t *resolved, const json_t *cited_by)
{
    struct tc_out *out = page->out;
    const char *canonical = tc_json_text(resolved, "key");
    size_t count = json_array_size(json_object_get(cited_by, "citing"));
    enum { SHOWN = 200 };
    tc_auto_buf struct tc_buf title = {0};
    canonical = canonical ? canonical : key;
    tc_auto_free char *name = tc_key_name(canonical);
    tc_buf_add(&title, name ? name : canonical, name ? strlen(name) : strcspn(canonical, "@"));
    const char *at = name ? NULL : strchr(canonical, '@');
    if (at && at[1] != '?') {
        tc_buf_str(&title, TC_T(out->lang, ", ngày ", ", "));
        tc_put_date(out->lang, at + 1, &title);
    }
    tc_page_begin(page, title.data ? title.data : key);
    tc_buf_str(&out->buf, "<div class=\"reference-page\">\n<h1>");
    tc_html_text(out, title.data ? title.data : key);
    tc_buf_str(&out->buf, "</h1>\n");
    put_status(page, resolved);
    tc_buf_str(&out->buf, "<h2>");
    if (count)
        tc_buf_printf(&out->buf, TC_T(out->lang, "%zu văn bản dẫn tới", "Cited by %zu"), count);
    else
        tc_buf_str(&out->buf,
                   TC_T(out->lang, "Không văn bản nào trong kho dẫn tới", "Cited by no document of the archive"));
    tc_buf_str(&out->buf, "</h2>\n");
    if (count)
        tc_page_citing(page, cited_by, SHOWN, NULL);
    tc_buf_str(&out->buf, "</div>\n");
    tc_page_end(page);
}

void tc_page_reference(struct tc_page *page)
{
    struct tc_archive *archive = tc_page_archive(page);
    struct tc_error err = {0};
    char *cited_text = NULL, *resolved_text = NULL;
    if (!archive)
        return;
    tc_auto_free char *key = read_key(page->rest);
    const char *const keys[] = {key};
    if (tc_cited_by_json(archive, key, &cited_text, &err) != TC_OK ||
        (!page->request->wants_json && tc_resolve_json(archive, keys, 1, NULL, &resolved_text, &err) != TC_OK)) {
        tc_page_fail_error(page, &err);
        return;
    }
    json_t *cited_by = tc_json_parse_free(cited_text);
    if (page->request->wants_json) {
        tc_page_json(page, cited_by);
        return;
    }
    json_t *resolved = tc_json_parse_free(resolved_text);
    put_page(page, key, json_array_get(json_object_get(resolved, "results"), 0), cited_by);
    json_decref(resolved);
    json_decref(cited_by);
}
