// SPDX-License-Identifier: GPL-3.0-or-later
// Scanned pages that were read once, kept in a folder: FOLDER/<first 32 digits of the file's SHA-256>/<page>, in the
// worker's own form, so that reading a scan goes on where it was broken off and no page is read twice. Pages are given
// back only for the very file whose reading made them.
#ifndef TC_EXTRACT_PAGES_H
#define TC_EXTRACT_PAGES_H

#include "extract/child.h"

// Answers a frame about pages; *deadline moves on with each page, for every page has a time limit of its own.
enum tc_talk tc_pages_answer(struct tc_child *child, uint32_t type, const char *data, size_t len, int64_t *deadline);

#endif
