// SPDX-License-Identifier: GPL-3.0-or-later
// A copy of a .docx or .odt with comments at places of its text. The original is only read. Packages are taken apart by
// libarchive and their XML by libxml2 without document types, entities or network, with limits on every size.
//
// Places are given as stretches of the text that the extractor made of the file. That text is in another order than the
// file in a two-column head, and may have labels of lists in it; so a place is found again by its letters and those
// around it, not by counting.
#ifndef TC_ANNOTATE_H
#define TC_ANNOTATE_H

#include "base/mem.h"
#include "base/status.h"

#include <stdint.h>

struct tc_comment {
    uint32_t start, end; // bytes of the text
    const char *message; // UTF-8; line ends make paragraphs
};
struct tc_annotate_options {
    const char *author, *initials;
    const char *date; // ISO 8601, "2025-10-01T08:00:00Z"
};
// original: the bytes of a .docx or .odt; text: what was extracted of it. The package with comments is appended to ret.
// *ret_unplaced (may be NULL): comments whose place was not found again; they stand at the beginning and quote it.
// TC_ERR_INVALID: neither format, or a package that cannot be read.
enum tc_status tc_annotate(const void *original, size_t len, const char *text, size_t text_len,
                           const struct tc_comment *comments, size_t count, const struct tc_annotate_options *options,
                           struct tc_buf *ret, size_t *ret_unplaced, struct tc_error *err);

#endif
