// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli.h"
#include "escape.h"
#include "verify_originals.h"

#include "extract/extract.h"
#include "store/store.h"

#include <string.h>

static json_t *findings_to_json(const struct tc_buf *report)
{
    json_t *findings = json_array();
    for (size_t start = 0; start < report->len;) {
        const char *newline = memchr(report->data + start, '\n', report->len - start);
        size_t end = newline ? (size_t)(newline - report->data) : report->len;
        if (end > start)
            json_array_append_new(findings,
                                  json_pack("{s:o}", "message", tc_json_stringn(report->data + start, end - start)));
        start = end + 1;
    }
    return findings;
}

// What keeps hostile files in on this machine, or why the worker cannot be asked. A kernel without one of them is worth
// knowing, yet no fault of the archive: it does not change the exit status.
static json_t *protections_to_json(struct tc_error *err)
{
    bool has[TC_PROTECTION_COUNT];
    struct tc_extractor *extractor = tc_extractor_new(NULL);
    enum tc_status status = tc_extract_protections(extractor, has, err);
    tc_extractor_free(extractor);
    if (status != TC_OK)
        return json_null();
    json_t *protections = json_object();
    for (unsigned i = 0; i < TC_PROTECTION_COUNT; i++)
        json_object_set_new(protections, tc_protection_name((enum tc_protection)i), json_boolean(has[i]));
    return protections;
}

static void print_protections(struct tc_cli *cli, const json_t *protections, const struct tc_error *err)
{
    struct tc_buf *out = &cli->out.buf;
    if (json_is_null(protections)) {
        tc_buf_printf(
            out,
            TC_T(cli->lang, "Không hỏi được chương trình đọc tệp: %s\n", "The reader of files does not answer: %s\n"),
            err->message);
        return;
    }
    for (unsigned wanted = 0; wanted < 2; wanted++) {
        unsigned count = 0;
        for (unsigned i = 0; i < TC_PROTECTION_COUNT; i++) {
            const char *name = tc_protection_name((enum tc_protection)i);
            if (json_is_true(json_object_get(protections, name)) == (wanted == 0))
                tc_buf_printf(out, "%s%s",
                              count++  ? ", "
                              : wanted ? TC_T(cli->lang, "Máy này thiếu: ", "This machine lacks: ")
                                       : TC_T(cli->lang, "Đọc tệp trong vòng bảo vệ: ", "Files are read under: "),
                              name);
        }
        if (count)
            tc_buf_str(out, "\n");
    }
}

static int run(struct tc_cli *cli)
{
    static const struct tc_column columns[] = {{"message", TC_COLUMN_WRAP}};
    tc_auto_free char *directory = tc_archive_directory(cli->archive);
    tc_auto_buf struct tc_buf report = {0};
    struct tc_error err = {0};
    enum tc_status status = tc_store_verify(directory, &report, &err);
    if (status != TC_OK && !report.len)
        return tc_cli_fail(cli, &err);
    if (status == TC_OK)
        tc_verify_originals(directory, &report);
    bool is_well = status == TC_OK && !report.len;
    json_t *root = json_object();
    json_object_set_new(root, "ok", json_boolean(is_well));
    json_object_set_new(root, "findings", findings_to_json(&report));
    struct tc_error worker = {0};
    json_t *protections = protections_to_json(&worker);
    json_object_set_new(root, "protections", protections);
    const struct tc_listing listing = {root, "findings", columns, TC_LENGTH(columns)};
    if (is_well && cli->format == TC_FORMAT_TEXT)
        tc_buf_str(&cli->out.buf, TC_T(cli->lang, "Kho tốt.\n", "The archive is well.\n"));
    else
        tc_cli_renderer(cli)->listing(&cli->out, &listing);
    if (cli->format == TC_FORMAT_TEXT)
        print_protections(cli, protections, &worker);
    json_decref(root);
    return is_well ? TC_EXIT_OK : TC_EXIT_NOTHING;
}

const struct tc_command tc_command_verify = {
    .name = "verify",
    .arguments = "",
    .formats = TC_CAN_ALL,
    .vi = "kiểm tra kho có toàn vẹn, có khớp với bản gốc không",
    .en = "check the archive against itself and the originals",
    .run = run,
};
