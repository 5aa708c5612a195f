// SPDX-License-Identifier: GPL-3.0-or-later
#include "passage.h"

#include "text/token.h"

#include <stdlib.h>
#include <string.h>

enum tc_status tc_passage_tokens(struct tc_reader *reader, tc_docid doc, uint32_t **ret, size_t *ret_count,
                                 struct tc_error *err)
{
    struct tc_stream stream;
    enum tc_status status = tc_reader_stream(reader, doc, &stream, err);
    if (status)
        return status;
    uint32_t *tokens = tc_xcalloc(stream.tokens, sizeof *tokens);
    const unsigned char *p = stream.data;
    size_t count = 0;
    while (count < stream.tokens && stream.end - p >= 2)
        tokens[count++] = tc_stream_next(&stream, &p);
    *ret = tokens;
    *ret_count = count;
    return TC_OK;
}

bool tc_passage_find(const uint32_t *tokens, size_t token_count, const uint32_t *ids, size_t count, uint32_t *ret_at)
{
    for (size_t i = 0; count && i + count <= token_count; i++) {
        if (tokens[i] == ids[0] && !memcmp(tokens + i, ids, count * sizeof *ids)) {
            *ret_at = (uint32_t)i;
            return true;
        }
    }
    return false;
}

enum tc_status tc_passage_bytes(struct tc_reader *reader, tc_docid doc, uint32_t first, uint32_t end,
                                uint32_t *ret_start, uint32_t *ret_end, struct tc_error *err)
{
    enum { BYTES_A_TOKEN = 24, ROOM = 4096 };
    struct tc_stream stream;
    tc_auto_buf struct tc_buf text = {0};
    tc_auto_free uint32_t *tokens = NULL;
    size_t count = 0;
    uint32_t at = 0, offset = tc_reader_token_offset(reader, doc, first, &at);
    enum tc_status status = tc_reader_stream(reader, doc, &stream, err);
    if (!status)
        status = tc_passage_tokens(reader, doc, &tokens, &count, err);
    if (status)
        return status;
    if (end > count)
        end = (uint32_t)count;
    if (first >= end)
        return tc_fail(err, TC_ERR_INTERNAL, "document %u has no tokens %u to %u", doc, first, end);
    uint64_t stop = (uint64_t)offset + (uint64_t)(end - at) * BYTES_A_TOKEN + ROOM;
    for (;;) {
        tc_buf_clear(&text);
        status = tc_reader_text(reader, doc, offset, stop > UINT32_MAX ? UINT32_MAX : (uint32_t)stop, &text, err);
        if (status)
            return status;
        // parts of the text that are not indexed (running heads, furniture) have words the stream does not: skip them
        // by their ids
        struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
        const struct tc_token *token;
        uint32_t i = at, start = UINT32_MAX, last = 0;
        tc_tokenizer_start(tokenizer, text.data ? text.data : "", text.len);
        while (i < end && tc_tokenizer_next(tokenizer, &token)) {
            if (tc_reader_term_id(reader, token->exact, token->exact_len) != tokens[i])
                continue;
            if (i == first)
                start = offset + token->start;
            last = offset + token->end;
            i++;
        }
        tc_tokenizer_free(tokenizer);
        if (i == end || offset + text.len >= stream.text_len) {
            *ret_start = start == UINT32_MAX ? offset : start;
            *ret_end = last > *ret_start ? last : *ret_start;
            return TC_OK;
        }
        stop += stop - offset + ROOM;
    }
}

// --- wider
// ---------------------------------------------------------------------------------------------------------------------------

enum { LOOK_A_WORD = 24, LOOK_MAX = 4096 };

static bool ends_clause(const char *text, size_t i, size_t len)
{
    if (!strchr(".;:!?\n\"", text[i]))
        return false;
    // the point of 1.240 and the colon of 7:30 end nothing
    return text[i] == '\n' || i + 1 >= len || strchr(" \t\n", text[i + 1]);
}

static enum tc_status widen_before(struct tc_reader *reader, tc_docid doc, size_t words, uint32_t *start,
                                   struct tc_error *err)
{
    tc_auto_buf struct tc_buf text = {0};
    size_t look = words * LOOK_A_WORD < LOOK_MAX ? words * LOOK_A_WORD : LOOK_MAX;
    uint32_t from = look + LOOK_A_WORD < *start ? *start - (uint32_t)(look + LOOK_A_WORD) : 0;
    enum tc_status status = tc_reader_text(reader, doc, from, *start, &text, err);
    if (status)
        return status;
    size_t begin = 0;
    while (begin < text.len && ((unsigned char)text.data[begin] & 0xC0) == 0x80)
        begin++;
    bool is_cut = from > 0; // the first word may be half of one
    for (size_t i = begin; i < text.len; i++) {
        if (ends_clause(text.data, i, text.len)) {
            begin = i + 1;
            is_cut = false;
        }
    }
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    const struct tc_token *token;
    uint32_t *starts = tc_xcalloc(text.len - begin + 1, sizeof *starts);
    size_t count = 0;
    tc_tokenizer_start(tokenizer, text.len ? text.data + begin : "", text.len - begin);
    while (tc_tokenizer_next(tokenizer, &token))
        starts[count++] = from + (uint32_t)begin + token->start;
    tc_tokenizer_free(tokenizer);
    size_t first = count > words ? count - words : is_cut ? 1 : 0;
    if (first < count)
        *start = starts[first];
    free(starts);
    return TC_OK;
}

static enum tc_status widen_after(struct tc_reader *reader, tc_docid doc, size_t words, uint32_t *end,
                                  struct tc_error *err)
{
    tc_auto_buf struct tc_buf text = {0};
    size_t look = words * LOOK_A_WORD < LOOK_MAX ? words * LOOK_A_WORD : LOOK_MAX;
    uint32_t from = *end, last = *end;
    enum tc_status status = tc_reader_text(reader, doc, from, from + (uint32_t)look + LOOK_A_WORD, &text, err);
    if (status)
        return status;
    size_t stop = 0;
    while (stop < text.len && !ends_clause(text.data, stop, text.len))
        stop++;
    bool is_cut = stop == text.len && text.len >= look;
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    const struct tc_token *token;
    tc_tokenizer_start(tokenizer, text.data ? text.data : "", stop);
    while (words-- && tc_tokenizer_next(tokenizer, &token)) {
        if (!is_cut || token->end < stop)
            last = from + token->end;
    }
    tc_tokenizer_free(tokenizer);
    *end = last;
    return TC_OK;
}

enum tc_status tc_passage_widen(struct tc_reader *reader, tc_docid doc, size_t before, size_t after, uint32_t *start,
                                uint32_t *end, struct tc_error *err)
{
    enum tc_status status = before ? widen_before(reader, doc, before, start, err) : TC_OK;
    return !status && after ? widen_after(reader, doc, after, end, err) : status;
}
