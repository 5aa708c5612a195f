// SPDX-License-Identifier: GPL-3.0-or-later
#include "rank_features.h"

#include "base/tsv.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct tc_feature_weight tc_feature_weights[TC_FEATURES] = {
    [TC_FEATURE_BIGRAM] = {"bigram", 0.301},
    [TC_FEATURE_SKIP] = {"skip", 0.141},
    [TC_FEATURE_NEAR] = {"near", 0.149},
    [TC_FEATURE_TITLE_BIGRAM] = {"title_bigram", 0.164},
    [TC_FEATURE_TITLE_SHARE] = {"title_share", 0.314},
    [TC_FEATURE_COVER2] = {"cover2", 0.207},
    [TC_FEATURE_BIGRAM_COVER] = {"bigram_cover", 0.106},
    [TC_FEATURE_HEAD_COVER] = {"head_cover", 0.312},
    [TC_FEATURE_WINDOW30] = {"window30", 0.161},
    [TC_FEATURE_WINDOW60] = {"window60", 0.155},
    [TC_FEATURE_WINDOW40B] = {"window40b", 0.100},
    [TC_FEATURE_RUN] = {"run", 0.220},
    [TC_FEATURE_LOG_TITLE] = {"log_title", -0.548},
    [TC_FEATURE_LM] = {"lm", 0.251},
    [TC_FEATURE_DECREE] = {"decree", -0.214},
    [TC_FEATURE_CIRCULAR] = {"circular", -0.696},
};

enum {
    LONG_QUESTION = 6, // different words, from which on words of questions are weighed
    SKIP_DISTANCE = 3,
    NEAR_DISTANCE = 8,
    HEAD_WORDS = 60,
    ACT_WORDS = 40,     // behind the title, in which the number of an act stands
    ARTICLE_WORDS = 8,  // in which "Điều" numbers a title
    AVERAGE_TITLE = 12, // words
    DIRICHLET = 300,
    NEVER = INT16_MAX
};

enum fact { FACT_NONE, FACT_WORD, FACT_DIGITS, FACT_DECREE, FACT_CIRCULAR, FACT_ACT };

static double saturated(double tf, double length_factor)
{
    return 2.2 * tf / (tf + 1.2 * length_factor);
}

static double length_factor(double ratio)
{
    return 0.25 + 0.75 * ratio;
}

static double idf(double doc_freq, double count)
{
    return log(1 + (count - doc_freq + 0.5) / (doc_freq + 0.5));
}

// --- the question

// Words of long questions that ask rather than name ("như thế nào", "có được không") weigh less.
static void weigh_words(struct tc_feature_question *question)
{
    struct tc_tsv tsv;
    for (size_t i = 0; i < TC_PLAN_UNITS_MAX; i++)
        question->word_weight[i] = 1;
    if (question->plan->unit_count < LONG_QUESTION || tc_table_read("query_words", &tsv, NULL) != TC_OK)
        return;
    int word = tc_tsv_column(&tsv, "word"), weight = tc_tsv_column(&tsv, "weight");
    for (size_t row = 0; row < tsv.rows; row++)
        for (size_t i = 0; i < question->plan->unit_count; i++)
            if (!strcmp(question->plan->units[i].shown, tc_tsv_cell(&tsv, row, word)))
                question->word_weight[i] = strtod(tc_tsv_cell(&tsv, row, weight), NULL);
    tc_tsv_fini(&tsv);
}

static void list_pairs(struct tc_feature_question *question, size_t distance, struct tc_pairs *ret)
{
    const struct tc_plan *plan = question->plan;
    double most = log(1 + tc_reader_count(plan->archive->reader) / 0.5);
    memset(ret->at, 0xFF, sizeof ret->at);
    for (size_t i = 0; i + distance < plan->sequence_count && ret->count < TC_PAIRS_MAX; i++) {
        uint16_t a = plan->sequence[i], b = plan->sequence[i + distance];
        if (ret->at[a][b] >= 0)
            continue;
        ret->at[a][b] = (int16_t)ret->count;
        double mean = (plan->units[a].idf + plan->units[b].idf) / 2;
        double weight = sqrt(question->word_weight[a] * question->word_weight[b]);
        ret->items[ret->count++] = (struct tc_pair){a, b, weight, weight * mean, fmin(mean + 1, most)};
    }
}

void tc_feature_question_init(struct tc_feature_question *question, const struct tc_plan *plan)
{
    *question = (struct tc_feature_question){.plan = plan};
    struct tc_reader *reader = plan->archive->reader;
    weigh_words(question);
    for (size_t i = 0; i < plan->unit_count; i++) {
        question->weight[i] = question->word_weight[i] * plan->units[i].idf;
        question->total += question->weight[i];
        question->total_squares += question->weight[i] * question->weight[i];
    }
    list_pairs(question, 1, &question->pairs);
    list_pairs(question, 2, &question->skips);
    for (size_t i = 0; i < question->pairs.count; i++) {
        question->total_pairs += question->pairs.items[i].sp;
        question->total_pair_gidf += question->pairs.items[i].weight * question->pairs.items[i].gidf;
    }
    question->average_length = fmax(tc_reader_average_length(reader), 1);
    question->all_tokens = question->average_length * fmax(tc_reader_count(reader), 1);
    question->article_id = tc_reader_term_id(reader, "điều", strlen("điều"));
}

void tc_feature_question_fini(struct tc_feature_question *question)
{
    free(question->facts);
    *question = (struct tc_feature_question){0};
}

// --- terms of titles

// The kind of act that a document number names, by the code behind its year.
static enum fact act_of(const char *term, size_t len)
{
    const char *slash = memchr(term, '/', len), *end = term + len;
    if (!slash || end - slash < 7 || !isdigit((unsigned char)*term) || slash[5] != '/')
        return FACT_WORD;
    for (int i = 1; i <= 4; i++)
        if (!isdigit((unsigned char)slash[i]))
            return FACT_WORD;
    const char *code = slash + 6;
    if ((size_t)(end - code) >= strlen("nđ") && !memcmp(code, "nđ", strlen("nđ")))
        return FACT_DECREE;
    return !strncmp(code, "tt", 2) ? FACT_CIRCULAR : FACT_ACT;
}

static const struct tc_term_facts *facts_of(struct tc_feature_question *question, uint32_t id)
{
    static const struct tc_term_facts unknown = {0, FACT_WORD};
    if (id >= question->fact_count) {
        size_t count = (size_t)id * 2 + 4096;
        question->facts = tc_xrealloc(question->facts, count, sizeof *question->facts);
        memset(question->facts + question->fact_count, 0, (count - question->fact_count) * sizeof *question->facts);
        question->fact_count = count;
    }
    struct tc_term_facts *facts = &question->facts[id];
    if (facts->kind)
        return facts;
    struct tc_reader *reader = question->plan->archive->reader;
    size_t len;
    const char *term = tc_reader_term(reader, id, &len);
    if (!term)
        return &unknown;
    bool is_digits = len > 0;
    for (size_t i = 0; i < len && is_digits; i++)
        is_digits = isdigit((unsigned char)term[i]);
    facts->kind = (uint8_t)(is_digits ? FACT_DIGITS : act_of(term, len));
    facts->idf = (float)idf(tc_reader_term_freq(reader, id), tc_reader_count(reader));
    return facts;
}

static void look_at_title(struct tc_feature_question *question, const struct tc_occurrences *occurrences,
                          uint64_t in_title, double *values)
{
    uint32_t words = occurrences->title_tokens;
    double all = 0, said = 0;
    for (size_t i = 0; i < words && i < occurrences->head_count; i++) {
        const struct tc_term_facts *facts = facts_of(question, occurrences->head[i]);
        if (facts->kind != FACT_DIGITS && !(i < ARTICLE_WORDS && occurrences->head[i] == question->article_id))
            all += facts->idf;
    }
    for (size_t i = 0; i < question->plan->unit_count; i++)
        said += in_title >> i & 1 ? question->plan->units[i].idf : 0;
    values[TC_FEATURE_TITLE_SHARE] = all > 0 ? fmin(said / all, 1) : 0;
    values[TC_FEATURE_LOG_TITLE] = log(words + 1.0);
    for (size_t i = 0; i < words + ACT_WORDS && i < occurrences->head_count; i++) {
        uint8_t kind = facts_of(question, occurrences->head[i])->kind;
        if (kind < FACT_DECREE)
            continue;
        values[TC_FEATURE_DECREE] = kind == FACT_DECREE;
        values[TC_FEATURE_CIRCULAR] = kind == FACT_CIRCULAR;
        break;
    }
}

// --- one candidate

struct sight { // what one walk over the occurrences gathers
    uint32_t tf[TC_PLAN_UNITS_MAX];
    uint16_t title_pairs[TC_PAIRS_MAX];
    uint64_t present, in_title, in_head;
};

static void count_pairs(const struct tc_feature_question *question, const struct tc_occurrences *occurrences,
                        struct sight *sight, struct tc_feature_counts *ret)
{
    uint32_t title = occurrences->title_start, title_end = title + occurrences->title_tokens;
    for (size_t i = 0; i < occurrences->count; i++) {
        const struct tc_occurrence *a = &occurrences->items[i];
        bool a_in_title = a->position - title < occurrences->title_tokens;
        sight->tf[a->unit]++;
        sight->present |= UINT64_C(1) << a->unit;
        if (a_in_title)
            sight->in_title |= UINT64_C(1) << a->unit;
        if (a->position < title_end + HEAD_WORDS)
            sight->in_head |= UINT64_C(1) << a->unit;
        for (size_t j = i + 1; j < occurrences->count; j++) {
            const struct tc_occurrence *b = &occurrences->items[j];
            uint32_t distance = b->position - a->position;
            if (distance > NEAR_DISTANCE)
                break;
            int16_t pair = question->pairs.at[a->unit][b->unit], back = question->pairs.at[b->unit][a->unit];
            bool b_in_title = b->position - title < occurrences->title_tokens;
            if (pair >= 0 && distance == 1 && a_in_title == b_in_title) {
                ret->bigrams[pair]++;
                sight->title_pairs[pair] += a_in_title;
            }
            if (pair >= 0 || back >= 0)
                ret->near[pair >= 0 ? pair : back]++;
            int16_t skip = question->skips.at[a->unit][b->unit];
            if (skip >= 0 && distance <= SKIP_DISTANCE)
                ret->skips[skip]++;
        }
    }
}

// The best weight of different words within `width` tokens; with pairs also of neighbours that lie inside.
static double best_window(const struct tc_feature_question *question, const struct tc_occurrences *occurrences,
                          uint32_t width, bool with_pairs)
{
    uint32_t words[TC_PLAN_UNITS_MAX] = {0}, pairs[TC_PAIRS_MAX] = {0};
    double weight = 0, best = 0;
    const struct tc_occurrence *items = occurrences->items;
    for (size_t first = 0, last = 0; last < occurrences->count; last++) {
        uint16_t unit = items[last].unit;
        if (!words[unit]++)
            weight += question->weight[unit];
        while (items[last].position - items[first].position >= width) {
            if (!--words[items[first].unit])
                weight -= question->weight[items[first].unit];
            int16_t pair = question->pairs.at[items[first].unit][items[first + 1].unit];
            if (with_pairs && pair >= 0 && items[first].position + 1 == items[first + 1].position && first + 1 < last &&
                !--pairs[pair])
                weight -= question->pairs.items[pair].sp;
            first++;
        }
        if (with_pairs && last > first && items[last - 1].position + 1 == items[last].position) {
            int16_t pair = question->pairs.at[items[last - 1].unit][unit];
            if (pair >= 0 && !pairs[pair]++)
                weight += question->pairs.items[pair].sp;
        }
        best = fmax(best, weight);
    }
    return best;
}

// Most words of the question that follow each other in the document as they do there.
static uint32_t longest_run(const struct tc_plan *plan, const struct tc_occurrences *occurrences)
{
    uint16_t lengths[2][TC_PLAN_SEQUENCE_MAX + 1] = {{0}};
    uint32_t best = 0, before = UINT32_MAX - 1;
    for (size_t i = 0; i < occurrences->count; i++) {
        const struct tc_occurrence *now = &occurrences->items[i];
        uint16_t *old = lengths[i & 1], *fresh = lengths[(i + 1) & 1];
        bool goes_on = before + 1 == now->position;
        for (size_t k = 0; k < plan->sequence_count; k++) {
            fresh[k + 1] = plan->sequence[k] != now->unit ? 0 : goes_on ? (uint16_t)(old[k] + 1) : 1;
            if (fresh[k + 1] > best)
                best = fresh[k + 1];
        }
        before = now->position;
    }
    return best;
}

static void cover(const struct tc_feature_question *question, const struct sight *sight,
                  const struct tc_feature_counts *counts, double *values)
{
    double squares = 0, head = 0, pairs = 0;
    for (size_t i = 0; i < question->plan->unit_count; i++) {
        if (sight->present >> i & 1)
            squares += question->weight[i] * question->weight[i];
        if (sight->in_head >> i & 1)
            head += question->weight[i];
    }
    for (size_t i = 0; i < question->pairs.count; i++)
        if (counts->bigrams[i])
            pairs += question->pairs.items[i].weight * question->pairs.items[i].gidf;
    values[TC_FEATURE_COVER2] = question->total_squares > 0 ? squares / question->total_squares : 0;
    values[TC_FEATURE_HEAD_COVER] = question->total > 0 ? head / question->total : 0;
    values[TC_FEATURE_BIGRAM_COVER] = question->total_pair_gidf > 0 ? pairs / question->total_pair_gidf : 0;
}

static double likelihood(const struct tc_feature_question *question, const struct sight *sight, double tokens)
{
    double sum = 0;
    for (size_t i = 0; i < question->plan->unit_count; i++) {
        double background = DIRICHLET * fmax(1, question->plan->units[i].doc_freq) / question->all_tokens;
        sum += question->word_weight[i] * log((sight->tf[i] + background) / (tokens + DIRICHLET));
    }
    return sum;
}

void tc_feature_count(struct tc_feature_question *question, const struct tc_occurrences *occurrences,
                      struct tc_feature_counts *ret)
{
    struct sight sight = {0};
    double *values = ret->values, weights = question->total > 0 ? question->total : 1;
    memset(ret, 0, sizeof *ret);
    ret->length_factor = length_factor(occurrences->tokens / question->average_length);
    count_pairs(question, occurrences, &sight, ret);
    look_at_title(question, occurrences, sight.in_title, values);
    cover(question, &sight, ret, values);
    for (size_t i = 0; i < question->pairs.count; i++)
        values[TC_FEATURE_TITLE_BIGRAM] +=
            question->pairs.items[i].weight * question->pairs.items[i].gidf *
            saturated(sight.title_pairs[i], length_factor((double)occurrences->title_tokens / AVERAGE_TITLE));
    values[TC_FEATURE_WINDOW30] = best_window(question, occurrences, 30, false) / weights;
    values[TC_FEATURE_WINDOW60] = best_window(question, occurrences, 60, false) / weights;
    values[TC_FEATURE_WINDOW40B] = best_window(question, occurrences, 40, true) / (weights + question->total_pairs);
    values[TC_FEATURE_RUN] = longest_run(question->plan, occurrences);
    values[TC_FEATURE_LM] = likelihood(question, &sight, occurrences->tokens);
}

// --- all candidates

static void add_pairs(const struct tc_pairs *pairs, size_t offset, enum tc_feature feature,
                      struct tc_feature_counts *counts, size_t count)
{
    for (size_t p = 0; p < pairs->count; p++) {
        size_t with = 0;
        for (size_t i = 0; i < count; i++)
            with += ((const uint16_t *)((const char *)&counts[i] + offset))[p] > 0;
        if (!with)
            continue;
        double weight = pairs->items[p].weight * idf((double)with, (double)count);
        for (size_t i = 0; i < count; i++) {
            uint16_t tf = ((const uint16_t *)((const char *)&counts[i] + offset))[p];
            if (tf)
                counts[i].values[feature] += weight * saturated(tf, counts[i].length_factor);
        }
    }
}

void tc_feature_finish(const struct tc_feature_question *question, struct tc_feature_counts *counts, size_t count)
{
    add_pairs(&question->pairs, offsetof(struct tc_feature_counts, bigrams), TC_FEATURE_BIGRAM, counts, count);
    add_pairs(&question->skips, offsetof(struct tc_feature_counts, skips), TC_FEATURE_SKIP, counts, count);
    add_pairs(&question->pairs, offsetof(struct tc_feature_counts, near), TC_FEATURE_NEAR, counts, count);
}
