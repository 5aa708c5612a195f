// SPDX-License-Identifier: GPL-3.0-or-later
// From the tree of a query to trees for the store.
#include "plan.h"

#include "text/syllable.h"
#include "text/token.h"

#include <stdlib.h>
#include <string.h>

enum {
    LONG_QUESTION = 6, // different words, from which on words of questions are weighed
    MEANING_WORDS_MAX = 16
};

// --- nodes

struct tc_node *tc_plan_term(struct tc_arena *arena, const char *term, size_t len, double factor)
{
    struct tc_node *node = tc_arena_zero(arena, 1, sizeof *node);
    node->op = TC_OP_TERM;
    node->term = term;
    node->term_len = (uint32_t)len;
    node->factor = factor;
    return node;
}

struct tc_node *tc_plan_join(struct tc_arena *arena, enum tc_op op, struct tc_node **children, size_t count)
{
    if (count == 0)
        return NULL;
    if (count == 1)
        return children[0];
    struct tc_node *node = tc_arena_zero(arena, 1, sizeof *node);
    node->op = op;
    node->factor = 1;
    node->children = tc_arena_zero(arena, count, sizeof *node->children);
    memcpy(node->children, children, count * sizeof *children);
    node->child_count = count;
    return node;
}

struct tc_node *tc_plan_pair(struct tc_arena *arena, enum tc_op op, struct tc_node *a, struct tc_node *b)
{
    if (!a || !b)
        return a ? a : op == TC_OP_AND_NOT ? NULL : b;
    if ((op == TC_OP_AND || op == TC_OP_OR) && a->op == op) { // one flat node rather than a deep tree
        struct tc_node *wide = tc_arena_zero(arena, 1, sizeof *wide);
        *wide = *a;
        wide->children = tc_arena_zero(arena, a->child_count + 1, sizeof *wide->children);
        memcpy(wide->children, a->children, a->child_count * sizeof *wide->children);
        wide->children[wide->child_count++] = b;
        return wide;
    }
    return tc_plan_join(arena, op, (struct tc_node *[]){a, b}, 2);
}

static struct tc_node *no_document(struct tc_plan *plan)
{
    struct tc_node *node = tc_arena_zero(&plan->arena, 1, sizeof *node);
    node->op = TC_OP_NONE;
    return node;
}

// --- words

// Spellings of full weight are one word to the ranking; weaker ones, together another, add a little.
static struct tc_node *unit_tree(struct tc_plan *plan, struct tc_unit *unit)
{
    struct tc_node *own[TC_PLAN_VARIANTS_MAX], *weak[TC_PLAN_VARIANTS_MAX];
    size_t own_count = 0, weak_count = 0;
    double factor = 0;
    for (size_t i = 0; i < unit->variant_count; i++) {
        const struct tc_variant *variant = &unit->variants[i];
        struct tc_node *term = tc_plan_term(&plan->arena, variant->term, variant->len, 1);
        if (variant->factor >= 1)
            own[own_count++] = term;
        else
            weak[weak_count++] = term;
        if (variant->factor < 1 && variant->factor > factor)
            factor = variant->factor;
    }
    unit->own = tc_plan_join(&plan->arena, TC_OP_SYNONYM, own, own_count);
    unit->weak = tc_plan_join(&plan->arena, TC_OP_SYNONYM, weak, weak_count);
    if (unit->weak)
        unit->weak->factor = factor;
    return tc_plan_pair(&plan->arena, TC_OP_OR, unit->own, unit->weak);
}

// The unit of a word, made on first sight; NULL when there are too many.
static struct tc_unit *unit_of(struct tc_plan *plan, const struct tc_query_node *word, bool is_strict)
{
    for (size_t i = 0; i < plan->unit_count; i++)
        if (!strcmp(plan->units[i].shown, word->exact)) {
            plan->units[i].repeats++;
            return &plan->units[i];
        }
    if (plan->unit_count == TC_PLAN_UNITS_MAX)
        return NULL;
    struct tc_unit *unit = &plan->units[plan->unit_count++];
    tc_plan_spellings(plan, word, is_strict, unit);
    unit->tree = unit_tree(plan, unit);
    return unit;
}

static struct tc_unit *use_word(struct tc_plan *plan, const struct tc_query_node *word, bool is_strict)
{
    struct tc_unit *unit = unit_of(plan, word, is_strict);
    if (unit && plan->sequence_count < TC_PLAN_SEQUENCE_MAX)
        plan->sequence[plan->sequence_count++] = (uint16_t)(unit - plan->units);
    return unit;
}

// A word inside a condition. In quotes it matches only as it is written.
static struct tc_node *strict_word(struct tc_plan *plan, const struct tc_query_node *word, bool is_positive)
{
    struct tc_unit unit;
    if (is_positive)
        use_word(plan, word, true);
    tc_plan_spellings(plan, word, true, &unit);
    struct tc_node *terms[TC_PLAN_VARIANTS_MAX];
    for (size_t i = 0; i < unit.variant_count; i++)
        terms[i] = tc_plan_term(&plan->arena, unit.variants[i].term, unit.variants[i].len, 1);
    struct tc_node *tree = tc_plan_join(&plan->arena, TC_OP_SYNONYM, terms, unit.variant_count);
    return tree ? tree : no_document(plan);
}

// --- conditions

static struct tc_node *condition(struct tc_plan *plan, const struct tc_query_node *node, bool is_positive);

static struct tc_node *phrase(struct tc_plan *plan, const struct tc_query_node *node, bool is_positive)
{
    struct tc_node *words[TC_PLAN_SEQUENCE_MAX];
    size_t count = 0;
    for (const struct tc_query_node *word = node->first; word && count < TC_LENGTH(words); word = word->next) {
        words[count] = strict_word(plan, word, is_positive);
        if (words[count++]->op == TC_OP_NONE)
            return no_document(plan);
    }
    return tc_plan_join(&plan->arena, TC_OP_PHRASE, words, count);
}

static size_t width(const struct tc_query_node *node)
{
    size_t words = 0;
    for (const struct tc_query_node *word = node->first; word; word = word->next)
        words++;
    return words ? words : 1;
}

// `a NEAR/5 b`: the nearest words of both at most five apart.
static struct tc_node *near(struct tc_plan *plan, const struct tc_query_node *node, bool is_positive)
{
    struct tc_node *sides[TC_PLAN_UNITS_MAX];
    size_t count = 0, words = 0, gaps = 0;
    for (const struct tc_query_node *side = node->first; side && count < TC_LENGTH(sides); side = side->next) {
        sides[count] =
            side->kind == TC_QUERY_PHRASE ? phrase(plan, side, is_positive) : strict_word(plan, side, is_positive);
        if (sides[count++]->op == TC_OP_NONE)
            return no_document(plan);
        words += width(side);
        gaps += side != node->first;
    }
    struct tc_node *tree = tc_plan_join(&plan->arena, TC_OP_NEAR, sides, count);
    tree->window = (unsigned)(words + gaps * (node->window - 1));
    return tree;
}

// Every wanted child, less the unwanted ones.
static struct tc_node *group(struct tc_plan *plan, const struct tc_query_node *node, bool is_positive)
{
    struct tc_node *tree = NULL;
    for (const struct tc_query_node *child = node->first; child; child = child->next)
        if (child->want != TC_WANT_NOT)
            tree = tc_plan_pair(&plan->arena, child->kind == TC_QUERY_FIELD ? TC_OP_FILTER : TC_OP_AND, tree,
                                condition(plan, child, is_positive));
    for (const struct tc_query_node *child = node->first; child; child = child->next) {
        if (child->want != TC_WANT_NOT)
            continue;
        if (!tree) {
            tree = tc_arena_zero(&plan->arena, 1, sizeof *tree);
            tree->op = TC_OP_ALL;
        }
        tree = tc_plan_pair(&plan->arena, TC_OP_AND_NOT, tree, condition(plan, child, false));
    }
    return tree ? tree : no_document(plan);
}

static struct tc_node *either(struct tc_plan *plan, const struct tc_query_node *node, bool is_positive)
{
    struct tc_node *tree = NULL;
    for (const struct tc_query_node *child = node->first; child; child = child->next)
        tree = tc_plan_pair(&plan->arena, TC_OP_OR, tree, condition(plan, child, is_positive));
    return tree ? tree : no_document(plan);
}

// The token of a number as a word, so that it is found and marked in the text.
static void use_number(struct tc_plan *plan, const struct tc_query_node *node)
{
    tc_auto_buf struct tc_buf stem = {0};
    tc_key_stem(node->reference.key, &stem);
    const char *word = tc_arena_strndup(&plan->arena, stem.data ? stem.data : "", stem.len);
    struct tc_query_node as_word = {.kind = TC_QUERY_WORD, .exact = word, .folded = word, .has_marks = true};
    struct tc_unit *unit = use_word(plan, &as_word, true);
    if (unit)
        unit->is_ranked = node->want == TC_WANT_RANKED && !node->is_only;
}

static struct tc_node *number(struct tc_plan *plan, const struct tc_query_node *node)
{
    struct tc_plan_number made;
    tc_plan_number_init(plan, node, &made);
    if (node->want != TC_WANT_NOT) {
        use_number(plan, node);
        if (plan->number_count < TC_LENGTH(plan->numbers))
            plan->numbers[plan->number_count++] = made;
    }
    return made.any ? made.any : no_document(plan);
}

static struct tc_node *condition(struct tc_plan *plan, const struct tc_query_node *node, bool is_positive)
{
    switch (node->kind) {
    case TC_QUERY_WORD:
    case TC_QUERY_PREFIX: {
        struct tc_unit unit, *used = is_positive ? use_word(plan, node, false) : &unit;
        if (!is_positive) {
            tc_plan_spellings(plan, node, true, &unit);
            unit.tree = unit_tree(plan, &unit);
        }
        return used && used->tree ? used->tree : no_document(plan);
    }
    case TC_QUERY_PHRASE:
        return phrase(plan, node, is_positive);
    case TC_QUERY_NEAR:
        return near(plan, node, is_positive);
    case TC_QUERY_NUMBER:
        return number(plan, node);
    case TC_QUERY_FIELD:
        return tc_plan_field(plan, node);
    case TC_QUERY_OR:
        return either(plan, node, is_positive);
    case TC_QUERY_GROUP:
        return group(plan, node, is_positive);
    }
    return no_document(plan);
}

// --- the whole

struct parts {
    struct tc_node *every, *some; // plain words: with all, with any
    struct tc_node *weighted;     // conditions that rank as well
    struct tc_node *filter, *unwanted;
};

static bool is_plain(const struct tc_query_node *node)
{
    return node->want == TC_WANT_RANKED && (node->kind == TC_QUERY_WORD || node->kind == TC_QUERY_PREFIX ||
                                            (node->kind == TC_QUERY_NUMBER && !node->is_only));
}

// Is it written as abbreviations are, with capitals, or no syllable (ubnd)? "da" is a word, "DA" a project.
static bool looks_short(const struct tc_query *query, const struct tc_query_node *node)
{
    size_t capitals = 0;
    for (uint32_t at = node->start; at < node->end; at++)
        capitals += (query->text[at] >= 'A' && query->text[at] <= 'Z') || !memcmp(query->text + at, "Đ", 2);
    size_t len = strlen(node->exact);
    return capitals > 1 || (len > 2 && !tc_syllable_is_valid(node->exact, len));
}

// The words that an abbreviation of one meaning stands for (BHYT: bảo hiểm y tế) rank beside it, and documents that
// spell it out have the word. Gives the tree of these; NULL: none.
static struct tc_node *add_meaning(struct tc_plan *plan, const struct tc_query_node *node, struct tc_unit *short_form,
                                   struct parts *parts)
{
    if (!node->expands || !node->expands[0] || node->expands[1] || !strchr(node->expands[0], ' ') ||
        !looks_short(plan->query, node))
        return NULL;
    struct tc_node *words[MEANING_WORDS_MAX];
    size_t count = 0;
    for (const char *word = node->expands[0]; *word && count < TC_LENGTH(words);) {
        size_t len = strcspn(word, " ");
        const char *exact = tc_arena_strndup(&plan->arena, word, len);
        tc_auto_free char *folded = tc_text_fold_dup(exact);
        struct tc_query_node typed = {
            .kind = TC_QUERY_WORD, .exact = exact, .folded = tc_arena_strdup(&plan->arena, folded), .has_marks = true};
        struct tc_unit *unit = use_word(plan, &typed, false);
        if (!unit || !unit->own) {
            short_form->means = 0;
            return NULL;
        }
        if (unit->repeats == 1) {
            unit->is_meant = true;
            plan->meant_count++;
            parts->some = tc_plan_pair(&plan->arena, TC_OP_OR, parts->some, unit->tree);
        }
        words[count++] = unit->own;
        short_form->means |= UINT64_C(1) << (unit - plan->units);
        word += len + (word[len] == ' ');
    }
    return tc_plan_join(&plan->arena, TC_OP_PHRASE, words, count);
}

static void add_plain(struct tc_plan *plan, const struct tc_query_node *node, struct parts *parts)
{
    struct tc_node *tree, *meaning = NULL;
    if (node->kind == TC_QUERY_NUMBER) {
        tree = number(plan, node);
    } else {
        struct tc_unit *unit = use_word(plan, node, false);
        if (!unit || (unit->repeats > 1 && !unit->is_meant))
            return;
        plan->meant_count -= unit->is_meant;
        unit->is_meant = false;
        unit->is_ranked = true;
        tree = unit->tree ? unit->tree : no_document(plan);
        if (unit->repeats == 1)
            meaning = add_meaning(plan, node, unit, parts);
    }
    if (tree->op != TC_OP_NONE)
        parts->some = tc_plan_pair(&plan->arena, TC_OP_OR, parts->some, tree);
    if (meaning)
        tree = tree->op == TC_OP_NONE ? meaning : tc_plan_pair(&plan->arena, TC_OP_OR, tree, meaning);
    parts->every = tc_plan_pair(&plan->arena, TC_OP_AND, parts->every, tree);
}

static void add_part(struct tc_plan *plan, const struct tc_query_node *node, struct parts *parts)
{
    struct tc_arena *arena = &plan->arena;
    if (is_plain(node))
        add_plain(plan, node, parts);
    else if (node->want == TC_WANT_NOT)
        parts->unwanted = tc_plan_pair(arena, TC_OP_OR, parts->unwanted, condition(plan, node, false));
    else if (node->kind == TC_QUERY_FIELD || node->kind == TC_QUERY_NUMBER)
        parts->filter = tc_plan_pair(arena, TC_OP_AND, parts->filter, condition(plan, node, true));
    else
        parts->weighted = tc_plan_pair(arena, TC_OP_AND, parts->weighted, condition(plan, node, true));
}

static struct tc_node *limited(struct tc_plan *plan, struct tc_node *ranked, const struct parts *parts)
{
    struct tc_node *tree = tc_plan_pair(&plan->arena, TC_OP_FILTER, ranked, parts->filter);
    if (!tree) {
        tree = tc_arena_zero(&plan->arena, 1, sizeof *tree);
        tree->op = TC_OP_ALL;
    }
    return tc_plan_pair(&plan->arena, TC_OP_AND_NOT, tree, parts->unwanted);
}

// Words of long questions that ask rather than name ("như thế nào", "có được không") weigh less, already among the
// documents that are looked at closely.
static void weigh_words(struct tc_plan *plan)
{
    if (plan->unit_count - plan->meant_count < LONG_QUESTION)
        return;
    const struct tc_tsv *table = &tc_archive_tables(plan->archive)->query_words;
    int word = tc_tsv_column(table, "word"), weight = tc_tsv_column(table, "weight");
    for (size_t row = 0; row < table->rows; row++)
        for (struct tc_unit *unit = plan->units; unit < plan->units + plan->unit_count; unit++)
            if (!strcmp(unit->meant, tc_tsv_cell(table, row, word)))
                unit->weight = strtod(tc_tsv_cell(table, row, weight), NULL);
    for (struct tc_unit *unit = plan->units; unit < plan->units + plan->unit_count; unit++) {
        double factor = unit->is_ranked || unit->is_meant ? unit->weight : 1;
        if (unit->own)
            unit->own->factor *= factor;
        if (unit->weak)
            unit->weak->factor *= factor;
    }
}

enum tc_status tc_plan_init(struct tc_plan *plan, struct tc_archive *archive, const struct tc_query *query,
                            struct tc_error *err)
{
    (void)err;
    *plan = (struct tc_plan){.archive = archive, .query = query};
    struct parts parts = {0};
    tc_plan_note_marks(plan);
    tc_plan_restore(plan);
    for (const struct tc_query_node *node = query->root->first; node; node = node->next) {
        add_part(plan, node, &parts);
        plan->has_lone_number |= node->kind == TC_QUERY_NUMBER && node->is_only;
    }
    weigh_words(plan);
    struct tc_arena *arena = &plan->arena;
    plan->all = limited(plan, tc_plan_pair(arena, TC_OP_AND, parts.weighted, parts.every), &parts);
    if (parts.some && plan->unit_count > 1)
        plan->any = limited(
            plan, parts.weighted ? tc_plan_pair(arena, TC_OP_AND_MAYBE, parts.weighted, parts.some) : parts.some,
            &parts);
    return TC_OK;
}

void tc_plan_fini(struct tc_plan *plan)
{
    tc_arena_fini(&plan->arena);
}
