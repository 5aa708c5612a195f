// SPDX-License-Identifier: GPL-3.0-or-later
// Stages of `dump` that need an archive, apart from those of the pipeline.
#ifndef TC_CLI_CMD_DUMP_H
#define TC_CLI_CMD_DUMP_H

#include "cli.h"

int tc_dump_query(struct tc_cli *cli);
int tc_dump_archive(struct tc_cli *cli);

#endif
