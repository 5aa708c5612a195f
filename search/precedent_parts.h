// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of looking for precedents: what was asked, the documents that may have it (precedent_find.c), and who said
// it when (precedent_tell.c). precedent.c puts them together.
#ifndef TC_SEARCH_PRECEDENT_PARTS_H
#define TC_SEARCH_PRECEDENT_PARTS_H

#include "cite_form.h"
#include "precedent.h"

#include "base/strmap.h"

enum { TC_SHORTLIST = 60 }; // documents that are aligned with a passage

// A word of the passage asked for; strings in the finder's arena.
struct tc_finder_word {
    const char *exact, *folded;
    uint32_t start, end;
    bool has_marks;
    double weight; // inverse document frequency
};
struct tc_finder {
    struct tc_reader *reader;
    struct tc_precedent_options options;
    struct tc_arena *arena;
    struct tc_finder_word *words; // of the passage at hand
    size_t count, cap;
    bool is_bare;            // typed without marks: folded forms are compared
    struct tc_strmap folded; // folded form -> number, shared by all sides
    uint32_t *of_term;       // term id -> number of its folded form + 1; 0 not looked up yet
    size_t of_term_cap;
};
// A document that may have the passage: its tokens as compared, and how much of the passage they hold.
struct tc_found_in {
    tc_docid doc;
    uint32_t *tokens;
    size_t count;
    double score;
};
// One that has it, and where.
struct tc_found {
    struct tc_precedent_source source;
    struct tc_alignment alignment;
    uint32_t *tokens; // of the aligned stretch, as compared
    size_t token_count;
    struct tc_cite_source cite;
    bool is_told;
};

// The words of bytes [start, end) are what is asked from now on.
void tc_finder_read(struct tc_finder *f, const char *text, size_t start, size_t end);
void tc_finder_fini(struct tc_finder *f);
// The best first: all that have enough of the passage, at most TC_SHORTLIST, into ret.
enum tc_status tc_finder_find(struct tc_finder *f, struct tc_found *ret, size_t *ret_count, struct tc_error *err);

// Fills ret with the sources that say what all[head] says, the oldest first, and marks them as told.
enum tc_status tc_precedent_tell(struct tc_finder *f, struct tc_found *all, size_t count, size_t head,
                                 struct tc_precedent *ret, struct tc_error *err);

#endif
