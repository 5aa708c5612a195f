// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of pages: .png, .jpg and .tif with one page or many. They hold no text but what can be read off them.
#include "ocr.h"

#include "base/strmap.h"
#include "ocr_kept.h"

#include <leptonica/allheaders.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGES_MAX = 500, SIDE_MAX = 20000, POINTS_WIDE = 595 };

static void add_page(PIX *picture, uint64_t source, struct tc_page **pages, size_t *count, size_t *cap)
{
    TC_GROW(*pages, *count, *cap);
    struct tc_page *page = &(*pages)[(*count)++];
    float width = (float)pixGetWidth(picture), height = (float)pixGetHeight(picture);
    // whatever its resolution, a page is as wide as paper
    *page = (struct tc_page){
        .number = (unsigned)*count, .width = POINTS_WIDE, .height = (float)POINTS_WIDE * height / width};
    if (!tc_ocr_recall(source, page)) {
        tc_ocr_page(picture, page);
        tc_ocr_keep(source, page);
    }
}

static bool is_bearable(const PIX *picture)
{
    return pixGetWidth(picture) > 0 && pixGetWidth(picture) <= SIDE_MAX && pixGetHeight(picture) > 0 &&
           pixGetHeight(picture) <= SIDE_MAX;
}

enum tc_reason tc_read_image(const struct tc_source *source, struct tc_flow *flow)
{
    if (!source->ocr || !tc_ocr_is_open())
        return TC_REASON_NO_TEXT;
    if (source->ocr_waits)
        return TC_REASON_WAITS;
    uint64_t hash = tc_hash_bytes(source->data, source->len);
    struct tc_page *pages = NULL;
    size_t count = 0, cap = 0, words = 0, offset = 0;
    double sum = 0;
    bool is_many = !strcmp(source->media_type, "image/tiff");
    do {
        size_t before = offset;
        PIX *picture = is_many ? pixReadMemFromMultipageTiff((const l_uint8 *)source->data, source->len, &offset)
                               : pixReadMem((const l_uint8 *)source->data, source->len);
        if (!picture)
            break;
        bool good = is_bearable(picture);
        if (good)
            add_page(picture, hash, &pages, &count, &cap);
        pixDestroy(&picture);
        if (!good || offset == before)
            break;
    } while (is_many && offset != 0 && count < PAGES_MAX);
    if (count == 0)
        return TC_REASON_DAMAGED;
    flow->keeps_head = true;
    flow->info.is_ocr = 1;
    for (size_t i = 0; i < count; i++) {
        tc_ocr_certainty(&pages[i], &sum, &words);
        tc_page_lines(&pages[i]);
    }
    tc_pages_margins(pages, count);
    tc_pages_flow(pages, count, flow);
    flow->info.pages = (uint32_t)count;
    char confidence[16];
    int n = snprintf(confidence, sizeof confidence, "%.0f", words ? sum / (double)words : 0.0);
    tc_flow_field(flow, "ocr_confidence", confidence, (size_t)n);
    for (size_t i = 0; i < count; i++)
        tc_page_fini(&pages[i]);
    free(pages);
    return TC_REASON_NONE;
}
