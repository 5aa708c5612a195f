// SPDX-License-Identifier: GPL-3.0-or-later
// `saved`: the saved searches, and what is new in one since it was last looked at.
#include "cli.h"

#include "render_flow.h"

#include <stdlib.h>
#include <string.h>

static const struct tc_option options[] = {
    {"all", TC_OPTION_FLAG, NULL, "mọi kết quả, không chỉ cái mới", "all that it finds, not only what is new"},
    {"keep", TC_OPTION_FLAG, NULL, "cái mới vẫn là mới ở lần sau", "what is new stays new"},
    {"limit", TC_OPTION_NUMBER, "N", "số kết quả (mặc định: mọi cái mới)", "how many hits (default: all that is new)"},
    {"delete", TC_OPTION_SAVED, "NAME", "bỏ tìm kiếm đã lưu này", "forget this saved search"},
    {0},
};

static const struct tc_column list_columns[] = {
    {"name", 0},
    {"new", TC_COLUMN_RIGHT},
    {"matching", TC_COLUMN_RIGHT},
    {"query", TC_COLUMN_WRAP},
    {"sort", 0},
    {"created", TC_COLUMN_DATA},
    {"looked", 0},
};
static const struct tc_column hit_columns[] = {
    {"change", 0}, {"rank", 0},   {"id", 0},   {"path", 0},  {"type", 0},   {"number", 0},       {"key", 0},
    {"title", 0},  {"issuer", 0}, {"date", 0}, {"place", 0}, {"signer", 0}, {"snippet.text", 0},
};

static int list(struct tc_cli *cli, struct tc_archive *archive)
{
    struct tc_error err = {0};
    char *text = NULL;
    if (tc_saved_json(archive, &text, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    json_t *root = tc_json_parse_free(text);
    const struct tc_listing listing = {root, "searches", list_columns, TC_LENGTH(list_columns)};
    bool any = json_array_size(json_object_get(root, "searches")) > 0;
    tc_cli_renderer(cli)->listing(&cli->out, &listing);
    if (!any && cli->format == TC_FORMAT_TEXT)
        tc_cli_say(cli, "%s",
                   TC_T(cli->lang, "chưa lưu tìm kiếm nào; tracuu search --save TÊN CÂU-HỎI",
                        "no search is saved; tracuu search --save NAME QUERY"));
    json_decref(root);
    return any ? TC_EXIT_OK : TC_EXIT_NOTHING;
}

static int show_all(struct tc_cli *cli, struct tc_archive *archive, const char *name)
{
    struct tc_search_options search;
    struct tc_error err = {0};
    const struct tc_results *results = NULL;
    char *query = NULL;
    if (tc_saved_get(archive, name, &query, &search, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    search.limit = tc_cli_number(cli, "limit", search.limit);
    int exit_status = TC_EXIT_OK;
    if (tc_search(archive, query, &search, &results, &err) != TC_OK) {
        exit_status = tc_cli_fail_query(cli, &err, query);
    } else {
        exit_status = results->hit_count ? TC_EXIT_OK : TC_EXIT_NOTHING;
        tc_cli_renderer(cli)->results(&cli->out, results);
        tc_results_free(results);
    }
    free(query);
    return exit_status;
}

// "3 mới hoặc thay đổi từ 22/11/2026 09:54 UTC" above the hits.
static void put_new(struct tc_cli *cli, const struct tc_results *results, const char *name, const char *since)
{
    if (cli->format == TC_FORMAT_TEXT) {
        tc_auto_buf struct tc_buf line = {0};
        tc_auto_free char *day = tc_xstrndup(since, 10);
        tc_put_count(cli->lang, results->total, &line);
        tc_buf_str(&line, TC_T(cli->lang, " mới hoặc thay đổi từ ", " new or changed since "));
        tc_put_date(cli->lang, day, &line);
        tc_buf_printf(&line, " %.5s UTC", since + 11);
        tc_flow_paragraph(&cli->out, 0, TC_STYLE_HEADING, line.data);
        if (results->hit_count)
            tc_render_text.results(&cli->out, results);
        return;
    }
    json_t *root = tc_results_to_json(results);
    json_object_set_new(root, "name", tc_json_string(name));
    json_object_set_new(root, "since", tc_json_string(since));
    const struct tc_listing listing = {root, "hits", hit_columns, TC_LENGTH(hit_columns)};
    tc_cli_renderer(cli)->listing(&cli->out, &listing);
    json_decref(root);
}

static int show_new(struct tc_cli *cli, struct tc_archive *archive, const char *name)
{
    char since[TC_SAVED_TIME];
    struct tc_error err = {0};
    const struct tc_results *results = NULL;
    enum tc_status status =
        tc_saved_look(archive, name, tc_cli_number(cli, "limit", 0), tc_cli_has(cli, "keep"), since, &results, &err);
    if (status != TC_OK)
        return tc_cli_fail(cli, &err);
    bool any = results->hit_count > 0;
    put_new(cli, results, name, since);
    tc_results_free(results);
    return any ? TC_EXIT_OK : TC_EXIT_NOTHING;
}

static int forget(struct tc_cli *cli, struct tc_archive *archive, const char *name)
{
    struct tc_error err = {0};
    if (tc_saved_delete(archive, name, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    tc_cli_say(cli, TC_T(cli->lang, "đã bỏ “%s”", "“%s” is forgotten"), name);
    return TC_EXIT_OK;
}

static int run(struct tc_cli *cli)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    const char *gone = tc_cli_text(cli, "delete");
    int exit_status = tc_cli_open(cli, &archive);
    if (exit_status)
        return exit_status;
    if (gone)
        return forget(cli, archive, gone);
    if (!cli->arg_count)
        return list(cli, archive);
    return (tc_cli_has(cli, "all") ? show_all : show_new)(cli, archive, cli->args[0]);
}

const struct tc_command tc_command_saved = {
    .name = "saved",
    .arguments = "[NAME]",
    .least = 0,
    .most = 1,
    .formats = TC_CAN_ALL,
    .completes = TC_ARGUMENT_SAVED,
    .options = options,
    .vi = "các tìm kiếm đã lưu, và văn bản mới trong đó",
    .en = "saved searches, and what is new in them",
    .more_vi =
        "Không có tên: liệt kê, kèm số văn bản mới. Có tên: những văn bản được thêm hoặc thay đổi từ lần xem trước\n"
        "(mã thoát 1 khi không có gì mới); xem rồi thì không còn mới, trừ khi có --keep. Chỉ kể văn bản có đủ các từ,\n"
        "nhiều nhất 10.000. Lưu bằng tracuu search --save TÊN CÂU-HỎI.",
    .more_en =
        "Without a name: a list, with how many documents are new. With one: documents that came or changed since the\n"
        "last look (exit status 1 when nothing did); what was shown is new no more, unless --keep is given. Only\n"
        "documents with all words count, 10,000 at most. To save: tracuu search --save NAME QUERY.",
    .run = run,
};
