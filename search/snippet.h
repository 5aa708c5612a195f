// SPDX-License-Identifier: GPL-3.0-or-later
// Snippets over our own offsets. Token positions of the forward stream choose the windows; only their stretch of the
// text is cut into tokens again, and what is marked are runs of adjacent words rather than scattered syllables.
#ifndef TC_SEARCH_SNIPPET_H
#define TC_SEARCH_SNIPPET_H

#include "base/strmap.h"
#include "scan.h"
#include "text/token.h"

enum { TC_SNIPPET_BYTES = 300, TC_SNIPPET_BYTES_MAX = 4000 };

struct tc_snippet {
    const char *text; // in the arena
    struct tc_span *spans;
    size_t span_count;
    uint32_t offset; // byte of the document at which the first fragment begins
};
// Marks the words of one plan in any number of texts.
struct tc_marker {
    const struct tc_plan *plan;
    struct tc_strmap words; // spelling -> unit
    uint64_t *follows;      // for each unit, the units that stand next to it in the question
    struct tc_tokenizer *tokenizer;
};
void tc_marker_init(struct tc_marker *marker, const struct tc_plan *plan);
void tc_marker_fini(struct tc_marker *marker);
// The spans of text to mark: runs of neighbours in the question, and single words that no run has. At most max.
size_t tc_marker_spans(struct tc_marker *marker, const char *text, size_t len, struct tc_span *ret, size_t max);

// bytes: about how long, 0: TC_SNIPPET_BYTES.
enum tc_status tc_snippet_make(struct tc_marker *marker, tc_docid doc, const struct tc_occurrences *occurrences,
                               uint32_t bytes, struct tc_arena *arena, struct tc_snippet *ret, struct tc_error *err);
// A snippet around text[start, end), which is marked whole: for a citation whose words are not those of the question.
enum tc_status tc_snippet_around(struct tc_reader *reader, tc_docid doc, uint32_t start, uint32_t end, uint32_t bytes,
                                 struct tc_arena *arena, struct tc_snippet *ret, struct tc_error *err);

#endif
