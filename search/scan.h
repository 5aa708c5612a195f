// SPDX-License-Identifier: GPL-3.0-or-later
// Where the words of a question stand in a document, read off its forward stream in one pass.
#ifndef TC_SEARCH_SCAN_H
#define TC_SEARCH_SCAN_H

#include "plan.h"

enum { TC_SCAN_HEAD = 96 };

struct tc_occurrence {
    uint32_t position; // token of the document
    uint16_t unit;     // of the plan
    bool is_own;       // in a spelling of full weight
};
struct tc_occurrences {
    struct tc_occurrence *items; // by position
    size_t count, cap;
    uint64_t present; // bit of each unit that occurs
    uint32_t tokens;  // of the document
    uint32_t title_start, title_tokens;
    uint32_t head[TC_SCAN_HEAD]; // ids of the first tokens from the title on
    size_t head_count;
};
void tc_occurrences_fini(struct tc_occurrences *occurrences);

// From term ids to units. One id leads to one unit: that in which it weighs most.
struct tc_scanner {
    struct tc_scanner_slot {
        uint32_t id; // UINT32_MAX: empty
        uint16_t unit;
        bool is_own;
    } * slots;
    uint32_t mask;
    uint64_t filter[64]; // a bit for id mod 4096: most tokens are turned away here
};
void tc_scanner_init(struct tc_scanner *scanner, const struct tc_plan *plan);
void tc_scanner_fini(struct tc_scanner *scanner);
// Reads a stream; ret keeps its memory from call to call.
void tc_scan(const struct tc_scanner *scanner, const struct tc_stream *stream, struct tc_occurrences *ret);

#endif
