// SPDX-License-Identifier: GPL-3.0-or-later
#include "rank_features.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct tc_feature_weight tc_feature_weights[TC_FEATURES] = {
    [TC_FEATURE_BIGRAM] = {"bigram", 0.027, 0.017, false},
    [TC_FEATURE_SKIP] = {"skip", 0.082, 0.030, false},
    [TC_FEATURE_NEAR] = {"near", 0.066, 0.000, false},
    [TC_FEATURE_TITLE_BIGRAM] = {"title_bigram", 0.104, 0.129, false},
    [TC_FEATURE_TITLE_SHARE] = {"title_share", 0.153, 0.192, false},
    [TC_FEATURE_COVER2] = {"cover2", 0.000, 0.089, false},
    [TC_FEATURE_BIGRAM_COVER] = {"bigram_cover", 0.289, 0.050, false},
    [TC_FEATURE_HEAD_COVER] = {"head_cover", 0.140, 0.087, false},
    [TC_FEATURE_WINDOW30] = {"window30", 0.000, 0.111, false},
    [TC_FEATURE_WINDOW60] = {"window60", 0.000, 0.190, false},
    [TC_FEATURE_RUN] = {"run", 0.027, 0.157, false},
    [TC_FEATURE_LOG_TITLE] = {"log_title", -0.483, 0.000, true},
    [TC_FEATURE_TRANS_LM] = {"trans_lm", 0.342, 0.052, false},
    [TC_FEATURE_TRANS_BEST] = {"trans_best", 0.053, 0.077, true},
    [TC_FEATURE_TRANS_MISSING] = {"trans_missing", 0.308, 0.001, true},
    [TC_FEATURE_KIN] = {"kin", 0.513, 0.051, false},
};

enum {
    SKIP_DISTANCE = 3,
    NEAR_DISTANCE = 8,
    HEAD_WORDS = 60,
    ACT_WORDS = 40,    // behind the title, in which the number of an act stands
    ARTICLE_WORDS = 8, // in which "Điều" numbers a title
    AVERAGE_TITLE = 12 // words
};

enum fact { FACT_NONE, FACT_WORD, FACT_DIGITS, FACT_ACT };

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

static void list_pairs(struct tc_feature_question *question, size_t distance, struct tc_pairs *ret)
{
    const struct tc_plan *plan = question->plan;
    memset(ret->at, 0xFF, sizeof ret->at);
    for (size_t i = 0; i + distance < plan->sequence_count && ret->count < TC_PAIRS_MAX; i++) {
        uint16_t a = plan->sequence[i], b = plan->sequence[i + distance];
        if (ret->at[a][b] >= 0)
            continue;
        ret->at[a][b] = (int16_t)ret->count;
        double weight = sqrt(plan->units[a].weight * plan->units[b].weight);
        ret->items[ret->count++] = (struct tc_pair){a, b, weight};
    }
}

void tc_feature_question_init(struct tc_feature_question *question, const struct tc_plan *plan,
                              struct tc_scanner *scanner)
{
    *question = (struct tc_feature_question){.plan = plan};
    struct tc_reader *reader = plan->archive->reader;
    for (size_t i = 0; i < plan->unit_count; i++) {
        question->weight[i] = plan->units[i].weight * plan->units[i].idf;
        question->total += question->weight[i];
        question->total_squares += question->weight[i] * question->weight[i];
    }
    list_pairs(question, 1, &question->pairs);
    list_pairs(question, 2, &question->skips);
    question->documents = fmax(tc_reader_count(reader), 1);
    question->average_length = fmax(tc_reader_average_length(reader), 1);
    question->all_tokens = question->average_length * question->documents;
    tc_associations_init(&question->associations, plan, scanner);
    question->article_id = tc_reader_term_id(reader, "điều", strlen("điều"));
}

void tc_feature_question_fini(struct tc_feature_question *question)
{
    tc_associations_fini(&question->associations);
    *question = (struct tc_feature_question){0};
}

// --- terms of titles

// Is it the number of an act with a year: 32/2004/qh11?
static bool is_act(const char *term, size_t len)
{
    const char *slash = memchr(term, '/', len), *end = term + len;
    if (!slash || end - slash < 7 || !isdigit((unsigned char)*term) || slash[5] != '/')
        return false;
    for (int i = 1; i <= 4; i++)
        if (!isdigit((unsigned char)slash[i]))
            return false;
    return true;
}

static const struct tc_term_facts *facts_of(const struct tc_feature_question *question, uint32_t id)
{
    static const struct tc_term_facts unknown = {0, FACT_WORD};
    struct tc_archive *archive = question->plan->archive;
    if (id >= archive->fact_count) {
        size_t count = (size_t)id * 2 + 4096;
        archive->facts = tc_xrealloc(archive->facts, count, sizeof *archive->facts);
        memset(archive->facts + archive->fact_count, 0, (count - archive->fact_count) * sizeof *archive->facts);
        archive->fact_count = count;
    }
    struct tc_term_facts *facts = &archive->facts[id];
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
    facts->kind = is_digits ? FACT_DIGITS : is_act(term, len) ? FACT_ACT : FACT_WORD;
    facts->idf = (float)idf(tc_reader_term_freq(reader, id), tc_reader_count(reader));
    return facts;
}

static void look_at_title(struct tc_feature_question *question, const struct tc_occurrences *occurrences,
                          uint64_t in_title, struct tc_feature_counts *ret)
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
    ret->values[TC_FEATURE_TITLE_SHARE] = all > 0 ? said / all : 0;
    ret->values[TC_FEATURE_LOG_TITLE] = log(words + 1.0);
    ret->has_title = words > 0;
    ret->act = UINT32_MAX;
    for (size_t i = 0; i < words + ACT_WORDS && i < occurrences->head_count && ret->act == UINT32_MAX; i++)
        if (facts_of(question, occurrences->head[i])->kind == FACT_ACT)
            ret->act = occurrences->head[i];
}

// --- one candidate

struct sight { // what one walk over the occurrences gathers
    uint64_t present, own, in_title, in_head;
};

static void count_pairs(const struct tc_feature_question *question, const struct tc_occurrences *occurrences,
                        struct sight *sight, struct tc_feature_counts *ret)
{
    uint32_t title = occurrences->title_start, title_end = title + occurrences->title_tokens;
    for (size_t i = 0; i < occurrences->count; i++) {
        const struct tc_occurrence *a = &occurrences->items[i];
        bool a_in_title = a->position - title < occurrences->title_tokens;
        sight->present |= UINT64_C(1) << a->unit;
        sight->own |= a->is_own ? UINT64_C(1) << a->unit : 0;
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
                ret->title[pair] += a_in_title;
            }
            if (pair >= 0 || back >= 0)
                ret->near[pair >= 0 ? pair : back]++;
            int16_t skip = question->skips.at[a->unit][b->unit];
            if (skip >= 0 && distance <= SKIP_DISTANCE)
                ret->skips[skip]++;
        }
    }
}

// The best share of different words within `width` tokens.
static double best_window(const struct tc_feature_question *question, const struct tc_occurrences *occurrences,
                          uint32_t width)
{
    uint32_t words[TC_PLAN_UNITS_MAX] = {0};
    double weight = 0, best = 0;
    const struct tc_occurrence *items = occurrences->items;
    for (size_t first = 0, last = 0; last < occurrences->count; last++) {
        if (!words[items[last].unit]++)
            weight += question->weight[items[last].unit];
        for (; items[last].position - items[first].position >= width; first++)
            if (!--words[items[first].unit])
                weight -= question->weight[items[first].unit];
        best = fmax(best, weight);
    }
    return question->total > 0 ? best / question->total : 0;
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

static void cover(const struct tc_feature_question *question, const struct sight *sight, struct tc_feature_counts *ret)
{
    double squares = 0, head = 0, weak = 0;
    for (size_t i = 0; i < question->plan->unit_count; i++) {
        if (sight->present >> i & 1)
            squares += question->weight[i] * question->weight[i];
        if (sight->in_head >> i & 1)
            head += question->weight[i];
        if ((sight->present & ~sight->own) >> i & 1)
            weak += question->weight[i];
    }
    ret->values[TC_FEATURE_COVER2] = question->total_squares > 0 ? squares / question->total_squares : 0;
    ret->values[TC_FEATURE_HEAD_COVER] = question->total > 0 ? head / question->total : 0;
    ret->weak = question->total > 0 ? weak / question->total : 0;
}

void tc_feature_count(struct tc_feature_question *question, const struct tc_occurrences *occurrences,
                      struct tc_feature_counts *ret)
{
    struct sight sight = {0};
    struct tc_association_scores associations;
    double *values = ret->values;
    memset(ret, 0, sizeof *ret);
    ret->length_factor = length_factor(occurrences->tokens / question->average_length);
    ret->title_factor = length_factor((double)occurrences->title_tokens / AVERAGE_TITLE);
    count_pairs(question, occurrences, &sight, ret);
    look_at_title(question, occurrences, sight.in_title, ret);
    cover(question, &sight, ret);
    values[TC_FEATURE_WINDOW30] = best_window(question, occurrences, 30);
    values[TC_FEATURE_WINDOW60] = best_window(question, occurrences, 60);
    values[TC_FEATURE_RUN] = longest_run(question->plan, occurrences);
    tc_associations_score(&question->associations, occurrences, ret->length_factor, question->documents,
                          question->all_tokens, &associations);
    values[TC_FEATURE_TRANS_LM] = associations.likelihood;
    values[TC_FEATURE_TRANS_BEST] = associations.best;
    values[TC_FEATURE_TRANS_MISSING] = associations.missing;
}

// --- all candidates

static const uint16_t *pair_counts(const struct tc_feature_counts *counts, size_t offset)
{
    return (const uint16_t *)((const char *)counts + offset);
}

// Each kind of pair has its idf among the candidates: no frequency of pairs need be kept in the index.
static void add_pairs(const struct tc_pairs *pairs, size_t offset, enum tc_feature feature,
                      struct tc_feature_counts *counts, size_t count)
{
    for (size_t p = 0; p < pairs->count; p++) {
        size_t with = 0;
        for (size_t i = 0; i < count; i++)
            with += pair_counts(&counts[i], offset)[p] > 0;
        double weight = pairs->items[p].weight * idf((double)with, (double)count);
        for (size_t i = 0; with && i < count; i++) {
            uint16_t tf = pair_counts(&counts[i], offset)[p];
            if (tf)
                counts[i].values[feature] += weight * saturated(tf, counts[i].length_factor);
        }
    }
}

// Share of the question's neighbours, and those in the title, by the same idf.
static void cover_pairs(const struct tc_pairs *pairs, struct tc_feature_counts *counts, size_t count)
{
    double total = 0;
    for (size_t p = 0; p < pairs->count; p++) {
        size_t with = 0;
        for (size_t i = 0; i < count; i++)
            with += counts[i].bigrams[p] > 0;
        double weight = pairs->items[p].weight * idf((double)with, (double)count);
        total += weight;
        for (size_t i = 0; i < count; i++) {
            if (counts[i].bigrams[p])
                counts[i].values[TC_FEATURE_BIGRAM_COVER] += weight;
            if (counts[i].title[p])
                counts[i].values[TC_FEATURE_TITLE_BIGRAM] +=
                    weight * saturated(counts[i].title[p], counts[i].title_factor);
        }
    }
    for (size_t i = 0; i < count && total > 0; i++)
        counts[i].values[TC_FEATURE_BIGRAM_COVER] /= total;
}

static void count_kin(struct tc_feature_counts *counts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t kin = 0;
        for (size_t k = 0; k < count && counts[i].act != UINT32_MAX; k++)
            kin += counts[k].act == counts[i].act;
        counts[i].values[TC_FEATURE_KIN] = kin ? log((double)kin) : 0;
    }
}

// A document without a title is neither long nor short there.
static void level_titles(struct tc_feature_counts *counts, size_t count)
{
    double sum = 0;
    size_t titled = 0;
    for (size_t i = 0; i < count; i++)
        if (counts[i].has_title) {
            sum += counts[i].values[TC_FEATURE_LOG_TITLE];
            titled++;
        }
    for (size_t i = 0; i < count; i++)
        if (!counts[i].has_title)
            counts[i].values[TC_FEATURE_LOG_TITLE] = titled ? sum / (double)titled : 0;
}

void tc_feature_finish(const struct tc_feature_question *question, struct tc_feature_counts *counts, size_t count)
{
    add_pairs(&question->pairs, offsetof(struct tc_feature_counts, bigrams), TC_FEATURE_BIGRAM, counts, count);
    add_pairs(&question->skips, offsetof(struct tc_feature_counts, skips), TC_FEATURE_SKIP, counts, count);
    add_pairs(&question->pairs, offsetof(struct tc_feature_counts, near), TC_FEATURE_NEAR, counts, count);
    cover_pairs(&question->pairs, counts, count);
    count_kin(counts, count);
    level_titles(counts, count);
}
