// SPDX-License-Identifier: GPL-3.0-or-later
#include "extract/member_name.h"

#include "base/sha256.h"
#include "base/utf8.h"
#include "text/decode.h"
#include "text/syllable.h"

#include <ctype.h>
#include <string.h>

enum { NAME_MAX_BYTES = 1000 };

// Code page 437 from 128 on (Unicode Consortium, CP437.TXT).
static const uint16_t dos[128] = {
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF, 0x00EE,
    0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9, 0x00FF, 0x00D6,
    0x00DC, 0x00A2, 0x00A3, 0x00A5, 0x20A7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA, 0x00F1, 0x00D1, 0x00AA,
    0x00BA, 0x00BF, 0x2310, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB, 0x2591, 0x2592, 0x2593, 0x2502,
    0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557, 0x255D, 0x255C, 0x255B, 0x2510, 0x2514,
    0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F, 0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550,
    0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559, 0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518, 0x250C,
    0x2588, 0x2584, 0x258C, 0x2590, 0x2580, 0x03B1, 0x00DF, 0x0393, 0x03C0, 0x03A3, 0x03C3, 0x00B5, 0x03C4,
    0x03A6, 0x0398, 0x03A9, 0x03B4, 0x221E, 0x03C6, 0x03B5, 0x2229, 0x2261, 0x00B1, 0x2265, 0x2264, 0x2320,
    0x2321, 0x00F7, 0x2248, 0x00B0, 0x2219, 0x00B7, 0x221A, 0x207F, 0x00B2, 0x25A0, 0x00A0,
};

static void from_dos(const char *bytes, size_t len, struct tc_buf *ret)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)bytes[i];
        char utf8[4];
        tc_buf_add(ret, utf8, tc_utf8_put(c < 128 ? c : dos[c - 128], utf8));
    }
}

// The reading with the larger share of Vietnamese syllables; DOS where neither is better.
static void decode(const char *bytes, size_t len, struct tc_buf *ret)
{
    if (tc_utf8_is_valid(bytes, len, NULL)) {
        tc_buf_add(ret, bytes, len);
        return;
    }
    tc_auto_buf struct tc_buf judged = {0}, old = {0};
    struct tc_decoded how;
    tc_text_decode(&(struct tc_decode_in){.bytes = bytes, .len = len}, &judged, &how);
    from_dos(bytes, len, &old);
    bool is_better =
        judged.len && tc_syllable_share(judged.data, judged.len, NULL) > tc_syllable_share(old.data, old.len, NULL);
    const struct tc_buf *best = is_better ? &judged : &old;
    tc_buf_add(ret, best->data, best->len);
}

// One component without what no path may hold.
static void put_component(const char *at, size_t len, bool is_last, struct tc_buf *ret)
{
    for (size_t pos = 0; pos < len;) {
        size_t from = pos;
        uint32_t c = tc_utf8_next(at, len, &pos);
        // controls, and marks that turn the direction of what stands behind them
        bool is_odd =
            c < ' ' || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        if (is_odd)
            tc_buf_char(ret, '_');
        else
            tc_buf_add(ret, at + from, pos - from);
    }
    if (!is_last && ret->len && ret->data[ret->len - 1] == '!')
        tc_buf_char(ret, '_');
}

char *tc_member_name(const char *bytes, size_t len)
{
    tc_auto_buf struct tc_buf text = {0};
    struct tc_buf out = {0};
    decode(bytes, len, &text);
    char *p = text.data ? text.data : (char[]){""};
    for (char *c = p; *c; c++)
        if (*c == '\\')
            *c = '/';
    if (isalpha((unsigned char)p[0]) && p[1] == ':' && p[2] == '/')
        p += 2;
    while (*p) {
        size_t n = strcspn(p, "/");
        bool is_last = p[n + strspn(p + n, "/")] == '\0';
        bool is_nothing = n == 0 || (n == 1 && p[0] == '.') || (n == 2 && p[0] == '.' && p[1] == '.');
        if (!is_nothing) {
            if (out.len)
                tc_buf_char(&out, '/');
            put_component(p, n, is_last, &out);
        }
        p += n + (p[n] == '/');
    }
    if (!out.len)
        tc_buf_str(&out, "_");
    if (out.len > NAME_MAX_BYTES) {
        char id[17];
        tc_document_id(out.data, id);
        size_t end = NAME_MAX_BYTES;
        while (!tc_utf8_is_boundary(out.data, out.len, end))
            end--;
        out.len = end;
        tc_buf_printf(&out, "~%.8s", id);
    }
    return tc_buf_take(&out);
}

char *tc_member_bare_name(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
    size_t len = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    if (dot && dot > name && !strcmp(dot, ".tgz")) // a packed archive that is not one inside
        return tc_xasprintf("%.*s.tar", (int)len, name);
    return tc_member_name(name, len);
}
