// SPDX-License-Identifier: GPL-3.0-or-later
// Between the scanner's loop and the grammar.
#ifndef TC_RECORD_CITE_SCAN_H
#define TC_RECORD_CITE_SCAN_H

#include "cite.h"

enum tc_trigger {
    TC_T_NONE,
    TC_T_NUMBER,
    TC_T_TYPE,
    TC_T_PLENUM,
    TC_T_LAW,
    TC_T_PROVISION,
    TC_T_SO,
};

struct tc_scan {
    const struct tc_cite_context *context;
    struct tc_record *record;
    struct tc_citation *citations;
    struct tc_mention *mentions;
    size_t count, cap, mention_count, mention_cap;
    const struct tc_type_rule *last_type; // of the citation that ended at last_end: items of a list have its type
    uint32_t last_end;
    struct tc_lexer lexer;
};
// A numbered citation while it is read.
enum { TC_CITE_LIST_MAX = 24 };
struct tc_reading {
    const struct tc_type_rule *type;
    struct tc_number numbers[TC_CITE_LIST_MAX];
    struct tc_date dates[TC_CITE_LIST_MAX];
    size_t count;
    struct tc_issuer issuer;
    bool has_issuer, has_so, is_capital; // is_capital: the type word
    bool is_open;                        // names a document only where the text named it before
    uint32_t start, end;                 // bytes
};
// Behind a type word at word i, whose type and start stand in reading: số and number(s). False when no document is
// named by number; *ret_next is the word behind.
bool tc_read_numbered(struct tc_scan *scan, uint32_t i, struct tc_reading *reading, uint32_t *ret_next);
// Adds what was read up to word next; gives the byte behind it. provisions may be NULL.
size_t tc_finish_numbered(struct tc_scan *scan, struct tc_reading *reading, uint32_t next,
                          const struct tc_provisions *provisions);
// A symbol without a type word at word i, or the next item of a list whose type was named before; 0 when there is none.
size_t tc_read_untyped(struct tc_scan *scan, uint32_t i, uint32_t start, bool has_so);
// A new citation, borrowed until the next is added.
struct tc_citation *tc_cite_add(struct tc_scan *scan, uint32_t start, uint32_t end);

// Called once, while the tables load.
void tc_cite_filter_make(void);
// Reads what begins at word i; gives the byte behind it, 0 when nothing does.
size_t tc_cite_at(struct tc_scan *scan, uint32_t i, enum tc_trigger trigger);

#endif
