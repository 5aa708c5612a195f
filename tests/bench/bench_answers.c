// SPDX-License-Identifier: GPL-3.0-or-later
// bench_answers ARCHIVE QUERIES ROUNDS: times tc_search over lines of "kind TAB query", everything warm. Prints
// "kind TAB microseconds" for each query, the best of the rounds; answers.py makes the table. Kinds: words, phrase and
// bare are the ten best documents without snippets; snippets is what they take besides; facets counts two besides.
#include "tracuu.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct query {
    char *kind, *text;
    double best; // microseconds
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t); // a shared machine has other work: what it does in between is not ours
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static double search(struct tc_archive *archive, const char *text, const struct tc_search_options *options)
{
    const struct tc_results *results = NULL;
    struct tc_error err = {0};
    double start = now();
    if (tc_search(archive, text, options, &results, &err) != TC_OK) {
        fprintf(stderr, "%s: %s\n", text, err.message);
        exit(1);
    }
    double taken = now() - start;
    tc_results_free(results);
    return taken;
}

static double measure(struct tc_archive *archive, const struct query *query)
{
    struct tc_search_options options = {.limit = 10, .no_snippets = true};
    if (!strcmp(query->kind, "facets"))
        options.facets = 1U << TC_FACET_TYPE | 1U << TC_FACET_YEAR;
    double plain = search(archive, query->text, &options);
    if (strcmp(query->kind, "snippets") != 0)
        return plain;
    options.no_snippets = false;
    double taken = search(archive, query->text, &options) - plain;
    return taken > 0 ? taken : 0;
}

static size_t read_queries(const char *path, struct query **ret)
{
    tc_auto_file FILE *file = fopen(path, "r");
    tc_auto_free char *line = NULL;
    size_t cap = 0, count = 0, room = 0;
    while (file && getline(&line, &cap, file) > 0) {
        line[strcspn(line, "\n")] = '\0';
        char *tab = strchr(line, '\t');
        if (!tab)
            continue;
        *tab = '\0';
        TC_GROW(*ret, count, room);
        (*ret)[count++] = (struct query){tc_xstrdup(line), tc_xstrdup(tab + 1), 1e12};
    }
    return count;
}

int main(int argc, char **argv)
{
    struct tc_archive *archive = NULL;
    struct tc_error err = {0};
    struct query *queries = NULL;
    if (argc != 4)
        return 2;
    if (tc_archive_open(argv[1], &archive, &err) != TC_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 3;
    }
    size_t count = read_queries(argv[2], &queries);
    for (int round = 0; round < atoi(argv[3]); round++) {
        for (size_t i = 0; i < count; i++) {
            double taken = measure(archive, &queries[i]);
            queries[i].best = taken < queries[i].best ? taken : queries[i].best;
        }
    }
    for (size_t i = 0; i < count; i++) {
        printf("%s\t%.1f\n", queries[i].kind, queries[i].best);
        free(queries[i].kind);
        free(queries[i].text);
    }
    free(queries);
    tc_archive_close(archive);
    return 0;
}
