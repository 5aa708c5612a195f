// SPDX-License-Identifier: GPL-3.0-or-later
// `show` and `cites`: one document, or parts of it.
#include "cli.h"

#include <stdlib.h>
#include <string.h>

static const struct tc_option show_options[] = {
    {"meta", TC_OPTION_FLAG, NULL, "chỉ các trường", "metadata"},
    {"text", TC_OPTION_FLAG, NULL, "chỉ nguyên văn", "text"},
    {"cites", TC_OPTION_FLAG, NULL, "chỉ các viện dẫn", "citations"},
    {0},
};

static const struct tc_column candidate_columns[] = {
    {"id", 0}, {"key", 0}, {"date", TC_COLUMN_DATE}, {"title", TC_COLUMN_WRAP}, {"path", 0},
};

// Several documents fit: they are the answer, for the person to choose from.
static int list_candidates(struct tc_cli *cli, json_t *candidates, const struct tc_error *err)
{
    json_t *root = json_object();
    json_object_set_new(root, "candidates", candidates);
    const struct tc_listing listing = {root, "candidates", candidate_columns, TC_LENGTH(candidate_columns)};
    tc_cli_say(cli, TC_T(cli->lang, "%s; chọn một mã", "%s; choose an id"), err->message);
    tc_cli_renderer(cli)->listing(&cli->out, &listing);
    json_decref(root);
    return TC_EXIT_NOTHING;
}

int tc_cli_fail_document(struct tc_cli *cli, const struct tc_error *err, char *candidates)
{
    if (err->status == TC_ERR_QUERY && candidates)
        return list_candidates(cli, tc_json_parse_free(candidates), err);
    free(candidates);
    return tc_cli_fail(cli, err);
}

static int open_document(struct tc_cli *cli, struct tc_archive *archive, struct tc_document_view **ret)
{
    struct tc_error err = {0};
    char *candidates = NULL;
    enum tc_status status = tc_document_open(archive, cli->args[0], ret, &candidates, &err);
    return status == TC_OK ? TC_EXIT_OK : tc_cli_fail_document(cli, &err, candidates);
}

static int show(struct tc_cli *cli, unsigned parts)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    struct tc_document_view *view = NULL;
    int exit_status = tc_cli_open(cli, &archive);
    if (!exit_status)
        exit_status = open_document(cli, archive, &view);
    if (exit_status)
        return exit_status;
    struct tc_document_parts document = {.parts = parts};
    document.text = tc_document_view_text(view, &document.len);
    document.meta = tc_json_parse(tc_document_view_meta(view));
    document.words = parts & TC_PART_TEXT ? tc_json_parse(tc_document_view_words(view)) : NULL;
    document.cites = parts & TC_PART_CITES ? tc_json_parse(tc_document_view_cites(view)) : NULL;
    tc_cli_renderer(cli)->document(&cli->out, &document);
    json_decref(document.meta);
    json_decref(document.words);
    json_decref(document.cites);
    tc_document_close(view);
    return TC_EXIT_OK;
}

static int run_show(struct tc_cli *cli)
{
    unsigned parts = (tc_cli_has(cli, "meta") ? TC_PART_META : 0U) | (tc_cli_has(cli, "text") ? TC_PART_TEXT : 0U) |
                     (tc_cli_has(cli, "cites") ? TC_PART_CITES : 0U);
    return show(cli, parts ? parts : TC_PART_META | TC_PART_TEXT);
}

static int run_cites(struct tc_cli *cli)
{
    return show(cli, TC_PART_CITES);
}

const struct tc_command tc_command_show = {
    .name = "show",
    .arguments = "DOC",
    .least = 1,
    .most = 1,
    .formats = TC_CAN_ALL,
    .options = show_options,
    .vi = "xem một văn bản: các trường và nguyên văn",
    .en = "one document: metadata and text",
    .more_vi =
        "DOC là mã, đường dẫn hoặc số ký hiệu. Số ký hiệu của nhiều văn bản thì liệt kê để chọn (mã thoát 1).\n"
        "Của bản quét: chữ chưa chắc được gạch chân; JSON có ocr_words, mỗi chữ là [đầu, cuối, tin chắc 1-100, chữ đã\n"
        "đọc trước khi sửa].",
    .more_en = "DOC is an id, a path or a number. A number that several documents bear lists them (exit status 1).\n"
               "Of a scan, unsure words are underlined; JSON has ocr_words, each [start, end, confidence 1-100, what "
               "was read\n"
               "before it was put right].",
    .run = run_show,
};

const struct tc_command tc_command_cites = {
    .name = "cites",
    .arguments = "DOC",
    .least = 1,
    .most = 1,
    .formats = TC_CAN_ALL,
    .vi = "các viện dẫn trong một văn bản",
    .en = "what a document cites, with relation and sentence",
    .run = run_cites,
};
