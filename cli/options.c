// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the command line by the tables. Options may stand before or behind the command and between its arguments; "--"
// ends them.
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t count_options(const struct tc_option *options)
{
    size_t count = 0;
    while (options && options[count].kind != TC_OPTION_END)
        count++;
    return count;
}

static const struct tc_option *find(const struct tc_option *options, const char *name, size_t len)
{
    for (; options && options->kind != TC_OPTION_END; options++)
        if (strlen(options->name) == len && strncmp(options->name, name, len) == 0)
            return options;
    return NULL;
}

// Where the value of an option is kept; NULL for an option that is in neither table.
static const char **slot(const struct tc_cli *cli, const char *name, size_t len, const struct tc_option **ret)
{
    const struct tc_option *own = cli->command ? cli->command->options : NULL, *option;
    if ((option = find(own, name, len))) {
        *ret = option;
        return &cli->values[option - own];
    }
    if ((option = find(tc_common_options, name, len))) {
        *ret = option;
        return &cli->common_values[option - tc_common_options];
    }
    return NULL;
}

static const char *value_of(const struct tc_cli *cli, const char *name)
{
    const struct tc_option *option;
    const char **value = slot(cli, name, strlen(name), &option);
    if (!value)
        abort(); // a command asks for an option that its own table lacks
    return *value;
}

const char *tc_cli_text(const struct tc_cli *cli, const char *option)
{
    return value_of(cli, option);
}

bool tc_cli_has(const struct tc_cli *cli, const char *option)
{
    return value_of(cli, option) != NULL;
}

uint32_t tc_cli_number(const struct tc_cli *cli, const char *option, uint32_t otherwise)
{
    const char *value = value_of(cli, option);
    return value ? (uint32_t)strtoul(value, NULL, 10) : otherwise;
}

// Is word one of the words of list, which are separated by separator?
static bool is_listed(const char *list, char separator, const char *word, size_t len)
{
    for (const char *end; list; list = end ? end + 1 : NULL) {
        end = strchr(list, separator);
        size_t size = end ? (size_t)(end - list) : strlen(list);
        if (size == len && strncmp(list, word, len) == 0)
            return true;
    }
    return false;
}

bool tc_cli_lists(const struct tc_cli *cli, const char *option, const char *word)
{
    return is_listed(value_of(cli, option), ',', word, strlen(word));
}

char *tc_cli_join(const struct tc_cli *cli)
{
    struct tc_buf buf = {0};
    for (size_t i = 0; i < cli->arg_count; i++) {
        if (i)
            tc_buf_char(&buf, ' ');
        tc_buf_str(&buf, cli->args[i]);
    }
    return tc_buf_take(&buf);
}

static bool is_number(const char *value)
{
    size_t len = strlen(value);
    return len && len <= 10 && strspn(value, "0123456789") == len && strtoull(value, NULL, 10) <= UINT32_MAX;
}

static bool is_choice(const struct tc_option *option, const char *value)
{
    if (option->kind == TC_OPTION_CHOICE)
        return is_listed(option->argument, '|', value, strlen(value));
    for (const char *end; value; value = end ? end + 1 : NULL) {
        end = strchr(value, ',');
        if (!is_listed(option->argument, '|', value, end ? (size_t)(end - value) : strlen(value)))
            return false;
    }
    return true;
}

static bool validate(const struct tc_cli *cli, const struct tc_option *option, const char *value)
{
    switch (option->kind) {
    case TC_OPTION_NUMBER:
        if (is_number(value))
            return true;
        tc_cli_say(cli, TC_T(cli->lang, "--%s cần một số, không phải «%s»", "--%s takes a number, not '%s'"),
                   option->name, value);
        return false;
    case TC_OPTION_CHOICE:
    case TC_OPTION_CHOICES:
        if (is_choice(option, value))
            return true;
        tc_cli_say(cli, TC_T(cli->lang, "--%s nhận %s, không phải «%s»", "--%s takes %s, not '%s'"), option->name,
                   option->argument, value);
        return false;
    default:
        return true;
    }
}

// Edits that turn a into b, capped: enough to tell a slip of the finger from another word.
static unsigned distance(const char *a, const char *b)
{
    enum { MOST = 24 };
    size_t m = strlen(a), n = strlen(b);
    unsigned row[MOST + 1];
    if (m > MOST || n > MOST)
        return MOST;
    for (unsigned j = 0; j <= n; j++)
        row[j] = j;
    for (unsigned i = 1; i <= m; i++) {
        unsigned diagonal = row[0];
        row[0] = i;
        for (unsigned j = 1; j <= n; j++) {
            unsigned best = diagonal + (a[i - 1] != b[j - 1]);
            best = row[j] + 1 < best ? row[j] + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            diagonal = row[j];
            row[j] = best;
        }
    }
    return row[n];
}

static void suggest_option(const struct tc_cli *cli, const char *name, const char **ret_best)
{
    const struct tc_option *const tables[] = {cli->command ? cli->command->options : NULL, tc_common_options};
    unsigned least = 3;
    for (size_t t = 0; t < TC_LENGTH(tables); t++) {
        for (const struct tc_option *o = tables[t]; o && o->kind != TC_OPTION_END; o++) {
            unsigned d = distance(name, o->name);
            if (d < least) {
                least = d;
                *ret_best = o->name;
            }
        }
    }
}

static bool unknown_option(const struct tc_cli *cli, const char *name, size_t len)
{
    tc_auto_free char *typed = tc_xstrndup(name, len);
    const char *best = NULL;
    suggest_option(cli, typed, &best);
    const char *command = cli->command ? cli->command->name : "tracuu";
    if (best)
        tc_cli_say(cli, TC_T(cli->lang, "%s không có tùy chọn --%s; có phải --%s?", "%s has no option --%s; --%s?"),
                   command, typed, best);
    else
        tc_cli_say(cli, TC_T(cli->lang, "%s không có tùy chọn --%s; xem --help", "%s has no option --%s; see --help"),
                   command, typed);
    return false;
}

// argv[*at] begins with "--", or is the "-o" of a command that writes a file: takes it, and the next one when that is
// its value.
static bool take_option(struct tc_cli *cli, int argc, char **argv, int *at)
{
    const char *name = argv[*at][1] == '-' ? argv[*at] + 2 : "output", *equals = strchr(name, '=');
    size_t len = equals ? (size_t)(equals - name) : strlen(name);
    const struct tc_option *option;
    const char **value = slot(cli, name, len, &option);
    if (!value)
        return unknown_option(cli, name, len);
    if (option->kind == TC_OPTION_FLAG) {
        if (equals) {
            tc_cli_say(cli, TC_T(cli->lang, "--%s không nhận giá trị", "--%s takes no value"), option->name);
            return false;
        }
        *value = "";
        return true;
    }
    const char *given = equals ? equals + 1 : *at + 1 < argc ? argv[++*at] : NULL;
    if (!given || (!*given && option->kind != TC_OPTION_TEXT)) {
        tc_cli_say(cli, TC_T(cli->lang, "--%s cần %s", "--%s needs %s"), option->name, option->argument);
        return false;
    }
    if (!validate(cli, option, given))
        return false;
    *value = given;
    return true;
}

static bool take_command(struct tc_cli *cli, const char *name)
{
    cli->command = tc_command_by_name(name);
    if (cli->command) {
        cli->values = tc_xcalloc(count_options(cli->command->options) + 1, sizeof *cli->values);
        return true;
    }
    const char *best = NULL;
    unsigned least = 3;
    for (size_t i = 0; tc_commands[i]; i++) {
        unsigned d = distance(name, tc_commands[i]->name);
        if (d < least && !tc_commands[i]->is_hidden) {
            least = d;
            best = tc_commands[i]->name;
        }
    }
    if (best)
        tc_cli_say(cli, TC_T(cli->lang, "không có lệnh «%s»; có phải «%s»?", "no command '%s'; '%s'?"), name, best);
    else
        tc_cli_say(cli, TC_T(cli->lang, "không có lệnh «%s»; xem tracuu help", "no command '%s'; see tracuu help"),
                   name);
    return false;
}

static bool has_output(const struct tc_cli *cli)
{
    return cli->command && find(cli->command->options, "output", strlen("output"));
}

static bool take_words(struct tc_cli *cli, int argc, char **argv)
{
    bool has_ended = false;
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        bool is_dashed = !has_ended && word[0] == '-' && word[1] != '\0';
        if (is_dashed && strcmp(word, "--") == 0) {
            has_ended = true;
        } else if (is_dashed && (word[1] == '-' || (!strcmp(word, "-o") && has_output(cli)))) {
            if (!take_option(cli, argc, argv, &i))
                return false;
        } else if (is_dashed && strcmp(word, "-h") == 0) {
            cli->common_values[find(tc_common_options, "help", 4) - tc_common_options] = "";
        } else if (is_dashed && !(cli->command && cli->command->keeps_dashes)) {
            return unknown_option(cli, word + 1, strlen(word + 1));
        } else if (!cli->command) {
            if (!take_command(cli, word))
                return false;
            has_ended = has_ended || cli->command->is_hidden;
        } else {
            cli->args[cli->arg_count++] = word;
        }
    }
    return true;
}

static bool check_arguments(const struct tc_cli *cli)
{
    const struct tc_command *command = cli->command;
    bool is_few = cli->arg_count < (size_t)command->least;
    bool is_many = command->most >= 0 && cli->arg_count > (size_t)command->most;
    if (is_few || is_many) {
        tc_cli_say(cli,
                   is_few ? TC_T(cli->lang, "%s: thiếu tham số; cách dùng: tracuu %s %s",
                                 "%s: arguments missing; usage: tracuu %s %s")
                          : TC_T(cli->lang, "%s: thừa tham số; cách dùng: tracuu %s %s",
                                 "%s: too many arguments; usage: tracuu %s %s"),
                   command->name, command->name, command->arguments);
        return false;
    }
    return true;
}

static bool take_format(struct tc_cli *cli)
{
    const char *name = value_of(cli, "format");
    unsigned formats = cli->command->formats;
    if (!name) {
        while (formats && !(formats & 1U << cli->format))
            cli->format = (enum tc_format)(cli->format + 1);
        return true;
    }
    if (!tc_format_by_name(name, &cli->format) || !(formats & 1U << cli->format)) {
        tc_cli_say(cli, TC_T(cli->lang, "%s không có dạng kết quả %s", "%s has no format %s"), cli->command->name,
                   name);
        return false;
    }
    return true;
}

static enum tc_lang language(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < TC_LENGTH(names); i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strncmp(value, "vi", 2) == 0 ? TC_LANG_VI : TC_LANG_EN;
    }
    return TC_LANG_EN;
}

bool tc_cli_parse(struct tc_cli *cli, int argc, char **argv, int *ret_exit)
{
    *ret_exit = TC_EXIT_USAGE;
    cli->lang = language();
    cli->args = tc_xcalloc((size_t)argc + 1, sizeof *cli->args);
    cli->common_values = tc_xcalloc(count_options(tc_common_options) + 1, sizeof *cli->common_values);
    if (!take_words(cli, argc, argv))
        return false;
    if (value_of(cli, "lang"))
        cli->lang = strcmp(value_of(cli, "lang"), "en") == 0 ? TC_LANG_EN : TC_LANG_VI;
    tc_set_language(cli->lang);
    cli->archive = value_of(cli, "archive");
    cli->has_pager = !value_of(cli, "no-pager");
    tc_terminal_setup(cli, value_of(cli, "color"));
    if (value_of(cli, "version")) {
        cli->command = tc_command_by_name("version");
        cli->arg_count = 0;
    } else if (value_of(cli, "help")) {
        cli->command ? tc_help_command(cli, cli->command) : tc_help_overview(cli);
        *ret_exit = TC_EXIT_OK;
        return false;
    }
    if (!cli->command) {
        tc_cli_say(cli, "%s", TC_T(cli->lang, "thiếu lệnh; xem tracuu help", "no command given; see tracuu help"));
        return false;
    }
    return take_format(cli) && check_arguments(cli);
}

void tc_cli_fini(struct tc_cli *cli)
{
    free(cli->args);
    free(cli->values);
    free(cli->common_values);
    tc_buf_fini(&cli->out.buf);
}
