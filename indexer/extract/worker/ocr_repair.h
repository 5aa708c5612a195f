// SPDX-License-Identifier: GPL-3.0-or-later
// Words read off pictures, put right where the language leaves one answer: exactly one syllable differs from the word
// in one mark (of tone, of vowel, of đ) and makes a known pair with the word beside it (corpus/tables/compounds.tsv). A
// word that is a syllable itself must have been read unsurely, make no known pair, and the pair must be a firm one
// (“giáo đục”). Everything else stays as it was read.
#ifndef TC_WORKER_OCR_REPAIR_H
#define TC_WORKER_OCR_REPAIR_H

#include "pdf.h"

// Loads the table; to be called before the sandbox closes. Without it nothing is repaired.
void tc_ocr_repair_open(void);
// Words as they were read, before they are put into lines. Gives how many were put right.
size_t tc_ocr_repair(struct tc_page *page);
// The one answer for a word, read as surely as confidence says (1..100), between two others (NULL or "" for none), in
// small letters; NULL where there is none or more than one. Yours.
char *tc_ocr_repaired(const char *word, unsigned confidence, const char *before, const char *after);
// Is a word (in small letters) “số” with its marks misread? Unsure, and before a number with its symbol (“sô
// 44/2014/NĐ-CP”).
bool tc_ocr_is_misread_so(const char *word, unsigned confidence, const char *number);
// A day or month between its words of which strokes were read for letters (“tháng l1 năm”): its digits, else NULL.
// Yours.
char *tc_ocr_repaired_digits(const char *word, const char *before, const char *after);

#endif
