// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest_report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum tc_status tc_report_open(const char *file, struct tc_report *ret, struct tc_error *err)
{
    *ret = (struct tc_report){0};
    if (!file)
        return TC_OK;
    ret->file = fopen(file, "we");
    return ret->file ? TC_OK : tc_fail(err, TC_ERR_IO, "%s: %s", file, strerror(errno));
}

// File names are bytes; JSON wants UTF-8.
static json_t *text(const char *s)
{
    if (!s)
        return json_null();
    tc_auto_buf struct tc_buf clean = {0};
    json_t *json = json_string(s);
    if (json)
        return json;
    tc_text_nfc(s, strlen(s), &clean);
    return json_string(clean.data ? clean.data : "");
}

void tc_report_row(struct tc_report *report, const char *path, const char *status, const struct tc_outcome *outcome)
{
    if (!report->file)
        return;
    json_t *row = json_object();
    if (!report->has_rows)
        json_object_set_new(row, "format_version", json_integer(1));
    report->has_rows = true;
    json_object_set_new(row, "path", text(path));
    json_object_set_new(row, "status", text(status));
    json_object_set_new(row, "reason", text(tc_reason_name(outcome->reason)));
    json_object_set_new(row, "message", text(*outcome->err.message ? outcome->err.message : NULL));
    json_object_set_new(row, "type", text(outcome->media_type));
    json_object_set_new(row, "encoding", text(outcome->encoding));
    json_object_set_new(row, "seconds", json_real((double)(long)(outcome->seconds * 1e6) / 1e6));
    json_dumpf(row, report->file, JSON_COMPACT);
    fputc('\n', report->file);
    json_decref(row);
}

void tc_report_close(struct tc_report *report)
{
    if (report->file)
        fclose(report->file);
    report->file = NULL;
}
