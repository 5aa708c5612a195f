// SPDX-License-Identifier: GPL-3.0-or-later
// `duplicates`: the archive's exact and near duplicates in groups, and what the documents of a group are to each other.
#include "cli.h"

#include "render_flow.h"

#include <string.h>

static const struct tc_option options[] = {
    {"exact", TC_OPTION_FLAG, NULL, "chỉ các tệp giống nhau từng byte", "only files that are the same byte for byte"},
    {"limit", TC_OPTION_NUMBER, "N", "số nhóm (mặc định: tất cả)", "how many groups (default: all)"},
    {"offset", TC_OPTION_NUMBER, "N", "bỏ qua N nhóm đầu", "skip the first N groups"},
    {0},
};

static const struct tc_column columns[] = {
    {"group", TC_COLUMN_RIGHT},
    {"role", 0},
    {"similarity", TC_COLUMN_RIGHT},
    {"id", 0},
    {"path", 0},
    {"number", 0},
    {"date", TC_COLUMN_DATE},
    {"signer", 0},
    {"place", 0},
    {"differs", 0},
    {"title", TC_COLUMN_WRAP},
};

// What differs, within a sentence.
static const char *part_name(enum tc_lang lang, const char *part)
{
    static const char *const parts[][3] = {{"number", "số", "number"},
                                           {"date", "ngày", "date"},
                                           {"signer", "người ký", "signer"},
                                           {"title", "trích yếu", "title"},
                                           {"text", "lời văn", "text"}};
    for (size_t i = 0; part && i < TC_LENGTH(parts); i++)
        if (!strcmp(parts[i][0], part))
            return TC_T(lang, parts[i][1], parts[i][2]);
    return "";
}

static void add_part(struct tc_buf *line, const char *s)
{
    if (s && *s)
        tc_buf_printf(line, "%s%s", line->len ? " · " : "", s);
}

// "bản sao 97 % · 44-KL/TU · 01/12/2008 · Nguyễn Văn A · khác ở: người ký"
static void put_member(struct tc_cli *cli, const json_t *item)
{
    const char *role = tc_json_text(item, "role"), *date = tc_json_text(item, "date"),
               *path = tc_json_text(item, "path");
    const char *id = tc_json_text(item, "id"), *signer = tc_json_text(item, "signer");
    const json_t *differs = json_object_get(item, "differs");
    tc_auto_buf struct tc_buf line = {0}, day = {0}, where = {0};
    tc_buf_str(&line, tc_label(cli->lang, role ? role : ""));
    if (role && strcmp(role, "original") != 0)
        tc_buf_printf(&line, " %.0f %%", 100 * json_real_value(json_object_get(item, "similarity")));
    add_part(&line, tc_json_text(item, "number"));
    if (date)
        tc_put_date(cli->lang, date, &day);
    add_part(&line, day.data);
    add_part(&line, signer ? signer : TC_T(cli->lang, "không có người ký", "no signer"));
    for (size_t i = 0; i < json_array_size(differs); i++) {
        tc_buf_printf(&line, "%s%s", i ? ", " : TC_T(cli->lang, " · khác: ", " · differs: "),
                      part_name(cli->lang, json_string_value(json_array_get(differs, i))));
    }
    tc_flow_paragraph(&cli->out, 4, TC_STYLE_NUMBER, line.data);
    tc_buf_printf(&where, "%s  %s", id ? id : "", path ? path : "");
    tc_flow_paragraph(&cli->out, 4, TC_STYLE_FAINT, where.data);
}

static void put_group(struct tc_cli *cli, const json_t *group, size_t number)
{
    const json_t *documents = json_object_get(group, "documents"), *first = json_array_get(documents, 0);
    const char *title = tc_json_text(first, "title"), *path = tc_json_text(first, "path");
    tc_auto_buf struct tc_buf head = {0};
    tc_buf_printf(&cli->out.buf, "%s%2zu. ", number > 1 ? "\n" : "", number);
    if (title)
        tc_put_capital(title, &head);
    else
        tc_buf_str(&head, path ? path : "");
    struct tc_flow flow = {.out = &cli->out, .column = 4, .indent = 4, .base = TC_STYLE_TITLE};
    tc_flow_text(&flow, head.data, head.len);
    tc_buf_char(&cli->out.buf, '\n');
    for (size_t i = 0; i < json_array_size(documents); i++)
        put_member(cli, json_array_get(documents, i));
}

static void put_text(struct tc_cli *cli, const json_t *root, uint32_t offset)
{
    const json_t *groups = json_object_get(root, "groups");
    tc_auto_buf struct tc_buf line = {0};
    tc_put_count(cli->lang, (uint64_t)json_integer_value(json_object_get(root, "total")), &line);
    tc_buf_str(&line, TC_T(cli->lang, " nhóm trong ", " groups in "));
    tc_put_count(cli->lang, (uint64_t)json_integer_value(json_object_get(root, "documents")), &line);
    tc_buf_str(&line, TC_T(cli->lang, " văn bản", " documents"));
    tc_flow_paragraph(&cli->out, 0, TC_STYLE_FAINT, line.data);
    tc_buf_char(&cli->out.buf, '\n');
    for (size_t i = 0; i < json_array_size(groups); i++)
        put_group(cli, json_array_get(groups, i), offset + i + 1);
}

// A row a document, for a spreadsheet.
static void put_rows(struct tc_cli *cli, json_t *root, uint32_t offset)
{
    const json_t *groups = json_object_get(root, "groups");
    json_t *rows = json_array();
    for (size_t i = 0; i < json_array_size(groups); i++) {
        const json_t *documents = json_object_get(json_array_get(groups, i), "documents");
        for (size_t j = 0; j < json_array_size(documents); j++) {
            json_t *row = json_array_get(documents, j);
            json_object_set_new(row, "group", json_integer((json_int_t)(offset + i + 1)));
            json_array_append(rows, row);
        }
    }
    json_object_set_new(root, "rows", rows);
    const struct tc_listing listing = {root, "rows", columns, TC_LENGTH(columns)};
    tc_cli_renderer(cli)->listing(&cli->out, &listing);
}

static int run(struct tc_cli *cli)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    struct tc_error err = {0};
    char *text = NULL;
    uint32_t offset = tc_cli_number(cli, "offset", 0);
    int exit_status = tc_cli_open(cli, &archive);
    if (exit_status)
        return exit_status;
    if (tc_duplicates_json(archive, tc_cli_has(cli, "exact"), offset, tc_cli_number(cli, "limit", 0), &text, &err) !=
        TC_OK)
        return tc_cli_fail(cli, &err);
    json_t *root = tc_json_parse_free(text);
    bool any = json_array_size(json_object_get(root, "groups")) > 0;
    const struct tc_listing listing = {root, "groups", columns, TC_LENGTH(columns)};
    if (cli->format == TC_FORMAT_TEXT)
        put_text(cli, root, offset);
    else if (cli->format == TC_FORMAT_CSV)
        put_rows(cli, root, offset);
    else
        tc_cli_renderer(cli)->listing(&cli->out, &listing);
    json_decref(root);
    return any ? TC_EXIT_OK : TC_EXIT_NOTHING;
}

const struct tc_command tc_command_duplicates = {
    .name = "duplicates",
    .arguments = "",
    .least = 0,
    .most = 0,
    .formats = TC_CAN_ALL,
    .options = options,
    .vi = "các văn bản trùng hoặc gần trùng nhau, theo nhóm",
    .en = "exact and near duplicates, in groups",
    .more_vi =
        "Hai văn bản gần trùng khi có chung từ 80 % các cụm ba từ. Đầu nhóm là bản gốc: bản có đủ số, ngày, người ký,\n"
        "cũ nhất; các bản khác là cùng một tệp, bản sao, dự thảo, bản ban hành lại hoặc bản sửa, kèm chỗ khác.",
    .more_en =
        "Documents are near-duplicates when 80 % of their runs of three words are the same. A group begins with the\n"
        "original, the oldest that has number, date and signer; the others are the same file, a copy, a draft, a\n"
        "re-issue or a revision of it, with what differs.",
    .run = run,
};
