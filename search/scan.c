// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan.h"

#include "base/varint.h"

#include <stdlib.h>
#include <string.h>

void tc_occurrences_fini(struct tc_occurrences *occurrences)
{
    free(occurrences->items);
    *occurrences = (struct tc_occurrences){0};
}

static uint32_t slot_of(uint32_t id)
{
    return id * 2654435761u >> 7;
}

static void add_id(struct tc_scanner *scanner, uint32_t id, uint16_t unit, bool is_own)
{
    uint32_t at = slot_of(id) & scanner->mask;
    while (scanner->slots[at].id != UINT32_MAX && scanner->slots[at].id != id)
        at = (at + 1) & scanner->mask;
    struct tc_scanner_slot *slot = &scanner->slots[at];
    if (slot->id == id && (slot->is_own || !is_own))
        return;
    *slot = (struct tc_scanner_slot){id, unit, is_own};
    scanner->filter[id / 64 % 64] |= UINT64_C(1) << (id % 64);
}

void tc_scanner_init(struct tc_scanner *scanner, const struct tc_plan *plan)
{
    *scanner = (struct tc_scanner){0};
    size_t ids = 0;
    for (size_t i = 0; i < plan->unit_count; i++)
        ids += plan->units[i].variant_count;
    uint32_t size = 16;
    while (size < ids * 2)
        size *= 2;
    scanner->mask = size - 1;
    scanner->slots = tc_xmalloc(size * sizeof *scanner->slots);
    memset(scanner->slots, 0xFF, size * sizeof *scanner->slots);
    for (size_t i = 0; i < plan->unit_count; i++)
        for (size_t k = 0; k < plan->units[i].variant_count; k++)
            if (plan->units[i].variants[k].id != UINT32_MAX)
                add_id(scanner, plan->units[i].variants[k].id, (uint16_t)i, plan->units[i].variants[k].factor >= 1);
}

void tc_scanner_fini(struct tc_scanner *scanner)
{
    free(scanner->slots);
    *scanner = (struct tc_scanner){0};
}

static void note(const struct tc_scanner *scanner, uint32_t id, uint32_t position, struct tc_occurrences *ret)
{
    uint32_t at = slot_of(id) & scanner->mask;
    for (; scanner->slots[at].id != id; at = (at + 1) & scanner->mask)
        if (scanner->slots[at].id == UINT32_MAX)
            return;
    const struct tc_scanner_slot *slot = &scanner->slots[at];
    TC_GROW(ret->items, ret->count, ret->cap);
    ret->items[ret->count++] = (struct tc_occurrence){position, slot->unit, slot->is_own};
    ret->present |= UINT64_C(1) << slot->unit;
}

void tc_scan(const struct tc_scanner *scanner, const struct tc_stream *stream, struct tc_occurrences *ret)
{
    ret->count = 0;
    ret->present = 0;
    ret->tokens = stream->tokens;
    ret->title_start = stream->title_start;
    ret->title_tokens = stream->title_tokens;
    ret->head_count = 0;
    uint32_t title_start = stream->title_start;
    const unsigned char *p = stream->data, *end = stream->end;
    for (uint32_t position = 0; p < end; position++) {
        uint32_t id = *p++;
        if (id >= 0x80) {
            id &= 0x7F;
            for (unsigned shift = 7; p < end && shift < 35; shift += 7) {
                uint32_t byte = *p++;
                id |= (byte & 0x7F) << shift;
                if (byte < 0x80)
                    break;
            }
        }
        if (position - title_start < TC_SCAN_HEAD)
            ret->head[ret->head_count++] = id;
        if (scanner->filter[id / 64 % 64] >> (id % 64) & 1)
            note(scanner, id, position, ret);
    }
}
