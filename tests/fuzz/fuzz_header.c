// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a document whose lines are blocks of all kinds, in turn.
#include "record/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tc_document document = {0};
    struct tc_record record;
    if (!size)
        return 0;
    tc_document_from_text((const char *)data + 1, size - 1, &document);
    if (data[0] & 1)
        for (size_t i = 0; i < document.block_count; i++)
            document.blocks[i].kind = (uint16_t)((i + data[0]) % TC_BLOCK_KINDS);
    tc_record_read(&document, "thu-muc/tep.txt", &record);
    json_t *json = tc_meta_to_json(&record.meta);
    json_decref(json);
    tc_record_fini(&record);
    tc_document_fini(&document);
    return 0;
}
