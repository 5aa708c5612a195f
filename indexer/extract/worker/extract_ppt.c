// SPDX-License-Identifier: GPL-3.0-or-later
// .ppt of PowerPoint 97 and later (MS-PPT). The text of titles and outlines lies in the list of slides, other text in
// the drawings of each slide. A fast save appends what changed and leaves the old records where they were: which of
// them count says the chain of edits, each with a directory of where the objects it wrote lie (MS-PPT 2.1.2). Where
// that cannot be followed all records are read in the order of the stream.
#include "xls.h"

#include "view.h"

#include <stdlib.h>
#include <string.h>

enum {
    DOCUMENT = 1000,
    SLIDE = 1006,
    NOTES = 1008,
    SLIDE_PERSIST = 1011,
    MASTER = 1016,
    TEXT_HEADER = 3999,
    TEXT_CHARS = 4000,
    TEXT_BYTES = 4008,
    SLIDE_LIST = 4080,
    HANDOUT = 4041,
    EDIT = 4085,
    DIRECTORY = 6002,
    CRYPT = 12052
};
enum { DEPTH_MAX = 40, TITLE = 0, CENTRED_TITLE = 6, HEAD = 8, EDIT_LEAST = 28, ID_BITS = 20 };

struct ppt {
    struct tc_flow *flow;
    const struct tc_buf *b;
    uint32_t header; // kind of the text that comes
    unsigned slide;
    bool in_list, is_encrypted;
    uint32_t *places; // by persist id: where the object lies, and one; 0: nowhere
    size_t place_count, place_cap;
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

// ---- the objects that count

// Is there a record of the type? Gives its content.
static bool record_at(const struct ppt *p, size_t at, uint16_t type, size_t *ret_at, size_t *ret_len)
{
    if (!tc_has(p->b, at, HEAD) || tc_u16(p->b, at + 2) != type)
        return false;
    *ret_at = at + HEAD;
    *ret_len = tc_u32(p->b, at + 4);
    return tc_has(p->b, *ret_at, *ret_len);
}

// The edit that was written last, by the outermost records; their encryption is noted.
static size_t last_edit(struct ppt *p)
{
    size_t found = SIZE_MAX;
    for (size_t at = 0; tc_has(p->b, at, HEAD);) {
        size_t len = tc_u32(p->b, at + 4);
        uint16_t type = tc_u16(p->b, at + 2);
        p->is_encrypted |= type == CRYPT;
        found = type == EDIT ? at : found;
        if (len > p->b->len - at - HEAD)
            break;
        at += HEAD + len;
    }
    return found;
}

static void put_place(struct ppt *p, uint32_t id, uint32_t at)
{
    while (p->place_count <= id) {
        TC_GROW(p->places, p->place_count, p->place_cap);
        p->places[p->place_count++] = 0;
    }
    if (!p->places[id]) // edits are met newest first
        p->places[id] = at + 1;
}

// One directory: stretches of ids in a row, each with where its objects lie. *left bounds what a liar makes us read.
static bool read_directory(struct ppt *p, size_t from, size_t *left)
{
    size_t at, len;
    if (!record_at(p, from, DIRECTORY, &at, &len))
        return false;
    for (size_t end = at + len; at + 4 <= end;) {
        uint32_t head = tc_u32(p->b, at), id = head & ((1U << ID_BITS) - 1), count = head >> ID_BITS;
        at += 4;
        for (uint32_t i = 0; i < count; i++, at += 4) {
            if (at + 4 > end || !(*left)--)
                return false;
            put_place(p, id + i, tc_u32(p->b, at));
        }
    }
    return true;
}

// Fills the places from the chain of edits; gives where the document lies, SIZE_MAX when that cannot be told.
static size_t read_edits(struct ppt *p, size_t edit)
{
    size_t document = SIZE_MAX, at, len, left = p->b->len / 4;
    for (bool is_first = true;; is_first = false) {
        if (!record_at(p, edit, EDIT, &at, &len) || len < EDIT_LEAST)
            return SIZE_MAX;
        size_t before = tc_u32(p->b, at + 8);
        if (!read_directory(p, tc_u32(p->b, at + 12), &left))
            return SIZE_MAX;
        uint32_t id = tc_u32(p->b, at + 16);
        if (is_first && id < p->place_count && p->places[id])
            document = id;
        if (!before)
            break;
        if (before >= edit)
            return SIZE_MAX;
        edit = before;
    }
    return document != SIZE_MAX ? p->places[document] - 1 : SIZE_MAX;
}

// The drawings of a slide of the list, once.
static void put_drawings(struct ppt *p, uint32_t id)
{
    size_t at, len;
    unsigned unused = 0;
    bool is_there = id < p->place_count && p->places[id] && record_at(p, p->places[id] - 1, SLIDE, &at, &len);
    if (!is_there)
        return;
    p->places[id] = 0;
    p->header = 1;
    p->in_list = false;
    walk(p, at, at + len, 1, &unused);
}

// The list of slides: for each its titles and outline, then what is drawn on it.
static void put_slides(struct ppt *p, size_t at, size_t end)
{
    uint32_t slide = UINT32_MAX;
    while (tc_has(p->b, at, HEAD) && at + HEAD <= end && !p->flow->is_full) {
        uint16_t type = tc_u16(p->b, at + 2);
        size_t len = tc_u32(p->b, at + 4);
        at += HEAD;
        len = len < end - at ? len : end - at;
        if (type == SLIDE_PERSIST) {
            put_drawings(p, slide);
            slide = tc_u32(p->b, at);
            tc_flow_page(p->flow, ++p->slide);
            p->header = 1;
        } else {
            take_atom(p, type, at, len);
        }
        at += len;
    }
    put_drawings(p, slide);
}

// False, with nothing put, when the chain of edits does not lead to a document.
static bool put_live(struct ppt *p, size_t edit)
{
    size_t at, len, place = edit == SIZE_MAX ? SIZE_MAX : read_edits(p, edit);
    if (place == SIZE_MAX || !record_at(p, place, DOCUMENT, &at, &len))
        return false;
    for (size_t end = at + len; tc_has(p->b, at, HEAD) && at + HEAD <= end;) {
        uint16_t head = tc_u16(p->b, at), type = tc_u16(p->b, at + 2);
        size_t size = tc_u32(p->b, at + 4);
        at += HEAD;
        size = size < end - at ? size : end - at;
        if (type == SLIDE_LIST && head >> 4 == 0)
            put_slides(p, at, at + size);
        at += size;
    }
    return true;
}

enum tc_reason tc_ppt_read(const struct tc_buf *stream, uint32_t edit, struct tc_flow *flow)
{
    struct ppt p = {.flow = flow, .b = stream, .header = 1};
    unsigned drawn = 0;
    size_t last = last_edit(&p), at, len;
    if (!p.is_encrypted && !put_live(&p, record_at(&p, edit, EDIT, &at, &len) ? edit : last)) {
        p.header = 1;
        walk(&p, 0, stream->len, 0, &drawn);
    }
    free(p.places);
    return p.is_encrypted ? TC_REASON_ENCRYPTED : TC_REASON_NONE;
}

enum tc_reason tc_read_ppt(const struct tc_source *source, struct tc_flow *flow)
{
    struct tc_ole *ole = tc_ole_open(source);
    if (!ole)
        return TC_REASON_DAMAGED;
    enum { CURRENT_EDIT = 16 };
    tc_auto_buf struct tc_buf stream = {0}, user = {0};
    enum tc_reason reason = TC_REASON_DAMAGED;
    bool has_user = tc_ole_stream(ole, "Current User", &user) && tc_has(&user, CURRENT_EDIT, 4);
    if (tc_ole_stream(ole, "PowerPoint Document", &stream))
        reason = tc_ppt_read(&stream, has_user ? tc_u32(&user, CURRENT_EDIT) : UINT32_MAX, flow);
    if (reason == TC_REASON_NONE)
        tc_ole_fields(ole, flow);
    tc_ole_close(ole);
    return reason;
}
