// SPDX-License-Identifier: GPL-3.0-or-later
#include "rank.h"
#include "rank_features.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// What having every word is worth, in standard deviations: nearly everything for a few words, a little in a question.
static const double ALL_OF_FEW = 4.0, ALL_OF_MANY = 0.3;
static const double OWN_DOCUMENT = 1e6;
static const double WEAK_SPELLING = 3.0; // what lacking the marks that were typed costs
static const double PEAK = 5;

static int by_score(const void *a, const void *b)
{
    const struct tc_candidate *x = a, *y = b;
    if (x->score < y->score || x->score > y->score)
        return x->score < y->score ? 1 : -1;
    if (x->bm25 < y->bm25 || x->bm25 > y->bm25)
        return x->bm25 < y->bm25 ? 1 : -1;
    return x->doc < y->doc ? -1 : x->doc > y->doc;
}

// Adds what one feature says: its standardised value, and how far it stands out. What is the same for all says nothing.
static void add_feature(const struct tc_feature_counts *counts, size_t count, enum tc_feature feature,
                        struct tc_candidate *items)
{
    double sum = 0, squares = 0, least = counts[0].values[feature], most = least;
    for (size_t i = 0; i < count; i++) {
        double value = counts[i].values[feature];
        sum += value;
        least = fmin(least, value);
        most = fmax(most, value);
    }
    double mean = sum / (double)count;
    for (size_t i = 0; i < count; i++)
        squares += (counts[i].values[feature] - mean) * (counts[i].values[feature] - mean);
    double deviation = sqrt(squares / (double)count);
    if (deviation < 1e-9)
        return;
    const struct tc_feature_weight *weight = &tc_feature_weights[feature];
    for (size_t i = 0; i < count; i++) {
        double place = (counts[i].values[feature] - least) / (most - least), square = place * place;
        double fourth = square * square;
        items[i].score +=
            weight->weight * (counts[i].values[feature] - mean) / deviation + weight->peak * PEAK * fourth * fourth;
    }
}

static void score(const struct tc_plan *plan, const struct tc_feature_counts *counts, struct tc_candidate *items,
                  size_t count)
{
    bool is_short = plan->unit_count - plan->meant_count <= TC_FEW_WORDS;
    for (size_t i = 0; i < count; i++)
        items[i].score = (items[i].has_all ? (is_short ? ALL_OF_FEW : ALL_OF_MANY) : 0) +
                         (items[i].is_own ? OWN_DOCUMENT : 0) - WEAK_SPELLING * counts[i].weak;
    for (int feature = 0; feature < TC_FEATURES; feature++)
        if (!is_short || !tc_feature_weights[feature].is_long)
            add_feature(counts, count, (enum tc_feature)feature, items);
}

static enum tc_status look(struct tc_feature_question *question, const struct tc_scanner *scanner,
                           struct tc_candidate *items, size_t count, struct tc_feature_counts *ret,
                           struct tc_error *err)
{
    const struct tc_plan *plan = question->plan;
    struct tc_occurrences occurrences = {0};
    enum tc_status status = TC_OK;
    for (size_t i = 0; i < count && status == TC_OK; i++) {
        struct tc_stream stream;
        status = tc_reader_stream(plan->archive->reader, items[i].doc, &stream, err);
        if (status != TC_OK)
            break;
        tc_scan(scanner, &stream, &occurrences);
        tc_feature_count(question, &occurrences, &ret[i]);
        items[i].present = occurrences.present;
        items[i].is_scanned = true;
    }
    tc_occurrences_fini(&occurrences);
    return status;
}

enum tc_status tc_features_of(struct tc_plan *plan, struct tc_candidate *items, size_t count,
                              struct tc_feature_counts *ret, struct tc_error *err)
{
    struct tc_feature_question *question = tc_xcalloc(1, sizeof *question);
    struct tc_scanner scanner;
    tc_scanner_init(&scanner, plan);
    tc_feature_question_init(question, plan, &scanner);
    enum tc_status status = look(question, &scanner, items, count, ret, err);
    if (status == TC_OK)
        tc_feature_finish(question, ret, count);
    tc_feature_question_fini(question);
    tc_scanner_fini(&scanner);
    free(question);
    return status;
}

enum tc_status tc_rerank(struct tc_plan *plan, struct tc_candidate *items, size_t count, struct tc_error *err)
{
    if (!count)
        return TC_OK;
    struct tc_feature_counts *counts = tc_xcalloc(count + 1, sizeof *counts);
    enum tc_status status = tc_features_of(plan, items, count, counts, err);
    if (status == TC_OK) {
        score(plan, counts, items, count);
        qsort(items, count, sizeof *items, by_score);
    }
    free(counts);
    return status;
}
