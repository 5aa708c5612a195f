// SPDX-License-Identifier: GPL-3.0-or-later
#include "neighbours.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/strmap.h"
#include "store.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    SAMPLE_TOKENS = 3000000,
    PAIRS_KEPT = 50000, // 97 of 100 syllables are put right with these; all pairs would add less than one
    PAIR_LEAST = 3,     // times
    ENOUGH_CHANGED = 50 // one document in so many
};
static const char FILE_NAME[] = "neighbours.dat", MAGIC[8] = "tcneigh1";

struct head {
    char magic[8];
    uint64_t total;
    uint32_t words, pairs;
}; // then 64-bit hashes of words and of pairs, each ascending, then their 32-bit counts

struct row {
    uint64_t hash;
    uint32_t count;
};

static uint64_t pair_hash(uint64_t first, uint64_t second)
{
    return first * 0x9e3779b97f4a7c15u ^ (second << 29 | second >> 35);
}

// --- counting

struct counter {
    struct pair_slot {
        uint64_t pair; // ids; 0 is empty, since no word stands beside itself as 0, 0 often enough to matter
        uint32_t count;
    } * slots;
    size_t mask, used;
    uint32_t *words;
    size_t word_cap;
    uint64_t total;
};

static struct pair_slot *slot_of(struct counter *c, uint64_t pair)
{
    size_t at = (size_t)(pair * 0x9e3779b97f4a7c15u >> 20) & c->mask;
    while (c->slots[at].pair && c->slots[at].pair != pair)
        at = (at + 1) & c->mask;
    return &c->slots[at];
}

static void grow(struct counter *c)
{
    struct pair_slot *old = c->slots;
    size_t old_size = old ? c->mask + 1 : 0, size = old_size ? old_size * 2 : 1 << 14;
    c->slots = tc_xcalloc(size, sizeof *c->slots);
    c->mask = size - 1;
    for (size_t i = 0; i < old_size; i++)
        if (old[i].pair)
            *slot_of(c, old[i].pair) = old[i];
    free(old);
}

static void count_word(struct counter *c, uint32_t id)
{
    if (id >= c->word_cap) {
        size_t cap = (size_t)id * 2 + 1024;
        c->words = tc_xrealloc(c->words, cap, sizeof *c->words);
        memset(c->words + c->word_cap, 0, (cap - c->word_cap) * sizeof *c->words);
        c->word_cap = cap;
    }
    c->words[id]++;
    c->total++;
}

static void count_pair(struct counter *c, uint32_t first, uint32_t second)
{
    uint64_t pair = (uint64_t)first << 32 | second;
    if (!pair)
        return;
    if ((c->used + 1) * 2 > c->mask)
        grow(c);
    struct pair_slot *slot = slot_of(c, pair);
    c->used += !slot->count;
    slot->pair = pair;
    slot->count++;
}

static void count_stream(struct counter *c, const struct tc_stream *stream)
{
    uint32_t before = UINT32_MAX;
    for (const unsigned char *p = stream->data; p < stream->end;) {
        uint32_t id = tc_stream_next(stream, &p);
        count_word(c, id);
        if (before != UINT32_MAX)
            count_pair(c, before, id);
        before = id;
    }
}

static enum tc_status count_archive(struct tc_reader *reader, struct counter *c, struct tc_error *err)
{
    double tokens = tc_reader_average_length(reader) * tc_reader_count(reader);
    uint32_t stride = (uint32_t)(tokens / SAMPLE_TOKENS) + 1, n = 0;
    grow(c);
    for (tc_docid doc = 0; tc_reader_next(reader, &doc, err) == TC_OK; n++) {
        struct tc_stream stream;
        if (n % stride)
            continue;
        enum tc_status status = tc_reader_stream(reader, doc, &stream, err);
        if (status != TC_OK)
            return status;
        count_stream(c, &stream);
    }
    return TC_OK;
}

// --- writing

static int by_count(const void *a, const void *b)
{
    const struct pair_slot *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return x->pair < y->pair ? -1 : x->pair > y->pair;
}

static int by_hash(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static uint64_t term_hash(struct tc_reader *reader, uint32_t id)
{
    size_t len;
    const char *term = tc_reader_term(reader, id, &len);
    return term ? tc_hash_bytes(term, len) : 0;
}

static size_t word_rows(struct tc_reader *reader, const struct counter *c, struct row *ret)
{
    size_t count = 0;
    for (uint32_t id = 0; id < c->word_cap; id++)
        if (c->words[id])
            ret[count++] = (struct row){term_hash(reader, id), c->words[id]};
    return count;
}

// The most frequent pairs; c->slots is put in order on the way.
static size_t pair_rows(struct tc_reader *reader, struct counter *c, struct row *ret)
{
    size_t kept = 0, count = 0;
    for (size_t i = 0; i <= c->mask; i++)
        if (c->slots[i].count >= PAIR_LEAST)
            c->slots[kept++] = c->slots[i];
    qsort(c->slots, kept, sizeof *c->slots, by_count);
    for (; count < kept && count < PAIRS_KEPT; count++) {
        const struct pair_slot *slot = &c->slots[count];
        uint64_t first = term_hash(reader, (uint32_t)(slot->pair >> 32)),
                 second = term_hash(reader, (uint32_t)slot->pair);
        ret[count] = (struct row){pair_hash(first, second), slot->count};
    }
    return count;
}

static void put_hashes(struct tc_buf *out, struct row *rows, size_t count)
{
    qsort(rows, count, sizeof *rows, by_hash);
    for (size_t i = 0; i < count; i++)
        tc_buf_add(out, &rows[i].hash, sizeof rows[i].hash);
}

static void put_counts(struct tc_buf *out, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        tc_buf_add(out, &rows[i].count, sizeof rows[i].count);
}

static enum tc_status write_file(struct tc_reader *reader, struct counter *c, const char *path, struct tc_error *err)
{
    struct row *words = tc_xcalloc(c->word_cap + 1, sizeof *words), *pairs = tc_xcalloc(PAIRS_KEPT, sizeof *pairs);
    struct head head = {.total = c->total};
    memcpy(head.magic, MAGIC, sizeof head.magic);
    head.words = (uint32_t)word_rows(reader, c, words);
    head.pairs = (uint32_t)pair_rows(reader, c, pairs);
    tc_auto_buf struct tc_buf out = {0};
    tc_buf_add(&out, &head, sizeof head);
    put_hashes(&out, words, head.words);
    put_hashes(&out, pairs, head.pairs);
    put_counts(&out, words, head.words);
    put_counts(&out, pairs, head.pairs);
    free(words);
    free(pairs);
    return tc_file_write(path, out.data, out.len, err);
}

enum tc_status tc_neighbours_build(const char *directory, uint64_t changed, struct tc_error *err)
{
    tc_auto_free char *path = tc_xasprintf("%s/%s", directory, FILE_NAME);
    struct tc_reader *reader;
    enum tc_status status = tc_reader_open(directory, &reader, err);
    if (status != TC_OK)
        return status;
    bool is_fresh = access(path, R_OK) == 0 && changed * ENOUGH_CHANGED < tc_reader_count(reader);
    if (!is_fresh) {
        struct counter c = {0};
        status = count_archive(reader, &c, err);
        if (status == TC_OK)
            status = write_file(reader, &c, path, err);
        free(c.slots);
        free(c.words);
    }
    tc_reader_close(reader);
    return status;
}

// --- reading

struct tc_neighbours {
    void *map;
    size_t size;
    struct head head;
    const uint64_t *words, *pairs;
    const uint32_t *word_counts, *pair_counts;
};

enum tc_status tc_neighbours_open(const char *directory, struct tc_neighbours **ret, struct tc_error *err)
{
    tc_auto_free char *path = tc_xasprintf("%s/%s", directory, FILE_NAME);
    tc_auto_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st))
        return tc_fail(err, TC_ERR_NOT_FOUND, "%s is not there", path);
    struct tc_neighbours n = {.size = (size_t)st.st_size};
    if (n.size < sizeof n.head || (n.map = mmap(NULL, n.size, PROT_READ, MAP_PRIVATE, fd, 0)) == MAP_FAILED)
        return tc_fail(err, TC_ERR_CORRUPT, "%s is damaged", path);
    memcpy(&n.head, n.map, sizeof n.head);
    uint64_t rows = (uint64_t)n.head.words + n.head.pairs;
    if (memcmp(n.head.magic, MAGIC, sizeof n.head.magic) != 0 || n.size != sizeof n.head + rows * 12) {
        munmap(n.map, n.size);
        return tc_fail(err, TC_ERR_CORRUPT, "%s is damaged", path);
    }
    n.words = (const uint64_t *)((const char *)n.map + sizeof n.head);
    n.pairs = n.words + n.head.words;
    n.word_counts = (const uint32_t *)(n.pairs + n.head.pairs);
    n.pair_counts = n.word_counts + n.head.words;
    *ret = tc_xmalloc(sizeof **ret);
    **ret = n;
    return TC_OK;
}

void tc_neighbours_close(struct tc_neighbours *neighbours)
{
    if (!neighbours)
        return;
    munmap(neighbours->map, neighbours->size);
    free(neighbours);
}

uint64_t tc_neighbours_total(const struct tc_neighbours *neighbours)
{
    return neighbours->head.total;
}

static uint32_t look_up(const uint64_t *hashes, const uint32_t *counts, uint32_t count, uint64_t hash)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (hashes[middle] < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && hashes[low] == hash ? counts[low] : 0;
}

uint64_t tc_neighbours_key(const char *word, size_t len)
{
    return tc_hash_bytes(word, len);
}

uint32_t tc_neighbours_word_by(const struct tc_neighbours *neighbours, uint64_t key)
{
    return look_up(neighbours->words, neighbours->word_counts, neighbours->head.words, key);
}

uint32_t tc_neighbours_pair_by(const struct tc_neighbours *neighbours, uint64_t first, uint64_t second)
{
    return look_up(neighbours->pairs, neighbours->pair_counts, neighbours->head.pairs, pair_hash(first, second));
}
