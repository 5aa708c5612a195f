// SPDX-License-Identifier: GPL-3.0-or-later
// Which documents are near-duplicates: sketches of all, candidates by shared hashes, each pair compared in full.
#include "duplicates.h"

#include "base/strmap.h"
#include "store/schema.h"
#include "wordrun.h"

#include <stdlib.h>
#include <string.h>

enum {
    SHARED_LEAST = 4,  // hashes that candidates share at least …
    SHARED_IN_TEN = 3, // … and tenths of the smaller sketch
    CROWD = 24,        // documents with one hash of which every two are paired; more are paired with their neighbours
    NEAR = 4,          // in a crowd: so many before
    ORDINAL_BITS = 24,
    RADIX_BITS = 11
};

struct finder {
    struct tc_reader *reader;
    tc_docid *docs;
    size_t count, cap;
    uint32_t *leader;  // union-find
    uint64_t *samples; // hash in the upper bits, ordinal in the lower 24
    size_t sample_count, sample_cap;
    uint32_t *sizes; // of the sketches
    size_t size_cap;
};

static uint32_t find_leader(struct finder *f, uint32_t i)
{
    while (f->leader[i] != i)
        i = f->leader[i] = f->leader[f->leader[i]];
    return i;
}

static void join(struct finder *f, uint32_t a, uint32_t b)
{
    a = find_leader(f, a);
    b = find_leader(f, b);
    f->leader[a > b ? a : b] = a > b ? b : a;
}

// --- sketches ---

static enum tc_status read_sketches(struct finder *f, struct tc_error *err)
{
    uint64_t hashes[TC_SKETCH];
    f->sizes = tc_xcalloc(f->count + 1, sizeof *f->sizes);
    for (size_t i = 0; i < f->count; i++) {
        struct tc_stream stream;
        enum tc_status status = tc_reader_stream(f->reader, f->docs[i], &stream, err);
        if (status != TC_OK)
            return status;
        f->sizes[i] = (uint32_t)tc_sketch(&stream, hashes);
        for (size_t j = 0; j < f->sizes[i]; j++) {
            TC_GROW(f->samples, f->sample_count, f->sample_cap);
            f->samples[f->sample_count++] = hashes[j] << ORDINAL_BITS | i;
        }
    }
    return TC_OK;
}

// By all bits, eleven at a time; the ordinals are in order already.
static void sort_samples(struct finder *f)
{
    uint64_t *from = f->samples, *to = tc_xcalloc(f->sample_count + 1, sizeof *to);
    for (unsigned shift = ORDINAL_BITS; shift < 64; shift += RADIX_BITS) {
        size_t at[(1 << RADIX_BITS) + 1] = {0};
        for (size_t i = 0; i < f->sample_count; i++)
            at[(from[i] >> shift & ((1 << RADIX_BITS) - 1)) + 1]++;
        for (size_t i = 0; i < 1 << RADIX_BITS; i++)
            at[i + 1] += at[i];
        for (size_t i = 0; i < f->sample_count; i++)
            to[at[from[i] >> shift & ((1 << RADIX_BITS) - 1)]++] = from[i];
        uint64_t *swap = from;
        from = to;
        to = swap;
    }
    f->samples = from;
    f->sample_cap = f->sample_count + 1;
    free(to);
}

// --- pairs ---

static enum tc_status are_alike(struct finder *f, uint32_t a, uint32_t b, bool *ret, struct tc_error *err)
{
    tc_auto_free uint64_t *x = NULL, *y = NULL;
    size_t x_count = 0, y_count = 0;
    enum tc_status status = tc_runs_read(f->reader, f->docs[a], &x, &x_count, err);
    if (status == TC_OK)
        status = tc_runs_read(f->reader, f->docs[b], &y, &y_count, err);
    if (status == TC_OK)
        *ret = tc_runs_alike(x, x_count, y, y_count) >= TC_ALIKE;
    return status;
}

struct pairs { // shared hashes of one document with each before it
    uint16_t *shared;
    uint32_t *touched;
    size_t touched_count;
};

static void count_run(struct finder *f, struct pairs *pairs, size_t first, size_t self)
{
    // a crowd is mostly set wording; one of true copies has the same neighbours under every hash
    size_t from = self - first > CROWD ? self - NEAR : first;
    for (size_t i = from; i < self; i++) {
        uint32_t other = f->samples[i] & ((1U << ORDINAL_BITS) - 1);
        if (!pairs->shared[other]++)
            pairs->touched[pairs->touched_count++] = other;
    }
}

static enum tc_status judge(struct finder *f, struct pairs *pairs, uint32_t self, struct tc_error *err)
{
    enum tc_status status = TC_OK;
    for (size_t i = 0; i < pairs->touched_count; i++) {
        uint32_t other = pairs->touched[i], shared = pairs->shared[other];
        uint32_t smaller = f->sizes[self] < f->sizes[other] ? f->sizes[self] : f->sizes[other];
        bool is_alike = false;
        pairs->shared[other] = 0;
        if (status != TC_OK || shared < SHARED_LEAST || shared * 10 < smaller * SHARED_IN_TEN ||
            find_leader(f, self) == find_leader(f, other))
            continue;
        status = are_alike(f, self, other, &is_alike, err);
        if (is_alike)
            join(f, self, other);
    }
    pairs->touched_count = 0;
    return status;
}

// Where in samples each hash of each document lies, document by document.
static uint32_t *places_by_document(const struct finder *f, uint32_t *ret_starts)
{
    uint32_t *places = tc_xcalloc(f->sample_count + 1, sizeof *places);
    ret_starts[0] = 0;
    for (size_t i = 0; i < f->count; i++)
        ret_starts[i + 1] = ret_starts[i] + f->sizes[i];
    uint32_t *next = tc_xcalloc(f->count + 1, sizeof *next);
    memcpy(next, ret_starts, f->count * sizeof *next);
    for (size_t i = 0; i < f->sample_count; i++)
        places[next[f->samples[i] & ((1U << ORDINAL_BITS) - 1)]++] = (uint32_t)i;
    free(next);
    return places;
}

static enum tc_status join_alike(struct finder *f, struct tc_error *err)
{
    uint32_t *starts = tc_xcalloc(f->count + 1, sizeof *starts),
             *first = tc_xcalloc(f->sample_count + 1, sizeof *first);
    uint32_t *places = places_by_document(f, starts);
    struct pairs pairs = {tc_xcalloc(f->count + 1, sizeof *pairs.shared),
                          tc_xcalloc(f->count + 1, sizeof *pairs.touched), 0};
    for (size_t i = 1; i < f->sample_count; i++)
        first[i] = f->samples[i] >> ORDINAL_BITS == f->samples[i - 1] >> ORDINAL_BITS ? first[i - 1] : (uint32_t)i;
    enum tc_status status = TC_OK;
    for (uint32_t doc = 0; doc < f->count && status == TC_OK; doc++) {
        for (uint32_t i = starts[doc]; i < starts[doc + 1]; i++)
            count_run(f, &pairs, first[places[i]], places[i]);
        status = judge(f, &pairs, doc, err);
    }
    free(pairs.shared);
    free(pairs.touched);
    free(places);
    free(starts);
    free(first);
    return status;
}

// Files that are the same byte for byte.
static enum tc_status join_same_files(struct finder *f, struct tc_error *err)
{
    struct tc_strmap seen = {0};
    tc_auto_buf struct tc_buf digest = {0};
    enum tc_status status = TC_OK;
    for (uint32_t i = 0; i < f->count && status == TC_OK; i++) {
        uint32_t other;
        tc_buf_clear(&digest);
        status = tc_reader_value(f->reader, f->docs[i], TC_SLOT_DIGEST, &digest, err);
        if (status != TC_OK || !digest.len)
            continue;
        if (tc_strmap_get(&seen, digest.data, digest.len, &other))
            join(f, i, other);
        else
            tc_strmap_set(&seen, digest.data, digest.len, i);
    }
    tc_strmap_fini(&seen);
    return status;
}

// --- groups ---

static int largest_first(const void *a, const void *b)
{
    const struct tc_duplicate_group *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return x->docs[0] < y->docs[0] ? -1 : x->docs[0] > y->docs[0];
}

static void collect(struct finder *f, struct tc_duplicate_groups *ret)
{
    uint32_t *sizes = tc_xcalloc(f->count + 1, sizeof *sizes), *group_of = tc_xcalloc(f->count + 1, sizeof *group_of);
    size_t members = 0, used = 0;
    for (uint32_t i = 0; i < f->count; i++)
        sizes[find_leader(f, i)]++;
    for (uint32_t i = 0; i < f->count; i++)
        members += sizes[find_leader(f, i)] > 1;
    tc_docid *docs = tc_arena_zero(&ret->arena, members + 1, sizeof *docs);
    ret->items = tc_arena_zero(&ret->arena, members / 2 + 1, sizeof *ret->items);
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t leader = find_leader(f, i);
        if (sizes[leader] < 2)
            continue;
        if (leader == i) { // the smallest ordinal leads: it comes first
            group_of[i] = (uint32_t)ret->count;
            ret->items[ret->count++].docs = docs + used;
            used += sizes[i];
        }
        struct tc_duplicate_group *group = &ret->items[group_of[leader]];
        docs[(size_t)(group->docs - docs) + group->count++] = f->docs[i];
    }
    if (ret->count)
        qsort(ret->items, ret->count, sizeof *ret->items, largest_first);
    free(sizes);
    free(group_of);
}

static enum tc_status list_documents(struct finder *f, struct tc_error *err)
{
    for (tc_docid doc = 0; tc_reader_next(f->reader, &doc, err) == TC_OK;) {
        TC_GROW(f->docs, f->count, f->cap);
        f->docs[f->count++] = doc;
    }
    if (f->count >= 1U << ORDINAL_BITS)
        return tc_fail(err, TC_ERR_LIMIT, "duplicates: more than %u documents", (1U << ORDINAL_BITS) - 1);
    f->leader = tc_xcalloc(f->count + 1, sizeof *f->leader);
    for (uint32_t i = 0; i < f->count; i++)
        f->leader[i] = i;
    return TC_OK;
}

enum tc_status tc_duplicates_find(struct tc_reader *reader, bool is_exact, struct tc_duplicate_groups *ret,
                                  struct tc_error *err)
{
    struct finder f = {.reader = reader};
    struct tc_duplicate_groups groups = {0};
    enum tc_status status = list_documents(&f, err);
    if (status == TC_OK)
        status = join_same_files(&f, err);
    if (status == TC_OK && !is_exact) {
        status = read_sketches(&f, err);
        if (status == TC_OK) {
            sort_samples(&f);
            status = join_alike(&f, err);
        }
    }
    if (status == TC_OK) {
        groups.documents = (uint32_t)f.count;
        collect(&f, &groups);
        *ret = groups;
    }
    free(f.docs);
    free(f.leader);
    free(f.samples);
    free(f.sizes);
    return status;
}

void tc_duplicate_groups_fini(struct tc_duplicate_groups *groups)
{
    tc_arena_fini(&groups->arena);
    *groups = (struct tc_duplicate_groups){0};
}
