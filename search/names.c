// SPDX-License-Identifier: GPL-3.0-or-later
// Known names for `loai:`, `coquan:`, `tinh:`, `nguoiky:`: what the archive holds, and what the tables know.
#include "archive.h"

#include "base/tsv.h"
#include "record/rules.h"
#include "standing.h"
#include "text/token.h"

#include <stdlib.h>
#include <string.h>

enum { VALUE_BYTES_MAX = 512 };

static const struct {
    enum tc_query_field_id field;
    const char *prefix;
    bool has_longer; // longer names that hold the value fit too
} sources[] = {
    {TC_FIELD_ID_TYPE, TC_PREFIX_TYPE, false},          {TC_FIELD_ID_ISSUER, TC_PREFIX_ISSUER, true},
    {TC_FIELD_ID_ISSUER, TC_PREFIX_ISSUER_CODE, false}, {TC_FIELD_ID_PLACE, TC_PREFIX_PLACE, false},
    {TC_FIELD_ID_SIGNER, TC_PREFIX_SIGNER, true},
};

// Names that may be asked for although no document has them: an empty answer is then the right one.
static const struct {
    enum tc_query_field_id field;
    const char *table, *name, *code;
} tables[] = {
    {TC_FIELD_ID_TYPE, "types", "name", "code"},
    {TC_FIELD_ID_PLACE, "places", "name", NULL},
};

struct loading {
    struct tc_names *names;
    enum tc_query_field_id field;
    size_t prefix_len;
};

static void add_name(struct tc_names *names, enum tc_query_field_id field, const char *name, size_t len,
                     const char *term)
{
    tc_auto_buf struct tc_buf folded = {0}, canonical = {0};
    tc_text_fold(name, len, &folded);
    tc_text_canonical(name, len, &canonical);
    if (!folded.len)
        return;
    TC_GROW(names->lists[field], names->counts[field], names->caps[field]);
    names->lists[field][names->counts[field]++] = (struct tc_name){
        .folded = tc_arena_strndup(&names->arena, folded.data, folded.len),
        .term = term ? tc_arena_strdup(&names->arena, term) : NULL,
        .name = tc_arena_strndup(&names->arena, canonical.data, canonical.len),
    };
}

static bool visit_term(void *context, const char *term, size_t len, uint32_t doc_freq)
{
    struct loading *loading = context;
    tc_auto_free char *whole = tc_xstrndup(term, len);
    // "XI" must not take in what belongs to a longer prefix: a name begins in lower case or with a digit.
    bool is_name = len > loading->prefix_len && !(term[loading->prefix_len] >= 'A' && term[loading->prefix_len] <= 'Z');
    if (is_name && doc_freq)
        add_name(loading->names, loading->field, whole + loading->prefix_len, len - loading->prefix_len, whole);
    return true;
}

static void add_tables(struct tc_names *names, enum tc_query_field_id field)
{
    for (size_t i = 0; i < TC_LENGTH(tables); i++) {
        struct tc_tsv tsv;
        if (tables[i].field != field || tc_table_read(tables[i].table, &tsv, NULL) != TC_OK)
            continue;
        int name = tc_tsv_column(&tsv, tables[i].name);
        for (size_t row = 0; name >= 0 && row < tsv.rows; row++) {
            const char *cell = tc_tsv_cell(&tsv, row, name);
            add_name(names, field, cell, strlen(cell), NULL);
        }
        tc_tsv_fini(&tsv);
    }
}

// Types are asked for by their codes too. QĐ is that of a quyết định and of a quy định: both are found.
static void add_codes(struct tc_names *names, enum tc_query_field_id field)
{
    const struct tc_rules *rules = tc_rules();
    for (size_t i = 0; field == TC_FIELD_ID_TYPE && i < rules->type_count; i++) {
        const struct tc_type_rule *type = &rules->types[i];
        tc_auto_free char *name = tc_text_canonical_dup(type->name), *term = tc_xasprintf(TC_PREFIX_TYPE "%s", name);
        add_name(names, field, type->code, strlen(type->code), term);
        if (strcmp(type->code, type->key_code) != 0)
            add_name(names, field, type->key_code, strlen(type->key_code), term);
    }
}

static int by_folded(const void *a, const void *b)
{
    const struct tc_name *x = a, *y = b;
    return strcmp(x->folded, y->folded);
}

static void load(struct tc_archive *archive, enum tc_query_field_id field)
{
    struct tc_names *names = &archive->names;
    if (names->is_loaded[field])
        return;
    names->is_loaded[field] = true;
    for (size_t i = 0; i < TC_LENGTH(sources); i++) {
        struct loading loading = {names, field, strlen(sources[i].prefix)};
        if (sources[i].field == field)
            tc_reader_each_term(archive->reader, sources[i].prefix, loading.prefix_len, visit_term, &loading, NULL);
    }
    add_tables(names, field);
    add_codes(names, field);
    if (names->counts[field])
        qsort(names->lists[field], names->counts[field], sizeof *names->lists[field], by_folded);
}

void tc_names_clear(struct tc_names *names)
{
    for (size_t i = 0; i < TC_FIELD_IDS; i++)
        free(names->lists[i]);
    tc_arena_fini(&names->arena);
    *names = (struct tc_names){0};
}

// First name that is not before folded.
static size_t lower_bound(const struct tc_names *names, enum tc_query_field_id field, const char *folded)
{
    size_t low = 0, high = names->counts[field];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(names->lists[field][middle].folded, folded) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t tc_names_longest(void *context, enum tc_query_field_id field, const char *const *folded, size_t count)
{
    struct tc_archive *archive = context;
    if (field == TC_FIELD_ID_STATUS)
        return tc_standing_longest(folded, count);
    load(archive, field);
    const struct tc_names *names = &archive->names;
    tc_auto_buf struct tc_buf value = {0};
    size_t best = 0;
    for (size_t i = 0; i < count && value.len < VALUE_BYTES_MAX; i++) {
        if (i)
            tc_buf_char(&value, ' ');
        tc_buf_str(&value, folded[i]);
        size_t at = lower_bound(names, field, value.data);
        if (at >= names->counts[field] || strncmp(names->lists[field][at].folded, value.data, value.len) != 0)
            break;
        if (!strcmp(names->lists[field][at].folded, value.data))
            best = i + 1;
        // A longer name that goes on with a whole word is asked for by its beginning ("tỉnh ủy" of "tỉnh ủy đông lâm").
        else if (names->lists[field][at].folded[value.len] == ' ' && field == TC_FIELD_ID_ISSUER)
            best = i + 1;
    }
    return best;
}

static bool has_longer(enum tc_query_field_id field)
{
    for (size_t i = 0; i < TC_LENGTH(sources); i++)
        if (sources[i].field == field && sources[i].has_longer)
            return true;
    return false;
}

// Does the longer name begin with the value, or end in it (people are asked for by their given names)?
static bool holds(const char *name, const char *value)
{
    size_t name_len = strlen(name), len = strlen(value);
    if (name_len <= len)
        return false;
    return (!strncmp(name, value, len) && name[len] == ' ') ||
           (!strcmp(name + name_len - len, value) && name[name_len - len - 1] == ' ');
}

// HD is the code of a hướng dẫn, though a hợp đồng's is HĐ: a name that is there just so is meant.
static bool is_code(const struct tc_names *names, enum tc_query_field_id field, const char *folded,
                    const char *canonical)
{
    const struct tc_name *list = names->lists[field];
    for (size_t i = field == TC_FIELD_ID_TYPE ? lower_bound(names, field, folded) : names->counts[field];
         i < names->counts[field] && !strcmp(list[i].folded, folded); i++) {
        if (list[i].term && !strcmp(list[i].name, canonical))
            return true;
    }
    return false;
}

struct found {
    const char **items;
    size_t count, max;
};

static void give(struct found *found, const char *term)
{
    for (size_t i = 0; i < found->count; i++) {
        if (!strcmp(found->items[i], term))
            return;
    }
    if (found->count < found->max)
        found->items[found->count++] = term;
}

// The terms of names equal to a value.
static void give_equal(const struct tc_names *names, enum tc_query_field_id field, const char *value,
                       struct found *found)
{
    const struct tc_name *list = names->lists[field];
    tc_auto_free char *folded = tc_text_fold_dup(value), *canonical = tc_text_canonical_dup(value);
    bool is_bare = !strcmp(folded, canonical) && !is_code(names, field, folded, canonical);
    for (size_t i = lower_bound(names, field, folded); i < names->counts[field] && !strcmp(list[i].folded, folded); i++)
        if (list[i].term && (is_bare || !strcmp(list[i].name, canonical) || field == TC_FIELD_ID_SIGNER))
            give(found, list[i].term);
}

// Longer names that hold the value.
static void give_longer(const struct tc_names *names, enum tc_query_field_id field, const char *value,
                        struct found *found)
{
    const struct tc_name *list = names->lists[field];
    tc_auto_free char *folded = tc_text_fold_dup(value), *canonical = tc_text_canonical_dup(value);
    bool by_folded_form = field == TC_FIELD_ID_SIGNER || !strcmp(folded, canonical);
    for (size_t i = 0; i < names->counts[field]; i++)
        if (list[i].term && holds(by_folded_form ? list[i].folded : list[i].name, by_folded_form ? folded : canonical))
            give(found, list[i].term);
}

static bool is_listed(const char *list, const char *name)
{
    size_t len = strlen(name);
    for (; list; list = strchr(list, '|'), list += list != NULL) {
        if (!strncmp(list, name, len) && (!list[len] || list[len] == '|'))
            return true;
    }
    return false;
}

// A province is asked for with those that went into it, and theirs.
static void give_predecessors(const struct tc_names *names, const char *name, int depth, struct found *found)
{
    enum { DEPTH_MAX = 4 };
    const struct tc_rules *rules = tc_rules();
    for (size_t i = 0; depth < DEPTH_MAX && i < rules->place_count; i++) {
        const char *place = rules->places[i].name;
        if (!strcmp(place, name) || !is_listed(rules->places[i].successor, name))
            continue;
        give_equal(names, TC_FIELD_ID_PLACE, place, found);
        give_predecessors(names, place, depth + 1, found);
    }
}

static void give_places(const struct tc_names *names, const char *value, struct found *found)
{
    const struct tc_rules *rules = tc_rules();
    tc_auto_free char *folded = tc_text_fold_dup(value), *canonical = tc_text_canonical_dup(value);
    for (size_t i = 0; i < rules->place_count; i++) {
        tc_auto_free char *place = tc_text_canonical_dup(rules->places[i].name);
        tc_auto_free char *bare = tc_text_fold_dup(place);
        if (!strcmp(place, canonical) || (!strcmp(folded, canonical) && !strcmp(bare, folded)))
            give_predecessors(names, rules->places[i].name, 0, found);
    }
}

size_t tc_names_terms(struct tc_archive *archive, enum tc_query_field_id field, const char *value, const char **ret,
                      size_t max)
{
    load(archive, field);
    struct found found = {.items = ret, .max = max};
    give_equal(&archive->names, field, value, &found);
    if (has_longer(field))
        give_longer(&archive->names, field, value, &found);
    if (field == TC_FIELD_ID_PLACE)
        give_places(&archive->names, value, &found);
    return found.count;
}
