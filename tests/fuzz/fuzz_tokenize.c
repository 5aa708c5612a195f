// SPDX-License-Identifier: GPL-3.0-or-later
// The tokenizer, the typing reader and the string functions on any bytes: tokens lie in order inside the text, and the
// fast and the careful way agree.
#include "base/utf8.h"
#include "text/decode.h"
#include "text/syllable.h"
#include "text/token.h"
#include "text/typing.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int condition)
{
    if (!condition)
        abort();
}

static void check_token(const struct tc_token *k, const char *text, size_t len, uint32_t behind)
{
    check(k->start < k->end && k->end <= len && k->start + 4 >= behind);
    check(k->exact_len <= TC_TERM_MAX && k->folded_len <= TC_TERM_MAX);
    check(strlen(k->exact) == k->exact_len && strlen(k->folded) == k->folded_len);
    check(tc_utf8_is_valid(k->exact, k->exact_len, NULL) && tc_utf8_is_valid(k->folded, k->folded_len, NULL));
    check(tc_utf8_is_boundary(text, len, k->start) && tc_utf8_is_boundary(text, len, k->end));
    for (uint32_t i = 0; i < k->also_count; i++)
        check(strlen(k->also[i].term) == k->also[i].len);
}

static void check_text(const char *text, size_t len)
{
    const struct tc_token *a, *b;
    uint32_t behind = 0;
    struct tc_tokenizer *fast = tc_tokenizer_new(TC_TOKENIZE_ALSO), *careful = tc_tokenizer_new(TC_TOKENIZE_ORDER);
    tc_tokenizer_start(fast, text, len);
    tc_tokenizer_start(careful, text, len);
    while (tc_tokenizer_next(fast, &a)) {
        check(tc_tokenizer_next(careful, &b));
        check_token(a, text, len, behind);
        check(!strcmp(a->exact, b->exact) && !strcmp(a->folded, b->folded) && a->kind == b->kind);
        check(a->start == b->start && a->end == b->end && a->position == b->position);
        behind = a->end;
    }
    check(!tc_tokenizer_next(careful, &b));
    tc_tokenizer_free(fast);
    tc_tokenizer_free(careful);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tc_buf valid = {0}, out = {0};
    tc_text_nfc((const char *)data, size, &valid); // what is no UTF-8 becomes U+FFFD
    check_text(valid.data ? valid.data : "", valid.len);
    tc_text_canonical((const char *)data, size, &out);
    tc_text_fold((const char *)data, size, &out);
    tc_text_upper((const char *)data, size, &out);
    tc_typing_decode((const char *)data, size, &out);
    tc_syllable_share((const char *)data, size, NULL);
    // not even valid: nothing but that it ends and stays inside
    const struct tc_token *token;
    struct tc_tokenizer *t = tc_tokenizer_new(0);
    tc_tokenizer_start(t, (const char *)data, size);
    while (tc_tokenizer_next(t, &token))
        check(token->start < token->end && token->end <= size);
    tc_tokenizer_free(t);
    tc_buf_fini(&valid);
    tc_buf_fini(&out);
    return 0;
}
