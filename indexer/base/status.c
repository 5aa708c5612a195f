// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

enum tc_status tc_fail(struct tc_error *err, enum tc_status status, const char *format, ...)
{
    if (err) {
        va_list args;
        err->status = status;
        err->column = 0;
        va_start(args, format);
        (void)vsnprintf(err->message, sizeof err->message, format, args);
        va_end(args);
    }
    return status;
}

const char *tc_status_name(enum tc_status status)
{
    static const char *const names[] = {
        [TC_OK] = "ok",
        [TC_DONE] = "done",
        [TC_ERR_IO] = "io",
        [TC_ERR_INPUT] = "input",
        [TC_ERR_LIMIT] = "limit",
        [TC_ERR_QUERY] = "query",
        [TC_ERR_NOT_FOUND] = "not-found",
        [TC_ERR_LOCKED] = "locked",
        [TC_ERR_STALE] = "stale",
        [TC_ERR_CORRUPT] = "corrupt",
        [TC_ERR_VERSION] = "version",
        [TC_ERR_NOMEM] = "no-memory",
        [TC_ERR_INTERNAL] = "internal",
    };
    return (unsigned)status < sizeof names / sizeof *names ? names[status] : "unknown";
}
