// SPDX-License-Identifier: GPL-3.0-or-later
// The folder of scanned pages that were read (see tc_extract_options.ocr_cache), from outside.
#ifndef TC_EXTRACT_OCR_CACHE_H
#define TC_EXTRACT_OCR_CACHE_H

#include <stdbool.h>
#include <stdint.h>

// Drops the pages of files that is_used knows nothing of (by the first 32 digits of their SHA-256), then the longest
// untouched until at most max_bytes are left. A folder that is not there is empty.
void tc_ocr_cache_sweep(const char *folder, bool (*is_used)(const void *context, const char *digest),
                        const void *context, uint64_t max_bytes);

#endif
