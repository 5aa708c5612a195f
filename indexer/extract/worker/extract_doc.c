// SPDX-License-Identifier: GPL-3.0-or-later
// .doc of Word 97 and later, and the plain text of Word 6 and 95. Own reading of the streams, because the tools at hand
// drop the font names, without which TCVN3 and VNI cannot be told, and interleave the cells of the head.
#include "doc.h"
#include "view.h"

#include <stdlib.h>
#include <string.h>

enum { FIB_TABLES = 0x9A, IDENT_97 = 0xA5EC, VERSION_97 = 0x00C1 };

bool tc_doc_table_at(const struct tc_doc *d, enum tc_doc_table i, size_t *ret_at, size_t *ret_len)
{
    size_t pair = FIB_TABLES + (size_t)i * 8;
    if (tc_u16(&d->word, 0x98) <= (unsigned)i)
        return false;
    size_t at = tc_u32(&d->word, pair), len = tc_u32(&d->word, pair + 4);
    if (len == 0 || !tc_has(&d->table, at, len))
        return false;
    *ret_at = at;
    *ret_len = len;
    return true;
}

void tc_doc_fini(struct tc_doc *d)
{
    tc_buf_fini(&d->word);
    tc_buf_fini(&d->table);
    tc_buf_fini(&d->data);
    free(d->pieces);
    free(d->looks.items);
    free(d->shapes.items);
    free(d->styles);
    free(d->fonts);
    free(d->uses);
    tc_lists_fini(&d->lists);
}

// ---- Word 6 and 95: one stretch of 8-bit text, whatever fonts say

static enum tc_reason read_old(struct tc_doc *d)
{
    size_t from = tc_u32(&d->word, 0x18), len = tc_u32(&d->word, 0x34);
    if (tc_u16(&d->word, 0x0A) & 0x0100)
        return TC_REASON_ENCRYPTED;
    if (!tc_has(&d->word, from, len) || len == 0)
        return TC_REASON_DAMAGED;
    tc_auto_buf struct tc_buf view = {0};
    for (size_t i = 0; i < len && !d->flow->is_full; i++) {
        unsigned char c = tc_u8(&d->word, from + i);
        tc_buf_clear(&view);
        if (c == '\r' || c == '\f' || c == 7) {
            tc_flow_end(d->flow);
        } else if (c == '\v' || c == '\t') {
            tc_flow_str(d->flow, c == '\t' ? "\t" : "\n");
        } else if (c >= ' ') {
            char byte = (char)c;
            tc_cp1252_add(&view, &byte, 1);
            tc_flow_text(d->flow, view.data, view.len);
        }
    }
    return TC_REASON_NONE;
}

// ---- headers and footers

static void put_headers(struct tc_doc *d, uint32_t from)
{
    size_t at, len;
    if (d->counts[TC_DOC_HEADERS] == 0 || !tc_doc_table_at(d, TC_DOC_HEADER_STORIES, &at, &len))
        return;
    // six stories of note separators, then for each section: even and odd header, even and odd footer, first of both
    size_t stories = len / 4;
    for (size_t i = 6; i + 1 < stories && i < 600; i++) {
        uint32_t a = tc_u32(&d->table, at + 4 * i), b = tc_u32(&d->table, at + 4 * i + 4);
        if (a >= b || b > d->counts[TC_DOC_HEADERS])
            continue;
        size_t which = (i - 6) % 6, before = d->flow->block_count;
        bool is_footer = which == 2 || which == 3 || which == 5;
        tc_doc_put(d, from + a, from + b, is_footer ? TC_BLOCK_PAGE_FOOTER : TC_BLOCK_PAGE_HEADER);
        tc_flow_drop_repeat(d->flow, before);
    }
}

static void put_parts(struct tc_doc *d)
{
    uint32_t starts[TC_DOC_PARTS], at = 0;
    for (int i = 0; i < TC_DOC_PARTS; i++) {
        starts[i] = at;
        uint32_t room = UINT32_MAX - at;
        at += d->counts[i] < room ? d->counts[i] : room;
    }
    static const struct {
        enum tc_doc_part part;
        enum tc_block_kind kind;
    } order[] = {{TC_DOC_MAIN, TC_BLOCK_PARAGRAPH},
                 {TC_DOC_BOXES, TC_BLOCK_PARAGRAPH},
                 {TC_DOC_FOOTNOTES, TC_BLOCK_FOOTNOTE},
                 {TC_DOC_ENDNOTES, TC_BLOCK_FOOTNOTE}};
    for (size_t i = 0; i < TC_LENGTH(order); i++)
        tc_doc_put(d, starts[order[i].part], starts[order[i].part] + d->counts[order[i].part], order[i].kind);
    put_headers(d, starts[TC_DOC_HEADERS]);
}

enum tc_reason tc_doc_read(struct tc_doc *d)
{
    if (d->word.len < 0x60)
        return TC_REASON_DAMAGED;
    if (tc_u16(&d->word, 0) != IDENT_97 || tc_u16(&d->word, 2) < VERSION_97)
        return read_old(d);
    if (tc_u16(&d->word, 0x0A) & 0x0100)
        return TC_REASON_ENCRYPTED;
    static const size_t places[TC_DOC_PARTS] = {0x4C, 0x50, 0x54, 0x58, 0x5C, 0x60, 0x64, 0x68};
    for (int i = 0; i < TC_DOC_PARTS; i++)
        d->counts[i] = tc_u32(&d->word, places[i]);
    if (!tc_doc_read_pieces(d))
        return TC_REASON_DAMAGED;
    tc_doc_read_fonts(d);
    tc_doc_read_styles(d);
    tc_doc_read_lists(d);
    tc_doc_read_runs(d);
    put_parts(d);
    return TC_REASON_NONE;
}

enum tc_reason tc_read_doc(const struct tc_source *source, struct tc_flow *flow)
{
    struct tc_ole *ole = tc_ole_open(source);
    if (!ole)
        return TC_REASON_DAMAGED;
    struct tc_doc d = {.flow = flow};
    enum tc_reason reason = TC_REASON_DAMAGED;
    if (tc_ole_stream(ole, "WordDocument", &d.word)) {
        bool is_one = tc_u16(&d.word, 0x0A) & 0x0200;
        (void)tc_ole_stream(ole, is_one ? "1Table" : "0Table", &d.table);
        (void)tc_ole_stream(ole, "Data", &d.data);
        reason = tc_doc_read(&d);
    }
    if (reason == TC_REASON_NONE)
        tc_ole_fields(ole, flow);
    tc_doc_fini(&d);
    tc_ole_close(ole);
    return reason;
}
