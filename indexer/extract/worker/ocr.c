// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr.h"

#include <glib.h>
#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>

// Words below this certainty (of 100) that are short are specks, strokes of a stamp, a signature.
enum { NOISE_BELOW = 30, NOISE_LETTERS = 3, LEAST_HEIGHT = 8 };
// A word's box is as high as its letters; what offices set in is as good as known.
#define FONT_SIZE 13.0F

static TessBaseAPI *reader;

bool tc_ocr_open(void)
{
    TessBaseAPI *new = TessBaseAPICreate();
    if (!new)
        return false;
    if (TessBaseAPIInit3(new, NULL, "vie") != 0) {
        TessBaseAPIDelete(new);
        return false;
    }
    (void)TessBaseAPISetVariable(new, "debug_file", "/dev/null");
    TessBaseAPISetPageSegMode(new, PSM_AUTO);
    reader = new;
    return true;
}

bool tc_ocr_is_open(void)
{
    return reader != NULL;
}

// Straight, grey, with the red of stamps gone: the red channel shows red ink as white.
static PIX *prepare(PIX *picture)
{
    PIX *grey = pixGetDepth(picture) == 32 ? pixGetRGBComponent(picture, COLOR_RED) : pixConvertTo8(picture, 0);
    if (!grey)
        return NULL;
    PIX *straight = pixDeskew(grey, 0);
    if (!straight)
        return grey;
    pixDestroy(&grey);
    return straight;
}

static bool is_noise(const char *text, float confidence, int height)
{
    static const char *const dashes[] = {"-", "–", "—"};
    for (size_t i = 0; i < TC_LENGTH(dashes); i++)
        if (!strcmp(text, dashes[i]))
            return false; // low by nature, and part of numbers and lists
    return height < LEAST_HEIGHT || (confidence < NOISE_BELOW && g_utf8_strlen(text, -1) < NOISE_LETTERS);
}

static void take_words(TessResultIterator *words, PIX *picture, struct tc_page *page, double *sum, size_t *count)
{
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(words);
    float x_scale = page->width / (float)pixGetWidth(picture), y_scale = page->height / (float)pixGetHeight(picture);
    GString *text = g_string_new(NULL);
    do {
        int left, top, right, bottom, line_top, line_bottom, unused;
        char *word = TessResultIteratorGetUTF8Text(words, RIL_WORD);
        float confidence = TessResultIteratorConfidence(words, RIL_WORD);
        if (word && *word && TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right, &bottom) &&
            TessPageIteratorBoundingBox(place, RIL_TEXTLINE, &unused, &line_top, &unused, &line_bottom) &&
            !is_noise(word, confidence, bottom - top)) {
            TC_GROW(page->words, page->word_count, page->word_cap);
            page->words[page->word_count++] = (struct tc_word){.x1 = (float)left * x_scale,
                                                               .y1 = (float)line_top * y_scale,
                                                               .x2 = (float)right * x_scale,
                                                               .y2 = (float)line_bottom * y_scale,
                                                               .start = (uint32_t)text->len,
                                                               .end = (uint32_t)(text->len + strlen(word)),
                                                               .size = FONT_SIZE};
            (void)g_string_append(text, word);
            page->letters += (size_t)g_utf8_strlen(word, -1);
            *sum += confidence;
            ++*count;
        }
        TessDeleteText(word);
    } while (TessResultIteratorNext(words, RIL_WORD));
    page->text = g_string_free(text, FALSE);
}

void tc_ocr_page(struct Pix *picture, struct tc_page *page, double *sum, size_t *count)
{
    tc_page_fini(page);
    page->text = NULL;
    page->words = NULL;
    page->segments = NULL;
    page->lines = NULL;
    page->word_count = page->word_cap = page->segment_count = page->segment_cap = page->line_count = page->line_cap = 0;
    page->letters = 0;
    PIX *ready = prepare(picture);
    if (!ready)
        return;
    TessBaseAPISetImage2(reader, ready);
    TessBaseAPISetSourceResolution(reader, 300);
    if (TessBaseAPIRecognize(reader, NULL) == 0) {
        TessResultIterator *words = TessBaseAPIGetIterator(reader);
        if (words) {
            take_words(words, ready, page, sum, count);
            TessResultIteratorDelete(words);
        }
    }
    TessBaseAPIClear(reader);
    pixDestroy(&ready);
    tc_page_lines(page);
}
