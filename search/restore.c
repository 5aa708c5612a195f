// SPDX-License-Identifier: GPL-3.0-or-later
// What a word was meant as: `ket luan` is kết luận, `nhan an` nhân dân. Every plain word of the query has its choices;
// the likeliest row of them under a model of neighbours (absolute discounting over the archive's own counts) wins, by
// Viterbi's algorithm. A slip of the keyboard is a choice like any other, at a cost: of words that the archive lacks
// always, of words that it knows only where they do not go with their neighbours. In a query without marks it is taken;
// in one with marks, where the word may well be meant as it stands, it is only suggested. Numbers and abbreviations
// are never touched.
#include "restore.h"

#include "text/token.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double DISCOUNT = 0.75, PAIR_SHARE = 0.9;
// A known word is suspected of a slip when it is this unlikely between its neighbours: a slip that costs as much could
// not win anyway.
static const double DOUBT_BARE = -7, DOUBT_MARKED = -11;

double tc_restore_count(const struct tc_restorer *r, uint64_t word)
{
    double own = r->neighbours ? tc_neighbours_word_by(r->neighbours, word) : 0;
    return own + tc_everyday_word(r->everyday, word) * r->total / 1e6;
}

double tc_restore_pairs(const struct tc_restorer *r, uint64_t first, uint64_t second)
{
    double own = r->neighbours ? tc_neighbours_pair_by(r->neighbours, first, second) : 0;
    return own + tc_everyday_pair(r->everyday, first, second) * r->total / 1e6;
}

double tc_restore_pair(const struct tc_restorer *r, const struct tc_choice *first, const struct tc_choice *second)
{
    double all = tc_restore_count(r, first->key);
    double seen = all > 0 ? fmax(0, tc_restore_pairs(r, first->key, second->key) - DISCOUNT) / all : 0;
    return log(PAIR_SHARE * seen + (1 - PAIR_SHARE) * second->chance);
}

static void step(const struct tc_restorer *r, const struct tc_column *before, struct tc_column *now)
{
    for (int i = 0; i < now->count; i++) {
        struct tc_choice *choice = &now->choices[i];
        choice->best = -INFINITY;
        choice->previous = 0;
        for (int k = 0; before && k < before->count; k++) {
            double pair = now->follows ? tc_restore_pair(r, &before->choices[k], choice) : log(choice->chance);
            double value = before->choices[k].best + pair - choice->cost;
            if (value > choice->best) {
                choice->best = value;
                choice->previous = k;
            }
        }
        if (!before)
            choice->best = log(choice->chance) - choice->cost;
    }
}

// The likeliest row, as a choice of every column.
static void find_row(const struct tc_restorer *r, int *ret)
{
    size_t count = r->count;
    for (size_t i = 0; i < count; i++)
        step(r, i ? &r->columns[i - 1] : NULL, &r->columns[i]);
    int at = 0;
    const struct tc_column *last = &r->columns[count - 1];
    for (int i = 1; i < last->count; i++)
        if (last->choices[i].best > last->choices[at].best)
            at = i;
    for (size_t i = count; i-- > 0; at = r->columns[i].choices[at].previous)
        ret[i] = at;
}

// How well the chosen word of a column goes with the chosen ones beside it.
static double fit(const struct tc_restorer *r, const int *row, size_t at)
{
    const struct tc_column *column = &r->columns[at];
    const struct tc_choice *choice = &column->choices[row[at]];
    double value =
        at && column->follows ? tc_restore_pair(r, &column[-1].choices[row[at - 1]], choice) : log(choice->chance);
    if (at + 1 < r->count && column[1].follows)
        value += tc_restore_pair(r, choice, &column[1].choices[row[at + 1]]);
    return value;
}

// Slips of words that the archive knows but that do not go with their neighbours.
static bool doubt(struct tc_restorer *r, const int *row)
{
    bool has_doubt = false;
    for (size_t i = 0; r->neighbours && i < r->count; i++) {
        struct tc_column *column = &r->columns[i];
        if (column->is_fixed || column->has_slips || fit(r, row, i) > (column->is_bare ? DOUBT_BARE : DOUBT_MARKED))
            continue;
        tc_restore_slips(r, i);
        has_doubt = true;
    }
    return has_doubt;
}

static void keep_row(const struct tc_restorer *r, const int *row)
{
    struct tc_plan *plan = r->plan;
    for (size_t i = r->count; i-- > 0;) {
        const struct tc_column *column = &r->columns[i];
        const struct tc_choice *choice = &column->choices[row[i]];
        if (strcmp(choice->term, column->word->exact) == 0)
            continue;
        plan->restored[plan->restored_count++] = (struct tc_restored){
            .word = column->word,
            .meant = choice->term,
            .was_unknown = column->is_unknown,
            .is_slip = choice->is_slip && !column->is_unknown,
            .is_only_suggested = choice->is_slip && !column->is_unknown && plan->is_marked,
        };
    }
}

static bool has_lower(const struct tc_query *query)
{
    tc_auto_buf struct tc_buf upper = {0};
    tc_text_upper(query->text, query->len, &upper);
    return upper.len != query->len || memcmp(upper.data, query->text, query->len) != 0;
}

void tc_plan_restore(struct tc_plan *plan)
{
    struct tc_restorer r = {.plan = plan,
                            .reader = plan->archive->reader,
                            .neighbours = tc_archive_neighbours(plan->archive),
                            .has_lower = has_lower(plan->query),
                            .columns = tc_xcalloc(TC_RESTORE_WORDS_MAX, sizeof *r.columns)};
    bool has_open = false, follows = false;
    r.everyday = &plan->archive->everyday;
    r.total = r.neighbours ? fmax(1, (double)tc_neighbours_total(r.neighbours)) : 1;
    tc_everyday_load(&plan->archive->everyday);
    for (const struct tc_query_node *node = plan->query->root->first; node && r.count < TC_RESTORE_WORDS_MAX;
         node = node->next) {
        bool is_word = node->kind == TC_QUERY_WORD && node->want != TC_WANT_NOT;
        if (is_word) {
            struct tc_column *column = &r.columns[r.count++];
            tc_restore_own(&r, node, column);
            column->follows = follows;
            has_open |= !column->is_fixed;
        }
        follows = is_word;
    }
    if (has_open) {
        int row[TC_RESTORE_WORDS_MAX];
        for (size_t i = 0; i < r.count; i++)
            if (r.columns[i].is_unknown)
                tc_restore_slips(&r, i);
        find_row(&r, row);
        if (doubt(&r, row))
            find_row(&r, row);
        plan->restored = tc_arena_zero(&plan->arena, r.count, sizeof *plan->restored);
        keep_row(&r, row);
    }
    free(r.columns);
}

const struct tc_restored *tc_plan_restored(const struct tc_plan *plan, const struct tc_query_node *word)
{
    for (size_t i = 0; i < plan->restored_count; i++)
        if (plan->restored[i].word == word)
            return plan->restored[i].is_only_suggested ? NULL : &plan->restored[i];
    return NULL;
}
