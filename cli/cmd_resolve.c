// SPDX-License-Identifier: GPL-3.0-or-later
// `resolve`: what references mean.
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct tc_option options[] = {
    {"as-of", TC_OPTION_TEXT, "DATE", "tính đến ngày (2015-12-31): văn bản sau đó không kể",
     "as of a day (2015-12-31): later documents do not count"},
    {0},
};

static const struct tc_column columns[] = {
    {"input", 0},   {"status", TC_COLUMN_CODE}, {"key", 0}, {"repaired", 0}, {"stands_for", 0},
    {"targets", 0}, {"why", TC_COLUMN_WRAP},
};

struct references {
    char **items;
    size_t count, cap;
};

static void add(struct references *references, const char *text)
{
    TC_GROW(references->items, references->count, references->cap);
    references->items[references->count++] = tc_xstrdup(text);
}

// The arguments; "-" stands for the lines of standard input.
static void collect(const struct tc_cli *cli, struct references *references)
{
    for (size_t i = 0; i < cli->arg_count; i++) {
        tc_auto_free char *line = NULL;
        size_t cap = 0;
        if (strcmp(cli->args[i], "-") != 0) {
            add(references, cli->args[i]);
            continue;
        }
        while (getline(&line, &cap, stdin) >= 0) {
            line[strcspn(line, "\r\n")] = '\0';
            if (*line)
                add(references, line);
        }
    }
}

static bool any_found(const json_t *results)
{
    size_t i;
    json_t *result;
    json_array_foreach(results, i, result)
    {
        const char *status = tc_json_text(result, "status");
        if (status && (!strcmp(status, "found") || !strcmp(status, "ambiguous")))
            return true;
    }
    return false;
}

static int run(struct tc_cli *cli)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    struct tc_error err = {0};
    struct references references = {0};
    char *text = NULL;
    int exit_status = tc_cli_open(cli, &archive);
    if (exit_status)
        return exit_status;
    collect(cli, &references);
    enum tc_status status = tc_resolve_json(archive, (const char *const *)references.items, references.count,
                                            tc_cli_text(cli, "as-of"), &text, &err);
    for (size_t i = 0; i < references.count; i++)
        free(references.items[i]);
    free(references.items);
    if (status)
        return tc_cli_fail(cli, &err);
    json_t *root = tc_json_parse_free(text);
    const struct tc_listing listing = {root, "results", columns, TC_LENGTH(columns)};
    tc_cli_renderer(cli)->listing(&cli->out, &listing);
    bool found = any_found(json_object_get(root, "results"));
    json_decref(root);
    return found ? TC_EXIT_OK : TC_EXIT_NOTHING;
}

const struct tc_command tc_command_resolve = {
    .name = "resolve",
    .arguments = "REF...",
    .least = 1,
    .most = -1,
    .formats = TC_CAN_ALL,
    .completes = TC_ARGUMENT_QUERY,
    .options = options,
    .vi = "một số ký hiệu hay tên gọi là văn bản nào",
    .en = "what a reference means, with its status",
    .more_vi = "REF viết cách nào cũng được: 44-KL/TU, KL 44, “nghị quyết trung ương 4 khóa XII”; - đọc từng dòng ở "
               "đầu vào chuẩn.",
    .more_en = "REF is any spelling: 44-KL/TU, KL 44, \"nghị quyết trung ương 4 khóa XII\"; - reads lines from "
               "standard input.",
    .run = run,
};
