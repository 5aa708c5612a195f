// SPDX-License-Identifier: GPL-3.0-or-later
// Words read off pictures that are no Vietnamese syllables, put right where the language leaves one answer: exactly one
// syllable differs from the word in one mark (of tone, of vowel, of đ) and makes a known pair with the word beside it
// (corpus/tables/compounds.tsv). Everything else stays as it was read.
#ifndef TC_WORKER_OCR_REPAIR_H
#define TC_WORKER_OCR_REPAIR_H

#include "pdf.h"

// Loads the table; to be called before the sandbox closes. Without it nothing is repaired.
void tc_ocr_repair_open(void);
// Words as they were read, before they are put into lines. Gives how many were put right.
size_t tc_ocr_repair(struct tc_page *page);
// The one answer for a word between two others (NULL or "" for none), in small letters; NULL where there is none or
// more than one. Yours.
char *tc_ocr_repaired(const char *word, const char *before, const char *after);

#endif
