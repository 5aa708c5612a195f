// SPDX-License-Identifier: GPL-3.0-or-later
// A map from byte strings to 32-bit numbers: open addressing, keys copied once into one pool. The numbers are often ids
// handed out in order of first sight, so tc_strmap_id() does both.
#ifndef TC_BASE_STRMAP_H
#define TC_BASE_STRMAP_H

#include "base/mem.h"

#include <stdbool.h>

struct tc_strmap {
    struct tc_strmap_slot *slots;
    uint32_t mask, count;
    struct tc_buf pool;
};
void tc_strmap_fini(struct tc_strmap *map);
// Sets key to value, replacing what was there.
void tc_strmap_set(struct tc_strmap *map, const char *key, size_t len, uint32_t value);
bool tc_strmap_get(const struct tc_strmap *map, const char *key, size_t len, uint32_t *ret);
// The number of key; a key not seen before gets the count of keys so far (0, 1, 2 …).
uint32_t tc_strmap_id(struct tc_strmap *map, const char *key, size_t len);
// 64-bit hash of bytes (wyhash-like mixing; not for adversaries who choose keys: maps are bounded by their callers).
uint64_t tc_hash_bytes(const char *data, size_t len);

#endif
