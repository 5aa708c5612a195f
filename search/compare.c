// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare.h"

#include <stdlib.h>
#include <string.h>

#define NONE SIZE_MAX
#define ALIKE 0.45       // clauses below this are two, not one that changed
enum { MAX_LOOK = 400 }; // clauses compared with each one that has no equal

const char *tc_change_name(enum tc_change change)
{
    static const char *const names[TC_CHANGES] = {"same", "changed", "moved", "added", "dropped"};
    return names[change];
}

struct matcher {
    struct tc_clauses a, b;
    size_t *to_b, *to_a; // partner or NONE
    struct tc_arena *arena;
};

static uint64_t hash_of(const struct tc_clause *clause)
{
    const uint32_t *words = clause->words + clause->label_words;
    return tc_hash_bytes((const char *)words, (clause->count - clause->label_words) * sizeof *words) | 1;
}

static bool same_words(const struct tc_clause *x, const struct tc_clause *y)
{
    uint32_t n = x->count - x->label_words;
    return n == y->count - y->label_words &&
           !memcmp(x->words + x->label_words, y->words + y->label_words, n * sizeof *x->words);
}

static void pair_up(struct matcher *m, size_t i, size_t j)
{
    m->to_b[i] = j;
    m->to_a[j] = i;
}

// Clauses with the same words, nearest in place first: the one at the place that follows the last match, else the first
// that is free.
static void match_equal(struct matcher *m)
{
    uint64_t *hashes = tc_xcalloc(m->b.count, sizeof *hashes);
    for (size_t j = 0; j < m->b.count; j++)
        hashes[j] = hash_of(&m->b.items[j]);
    size_t next = 0;
    for (size_t i = 0; i < m->a.count; i++) {
        uint64_t hash = hash_of(&m->a.items[i]);
        for (size_t k = 0; k < m->b.count; k++) {
            size_t j = next + k < m->b.count ? next + k : next + k - m->b.count;
            if (hashes[j] == hash && m->to_a[j] == NONE && same_words(&m->a.items[i], &m->b.items[j])) {
                pair_up(m, i, j);
                next = j + 1;
                break;
            }
        }
    }
    free(hashes);
}

static int by_value(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

// Share of neighbouring word pairs that two clauses have in common (Dice), 0..1. Cheap enough to try many.
static double pair_share(const struct tc_clause *x, const struct tc_clause *y)
{
    enum { MAX = 600 };
    uint64_t p[MAX], q[MAX];
    size_t n = 0, m = 0, common = 0;
    for (uint32_t i = x->label_words; i + 1 < x->count && n < MAX; i++)
        p[n++] = (uint64_t)x->words[i] << 32 | x->words[i + 1];
    for (uint32_t i = y->label_words; i + 1 < y->count && m < MAX; i++)
        q[m++] = (uint64_t)y->words[i] << 32 | y->words[i + 1];
    if (!n || !m)
        return 0;
    qsort(p, n, sizeof *p, by_value);
    qsort(q, m, sizeof *q, by_value);
    for (size_t i = 0, j = 0; i < n && j < m;) {
        if (p[i] == q[j]) {
            common++;
            i++;
            j++;
        } else if (p[i] < q[j]) {
            i++;
        } else {
            j++;
        }
    }
    return 2.0 * (double)common / (double)(n + m);
}

// The neighbours of a clause that are matched: a clause between two matched ones most likely stands between their
// partners.
static bool between_partners(const struct matcher *m, size_t i, size_t j)
{
    size_t before = i, after = i;
    while (before > 0 && m->to_b[before - 1] == NONE)
        before--;
    while (after + 1 < m->a.count && m->to_b[after + 1] == NONE)
        after++;
    bool low = before == 0 || m->to_b[before - 1] < j;
    bool high = after + 1 >= m->a.count || m->to_b[after + 1] > j;
    return low && high;
}

struct candidate { // two clauses that may be one, changed
    size_t i, j;
    double share;
};

static int by_share(const void *x, const void *y)
{
    const struct candidate *a = x, *b = y;
    if (a->share < b->share || a->share > b->share)
        return a->share < b->share ? 1 : -1;
    return a->i != b->i ? (a->i < b->i ? -1 : 1) : (a->j > b->j) - (a->j < b->j);
}

// Clauses that are alike, the most alike first: a clause that is gone must not take the partner of its neighbour.
static void match_alike(struct matcher *m, bool in_place)
{
    struct candidate *found = NULL;
    size_t count = 0, cap = 0;
    for (size_t i = 0; i < m->a.count; i++) {
        size_t looked = 0;
        for (size_t j = 0; m->to_b[i] == NONE && j < m->b.count && looked < MAX_LOOK; j++) {
            if (m->to_a[j] != NONE || (in_place && !between_partners(m, i, j)))
                continue;
            looked++;
            double share = pair_share(&m->a.items[i], &m->b.items[j]);
            if (share <= ALIKE)
                continue;
            TC_GROW(found, count, cap);
            found[count++] = (struct candidate){i, j, share};
        }
    }
    if (count)
        qsort(found, count, sizeof *found, by_share);
    for (size_t k = 0; k < count; k++)
        if (m->to_b[found[k].i] == NONE && m->to_a[found[k].j] == NONE)
            pair_up(m, found[k].i, found[k].j);
    free(found);
}

// Which matched clauses keep their order: the longest ascending run of partners (patience sorting); the rest have
// moved.
static void mark_in_order(const struct matcher *m, bool *ret_in_order)
{
    size_t *tails = tc_xcalloc(m->a.count, sizeof *tails), *previous = tc_xcalloc(m->a.count, sizeof *previous),
           count = 0;
    for (size_t i = 0; i < m->a.count; i++) {
        if (m->to_b[i] == NONE)
            continue;
        size_t low = 0, high = count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (m->to_b[tails[middle]] < m->to_b[i])
                low = middle + 1;
            else
                high = middle;
        }
        previous[i] = low ? tails[low - 1] : NONE;
        tails[low] = i;
        count += low == count;
    }
    for (size_t i = count ? tails[count - 1] : NONE; i != NONE; i = previous[i])
        ret_in_order[i] = true;
    free(tails);
    free(previous);
}

static void add_difference(struct tc_clause_pair *pair, uint32_t a_from, uint32_t a_to, uint32_t b_from, uint32_t b_to)
{
    const struct tc_clause *a = pair->a, *b = pair->b;
    if (a_from == a_to && b_from == b_to)
        return;
    struct tc_word_change change = {0};
    change.a_start = a_from < a->count ? a->starts[a_from] : a->end;
    change.a_end = a_to > a_from ? a->ends[a_to - 1] : change.a_start;
    change.b_start = b_from < b->count ? b->starts[b_from] : b->end;
    change.b_end = b_to > b_from ? b->ends[b_to - 1] : change.b_start;
    pair->words[pair->word_count++] = change;
}

// Where the words of two partners differ; gives how many are the same.
static uint32_t find_differences(struct matcher *m, struct tc_clause_pair *pair)
{
    struct tc_alignment alignment;
    tc_align_whole(pair->a->words, pair->a->count, pair->b->words, pair->b->count, m->arena, &alignment);
    pair->words = tc_arena_zero(m->arena, alignment.run_count + 1, sizeof *pair->words);
    pair->similarity = alignment.similarity;
    uint32_t i = 0, j = 0;
    for (size_t k = 0; k < alignment.run_count; k++) {
        const struct tc_align_run *run = &alignment.runs[k];
        add_difference(pair, i, run->a, j, run->b);
        i = run->a + run->length;
        j = run->b + run->length;
    }
    add_difference(pair, i, pair->a->count, j, pair->b->count);
    return alignment.matched;
}

static void add_pair(struct tc_comparison *comparison, struct tc_clause_pair pair)
{
    comparison->pairs[comparison->count++] = pair;
    comparison->totals[pair.change]++;
}

void tc_compare(const char *a, size_t a_len, const char *b, size_t b_len, struct tc_arena *arena,
                struct tc_comparison *ret)
{
    struct tc_strmap map = {0};
    struct matcher m = {.arena = arena};
    tc_clauses_read(a, a_len, &map, arena, &m.a);
    tc_clauses_read(b, b_len, &map, arena, &m.b);
    tc_strmap_fini(&map);
    m.to_b = tc_xmalloc((m.a.count + 1) * sizeof *m.to_b);
    m.to_a = tc_xmalloc((m.b.count + 1) * sizeof *m.to_a);
    memset(m.to_b, 0xFF, (m.a.count + 1) * sizeof *m.to_b);
    memset(m.to_a, 0xFF, (m.b.count + 1) * sizeof *m.to_a);
    match_equal(&m);
    match_alike(&m, true);
    match_alike(&m, false);
    bool *in_order = tc_xcalloc(m.a.count + 1, sizeof *in_order);
    mark_in_order(&m, in_order);

    struct tc_comparison result = {.pairs = tc_arena_zero(arena, m.a.count + m.b.count + 1, sizeof *result.pairs)};
    uint64_t same = 0, total = 0;
    size_t i = 0;
    for (size_t j = 0; j <= m.b.count; j++) {
        // clauses of a that stand before the partner of this one and have none of their own were dropped here
        size_t until = j == m.b.count ? m.a.count : m.to_a[j] != NONE && in_order[m.to_a[j]] ? m.to_a[j] : i;
        for (; i < until; i++) {
            total += m.a.items[i].count;
            if (m.to_b[i] == NONE)
                add_pair(&result, (struct tc_clause_pair){.change = TC_CHANGE_DROPPED, .a = &m.a.items[i]});
        }
        if (j == m.b.count)
            break;
        total += m.b.items[j].count;
        struct tc_clause_pair pair = {.change = TC_CHANGE_ADDED, .b = &m.b.items[j]};
        size_t partner = m.to_a[j];
        if (partner != NONE) {
            pair.a = &m.a.items[partner];
            pair.similarity = 1;
            uint32_t matched = pair.a->count - pair.a->label_words;
            bool equal = same_words(pair.a, pair.b);
            if (!equal)
                matched = find_differences(&m, &pair);
            same += 2 * (uint64_t)matched + (equal ? pair.a->label_words + pair.b->label_words : 0);
            pair.change = !in_order[partner] ? TC_CHANGE_MOVED : equal ? TC_CHANGE_SAME : TC_CHANGE_CHANGED;
        }
        add_pair(&result, pair);
    }
    result.similarity = total ? (double)same / (double)total : 1;
    free(in_order);
    free(m.to_a);
    free(m.to_b);
    *ret = result;
}

static json_t *clause_to_json(const struct tc_clause *clause, const char *text)
{
    if (!clause)
        return json_null();
    return json_pack("{s:i,s:i,s:s%}", "start", (int)clause->start, "end", (int)clause->end, "text",
                     text + clause->start, (size_t)(clause->end - clause->start));
}

json_t *tc_comparison_to_json(const struct tc_comparison *comparison, const char *a, const char *b)
{
    json_t *root = json_object(), *totals = json_object(), *clauses = json_array();
    for (int i = 0; i < TC_CHANGES; i++)
        json_object_set_new(totals, tc_change_name((enum tc_change)i), json_integer((json_int_t)comparison->totals[i]));
    for (size_t i = 0; i < comparison->count; i++) {
        const struct tc_clause_pair *pair = &comparison->pairs[i];
        json_t *object = json_object(), *words = json_array();
        json_object_set_new(object, "change", json_string(tc_change_name(pair->change)));
        json_object_set_new(object, "similarity", json_real(pair->similarity));
        json_object_set_new(object, "a", clause_to_json(pair->a, a));
        json_object_set_new(object, "b", clause_to_json(pair->b, b));
        for (size_t j = 0; j < pair->word_count; j++) {
            const struct tc_word_change *change = &pair->words[j];
            json_array_append_new(words, json_pack("{s:[ii],s:[ii]}", "a", (int)change->a_start, (int)change->a_end,
                                                   "b", (int)change->b_start, (int)change->b_end));
        }
        json_object_set_new(object, "words", words);
        json_array_append_new(clauses, object);
    }
    json_object_set_new(root, "similarity", json_real(comparison->similarity));
    json_object_set_new(root, "totals", totals);
    json_object_set_new(root, "clauses", clauses);
    return root;
}
