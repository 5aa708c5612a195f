// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TC_GEN_PAGE_H
#define TC_GEN_PAGE_H
// One document as text, with what was planted in it. Offsets are bytes of the finished text, which is UTF-8 and NFC.

#include "data.h"
#include "plan.h"

enum { GEN_TARGETS = GEN_REFS + 4 };

enum tc_gen_relation {
    GEN_REL_REFERS,
    GEN_REL_BASIS,
    GEN_REL_IMPLEMENTS,
    GEN_REL_AMENDS,
    GEN_REL_REPLACES,
    GEN_REL_REPEALS,
    GEN_REL_GUIDES,
    GEN_REL_REVIEWS,
};
extern const char *const tc_gen_relations[];

// What a page may cite: an earlier document of the plan, or a central one.
struct tc_gen_target {
    uint32_t doc; // or GEN_NONE
    const struct tc_gen_central *central;
    bool by_name; // a central one, called by its name rather than its number
    bool written; // once in full already
};

struct tc_gen_cite {
    size_t start, end;
    struct tc_gen_target target;
    enum tc_gen_relation relation;
    char provision[16];
    bool malformed;
    struct tc_gen_text key; // of a law or a congress, which are no target; owned
};

struct tc_gen_span {
    size_t start, end;
};

struct tc_gen_task {
    size_t start, end;
    struct tc_gen_text agency, with, deed; // owned; `with` may be empty
    int deadline;                          // day
    bool quarter;                          // written as a quarter of a year
};

// A passage that comes from an earlier document.
struct tc_gen_passage {
    size_t start, end;
    uint32_t source;
    unsigned statement;
    const char *how;
    struct tc_gen_text original; // owned
};

// What was done to a paragraph of a revised document.
struct tc_gen_change {
    const char *kind; // changed, added, replaced
    struct tc_gen_text before, after;
};

struct tc_gen_page {
    const struct tc_gen_plan *plan;
    uint32_t index, content; // `content`: the document whose words these are
    struct tc_gen_text text;
    struct tc_gen_target target[GEN_TARGETS];
    unsigned target_count, free_count; // the first `free_count` may be cited anywhere
    struct tc_gen_cite *cite;
    struct tc_gen_task *task;
    struct tc_gen_passage *passage;
    struct tc_gen_change *change;
    struct tc_gen_span *mention; // what sounds like a citation and names nothing
    unsigned mention_count;
    unsigned cite_count, task_count, passage_count, change_count;
    struct tc_gen_text title, author, planted;
    const char *signed_as, *signer_role;
    struct tc_gen_text signer;
    struct tc_gen_list recipients; // strings of the program, array owned
};

// Writes document `index`. Freed by tc_gen_page_fini.
void tc_gen_page(struct tc_gen_page *retpage, const struct tc_gen_plan *plan, uint32_t index);
void tc_gen_page_fini(struct tc_gen_page *page);

// --- cite.c
// Writes target `which`; in full the first time, shorter later. `provision` may name a part of it.
void tc_gen_add_cite(struct tc_gen_page *page, struct tc_gen_rng *rng, unsigned which, enum tc_gen_relation relation,
                     bool provision);
// The same always in full with the date, and the issuer after it.
void tc_gen_add_cite_full(struct tc_gen_page *page, struct tc_gen_rng *rng, unsigned which,
                          enum tc_gen_relation relation);
// A law of the time of the document, sometimes with an article of it; the resolution of its last congress.
void tc_gen_add_law(struct tc_gen_page *page, struct tc_gen_rng *rng, enum tc_gen_relation relation);
void tc_gen_add_congress(struct tc_gen_page *page, struct tc_gen_rng *rng, enum tc_gen_relation relation);
void tc_gen_add_mention(struct tc_gen_page *page, struct tc_gen_rng *rng);
// Two documents named before, as a list that shares the symbol (`Kế hoạch số 05, 07-KH/TU`); false where there are
// none.
bool tc_gen_add_pair(struct tc_gen_page *page, struct tc_gen_rng *rng, const char *before);
// The place of a document among the targets, or GEN_TARGETS.
unsigned tc_gen_target_of(const struct tc_gen_page *page, uint32_t doc);

// --- sentence.c
struct tc_gen_voice {
    struct tc_gen_page *page; // where citations are noted; NULL: sentences without citations
    struct tc_gen_text *out;
    const struct tc_gen_doc *doc;
    struct tc_gen_rng rng;
};
void tc_gen_add_sentence(struct tc_gen_voice *voice, enum tc_gen_part part);
void tc_gen_add_deadline(struct tc_gen_text *text, int day, unsigned how);
// Statement 0 or 1 of a document: two or three sentences that stand in its text and may be quoted by others.
unsigned tc_gen_statement_count(const struct tc_gen_doc *doc);
void tc_gen_add_statement(struct tc_gen_text *text, const struct tc_gen_doc *doc, unsigned which);
// Task `which` of a document, without offsets.
struct tc_gen_task tc_gen_task(const struct tc_gen_doc *doc, unsigned which);
// The invented name of a project that only this document (and its variants) has.
void tc_gen_add_planted(struct tc_gen_text *text, uint32_t index);

// --- sections.c
void tc_gen_add_body_text(struct tc_gen_page *page);

// --- variants.c
// A paragraph of a revised document; `paragraph` is what the first version says, without the line end.
void tc_gen_revise(struct tc_gen_page *page, struct tc_gen_rng *rng, size_t start);
void tc_gen_add_passage(struct tc_gen_page *page, struct tc_gen_rng *rng);

// --- gold.c
// One line of JSON about the page, with its line end.
void tc_gen_add_gold(struct tc_gen_text *out, const struct tc_gen_page *page);
void tc_gen_add_json(struct tc_gen_text *out, const char *bytes, size_t size);

#endif
