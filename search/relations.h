// SPDX-License-Identifier: GPL-3.0-or-later
// The citation graph over the index: the inverted index is the graph, so who cites what is a query.
#ifndef TC_SEARCH_RELATIONS_H
#define TC_SEARCH_RELATIONS_H

#include "resolve.h"

// One document that cites, and how: its citations of the key in text order.
struct tc_citing {
    struct tc_target by;
    enum tc_relation relation; // the strongest of them: what changes the other's standing comes first
    uint32_t depth;            // how often
    struct tc_citing_place {
        uint32_t start, end;                   // of the citation, bytes of the citing text
        uint32_t sentence_start, sentence_end; // of its sentence
        enum tc_relation relation;
        const char *provision; // NULL none
    } * places;
};

struct tc_citing_list {
    struct tc_resolution of; // what was asked for
    struct tc_citing *items; // newest first
    size_t count;
};

// ref: an id of a document or any spelling of a reference, in the archive or not. A citation without date counts only
// when, read where it stands, it can mean what was asked for. Everything in arena.
enum tc_status tc_citing_find(struct tc_reader *reader, const char *ref, struct tc_arena *arena,
                              struct tc_citing_list *ret, struct tc_error *err);
// Only those that amend, replace or repeal it (and all that they cite it for): few, where all may be thousands.
enum tc_status tc_citing_find_ending(struct tc_reader *reader, const char *ref, struct tc_arena *arena,
                                     struct tc_citing_list *ret, struct tc_error *err);

// A citation of a stored record (an element of its "citations") resolved where it stands; meta is that record's "meta".
enum tc_status tc_resolve_citation(struct tc_reader *reader, const json_t *citation, const json_t *meta,
                                   struct tc_arena *arena, struct tc_resolution *ret, struct tc_error *err);

// What a person asked for: an id of a document, or any spelling of a reference as in tc_resolve_text().
enum tc_status tc_resolve_asked(struct tc_reader *reader, const char *ref, struct tc_arena *arena,
                                struct tc_resolution *ret, struct tc_error *err);

// "refers" for unknown names.
enum tc_relation tc_relation_by_name(const char *name);
// The one that says more of two documents: repeals, replaces, amends, then the rest in the order of the enumeration.
enum tc_relation tc_relation_stronger(enum tc_relation a, enum tc_relation b);

// JSON of the contract's shapes; references are yours.
json_t *tc_resolution_to_json(const struct tc_resolution *resolution, const char *input);
json_t *tc_target_to_json(const struct tc_target *target);          // {"id","path","key","title","date","place"}
json_t *tc_targets_to_json(const struct tc_resolution *resolution); // ids only, as in `cites`
enum tc_status tc_citing_to_json(struct tc_reader *reader, const struct tc_citing_list *list, json_t **ret,
                                 struct tc_error *err);

#endif
