// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli.h"

#include "base/tables.h"

#include <string.h>
#include <unistd.h>

int tc_cli_open(const struct tc_cli *cli, struct tc_archive **ret)
{
    struct tc_error err = {0};
    if (tc_archive_open(cli->archive, ret, &err) == TC_OK)
        return 0;
    tc_cli_fail(cli, &err);
    if (err.status == TC_ERR_NOT_FOUND)
        tc_cli_say(cli, "%s",
                   TC_T(cli->lang, "lập kho trước: tracuu index THƯ-MỤC", "build an archive first: tracuu index PATH"));
    return TC_EXIT_ARCHIVE;
}

void tc_cli_close(struct tc_archive **archive)
{
    if (*archive)
        tc_archive_close(*archive);
}

// Commands that say what the program is work without what it needs for its work.
static bool needs_tables(const struct tc_cli *cli)
{
    static const char *const others[] = {"help", "version", "completion"};
    for (size_t i = 0; i < TC_LENGTH(others); i++)
        if (strcmp(cli->command->name, others[i]) == 0)
            return false;
    return !cli->command->is_hidden;
}

int tc_cli_use_tables(const struct tc_cli *cli)
{
    struct tc_error err = {0};
    if (needs_tables(cli) && tc_tables_found(&err) != TC_OK) {
        tc_cli_fail(cli, &err);
        return TC_EXIT_ARCHIVE;
    }
    tc_auto_free char *directory = tc_archive_directory(cli->archive), *folder = tc_xasprintf("%s/tables", directory);
    tc_auto_buf struct tc_buf complaints = {0};
    tc_tables_use(directory);
    if (cli->command->is_hidden || access(folder, F_OK) != 0 || tc_tables_check(directory, &complaints))
        return TC_EXIT_OK;
    for (char *rest = complaints.data, *line; rest && (line = strsep(&rest, "\n"));) {
        if (*line)
            tc_cli_say(cli, "%s", line);
    }
    // What would be read by half of a table would have to be read again.
    bool is_needed = strcmp(cli->command->name, "index") == 0;
    tc_cli_say(cli, "%s",
               is_needed ? TC_T(cli->lang, "sửa các dòng trên trong bảng của cơ quan rồi lập kho lại",
                                "put these rows of the office's tables right, then index again")
                         : TC_T(cli->lang, "các dòng trên trong bảng của cơ quan bị bỏ qua",
                                "these rows of the office's tables are left out"));
    return is_needed ? TC_EXIT_ARCHIVE : TC_EXIT_OK;
}
