// SPDX-License-Identifier: GPL-3.0-or-later
// Fields as conditions on boolean terms and value slots.
#include "plan.h"
#include "standing.h"

#include "text/token.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_TERMS_MAX = 64, YEAR_TERMS_MAX = 256 };

static struct tc_node *none(struct tc_plan *plan)
{
    struct tc_node *node = tc_arena_zero(&plan->arena, 1, sizeof *node);
    node->op = TC_OP_NONE;
    return node;
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
    struct tc_arena *arena;
    struct tc_node *terms[YEAR_TERMS_MAX];
    size_t count;
    long year;
};

// 2015-2020 for any of its years
static bool collect_year(void *context, const char *term, size_t len, uint32_t doc_freq)
{
    struct year_terms *terms = context;
    const char *years = term + strlen(TC_PREFIX_TERM);
    bool is_span = len == strlen(TC_PREFIX_TERM "2015-2020") && years[4] == '-';
    if (doc_freq && is_span && strtol(years, NULL, 10) <= terms->year && terms->year <= strtol(years + 5, NULL, 10)) {
        const char *copy = tc_arena_strndup(terms->arena, term, len);
        terms->terms[terms->count++] = tc_plan_term(terms->arena, copy, len, 1);
    }
    return terms->count < YEAR_TERMS_MAX;
}

// `nhiemky:2017`: the terms that the year lies in.
static struct tc_node *terms_of_year(struct tc_plan *plan, long year)
{
    struct year_terms terms = {.arena = &plan->arena, .year = year};
    tc_reader_each_term(plan->archive->reader, TC_PREFIX_TERM, strlen(TC_PREFIX_TERM), collect_year, &terms, NULL);
    return tc_plan_join(&plan->arena, TC_OP_OR, terms.terms, terms.count);
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
            tree = tc_plan_own_number(plan, node);
        else if (node->reference.key)
            tree = tc_plan_citing(plan, &node->reference);
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
