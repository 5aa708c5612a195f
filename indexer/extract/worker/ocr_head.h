// SPDX-License-Identifier: GPL-3.0-or-later
// The number and the date of a scanned page's head, read once more where the first reading is no number or date. A
// reading is taken only when it is well-formed; digits that are read alone (written by hand into the blank) only when
// two readings agree.
#ifndef TC_WORKER_OCR_HEAD_H
#define TC_WORKER_OCR_HEAD_H

#include "pdf.h"

struct Pix;

// Reads one place of a picture: a line, or where digits is set a word of digits, at a scale. Gives the text (yours, no
// white space around it) and how sure it is, 0..100; NULL when nothing is there.
typedef char *tc_ocr_line_reader(struct Pix *picture, int x, int y, int width, int height, float scale, bool digits,
                                 int *ret_confidence);
// Words as tesseract gave them, before they are put into lines.
void tc_ocr_head(struct tc_page *page, struct Pix *picture, tc_ocr_line_reader *reader);

// “Số 44-KL/TU”, “Số: 12/2019/NĐ-CP” and nothing else; the word before the digits may be misread (Sé;). *ret (may be
// NULL) is the line with that put right, yours.
bool tc_ocr_is_number_line(const char *text, char **ret);
// Has “ngày D tháng M năm YYYY” with all three.
bool tc_ocr_has_date(const char *text);

#endif
