// SPDX-License-Identifier: GPL-3.0-or-later
// .mht (RFC 2557) and plain mails (RFC 5322): the parts are found by their boundaries, decoded, and the first page, or
// else the first text, is read as such a file is. Attachments are not read here.
#include "mht.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DEPTH_MAX = 8, PARTS_MAX = 1000 };

struct span {
    const char *at, *end;
};

// The value of a header field, folded lines joined. False when there is none. The head ends with an empty line.
static bool field_of(struct span head, const char *name, char *ret, size_t size)
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
                    if (*p != '\r')
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

static bool parameter_of(const char *value, const char *name, char *ret, size_t size)
{
    size_t n = strlen(name), k = 0;
    for (const char *p = value; (p = strcasestr(p, name)); p += n) {
        if (p > value && !strchr("; \t", p[-1]))
            continue;
        const char *q = p + n;
        while (*q == ' ')
            q++;
        if (*q++ != '=')
            continue;
        bool is_quoted = *q == '"';
        q += is_quoted;
        while (*q && k + 1 < size && (is_quoted ? *q != '"' : !strchr("; \t", *q)))
            ret[k++] = *q++;
        ret[k] = '\0';
        return k > 0;
    }
    return false;
}

// Cuts a message or part at its first empty line.
static struct span split_head(struct span *rest)
{
    struct span head = *rest;
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

// ---- parts

struct found {
    struct tc_buf html, text;
    bool has_html, has_text;
    unsigned parts;
};

static void take_part(struct found *f, struct span head, struct span body, const char *type)
{
    char encoding[64] = "";
    (void)field_of(head, "Content-Transfer-Encoding", encoding, sizeof encoding);
    bool is_html = strcasestr(type, "text/html") || strcasestr(type, "application/xhtml");
    if (is_html ? f->has_html : f->has_text || strcasestr(type, "text/plain") == NULL)
        return;
    char disposition[64] = "";
    if (field_of(head, "Content-Disposition", disposition, sizeof disposition) && strcasestr(disposition, "attachment"))
        return;
    struct tc_buf *into = is_html ? &f->html : &f->text;
    *(is_html ? &f->has_html : &f->has_text) = true;
    size_t len = (size_t)(body.end - body.at);
    if (strcasestr(encoding, "base64"))
        tc_mime_base64(body.at, len, into);
    else if (strcasestr(encoding, "quoted-printable"))
        tc_mime_quoted(body.at, len, into);
    else
        tc_buf_add(into, body.at, len);
}

static void read_entity(struct found *f, struct span all, unsigned depth);

static void read_parts(struct found *f, struct span body, const char *boundary, unsigned depth)
{
    char mark[210];
    int n = snprintf(mark, sizeof mark, "--%s", boundary);
    const char *start = NULL;
    for (const char *p = body.at; p < body.end && f->parts < PARTS_MAX;) {
        const char *at = memmem(p, (size_t)(body.end - p), mark, (size_t)n);
        bool is_line = at && (at == body.at || at[-1] == '\n');
        if (at && !is_line) {
            p = at + n;
            continue;
        }
        if (start) {
            f->parts++;
            read_entity(f, (struct span){start, at ? at : body.end}, depth + 1);
        }
        if (!at || (at + n + 1 < body.end && at[n] == '-' && at[n + 1] == '-'))
            return;
        const char *line_end = memchr(at, '\n', (size_t)(body.end - at));
        p = start = line_end ? line_end + 1 : body.end;
    }
}

static void read_entity(struct found *f, struct span all, unsigned depth)
{
    struct span head = split_head(&all);
    char type[1024] = "text/plain", boundary[200];
    (void)field_of(head, "Content-Type", type, sizeof type);
    if (strcasestr(type, "multipart/") && parameter_of(type, "boundary", boundary, sizeof boundary)) {
        if (depth < DEPTH_MAX)
            read_parts(f, all, boundary, depth);
    } else {
        take_part(f, head, all, type);
    }
}

static void put_fields(struct tc_flow *flow, struct span head)
{
    static const struct {
        const char *header, *field;
    } names[] = {
        {"Subject", "title"}, {"From", "author"}, {"Date", "created"}, {"Snapshot-Content-Location", "source"}};
    for (size_t i = 0; i < TC_LENGTH(names); i++) {
        char value[2048];
        tc_auto_buf struct tc_buf text = {0};
        if (!field_of(head, names[i].header, value, sizeof value))
            continue;
        tc_mime_words(value, &text);
        if (text.len)
            tc_flow_field(flow, names[i].field, text.data, text.len);
    }
}

enum tc_reason tc_read_mht(const struct tc_source *source, struct tc_flow *flow)
{
    struct span all = {source->data, source->data + source->len};
    while (all.at < all.end && isspace((unsigned char)*all.at))
        all.at++;
    struct span rest = all, head = split_head(&rest);
    struct found f = {0};
    read_entity(&f, all, 0);
    put_fields(flow, head);
    struct tc_buf *body = f.has_html && f.html.len ? &f.html : &f.text;
    struct tc_source inner = {.data = body->data ? body->data : "", .len = body->len};
    enum tc_reason reason = !body->len        ? TC_REASON_NO_TEXT
                            : body == &f.html ? tc_read_html(&inner, flow)
                                              : tc_read_text(&inner, flow);
    tc_buf_fini(&f.html);
    tc_buf_fini(&f.text);
    return reason;
}
