// SPDX-License-Identifier: GPL-3.0-or-later
// Fields and document numbers as conditions on boolean terms and value slots.
#include "learnt.h"
#include "plan.h"
#include "standing.h"

#include "text/token.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_TERMS_MAX = 64, KEY_TERMS_MAX = 256 };

static struct tc_node *none(struct tc_plan *plan)
{
    struct tc_node *node = tc_arena_zero(&plan->arena, 1, sizeof *node);
    node->op = TC_OP_NONE;
    return node;
}

// --- numbers

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

void tc_plan_number_init(struct tc_plan *plan, const struct tc_query_node *node, struct tc_plan_number *ret)
{
    struct tc_arena *arena = &plan->arena;
    struct tc_node *parts[3];
    size_t count = 0;
    *ret = (struct tc_plan_number){.node = node};
    if ((ret->own = reference_terms(plan, TC_PREFIX_OWN_KEY, &node->reference)))
        parts[count++] = ret->own;
    if ((ret->cites = reference_terms(plan, TC_PREFIX_CITES, &node->reference)))
        parts[count++] = ret->cites;
    // Texts that name it in a way nobody recognised still hold its token.
    tc_auto_buf struct tc_buf stem = {0};
    tc_key_stem(node->reference.key, &stem);
    if (stem.len && !strchr(stem.data, '?') && tc_reader_doc_freq(plan->archive->reader, stem.data, stem.len))
        parts[count++] = tc_plan_term(arena, tc_arena_strndup(arena, stem.data, stem.len), stem.len, 1);
    ret->any = tc_plan_join(arena, TC_OP_OR, parts, count);
}

// A bare number ("so:44") or one of a known form, of the document itself.
static struct tc_node *own_number(struct tc_plan *plan, const struct tc_query_node *node)
{
    if (node->reference.key)
        return reference_terms(plan, TC_PREFIX_OWN_KEY, &node->reference);
    char *term = tc_arena_printf(&plan->arena, TC_PREFIX_NUMBER "%s", node->value);
    if (!term[2])
        term = tc_arena_printf(&plan->arena, TC_PREFIX_NUMBER "0%s", node->value);
    return tc_plan_term(&plan->arena, term, strlen(term), 1);
}

// --- other fields

static struct tc_node *name_terms(struct tc_plan *plan, const struct tc_query_node *node)
{
    const char *terms[NAME_TERMS_MAX];
    struct tc_node *nodes[NAME_TERMS_MAX];
    size_t count = tc_names_terms(plan->archive, node->field->id, node->value, terms, NAME_TERMS_MAX);
    for (size_t i = 0; i < count; i++)
        nodes[i] = tc_plan_term(&plan->arena, tc_arena_strdup(&plan->arena, terms[i]), strlen(terms[i]), 1);
    return tc_plan_join(&plan->arena, TC_OP_OR, nodes, count);
}

static struct tc_node *standing(struct tc_plan *plan, const struct tc_query_node *node)
{
    struct tc_node *tree = NULL;
    tc_auto_free char *folded = tc_text_fold_dup(node->value);
    if (tc_standing_node(plan->archive, tc_standing_value(folded), &plan->arena, &tree, NULL) != TC_OK)
        return NULL;
    return tree;
}

static struct tc_node *range(struct tc_plan *plan, const struct tc_query_node *node)
{
    struct tc_node *range = tc_arena_zero(&plan->arena, 1, sizeof *range);
    range->op = TC_OP_RANGE;
    range->slot = TC_SLOT_DATE;
    range->low = node->low ? node->low : "00000001"; // a document without a date is in no range
    range->high = node->high ? node->high : "99999999";
    return range;
}

// The Roman number of a term given in Arabic digits; NULL when it is none.
static const char *roman_term(const char *value)
{
    static const char *const romans[] = {"",     "I",  "II", "III", "IV",  "V",    "VI",  "VII",
                                         "VIII", "IX", "X",  "XI",  "XII", "XIII", "XIV", "XV"};
    char *end;
    long number = strtol(value, &end, 10);
    return !*end && number > 0 && number < (long)TC_LENGTH(romans) ? romans[number] : NULL;
}

struct year_terms {
    struct collecting list;
    long year;
};

// 2015-2020 for any of its years
static bool collect_year(void *context, const char *term, size_t len, uint32_t doc_freq)
{
    struct year_terms *terms = context;
    const char *years = term + strlen(TC_PREFIX_TERM);
    bool is_span = len == strlen(TC_PREFIX_TERM "2015-2020") && years[4] == '-';
    if (doc_freq && is_span && strtol(years, NULL, 10) <= terms->year && terms->year <= strtol(years + 5, NULL, 10)) {
        struct tc_arena *arena = terms->list.arena;
        terms->list.terms[terms->list.count++] = tc_plan_term(arena, tc_arena_strndup(arena, term, len), len, 1);
    }
    return terms->list.count < KEY_TERMS_MAX;
}

// `nhiemky:2017`: the terms that the year lies in.
static struct tc_node *terms_of_year(struct tc_plan *plan, long year)
{
    struct year_terms terms = {.list = {.arena = &plan->arena}, .year = year};
    tc_reader_each_term(plan->archive->reader, TC_PREFIX_TERM, strlen(TC_PREFIX_TERM), collect_year, &terms, NULL);
    return tc_plan_join(&plan->arena, TC_OP_OR, terms.list.terms, terms.list.count);
}

static struct tc_node *term_of_office(struct tc_plan *plan, const struct tc_query_node *node)
{
    const char *value = node->value, *roman = roman_term(value);
    if (strlen(value) == 4 && strspn(value, "0123456789") == 4)
        return terms_of_year(plan, strtol(value, NULL, 10));
    tc_auto_buf struct tc_buf upper = {0}, text = {0};
    if (!strncmp(value, "khóa ", strlen("khóa ")))
        value += strlen("khóa ");
    tc_text_upper(value, strlen(value), &upper);
    tc_buf_printf(&text, TC_PREFIX_TERM "%s", roman ? roman : upper.data ? upper.data : "");
    size_t len = 0; // “2015 - 2020” is one word: 2015-2020
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i] == ' ' ? '-' : text.data[i];
        if (c != '-' || !len || text.data[len - 1] != '-')
            text.data[len++] = c;
    }
    return tc_plan_term(&plan->arena, tc_arena_strndup(&plan->arena, text.data, len), len, 1);
}

static struct tc_node *title_words(struct tc_plan *plan, const struct tc_query_node *node)
{
    struct tc_node *words[TC_PLAN_UNITS_MAX];
    size_t count = 0;
    for (const struct tc_query_node *word = node->first; word && count < TC_LENGTH(words); word = word->next) {
        struct tc_unit unit;
        struct tc_node *spellings[TC_PLAN_VARIANTS_MAX];
        tc_plan_spellings(plan, word, true, &unit);
        for (size_t i = 0; i < unit.variant_count; i++) {
            char *term = tc_arena_printf(&plan->arena, TC_PREFIX_TITLE "%s", unit.variants[i].term);
            spellings[i] = tc_plan_term(&plan->arena, term, strlen(term), 1);
        }
        words[count] = tc_plan_join(&plan->arena, TC_OP_OR, spellings, unit.variant_count);
        if (!words[count++])
            return NULL;
    }
    return tc_plan_join(&plan->arena, TC_OP_AND, words, count);
}

static struct tc_node *path(struct tc_plan *plan, const struct tc_query_node *node)
{
    tc_auto_buf struct tc_buf folded = {0};
    tc_buf_str(&folded, TC_PREFIX_PATH);
    size_t len = strlen(node->value);
    while (len && node->value[len - 1] == '/')
        len--;
    tc_text_fold(node->value, len, &folded);
    return tc_plan_term(&plan->arena, tc_arena_strndup(&plan->arena, folded.data, folded.len), folded.len, 1);
}

struct tc_node *tc_plan_field(struct tc_plan *plan, const struct tc_query_node *node)
{
    struct tc_node *tree = NULL;
    switch (node->field->kind) {
    case TC_FIELD_NAME:
        tree = node->field->id == TC_FIELD_ID_STATUS ? standing(plan, node) : name_terms(plan, node);
        break;
    case TC_FIELD_NUMBER:
        if (node->field->id == TC_FIELD_ID_NUMBER)
            tree = own_number(plan, node);
        else if (node->reference.key)
            tree = reference_terms(plan, TC_PREFIX_CITES, &node->reference);
        break;
    case TC_FIELD_DATE:
    case TC_FIELD_YEAR:
        tree = range(plan, node);
        break;
    case TC_FIELD_TERM:
        tree = term_of_office(plan, node);
        break;
    case TC_FIELD_WORDS:
        tree = title_words(plan, node);
        break;
    case TC_FIELD_PATH:
        tree = path(plan, node);
        break;
    }
    return tree ? tree : none(plan);
}
