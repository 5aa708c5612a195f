// SPDX-License-Identifier: GPL-3.0-or-later
// Text for people: fitted to the width, coloured where the terminal wants it, every piece of data escaped for it.
#include "render_flow.h"

#include "escape.h"

#include "base/utf8.h"
#include "text/sure.h"

#include <string.h>

// The snippet with an ellipsis where it was cut out of a sentence.
static void put_snippet(struct tc_out *out, const struct tc_hit *hit)
{
    struct tc_flow flow = {.out = out, .column = 4, .indent = 4};
    if (out->has_color) {
        flow.spans = hit->spans;
        flow.span_count = hit->span_count;
    }
    tc_buf_str(&out->buf, "    ");
    if (tc_is_cut_before(hit->snippet)) {
        tc_buf_str(&out->buf, "… ");
        flow.column += 2;
    }
    tc_flow_text(&flow, hit->snippet, strlen(hit->snippet));
    if (tc_is_cut_behind(hit->snippet)) {
        if (out->width && flow.column + 2 > out->width)
            tc_flow_newline(&flow);
        tc_buf_str(&out->buf, " …");
    }
    tc_buf_char(&out->buf, '\n');
}

// --- hits ---

static void add_part(struct tc_buf *line, const char *s)
{
    if (!s || !*s)
        return;
    if (line->len)
        tc_buf_str(line, " · ");
    tc_buf_str(line, s);
}

static void put_facts(struct tc_out *out, const struct tc_hit *hit)
{
    tc_auto_buf struct tc_buf line = {0}, part = {0};
    if (hit->type)
        tc_put_capital(hit->type, &line);
    if (hit->number)
        tc_buf_printf(&line, "%s%s", line.len ? " " : "", hit->number);
    if (hit->date) {
        tc_put_date(out->lang, hit->date, &part);
        add_part(&line, part.data);
    }
    add_part(&line, hit->issuer);
    if (hit->place && !(hit->issuer && strstr(hit->issuer, hit->place)))
        add_part(&line, hit->place);
    add_part(&line, hit->signer);
    if (hit->status) {
        tc_buf_clear(&part);
        tc_put_standing(out->lang, hit->status, hit->status_relation, hit->status_source, &part);
        add_part(&line, part.data);
    }
    if (hit->cited_by) {
        tc_buf_clear(&part);
        tc_put_count(out->lang, hit->cited_by, &part);
        tc_buf_str(&part, TC_T(out->lang, " lượt dẫn", hit->cited_by == 1 ? " citation" : " citations"));
        add_part(&line, part.data);
    }
    if (hit->copies) {
        tc_buf_clear(&part);
        tc_put_count(out->lang, hit->copies + 1, &part);
        tc_buf_str(&part, TC_T(out->lang, " bản", " copies"));
        add_part(&line, part.data);
    }
    if (hit->change)
        add_part(&line, tc_label(out->lang, hit->change));
    if (line.len)
        tc_flow_paragraph(out, 4, TC_STYLE_NUMBER, line.data);
}

static void put_hit(struct tc_out *out, const struct tc_hit *hit)
{
    tc_auto_buf struct tc_buf where = {0}, missing = {0};
    tc_auto_buf struct tc_buf title = {0};
    if (hit->title)
        tc_put_capital(hit->title, &title);
    else
        tc_buf_str(&title, hit->number ? hit->number : hit->path);
    tc_buf_printf(&out->buf, "%2u. ", hit->rank);
    struct tc_flow flow = {.out = out, .column = 4, .indent = 4, .base = TC_STYLE_TITLE};
    tc_flow_text(&flow, title.data ? title.data : "", title.len);
    tc_buf_char(&out->buf, '\n');
    put_facts(out, hit);
    if (hit->heading)
        tc_flow_paragraph(out, 4, TC_STYLE_HEADING, hit->heading);
    if (hit->snippet && *hit->snippet)
        put_snippet(out, hit);
    for (size_t i = 0; i < hit->missing_count; i++)
        tc_buf_printf(&missing, "%s%s", i ? ", " : TC_T(out->lang, "Thiếu: ", "Missing: "), hit->missing[i]);
    if (missing.len)
        tc_flow_paragraph(out, 4, TC_STYLE_WARNING, missing.data);
    tc_buf_printf(&where, "%s  %s", hit->id, hit->path);
    if (hit->page)
        tc_buf_printf(&where, TC_T(out->lang, ", trang %u", ", page %u"), hit->page);
    tc_flow_paragraph(out, 4, TC_STYLE_FAINT, where.data);
}

static void put_count_line(struct tc_out *out, uint64_t count, const char *value)
{
    tc_auto_buf struct tc_buf number = {0};
    tc_put_count(out->lang, count, &number);
    tc_buf_printf(&out->buf, "%9s  ", number.data);
    tc_esc_tty(value, strlen(value), &out->buf);
    tc_buf_char(&out->buf, '\n');
}

static void put_section_title(struct tc_out *out, const char *name)
{
    tc_auto_buf struct tc_buf title = {0};
    tc_put_capital(tc_label(out->lang, name), &title);
    tc_buf_char(&out->buf, '\n');
    tc_style_put(out, TC_STYLE_HEADING, title.data);
    tc_buf_char(&out->buf, '\n');
}

static void put_facets(struct tc_out *out, const struct tc_results *results)
{
    for (size_t i = 0; i < results->facet_count; i++) {
        const struct tc_facet_list *list = &results->facets[i];
        if (!list->count)
            continue;
        put_section_title(out, tc_facet_name(list->kind));
        for (size_t j = 0; j < list->count; j++)
            put_count_line(out, list->values[j].count,
                           list->kind == TC_FACET_STATUS ? tc_label(out->lang, list->values[j].value)
                                                         : list->values[j].value);
    }
}

static void put_total(struct tc_out *out, const struct tc_results *results)
{
    tc_auto_buf struct tc_buf line = {0};
    size_t copies = 0;
    for (size_t i = 0; i < results->hit_count; i++)
        copies += results->hits[i].copies;
    if (!results->exact_total)
        tc_buf_str(&line, TC_T(out->lang, "khoảng ", "about "));
    tc_put_count(out->lang, results->total, &line);
    tc_buf_str(&line, TC_T(out->lang, " văn bản", results->total == 1 ? " document" : " documents"));
    if (results->hit_count > results->total)
        tc_buf_str(&line, TC_T(out->lang, " có đủ các từ; tiếp theo là văn bản thiếu từ",
                               " with all words, followed by some that lack words"));
    else if (results->hit_count && results->hits[0].rank == 1 && results->hit_count + copies == results->total) {
        if (copies)
            tc_buf_printf(&line, TC_T(out->lang, ", gộp các bản gần giống còn %zu", ", %zu with copies folded"),
                          results->hit_count);
    } else if (results->hit_count && (results->hits[0].rank > 1 || results->hit_count < results->total))
        tc_buf_printf(&line, TC_T(out->lang, ", đang xem %u–%u", ", showing %u–%u"), results->hits[0].rank,
                      results->hits[results->hit_count - 1].rank);
    tc_flow_paragraph(out, 0, TC_STYLE_FAINT, line.data);
}

// Documents of the number that was asked for, of other days.
static void put_other_days(struct tc_out *out, const struct tc_results *results)
{
    for (size_t i = 0; i < results->other_day_count; i++) {
        const struct tc_other_day *other = &results->other_days[i];
        tc_auto_buf struct tc_buf line = {0};
        tc_buf_printf(&line, TC_T(out->lang, "Cùng số, ngày khác: %.*s, ngày ", "Same number, another day: %.*s of "),
                      (int)strcspn(other->key, "@"), other->key);
        tc_put_date(out->lang, other->date, &line);
        tc_buf_printf(&line, "%s%s%s%s", other->issuer ? ", " : "", other->issuer ? other->issuer : "",
                      other->title ? ": " : "", other->title ? other->title : "");
        tc_flow_paragraph(out, 0, TC_STYLE_WARNING, line.data);
    }
}

static void text_results(struct tc_out *out, const struct tc_results *results)
{
    if (results->corrected) {
        tc_auto_buf struct tc_buf line = {0};
        tc_buf_printf(&line, TC_T(out->lang, "Có phải bạn muốn tìm: %s", "Did you mean: %s"), results->corrected);
        tc_flow_paragraph(out, 0, TC_STYLE_WARNING, line.data);
    }
    put_total(out, results);
    put_other_days(out, results);
    for (size_t i = 0; i < results->hit_count; i++) {
        tc_buf_char(&out->buf, '\n');
        put_hit(out, &results->hits[i]);
    }
    put_facets(out, results);
}

// --- tables ---

enum { MAX_COLUMNS = 24, GAP = 2 };

static void put_person_cell(struct tc_out *out, const json_t *value, unsigned flags, struct tc_buf *ret)
{
    tc_auto_buf struct tc_buf raw = {0};
    tc_put_cell(value, &raw);
    const char *s = raw.data ? raw.data : "";
    if (flags & TC_COLUMN_DATE)
        tc_put_date(out->lang, s, ret);
    else if (json_is_real(value))
        tc_put_decimal(out->lang, json_real_value(value), ret);
    else if (flags & TC_COLUMN_CODE)
        tc_buf_str(ret, tc_label(out->lang, s));
    else if (json_is_integer(value) && json_integer_value(value) >= 0 && flags & TC_COLUMN_RIGHT)
        tc_put_count(out->lang, (uint64_t)json_integer_value(value), ret);
    else
        tc_esc_tty(s, raw.len, ret);
    tc_buf_str(ret, "");
}

struct table {
    const struct tc_column *columns[MAX_COLUMNS];
    unsigned widths[MAX_COLUMNS];
    size_t count;
};

static void measure(struct tc_out *out, const json_t *items, struct table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        const char *head = tc_label(out->lang, table->columns[i]->name);
        table->widths[i] = tc_text_columns(head, strlen(head));
        for (size_t row = 0; row < json_array_size(items); row++) {
            tc_auto_buf struct tc_buf cell = {0};
            put_person_cell(out, tc_json_at(json_array_get(items, row), table->columns[i]->name),
                            table->columns[i]->flags, &cell);
            unsigned width = tc_text_columns(cell.data, cell.len);
            table->widths[i] = width > table->widths[i] ? width : table->widths[i];
        }
    }
}

// The column that wraps gives way until the table fits, down to a width that can still be read.
static void fit(struct tc_out *out, struct table *table)
{
    unsigned total = 0;
    for (size_t i = 0; i < table->count; i++)
        total += table->widths[i] + (i ? GAP : 0);
    for (size_t i = 0; i < table->count && out->width && total > out->width; i++) {
        if (!(table->columns[i]->flags & TC_COLUMN_WRAP))
            continue;
        unsigned excess = total - out->width;
        unsigned least = table->widths[i] < 24 ? table->widths[i] : 24;
        unsigned width = table->widths[i] > excess + least ? table->widths[i] - excess : least;
        total -= table->widths[i] - width;
        table->widths[i] = width;
    }
}

// As much of s from pos as fits, cut at a space where there is one; the rest begins at the offset given back.
static size_t cut_line(const char *s, size_t len, size_t pos, unsigned width, size_t *ret_end)
{
    size_t last_space = 0, at = pos;
    unsigned used = 0;
    while (at < len) {
        size_t next = at;
        tc_utf8_next(s, len, &next);
        used += tc_text_columns(s + at, next - at);
        if (used > width && at > pos)
            break;
        if (s[at] == ' ')
            last_space = at;
        at = next;
    }
    if (at >= len || !last_space || s[at] == ' ')
        *ret_end = at;
    else
        *ret_end = last_space;
    size_t rest = *ret_end;
    while (rest < len && s[rest] == ' ')
        rest++;
    return rest;
}

static void put_row(struct tc_out *out, const struct table *table, const struct tc_buf *cells, enum tc_style style)
{
    size_t at[MAX_COLUMNS] = {0};
    bool has_more = true;
    for (bool is_first = true; has_more; is_first = false) {
        has_more = false;
        unsigned pending = 0; // spaces are written only before something
        for (size_t i = 0; i < table->count; i++) {
            bool is_wrapped = table->columns[i]->flags & TC_COLUMN_WRAP;
            size_t end = cells[i].len, next = cells[i].len;
            if (is_wrapped && at[i] < cells[i].len)
                next = cut_line(cells[i].data, cells[i].len, at[i], table->widths[i], &end);
            unsigned used = at[i] < end ? tc_text_columns(cells[i].data + at[i], end - at[i]) : 0;
            unsigned room = table->widths[i] > used ? table->widths[i] - used : 0;
            bool is_right = table->columns[i]->flags & TC_COLUMN_RIGHT;
            if (used && (is_first || is_wrapped)) {
                tc_buf_printf(&out->buf, "%*s", (int)(pending + (is_right ? room : 0)), "");
                tc_style_set(out, style != TC_STYLE_PLAIN ? style : i == 0 ? TC_STYLE_NUMBER : TC_STYLE_PLAIN);
                tc_buf_add(&out->buf, cells[i].data + at[i], end - at[i]);
                tc_style_set(out, TC_STYLE_PLAIN);
                pending = (is_right ? 0 : room) + GAP;
            } else {
                pending += table->widths[i] + GAP;
            }
            at[i] = next;
            has_more = has_more || at[i] < cells[i].len;
        }
        tc_buf_char(&out->buf, '\n');
    }
}

static void put_table(struct tc_out *out, const json_t *items, struct table *table)
{
    struct tc_buf cells[MAX_COLUMNS] = {0};
    measure(out, items, table);
    fit(out, table);
    for (size_t i = 0; i < table->count; i++)
        tc_put_capital(tc_label(out->lang, table->columns[i]->name), &cells[i]);
    put_row(out, table, cells, TC_STYLE_FAINT);
    for (size_t row = 0; row < json_array_size(items); row++) {
        for (size_t i = 0; i < table->count; i++) {
            tc_buf_clear(&cells[i]);
            put_person_cell(out, tc_json_at(json_array_get(items, row), table->columns[i]->name),
                            table->columns[i]->flags, &cells[i]);
        }
        put_row(out, table, cells, TC_STYLE_PLAIN);
    }
    for (size_t i = 0; i < table->count; i++)
        tc_buf_fini(&cells[i]);
}

static void text_listing(struct tc_out *out, const struct tc_listing *listing)
{
    const json_t *items = json_object_get(listing->root, listing->items);
    struct table table = {.count = 0};
    for (size_t i = 0; i < listing->column_count && table.count < MAX_COLUMNS; i++)
        if (!(listing->columns[i].flags & TC_COLUMN_DATA))
            table.columns[table.count++] = &listing->columns[i];
    if (json_array_size(items))
        put_table(out, items, &table);
}

// --- documents and other objects ---

static void put_member(struct tc_out *out, const char *name, const json_t *value)
{
    tc_auto_buf struct tc_buf cell = {0}, line = {0};
    unsigned flags = strstr(name, "date") ? TC_COLUMN_DATE : json_is_integer(value) ? TC_COLUMN_RIGHT : 0;
    put_person_cell(out, value, flags, &cell);
    if (!cell.len)
        return;
    const char *label = tc_label(out->lang, name);
    enum { LABEL = 20 };
    unsigned columns = tc_text_columns(label, strlen(label));
    tc_put_capital(label, &line);
    tc_style_put(out, TC_STYLE_FAINT, line.data);
    tc_buf_printf(&out->buf, "%*s", columns < LABEL - 2 ? (int)(LABEL - columns) : 2, "");
    struct tc_flow flow = {.out = out, .column = LABEL, .indent = LABEL};
    tc_flow_text(&flow, cell.data, cell.len);
    tc_buf_char(&out->buf, '\n');
}

// Words of a scan that are unsure; yours.
static struct tc_span *unsure_spans(const json_t *words, size_t *ret_count)
{
    struct tc_span *spans = tc_xcalloc(json_array_size(words) + 1, sizeof *spans);
    *ret_count = 0;
    for (size_t i = 0; i < json_array_size(words); i++) {
        const json_t *word = json_array_get(words, i);
        if (json_integer_value(json_array_get(word, 2)) < TC_SURE_BELOW)
            spans[(*ret_count)++] = (struct tc_span){(uint32_t)json_integer_value(json_array_get(word, 0)),
                                                     (uint32_t)json_integer_value(json_array_get(word, 1))};
    }
    return spans;
}

// Lines of a document as they are; on a terminal fitted to its width, unsure words of a scan underlined.
static void put_body(struct tc_out *out, const struct tc_document_parts *document)
{
    const char *text = document->text;
    size_t len = document->len, span_count = 0, next = 0;
    if (!out->is_terminal) {
        tc_buf_add(&out->buf, text, len);
        return;
    }
    tc_auto_free struct tc_span *spans = unsure_spans(out->has_color ? document->words : NULL, &span_count);
    for (size_t pos = 0; pos < len;) {
        const char *newline = memchr(text + pos, '\n', len - pos);
        size_t end = newline ? (size_t)(newline - text) : len;
        size_t first = next; // those of this line, counted from where it begins
        for (; next < span_count && spans[next].start < end; next++) {
            spans[next].start -= (uint32_t)pos;
            spans[next].end -= (uint32_t)pos;
        }
        struct tc_flow flow = {
            .out = out, .spans = spans + first, .span_count = next - first, .marked = TC_STYLE_UNSURE};
        tc_flow_text(&flow, text + pos, end - pos);
        tc_buf_char(&out->buf, '\n');
        pos = end + 1;
    }
}

static void put_citations(struct tc_out *out, json_t *cites)
{
    const struct tc_listing listing = {cites, "citations", tc_citation_columns, tc_citation_column_count};
    text_listing(out, &listing);
}

static void put_standing(struct tc_out *out, const json_t *meta)
{
    tc_auto_buf struct tc_buf text = {0};
    const char *status = tc_json_text(meta, "status");
    if (!status)
        return;
    tc_put_standing(out->lang, status, tc_json_text(meta, "status_relation"), tc_json_text(meta, "status_source"),
                    &text);
    json_t *value = tc_json_string(text.data);
    put_member(out, "status", value);
    json_decref(value);
}

static void text_document(struct tc_out *out, const struct tc_document_parts *document)
{
    const char *name;
    json_t *value;
    if (document->parts & TC_PART_META) {
        json_object_foreach(document->meta, name, value)
        {
            if (strcmp(name, "status") == 0)
                put_standing(out, document->meta);
            else if (!json_is_object(value) && strcmp(name, "format_version") != 0 && strncmp(name, "status_", 7) != 0)
                put_member(out, name, value);
        }
    }
    if (document->parts & TC_PART_CITES) {
        if (document->parts != TC_PART_CITES)
            tc_buf_char(&out->buf, '\n');
        put_citations(out, document->cites);
    }
    if (document->parts & TC_PART_TEXT) {
        if (document->parts != TC_PART_TEXT)
            tc_buf_char(&out->buf, '\n');
        put_body(out, document);
        if (document->parts != TC_PART_TEXT && out->buf.len && out->buf.data[out->buf.len - 1] != '\n')
            tc_buf_char(&out->buf, '\n');
    }
}

static void put_rest(struct tc_out *out, size_t count)
{
    tc_buf_printf(&out->buf, TC_T(out->lang, "           … và %zu dòng khác\n", "           … and %zu more\n"), count);
}

// A section of an object: counts of values as a list (the most frequent; all of them are in the data), anything else
// as a table of the members that are no lists.
static void put_section(struct tc_out *out, const json_t *items)
{
    enum { SHOWN = 15 };
    struct tc_column columns[MAX_COLUMNS];
    struct table table = {.count = 0};
    const char *name, *value_text;
    json_t *first = json_array_get(items, 0), *value;
    if (json_object_size(first) == 2 && tc_json_text(first, "value") && json_object_get(first, "count")) {
        for (size_t i = 0; i < json_array_size(items) && i < SHOWN; i++)
            if ((value_text = tc_json_text(json_array_get(items, i), "value")))
                put_count_line(out, (uint64_t)json_integer_value(tc_json_at(json_array_get(items, i), "count")),
                               value_text);
        if (json_array_size(items) > SHOWN)
            put_rest(out, json_array_size(items) - SHOWN);
        return;
    }
    json_object_foreach(first, name, value)
    {
        if (table.count == MAX_COLUMNS || json_is_array(value) || json_is_object(value) || strcmp(name, "path") == 0)
            continue;
        unsigned flags = json_is_number(value)                                        ? TC_COLUMN_RIGHT
                         : strstr(name, "date")                                       ? TC_COLUMN_DATE
                         : strcmp(name, "title") == 0 || strcmp(name, "missing") == 0 ? TC_COLUMN_WRAP
                                                                                      : 0;
        columns[table.count] = (struct tc_column){name, flags};
        table.columns[table.count] = &columns[table.count];
        table.count++;
    }
    if (json_array_size(items) <= SHOWN) {
        put_table(out, items, &table);
        return;
    }
    json_t *few = json_array();
    for (size_t i = 0; i < SHOWN; i++)
        json_array_append(few, json_array_get(items, i));
    put_table(out, few, &table);
    json_decref(few);
    put_rest(out, json_array_size(items) - SHOWN);
}

static void text_object(struct tc_out *out, json_t *object)
{
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value)
    {
        if (strcmp(name, "format_version") == 0)
            continue;
        if (!json_is_object(json_array_get(value, 0))) {
            put_member(out, name, value);
            continue;
        }
        put_section_title(out, name);
        put_section(out, value);
    }
}

const struct tc_renderer tc_render_text = {
    .name = "text",
    .media_type = "text/plain; charset=utf-8",
    .results = text_results,
    .listing = text_listing,
    .document = text_document,
    .object = text_object,
};
