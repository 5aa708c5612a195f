// SPDX-License-Identifier: GPL-3.0-or-later
// Outlook mails: the first byte chooses whether the rest is a file, read and taken apart, or packed RTF.
#include "container.h"
#include "msg.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool swallow(void *context, const char *data, size_t len)
{
    size_t *total = context;
    *total += len;
    return data && *total < (size_t)1 << 24;
}

static void take_apart(const struct tc_source *source)
{
    enum { MEMBERS_MAX = 100 };
    struct tc_container *container = NULL;
    if (tc_unpack_msg.open(source, -1, &container) != TC_REASON_NONE)
        return;
    bool is_end = false;
    for (unsigned i = 0; i < MEMBERS_MAX && !is_end; i++) {
        struct tc_wire_member member;
        tc_auto_buf struct tc_buf name = {0};
        size_t total = 0;
        if (tc_unpack_msg.next(container, &member, &name, &is_end) != TC_REASON_NONE)
            break;
        if (!is_end)
            (void)tc_unpack_msg.data(container, swallow, &total);
    }
    tc_unpack_msg.close(container);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    char *copy = malloc(size);
    if (!copy)
        return 0;
    memcpy(copy, data + 1, size - 1);
    copy[size - 1] = 0;
    struct tc_source source = {.data = copy, .len = size - 1, .media_type = "application/vnd.ms-outlook"};
    if (data[0] & 1) {
        struct tc_buf packed = {.data = copy, .len = size - 1};
        tc_auto_buf struct tc_buf rtf = {0};
        (void)tc_msg_unpack_rtf(&packed, &rtf);
    } else {
        struct tc_flow flow;
        tc_flow_init(&flow, (size_t)1 << 20);
        (void)tc_read_msg(&source, &flow);
        tc_flow_fini(&flow);
        take_apart(&source);
    }
    free(copy);
    return 0;
}
