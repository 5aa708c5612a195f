// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr_clean.h"

#include "base/mem.h"

#include <leptonica/allheaders.h>
#include <stdlib.h>

// In dots of a page of 300 an inch.
enum {
    FRAME_WIDTH_LEAST = 270,
    FRAME_WIDTH_MOST = 1100,
    FRAME_HEIGHT_LEAST = 110,
    FRAME_HEIGHT_MOST = 460,
    STROKE_MOST = 11, // thickness of a frame's line; a run longer than this across it is a letter's stroke
    LINE_LEAST = 24,  // along it: letters have no strokes as thin and as long
    EDGE = 14,        // how far the line may stray from its side's place
    GAP = 7,          // the most that is missing of a line in one place
    RIM = 5,
    SPECK = 4,
    TOLERANCE = 6
};
static const int ink_below = 140;        // of 255
static const double page_part = 0.6;     // where stamps are looked for
static const double side_covered = 0.45; // of each side, by a line near its place

struct Pix *tc_ocr_straight(struct Pix *picture)
{
    // the red channel shows red ink as white
    PIX *grey = pixGetDepth(picture) == 32 ? pixGetRGBComponent(picture, COLOR_RED) : pixConvertTo8(picture, 0);
    if (!grey)
        return NULL;
    PIX *straight = pixDeskew(grey, 0);
    if (!straight)
        return grey;
    pixDestroy(&grey);
    return straight;
}

static bool ink(PIX *part, int x, int y)
{
    return GET_DATA_BIT(pixGetData(part) + (ptrdiff_t)y * pixGetWpl(part), x);
}

// How far ink goes on from a place, both ways, along its row or its column.
static int run_through(PIX *black, int x, int y, bool along_row)
{
    int width = pixGetWidth(black), height = pixGetHeight(black), run = 1;
    for (int way = -1; way <= 1; way += 2)
        for (int k = 1; k <= LINE_LEAST; k++) {
            int at_x = along_row ? x + way * k : x, at_y = along_row ? y : y + way * k;
            if (at_x < 0 || at_y < 0 || at_x >= width || at_y >= height || !ink(black, at_x, at_y))
                break;
            run++;
        }
    return run;
}

// How deep the first ink lies, seen from one side, for each row or column; -1 where it is too thick for a line.
static int *profile(PIX *part, bool is_vertical, bool from_end, int *ret_count, int *ret_size)
{
    int width = pixGetWidth(part), height = pixGetHeight(part);
    int count = is_vertical ? height : width, size = is_vertical ? width : height;
    int *first = tc_xcalloc((size_t)count, sizeof *first);
    for (int i = 0; i < count; i++) {
        int k = 0, x = 0, y = 0;
        for (; k < size; k++) {
            int at = from_end ? size - 1 - k : k;
            x = is_vertical ? at : i;
            y = is_vertical ? i : at;
            if (ink(part, x, y))
                break;
        }
        first[i] = k < size && run_through(part, x, y, is_vertical) <= STROKE_MOST ? k : -1;
    }
    *ret_count = count;
    *ret_size = size;
    return first;
}

// Finds a side of the frame: the outermost place near which enough of the side has a thin line.
static bool side_of(PIX *part, bool is_vertical, bool from_end, int *ret)
{
    int count, size;
    int *first = profile(part, is_vertical, from_end, &count, &size);
    int *there = tc_xcalloc((size_t)size + 1, sizeof *there);
    for (int i = 0; i < count; i++)
        if (first[i] >= 0)
            there[first[i]]++;
    free(first);
    bool found = false;
    for (int at = 0; at < size / 3 && !found; at++) {
        int near = 0, sum = 0;
        for (int k = at; k <= at + 2 * EDGE && k < size; k++) {
            near += there[k];
            sum += there[k] * k;
        }
        found = near > count * side_covered;
        *ret = near ? sum / near : at;
    }
    free(there);
    return found;
}

static BOX *frame_of(PIX *part, const BOX *at)
{
    int left, right, top, bottom;
    l_int32 x, y, w, h;
    if (!side_of(part, true, false, &left) || !side_of(part, true, true, &right) ||
        !side_of(part, false, false, &top) || !side_of(part, false, true, &bottom))
        return NULL;
    if (boxGetGeometry((BOX *)(uintptr_t)at, &x, &y, &w, &h))
        return NULL;
    w -= left + right;
    h -= top + bottom;
    bool fits = w >= FRAME_WIDTH_LEAST && w <= FRAME_WIDTH_MOST && h >= FRAME_HEIGHT_LEAST && h <= FRAME_HEIGHT_MOST;
    return fits && w > h ? boxCreate(x + left, y + top, w, h) : NULL;
}

struct Boxa *tc_ocr_frames(struct Pix *grey)
{
    PIX *black = pixThresholdToBinary(grey, ink_below);
    PIX *whole = black ? pixCloseBrick(NULL, black, GAP, GAP) : NULL; // a stamp's lines have holes
    PIXA *parts = NULL;
    BOXA *boxes = whole ? pixConnComp(whole, &parts, 8) : NULL;
    BOXA *frames = boxaCreate(2);
    int lowest = (int)(pixGetHeight(grey) * page_part);
    for (l_int32 i = 0; boxes && parts && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h;
        (void)boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        if (w < FRAME_WIDTH_LEAST || w > FRAME_WIDTH_MOST * 3 / 2 || h < FRAME_HEIGHT_LEAST ||
            h > FRAME_HEIGHT_MOST * 3 / 2 || y > lowest)
            continue;
        PIX *part = pixaGetPix(parts, i, L_CLONE);
        BOX *at = boxaGetBox(boxes, i, L_CLONE), *frame = frame_of(part, at);
        if (frame)
            (void)boxaAddBox(frames, frame, L_INSERT);
        boxDestroy(&at);
        pixDestroy(&part);
    }
    boxaDestroy(&boxes);
    pixaDestroy(&parts);
    pixDestroy(&black);
    pixDestroy(&whole);
    if (boxaGetCount(frames) == 0)
        boxaDestroy(&frames);
    return frames;
}

// Lines of a place, but for strokes that cross them and letters that stand on them.
static void drop_lines(PIX *grey, PIX *black, int x, int y, int w, int h, bool is_vertical)
{
    for (int at_y = y < 0 ? 0 : y; at_y < y + h && at_y < pixGetHeight(black); at_y++)
        for (int at_x = x < 0 ? 0 : x; at_x < x + w && at_x < pixGetWidth(black); at_x++)
            if (ink(black, at_x, at_y) && run_through(black, at_x, at_y, is_vertical) <= STROKE_MOST &&
                run_through(black, at_x, at_y, !is_vertical) >= LINE_LEAST)
                (void)pixSetPixel(grey, at_x, at_y, 255);
}

// What is left of broken lines within the frame: long and thin. Dots and marks of letters are as high as wide.
static void drop_pieces(PIX *grey, const BOX *frame)
{
    l_int32 x, y, w, h;
    PIX *black = pixThresholdToBinary(grey, ink_below);
    BOXA *boxes = black ? pixConnCompBB(black, 8) : NULL;
    if (boxGetGeometry((BOX *)(uintptr_t)frame, &x, &y, &w, &h))
        w = h = 0;
    for (l_int32 i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 px, py, pw, ph;
        (void)boxaGetBoxGeometry(boxes, i, &px, &py, &pw, &ph);
        bool is_inside = px >= x - EDGE && py >= y - EDGE && px + pw <= x + w + EDGE && py + ph <= y + h + EDGE;
        bool is_lying = ph <= STROKE_MOST && pw >= 2 * ph, is_standing = pw <= STROKE_MOST && ph >= 4 * pw;
        if (!is_inside || (!is_lying && !is_standing && (pw > SPECK || ph > SPECK)))
            continue;
        BOX *box = boxCreate(px, py, pw, ph);
        (void)pixSetInRect(grey, box);
        boxDestroy(&box);
    }
    boxaDestroy(&boxes);
    pixDestroy(&black);
}

// The grey rim of what was made white: all that is no ink and beside none.
static void drop_rim(PIX *grey, int x, int y, int w, int h)
{
    PIX *black = pixThresholdToBinary(grey, ink_below);
    PIX *near = black ? pixDilateBrick(NULL, black, RIM, RIM) : NULL;
    for (int at_y = y < 0 ? 0 : y; near && at_y < y + h && at_y < pixGetHeight(near); at_y++)
        for (int at_x = x < 0 ? 0 : x; at_x < x + w && at_x < pixGetWidth(near); at_x++)
            if (!ink(near, at_x, at_y))
                (void)pixSetPixel(grey, at_x, at_y, 255);
    pixDestroy(&black);
    pixDestroy(&near);
}

void tc_ocr_drop_frame(struct Pix *grey, struct Boxa *frames, int index)
{
    l_int32 x, y, w, h;
    if (boxaGetBoxGeometry(frames, index, &x, &y, &w, &h))
        return;
    PIX *black = pixThresholdToBinary(grey, ink_below);
    BOXA *boxes = black ? pixConnCompBB(black, 8) : NULL;
    for (l_int32 i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 px, py, pw, ph;
        (void)boxaGetBoxGeometry(boxes, i, &px, &py, &pw, &ph);
        if (px < x - TOLERANCE || py < y - TOLERANCE || px + pw > x + w + TOLERANCE || py + ph > y + h + TOLERANCE)
            continue;
        BOX *box = boxCreate(px, py, pw, ph);
        (void)pixSetInRect(grey, box);
        boxDestroy(&box);
    }
    if (black) {
        drop_lines(grey, black, x - EDGE, y - EDGE, w + 2 * EDGE, h + 2 * EDGE, false);
        drop_lines(grey, black, x - EDGE, y - EDGE, 2 * EDGE, h + 2 * EDGE, true);
        drop_lines(grey, black, x + w - EDGE, y - EDGE, 2 * EDGE, h + 2 * EDGE, true);
    }
    BOX *frame = boxaGetBox(frames, index, L_CLONE);
    drop_pieces(grey, frame);
    boxDestroy(&frame);
    drop_rim(grey, x - 2 * EDGE, y - 2 * EDGE, w + 4 * EDGE, h + 4 * EDGE);
    boxaDestroy(&boxes);
    pixDestroy(&black);
}
