// SPDX-License-Identifier: GPL-3.0-or-later
// What the archive holds: by type, issuer, year, place and term of office; most cited; cited but absent.
#include "archive.h"
#include "relations.h"
#include "runs.h"

#include <stdlib.h>
#include <string.h>

enum { TOP = 50 };

static const struct {
    const char *name;
    unsigned slot;
} columns[] = {
    {"by_type", TC_SLOT_TYPE},   {"by_issuer", TC_SLOT_ISSUER}, {"by_year", TC_SLOT_YEAR},
    {"by_place", TC_SLOT_PLACE}, {"by_term", TC_SLOT_TERM},     {"by_signer", TC_SLOT_SIGNER},
};

static enum tc_status add_counts(struct tc_archive *archive, json_t *object, struct tc_error *err)
{
    unsigned slots[TC_LENGTH(columns)];
    for (size_t i = 0; i < TC_LENGTH(columns); i++)
        slots[i] = columns[i].slot;
    struct tc_node everything = {.op = TC_OP_ALL};
    struct tc_match_options options = {
        .check_at_least = UINT32_MAX, .sort_slot = -1, .facet_slots = slots, .facet_count = TC_LENGTH(columns)};
    struct tc_matches matches = {0};
    enum tc_status status = tc_reader_match(archive->reader, &everything, &options, &matches, err);
    if (status != TC_OK)
        return status;
    for (size_t i = 0; i < matches.facet_count; i++) {
        json_t *rows = json_array();
        for (size_t k = 0; k < matches.facets[i].count; k++)
            json_array_append_new(rows, json_pack("{s:s, s:I}", "value", matches.facets[i].values[k].value, "count",
                                                  (json_int_t)matches.facets[i].values[k].count));
        json_object_set_new(object, columns[i].name, rows);
    }
    tc_matches_fini(&matches);
    return TC_OK;
}

struct cited {
    char *key; // of one that is not there its stem, lower case
    uint32_t count;
};
struct cited_list {
    struct tc_reader *reader;
    struct cited present[TOP], absent[TOP]; // most cited first
    size_t present_count, absent_count;
    uint32_t keys;
};

static void keep(struct cited *list, size_t *count, const char *key, size_t len, uint32_t times)
{
    size_t at = *count;
    if (at == TOP && list[TOP - 1].count >= times)
        return;
    if (at == TOP)
        free(list[--at].key);
    for (; at > 0 && list[at - 1].count < times; at--)
        list[at] = list[at - 1];
    list[at] = (struct cited){tc_xstrndup(key, len), times};
    *count += *count < TOP;
}

static bool visit_cited(void *context, const char *term, size_t len, uint32_t doc_freq)
{
    struct cited_list *list = context;
    // CR… are relations of the same citations, CF… their days.
    if (len < 2 || (term[1] >= 'A' && term[1] <= 'Z') || !doc_freq)
        return true;
    list->keys++;
    tc_auto_free char *own = tc_xasprintf(TC_PREFIX_OWN_KEY "%.*s", (int)len - 1, term + 1);
    bool is_known = memchr(term, '?', len) == NULL;
    if (!tc_reader_doc_freq(list->reader, own, strlen(own)) && is_known)
        keep(list->absent, &list->absent_count, term + 1, len - 1, doc_freq);
    return true;
}

// The documents that are cited most, of copies one.
static enum tc_status find_present(struct cited_list *list, struct tc_error *err)
{
    struct tc_node everything = {.op = TC_OP_ALL};
    struct tc_match_options options = {.count = 4 * TOP, .sort_slot = TC_SLOT_CITED_BY, .sort_descending = true};
    struct tc_matches matches = {0};
    enum tc_status status = tc_reader_match(list->reader, &everything, &options, &matches, err);
    for (size_t i = 0; i < matches.count && !status && list->present_count < TOP; i++) {
        tc_auto_buf struct tc_buf count = {0}, key = {0};
        status = tc_reader_value(list->reader, matches.items[i].doc, TC_SLOT_CITED_BY, &count, err);
        if (!status)
            status = tc_reader_value(list->reader, matches.items[i].doc, TC_SLOT_KEY, &key, err);
        uint32_t times = count.len ? (uint32_t)strtoul(count.data, NULL, 10) : 0;
        bool is_known = !times || !key.len;
        for (size_t k = 0; k < list->present_count && !is_known; k++)
            is_known = !strcmp(list->present[k].key, key.data);
        if (!status && !is_known)
            keep(list->present, &list->present_count, key.data, key.len, times);
    }
    tc_matches_fini(&matches);
    return status;
}

// As what is cited writes itself, where that can be told.
static json_t *cited_row(struct tc_archive *archive, const struct cited *cited)
{
    json_t *row = json_object();
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_reference reference = {0};
    struct tc_resolution found;
    if (tc_resolve_key(archive->reader, cited->key, NULL, NULL, &arena, &found, NULL) == TC_OK && found.count) {
        json_decref(row);
        row = tc_target_to_json(&found.targets[0]);
    } else if (tc_reference_read(cited->key, strlen(cited->key), &arena, &reference) && reference.key) {
        json_object_set_new(row, "key", json_string(reference.key));
    } else {
        json_object_set_new(row, "key", json_string(cited->key));
    }
    json_object_set_new(row, "cited_by", json_integer(cited->count));
    return row;
}

static json_t *cited_rows(struct tc_archive *archive, struct cited *list, size_t count)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(rows, cited_row(archive, &list[i]));
        free(list[i].key);
    }
    return rows;
}

static enum tc_status add_cited(struct tc_archive *archive, json_t *object, struct tc_error *err)
{
    struct cited_list *list = tc_xcalloc(1, sizeof *list);
    list->reader = archive->reader;
    enum tc_status status = tc_reader_each_term(archive->reader, TC_PREFIX_CITES, 1, visit_cited, list, err);
    if (!status)
        status = find_present(list, err);
    json_object_set_new(object, "cited_keys", json_integer(list->keys));
    json_object_set_new(object, "most_cited", cited_rows(archive, list->present, list->present_count));
    json_object_set_new(object, "cited_but_absent", cited_rows(archive, list->absent, list->absent_count));
    free(list);
    return status;
}

struct stats {
    struct tc_archive *archive;
    char *json;
};

static enum tc_status stats_once(void *context, struct tc_error *err)
{
    struct stats *stats = context;
    json_t *object = json_object();
    json_object_set_new(object, "format_version", json_integer(1));
    json_object_set_new(object, "documents", json_integer(tc_reader_count(stats->archive->reader)));
    json_object_set_new(object, "average_words", json_real(tc_reader_average_length(stats->archive->reader)));
    enum tc_status status = add_counts(stats->archive, object, err);
    if (status == TC_OK)
        status = add_cited(stats->archive, object, err);
    json_t *runs = NULL;
    if (status == TC_OK)
        status = tc_runs_to_json(stats->archive, &runs, err);
    if (status == TC_OK)
        json_object_set_new(object, "number_runs", runs);
    if (status == TC_OK)
        stats->json = json_dumps(object, JSON_COMPACT);
    json_decref(object);
    return status;
}

enum tc_status tc_stats_json(struct tc_archive *archive, char **ret, struct tc_error *err)
{
    struct stats stats = {.archive = archive};
    enum tc_status status = tc_archive_refresh(archive, err);
    if (status == TC_OK)
        status = tc_archive_retry(archive, stats_once, &stats, err);
    if (status == TC_OK)
        *ret = stats.json;
    return status;
}
