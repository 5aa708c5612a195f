// SPDX-License-Identifier: GPL-3.0-or-later
// `graph`: the citation neighbourhood, drawn or as data.
#include "cli.h"

static const struct tc_option options[] = {
    {"depth", TC_OPTION_NUMBER, "N", "số bước mỗi phía (mặc định 1, nhiều nhất 6)",
     "steps each way (default 1, at most 6)"},
    {0},
};

static int run(struct tc_cli *cli)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    struct tc_error err = {0};
    char *text = NULL;
    uint32_t depth = tc_cli_number(cli, "depth", 1);
    int exit_status = tc_cli_open(cli, &archive);
    if (exit_status)
        return exit_status;
    tc_auto_free char *reference = tc_cli_join(cli);
    if (tc_graph_json(archive, reference, depth > 6 ? 6 : (int)depth, &text, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    json_t *root = tc_json_parse_free(text);
    bool has_edges = json_array_size(json_object_get(root, "edges")) > 0;
    tc_cli_renderer(cli)->object(&cli->out, root);
    json_decref(root);
    return has_edges ? TC_EXIT_OK : TC_EXIT_NOTHING;
}

const struct tc_command tc_command_graph = {
    .name = "graph",
    .arguments = "REF",
    .least = 1,
    .most = -1,
    .formats = TC_CAN_TEXT | TC_CAN_JSON | TC_CAN_SVG | TC_CAN_DOT,
    .completes = TC_ARGUMENT_QUERY,
    .options = options,
    .vi = "sơ đồ viện dẫn quanh một văn bản",
    .en = "the citation neighbourhood of a document",
    .more_vi =
        "--format=svg (vẽ), dot hoặc json. Bên trái là những gì văn bản dựa vào, bên phải là những gì dựa vào nó.",
    .more_en = "--format=svg (a drawing), dot or json. On the left what it rests on, on the right what rests on it.",
    .run = run,
};
