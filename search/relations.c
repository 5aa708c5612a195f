// SPDX-License-Identifier: GPL-3.0-or-later
#include "relations.h"

#include "store/schema.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_CITING = 10000, ASKED_MAX = 256 };

enum tc_relation tc_relation_by_name(const char *name)
{
    for (int i = 0; name && i < TC_REL_COUNT; i++) {
        if (!strcmp(name, tc_relation_name((enum tc_relation)i)))
            return (enum tc_relation)i;
    }
    return TC_REL_REFERS;
}

enum tc_relation tc_relation_stronger(enum tc_relation a, enum tc_relation b)
{
    static const int rank[TC_REL_COUNT] = {
        [TC_REL_REPEALS] = 7,    [TC_REL_REPLACES] = 6, [TC_REL_AMENDS] = 5, [TC_REL_REVIEWS] = 4,
        [TC_REL_IMPLEMENTS] = 3, [TC_REL_GUIDES] = 2,   [TC_REL_BASIS] = 1,  [TC_REL_REFERS] = 0,
    };
    return rank[a] >= rank[b] ? a : b;
}

static const char *text_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

enum tc_status tc_resolve_citation(struct tc_reader *reader, const json_t *citation, const json_t *meta,
                                   struct tc_arena *arena, struct tc_resolution *ret, struct tc_error *err)
{
    const char *key = text_of(citation, "key");
    if (!key) {
        tc_resolve_unread(ret);
        return TC_OK;
    }
    const json_t *list = json_object_get(citation, "stands_for");
    size_t names = json_array_size(list);
    const char **stands_for = names ? tc_arena_zero(arena, names + 1, sizeof *stands_for) : NULL;
    for (size_t i = 0; i < names; i++)
        stands_for[i] = tc_arena_strdup(arena, json_string_value(json_array_get(list, i)));
    struct tc_ref_context context = {
        .place = text_of(meta, "place"),
        .issuer_code = text_of(citation, "issuer_code"),
        .date = text_of(meta, "date"),
    };
    enum tc_status status = tc_resolve_key(reader, tc_arena_strdup(arena, key), stands_for, &context, arena, ret, err);
    if (!status)
        ret->repaired = tc_arena_strdup(arena, text_of(citation, "repaired"));
    return status;
}

// --- cited by
// ------------------------------------------------------------------------------------------------------------------------

// What is asked for: the keys it goes by, and the documents it is.
struct asked {
    const char **keys;
    size_t key_count;
    const struct tc_resolution *resolution;
    bool only_ending; // only documents that amend, replace or repeal it
};

static bool key_is_asked(const struct asked *asked, const char *key)
{
    for (size_t i = 0; key && i < asked->key_count; i++) {
        if (tc_key_fits(asked->keys[i], key))
            return true;
    }
    return false;
}

static bool citation_fits(const struct asked *asked, const json_t *citation)
{
    if (key_is_asked(asked, text_of(citation, "key")))
        return true;
    size_t i;
    json_t *name;
    json_array_foreach(json_object_get(citation, "stands_for"), i, name)
    {
        if (key_is_asked(asked, json_string_value(name)))
            return true;
    }
    return false;
}

static bool is_whole(const char *key)
{
    return key && !strchr(key, '?');
}

// A citation whose key leaves something open may mean another document of the same number: read where it stands, does
// it mean ours?
static enum tc_status means_ours(struct tc_reader *reader, const struct asked *asked, const json_t *citation,
                                 const json_t *meta, struct tc_arena *arena, bool *ret, struct tc_error *err)
{
    *ret = true;
    if (!asked->resolution->count || asked->resolution->status == TC_REF_AMBIGUOUS)
        return TC_OK;
    if (is_whole(text_of(citation, "key")) && !text_of(meta, "place"))
        return TC_OK;
    struct tc_resolution there;
    enum tc_status status = tc_resolve_citation(reader, citation, meta, arena, &there, err);
    if (status || there.status == TC_REF_ABSENT)
        return status;
    *ret = false;
    for (size_t i = 0; i < there.count && !*ret; i++) {
        for (size_t j = 0; j < asked->resolution->count && !*ret; j++)
            *ret = there.targets[i].doc == asked->resolution->targets[j].doc;
    }
    return TC_OK;
}

static void fill_target(struct tc_reader *reader, tc_docid doc, const json_t *meta, struct tc_arena *arena,
                        struct tc_target *ret)
{
    tc_auto_buf struct tc_buf path = {0};
    *ret = (struct tc_target){.doc = doc};
    (void)tc_reader_identity(reader, doc, ret->id, &path, NULL);
    ret->path = tc_arena_strdup(arena, path.data);
    ret->key = tc_arena_strdup(arena, text_of(meta, "key"));
    ret->title = tc_arena_strdup(arena, text_of(meta, "title"));
    ret->date = tc_arena_strdup(arena, text_of(meta, "date"));
    ret->place = tc_arena_strdup(arena, text_of(meta, "place"));
    ret->issuer = tc_arena_strdup(arena, text_of(meta, "issuer"));
    ret->type = tc_arena_strdup(arena, text_of(meta, "type"));
}

static uint32_t offset_of(const json_t *value)
{
    json_int_t n = json_integer_value(value);
    return n < 0 || n > UINT32_MAX ? 0 : (uint32_t)n;
}

static enum tc_status read_citing(struct tc_reader *reader, tc_docid doc, const struct asked *asked,
                                  struct tc_arena *arena, struct tc_citing *ret, struct tc_error *err)
{
    json_t *record = NULL;
    enum tc_status status = tc_record_json(reader, doc, &record, err);
    if (status)
        return status;
    const json_t *meta = json_object_get(record, "meta"), *citations = json_object_get(record, "citations");
    struct tc_citing citing = {.places = tc_arena_zero(arena, json_array_size(citations) + 1, sizeof *citing.places)};
    size_t i;
    json_t *citation;
    json_array_foreach(citations, i, citation)
    {
        bool ours = false;
        if (!citation_fits(asked, citation))
            continue;
        status = means_ours(reader, asked, citation, meta, arena, &ours, err);
        if (status)
            break;
        if (!ours)
            continue;
        const json_t *sentence = json_object_get(citation, "sentence");
        struct tc_citing_place *place = &citing.places[citing.depth++];
        place->start = offset_of(json_object_get(citation, "start"));
        place->end = offset_of(json_object_get(citation, "end"));
        place->sentence_start = offset_of(json_array_get(sentence, 0));
        place->sentence_end = offset_of(json_array_get(sentence, 1));
        place->relation = tc_relation_by_name(text_of(citation, "relation"));
        place->provision = tc_arena_strdup(arena, text_of(citation, "provision"));
        citing.relation = tc_relation_stronger(citing.relation, place->relation);
    }
    if (!status) {
        fill_target(reader, doc, meta, arena, &citing.by);
        *ret = citing;
    }
    json_decref(record);
    return status;
}

// The terms under which the keys are cited, as one OR without weight.
static enum tc_status citing_query(struct tc_reader *reader, const struct asked *asked, struct tc_arena *arena,
                                   struct tc_node *ret, struct tc_error *err)
{
    struct tc_node **children = NULL;
    size_t count = 0, cap = 0;
    enum tc_status status = TC_OK;
    for (size_t i = 0; !status && i < asked->key_count; i++) {
        const char **stems = NULL;
        size_t stem_count = 0;
        status = tc_resolve_stems(reader, TC_PREFIX_CITES, asked->keys[i], arena, &stems, &stem_count, err);
        for (size_t j = 0; !status && j < stem_count; j++) {
            static const enum tc_relation ending[] = {TC_REL_AMENDS, TC_REL_REPLACES, TC_REL_REPEALS};
            for (size_t k = 0; k < (asked->only_ending ? TC_LENGTH(ending) : 1); k++) {
                struct tc_node *node = tc_arena_zero(arena, 1, sizeof *node);
                node->op = TC_OP_TERM;
                node->term = asked->only_ending ? tc_arena_printf(arena, "%s%s:%s", TC_PREFIX_RELATION,
                                                                  tc_relation_name(ending[k]), stems[j])
                                                : tc_arena_printf(arena, "%s%s", TC_PREFIX_CITES, stems[j]);
                node->term_len = (uint32_t)strlen(node->term);
                TC_GROW(children, count, cap);
                children[count++] = node;
            }
        }
    }
    struct tc_node **kept = tc_arena_zero(arena, count + 1, sizeof *kept);
    if (count)
        memcpy(kept, children, count * sizeof *kept);
    free(children);
    *ret = (struct tc_node){.op = count ? TC_OP_OR : TC_OP_NONE, .children = kept, .child_count = count};
    return status;
}

static bool is_id(const char *ref)
{
    return strlen(ref) == 16 && strspn(ref, "0123456789abcdef") == 16;
}

enum tc_status tc_resolve_asked(struct tc_reader *reader, const char *ref, struct tc_arena *arena,
                                struct tc_resolution *ret, struct tc_error *err)
{
    tc_docid doc = 0;
    if (!is_id(ref) || !tc_reader_find(reader, ref, &doc))
        return tc_resolve_text(reader, ref, strlen(ref), NULL, arena, ret, err);
    json_t *record = NULL;
    enum tc_status status = tc_record_json(reader, doc, &record, err);
    if (status)
        return status;
    struct tc_target *target = tc_arena_zero(arena, 1, sizeof *target);
    fill_target(reader, doc, json_object_get(record, "meta"), arena, target);
    tc_resolve_one(target, ret);
    json_decref(record);
    return TC_OK;
}

static void ask(struct asked *asked, const char *key)
{
    for (size_t i = 0; i < asked->key_count; i++) {
        if (!strcmp(asked->keys[i], key))
            return;
    }
    if (asked->key_count < ASKED_MAX)
        asked->keys[asked->key_count++] = key;
}

// The keys under which what was asked for may be cited.
static void list_asked(struct tc_reader *reader, const struct tc_resolution *of, struct tc_arena *arena,
                       struct asked *ret)
{
    // a document found is cited under its own whole key, whatever was typed
    size_t own = of->status == TC_REF_FOUND ? of->count : 0, names = 0;
    ret->keys = tc_arena_zero(arena, ASKED_MAX, sizeof *ret->keys);
    while (of->stands_for && of->stands_for[names])
        names++;
    if (!own || names)
        ask(ret, of->key);
    if (names == 1)
        ask(ret, of->stands_for[0]);
    for (size_t i = 0; i < own; i++) {
        if (of->targets[i].key)
            ask(ret, of->targets[i].key);
    }
    if (!ret->key_count)
        ask(ret, of->key);
    for (size_t i = 0, known = ret->key_count; i < known; i++) {
        for (const char **name = tc_learnt_names(reader, ret->keys[i], arena); *name; name++)
            ask(ret, *name);
    }
}

static enum tc_status find_citing(struct tc_reader *reader, const char *ref, bool only_ending, struct tc_arena *arena,
                                  struct tc_citing_list *ret, struct tc_error *err)
{
    struct tc_citing_list list = {0};
    enum tc_status status = tc_resolve_asked(reader, ref, arena, &list.of, err);
    if (status || !list.of.key) {
        if (!status)
            *ret = list;
        return status;
    }
    struct asked asked = {.resolution = &list.of, .only_ending = only_ending};
    list_asked(reader, &list.of, arena, &asked);
    struct tc_node query;
    status = citing_query(reader, &asked, arena, &query, err);
    struct tc_match_options options = {.count = MAX_CITING, .sort_slot = TC_SLOT_DATE, .sort_descending = true};
    struct tc_matches matches = {0};
    if (!status && query.child_count)
        status = tc_reader_match(reader, &query, &options, &matches, err);
    list.items = tc_arena_zero(arena, matches.count + 1, sizeof *list.items);
    for (size_t i = 0; !status && i < matches.count; i++) {
        struct tc_citing citing;
        status = read_citing(reader, matches.items[i].doc, &asked, arena, &citing, err);
        if (!status && citing.depth)
            list.items[list.count++] = citing;
    }
    tc_matches_fini(&matches);
    if (!status)
        *ret = list;
    return status;
}

enum tc_status tc_citing_find(struct tc_reader *reader, const char *ref, struct tc_arena *arena,
                              struct tc_citing_list *ret, struct tc_error *err)
{
    return find_citing(reader, ref, false, arena, ret, err);
}

enum tc_status tc_citing_find_ending(struct tc_reader *reader, const char *ref, struct tc_arena *arena,
                                     struct tc_citing_list *ret, struct tc_error *err)
{
    return find_citing(reader, ref, true, arena, ret, err);
}

// --- JSON
// ----------------------------------------------------------------------------------------------------------------------------

static json_t *string_or_null(const char *s)
{
    return s ? json_string(s) : json_null();
}

json_t *tc_target_to_json(const struct tc_target *target)
{
    json_t *object = json_object();
    json_object_set_new(object, "id", json_string(target->id));
    json_object_set_new(object, "path", string_or_null(target->path));
    json_object_set_new(object, "key", string_or_null(target->key));
    json_object_set_new(object, "title", string_or_null(target->title));
    json_object_set_new(object, "date", string_or_null(target->date));
    json_object_set_new(object, "place", string_or_null(target->place));
    return object;
}

json_t *tc_targets_to_json(const struct tc_resolution *resolution)
{
    json_t *array = json_array();
    for (size_t i = 0; i < resolution->count; i++)
        json_array_append_new(array, json_string(resolution->targets[i].id));
    return array;
}

json_t *tc_resolution_to_json(const struct tc_resolution *resolution, const char *input)
{
    json_t *object = json_object(), *names = json_array(), *targets = json_array();
    for (const char **name = resolution->stands_for; name && *name; name++)
        json_array_append_new(names, json_string(*name));
    for (size_t i = 0; i < resolution->count; i++)
        json_array_append_new(targets, tc_target_to_json(&resolution->targets[i]));
    json_object_set_new(object, "input", string_or_null(input));
    json_object_set_new(object, "status", json_string(tc_ref_status_name(resolution->status)));
    json_object_set_new(object, "key", string_or_null(resolution->key));
    json_object_set_new(object, "repaired", string_or_null(resolution->repaired));
    json_object_set_new(object, "stands_for", names);
    json_object_set_new(object, "targets", targets);
    json_object_set_new(object, "why", string_or_null(resolution->why));
    json_t *stated_by = json_array();
    for (size_t i = 0; i < resolution->learnt_count; i++) {
        const struct tc_learnt *learnt = &resolution->learnt[i];
        json_t *one = json_object();
        json_object_set_new(one, "key", string_or_null(learnt->key));
        json_object_set_new(one, "by", string_or_null(learnt->by_key));
        json_object_set_new(one, "by_id", string_or_null(learnt->by_id));
        json_array_append_new(stated_by, one);
    }
    json_object_set_new(object, "stated_by", stated_by);
    return object;
}

enum tc_status tc_citing_to_json(struct tc_reader *reader, const struct tc_citing_list *list, json_t **ret,
                                 struct tc_error *err)
{
    json_t *array = json_array();
    for (size_t i = 0; i < list->count; i++) {
        const struct tc_citing *citing = &list->items[i];
        json_t *object = tc_target_to_json(&citing->by), *sentences = json_array();
        json_object_set_new(object, "relation", json_string(tc_relation_name(citing->relation)));
        json_object_set_new(object, "depth", json_integer(citing->depth));
        for (uint32_t j = 0; j < citing->depth; j++) {
            tc_auto_buf struct tc_buf text = {0};
            const struct tc_citing_place *place = &citing->places[j];
            enum tc_status status =
                tc_reader_text(reader, citing->by.doc, place->sentence_start, place->sentence_end, &text, err);
            if (status) {
                json_decref(object);
                json_decref(sentences);
                json_decref(array);
                return status;
            }
            json_array_append_new(sentences, json_stringn(text.data ? text.data : "", text.len));
        }
        json_object_set_new(object, "sentences", sentences);
        json_array_append_new(array, object);
    }
    json_t *result = json_object();
    json_object_set_new(result, "key", string_or_null(list->of.key));
    json_object_set_new(result, "citing", array);
    *ret = result;
    return TC_OK;
}
