// SPDX-License-Identifier: GPL-3.0-or-later
// --report: JSON Lines, one row a file or member: path, status (added, updated, unchanged, opened, deleted, failed,
// skipped, kept), reason ("none" or the code), message, type, encoding, seconds. The first row carries format_version.
// "opened" is a container that has no text itself. A mail that was added with a reason lacks some of its attachments.
#ifndef TC_INGEST_REPORT_H
#define TC_INGEST_REPORT_H

#include "ingest_pipeline.h"

#include <stdio.h>

struct tc_report {
    FILE *file; // NULL: nobody asked
    bool has_rows;
};
enum tc_status tc_report_open(const char *file, struct tc_report *ret, struct tc_error *err);
void tc_report_row(struct tc_report *report, const char *path, const char *status, const struct tc_outcome *outcome);
void tc_report_close(struct tc_report *report);

#endif
