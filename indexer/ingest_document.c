// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest_document.h"

#include "base/sha256.h"

#include <stdlib.h>
#include <string.h>

static void put_number(struct tc_buf *out, uint32_t value, char behind)
{
    char digits[12], *at = digits + sizeof digits;
    *--at = behind;
    do
        *--at = (char)('0' + value % 10);
    while (value /= 10);
    tc_buf_add(out, at, (size_t)(digits + sizeof digits - at));
}

// One small array a line of the text: written as it will stand, for as objects they would be most of the work.
static void put_blocks(const struct tc_document *document, struct tc_buf *out)
{
    tc_buf_str(out, "\"blocks\":[");
    for (size_t i = 0; i < document->block_count; i++) {
        const struct tc_block *b = &document->blocks[i];
        tc_buf_str(out, i ? ",[" : "[");
        put_number(out, b->start, ',');
        put_number(out, b->end, ',');
        tc_buf_char(out, '"');
        tc_buf_str(out, tc_block_name((enum tc_block_kind)b->kind));
        tc_buf_str(out, "\",");
        put_number(out, b->level, ',');
        put_number(out, b->page, ']');
    }
    tc_buf_char(out, ']');
}

// How sure the words of a scan are, and which were repaired: [[start, "what was read"], …].
static void add_sure(const struct tc_document *document, json_t *all)
{
    tc_auto_buf struct tc_buf digits = {0};
    json_t *repaired = json_array();
    for (size_t i = 0; i < document->sure_count; i++) {
        const struct tc_sure_word *word = &document->sure_words[i];
        if (word->was)
            json_array_append_new(repaired, json_pack("[i,s]", (int)word->start, word->was));
    }
    tc_sure_pack(document->text, document->len, document->sure_words, document->sure_count, &digits);
    json_object_set_new(all, "sure", json_stringn(digits.data ? digits.data : "", digits.len));
    json_object_set_new(all, "repaired", repaired);
}

static json_t *fields_to_json(const struct tc_document *document)
{
    json_t *fields = json_object();
    for (size_t i = 0; i < document->field_count; i++)
        json_object_set_new(fields, document->fields[i].name, json_string(document->fields[i].value));
    return fields;
}

// Fields that people put right, and where they wrote it.
static json_t *corrected_to_json(const struct tc_correction *correction)
{
    json_t *corrected = json_array();
    for (; correction; correction = correction->next) {
        tc_auto_free char *text = tc_xasprintf("%s (%s)", correction->field, correction->source);
        json_t *one = json_object();
        json_object_set_new(one, "text", json_string(text));
        json_object_set_new(one, "field", json_string(correction->field));
        json_object_set_new(one, "source", json_string(correction->source));
        json_array_append_new(corrected, one);
    }
    return corrected;
}

// The members of an object, without its braces; the object is given up.
static void put_members(json_t *object, struct tc_buf *out)
{
    char *text = json_dumps(object, JSON_COMPACT);
    size_t len = text ? strlen(text) : 0;
    if (len > 2)
        tc_buf_add(out, text + 1, len - 2);
    free(text);
    json_decref(object);
}

static char *record_json(const struct tc_document *document, const struct tc_record *record,
                         const struct tc_prepare_source *source)
{
    struct tc_buf out = {0};
    json_t *read = tc_citations_to_json(record, document->text), *about = json_object();
    json_object_set_new(read, "meta", tc_meta_to_json(&record->meta));
    if (record->task_count)
        json_object_set_new(read, "tasks", tc_tasks_to_json(record));
    json_object_set_new(about, "fields", fields_to_json(document));
    json_object_set_new(about, "corrected", corrected_to_json(source->corrections));
    json_object_set_new(about, "media_type", json_string(document->media_type ? document->media_type : ""));
    json_object_set_new(about, "encoding", json_string(tc_charset_name(document->decoded.charset)));
    json_object_set_new(about, "certainty", json_real(document->decoded.certainty));
    json_object_set_new(about, "is_ocr", json_boolean(document->is_ocr));
    if (document->sure_count)
        add_sure(document, about);
    json_object_set_new(about, "pages", json_integer(document->pages));
    json_object_set_new(about, "mtime", json_integer(source->mtime_ns / 1000000000));
    json_object_set_new(about, "size", json_integer((json_int_t)source->size));
    tc_buf_char(&out, '{');
    put_members(read, &out);
    tc_buf_char(&out, ',');
    put_blocks(document, &out);
    tc_buf_char(&out, ',');
    put_members(about, &out);
    tc_buf_char(&out, '}');
    return tc_buf_take(&out);
}

void tc_prepare(struct tc_document *document, const struct tc_record *record, const struct tc_prepare_source *source,
                struct tc_prepared *ret)
{
    *ret = (struct tc_prepared){0};
    char *id = tc_arena_alloc(&ret->arena, 17);
    tc_document_id(source->path, id);
    ret->record = record_json(document, record, source);
    tc_prepare_tokens(document, ret);
    tc_prepare_title(&record->meta, document->text, ret);
    tc_prepare_terms(record, source->path, ret);
    tc_prepare_values(record, source->digest, ret);
    ret->text = document->text;
    document->text = NULL;
    struct tc_store_doc *doc = &ret->doc;
    doc->id = id;
    doc->path = tc_arena_strdup(&ret->arena, source->path);
    doc->root = tc_arena_strdup(&ret->arena, source->root);
    doc->tokens = ret->distinct;
    doc->distinct_count = ret->distinct_count;
    doc->token_ids = ret->token_ids;
    doc->token_starts = ret->token_starts;
    doc->token_count = ret->token_count;
    doc->extra_terms = ret->extras;
    doc->extra_count = ret->extra_count;
    doc->boolean_terms = ret->booleans;
    doc->boolean_count = ret->boolean_count;
    doc->values = ret->values;
    doc->value_count = ret->value_count;
    doc->text = ret->text ? ret->text : "";
    doc->text_len = document->len;
    doc->record = ret->record;
    doc->record_len = strlen(ret->record);
    document->len = 0;
}

void tc_prepared_fini(struct tc_prepared *prepared)
{
    tc_arena_fini(&prepared->arena);
    free(prepared->text);
    free(prepared->token_ids);
    free(prepared->token_starts);
    free(prepared->distinct);
    free(prepared->extras);
    free(prepared->booleans);
    free(prepared->values);
    free(prepared->record);
    *prepared = (struct tc_prepared){0};
}
