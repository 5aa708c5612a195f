// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the check share; not for others.
#ifndef TC_SEARCH_CHECK_PARTS_H
#define TC_SEARCH_CHECK_PARTS_H

#include "base/lang.h"
#include "check.h"

// One word of the draft, and what stands between it and the word before.
struct tc_draft_word {
    uint32_t start, end;
    const char *exact; // canonical
    const char *folded;
    bool breaks;        // a mark that ends a clause (, ; . : or a line end) stands before it
    bool pauses;        // a semicolon or a colon does
    bool ends;          // a mark that ends a sentence, or a paragraph, stands before it
    bool quotes;        // a quotation mark that opens (or may) stands before it
    bool unquotes;      // one that closes (or may) does
    bool opens, closes; // a bracket stands before it
};

// What follows a citation: “…, ngày 01/12/2008 của Ban Bí thư về “công tác …””. Places in words; start == end: not
// there.
struct tc_tail {
    size_t issuer_start, issuer_end;
    size_t title_start, title_end;
    bool title_quoted;
};

struct tc_checker {
    struct tc_reader *reader;
    const struct tc_document *document;
    const struct tc_record *record;
    struct tc_check_options options;
    const char *date; // of the draft, or NULL
    struct tc_arena *arena;
    struct tc_draft_word *words;
    size_t word_count;
    struct tc_resolution *resolutions; // one a citation
    struct tc_buf canonical;           // the whole text, for names in it
    struct tc_finding *findings;
    size_t finding_count, finding_cap;
};

// message and suggestion (may be NULL) lie in the arena.
void tc_check_report(struct tc_checker *checker, enum tc_check_code code, enum tc_severity severity, uint32_t start,
                     uint32_t end, const char *message, const char *suggestion);
// Every province has a TU, an HĐND and a UBND: can the paper be the one that the draft means by a number without date?
// Those of the centre can; those of a locality when the draft names it.
bool tc_check_is_near(const struct tc_checker *checker, const struct tc_target *target);
// First word that begins at or behind offset.
size_t tc_check_word_at(const struct tc_checker *checker, uint32_t offset);
void tc_check_tail(const struct tc_checker *checker, const struct tc_citation *citation, struct tc_tail *ret);

// Do the tables know the paper cited? *ret_date, when its date is another than the one written, is that date; it stays
// as it is otherwise.
bool tc_check_knows(const struct tc_citation *citation, const char **ret_date);

enum tc_status tc_check_citation(struct tc_checker *checker, size_t index, struct tc_error *err);
// The title that follows a citation against that of the paper found.
void tc_check_title(struct tc_checker *checker, const struct tc_citation *citation, const struct tc_tail *tail,
                    const struct tc_target *target);
void tc_check_form(struct tc_checker *checker);
enum tc_status tc_check_quotes(struct tc_checker *checker, struct tc_error *err);

#endif
