// SPDX-License-Identifier: GPL-3.0-or-later
// Issuing bodies as running text names them (corpus/tables/bodies.tsv) and the terms of office (nhiệm kỳ) that their
// papers are counted in (corpus/tables/terms.tsv): the Central Committee's, those of the committees under it, of the
// National Assembly, of the councils of the localities.
#ifndef TC_SEARCH_BODIES_H
#define TC_SEARCH_BODIES_H

#include "base/mem.h"

#include <stdbool.h>

struct tc_body {
    const char *words, *kind, *codes, *calendar;
};
// The body that a name begins with, longest first; canonical as tc_text_canonical gives it. NULL: none of the table.
const struct tc_body *tc_body_of(const char *canonical);
// Do symbols of this body carry the code? A term number (QH13) and what follows a dash (UBND-XD) are left aside. True
// where the table does not say.
bool tc_body_writes(const struct tc_body *body, const char *code);

struct tc_office_term {
    const char *calendar; // "party", "committee", "assembly", "council"
    const char *name;     // "XIII", "2020 - 2025", "QH15"
};
// The term a paper belongs to; date ISO. is_party tells what the issuer does not. False when the tables do not say.
bool tc_office_term_of(const char *issuer, bool is_party, const char *date, struct tc_office_term *ret);

#endif
