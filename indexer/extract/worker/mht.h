// SPDX-License-Identifier: GPL-3.0-or-later
// Encodings of mail (RFC 2045, RFC 2047). What is not well-formed is taken as far as it goes.
#ifndef TC_WORKER_MHT_H
#define TC_WORKER_MHT_H

#include "source.h"

void tc_mime_base64(const char *data, size_t len, struct tc_buf *ret);
void tc_mime_quoted(const char *data, size_t len, struct tc_buf *ret);
// A header field's value with its encoded words.
void tc_mime_words(const char *value, struct tc_buf *ret);

#endif
