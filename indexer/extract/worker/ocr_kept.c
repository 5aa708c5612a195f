// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr_kept.h"

#include "base/strmap.h"
#include "base/utf8.h"
#include "ocr.h"
#include "serve.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>

// To be raised with whatever changes what is read off a page.
#define READING "6"
#define MAGIC 0x54504731u
enum { WORDS_MAX = 50000 };

struct head {
    uint32_t magic, words, text, aside; // counts; bytes of the texts, which follow the words
};

static uint64_t version(void)
{
    tc_auto_free char *all = tc_xasprintf("%s vie " READING " %zu", TessVersion(), sizeof(struct tc_word));
    return tc_hash_bytes(all, strlen(all));
}

void tc_ocr_pack(const struct tc_page *page, struct tc_buf *ret)
{
    struct head head = {.magic = MAGIC,
                        .words = (uint32_t)page->word_count,
                        .text = page->text ? (uint32_t)strlen(page->text) : 0,
                        .aside = page->aside ? (uint32_t)strlen(page->aside) : 0};
    tc_buf_add(ret, &head, sizeof head);
    if (head.words)
        tc_buf_add(ret, page->words, head.words * sizeof *page->words);
    tc_buf_add(ret, page->text ? page->text : "", head.text);
    tc_buf_add(ret, page->aside ? page->aside : "", head.aside);
}

static bool is_word(const struct tc_word *word, const struct head *head)
{
    return isfinite(word->x1) && isfinite(word->x2) && isfinite(word->y1) && isfinite(word->y2) &&
           word->x1 <= word->x2 && word->y1 <= word->y2 && word->start <= word->end && word->end <= head->text &&
           word->was <= word->was_end && word->was_end <= head->text && word->confidence <= 100 &&
           isfinite(word->size) && word->size > 0 && word->charset == 0;
}

bool tc_ocr_unpack(const char *data, size_t len, struct tc_page *page)
{
    struct head head;
    if (len < sizeof head)
        return false;
    memcpy(&head, data, sizeof head);
    if (head.magic != MAGIC || head.words > WORDS_MAX || head.text > len || head.aside > len ||
        len != sizeof head + head.words * sizeof(struct tc_word) + head.text + head.aside)
        return false;
    const char *words = data + sizeof head, *text = words + head.words * sizeof(struct tc_word);
    if (!tc_utf8_is_valid(text, head.text + head.aside, NULL) || memchr(text, '\0', head.text + head.aside))
        return false;
    struct tc_word *all = tc_xcalloc(head.words + 1, sizeof *all);
    bool is_good = true;
    for (uint32_t i = 0; i < head.words && is_good; i++) {
        memcpy(&all[i], words + i * sizeof *all, sizeof *all);
        // a flag of one byte may hold anything
        uint8_t bold;
        memcpy(&bold, words + i * sizeof *all + offsetof(struct tc_word, is_bold), 1);
        is_good = bold <= 1 && is_word(&all[i], &head);
    }
    if (!is_good) {
        free(all);
        return false;
    }
    tc_page_clear(page);
    page->words = all;
    page->word_count = head.words;
    page->word_cap = head.words + 1;
    page->text = g_strndup(text, head.text);
    page->aside = head.aside ? g_strndup(text + head.text, head.aside) : NULL;
    page->letters = (size_t)g_utf8_strlen(page->text, -1);
    return true;
}

static struct tc_wire_page wire_page(uint64_t source, const struct tc_page *page)
{
    return (struct tc_wire_page){.source = source, .version = version(), .number = page->number};
}

bool tc_ocr_recall(uint64_t source, struct tc_page *page)
{
    tc_auto_buf struct tc_buf data = {0};
    struct tc_wire_page wire = wire_page(source, page);
    return tc_serve_page_ask(&wire, &data) && data.len && tc_ocr_unpack(data.data, data.len, page);
}

void tc_ocr_keep(uint64_t source, const struct tc_page *page)
{
    tc_auto_buf struct tc_buf data = {0};
    struct tc_wire_page wire = wire_page(source, page);
    tc_ocr_pack(page, &data);
    tc_serve_page_keep(&wire, data.data, data.len);
}
