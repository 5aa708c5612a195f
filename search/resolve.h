// SPDX-License-Identifier: GPL-3.0-or-later
// What a reference means in this archive. A number is not an identity: it restarts with each type, committee and term
// (Hướng dẫn 36-HD/VPTW of 2018, II.1.3.1), and every province has a TU. So type, number, issuer, place and date decide
// together; what is not written is taken from where the reference stands, and the answer says by which of these it was
// chosen.
#ifndef TC_SEARCH_RESOLVE_H
#define TC_SEARCH_RESOLVE_H

#include "base/mem.h"
#include "base/status.h"
#include "learnt.h"
#include "record/record.h"
#include "store/store.h"

enum tc_ref_status { TC_REF_FOUND, TC_REF_AMBIGUOUS, TC_REF_ABSENT, TC_REF_MALFORMED };
const char *tc_ref_status_name(enum tc_ref_status status); // "found" …

// Where the reference stands; any part may be NULL.
struct tc_ref_context {
    const char *place, *issuer_code; // of the citing document: its own committee's numbers are meant before others'
    const char *date;  // of the citing document ("2018-01-15"): it cites what was there, of its own term first
    const char *as_of; // asked for by a person: later documents do not count at all
};

struct tc_target {
    tc_docid doc;
    char id[17];
    const char *path, *key, *title, *date, *place, *issuer, *type; // NULL unknown; in the arena
};

struct tc_resolution {
    enum tc_ref_status status;
    const char *key, *repaired; // NULL: none
    const char **stands_for;    // NULL-terminated, or NULL
    struct tc_target *targets;  // several copies of one document are listed one after the other
    size_t count;
    const char *why;                // a plain sentence in the language of the program
    const struct tc_learnt *learnt; // what documents of the archive say the name stands for
    size_t learnt_count;
};

enum { TC_RESOLVE_MAX = 200 };

// Any spelling of a number, a name or a key. Never fails for what a person wrote (that is the status); errors are the
// archive's.
enum tc_status tc_resolve_text(struct tc_reader *reader, const char *text, size_t len,
                               const struct tc_ref_context *context, struct tc_arena *arena, struct tc_resolution *ret,
                               struct tc_error *err);
// A key as the scanner made it; stands_for NULL: none.
enum tc_status tc_resolve_key(struct tc_reader *reader, const char *key, const char *const *stands_for,
                              const struct tc_ref_context *context, struct tc_arena *arena, struct tc_resolution *ret,
                              struct tc_error *err);

// What cannot be read as a reference.
void tc_resolve_unread(struct tc_resolution *ret);
// A document that was named by its id; borrowed.
void tc_resolve_one(struct tc_target *target, struct tc_resolution *ret);

// The term (nhiệm kỳ) of the Central Committee that a day falls in, by corpus/tables/terms.tsv; NULL before the first.
// Provinces hold their congresses in the months before the central one, so their terms begin earlier: a date of theirs
// is read some months on.
const char *tc_term_of_date(const char *date, bool is_central);
// What is shown of a document of the archive; strings in arena.
enum tc_status tc_resolve_target(struct tc_reader *reader, tc_docid doc, struct tc_arena *arena, struct tc_target *ret,
                                 struct tc_error *err);

// The stems under which documents cite what key means: its own, and those it stands for; stems with unknown parts are
// replaced by all stems with this prefix ("K" own keys, "C" cited ones) that fit. Appends to *ret (NULL-terminated
// strings in arena).
enum tc_status tc_resolve_stems(struct tc_reader *reader, const char *prefix, const char *key, struct tc_arena *arena,
                                const char ***ret, size_t *ret_count, struct tc_error *err);

// Meta and citations of a document as stored; yours (json_decref).
enum tc_status tc_record_json(struct tc_reader *reader, tc_docid doc, json_t **ret, struct tc_error *err);

#endif
