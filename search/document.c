// SPDX-License-Identifier: GPL-3.0-or-later
// One document of the archive, opened by id, path or number.
#include "base/lang.h"
#include "base/sha256.h"
#include "duplicates.h"
#include "json_slice.h"
#include "original.h"
#include "relations.h"
#include "similar.h"
#include "snippet.h"
#include "standing.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct tc_document_view {
    struct tc_archive *archive;
    tc_docid doc;
    char id[17];
    struct tc_buf path, text, record;
    char *meta, *cites, *blocks, *words;
};

static bool is_id(const char *doc)
{
    return strlen(doc) == 16 && strspn(doc, "0123456789abcdef") == 16;
}

// Several documents fit: a list of them, and an error that says so.
static enum tc_status list_candidates(const char *doc, const struct tc_resolution *found, char **ret_candidates,
                                      struct tc_error *err)
{
    if (ret_candidates) {
        json_t *list = json_array();
        for (size_t i = 0; i < found->count; i++)
            json_array_append_new(list, tc_target_to_json(&found->targets[i]));
        *ret_candidates = json_dumps(list, JSON_COMPACT);
        json_decref(list);
    }
    return tc_fail(err, TC_ERR_QUERY, TC_TELL("“%s” là số của %zu văn bản", "“%s” is the number of %zu documents"), doc,
                   found->count);
}

static enum tc_status find_document(struct tc_archive *archive, const char *doc, tc_docid *ret, char **ret_candidates,
                                    struct tc_error *err)
{
    char id[17];
    if (is_id(doc) && tc_reader_find(archive->reader, doc, ret))
        return TC_OK;
    tc_document_id(doc, id);
    if (tc_reader_find(archive->reader, id, ret))
        return TC_OK;
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_resolution found;
    enum tc_status status = tc_resolve_text(archive->reader, doc, strlen(doc), NULL, &arena, &found, err);
    if (status != TC_OK)
        return status;
    if (!found.count)
        return tc_fail(err, TC_ERR_NOT_FOUND, TC_TELL("kho không có văn bản “%s”", "the archive has no document “%s”"),
                       doc);
    // the documents that a name stands for are several; copies of one document are not
    if (found.status == TC_REF_AMBIGUOUS || (found.stands_for && found.count > 1))
        return list_candidates(doc, &found, ret_candidates, err);
    *ret = found.targets[0].doc;
    return TC_OK;
}

struct opening {
    struct tc_archive *archive;
    const char *doc;
    struct tc_document_view *view;
    char *candidates;
};

static enum tc_status open_once(void *context, struct tc_error *err)
{
    struct opening *opening = context;
    struct tc_reader *reader = opening->archive->reader;
    tc_docid doc;
    enum tc_status status = find_document(opening->archive, opening->doc, &doc, &opening->candidates, err);
    if (status != TC_OK)
        return status;
    struct tc_document_view *view = tc_xcalloc(1, sizeof *view);
    view->archive = opening->archive;
    view->doc = doc;
    status = tc_reader_identity(reader, doc, view->id, &view->path, err);
    if (status == TC_OK)
        status = tc_reader_text(reader, doc, 0, UINT32_MAX, &view->text, err);
    if (status == TC_OK)
        status = tc_reader_record(reader, doc, &view->record, err);
    if (status == TC_OK)
        opening->view = view;
    else
        tc_document_close(view);
    return status;
}

enum tc_status tc_document_open(struct tc_archive *archive, const char *doc, struct tc_document_view **ret,
                                char **ret_candidates, struct tc_error *err)
{
    struct opening opening = {.archive = archive, .doc = doc};
    enum tc_status status = tc_archive_refresh(archive, err);
    if (status == TC_OK)
        status = tc_archive_retry(archive, open_once, &opening, err);
    if (status == TC_OK)
        *ret = opening.view;
    if (status == TC_ERR_QUERY && ret_candidates)
        *ret_candidates = opening.candidates;
    else
        free(opening.candidates);
    return status;
}

void tc_document_close(struct tc_document_view *view)
{
    if (!view)
        return;
    tc_buf_fini(&view->path);
    tc_buf_fini(&view->text);
    tc_buf_fini(&view->record);
    free(view->meta);
    free(view->cites);
    free(view->blocks);
    free(view->words);
    free(view);
}

const char *tc_document_view_id(const struct tc_document_view *view)
{
    return view->id;
}

const char *tc_document_view_path(const struct tc_document_view *view)
{
    return view->path.data ? view->path.data : "";
}

const char *tc_document_view_text(const struct tc_document_view *view, size_t *ret_len)
{
    if (ret_len)
        *ret_len = view->text.len;
    return view->text.data ? view->text.data : "";
}

// A member of the record; NULL when it is not there.
static json_t *record_member(const struct tc_document_view *view, const char *name)
{
    size_t len;
    const char *slice = tc_json_member(view->record.data ? view->record.data : "", view->record.len, name, &len);
    return slice ? json_loadb(slice, len, JSON_DECODE_ANY, NULL) : NULL;
}

static char *dump(json_t *object)
{
    char *text = json_dumps(object, JSON_COMPACT);
    json_decref(object);
    return text ? text : tc_xstrdup("{}");
}

// "status" and what it follows from; null where nothing is known.
static void add_standing(const struct tc_document_view *view, json_t *object)
{
    struct tc_standing standing;
    char id[17];
    tc_auto_buf struct tc_buf by = {0};
    struct tc_archive *archive = view->archive;
    bool is_known = tc_standing_of(archive, view->doc, json_string_value(json_object_get(object, "key")), &standing) &&
                    tc_reader_identity(archive->reader, standing.by, id, NULL, NULL) == TC_OK &&
                    tc_reader_value(archive->reader, standing.by, TC_SLOT_KEY, &by, NULL) == TC_OK;
    json_object_set_new(object, "status", is_known ? json_string(tc_standing_status(&standing)) : json_null());
    json_object_set_new(object, "status_relation",
                        is_known ? json_string(tc_relation_name((enum tc_relation)standing.relation)) : json_null());
    json_object_set_new(object, "status_source", by.len ? json_stringn(by.data, by.len) : json_null());
    json_object_set_new(object, "status_source_id", is_known ? json_string(id) : json_null());
}

// Of a text that was read off pictures: how sure the words are, of 100.
static void add_ocr(const struct tc_document_view *view, json_t *object)
{
    json_t *is_ocr = record_member(view, "is_ocr"), *fields = record_member(view, "fields");
    const char *sure = json_string_value(json_object_get(fields, "ocr_confidence"));
    if (json_is_true(is_ocr))
        json_object_set_new(object, "ocr_confidence", sure ? json_integer(strtol(sure, NULL, 10)) : json_null());
    json_decref(is_ocr);
    json_decref(fields);
}

const char *tc_document_view_meta(const struct tc_document_view *view)
{
    struct tc_document_view *cache = (struct tc_document_view *)(uintptr_t)view;
    if (cache->meta)
        return cache->meta;
    json_t *object =
        json_pack("{s:i, s:s, s:s}", "format_version", 1, "id", view->id, "path", tc_document_view_path(view));
    static const char *const of_file[] = {"media_type", "encoding"};
    for (size_t i = 0; i < TC_LENGTH(of_file); i++) {
        json_t *value = record_member(view, of_file[i]);
        json_object_set_new(object, of_file[i], value ? value : json_null());
    }
    json_t *meta = record_member(view, "meta");
    json_object_update(object, meta);
    json_decref(meta);
    json_t *corrected = record_member(view, "corrected");
    if (json_array_size(corrected))
        json_object_set(object, "corrected", corrected);
    json_decref(corrected);
    add_ocr(view, object);
    add_standing(view, object);
    return cache->meta = dump(object);
}

// ---- words of scans

static int by_start(const void *a, const void *b)
{
    const struct tc_sure_word *p = a, *q = b;
    return p->start < q->start ? -1 : p->start > q->start;
}

static void read_repaired(const struct tc_document_view *view, struct tc_sure_word *words, size_t count)
{
    json_t *repaired = record_member(view, "repaired"), *row;
    size_t i;
    json_array_foreach(repaired, i, row)
    {
        const char *was = json_string_value(json_array_get(row, 1));
        struct tc_sure_word wanted = {.start = (uint32_t)json_integer_value(json_array_get(row, 0))};
        struct tc_sure_word *word = count ? bsearch(&wanted, words, count, sizeof *words, by_start) : NULL;
        if (word && was && !word->was)
            word->was = tc_xstrdup(was);
    }
    json_decref(repaired);
}

// False for a document without any.
static bool read_words(const struct tc_document_view *view, struct tc_sure_word **ret, size_t *ret_count)
{
    json_t *sure = record_member(view, "sure");
    bool has_words = sure && tc_sure_unpack(tc_document_view_text(view, NULL), view->text.len, json_string_value(sure),
                                            json_string_length(sure), ret, ret_count);
    json_decref(sure);
    if (has_words)
        read_repaired(view, *ret, *ret_count);
    return has_words;
}

const char *tc_document_view_words(const struct tc_document_view *view)
{
    struct tc_document_view *cache = (struct tc_document_view *)(uintptr_t)view;
    if (!cache->words) {
        struct tc_sure_word *words = NULL;
        size_t count = 0;
        (void)read_words(view, &words, &count);
        cache->words = dump(tc_sure_words_to_json(words, count));
        tc_sure_words_free(words, count);
    }
    return cache->words;
}

// Status and targets of one citation, read where it stands: the place and date of the document help to choose.
static void resolve_citation(struct tc_archive *archive, json_t *citation, const json_t *meta)
{
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_resolution found;
    if (tc_resolve_citation(archive->reader, citation, meta, &arena, &found, NULL) != TC_OK)
        found = (struct tc_resolution){.status = TC_REF_ABSENT};
    json_object_set_new(citation, "status", json_string(tc_ref_status_name(found.status)));
    json_object_set_new(citation, "targets", tc_targets_to_json(&found));
    for (size_t i = 0; i < found.learnt_count; i++)
        json_array_append_new(json_object_get(citation, "stands_for"), json_string(found.learnt[i].key));
    if (found.learnt_count)
        json_object_set_new(citation, "why", json_string(found.why));
}

// Of a scan: a citation is as sure as the least sure of its words.
static void add_sureness(const struct tc_document_view *view, json_t *citations)
{
    struct tc_sure_word *words = NULL;
    size_t count = 0, i;
    json_t *citation;
    if (!read_words(view, &words, &count))
        return;
    json_array_foreach(citations, i, citation)
    {
        json_int_t start = json_integer_value(json_object_get(citation, "start"));
        json_int_t end = json_integer_value(json_object_get(citation, "end"));
        uint32_t least = UINT32_MAX;
        for (size_t w = 0; w < count && words[w].start < end; w++)
            if (words[w].end > start && words[w].confidence < least)
                least = words[w].confidence;
        if (least != UINT32_MAX)
            json_object_set_new(citation, "ocr_confidence", json_integer(least));
    }
    tc_sure_words_free(words, count);
}

const char *tc_document_view_cites(struct tc_document_view *view)
{
    if (view->cites)
        return view->cites;
    json_t *citations = record_member(view, "citations"), *mentions = record_member(view, "mentions");
    json_t *meta = record_member(view, "meta");
    for (size_t i = 0; i < json_array_size(citations); i++)
        resolve_citation(view->archive, json_array_get(citations, i), meta);
    json_decref(meta);
    add_sureness(view, citations);
    json_t *object = json_object();
    json_object_set_new(object, "format_version", json_integer(1));
    json_object_set_new(object, "citations", citations ? citations : json_array());
    json_object_set_new(object, "mentions", mentions ? mentions : json_array());
    return view->cites = dump(object);
}

const char *tc_document_view_blocks(const struct tc_document_view *view)
{
    struct tc_document_view *cache = (struct tc_document_view *)(uintptr_t)view;
    if (!cache->blocks) {
        json_t *blocks = record_member(view, "blocks");
        cache->blocks = dump(blocks ? blocks : json_array());
    }
    return cache->blocks;
}

enum tc_status tc_document_highlight(struct tc_document_view *view, const char *text, size_t max, struct tc_span **ret,
                                     size_t *ret_count, struct tc_error *err)
{
    struct tc_query_names names = {tc_names_longest, view->archive};
    struct tc_query query;
    enum tc_status status = tc_query_parse(text, strlen(text), &names, &query, err);
    if (status != TC_OK)
        return status;
    struct tc_plan *plan = tc_xcalloc(1, sizeof *plan);
    status = tc_plan_init(plan, view->archive, &query, err);
    if (status == TC_OK) {
        struct tc_marker marker;
        struct tc_span *spans = tc_xcalloc(max + 1, sizeof *spans);
        tc_marker_init(&marker, plan);
        *ret_count = tc_marker_spans(&marker, tc_document_view_text(view, NULL), view->text.len, spans, max);
        *ret = spans;
        tc_marker_fini(&marker);
    }
    tc_plan_fini(plan);
    free(plan);
    tc_query_fini(&query);
    return status;
}

// The file behind a document, with the member's path in it; NULL when it cannot be read.
static char *original_of(struct tc_archive *archive, const char *id, char **ret_inside)
{
    tc_docid doc;
    char same[17];
    tc_auto_buf struct tc_buf path = {0};
    if (!tc_reader_find(archive->reader, id, &doc) ||
        tc_reader_identity(archive->reader, doc, same, &path, NULL) != TC_OK || !path.len)
        return NULL;
    char *original = tc_original_find(archive->reader, path.data, ret_inside);
    if (!original || access(original, R_OK) == 0)
        return original;
    free(original);
    free(*ret_inside);
    *ret_inside = NULL;
    return NULL;
}

char *tc_document_original(struct tc_archive *archive, const char *id)
{
    tc_auto_free char *inside = NULL;
    return original_of(archive, id, &inside);
}

char *tc_document_member(struct tc_archive *archive, const char *id)
{
    char *inside = NULL;
    free(original_of(archive, id, &inside));
    return inside;
}

// --- like documents ---

struct likeness {
    struct tc_archive *archive;
    const char *doc;
    size_t offset, limit;
    bool is_exact;
    char *candidates;
    json_t *root;
};

static enum tc_status similar_once(void *context, struct tc_error *err)
{
    struct likeness *asked = context;
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_reader *reader = asked->archive->reader;
    struct tc_similars similars;
    json_t *documents = NULL;
    tc_docid doc;
    char id[17];
    enum tc_status status = find_document(asked->archive, asked->doc, &doc, &asked->candidates, err);
    if (status == TC_OK)
        status = tc_reader_identity(reader, doc, id, NULL, err);
    if (status == TC_OK)
        status = tc_similar_find(reader, doc, asked->limit, &arena, &similars, err);
    if (status == TC_OK)
        status = tc_similars_to_json(reader, doc, &similars, &documents, err);
    if (status == TC_OK)
        asked->root = json_pack("{s:s,s:o}", "id", id, "documents", documents);
    return status;
}

static char *take_json(json_t *root)
{
    char *text = json_dumps(root, JSON_COMPACT);
    json_decref(root);
    return text ? text : tc_xstrdup("{}");
}

enum tc_status tc_similar_json(struct tc_archive *archive, const char *doc, size_t limit, char **ret,
                               char **ret_candidates, struct tc_error *err)
{
    struct likeness asked = {.archive = archive, .doc = doc, .limit = limit};
    enum tc_status status = tc_archive_refresh(archive, err);
    if (status == TC_OK)
        status = tc_archive_retry(archive, similar_once, &asked, err);
    if (status == TC_OK)
        *ret = take_json(asked.root);
    if (status == TC_ERR_QUERY && ret_candidates)
        *ret_candidates = asked.candidates;
    else
        free(asked.candidates);
    return status;
}

static enum tc_status duplicates_once(void *context, struct tc_error *err)
{
    struct likeness *asked = context;
    struct tc_duplicate_groups groups = {0};
    enum tc_status status = tc_duplicates_find(asked->archive->reader, asked->is_exact, &groups, err);
    if (status == TC_OK)
        status = tc_duplicates_to_json(asked->archive->reader, &groups, asked->offset, asked->limit, &asked->root, err);
    tc_duplicate_groups_fini(&groups);
    return status;
}

enum tc_status tc_duplicates_json(struct tc_archive *archive, bool is_exact, size_t offset, size_t limit, char **ret,
                                  struct tc_error *err)
{
    struct likeness asked = {.archive = archive, .is_exact = is_exact, .offset = offset, .limit = limit};
    enum tc_status status = tc_archive_refresh(archive, err);
    if (status == TC_OK)
        status = tc_archive_retry(archive, duplicates_once, &asked, err);
    if (status == TC_OK)
        *ret = take_json(asked.root);
    return status;
}
