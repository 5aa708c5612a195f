// SPDX-License-Identifier: GPL-3.0-or-later
#include "everyday.h"

#include "base/tsv.h"
#include "store/neighbours.h"

#include <stdlib.h>
#include <string.h>

static void add(struct tc_strmap *map, const uint64_t *key, size_t words, uint32_t times)
{
    uint32_t before = 0;
    tc_strmap_get(map, (const char *)key, words * sizeof *key, &before);
    tc_strmap_set(map, (const char *)key, words * sizeof *key, before + times);
}

static void add_phrase(struct tc_everyday *everyday, const char *phrase, uint32_t times)
{
    uint64_t pair[2] = {0};
    for (bool is_first = true; *phrase; is_first = false) {
        size_t len = strcspn(phrase, " ");
        pair[0] = pair[1];
        pair[1] = tc_neighbours_key(phrase, len);
        add(&everyday->words, &pair[1], 1, times);
        if (!is_first)
            add(&everyday->pairs, pair, 2, times);
        phrase += len + (phrase[len] == ' ');
    }
}

void tc_everyday_load(struct tc_everyday *everyday)
{
    struct tc_tsv table;
    if (everyday->is_loaded)
        return;
    everyday->is_loaded = true;
    if (tc_table_read("everyday", &table, NULL) != TC_OK)
        return;
    for (size_t row = 0; row < table.rows; row++)
        add_phrase(everyday, tc_tsv_cell(&table, row, 0), (uint32_t)strtoul(tc_tsv_cell(&table, row, 1), NULL, 10));
    tc_tsv_fini(&table);
}

void tc_everyday_fini(struct tc_everyday *everyday)
{
    tc_strmap_fini(&everyday->words);
    tc_strmap_fini(&everyday->pairs);
}

static double look_up(const struct tc_strmap *map, const uint64_t *key, size_t words)
{
    uint32_t times;
    return map->count && tc_strmap_get(map, (const char *)key, words * sizeof *key, &times) ? times : 0;
}

double tc_everyday_word(const struct tc_everyday *everyday, uint64_t word)
{
    return look_up(&everyday->words, &word, 1);
}

double tc_everyday_pair(const struct tc_everyday *everyday, uint64_t first, uint64_t second)
{
    return look_up(&everyday->pairs, (uint64_t[]){first, second}, 2);
}
