// SPDX-License-Identifier: GPL-3.0-or-later
// CSV (RFC 4180: CRLF, a header line, fields quoted where needed) that a spreadsheet opens without running anything.
#include "render.h"

#include "escape.h"

#include <string.h>

static void put_field(struct tc_out *out, const char *s, bool is_first)
{
    if (!is_first)
        tc_buf_char(&out->buf, ',');
    if (s)
        tc_esc_csv(s, strlen(s), &out->buf);
}

static void put_value(struct tc_out *out, const json_t *value, bool is_first)
{
    if (!is_first)
        tc_buf_char(&out->buf, ',');
    tc_auto_buf struct tc_buf cell = {0};
    tc_put_cell(value, &cell);
    if (json_is_number(value))
        tc_buf_add(&out->buf, cell.data, cell.len); // a negative number is no formula
    else
        tc_esc_csv(cell.data, cell.len, &out->buf);
}

static void end_row(struct tc_out *out)
{
    tc_buf_str(&out->buf, "\r\n");
}

static void put_rows(struct tc_out *out, const json_t *items, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        put_field(out, names[i], i == 0);
    end_row(out);
    for (size_t row = 0; row < json_array_size(items); row++) {
        for (size_t i = 0; i < count; i++)
            put_value(out, tc_json_at(json_array_get(items, row), names[i]), i == 0);
        end_row(out);
    }
}

static void csv_results(struct tc_out *out, const struct tc_results *results)
{
    static const char *const names[] = {"rank",    "id",      "path",          "score",    "type",   "number",
                                        "key",     "title",   "date",          "issuer",   "place",  "signer",
                                        "term",    "status",  "status_source", "cited_by", "copies", "page",
                                        "heading", "missing", "snippet"};
    json_t *json = tc_results_to_json(results);
    put_rows(out, json_object_get(json, "hits"), names, TC_LENGTH(names));
    json_decref(json);
}

static void csv_listing(struct tc_out *out, const struct tc_listing *listing)
{
    const char *names[64];
    size_t count = listing->column_count < TC_LENGTH(names) ? listing->column_count : TC_LENGTH(names);
    for (size_t i = 0; i < count; i++)
        names[i] = listing->columns[i].name;
    put_rows(out, json_object_get(listing->root, listing->items), names, count);
}

static void put_pair(struct tc_out *out, const char *name, const json_t *value)
{
    put_field(out, name, true);
    put_value(out, value, false);
    end_row(out);
}

static void csv_document(struct tc_out *out, const struct tc_document_parts *document)
{
    if (document->parts == TC_PART_CITES) {
        const struct tc_listing listing = {document->cites, "citations", tc_citation_columns, tc_citation_column_count};
        csv_listing(out, &listing);
        return;
    }
    put_field(out, "field", true);
    put_field(out, "value", false);
    end_row(out);
    const char *name;
    json_t *value;
    json_object_foreach(document->meta, name, value)
    {
        bool is_wanted = document->parts & TC_PART_META || strcmp(name, "id") == 0 || strcmp(name, "path") == 0;
        if (is_wanted && strcmp(name, "confidence") != 0)
            put_pair(out, name, value);
    }
    if (document->parts & TC_PART_TEXT) {
        json_t *text = tc_json_stringn(document->text, document->len);
        put_pair(out, "text", text);
        json_decref(text);
    }
}

// Sections of an object below one another: section, item, then the members that are numbers or strings.
static void csv_object(struct tc_out *out, json_t *object)
{
    static const char *const keys[] = {"value", "key", "name", "id"};
    put_field(out, "section", true);
    put_field(out, "item", false);
    put_field(out, "value", false);
    end_row(out);
    const char *name;
    json_t *section;
    json_object_foreach(object, name, section)
    {
        if (!json_is_array(section)) {
            put_field(out, name, true);
            put_field(out, "", false);
            put_value(out, section, false);
            end_row(out);
            continue;
        }
        for (size_t i = 0; i < json_array_size(section); i++) {
            const json_t *item = json_array_get(section, i), *title = NULL;
            for (size_t k = 0; k < TC_LENGTH(keys) && !title; k++)
                title = tc_json_at(item, keys[k]);
            const json_t *count = tc_json_at(item, "count");
            put_field(out, name, true);
            put_value(out, title ? title : item, false);
            put_value(out, count ? count : tc_json_at(item, "cited_by"), false);
            end_row(out);
        }
    }
}

const struct tc_renderer tc_render_csv = {
    .name = "csv",
    .media_type = "text/csv; charset=utf-8",
    .results = csv_results,
    .listing = csv_listing,
    .document = csv_document,
    .object = csv_object,
};
