// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/abbrev.h"

#include "base/mem.h"
#include "base/strmap.h"
#include "base/tsv.h"
#include "text/token.h"

#include <pthread.h>
#include <string.h>

// One direction: a map from a key to the list of its answers, NULL-terminated runs in one array.
struct side {
    struct tc_strmap map;
    const char ***answers;
    size_t count, capacity;
};
static struct side expansions, abbreviations;

static void add(struct side *side, const char *key, const char *answer)
{
    uint32_t id = tc_strmap_id(&side->map, key, strlen(key));
    if (id == side->count) {
        TC_GROW(side->answers, side->count, side->capacity);
        side->answers[side->count++] = NULL;
    }
    size_t n = 0;
    const char **list = side->answers[id];
    for (; list && list[n]; n++) {
        if (!strcmp(list[n], answer))
            return;
    }
    list = tc_xrealloc(list, n + 2, sizeof *list);
    list[n] = answer;
    list[n + 1] = NULL;
    side->answers[id] = list;
}

// Rows: abbreviation, words. The table lives as long as the program, for what is handed out is borrowed for ever.
static void load(void)
{
    static struct tc_tsv table;
    if (tc_table_read("abbreviations", &table, NULL))
        return; // an installation without tables searches as typed
    int abbreviation = tc_tsv_column(&table, "abbreviation"), words = tc_tsv_column(&table, "words");
    for (size_t i = 0; i < table.rows; i++) {
        const char *exact = tc_text_canonical_dup(tc_tsv_cell(&table, i, abbreviation));
        const char *meaning = tc_text_canonical_dup(tc_tsv_cell(&table, i, words));
        if (!*exact || !*meaning)
            continue;
        add(&expansions, exact, meaning);
        add(&abbreviations, meaning, exact);
    }
}

static const char *const *get(const struct side *side, const char *key, size_t len)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    uint32_t id = 0;
    pthread_once(&once, load);
    return tc_strmap_get(&side->map, key, len, &id) ? side->answers[id] : NULL;
}

const char *const *tc_abbrev_expansions(const char *exact, size_t len)
{
    return get(&expansions, exact, len);
}

const char *const *tc_abbrev_of(const char *words, size_t len)
{
    return get(&abbreviations, words, len);
}
