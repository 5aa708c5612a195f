// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli.h"

#include "store/schema.h"

static int run(struct tc_cli *cli)
{
    json_t *json = json_pack("{s:i,s:s,s:i}", "format_version", TC_FORMAT_VERSION, "version", TC_VERSION, "schema",
                             TC_SCHEMA_VERSION);
    if (cli->format == TC_FORMAT_TEXT)
        tc_buf_str(&cli->out.buf, "tracuu " TC_VERSION "\n");
    else
        tc_cli_renderer(cli)->object(&cli->out, json);
    json_decref(json);
    return TC_EXIT_OK;
}

const struct tc_command tc_command_version = {
    .name = "version",
    .arguments = "",
    .formats = TC_CAN_TEXT | TC_CAN_JSON,
    .vi = "in phiên bản",
    .en = "print the version",
    .run = run,
};
