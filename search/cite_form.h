// SPDX-License-Identifier: GPL-3.0-or-later
// A citation ready to be put into a text, in full for the first time and short for later ones. Party papers: Hướng dẫn
// 36-HD/VPTW of 03/4/2018 and 05-HD/VPTW of 27/5/2026 (a comma before the date; from the latter on, later mentions
// without số). State papers: Nghị định 30/2020/NĐ-CP, Phụ lục I (the date in words; later mentions keep số; of a law
// only type and name). The layout of the draft decides; where it is not known, the paper cited does.
#ifndef TC_SEARCH_CITE_FORM_H
#define TC_SEARCH_CITE_FORM_H

#include "forms.h"

#include "base/mem.h"

#include <stdbool.h>

struct tc_cite_source { // of the document cited; NULL unknown
    const char *type, *number, *key, *date, *issuer, *title;
    // of the draft that cites
    enum tc_layout layout;
    const char *draft_date; // NULL: today
};
// A Party number puts the dash first (44-KL/TU), a State number the slash.
bool tc_number_is_party(const char *number);
// Laws and ordinances, which State papers cite by type and name alone; type in small letters, or NULL.
bool tc_type_is_law(const char *type);
// “Kết luận số 44-KL/TU, ngày 01/12/2008 của Ban Thường vụ Tỉnh ủy về …”; parts that are unknown are left out. A
// document without number is cited by its title. In arena; never NULL.
const char *tc_cite_full(const struct tc_cite_source *source, struct tc_arena *arena);
// “Kết luận 44-KL/TU”.
const char *tc_cite_short(const struct tc_cite_source *source, struct tc_arena *arena);
// 2008-12-01 as offices write it: “01/12/2008”, a nought before days below 10 and months below 3; anything less whole
// as it is.
const char *tc_date_day_first(const char *iso, struct tc_arena *arena);

#endif
