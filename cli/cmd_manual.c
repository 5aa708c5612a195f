// SPDX-License-Identifier: GPL-3.0-or-later
// `tracuu manual TEMPLATE`: the manual page. The template holds the prose; synopsis, commands and options come from the
// tables. Run by the build.
#include "cli.h"

#include "base/file.h"

#include <string.h>

// Text as mdoc(7) takes it: backslashes escaped, sentences on lines of their own, no line that is long or begins with a
// control character.
static void put_text(struct tc_buf *buf, const char *s)
{
    enum { LINE = 72 };
    size_t column = 0;
    while (*s) {
        size_t len = strcspn(s, " \n"), columns = 0;
        for (size_t i = 0; i < len; i++) // mandoc counts other letters as the escapes that it reads them as
            columns += (unsigned char)s[i] < 0x80 ? 1 : ((unsigned char)s[i] & 0xC0) == 0xC0 ? 8 : 0;
        bool ends_sentence = len && strchr(".;", s[len - 1]);
        if (column && column + 1 + columns > LINE) {
            tc_buf_char(buf, '\n');
            column = 0;
        }
        if (column)
            tc_buf_char(buf, ' ');
        if (!column && len && (*s == '.' || *s == '\''))
            tc_buf_str(buf, "\\&");
        for (size_t i = 0; i < len; i++) {
            if (s[i] == '\\')
                tc_buf_str(buf, "\\e");
            else
                tc_buf_char(buf, s[i]);
        }
        column += columns + 1;
        s += len;
        s += strspn(s, " \n");
        if (ends_sentence && *s) {
            tc_buf_char(buf, '\n');
            column = 0;
        }
    }
}

// Arguments of a macro: names that mdoc would take for macros of its own ("Ar", "No") do not occur in capitals only.
static void put_arguments(struct tc_buf *buf, const char *arguments)
{
    while (*arguments) {
        size_t len = strcspn(arguments, " ");
        bool is_optional = arguments[0] == '[';
        size_t skip = is_optional ? 1 : 0, end = is_optional && arguments[len - 1] == ']' ? len - 1 : len;
        tc_buf_printf(buf, is_optional ? ".Op Ar %.*s\n" : ".Ar %.*s\n", (int)(end - skip), arguments + skip);
        arguments += len + (arguments[len] == ' ');
    }
}

static void put_synopsis(struct tc_buf *buf)
{
    for (size_t i = 0; tc_commands[i]; i++) {
        if (tc_commands[i]->is_hidden)
            continue;
        tc_buf_printf(buf, ".Nm\n.Op Fl -archive Ar DIR\n.Cm %s\n", tc_commands[i]->name);
        if (tc_commands[i]->options)
            tc_buf_str(buf, ".Op Ar options\n");
        put_arguments(buf, tc_commands[i]->arguments);
    }
}

static void put_options(struct tc_buf *buf, const struct tc_option *options)
{
    if (!options)
        return;
    tc_buf_str(buf, ".Bl -tag -width Ds -compact\n");
    for (const struct tc_option *o = options; o->kind != TC_OPTION_END; o++) {
        bool is_choice = o->kind == TC_OPTION_CHOICE || o->kind == TC_OPTION_CHOICES;
        tc_buf_printf(buf, ".It Fl -%s", o->name);
        if (o->argument)
            tc_buf_printf(buf, is_choice ? "= Ns Ar %s" : " Ar %s", o->argument);
        tc_buf_char(buf, '\n');
        put_text(buf, o->en);
        tc_buf_str(buf, ".\n");
    }
    tc_buf_str(buf, ".El\n");
}

static void put_commands(struct tc_buf *buf)
{
    tc_buf_str(buf, ".Bl -tag -width Ds\n");
    for (size_t i = 0; tc_commands[i]; i++) {
        const struct tc_command *command = tc_commands[i];
        if (command->is_hidden)
            continue;
        tc_buf_printf(buf, ".It Cm %s", command->name);
        if (*command->arguments)
            tc_buf_printf(buf, " Ar %s", command->arguments);
        tc_buf_char(buf, '\n');
        tc_auto_buf struct tc_buf sentence = {0};
        tc_put_capital(command->en, &sentence);
        put_text(buf, sentence.data);
        tc_buf_str(buf, ".\n");
        if (command->more_en) {
            put_text(buf, command->more_en);
            tc_buf_char(buf, '\n');
        }
        put_options(buf, command->options);
    }
    tc_buf_str(buf, ".El\n");
}

static void put_common(struct tc_buf *buf)
{
    put_options(buf, tc_common_options);
}

static int run(struct tc_cli *cli)
{
    static const struct {
        const char *mark;
        void (*put)(struct tc_buf *buf);
    } parts[] = {{"@SYNOPSIS@\n", put_synopsis}, {"@COMMANDS@\n", put_commands}, {"@OPTIONS@\n", put_common}};
    enum { MOST = 1 << 20 };
    tc_auto_buf struct tc_buf page = {0};
    struct tc_error err = {0};
    if (tc_file_read(cli->args[0], MOST, &page, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    for (const char *line = page.data ? page.data : ""; *line;) {
        const char *newline = strchr(line, '\n');
        size_t len = newline ? (size_t)(newline - line) + 1 : strlen(line), part = 0;
        while (part < TC_LENGTH(parts) && strncmp(line, parts[part].mark, len) != 0)
            part++;
        if (part < TC_LENGTH(parts))
            parts[part].put(&cli->out.buf);
        else
            tc_buf_add(&cli->out.buf, line, len);
        line += len;
    }
    return TC_EXIT_OK;
}

const struct tc_command tc_command_manual = {
    .name = "manual",
    .arguments = "TEMPLATE",
    .least = 1,
    .most = 1,
    .formats = TC_CAN_TEXT,
    .is_hidden = true,
    .vi = "trang hướng dẫn mdoc",
    .en = "the manual page in mdoc",
    .run = run,
};
