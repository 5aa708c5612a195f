// SPDX-License-Identifier: GPL-3.0-or-later
// Work assigned and what followed it (/tasks), and the tree from a resolution to plans and reviews
// (/implementation/KEY). Without day in the address both are as of today.
#include "web.h"

#include <string.h>
#include <time.h>

enum { TASKS = 30 };

static void today(char ret[16])
{
    time_t now = time(NULL);
    struct tm tm;
    (void)strftime(ret, 16, "%Y-%m-%d", localtime_r(&now, &tm));
}

static bool wants_json(const struct tc_page *page)
{
    const char *format = page->request->values[TC_PARAM_FORMAT];
    size_t len = strlen(page->request->path);
    return (format && !strcmp(format, "json")) || (len > 5 && !strcmp(page->request->path + len - 5, ".json"));
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

// --- /tasks ---

static void put_field(struct tc_page *page, enum tc_param param, const char *type, const char *label)
{
    struct tc_out *out = page->out;
    const char *name = tc_param_name(param), *value = page->request->values[param];
    tc_buf_printf(&out->buf,
                  "<p><label for=\"desk-%s\">%s</label> <input id=\"desk-%s\" name=\"%s\" type=\"%s\" value=\"", name,
                  label, name, name, type);
    tc_html_attr(out, value ? value : "");
    tc_buf_str(&out->buf, "\"></p>\n");
}

static void put_form(struct tc_page *page)
{
    struct tc_out *out = page->out;
    const char *state = page->request->values[TC_PARAM_STATE];
    static const char *const states[] = {"", "open", "overdue"};
    tc_buf_str(&out->buf, "<form class=\"desk\" method=\"get\" action=\"");
    tc_html_attr(out, page->request->script_name);
    tc_buf_str(&out->buf, "/tasks\">\n");
    put_field(page, TC_PARAM_AGENCY, "search", TC_T(page->lang, "Cơ quan", "Agency"));
    put_field(page, TC_PARAM_A, "search", TC_T(page->lang, "Văn bản giao việc", "Assigned by"));
    put_field(page, TC_PARAM_FROM, "date", TC_T(page->lang, "Thời hạn từ", "Due from"));
    put_field(page, TC_PARAM_TO, "date", TC_T(page->lang, "đến", "to"));
    tc_buf_printf(&out->buf, "<p><label for=\"desk-state\">%s</label> <select id=\"desk-state\" name=\"state\">",
                  TC_T(page->lang, "Tình trạng", "State"));
    for (size_t i = 0; i < TC_LENGTH(states); i++)
        tc_buf_printf(&out->buf, "<option value=\"%s\"%s>%s</option>", states[i],
                      state && *states[i] && !strcmp(state, states[i]) ? " selected" : "",
                      *states[i] ? tc_label(page->lang, states[i]) : TC_T(page->lang, "tất cả", "all"));
    if (page->request->is_lang_given)
        tc_buf_printf(&out->buf, "</select></p>\n<input type=\"hidden\" name=\"lang\" value=\"%s\">",
                      TC_T(page->lang, "vi", "en"));
    else
        tc_buf_str(&out->buf, "</select></p>");
    tc_buf_printf(&out->buf, "\n<p><button type=\"submit\">%s</button></p>\n</form>\n",
                  TC_T(page->lang, "Xem", "Show"));
}

static void put_link(struct tc_page *page, const json_t *document)
{
    const char *id = tc_json_text(document, "id"), *key = tc_json_text(document, "key"),
               *title = tc_json_text(document, "title");
    tc_auto_buf struct tc_buf path = {0};
    tc_buf_printf(&path, "/doc/%s", id ? id : "");
    tc_buf_str(&page->out->buf, "<a");
    tc_html_href(page->out, path.data, NULL);
    tc_buf_str(&page->out->buf, " title=\"");
    tc_html_attr(page->out, title ? title : "");
    tc_buf_str(&page->out->buf, "\">");
    if (key)
        tc_html_key(page->out, key);
    else
        tc_html_text(page->out, title ? title : id ? id : "");
    tc_buf_str(&page->out->buf, "</a>");
}

static void put_task(struct tc_page *page, const json_t *task)
{
    struct tc_out *out = page->out;
    const char *agency = tc_json_text(task, "agency"), *deadline = tc_json_text(task, "deadline"),
               *text = tc_json_text(task, "text"), *state = tc_json_text(task, "state");
    const json_t *follow;
    size_t i;
    tc_buf_str(&out->buf, "<tr><td>");
    if (deadline)
        tc_html_date(out, deadline);
    tc_buf_str(&out->buf, "</td><td>");
    tc_html_text(out, state ? tc_label(out->lang, state) : "");
    tc_buf_str(&out->buf, "</td><td lang=\"vi\">");
    tc_html_text(out, agency ? agency : "");
    tc_buf_str(&out->buf, "</td><td lang=\"vi\">");
    tc_html_text(out, text ? text : "");
    tc_buf_str(&out->buf, "</td><td>");
    put_link(page, json_object_get(task, "source"));
    tc_buf_str(&out->buf, "</td><td>");
    json_array_foreach(json_object_get(task, "follow_ups"), i, follow)
    {
        const char *how = tc_json_text(follow, "how");
        tc_buf_str(&out->buf, i ? "; " : "");
        put_link(page, follow);
        if (how && !strcmp(how, "names"))
            tc_buf_printf(&out->buf, " <small>(%s)</small>", TC_T(out->lang, "chỉ nêu tên", "only named"));
    }
    tc_buf_str(&out->buf, "</td></tr>\n");
}

static void put_tasks(struct tc_page *page, const json_t *root)
{
    static const char *const heads[] = {"deadline", "state", "agency", "text", "source", "follow_ups"};
    const json_t *tasks = json_object_get(root, "tasks"), *task;
    struct tc_buf *buf = &page->out->buf;
    size_t i;
    if (!json_array_size(tasks)) {
        tc_buf_printf(buf, "<p>%s</p>\n", TC_T(page->lang, "Không có việc nào.", "There is none."));
        return;
    }
    tc_buf_str(buf, "<div class=\"scroll\"><table class=\"tasks\">\n<thead><tr>");
    for (i = 0; i < TC_LENGTH(heads); i++) {
        tc_buf_str(buf, "<th scope=\"col\">");
        tc_html_text(page->out, tc_label(page->lang, heads[i]));
        tc_buf_str(buf, "</th>");
    }
    tc_buf_str(buf, "</tr></thead>\n<tbody>\n");
    json_array_foreach((json_t *)(uintptr_t)tasks, i, task) put_task(page, task);
    tc_buf_str(buf, "</tbody></table></div>\n");
    if (json_is_true(json_object_get(root, "more")))
        tc_buf_printf(buf, "<p>%s</p>\n",
                      TC_T(page->lang, "Còn nữa: hãy thu hẹp theo cơ quan hoặc thời hạn.",
                           "There is more: narrow by agency or deadline."));
}

void tc_page_tasks(struct tc_page *page)
{
    const char *const *values = page->request->values, *state = values[TC_PARAM_STATE];
    struct tc_archive *archive = tc_page_archive(page);
    struct tc_error err = {0};
    char *text = NULL, day[16];
    if (!archive)
        return;
    today(day);
    const struct tc_task_options asked = {.reference = values[TC_PARAM_A],
                                          .agency = values[TC_PARAM_AGENCY],
                                          .from = values[TC_PARAM_FROM],
                                          .to = values[TC_PARAM_TO],
                                          .as_of = day,
                                          .is_open = state && !strcmp(state, "open"),
                                          .is_overdue = state && !strcmp(state, "overdue"),
                                          .limit = tc_request_number(page->request, TC_PARAM_LIMIT, TASKS)};
    if (tc_tasks_json(archive, &asked, &text, &err) != TC_OK) {
        tc_page_fail_error(page, &err);
        return;
    }
    json_t *root = tc_json_parse_free(text);
    if (wants_json(page)) {
        tc_page_json(page, root);
        return;
    }
    begin(page, TC_T(page->lang, "Việc được giao", "Work assigned"));
    put_form(page);
    put_tasks(page, root);
    end(page);
    json_decref(root);
}

// --- /implementation/KEY ---

static void put_missing(struct tc_page *page, const json_t *missing)
{
    struct tc_buf *buf = &page->out->buf;
    const json_t *item;
    size_t i;
    if (!json_array_size(missing))
        return;
    tc_buf_printf(buf, "<h2>%s</h2>\n<ul>\n", TC_T(page->lang, "Chưa thấy", "Missing"));
    json_array_foreach((json_t *)(uintptr_t)missing, i, item)
    {
        const char *what = tc_json_text(item, "what"), *level = tc_json_text(item, "level");
        tc_buf_str(buf, "<li>");
        tc_html_text(page->out, tc_label(page->lang, what ? what : ""));
        if (level)
            tc_buf_printf(buf, " (%s)", tc_label(page->lang, level));
        if (json_is_integer(json_object_get(item, "years")))
            tc_buf_printf(buf, TC_T(page->lang, " sau %d năm", " after %d years"),
                          (int)json_integer_value(json_object_get(item, "years")));
        tc_buf_str(buf, "</li>\n");
    }
    tc_buf_str(buf, "</ul>\n");
}

// The documents of the tree, each behind what it carries out, or those that fit when several do.
static void put_documents(struct tc_page *page, const json_t *documents)
{
    enum { DEPTH_SHOWN = 5 }; // style.css knows as many
    struct tc_buf *buf = &page->out->buf;
    const json_t *document;
    size_t i;
    tc_buf_str(buf, "<ul class=\"tree\">\n");
    json_array_foreach((json_t *)(uintptr_t)documents, i, document)
    {
        const char *title = tc_json_text(document, "title"), *kind = tc_json_text(document, "kind"),
                   *level = tc_json_text(document, "level");
        json_int_t depth = json_integer_value(json_object_get(document, "layer"));
        tc_buf_printf(buf, "<li class=\"depth-%d\">", depth < 0 ? 0 : depth < DEPTH_SHOWN ? (int)depth : DEPTH_SHOWN);
        if (tc_json_text(document, "id"))
            put_link(page, document);
        else
            tc_html_key(page->out, tc_json_text(document, "key") ? tc_json_text(document, "key") : "");
        tc_buf_str(buf, " <span lang=\"vi\">");
        tc_html_text(page->out, title ? title : "");
        tc_buf_str(buf, "</span>");
        if (level || (kind && i))
            tc_buf_printf(buf, " <small>%s%s%s</small>", level ? tc_label(page->lang, level) : "",
                          level && kind && i ? " · " : "", kind && i ? tc_label(page->lang, kind) : "");
        tc_buf_str(buf, "</li>\n");
    }
    tc_buf_str(buf, "</ul>\n");
}

void tc_page_implementation(struct tc_page *page)
{
    struct tc_archive *archive = tc_page_archive(page);
    struct tc_error err = {0};
    char *text = NULL, day[16];
    tc_auto_free char *key = tc_xstrdup(page->rest);
    if (!archive)
        return;
    for (char *c = key; *c; c++)
        *c = *c == '_' ? '?' : *c;
    today(day);
    if (tc_implementation_json(archive, key, day, &text, &err) != TC_OK) {
        tc_page_fail_error(page, &err);
        return;
    }
    json_t *root = tc_json_parse_free(text);
    const json_t *nodes = json_object_get(root, "nodes");
    if (wants_json(page)) {
        tc_page_json(page, root);
        return;
    }
    tc_auto_free char *name = tc_key_name(key);
    tc_auto_free char *title =
        tc_xasprintf("%s %s", TC_T(page->lang, "Thực hiện", "Implementation of"), name ? name : key);
    begin(page, title);
    if (json_array_size(json_object_get(root, "edges"))) {
        tc_buf_str(&page->out->buf, "<div class=\"scroll\">");
        tc_render_svg.object(page->out, root);
        tc_buf_str(&page->out->buf, "</div>\n");
    }
    put_documents(page, json_array_size(nodes) ? nodes : tc_json_at(root, "reference.targets"));
    put_missing(page, json_object_get(root, "missing"));
    end(page);
    json_decref(root);
}
