// SPDX-License-Identifier: GPL-3.0-or-later
// Where the words of a question stand in a document, read off its forward stream in one pass.
#ifndef TC_SEARCH_SCAN_H
#define TC_SEARCH_SCAN_H

#include "plan.h"

enum { TC_SCAN_HEAD = 96, TC_COUNTERS_MAX = 2048 };

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
    uint16_t counts[TC_COUNTERS_MAX]; // of the scanner's counters
};
void tc_occurrences_fini(struct tc_occurrences *occurrences);

// From term ids to what waits for them. One id leads to one unit: that in which it weighs most. Beside the words of the
// question, other words and pairs of neighbours may be counted.
struct tc_scanner {
    struct tc_scanner_slot {
        uint32_t id;   // UINT32_MAX: empty
        uint16_t unit; // UINT16_MAX: none
        bool is_own;
        int32_t counter; // -1: none
        int32_t pair;    // first of the pairs that end in it, -1: none
    } * slots;
    uint32_t mask, used;
    uint64_t filter[64]; // a bit for id mod 4096: most tokens are turned away here
    struct tc_scanner_pair {
        uint32_t first;
        int32_t counter, next;
    } * pairs;
    size_t pair_count, pair_cap, counter_count;
};
void tc_scanner_init(struct tc_scanner *scanner, const struct tc_plan *plan);
// The number of the counter for a word, or for a pair of neighbours (second UINT32_MAX: a word); the same for the same.
// -1 when there are too many.
int tc_scanner_counter(struct tc_scanner *scanner, uint32_t first, uint32_t second);
void tc_scanner_fini(struct tc_scanner *scanner);
// Reads a stream; ret keeps its memory from call to call.
void tc_scan(const struct tc_scanner *scanner, const struct tc_stream *stream, struct tc_occurrences *ret);

#endif
