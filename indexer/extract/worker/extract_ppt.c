// SPDX-License-Identifier: GPL-3.0-or-later
// .ppt of PowerPoint 97 and later (MS-PPT): a walk over the records of its stream. The text of titles and outlines lies
// in the list of slides, other text in the drawings of each slide.
#include "xls.h"

#include "view.h"

#include <string.h>

enum {
    SLIDE = 1006,
    NOTES = 1008,
    SLIDE_PERSIST = 1011,
    MASTER = 1016,
    TEXT_HEADER = 3999,
    TEXT_CHARS = 4000,
    TEXT_BYTES = 4008,
    SLIDE_LIST = 4080,
    HANDOUT = 4041,
    CRYPT = 12052
};
enum { DEPTH_MAX = 40, TITLE = 0, CENTRED_TITLE = 6 };

struct ppt {
    struct tc_flow *flow;
    const struct tc_buf *b;
    uint32_t header; // kind of the text that comes
    unsigned slide;
    bool in_list, is_encrypted;
};

// Paragraphs end with a carriage return, lines with a vertical tab.
static void put_text(struct ppt *p, const struct tc_buf *text)
{
    bool is_title = p->header == TITLE || p->header == CENTRED_TITLE;
    size_t start = 0;
    for (size_t i = 0; i <= text->len; i++) {
        if (i < text->len && text->data[i] != '\r' && text->data[i] != '\v')
            continue;
        tc_flow_begin(p->flow, is_title ? TC_BLOCK_HEADING : TC_BLOCK_PARAGRAPH, is_title);
        tc_flow_text(p->flow, text->data + start, i - start);
        tc_flow_end(p->flow);
        start = i + 1;
    }
}

static void take_atom(struct ppt *p, uint16_t type, size_t at, size_t len)
{
    tc_auto_buf struct tc_buf text = {0};
    if (type == TEXT_HEADER)
        p->header = tc_u32(p->b, at);
    else if (type == SLIDE_PERSIST && p->in_list)
        tc_flow_page(p->flow, ++p->slide);
    else if (type == CRYPT)
        p->is_encrypted = true;
    else if (type == TEXT_CHARS)
        tc_utf16_add(p->b, at, len / 2, &text);
    else if (type == TEXT_BYTES)
        tc_cp1252_add(&text, p->b->data + at, len);
    if (text.len)
        put_text(p, &text);
}

static void walk(struct ppt *p, size_t at, size_t end, unsigned depth, unsigned *drawn)
{
    while (tc_has(p->b, at, 8) && at + 8 <= end && !p->flow->is_full && !p->is_encrypted) {
        uint16_t head = tc_u16(p->b, at), type = tc_u16(p->b, at + 2);
        size_t len = tc_u32(p->b, at + 4);
        at += 8;
        len = len < end - at ? len : end - at;
        bool is_container = (head & 0xF) == 0xF;
        // masters, notes and their list hold sample text and what is not shown
        bool is_hidden = type == MASTER || type == NOTES || type == HANDOUT || (type == SLIDE_LIST && head >> 4 != 0);
        if (is_container && !is_hidden && depth < DEPTH_MAX) {
            if (type == SLIDE)
                tc_flow_page(p->flow, ++*drawn);
            p->in_list = type == SLIDE_LIST || (p->in_list && depth > 0);
            p->header = 1;
            walk(p, at, at + len, depth + 1, drawn);
            p->in_list = p->in_list && type != SLIDE_LIST;
        } else if (!is_container) {
            take_atom(p, type, at, len);
        }
        at += len;
    }
}

enum tc_reason tc_ppt_read(const struct tc_buf *stream, struct tc_flow *flow)
{
    struct ppt p = {.flow = flow, .b = stream, .header = 1};
    unsigned drawn = 0;
    walk(&p, 0, stream->len, 0, &drawn);
    return p.is_encrypted ? TC_REASON_ENCRYPTED : TC_REASON_NONE;
}

enum tc_reason tc_read_ppt(const struct tc_source *source, struct tc_flow *flow)
{
    struct tc_ole *ole = tc_ole_open(source);
    if (!ole)
        return TC_REASON_DAMAGED;
    tc_auto_buf struct tc_buf stream = {0};
    enum tc_reason reason = TC_REASON_DAMAGED;
    if (tc_ole_stream(ole, "PowerPoint Document", &stream))
        reason = tc_ppt_read(&stream, flow);
    if (reason == TC_REASON_NONE)
        tc_ole_fields(ole, flow);
    tc_ole_close(ole);
    return reason;
}
