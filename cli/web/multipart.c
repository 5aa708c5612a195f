// SPDX-License-Identifier: GPL-3.0-or-later
#include "multipart.h"

#include "base/utf8.h"

#include <string.h>
#include <strings.h>

enum { HEADERS_MAX = 8, HEADER_BYTES_MAX = 2048, NAME_MAX_BYTES = 300 };

struct reader {
    const char *at, *end;
    char delimiter[TC_BOUNDARY_MAX + 5]; // CRLF -- boundary
    size_t delimiter_len;
    struct tc_arena *arena;
};

// --- the content type ---

static bool is_boundary_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("'()+_,-./:=?", c));
}

bool tc_multipart_is(const char *content_type, char *ret_boundary)
{
    static const char type[] = "multipart/form-data", parameter[] = "boundary=";
    size_t len = 0;
    *ret_boundary = '\0';
    if (strncasecmp(content_type, type, strlen(type)) != 0 ||
        (content_type[strlen(type)] && !strchr("; ", content_type[strlen(type)])))
        return false;
    const char *at = strchr(content_type, ';');
    while (at && strncasecmp(at += 1 + strspn(at + 1, " "), parameter, strlen(parameter)) != 0)
        at = strchr(at, ';');
    if (!at)
        return true;
    at += strlen(parameter);
    bool is_quoted = *at == '"';
    at += is_quoted;
    while (len <= TC_BOUNDARY_MAX && is_boundary_char(at[len]))
        len++;
    bool is_ended = is_quoted ? at[len] == '"' : !at[len] || strchr("; ", at[len]);
    if (len && len <= TC_BOUNDARY_MAX && is_ended) {
        memcpy(ret_boundary, at, len);
        ret_boundary[len] = '\0';
    }
    return true;
}

// --- headers of a part ---

// A value in quotes, as browsers write it: a quote inside is %22, line ends are %0D %0A. Only its last component
// counts.
static const char *read_name(struct reader *r, const char *s, size_t len, bool is_path, size_t *ret_used)
{
    const char *end = len && *s == '"' ? memchr(s + 1, '"', len - 1) : NULL;
    if (!end || end - s - 1 > NAME_MAX_BYTES)
        return NULL;
    const char *first = s + 1;
    *ret_used = (size_t)(end - s) + 1;
    if (!tc_utf8_is_valid(first, (size_t)(end - first), NULL))
        return NULL;
    for (const char *c = first; c < end; c++) {
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            return NULL;
    }
    for (const char *c = first; is_path && c < end; c++) {
        if (*c == '/' || *c == '\\')
            first = c + 1;
    }
    return tc_arena_strndup(r->arena, first, (size_t)(end - first));
}

// form-data; name="…"; filename="…"
static bool read_disposition(struct reader *r, const char *s, size_t len, struct tc_part *part)
{
    static const char kind[] = "form-data";
    if (len < strlen(kind) || strncasecmp(s, kind, strlen(kind)) != 0)
        return false;
    s += strlen(kind);
    len -= strlen(kind);
    while (len) {
        static const struct {
            const char *name;
            bool is_file;
        } known[] = {{"name=", false}, {"filename=", true}};
        size_t used = 0, i = 0;
        if (len < 2 || *s != ';')
            return false;
        s++;
        len--;
        for (; len && *s == ' '; len--)
            s++;
        while (i < TC_LENGTH(known) &&
               (len < strlen(known[i].name) || strncasecmp(s, known[i].name, strlen(known[i].name)) != 0))
            i++;
        if (i == TC_LENGTH(known))
            return false;
        s += strlen(known[i].name);
        len -= strlen(known[i].name);
        const char *value = read_name(r, s, len, known[i].is_file, &used),
                   **place = known[i].is_file ? &part->filename : &part->name;
        if (!value || *place)
            return false;
        *place = value;
        s += used;
        len -= used;
    }
    return part->name != NULL;
}

// Up to and with the empty line.
static bool read_headers(struct reader *r, struct tc_part *part)
{
    static const char disposition[] = "Content-Disposition:";
    for (size_t count = 0; count <= HEADERS_MAX; count++) {
        size_t left = (size_t)(r->end - r->at), look = left < HEADER_BYTES_MAX ? left : HEADER_BYTES_MAX;
        const char *line = r->at, *stop = memmem(line, look, "\r\n", 2);
        if (!stop)
            return false;
        size_t len = (size_t)(stop - line);
        r->at = stop + 2;
        if (!len)
            return part->name != NULL;
        if (memchr(line, '\0', len) || !memchr(line, ':', len))
            return false;
        if (len > strlen(disposition) && strncasecmp(line, disposition, strlen(disposition)) == 0) {
            size_t skip = strlen(disposition) + strspn(line + strlen(disposition), " ");
            if (part->name || !read_disposition(r, line + skip, len - skip, part))
                return false;
        }
    }
    return false;
}

// The next delimiter that is one: what follows it is a line end or the end of all.
static const char *find_delimiter(const struct reader *r, bool *ret_is_last)
{
    for (const char *at = r->at;; at++) {
        at = memmem(at, (size_t)(r->end - at), r->delimiter, r->delimiter_len);
        if (!at)
            return NULL;
        const char *behind = at + r->delimiter_len;
        if (r->end - behind < 2)
            return NULL;
        *ret_is_last = behind[0] == '-' && behind[1] == '-';
        if (*ret_is_last || (behind[0] == '\r' && behind[1] == '\n'))
            return at;
    }
}

bool tc_multipart_read(const char *body, size_t len, const char *boundary, struct tc_arena *arena,
                       struct tc_part ret[TC_PARTS_MAX], size_t *ret_count)
{
    struct reader r = {.at = body, .end = body + len, .arena = arena};
    size_t count = 0, boundary_len = strlen(boundary);
    bool is_last = false;
    if (!boundary_len || boundary_len > TC_BOUNDARY_MAX)
        return false;
    memcpy(r.delimiter, "\r\n--", 4);
    memcpy(r.delimiter + 4, boundary, boundary_len);
    r.delimiter_len = boundary_len + 4;
    // the first delimiter has no line end before it, and nothing else
    if (len < r.delimiter_len || memcmp(body, r.delimiter + 2, r.delimiter_len - 2) != 0 ||
        memcmp(body + r.delimiter_len - 2, "\r\n", 2) != 0)
        return false;
    r.at = body + r.delimiter_len;
    while (!is_last) {
        struct tc_part part = {0};
        if (count == TC_PARTS_MAX || !read_headers(&r, &part))
            return false;
        r.at -= 2; // an empty part has its delimiter right behind the empty line
        const char *stop = find_delimiter(&r, &is_last);
        if (!stop)
            return false;
        part.data = stop < r.at + 2 ? stop : r.at + 2;
        part.len = (size_t)(stop - part.data);
        ret[count++] = part;
        r.at = stop + r.delimiter_len + 2;
    }
    if (r.at != r.end && !(r.end - r.at == 2 && memcmp(r.at, "\r\n", 2) == 0))
        return false;
    *ret_count = count;
    return true;
}
