// SPDX-License-Identifier: GPL-3.0-or-later
// Earlier passages that say the same. Candidates come from the rare words of the passage over the inverted index; each
// is aligned with it syllable by syllable (align.h). What several documents repeat is one answer with its genealogy,
// oldest first: who had it first, who repeated it, who changed it and how. Answers are grouped by issuer and term of
// office (nhiệm kỳ).
#ifndef TC_SEARCH_PRECEDENT_H
#define TC_SEARCH_PRECEDENT_H

#include "align.h"
#include "bodies.h"
#include "difference.h"
#include "forms.h"
#include "resolve.h"

struct tc_precedent_source { // one document that has the wording
    struct tc_target by;
    struct tc_office_term term; // that its date falls in; name NULL: unknown
    double similarity;          // to the passage asked for, 0..1
    uint32_t start, end; // bytes of its text: the wording, and as much of its sentence as the passage has besides
    const char *text;    // those bytes
    struct tc_difference *differences; // from the one before it in the genealogy
    size_t difference_count;
    const char **copies; // ids of other copies of the same paper that say the same; NULL-terminated, or NULL
};
struct tc_precedent {
    uint32_t asked_start, asked_end; // bytes of what was asked: the passage this answers
    double similarity;
    const char *text; // of the best source
    size_t group;     // its place in tc_precedents.groups
    struct tc_precedent_span {
        uint32_t start, end; // bytes of text: wording shared with what was asked
    } * spans;
    size_t span_count;
    const char *full, *brief; // citation of the best source
    struct tc_precedent_source best;
    struct tc_precedent_source *sources; // all that have it, oldest first, the best among them
    size_t source_count;
};
struct tc_precedent_options {
    size_t limit;           // answers a passage; 0: 10
    double min_similarity;  // 0: 0.3
    const char *before;     // ISO date: only earlier documents; NULL: all
    const char *except_key; // papers of this key are left out: a draft is not its own precedent; NULL none
    size_t from;            // bytes of the text that are its head, and asked for nothing
    enum tc_layout layout;  // of the draft, and its date: the form of the citations
    const char *date;       // NULL: today
};
struct tc_precedents {
    struct tc_precedent *items; // by passage asked for, then best first
    size_t count;
    struct tc_precedent_group { // answers to one passage by one issuer in one term; by their first answer
        struct tc_office_term term;
        const char *issuer; // NULL unknown
    } * groups;
    size_t group_count;
};
// text is cut into passages (paragraphs of at least eight words; shorter text is one passage). Everything in arena.
enum tc_status tc_precedent_find(struct tc_reader *reader, const char *text, size_t len,
                                 const struct tc_precedent_options *options, struct tc_arena *arena,
                                 struct tc_precedents *ret, struct tc_error *err);
// {"passages":[{"id","key","title","date","issuer","place","term","text","spans","similarity","citation":{"full","short"},
// "asked":[s,e],"group","genealogy":[{…,"relation":"first"|"repeated"|"changed","difference":[{"was","is"}],"copies":[id]}]}],
// "groups":[{"calendar","term","issuer","passages":[n]}]}; group and passages are places in the other list.
json_t *tc_precedents_to_json(const struct tc_precedents *precedents);

#endif
