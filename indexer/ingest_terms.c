// SPDX-License-Identifier: GPL-3.0-or-later
// The boolean terms and the values of a document: what store/schema.h lists.
#include "ingest_document.h"

#include "base/strmap.h"
#include "store/schema.h"
#include "text/token.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct terms {
    struct tc_prepared *prepared;
    struct tc_strmap seen;
    struct tc_arena scratch;
};

static void add(struct terms *t, const char *prefix, const char *value, size_t len)
{
    if (!len)
        return;
    struct tc_prepared *p = t->prepared;
    size_t prefix_len = strlen(prefix);
    char *term = tc_arena_alloc(&p->arena, prefix_len + len + 1);
    memcpy(term, prefix, prefix_len);
    memcpy(term + prefix_len, value, len);
    term[prefix_len + len] = '\0';
    size_t before = t->seen.count;
    if (tc_strmap_id(&t->seen, term, prefix_len + len) != before)
        return;
    TC_GROW(p->booleans, p->boolean_count, p->boolean_cap);
    p->booleans[p->boolean_count++] = (struct tc_store_term){term, (uint32_t)(prefix_len + len)};
}

static void add_canonical(struct terms *t, const char *prefix, const char *value)
{
    tc_auto_free char *canonical = value ? tc_text_canonical_dup(value) : NULL;
    if (canonical)
        add(t, prefix, canonical, strlen(canonical));
}

static void add_folded(struct terms *t, const char *prefix, const char *value)
{
    tc_auto_free char *folded = value ? tc_text_fold_dup(value) : NULL;
    if (folded)
        add(t, prefix, folded, strlen(folded));
}

// P and each leading part of the path: "kho", "kho/2008", "kho/2008/kl44.txt".
static void add_path(struct terms *t, const char *path)
{
    tc_auto_free char *folded = tc_text_fold_dup(path);
    for (char *slash = strchr(folded, '/'); slash; slash = strchr(slash + 1, '/'))
        add(t, TC_PREFIX_PATH, folded, (size_t)(slash - folded));
    add(t, TC_PREFIX_PATH, folded, strlen(folded));
}

static void add_stem(struct terms *t, const char *prefix, const char *key)
{
    tc_auto_buf struct tc_buf stem = {0};
    tc_key_stem(key, &stem);
    add(t, prefix, stem.data, stem.len);
}

// N44, and with the type code N44-kl.
static void add_number(struct terms *t, const struct tc_meta *meta)
{
    const char *digits = meta->number ? meta->number : meta->key;
    while (digits && *digits && !isdigit((unsigned char)*digits))
        digits++;
    size_t len = digits ? strspn(digits, "0123456789") : 0;
    if (!len)
        return;
    add(t, TC_PREFIX_NUMBER, digits, len);
    if (meta->type_code) {
        tc_auto_free char *code = tc_text_canonical_dup(meta->type_code);
        tc_auto_free char *both = tc_xasprintf("%.*s-%s", (int)len, digits, code);
        add(t, TC_PREFIX_NUMBER, both, strlen(both));
    }
}

// XII; “2015 - 2020” as one word.
static void add_term_of_office(struct terms *t, const char *term)
{
    tc_auto_buf struct tc_buf word = {0};
    for (const char *c = term; *c; c++)
        if (*c != ' ')
            tc_buf_char(&word, *c);
    add(t, TC_PREFIX_TERM, word.data, word.len);
}

static void add_own_keys(struct terms *t, const char *key)
{
    struct tc_reference reference;
    add_canonical(t, TC_PREFIX_OWN_FULL, key);
    add_stem(t, TC_PREFIX_OWN_KEY, key);
    if (!tc_reference_read(key, strlen(key), &t->scratch, &reference) || !reference.stands_for)
        return;
    for (const char **other = reference.stands_for; *other; other++)
        add_stem(t, TC_PREFIX_OWN_KEY, *other);
}

static void add_citation(struct terms *t, const struct tc_citation *citation)
{
    tc_auto_free char *relation = tc_xasprintf(TC_PREFIX_RELATION "%s:", tc_relation_name(citation->relation));
    if (citation->key) {
        add_stem(t, TC_PREFIX_CITES, citation->key);
        add_stem(t, relation, citation->key);
        const char *at = strrchr(citation->key, '@');
        if (at && strlen(at) == strlen("@2008-12-01") && !strchr(citation->key, '?'))
            add_canonical(t, TC_PREFIX_CITES_FULL, citation->key);
    }
    for (const char **key = citation->stands_for; key && *key; key++) {
        add_stem(t, TC_PREFIX_CITES, *key);
        add_stem(t, relation, *key);
    }
}

// Work assigned: that there is any, to whom, due in which month.
static void add_tasks(struct terms *t, const struct tc_record *record)
{
    for (size_t i = 0; i < record->task_count; i++) {
        const struct tc_task *task = &record->tasks[i];
        add_canonical(t, TC_PREFIX_TASK, task->agency);
        add(t, TC_PREFIX_DUE, task->deadline ? task->deadline : "none", task->deadline ? 7 : 4);
    }
}

// A pair both ways, unless it is too long for a term.
static void add_stated(struct terms *t, const struct tc_stated_name *stated)
{
    enum { PAIR_MAX = 180 };
    tc_auto_buf struct tc_buf means = {0}, named = {0};
    tc_key_stem(stated->name, &means);
    tc_buf_printf(&means, "=%s", stated->key);
    tc_key_stem(stated->key, &named);
    tc_buf_printf(&named, "=%s", stated->name);
    if (means.len > PAIR_MAX || named.len > PAIR_MAX)
        return;
    add(t, TC_PREFIX_NAME_MEANS, means.data, means.len);
    add(t, TC_PREFIX_NAMED, named.data, named.len);
}

static bool has_year(const char *date)
{
    return date && strspn(date, "0123456789") == 4;
}

void tc_prepare_terms(const struct tc_record *record, const char *path, struct tc_prepared *ret)
{
    struct terms t = {.prepared = ret};
    const struct tc_meta *meta = &record->meta;
    add_path(&t, path);
    add_canonical(&t, TC_PREFIX_TYPE, meta->type);
    add_canonical(&t, TC_PREFIX_ISSUER, meta->issuer);
    add_canonical(&t, TC_PREFIX_ISSUER_CODE, meta->issuer_code);
    add_canonical(&t, TC_PREFIX_PLACE, meta->place);
    add_canonical(&t, TC_PREFIX_PLACE, meta->province);
    add_folded(&t, TC_PREFIX_SIGNER, meta->signer);
    if (meta->term)
        add_term_of_office(&t, meta->term);
    if (has_year(meta->date))
        add(&t, TC_PREFIX_YEAR, meta->date, 4);
    add_number(&t, meta);
    if (meta->key)
        add_own_keys(&t, meta->key);
    for (size_t i = 0; i < record->citation_count; i++)
        add_citation(&t, &record->citations[i]);
    add_tasks(&t, record);
    for (size_t i = 0; i < record->stated_count; i++)
        add_stated(&t, &record->stated[i]);
    tc_strmap_fini(&t.seen);
    tc_arena_fini(&t.scratch);
}

static void add_value(struct tc_prepared *p, unsigned slot, const char *value)
{
    if (!value || !*value)
        return;
    TC_GROW(p->values, p->value_count, p->value_cap);
    char *copy = tc_arena_strdup(&p->arena, value);
    p->values[p->value_count++] = (struct tc_store_value){slot, copy, strlen(copy)};
}

// "2008-12-01" -> "20081201"; an unknown day or month is 00, a date without year is unknown.
static void add_date(struct tc_prepared *p, const char *date)
{
    if (!has_year(date))
        return;
    char digits[9] = "00000000";
    for (size_t n = 0; *date && n < 8; date++) {
        if (isdigit((unsigned char)*date))
            digits[n++] = *date;
    }
    add_value(p, TC_SLOT_DATE, digits);
    digits[4] = '\0';
    add_value(p, TC_SLOT_YEAR, digits);
}

static void add_number_order(struct tc_prepared *p, const struct tc_meta *meta)
{
    size_t len = meta->number ? strspn(meta->number, "0123456789") : 0;
    if (!len || len > 9)
        return;
    tc_auto_free char *code = tc_text_canonical_dup(meta->type_code ? meta->type_code : "");
    char order[64];
    snprintf(order, sizeof order, "%.40s %09ld", code, strtol(meta->number, NULL, 10));
    add_value(p, TC_SLOT_NUMBER, order);
}

void tc_prepare_values(const struct tc_record *record, const char *digest, struct tc_prepared *ret)
{
    const struct tc_meta *meta = &record->meta;
    add_date(ret, meta->date);
    add_number_order(ret, meta);
    add_value(ret, TC_SLOT_TYPE, meta->type);
    add_value(ret, TC_SLOT_ISSUER, meta->issuer);
    add_value(ret, TC_SLOT_PLACE, meta->place);
    add_value(ret, TC_SLOT_TERM, meta->term);
    add_value(ret, TC_SLOT_SIGNER, meta->signer);
    add_value(ret, TC_SLOT_KEY, meta->key);
    add_value(ret, TC_SLOT_DIGEST, digest);
    char print[17];
    snprintf(print, sizeof print, "%016" PRIx64, tc_prepare_simhash(ret));
    add_value(ret, TC_SLOT_SIMHASH, print);
}
