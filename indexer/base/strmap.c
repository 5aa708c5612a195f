// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/strmap.h"

#include <stdlib.h>
#include <string.h>

struct tc_strmap_slot {
    uint32_t hash, offset, len, value; // hash 0 marks an empty slot
};

static uint64_t mix(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t tc_hash_bytes(const char *data, size_t len)
{
    uint64_t h = 0x9e3779b97f4a7c15U ^ len;
    while (len >= 8) {
        uint64_t word;
        memcpy(&word, data, 8);
        h = mix(h ^ word, 0xd6e8feb86659fd93U);
        data += 8;
        len -= 8;
    }
    uint64_t tail = 0;
    memcpy(&tail, data, len);
    return mix(h ^ tail, 0xa0761d6478bd642fU);
}

void tc_strmap_fini(struct tc_strmap *map)
{
    free(map->slots);
    tc_buf_fini(&map->pool);
    *map = (struct tc_strmap){0};
}

static uint32_t hash32(const char *key, size_t len)
{
    uint32_t h = (uint32_t)tc_hash_bytes(key, len);
    return h ? h : 1;
}

static struct tc_strmap_slot *find(const struct tc_strmap *map, uint32_t hash, const char *key, size_t len)
{
    for (uint32_t i = hash & map->mask;; i = (i + 1) & map->mask) {
        struct tc_strmap_slot *slot = &map->slots[i];
        if (!slot->hash ||
            (slot->hash == hash && slot->len == len && (!len || !memcmp(map->pool.data + slot->offset, key, len))))
            return slot;
    }
}

static void grow(struct tc_strmap *map)
{
    struct tc_strmap_slot *old = map->slots;
    uint32_t old_size = old ? map->mask + 1 : 0;
    uint32_t size = old_size ? old_size * 2 : 64;
    map->slots = tc_xcalloc(size, sizeof *map->slots);
    map->mask = size - 1;
    for (uint32_t i = 0; i < old_size; i++) {
        if (old[i].hash) {
            uint32_t j = old[i].hash & map->mask;
            while (map->slots[j].hash)
                j = (j + 1) & map->mask;
            map->slots[j] = old[i];
        }
    }
    free(old);
}

static struct tc_strmap_slot *insert(struct tc_strmap *map, const char *key, size_t len, bool *ret_new)
{
    if (!map->slots || map->count >= map->mask - map->mask / 4)
        grow(map);
    uint32_t hash = hash32(key, len);
    struct tc_strmap_slot *slot = find(map, hash, key, len);
    *ret_new = !slot->hash;
    if (*ret_new) {
        *slot = (struct tc_strmap_slot){.hash = hash, .offset = (uint32_t)map->pool.len, .len = (uint32_t)len};
        tc_buf_add(&map->pool, key, len);
        map->count++;
    }
    return slot;
}

void tc_strmap_set(struct tc_strmap *map, const char *key, size_t len, uint32_t value)
{
    bool is_new = false;
    insert(map, key, len, &is_new)->value = value;
}

bool tc_strmap_get(const struct tc_strmap *map, const char *key, size_t len, uint32_t *ret)
{
    if (!map->slots)
        return false;
    const struct tc_strmap_slot *slot = find(map, hash32(key, len), key, len);
    if (!slot->hash)
        return false;
    *ret = slot->value;
    return true;
}

uint32_t tc_strmap_id(struct tc_strmap *map, const char *key, size_t len)
{
    uint32_t next = map->count;
    bool is_new = false;
    struct tc_strmap_slot *slot = insert(map, key, len, &is_new);
    if (is_new)
        slot->value = next;
    return slot->value;
}
