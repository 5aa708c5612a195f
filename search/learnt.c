// SPDX-License-Identifier: GPL-3.0-or-later
#include "learnt.h"

#include "record/record.h"
#include "record/rules.h"
#include "store/schema.h"

#include <string.h>

enum { LEARNT_MAX = 32 };

struct values {
    struct tc_arena *arena;
    size_t prefix_len;
    const char *items[LEARNT_MAX], *terms[LEARNT_MAX];
    size_t count;
};

static bool visit(void *context, const char *term, size_t len, uint32_t doc_freq)
{
    struct values *values = context;
    (void)doc_freq;
    values->terms[values->count] = tc_arena_strndup(values->arena, term, len);
    values->items[values->count] = values->terms[values->count] + values->prefix_len;
    return ++values->count < LEARNT_MAX;
}

// What stands behind the = of the terms of a stem.
static void read_values(struct tc_reader *reader, const char *prefix, const char *key, struct values *ret)
{
    tc_auto_buf struct tc_buf start = {0};
    tc_buf_str(&start, prefix);
    tc_key_stem(key, &start);
    tc_buf_char(&start, '=');
    ret->prefix_len = start.len;
    (void)tc_reader_each_term(reader, start.data, start.len, visit, ret, NULL);
}

static void find_source(struct tc_reader *reader, const char *term, struct tc_arena *arena, struct tc_learnt *ret)
{
    struct tc_node node = {.op = TC_OP_TERM, .term = term, .term_len = (uint32_t)strlen(term)};
    struct tc_match_options options = {.count = 1, .sort_slot = TC_SLOT_DATE, .sort_descending = true};
    struct tc_matches matches = {0};
    tc_auto_buf struct tc_buf key = {0};
    char id[17];
    if (tc_reader_match(reader, &node, &options, &matches, NULL) == TC_OK && matches.count &&
        tc_reader_identity(reader, matches.items[0].doc, id, NULL, NULL) == TC_OK) {
        ret->by_id = tc_arena_strdup(arena, id);
        if (tc_reader_value(reader, matches.items[0].doc, TC_SLOT_KEY, &key, NULL) == TC_OK && key.len)
            ret->by_key = tc_arena_strndup(arena, key.data, key.len);
    }
    tc_matches_fini(&matches);
}

size_t tc_learnt_keys(struct tc_reader *reader, const char *name, struct tc_arena *arena, struct tc_learnt **ret)
{
    struct values values = {.arena = arena};
    if (!strchr(name, ':') || strchr(name, '?') || tc_rules_stands_for(name, arena))
        return 0;
    read_values(reader, TC_PREFIX_NAME_MEANS, name, &values);
    struct tc_learnt *learnt = tc_arena_zero(arena, values.count + 1, sizeof *learnt);
    for (size_t i = 0; i < values.count; i++) {
        learnt[i].key = values.items[i];
        find_source(reader, values.terms[i], arena, &learnt[i]);
    }
    *ret = learnt;
    return values.count;
}

const char **tc_learnt_names(struct tc_reader *reader, const char *key, struct tc_arena *arena)
{
    struct values values = {.arena = arena};
    size_t count = 0;
    if (!strchr(key, ':') && !memchr(key, '?', strcspn(key, "@"))) // the day may be open
        read_values(reader, TC_PREFIX_NAMED, key, &values);
    const char **names = tc_arena_zero(arena, values.count + 1, sizeof *names);
    for (size_t i = 0; i < values.count; i++) {
        struct tc_learnt *learnt = NULL;
        if (tc_learnt_keys(reader, values.items[i], arena, &learnt) == 1 && tc_key_fits(key, learnt[0].key))
            names[count++] = values.items[i];
    }
    return names;
}
