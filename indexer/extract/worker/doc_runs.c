// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces of text, and the pages of properties of the bytes they lie in.
#include "doc.h"

#include <stdlib.h>
#include <string.h>

enum { PAGE = 512, RUNS_MAX = 4000000 };

// ---- single properties

// Length of an operand by its opcode; those of variable length say it themselves.
static size_t operand_len(uint16_t code, const struct tc_buf *b, size_t at)
{
    static const size_t lengths[] = {1, 1, 2, 4, 2, 2, 0, 3};
    unsigned kind = code >> 13;
    if (kind != 6)
        return lengths[kind];
    if (code == 0xD608) // a table's definition has two bytes of length, one too many
        return (size_t)tc_u16(b, at) + 1;
    if (code == 0xC615 && tc_u8(b, at) == 255) { // tabs: counted by themselves
        size_t removed = tc_u8(b, at + 1), added = tc_u8(b, at + 2 + removed * 4);
        return 3 + removed * 4 + added * 3;
    }
    return (size_t)tc_u8(b, at) + 1;
}

static void look_property(struct tc_doc_look *look, uint16_t code, const struct tc_buf *b, size_t at)
{
    switch (code) {
    case 0x4A4F:
        look->font = tc_u16(b, at);
        look->has_font = true;
        break;
    case 0x4A51:
        look->other_font = tc_u16(b, at);
        look->has_other_font = true;
        break;
    case 0x4A30:
        look->style = tc_u16(b, at);
        look->has_style = true;
        break;
    case 0x083C:
        look->is_hidden = tc_u8(b, at) == 1;
        break;
    case 0x0800:
        look->is_deleted = tc_u8(b, at) == 1;
        break;
    case 0x6A09:
        look->has_symbol = true;
        look->symbol_font = tc_u16(b, at);
        look->symbol = tc_u16(b, at + 2);
        break;
    default:
        break;
    }
}

void tc_doc_apply_look(struct tc_doc_look *look, const struct tc_buf *b, size_t at, size_t len)
{
    size_t end = tc_has(b, at, len) ? at + len : b->len;
    while (at + 3 <= end) {
        uint16_t code = tc_u16(b, at);
        look_property(look, code, b, at + 2);
        at += 2 + operand_len(code, b, at + 2);
    }
}

// Are lines drawn? Each border is four bytes with its kind in the second (eight, kind in the sixth, in newer ones).
static bool has_lines(const struct tc_buf *b, size_t at, size_t size, size_t kind, size_t count)
{
    size_t lines = 0;
    for (size_t i = 0; i < count; i++) {
        uint8_t type = tc_u8(b, at + i * size + kind);
        lines += type != 0 && type != 255;
    }
    return lines >= 2;
}

// Cells have their own borders in the table's definition: 20 bytes each behind the columns' edges.
static bool has_cell_lines(const struct tc_buf *b, size_t at, size_t len)
{
    size_t columns = tc_u8(b, at + 2), cells = at + 3 + (columns + 1) * 2;
    for (size_t i = 0; i < columns && cells + (i + 1) * 20 <= at + len; i++)
        if (has_lines(b, cells + i * 20 + 4, 4, 1, 4))
            return true;
    return false;
}

static void shape_property(const struct tc_doc *d, struct tc_doc_shape *shape, uint16_t code, const struct tc_buf *b,
                           size_t at, size_t len)
{
    uint8_t byte = tc_u8(b, at);
    switch (code) {
    case 0x2416:
        shape->in_table = byte != 0;
        break;
    case 0x2417:
        shape->ends_row = byte != 0;
        break;
    case 0x6649:
        shape->depth = byte < 32 ? byte : 32;
        break;
    case 0x244B:
        shape->is_inner_cell = byte != 0;
        break;
    case 0x244C:
        shape->is_inner_row = byte != 0;
        break;
    case 0x2407:
        shape->breaks_page = byte != 0;
        break;
    case 0x2640:
        shape->outline = byte < 9 ? (uint8_t)(byte + 1) : 10;
        break;
    case 0x260A:
        shape->level = byte < 9 ? byte : 0;
        break;
    case 0x460B:
        shape->list = tc_u16(b, at) < 0x7FF ? tc_u16(b, at) : 0;
        shape->has_list = true;
        break;
    case 0xD605:
        shape->has_borders |= has_lines(b, at + 1, 4, 1, 6);
        break;
    case 0xD613:
        shape->has_borders |= has_lines(b, at + 1, 8, 5, 6);
        break;
    case 0xD608:
        shape->has_borders |= has_cell_lines(b, at, len);
        break;
    case 0x6646: // too many for their place: they are in another stream
        if (b != &d->data)
            tc_doc_apply_shape(d, shape, &d->data, (size_t)tc_u32(b, at) + 2, tc_u16(&d->data, tc_u32(b, at)));
        break;
    default:
        break;
    }
}

void tc_doc_apply_shape(const struct tc_doc *d, struct tc_doc_shape *shape, const struct tc_buf *b, size_t at,
                        size_t len)
{
    size_t end = tc_has(b, at, len) ? at + len : b->len;
    while (at + 3 <= end) {
        uint16_t code = tc_u16(b, at);
        size_t n = operand_len(code, b, at + 2);
        shape_property(d, shape, code, b, at + 2, n);
        at += 2 + n;
    }
}

// ---- pieces

static bool add_pieces(struct tc_doc *d, size_t at, size_t len)
{
    if (len < 16)
        return false;
    size_t n = (len - 4) / 12;
    d->pieces = tc_xcalloc(n, sizeof *d->pieces);
    for (size_t i = 0; i < n; i++) {
        struct tc_doc_piece *piece = &d->pieces[d->piece_count];
        uint32_t fc = tc_u32(&d->table, at + 4 * (n + 1) + 8 * i + 2);
        piece->cp = tc_u32(&d->table, at + 4 * i);
        piece->cp_end = tc_u32(&d->table, at + 4 * i + 4);
        piece->is_8bit = fc >> 30 & 1;
        fc &= 0x3FFFFFFF;
        piece->fc = piece->is_8bit ? fc / 2 : fc;
        // what lies outside the stream is lost, the rest is not
        size_t size = piece->is_8bit ? 1 : 2;
        if (piece->cp_end <= piece->cp || piece->fc >= d->word.len)
            continue;
        size_t most = (d->word.len - piece->fc) / size;
        if (piece->cp_end - piece->cp > most)
            piece->cp_end = piece->cp + (uint32_t)most;
        d->piece_count += piece->cp_end > piece->cp;
    }
    return d->piece_count > 0;
}

bool tc_doc_read_pieces(struct tc_doc *d)
{
    size_t at, len;
    if (!tc_doc_table_at(d, TC_DOC_PIECES, &at, &len)) {
        // never saved in parts: the text is one stretch
        d->pieces = tc_xcalloc(1, sizeof *d->pieces);
        uint32_t from = tc_u32(&d->word, 0x18), to = tc_u32(&d->word, 0x1C);
        if (from >= to || to > d->word.len)
            return false;
        d->pieces[d->piece_count++] = (struct tc_doc_piece){.cp_end = to - from, .fc = from, .is_8bit = true};
        return true;
    }
    size_t end = at + len;
    while (at + 5 <= end) {
        uint8_t kind = tc_u8(&d->table, at);
        if (kind == 2) {
            size_t size = tc_u32(&d->table, at + 1);
            return size <= end - at - 5 && add_pieces(d, at + 5, size);
        }
        if (kind != 1)
            return false;
        at += 3 + (size_t)tc_u16(&d->table, at + 1);
    }
    return false;
}

// ---- pages of properties

static int by_place(const void *a, const void *b)
{
    const struct tc_doc_run *p = a, *q = b;
    return p->fc < q->fc ? -1 : p->fc > q->fc;
}

static struct tc_doc_run *add_run(struct tc_doc_runs *runs, uint32_t fc, uint32_t fc_end)
{
    if (fc >= fc_end || runs->count == RUNS_MAX)
        return NULL;
    TC_GROW(runs->items, runs->count, runs->cap);
    struct tc_doc_run *run = &runs->items[runs->count++];
    memset(run, 0, sizeof *run);
    run->fc = fc;
    run->fc_end = fc_end;
    return run;
}

static void look_page(struct tc_doc *d, size_t page)
{
    const struct tc_buf *w = &d->word;
    size_t n = tc_u8(w, page + PAGE - 1);
    for (size_t i = 0; i < n && 4 * (n + 1) + i < PAGE; i++) {
        struct tc_doc_run *run = add_run(&d->looks, tc_u32(w, page + 4 * i), tc_u32(w, page + 4 * i + 4));
        size_t offset = (size_t)tc_u8(w, page + 4 * (n + 1) + i) * 2;
        if (run && offset)
            tc_doc_apply_look(&run->look, w, page + offset + 1, tc_u8(w, page + offset));
    }
}

static void shape_page(struct tc_doc *d, size_t page)
{
    const struct tc_buf *w = &d->word;
    size_t n = tc_u8(w, page + PAGE - 1);
    for (size_t i = 0; i < n && 4 * (n + 1) + 13 * i < PAGE; i++) {
        struct tc_doc_run *run = add_run(&d->shapes, tc_u32(w, page + 4 * i), tc_u32(w, page + 4 * i + 4));
        size_t offset = (size_t)tc_u8(w, page + 4 * (n + 1) + 13 * i) * 2;
        if (!run || !offset)
            continue;
        size_t at = page + offset, size = (size_t)tc_u8(w, at) * 2;
        at++;
        if (size == 0)
            size = (size_t)tc_u8(w, at++) * 2;
        else
            size--;
        if (size < 2)
            continue;
        run->shape.style = tc_u16(w, at);
        tc_doc_apply_shape(d, &run->shape, w, at + 2, size - 2);
    }
}

static void read_pages(struct tc_doc *d, enum tc_doc_table table, void (*read)(struct tc_doc *d, size_t page))
{
    size_t at, len;
    if (!tc_doc_table_at(d, table, &at, &len) || len < 8)
        return;
    size_t n = (len - 4) / 8;
    for (size_t i = 0; i < n; i++) {
        size_t page = (size_t)(tc_u32(&d->table, at + 4 * (n + 1) + 4 * i) & 0x3FFFFF) * PAGE;
        if (tc_has(&d->word, page, PAGE))
            read(d, page);
    }
}

void tc_doc_read_runs(struct tc_doc *d)
{
    read_pages(d, TC_DOC_CHPX, look_page);
    read_pages(d, TC_DOC_PAPX, shape_page);
    if (d->looks.count)
        qsort(d->looks.items, d->looks.count, sizeof *d->looks.items, by_place);
    if (d->shapes.count)
        qsort(d->shapes.items, d->shapes.count, sizeof *d->shapes.items, by_place);
}
