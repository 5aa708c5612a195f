// SPDX-License-Identifier: GPL-3.0-or-later
// Usage and help, made from the tables.
#include "cli.h"

#include <string.h>

enum { COLUMN = 26 }; // where explanations begin

static void put_pair(struct tc_cli *cli, const char *left, const char *right)
{
    unsigned columns = tc_text_columns(left, strlen(left));
    tc_buf_printf(&cli->out.buf, "  %s", left);
    if (columns + 4 > COLUMN)
        tc_buf_printf(&cli->out.buf, "\n%*s", COLUMN, "");
    else
        tc_buf_printf(&cli->out.buf, "%*s", (int)(COLUMN - 2 - columns), "");
    tc_buf_printf(&cli->out.buf, "%s\n", right);
}

static void put_heading(struct tc_cli *cli, const char *text)
{
    tc_buf_printf(&cli->out.buf, cli->out.has_color ? "\n\x1b[1m%s\x1b[0m\n" : "\n%s\n", text);
}

static void put_options(struct tc_cli *cli, const struct tc_option *options)
{
    for (const struct tc_option *o = options; o && o->kind != TC_OPTION_END; o++) {
        tc_auto_buf struct tc_buf left = {0};
        tc_buf_printf(&left, "--%s", o->name);
        if (o->argument)
            tc_buf_printf(&left, "%s%s", o->kind == TC_OPTION_CHOICE || o->kind == TC_OPTION_CHOICES ? "=" : " ",
                          o->argument);
        put_pair(cli, left.data, TC_T(cli->lang, o->vi, o->en));
    }
}

static void put_exit_statuses(struct tc_cli *cli)
{
    put_heading(cli, TC_T(cli->lang, "Mã thoát", "Exit status"));
    tc_buf_str(
        &cli->out.buf,
        TC_T(cli->lang,
             "  0 tìm thấy, tốt đẹp · 1 không tìm thấy, hoặc có tệp không lập được · 2 sai cách dùng hoặc câu hỏi\n"
             "  3 không dùng được kho · 130 bị ngắt\n",
             "  0 found, all well · 1 nothing found, or some files failed · 2 usage or query error\n"
             "  3 the archive could not be used · 130 interrupted\n"));
}

void tc_help_overview(struct tc_cli *cli)
{
    struct tc_buf *buf = &cli->out.buf;
    tc_buf_str(buf, TC_T(cli->lang, "tracuu – tra cứu toàn văn kho văn bản của Đảng và Nhà nước\n\n",
                         "tracuu – full-text search in archives of Vietnamese Party and State documents\n\n"));
    tc_buf_str(buf, TC_T(cli->lang, "Cách dùng: tracuu [--archive DIR] LỆNH [TÙY CHỌN] [THAM SỐ]\n",
                         "Usage: tracuu [--archive DIR] COMMAND [OPTIONS] [ARGUMENTS]\n"));
    put_heading(cli, TC_T(cli->lang, "Lệnh", "Commands"));
    for (size_t i = 0; tc_commands[i]; i++) {
        const struct tc_command *command = tc_commands[i];
        if (command->is_hidden)
            continue;
        tc_auto_buf struct tc_buf left = {0};
        tc_buf_printf(&left, "%s %s", command->name, command->arguments);
        put_pair(cli, left.data, TC_T(cli->lang, command->vi, command->en));
    }
    put_heading(cli, TC_T(cli->lang, "Tùy chọn chung", "Common options"));
    put_options(cli, tc_common_options);
    put_exit_statuses(cli);
    tc_buf_str(buf, TC_T(cli->lang, "\nChi tiết từng lệnh: tracuu help LỆNH; toàn bộ: man tracuu\n",
                         "\nMore on a command: tracuu help COMMAND; on everything: man tracuu\n"));
}

void tc_help_command(struct tc_cli *cli, const struct tc_command *command)
{
    struct tc_buf *buf = &cli->out.buf;
    tc_buf_printf(buf, "tracuu %s – %s\n\n", command->name, TC_T(cli->lang, command->vi, command->en));
    tc_buf_printf(buf, "%s: tracuu %s%s%s%s\n", TC_T(cli->lang, "Cách dùng", "Usage"), command->name,
                  command->options ? TC_T(cli->lang, " [TÙY CHỌN]", " [OPTIONS]") : "", *command->arguments ? " " : "",
                  command->arguments);
    const char *more = TC_T(cli->lang, command->more_vi, command->more_en);
    if (more)
        tc_buf_printf(buf, "\n%s\n", more);
    if (command->options) {
        put_heading(cli, TC_T(cli->lang, "Tùy chọn", "Options"));
        put_options(cli, command->options);
    }
    put_heading(cli, TC_T(cli->lang, "Tùy chọn chung", "Common options"));
    put_options(cli, tc_common_options);
}

static int run(struct tc_cli *cli)
{
    if (!cli->arg_count) {
        tc_help_overview(cli);
        return TC_EXIT_OK;
    }
    const struct tc_command *command = tc_command_by_name(cli->args[0]);
    if (!command) {
        tc_cli_say(cli, TC_T(cli->lang, "không có lệnh «%s»; xem tracuu help", "no command '%s'; see tracuu help"),
                   cli->args[0]);
        return TC_EXIT_USAGE;
    }
    tc_help_command(cli, command);
    return TC_EXIT_OK;
}

const struct tc_command tc_command_help = {
    .name = "help",
    .arguments = "[COMMAND]",
    .least = 0,
    .most = 1,
    .formats = TC_CAN_TEXT,
    .completes = TC_ARGUMENT_COMMAND,
    .vi = "hướng dẫn về một lệnh hoặc tất cả",
    .en = "explain a command, or list them all",
    .run = run,
};
