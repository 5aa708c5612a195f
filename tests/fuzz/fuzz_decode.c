// SPDX-License-Identifier: GPL-3.0-or-later
// The decoder on any bytes. The first byte chooses how they are handed over: as a file or as a parser's view, with a
// declared charset, with font runs, with marks.
#include "base/utf8.h"
#include "text/decode.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int condition)
{
    if (!condition)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    size_t len = size - 1;
    size_t marks[3] = {0, len / 3, len};
    struct tc_font_run runs[2] = {{.start = 0, .end = len / 3, .charset = TC_CS_TCVN3_CAPS},
                                  {.start = len / 2, .end = len, .charset = TC_CS_VNI}};
    struct tc_decode_in in = {.bytes = (const char *)data + 1, .len = len};
    in.is_utf8_view = data[0] & 1;
    in.declared = (enum tc_charset)((data[0] >> 1 & 7) + TC_CS_UNKNOWN);
    if (data[0] & 0x10) {
        in.runs = runs;
        in.run_count = 2;
    }
    if (data[0] & 0x20) {
        in.marks = marks;
        in.mark_count = 3;
    }
    struct tc_buf text = {0};
    struct tc_decoded decoded;
    tc_text_decode(&in, &text, &decoded);
    check(decoded.charset < TC_CS_COUNT && decoded.certainty >= 0 && decoded.certainty <= 1);
    check(tc_utf8_is_valid(text.data, text.len, NULL));
    if (!in.marks)
        check(tc_text_is_nfc(text.data, text.len));
    for (size_t i = 0; i < in.mark_count; i++) {
        check(marks[i] <= text.len && (!i || marks[i - 1] <= marks[i]));
        check(tc_utf8_is_boundary(text.data, text.len, marks[i]));
    }
    tc_buf_fini(&text);
    return 0;
}
