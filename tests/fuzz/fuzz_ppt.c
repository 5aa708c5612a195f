// SPDX-License-Identifier: GPL-3.0-or-later
// The walk over the records of old slides.
#include "fuzz_flow.h"
#include "xls.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tc_flow flow;
    tc_flow_init(&flow, (size_t)1 << 20);
    struct tc_buf stream = {0};
    tc_buf_add(&stream, data, size);
    (void)tc_ppt_read(&stream, UINT32_MAX, &flow);
    tc_buf_fini(&stream);
    tc_flow_finish(&flow);
    fuzz_insist(&flow);
    tc_flow_fini(&flow);
    return 0;
}
