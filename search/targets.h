// SPDX-License-Identifier: GPL-3.0-or-later
// Which documents of the archive a key means.
#ifndef TC_SEARCH_TARGETS_H
#define TC_SEARCH_TARGETS_H

#include "archive.h"

enum { TC_TARGETS_MAX = 64 };

struct tc_targets {
    tc_docid docs[TC_TARGETS_MAX];
    size_t count;
};
// Documents whose own key fits `key`, or one of those it stands for (NULL-terminated, may be NULL).
enum tc_status tc_targets_find(struct tc_archive *archive, const char *key, const char *const *stands_for,
                               struct tc_targets *ret, struct tc_error *err);
// "found", "ambiguous" or "absent".
const char *tc_targets_status(const struct tc_targets *targets);
// {"id","path","key","title","date"}
json_t *tc_targets_describe(struct tc_archive *archive, tc_docid doc);

#endif
