// SPDX-License-Identifier: GPL-3.0-or-later
#include "precedent.h"

#include "base/strmap.h"
#include "cite_form.h"
#include "passage.h"
#include "shingles.h"
#include "store/schema.h"
#include "text/token.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MIN_WORDS = 8,
    QUERY_WORDS = 12,
    CANDIDATES = 600,
    SHORTLIST = 60,
    VARIANTS = 40,
    MAX_PASSAGES = 400,
    FEW_WORDS = 2
};
#define SAME_WORDING 0.8 // sources as alike as this tell one story

struct word {
    const char *exact, *folded;
    uint32_t start, end;
    bool has_marks;
    double weight; // inverse document frequency
};

struct finder {
    struct tc_reader *reader;
    struct tc_precedent_options options;
    struct tc_arena *arena;
    struct word *words;
    size_t count, cap;
    bool is_bare;            // typed without marks: folded forms are compared
    struct tc_strmap folded; // folded form -> number, shared by all sides
    uint32_t *of_term;       // term id -> number of its folded form + 1; 0 not looked up yet
    size_t of_term_cap;
};

// --- reading the passage
// -------------------------------------------------------------------------------------------------------------

static void read_words(struct finder *f, const char *text, size_t start, size_t end)
{
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    const struct tc_token *token;
    double documents = tc_reader_count(f->reader);
    f->count = 0;
    size_t marked = 0;
    tc_tokenizer_start(tokenizer, text + start, end - start);
    while (tc_tokenizer_next(tokenizer, &token)) {
        TC_GROW(f->words, f->count, f->cap);
        struct word *word = &f->words[f->count++];
        *word = (struct word){.start = (uint32_t)start + token->start,
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
        struct word *word = &f->words[i];
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
    const struct word *const *x = a, *const *y = b;
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

static struct tc_node *word_node(struct finder *f, const struct word *word)
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
static enum tc_status find_candidates(struct finder *f, struct tc_matches *ret, struct tc_error *err)
{
    const struct word **order = tc_xcalloc(f->count, sizeof *order);
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
static uint32_t number_of_term(struct finder *f, uint32_t id)
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

static uint32_t *numbers_of_words(struct finder *f)
{
    uint32_t *numbers = tc_arena_zero(f->arena, f->count + 1, sizeof *numbers);
    for (size_t i = 0; i < f->count; i++) {
        const struct word *word = &f->words[i];
        numbers[i] = f->is_bare ? tc_strmap_id(&f->folded, word->folded, strlen(word->folded))
                                : tc_reader_term_id(f->reader, word->exact, strlen(word->exact));
    }
    return numbers;
}

// Share of the passage's weight that matches: rare words count for more than “của” and “các”.
static double weigh(const struct finder *f, const struct tc_alignment *alignment)
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

struct found {
    struct tc_precedent_source source;
    struct tc_alignment alignment;
    uint32_t *tokens; // of the aligned stretch, as compared
    size_t token_count;
    struct tc_cite_source cite;
    bool is_told;
};

static const char *member(struct tc_arena *arena, const json_t *meta, const char *name)
{
    return tc_arena_strdup(arena, json_string_value(json_object_get(meta, name)));
}

static enum tc_status describe(struct finder *f, struct found *found, struct tc_error *err)
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

// Where the wording stands. What the passage has before and behind the shared words has something in its place in the
// source: its sentence is shown as far as that reaches, so that people see whole sentences and whole changes.
static enum tc_status locate(struct finder *f, struct found *found, struct tc_error *err)
{
    struct tc_precedent_source *source = &found->source;
    tc_auto_buf struct tc_buf text = {0};
    size_t asked = f->count < TC_ALIGN_MAX ? f->count : TC_ALIGN_MAX;
    enum tc_status status = tc_passage_bytes(f->reader, source->by.doc, found->alignment.b_start,
                                             found->alignment.b_end, &source->start, &source->end, err);
    if (!status)
        status = tc_passage_widen(f->reader, source->by.doc, found->alignment.a_start, asked - found->alignment.a_end,
                                  &source->start, &source->end, err);
    if (!status)
        status = tc_reader_text(f->reader, source->by.doc, source->start, source->end, &text, err);
    if (!status)
        source->text = tc_arena_strndup(f->arena, text.data ? text.data : "", text.len);
    return status;
}

// A document that may have the passage: its tokens as compared, and how much of the passage they hold.
struct candidate {
    tc_docid doc;
    uint32_t *tokens;
    size_t count;
    double score;
};

static int by_score(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return (x->doc > y->doc) - (x->doc < y->doc);
}

// Many documents have the rare words somewhere; those that have them side by side are aligned. *ret: at most SHORTLIST,
// whose tokens are to be freed.
static enum tc_status make_shortlist(struct finder *f, const uint32_t *asked, const struct tc_matches *matches,
                                     struct candidate *ret, size_t *ret_count, struct tc_error *err)
{
    struct tc_shingles shingles;
    struct candidate *all = tc_xcalloc(matches->count + 1, sizeof *all);
    double *weights = tc_xcalloc(f->count + 1, sizeof *weights);
    enum tc_status status = TC_OK;
    for (size_t i = 0; i < f->count; i++)
        weights[i] = f->words[i].weight;
    tc_shingles_init(&shingles, asked, weights, f->count);
    free(weights);
    size_t count = 0;
    for (size_t i = 0; i < matches->count && !status; i++) {
        struct candidate *one = &all[count];
        one->doc = matches->items[i].doc;
        status = tc_passage_tokens(f->reader, one->doc, &one->tokens, &one->count, err);
        if (status)
            break;
        for (size_t j = 0; f->is_bare && j < one->count; j++)
            one->tokens[j] = number_of_term(f, one->tokens[j]);
        one->score = tc_shingles_score(&shingles, one->tokens, one->count);
        count++;
        // no more are kept in memory than are wanted
        if (count == 2 * SHORTLIST || i + 1 == matches->count) {
            qsort(all, count, sizeof *all, by_score);
            while (count > SHORTLIST)
                free(all[--count].tokens);
        }
    }
    tc_shingles_fini(&shingles);
    for (size_t i = 0; i < count; i++) {
        if (i < SHORTLIST && !status)
            ret[i] = all[i];
        else
            free(all[i].tokens);
    }
    *ret_count = status ? 0 : count < SHORTLIST ? count : SHORTLIST;
    free(all);
    return status;
}

static bool align_candidate(struct finder *f, const uint32_t *asked, const struct candidate *one, struct found *ret)
{
    *ret = (struct found){.source = {.by = {.doc = one->doc}}};
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

// --- answers
// -------------------------------------------------------------------------------------------------------------------------

static int best_first(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    if (x->source.similarity != y->source.similarity)
        return x->source.similarity > y->source.similarity ? -1 : 1;
    int order = strcmp(x->source.by.date ? x->source.by.date : "9999", y->source.by.date ? y->source.by.date : "9999");
    return order ? order : strcmp(x->source.by.id, y->source.by.id);
}

static int oldest_first(const void *a, const void *b)
{
    const struct found *const *x = a, *const *y = b;
    int order = strcmp((*x)->source.by.date ? (*x)->source.by.date : "9999",
                       (*y)->source.by.date ? (*y)->source.by.date : "9999");
    return order ? order : strcmp((*x)->source.by.id, (*y)->source.by.id);
}

static double likeness(struct finder *f, const struct found *x, const struct found *y)
{
    struct tc_alignment alignment;
    tc_align_whole(x->tokens, x->token_count, y->tokens, y->token_count, f->arena, &alignment);
    return alignment.similarity;
}

// Copies of one paper that say the same are one source with several ids.
static bool is_copy(struct finder *f, const struct found *x, const struct found *y)
{
    const struct tc_target *a = &x->source.by, *b = &y->source.by;
    struct tc_difference *differences;
    return a->key && b->key && !strchr(a->key, '?') && !strcmp(a->key, b->key) &&
           (!a->issuer || !b->issuer || !strcmp(a->issuer, b->issuer)) &&
           !tc_differences(x->source.text, y->source.text, f->arena, &differences, NULL);
}

static void add_copy(struct finder *f, struct tc_precedent_source *source, const char *id)
{
    size_t count = 0;
    while (source->copies && source->copies[count])
        count++;
    const char **copies = tc_arena_zero(f->arena, count + 2, sizeof *copies);
    for (size_t i = 0; i < count; i++)
        copies[i] = source->copies[i];
    copies[count] = id;
    source->copies = copies;
}

// The sources in order of time, copies taken together (the best stands for its copies), each compared with the one
// before.
static void order_sources(struct finder *f, struct found **members, size_t n, const struct found *best,
                          struct tc_precedent *ret)
{
    qsort(members, n, sizeof *members, oldest_first);
    ret->sources = tc_arena_zero(f->arena, n, sizeof *ret->sources);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        size_t j = 0;
        while (j < i && !(members[j] && is_copy(f, members[j], members[i])))
            j++;
        if (j < i) {
            struct found *kept = members[i] == best ? members[i] : members[j],
                         *copy = members[i] == best ? members[j] : members[i];
            kept->source.copies = members[j]->source.copies;
            add_copy(f, &kept->source, tc_arena_strdup(f->arena, copy->source.by.id));
            members[j] = kept;
            members[i] = NULL;
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (!members[i])
            continue;
        struct tc_precedent_source *source = &ret->sources[count];
        *source = members[i]->source;
        if (count)
            source->difference_count =
                tc_differences(source[-1].text, source->text, f->arena, &source->differences, NULL);
        count++;
    }
    ret->source_count = count;
}

// All that say what `head` says: the words shared with the passage are the same, and so is what stands around them.
static enum tc_status tell(struct finder *f, struct found *all, size_t count, size_t head, struct tc_precedent *ret,
                           struct tc_error *err)
{
    struct found **members = tc_xcalloc(count, sizeof *members);
    struct tc_difference *differences;
    size_t n = 0;
    enum tc_status status = TC_OK;
    for (size_t i = head; i < count && !status; i++) {
        double similarity = 1;
        if (all[i].is_told || (i != head && likeness(f, &all[head], &all[i]) < SAME_WORDING))
            continue;
        if (!all[i].source.text)
            status = locate(f, &all[i], err);
        if (!status && i != head)
            (void)tc_differences(all[head].source.text, all[i].source.text, f->arena, &differences, &similarity);
        if (!status && similarity >= SAME_WORDING) {
            all[i].is_told = true;
            members[n++] = &all[i];
        }
    }
    if (!status)
        order_sources(f, members, n, &all[head], ret);
    free(members);
    return status;
}

// Bytes of the source's words that match, as spans of its own text.
static enum tc_status highlight(struct finder *f, const struct found *found, struct tc_precedent *ret,
                                struct tc_error *err)
{
    ret->text = found->source.text;
    ret->spans = tc_arena_zero(f->arena, found->alignment.run_count + 1, sizeof *ret->spans);
    for (size_t i = 0; i < found->alignment.run_count; i++) {
        const struct tc_align_run *run = &found->alignment.runs[i];
        uint32_t start = 0, end = 0;
        enum tc_status status =
            tc_passage_bytes(f->reader, found->source.by.doc, run->b, run->b + run->length, &start, &end, err);
        if (status)
            return status;
        if (start >= found->source.start && end <= found->source.end)
            ret->spans[ret->span_count++] =
                (struct tc_precedent_span){.start = start - found->source.start, .end = end - found->source.start};
    }
    return TC_OK;
}

struct answers {
    struct tc_precedent *items;
    size_t count, cap;
    struct tc_precedent_group *groups;
    size_t group_count, group_cap;
};

static bool is_same(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

// The group of an answer, among those from first on.
static size_t group_of(struct answers *answers, size_t first, const struct tc_precedent_source *source)
{
    for (size_t i = first; i < answers->group_count; i++) {
        const struct tc_precedent_group *group = &answers->groups[i];
        if (is_same(group->issuer, source->by.issuer) && is_same(group->term.name, source->term.name) &&
            is_same(group->term.calendar, source->term.calendar))
            return i;
    }
    TC_GROW(answers->groups, answers->group_count, answers->group_cap);
    answers->groups[answers->group_count] =
        (struct tc_precedent_group){.term = source->term, .issuer = source->by.issuer};
    return answers->group_count++;
}

static enum tc_status answer_passage(struct finder *f, struct answers *answers, struct tc_error *err)
{
    struct tc_matches matches = {0};
    struct candidate candidates[SHORTLIST];
    enum tc_status status = find_candidates(f, &matches, err);
    struct found *all = tc_xcalloc(SHORTLIST, sizeof *all);
    const uint32_t *asked = numbers_of_words(f);
    size_t count = 0, candidate_count = 0;
    if (!status)
        status = make_shortlist(f, asked, &matches, candidates, &candidate_count, err);
    tc_matches_fini(&matches);
    for (size_t i = 0; i < candidate_count; i++) {
        bool good = !status && align_candidate(f, asked, &candidates[i], &all[count]);
        if (good)
            status = describe(f, &all[count], err);
        if (good && f->options.except_key && is_same(all[count].source.by.key, f->options.except_key))
            good = false;
        count += good;
        free(candidates[i].tokens);
    }
    if (!status && count)
        qsort(all, count, sizeof *all, best_first);
    size_t given = 0, first_group = answers->group_count;
    for (size_t i = 0; !status && i < count && given < f->options.limit; i++) {
        if (all[i].is_told)
            continue;
        struct tc_precedent answer = {.similarity = all[i].source.similarity};
        answer.asked_start = f->words[0].start;
        answer.asked_end = f->words[f->count - 1].end;
        answer.full = tc_cite_full(&all[i].cite, f->arena);
        answer.brief = tc_cite_short(&all[i].cite, f->arena);
        status = tell(f, all, count, i, &answer, err);
        if (!status)
            status = highlight(f, &all[i], &answer, err);
        answer.best = all[i].source;
        answer.group = group_of(answers, first_group, &answer.best);
        TC_GROW(answers->items, answers->count, answers->cap);
        answers->items[answers->count++] = answer;
        given++;
    }
    free(all);
    return status;
}

static enum tc_status answer_all(struct finder *f, const char *text, size_t len, struct answers *answers,
                                 struct tc_error *err)
{
    size_t asked = 0;
    for (size_t start = f->options.from; start < len && asked < MAX_PASSAGES;) {
        const char *line_end = memchr(text + start, '\n', len - start);
        size_t end = line_end ? (size_t)(line_end - text) : len;
        read_words(f, text, start, end);
        if (f->count >= MIN_WORDS) {
            enum tc_status status = answer_passage(f, answers, err);
            if (status)
                return status;
            asked++;
        }
        start = end + 1;
    }
    if (asked)
        return TC_OK;
    read_words(f, text, 0, len);
    return f->count ? answer_passage(f, answers, err) : TC_OK;
}

enum tc_status tc_precedent_find(struct tc_reader *reader, const char *text, size_t len,
                                 const struct tc_precedent_options *options, struct tc_arena *arena,
                                 struct tc_precedents *ret, struct tc_error *err)
{
    struct finder f = {.reader = reader, .arena = arena};
    struct answers answers = {0};
    if (options)
        f.options = *options;
    if (!f.options.limit)
        f.options.limit = 10;
    if (f.options.min_similarity <= 0)
        f.options.min_similarity = 0.3;
    enum tc_status status = answer_all(&f, text, len, &answers, err);
    if (!status) {
        ret->items = tc_arena_zero(arena, answers.count + 1, sizeof *ret->items);
        ret->count = answers.count;
        if (answers.count)
            memcpy(ret->items, answers.items, answers.count * sizeof *ret->items);
        ret->groups = tc_arena_zero(arena, answers.group_count + 1, sizeof *ret->groups);
        ret->group_count = answers.group_count;
        if (answers.group_count)
            memcpy(ret->groups, answers.groups, answers.group_count * sizeof *ret->groups);
    }
    free(answers.items);
    free(answers.groups);
    free(f.words);
    free(f.of_term);
    tc_strmap_fini(&f.folded);
    return status;
}
