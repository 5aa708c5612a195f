// SPDX-License-Identifier: GPL-3.0-or-later
// JSON and JSON Lines. Members stand in the order of the documented shapes, `format_version` first.
#include "render.h"

#include "escape.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

json_t *tc_json_stringn(const char *s, size_t len)
{
    if (!s)
        return json_null();
    if (tc_utf8_is_valid(s, len, NULL))
        return json_stringn_nocheck(s, len);
    tc_auto_buf struct tc_buf clean = {0};
    for (size_t pos = 0; pos < len;) {
        char bytes[4];
        tc_buf_add(&clean, bytes, tc_utf8_put(tc_utf8_next(s, len, &pos), bytes));
    }
    return json_stringn_nocheck(clean.data, clean.len);
}

json_t *tc_json_string(const char *s)
{
    return tc_json_stringn(s, s ? strlen(s) : 0);
}

json_t *tc_json_versioned(json_t *object)
{
    json_t *result = json_object();
    json_object_set_new(result, "format_version", json_integer(TC_FORMAT_VERSION));
    json_object_update_missing(result, object);
    json_decref(object);
    return result;
}

json_t *tc_json_parse(const char *text)
{
    json_t *value = text ? json_loads(text, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL) : NULL;
    return value ? value : json_object();
}

json_t *tc_json_parse_free(char *text)
{
    json_t *value = tc_json_parse(text);
    free(text);
    return value;
}

static int append(const char *data, size_t len, void *buf)
{
    tc_buf_add(buf, data, len);
    return 0;
}

#define NUMBERS JSON_REAL_PRECISION(7)

void tc_put_json_line(const json_t *object, struct tc_buf *ret)
{
    json_dump_callback(object, append, ret, JSON_COMPACT | JSON_ENCODE_ANY | NUMBERS);
    tc_buf_char(ret, '\n');
}

static json_t *number_or_null(uint32_t number)
{
    return number ? json_integer(number) : json_null();
}

static json_t *spans_to_json(const struct tc_span *spans, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_pack("[i,i]", (int)spans[i].start, (int)spans[i].end));
    return list;
}

static json_t *strings_to_json(const char *const *strings, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, tc_json_string(strings[i]));
    return list;
}

json_t *tc_hit_to_json(const struct tc_hit *hit)
{
    const struct {
        const char *name, *value;
    } fields[] = {
        {"title", hit->title},
        {"type", hit->type},
        {"number", hit->number},
        {"key", hit->key},
        {"issuer", hit->issuer},
        {"place", hit->place},
        {"date", hit->date},
        {"signer", hit->signer},
        {"term", hit->term},
        {"status", hit->status},
        {"status_relation", hit->status_relation},
        {"status_source", hit->status_source},
        {"status_source_id", hit->status_source_id},
    };
    json_t *json = json_object();
    json_object_set_new(json, "id", tc_json_string(hit->id));
    json_object_set_new(json, "path", tc_json_string(hit->path));
    json_object_set_new(json, "rank", json_integer(hit->rank));
    json_object_set_new(json, "score", json_real(hit->score));
    for (size_t i = 0; i < TC_LENGTH(fields); i++)
        json_object_set_new(json, fields[i].name, tc_json_string(fields[i].value));
    json_object_set_new(json, "cited_by", json_integer(hit->cited_by));
    json_object_set_new(json, "missing", strings_to_json(hit->missing, hit->missing_count));
    json_object_set_new(json, "snippet",
                        json_pack("{s:o,s:o}", "text", tc_json_string(hit->snippet ? hit->snippet : ""), "spans",
                                  spans_to_json(hit->spans, hit->span_count)));
    json_object_set_new(json, "page", number_or_null(hit->page));
    json_object_set_new(json, "heading", tc_json_string(hit->heading));
    if (hit->passage_end)
        json_object_set_new(json, "passage", json_pack("[i,i]", (int)hit->passage_start, (int)hit->passage_end));
    json_object_set_new(json, "copies", json_integer(hit->copies));
    if (hit->copies && hit->copy_ids)
        json_object_set_new(json, "copy_ids", strings_to_json(hit->copy_ids, hit->copies));
    if (hit->change)
        json_object_set_new(json, "change", json_string(hit->change));
    return json;
}

static json_t *facets_to_json(const struct tc_results *results)
{
    json_t *facets = json_object();
    for (size_t i = 0; i < results->facet_count; i++) {
        const struct tc_facet_list *list = &results->facets[i];
        json_t *values = json_array();
        for (size_t j = 0; j < list->count; j++)
            json_array_append_new(values, json_pack("{s:o,s:i}", "value", tc_json_string(list->values[j].value),
                                                    "count", (int)list->values[j].count));
        json_object_set_new(facets, tc_facet_name(list->kind), values);
    }
    return facets;
}

json_t *tc_results_to_json(const struct tc_results *results)
{
    json_t *json = json_object();
    json_object_set_new(json, "format_version", json_integer(TC_FORMAT_VERSION));
    json_object_set_new(json, "query", tc_json_string(results->query));
    json_object_set_new(json, "parsed", tc_json_string(results->parsed));
    json_object_set_new(json, "total", json_integer(results->total));
    json_object_set_new(json, "exact_total", json_boolean(results->exact_total));
    json_object_set_new(json, "corrected", tc_json_string(results->corrected));
    json_t *hits = json_array();
    for (size_t i = 0; i < results->hit_count; i++)
        json_array_append_new(hits, tc_hit_to_json(&results->hits[i]));
    json_object_set_new(json, "hits", hits);
    json_object_set_new(json, "facets", facets_to_json(results));
    json_t *other_days = json_array();
    for (size_t i = 0; i < results->other_day_count; i++) {
        const struct tc_other_day *other = &results->other_days[i];
        json_array_append_new(other_days,
                              json_pack("{s:s,s:s,s:s?,s:s?,s:s}", "id", other->id, "key", other->key, "title",
                                        other->title, "issuer", other->issuer, "date", other->date));
    }
    if (results->other_day_count)
        json_object_set(json, "other_days", other_days);
    json_decref(other_days);
    return json;
}

static json_t *document_to_json(const struct tc_document_parts *document)
{
    json_t *json = json_object();
    json_object_set_new(json, "format_version", json_integer(TC_FORMAT_VERSION));
    if (document->parts & TC_PART_META) {
        json_object_update(json, document->meta);
    } else {
        json_object_set(json, "id", json_object_get(document->meta, "id"));
        json_object_set(json, "path", json_object_get(document->meta, "path"));
    }
    if (document->parts & TC_PART_TEXT)
        json_object_set_new(json, "text", tc_json_stringn(document->text, document->len));
    if (document->parts & TC_PART_TEXT && json_array_size(document->words))
        json_object_set(json, "ocr_words", document->words);
    if (document->parts & TC_PART_CITES)
        json_object_update_missing(json, document->cites);
    return json;
}

// --- JSON: one object ---

static void json_object_out(struct tc_out *out, json_t *object)
{
    size_t flags = out->is_terminal ? JSON_INDENT(2) : JSON_COMPACT;
    json_dump_callback(object, append, &out->buf, flags | NUMBERS);
    tc_buf_char(&out->buf, '\n');
}

static void take_object(struct tc_out *out, json_t *object)
{
    json_object_out(out, object);
    json_decref(object);
}

static void json_results(struct tc_out *out, const struct tc_results *results)
{
    take_object(out, tc_results_to_json(results));
}

static void json_listing(struct tc_out *out, const struct tc_listing *listing)
{
    take_object(out, tc_json_versioned(json_incref(listing->root)));
}

static void json_document(struct tc_out *out, const struct tc_document_parts *document)
{
    take_object(out, document_to_json(document));
}

static void json_any(struct tc_out *out, json_t *object)
{
    take_object(out, tc_json_versioned(json_incref(object)));
}

const struct tc_renderer tc_render_json = {
    .name = "json",
    .media_type = "application/json",
    .results = json_results,
    .listing = json_listing,
    .document = json_document,
    .object = json_any,
};

// --- JSON Lines: one line an item, the version in the first ---

static void put_line(struct tc_out *out, json_t *object, size_t line)
{
    if (line == 0)
        object = tc_json_versioned(object);
    tc_put_json_line(object, &out->buf);
    json_decref(object);
}

static void jsonl_results(struct tc_out *out, const struct tc_results *results)
{
    for (size_t i = 0; i < results->hit_count; i++)
        put_line(out, tc_hit_to_json(&results->hits[i]), i);
}

static void jsonl_listing(struct tc_out *out, const struct tc_listing *listing)
{
    json_t *items = json_object_get(listing->root, listing->items);
    for (size_t i = 0; i < json_array_size(items); i++)
        put_line(out, json_incref(json_array_get(items, i)), i);
}

static void jsonl_document(struct tc_out *out, const struct tc_document_parts *document)
{
    put_line(out, document_to_json(document), 0);
}

static void jsonl_any(struct tc_out *out, json_t *object)
{
    put_line(out, json_incref(object), 0);
}

const struct tc_renderer tc_render_jsonl = {
    .name = "jsonl",
    .media_type = "application/x-ndjson",
    .results = jsonl_results,
    .listing = jsonl_listing,
    .document = jsonl_document,
    .object = jsonl_any,
};
