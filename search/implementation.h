// SPDX-License-Identifier: GPL-3.0-or-later
// The tree from a resolution to what carries it out: programmes, plans and guidance that open with it, further down to
// districts and communes, and the reviews and conclusions on it; and which of them are missing.
#ifndef TC_SEARCH_IMPLEMENTATION_H
#define TC_SEARCH_IMPLEMENTATION_H

#include "relations.h"

enum tc_level { TC_LEVEL_UNKNOWN, TC_LEVEL_CENTRAL, TC_LEVEL_PROVINCE, TC_LEVEL_DISTRICT, TC_LEVEL_COMMUNE };
const char *tc_level_name(enum tc_level level); // "province" …; NULL unknown
// By the code in the number, and by the issuer's name where the code is that of several levels (UBND, ĐU). NULL
// unknown.
enum tc_level tc_level_of(const char *issuer_code, const char *issuer);

// What tc_implementation_json() gives. TC_ERR_QUERY: ref is no reference, or fits several documents.
enum tc_status tc_implementation_read(struct tc_reader *reader, const char *ref, const char *as_of, json_t **ret,
                                      struct tc_error *err);

#endif
