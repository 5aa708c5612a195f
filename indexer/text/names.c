// SPDX-License-Identifier: GPL-3.0-or-later
// Names of charsets and of the fonts that stand for one.
#include "base/mem.h"
#include "text/decode.h"

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

// Other names that files declare, from IANA's register and from what Vietnamese software writes.
static const struct {
    const char *name;
    enum tc_charset charset;
} others[] = {
    {"utf8", TC_CS_UTF8},
    {"us-ascii", TC_CS_UTF8},
    {"ascii", TC_CS_UTF8},
    {"utf-16", TC_CS_UTF16LE},
    {"ucs-2", TC_CS_UTF16LE},
    {"cp1258", TC_CS_CP1258},
    {"x-cp1258", TC_CS_CP1258},
    {"1258", TC_CS_CP1258},
    {"tcvn", TC_CS_TCVN5712},
    {"tcvn5712", TC_CS_TCVN5712},
    {"tcvn-5712", TC_CS_TCVN5712},
    {"tcvn5712-1:1993", TC_CS_TCVN5712},
    {"x-viet-tcvn5712", TC_CS_TCVN5712},
    {"x-viet-tcvn", TC_CS_TCVN5712},
    {"vn1", TC_CS_TCVN5712},
    {"abc", TC_CS_TCVN3},
    {"vni-win", TC_CS_VNI},
    {"x-viet-vni", TC_CS_VNI},
    {"x-viet-vps", TC_CS_VPS},
    {"csviscii", TC_CS_VISCII},
    {"viscii1.1-1", TC_CS_VISCII},
    {"x-viet-viscii", TC_CS_VISCII},
    {"cp1252", TC_CS_CP1252},
    {"1252", TC_CS_CP1252},
    {"iso-8859-1", TC_CS_CP1252},
    {"latin1", TC_CS_CP1252},
};

const char *tc_charset_name(enum tc_charset charset)
{
    return (unsigned)charset < TC_CS_COUNT ? names[charset] : names[TC_CS_UNKNOWN];
}

enum tc_charset tc_charset_by_name(const char *name)
{
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

// A PDF names a font that holds only the glyphs it needs "ABCDEF+.VnTime"; word processors quote and list them.
static const char *bare_name(const char *font)
{
    while (*font == '"' || *font == '\'' || *font == ' ')
        font++;
    const char *plus = strchr(font, '+');
    return plus && plus - font == 6 ? plus + 1 : font;
}

enum tc_charset tc_charset_of_font(const char *font)
{
    if (!font)
        return TC_CS_UNKNOWN;
    font = bare_name(font);
    size_t len = strcspn(font, ",\"';");
    // styles stand behind the name: ".VnTimeH-Bold", ".VnTimeH Bold"
    size_t stem = strcspn(font, ",\"';- ");
    if (!strncasecmp(font, ".vn", 3) && len > 3)
        return font[stem - 1] == 'H' ? TC_CS_TCVN3_CAPS : TC_CS_TCVN3;
    if (!strncasecmp(font, "vni-", 4) || !strncasecmp(font, "vni ", 4))
        return TC_CS_VNI;
    if (!strncasecmp(font, "vps ", 4) || !strncasecmp(font, "vps-", 4))
        return TC_CS_VPS;
    if (!strncasecmp(font, "viscii", 6))
        return TC_CS_VISCII;
    return TC_CS_UNKNOWN;
}
