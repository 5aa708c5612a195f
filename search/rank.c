// SPDX-License-Identifier: GPL-3.0-or-later
#include "rank.h"

#include "base/strmap.h"

#include <stdlib.h>
#include <string.h>

struct ranker {
    struct tc_plan *plan;
    struct tc_reader *reader;
    const struct tc_rank_options *options;
    struct tc_ranking *ret;
    struct tc_strmap seen; // documents that are in the sequence
    struct tc_error *err;
};

void tc_ranking_fini(struct tc_ranking *ranking)
{
    struct tc_matches holder = {.facets = ranking->facets, .facet_count = ranking->facet_count};
    tc_matches_fini(&holder);
    free(ranking->items);
    *ranking = (struct tc_ranking){0};
}

static bool add(struct ranker *r, tc_docid doc, double bm25, bool has_all, bool is_own)
{
    uint32_t at;
    if (tc_strmap_get(&r->seen, (const char *)&doc, sizeof doc, &at))
        return false;
    struct tc_ranking *ret = r->ret;
    tc_strmap_set(&r->seen, (const char *)&doc, sizeof doc, (uint32_t)ret->count);
    TC_GROW(ret->items, ret->count, ret->cap);
    ret->items[ret->count++] =
        (struct tc_candidate){.doc = doc, .bm25 = bm25, .score = bm25, .has_all = has_all, .is_own = is_own};
    return true;
}

static enum tc_status match(struct ranker *r, const struct tc_node *tree, uint32_t first, uint32_t count,
                            struct tc_matches *ret)
{
    struct tc_match_options options = {.first = first, .count = count, .sort_slot = -1};
    return tc_reader_match(r->reader, tree, &options, ret, r->err);
}

// Adds what a tree matches; *ret_count (may be NULL) is how many came.
static enum tc_status add_matches(struct ranker *r, const struct tc_node *tree, uint32_t first, uint32_t count,
                                  bool has_all, bool is_own, size_t *ret_count)
{
    struct tc_matches matches = {0};
    enum tc_status status = match(r, tree, first, count, &matches);
    if (status != TC_OK)
        return status;
    for (size_t i = 0; i < matches.count; i++)
        add(r, matches.items[i].doc, matches.items[i].weight, has_all, is_own);
    if (ret_count)
        *ret_count = matches.count;
    tc_matches_fini(&matches);
    return TC_OK;
}

// The documents that a number names come into the pool whatever their weight.
static enum tc_status add_own(struct ranker *r)
{
    struct tc_plan *plan = r->plan;
    enum tc_status status = TC_OK;
    for (size_t i = 0; i < plan->number_count && status == TC_OK; i++) {
        if (!plan->numbers[i].own)
            continue;
        const struct tc_node *base = plan->numbers[i].node->is_only ? plan->all : plan->any ? plan->any : plan->all;
        struct tc_node *tree = tc_plan_pair(&plan->arena, TC_OP_FILTER, (struct tc_node *)base, plan->numbers[i].own);
        status = add_matches(r, tree, 0, TC_OWN_MAX, false, true, NULL);
    }
    return status;
}

// Marks which candidates of the pool are among the documents with every word.
static void mark_all(struct ranker *r, const struct tc_matches *all)
{
    for (size_t i = 0; i < all->count; i++) {
        uint32_t at;
        if (tc_strmap_get(&r->seen, (const char *)&all->items[i].doc, sizeof(tc_docid), &at)) {
            r->ret->items[at].has_all = true;
            r->ret->items[at].bm25 = all->items[i].weight;
        } else {
            add(r, all->items[i].doc, all->items[i].weight, true, false);
        }
    }
}

static enum tc_status match_all(struct ranker *r, uint32_t count, int slot, bool is_descending, struct tc_matches *ret)
{
    struct tc_match_options options = {
        .count = count,
        .check_at_least = TC_EXACT,
        .sort_slot = slot,
        .sort_descending = is_descending,
        .facet_slots = r->options->facet_slots,
        .facet_count = r->options->facet_count,
    };
    return tc_reader_match(r->reader, r->plan->all, &options, ret, r->err);
}

static void take_total(struct ranker *r, struct tc_matches *all)
{
    struct tc_ranking *ret = r->ret;
    ret->total = all->total;
    ret->is_exact = all->is_exact;
    ret->facets = all->facets;
    ret->facet_count = all->facet_count;
    all->facets = NULL;
    all->facet_count = 0;
}

// What stands behind the pool.
static enum tc_status add_tail(struct ranker *r, uint32_t all_count, bool all_is_done)
{
    uint32_t want = r->options->want;
    enum tc_status status = TC_OK;
    size_t came = 1;
    for (uint32_t first = all_count; !all_is_done && status == TC_OK && came && r->ret->count < want; first += TC_POOL)
        status = add_matches(r, r->plan->all, first, TC_POOL, true, false, &came);
    came = r->plan->any ? 1 : 0;
    for (uint32_t first = 0; status == TC_OK && came && r->ret->count < want; first += TC_POOL)
        status = add_matches(r, r->plan->any, first, TC_POOL, false, false, &came);
    return status;
}

// The best documents with every word and, where these are fewer, with some. *ret_all is how many have every word.
static enum tc_status fill_pool(struct ranker *r, uint32_t *ret_all)
{
    struct tc_matches all = {0};
    enum tc_status status = match_all(r, TC_POOL, -1, false, &all);
    if (status != TC_OK)
        return status;
    status = add_own(r);
    mark_all(r, &all);
    *ret_all = (uint32_t)all.count;
    take_total(r, &all);
    tc_matches_fini(&all);
    if (status == TC_OK && *ret_all < TC_POOL && r->plan->any)
        status = add_matches(r, r->plan->any, 0, TC_POOL, false, false, NULL);
    return status;
}

static enum tc_status by_relevance(struct ranker *r)
{
    uint32_t all_count = 0;
    enum tc_status status = fill_pool(r, &all_count);
    bool all_is_done = all_count < TC_POOL;
    if (status == TC_OK)
        status = tc_rerank(r->plan, r->ret->items, r->ret->count, r->err);
    return status == TC_OK && r->ret->count < r->options->want ? add_tail(r, all_count, all_is_done) : status;
}

static enum tc_status by_slot(struct ranker *r)
{
    static const struct {
        int slot;
        bool is_descending;
    } orders[] = {
        [TC_SORT_DATE] = {TC_SLOT_DATE, true},
        [TC_SORT_DATE_OLDEST] = {TC_SLOT_DATE, false},
        [TC_SORT_NUMBER] = {TC_SLOT_NUMBER, false},
        [TC_SORT_CITED] = {TC_SLOT_CITED_BY, true},
    };
    struct tc_matches all = {0};
    enum tc_sort sort = r->options->sort;
    enum tc_status status = match_all(r, r->options->want, orders[sort].slot, orders[sort].is_descending, &all);
    if (status != TC_OK)
        return status;
    for (size_t i = 0; i < all.count; i++)
        add(r, all.items[i].doc, all.items[i].weight, true, false);
    take_total(r, &all);
    tc_matches_fini(&all);
    return TC_OK;
}

enum tc_status tc_rank_pool(struct tc_plan *plan, struct tc_ranking *ret, struct tc_error *err)
{
    struct tc_ranking ranking = {0};
    struct tc_rank_options options = {0};
    struct ranker ranker = {
        .plan = plan, .reader = plan->archive->reader, .options = &options, .ret = &ranking, .err = err};
    uint32_t all_count = 0;
    enum tc_status status = fill_pool(&ranker, &all_count);
    tc_strmap_fini(&ranker.seen);
    if (status == TC_OK)
        *ret = ranking;
    else
        tc_ranking_fini(&ranking);
    return status;
}

enum tc_status tc_rank(struct tc_plan *plan, const struct tc_rank_options *options, struct tc_ranking *ret,
                       struct tc_error *err)
{
    struct tc_ranking ranking = {0};
    struct ranker ranker = {
        .plan = plan, .reader = plan->archive->reader, .options = options, .ret = &ranking, .err = err};
    enum tc_status status = options->sort == TC_SORT_RELEVANCE ? by_relevance(&ranker) : by_slot(&ranker);
    tc_strmap_fini(&ranker.seen);
    if (status == TC_OK)
        *ret = ranking;
    else
        tc_ranking_fini(&ranking);
    return status;
}
