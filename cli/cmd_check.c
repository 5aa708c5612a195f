// SPDX-License-Identifier: GPL-3.0-or-later
// `check`: what is wrong with the citations and quotations of drafts.
#include "cli.h"

#include "annotate/annotate.h"
#include "base/file.h"
#include "escape.h"
#include "ingest.h"
#include "render_finding.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static const struct tc_option options[] = {
    {"date", TC_OPTION_TEXT, "DATE", "ngày của dự thảo (2025-10-01); mặc định theo dự thảo",
     "date of the draft (2025-10-01); default as it says"},
    {"commented", TC_OPTION_FILE, "OUT", "ghi thêm bản sao .docx, .odt có ghi chú ở từng chỗ; bản gốc giữ nguyên",
     "also write a copy of the .docx or .odt with comments at the places; the original stays as it is"},
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

// --- SARIF 2.1.0 (OASIS, 2020): what code editors show as problems
// -----------------------------------------------------------------

static const struct {
    const char *code, *vi, *en;
} rules[] = {
    {"date-mismatch", "Ngày ban hành ghi sai", "The date is another"},
    {"type-mismatch", "Tên loại văn bản ghi sai", "The type is another"},
    {"issuer-mismatch", "Cơ quan ban hành ghi sai", "The issuer is another"},
    {"title-mismatch", "Trích yếu ghi sai", "The title is another"},
    {"not-in-archive", "Không có trong kho", "Not in the archive"},
    {"ambiguous", "Nhiều văn bản cùng số, ký hiệu", "Several papers have this number"},
    {"malformed", "Số, ký hiệu viết sai thể thức", "The number is misspelt"},
    {"superseded", "Đã có văn bản sửa đổi, thay thế hoặc bãi bỏ", "Amended, replaced or repealed"},
    {"cites-the-future", "Văn bản ban hành sau ngày của dự thảo", "Dated after the draft"},
    {"quote-differs", "Trích dẫn khác với nguyên văn", "The quotation differs"},
    {"quote-not-found", "Không thấy câu trích trong văn bản", "The quotation is not there"},
    {"form", "Viện dẫn chưa đúng thể thức", "Not in the form the rules ask for"},
};

static json_int_t rule_row(const char *code)
{
    for (size_t i = 0; i < TC_LENGTH(rules); i++) {
        if (code && !strcmp(rules[i].code, code))
            return (json_int_t)i;
    }
    return -1;
}

static json_t *sarif_rules(struct tc_cli *cli)
{
    json_t *array = json_array();
    for (size_t i = 0; i < TC_LENGTH(rules); i++)
        json_array_append_new(array, json_pack("{s:s,s:{s:s}}", "id", rules[i].code, "shortDescription", "text",
                                               TC_T(cli->lang, rules[i].vi, rules[i].en)));
    return array;
}

// A path as a URI reference (RFC 3986): everything but unreserved characters and slashes in percent signs.
static char *uri_of(const char *path)
{
    struct tc_buf buf = {0};
    tc_buf_str(&buf, "");
    for (const unsigned char *c = (const unsigned char *)path; *c; c++) {
        bool is_plain =
            (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || strchr("-._~/", *c);
        tc_buf_printf(&buf, is_plain ? "%c" : "%%%02X", *c);
    }
    return tc_buf_take(&buf);
}

static json_t *sarif_region(const json_t *finding)
{
    const char *text = tc_json_text(finding, "text");
    json_int_t line = json_integer_value(json_object_get(finding, "line")),
               column = json_integer_value(json_object_get(finding, "column")), end_line = line, end_column = column;
    for (const char *c = text ? text : ""; *c; c++) {
        if (*c == '\n') {
            end_line++;
            end_column = 1;
        } else if (((unsigned char)*c & 0xC0) != 0x80) {
            end_column++;
        }
    }
    return json_pack("{s:I,s:I,s:I,s:I,s:{s:s}}", "startLine", line, "startColumn", column, "endLine", end_line,
                     "endColumn", end_column, "snippet", "text", text ? text : "");
}

static json_t *sarif(struct tc_cli *cli, const json_t *findings)
{
    static const char *const levels[] = {"error", "warning", "note"};
    json_t *results = json_array();
    size_t i;
    json_t *finding;
    json_array_foreach(findings, i, finding)
    {
        const char *code = tc_json_text(finding, "code"), *file = tc_json_text(finding, "file");
        tc_auto_free char *uri = uri_of(file ? file : "");
        json_array_append_new(results,
                              json_pack("{s:s,s:I,s:s,s:{s:s},s:[{s:{s:{s:s},s:o}}]}", "ruleId", code, "ruleIndex",
                                        rule_row(code), "level", levels[severity_row(finding)], "message", "text",
                                        tc_json_text(finding, "message"), "locations", "physicalLocation",
                                        "artifactLocation", "uri", uri, "region", sarif_region(finding)));
    }
    return json_pack("{s:s,s:s,s:[{s:{s:{s:s,s:s,s:o}},s:s,s:o}]}", "$schema",
                     "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0", "runs", "tool", "driver",
                     "name", "tracuu", "version", TC_VERSION, "rules", sarif_rules(cli), "columnKind",
                     "unicodeCodePoints", "results", results);
}

// Is out the draft itself, under this or another name?
static bool is_same_file(const char *draft, const char *out)
{
    struct stat a, b;
    return !stat(draft, &a) && !stat(out, &b) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static char *comment_text(struct tc_cli *cli, const json_t *finding)
{
    struct tc_buf buf = {0};
    tc_put_finding_comment(cli->lang, finding, &buf);
    return tc_buf_take(&buf);
}

static enum tc_status annotate(struct tc_cli *cli, const char *file, const struct tc_document *draft,
                               const json_t *findings, struct tc_buf *ret, size_t *ret_unplaced, struct tc_error *err)
{
    enum { MAX_BYTES = 64 << 20 };
    char now[32];
    time_t seconds = time(NULL);
    struct tm utc;
    (void)strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&seconds, &utc));
    const struct tc_annotate_options how = {.author = "tracuu", .initials = "tc", .date = now};
    tc_auto_buf struct tc_buf original = {0};
    enum tc_status status = tc_file_read(file, MAX_BYTES, &original, err);
    if (status)
        return status;
    size_t count = json_array_size(findings);
    struct tc_comment *comments = tc_xcalloc(count + 1, sizeof *comments);
    for (size_t i = 0; i < count; i++) {
        const json_t *finding = json_array_get(findings, i);
        comments[i] = (struct tc_comment){
            .start = (uint32_t)json_integer_value(json_object_get(finding, "start")),
            .end = (uint32_t)json_integer_value(json_object_get(finding, "end")),
            .message = comment_text(cli, finding),
        };
    }
    status = tc_annotate(original.data, original.len, draft->text, draft->len, comments, count, &how, ret, ret_unplaced,
                         err);
    for (size_t i = 0; i < count; i++)
        free((char *)(uintptr_t)comments[i].message);
    free(comments);
    return status;
}

static int write_commented(struct tc_cli *cli, const char *file, const struct tc_document *draft,
                           const json_t *findings)
{
    const char *out = tc_cli_text(cli, "commented");
    struct tc_error err = {0};
    tc_auto_buf struct tc_buf copy = {0};
    size_t unplaced = 0;
    if (is_same_file(file, out)) {
        tc_cli_say(cli, "%s: %s", out, TC_T(cli->lang, "là chính bản gốc", "is the draft itself"));
        return TC_EXIT_USAGE;
    }
    if (annotate(cli, file, draft, findings, &copy, &unplaced, &err) != TC_OK ||
        tc_file_write(out, copy.data, copy.len, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    if (unplaced)
        tc_cli_say(cli,
                   TC_T(cli->lang, "%zu ghi chú không tìm lại được chỗ, nằm ở đầu văn bản",
                        "%zu comments could not be placed and stand at the beginning"),
                   unplaced);
    return TC_EXIT_OK;
}

static int check_one(struct tc_cli *cli, struct tc_archive *archive, const char *file, json_t *findings)
{
    struct tc_document draft;
    struct tc_error err = {0};
    enum tc_reason reason = TC_REASON_NONE;
    char *text = NULL;
    if (tc_ingest_read(file, NULL, &draft, &reason, &err) != TC_OK)
        return tc_cli_fail(cli, &err);
    enum tc_status status = tc_check_document_json(archive, &draft, file, tc_cli_text(cli, "date"), &text, &err);
    int exit_status = status ? tc_cli_fail(cli, &err) : TC_EXIT_OK;
    json_t *root = status ? NULL : tc_json_parse_free(text);
    json_array_extend(findings, json_object_get(root, "findings"));
    if (!status && tc_cli_text(cli, "commented"))
        exit_status = write_commented(cli, file, &draft, json_object_get(root, "findings"));
    json_decref(root);
    tc_document_fini(&draft);
    return exit_status;
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
        json_t *root = sarif(cli, findings);
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
    if (tc_cli_text(cli, "commented") && cli->arg_count > 1) {
        tc_cli_say(cli, "%s", TC_T(cli->lang, "--commented chỉ dùng cho một dự thảo", "--commented takes one draft"));
        return TC_EXIT_USAGE;
    }
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
