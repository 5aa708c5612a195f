// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

struct tc_span tc_mime_split(struct tc_span *rest)
{
    struct tc_span head = *rest;
    for (const char *p = rest->at; p < rest->end; p++) {
        if (*p != '\n')
            continue;
        const char *next = p + 1;
        if (next < rest->end && *next == '\r')
            next++;
        if (next < rest->end && *next == '\n') {
            head.end = p + 1;
            rest->at = next + 1;
            return head;
        }
    }
    rest->at = rest->end;
    return head;
}

bool tc_mime_field(struct tc_span head, const char *name, char *ret, size_t size)
{
    size_t n = strlen(name), k = 0;
    const char *p = head.at;
    while (p < head.end) {
        const char *line_end = memchr(p, '\n', (size_t)(head.end - p));
        line_end = line_end ? line_end : head.end;
        if ((size_t)(line_end - p) > n && !strncasecmp(p, name, n) && p[n] == ':') {
            p += n + 1;
            for (;;) {
                for (; p < line_end && k + 1 < size; p++)
                    if (*p != '\r' && (k > 0 || (*p != ' ' && *p != '\t')))
                        ret[k++] = *p;
                p = line_end < head.end ? line_end + 1 : head.end;
                if (p >= head.end || (*p != ' ' && *p != '\t'))
                    break;
                line_end = memchr(p, '\n', (size_t)(head.end - p));
                line_end = line_end ? line_end : head.end;
            }
            ret[k] = '\0';
            return true;
        }
        p = line_end < head.end ? line_end + 1 : head.end;
    }
    return false;
}

// ---- transfer encodings

static int base64_value(char c)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(letters, c) : NULL;
    return at ? (int)(at - letters) : -1;
}

void tc_mime_base64(const char *data, size_t len, struct tc_buf *ret)
{
    uint32_t bits = 0;
    int have = 0;
    for (size_t i = 0; i < len && data[i] != '='; i++) {
        int value = base64_value(data[i]);
        if (value < 0)
            continue;
        bits = (bits << 6 | (uint32_t)value) & 0xFFFFFF;
        have += 6;
        if (have >= 8) {
            have -= 8;
            tc_buf_char(ret, (char)(bits >> have));
        }
    }
}

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : isxdigit((unsigned char)c) ? (c | 32) - 'a' + 10 : -1;
}

void tc_mime_quoted(const char *data, size_t len, struct tc_buf *ret)
{
    for (size_t i = 0; i < len; i++) {
        if (data[i] != '=') {
            tc_buf_char(ret, data[i]);
        } else if (i + 2 < len && hex(data[i + 1]) >= 0 && hex(data[i + 2]) >= 0) {
            tc_buf_char(ret, (char)((unsigned)hex(data[i + 1]) << 4 | (unsigned)hex(data[i + 2])));
            i += 2;
        } else { // a line that goes on
            while (i + 1 < len && (data[i + 1] == ' ' || data[i + 1] == '\t' || data[i + 1] == '\r'))
                i++;
            if (i + 1 < len && data[i + 1] == '\n')
                i++;
        }
    }
}

void tc_mime_body(struct tc_span head, struct tc_span body, struct tc_buf *ret)
{
    char encoding[64] = "";
    size_t len = (size_t)(body.end - body.at);
    (void)tc_mime_field(head, "Content-Transfer-Encoding", encoding, sizeof encoding);
    if (strcasestr(encoding, "base64"))
        tc_mime_base64(body.at, len, ret);
    else if (strcasestr(encoding, "quoted-printable"))
        tc_mime_quoted(body.at, len, ret);
    else
        tc_buf_add(ret, body.at, len);
}

// "=?utf-8?B?…?=" in header fields; other charsets are kept as their bytes when they are UTF-8.
void tc_mime_words(const char *value, struct tc_buf *ret)
{
    for (const char *p = value; *p; p++) {
        const char *charset_end = p[0] == '=' && p[1] == '?' ? strchr(p + 2, '?') : NULL;
        const char *data = charset_end && charset_end[1] && charset_end[2] == '?' ? charset_end + 3 : NULL;
        const char *end = data ? strstr(data, "?=") : NULL;
        if (!end) {
            tc_buf_char(ret, *p);
            continue;
        }
        if ((charset_end[1] | 32) == 'b') {
            tc_mime_base64(data, (size_t)(end - data), ret);
        } else {
            tc_auto_buf struct tc_buf text = {0};
            tc_mime_quoted(data, (size_t)(end - data), &text);
            for (size_t i = 0; i < text.len; i++)
                tc_buf_char(ret, text.data[i] == '_' ? ' ' : text.data[i]);
        }
        p = end + 1;
        // blanks between two encoded words do not count
        const char *next = p + 1;
        while (*next == ' ' || *next == '\t')
            next++;
        if (next[0] == '=' && next[1] == '?')
            p = next - 1;
    }
}

// ---- parameters

// %XX, as RFC 2231 writes values; the charset before them is let go: the bytes are judged later.
static void put_percent(const char *data, size_t len, struct tc_buf *ret)
{
    for (size_t i = 0; i < len; i++) {
        bool is_code = data[i] == '%' && i + 2 < len && hex(data[i + 1]) >= 0 && hex(data[i + 2]) >= 0;
        tc_buf_char(ret, is_code ? (char)((unsigned)hex(data[i + 1]) << 4 | (unsigned)hex(data[i + 2])) : data[i]);
        i += is_code ? 2 : 0;
    }
}

// The bare value of a parameter of exactly that name: what stands behind "=", without quotes.
static bool find_parameter(const char *value, const char *name, struct tc_buf *ret)
{
    size_t n = strlen(name);
    for (const char *p = value; (p = strcasestr(p, name)); p += n) {
        if (p > value && !strchr("; \t", p[-1]))
            continue;
        const char *q = p + n;
        while (*q == ' ')
            q++;
        if (*q++ != '=')
            continue;
        while (*q == ' ')
            q++;
        bool is_quoted = *q == '"';
        for (q += is_quoted; *q && (is_quoted ? *q != '"' : !strchr("; \t", *q)); q++) {
            if (is_quoted && *q == '\\' && q[1])
                q++;
            tc_buf_char(ret, *q);
        }
        return ret->len > 0;
    }
    return false;
}

// name*0, name*1* …: a value in several pieces; *encoded* ones have a charset before their first.
static bool find_pieces(const char *value, const char *name, struct tc_buf *ret)
{
    enum { PIECES_MAX = 50 };
    for (int i = 0; i < PIECES_MAX; i++) {
        tc_auto_buf struct tc_buf piece = {0};
        tc_auto_free char *plain = tc_xasprintf("%s*%d", name, i);
        tc_auto_free char *coded = tc_xasprintf("%s*%d*", name, i);
        if (find_parameter(value, plain, &piece)) {
            tc_buf_add(ret, piece.data, piece.len);
        } else if (find_parameter(value, coded, &piece)) {
            const char *second = i == 0 && strchr(piece.data, '\'') ? strchr(strchr(piece.data, '\'') + 1, '\'') : NULL;
            const char *from = second ? second + 1 : piece.data;
            put_percent(from, piece.len - (size_t)(from - piece.data), ret);
        } else {
            break;
        }
    }
    return ret->len > 0;
}

bool tc_mime_parameter(const char *value, const char *name, struct tc_buf *ret)
{
    tc_auto_buf struct tc_buf raw = {0};
    tc_auto_free char *starred = tc_xasprintf("%s*", name);
    if (find_parameter(value, starred, &raw)) {
        const char *first = strchr(raw.data, '\''), *second = first ? strchr(first + 1, '\'') : NULL;
        const char *from = second ? second + 1 : raw.data;
        put_percent(from, raw.len - (size_t)(from - raw.data), ret);
    } else if (find_pieces(value, name, &raw)) {
        tc_mime_words(raw.data, ret);
    } else if (find_parameter(value, name, &raw)) {
        tc_mime_words(raw.data, ret);
    }
    return ret->len > 0;
}

// ---- parts

void tc_mime_parts_init(struct tc_mime_parts *parts, struct tc_span body, const char *boundary)
{
    *parts = (struct tc_mime_parts){.body = body, .at = body.at};
    (void)snprintf(parts->mark, sizeof parts->mark, "--%s", boundary);
}

bool tc_mime_parts_next(struct tc_mime_parts *parts, struct tc_span *ret)
{
    size_t n = strlen(parts->mark);
    const char *end = parts->body.end;
    while (parts->at && parts->at < end) {
        const char *at = memmem(parts->at, (size_t)(end - parts->at), parts->mark, n);
        if (at && at != parts->body.at && at[-1] != '\n') {
            parts->at = at + n;
            continue;
        }
        const char *start = parts->start;
        const char *line_end = at ? memchr(at, '\n', (size_t)(end - at)) : NULL;
        bool is_last = !at || (at + n + 1 < end && at[n] == '-' && at[n + 1] == '-');
        parts->at = is_last ? NULL : line_end ? line_end + 1 : end;
        parts->start = parts->at;
        if (start) {
            *ret = (struct tc_span){start, at ? at : end};
            return true;
        }
    }
    return false;
}

// ---- dates

int64_t tc_mime_date(const char *value)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int day, year, hour, minute, second = 0, zone = 0;
    char month[4] = "", sign = '+';
    const char *p = strchr(value, ',');
    p = p ? p + 1 : value;
    if (sscanf(p, " %d %3s %d %d:%d:%d %c%d", &day, month, &year, &hour, &minute, &second, &sign, &zone) < 5)
        return 0;
    const char *found = strlen(month) == 3 ? strcasestr(months, month) : NULL;
    if (!found || (found - months) % 3 || year < 0 || year > 9999 || zone < 0 || zone > 2400)
        return 0;
    struct tm moment = {.tm_mday = day,
                        .tm_mon = (int)(found - months) / 3,
                        .tm_year = (year < 50     ? year + 2000
                                    : year < 1000 ? year + 1900
                                                  : year) -
                                   1900,
                        .tm_hour = hour,
                        .tm_min = minute,
                        .tm_sec = second};
    int64_t offset = (zone / 100 * 60 + zone % 100) * 60;
    return (int64_t)timegm(&moment) - (sign == '-' ? -offset : offset);
}
