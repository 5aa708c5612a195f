// SPDX-License-Identifier: GPL-3.0-or-later
// The file of saved searches: whatever is taken is printed, and what is printed is taken again and says the same.
#include "saved.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tc_saved_list list, again;
    tc_auto_buf struct tc_buf first = {0}, second = {0};
    if (tc_saved_parse((const char *)data, size, &list, NULL) != TC_OK)
        return 0;
    tc_saved_print(&list, &first);
    if (tc_saved_parse(first.data, first.len, &again, NULL) != TC_OK)
        abort();
    tc_saved_print(&again, &second);
    if (first.len != second.len || memcmp(first.data, second.data, first.len) != 0)
        abort();
    tc_saved_list_fini(&list);
    tc_saved_list_fini(&again);
    return 0;
}
