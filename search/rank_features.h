// SPDX-License-Identifier: GPL-3.0-or-later
// What the re-ranker looks at: features of one candidate, from its forward stream. Chosen and weighted on judged
// questions (see tests/bench/ranking.md): a linear sum of features that are standardised within the candidates of one
// question.
#ifndef TC_SEARCH_RANK_FEATURES_H
#define TC_SEARCH_RANK_FEATURES_H

#include "scan.h"

enum tc_feature {
    TC_FEATURE_BIGRAM,       // neighbours of the question, in order, BM25
    TC_FEATURE_SKIP,         // words with one between them in the question, in order, at most three apart
    TC_FEATURE_NEAR,         // neighbours in any order, at most eight apart
    TC_FEATURE_TITLE_BIGRAM, // neighbours in the title
    TC_FEATURE_TITLE_SHARE,  // how much of the title the question says
    TC_FEATURE_COVER2,       // share of the question's words, squared weights
    TC_FEATURE_BIGRAM_COVER, // share of its neighbours
    TC_FEATURE_HEAD_COVER,   // share of its words in the title and the 60 words behind it
    TC_FEATURE_WINDOW30,     // best share within 30 words
    TC_FEATURE_WINDOW60,
    TC_FEATURE_WINDOW40B, // within 40 words, neighbours counted too
    TC_FEATURE_RUN,       // longest run of the question found word for word
    TC_FEATURE_LOG_TITLE, // length of the title
    TC_FEATURE_LM,        // likelihood under a language model with Dirichlet smoothing
    TC_FEATURE_DECREE,    // rank of a legal act: law before decree before circular
    TC_FEATURE_CIRCULAR,
    TC_FEATURES
};
// Name and weight of each, in the order of the ids.
extern const struct tc_feature_weight {
    const char *name;
    double weight;
} tc_feature_weights[TC_FEATURES];

enum { TC_PAIRS_MAX = 128 };

struct tc_pair {
    uint16_t first, second; // units
    double weight;          // of the words
    double sp;              // weight × mean idf
    double gidf;            // idf in the archive
};
struct tc_pairs {
    struct tc_pair items[TC_PAIRS_MAX];
    size_t count;
    int16_t at[TC_PLAN_UNITS_MAX][TC_PLAN_UNITS_MAX]; // -1: no pair
};
// The question as the features see it.
struct tc_feature_question {
    const struct tc_plan *plan;
    double weight[TC_PLAN_UNITS_MAX]; // of a word × its idf
    double word_weight[TC_PLAN_UNITS_MAX];
    double total, total_squares, total_pairs, total_pair_gidf;
    double average_length, all_tokens;
    struct tc_pairs pairs, skips;
    uint32_t article_id; // term id of "điều"
    // What is known of terms met in titles, by id.
    struct tc_term_facts {
        float idf;
        uint8_t kind; // 0 not looked at
    } * facts;
    size_t fact_count;
};
void tc_feature_question_init(struct tc_feature_question *question, const struct tc_plan *plan);
void tc_feature_question_fini(struct tc_feature_question *question);

// Counts of one candidate that wait for how many candidates have each pair.
struct tc_feature_counts {
    uint16_t bigrams[TC_PAIRS_MAX], skips[TC_PAIRS_MAX], near[TC_PAIRS_MAX];
    double length_factor; // of BM25
    double values[TC_FEATURES];
};
void tc_feature_count(struct tc_feature_question *question, const struct tc_occurrences *occurrences,
                      struct tc_feature_counts *ret);
// Fills in what depends on all candidates.
void tc_feature_finish(const struct tc_feature_question *question, struct tc_feature_counts *counts, size_t count);

#endif
