// SPDX-License-Identifier: GPL-3.0-or-later
// Pages that were read before: asked of the parent, which keeps them. What comes back was made by an earlier worker
// from the same file, and is believed no more than a file is.
#ifndef TC_WORKER_OCR_KEPT_H
#define TC_WORKER_OCR_KEPT_H

#include "pdf.h"

// The page's words and what its stamps say, as they were before the words were put into lines. source: a hash of the
// bytes the page is in. False: the page is to be read.
bool tc_ocr_recall(uint64_t source, struct tc_page *page);
void tc_ocr_keep(uint64_t source, const struct tc_page *page);
// The form in which pages are kept; unpack gives false, with nothing changed, for what is not of that form.
void tc_ocr_pack(const struct tc_page *page, struct tc_buf *ret);
bool tc_ocr_unpack(const char *data, size_t len, struct tc_page *page);

#endif
