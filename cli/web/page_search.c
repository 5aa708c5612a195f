// SPDX-License-Identifier: GPL-3.0-or-later
// The search page: what was understood, hits, filters with counts, dates, order, paging. All state is in the address.
#include "web.h"

#include "escape.h"

#include <stdlib.h>
#include <string.h>

// Filter of the form for each facet.
static const enum tc_param facet_params[TC_FACETS] = {
    [TC_FACET_TYPE] = TC_PARAM_TYPE,     [TC_FACET_ISSUER] = TC_PARAM_ISSUER, [TC_FACET_PLACE] = TC_PARAM_PLACE,
    [TC_FACET_YEAR] = TC_PARAM_YEAR,     [TC_FACET_TERM] = TC_PARAM_TERM,     [TC_FACET_SIGNER] = TC_PARAM_SIGNER,
    [TC_FACET_STATUS] = TC_PARAM_STATUS,
};

static void put_capital(struct tc_out *out, const char *s)
{
    tc_auto_buf struct tc_buf text = {0};
    tc_put_capital(s, &text);
    tc_esc_html(text.data, text.len, &out->buf);
}

// <a href="…"> to this search with one parameter replaced.
static void open_variant(struct tc_page *page, enum tc_param param, const char *value, const char *attributes)
{
    tc_auto_buf struct tc_buf query = {0};
    tc_request_query(page->request, param, value, &query);
    tc_buf_printf(&page->out->buf, "<a%s", attributes);
    tc_html_href(page->out, "/", query.data);
    tc_buf_char(&page->out->buf, '>');
}

// --- filters ---

static int by_value_descending(const void *a, const void *b)
{
    return strcmp((*(const struct tc_facet_count *const *)b)->value, (*(const struct tc_facet_count *const *)a)->value);
}

static void put_value(struct tc_page *page, const struct tc_facet_list *list, const struct tc_facet_count *value)
{
    struct tc_buf *buf = &page->out->buf;
    tc_buf_str(buf, "<li>");
    open_variant(page, facet_params[list->kind], value->value, "");
    if (list->kind == TC_FACET_TYPE)
        put_capital(page->out, value->value);
    else if (list->kind == TC_FACET_STATUS)
        put_capital(page->out, tc_label(page->lang, value->value));
    else
        tc_html_text(page->out, value->value);
    tc_buf_str(buf, "</a> <span class=\"n\">");
    tc_put_count(page->lang, value->count, buf);
    tc_buf_str(buf, "</span></li>\n");
}

static void put_facet(struct tc_page *page, const struct tc_facet_list *list)
{
    enum { SHOWN = 6, MOST = 60 };
    const struct tc_facet_count *values[MOST];
    struct tc_buf *buf = &page->out->buf;
    size_t count = list->count < MOST ? list->count : MOST;
    if (!count || page->request->values[facet_params[list->kind]])
        return; // nothing to choose, or chosen already
    for (size_t i = 0; i < count; i++)
        values[i] = &list->values[i];
    if (list->kind == TC_FACET_YEAR)
        qsort(values, count, sizeof *values, by_value_descending);
    tc_buf_str(buf, "<section>\n<h2>");
    put_capital(page->out, tc_label(page->lang, tc_facet_name(list->kind)));
    tc_buf_str(buf, "</h2>\n<ul>\n");
    for (size_t i = 0; i < count && i < SHOWN; i++)
        put_value(page, list, values[i]);
    tc_buf_str(buf, "</ul>\n");
    if (count > SHOWN) {
        tc_buf_printf(buf, "<details><summary>%s %zu</summary>\n<ul>\n", TC_T(page->lang, "thêm", "more:"),
                      count - SHOWN);
        for (size_t i = SHOWN; i < count; i++)
            put_value(page, list, values[i]);
        tc_buf_str(buf, "</ul>\n</details>\n");
    }
    tc_buf_str(buf, "</section>\n");
}

static void put_date_field(struct tc_page *page, enum tc_param param, const char *label)
{
    const char *value = page->request->values[param], *name = tc_param_name(param);
    tc_buf_printf(&page->out->buf,
                  "<p><label for=\"%s\">%s</label> <input form=\"search\" id=\"%s\" name=\"%s\" type=\"date\"", name,
                  label, name, name);
    if (value) {
        tc_buf_str(&page->out->buf, " value=\"");
        tc_html_attr(page->out, value);
        tc_buf_char(&page->out->buf, '"');
    }
    tc_buf_str(&page->out->buf, "></p>\n");
}

static void put_dates(struct tc_page *page)
{
    struct tc_buf *buf = &page->out->buf;
    tc_buf_printf(buf, "<section class=\"dates\">\n<h2>%s</h2>\n", TC_T(page->lang, "Ngày ban hành", "Date"));
    put_date_field(page, TC_PARAM_FROM, TC_T(page->lang, "Từ", "From"));
    put_date_field(page, TC_PARAM_TO, TC_T(page->lang, "Đến", "To"));
    tc_buf_printf(buf, "<p><button form=\"search\" type=\"submit\">%s</button></p>\n</section>\n",
                  TC_T(page->lang, "Lọc", "Apply"));
}

// Years as columns: how the hits lie in time. Each column leads to its year.
static void put_histogram(struct tc_page *page, const struct tc_facet_list *list)
{
    enum { FIRST = 1930, LAST = 2100, HEIGHT = 40, STEP = 8 };
    uint32_t counts[LAST - FIRST] = {0}, most = 0;
    int first = LAST, last = FIRST;
    for (size_t i = 0; i < list->count; i++) {
        int year = atoi(list->values[i].value);
        if (year < FIRST || year >= LAST)
            continue;
        counts[year - FIRST] = list->values[i].count;
        most = list->values[i].count > most ? list->values[i].count : most;
        first = year < first ? year : first;
        last = year > last ? year : last;
    }
    if (last - first < 2 || !most)
        return;
    struct tc_buf *buf = &page->out->buf;
    tc_buf_printf(buf,
                  "<figure class=\"years\">\n<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" role=\"img\" "
                  "aria-label=\"%s\">\n",
                  (last - first + 1) * STEP, HEIGHT, TC_T(page->lang, "Số văn bản theo năm", "Documents by year"));
    for (int year = first; year <= last; year++) {
        uint32_t count = counts[year - FIRST];
        uint32_t height = count ? 2 + (uint32_t)((uint64_t)count * (HEIGHT - 2) / most) : 0;
        char value[8] = {(char)('0' + year / 1000), (char)('0' + year / 100 % 10), (char)('0' + year / 10 % 10),
                         (char)('0' + year % 10)};
        if (!count)
            continue;
        open_variant(page, TC_PARAM_YEAR, value, "");
        tc_buf_printf(buf, "<title>%d: %u</title><rect x=\"%d\" y=\"%u\" width=\"%d\" height=\"%u\"/></a>\n", year,
                      count, (year - first) * STEP, HEIGHT - height, STEP - 1, height);
    }
    tc_buf_printf(buf, "</svg>\n<figcaption><span>%d</span><span>%d</span></figcaption>\n</figure>\n", first, last);
}

static void put_filters(struct tc_page *page, const struct tc_results *results)
{
    struct tc_buf *buf = &page->out->buf;
    tc_buf_printf(buf, "<aside aria-label=\"%s\">\n", TC_T(page->lang, "Lọc kết quả", "Filters"));
    for (size_t i = 0; i < results->facet_count; i++)
        if (results->facets[i].kind == TC_FACET_YEAR)
            put_histogram(page, &results->facets[i]);
    for (size_t i = 0; i < results->facet_count; i++)
        put_facet(page, &results->facets[i]);
    put_dates(page);
    tc_buf_str(buf, "</aside>\n");
}

// Filters in force, each with a link that takes it away.
static void put_active(struct tc_page *page)
{
    static const struct {
        enum tc_param param;
        const char *vi, *en;
    } active[] = {
        {TC_PARAM_TYPE, "Loại", "Type"},           {TC_PARAM_ISSUER, "Cơ quan", "Issuer"},
        {TC_PARAM_PLACE, "Địa phương", "Place"},   {TC_PARAM_YEAR, "Năm", "Year"},
        {TC_PARAM_TERM, "Nhiệm kỳ", "Term"},       {TC_PARAM_SIGNER, "Người ký", "Signer"},
        {TC_PARAM_STATUS, "Hiệu lực", "Validity"}, {TC_PARAM_FROM, "Từ ngày", "From"},
        {TC_PARAM_TO, "Đến ngày", "To"},
    };
    struct tc_buf *buf = &page->out->buf;
    bool is_first = true;
    for (size_t i = 0; i < TC_LENGTH(active); i++) {
        const char *value = page->request->values[active[i].param];
        if (!value)
            continue;
        if (is_first)
            tc_buf_printf(buf, "<ul class=\"active\" aria-label=\"%s\">\n",
                          TC_T(page->lang, "Đang lọc", "Filters in force"));
        is_first = false;
        tc_buf_printf(buf, "<li>%s: <b>", TC_T(page->lang, active[i].vi, active[i].en));
        if (active[i].param == TC_PARAM_FROM || active[i].param == TC_PARAM_TO)
            tc_html_date(page->out, value);
        else
            tc_html_text(page->out, value);
        tc_buf_str(buf, "</b> ");
        open_variant(page, active[i].param, NULL, "");
        tc_buf_printf(buf, "<span aria-hidden=\"true\">×</span><span class=\"hidden\">%s</span></a></li>\n",
                      TC_T(page->lang, "bỏ lọc", "remove"));
    }
    if (!is_first)
        tc_buf_str(buf, "</ul>\n");
}

// --- above and below the hits ---

static void put_sort(struct tc_page *page)
{
    static const struct {
        const char *value, *vi, *en;
    } orders[] = {
        {NULL, "liên quan", "relevance"},
        {"date", "mới nhất", "newest"},
        {"-date", "cũ nhất", "oldest"},
        {"number", "số ký hiệu", "number"},
        {"cited", "được dẫn nhiều", "most cited"},
    };
    const char *chosen = page->request->values[TC_PARAM_SORT];
    struct tc_buf *buf = &page->out->buf;
    tc_buf_printf(buf, "<nav class=\"sort\" aria-label=\"%s\"><span>%s</span>", TC_T(page->lang, "Sắp xếp", "Order"),
                  TC_T(page->lang, "Xếp theo", "Order"));
    for (size_t i = 0; i < TC_LENGTH(orders); i++) {
        bool is_chosen = chosen ? orders[i].value && strcmp(orders[i].value, chosen) == 0 : !orders[i].value;
        open_variant(page, TC_PARAM_SORT, orders[i].value, is_chosen ? " aria-current=\"true\"" : "");
        tc_buf_printf(buf, "%s</a>", TC_T(page->lang, orders[i].vi, orders[i].en));
    }
    tc_buf_str(buf, "</nav>\n");
}

static void put_summary(struct tc_page *page, const struct tc_results *results)
{
    struct tc_buf *buf = &page->out->buf;
    tc_buf_str(buf, "<div class=\"summary\">\n<h1>");
    if (!results->exact_total)
        tc_buf_str(buf, TC_T(page->lang, "Khoảng ", "About "));
    tc_put_count(page->lang, results->total, buf);
    tc_buf_str(buf, TC_T(page->lang, " văn bản", results->total == 1 ? " document" : " documents"));
    if (results->hit_count > results->total)
        tc_buf_str(buf, TC_T(page->lang, " có đủ các từ", results->total == 1 ? " has all words" : " have all words"));
    tc_buf_str(buf, "</h1>\n");
    if (results->hit_count > 1)
        put_sort(page);
    tc_buf_str(buf, "</div>\n");
    if (results->parsed && *results->parsed) {
        tc_buf_printf(buf, "<p class=\"parsed\">%s <code>", TC_T(page->lang, "Đã hiểu là", "Understood as"));
        tc_html_text(page->out, results->parsed);
        tc_buf_str(buf, "</code></p>\n");
    }
}

static void put_correction(struct tc_page *page, const char *corrected)
{
    tc_buf_printf(&page->out->buf, "<p class=\"correction\">%s ",
                  TC_T(page->lang, "Có phải bạn muốn tìm", "Did you mean"));
    open_variant(page, TC_PARAM_Q, corrected, "");
    tc_html_text(page->out, corrected);
    tc_buf_str(&page->out->buf, "</a>?</p>\n");
}

static void put_paging(struct tc_page *page, const struct tc_results *results, const struct tc_search_options *options)
{
    unsigned number = options->offset / options->limit + 1;
    bool has_next =
        results->hit_count == options->limit && number < 500 &&
        (results->total > options->offset + options->limit || results->hits[results->hit_count - 1].missing_count);
    tc_auto_buf struct tc_buf previous = {0}, next = {0};
    tc_buf_printf(&previous, "%u", number - 1);
    tc_buf_printf(&next, "%u", number + 1);
    struct tc_buf *buf = &page->out->buf;
    if (number == 1 && !has_next)
        return;
    tc_buf_printf(buf, "<nav class=\"paging\" aria-label=\"%s\">\n",
                  TC_T(page->lang, "Trang kết quả", "Pages of hits"));
    if (number > 1) {
        open_variant(page, TC_PARAM_PAGE, number > 2 ? previous.data : NULL, " rel=\"prev\"");
        tc_buf_printf(buf, "← %s</a>\n", TC_T(page->lang, "Trước", "Previous"));
    }
    tc_buf_printf(buf, "<span>%s %u</span>\n", TC_T(page->lang, "Trang", "Page"), number);
    if (has_next) {
        open_variant(page, TC_PARAM_PAGE, next.data, " rel=\"next\"");
        tc_buf_printf(buf, "%s →</a>\n", TC_T(page->lang, "Sau", "Next"));
    }
    tc_buf_str(buf, "</nav>\n");
}

static void put_nothing(struct tc_page *page)
{
    tc_buf_printf(
        &page->out->buf,
        "<div class=\"notice\">\n<p>%s</p>\n<ul>\n<li>%s</li>\n<li>%s</li>\n<li>%s</li>\n</ul>\n</div>\n",
        TC_T(page->lang, "Không có văn bản nào phù hợp. Có thể:", "No document fits. You can:"),
        TC_T(page->lang, "bỏ bớt từ, bỏ dấu ngoặc kép hoặc bỏ bộ lọc;", "drop words, quotes or filters;"),
        TC_T(page->lang, "gõ không dấu để tìm mọi cách viết;", "type without diacritics to find every spelling;"),
        TC_T(page->lang, "với số ký hiệu, gõ số và loại: “44 KL”.", "for a number, type number and type: “44 KL”."));
}

// Nothing was issued under the number on that day: those of other days.
static void put_other_days(struct tc_page *page, const struct tc_results *results)
{
    struct tc_out *out = page->out;
    tc_buf_printf(&out->buf, "<div class=\"notice\">\n<p>%s</p>\n<ul>\n",
                  TC_T(page->lang, "Kho không có văn bản số này của ngày đó. Cùng số, ngày khác:",
                       "The archive has no document of this number and day. The same number on other days:"));
    for (size_t i = 0; i < results->other_day_count; i++) {
        const struct tc_other_day *other = &results->other_days[i];
        tc_auto_buf struct tc_buf path = {0};
        tc_buf_printf(&path, "/doc/%s", other->id);
        tc_buf_str(&out->buf, "<li><a");
        tc_html_href(out, path.data, NULL);
        tc_buf_char(&out->buf, '>');
        tc_html_key(out, other->key);
        tc_buf_str(&out->buf, "</a> · ");
        tc_html_date(out, other->date);
        if (other->issuer) {
            tc_buf_str(&out->buf, " · <span lang=\"vi\">");
            tc_html_text(out, other->issuer);
            tc_buf_str(&out->buf, "</span>");
        }
        tc_buf_str(&out->buf, "</li>\n");
    }
    tc_buf_str(&out->buf, "</ul>\n</div>\n");
}

// --- pages ---

static void put_query_error(struct tc_page *page, const struct tc_error *err, const char *query)
{
    struct tc_buf *buf = &page->out->buf;
    page->response->status = 400;
    tc_page_begin(page, TC_T(page->lang, "Câu hỏi có lỗi", "Query error"));
    tc_buf_printf(buf, "<div class=\"notice\" role=\"alert\">\n<h1>%s</h1>\n<p>",
                  TC_T(page->lang, "Câu hỏi có lỗi", "Query error"));
    tc_html_text(page->out, err->message);
    tc_buf_str(buf, "</p>\n");
    if (err->column > 0) {
        size_t pos = 0, len = strlen(query);
        for (int i = 1; i < err->column && pos < len; i++)
            for (pos++; pos < len && ((unsigned char)query[pos] & 0xC0) == 0x80; pos++)
                ;
        tc_buf_str(buf, "<p class=\"at\"><code>");
        tc_esc_html(query, pos, buf);
        tc_buf_printf(buf, "<mark title=\"%s %d\">", TC_T(page->lang, "cột", "column"), err->column);
        tc_esc_html(pos < len ? query + pos : " ", pos < len ? len - pos : 1, buf);
        tc_buf_str(buf, "</mark></code></p>\n");
    }
    tc_buf_str(buf, "</div>\n");
    tc_page_end(page);
}

static void put_results(struct tc_page *page, const struct tc_results *results, const struct tc_search_options *options)
{
    const char *q = page->request->values[TC_PARAM_Q];
    tc_page_begin(page, q);
    tc_buf_str(&page->out->buf, "<div class=\"columns\">\n<section class=\"results\">\n");
    put_active(page);
    if (results->corrected)
        put_correction(page, results->corrected);
    put_summary(page, results);
    if (results->hit_count)
        tc_render_html.results(page->out, results);
    else if (results->other_day_count)
        put_other_days(page, results);
    else
        put_nothing(page);
    put_paging(page, results, options);
    tc_buf_str(&page->out->buf, "</section>\n");
    put_filters(page, results);
    tc_buf_str(&page->out->buf, "</div>\n");
    tc_page_end(page);
}

// The first page: how much there is, and what can be asked.
static void put_home(struct tc_page *page, struct tc_archive *archive)
{
    static const struct {
        const char *q, *vi, *en;
    } examples[] = {
        {"xây dựng Đảng", "từ ngữ, có dấu hoặc không dấu", "words, with or without diacritics"},
        {"\"kết luận hội nghị\"", "đúng cụm từ", "a phrase"},
        {"04-NQ/TW", "số ký hiệu, viết cách nào cũng được", "a number in any spelling"},
        {"nghị quyết trung ương 4 khóa XII", "tên gọi thay cho số", "a name that stands for a number"},
        {"cải cách hành chính loai:kết luận", "chỉ một loại văn bản", "one type of document"},
        {"lấy phiếu tín nhiệm nam:2015..2020", "trong một khoảng năm", "in a span of years"},
    };
    struct tc_buf *buf = &page->out->buf;
    tc_page_begin(page, NULL);
    tc_buf_printf(buf, "<div class=\"home\">\n<h1>%s</h1>\n<p>%s ",
                  TC_T(page->lang, "Tra cứu văn bản của Đảng và Nhà nước", "Party and State documents"),
                  TC_T(page->lang, "Kho có", "The archive holds"));
    tc_put_count(page->lang, tc_archive_count(archive), buf);
    tc_buf_printf(buf, "%s</p>\n<dl class=\"examples\">\n", TC_T(page->lang, " văn bản.", " documents."));
    for (size_t i = 0; i < TC_LENGTH(examples); i++) {
        tc_buf_str(buf, "<dt>");
        open_variant(page, TC_PARAM_Q, examples[i].q, "");
        tc_html_text(page->out, examples[i].q);
        tc_buf_printf(buf, "</a></dt><dd>%s</dd>\n", TC_T(page->lang, examples[i].vi, examples[i].en));
    }
    tc_buf_str(buf, "</dl>\n</div>\n");
    tc_page_end(page);
}

// Runs the search of the form; NULL after a page that says what is wrong.
static const struct tc_results *run_search(struct tc_page *page, struct tc_search_options *options)
{
    const struct tc_results *results = NULL;
    struct tc_error err = {0};
    struct tc_archive *archive = tc_page_archive(page);
    if (!archive)
        return NULL;
    tc_auto_free char *query = tc_page_query(page->request);
    if (tc_search(archive, query, options, &results, &err) == TC_OK)
        return results;
    if (err.status == TC_ERR_QUERY && !strstr(page->request->path, ".json"))
        put_query_error(page, &err, query);
    else
        tc_page_fail_error(page, &err);
    return NULL;
}

static bool is_asked(const struct tc_request *request)
{
    for (int param = TC_PARAM_Q; param <= TC_PARAM_TO; param++)
        if (request->values[param])
            return true;
    return false;
}

void tc_page_search(struct tc_page *page)
{
    struct tc_search_options options;
    tc_page_search_options(page->request, &options);
    if (page->request->wants_json) {
        tc_page_search_json(page);
        return;
    }
    if (!is_asked(page->request)) {
        struct tc_archive *archive = tc_page_archive(page);
        if (archive)
            put_home(page, archive);
        return;
    }
    const struct tc_results *results = run_search(page, &options);
    if (results) {
        put_results(page, results, &options);
        tc_results_free(results);
    }
}

void tc_page_search_json(struct tc_page *page)
{
    struct tc_search_options options;
    tc_page_search_options(page->request, &options);
    const struct tc_results *results = run_search(page, &options);
    if (results) {
        tc_page_json(page, tc_results_to_json(results));
        tc_results_free(results);
    }
}

// --- Atom (RFC 4287): the newest documents that a query finds ---

static void put_entry(struct tc_page *page, const struct tc_hit *hit)
{
    struct tc_buf *buf = &page->out->buf;
    bool is_whole = hit->date && strlen(hit->date) == 10;
    tc_buf_printf(buf, "<entry>\n<id>urn:tracuu:%s</id>\n<title>", hit->id);
    tc_html_text(page->out, hit->title ? hit->title : hit->path);
    tc_buf_str(buf, "</title>\n<link href=\"");
    tc_html_attr(page->out, page->request->host);
    tc_html_attr(page->out, page->request->script_name);
    tc_buf_printf(buf, "/doc/%s\"/>\n<updated>%.10sT00:00:00+07:00</updated>\n", hit->id,
                  is_whole ? hit->date : "1970-01-01");
    if (hit->issuer) {
        tc_buf_str(buf, "<author><name>");
        tc_html_text(page->out, hit->issuer);
        tc_buf_str(buf, "</name></author>\n");
    }
    if (hit->snippet) {
        tc_buf_str(buf, "<summary>");
        tc_html_text(page->out, hit->snippet);
        tc_buf_str(buf, "</summary>\n");
    }
    tc_buf_str(buf, "</entry>\n");
}

void tc_page_feed(struct tc_page *page)
{
    struct tc_search_options options;
    struct tc_buf *buf = &page->out->buf;
    tc_page_search_options(page->request, &options);
    options.limit = 30;
    options.offset = 0;
    options.sort = TC_SORT_DATE;
    options.facets = 0;
    const struct tc_results *results = run_search(page, &options);
    if (!results)
        return;
    tc_auto_buf struct tc_buf query = {0};
    const char *q = page->request->values[TC_PARAM_Q], *updated = results->hit_count ? results->hits[0].date : NULL;
    tc_request_query(page->request, TC_PARAM_SORT, NULL, &query);
    page->response->media_type = "application/atom+xml; charset=utf-8";
    tc_buf_printf(buf,
                  "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
                  "xml:lang=\"%s\">\n<title>%s",
                  TC_T(page->lang, "vi", "en"), TC_T(page->lang, "Tra cứu: ", "Search: "));
    tc_html_text(page->out, q ? q : "");
    tc_buf_str(buf, "</title>\n<id>urn:tracuu:feed:");
    tc_esc_attr(query.data ? query.data : "", query.len, buf);
    tc_buf_str(buf, "</id>\n<author><name>tracuu</name></author>\n<link rel=\"self\" href=\"");
    tc_html_attr(page->out, page->request->host);
    tc_html_attr(page->out, page->request->script_name);
    tc_buf_printf(buf, "/feed?%s\"/>\n<updated>%.10sT00:00:00+07:00</updated>\n", query.data ? query.data : "",
                  updated && strlen(updated) == 10 ? updated : "1970-01-01");
    for (size_t i = 0; i < results->hit_count; i++)
        put_entry(page, &results->hits[i]);
    tc_buf_str(buf, "</feed>\n");
    tc_results_free(results);
}
