// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/decode.h"

#include "base/utf8.h"

#include <string.h>
#include <strings.h>

static const char *const names[TC_CS_COUNT] = {
    [TC_CS_UNKNOWN] = "unknown",
    [TC_CS_UTF8] = "utf-8",
    [TC_CS_UTF16LE] = "utf-16le",
    [TC_CS_UTF16BE] = "utf-16be",
    [TC_CS_CP1258] = "windows-1258",
    [TC_CS_TCVN5712] = "tcvn5712-1",
    [TC_CS_TCVN3] = "tcvn3",
    [TC_CS_TCVN3_CAPS] = "tcvn3-caps",
    [TC_CS_VNI] = "vni",
    [TC_CS_VPS] = "vps",
    [TC_CS_VISCII] = "viscii",
    [TC_CS_CP1252] = "windows-1252",
};

const char *tc_charset_name(enum tc_charset charset)
{
    return (unsigned)charset < TC_CS_COUNT ? names[charset] : names[TC_CS_UNKNOWN];
}

enum tc_charset tc_charset_by_name(const char *name)
{
    static const struct {
        const char *name;
        enum tc_charset charset;
    } others[] = {
        {"utf8", TC_CS_UTF8},
        {"us-ascii", TC_CS_UTF8},
        {"ascii", TC_CS_UTF8},
        {"utf-16", TC_CS_UTF16LE},
        {"cp1258", TC_CS_CP1258},
        {"tcvn", TC_CS_TCVN5712},
        {"tcvn5712", TC_CS_TCVN5712},
        {"tcvn-5712", TC_CS_TCVN5712},
        {"tcvn5712-1:1993", TC_CS_TCVN5712},
        {"abc", TC_CS_TCVN3},
        {"x-viet-tcvn5712", TC_CS_TCVN5712},
        {"x-viet-tcvn", TC_CS_TCVN5712},
        {"x-viet-vni", TC_CS_VNI},
        {"vni-win", TC_CS_VNI},
        {"x-viet-vps", TC_CS_VPS},
        {"csviscii", TC_CS_VISCII},
        {"viscii1.1-1", TC_CS_VISCII},
        {"cp1252", TC_CS_CP1252},
        {"iso-8859-1", TC_CS_CP1252},
        {"latin1", TC_CS_CP1252},
    };
    for (unsigned i = 1; name && i < TC_CS_COUNT; i++) {
        if (!strcasecmp(name, names[i]))
            return (enum tc_charset)i;
    }
    for (size_t i = 0; name && i < TC_LENGTH(others); i++) {
        if (!strcasecmp(name, others[i].name))
            return others[i].charset;
    }
    return TC_CS_UNKNOWN;
}

enum tc_charset tc_charset_of_font(const char *font)
{
    if (!font)
        return TC_CS_UNKNOWN;
    size_t len = strlen(font);
    if (!strncasecmp(font, ".vn", 3))
        return font[len - 1] == 'H' ? TC_CS_TCVN3_CAPS : TC_CS_TCVN3;
    if (!strncasecmp(font, "vni", 3))
        return TC_CS_VNI;
    if (!strncasecmp(font, "vps", 3))
        return TC_CS_VPS;
    return TC_CS_UNKNOWN;
}

void tc_text_decode(const struct tc_decode_in *in, struct tc_buf *ret_text, struct tc_decoded *ret)
{
    struct tc_buf clean = {0};
    size_t mark = 0, start = ret_text->len;
    *ret = (struct tc_decoded){.charset = TC_CS_UTF8, .certainty = 1};
    if (!tc_utf8_is_valid(in->bytes, in->len, NULL))
        ret->certainty = 0.5;
    for (size_t i = 0; i < in->len; i++) {
        while (mark < in->mark_count && in->marks[mark] <= i) {
            tc_text_nfc(clean.data, clean.len, ret_text);
            tc_buf_clear(&clean);
            in->marks[mark++] = ret_text->len - start;
        }
        unsigned char c = (unsigned char)in->bytes[i];
        if (c == '\r') {
            if (i + 1 >= in->len || in->bytes[i + 1] != '\n')
                tc_buf_char(&clean, '\n');
        } else if (c >= ' ' || c == '\n' || c == '\t' || c == '\f') {
            tc_buf_char(&clean, (char)c);
        }
    }
    tc_text_nfc(clean.data, clean.len, ret_text);
    while (mark < in->mark_count)
        in->marks[mark++] = ret_text->len - start;
    tc_buf_fini(&clean);
}
