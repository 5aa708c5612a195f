// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct tc_option options[] = {
    {"limit", TC_OPTION_NUMBER, "N", "số kết quả (mặc định 10)", "how many hits (default 10)"},
    {"offset", TC_OPTION_NUMBER, "N", "bỏ qua N kết quả đầu", "skip the first N hits"},
    {"sort", TC_OPTION_CHOICE, "relevance|date|-date|number|cited", "thứ tự; date: mới nhất trước",
     "order; date: newest first"},
    {"facets", TC_OPTION_CHOICES, "type|issuer|place|year|term|signer|status",
     "đếm theo các mặt này (cách nhau dấu phẩy); đúng khi tìm thấy đến 100.000 văn bản",
     "counts by these (comma-separated); exact up to 100,000 documents found"},
    {"passages", TC_OPTION_FLAG, NULL, "xếp hạng đoạn văn thay cho văn bản", "rank passages instead of documents"},
    {"save", TC_OPTION_TEXT, "NAME", "lưu lại với tên này; xem lệnh saved",
     "save under this name; see the command saved"},
    {"no-fold", TC_OPTION_FLAG, NULL, "hiện cả các bản gần giống nhau", "show near-duplicates apart"},
    {0},
};

static void read_options(const struct tc_cli *cli, struct tc_search_options *ret)
{
    const char *sort = tc_cli_text(cli, "sort");
    ret->limit = tc_cli_number(cli, "limit", 10);
    ret->offset = tc_cli_number(cli, "offset", 0);
    ret->passages = tc_cli_has(cli, "passages");
    ret->no_fold = tc_cli_has(cli, "no-fold");
    for (int order = 0; sort && order < TC_SORTS; order++)
        if (strcmp(tc_sort_name((enum tc_sort)order), sort) == 0)
            ret->sort = (enum tc_sort)order;
    for (int kind = 0; kind < TC_FACETS; kind++)
        if (tc_cli_lists(cli, "facets", tc_facet_name((enum tc_facet_kind)kind)))
            ret->facets |= 1U << kind;
}

// "-" reads the query from standard input, one line.
static char *read_query(const struct tc_cli *cli)
{
    if (cli->arg_count != 1 || strcmp(cli->args[0], "-") != 0)
        return tc_cli_join(cli);
    char *line = NULL;
    size_t cap = 0;
    ssize_t len = getline(&line, &cap, stdin);
    if (len < 0) {
        free(line);
        return tc_xstrdup("");
    }
    line[strcspn(line, "\r\n")] = '\0';
    return line;
}

static int save(struct tc_cli *cli, struct tc_archive *archive, const char *name, const char *query,
                const struct tc_search_options *search)
{
    struct tc_error err = {0};
    if (tc_saved_put(archive, name, query, search, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    tc_cli_say(cli,
               TC_T(cli->lang, "đã lưu “%s”; xem cái mới: tracuu saved %s", "saved “%s”; what is new: tracuu saved %s"),
               name, name);
    return TC_EXIT_OK;
}

static int run(struct tc_cli *cli)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    tc_auto_free char *query = read_query(cli);
    struct tc_search_options search = {0};
    const struct tc_results *results = NULL;
    struct tc_error err = {0};
    int exit_status = tc_cli_open(cli, &archive);
    if (exit_status)
        return exit_status;
    read_options(cli, &search);
    if (tc_search(archive, query, &search, &results, &err) != TC_OK)
        return tc_cli_fail_query(cli, &err, query);
    bool has_hits = results->hit_count > 0;
    const char *name = tc_cli_text(cli, "save");
    if (name && (exit_status = save(cli, archive, name, query, &search))) {
        tc_results_free(results);
        return exit_status;
    }
    tc_cli_renderer(cli)->results(&cli->out, results);
    tc_results_free(results);
    return has_hits ? TC_EXIT_OK : TC_EXIT_NOTHING;
}

const struct tc_command tc_command_search = {
    .name = "search",
    .arguments = "QUERY...",
    .least = 1,
    .most = -1,
    .formats = TC_CAN_ALL,
    .keeps_dashes = true,
    .completes = TC_ARGUMENT_QUERY,
    .options = options,
    .vi = "tìm văn bản, có trích đoạn",
    .en = "ranked documents with snippets",
    .more_vi =
        "Gõ có dấu hoặc không dấu. \"trong ngoặc kép\" là cụm từ; HOA: OR, NOT, NEAR/5; -từ loại ra, +từ bắt buộc;\n"
        "dân* mọi âm tiết bắt đầu như vậy; 44-KL/TU hay KL 44 là số ký hiệu.\n"
        "Trường: loai: so: coquan: tinh: ngay: tu: den: nam: nguoiky: nhiemky: trichdan: tieude: duongdan: hieuluc:\n"
        "hieuluc: nhận còn, hết, sửa đổi, thay thế, bãi bỏ, theo các văn bản sau có trong kho.\n"
        "Ví dụ: tracuu search 'xây dựng Đảng loai:kết luận nam:2008..2010'",
    .more_en =
        "Type with or without diacritics. \"in quotes\" is a phrase; in capitals: OR, NOT, NEAR/5; -word excludes,\n"
        "+word demands; dân* any syllable that begins so; 44-KL/TU or KL 44 is a document number.\n"
        "Fields: type: number: issuer: place: date: from: to: year: signer: term: cites: title: path: and status:.\n"
        "status: takes in force, ended, amended, replaced, repealed, as later documents of the archive have it.\n"
        "Example: tracuu search 'xây dựng Đảng type:kết luận year:2008..2010'",
    .run = run,
};
