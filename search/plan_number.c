// SPDX-License-Identifier: GPL-3.0-or-later
// Document numbers as conditions. The index knows numbers without their days: those begin again with every term of
// office and in every province, so a number that is asked for with its day is narrowed to the documents of that day.
#include "learnt.h"
#include "plan.h"
#include "relations.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_TERMS_MAX = 256, DAY_DIGITS = 8 };

struct collecting {
    struct tc_arena *arena;
    const char *pattern; // a stem with ? for unknown parts
    size_t prefix_len;
    struct tc_node *terms[KEY_TERMS_MAX];
    size_t count;
};

// Does the stem fit a pattern in which ? stands for anything?
static bool fits(const char *pattern, const char *stem, size_t len)
{
    if (!*pattern)
        return !len;
    if (*pattern != '?')
        return len && *pattern == *stem && fits(pattern + 1, stem + 1, len - 1);
    for (size_t skip = 0; skip <= len; skip++)
        if (fits(pattern + 1, stem + skip, len - skip))
            return true;
    return false;
}

static bool collect(void *context, const char *term, size_t len, uint32_t doc_freq)
{
    struct collecting *collecting = context;
    if (doc_freq && fits(collecting->pattern, term + collecting->prefix_len, len - collecting->prefix_len))
        collecting->terms[collecting->count++] =
            tc_plan_term(collecting->arena, tc_arena_strndup(collecting->arena, term, len), len, 1);
    return collecting->count < KEY_TERMS_MAX;
}

struct tc_node *tc_plan_key_terms(struct tc_arena *arena, struct tc_reader *reader, const char *prefix, const char *key)
{
    tc_auto_buf struct tc_buf stem = {0}, start = {0};
    tc_key_stem(key, &stem);
    tc_buf_str(&start, prefix);
    if (!stem.len)
        return NULL;
    size_t known = strcspn(stem.data, "?");
    tc_buf_add(&start, stem.data, known);
    if (known == stem.len)
        return tc_reader_doc_freq(reader, start.data, start.len)
                   ? tc_plan_term(arena, tc_arena_strndup(arena, start.data, start.len), start.len, 1)
                   : NULL;
    struct collecting collecting = {.arena = arena, .pattern = stem.data, .prefix_len = strlen(prefix)};
    tc_reader_each_term(reader, start.data, start.len, collect, &collecting, NULL);
    return tc_plan_join(arena, TC_OP_OR, collecting.terms, collecting.count);
}

// Terms of the key and of every key that its name stands for.
static struct tc_node *reference_terms(struct tc_plan *plan, const char *prefix, const struct tc_reference *reference)
{
    struct tc_reader *reader = plan->archive->reader;
    struct tc_node *found[64];
    size_t count = 0;
    struct tc_learnt *learnt = NULL;
    size_t learnt_count = reference->stands_for ? 0 : tc_learnt_keys(reader, reference->key, &plan->arena, &learnt);
    if ((found[count] = tc_plan_key_terms(&plan->arena, reader, prefix, reference->key)))
        count++;
    for (const char **key = reference->stands_for; key && *key && count < TC_LENGTH(found); key++)
        if ((found[count] = tc_plan_key_terms(&plan->arena, reader, prefix, *key)))
            count++;
    for (size_t i = 0; i < learnt_count && count < TC_LENGTH(found); i++)
        if ((found[count] = tc_plan_key_terms(&plan->arena, reader, prefix, learnt[i].key)))
            count++;
    for (const char **name = tc_learnt_names(reader, reference->key, &plan->arena); *name && count < TC_LENGTH(found);
         name++)
        if ((found[count] = tc_plan_key_terms(&plan->arena, reader, prefix, *name)))
            count++;
    return tc_plan_join(&plan->arena, TC_OP_OR, found, count);
}

// --- with a day

static struct tc_node *node_of(struct tc_plan *plan, enum tc_op op)
{
    struct tc_node *node = tc_arena_zero(&plan->arena, 1, sizeof *node);
    node->op = op;
    return node;
}

// “2008-12-01”, “2008”: the first and the last day of it as the slot has them; false where the key has none.
static bool days_of(const struct tc_reference *reference, char first[DAY_DIGITS + 1], char last[DAY_DIGITS + 1])
{
    const char *at = reference->stands_for ? NULL : strrchr(reference->key, '@');
    size_t count = 0;
    for (const char *c = at ? at + 1 : ""; *c && count < DAY_DIGITS; c++) {
        if (*c >= '0' && *c <= '9')
            first[count++] = *c;
        else if (*c != '-')
            return false;
    }
    if (count < 4)
        return false;
    memcpy(last, first, count);
    memset(first + count, '0', DAY_DIGITS - count);
    memset(last + count, '9', DAY_DIGITS - count);
    first[DAY_DIGITS] = last[DAY_DIGITS] = '\0';
    return true;
}

// Those among `own` that are known to be of another day; NULL when no day is asked for.
static struct tc_node *of_other_days(struct tc_plan *plan, const struct tc_reference *reference, struct tc_node *own)
{
    char first[DAY_DIGITS + 1], last[DAY_DIGITS + 1];
    if (!own || !days_of(reference, first, last))
        return NULL;
    struct tc_node *before = node_of(plan, TC_OP_RANGE), *after = node_of(plan, TC_OP_RANGE);
    before->slot = after->slot = TC_SLOT_DATE;
    before->low = "1";
    before->high = tc_arena_printf(&plan->arena, "%0*ld", DAY_DIGITS, strtol(first, NULL, 10) - 1);
    after->low = tc_arena_printf(&plan->arena, "%0*ld", DAY_DIGITS, strtol(last, NULL, 10) + 1);
    return tc_plan_pair(&plan->arena, TC_OP_FILTER, own, tc_plan_pair(&plan->arena, TC_OP_OR, before, after));
}

static int by_number(const void *a, const void *b)
{
    const tc_docid *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

// Documents that cite the number: where a day or a year is given, those whose citation, read where it stands, can mean
// it.
struct tc_node *tc_plan_citing(struct tc_plan *plan, const struct tc_reference *reference)
{
    struct tc_node *all = reference_terms(plan, TC_PREFIX_CITES, reference);
    char first[DAY_DIGITS + 1], last[DAY_DIGITS + 1];
    struct tc_citing_list citing = {0};
    if (!all || !days_of(reference, first, last) ||
        tc_citing_find(plan->archive->reader, reference->key, &plan->arena, &citing, NULL) != TC_OK)
        return all;
    tc_docid *docs = tc_arena_zero(&plan->arena, citing.count + 1, sizeof *docs);
    for (size_t i = 0; i < citing.count; i++)
        docs[i] = citing.items[i].by.doc;
    qsort(docs, citing.count, sizeof *docs, by_number);
    struct tc_node *node = node_of(plan, citing.count ? TC_OP_DOCS : TC_OP_NONE);
    node->docs = docs;
    node->doc_count = citing.count;
    return node;
}

// --- of documents themselves

void tc_plan_number_init(struct tc_plan *plan, const struct tc_query_node *node, struct tc_plan_number *ret)
{
    struct tc_arena *arena = &plan->arena;
    struct tc_node *own = reference_terms(plan, TC_PREFIX_OWN_KEY, &node->reference), *parts[3];
    struct tc_node *other = of_other_days(plan, &node->reference, own);
    size_t count = 0;
    *ret = (struct tc_plan_number){.node = node};
    if ((ret->own = other ? tc_plan_pair(arena, TC_OP_AND_NOT, own, other) : own))
        parts[count++] = ret->own;
    if ((ret->cites = tc_plan_citing(plan, &node->reference)))
        parts[count++] = ret->cites;
    // Texts that name it in a way nobody recognised still hold its token.
    tc_auto_buf struct tc_buf stem = {0};
    tc_key_stem(node->reference.key, &stem);
    if (!other && stem.len && !strchr(stem.data, '?') && tc_reader_doc_freq(plan->archive->reader, stem.data, stem.len))
        parts[count++] = tc_plan_term(arena, tc_arena_strndup(arena, stem.data, stem.len), stem.len, 1);
    ret->any = tc_plan_join(arena, TC_OP_OR, parts, count);
}

struct tc_node *tc_plan_own_number(struct tc_plan *plan, const struct tc_query_node *node)
{
    if (node->reference.key) {
        struct tc_node *own = reference_terms(plan, TC_PREFIX_OWN_KEY, &node->reference);
        struct tc_node *other = of_other_days(plan, &node->reference, own);
        return other ? tc_plan_pair(&plan->arena, TC_OP_AND_NOT, own, other) : own;
    }
    char *term = tc_arena_printf(&plan->arena, TC_PREFIX_NUMBER "%s", node->value);
    if (!term[2])
        term = tc_arena_printf(&plan->arena, TC_PREFIX_NUMBER "0%s", node->value);
    return tc_plan_term(&plan->arena, term, strlen(term), 1);
}
