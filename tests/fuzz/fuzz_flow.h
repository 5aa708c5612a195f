// SPDX-License-Identifier: GPL-3.0-or-later
// What the parent insists on in every answer of a reader: blocks and font runs in order, none empty, none beyond the
// text.
#ifndef TC_FUZZ_FLOW_H
#define TC_FUZZ_FLOW_H

#include "flow.h"

#include <stdint.h>
#include <stdlib.h>

static inline void fuzz_insist(const struct tc_flow *flow)
{
    uint32_t end = 0;
    for (size_t i = 0; i < flow->block_count; i++) {
        if (flow->blocks[i].start < end || flow->blocks[i].end <= flow->blocks[i].start ||
            flow->blocks[i].end > flow->text.len)
            abort();
        end = flow->blocks[i].end;
    }
    end = 0;
    for (size_t i = 0; i < flow->run_count; i++) {
        if (flow->runs[i].start < end || flow->runs[i].end <= flow->runs[i].start || flow->runs[i].end > flow->text.len)
            abort();
        end = flow->runs[i].end;
    }
}

#endif
