// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of Word documents, from its streams: two bytes of length, the table stream, the rest WordDocument and
// Data.
#include "doc.h"
#include "fuzz_flow.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tc_flow flow;
    tc_flow_init(&flow, (size_t)1 << 20);
    struct tc_doc d = {.flow = &flow};
    size_t table = size >= 2 ? (size_t)(data[0] | data[1] << 8) : 0;
    if (size >= 2 && table <= size - 2) {
        tc_buf_add(&d.table, data + 2, table);
        tc_buf_add(&d.word, data + 2 + table, size - 2 - table);
        tc_buf_add(&d.data, data + 2 + table, size - 2 - table);
        (void)tc_doc_read(&d);
    }
    tc_doc_fini(&d);
    tc_flow_finish(&flow);
    fuzz_insist(&flow);
    tc_flow_fini(&flow);
    return 0;
}
