// SPDX-License-Identifier: GPL-3.0-or-later
#include "fold.h"

#include "wordrun.h"

#include <stdlib.h>
#include <string.h>

#define SHARED_LEAST 0.7 // of the runs of words of both: about nine tenths of the wording

enum { ALL_PAIRS = 2000 }; // documents of which every two are compared; of more only those with like bands

// What of a document tells its copies.
struct print {
    uint64_t simhash;
    bool is_known, has_sketch;
    size_t group;
    char *key; // NULL until needed
    uint64_t *sketch;
    size_t sketch_count;
};

struct folder {
    struct tc_reader *reader;
    const struct tc_ranking *ranking;
    struct tc_arena arena; // keys and sketches
    struct print *prints;
};

static enum tc_status read_print(struct tc_reader *reader, tc_docid doc, struct tc_buf *value, struct print *ret,
                                 struct tc_error *err)
{
    tc_buf_clear(value);
    enum tc_status status = tc_reader_value(reader, doc, TC_SLOT_SIMHASH, value, err);
    if (status != TC_OK)
        return status;
    *ret = (struct print){0};
    if (value->len == 16) {
        char *end;
        ret->simhash = strtoull(value->data, &end, 16);
        ret->is_known = !*end && ret->simhash;
    }
    return TC_OK;
}

static const char *key_of(struct folder *f, size_t i)
{
    struct print *print = &f->prints[i];
    if (!print->key) {
        tc_auto_buf struct tc_buf value = {0};
        if (tc_reader_value(f->reader, f->ranking->items[i].doc, TC_SLOT_KEY, &value, NULL) != TC_OK)
            tc_buf_clear(&value);
        print->key = tc_arena_strndup(&f->arena, value.data ? value.data : "", value.len);
    }
    return print->key;
}

// Unknown keys and dates ("44-KL/TU@?") agree with any.
static bool keys_agree(const char *a, const char *b)
{
    size_t len = strcspn(a, "@");
    if (!*a || !*b || !strcmp(a, b))
        return true;
    if (len != strcspn(b, "@") || memcmp(a, b, len) != 0)
        return false;
    return !a[len] || !b[len] || a[len + 1] == '?' || b[len + 1] == '?';
}

static const struct print *with_sketch(struct folder *f, size_t i)
{
    struct print *print = &f->prints[i];
    struct tc_stream stream;
    if (!print->has_sketch && tc_reader_stream(f->reader, f->ranking->items[i].doc, &stream, NULL) == TC_OK) {
        print->sketch = tc_arena_zero(&f->arena, TC_SKETCH, sizeof *print->sketch);
        print->sketch_count = tc_sketch(&stream, print->sketch);
    }
    print->has_sketch = true;
    return print;
}

static bool are_copies(struct folder *f, size_t i, size_t j)
{
    const struct print *a = &f->prints[i], *b = &f->prints[j];
    int bits = __builtin_popcountll(a->simhash ^ b->simhash);
    if (!a->is_known || !b->is_known || bits > TC_LIKE_BITS || !keys_agree(key_of(f, i), key_of(f, j)))
        return false;
    if (bits <= TC_COPY_BITS)
        return true;
    a = with_sketch(f, i);
    b = with_sketch(f, j);
    return tc_sketch_alike(a->sketch, a->sketch_count, b->sketch, b->sketch_count) >= SHARED_LEAST;
}

// Simhashes within three bits agree wholly in one of four 16-bit bands: only those that share a band are compared.
struct bands {
    struct tc_strmap last; // band and its bits -> newest group + chain
    size_t *previous;      // for each print and band, the print before it in the same band
};

static uint32_t band_key(uint64_t simhash, unsigned band)
{
    return band << 16 | (uint32_t)(simhash >> (band * 16) & 0xFFFF);
}

static size_t find_group(struct folder *f, const struct bands *bands, size_t self, size_t none)
{
    const struct print *print = &f->prints[self];
    size_t best = none;
    for (size_t i = 0; print->is_known && i < self && i < ALL_PAIRS; i++)
        if (f->prints[i].group < best && are_copies(f, i, self))
            best = f->prints[i].group;
    for (unsigned band = 0; print->is_known && band < 4 && self > ALL_PAIRS; band++) {
        uint32_t key = band_key(print->simhash, band), at;
        if (!tc_strmap_get(&bands->last, (const char *)&key, sizeof key, &at))
            continue;
        for (size_t i = at; i != none && i >= ALL_PAIRS; i = bands->previous[i * 4 + band])
            if (f->prints[i].group < best && are_copies(f, i, self))
                best = f->prints[i].group;
    }
    return best;
}

static void add_bands(struct bands *bands, const struct print *print, size_t i, size_t none)
{
    for (unsigned band = 0; print->is_known && band < 4 && i >= ALL_PAIRS; band++) {
        uint32_t key = band_key(print->simhash, band), at;
        bool has_any = tc_strmap_get(&bands->last, (const char *)&key, sizeof key, &at);
        bands->previous[i * 4 + band] = has_any ? at : none;
        tc_strmap_set(&bands->last, (const char *)&key, sizeof key, (uint32_t)i);
    }
}

static void collect(struct tc_folded *folded, const struct print *prints, size_t count)
{
    size_t *lists = tc_arena_zero(&folded->arena, count + 1, sizeof *lists), used = 0;
    for (size_t i = 0; i < count; i++)
        folded->groups[prints[i].group].copy_count++;
    for (size_t g = 0; g < folded->count; g++) {
        struct tc_fold_group *group = &folded->groups[g];
        group->copies = lists + used;
        used += --group->copy_count; // the first is shown itself
        group->copy_count = 0;
    }
    for (size_t i = 0; i < count; i++) {
        struct tc_fold_group *group = &folded->groups[prints[i].group];
        if (group->first != i)
            lists[(size_t)(group->copies - lists) + group->copy_count++] = i;
    }
}

enum tc_status tc_fold(struct tc_reader *reader, const struct tc_ranking *ranking, bool is_on, struct tc_folded *ret,
                       struct tc_error *err)
{
    size_t count = ranking->count;
    struct tc_folded folded = {0};
    struct print *prints = tc_xcalloc(count + 1, sizeof *prints);
    struct folder folder = {.reader = reader, .ranking = ranking, .prints = prints};
    struct bands bands = {.previous = tc_xcalloc(count * 4 + 1, sizeof *bands.previous)};
    tc_auto_buf struct tc_buf value = {0};
    enum tc_status status = TC_OK;
    folded.groups = tc_arena_zero(&folded.arena, count + 1, sizeof *folded.groups);
    for (size_t i = 0; i < count && status == TC_OK; i++) {
        if (is_on)
            status = read_print(reader, ranking->items[i].doc, &value, &prints[i], err);
        size_t group = find_group(&folder, &bands, i, SIZE_MAX);
        if (group == SIZE_MAX) {
            group = folded.count++;
            folded.groups[group].first = i;
        }
        prints[i].group = group;
        add_bands(&bands, &prints[i], i, SIZE_MAX);
    }
    if (status == TC_OK)
        collect(&folded, prints, count);
    tc_strmap_fini(&bands.last);
    free(bands.previous);
    tc_arena_fini(&folder.arena);
    free(prints);
    if (status == TC_OK)
        *ret = folded;
    else
        tc_folded_fini(&folded);
    return status;
}

void tc_folded_fini(struct tc_folded *folded)
{
    tc_arena_fini(&folded->arena);
    *folded = (struct tc_folded){0};
}
