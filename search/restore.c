// SPDX-License-Identifier: GPL-3.0-or-later
// What a word was meant as: `ket luan` is kết luận, `kêt luạn` too. Every plain word of the query has its candidates;
// the likeliest row of them under a model of neighbours (absolute discounting over the archive's own counts) wins, by
// Viterbi's algorithm. A word typed with marks that the archive knows is never touched, nor is a number.
#include "plan.h"

#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHOICES_MAX = 24, EDITS_LEAST = 3, WORD_LETTERS_MAX = 12 };
static const double EDIT_COST = 3.0, DISCOUNT = 0.75, PAIR_SHARE = 0.9;

struct choice {
    const char *term;
    uint32_t len;
    double cost;  // of getting from what was typed to it
    double best;  // logarithm of the best row that ends here
    int previous; // choice of the word before
};
struct column {
    const struct tc_query_node *word;
    struct choice choices[CHOICES_MAX];
    int count;
    bool was_unknown;
};
struct restorer {
    struct tc_plan *plan;
    struct tc_reader *reader;
    const struct tc_neighbours *neighbours;
};

// --- candidates

static void add_choice(struct restorer *r, struct column *column, const char *term, size_t len, double cost)
{
    for (int i = 0; i < column->count; i++)
        if (column->choices[i].len == len && !memcmp(column->choices[i].term, term, len))
            return;
    if (column->count < CHOICES_MAX)
        column->choices[column->count++] =
            (struct choice){tc_arena_strndup(&r->plan->arena, term, len), (uint32_t)len, cost, 0, -1};
}

static void add_same_folding(struct restorer *r, struct column *column, const char *folded, uint32_t least)
{
    struct tc_vocabulary_entry found[CHOICES_MAX];
    size_t count = tc_reader_folded(r->reader, folded, strlen(folded), false, found, CHOICES_MAX);
    for (size_t i = 0; i < count; i++) {
        size_t len;
        const char *term = tc_reader_term(r->reader, found[i].id, &len);
        if (term && found[i].doc_freq >= least)
            add_choice(r, column, term, len, 0);
    }
}

static void try_edit(struct restorer *r, struct column *column, const uint32_t *letters, size_t count)
{
    char text[WORD_LETTERS_MAX * 4 + 8];
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += tc_utf8_put(letters[i], text + len);
    text[len] = '\0';
    uint32_t id = tc_reader_term_id(r->reader, text, len);
    if (id != UINT32_MAX && tc_reader_term_freq(r->reader, id) >= EDITS_LEAST)
        add_choice(r, column, text, len, EDIT_COST);
}

static const uint32_t *alphabet(size_t *ret_count)
{
    static const char letters[] =
        "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz";
    static uint32_t list[128];
    static size_t count;
    if (!count)
        for (size_t at = 0, n = 0; at < sizeof letters - 1;) {
            list[n++] = tc_utf8_next(letters, sizeof letters - 1, &at);
            if (at == sizeof letters - 1)
                count = n;
        }
    *ret_count = count;
    return list;
}

// Words of the archive one slip of the keyboard away: a letter too many, too few, another, or two swapped.
static void add_edits(struct restorer *r, struct column *column)
{
    uint32_t letters[WORD_LETTERS_MAX], edited[WORD_LETTERS_MAX + 1];
    size_t count = 0, kinds, len = strlen(column->word->exact);
    const uint32_t *all = alphabet(&kinds);
    for (size_t at = 0; at < len; count++) {
        if (count == WORD_LETTERS_MAX)
            return;
        letters[count] = tc_utf8_next(column->word->exact, len, &at);
    }
    for (size_t i = 0; i <= count; i++) {
        memcpy(edited, letters, i * sizeof *letters);
        if (i < count) {
            memcpy(edited + i, letters + i + 1, (count - i - 1) * sizeof *letters);
            try_edit(r, column, edited, count - 1);
            memcpy(edited, letters, count * sizeof *letters);
            for (size_t k = 0; k < kinds; k++) {
                edited[i] = all[k];
                try_edit(r, column, edited, count);
            }
            edited[i] = letters[i];
        }
        if (i + 1 < count) {
            edited[i] = letters[i + 1];
            edited[i + 1] = letters[i];
            try_edit(r, column, edited, count);
        }
        memcpy(edited, letters, i * sizeof *letters);
        memcpy(edited + i + 1, letters + i, (count - i) * sizeof *letters);
        for (size_t k = 0; k < kinds; k++) {
            edited[i] = all[k];
            try_edit(r, column, edited, count + 1);
        }
    }
}

static bool has_digit(const char *word)
{
    return strpbrk(word, "0123456789") != NULL;
}

static void list_choices(struct restorer *r, const struct tc_query_node *word, struct column *ret)
{
    *ret = (struct column){.word = word};
    size_t len = strlen(word->exact);
    bool is_word = word->kind == TC_QUERY_WORD && !has_digit(word->exact) && !strpbrk(word->exact, "-/.@:");
    bool is_known = tc_reader_doc_freq(r->reader, word->exact, len) > 0;
    if (is_word && !word->has_marks && !tc_plan_stands_as_typed(r->plan, word))
        add_same_folding(r, ret, word->folded, 0);
    if (is_word && !is_known && !ret->count) {
        ret->was_unknown = true;
        add_same_folding(r, ret, word->folded, EDITS_LEAST);
        if (!ret->count)
            add_edits(r, ret);
    }
    if (!ret->count)
        add_choice(r, ret, word->exact, len, 0);
}

// --- the likeliest row

static double word_chance(const struct restorer *r, const struct choice *choice)
{
    double total = r->neighbours ? (double)tc_neighbours_total(r->neighbours) : 1;
    double count = r->neighbours ? tc_neighbours_word(r->neighbours, choice->term, choice->len)
                                 : tc_reader_doc_freq(r->reader, choice->term, choice->len);
    return (count + 0.1) / (total > 0 ? total : 1);
}

static double pair_chance(const struct restorer *r, const struct choice *first, const struct choice *second)
{
    double alone = word_chance(r, second);
    if (!r->neighbours)
        return alone;
    double count = tc_neighbours_pair(r->neighbours, first->term, first->len, second->term, second->len);
    double all = tc_neighbours_word(r->neighbours, first->term, first->len);
    double seen = all > 0 ? fmax(0, count - DISCOUNT) / all : 0;
    return PAIR_SHARE * seen + (1 - PAIR_SHARE) * alone;
}

static void step(const struct restorer *r, const struct column *before, struct column *now)
{
    for (int i = 0; i < now->count; i++) {
        struct choice *choice = &now->choices[i];
        if (!before) {
            choice->best = log(word_chance(r, choice)) - choice->cost;
            continue;
        }
        choice->best = -INFINITY;
        for (int k = 0; k < before->count; k++) {
            double value = before->choices[k].best + log(pair_chance(r, &before->choices[k], choice)) - choice->cost;
            if (value > choice->best) {
                choice->best = value;
                choice->previous = k;
            }
        }
    }
}

static void take_row(struct tc_plan *plan, const struct column *columns, size_t count)
{
    int at = 0;
    for (int i = 1; i < columns[count - 1].count; i++)
        if (columns[count - 1].choices[i].best > columns[count - 1].choices[at].best)
            at = i;
    for (size_t i = count; i-- > 0; at = columns[i].choices[at].previous) {
        const struct choice *choice = &columns[i].choices[at];
        if (choice->term && strcmp(choice->term, columns[i].word->exact) != 0)
            plan->restored[plan->restored_count++] =
                (struct tc_restored){columns[i].word, choice->term, columns[i].was_unknown};
    }
}

void tc_plan_restore(struct tc_plan *plan)
{
    struct restorer r = {plan, plan->archive->reader, tc_archive_neighbours(plan->archive)};
    size_t count = 0;
    struct column *columns = tc_xcalloc(TC_PLAN_UNITS_MAX, sizeof *columns);
    bool has_open = false;
    for (const struct tc_query_node *node = plan->query->root->first; node && count < TC_PLAN_UNITS_MAX;
         node = node->next) {
        if (node->kind != TC_QUERY_WORD || node->want == TC_WANT_NOT)
            continue;
        list_choices(&r, node, &columns[count]);
        has_open |= columns[count].count > 1 || strcmp(columns[count].choices[0].term, node->exact) != 0;
        count++;
    }
    if (count && has_open) {
        plan->restored = tc_arena_zero(&plan->arena, count, sizeof *plan->restored);
        for (size_t i = 0; i < count; i++)
            step(&r, i ? &columns[i - 1] : NULL, &columns[i]);
        take_row(plan, columns, count);
    }
    free(columns);
}

const struct tc_restored *tc_plan_restored(const struct tc_plan *plan, const struct tc_query_node *word)
{
    for (size_t i = 0; i < plan->restored_count; i++)
        if (plan->restored[i].word == word)
            return &plan->restored[i];
    return NULL;
}
