// SPDX-License-Identifier: GPL-3.0-or-later
// The extractor from within the extract layer: reading files and taking containers apart share the worker and how its
// end is judged.
#ifndef TC_EXTRACT_EXTRACTOR_H
#define TC_EXTRACT_EXTRACTOR_H

#include "extract/child.h"

struct tc_extractor {
    struct tc_extract_options options;
    struct tc_child child;
    const char *digest; // of the file that is read next, borrowed; NULL unknown
    bool may_wait;
};
// What is 0 in options (may be NULL) as it is meant.
struct tc_extract_options tc_extract_defaults(const struct tc_extract_options *options);
// Fills err and *ret_reason for a file that cannot be read; gives TC_ERR_INPUT.
enum tc_status tc_extract_bad(enum tc_reason reason, const char *name, const char *why, enum tc_reason *ret_reason,
                              struct tc_error *err);
// Stops a worker that did not answer as it should; the reason for it, and in ret_why what to say of it.
enum tc_reason tc_extract_judge(struct tc_extractor *extractor, enum tc_talk talk, char *ret_why, size_t size);
struct tc_request tc_extract_request(const struct tc_extractor *extractor, enum tc_op op);

#endif
