// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan.h"

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

static struct tc_scanner_slot *find_slot(const struct tc_scanner *scanner, uint32_t id)
{
    uint32_t at = slot_of(id) & scanner->mask;
    while (scanner->slots[at].id != UINT32_MAX && scanner->slots[at].id != id)
        at = (at + 1) & scanner->mask;
    return &scanner->slots[at];
}

static void grow(struct tc_scanner *scanner)
{
    struct tc_scanner_slot *old = scanner->slots;
    uint32_t old_size = old ? scanner->mask + 1 : 0, size = old_size ? old_size * 2 : 64;
    scanner->slots = tc_xmalloc(size * sizeof *scanner->slots);
    memset(scanner->slots, 0xFF, size * sizeof *scanner->slots);
    scanner->mask = size - 1;
    for (uint32_t i = 0; i < old_size; i++)
        if (old[i].id != UINT32_MAX)
            *find_slot(scanner, old[i].id) = old[i];
    free(old);
}

static struct tc_scanner_slot *watch(struct tc_scanner *scanner, uint32_t id)
{
    if ((scanner->used + 1) * 2 > scanner->mask)
        grow(scanner);
    struct tc_scanner_slot *slot = find_slot(scanner, id);
    if (slot->id == UINT32_MAX) {
        *slot = (struct tc_scanner_slot){id, UINT16_MAX, false, -1, -1};
        scanner->used++;
        scanner->filter[id / 64 % 64] |= UINT64_C(1) << (id % 64);
    }
    return slot;
}

void tc_scanner_init(struct tc_scanner *scanner, const struct tc_plan *plan)
{
    *scanner = (struct tc_scanner){0};
    grow(scanner);
    for (size_t i = 0; i < plan->unit_count; i++)
        for (size_t k = 0; k < plan->units[i].variant_count; k++) {
            const struct tc_variant *variant = &plan->units[i].variants[k];
            if (variant->id == UINT32_MAX)
                continue;
            struct tc_scanner_slot *slot = watch(scanner, variant->id);
            if (slot->unit != UINT16_MAX && (slot->is_own || variant->factor < 1))
                continue;
            slot->unit = (uint16_t)i;
            slot->is_own = variant->factor >= 1;
        }
}

int tc_scanner_counter(struct tc_scanner *scanner, uint32_t first, uint32_t second)
{
    bool is_pair = second != UINT32_MAX;
    struct tc_scanner_slot *slot = watch(scanner, is_pair ? second : first);
    if (!is_pair && slot->counter >= 0)
        return slot->counter;
    for (int32_t at = is_pair ? slot->pair : -1; at >= 0; at = scanner->pairs[at].next)
        if (scanner->pairs[at].first == first)
            return scanner->pairs[at].counter;
    if (scanner->counter_count == TC_COUNTERS_MAX)
        return -1;
    int counter = (int)scanner->counter_count++;
    if (!is_pair) {
        slot->counter = counter;
        return counter;
    }
    TC_GROW(scanner->pairs, scanner->pair_count, scanner->pair_cap);
    scanner->pairs[scanner->pair_count] = (struct tc_scanner_pair){first, counter, slot->pair};
    slot->pair = (int32_t)scanner->pair_count++;
    return counter;
}

void tc_scanner_fini(struct tc_scanner *scanner)
{
    free(scanner->slots);
    free(scanner->pairs);
    *scanner = (struct tc_scanner){0};
}

static void note(const struct tc_scanner *scanner, uint32_t id, uint32_t before, uint32_t position,
                 struct tc_occurrences *ret)
{
    const struct tc_scanner_slot *slot = find_slot(scanner, id);
    if (slot->id != id)
        return;
    if (slot->unit != UINT16_MAX) {
        TC_GROW(ret->items, ret->count, ret->cap);
        ret->items[ret->count++] = (struct tc_occurrence){position, slot->unit, slot->is_own};
        ret->present |= UINT64_C(1) << slot->unit;
    }
    if (slot->counter >= 0)
        ret->counts[slot->counter]++;
    for (int32_t at = slot->pair; at >= 0; at = scanner->pairs[at].next)
        if (scanner->pairs[at].first == before)
            ret->counts[scanner->pairs[at].counter]++;
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
    memset(ret->counts, 0, scanner->counter_count * sizeof *ret->counts);
    uint32_t before = UINT32_MAX;
    const unsigned char *p = stream->data, *end = stream->end;
    for (uint32_t position = 0; p < end; position++) {
        uint32_t id = tc_stream_next(stream, &p);
        if (position - title_start < TC_SCAN_HEAD)
            ret->head[ret->head_count++] = id;
        if (scanner->filter[id / 64 % 64] >> (id % 64) & 1)
            note(scanner, id, before, position, ret);
        before = id;
    }
}
