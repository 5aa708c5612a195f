// SPDX-License-Identifier: GPL-3.0-or-later
#include "similar.h"

#include "passage.h"
#include "relations.h"
#include "wordrun.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SIEVE_BITS = 17,    // of a bitmap that lets few runs through that the document does not have
    COMMON_LEAST = 20,  // documents; what as many have, and one in a hundred, is set wording
    COMMON_SHARE = 100, //
    ALIGNED = 4,        // times the limit: candidates that are compared word for word
    WORDS_MAX = 60000,  // of the document that are looked for
    REPEATS_MAX = 8,    // places of one run that are tried
    GAP = 8,            // words between two runs of one passage
    NONE = -1
};
#define SIMILARITY_LEAST 0.03

// The runs of four words of the document asked for, each once, in a table with open addresses.
struct run {
    uint64_t run;
    int first; // place in the document, NONE: free slot
    uint32_t documents;
    uint32_t seen_in; // ordinal + 1 of the document that had it last
    double weight;
};
struct asked {
    uint32_t *words; // of its body
    size_t count;
    uint32_t offset; // of the body in the stream
    struct run *table;
    size_t mask;
    int *next;       // for each place, the next place of the same run
    uint64_t *sieve; // bitmap of hashes
};

// The one thing that is done for every word of the archive: a product and a look into a small table.
static bool is_in_sieve(const struct asked *asked, uint64_t run)
{
    uint64_t bit = run * UINT64_C(0x9e3779b97f4a7c15) >> (64 - SIEVE_BITS);
    return asked->sieve[bit / 64] >> bit % 64 & 1;
}

static void set_sieve(struct asked *asked, uint64_t run)
{
    uint64_t bit = run * UINT64_C(0x9e3779b97f4a7c15) >> (64 - SIEVE_BITS);
    asked->sieve[bit / 64] |= UINT64_C(1) << bit % 64;
}

static struct run *slot_of(const struct asked *asked, uint64_t run)
{
    size_t at = (size_t)tc_run_hash(run) & asked->mask;
    while (asked->table[at].first != NONE && asked->table[at].run != run)
        at = (at + 1) & asked->mask;
    return &asked->table[at];
}

static struct run *find_run(const struct asked *asked, uint64_t run)
{
    if (!is_in_sieve(asked, run))
        return NULL;
    struct run *found = slot_of(asked, run);
    return found->first == NONE ? NULL : found;
}

// The words between the head and the list of recipients, where title and list are known: who signs and who receives is
// alike in all that an office writes. *ret_first is where they begin in the stream.
static enum tc_status read_body(struct tc_reader *reader, tc_docid doc, uint32_t **ret, size_t *ret_count,
                                uint32_t *ret_first, struct tc_error *err)
{
    struct tc_stream stream;
    uint32_t *words = NULL;
    size_t count = 0;
    enum tc_status status = tc_reader_stream(reader, doc, &stream, err);
    if (status == TC_OK)
        status = tc_passage_tokens(reader, doc, &words, &count, err);
    if (status != TC_OK)
        return status;
    uint32_t place = tc_reader_term_id(reader, "nơi", strlen("nơi")),
             receiving = tc_reader_term_id(reader, "nhận", strlen("nhận"));
    size_t first = stream.title_start < count / 2 ? stream.title_start : 0, end = count;
    for (size_t i = count; i-- > count / 2 + 1 && end == count;)
        if (words[i] == receiving && words[i - 1] == place)
            end = i - 1;
    if (end < first + TC_SIMILAR_WORDS) {
        first = 0;
        end = count;
    }
    memmove(words, words + first, (end - first) * sizeof *words);
    *ret = words;
    *ret_count = end - first;
    *ret_first = (uint32_t)first;
    return TC_OK;
}

static enum tc_status read_asked(struct tc_reader *reader, tc_docid doc, struct asked *ret, struct tc_error *err)
{
    struct asked asked = {0};
    enum tc_status status = read_body(reader, doc, &asked.words, &asked.count, &asked.offset, err);
    if (status != TC_OK)
        return status;
    if (asked.count > WORDS_MAX)
        asked.count = WORDS_MAX;
    size_t size = 64;
    while (size < asked.count * 2)
        size *= 2;
    asked.mask = size - 1;
    asked.table = tc_xcalloc(size, sizeof *asked.table);
    asked.next = tc_xcalloc(asked.count + 1, sizeof *asked.next);
    asked.sieve = tc_xcalloc((1U << SIEVE_BITS) / 64, sizeof *asked.sieve);
    for (size_t i = 0; i < size; i++)
        asked.table[i].first = NONE;
    uint64_t run = 0;
    // from the back, so that each chain of places ascends
    for (size_t i = asked.count; i-- > 0;) {
        asked.next[i] = NONE;
        if (i + TC_RUN_FOUR > asked.count)
            continue;
        run = 0;
        for (size_t j = 0; j < TC_RUN_FOUR; j++)
            run = tc_run_push(run, asked.words[i + j]);
        struct run *slot = slot_of(&asked, run);
        asked.next[i] = slot->first;
        slot->run = run;
        slot->first = (int)i;
        set_sieve(&asked, run);
    }
    *ret = asked;
    return TC_OK;
}

static void asked_fini(struct asked *asked)
{
    free(asked->words);
    free(asked->table);
    free(asked->next);
    free(asked->sieve);
}

// --- candidates: one pass over all streams ---

struct hit {
    uint32_t ordinal, slot; // which document had which run
};
struct scan {
    struct asked *asked;
    tc_docid *docs;
    size_t doc_count, doc_cap;
    struct hit *hits;
    size_t hit_count, hit_cap;
    uint32_t common; // a run of more documents is no longer noted
};

static void note_run(struct scan *scan, uint64_t run, uint32_t ordinal)
{
    struct run *found = find_run(scan->asked, run);
    if (!found || found->seen_in == ordinal + 1)
        return;
    found->seen_in = ordinal + 1;
    if (found->documents++ >= scan->common)
        return;
    TC_GROW(scan->hits, scan->hit_count, scan->hit_cap);
    scan->hits[scan->hit_count++] = (struct hit){ordinal, (uint32_t)(found - scan->asked->table)};
}

static void scan_stream(struct scan *scan, const struct tc_stream *stream, uint32_t ordinal)
{
    const struct asked *asked = scan->asked;
    uint64_t run = 0;
    for (const unsigned char *p = stream->data; p < stream->end;) {
        run = tc_run_push(run, tc_stream_next(stream, &p));
        if (is_in_sieve(asked, run))
            note_run(scan, run, ordinal);
    }
}

static enum tc_status scan_archive(struct tc_reader *reader, struct scan *scan, struct tc_error *err)
{
    uint32_t share = tc_reader_count(reader) / COMMON_SHARE;
    scan->common = share > COMMON_LEAST ? share : COMMON_LEAST;
    for (tc_docid doc = 0; tc_reader_next(reader, &doc, err) == TC_OK;) {
        struct tc_stream stream;
        enum tc_status status = tc_reader_stream(reader, doc, &stream, err);
        if (status != TC_OK)
            return status;
        TC_GROW(scan->docs, scan->doc_count, scan->doc_cap);
        scan_stream(scan, &stream, (uint32_t)scan->doc_count);
        scan->docs[scan->doc_count++] = doc;
    }
    return TC_OK;
}

// Rare runs weigh more; gives the weight of all.
static double weigh_runs(struct scan *scan)
{
    double all = 0;
    for (size_t i = 0; i <= scan->asked->mask; i++) {
        struct run *run = &scan->asked->table[i];
        if (run->first == NONE || run->documents > scan->common || !run->documents)
            continue;
        run->weight = log(1 + (double)scan->doc_count / run->documents);
        all += run->weight;
    }
    return all;
}

struct candidate {
    tc_docid doc;
    double similarity;
};

static int best_first(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->similarity < y->similarity || x->similarity > y->similarity)
        return x->similarity < y->similarity ? 1 : -1;
    return (x->doc > y->doc) - (x->doc < y->doc);
}

static struct candidate *rank_candidates(struct scan *scan, tc_docid self, size_t *ret_count)
{
    double all = weigh_runs(scan);
    struct candidate *list = tc_xcalloc(scan->doc_count + 1, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < scan->doc_count; i++)
        list[i].doc = scan->docs[i];
    for (size_t i = 0; i < scan->hit_count; i++)
        list[scan->hits[i].ordinal].similarity += scan->asked->table[scan->hits[i].slot].weight;
    for (size_t i = 0; i < scan->doc_count; i++) {
        list[i].similarity = all > 0 ? list[i].similarity / all : 0;
        if (list[i].similarity >= SIMILARITY_LEAST && list[i].doc != self)
            list[count++] = list[i];
    }
    qsort(list, count, sizeof *list, best_first);
    *ret_count = count;
    return list;
}

// --- word for word ---

struct stretch { // of equal words, few others between them
    uint32_t a, a_end, b, b_end, words;
    bool is_rare; // holds wording that few documents have
};
struct aligner {
    const struct asked *asked;
    const uint32_t *b;
    size_t b_count;
    uint32_t b_offset;
    unsigned char *in_a; // places of the document asked for that were found
    struct stretch *stretches;
    size_t count, cap;
};

// The longest stretch of equal words from place j of b on; of equally long ones that which goes on where the last
// ended.
static uint32_t longest_from(const struct aligner *al, const struct run *run, size_t j, uint32_t goes_on, uint32_t *ret)
{
    uint32_t best = 0;
    int tried = 0;
    for (int i = run->first; i != NONE && tried < REPEATS_MAX; i = al->asked->next[i], tried++) {
        uint32_t n = 0;
        while ((size_t)i + n < al->asked->count && j + n < al->b_count &&
               al->asked->words[(size_t)i + n] == al->b[j + n])
            n++;
        if (n > best || (n == best && (uint32_t)i == goes_on)) {
            best = n;
            *ret = (uint32_t)i;
        }
    }
    return best;
}

static void add_equal(struct aligner *al, uint32_t a, uint32_t b, uint32_t words, bool is_rare)
{
    struct stretch *last = al->count ? &al->stretches[al->count - 1] : NULL;
    memset(al->in_a + a, 1, words);
    if (last && a >= last->a_end && a - last->a_end <= GAP && b - last->b_end <= GAP) {
        last->a_end = a + words;
        last->b_end = b + words;
        last->words += words;
        last->is_rare |= is_rare;
        return;
    }
    TC_GROW(al->stretches, al->count, al->cap);
    al->stretches[al->count++] = (struct stretch){a, a + words, b, b + words, words, is_rare};
}

static uint32_t align(struct aligner *al)
{
    uint32_t same = 0, goes_on = 0;
    for (size_t j = 0; j + TC_RUN_FOUR <= al->b_count;) {
        uint64_t key = 0;
        for (size_t k = 0; k < TC_RUN_FOUR; k++)
            key = tc_run_push(key, al->b[j + k]);
        const struct run *run = find_run(al->asked, key);
        uint32_t a = 0, words = run ? longest_from(al, run, j, goes_on, &a) : 0;
        if (words < TC_RUN_FOUR) {
            j++;
            continue;
        }
        bool is_rare = false;
        for (uint32_t k = 0; k + TC_RUN_FOUR <= words && !is_rare; k++) {
            uint64_t inner = 0;
            for (size_t l = 0; l < TC_RUN_FOUR; l++)
                inner = tc_run_push(inner, al->b[j + k + l]);
            const struct run *one = find_run(al->asked, inner);
            is_rare = one && one->weight > 0;
        }
        add_equal(al, a, (uint32_t)j, words, is_rare);
        goes_on = a + words;
        same += words;
        j += words;
    }
    return same;
}

static int longest_first(const void *a, const void *b)
{
    const struct stretch *x = a, *y = b;
    if (x->words != y->words)
        return x->words < y->words ? 1 : -1;
    return (x->a > y->a) - (x->a < y->a);
}

// The longest first; what the other has twice is one passage.
static size_t keep_passages(struct aligner *al)
{
    size_t long_ones = 0, kept = 0;
    for (size_t i = 0; i < al->count; i++)
        if (al->stretches[i].is_rare && al->stretches[i].words >= TC_SIMILAR_WORDS)
            al->stretches[long_ones++] = al->stretches[i];
    if (long_ones)
        qsort(al->stretches, long_ones, sizeof *al->stretches, longest_first);
    memset(al->in_a, 0, al->asked->count);
    for (size_t i = 0; i < long_ones; i++) {
        struct stretch s = al->stretches[i];
        if (al->in_a[s.a] || al->in_a[s.a_end - 1])
            continue;
        memset(al->in_a + s.a, 1, s.a_end - s.a);
        al->stretches[kept++] = s;
    }
    return kept;
}

static enum tc_status take_passages(struct tc_reader *reader, tc_docid doc, struct aligner *al, struct tc_arena *arena,
                                    struct tc_similar *ret, struct tc_error *err)
{
    size_t kept = keep_passages(al);
    ret->passage_sum = (uint32_t)kept;
    ret->passages = tc_arena_zero(arena, TC_SIMILAR_PASSAGES, sizeof *ret->passages);
    for (size_t i = 0; i < kept && i < TC_SIMILAR_PASSAGES; i++) {
        const struct stretch *s = &al->stretches[i];
        struct tc_shared_passage *passage = &ret->passages[ret->passage_count++];
        passage->words = s->words;
        enum tc_status status = tc_passage_bytes(reader, doc, s->a + al->asked->offset, s->a_end + al->asked->offset,
                                                 &passage->start, &passage->end, err);
        if (status == TC_OK)
            status = tc_passage_bytes(reader, ret->by.doc, s->b + al->b_offset, s->b_end + al->b_offset,
                                      &passage->other_start, &passage->other_end, err);
        if (status != TC_OK)
            return status;
    }
    return TC_OK;
}

static enum tc_status compare(struct tc_reader *reader, tc_docid doc, const struct asked *asked, struct tc_arena *arena,
                              struct tc_similar *ret, struct tc_error *err)
{
    tc_auto_free uint32_t *words = NULL;
    size_t count = 0;
    uint32_t first = 0;
    enum tc_status status = read_body(reader, ret->by.doc, &words, &count, &first, err);
    if (status != TC_OK)
        return status;
    struct aligner al = {.asked = asked, .b = words, .b_count = count, .b_offset = first};
    al.in_a = tc_xcalloc(asked->count + 1, 1);
    uint32_t same = align(&al);
    for (size_t i = 0; i < asked->count; i++)
        ret->words += al.in_a[i];
    ret->of_other = count ? (double)same / (double)count : 0;
    status = take_passages(reader, doc, &al, arena, ret, err);
    free(al.in_a);
    free(al.stretches);
    return status;
}

static enum tc_status describe(struct tc_reader *reader, struct tc_target *by, struct tc_arena *arena,
                               struct tc_error *err)
{
    tc_auto_buf struct tc_buf path = {0};
    json_t *record = NULL;
    enum tc_status status = tc_reader_identity(reader, by->doc, by->id, &path, err);
    if (status == TC_OK)
        status = tc_record_json(reader, by->doc, &record, err);
    if (status != TC_OK)
        return status;
    const json_t *meta = json_object_get(record, "meta");
    by->path = tc_arena_strndup(arena, path.data ? path.data : "", path.len);
    by->key = tc_arena_strdup(arena, json_string_value(json_object_get(meta, "key")));
    by->title = tc_arena_strdup(arena, json_string_value(json_object_get(meta, "title")));
    by->date = tc_arena_strdup(arena, json_string_value(json_object_get(meta, "date")));
    by->place = tc_arena_strdup(arena, json_string_value(json_object_get(meta, "place")));
    json_decref(record);
    return TC_OK;
}

enum tc_status tc_similar_find(struct tc_reader *reader, tc_docid doc, size_t limit, struct tc_arena *arena,
                               struct tc_similars *ret, struct tc_error *err)
{
    struct asked asked = {0};
    size_t count = 0, most = limit ? limit : 10;
    enum tc_status status = read_asked(reader, doc, &asked, err);
    if (status != TC_OK)
        return status;
    struct scan scan = {.asked = &asked};
    struct candidate *candidates = NULL;
    status = scan_archive(reader, &scan, err);
    if (status == TC_OK)
        candidates = rank_candidates(&scan, doc, &count);
    struct tc_similars found = {.items = tc_arena_zero(arena, most, sizeof *found.items)};
    for (size_t i = 0; i < count && i < most * ALIGNED && found.count < most && status == TC_OK; i++) {
        struct tc_similar item = {.by = {.doc = candidates[i].doc}, .similarity = candidates[i].similarity};
        status = compare(reader, doc, &asked, arena, &item, err);
        if (status == TC_OK && item.passage_sum)
            status = describe(reader, &item.by, arena, err);
        if (item.passage_sum)
            found.items[found.count++] = item;
    }
    free(candidates);
    free(scan.docs);
    free(scan.hits);
    asked_fini(&asked);
    if (status == TC_OK)
        *ret = found;
    return status;
}

// --- JSON ---

static enum tc_status passage_to_json(struct tc_reader *reader, tc_docid doc, const struct tc_shared_passage *passage,
                                      json_t *array, struct tc_error *err)
{
    tc_auto_buf struct tc_buf text = {0};
    enum tc_status status = tc_reader_text(reader, doc, passage->start, passage->end, &text, err);
    if (status == TC_OK)
        json_array_append_new(array,
                              json_pack("{s:i,s:i,s:[ii],s:i,s:s%}", "start", (int)passage->start, "end",
                                        (int)passage->end, "other", (int)passage->other_start, (int)passage->other_end,
                                        "words", (int)passage->words, "text", text.data ? text.data : "", text.len));
    return status;
}

enum tc_status tc_similars_to_json(struct tc_reader *reader, tc_docid doc, const struct tc_similars *similars,
                                   json_t **ret, struct tc_error *err)
{
    json_t *documents = json_array();
    enum tc_status status = TC_OK;
    for (size_t i = 0; i < similars->count && status == TC_OK; i++) {
        const struct tc_similar *item = &similars->items[i];
        json_t *object = tc_target_to_json(&item->by), *passages = json_array();
        json_object_set_new(object, "similarity", json_real(item->similarity));
        json_object_set_new(object, "of_other", json_real(item->of_other));
        json_object_set_new(object, "words", json_integer(item->words));
        json_object_set_new(object, "passage_count", json_integer(item->passage_sum));
        json_object_set_new(object, "passages", passages);
        json_array_append_new(documents, object);
        for (size_t j = 0; j < item->passage_count && status == TC_OK; j++)
            status = passage_to_json(reader, doc, &item->passages[j], passages, err);
    }
    if (status == TC_OK)
        *ret = documents;
    else
        json_decref(documents);
    return status;
}
