// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 (FIPS 180-4, by libnettle) and the id of a document.
#ifndef TC_BASE_SHA256_H
#define TC_BASE_SHA256_H

#include <stdbool.h>
#include <stddef.h>

// 64 lower-case hex digits and a NUL.
void tc_sha256_hex(const void *data, size_t len, char ret[65]);
// The same of everything behind the start of an open file; false when it cannot be read.
bool tc_sha256_fd(int fd, char ret[65]);
// The id of a document: the first 16 hex digits of the SHA-256 of its path (ROOT/relative/path, members with "!/"), and
// a NUL. It follows from the path alone, so that indexing again, or moving a root, keeps it.
void tc_document_id(const char *path, char ret[17]);

#endif
