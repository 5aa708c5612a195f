// SPDX-License-Identifier: GPL-3.0-or-later
// `precedent`: earlier passages that say the same, each with its ready-made citation.
#include "cli.h"

#include "escape.h"
#include "ingest.h"

#include <string.h>

static const struct tc_option options[] = {
    {"file", TC_OPTION_FILE, "DRAFT", "tìm tiền lệ cho từng đoạn của một dự thảo",
     "precedents for each paragraph of a draft"},
    {"limit", TC_OPTION_NUMBER, "N", "số kết quả mỗi đoạn (mặc định 10; với --file là 3)",
     "answers a passage (default 10; 3 with --file)"},
    {"before", TC_OPTION_TEXT, "DATE", "chỉ văn bản đến ngày này (2020-06-30)",
     "only documents up to this day (2020-06-30)"},
    {0},
};

static void put_line(struct tc_cli *cli, const char *s)
{
    tc_esc_tty(s ? s : "", s ? strlen(s) : 0, &cli->out.buf);
}

// The passage with its shared wording set off: bold in colour, [brackets] without.
static void put_passage(struct tc_cli *cli, const json_t *passage)
{
    const char *text = tc_json_text(passage, "text");
    size_t at = 0, i, len = text ? strlen(text) : 0;
    json_t *span;
    json_array_foreach(json_object_get(passage, "spans"), i, span)
    {
        size_t start = (size_t)json_integer_value(json_array_get(span, 0)),
               end = (size_t)json_integer_value(json_array_get(span, 1));
        if (start < at || end > len || start >= end)
            continue;
        tc_esc_tty(text + at, start - at, &cli->out.buf);
        tc_buf_str(&cli->out.buf, cli->out.has_color ? "\033[1;33m" : "[");
        tc_esc_tty(text + start, end - start, &cli->out.buf);
        tc_buf_str(&cli->out.buf, cli->out.has_color ? "\033[0m" : "]");
        at = end;
    }
    tc_esc_tty(text + at, len - at, &cli->out.buf);
    tc_buf_char(&cli->out.buf, '\n');
}

static void put_genealogy(struct tc_cli *cli, const json_t *sources)
{
    size_t i;
    json_t *source;
    if (json_array_size(sources) < 2)
        return;
    json_array_foreach(sources, i, source)
    {
        const char *key = tc_json_text(source, "key"), *date = tc_json_text(source, "date");
        tc_buf_str(&cli->out.buf, i ? "      " : "    ");
        tc_buf_str(&cli->out.buf, !i ? TC_T(cli->lang, "lần đầu: ", "first: ")
                                  : json_is_true(json_object_get(source, "changed"))
                                      ? TC_T(cli->lang, "sửa lại: ", "changed: ")
                                      : TC_T(cli->lang, "nhắc lại: ", "repeated: "));
        put_line(cli, key ? key : tc_json_text(source, "title"));
        if (date && (!key || !strchr(key, '@'))) {
            tc_buf_str(&cli->out.buf, ", ");
            tc_put_date(cli->lang, date, &cli->out.buf);
        }
        tc_buf_char(&cli->out.buf, '\n');
    }
}

static void put_text(struct tc_cli *cli, const json_t *root, const char *asked)
{
    size_t i;
    json_int_t last = -1;
    json_t *passage;
    json_array_foreach(json_object_get(root, "passages"), i, passage)
    {
        const json_t *span = json_object_get(passage, "asked");
        json_int_t start = json_integer_value(json_array_get(span, 0)),
                   end = json_integer_value(json_array_get(span, 1));
        if (start != last && tc_cli_text(cli, "file")) {
            tc_buf_str(&cli->out.buf, i ? "\n" : "");
            tc_buf_str(&cli->out.buf, "» ");
            tc_esc_tty(asked + start, (size_t)(end - start), &cli->out.buf);
            tc_buf_str(&cli->out.buf, "\n\n");
        }
        last = start;
        tc_buf_printf(&cli->out.buf, "%3.0f %%  ", 100 * json_real_value(json_object_get(passage, "similarity")));
        put_line(cli, tc_json_text(json_object_get(passage, "citation"), "full"));
        tc_buf_str(&cli->out.buf, "    ");
        put_passage(cli, passage);
        put_genealogy(cli, json_object_get(passage, "genealogy"));
        tc_buf_char(&cli->out.buf, '\n');
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
