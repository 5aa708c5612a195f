// SPDX-License-Identifier: GPL-3.0-or-later
// How long whole answers take: parsed, matched, re-ranked, folded, with snippets, through the public library.
//   bench_search ARCHIVE [--count N] [--questions FILE.tsv] [--json] [--kind KIND]
// Queries are made of the archive's own texts, the same for the same archive: three words of a document, three that
// follow each other as a phrase, both typed without marks, words with two facets; questions are lines of ID TAB TEXT.
// Every query is asked once to warm, then three times; processor milliseconds of the asking thread. "ten hits shown" is
// what titles, headings and snippets of a page cost on top of the ranking.
#include "base/file.h"
#include "store/store.h"
#include "text/token.h"
#include "tracuu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { KINDS = 8, ROUNDS = 3, RUN = 3 };
enum kind { WORDS, PHRASE, BARE, BARE_PHRASE, QUESTION, BARE_QUESTION, FACETS, SHOWN };
static const char *const kind_names[KINDS] = {"words",    "phrase",        "bare words",        "bare phrase",
                                              "question", "bare question", "words, two facets", "ten hits shown"};

struct series {
    double *times;
    size_t count, cap;
    uint64_t hits;
};
struct bench {
    struct tc_archive *archive;
    struct tc_reader *reader;
    struct tc_tokenizer *tokenizer;
    struct series series[KINDS];
    uint64_t dice;
    const char *only;
    const char *archive_path;
};

static uint32_t roll(struct bench *bench, uint32_t below)
{
    bench->dice = bench->dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((bench->dice >> 33) % below);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double ask(struct bench *bench, const char *text, const struct tc_search_options *options, uint64_t *hits)
{
    const struct tc_results *results = NULL;
    struct tc_error err = {0};
    double start = now();
    if (tc_search(bench->archive, text, options, &results, &err) != TC_OK) {
        fprintf(stderr, "%s: %s\n", text, err.message);
        return 0;
    }
    *hits += results->total;
    tc_results_free(results);
    return now() - start;
}

static void note(struct series *series, double taken)
{
    TC_GROW(series->times, series->count, series->cap);
    series->times[series->count++] = taken;
}

static void one(struct bench *bench, enum kind kind, const char *text)
{
    if (bench->only && strcmp(bench->only, kind_names[kind]) != 0)
        return;
    struct tc_search_options options = {0}, bare = {.no_snippets = true};
    if (kind == FACETS)
        options.facets = 1u << TC_FACET_TYPE | 1u << TC_FACET_YEAR;
    uint64_t ignored = 0;
    ask(bench, text, &options, &bench->series[kind].hits);
    for (int round = 0; round < ROUNDS; round++) {
        double taken = ask(bench, text, &options, &ignored);
        note(&bench->series[kind], taken);
        if (kind == WORDS)
            note(&bench->series[SHOWN], taken - ask(bench, text, &bare, &ignored));
    }
}

// --- queries

struct word {
    char *exact, *folded;
};

static size_t words_of(struct bench *bench, tc_docid doc, struct word *ret, size_t max)
{
    tc_auto_buf struct tc_buf text = {0};
    if (tc_reader_text(bench->reader, doc, 0, UINT32_MAX, &text, NULL) != TC_OK || !text.len)
        return 0;
    size_t count = 0;
    tc_tokenizer_start(bench->tokenizer, text.data, text.len);
    for (const struct tc_token *token; count < max && tc_tokenizer_next(bench->tokenizer, &token);) {
        bool is_word = token->exact_len > 1;
        for (size_t i = 0; i < token->exact_len && is_word; i++)
            is_word = !strchr("0123456789-/.@:", token->exact[i]);
        if (is_word)
            ret[count++] = (struct word){tc_xstrndup(token->exact, token->exact_len),
                                         tc_xstrndup(token->folded, token->folded_len)};
    }
    return count;
}

static void ask_of_document(struct bench *bench, tc_docid doc)
{
    enum { MAX = 20000 };
    struct word *words = tc_xcalloc(MAX, sizeof *words);
    size_t count = words_of(bench, doc, words, MAX);
    if (count >= 12) {
        const struct word *a = &words[roll(bench, (uint32_t)count)], *b = &words[roll(bench, (uint32_t)count)],
                          *c = &words[roll(bench, (uint32_t)count)], *run = &words[roll(bench, (uint32_t)count - RUN)];
        tc_auto_free char *exact = tc_xasprintf("%s %s %s", a->exact, b->exact, c->exact);
        tc_auto_free char *bare = tc_xasprintf("%s %s %s", a->folded, b->folded, c->folded);
        tc_auto_free char *phrase = tc_xasprintf("\"%s %s %s\"", run[0].exact, run[1].exact, run[2].exact);
        tc_auto_free char *bare_phrase = tc_xasprintf("\"%s %s %s\"", run[0].folded, run[1].folded, run[2].folded);
        one(bench, WORDS, exact);
        one(bench, PHRASE, phrase);
        one(bench, BARE, bare);
        one(bench, BARE_PHRASE, bare_phrase);
        one(bench, FACETS, exact);
    }
    for (size_t i = 0; i < count; i++) {
        free(words[i].exact);
        free(words[i].folded);
    }
    free(words);
}

static void ask_questions(struct bench *bench, const char *path, size_t max)
{
    tc_auto_buf struct tc_buf data = {0}, bare = {0};
    if (tc_file_read(path, 16 << 20, &data, NULL) != TC_OK)
        return;
    tc_buf_char(&data, '\0');
    for (const char *line = data.data; *line && max; max--) {
        size_t len = strcspn(line, "\n");
        const char *tab = memchr(line, '\t', len), *start = tab ? tab + 1 : line;
        tc_auto_free char *text = tc_xstrndup(start, len - (size_t)(start - line));
        tc_buf_clear(&bare);
        tc_text_fold(text, strlen(text), &bare);
        tc_auto_free char *folded = tc_xstrndup(bare.data ? bare.data : "", bare.len);
        one(bench, QUESTION, text);
        one(bench, BARE_QUESTION, folded);
        line += len + (line[len] == '\n');
    }
}

// --- the table

static int by_double(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double at(const struct series *series, size_t percent)
{
    return series->times[(series->count - 1) * percent / 100];
}

static void print(struct bench *bench, bool is_json)
{
    if (!is_json)
        printf("%u documents\n\n| query | p50 ms | p95 ms | most | documents with all words |\n"
               "| --- | --- | --- | --- | --- |\n",
               tc_archive_count(bench->archive));
    const char *comma = "{";
    for (int kind = 0; kind < KINDS; kind++) {
        struct series *series = &bench->series[kind];
        if (!series->count)
            continue;
        qsort(series->times, series->count, sizeof *series->times, by_double);
        if (is_json)
            printf("%s\"%s\":{\"p50\":%.3f,\"p95\":%.3f}", comma, kind_names[kind], at(series, 50), at(series, 95));
        else
            printf("| %s | %.2f | %.2f | %.2f | %.0f |\n", kind_names[kind], at(series, 50), at(series, 95),
                   at(series, 100), (double)series->hits * ROUNDS / (double)series->count);
        comma = ",";
        free(series->times);
    }
    if (is_json)
        printf("}\n");
}

int main(int argc, char **argv)
{
    size_t count = 100;
    const char *questions = NULL;
    bool is_json = false;
    struct bench *bench = tc_xcalloc(1, sizeof *bench);
    bench->dice = 7;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--json"))
            is_json = true;
        else if (!strcmp(argv[i], "--count") && i + 1 < argc)
            count = strtoul(argv[++i], NULL, 10);
        else if (!strcmp(argv[i], "--questions") && i + 1 < argc)
            questions = argv[++i];
        else if (!strcmp(argv[i], "--kind") && i + 1 < argc)
            bench->only = argv[++i];
        else
            bench->archive_path = argv[i];
    }
    struct tc_error err = {0};
    if (!bench->archive_path || tc_archive_open(bench->archive_path, &bench->archive, &err) != TC_OK ||
        tc_reader_open(bench->archive_path, &bench->reader, &err) != TC_OK) {
        fprintf(stderr, "bench_search ARCHIVE [--count N] [--questions FILE.tsv] [--json] [--kind KIND]\n%s\n",
                err.message);
        return 2;
    }
    bench->tokenizer = tc_tokenizer_new(0);
    for (size_t i = 0; i < count; i++)
        ask_of_document(bench, 1 + roll(bench, tc_archive_count(bench->archive)));
    if (questions)
        ask_questions(bench, questions, count);
    print(bench, is_json);
    tc_tokenizer_free(bench->tokenizer);
    tc_reader_close(bench->reader);
    tc_archive_close(bench->archive);
    free(bench);
    return 0;
}
