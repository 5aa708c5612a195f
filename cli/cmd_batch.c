// SPDX-License-Identifier: GPL-3.0-or-later
// `batch`: many queries in, one table out. A query in error is a line that says so; the others are answered.
#include "cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct tc_option options[] = {
    {"limit", TC_OPTION_NUMBER, "N", "số kết quả mỗi câu (mặc định 10)", "hits a query (default 10)"},
    {0},
};

struct batch {
    struct tc_cli *cli;
    struct tc_archive *archive;
    struct tc_search_options options;
    size_t lines;
    bool has_hits, has_errors;
};

static json_t *hits_to_json(const struct tc_results *results)
{
    json_t *hits = json_array();
    for (size_t i = 0; i < results->hit_count; i++) {
        const struct tc_hit *hit = &results->hits[i];
        json_array_append_new(hits, json_pack("{s:o,s:o,s:i,s:f}", "id", tc_json_string(hit->id), "path",
                                              tc_json_string(hit->path), "rank", (int)hit->rank, "score", hit->score));
    }
    return hits;
}

// --- one table in text and CSV: a row a hit, or one with the error ---

static void put_rows(struct batch *batch, const char *id, const char *query, const struct tc_results *results,
                     const struct tc_error *err)
{
    static const struct tc_column columns[] = {{"query_id", 0},
                                               {"rank", TC_COLUMN_RIGHT},
                                               {"id", 0},
                                               {"path", 0},
                                               {"score", TC_COLUMN_RIGHT},
                                               {"total", TC_COLUMN_RIGHT},
                                               {"query", 0},
                                               {"error", 0}};
    json_t *rows = json_array();
    size_t count = results ? results->hit_count : 0;
    for (size_t i = 0; i < (count ? count : 1); i++) {
        const struct tc_hit *hit = count ? &results->hits[i] : NULL;
        json_t *row = json_object();
        json_object_set_new(row, "query_id", tc_json_string(id));
        json_object_set_new(row, "rank", hit ? json_integer(hit->rank) : json_null());
        json_object_set_new(row, "id", tc_json_string(hit ? hit->id : NULL));
        json_object_set_new(row, "path", tc_json_string(hit ? hit->path : NULL));
        json_object_set_new(row, "score", hit ? json_real(hit->score) : json_null());
        json_object_set_new(row, "total", results ? json_integer(results->total) : json_null());
        json_object_set_new(row, "query", tc_json_string(query));
        json_object_set_new(row, "error", tc_json_string(results ? NULL : err->message));
        json_array_append_new(rows, row);
    }
    json_t *root = json_object();
    json_object_set_new(root, "rows", rows);
    const struct tc_listing listing = {root, "rows", columns, TC_LENGTH(columns)};
    struct tc_out part = {.lang = batch->cli->out.lang};
    tc_cli_renderer(batch->cli)->listing(&part, &listing);
    size_t skip = 0; // the heading stands once
    if (batch->lines > 0 && part.buf.len)
        skip = (size_t)((char *)memchr(part.buf.data, '\n', part.buf.len) - part.buf.data) + 1;
    tc_buf_add(&batch->cli->out.buf, part.buf.data + skip, part.buf.len - skip);
    tc_buf_fini(&part.buf);
    json_decref(root);
}

// Tab-separated: id, rank, document, score. What a script reads with cut.
static void put_text(struct batch *batch, const char *id, const struct tc_results *results, const struct tc_error *err)
{
    struct tc_buf *buf = &batch->cli->out.buf;
    if (!results)
        tc_buf_printf(buf, "%s\t\t\t\t%s\n", id, err->message);
    for (size_t i = 0; results && i < results->hit_count; i++)
        tc_buf_printf(buf, "%s\t%u\t%s\t%.4f\n", id, results->hits[i].rank, results->hits[i].id,
                      results->hits[i].score);
}

static void put_json(struct batch *batch, const char *id, const char *query, const struct tc_results *results,
                     const struct tc_error *err)
{
    json_t *json = json_object();
    if (batch->lines == 0)
        json_object_set_new(json, "format_version", json_integer(TC_FORMAT_VERSION));
    json_object_set_new(json, "id", tc_json_string(id));
    json_object_set_new(json, "query", tc_json_string(query));
    if (results) {
        json_object_set_new(json, "total", json_integer(results->total));
        json_object_set_new(json, "hits", hits_to_json(results));
    } else {
        json_object_set_new(json, "error",
                            json_pack("{s:i,s:o}", "column", err->column, "message", tc_json_string(err->message)));
    }
    tc_put_json_line(json, &batch->cli->out.buf);
    json_decref(json);
}

static void answer(struct batch *batch, const char *id, const char *query)
{
    const struct tc_results *results = NULL;
    struct tc_error err = {0};
    if (tc_search(batch->archive, query, &batch->options, &results, &err) != TC_OK)
        batch->has_errors = true;
    else if (results->hit_count)
        batch->has_hits = true;
    if (batch->cli->format == TC_FORMAT_TEXT)
        put_text(batch, id, results, &err);
    else if (batch->cli->format == TC_FORMAT_CSV)
        put_rows(batch, id, query, results, &err);
    else
        put_json(batch, id, query, results, &err);
    if (results)
        tc_results_free(results);
    batch->lines++;
}

static bool answer_lines(struct batch *batch, FILE *file)
{
    enum { CHUNK = 1 << 16 };
    tc_auto_free char *line = NULL;
    size_t cap = 0, number = 0;
    while (getline(&line, &cap, file) >= 0) {
        number++;
        line[strcspn(line, "\r\n")] = '\0';
        if (!*line)
            continue;
        char *tab = strchr(line, '\t'), own_id[24];
        if (tab)
            *tab = '\0';
        snprintf(own_id, sizeof own_id, "%zu", number);
        answer(batch, tab ? line : own_id, tab ? tab + 1 : line);
        if (batch->cli->out.buf.len > CHUNK && !batch->cli->out.is_terminal && !tc_terminal_flush(batch->cli))
            return false;
    }
    return true;
}

static int run(struct tc_cli *cli)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    bool is_stdin = strcmp(cli->args[0], "-") == 0;
    tc_auto_file FILE *file = is_stdin ? NULL : fopen(cli->args[0], "r");
    if (!is_stdin && !file) {
        tc_cli_say(cli, "%s: %s", cli->args[0], strerror(errno));
        return TC_EXIT_USAGE;
    }
    int exit_status = tc_cli_open(cli, &archive);
    if (exit_status)
        return exit_status;
    struct batch batch = {.cli = cli, .archive = archive};
    batch.options =
        (struct tc_search_options){.limit = tc_cli_number(cli, "limit", 10), .no_fold = true, .no_snippets = true};
    if (!answer_lines(&batch, file ? file : stdin))
        return TC_EXIT_NOTHING;
    return batch.has_hits && !batch.has_errors ? TC_EXIT_OK : TC_EXIT_NOTHING;
}

const struct tc_command tc_command_batch = {
    .name = "batch",
    .arguments = "FILE|-",
    .least = 1,
    .most = 1,
    .formats = TC_CAN_ALL,
    .completes = TC_ARGUMENT_FILES,
    .options = options,
    .vi = "nhiều câu hỏi vào, một bảng ra",
    .en = "many queries in, one table out",
    .more_vi =
        "Mỗi dòng là MÃ<TAB>CÂU-HỎI hoặc CÂU-HỎI. Không gộp các bản gần giống. Câu hỏi có lỗi là một dòng ghi lỗi\n"
        "(mã thoát 1). Dạng text: mã, hạng, văn bản, điểm, cách nhau bằng tab.",
    .more_en =
        "A line is ID<TAB>QUERY or QUERY. Near-duplicates are not folded. A query in error is a line that says so\n"
        "(exit status 1). As text: id, rank, document and score, separated by tabs.",
    .run = run,
};
