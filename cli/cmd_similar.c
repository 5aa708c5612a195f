// SPDX-License-Identifier: GPL-3.0-or-later
// `similar`: documents that share passages with one, and what they share.
#include "cli.h"

#include "render_flow.h"

#include <stdlib.h>
#include <string.h>

static const struct tc_option options[] = {
    {"limit", TC_OPTION_NUMBER, "N", "số văn bản (mặc định 10)", "how many documents (default 10)"},
    {0},
};

static const struct tc_column columns[] = {
    {"similarity", TC_COLUMN_RIGHT},
    {"of_other", TC_COLUMN_RIGHT},
    {"words", TC_COLUMN_RIGHT},
    {"passage_count", TC_COLUMN_RIGHT},
    {"id", 0},
    {"path", 0},
    {"key", 0},
    {"date", TC_COLUMN_DATE},
    {"place", 0},
    {"title", TC_COLUMN_WRAP},
};

static void put_shared(struct tc_cli *cli, const json_t *item)
{
    enum { SHOWN = 3, LETTERS = 400 };
    const json_t *passages = json_object_get(item, "passages");
    for (size_t i = 0; i < json_array_size(passages) && i < SHOWN; i++) {
        const char *text = tc_json_text(json_array_get(passages, i), "text");
        tc_auto_buf struct tc_buf line = {0};
        size_t len = text ? strlen(text) : 0;
        bool is_long = len > LETTERS;
        for (len = is_long ? LETTERS : len; is_long && len && text[len] != ' ' && text[len] != '\n';)
            len--;
        tc_buf_str(&line, "“");
        tc_buf_add(&line, text, len);
        tc_buf_str(&line, is_long ? " …”" : "”");
        tc_flow_paragraph(&cli->out, 7, TC_STYLE_PLAIN, line.data);
    }
}

static void put_document(struct tc_cli *cli, const json_t *item)
{
    const char *title = tc_json_text(item, "title"), *key = tc_json_text(item, "key"),
               *path = tc_json_text(item, "path");
    const char *date = tc_json_text(item, "date"), *place = tc_json_text(item, "place"), *id = tc_json_text(item, "id");
    tc_auto_buf struct tc_buf head = {0}, facts = {0}, where = {0};
    if (title)
        tc_put_capital(title, &head);
    else
        tc_buf_str(&head, path ? path : "");
    tc_buf_printf(&cli->out.buf, "%3.0f %%  ", 100 * json_real_value(json_object_get(item, "similarity")));
    struct tc_flow flow = {.out = &cli->out, .column = 7, .indent = 7, .base = TC_STYLE_TITLE};
    tc_flow_text(&flow, head.data, head.len);
    tc_buf_char(&cli->out.buf, '\n');
    if (key)
        tc_buf_printf(&facts, "%.*s · ", (int)strcspn(key, "@"), key);
    if (date) {
        tc_put_date(cli->lang, date, &facts);
        tc_buf_str(&facts, " · ");
    }
    if (place)
        tc_buf_printf(&facts, "%s · ", place);
    tc_buf_printf(&facts,
                  TC_T(cli->lang, "chung %d từ trong %d đoạn, bằng %.0f %% văn bản kia",
                       "%d words in %d passages shared, %.0f %% of the other"),
                  (int)json_integer_value(json_object_get(item, "words")),
                  (int)json_integer_value(json_object_get(item, "passage_count")),
                  100 * json_real_value(json_object_get(item, "of_other")));
    tc_flow_paragraph(&cli->out, 7, TC_STYLE_NUMBER, facts.data);
    put_shared(cli, item);
    tc_buf_printf(&where, "%s  %s", id ? id : "", path ? path : "");
    tc_flow_paragraph(&cli->out, 7, TC_STYLE_FAINT, where.data);
}

static void put_text(struct tc_cli *cli, const json_t *documents)
{
    size_t i;
    json_t *item;
    json_array_foreach((json_t *)(uintptr_t)documents, i, item)
    {
        if (i)
            tc_buf_char(&cli->out.buf, '\n');
        put_document(cli, item);
    }
}

static int run(struct tc_cli *cli)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    struct tc_error err = {0};
    char *text = NULL, *candidates = NULL;
    int exit_status = tc_cli_open(cli, &archive);
    if (exit_status)
        return exit_status;
    enum tc_status status =
        tc_similar_json(archive, cli->args[0], tc_cli_number(cli, "limit", 10), &text, &candidates, &err);
    if (status != TC_OK)
        return tc_cli_fail_document(cli, &err, candidates);
    json_t *root = tc_json_parse_free(text);
    const json_t *documents = json_object_get(root, "documents");
    const struct tc_listing listing = {root, "documents", columns, TC_LENGTH(columns)};
    bool any = json_array_size(documents) > 0;
    if (cli->format == TC_FORMAT_TEXT)
        put_text(cli, documents);
    else
        tc_cli_renderer(cli)->listing(&cli->out, &listing);
    if (!any && cli->format == TC_FORMAT_TEXT)
        tc_cli_say(cli, "%s",
                   TC_T(cli->lang, "không có văn bản nào chung đoạn với nó", "nothing shares a passage with it"));
    json_decref(root);
    return any ? TC_EXIT_OK : TC_EXIT_NOTHING;
}

const struct tc_command tc_command_similar = {
    .name = "similar",
    .arguments = "DOC",
    .least = 1,
    .most = 1,
    .formats = TC_CAN_ALL,
    .completes = TC_ARGUMENT_QUERY,
    .options = options,
    .vi = "những văn bản có chung đoạn với một văn bản",
    .en = "documents that share passages with one",
    .more_vi =
        "DOC là mã, đường dẫn hoặc số ký hiệu. Độ giống là phần lời văn riêng của DOC (không kể câu chữ mà nhiều\n"
        "văn bản đều có) cũng nằm trong văn bản kia.",
    .more_en = "DOC is an id, a path or a number. Similarity is the share of DOC's own wording (set phrases that many\n"
               "documents have are not counted) that stands in the other document too.",
    .run = run,
};
