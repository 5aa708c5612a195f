// SPDX-License-Identifier: GPL-3.0-or-later
// `compare`: two documents clause by clause.
#include "cli.h"

#include "escape.h"

#include <string.h>

static const char *color(const struct tc_cli *cli, const char *code)
{
    return cli->out.has_color ? code : "";
}

// One side of a clause, its differing words marked: [-so-] on the old side, {+so+} on the new, in colour besides.
static void put_side(struct tc_cli *cli, const json_t *clause, const char *side, const char *text, const char *open,
                     const char *close, const char *paint)
{
    const json_t *part = json_object_get(clause, side);
    size_t start = (size_t)json_integer_value(json_object_get(part, "start")),
           end = (size_t)json_integer_value(json_object_get(part, "end"));
    size_t i, at = start;
    json_t *word;
    json_array_foreach(json_object_get(clause, "words"), i, word)
    {
        const json_t *span = json_object_get(word, side);
        size_t from = (size_t)json_integer_value(json_array_get(span, 0)),
               to = (size_t)json_integer_value(json_array_get(span, 1));
        if (from >= to || from < at)
            continue;
        tc_esc_tty_text(text + at, from - at, &cli->out.buf);
        tc_buf_printf(&cli->out.buf, "%s%s", color(cli, paint), open);
        tc_esc_tty_text(text + from, to - from, &cli->out.buf);
        tc_buf_printf(&cli->out.buf, "%s%s", close, color(cli, "\033[0m"));
        at = to;
    }
    tc_esc_tty_text(text + at, end - at, &cli->out.buf);
    tc_buf_char(&cli->out.buf, '\n');
}

static void put_text(struct tc_cli *cli, const json_t *root, const char *a, const char *b)
{
    size_t i, same = 0;
    json_t *clause;
    json_array_foreach(json_object_get(root, "clauses"), i, clause)
    {
        const char *change = tc_json_text(clause, "change");
        if (!change || !strcmp(change, "same")) {
            same++;
            continue;
        }
        if (same)
            tc_buf_printf(&cli->out.buf, TC_T(cli->lang, "  … %zu đoạn giống nhau\n", "  … %zu clauses are the same\n"),
                          same);
        same = 0;
        tc_buf_printf(&cli->out.buf, "%s== %s%s\n", color(cli, "\033[1m"), tc_change_label(cli->lang, change),
                      color(cli, "\033[0m"));
        if (!json_is_null(json_object_get(clause, "a"))) {
            tc_buf_str(&cli->out.buf, "- ");
            put_side(cli, clause, "a", a, "[-", "-]", "\033[31m");
        }
        if (!json_is_null(json_object_get(clause, "b"))) {
            tc_buf_str(&cli->out.buf, "+ ");
            put_side(cli, clause, "b", b, "{+", "+}", "\033[32m");
        }
    }
    if (same)
        tc_buf_printf(&cli->out.buf, TC_T(cli->lang, "  … %zu đoạn giống nhau\n", "  … %zu clauses are the same\n"),
                      same);
    tc_buf_printf(&cli->out.buf, TC_T(cli->lang, "Giống nhau %.0f %%\n", "%.0f %% the same\n"),
                  100 * json_real_value(json_object_get(root, "similarity")));
}

static int run(struct tc_cli *cli)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    struct tc_document_view *views[2] = {NULL, NULL};
    struct tc_error err = {0};
    int exit_status = tc_cli_open(cli, &archive);
    for (int i = 0; i < 2 && !exit_status; i++) {
        if (tc_document_open(archive, cli->args[i], &views[i], NULL, &err) != TC_OK)
            exit_status = tc_cli_fail(cli, &err);
    }
    if (!exit_status) {
        size_t a_len = 0, b_len = 0;
        const char *a = tc_document_view_text(views[0], &a_len), *b = tc_document_view_text(views[1], &b_len);
        char *text = NULL;
        if (tc_compare_json(a, a_len, b, b_len, &text, &err) != TC_OK) {
            exit_status = tc_cli_fail(cli, &err);
        } else {
            json_t *root = tc_json_parse_free(text);
            if (cli->format == TC_FORMAT_TEXT)
                put_text(cli, root, a, b);
            else
                tc_cli_renderer(cli)->object(&cli->out, root);
            json_decref(root);
        }
    }
    for (int i = 0; i < 2; i++) {
        if (views[i])
            tc_document_close(views[i]);
    }
    return exit_status;
}

const struct tc_command tc_command_compare = {
    .name = "compare",
    .arguments = "A B",
    .least = 2,
    .most = 2,
    .formats = TC_CAN_TEXT | TC_CAN_JSON,
    .vi = "hai văn bản giống và khác nhau chỗ nào, từng đoạn",
    .en = "what two documents share and where they differ, clause by clause",
    .more_vi = "A và B là mã, đường dẫn hoặc số ký hiệu.",
    .more_en = "A and B are ids, paths or numbers.",
    .run = run,
};
