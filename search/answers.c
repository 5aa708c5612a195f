// SPDX-License-Identifier: GPL-3.0-or-later
// References and drafting as the public header offers them: JSON text, tried again when the index changed meanwhile.
#include "archive.h"
#include "check.h"
#include "compare.h"
#include "dossier.h"
#include "graph.h"
#include "implementation.h"
#include "precedent.h"
#include "standing.h"
#include "tasks.h"

#include <string.h>

static enum tc_status give(json_t *root, char **ret, struct tc_error *err)
{
    char *text = json_dumps(root, JSON_COMPACT);
    json_decref(root);
    if (!text)
        return tc_fail(err, TC_ERR_INTERNAL, "an answer could not be written as JSON");
    *ret = text;
    return TC_OK;
}

struct asked {
    struct tc_archive *archive;
    const char *const *references;
    size_t count;
    const char *date; // as of, before
    int depth;
    const char *text;
    size_t len, limit;
    const struct tc_document *draft;
    const struct tc_record *record;
    enum tc_layout layout;
    const char *file;
    const struct tc_task_options *tasks;
    const struct tc_dossier_heading *headings;
    const struct tc_dossier_options *dossier;
    json_t *root;
};

// Whether what was found is still in force: asked for by number, it is often wanted to be cited.
static void add_standing(struct tc_archive *archive, const struct tc_target *target, json_t *object)
{
    struct tc_standing standing;
    tc_auto_buf struct tc_buf by = {0};
    if (!tc_standing_of(archive, target->doc, target->key, &standing) ||
        tc_reader_value(archive->reader, standing.by, TC_SLOT_KEY, &by, NULL) != TC_OK)
        return;
    json_object_set_new(object, "status", json_string(tc_standing_status(&standing)));
    json_object_set_new(object, "status_relation", json_string(tc_relation_name((enum tc_relation)standing.relation)));
    json_object_set_new(object, "status_source", by.len ? json_stringn(by.data, by.len) : json_null());
}

static enum tc_status resolve(void *context, struct tc_error *err)
{
    struct asked *asked = context;
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_ref_context where = {.as_of = asked->date};
    json_t *results = json_array();
    for (size_t i = 0; i < asked->count; i++) {
        struct tc_resolution resolution;
        const char *reference = asked->references[i];
        enum tc_status status = tc_resolve_text(asked->archive->reader, reference, strlen(reference),
                                                asked->date ? &where : NULL, &arena, &resolution, err);
        if (status) {
            json_decref(results);
            return status;
        }
        json_t *result = tc_resolution_to_json(&resolution, reference);
        for (size_t k = 0; k < resolution.count; k++)
            add_standing(asked->archive, &resolution.targets[k], json_array_get(json_object_get(result, "targets"), k));
        json_array_append_new(results, result);
    }
    asked->root = json_pack("{s:o}", "results", results);
    return TC_OK;
}

enum tc_status tc_resolve_json(struct tc_archive *archive, const char *const *references, size_t count,
                               const char *as_of, char **ret, struct tc_error *err)
{
    struct asked asked = {.archive = archive, .references = references, .count = count, .date = as_of};
    enum tc_status status = tc_archive_retry(archive, resolve, &asked, err);
    return status ? status : give(asked.root, ret, err);
}

static enum tc_status cited_by(void *context, struct tc_error *err)
{
    struct asked *asked = context;
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_citing_list list;
    enum tc_status status = tc_citing_find(asked->archive->reader, asked->references[0], &arena, &list, err);
    if (!status && list.of.status == TC_REF_MALFORMED)
        return tc_fail(err, TC_ERR_QUERY, "“%s”: %s", asked->references[0], list.of.why);
    return status ? status : tc_citing_to_json(asked->archive->reader, &list, &asked->root, err);
}

enum tc_status tc_cited_by_json(struct tc_archive *archive, const char *reference, char **ret, struct tc_error *err)
{
    struct asked asked = {.archive = archive, .references = &reference, .count = 1};
    enum tc_status status = tc_archive_retry(archive, cited_by, &asked, err);
    return status ? status : give(asked.root, ret, err);
}

static enum tc_status graph(void *context, struct tc_error *err)
{
    struct asked *asked = context;
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_graph_options options = {.depth = asked->depth};
    struct tc_graph found;
    enum tc_status status = tc_graph_read(asked->archive->reader, asked->references[0], &options, &arena, &found, err);
    if (!status)
        asked->root = tc_graph_to_json(&found);
    return status;
}

enum tc_status tc_graph_json(struct tc_archive *archive, const char *reference, int depth, char **ret,
                             struct tc_error *err)
{
    struct asked asked = {.archive = archive, .references = &reference, .count = 1, .depth = depth};
    enum tc_status status = tc_archive_retry(archive, graph, &asked, err);
    return status ? status : give(asked.root, ret, err);
}

static enum tc_status precedent(void *context, struct tc_error *err)
{
    struct asked *asked = context;
    tc_auto_arena struct tc_arena arena = {0};
    // a whole draft says of what day it is, and which it is; a passage alone is under no date and no layout
    const struct tc_meta *own = &asked->record->meta;
    const char *date = asked->date ? asked->date : own->number ? own->date : NULL;
    struct tc_precedent_options options = {
        .limit = asked->limit,
        .before = date,
        .except_key = own->number ? own->key : NULL,
        .from = own->number && own->at[TC_META_TITLE] < asked->len ? own->at[TC_META_TITLE] : 0,
        .layout = asked->layout,
        .date = date};
    struct tc_precedents found;
    enum tc_status status =
        tc_precedent_find(asked->archive->reader, asked->text, asked->len, &options, &arena, &found, err);
    if (!status)
        asked->root = tc_precedents_to_json(&found);
    return status;
}

enum tc_status tc_precedent_json(struct tc_archive *archive, const char *text, size_t len, size_t limit,
                                 const char *before, char **ret, struct tc_error *err)
{
    struct tc_document draft;
    struct tc_record record;
    tc_document_from_text(text, len, &draft);
    tc_record_read(&draft, NULL, &record);
    struct asked asked = {.archive = archive,
                          .text = text,
                          .len = len,
                          .limit = limit,
                          .date = before,
                          .record = &record,
                          .layout = record.meta.number ? tc_layout_of(&draft, &record) : TC_LAYOUT_UNKNOWN};
    enum tc_status status = tc_archive_retry(archive, precedent, &asked, err);
    tc_record_fini(&record);
    tc_document_fini(&draft);
    return status ? status : give(asked.root, ret, err);
}

static enum tc_status check(void *context, struct tc_error *err)
{
    struct asked *asked = context;
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_check_options options = {.date = asked->date};
    struct tc_findings findings;
    enum tc_status status =
        tc_check(asked->archive->reader, asked->draft, asked->record, &options, &arena, &findings, err);
    if (status)
        return status;
    json_t *array = json_array();
    tc_findings_to_json(&findings, asked->file, asked->draft->text, array);
    asked->root = json_pack("{s:o}", "findings", array);
    return TC_OK;
}

enum tc_status tc_check_document_json(struct tc_archive *archive, const struct tc_document *draft, const char *file,
                                      const char *date, char **ret, struct tc_error *err)
{
    struct tc_record record;
    struct asked asked = {.archive = archive, .draft = draft, .record = &record, .file = file, .date = date};
    tc_record_read(draft, NULL, &record);
    enum tc_status status = tc_archive_retry(archive, check, &asked, err);
    tc_record_fini(&record);
    return status ? status : give(asked.root, ret, err);
}

enum tc_status tc_check_text_json(struct tc_archive *archive, const char *text, size_t len, const char *file,
                                  const char *date, char **ret, struct tc_error *err)
{
    struct tc_document draft;
    tc_document_from_text(text, len, &draft);
    enum tc_status status = tc_check_document_json(archive, &draft, file, date, ret, err);
    tc_document_fini(&draft);
    return status;
}

enum tc_status tc_compare_json(const char *a, size_t a_len, const char *b, size_t b_len, char **ret,
                               struct tc_error *err)
{
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_comparison comparison;
    tc_compare(a, a_len, b, b_len, &arena, &comparison);
    return give(tc_comparison_to_json(&comparison, a, b), ret, err);
}

static enum tc_status tasks(void *context, struct tc_error *err)
{
    struct asked *asked = context;
    return tc_tasks_list(asked->archive->reader, asked->tasks, &asked->root, err);
}

enum tc_status tc_tasks_json(struct tc_archive *archive, const struct tc_task_options *options, char **ret,
                             struct tc_error *err)
{
    struct asked asked = {.archive = archive, .tasks = options};
    enum tc_status status = tc_archive_retry(archive, tasks, &asked, err);
    return status ? status : give(asked.root, ret, err);
}

static enum tc_status implementation(void *context, struct tc_error *err)
{
    struct asked *asked = context;
    return tc_implementation_read(asked->archive->reader, asked->references[0], asked->date, &asked->root, err);
}

enum tc_status tc_implementation_json(struct tc_archive *archive, const char *reference, const char *as_of, char **ret,
                                      struct tc_error *err)
{
    struct asked asked = {.archive = archive, .references = &reference, .count = 1, .date = as_of};
    enum tc_status status = tc_archive_retry(archive, implementation, &asked, err);
    return status ? status : give(asked.root, ret, err);
}

static enum tc_status dossier(void *context, struct tc_error *err)
{
    struct asked *asked = context;
    return tc_dossier_read(asked->archive, asked->headings, asked->count, asked->dossier, &asked->root, err);
}

enum tc_status tc_dossier_json(struct tc_archive *archive, const struct tc_dossier_heading *headings, size_t count,
                               const struct tc_dossier_options *options, char **ret, struct tc_error *err)
{
    static const struct tc_dossier_options usual;
    struct asked asked = {
        .archive = archive, .headings = headings, .count = count, .dossier = options ? options : &usual};
    enum tc_status status = tc_archive_retry(archive, dossier, &asked, err);
    return status ? status : give(asked.root, ret, err);
}
