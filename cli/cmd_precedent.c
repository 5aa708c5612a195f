// SPDX-License-Identifier: GPL-3.0-or-later
// `precedent`: earlier passages that say the same, each with its ready-made citation.
#include "cli.h"

#include "ingest.h"
#include "render_precedent.h"

#include <string.h>

enum { TEXT_INDENT = 7 }; // the width of “100 %  ”

static const struct tc_option options[] = {
    {"file", TC_OPTION_FILE, "DRAFT", "tìm tiền lệ cho từng đoạn của một dự thảo",
     "precedents for each paragraph of a draft"},
    {"limit", TC_OPTION_NUMBER, "N", "số kết quả mỗi đoạn (mặc định 10; với --file là 3)",
     "answers a passage (default 10; 3 with --file)"},
    {"before", TC_OPTION_TEXT, "DATE", "chỉ văn bản đến ngày này (2020-06-30); mặc định: ngày của dự thảo",
     "only documents up to this day (2020-06-30); default: the draft's"},
    {0},
};

// What the passage shares with the source is set off.
static void put_passage(struct tc_cli *cli, const json_t *passage)
{
    enum { MOST = 400 };
    struct tc_span spans[MOST];
    const char *text = tc_json_text(passage, "text");
    size_t count = 0, i;
    json_t *span;
    json_array_foreach(json_object_get(passage, "spans"), i, span)
    {
        if (count < MOST)
            spans[count++] = (struct tc_span){(uint32_t)json_integer_value(json_array_get(span, 0)),
                                              (uint32_t)json_integer_value(json_array_get(span, 1))};
    }
    tc_buf_printf(&cli->out.buf, "%*s", TEXT_INDENT, "");
    tc_cli_paragraph(cli, TEXT_INDENT, TEXT_INDENT, text ? text : "", spans, count);
}

// Who had the wording first, who repeated it, who changed it and how.
static void put_genealogy(struct tc_cli *cli, const json_t *sources)
{
    size_t i;
    json_t *source;
    if (json_array_size(sources) < 2)
        return;
    json_array_foreach(sources, i, source)
    {
        tc_auto_buf struct tc_buf line = {0};
        tc_buf_printf(&line, "%s: ", tc_precedent_relation(cli->lang, source));
        tc_put_precedent_source(cli->lang, source, &line);
        if (json_array_size(json_object_get(source, "difference"))) {
            tc_buf_str(&line, " – ");
            tc_put_precedent_difference(cli->lang, source, &line);
        }
        tc_buf_printf(&cli->out.buf, "%*s- ", TEXT_INDENT, "");
        tc_cli_paragraph(cli, TEXT_INDENT + 2, TEXT_INDENT + 2, line.data, NULL, 0);
    }
}

static void put_one(struct tc_cli *cli, const json_t *passage)
{
    const char *full = tc_json_text(passage, "citation.full"), *brief = tc_json_text(passage, "citation.short");
    tc_buf_printf(&cli->out.buf, "%3.0f %%  ", 100 * json_number_value(json_object_get(passage, "similarity")));
    tc_cli_paragraph(cli, TEXT_INDENT, TEXT_INDENT, full ? full : "", NULL, 0);
    put_passage(cli, passage);
    put_genealogy(cli, json_object_get(passage, "genealogy"));
    if (brief && full && strcmp(brief, full) != 0) {
        tc_auto_free char *line = tc_xasprintf(TC_T(cli->lang, "viện dẫn ngắn: %s", "short form: %s"), brief);
        tc_buf_printf(&cli->out.buf, "%*s", TEXT_INDENT, "");
        tc_cli_paragraph(cli, TEXT_INDENT, TEXT_INDENT, line, NULL, 0);
    }
    tc_buf_char(&cli->out.buf, '\n');
}

static void put_group(struct tc_cli *cli, const json_t *group)
{
    tc_auto_buf struct tc_buf name = {0};
    tc_put_precedent_group(cli->lang, group, &name);
    tc_buf_str(&cli->out.buf, cli->out.has_color ? "\033[1m" : "");
    tc_cli_paragraph(cli, 0, 0, name.data, NULL, 0);
    tc_buf_str(&cli->out.buf, cli->out.has_color ? "\033[0m" : "");
}

// Groups by their first, that is best, answer; a draft's passages one after the other.
static void put_text(struct tc_cli *cli, const json_t *root, const char *asked)
{
    const json_t *passages = json_object_get(root, "passages");
    json_int_t last = -1;
    size_t i, j;
    json_t *group, *number;
    json_array_foreach(json_object_get(root, "groups"), i, group)
    {
        const json_t *members = json_object_get(group, "passages");
        const json_t *first = json_array_get(passages, (size_t)json_integer_value(json_array_get(members, 0)));
        const json_t *span = json_object_get(first, "asked");
        json_int_t start = json_integer_value(json_array_get(span, 0)),
                   end = json_integer_value(json_array_get(span, 1));
        if (start != last && tc_cli_text(cli, "file")) {
            tc_auto_free char *words = tc_xstrndup(asked + start, (size_t)(end - start));
            tc_buf_str(&cli->out.buf, "» ");
            tc_cli_paragraph(cli, 2, 2, words, NULL, 0);
            tc_buf_char(&cli->out.buf, '\n');
        }
        last = start;
        put_group(cli, group);
        json_array_foreach(members, j, number)
        {
            put_one(cli, json_array_get(passages, (size_t)json_integer_value(number)));
        }
    }
}

static int answer(struct tc_cli *cli, const char *text, size_t len)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    struct tc_error err = {0};
    char *answer_text = NULL;
    int exit_status = tc_cli_open(cli, &archive);
    if (exit_status)
        return exit_status;
    uint32_t limit = tc_cli_number(cli, "limit", tc_cli_text(cli, "file") ? 3 : 10);
    if (tc_precedent_json(archive, text, len, limit, tc_cli_text(cli, "before"), &answer_text, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    json_t *root = tc_json_parse_free(answer_text);
    bool any = json_array_size(json_object_get(root, "passages")) > 0;
    if (cli->format == TC_FORMAT_TEXT)
        put_text(cli, root, text);
    else
        tc_cli_renderer(cli)->object(&cli->out, root);
    if (!any && cli->format == TC_FORMAT_TEXT)
        tc_cli_say(cli, "%s", TC_T(cli->lang, "không có đoạn nào tương tự", "no passage says the same"));
    json_decref(root);
    return any ? TC_EXIT_OK : TC_EXIT_NOTHING;
}

static int run(struct tc_cli *cli)
{
    const char *file = tc_cli_text(cli, "file");
    if (!file && !cli->arg_count) {
        tc_cli_say(cli, "%s", TC_T(cli->lang, "cần một đoạn văn, hoặc --file", "a text is needed, or --file"));
        return TC_EXIT_USAGE;
    }
    if (!file) {
        tc_auto_free char *text = tc_cli_join(cli);
        return answer(cli, text, strlen(text));
    }
    struct tc_document draft;
    struct tc_error err = {0};
    enum tc_reason reason = TC_REASON_NONE;
    if (tc_ingest_read(file, NULL, &draft, &reason, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    int exit_status = answer(cli, draft.text, draft.len);
    tc_document_fini(&draft);
    return exit_status;
}

const struct tc_command tc_command_precedent = {
    .name = "precedent",
    .arguments = "TEXT",
    .least = 0,
    .most = -1,
    .formats = TC_CAN_TEXT | TC_CAN_JSON,
    .completes = TC_ARGUMENT_FILES,
    .options = options,
    .vi = "những đoạn trước đây nói cùng một ý, kèm lời viện dẫn viết sẵn",
    .en = "earlier passages that say the same, each with its ready-made citation",
    .run = run,
};
