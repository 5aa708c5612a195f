// SPDX-License-Identifier: GPL-3.0-or-later
// How fast the language layer is, in MB of input a second of processor time, beside plain ICU (normalise, fold case,
// break into words) on the same text in the same run. Best of three runs each.
//
//     bench_text FILE...        files of clean UTF-8 text; without any, text made of the closed set of syllables
#include "../unit/legacy.h"
#include "base/file.h"
#include "text/decode.h"
#include "text/syllable.h"
#include "text/token.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

struct task {
    const char *name;
    size_t (*run)(const struct tc_buf *text);
    const struct tc_buf *text;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static size_t tokenize_with(const struct tc_buf *text, unsigned options)
{
    size_t sum = 0;
    const struct tc_token *token;
    struct tc_tokenizer *t = tc_tokenizer_new(options);
    tc_tokenizer_start(t, text->data, text->len);
    while (tc_tokenizer_next(t, &token))
        sum += token->exact_len + token->folded_len;
    tc_tokenizer_free(t);
    return sum;
}

static size_t tokenize(const struct tc_buf *text)
{
    return tokenize_with(text, 0);
}

static size_t tokenize_also(const struct tc_buf *text)
{
    return tokenize_with(text, TC_TOKENIZE_ALSO);
}

static size_t tokenize_carefully(const struct tc_buf *text)
{
    return tokenize_with(text, TC_TOKENIZE_ORDER);
}

static size_t nfc(const struct tc_buf *text)
{
    tc_auto_buf struct tc_buf out = {0};
    tc_text_nfc(text->data, text->len, &out);
    return out.len;
}

static size_t decode(const struct tc_buf *text)
{
    tc_auto_buf struct tc_buf out = {0};
    struct tc_decoded decoded;
    struct tc_decode_in in = {.bytes = text->data, .len = text->len};
    tc_text_decode(&in, &out, &decoded);
    return out.len;
}

// NFC, case folding, NFD without marks, word break: what the tokenizer does, by ICU, a paragraph at a time.
static size_t plain_icu(const struct tc_buf *text)
{
    enum { MOST = 1 << 16 };
    UErrorCode status = U_ZERO_ERROR;
    static UChar wide[MOST], normal[MOST * 2], folded[MOST * 2];
    const UNormalizer2 *form = unorm2_getNFCInstance(&status);
    UBreakIterator *words = ubrk_open(UBRK_WORD, "vi", NULL, 0, &status);
    size_t sum = 0;
    for (size_t pos = 0; pos < text->len;) {
        const char *end = memchr(text->data + pos, '\n', text->len - pos);
        size_t len = end ? (size_t)(end - text->data) + 1 - pos : text->len - pos;
        if (len > MOST)
            len = MOST;
        int32_t n = 0;
        status = U_ZERO_ERROR;
        u_strFromUTF8WithSub(wide, MOST, &n, text->data + pos, (int32_t)len, 0xFFFD, NULL, &status);
        n = unorm2_normalize(form, wide, n, normal, MOST * 2, &status);
        n = u_strFoldCase(folded, MOST * 2, normal, n, U_FOLD_CASE_DEFAULT, &status);
        ubrk_setText(words, folded, n, &status);
        while (ubrk_next(words) != UBRK_DONE)
            sum += ubrk_getRuleStatus(words) != UBRK_WORD_NONE;
        pos += len;
    }
    ubrk_close(words);
    return sum;
}

static void measure(const struct task *task)
{
    double best = 1e9;
    size_t sum = 0;
    for (int round = 0; round < 3; round++) {
        double begin = now();
        sum = task->run(task->text);
        double took = now() - begin;
        best = took < best ? took : best;
    }
    printf("%-34s %8.1f MB/s   (%zu)\n", task->name, (double)task->text->len / 1e6 / best, sum);
}

static void add_word(void *context, const char *form, size_t len)
{
    struct tc_buf *buf = context;
    tc_buf_add(buf, form, len);
    tc_buf_char(buf, buf->len % 400 < 8 ? '\n' : ' ');
}

static void to_nfd(const struct tc_buf *text, struct tc_buf *ret)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFDInstance(&status);
    int32_t n = 0, room = (int32_t)text->len * 2;
    UChar *wide = tc_xmalloc((size_t)room * sizeof *wide), *apart = tc_xmalloc((size_t)room * sizeof *apart);
    u_strFromUTF8WithSub(wide, room, &n, text->data, (int32_t)text->len, 0xFFFD, NULL, &status);
    n = unorm2_normalize(form, wide, n, apart, room, &status);
    char *out = tc_buf_reserve(ret, (size_t)n * 3);
    int32_t bytes = 0;
    u_strToUTF8(out, n * 3, &bytes, apart, n, &status);
    ret->len += (size_t)bytes;
    free(wide);
    free(apart);
}

static void to_legacy(const struct tc_buf *text, enum tc_charset charset, struct tc_buf *ret)
{
    struct legacy *legacy = tc_xmalloc(sizeof *legacy);
    legacy_init(legacy, charset);
    legacy_encode(legacy, text->data, text->len, ret);
    free(legacy);
}

int main(int argc, char **argv)
{
    tc_auto_buf struct tc_buf clean = {0}, nfd = {0}, tcvn3 = {0}, vni = {0}, view = {0}, mojibake = {0};
    for (int i = 1; i < argc; i++) {
        if (tc_file_read(argv[i], 100 << 20, &clean, NULL)) {
            fprintf(stderr, "%s cannot be read\n", argv[i]);
            return 1;
        }
    }
    while (clean.len < 8 << 20 && argc < 2)
        tc_syllable_each(add_word, &clean);
    to_nfd(&clean, &nfd);
    to_legacy(&clean, TC_CS_TCVN3, &tcvn3);
    to_legacy(&clean, TC_CS_VNI, &vni);
    legacy_view(tcvn3.data, tcvn3.len, &view);
    legacy_view(clean.data, clean.len, &mojibake);
    const struct task tasks[] = {
        {"tokens, clean", tokenize, &clean},
        {"tokens and their equals, clean", tokenize_also, &clean},
        {"tokens the careful way, clean", tokenize_carefully, &clean},
        {"plain ICU, clean", plain_icu, &clean},
        {"tokens, NFD", tokenize, &nfd},
        {"plain ICU, NFD", plain_icu, &nfd},
        {"NFC of clean text", nfc, &clean},
        {"NFC of NFD text", nfc, &nfd},
        {"decode clean UTF-8", decode, &clean},
        {"decode TCVN3", decode, &tcvn3},
        {"decode VNI", decode, &vni},
        {"decode TCVN3 seen as windows-1252", decode, &view},
        {"decode UTF-8 seen as windows-1252", decode, &mojibake},
    };
    for (size_t i = 0; i < TC_LENGTH(tasks); i++)
        measure(&tasks[i]);
    return 0;
}
