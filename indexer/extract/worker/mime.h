// SPDX-License-Identifier: GPL-3.0-or-later
// Heads, parts and encodings of mail (RFC 5322, RFC 2045 to 2047, RFC 2231). What is not well-formed is taken as far as
// it goes.
#ifndef TC_WORKER_MIME_H
#define TC_WORKER_MIME_H

#include "source.h"

struct tc_span {
    const char *at, *end;
};

// Cuts a message or part at its first empty line; what is left of *rest is the body.
struct tc_span tc_mime_split(struct tc_span *rest);
// The value of a header field, folded lines joined. False when there is none; then ret is untouched.
bool tc_mime_field(struct tc_span head, const char *name, char *ret, size_t size);
// A parameter of a field's value, in any of the spellings that mailers use (RFC 2231, encoded words, bare bytes). False
// when there is none.
bool tc_mime_parameter(const char *value, const char *name, struct tc_buf *ret);

// The parts between the boundaries of body, one after the other.
struct tc_mime_parts {
    struct tc_span body;
    char mark[210]; // "--" and the boundary
    const char *at, *start;
};
void tc_mime_parts_init(struct tc_mime_parts *parts, struct tc_span body, const char *boundary);
bool tc_mime_parts_next(struct tc_mime_parts *parts, struct tc_span *ret);

void tc_mime_base64(const char *data, size_t len, struct tc_buf *ret);
void tc_mime_quoted(const char *data, size_t len, struct tc_buf *ret);
// A body by what its head says of its encoding.
void tc_mime_body(struct tc_span head, struct tc_span body, struct tc_buf *ret);
// A header field's value with its encoded words.
void tc_mime_words(const char *value, struct tc_buf *ret);
// The moment that a Date field gives, in seconds of Unix time; 0 when it gives none.
int64_t tc_mime_date(const char *value);

#endif
