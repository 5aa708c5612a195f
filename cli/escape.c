// SPDX-License-Identifier: GPL-3.0-or-later
#include "escape.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

static void add_code_point(uint32_t c, struct tc_buf *ret)
{
    char bytes[4];
    tc_buf_add(ret, bytes, tc_utf8_put(c, bytes));
}

// C0 without tab and line end, DEL and C1: nothing that a text has a use for.
static bool is_control(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0);
}

// Marks and overrides of the bidirectional algorithm: "fdp.exe" must not read "exe.pdf".
static bool turns_direction(uint32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static const char *html_entity(uint32_t c, bool in_attribute)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    default:
        break;
    }
    if (!in_attribute)
        return NULL;
    switch (c) {
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\n':
        return "&#10;";
    case '\t':
        return "&#9;";
    default:
        return NULL;
    }
}

static void escape_markup(const char *s, size_t len, bool in_attribute, struct tc_buf *ret)
{
    for (size_t pos = 0; pos < len;) {
        uint32_t c = tc_utf8_next(s, len, &pos);
        const char *entity = html_entity(c, in_attribute);
        if (entity)
            tc_buf_str(ret, entity);
        else
            add_code_point(is_control(c) ? 0xFFFD : c, ret);
    }
}

void tc_esc_html(const char *s, size_t len, struct tc_buf *ret)
{
    escape_markup(s, len, false, ret);
}

void tc_esc_attr(const char *s, size_t len, struct tc_buf *ret)
{
    escape_markup(s, len, true, ret);
}

static bool is_unreserved(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-._~", c));
}

static void escape_url(const char *s, size_t len, const char *kept, struct tc_buf *ret)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (is_unreserved(c) || (c != '\0' && strchr(kept, c))) {
            tc_buf_char(ret, (char)c);
        } else {
            char bytes[3] = {'%', digits[c >> 4], digits[c & 15]};
            tc_buf_add(ret, bytes, sizeof bytes);
        }
    }
}

void tc_esc_urlarg(const char *s, size_t len, struct tc_buf *ret)
{
    escape_url(s, len, "", ret);
}

void tc_esc_urlpath(const char *s, size_t len, struct tc_buf *ret)
{
    escape_url(s, len, "/:@", ret);
}

void tc_esc_json(const char *s, size_t len, struct tc_buf *ret)
{
    for (size_t pos = 0; pos < len;) {
        uint32_t c = tc_utf8_next(s, len, &pos);
        if (c == '"' || c == '\\')
            tc_buf_printf(ret, "\\%c", (char)c);
        else if (c == '\n')
            tc_buf_str(ret, "\\n");
        else if (c == '\t')
            tc_buf_str(ret, "\\t");
        else if (c < 0x20 || c == 0x7F || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029)
            tc_buf_printf(ret, "\\u%04x", (unsigned)c);
        else
            add_code_point(c, ret);
    }
}

void tc_esc_csv(const char *s, size_t len, struct tc_buf *ret)
{
    bool is_formula = len && s[0] != '\0' && strchr("=+-@\t\r", s[0]);
    bool is_quoted = false;
    for (size_t i = 0; i < len && !is_quoted; i++)
        is_quoted = s[i] != '\0' && strchr("\",\r\n", s[i]);
    if (is_quoted)
        tc_buf_char(ret, '"');
    if (is_formula)
        tc_buf_char(ret, '\'');
    for (size_t pos = 0; pos < len;) {
        uint32_t c = tc_utf8_next(s, len, &pos);
        if (c == '"')
            tc_buf_char(ret, '"');
        add_code_point(is_control(c) && c != '\r' ? 0xFFFD : c, ret);
    }
    if (is_quoted)
        tc_buf_char(ret, '"');
}

static void escape_terminal(const char *s, size_t len, bool keeps_lines, struct tc_buf *ret)
{
    for (size_t pos = 0; pos < len;) {
        uint32_t c = tc_utf8_next(s, len, &pos);
        if (!keeps_lines && (c == '\n' || c == '\t'))
            tc_buf_char(ret, ' ');
        else
            add_code_point(is_control(c) || turns_direction(c) ? 0xFFFD : c, ret);
    }
}

void tc_esc_tty(const char *s, size_t len, struct tc_buf *ret)
{
    escape_terminal(s, len, false, ret);
}

void tc_esc_tty_text(const char *s, size_t len, struct tc_buf *ret)
{
    escape_terminal(s, len, true, ret);
}
