// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/typing.h"

enum tc_typing tc_typing_decode(const char *query, size_t len, struct tc_buf *ret)
{
    (void)query;
    (void)len;
    (void)ret;
    return TC_TYPING_NONE;
}
