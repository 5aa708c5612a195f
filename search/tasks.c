// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks.h"

#include "base/strmap.h"
#include "json_slice.h"
#include "store/schema.h"
#include "text/token.h"

#include <stdlib.h>
#include <string.h>

enum { PAGE = 2000, TERMS_MAX = 4000, LIMIT = 50 };

struct lister {
    struct tc_reader *reader;
    const struct tc_task_options *options;
    char *agency; // folded; NULL: any
    struct tc_arena arena;
    json_t *tasks;
    struct tc_strmap seen; // key of the paper, agency and bare wording -> the document
    size_t skipped, limit;
    bool is_more;
};

// --- which documents
// --------------------------------------------------------------------------------------------------------------------

struct terms {
    struct lister *lister;
    struct tc_node **nodes;
    size_t count, cap, prefix_len;
    bool (*fits)(const struct lister *lister, const char *value, size_t len);
};

static bool add_term(void *context, const char *term, size_t len, uint32_t doc_freq)
{
    (void)doc_freq;
    struct terms *terms = context;
    if (!terms->fits(terms->lister, term + terms->prefix_len, len - terms->prefix_len))
        return true;
    struct tc_node *node = tc_arena_zero(&terms->lister->arena, 1, sizeof *node);
    node->op = TC_OP_TERM;
    node->term = tc_arena_strndup(&terms->lister->arena, term, len);
    node->term_len = (uint32_t)len;
    TC_GROW(terms->nodes, terms->count, terms->cap);
    terms->nodes[terms->count++] = node;
    return terms->count < TERMS_MAX;
}

static bool agency_fits(const struct lister *lister, const char *value, size_t len)
{
    tc_auto_buf struct tc_buf folded = {0};
    tc_text_fold(value, len, &folded);
    return folded.data && strstr(folded.data, lister->agency);
}

static bool wants_deadline(const struct tc_task_options *o)
{
    return o->from || o->to || o->is_overdue;
}

static bool month_fits(const struct lister *lister, const char *value, size_t len)
{
    const struct tc_task_options *o = lister->options;
    if (!wants_deadline(o))
        return true;
    return len == 7 && value[0] != 'n' && (!o->from || strncmp(value, o->from, 7) >= 0) &&
           (!o->to || strncmp(value, o->to, 7) <= 0) &&
           (!o->is_overdue || !o->as_of || strncmp(value, o->as_of, 7) <= 0);
}

// One OR of the terms with this prefix that fit.
static enum tc_status any_of(struct lister *lister, const char *prefix,
                             bool (*fits)(const struct lister *, const char *, size_t), struct tc_node *ret,
                             struct tc_error *err)
{
    struct terms terms = {.lister = lister, .fits = fits, .prefix_len = strlen(prefix)};
    enum tc_status status = tc_reader_each_term(lister->reader, prefix, terms.prefix_len, add_term, &terms, err);
    struct tc_node **children = tc_arena_zero(&lister->arena, terms.count + 1, sizeof *children);
    if (terms.count)
        memcpy(children, terms.nodes, terms.count * sizeof *children);
    free(terms.nodes);
    *ret =
        (struct tc_node){.op = terms.count ? TC_OP_OR : TC_OP_NONE, .children = children, .child_count = terms.count};
    return status;
}

// --- one document
// -----------------------------------------------------------------------------------------------------------------------

struct source {
    struct tc_target target;
    json_t *tasks; // array, NULL none
    struct tc_follow_candidates candidates;
    bool has_candidates;
};

static const char *text_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static enum tc_status read_source(struct lister *lister, tc_docid doc, struct source *ret, struct tc_error *err)
{
    tc_auto_buf struct tc_buf record = {0}, path = {0};
    struct source source = {.target.doc = doc};
    size_t len = 0;
    enum tc_status status = tc_reader_record(lister->reader, doc, &record, err);
    if (!status)
        status = tc_reader_identity(lister->reader, doc, source.target.id, &path, err);
    if (status)
        return status;
    const char *data = record.data ? record.data : "", *slice = tc_json_member(data, record.len, "tasks", &len);
    source.tasks = slice ? json_loadb(slice, len, 0, NULL) : NULL;
    slice = tc_json_member(data, record.len, "meta", &len);
    json_t *meta = slice ? json_loadb(slice, len, 0, NULL) : NULL;
    source.target.path = tc_arena_strdup(&lister->arena, path.data);
    source.target.key = tc_arena_strdup(&lister->arena, text_of(meta, "key"));
    source.target.title = tc_arena_strdup(&lister->arena, text_of(meta, "title"));
    source.target.date = tc_arena_strdup(&lister->arena, text_of(meta, "date"));
    source.target.place = tc_arena_strdup(&lister->arena, text_of(meta, "place"));
    json_decref(meta);
    *ret = source;
    return TC_OK;
}

static bool task_fits(const struct lister *lister, const json_t *task)
{
    const struct tc_task_options *o = lister->options;
    const char *deadline = text_of(task, "deadline"), *agency = text_of(task, "agency");
    if (wants_deadline(o) && (!deadline || (o->from && strcmp(deadline, o->from) < 0) ||
                              (o->to && strncmp(deadline, o->to, strlen(o->to)) > 0) ||
                              (o->is_overdue && o->as_of && strcmp(deadline, o->as_of) >= 0)))
        return false;
    if (lister->agency) {
        tc_auto_free char *folded = tc_text_fold_dup(agency ? agency : "");
        return strstr(folded, lister->agency) != NULL;
    }
    return true;
}

// Of copies of a paper the first stands for all.
static bool is_listed(const struct tc_follows *follows, size_t i)
{
    const char *key = follows->items[i].by.key;
    for (size_t j = 0; key && !strchr(key, '?') && j < i; j++)
        if (follows->items[j].by.key && !strcmp(follows->items[j].by.key, key) &&
            !strcmp(follows->items[j].how, follows->items[i].how))
            return true;
    return false;
}

static json_t *follows_to_json(const struct tc_follows *follows)
{
    json_t *array = json_array();
    for (size_t i = 0; i < follows->count; i++) {
        if (is_listed(follows, i))
            continue;
        json_t *object = tc_target_to_json(&follows->items[i].by);
        json_object_set_new(object, "how", json_string(follows->items[i].how));
        json_array_append_new(array, object);
    }
    return array;
}

static const char *state_of(const struct tc_task_options *o, const char *deadline, bool is_answered)
{
    return is_answered ? "answered" : deadline && o->as_of && strcmp(deadline, o->as_of) < 0 ? "overdue" : "open";
}

// Copies of a paper assign the same work once.
static bool is_of_copy(struct lister *lister, const struct source *source, const char *agency, const char *text)
{
    if (!source->target.key || strchr(source->target.key, '?')) // which paper it is, is not known
        return false;
    tc_auto_free char *bare = tc_text_fold_dup(text);
    tc_auto_free char *name = tc_xasprintf("%s\n%s\n%s", source->target.key, agency, bare);
    uint32_t doc = source->target.doc;
    if (tc_strmap_get(&lister->seen, name, strlen(name), &doc))
        return doc != source->target.doc;
    tc_strmap_set(&lister->seen, name, strlen(name), doc);
    return false;
}

static enum tc_status add_task(struct lister *lister, struct source *source, const json_t *task, struct tc_error *err)
{
    const struct tc_task_options *o = lister->options;
    tc_auto_buf struct tc_buf text = {0};
    uint32_t start = (uint32_t)json_integer_value(json_object_get(task, "start")),
             end = (uint32_t)json_integer_value(json_object_get(task, "end"));
    const char *agency = text_of(task, "agency"), *deadline = text_of(task, "deadline");
    enum tc_status status = tc_reader_text(lister->reader, source->target.doc, start, end, &text, err);
    if (!status && is_of_copy(lister, source, agency ? agency : "", text.data ? text.data : ""))
        return TC_OK;
    struct tc_follow_source of = {source->target.doc, source->target.key, source->target.date};
    if (!status && !source->has_candidates)
        status = tc_follow_candidates_find(lister->reader, &of, o->as_of, &lister->arena, &source->candidates, err);
    source->has_candidates = true;
    struct tc_follows follows = {0};
    const struct tc_follow_task asked = {agency ? agency : "", text.data ? text.data : ""};
    if (!status)
        status = tc_follow_find(lister->reader, &of, &source->candidates, &asked, &lister->arena, &follows, err);
    if (status)
        return status;
    bool is_answered = tc_follows_answer(&follows);
    if (is_answered && (o->is_open || o->is_overdue))
        return TC_OK;
    if (lister->skipped < o->offset) {
        lister->skipped++;
        return TC_OK;
    }
    if (json_array_size(lister->tasks) >= lister->limit) {
        lister->is_more = true;
        return TC_OK;
    }
    json_t *object = json_object(), *with = json_object_get(task, "with");
    json_object_set_new(object, "agency", json_string(agency ? agency : ""));
    json_object_set(object, "with", with ? with : json_null());
    json_object_set_new(object, "text", json_stringn(text.data ? text.data : "", text.len));
    json_object_set(object, "deadline", json_object_get(task, "deadline"));
    json_object_set(object, "deadline_from", json_object_get(task, "deadline_from"));
    json_object_set_new(object, "state", json_string(state_of(o, deadline, is_answered)));
    json_object_set_new(object, "source", tc_target_to_json(&source->target));
    json_object_set_new(object, "start", json_integer(start));
    json_object_set_new(object, "end", json_integer(end));
    json_object_set_new(object, "follow_ups", follows_to_json(&follows));
    json_array_append_new(lister->tasks, object);
    return TC_OK;
}

static enum tc_status add_document(struct lister *lister, tc_docid doc, struct tc_error *err)
{
    struct source source;
    enum tc_status status = read_source(lister, doc, &source, err);
    if (status)
        return status;
    const char *as_of = lister->options->as_of;
    bool is_later = as_of && source.target.date && strncmp(source.target.date, as_of, 10) > 0;
    size_t i;
    json_t *task;
    json_array_foreach(source.tasks, i, task)
    {
        if (!status && !lister->is_more && !is_later && task_fits(lister, task))
            status = add_task(lister, &source, task, err);
    }
    json_decref(source.tasks);
    return status;
}

// --- all of them
// ------------------------------------------------------------------------------------------------------------------------

static enum tc_status list_all(struct lister *lister, struct tc_error *err)
{
    struct tc_node due, agencies, both = {.op = TC_OP_AND};
    struct tc_node *children[] = {&due, &agencies};
    enum tc_status status = any_of(lister, TC_PREFIX_DUE, month_fits, &due, err);
    if (!status && lister->agency)
        status = any_of(lister, TC_PREFIX_TASK, agency_fits, &agencies, err);
    if (status || !due.child_count || (lister->agency && !agencies.child_count))
        return status;
    both.children = children;
    both.child_count = 2;
    const struct tc_node *query = lister->agency ? &both : &due;
    for (uint32_t first = 0; !status && !lister->is_more; first += PAGE) {
        struct tc_match_options options = {
            .first = first, .count = PAGE, .sort_slot = TC_SLOT_DATE, .sort_descending = true};
        struct tc_matches matches = {0};
        status = tc_reader_match(lister->reader, query, &options, &matches, err);
        for (size_t i = 0; !status && i < matches.count && !lister->is_more; i++)
            status = add_document(lister, matches.items[i].doc, err);
        bool is_last = matches.count < PAGE;
        tc_matches_fini(&matches);
        if (is_last)
            break;
    }
    return status;
}

static enum tc_status list_of(struct lister *lister, json_t *root, struct tc_error *err)
{
    const char *reference = lister->options->reference;
    struct tc_resolution of;
    enum tc_status status = tc_resolve_asked(lister->reader, reference, &lister->arena, &of, err);
    if (status)
        return status;
    if (of.status == TC_REF_MALFORMED)
        return tc_fail(err, TC_ERR_QUERY, "“%s”: %s", reference, of.why);
    json_object_set_new(root, "reference", tc_resolution_to_json(&of, reference));
    // copies of one paper assign the same work: one of them is enough
    bool is_one = of.status == TC_REF_FOUND && !of.stands_for;
    for (size_t i = 0; !status && i < (is_one ? 1 : of.count); i++)
        status = add_document(lister, of.targets[i].doc, err);
    return status;
}

enum tc_status tc_tasks_list(struct tc_reader *reader, const struct tc_task_options *options, json_t **ret,
                             struct tc_error *err)
{
    struct lister lister = {.reader = reader, .options = options, .tasks = json_array()};
    lister.limit = options->limit ? options->limit : LIMIT;
    lister.agency = options->agency && *options->agency ? tc_text_fold_dup(options->agency) : NULL;
    json_t *root = json_object();
    enum tc_status status = options->reference ? list_of(&lister, root, err) : list_all(&lister, err);
    json_object_set_new(root, "as_of", options->as_of ? json_string(options->as_of) : json_null());
    json_object_set_new(root, "more", json_boolean(lister.is_more));
    json_object_set_new(root, "tasks", lister.tasks);
    tc_strmap_fini(&lister.seen);
    free(lister.agency);
    tc_arena_fini(&lister.arena);
    if (status)
        json_decref(root);
    else
        *ret = root;
    return status;
}
