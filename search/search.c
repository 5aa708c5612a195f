// SPDX-License-Identifier: GPL-3.0-or-later
// tc_search: parse, plan, rank, fold, page, show.
#include "fold.h"
#include "hit.h"
#include "other_days.h"
#include "saved.h"
#include "standing.h"
#include "suggest.h"

#include <stdlib.h>
#include <string.h>

enum { LIMIT_DEFAULT = 10, LIMIT_MAX = 10000, FOLD_MARGIN = 64, PASSAGE_DOCUMENTS = 100, PASSAGES_EACH = 3 };

struct results { // what tc_search hands out: the public part first
    struct tc_results pub;
    struct tc_arena arena;
};

static const struct {
    const char *name;
    unsigned slot;
} facet_table[TC_FACETS] = {
    [TC_FACET_TYPE] = {"type", TC_SLOT_TYPE},      [TC_FACET_ISSUER] = {"issuer", TC_SLOT_ISSUER},
    [TC_FACET_PLACE] = {"place", TC_SLOT_PLACE},   [TC_FACET_YEAR] = {"year", TC_SLOT_YEAR},
    [TC_FACET_TERM] = {"term", TC_SLOT_TERM},      [TC_FACET_SIGNER] = {"signer", TC_SLOT_SIGNER},
    [TC_FACET_STATUS] = {"status", TC_SLOT_COUNT}, // no slot: what later documents make of it
};

const char *tc_facet_name(enum tc_facet_kind kind)
{
    return facet_table[kind].name;
}

const char *tc_sort_name(enum tc_sort sort)
{
    static const char *const names[TC_SORTS] = {
        [TC_SORT_RELEVANCE] = "relevance", [TC_SORT_DATE] = "date",   [TC_SORT_DATE_OLDEST] = "-date",
        [TC_SORT_NUMBER] = "number",       [TC_SORT_CITED] = "cited",
    };
    return names[sort];
}

struct search {
    struct tc_archive *archive;
    const char *text;
    struct tc_search_options options;
    const struct tc_search_filter *filter; // NULL: everything
    const char **changes;                  // what it calls each of the folded documents that it kept
    const struct tc_results *results;
};

static size_t facet_slots(const struct tc_search_options *options, unsigned ret[TC_FACETS])
{
    size_t count = 0;
    for (unsigned kind = 0; kind < TC_FACETS; kind++)
        if (options->facets & 1u << kind && facet_table[kind].slot != TC_SLOT_COUNT)
            ret[count++] = facet_table[kind].slot;
    return count;
}

static void take_facets(const struct tc_search_options *options, const struct tc_ranking *ranking,
                        struct results *results)
{
    struct tc_arena *arena = &results->arena;
    struct tc_facet_list *lists = tc_arena_zero(arena, TC_FACETS, sizeof *lists);
    size_t count = 0;
    for (unsigned kind = 0; kind < TC_FACETS && count < ranking->facet_count; kind++) {
        if (!(options->facets & 1u << kind))
            continue;
        const struct tc_facet *facet = &ranking->facets[count];
        struct tc_facet_count *values = tc_arena_zero(arena, facet->count + 1, sizeof *values);
        for (size_t i = 0; i < facet->count; i++)
            values[i] = (struct tc_facet_count){tc_arena_strdup(arena, facet->values[i].value), facet->values[i].count};
        lists[count++] = (struct tc_facet_list){(enum tc_facet_kind)kind, values, facet->count};
    }
    results->pub.facets = lists;
    results->pub.facet_count = count;
}

static enum tc_status count_of(struct tc_archive *archive, struct tc_plan *plan, unsigned set, struct tc_arena *arena,
                               uint32_t *ret, struct tc_error *err)
{
    struct tc_node *node = NULL;
    struct tc_matches matches = {0};
    struct tc_match_options counting = {.check_at_least = UINT32_MAX, .sort_slot = -1};
    enum tc_status status = tc_standing_node(archive, set, arena, &node, err);
    if (status == TC_OK)
        status = tc_reader_match(archive->reader, tc_plan_pair(arena, TC_OP_FILTER, plan->all, node), &counting,
                                 &matches, err);
    *ret = matches.total;
    tc_matches_fini(&matches);
    return status;
}

// Papers among the matching documents, as the facet of types has counted them; false when it was not asked for.
static bool papers_by_type(const struct results *results, uint32_t *ret)
{
    for (size_t i = 0; i < results->pub.facet_count; i++) {
        const struct tc_facet_list *list = &results->pub.facets[i];
        if (list->kind != TC_FACET_TYPE)
            continue;
        *ret = 0;
        for (size_t k = 0; k < list->count; k++)
            *ret += strcmp(list->values[k].value, "tin") != 0 ? list->values[k].count : 0;
        return true;
    }
    return false;
}

// How many of the matching documents were ended, were amended, stand: asked only where some were. Lists of few
// documents are quickly counted; those that stand are most, and follow from the types.
static enum tc_status count_standings(struct tc_archive *archive, struct tc_plan *plan,
                                      const struct tc_search_options *options, struct results *results,
                                      struct tc_error *err)
{
    struct tc_arena *arena = &results->arena;
    uint32_t ended = 0, amended = 0, papers = 0, standing = 0;
    if (!(options->facets & 1u << TC_FACET_STATUS) || !plan->all)
        return TC_OK;
    enum tc_status status = count_of(archive, plan, TC_STANDS_ENDED, arena, &ended, err);
    if (status == TC_OK)
        status = count_of(archive, plan, TC_STANDS_AMENDED, arena, &amended, err);
    if (status != TC_OK || !(ended || amended))
        return status;
    if (papers_by_type(results, &papers))
        standing = papers > ended ? papers - ended : 0;
    else
        status = count_of(archive, plan, TC_STANDS_IN_FORCE, arena, &standing, err);
    const struct tc_facet_count rows[] = {
        {"còn hiệu lực", standing}, {"hết hiệu lực", ended}, {"được sửa đổi", amended}};
    struct tc_facet_count *values = tc_arena_zero(arena, TC_LENGTH(rows), sizeof *values);
    size_t count = 0;
    for (size_t i = 0; i < TC_LENGTH(rows); i++) {
        if (rows[i].count)
            values[count++] = rows[i];
    }
    struct tc_facet_list *lists = (struct tc_facet_list *)(uintptr_t)results->pub.facets;
    lists[results->pub.facet_count++] = (struct tc_facet_list){TC_FACET_STATUS, values, count};
    return status;
}

static enum tc_status name_copies(struct tc_reader *reader, const struct tc_ranking *ranking,
                                  const struct tc_fold_group *group, struct tc_arena *arena, struct tc_hit *hit,
                                  struct tc_error *err)
{
    if (!group->copy_count)
        return TC_OK;
    const char **ids = tc_arena_zero(arena, group->copy_count + 1, sizeof *ids);
    for (size_t i = 0; i < group->copy_count; i++) {
        char id[17];
        enum tc_status status = tc_reader_identity(reader, ranking->items[group->copies[i]].doc, id, NULL, err);
        if (status != TC_OK)
            return status;
        ids[i] = tc_arena_strdup(arena, id);
    }
    hit->copies = (uint32_t)group->copy_count;
    hit->copy_ids = ids;
    return TC_OK;
}

static enum tc_status take_hits(struct search *search, struct tc_plan *plan, const struct tc_ranking *ranking,
                                const struct tc_folded *folded, struct results *results, struct tc_error *err)
{
    const struct tc_search_options *options = &search->options;
    size_t first = options->offset < folded->count ? options->offset : folded->count;
    size_t count = folded->count - first < options->limit ? folded->count - first : options->limit;
    struct tc_hit *hits = tc_arena_zero(&results->arena, count + 1, sizeof *hits);
    struct tc_hit_maker maker;
    tc_hit_maker_init(&maker, plan, options, &results->arena);
    enum tc_status status = TC_OK;
    for (size_t i = 0; i < count && status == TC_OK; i++) {
        const struct tc_fold_group *group = &folded->groups[first + i];
        status = tc_hit_make(&maker, &ranking->items[group->first], (uint32_t)(first + i + 1), &hits[i], err);
        if (status == TC_OK)
            status = name_copies(search->archive->reader, ranking, group, &results->arena, &hits[i], err);
        hits[i].change = search->changes ? search->changes[first + i] : NULL;
    }
    tc_hit_maker_fini(&maker);
    results->pub.hits = hits;
    results->pub.hit_count = count;
    return status;
}

static int by_passage_score(const void *a, const void *b)
{
    const struct tc_passage *x = a, *y = b;
    if (x->score < y->score || x->score > y->score)
        return x->score < y->score ? 1 : -1;
    // Of like passages that of the better document comes first, and the earlier in it.
    if (x->candidate != y->candidate)
        return x->candidate < y->candidate ? -1 : 1;
    return x->first < y->first ? -1 : x->first > y->first;
}

// Passages of the best documents in one order.
static enum tc_status take_passages(struct search *search, struct tc_plan *plan, const struct tc_ranking *ranking,
                                    const struct tc_folded *folded, struct results *results, struct tc_error *err)
{
    const struct tc_search_options *options = &search->options;
    size_t documents = folded->count < PASSAGE_DOCUMENTS ? folded->count : PASSAGE_DOCUMENTS, count = 0;
    struct tc_passage *passages = tc_xcalloc(PASSAGE_DOCUMENTS * PASSAGES_EACH, sizeof *passages);
    struct tc_hit_maker maker;
    tc_hit_maker_init(&maker, plan, options, &results->arena);
    for (size_t i = 0; i < documents; i++)
        count += tc_hit_passages(&maker, &ranking->items[folded->groups[i].first], passages + count, PASSAGES_EACH);
    qsort(passages, count, sizeof *passages, by_passage_score);
    size_t first = options->offset < count ? options->offset : count;
    size_t shown = count - first < options->limit ? count - first : options->limit;
    struct tc_hit *hits = tc_arena_zero(&results->arena, shown + 1, sizeof *hits);
    enum tc_status status = TC_OK;
    for (size_t i = 0; i < shown && status == TC_OK; i++)
        status = tc_hit_make_passage(&maker, &passages[first + i], (uint32_t)(first + i + 1), &hits[i], err);
    tc_hit_maker_fini(&maker);
    free(passages);
    results->pub.hits = hits;
    results->pub.hit_count = shown;
    return status;
}

// Ranks far enough that, copies folded, the page is full or the documents are at an end.
static enum tc_status rank_and_fold(struct search *search, struct tc_plan *plan, struct tc_ranking *ret_ranking,
                                    struct tc_folded *ret_folded, struct tc_error *err)
{
    const struct tc_search_options *options = &search->options;
    unsigned slots[TC_FACETS];
    struct tc_rank_options rank_options = {.sort = options->sort, .facet_slots = slots};
    rank_options.facet_count = facet_slots(options, slots);
    uint32_t need = search->filter ? LIMIT_MAX : options->offset + options->limit;
    bool folds = !options->no_fold;
    rank_options.want = folds ? need + FOLD_MARGIN : need;
    for (;;) {
        struct tc_ranking ranking = {0};
        struct tc_folded folded = {0};
        enum tc_status status = tc_rank(plan, &rank_options, &ranking, err);
        if (status == TC_OK)
            status = tc_fold(search->archive->reader, &ranking, folds, &folded, err);
        bool is_enough = status != TC_OK || folded.count >= need || ranking.count < rank_options.want;
        if (is_enough) {
            *ret_ranking = ranking;
            *ret_folded = folded;
            return status;
        }
        rank_options.want += need - (uint32_t)folded.count + FOLD_MARGIN;
        tc_folded_fini(&folded);
        tc_ranking_fini(&ranking);
    }
}

// Leaves what the filter keeps; gives how many.
static uint32_t filter_folded(struct search *search, const struct tc_ranking *ranking, struct tc_folded *folded)
{
    const struct tc_search_filter *filter = search->filter;
    size_t kept = 0;
    search->changes = tc_arena_zero(&folded->arena, folded->count + 1, sizeof *search->changes);
    for (size_t i = 0; i < folded->count; i++) {
        const char *change = filter->keep(filter->context, &ranking->items[folded->groups[i].first]);
        if (!change)
            continue;
        search->changes[kept] = change;
        folded->groups[kept++] = folded->groups[i];
    }
    folded->count = kept;
    return (uint32_t)kept;
}

static enum tc_status answer(struct search *search, const struct tc_query *query, struct results *results,
                             struct tc_error *err)
{
    struct tc_plan *plan = tc_xcalloc(1, sizeof *plan);
    struct tc_ranking ranking = {0};
    struct tc_folded folded = {0};
    enum tc_status status = tc_plan_init(plan, search->archive, query, err);
    if (status == TC_OK)
        status = rank_and_fold(search, plan, &ranking, &folded, err);
    if (status == TC_OK) {
        results->pub.total = ranking.total;
        results->pub.exact_total = ranking.is_exact;
        if (search->filter)
            results->pub.total = filter_folded(search, &ranking, &folded);
        take_facets(&search->options, &ranking, results);
        status = count_standings(search->archive, plan, &search->options, results, err);
    }
    if (status == TC_OK) {
        status = (search->options.passages ? take_passages : take_hits)(search, plan, &ranking, &folded, results, err);
    }
    if (status == TC_OK)
        results->pub.corrected = tc_suggest(plan, &results->arena);
    if (status == TC_OK && !results->pub.total) {
        struct tc_other_day *other_days = NULL;
        tc_other_days_find(plan, &results->arena, &other_days, &results->pub.other_day_count);
        results->pub.other_days = other_days;
    }
    tc_folded_fini(&folded);
    tc_ranking_fini(&ranking);
    tc_plan_fini(plan);
    free(plan);
    return status;
}

static enum tc_status search_once(void *context, struct tc_error *err)
{
    struct search *search = context;
    struct tc_query_names names = {tc_names_longest, search->archive};
    struct tc_query query;
    enum tc_status status = tc_query_parse(search->text, strlen(search->text), &names, &query, err);
    if (status != TC_OK)
        return status;
    if (search->filter)
        search->filter->restart(search->filter->context);
    struct results *results = tc_xcalloc(1, sizeof *results);
    tc_auto_buf struct tc_buf parsed = {0};
    tc_query_print(&query, &parsed);
    results->pub.query = tc_arena_strdup(&results->arena, search->text);
    results->pub.parsed = tc_arena_strndup(&results->arena, parsed.data, parsed.len);
    status = answer(search, &query, results, err);
    tc_query_fini(&query);
    if (status == TC_OK)
        search->results = &results->pub;
    else
        tc_results_free(&results->pub);
    return status;
}

enum tc_status tc_search_filtered(struct tc_archive *archive, const char *query,
                                  const struct tc_search_options *options, const struct tc_search_filter *filter,
                                  const struct tc_results **ret, struct tc_error *err)
{
    struct search search = {.archive = archive, .text = query, .filter = filter};
    if (options)
        search.options = *options;
    if (!search.options.limit)
        search.options.limit = LIMIT_DEFAULT;
    if (search.options.limit > LIMIT_MAX)
        search.options.limit = LIMIT_MAX;
    if (search.options.offset > LIMIT_MAX)
        search.options.offset = LIMIT_MAX;
    enum tc_status status = tc_archive_refresh(archive, err);
    if (status == TC_OK)
        status = tc_archive_retry(archive, search_once, &search, err);
    if (status == TC_OK)
        *ret = search.results;
    return status;
}

enum tc_status tc_search(struct tc_archive *archive, const char *query, const struct tc_search_options *options,
                         const struct tc_results **ret, struct tc_error *err)
{
    return tc_search_filtered(archive, query, options, NULL, ret, err);
}

void tc_results_free(const struct tc_results *results)
{
    if (!results)
        return;
    struct results *box = (struct results *)(uintptr_t)results;
    tc_arena_fini(&box->arena);
    free(box);
}

char *tc_query_dump(struct tc_archive *archive, const char *text)
{
    struct tc_query_names names = {tc_names_longest, archive};
    struct tc_query query;
    struct tc_error error = {0};
    json_t *object = json_object();
    json_object_set_new(object, "format_version", json_integer(1));
    if (tc_query_parse(text, strlen(text), archive ? &names : NULL, &query, &error) == TC_OK) {
        tc_auto_buf struct tc_buf parsed = {0};
        tc_query_print(&query, &parsed);
        json_object_set_new(object, "parsed", json_string(parsed.data));
        json_object_set_new(object, "tree", tc_query_tree(&query));
        json_object_set_new(object, "error", json_null());
        tc_query_fini(&query);
    } else {
        json_object_set_new(object, "parsed", json_null());
        json_object_set_new(object, "tree", json_null());
        json_object_set_new(object, "error", json_pack("{s:i, s:s}", "column", error.column, "message", error.message));
    }
    char *dump = json_dumps(object, JSON_COMPACT | JSON_ENSURE_ASCII * 0);
    json_decref(object);
    return dump;
}
