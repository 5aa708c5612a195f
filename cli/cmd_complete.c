// SPDX-License-Identifier: GPL-3.0-or-later
// What the shells ask for while a person types: `tracuu complete -- WORD...` lists what the last WORD can become, one
// candidate a line with a tab and an explanation behind it; ":files" and ":directories" leave it to the shell. The
// scripts of the shells (completions/) know nothing else, so the tables of commands are the only list there is.
#include "cli.h"
#include "escape.h"

#include "base/file.h"
#include "base/paths.h"
#include "saved.h"
#include "store/schema.h"
#include "store/store.h"
#include "text/token.h"

#include <stdlib.h>
#include <string.h>

struct completion {
    struct tc_cli *cli;
    const char *word; // what was typed so far
    const struct tc_command *command;
    const char *archive;
};

static void offer(struct completion *c, const char *before, const char *candidate, size_t len, const char *explanation)
{
    tc_auto_buf struct tc_buf line = {0};
    tc_buf_str(&line, before);
    tc_esc_tty(candidate, len, &line);
    if (!before[0] && strncmp(line.data, c->word, strlen(c->word)) != 0)
        return;
    tc_buf_printf(&c->cli->out.buf, "%s\t%s\n", line.data, explanation ? explanation : "");
}

static void offer_commands(struct completion *c)
{
    for (size_t i = 0; tc_commands[i]; i++)
        if (!tc_commands[i]->is_hidden)
            offer(c, "", tc_commands[i]->name, strlen(tc_commands[i]->name),
                  TC_T(c->cli->lang, tc_commands[i]->vi, tc_commands[i]->en));
}

static void offer_options(struct completion *c, const struct tc_option *options)
{
    for (const struct tc_option *o = options; o && o->kind != TC_OPTION_END; o++) {
        tc_auto_buf struct tc_buf name = {0};
        tc_buf_printf(&name, o->kind == TC_OPTION_FLAG ? "--%s" : "--%s=", o->name);
        offer(c, "", name.data, name.len, TC_T(c->cli->lang, o->vi, o->en));
    }
}

// Does the comma-separated list hold the word?
static bool is_given(const char *list, const char *word, size_t len)
{
    for (const char *at = list; (at = strstr(at, word)); at += len)
        if ((at == list || at[-1] == ',') && at[len] == ',')
            return true;
    return false;
}

// Words of "a|b|c" that begin as typed; before is what stands in front of them in the word typed ("--sort="), given the
// ones it has already.
static void offer_choices(struct completion *c, const char *before, const char *given, const char *typed,
                          const char *choices)
{
    for (const char *end; choices; choices = end ? end + 1 : NULL) {
        end = strchr(choices, '|');
        size_t len = end ? (size_t)(end - choices) : strlen(choices);
        tc_auto_free char *word = tc_xstrndup(choices, len);
        if (strncmp(word, typed, strlen(typed)) == 0 && !is_given(given, word, len))
            offer(c, before, word, len, NULL);
    }
}

static void offer_saved(struct completion *c, const char *before, const char *typed)
{
    tc_auto_free char *directory = tc_archive_directory(c->archive);
    tc_auto_free char *path = tc_xasprintf("%s/saved.json", directory);
    tc_auto_buf struct tc_buf data = {0};
    struct tc_saved_list list = {0};
    if (tc_file_read(path, TC_SAVED_BYTES, &data, NULL) != TC_OK ||
        tc_saved_parse(data.data ? data.data : "", data.len, &list, NULL) != TC_OK)
        return;
    for (size_t i = 0; i < list.count; i++)
        if (strncmp(list.items[i].name, typed, strlen(typed)) == 0)
            offer(c, before, list.items[i].name, strlen(list.items[i].name), list.items[i].query);
    tc_saved_list_fini(&list);
}

static void offer_value(struct completion *c, const struct tc_option *option, const char *before, const char *typed)
{
    struct tc_buf *buf = &c->cli->out.buf;
    if (option->kind == TC_OPTION_FILE) {
        tc_buf_str(buf, ":files\n");
    } else if (option->kind == TC_OPTION_DIRECTORY) {
        tc_buf_str(buf, ":directories\n");
    } else if (option->kind == TC_OPTION_CHOICE) {
        offer_choices(c, before, "", typed, option->argument);
    } else if (option->kind == TC_OPTION_SAVED) {
        offer_saved(c, before, typed);
    } else if (option->kind == TC_OPTION_CHOICES) {
        const char *comma = strrchr(typed, ',');
        tc_auto_free char *kept = tc_xasprintf("%s%.*s", before, comma ? (int)(comma - typed + 1) : 0, typed);
        offer_choices(c, kept, typed, comma ? comma + 1 : typed, option->argument);
    }
}

static const struct tc_option *find_option(const struct completion *c, const char *name, size_t len)
{
    const struct tc_option *const tables[] = {c->command ? c->command->options : NULL, tc_common_options};
    for (size_t t = 0; t < TC_LENGTH(tables); t++)
        for (const struct tc_option *o = tables[t]; o && o->kind != TC_OPTION_END; o++)
            if (strlen(o->name) == len && strncmp(o->name, name, len) == 0)
                return o;
    return NULL;
}

// --- values of fields, from the archive ---

static const struct field {
    const char *vi, *en, *prefix, *what_vi, *what_en;
    const char *values; // a closed set
} fields[] = {
    {"loai", "type", TC_PREFIX_TYPE, "loại văn bản", "type", NULL},
    {"coquan", "issuer", TC_PREFIX_ISSUER, "cơ quan ban hành", "issuer", NULL},
    {"tinh", "place", TC_PREFIX_PLACE, "địa phương", "place", NULL},
    {"nam", "year", TC_PREFIX_YEAR, "năm hoặc khoảng 2008..2010", "year, or span 2008..2010", NULL},
    {"nhiemky", "term", TC_PREFIX_TERM, "nhiệm kỳ", "term", NULL},
    {"nguoiky", "signer", TC_PREFIX_SIGNER, "người ký", "signer", NULL},
    {"hieuluc", "status", NULL, "hiệu lực", "validity", "còn|hết|sửa đổi|thay thế|bãi bỏ"},
    {"so", "number", NULL, "số ký hiệu", "number", NULL},
    {"ngay", "date", NULL, "ngày ban hành", "date", NULL},
    {"tu", "from", NULL, "từ ngày", "from", NULL},
    {"den", "to", NULL, "đến ngày", "to", NULL},
    {"trichdan", "cites", NULL, "có dẫn văn bản này", "cites this", NULL},
    {"tieude", "title", NULL, "từ trong trích yếu", "words of the title", NULL},
    {"duongdan", "path", NULL, "thư mục", "folder", NULL},
};

struct visit {
    struct completion *c;
    const char *before; // "loai:"
    char *typed;        // folded
    size_t prefix;
    unsigned offered;
};

static bool visit_term(void *context, const char *term, size_t len, uint32_t doc_freq)
{
    enum { MOST = 200 };
    struct visit *visit = context;
    tc_auto_buf struct tc_buf folded = {0}, count = {0};
    // "XN" also begins "XNXII", "T" nothing else: schema.h keeps prefixes apart by case and letters
    term += visit->prefix;
    len -= visit->prefix;
    tc_text_fold(term, len, &folded);
    if (!len || strncmp(folded.data, visit->typed, strlen(visit->typed)) != 0)
        return true;
    tc_put_count(visit->c->cli->lang, doc_freq, &count);
    offer(visit->c, visit->before, term, len, count.data);
    return ++visit->offered < MOST;
}

static void offer_field_values(struct completion *c, const struct field *field, const char *name, const char *typed)
{
    struct tc_reader *reader = NULL;
    tc_auto_free char *directory = tc_archive_directory(c->archive), *before = tc_xasprintf("%s:", name);
    tc_auto_free char *folded = tc_text_fold_dup(typed);
    offer_choices(c, before, "", typed, field->values);
    if (!field->prefix || tc_reader_open(directory, &reader, NULL) != TC_OK)
        return;
    struct visit visit = {.c = c, .before = before, .typed = folded, .prefix = strlen(field->prefix)};
    tc_reader_each_term(reader, field->prefix, visit.prefix, visit_term, &visit, NULL);
    tc_reader_close(reader);
}

static void offer_query(struct completion *c)
{
    const char *colon = strchr(c->word, ':');
    for (size_t i = 0; i < TC_LENGTH(fields); i++) {
        const char *const names[] = {fields[i].vi, fields[i].en};
        for (size_t n = 0; n < TC_LENGTH(names); n++) {
            size_t len = strlen(names[n]);
            if (colon && (size_t)(colon - c->word) == len && strncmp(c->word, names[n], len) == 0) {
                offer_field_values(c, &fields[i], names[n], colon + 1);
                return;
            }
            // one language of field names is enough to choose from, either can be completed
            bool is_offered = *c->word || n == (c->cli->lang == TC_LANG_EN);
            tc_auto_free char *name = tc_xasprintf("%s:", names[n]);
            if (!colon && is_offered)
                offer(c, "", name, len + 1, TC_T(c->cli->lang, fields[i].what_vi, fields[i].what_en));
        }
    }
}

static void complete_word(struct completion *c, const char *previous)
{
    const struct tc_option *option = NULL;
    if (previous && strncmp(previous, "--", 2) == 0 && !strchr(previous, '='))
        option = find_option(c, previous + 2, strlen(previous + 2));
    if (option && option->kind != TC_OPTION_FLAG) {
        offer_value(c, option, "", c->word);
        return;
    }
    const char *equals = strncmp(c->word, "--", 2) == 0 ? strchr(c->word, '=') : NULL;
    if (equals) {
        tc_auto_free char *before = tc_xstrndup(c->word, (size_t)(equals - c->word) + 1);
        if ((option = find_option(c, c->word + 2, (size_t)(equals - c->word) - 2)))
            offer_value(c, option, before, equals + 1);
    } else if (c->word[0] == '-') {
        offer_options(c, c->command ? c->command->options : NULL);
        offer_options(c, tc_common_options);
    } else if (!c->command || c->command->completes == TC_ARGUMENT_COMMAND) {
        offer_commands(c);
    } else if (c->command->completes == TC_ARGUMENT_FILES) {
        tc_buf_str(&c->cli->out.buf, ":files\n");
    } else if (c->command->completes == TC_ARGUMENT_QUERY) {
        offer_query(c);
    } else if (c->command->completes == TC_ARGUMENT_SAVED) {
        offer_saved(c, "", c->word);
    }
}

static int run_complete(struct tc_cli *cli)
{
    struct completion c = {.cli = cli, .word = "", .archive = cli->archive};
    size_t last = cli->arg_count ? cli->arg_count - 1 : 0;
    for (size_t i = 0; i < last; i++) {
        const char *word = cli->args[i];
        if (strncmp(word, "--archive=", 10) == 0)
            c.archive = word + 10;
        else if (strcmp(word, "--archive") == 0 && i + 1 < last)
            c.archive = cli->args[++i];
        else if (word[0] != '-' && !c.command)
            c.command = tc_command_by_name(word);
    }
    if (cli->arg_count)
        c.word = cli->args[last];
    complete_word(&c, last ? cli->args[last - 1] : NULL);
    return TC_EXIT_OK;
}

const struct tc_command tc_command_complete = {
    .name = "complete",
    .arguments = "[WORD...]",
    .most = -1,
    .formats = TC_CAN_TEXT,
    .is_hidden = true,
    .keeps_dashes = true,
    .vi = "gợi ý cho shell",
    .en = "candidates for the shells",
    .run = run_complete,
};

// --- completion SHELL: the script to load ---

static int run_completion(struct tc_cli *cli)
{
    static const struct {
        const char *shell, *file;
    } scripts[] = {{"bash", "tracuu.bash"}, {"zsh", "_tracuu"}, {"fish", "tracuu.fish"}};
    enum { MOST = 1 << 16 };
    for (size_t i = 0; i < TC_LENGTH(scripts); i++) {
        if (strcmp(scripts[i].shell, cli->args[0]) != 0)
            continue;
        tc_auto_free char *path = tc_xasprintf("%s/completions/%s", tc_path_data(), scripts[i].file);
        struct tc_error err = {0};
        return tc_file_read(path, MOST, &cli->out.buf, &err) == TC_OK ? TC_EXIT_OK : tc_cli_fail(cli, &err);
    }
    tc_cli_say(cli,
               TC_T(cli->lang, "completion nhận bash, zsh hoặc fish, không phải «%s»",
                    "completion takes bash, zsh or fish, not '%s'"),
               cli->args[0]);
    return TC_EXIT_USAGE;
}

const struct tc_command tc_command_completion = {
    .name = "completion",
    .arguments = "bash|zsh|fish",
    .least = 1,
    .most = 1,
    .formats = TC_CAN_TEXT,
    .vi = "in kịch bản gợi ý cho shell",
    .en = "print the completion script for a shell",
    .more_vi = "bash: eval \"$(tracuu completion bash)\" trong ~/.bashrc; fish: tracuu completion fish | source;\n"
               "zsh: ghi vào một thư mục của $fpath với tên _tracuu.",
    .more_en = "bash: eval \"$(tracuu completion bash)\" in ~/.bashrc; fish: tracuu completion fish | source;\n"
               "zsh: save as _tracuu in a folder of $fpath.",
    .run = run_completion,
};
