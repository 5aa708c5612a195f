// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a text with citations, and as a reference.
#include "record/record.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tc_document document = {0};
    struct tc_record record;
    struct tc_arena arena = {0};
    struct tc_reference reference;
    tc_document_from_text((const char *)data, size, &document);
    tc_record_read(&document, NULL, &record);
    for (size_t i = 0; i < record.citation_count; i++) {
        const struct tc_citation *c = &record.citations[i];
        if (c->start >= c->end || c->end > document.len || c->sentence_start > c->start || c->sentence_end < c->end ||
            !c->key || !tc_key_fits(c->key, c->key))
            abort();
    }
    json_t *json = tc_citations_to_json(&record, document.text);
    json_decref(json);
    if (size < 400)
        (void)tc_reference_read((const char *)data, size, &arena, &reference);
    tc_arena_fini(&arena);
    tc_record_fini(&record);
    tc_document_fini(&document);
    return 0;
}
