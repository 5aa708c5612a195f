// SPDX-License-Identifier: GPL-3.0-or-later
// How often the charset of a piece of text is told rightly, by its bytes alone: pieces of 200 bytes, 1 kB and 10 kB of
// clean UTF-8 are written in every charset and read back, as bytes and as the windows-1252 view that parsers hand on. A
// piece counts when the text comes back whole. The last column counts clean UTF-8 that came back as anything else.
//
//     bench_charsets FILE...
#include "../unit/legacy.h"
#include "base/file.h"
#include "text/decode.h"
#include "text/token.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const enum tc_charset charsets[] = {TC_CS_TCVN5712, TC_CS_TCVN3,  TC_CS_VNI,  TC_CS_VPS,
                                           TC_CS_VISCII,   TC_CS_CP1258, TC_CS_UTF8, TC_CS_UTF16LE};
static struct legacy *tables[TC_CS_COUNT];

enum { SIZES = 3, MOST_PIECES = 1500 };
static const size_t sizes[SIZES] = {200, 1000, 10000};

static void encode(enum tc_charset charset, const char *text, size_t len, struct tc_buf *bytes)
{
    if (charset == TC_CS_UTF8) {
        tc_buf_add(bytes, text, len);
    } else if (charset == TC_CS_UTF16LE) {
        for (size_t pos = 0; pos < len;) {
            uint32_t c = tc_utf8_next(text, len, &pos);
            tc_buf_char(bytes, (char)(c & 0xFF));
            tc_buf_char(bytes, (char)(c >> 8 & 0xFF));
        }
    } else {
        legacy_encode(tables[charset], text, len, bytes);
    }
}

// What the bytes say to one who knows the charset.
static void read_knowing(enum tc_charset charset, const char *text, size_t len, const struct tc_buf *bytes,
                         struct tc_buf *ret)
{
    struct tc_buf plain = {0};
    if (charset == TC_CS_UTF8 || charset == TC_CS_UTF16LE) {
        tc_text_nfc(text, len, ret);
        return;
    }
    struct tc_unit *units = tc_xcalloc(bytes->len + 1, sizeof *units);
    for (size_t i = 0; i < bytes->len; i++) {
        unsigned char byte = (unsigned char)bytes->data[i];
        units[i] = (struct tc_unit){.c = tc_charset_cp1252(byte), .byte = byte};
    }
    for (size_t i = 0; i < bytes->len;) {
        char c[4];
        uint32_t code = 0;
        i += tc_charset_step(charset, units, bytes->len, i, &code);
        tc_buf_add(&plain, c, tc_utf8_put(code, c));
    }
    tc_text_nfc(plain.data, plain.len, ret);
    tc_buf_fini(&plain);
    free(units);
}

static bool comes_back(enum tc_charset charset, const char *text, size_t len, bool is_view, bool is_verbose)
{
    struct tc_buf bytes = {0}, view = {0}, want = {0}, got = {0};
    encode(charset, text, len, &bytes);
    read_knowing(charset, text, len, &bytes, &want);
    struct tc_decode_in in = {.bytes = bytes.data, .len = bytes.len};
    if (is_view && charset != TC_CS_UTF16LE) {
        // UTF-8 handed on by a parser is just that
        if (charset != TC_CS_UTF8) {
            legacy_view(bytes.data, bytes.len, &view);
            in.bytes = view.data;
            in.len = view.len;
        }
        in.is_utf8_view = true;
    }
    struct tc_decoded decoded;
    tc_text_decode(&in, &got, &decoded);
    bool same = got.len == want.len && !memcmp(got.data, want.data, got.len);
    if (!same && is_verbose) {
        size_t at = 0;
        while (at < got.len && at < want.len && got.data[at] == want.data[at])
            at++;
        at = at > 30 ? at - 30 : 0;
        for (size_t i = 0; i < got.len || i < want.len; i++) {
            if (i < got.len && got.data[i] == '\n')
                got.data[i] = '|';
            if (i < want.len && want.data[i] == '\n')
                want.data[i] = '|';
        }
        printf("# %s as %s %.2f: %.80s\n# want %.80s\n", tc_charset_name(charset), tc_charset_name(decoded.charset),
               decoded.certainty, got.data + at, want.data + at);
    }
    tc_buf_fini(&bytes);
    tc_buf_fini(&view);
    tc_buf_fini(&want);
    tc_buf_fini(&got);
    return same;
}

static void run(enum tc_charset charset, const struct tc_buf *text, bool is_verbose)
{
    printf("%-14s", tc_charset_name(charset));
    for (int is_view = 0; is_view < 2; is_view++) {
        for (int s = 0; s < SIZES; s++) {
            size_t right = 0, all = 0, step = text->len / MOST_PIECES > sizes[s] ? text->len / MOST_PIECES : sizes[s];
            for (size_t pos = 0; pos + sizes[s] < text->len; pos += step) {
                size_t start = pos, end = pos + sizes[s];
                while (start < end && text->data[start] != ' ' && text->data[start] != '\n')
                    start++;
                while (end > start && text->data[end] != ' ' && text->data[end] != '\n')
                    end--;
                if (end - start < sizes[s] / 2)
                    continue;
                all++;
                right += comes_back(charset, text->data + start, end - start, is_view, is_verbose);
            }
            printf("  %7.2f%%", all ? 100.0 * (double)right / (double)all : 0);
        }
    }
    printf("\n");
}

int main(int argc, char **argv)
{
    tc_auto_buf struct tc_buf text = {0}, raw = {0};
    bool is_verbose = argc > 1 && !strcmp(argv[1], "-v");
    for (int i = 1 + is_verbose; i < argc; i++) {
        if (tc_file_read(argv[i], 200 << 20, &raw, NULL)) {
            fprintf(stderr, "%s cannot be read\n", argv[i]);
            return 1;
        }
    }
    tc_text_nfc(raw.data, raw.len, &text);
    for (size_t i = 0; i < TC_LENGTH(charsets); i++) {
        tables[charsets[i]] = tc_xmalloc(sizeof *tables[0]);
        if (charsets[i] != TC_CS_UTF8 && charsets[i] != TC_CS_UTF16LE)
            legacy_init(tables[charsets[i]], charsets[i]);
    }
    printf("%-14s  %s\n", "", "bytes: 200 B      1 kB     10 kB    view: 200 B   1 kB     10 kB");
    for (size_t i = 0; i < TC_LENGTH(charsets); i++)
        run(charsets[i], &text, is_verbose);
    for (size_t i = 0; i < TC_LENGTH(charsets); i++)
        free(tables[charsets[i]]);
    return 0;
}
