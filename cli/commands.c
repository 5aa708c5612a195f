// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "cli.h"

#include <string.h>

#define DECLARE(name) extern const struct tc_command tc_command_##name;
TC_COMMANDS(DECLARE)

#define ROW(name) &tc_command_##name,
const struct tc_command *const tc_commands[] = {TC_COMMANDS(ROW) NULL};

const struct tc_option tc_common_options[] = {
    {"archive", TC_OPTION_DIRECTORY, "DIR", "thư mục của kho (mặc định $TRACUU_ARCHIVE, hoặc ~/.local/share/tracuu)",
     "directory of the archive (default $TRACUU_ARCHIVE, else ~/.local/share/tracuu)"},
    {"format", TC_OPTION_CHOICE, "text|json|jsonl|csv|svg|dot", "dạng kết quả", "form of the answer"},
    {"color", TC_OPTION_CHOICE, "auto|always|never", "tô màu kết quả", "colour the answer"},
    {"lang", TC_OPTION_CHOICE, "vi|en", "ngôn ngữ của thông báo (mặc định theo LC_MESSAGES)",
     "language of messages (default by LC_MESSAGES)"},
    {"no-pager", TC_OPTION_FLAG, NULL, "không xem kết quả dài qua less", "do not page long answers"},
    {"help", TC_OPTION_FLAG, NULL, "hướng dẫn", "help"},
    {"version", TC_OPTION_FLAG, NULL, "phiên bản", "version"},
    {0},
};

const struct tc_command *tc_command_by_name(const char *name)
{
    for (size_t i = 0; tc_commands[i]; i++)
        if (strcmp(tc_commands[i]->name, name) == 0)
            return tc_commands[i];
    return NULL;
}
