// SPDX-License-Identifier: GPL-3.0-or-later
// What the shape of the index costs: builds an archive from JSON Lines ({"id","title","text"}) and runs queries over
// it.
//   bench_shape build RECORDS.jsonl ARCHIVE [COUNT]
//   bench_shape query ARCHIVE QUERIES.tsv        lines of KIND TAB words; KIND: words question phrase bare bare-phrase
// Prints JSON: processor seconds a stage, bytes, and for each kind p50 and p95 in processor microseconds with the
// number of hits. The store alone is measured, with the tokenizer: no extraction, no record (bench_index has those).
#include "base/file.h"
#include "base/sha256.h"
#include "base/strmap.h"
#include "store/schema.h"
#include "store/store.h"
#include "text/token.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static double cpu(void)
{
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
           (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
}

static double clock_of(bool is_cpu)
{
    struct timespec t;
    clock_gettime(is_cpu ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

// The most memory this program has held; what getrusage says begins with that of the program that started it.
static long peak_memory_mb(void)
{
    FILE *f = fopen("/proc/self/status", "r");
    char line[256];
    long kb = 0;
    while (f && fgets(line, sizeof line, f)) {
        if (sscanf(line, "VmHWM: %ld", &kb) == 1)
            break;
    }
    if (f)
        fclose(f);
    return kb / 1024;
}

#define MUST(call)                                                                                                     \
    do {                                                                                                               \
        struct tc_error e_ = {0};                                                                                      \
        if ((call) != TC_OK) {                                                                                         \
            fprintf(stderr, "%s: %s\n", #call, e_.message);                                                            \
            exit(1);                                                                                                   \
        }                                                                                                              \
    } while (0)
#define E (&e_)

// --- building

struct tokens {
    struct tc_strmap map;
    struct tc_arena arena;
    struct tc_store_term *distinct;
    uint32_t *ids, *starts;
    size_t distinct_count, distinct_cap, count, cap, start_cap;
};

static void tokenize(struct tc_tokenizer *tokenizer, const char *text, size_t len, struct tokens *t)
{
    tc_tokenizer_start(tokenizer, text, len);
    for (const struct tc_token *token; tc_tokenizer_next(tokenizer, &token);) {
        uint32_t id = tc_strmap_id(&t->map, token->exact, token->exact_len);
        if (id == t->distinct_count) {
            TC_GROW(t->distinct, t->distinct_count, t->distinct_cap);
            t->distinct[t->distinct_count++] =
                (struct tc_store_term){tc_arena_strndup(&t->arena, token->exact, token->exact_len), token->exact_len};
        }
        TC_GROW(t->ids, t->count, t->cap);
        if (t->start_cap != t->cap) {
            t->start_cap = t->cap;
            t->starts = tc_xrealloc(t->starts, t->cap, sizeof *t->starts);
        }
        t->ids[t->count] = id;
        t->starts[t->count++] = token->start;
    }
}

static void tokens_fini(struct tokens *t)
{
    tc_strmap_fini(&t->map);
    tc_arena_fini(&t->arena);
    free(t->distinct);
    free(t->ids);
    free(t->starts);
}

static void put(struct tc_writer *writer, struct tc_tokenizer *tokenizer, const json_t *row, double *tokenizing,
                double *text_bytes)
{
    tc_auto_buf struct tc_buf text = {0};
    const char *title = json_string_value(json_object_get(row, "title"));
    tc_buf_printf(&text, "%s\n%s", title ? title : "", json_string_value(json_object_get(row, "text")));
    struct tokens t = {0};
    double start = cpu();
    tokenize(tokenizer, text.data, text.len, &t);
    *tokenizing += cpu() - start;
    *text_bytes += (double)text.len;
    tc_auto_free char *path = tc_xasprintf("bench/%s", json_string_value(json_object_get(row, "id")));
    tc_auto_free char *record = tc_xasprintf("{\"meta\":{\"title\":\"%s\"},\"citations\":[]}", title ? title : "");
    char id[17];
    tc_document_id(path, id);
    struct tc_store_value value = {TC_SLOT_TYPE, "điều", strlen("điều")};
    struct tc_store_doc doc = {.id = id,
                               .path = path,
                               .root = "bench",
                               .tokens = t.distinct,
                               .token_ids = t.ids,
                               .distinct_count = t.distinct_count,
                               .token_starts = t.starts,
                               .token_count = t.count,
                               .values = &value,
                               .value_count = 1,
                               .text = text.data,
                               .text_len = text.len,
                               .record = record,
                               .record_len = strlen(record)};
    MUST(tc_writer_put(writer, &doc, E));
    tokens_fini(&t);
}

static int build(const char *records, const char *archive, long max)
{
    FILE *in = fopen(records, "r");
    if (!in)
        return 1;
    struct tc_writer *writer;
    MUST(tc_writer_open(archive, &writer, E));
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    char *line = NULL;
    size_t cap = 0;
    double parsing = 0, tokenizing = 0, text_bytes = 0, start = cpu(), began = clock_of(false);
    long count = 0;
    while (count < max && getline(&line, &cap, in) > 0) {
        double before = cpu();
        json_t *row = json_loads(line, 0, NULL);
        parsing += cpu() - before;
        put(writer, tokenizer, row, &tokenizing, &text_bytes);
        json_decref(row);
        count++;
    }
    MUST(tc_writer_commit(writer, E));
    double built = cpu();
    MUST(tc_writer_compact(writer, E));
    double end = cpu();
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf(
        "{\"documents\":%ld,\"text_bytes\":%.0f,\"cpu\":%.3f,\"tokenizing\":%.3f,\"putting\":%.3f,\"compacting\":%.3f,"
        "\"wall\":%.3f,\"rss_mb\":%ld}\n",
        count, text_bytes, end - start - parsing, tokenizing, built - start - parsing - tokenizing, end - built,
        clock_of(false) - began, peak_memory_mb());
    tc_tokenizer_free(tokenizer);
    tc_writer_close(writer);
    free(line);
    fclose(in);
    return 0;
}

// --- querying

enum { WORDS_MAX = 64, SPELLINGS_MAX = 64, CANDIDATES = 200, PLACES = 1 << 14 };

struct query {
    struct tc_arena arena;
    struct tc_node *words[WORDS_MAX];
    char *terms[WORDS_MAX];
    size_t count;
};

static struct tc_node *new_node(struct query *q, enum tc_op op)
{
    struct tc_node *node = tc_arena_zero(&q->arena, 1, sizeof *node);
    node->op = op;
    node->factor = 1;
    return node;
}

static struct tc_node *term_node(struct query *q, const char *term, size_t len)
{
    struct tc_node *node = new_node(q, TC_OP_TERM);
    node->term = tc_arena_strndup(&q->arena, term, len);
    node->term_len = (uint32_t)len;
    return node;
}

static struct tc_node *bare_node(struct query *q, struct tc_reader *reader, const struct tc_token *token)
{
    struct tc_vocabulary_entry found[SPELLINGS_MAX];
    size_t count = tc_reader_folded(reader, token->folded, token->folded_len, false, found, SPELLINGS_MAX);
    struct tc_node *node = new_node(q, TC_OP_SYNONYM);
    node->children = tc_arena_zero(&q->arena, count + 1, sizeof *node->children);
    for (size_t i = 0; i < count; i++) {
        size_t len;
        const char *term = tc_reader_term(reader, found[i].id, &len);
        node->children[node->child_count++] = term_node(q, term, len);
    }
    return node;
}

static struct tc_node *read_query(struct query *q, struct tc_reader *reader, struct tc_tokenizer *tokenizer,
                                  const char *kind, const char *words)
{
    bool is_bare = !strncmp(kind, "bare", 4);
    tc_tokenizer_start(tokenizer, words, strlen(words));
    for (const struct tc_token *token; q->count < WORDS_MAX && tc_tokenizer_next(tokenizer, &token); q->count++) {
        q->terms[q->count] = tc_arena_strndup(&q->arena, token->exact, token->exact_len);
        q->words[q->count] = is_bare ? bare_node(q, reader, token) : term_node(q, token->exact, token->exact_len);
    }
    struct tc_node *root = new_node(q, strstr(kind, "phrase")              ? TC_OP_PHRASE
                                       : !strcmp(kind, "words") || is_bare ? TC_OP_AND
                                                                           : TC_OP_OR);
    root->children = q->words;
    root->child_count = q->count;
    return root;
}

// What a re-ranker reads of each candidate: all tokens, and how often the query's neighbours are neighbours there.
// places: by term id (short ids), bit i for the query's i-th word.
static double bigrams_of(struct tc_reader *reader, tc_docid doc, const uint64_t *places)
{
    struct tc_stream stream;
    MUST(tc_reader_stream(reader, doc, &stream, E));
    uint64_t last = 0;
    double score = 0;
    for (const unsigned char *p = stream.data; p < stream.end;) {
        uint64_t here = places[tc_stream_next(&stream, &p) % PLACES];
        score += (last << 1 & here) != 0;
        last = here;
    }
    return score;
}

static void rerank(struct tc_reader *reader, const struct query *q, struct tc_matches *found)
{
    static uint64_t places[PLACES];
    memset(places, 0, sizeof places);
    for (size_t i = 0; i < q->count; i++) {
        uint32_t id = tc_reader_term_id(reader, q->terms[i], strlen(q->terms[i]));
        if (id != UINT32_MAX)
            places[id % PLACES] |= UINT64_C(1) << i;
    }
    for (size_t i = 0; i < found->count; i++)
        found->items[i].weight += bigrams_of(reader, found->items[i].doc, places);
}

// The window of a text with most of the query's words, the plain way: unpack, tokenise, slide.
static void snippets(struct tc_reader *reader, struct tc_tokenizer *tokenizer, const struct query *q,
                     const struct tc_matches *found)
{
    tc_auto_buf struct tc_buf text = {0};
    for (size_t i = 0; i < found->count && i < 10; i++) {
        tc_buf_clear(&text);
        MUST(tc_reader_text(reader, found->items[i].doc, 0, UINT32_MAX, &text, E));
        size_t best = 0, here = 0;
        unsigned char hits[40] = {0};
        tc_tokenizer_start(tokenizer, text.data, text.len);
        for (const struct tc_token *token; tc_tokenizer_next(tokenizer, &token);) {
            bool is_hit = false;
            for (size_t w = 0; w < q->count && !is_hit; w++)
                is_hit = !strcmp(q->terms[w], token->exact);
            here += is_hit;
            here -= hits[token->position % 40];
            hits[token->position % 40] = is_hit;
            best = here > best ? here : best;
        }
    }
}

static int by_double(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

struct series {
    char kind[32];
    double *times;
    size_t count, cap;
    uint64_t hits;
};

static struct series *series_of(struct series *all, size_t *count, const char *kind)
{
    for (size_t i = 0; i < *count; i++) {
        if (!strcmp(all[i].kind, kind))
            return &all[i];
    }
    snprintf(all[*count].kind, sizeof all[*count].kind, "%s", kind);
    return &all[(*count)++];
}

static void note(struct series *all, size_t *count, const char *kind, double seconds, uint64_t hits)
{
    struct series *s = series_of(all, count, kind);
    TC_GROW(s->times, s->count, s->cap);
    s->times[s->count++] = seconds * 1e6;
    s->hits += hits;
}

static void one(struct tc_reader *reader, struct tc_tokenizer *tokenizer, const char *kind, const char *words,
                struct series *all, size_t *count)
{
    struct query q = {0};
    struct tc_match_options options = {.count = 10, .sort_slot = -1};
    struct tc_matches found;
    double start = clock_of(true);
    struct tc_node *root = read_query(&q, reader, tokenizer, kind, words);
    MUST(tc_reader_match(reader, root, &options, &found, E));
    note(all, count, kind, clock_of(true) - start, found.total);
    if (!strcmp(kind, "words")) {
        start = clock_of(true);
        snippets(reader, tokenizer, &q, &found);
        note(all, count, "ten snippets", clock_of(true) - start, found.count);
    }
    tc_matches_fini(&found);
    if (!strcmp(kind, "words") || !strcmp(kind, "question")) {
        options.count = CANDIDATES;
        start = clock_of(true);
        MUST(tc_reader_match(reader, root, &options, &found, E));
        rerank(reader, &q, &found);
        tc_auto_free char *name = tc_xasprintf("%s, 200 re-ranked", kind);
        note(all, count, name, clock_of(true) - start, found.count);
        tc_matches_fini(&found);
    }
    tc_arena_fini(&q.arena);
}

static int query(const char *archive, const char *queries)
{
    struct tc_reader *reader;
    MUST(tc_reader_open(archive, &reader, E));
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    tc_auto_buf struct tc_buf data = {0};
    MUST(tc_file_read(queries, 16 << 20, &data, E));
    struct series all[16] = {0};
    size_t count = 0;
    for (int round = 0; round < 4; round++) {
        if (round == 1) // the first one warms the page cache
            for (size_t i = 0; i < count; i++)
                all[i].count = 0, all[i].hits = 0;
        for (const char *line = data.data; *line;) {
            size_t len = strcspn(line, "\n"), kind_len = strcspn(line, "\t");
            tc_auto_free char *kind = tc_xstrndup(line, kind_len);
            tc_auto_free char *words = tc_xstrndup(line + kind_len + 1, len - kind_len - 1);
            one(reader, tokenizer, kind, words, all, &count);
            line += len + (line[len] == '\n');
        }
    }
    printf("{");
    for (size_t i = 0; i < count; i++) {
        struct series *s = &all[i];
        qsort(s->times, s->count, sizeof *s->times, by_double);
        printf("%s\"%s\":{\"p50\":%.0f,\"p95\":%.0f,\"hits\":%llu}", i ? "," : "", s->kind, s->times[s->count / 2],
               s->times[s->count * 95 / 100], (unsigned long long)s->hits / 3);
        free(s->times);
    }
    printf("}\n");
    tc_tokenizer_free(tokenizer);
    tc_reader_close(reader);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc >= 4 && !strcmp(argv[1], "build"))
        return build(argv[2], argv[3], argc > 4 ? strtol(argv[4], NULL, 10) : 1L << 40);
    if (argc == 4 && !strcmp(argv[1], "query"))
        return query(argv[2], argv[3]);
    fprintf(stderr, "bench_shape build RECORDS.jsonl ARCHIVE [COUNT] | query ARCHIVE QUERIES.tsv\n");
    return 2;
}
