// SPDX-License-Identifier: GPL-3.0-or-later
// What tesseract takes for words and is none of the document: specks, rules, marks of hands, scraps of stamps and
// seals; and how high the words are that are kept.
#ifndef TC_WORKER_OCR_WORDS_H
#define TC_WORKER_OCR_WORDS_H

#include "pdf.h"

// Is a word (confidence 0..100, height in dots, width in points) none at all?
bool tc_ocr_is_noise(const char *text, float confidence, int height, float points_wide);

// Where the line of a word lies, in dots from the top of the picture.
struct tc_ocr_level {
    int top, bottom, base; // base: what its letters stand on, at the word
};
// Sets y1 and y2 of the page's words, of which levels has one each; y_scale: points a dot. A word is as high as its
// line. A line that a stamp made much higher than others is as high as they are, about the base of its letters: else it
// would run into the line below it.
void tc_ocr_set_heights(struct tc_page *page, const struct tc_ocr_level *levels, float y_scale);

// What is shown behind the text: lines of what stamps say.
void tc_ocr_put_aside(struct tc_page *page, const char *text);
// Of the first page: drops short unsure words above the national title or the issuer beside it.
void tc_ocr_drop_hand(struct tc_page *page);
// Of the first page: stretches of the head that could not be read are what a stamp or a seal left; they go aside. Words
// are as they were read, not in lines yet.
void tc_ocr_drop_scraps(struct tc_page *page);

#endif
