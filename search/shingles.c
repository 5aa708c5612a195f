// SPDX-License-Identifier: GPL-3.0-or-later
#include "shingles.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static uint32_t bucket_of(uint32_t first, uint32_t second)
{
    uint64_t mixed = ((uint64_t)first << 32 | second) * 0x9E3779B97F4A7C15ULL;
    return (uint32_t)(mixed >> 40);
}

static struct tc_shingle *find(const struct tc_shingles *s, uint32_t first, uint32_t second)
{
    uint32_t next = s->buckets[bucket_of(first, second) & s->mask];
    while (next) {
        struct tc_shingle *item = &s->items[next - 1];
        if (item->first == first && item->second == second)
            return item;
        next = item->next;
    }
    return NULL;
}

void tc_shingles_init(struct tc_shingles *s, const uint32_t *ids, const double *weights, size_t count)
{
    uint32_t size = 64;
    *s = (struct tc_shingles){.width = count + count / 2 + 16};
    while (size < 2 * count)
        size *= 2;
    s->mask = size - 1;
    s->buckets = tc_xcalloc(size, sizeof *s->buckets);
    s->items = tc_xcalloc(count + 1, sizeof *s->items);
    s->tallies = tc_xcalloc(count + 1, sizeof *s->tallies);
    for (size_t i = 0; i + 1 < count; i++) {
        if (find(s, ids[i], ids[i + 1]))
            continue;
        uint32_t *bucket = &s->buckets[bucket_of(ids[i], ids[i + 1]) & s->mask];
        s->items[s->count++] = (struct tc_shingle){
            .first = ids[i], .second = ids[i + 1], .next = *bucket, .weight = weights[i] + weights[i + 1] + 0.1};
        *bucket = (uint32_t)s->count;
        s->seen[ids[i] / 64 % TC_LENGTH(s->seen)] |= 1ULL << ids[i] % 64;
    }
}

void tc_shingles_fini(struct tc_shingles *s)
{
    free(s->items);
    free(s->buckets);
    free(s->tallies);
    free(s->hits);
}

double tc_shingles_score(struct tc_shingles *s, const uint32_t *tokens, size_t count)
{
    size_t hits = 0, first = 0;
    double weight = 0, most = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        if (!(s->seen[tokens[i] / 64 % TC_LENGTH(s->seen)] >> tokens[i] % 64 & 1))
            continue;
        const struct tc_shingle *item = find(s, tokens[i], tokens[i + 1]);
        if (!item)
            continue;
        TC_GROW(s->hits, hits, s->hit_cap);
        s->hits[hits++] = (struct tc_shingle_hit){(uint32_t)i, (uint32_t)(item - s->items)};
        if (s->tallies[item - s->items]++ == 0)
            weight += item->weight;
        while (i - s->hits[first].at >= s->width) {
            uint32_t gone = s->hits[first++].shingle;
            if (--s->tallies[gone] == 0)
                weight -= s->items[gone].weight;
        }
        most = weight > most ? weight : most;
    }
    while (first < hits)
        s->tallies[s->hits[first++].shingle] = 0;
    return most;
}
