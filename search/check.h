// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with the citations and quotations of a draft: against the archive, against the tables of what is known,
// and against the rules of form. Party papers: Hướng dẫn 36-HD/VPTW of 03/4/2018 and 05-HD/VPTW of 27/5/2026; State
// papers: Nghị định 30/2020/NĐ-CP, Phụ lục I. Deterministic: the same draft and archive give the same findings in the
// same order.
#ifndef TC_SEARCH_CHECK_H
#define TC_SEARCH_CHECK_H

#include "relations.h"

enum tc_check_code {
    TC_CHECK_DATE_MISMATCH,
    TC_CHECK_TYPE_MISMATCH,
    TC_CHECK_ISSUER_MISMATCH,
    TC_CHECK_TITLE_MISMATCH,
    TC_CHECK_NOT_IN_ARCHIVE,
    TC_CHECK_AMBIGUOUS,
    TC_CHECK_MALFORMED,
    TC_CHECK_SUPERSEDED,
    TC_CHECK_CITES_THE_FUTURE,
    TC_CHECK_QUOTE_DIFFERS,
    TC_CHECK_QUOTE_NOT_FOUND,
    TC_CHECK_FORM,
    TC_CHECK_CODES
};
const char *tc_check_code_name(enum tc_check_code code); // "date-mismatch" …

enum tc_severity { TC_SEVERITY_INFO, TC_SEVERITY_WARNING, TC_SEVERITY_ERROR };
const char *tc_severity_name(enum tc_severity severity);

struct tc_finding {
    enum tc_check_code code;
    enum tc_severity severity;
    uint32_t start, end;    // bytes of the draft's text
    uint32_t line, column;  // of start, from 1; column in code points
    const char *message;    // a sentence in the language that was set
    const char *suggestion; // what to write in the place of the span; NULL when only a person can say
};
struct tc_findings {
    struct tc_finding *items; // by start, then code
    size_t count;
};

struct tc_check_options {
    const char *date; // of the draft, ISO; NULL: as the draft says, else nothing is later than it
};

// document: the draft as read; record: its fields and citations. Everything in arena.
enum tc_status tc_check(struct tc_reader *reader, const struct tc_document *document, const struct tc_record *record,
                        const struct tc_check_options *options, struct tc_arena *arena, struct tc_findings *ret,
                        struct tc_error *err);

// {"findings":[{"file","line","column","start","end","text","code","severity","message","suggestion"}]}, appended to
// array.
void tc_findings_to_json(const struct tc_findings *findings, const char *file, const char *text, json_t *array);

#endif
