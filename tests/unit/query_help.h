// SPDX-License-Identifier: GPL-3.0-or-later
// Queries in, printed forms out.
#ifndef TC_QUERY_HELP_H
#define TC_QUERY_HELP_H

#include "query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static inline size_t help_longest(void *context, enum tc_query_field_id field, const char *const *folded, size_t count)
{
    static const struct {
        enum tc_query_field_id field;
        const char *words[5];
    } known[] = {
        {TC_FIELD_ID_TYPE, {"thong", "bao"}}, {TC_FIELD_ID_TYPE, {"thong", "bao", "ket", "luan"}},
        {TC_FIELD_ID_TYPE, {"tin"}},          {TC_FIELD_ID_ISSUER, {"tinh", "uy"}},
        {TC_FIELD_ID_PLACE, {"dong", "lam"}},
    };
    (void)context;
    size_t best = 0;
    for (size_t i = 0; i < TC_LENGTH(known); i++) {
        size_t len = 0;
        while (len < TC_LENGTH(known[i].words) && known[i].words[len] && len < count &&
               !strcmp(known[i].words[len], folded[len]))
            len++;
        if (known[i].field == field && len > best && (len == TC_LENGTH(known[i].words) || !known[i].words[len]))
            best = len;
    }
    return best;
}

static const struct tc_query_names help_names = {help_longest, NULL};

// The printed form, or "COLUMN: message" of the error; yours.
static inline char *help_parse(const char *text)
{
    struct tc_query query;
    struct tc_error err = {0};
    if (tc_query_parse(text, strlen(text), &help_names, &query, &err) != TC_OK)
        return tc_xasprintf("%d: %s", err.column, err.message);
    struct tc_buf printed = {0};
    tc_query_print(&query, &printed);
    tc_query_fini(&query);
    return tc_buf_take(&printed);
}

static inline void help_reads_as(const char *text, const char *expected)
{
    char *printed = help_parse(text);
    if (strcmp(printed, expected) != 0)
        fail_msg("%s\n  reads as %s\n  not as   %s", text, printed, expected);
    // What is printed parses to itself.
    char *again = help_parse(printed);
    if (strcmp(again, printed) != 0)
        fail_msg("%s\n  prints   %s\n  but that %s", text, printed, again);
    free(again);
    free(printed);
}

static inline void help_is_error(const char *text, int column)
{
    struct tc_query query;
    struct tc_error err = {0};
    if (tc_query_parse(text, strlen(text), &help_names, &query, &err) == TC_OK)
        fail_msg("%s: no error", text);
    assert_int_equal(err.status, TC_ERR_QUERY);
    if (err.column != column)
        fail_msg("%s: column %d (%s), not %d", text, err.column, err.message, column);
}

#endif
