// SPDX-License-Identifier: GPL-3.0-or-later
// `backup` and `restore`: copies of an archive, checked both ways.
#include "cli.h"

#include "store/store.h"

static int answer(struct tc_cli *cli, enum tc_status status, const struct tc_error *err, const char *vi, const char *en)
{
    if (status != TC_OK)
        return tc_cli_fail(cli, err);
    if (cli->format == TC_FORMAT_TEXT) {
        tc_buf_printf(&cli->out.buf, "%s: %s\n", TC_T(cli->lang, vi, en), cli->args[0]);
        return TC_EXIT_OK;
    }
    json_t *json = json_pack("{s:b,s:o}", "ok", 1, "path", tc_json_string(cli->args[0]));
    tc_cli_renderer(cli)->object(&cli->out, json);
    json_decref(json);
    return TC_EXIT_OK;
}

static int run_backup(struct tc_cli *cli)
{
    tc_auto_free char *directory = tc_archive_directory(cli->archive);
    struct tc_error err = {0};
    enum tc_status status = tc_store_backup(directory, cli->args[0], &err);
    return answer(cli, status, &err, "Đã sao lưu và kiểm tra", "Copied and checked");
}

static int run_restore(struct tc_cli *cli)
{
    tc_auto_free char *directory = tc_archive_directory(cli->archive);
    struct tc_error err = {0};
    enum tc_status status = tc_store_restore(cli->args[0], directory, &err);
    return answer(cli, status, &err, "Đã phục hồi từ", "Restored from");
}

const struct tc_command tc_command_backup = {
    .name = "backup",
    .arguments = "OUT",
    .least = 1,
    .most = 1,
    .formats = TC_CAN_TEXT | TC_CAN_JSON,
    .completes = TC_ARGUMENT_FILES,
    .vi = "sao lưu kho vào thư mục mới, có kiểm tra",
    .en = "copy the archive into a new folder, checked",
    .run = run_backup,
};

const struct tc_command tc_command_restore = {
    .name = "restore",
    .arguments = "IN",
    .least = 1,
    .most = 1,
    .formats = TC_CAN_TEXT | TC_CAN_JSON,
    .completes = TC_ARGUMENT_FILES,
    .vi = "phục hồi kho từ bản sao lưu, có kiểm tra",
    .en = "put a copy back in place of the archive, checked",
    .run = run_restore,
};
