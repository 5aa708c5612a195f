// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr.h"

#include "base/file.h"
#include "ocr_clean.h"
#include "ocr_head.h"
#include "ocr_repair.h"
#include "ocr_words.h"
#include "text/syllable.h"
#include "text/token.h"

#include <glib.h>
#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>

enum { RESOLUTION = 300, BORDER = 20, FRAME_LINE = 8 };
// A word's box is as high as its letters; what offices set in is as good as known.
#define FONT_SIZE 13.0F

static struct tc_buf language;     // Vietnamese data, from which the reader is made when there is a picture
static TessBaseAPI *reader_opened; // NULL: not yet

static TessBaseAPI *init_reader(const char *data, size_t len)
{
    TessBaseAPI *new = TessBaseAPICreate();
    if (!new)
        return NULL;
    int failed = data ? TessBaseAPIInit5(new, data, (int)len, "vie", OEM_DEFAULT, NULL, 0, NULL, NULL, 0, 0)
                      : TessBaseAPIInit3(new, NULL, "vie");
    if (failed) {
        TessBaseAPIDelete(new);
        return NULL;
    }
    (void)TessBaseAPISetVariable(new, "debug_file", "/dev/null");
    TessBaseAPISetPageSegMode(new, PSM_AUTO);
    return new;
}

// To make the reader costs six times as much as all else that a worker does at its start, and most workers never see a
// picture: only its data is read while files can be opened. Where that is not in the place Debian has for it, the
// library knows better.
bool tc_ocr_open(void)
{
    static const char path[] = "/usr/share/tesseract-ocr/5/tessdata/vie.traineddata";
    enum { LANGUAGE_MAX = 64 << 20 };
    tc_ocr_repair_open();
    if (tc_file_read(path, LANGUAGE_MAX, &language, NULL) != TC_OK)
        reader_opened = init_reader(NULL, 0);
    return tc_ocr_is_open();
}

static TessBaseAPI *reader(void)
{
    if (!reader_opened && !(reader_opened = init_reader(language.data, language.len)))
        abort(); // its memory is at an end
    return reader_opened;
}

bool tc_ocr_is_open(void)
{
    return reader_opened || language.len;
}

static struct tc_ocr_level level_of(const TessPageIterator *place, int x)
{
    struct tc_ocr_level level = {0};
    int unused, x1, y1, x2, y2;
    (void)TessPageIteratorBoundingBox(place, RIL_TEXTLINE, &unused, &level.top, &unused, &level.bottom);
    level.base = level.bottom;
    if (TessPageIteratorBaseline(place, RIL_TEXTLINE, &x1, &y1, &x2, &y2) && x2 > x1)
        level.base = y1 + (y2 - y1) * (x - x1) / (x2 - x1);
    return level;
}

static void take_words(TessResultIterator *words, PIX *picture, struct tc_page *page)
{
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(words);
    float x_scale = page->width / (float)pixGetWidth(picture), y_scale = page->height / (float)pixGetHeight(picture);
    GString *text = g_string_new(NULL);
    struct tc_ocr_level *levels = NULL;
    size_t level_count = 0, level_cap = 0;
    do {
        int left, top, right, bottom;
        char *word = TessResultIteratorGetUTF8Text(words, RIL_WORD);
        float confidence = TessResultIteratorConfidence(words, RIL_WORD);
        if (word && *word && TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right, &bottom) &&
            !tc_ocr_is_noise(word, confidence, bottom - top, (float)(right - left) * x_scale)) {
            TC_GROW(levels, level_count, level_cap);
            levels[level_count++] = level_of(place, (left + right) / 2);
            TC_GROW(page->words, page->word_count, page->word_cap);
            page->words[page->word_count++] =
                (struct tc_word){.x1 = (float)left * x_scale,
                                 .x2 = (float)right * x_scale,
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
    tc_ocr_set_heights(page, levels, y_scale);
    free(levels);
    page->text = g_string_free(text, FALSE);
}

// What stands at a place of the picture, as one block or line or a word of digits; yours, NULL for nothing.
static char *read_place(PIX *picture, TessPageSegMode mode, bool digits, int *ret_confidence)
{
    TessBaseAPISetPageSegMode(reader(), mode);
    (void)TessBaseAPISetVariable(reader(), "tessedit_char_whitelist", digits ? "0123456789" : "");
    TessBaseAPISetImage2(reader(), picture);
    TessBaseAPISetSourceResolution(reader(), RESOLUTION);
    char *said = TessBaseAPIGetUTF8Text(reader()), *text = NULL;
    if (said) {
        text = tc_xstrdup(g_strstrip(said));
        *ret_confidence = TessBaseAPIMeanTextConf(reader());
        TessDeleteText(said);
    }
    TessBaseAPIClear(reader());
    (void)TessBaseAPISetVariable(reader(), "tessedit_char_whitelist", "");
    TessBaseAPISetPageSegMode(reader(), PSM_AUTO);
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
            tc_ocr_put_aside(page, text);
        }
        free(text);
        pixDestroy(&part);
    }
    boxaDestroy(&frames);
}

static void read_words(PIX *picture, struct tc_page *page)
{
    TessBaseAPISetImage2(reader(), picture);
    TessBaseAPISetSourceResolution(reader(), RESOLUTION);
    if (TessBaseAPIRecognize(reader(), NULL) == 0) {
        TessResultIterator *words = TessBaseAPIGetIterator(reader());
        if (words) {
            take_words(words, picture, page);
            TessResultIteratorDelete(words);
        }
    }
    TessBaseAPIClear(reader());
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
    if (has_head) {
        tc_ocr_drop_hand(page);
        tc_ocr_drop_scraps(page);
    }
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
