// SPDX-License-Identifier: GPL-3.0-or-later
// Abbreviations of the field, both ways (BTV <-> ban thường vụ), from corpus/tables/abbreviations.tsv; a few stand for
// several things.
#ifndef TC_TEXT_ABBREV_H
#define TC_TEXT_ABBREV_H

#include <stdbool.h>
#include <stddef.h>

// The expansions of a token's exact form (lower case: "btv", "kt-xh"), canonical, words with single spaces;
// NULL-terminated array, borrowed for ever; NULL when there is none.
const char *const *tc_abbrev_expansions(const char *exact, size_t len);
// The abbreviations (exact form) of a sequence of words ("ban thường vụ"); NULL when there is none.
const char *const *tc_abbrev_of(const char *words, size_t len);

#endif
