// SPDX-License-Identifier: GPL-3.0-or-later
// The features of every candidate, as the re-ranker computes them: what tests/bench/ranking/train_ranker.py learns
// from.
//   bench_features ARCHIVE QUERIES.tsv        lines of ID TAB TEXT; prints a header and "qid docid FEATURE…" a
//   candidate
// docid is the document's file name without its ending (see ranking.py files).
#include "base/file.h"
#include "rank.h"
#include "rank_features.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_name(struct tc_reader *reader, tc_docid doc)
{
    char id[17];
    tc_auto_buf struct tc_buf path = {0};
    if (tc_reader_identity(reader, doc, id, &path, NULL) != TC_OK)
        return;
    const char *slash = strrchr(path.data, '/'), *name = slash ? slash + 1 : path.data;
    const char *dot = strrchr(name, '.'); // names have dots of their own
    printf("\t%.*s", (int)(dot ? (size_t)(dot - name) : strlen(name)), name);
}

static enum tc_status print_rows(struct tc_plan *plan, const char *qid, struct tc_error *err)
{
    struct tc_ranking pool = {0};
    enum tc_status status = tc_rank_pool(plan, &pool, err);
    struct tc_feature_counts *counts = tc_xcalloc(pool.count + 1, sizeof *counts);
    if (status == TC_OK && pool.count)
        status = tc_features_of(plan, pool.items, pool.count, counts, err);
    for (size_t i = 0; status == TC_OK && i < pool.count; i++) {
        printf("%s", qid);
        print_name(plan->archive->reader, pool.items[i].doc);
        for (int feature = 0; feature < TC_FEATURES; feature++)
            printf("\t%.6g", counts[i].values[feature]);
        putchar('\n');
    }
    free(counts);
    tc_ranking_fini(&pool);
    return status;
}

static enum tc_status one(struct tc_archive *archive, const char *qid, const char *text, struct tc_error *err)
{
    struct tc_query_names names = {tc_names_longest, archive};
    struct tc_query query;
    enum tc_status status = tc_query_parse(text, strlen(text), &names, &query, err);
    if (status != TC_OK)
        return status;
    struct tc_plan *plan = tc_xcalloc(1, sizeof *plan);
    status = tc_plan_init(plan, archive, &query, err);
    if (status == TC_OK)
        status = print_rows(plan, qid, err);
    tc_plan_fini(plan);
    free(plan);
    tc_query_fini(&query);
    return status;
}

int main(int argc, char **argv)
{
    struct tc_archive *archive;
    struct tc_error err = {0};
    tc_auto_buf struct tc_buf data = {0};
    if (argc != 3 || tc_archive_open(argv[1], &archive, &err) != TC_OK) {
        fprintf(stderr, "bench_features ARCHIVE QUERIES.tsv\n%s\n", err.message);
        return 2;
    }
    if (tc_file_read(argv[2], 64 << 20, &data, &err) != TC_OK)
        fprintf(stderr, "%s\n", err.message);
    tc_buf_char(&data, '\0');
    printf("qid\tdocid");
    for (int feature = 0; feature < TC_FEATURES; feature++)
        printf("\t%s", tc_feature_weights[feature].name);
    putchar('\n');
    for (char *line = data.data, *end; *line; line = end) {
        size_t len = strcspn(line, "\n");
        end = line + len + (line[len] == '\n');
        line[len] = '\0';
        char *tab = strchr(line, '\t');
        if (!tab)
            continue;
        *tab = '\0';
        if (one(archive, line, tab + 1, &err) != TC_OK)
            fprintf(stderr, "%s: %s\n", line, err.message);
    }
    tc_archive_close(archive);
    return 0;
}
