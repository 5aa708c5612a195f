// SPDX-License-Identifier: GPL-3.0-or-later
// What the re-ranker looks at: features of one candidate, from its forward stream. Chosen and weighted on judged
// questions (see tests/bench/ranking.md): a linear sum of features that are standardised within the candidates of one
// question.
#ifndef TC_SEARCH_RANK_FEATURES_H
#define TC_SEARCH_RANK_FEATURES_H

#include "associations.h"

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
    TC_FEATURE_RUN,       // longest run of the question found word for word
    TC_FEATURE_LOG_TITLE, // length of the title
    TC_FEATURE_TRANS_LM,  // likelihood of the question, with associated words (associations.h)
    TC_FEATURE_TRANS_BEST,
    TC_FEATURE_TRANS_MISSING,
    TC_FEATURE_KIN, // how many candidates belong to the same act: the more of it, the likelier it is the one meant
    TC_FEATURES
};
// Name and weights of each, in the order of the ids: of the standardised value, and of standing out, which is the
// eighth power of where it lies between the least (0) and the greatest (1) of the candidates. The weights of long
// questions; with up to TC_FEW_WORDS words those that is_long names are left out, so that the words typed decide.
extern const struct tc_feature_weight {
    const char *name;
    double weight, peak;
    bool is_long;
} tc_feature_weights[TC_FEATURES];

enum { TC_PAIRS_MAX = 128, TC_FEW_WORDS = 4 };

struct tc_pair {
    uint16_t first, second; // units
    double weight;          // of the words
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
    double total, total_squares;
    double average_length, all_tokens, documents;
    struct tc_pairs pairs, skips;
    struct tc_associations associations;
    uint32_t article_id; // term id of "điều"
};
// Asks the scanner for what else is to be counted.
void tc_feature_question_init(struct tc_feature_question *question, const struct tc_plan *plan,
                              struct tc_scanner *scanner);
void tc_feature_question_fini(struct tc_feature_question *question);

// Counts of one candidate that wait for how many candidates have each pair.
struct tc_feature_counts {
    uint16_t bigrams[TC_PAIRS_MAX], skips[TC_PAIRS_MAX], near[TC_PAIRS_MAX], title[TC_PAIRS_MAX];
    double length_factor, title_factor; // of BM25
    bool has_title;
    uint32_t act; // term id of the number of the act it belongs to; UINT32_MAX: none
    double weak;  // share of the question that it has only in weaker spellings
    double values[TC_FEATURES];
};
void tc_feature_count(struct tc_feature_question *question, const struct tc_occurrences *occurrences,
                      struct tc_feature_counts *ret);
// Fills in what depends on all candidates.
void tc_feature_finish(const struct tc_feature_question *question, struct tc_feature_counts *counts, size_t count);

// All of it: the features of every candidate, which are marked as scanned.
struct tc_candidate;
enum tc_status tc_features_of(struct tc_plan *plan, struct tc_candidate *items, size_t count,
                              struct tc_feature_counts *ret, struct tc_error *err);

#endif
