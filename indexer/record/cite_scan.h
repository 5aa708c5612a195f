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
// Called once, while the tables load.
void tc_cite_filter_make(void);
// Reads what begins at word i; gives the byte behind it, 0 when nothing does.
size_t tc_cite_at(struct tc_scan *scan, uint32_t i, enum tc_trigger trigger);

#endif
