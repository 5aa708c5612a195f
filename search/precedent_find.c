// SPDX-License-Identifier: GPL-3.0-or-later
// Documents that have a passage: its rarest words name candidates, runs of neighbours a short list, alignment decides.
#include "precedent_parts.h"

#include "passage.h"
#include "shingles.h"
#include "store/schema.h"
#include "text/token.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { QUERY_WORDS = 12, CANDIDATES = 600, VARIANTS = 40, FEW_WORDS = 2 };

// --- reading the passage
// -------------------------------------------------------------------------------------------------------------

void tc_finder_read(struct tc_finder *f, const char *text, size_t start, size_t end)
{
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    const struct tc_token *token;
    double documents = tc_reader_count(f->reader);
    f->count = 0;
    size_t marked = 0;
    tc_tokenizer_start(tokenizer, text + start, end - start);
    while (tc_tokenizer_next(tokenizer, &token)) {
        TC_GROW(f->words, f->count, f->cap);
        struct tc_finder_word *word = &f->words[f->count++];
        *word = (struct tc_finder_word){.start = (uint32_t)start + token->start,
                                        .end = (uint32_t)start + token->end,
                                        .has_marks = token->has_marks};
        word->exact = tc_arena_strndup(f->arena, token->exact, token->exact_len);
        word->folded = tc_arena_strndup(f->arena, token->folded, token->folded_len);
        marked += token->has_marks;
    }
    tc_tokenizer_free(tokenizer);
    // Vietnamese prose has marks on three words of four
    f->is_bare = f->count && marked * 10 < f->count;
    for (size_t i = 0; i < f->count; i++) {
        struct tc_finder_word *word = &f->words[i];
        double seen = 0;
        if (f->is_bare) {
            struct tc_vocabulary_entry forms[VARIANTS];
            size_t n = tc_reader_folded(f->reader, word->folded, strlen(word->folded), false, forms, VARIANTS);
            for (size_t j = 0; j < n; j++)
                seen += forms[j].doc_freq;
        } else {
            seen = tc_reader_doc_freq(f->reader, word->exact, strlen(word->exact));
        }
        word->weight = seen > 0 ? log(1 + documents / seen) : 0;
    }
}

// --- candidates
// ----------------------------------------------------------------------------------------------------------------------

static int by_weight(const void *a, const void *b)
{
    const struct tc_finder_word *const *x = a, *const *y = b;
    if ((*x)->weight != (*y)->weight)
        return (*x)->weight > (*y)->weight ? -1 : 1;
    return ((*x)->start > (*y)->start) - ((*x)->start < (*y)->start);
}

static struct tc_node *term_node(struct tc_arena *arena, const char *term, size_t len)
{
    struct tc_node *node = tc_arena_zero(arena, 1, sizeof *node);
    *node = (struct tc_node){.op = TC_OP_TERM, .term = term, .term_len = (uint32_t)len, .factor = 1};
    return node;
}

static struct tc_node *word_node(struct tc_finder *f, const struct tc_finder_word *word)
{
    if (!f->is_bare)
        return term_node(f->arena, word->exact, strlen(word->exact));
    struct tc_vocabulary_entry forms[VARIANTS];
    size_t n = tc_reader_folded(f->reader, word->folded, strlen(word->folded), false, forms, VARIANTS);
    struct tc_node *node = tc_arena_zero(f->arena, 1, sizeof *node);
    *node = (struct tc_node){.op = TC_OP_SYNONYM, .factor = 1, .child_count = n};
    node->children = tc_arena_zero(f->arena, n + 1, sizeof *node->children);
    for (size_t i = 0; i < n; i++) {
        size_t len = 0;
        const char *term = tc_reader_term(f->reader, forms[i].id, &len);
        node->children[i] = term_node(f->arena, tc_arena_strndup(f->arena, term, len), len);
    }
    return node;
}

// The rarest words of the passage, each once, ranked by BM25; limited to earlier documents when a date is given.
static enum tc_status find_candidates(struct tc_finder *f, struct tc_matches *ret, struct tc_error *err)
{
    const struct tc_finder_word **order = tc_xcalloc(f->count, sizeof *order);
    struct tc_node **children = tc_arena_zero(f->arena, QUERY_WORDS, sizeof *children);
    size_t taken = 0;
    for (size_t i = 0; i < f->count; i++)
        order[i] = &f->words[i];
    qsort(order, f->count, sizeof *order, by_weight);
    for (size_t i = 0; i < f->count && taken < QUERY_WORDS && order[i]->weight > 0; i++) {
        bool repeated = false;
        for (size_t j = 0; j < i && !repeated; j++)
            repeated = !strcmp(f->is_bare ? order[i]->folded : order[i]->exact,
                               f->is_bare ? order[j]->folded : order[j]->exact);
        if (!repeated)
            children[taken++] = word_node(f, order[i]);
    }
    free(order);
    struct tc_node any = {.op = TC_OP_OR, .children = children, .child_count = taken, .factor = 1};
    struct tc_node range = {.op = TC_OP_RANGE, .slot = TC_SLOT_DATE, .low = "1", .high = NULL};
    struct tc_node *both[] = {&any, &range};
    struct tc_node filtered = {.op = TC_OP_FILTER, .children = both, .child_count = 2, .factor = 1};
    char high[9] = "";
    if (f->options.before) {
        for (const char *c = f->options.before; *c && strlen(high) < 8; c++) {
            if (*c != '-')
                high[strlen(high)] = *c;
        }
        range.high = high;
    }
    struct tc_match_options options = {.count = CANDIDATES, .sort_slot = -1};
    if (!taken)
        return TC_OK;
    return tc_reader_match(f->reader, f->options.before ? &filtered : &any, &options, ret, err);
}

// --- comparing
// -----------------------------------------------------------------------------------------------------------------------

// What is compared for a term of the index: itself, or its folded form for a passage without marks.
static uint32_t number_of_term(struct tc_finder *f, uint32_t id)
{
    if (!f->is_bare)
        return id;
    if (id >= f->of_term_cap) {
        size_t cap = f->of_term_cap ? f->of_term_cap * 2 : 4096;
        while (cap <= id)
            cap *= 2;
        f->of_term = tc_xrealloc(f->of_term, cap, sizeof *f->of_term);
        memset(f->of_term + f->of_term_cap, 0, (cap - f->of_term_cap) * sizeof *f->of_term);
        f->of_term_cap = cap;
    }
    if (!f->of_term[id]) {
        size_t len = 0;
        const char *term = tc_reader_term(f->reader, id, &len);
        tc_auto_buf struct tc_buf folded = {0};
        tc_text_fold(term ? term : "", len, &folded);
        f->of_term[id] = tc_strmap_id(&f->folded, folded.data ? folded.data : "", folded.len) + 1;
    }
    return f->of_term[id] - 1;
}

static uint32_t *numbers_of_words(struct tc_finder *f)
{
    uint32_t *numbers = tc_arena_zero(f->arena, f->count + 1, sizeof *numbers);
    for (size_t i = 0; i < f->count; i++) {
        const struct tc_finder_word *word = &f->words[i];
        numbers[i] = f->is_bare ? tc_strmap_id(&f->folded, word->folded, strlen(word->folded))
                                : tc_reader_term_id(f->reader, word->exact, strlen(word->exact));
    }
    return numbers;
}

// Share of the passage's weight that matches: rare words count for more than “của” and “các”.
static double weigh(const struct tc_finder *f, const struct tc_alignment *alignment)
{
    double all = 0, matched = 0;
    for (size_t i = 0; i < f->count && i < TC_ALIGN_MAX; i++)
        all += f->words[i].weight + 0.1;
    for (size_t i = 0; i < alignment->run_count; i++) {
        for (uint32_t j = 0; j < alignment->runs[i].length; j++)
            matched += f->words[alignment->runs[i].a + j].weight + 0.1;
    }
    double covered = all > 0 ? matched / all : 0;
    // what the source says besides counts against it, but less
    double spread = alignment->b_end > alignment->b_start
                        ? (double)alignment->matched / (alignment->b_end - alignment->b_start)
                        : 0;
    return covered * (0.75 + 0.25 * spread);
}

static int by_score(const void *a, const void *b)
{
    const struct tc_found_in *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return (x->doc > y->doc) - (x->doc < y->doc);
}

// Many documents have the rare words somewhere; those that have them side by side are aligned. *ret: at most
// TC_SHORTLIST, whose tokens are to be freed.
static enum tc_status make_shortlist(struct tc_finder *f, const uint32_t *asked, const struct tc_matches *matches,
                                     struct tc_found_in *ret, size_t *ret_count, struct tc_error *err)
{
    struct tc_shingles shingles;
    struct tc_found_in *all = tc_xcalloc(matches->count + 1, sizeof *all);
    double *weights = tc_xcalloc(f->count + 1, sizeof *weights);
    enum tc_status status = TC_OK;
    for (size_t i = 0; i < f->count; i++)
        weights[i] = f->words[i].weight;
    tc_shingles_init(&shingles, asked, weights, f->count);
    free(weights);
    size_t count = 0;
    for (size_t i = 0; i < matches->count && !status; i++) {
        struct tc_found_in *one = &all[count];
        one->doc = matches->items[i].doc;
        status = tc_passage_tokens(f->reader, one->doc, &one->tokens, &one->count, err);
        if (status)
            break;
        for (size_t j = 0; f->is_bare && j < one->count; j++)
            one->tokens[j] = number_of_term(f, one->tokens[j]);
        one->score = tc_shingles_score(&shingles, one->tokens, one->count);
        count++;
        // no more are kept in memory than are wanted
        if (count == 2 * TC_SHORTLIST || i + 1 == matches->count) {
            qsort(all, count, sizeof *all, by_score);
            while (count > TC_SHORTLIST)
                free(all[--count].tokens);
        }
    }
    tc_shingles_fini(&shingles);
    for (size_t i = 0; i < count; i++) {
        if (i < TC_SHORTLIST && !status)
            ret[i] = all[i];
        else
            free(all[i].tokens);
    }
    *ret_count = status ? 0 : count < TC_SHORTLIST ? count : TC_SHORTLIST;
    free(all);
    return status;
}

static bool align_candidate(struct tc_finder *f, const uint32_t *asked, const struct tc_found_in *one,
                            struct tc_found *ret)
{
    *ret = (struct tc_found){.source = {.by = {.doc = one->doc}}};
    if (!tc_align_best(asked, f->count, one->tokens, one->count, f->arena, &ret->alignment))
        return false;
    ret->source.similarity = weigh(f, &ret->alignment);
    if (ret->alignment.matched <= FEW_WORDS || ret->source.similarity < f->options.min_similarity)
        return false;
    ret->token_count = ret->alignment.b_end - ret->alignment.b_start;
    ret->tokens = tc_arena_zero(f->arena, ret->token_count + 1, sizeof *ret->tokens);
    memcpy(ret->tokens, one->tokens + ret->alignment.b_start, ret->token_count * sizeof *ret->tokens);
    return true;
}

// --- all of it
// -----------------------------------------------------------------------------------------------------------------------

static const char *member(struct tc_arena *arena, const json_t *meta, const char *name)
{
    return tc_arena_strdup(arena, json_string_value(json_object_get(meta, name)));
}

static enum tc_status describe(struct tc_finder *f, struct tc_found *found, struct tc_error *err)
{
    json_t *record = NULL;
    tc_auto_buf struct tc_buf path = {0};
    struct tc_target *by = &found->source.by;
    enum tc_status status = tc_reader_identity(f->reader, by->doc, by->id, &path, err);
    if (!status)
        status = tc_record_json(f->reader, by->doc, &record, err);
    if (status)
        return status;
    const json_t *meta = json_object_get(record, "meta");
    by->key = member(f->arena, meta, "key");
    by->title = member(f->arena, meta, "title");
    by->date = member(f->arena, meta, "date");
    by->place = member(f->arena, meta, "place");
    by->issuer = member(f->arena, meta, "issuer");
    by->type = member(f->arena, meta, "type");
    const char *number = member(f->arena, meta, "number");
    (void)tc_office_term_of(by->issuer, tc_number_is_party(number), by->date, &found->source.term);
    found->cite = (struct tc_cite_source){.type = by->type,
                                          .number = number,
                                          .key = by->key,
                                          .date = by->date,
                                          .issuer = by->issuer,
                                          .title = by->title,
                                          .layout = f->options.layout,
                                          .draft_date = f->options.date};
    json_decref(record);
    return TC_OK;
}

static int best_first(const void *a, const void *b)
{
    const struct tc_found *x = a, *y = b;
    if (x->source.similarity != y->source.similarity)
        return x->source.similarity > y->source.similarity ? -1 : 1;
    int order = strcmp(x->source.by.date ? x->source.by.date : "9999", y->source.by.date ? y->source.by.date : "9999");
    return order ? order : strcmp(x->source.by.id, y->source.by.id);
}

static bool is_itself(const struct tc_finder *f, const struct tc_found *found)
{
    const char *key = found->source.by.key;
    return key && f->options.except_key && !strcmp(key, f->options.except_key);
}

enum tc_status tc_finder_find(struct tc_finder *f, struct tc_found *ret, size_t *ret_count, struct tc_error *err)
{
    struct tc_matches matches = {0};
    struct tc_found_in candidates[TC_SHORTLIST];
    const uint32_t *asked = numbers_of_words(f);
    size_t count = 0, candidate_count = 0;
    enum tc_status status = find_candidates(f, &matches, err);
    if (!status)
        status = make_shortlist(f, asked, &matches, candidates, &candidate_count, err);
    tc_matches_fini(&matches);
    for (size_t i = 0; i < candidate_count; i++) {
        bool is_good = !status && align_candidate(f, asked, &candidates[i], &ret[count]);
        if (is_good)
            status = describe(f, &ret[count], err);
        count += is_good && !is_itself(f, &ret[count]);
        free(candidates[i].tokens);
    }
    if (!status && count)
        qsort(ret, count, sizeof *ret, best_first);
    *ret_count = count;
    return status;
}

void tc_finder_fini(struct tc_finder *f)
{
    free(f->words);
    free(f->of_term);
    tc_strmap_fini(&f->folded);
}
