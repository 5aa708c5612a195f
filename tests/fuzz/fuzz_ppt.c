// SPDX-License-Identifier: GPL-3.0-or-later
// The walk over the records of old slides.
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
    (void)tc_ppt_read(&stream, &flow);
    tc_buf_fini(&stream);
    tc_flow_finish(&flow);
    // what the parent will insist on
    uint32_t end = 0;
    for (size_t i = 0; i < flow.block_count; i++) {
        if (flow.blocks[i].start < end || flow.blocks[i].end <= flow.blocks[i].start ||
            flow.blocks[i].end > flow.text.len)
            abort();
        end = flow.blocks[i].end;
    }
    end = 0;
    for (size_t i = 0; i < flow.run_count; i++) {
        if (flow.runs[i].start < end || flow.runs[i].end <= flow.runs[i].start || flow.runs[i].end > flow.text.len)
            abort();
        end = flow.runs[i].end;
    }
    tc_flow_fini(&flow);
    return 0;
}
