// SPDX-License-Identifier: GPL-3.0-or-later
// `cited-by`: who cites a document, in the archive or not.
#include "cli.h"

static const struct tc_column columns[] = {
    {"key", 0},
    {"date", TC_COLUMN_DATE},
    {"relation", TC_COLUMN_CODE},
    {"depth", TC_COLUMN_RIGHT},
    {"title", TC_COLUMN_WRAP},
    {"id", 0},
    {"sentences", TC_COLUMN_DATA},
};

static int run(struct tc_cli *cli)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    struct tc_error err = {0};
    char *text = NULL;
    int exit_status = tc_cli_open(cli, &archive);
    if (exit_status)
        return exit_status;
    tc_auto_free char *reference = tc_cli_join(cli);
    if (tc_cited_by_json(archive, reference, &text, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    json_t *root = tc_json_parse_free(text);
    const struct tc_listing listing = {root, "citing", columns, TC_LENGTH(columns)};
    bool any = json_array_size(json_object_get(root, "citing")) > 0;
    tc_cli_renderer(cli)->listing(&cli->out, &listing);
    if (!any && cli->format == TC_FORMAT_TEXT)
        tc_cli_say(cli, TC_T(cli->lang, "không văn bản nào dẫn %s", "nothing cites %s"), reference);
    json_decref(root);
    return any ? TC_EXIT_OK : TC_EXIT_NOTHING;
}

const struct tc_command tc_command_cited_by = {
    .name = "cited-by",
    .arguments = "REF",
    .least = 1,
    .most = -1,
    .formats = TC_CAN_ALL,
    .completes = TC_ARGUMENT_QUERY,
    .vi = "những văn bản viện dẫn một văn bản, kèm quan hệ và câu",
    .en = "who cites a document, with relation, depth and sentence",
    .more_vi = "REF là mã, hoặc số ký hiệu viết cách nào cũng được, có trong kho hay không.",
    .more_en = "REF is an id or any spelling of a number, in the archive or not.",
    .run = run,
};
