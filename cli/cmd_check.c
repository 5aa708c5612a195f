// SPDX-License-Identifier: GPL-3.0-or-later
// `check`: what is wrong with the citations and quotations of drafts.
#include "cli.h"

#include "escape.h"
#include "ingest.h"

#include <stdlib.h>
#include <string.h>

static const struct tc_option options[] = {
    {"date", TC_OPTION_TEXT, "DATE", "ngày của dự thảo (2025-10-01); mặc định theo dự thảo",
     "date of the draft (2025-10-01); default as it says"},
    {"sarif", TC_OPTION_FLAG, NULL, "in dạng SARIF 2.1.0 cho trình soạn thảo", "print SARIF 2.1.0, for editors"},
    {0},
};

static const struct {
    const char *name, *color, *vi, *en;
} severities[] = {
    {"error", "\033[1;31m", "lỗi", "error"},
    {"warning", "\033[1;33m", "chú ý", "warning"},
    {"info", "\033[36m", "ghi chú", "note"},
};

static size_t severity_row(const json_t *finding)
{
    const char *name = tc_json_text(finding, "severity");
    for (size_t i = 0; name && i < TC_LENGTH(severities); i++) {
        if (!strcmp(severities[i].name, name))
            return i;
    }
    return TC_LENGTH(severities) - 1;
}

// file:line:column: as compilers print it, so that editors jump there; then what stands there.
static void put_finding(struct tc_cli *cli, const json_t *finding)
{
    size_t row = severity_row(finding);
    const char *file = tc_json_text(finding, "file"), *text = tc_json_text(finding, "text"),
               *suggestion = tc_json_text(finding, "suggestion");
    const char *message = tc_json_text(finding, "message"), *code = tc_json_text(finding, "code");
    tc_esc_tty(file ? file : "", file ? strlen(file) : 0, &cli->out.buf);
    tc_buf_printf(&cli->out.buf, ":%d:%d: %s%s%s: ", (int)json_integer_value(json_object_get(finding, "line")),
                  (int)json_integer_value(json_object_get(finding, "column")),
                  cli->out.has_color ? severities[row].color : "",
                  TC_T(cli->lang, severities[row].vi, severities[row].en), cli->out.has_color ? "\033[0m" : "");
    tc_esc_tty(message ? message : "", message ? strlen(message) : 0, &cli->out.buf);
    tc_buf_printf(&cli->out.buf, " [%s]\n    ", code ? code : "");
    tc_esc_tty(text ? text : "", text ? strlen(text) : 0, &cli->out.buf);
    tc_buf_char(&cli->out.buf, '\n');
    if (suggestion) {
        tc_buf_str(&cli->out.buf, "    → ");
        tc_esc_tty(suggestion, strlen(suggestion), &cli->out.buf);
        tc_buf_char(&cli->out.buf, '\n');
    }
}

// SARIF 2.1.0 (OASIS, 2020): what code editors show as problems.
static json_t *sarif(const json_t *findings)
{
    json_t *results = json_array();
    size_t i;
    json_t *finding;
    json_array_foreach(findings, i, finding)
    {
        size_t row = severity_row(finding);
        static const char *const levels[] = {"error", "warning", "note"};
        json_array_append_new(results,
                              json_pack("{s:s,s:s,s:{s:s},s:[{s:{s:{s:s},s:{s:I,s:I}}}]}", "ruleId",
                                        tc_json_text(finding, "code"), "level", levels[row], "message", "text",
                                        tc_json_text(finding, "message"), "locations", "physicalLocation",
                                        "artifactLocation", "uri", tc_json_text(finding, "file"), "region", "startLine",
                                        json_integer_value(json_object_get(finding, "line")), "startColumn",
                                        json_integer_value(json_object_get(finding, "column"))));
    }
    return json_pack("{s:s,s:s,s:[{s:{s:{s:s,s:s}},s:s,s:o}]}", "$schema",
                     "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0", "runs", "tool", "driver",
                     "name", "tracuu", "version", TC_VERSION, "columnKind", "unicodeCodePoints", "results", results);
}

static int check_one(struct tc_cli *cli, struct tc_archive *archive, const char *file, json_t *findings)
{
    struct tc_document draft;
    struct tc_error err = {0};
    enum tc_reason reason = TC_REASON_NONE;
    char *text = NULL;
    if (tc_ingest_read(file, NULL, &draft, &reason, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    enum tc_status status = tc_check_document_json(archive, &draft, file, tc_cli_text(cli, "date"),
                                                   cli->lang == TC_LANG_EN ? "en" : "vi", &text, &err);
    tc_document_fini(&draft);
    if (status)
        return tc_cli_fail(cli, &err);
    json_t *root = tc_json_parse_free(text);
    json_array_extend(findings, json_object_get(root, "findings"));
    json_decref(root);
    return TC_EXIT_OK;
}

static void put(struct tc_cli *cli, json_t *findings)
{
    static const struct tc_column columns[] = {
        {"file", 0},
        {"line", TC_COLUMN_RIGHT},
        {"column", TC_COLUMN_RIGHT},
        {"severity", 0},
        {"code", 0},
        {"text", 0},
        {"message", 0},
        {"suggestion", 0},
    };
    size_t i;
    json_t *finding;
    if (tc_cli_has(cli, "sarif")) {
        json_t *root = sarif(findings);
        char *text = json_dumps(root, JSON_INDENT(1));
        tc_buf_str(&cli->out.buf, text ? text : "{}");
        tc_buf_char(&cli->out.buf, '\n');
        free(text);
        json_decref(root);
        return;
    }
    if (cli->format != TC_FORMAT_TEXT) {
        json_t *root = json_pack("{s:O}", "findings", findings);
        const struct tc_listing listing = {root, "findings", columns, TC_LENGTH(columns)};
        tc_cli_renderer(cli)->listing(&cli->out, &listing);
        json_decref(root);
        return;
    }
    json_array_foreach(findings, i, finding)
    {
        put_finding(cli, finding);
    }
    if (!json_array_size(findings))
        tc_buf_str(&cli->out.buf, TC_T(cli->lang, "Không thấy lỗi viện dẫn.\n", "Every citation is right.\n"));
}

static int run(struct tc_cli *cli)
{
    tc_auto_archive struct tc_archive *archive = NULL;
    int exit_status = tc_cli_open(cli, &archive);
    if (exit_status)
        return exit_status;
    json_t *findings = json_array();
    for (size_t i = 0; i < cli->arg_count; i++) {
        int one = check_one(cli, archive, cli->args[i], findings);
        exit_status = one > exit_status ? one : exit_status;
    }
    put(cli, findings);
    if (!exit_status && json_array_size(findings))
        exit_status = TC_EXIT_NOTHING;
    json_decref(findings);
    return exit_status;
}

const struct tc_command tc_command_check = {
    .name = "check",
    .arguments = "DRAFT...",
    .least = 1,
    .most = -1,
    .formats = TC_CAN_ALL,
    .completes = TC_ARGUMENT_FILES,
    .options = options,
    .vi = "tìm chỗ sai trong viện dẫn và trích dẫn của dự thảo",
    .en = "what is wrong with the citations and quotations of a draft",
    .more_vi = "Mã thoát 0: không có gì sai; 1: có điều cần xem.",
    .more_en = "Exit status 0: all is well; 1: there are findings.",
    .run = run,
};
