// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli.h"
#include "escape.h"

#include "store/store.h"

#include <string.h>

static json_t *findings_to_json(const struct tc_buf *report)
{
    json_t *findings = json_array();
    for (size_t start = 0; start < report->len;) {
        const char *newline = memchr(report->data + start, '\n', report->len - start);
        size_t end = newline ? (size_t)(newline - report->data) : report->len;
        if (end > start)
            json_array_append_new(findings,
                                  json_pack("{s:o}", "message", tc_json_stringn(report->data + start, end - start)));
        start = end + 1;
    }
    return findings;
}

static int run(struct tc_cli *cli)
{
    static const struct tc_column columns[] = {{"message", TC_COLUMN_WRAP}};
    tc_auto_free char *directory = tc_archive_directory(cli->archive);
    tc_auto_buf struct tc_buf report = {0};
    struct tc_error err = {0};
    enum tc_status status = tc_store_verify(directory, &report, &err);
    if (status != TC_OK && !report.len)
        return tc_cli_fail(cli, &err);
    bool is_well = status == TC_OK && !report.len;
    json_t *root = json_object();
    json_object_set_new(root, "ok", json_boolean(is_well));
    json_object_set_new(root, "findings", findings_to_json(&report));
    const struct tc_listing listing = {root, "findings", columns, TC_LENGTH(columns)};
    if (is_well && cli->format == TC_FORMAT_TEXT)
        tc_buf_str(&cli->out.buf, TC_T(cli->lang, "Kho tốt.\n", "The archive is well.\n"));
    else
        tc_cli_renderer(cli)->listing(&cli->out, &listing);
    json_decref(root);
    return is_well ? TC_EXIT_OK : TC_EXIT_NOTHING;
}

const struct tc_command tc_command_verify = {
    .name = "verify",
    .arguments = "",
    .formats = TC_CAN_ALL,
    .vi = "kiểm tra kho có toàn vẹn không",
    .en = "check the archive against itself",
    .run = run,
};
