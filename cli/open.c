// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli.h"

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
