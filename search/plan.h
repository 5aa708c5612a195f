// SPDX-License-Identifier: GPL-3.0-or-later
// A query made ready for one archive: its words as units with the terms of the index that they stand for, and the trees
// for the store.
#ifndef TC_SEARCH_PLAN_H
#define TC_SEARCH_PLAN_H

#include "archive.h"

enum {
    TC_PLAN_UNITS_MAX = 64,      // different words that search; of a longer question the rarest
    TC_PLAN_SEQUENCE_MAX = 512,  // words of the question in order
    TC_PLAN_VARIANTS_MAX = 64,   // spellings of one word
    TC_PLAN_EXPANSIONS_MAX = 200 // words that begin alike
};

struct tc_variant {
    uint32_t id; // of the forward stream; UINT32_MAX: only a posting
    uint32_t doc_freq;
    const char *term;
    uint32_t len;
    float factor; // share of the weight: 1 is the word itself
};
// A word of the question, once however often it stands there.
struct tc_unit {
    const char *shown, *folded;
    const char *meant; // the spelling that it was most likely meant as: shown, unless that lacks its marks
    struct tc_variant *variants;
    size_t variant_count;
    uint32_t doc_freq; // of its own spellings together, at most the archive
    double idf;
    double weight; // of the word in a question: words that ask weigh less than words that name; 1 in short queries
    uint32_t repeats;
    bool is_ranked; // a plain word: missing it is no exclusion
    bool is_meant;  // not typed: of what an abbreviation stands for
    uint64_t means; // an abbreviation: the units that together stand for it
    bool is_digits;
    struct tc_node *tree;
    struct tc_node *own, *weak; // of the tree: spellings of full weight, the others; NULL: none
};
// A word that was typed without its marks, or misspelt, and what it was probably meant as.
struct tc_restored {
    const struct tc_query_node *word;
    const char *meant;
    bool was_unknown;       // the archive lacks the word as typed, in any marks
    bool is_slip;           // not a form of what was typed, which the archive knows
    bool is_only_suggested; // the word is looked for as typed
};
// Documents that a number names, and those that cite it.
struct tc_plan_number {
    const struct tc_query_node *node;
    struct tc_node *own, *cites, *any; // NULL: none
};
struct tc_plan {
    struct tc_arena arena;
    struct tc_archive *archive;
    const struct tc_query *query;
    struct tc_unit units[TC_PLAN_UNITS_MAX];
    size_t unit_count;
    size_t meant_count;                      // of these not typed
    uint16_t sequence[TC_PLAN_SEQUENCE_MAX]; // units in the order of the question; phrases' words included
    size_t sequence_count;
    bool is_marked;               // the person types marks: a third of the known words or more have them
    struct tc_restored *restored; // plain words that were probably meant otherwise
    size_t restored_count;
    struct tc_plan_number numbers[8];
    size_t number_count;
    struct tc_node *all; // documents with every word, under every condition
    struct tc_node *any; // documents with some word, under every condition; NULL when that is the same
    bool has_lone_number;
    bool is_empty; // a condition that nothing can meet
};

// query and archive are borrowed.
enum tc_status tc_plan_init(struct tc_plan *plan, struct tc_archive *archive, const struct tc_query *query,
                            struct tc_error *err);
void tc_plan_fini(struct tc_plan *plan);

// --- nodes of the store's query, in an arena
struct tc_node *tc_plan_term(struct tc_arena *arena, const char *term, size_t len, double factor);
struct tc_node *tc_plan_join(struct tc_arena *arena, enum tc_op op, struct tc_node **children, size_t count);
struct tc_node *tc_plan_pair(struct tc_arena *arena, enum tc_op op, struct tc_node *a, struct tc_node *b);

// --- parts of the compiler
// Fills plan->restored from the archive's words and neighbours (store/neighbours.h). Never for numbers.
void tc_plan_restore(struct tc_plan *plan);
// What a word is looked for as; NULL when as typed.
const struct tc_restored *tc_plan_restored(const struct tc_plan *plan, const struct tc_query_node *word);
// Fills plan->is_marked.
void tc_plan_note_marks(struct tc_plan *plan);
// Does a word without marks stand for itself, because the query is typed with marks?
bool tc_plan_stands_as_typed(const struct tc_plan *plan, const struct tc_query_node *word);
// The terms of a word: exact ones, or every accented form of one typed without marks.
void tc_plan_spellings(struct tc_plan *plan, const struct tc_query_node *word, bool is_strict, struct tc_unit *ret);
struct tc_node *tc_plan_field(struct tc_plan *plan, const struct tc_query_node *node);
void tc_plan_number_init(struct tc_plan *plan, const struct tc_query_node *node, struct tc_plan_number *ret);
// A bare number (“so:44”) or one of a known form, of the document itself, and documents that cite one.
struct tc_node *tc_plan_own_number(struct tc_plan *plan, const struct tc_query_node *node);
struct tc_node *tc_plan_citing(struct tc_plan *plan, const struct tc_reference *reference);
// The terms of the index behind a prefix (TC_PREFIX_OWN_KEY, TC_PREFIX_CITES …) that fit a key; NULL when none does.
struct tc_node *tc_plan_key_terms(struct tc_arena *arena, struct tc_reader *reader, const char *prefix,
                                  const char *key);

#endif
