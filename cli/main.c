// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli.h"

int main(int argc, char **argv)
{
    struct tc_cli cli = {0};
    int exit_status;
    tc_cli_setup_signals();
    if (tc_cli_parse(&cli, argc, argv, &exit_status) && !(exit_status = tc_cli_use_tables(&cli)))
        exit_status = cli.command->run(&cli);
    if (!tc_terminal_flush(&cli) && exit_status == TC_EXIT_OK)
        exit_status = TC_EXIT_NOTHING;
    tc_cli_fini(&cli);
    return exit_status;
}
