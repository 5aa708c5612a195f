// SPDX-License-Identifier: GPL-3.0-or-later
// PDF by poppler: characters with their places, put in order here. Poppler's own order interleaves the two-column heads
// of Vietnamese documents, and its raw order tears marks off their letters.
#include "ocr.h"

#include "base/strmap.h"
#include "ocr_kept.h"

#include <leptonica/allheaders.h>
#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGES_MAX = 5000 };
// A page with fewer letters than this below a picture that covers most of it is a scan with a stamp.
enum { STAMP_LETTERS = 400, FEW_LETTERS = 40 };

static void quiet(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data)
{
    (void)domain;
    (void)level;
    (void)message;
    (void)data;
}

static const char smallest[] = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 "
                               "R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
                               "trailer<</Root 1 0 R>>\n";

void tc_pdf_open(void)
{
    (void)g_log_set_default_handler(quiet, NULL);
    GBytes *bytes = g_bytes_new_static(smallest, sizeof smallest - 1);
    PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, NULL);
    if (document) {
        PopplerPage *page = poppler_document_get_page(document, 0);
        if (page) {
            g_free(poppler_page_get_text(page));
            g_object_unref(page);
        }
        g_object_unref(document);
    }
    g_bytes_unref(bytes);
}

static bool is_bold(const char *font)
{
    return font && (strstr(font, "Bold") || strstr(font, "bold") || strstr(font, "BOLD"));
}

// The name of an embedded font is "ABCDEF+.VnTime-Bold".
static enum tc_charset font_charset(const char *font)
{
    if (!font)
        return TC_CS_UNKNOWN;
    const char *plus = strchr(font, '+');
    return tc_charset_of_font(plus && plus - font == 6 ? plus + 1 : font);
}

struct fonts { // runs of attributes, by character
    GList *at;
    enum tc_charset charset;
    bool bold;
    float size;
    int end;
    unsigned count; // runs so far
};

static void next_font(struct fonts *fonts, int index)
{
    while (fonts->at && (fonts->end < index || fonts->size < 0)) {
        const PopplerTextAttributes *a = fonts->at->data;
        fonts->count++;
        fonts->charset = font_charset(a->font_name);
        fonts->bold = is_bold(a->font_name);
        fonts->size = (float)a->font_size;
        fonts->end = a->end_index;
        if (fonts->end < index)
            fonts->at = fonts->at->next;
        else
            break;
    }
}

static void add_char(struct tc_page *page, struct tc_word *word, const PopplerRectangle *box)
{
    float x1 = (float)(box->x1 < box->x2 ? box->x1 : box->x2), x2 = (float)(box->x1 < box->x2 ? box->x2 : box->x1);
    float y1 = (float)(box->y1 < box->y2 ? box->y1 : box->y2), y2 = (float)(box->y1 < box->y2 ? box->y2 : box->y1);
    if (word->x2 < word->x1) {
        word->x1 = x1;
        word->y1 = y1;
        word->x2 = x2;
        word->y2 = y2;
    }
    word->x1 = x1 < word->x1 ? x1 : word->x1;
    word->y1 = y1 < word->y1 ? y1 : word->y1;
    word->x2 = x2 > word->x2 ? x2 : word->x2;
    word->y2 = y2 > word->y2 ? y2 : word->y2;
    page->letters++;
}

// A letter that begins further right than any blank is wide: the cell of a table ended, and nothing was written
// between.
static bool stands_apart(const struct tc_word *word, const PopplerRectangle *box)
{
    float x1 = (float)(box->x1 < box->x2 ? box->x1 : box->x2);
    return x1 - word->x2 > 0.8F * (word->size > 4 ? word->size : 4);
}

static void end_word(struct tc_page *page, struct tc_word *word, uint32_t end)
{
    if (word->x2 >= word->x1 && end > word->start) {
        word->end = end;
        TC_GROW(page->words, page->word_count, page->word_cap);
        page->words[page->word_count++] = *word;
    }
    *word = (struct tc_word){.x1 = 1, .x2 = 0, .start = end};
}

// The national title where the issuer beside it touches it: "QUỐC HỘICỘNG HÒA …".
static bool is_title_begun(const char *at)
{
    static const char begin[] = "CỘNG";
    return !strncmp(at, begin, sizeof begin - 1) && (at[sizeof begin - 1] == ' ' || at[sizeof begin - 1] == '\n');
}

static double image_share(PopplerPage *source, const struct tc_page *page)
{
    GList *images = poppler_page_get_image_mapping(source);
    double area = 0;
    for (GList *i = images; i; i = i->next) {
        const PopplerImageMapping *m = i->data;
        area += (m->area.x2 - m->area.x1) * (m->area.y2 - m->area.y1);
    }
    poppler_page_free_image_mapping(images);
    double whole = (double)page->width * (double)page->height;
    return whole > 0 ? area / whole : 0;
}

// Pages that were scanned or pasted sideways show their text running down, up or upside down: which way most of it
// runs, as letters follow one another within words, says how to turn the page before its lines are looked for.
static void turn_upright(PopplerPage *source, struct tc_page *page, PopplerRectangle *boxes, guint count)
{
    double right = 0, down = 0;
    guint letters = 0;
    const char *at = page->text;
    bool in_word = false;
    for (guint i = 0; i < count && *at; i++, at = g_utf8_next_char(at)) {
        bool is_letter = !g_unichar_isspace(g_utf8_get_char(at));
        if (is_letter && in_word) {
            right += boxes[i].x1 + boxes[i].x2 - boxes[i - 1].x1 - boxes[i - 1].x2;
            down += boxes[i].y1 + boxes[i].y2 - boxes[i - 1].y1 - boxes[i - 1].y2;
        }
        in_word = is_letter;
        letters += is_letter;
    }
    bool is_sideways = (down < 0 ? -down : down) > (right < 0 ? -right : right);
    if (letters < FEW_LETTERS || (!is_sideways && right >= 0))
        return;
    // the stamp of a picture does not say how the picture lies
    if (letters < STAMP_LETTERS && image_share(source, page) > 0.5)
        return;
    double width = (double)page->width, height = (double)page->height;
    for (guint i = 0; i < count; i++) {
        PopplerRectangle b = boxes[i];
        if (!is_sideways)
            boxes[i] = (PopplerRectangle){width - b.x2, height - b.y2, width - b.x1, height - b.y1};
        else if (down > 0)
            boxes[i] = (PopplerRectangle){b.y1, width - b.x2, b.y2, width - b.x1};
        else
            boxes[i] = (PopplerRectangle){height - b.y2, b.x1, height - b.y1, b.x2};
    }
    if (is_sideways) {
        page->width = (float)height;
        page->height = (float)width;
    }
}

// Text that is drawn upwards or downwards on an upright page has words that are much higher than wide.
static void read_words(PopplerPage *source, struct tc_page *page)
{
    PopplerRectangle *boxes = NULL;
    guint count = 0;
    page->text = poppler_page_get_text(source);
    if (!page->text || !poppler_page_get_text_layout(source, &boxes, &count))
        return;
    turn_upright(source, page, boxes, count);
    GList *attributes = poppler_page_get_text_attributes(source);
    struct fonts fonts = {.at = attributes, .size = -1};
    struct tc_word word = {.x1 = 1, .x2 = 0};
    const char *at = page->text;
    unsigned font = 0;
    for (guint i = 0; i < count && *at; i++) {
        const char *next = g_utf8_next_char(at);
        uint32_t pos = (uint32_t)(at - page->text);
        next_font(&fonts, (int)i);
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_isspace(c)) {
            end_word(page, &word, pos);
            word.start = (uint32_t)(next - page->text);
        } else {
            // another font is another word: where columns touch, it is all that parts them
            if (word.x2 >= word.x1 && (font != fonts.count || is_title_begun(at) || stands_apart(&word, &boxes[i])))
                end_word(page, &word, pos);
            if (word.x2 < word.x1) {
                word.start = pos;
                word.charset = (uint8_t)fonts.charset;
                word.is_bold = fonts.bold;
                word.size = fonts.size;
                font = fonts.count;
            }
            add_char(page, &word, &boxes[i]);
        }
        at = next;
    }
    end_word(page, &word, (uint32_t)(at - page->text));
    poppler_page_free_text_attributes(attributes);
    g_free(boxes);
}

// How sure the reading of pictures was, over all words.
struct certainty {
    bool wanted, waits; // waits: a page to be read off its picture ends the reading
    uint64_t source;    // hash of the file, for pages that are kept
    double sum;
    size_t words;
};

static bool is_picture(const struct tc_page *page)
{
    return page->letters < STAMP_LETTERS && page->image_share > 0.5;
}

// The page drawn at 300 dots an inch, white where nothing is.
static PIX *draw(PopplerPage *source, const struct tc_page *page)
{
    double scale = 300.0 / 72;
    int width = (int)((double)page->width * scale), height = (int)((double)page->height * scale);
    if (width < 1 || height < 1 || (double)width * height > 60e6)
        return NULL;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    poppler_page_render(source, cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    PIX *picture = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS ? pixCreate(width, height, 32) : NULL;
    const unsigned char *from = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; picture && from && y < height; y++) {
        const uint32_t *in = (const uint32_t *)(const void *)(from + (ptrdiff_t)y * stride);
        l_uint32 *out = pixGetData(picture) + (ptrdiff_t)y * pixGetWpl(picture);
        for (int x = 0; x < width; x++)
            out[x] = in[x] << 8;
    }
    cairo_surface_destroy(surface);
    return picture;
}

// A signature's box shows what the portal that signed says of itself; it is known, and no part of the document.
static void paint_over_signatures(PopplerPage *source, PIX *picture, const struct tc_page *page)
{
    double scale = (double)pixGetWidth(picture) / (double)page->width;
    GList *fields = poppler_page_get_form_field_mapping(source);
    for (GList *i = fields; i; i = i->next) {
        const PopplerFormFieldMapping *m = i->data;
        if (poppler_form_field_get_field_type(m->field) != POPPLER_FORM_FIELD_SIGNATURE)
            continue;
        BOX *box = boxCreate((int)(m->area.x1 * scale), (int)(((double)page->height - m->area.y2) * scale),
                             (int)((m->area.x2 - m->area.x1) * scale), (int)((m->area.y2 - m->area.y1) * scale));
        (void)pixSetInRect(picture, box);
        boxDestroy(&box);
    }
    poppler_page_free_form_field_mapping(fields);
}

static void read_picture(PopplerPage *source, struct tc_page *page, struct certainty *certainty)
{
    if (!tc_ocr_recall(certainty->source, page)) {
        PIX *picture = draw(source, page);
        if (picture) {
            paint_over_signatures(source, picture, page);
            tc_ocr_page(picture, page);
            pixDestroy(&picture);
            tc_ocr_keep(certainty->source, page);
        }
    }
    tc_ocr_certainty(page, &certainty->sum, &certainty->words);
}

// False: the page is a picture, and pictures wait.
static bool read_page(PopplerDocument *document, int index, struct certainty *certainty, struct tc_page *ret)
{
    *ret = (struct tc_page){.number = (unsigned)index + 1};
    PopplerPage *source = poppler_document_get_page(document, index);
    if (!source)
        return true;
    double width, height;
    poppler_page_get_size(source, &width, &height);
    ret->width = (float)width;
    ret->height = (float)height;
    read_words(source, ret);
    if (ret->letters < STAMP_LETTERS)
        ret->image_share = image_share(source, ret);
    bool is_read = !certainty->wanted || !is_picture(ret) || !certainty->waits;
    if (certainty->wanted && is_picture(ret) && is_read)
        read_picture(source, ret, certainty);
    tc_page_lines(ret);
    g_object_unref(source);
    return is_read;
}

void tc_page_fini(struct tc_page *page)
{
    g_free(page->text);
    g_free(page->aside);
    free(page->words);
    free(page->segments);
    free(page->lines);
}

void tc_page_clear(struct tc_page *page)
{
    tc_page_fini(page);
    *page = (struct tc_page){
        .width = page->width, .height = page->height, .number = page->number, .image_share = page->image_share};
}

static void add_field(struct tc_flow *flow, const char *name, char *value)
{
    if (value)
        tc_flow_field(flow, name, value, strlen(value));
    g_free(value);
}

static void read_fields(PopplerDocument *document, struct tc_flow *flow)
{
    add_field(flow, "title", poppler_document_get_title(document));
    add_field(flow, "author", poppler_document_get_author(document));
    add_field(flow, "subject", poppler_document_get_subject(document));
    add_field(flow, "keywords", poppler_document_get_keywords(document));
    GDateTime *created = poppler_document_get_creation_date_time(document);
    if (created) {
        add_field(flow, "created", g_date_time_format_iso8601(created));
        g_date_time_unref(created);
    }
}

// Pages whose picture is the document; their text is a stamp, if anything.
static bool is_scan(const struct tc_page *pages, size_t count)
{
    size_t scans = 0, letters = 0;
    for (size_t i = 0; i < count; i++) {
        scans += is_picture(&pages[i]);
        letters += pages[i].letters;
    }
    return scans * 2 > count && letters < count * STAMP_LETTERS;
}

static void put_certainty(const struct certainty *certainty, struct tc_flow *flow)
{
    if (certainty->words == 0)
        return;
    char text[16];
    int n = snprintf(text, sizeof text, "%.0f", certainty->sum / (double)certainty->words);
    tc_flow_field(flow, "ocr_confidence", text, (size_t)n);
    flow->info.is_ocr = 1;
}

static enum tc_reason why_not(const GError *error)
{
    return g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ? TC_REASON_ENCRYPTED : TC_REASON_DAMAGED;
}

enum tc_reason tc_read_pdf(const struct tc_source *source, struct tc_flow *flow)
{
    GError *error = NULL;
    GBytes *bytes = g_bytes_new_static(source->data, source->len);
    PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, &error);
    if (!document) {
        enum tc_reason reason = why_not(error);
        g_clear_error(&error);
        return reason;
    }
    int n = poppler_document_get_n_pages(document);
    if (n < 1 || n > PAGES_MAX)
        return n < 1 ? TC_REASON_DAMAGED : TC_REASON_TOO_LARGE;
    size_t count = (size_t)n, bytes_of_text = 0;
    struct tc_page *pages = tc_xcalloc(count, sizeof *pages);
    struct certainty certainty = {.wanted = source->ocr && tc_ocr_is_open(), .waits = source->ocr_waits};
    if (certainty.wanted)
        certainty.source = tc_hash_bytes(source->data, source->len);
    for (int i = 0; i < n; i++) {
        if (!read_page(document, i, &certainty, &pages[i]))
            return TC_REASON_WAITS;
        bytes_of_text += pages[i].text ? strlen(pages[i].text) : 0;
        if (bytes_of_text > flow->max_text)
            return TC_REASON_TOO_LARGE;
    }
    enum tc_reason reason = certainty.words == 0 && is_scan(pages, count) ? TC_REASON_NO_TEXT : TC_REASON_NONE;
    if (reason == TC_REASON_NONE) {
        read_fields(document, flow);
        flow->keeps_head = true;
        tc_pages_margins(pages, count);
        tc_pages_flow(pages, count, flow);
        flow->info.pages = (uint32_t)count;
        put_certainty(&certainty, flow);
    }
    for (size_t i = 0; i < count; i++)
        tc_page_fini(&pages[i]);
    free(pages);
    g_object_unref(document);
    g_bytes_unref(bytes);
    return reason;
}
