// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a query: no crash, an error has its column, and what is printed can be read again without harm.
#include "query.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tc_query query, again;
    struct tc_error err = {0};
    if (tc_query_parse((const char *)data, size, NULL, &query, &err) != TC_OK) {
        if (err.status == TC_ERR_QUERY && err.column < 1)
            abort();
        return 0;
    }
    struct tc_buf printed = {0}, second = {0};
    tc_query_print(&query, &printed);
    json_t *tree = tc_query_tree(&query);
    json_decref(tree);
    if (tc_query_parse(printed.data, printed.len, NULL, &again, &err) == TC_OK) {
        tc_query_print(&again, &second);
        tc_query_fini(&again);
    }
    tc_buf_fini(&printed);
    tc_buf_fini(&second);
    tc_query_fini(&query);
    return 0;
}
