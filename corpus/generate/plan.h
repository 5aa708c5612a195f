// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TC_GEN_PLAN_H
#define TC_GEN_PLAN_H
// What documents there will be, in order of time: headers, and who rests on whom. The texts are made from this
// afterwards, one by one, so that a document may cite and quote any earlier one without keeping its text.

#include "people.h"

enum tc_gen_type {
    GEN_NQ,
    GEN_CT,
    GEN_KL,
    GEN_TB,
    GEN_QD,
    GEN_QYD,
    GEN_HD,
    GEN_BC,
    GEN_KH,
    GEN_CTR,
    GEN_DA,
    GEN_CV,
    GEN_TTR,
    GEN_S_NQ, // State types from here on
    GEN_S_QD, // normative, with the year in its number
    GEN_S_QDI,
    GEN_S_KH,
    GEN_S_BC,
    GEN_S_CT,
    GEN_S_CV,
    GEN_TIN, // a news report
    GEN_TYPES
};

struct tc_gen_kind {
    const char *word, *code;
    bool normative;  // `07/2022/QĐ-UBND`
    unsigned weight; // how often it comes by itself
    unsigned length; // percent of the usual length
};
extern const struct tc_gen_kind tc_gen_kinds[GEN_TYPES];

enum tc_gen_role {
    GEN_ALONE,
    GEN_IMPLEMENTS, // a programme or plan for `parent`
    GEN_GUIDES,
    GEN_REVIEWS,   // a report on the years since `parent`
    GEN_CONCLUDES, // a conclusion on the report `parent` about `root`
    GEN_FOLLOWS,   // what became of task `task` of `parent`
    GEN_AMENDS,    // changes a part of `parent`
    GEN_REPLACES,
    GEN_REPEALS,
    GEN_TELLS, // news about `parent`
};

// How a text came out of another one.
enum tc_gen_variant {
    GEN_ORIGINAL,
    GEN_DRAFT,   // before it was signed: no number
    GEN_COPY,    // the same document once more, typed differently
    GEN_REISSUE, // the same text under a new number and date
    GEN_REVISED, // some paragraphs changed, dropped, added or moved; replaces the first
};

#define GEN_NONE UINT32_MAX // no document
enum { GEN_REFS = 3 };

struct tc_gen_doc {
    uint64_t seed; // of the text
    int day;
    uint32_t parent, root, origin; // places in the plan, or GEN_NONE; `origin` of a variant
    uint32_t refs[GEN_REFS];       // others that it cites, or GEN_NONE
    struct tc_gen_body body;
    uint16_t number; // 0: none
    uint16_t topic, title;
    uint8_t type, role, variant, task;
    uint8_t central; // place among the central documents + 1; 0: none
};

struct tc_gen_plan {
    struct tc_gen_doc *doc;
    uint32_t count;
    uint64_t seed;
    uint32_t mean; // bytes of a usual document
};

struct tc_gen_plan tc_gen_plan(uint64_t seed, uint32_t count, uint32_t mean);
void tc_gen_plan_fini(struct tc_gen_plan *plan);

// The terms of provincial committees, 0 from 2000; the Roman number of that congress in the province.
int tc_gen_term(int day);
const char *tc_gen_congress(unsigned province, int term);
// `05-NQ/TU`, `07/2022/QĐ-UBND`: what the document calls itself.
void tc_gen_add_number(struct tc_gen_text *text, const struct tc_gen_doc *doc);
// The same with the date where the number alone is not unique.
void tc_gen_add_key(struct tc_gen_text *text, const struct tc_gen_doc *doc);
void tc_gen_add_iso(struct tc_gen_text *text, int day);
// What the document is about, without its type word: `về ...`. Does not name other documents.
void tc_gen_add_subject(struct tc_gen_text *text, const struct tc_gen_doc *doc);
// The path below the output folder, `fold` letters only.
void tc_gen_add_path(struct tc_gen_text *text, const struct tc_gen_plan *plan, uint32_t index);
// How many tasks a document assigns.
unsigned tc_gen_task_count(const struct tc_gen_doc *doc);

#endif
