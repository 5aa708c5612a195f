// SPDX-License-Identifier: GPL-3.0-or-later
// NFC with one repair before it: NFC leaves a tone that was typed before a circumflex or a breve where it is (á +
// U+0302 is not ấ), because both marks are of combining class 230 and their order counts. Here the vowel mark goes
// first.
//
// What is already in order is copied at the speed of memory: only lines with a character that could change go to ICU.
#include "text/decode.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

// Length of a character that NFC never touches and that never joins the one before it; 0 for all others. Covers ASCII,
// U+0080–02FF, U+1E00–1EFF and the common punctuation.
static size_t inert(const unsigned char *p, size_t left)
{
    if (p[0] < 0x80)
        return 1;
    if (left >= 2 && p[0] >= 0xC2 && p[0] <= 0xCB)
        return (p[1] & 0xC0) == 0x80 ? 2 : 0;
    if (left >= 3 && (p[2] & 0xC0) == 0x80) {
        if (p[0] == 0xE1 && p[1] >= 0xB8 && p[1] <= 0xBB)
            return 3;
        if (p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x90)
            return 3;
    }
    return 0;
}

static size_t inert_run(const unsigned char *p, size_t len)
{
    size_t i = 0;
    while (i < len) {
        if (p[i] < 0x80) {
            i++;
            continue;
        }
        size_t n = inert(p + i, len - i);
        if (!n)
            break;
        i += n;
    }
    return i;
}

static bool is_tone(UChar c)
{
    return c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309;
}

// In NFD, moves circumflex and breve in front of the tones before them.
static void reorder(UChar *s, int32_t len)
{
    for (int32_t i = 1; i < len; i++) {
        if (s[i] != 0x302 && s[i] != 0x306)
            continue;
        UChar mark = s[i];
        int32_t j = i;
        for (; j > 0 && is_tone(s[j - 1]); j--)
            s[j] = s[j - 1];
        s[j] = mark;
    }
}

// One stretch by ICU. What ICU refuses (out of memory only) is copied.
static void normalise(const char *text, size_t len, struct tc_buf *ret)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status), *nfd = unorm2_getNFDInstance(&status);
    int32_t units = 0, capacity = (int32_t)len + 1;
    tc_auto_free UChar *raw = tc_xmalloc((size_t)capacity * sizeof *raw);
    u_strFromUTF8WithSub(raw, capacity, &units, text, (int32_t)len, 0xFFFD, NULL, &status);
    int32_t wide = units * 4 + 8; // NFD of one unit is at most four
    tc_auto_free UChar *apart = tc_xmalloc((size_t)wide * sizeof *apart);
    int32_t n = unorm2_normalize(nfd, raw, units, apart, wide, &status);
    if (U_SUCCESS(status))
        reorder(apart, n);
    tc_auto_free UChar *joined = tc_xmalloc((size_t)wide * sizeof *joined);
    n = unorm2_normalize(nfc, apart, n, joined, wide, &status);
    int32_t bytes = 0;
    char *out = tc_buf_reserve(ret, (size_t)wide * 3 + 1);
    u_strToUTF8(out, wide * 3, &bytes, joined, n, &status);
    if (U_FAILURE(status)) {
        tc_buf_add(ret, text, len);
        return;
    }
    ret->len += (size_t)bytes;
    ret->data[ret->len] = '\0';
}

// Where to stop: at a character that joins nothing before it, some way on, because damage rarely comes alone.
static size_t stretch(const char *text, size_t len, size_t pos)
{
    enum { AHEAD = 256 };
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    size_t end = pos;
    while (end < len) {
        size_t next = end;
        uint32_t c = tc_utf8_next(text, len, &next);
        if (end > pos && (c == '\n' || (end - pos >= AHEAD && unorm2_hasBoundaryBefore(nfc, (UChar32)c))))
            break;
        end = next;
    }
    return end;
}

void tc_text_nfc(const char *text, size_t len, struct tc_buf *ret)
{
    const unsigned char *p = (const unsigned char *)text;
    size_t pos = 0;
    tc_buf_reserve(ret, len + 1);
    while (pos < len) {
        size_t run = inert_run(p + pos, len - pos);
        size_t stop = pos + run;
        if (stop < len && run) { // the letter that the next character may join
            stop--;
            while (stop > pos && !tc_utf8_is_boundary(text, len, stop))
                stop--;
        }
        tc_buf_add(ret, text + pos, stop - pos);
        pos = stop;
        if (pos >= len)
            break;
        size_t end = stretch(text, len, pos);
        normalise(text + pos, end - pos, ret);
        pos = end;
    }
}

bool tc_text_is_nfc(const char *text, size_t len)
{
    if (inert_run((const unsigned char *)text, len) == len)
        return true;
    struct tc_buf nfc = {0};
    tc_text_nfc(text, len, &nfc);
    bool same = nfc.len == len && !memcmp(nfc.data, text, len);
    tc_buf_fini(&nfc);
    return same;
}
