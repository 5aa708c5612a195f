// SPDX-License-Identifier: GPL-3.0-or-later
// The RTF reader.
#include "fuzz_flow.h"
#include "source.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tc_flow flow;
    tc_flow_init(&flow, (size_t)1 << 20);
    char *copy = malloc(size + 1);
    if (!copy)
        return 0;
    memcpy(copy, data, size);
    copy[size] = 0;
    struct tc_source source = {.data = copy, .len = size};
    (void)tc_read_rtf(&source, &flow);
    free(copy);
    tc_flow_finish(&flow);
    fuzz_insist(&flow);
    tc_flow_fini(&flow);
    return 0;
}
