// SPDX-License-Identifier: GPL-3.0-or-later
// What the head and the foot of a document say: number, date, type, title, issuer; signer and recipients; or, for a
// news report, its title, author and dates.
#ifndef TC_RECORD_HEADER_H
#define TC_RECORD_HEADER_H

#include "rules.h"

#include "record.h"

struct tc_head {
    const char *own_key;               // of the document, NULL when it names none
    const char *context_issuer;        // code that short forms in the text stand for, NULL unknown
    const char *province;              // NULL unknown
    uint32_t type_line, type_line_end; // bytes; equal when there is none
    bool is_document, is_news;
};
// Fills record->meta and is_secret.
void tc_head_read(const struct tc_document *document, const char *path, struct tc_record *record, struct tc_head *ret);

#endif
