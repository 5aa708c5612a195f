// SPDX-License-Identifier: GPL-3.0-or-later
// Stretches of stored documents, by token.
#ifndef TC_SEARCH_PASSAGE_H
#define TC_SEARCH_PASSAGE_H

#include "store/store.h"

// The token ids of a document in text order; yours (free()).
enum tc_status tc_passage_tokens(struct tc_reader *reader, tc_docid doc, uint32_t **ret, size_t *ret_count,
                                 struct tc_error *err);
// Bytes of the text that tokens [first, end) cover.
enum tc_status tc_passage_bytes(struct tc_reader *reader, tc_docid doc, uint32_t first, uint32_t end,
                                uint32_t *ret_start, uint32_t *ret_end, struct tc_error *err);
// Grows bytes [*start, *end) by at most `before` and `after` words, no further than the sentence or clause goes.
enum tc_status tc_passage_widen(struct tc_reader *reader, tc_docid doc, size_t before, size_t after, uint32_t *start,
                                uint32_t *end, struct tc_error *err);
// Does ids[0..count) stand in tokens[0..token_count) as it is? *ret_at is where.
bool tc_passage_find(const uint32_t *tokens, size_t token_count, const uint32_t *ids, size_t count, uint32_t *ret_at);

#endif
