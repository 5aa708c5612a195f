// SPDX-License-Identifier: GPL-3.0-or-later
// From a document and its record to what the store takes: tokens, terms, values and the stored record.
//
// The stored record is JSON: {"meta":…, "citations":[…], "mentions":[…], "tasks":[…] where it assigns work,
// "blocks":[[start,end,"kind",level,page],…], "fields":{name:value}, "corrected":[{"text","field","source"}],
// "media_type", "encoding", "certainty", "is_ocr", "sure" and "repaired" of a scan (text/sure.h), "pages", "mtime",
// "size"}. Tokens come from the body alone: running headers, menus of saved pages and comments are shown, not indexed.
#ifndef TC_INGEST_DOCUMENT_H
#define TC_INGEST_DOCUMENT_H

#include "ingest_sidecar.h"
#include "record/record.h"
#include "store/store.h"

struct tc_prepared {
    struct tc_arena arena; // of everything below that is not named otherwise
    char *text;            // malloc'd
    uint32_t *token_ids, *token_starts;
    size_t token_count, token_cap;
    struct tc_store_term *distinct, *extras, *booleans;
    size_t distinct_count, distinct_cap, extra_count, extra_cap, boolean_count, boolean_cap;
    struct tc_store_value *values;
    size_t value_count, value_cap;
    char *record;            // malloc'd
    struct tc_store_doc doc; // borrows from all of the above
};
struct tc_prepare_source {
    const char *path, *root; // ROOT/relative
    int64_t mtime_ns;
    uint64_t size;
    const char *digest;                      // 64 hex digits
    const struct tc_correction *corrections; // that lie over what was read; NULL none
};
// Takes document->text over; the rest of document and record is only read.
void tc_prepare(struct tc_document *document, const struct tc_record *record, const struct tc_prepare_source *source,
                struct tc_prepared *ret);
void tc_prepared_fini(struct tc_prepared *prepared);

// The parts, in files of their own.
void tc_prepare_tokens(const struct tc_document *document, struct tc_prepared *ret);
void tc_prepare_terms(const struct tc_record *record, const char *path, struct tc_prepared *ret);
void tc_prepare_values(const struct tc_record *record, const char *digest, struct tc_prepared *ret);
void tc_prepare_title(const struct tc_meta *meta, const char *text, struct tc_prepared *ret);
uint64_t tc_prepare_simhash(const struct tc_prepared *prepared);

#endif
