// SPDX-License-Identifier: GPL-3.0-or-later
// Reading pictures of pages, by tesseract with its Vietnamese data. What it needs is loaded before the sandbox closes;
// what comes out are words with their places, so that columns and paragraphs are found as in any other page.
#ifndef TC_WORKER_OCR_H
#define TC_WORKER_OCR_H

#include "pdf.h"

struct Pix;

// Loads the language data. False: there are none, pictures stay unread.
bool tc_ocr_open(void);
bool tc_ocr_is_open(void);
// Replaces the page's words by those in the picture; number, width and height of the page are set already, in points.
// The words are not in lines yet.
void tc_ocr_page(struct Pix *picture, struct tc_page *page);
// Adds the confidence of the page's words to *sum and their number to *count.
void tc_ocr_certainty(const struct tc_page *page, double *sum, size_t *count);

#endif
