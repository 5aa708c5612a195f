// SPDX-License-Identifier: GPL-3.0-or-later
// From bytes to UTF-8, NFC. Vietnamese offices left files in Unicode (UTF-8, UTF-16, windows-1258), in TCVN 5712:1993,
// TCVN3 (ABC, the .Vn* fonts), VNI, VPS and VISCII (RFC 1456), and in any of these read as windows-1252 and written
// again.
#ifndef TC_TEXT_DECODE_H
#define TC_TEXT_DECODE_H

#include "base/mem.h"
#include "base/status.h"

#include <stdbool.h>

enum tc_charset {
    TC_CS_UNKNOWN, // judge from the bytes
    TC_CS_UTF8,
    TC_CS_UTF16LE,
    TC_CS_UTF16BE,
    TC_CS_CP1258,
    TC_CS_TCVN5712,
    TC_CS_TCVN3,
    TC_CS_TCVN3_CAPS, // a .Vn*H font: lower-case bytes that are shown as capitals
    TC_CS_VNI,
    TC_CS_VPS,
    TC_CS_VISCII,
    TC_CS_CP1252,
    TC_CS_COUNT
};
// "utf-8", "tcvn3" …: what the field encoding in JSON says.
const char *tc_charset_name(enum tc_charset charset);
// TC_CS_UNKNOWN for a name nobody knows; understands IANA names and our own.
enum tc_charset tc_charset_by_name(const char *name);
// What a font says of the text set in it (".VnTimeH" -> TC_CS_TCVN3_CAPS, "VNI-Times" -> TC_CS_VNI); TC_CS_UNKNOWN for
// others.
enum tc_charset tc_charset_of_font(const char *font);

// A stretch of the input whose font or declared charset is known; offsets are bytes of the input, ascending, not
// overlapping.
struct tc_font_run {
    size_t start, end;
    enum tc_charset charset;
};

struct tc_decode_in {
    const char *bytes;
    size_t len;
    enum tc_charset
        declared;      // by BOM-less metadata (HTML meta, RTF code page); TC_CS_UNKNOWN when nothing says; only a hint
    bool is_utf8_view; // the bytes are UTF-8 of what a parser read, legacy text perhaps in it as its windows-1252 view
    const struct tc_font_run *runs; // may be NULL
    size_t run_count;
    size_t *marks; // offsets into bytes, ascending, that are turned into offsets into the result, in place; may be NULL
    size_t mark_count;
};
struct tc_decoded {
    enum tc_charset charset; // that of most of the text
    double certainty;        // 0..1; below TC_CERTAIN the text is kept as it was (as UTF-8 of its windows-1252 view)
    bool is_mixed;           // several charsets in one text
    bool was_mojibake;       // UTF-8 that had been read as windows-1252 and written again, repaired
};
#define TC_CERTAIN 0.8
// Appends the text as valid UTF-8, NFC with tone marks reordered, line ends as \n, NUL and other C0 controls (but tab,
// line end, form feed) dropped, U+00AD kept. Never fails: what cannot be decoded is kept and the certainty says so.
void tc_text_decode(const struct tc_decode_in *in, struct tc_buf *ret_text, struct tc_decoded *ret);

// UTF-8 in, NFC out (appended), tones typed before a circumflex or breve put right first. Invalid bytes become U+FFFD.
void tc_text_nfc(const char *text, size_t len, struct tc_buf *ret);
bool tc_text_is_nfc(const char *text, size_t len);

#endif
