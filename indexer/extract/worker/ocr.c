// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr.h"

#include "ocr_clean.h"
#include "ocr_head.h"
#include "ocr_repair.h"
#include "text/syllable.h"
#include "text/token.h"

#include <glib.h>
#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>

// Words below this certainty (of 100) that are short are specks, strokes of a stamp, a signature.
enum { NOISE_BELOW = 30, NOISE_LETTERS = 3, LEAST_HEIGHT = 8, RESOLUTION = 300, BORDER = 20, FRAME_LINE = 8 };
// Above the national title stand marks that hands left: short words less sure than this are none of the text.
enum { HAND_BELOW = 80, DASH_BELOW = 40, HAND_LETTERS = 4 };
// A word's box is as high as its letters; what offices set in is as good as known.
#define FONT_SIZE 13.0F
#define HEAD_PART 0.3F // of a page's height

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
    tc_ocr_repair_open();
    reader = new;
    return true;
}

bool tc_ocr_is_open(void)
{
    return reader != NULL;
}

// Marks that no text has alone: specks and strokes that were taken for letters.
static bool is_marks(const char *text)
{
    static const char usual[] = "-–—:;.,()/%“”\"'…*+=§[]&";
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalnum(c) || g_utf8_strchr(usual, -1, c))
            return false;
    }
    return true;
}

static bool is_noise(const char *text, float confidence, int height)
{
    if (is_marks(text))
        return true;
    static const char *const dashes[] = {"-", "–", "—"};
    for (size_t i = 0; i < TC_LENGTH(dashes); i++)
        if (!strcmp(text, dashes[i]))
            return confidence < DASH_BELOW; // low by nature, and part of numbers and lists
    return height < LEAST_HEIGHT || (confidence < NOISE_BELOW && g_utf8_strlen(text, -1) < NOISE_LETTERS);
}

static void take_words(TessResultIterator *words, PIX *picture, struct tc_page *page)
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
            page->words[page->word_count++] =
                (struct tc_word){.x1 = (float)left * x_scale,
                                 .y1 = (float)line_top * y_scale,
                                 .x2 = (float)right * x_scale,
                                 .y2 = (float)line_bottom * y_scale,
                                 .start = (uint32_t)text->len,
                                 .end = (uint32_t)(text->len + strlen(word)),
                                 .size = FONT_SIZE,
                                 .confidence = (uint8_t)(confidence < 1     ? 1
                                                         : confidence > 100 ? 100
                                                                            : confidence)};
            (void)g_string_append(text, word);
            page->letters += (size_t)g_utf8_strlen(word, -1);
        }
        TessDeleteText(word);
    } while (TessResultIteratorNext(words, RIL_WORD));
    page->text = g_string_free(text, FALSE);
}

// What stands at a place of the picture, as one block or line or a word of digits; yours, NULL for nothing.
static char *read_place(PIX *picture, TessPageSegMode mode, bool digits, int *ret_confidence)
{
    TessBaseAPISetPageSegMode(reader, mode);
    (void)TessBaseAPISetVariable(reader, "tessedit_char_whitelist", digits ? "0123456789" : "");
    TessBaseAPISetImage2(reader, picture);
    TessBaseAPISetSourceResolution(reader, RESOLUTION);
    char *said = TessBaseAPIGetUTF8Text(reader), *text = NULL;
    if (said) {
        text = tc_xstrdup(g_strstrip(said));
        *ret_confidence = TessBaseAPIMeanTextConf(reader);
        TessDeleteText(said);
    }
    TessBaseAPIClear(reader);
    (void)TessBaseAPISetVariable(reader, "tessedit_char_whitelist", "");
    TessBaseAPISetPageSegMode(reader, PSM_AUTO);
    return text;
}

static PIX *cut(PIX *picture, int x, int y, int width, int height)
{
    BOX *box = boxCreate(x, y, width, height);
    PIX *part = box ? pixClipRectangle(picture, box, NULL) : NULL;
    boxDestroy(&box);
    return part;
}

static char *read_line(PIX *picture, int x, int y, int width, int height, float scale, bool digits, int *ret_confidence)
{
    PIX *part = cut(picture, x, y, width, height);
    PIX *scaled = part ? pixScale(part, scale, scale) : NULL;
    // room around it: letters that touch the edge are lost
    PIX *ready = scaled ? pixAddBorder(scaled, BORDER, 255) : NULL;
    char *text = ready ? read_place(ready, digits ? PSM_SINGLE_WORD : PSM_SINGLE_LINE, digits, ret_confidence) : NULL;
    pixDestroy(&part);
    pixDestroy(&scaled);
    pixDestroy(&ready);
    return text;
}

// Does the text in a frame show it to be the stamp of what came in? One that nobody can read is none of the document.
static bool is_incoming(const char *text)
{
    static const char *const signs[] = {"den", "gio", "ngay", "chuyen", "cong van", "thong tin", "so:"};
    tc_auto_free char *fold = tc_text_fold_dup(text);
    size_t found = 0;
    for (size_t i = 0; i < TC_LENGTH(signs); i++)
        found += strstr(fold, signs[i]) != NULL;
    size_t words = 0;
    double share = tc_syllable_share(text, strlen(text), &words);
    return found >= 2 || words < 2 || share < 0.5;
}

static void drop_stamps(PIX *picture, struct tc_page *page)
{
    BOXA *frames = tc_ocr_frames(picture);
    for (l_int32 i = 0; frames && i < boxaGetCount(frames); i++) {
        l_int32 x, y, width, height;
        int confidence;
        (void)boxaGetBoxGeometry(frames, i, &x, &y, &width, &height);
        PIX *part = cut(picture, x + FRAME_LINE, y + FRAME_LINE, width - 2 * FRAME_LINE, height - 2 * FRAME_LINE);
        char *text = part ? read_place(part, PSM_SINGLE_BLOCK, false, &confidence) : NULL;
        if (text && is_incoming(text)) {
            tc_ocr_drop_frame(picture, frames, i);
            char *all = page->aside ? g_strdup_printf("%s\n%s", page->aside, text) : g_strdup(text);
            g_free(page->aside);
            page->aside = all;
        }
        free(text);
        pixDestroy(&part);
    }
    boxaDestroy(&frames);
}

static bool is_title_word(const char *text)
{
    static const char *const words[] = {"CỘNG", "CÔNG", "ĐẢNG"};
    for (size_t i = 0; i < TC_LENGTH(words); i++)
        if (!strcmp(text, words[i]))
            return true;
    return false;
}

// Words above the first of the national title or the issuer beside it.
static void drop_hand(struct tc_page *page)
{
    float top = -1;
    for (size_t i = 0; i < page->word_count && top < 0; i++) {
        const struct tc_word *word = &page->words[i];
        tc_auto_free char *text = tc_xstrndup(page->text + word->start, word->end - word->start);
        if (word->y2 < page->height * HEAD_PART && is_title_word(text))
            top = word->y1;
    }
    size_t kept = 0;
    for (size_t i = 0; i < page->word_count; i++) {
        const struct tc_word *word = &page->words[i];
        bool is_short = g_utf8_strlen(page->text + word->start, word->end - word->start) <= HAND_LETTERS;
        if (!(word->y2 < top && is_short && word->confidence < HAND_BELOW))
            page->words[kept++] = *word;
    }
    page->word_count = kept;
}

static void read_words(PIX *picture, struct tc_page *page)
{
    TessBaseAPISetImage2(reader, picture);
    TessBaseAPISetSourceResolution(reader, RESOLUTION);
    if (TessBaseAPIRecognize(reader, NULL) == 0) {
        TessResultIterator *words = TessBaseAPIGetIterator(reader);
        if (words) {
            take_words(words, picture, page);
            TessResultIteratorDelete(words);
        }
    }
    TessBaseAPIClear(reader);
}

void tc_ocr_page(struct Pix *picture, struct tc_page *page)
{
    tc_page_clear(page);
    PIX *ready = tc_ocr_straight(picture);
    if (!ready)
        return;
    bool has_head = page->number == 1;
    if (has_head)
        drop_stamps(ready, page);
    read_words(ready, page);
    if (has_head)
        drop_hand(page);
    if (has_head && page->word_count)
        tc_ocr_head(page, ready, read_line);
    if (page->word_count)
        (void)tc_ocr_repair(page);
    pixDestroy(&ready);
}

void tc_ocr_certainty(const struct tc_page *page, double *sum, size_t *count)
{
    for (size_t i = 0; i < page->word_count; i++)
        *sum += page->words[i].confidence;
    *count += page->word_count;
}
