// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli.h"

static int run(struct tc_cli *cli)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    struct tc_error err = {0};
    char *text = NULL;
    int exit_status = tc_cli_open(cli, &archive);
    if (exit_status)
        return exit_status;
    if (tc_stats_json(archive, &text, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    json_t *json = tc_json_parse_free(text);
    tc_cli_renderer(cli)->object(&cli->out, json);
    json_decref(json);
    return TC_EXIT_OK;
}

const struct tc_command tc_command_stats = {
    .name = "stats",
    .arguments = "",
    .formats = TC_CAN_ALL,
    .vi = "kho có những gì: theo loại, cơ quan, năm; văn bản được dẫn nhiều",
    .en = "what the archive holds: by type, issuer, year; most cited",
    .run = run,
};
