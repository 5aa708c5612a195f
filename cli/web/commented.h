// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of an upload with the findings as comments, made by tracuu-annotate: the front end itself takes no package
// apart.
#ifndef TC_WEB_COMMENTED_H
#define TC_WEB_COMMENTED_H

#include "render.h"

#include "text/document.h"

// original: the bytes of a .docx or .odt, draft: what was read of it, findings: array of the shape `check`. The copy is
// appended to ret. TC_ERR_INPUT: it cannot be commented; TC_ERR_IO, TC_ERR_LIMIT: no answer, or none in time.
enum tc_status tc_commented_copy(const char *original, size_t len, const struct tc_document *draft,
                                 const json_t *findings, enum tc_lang lang, struct tc_buf *ret, struct tc_error *err);
// A file in memory with these bytes, read from its beginning; -1 when it cannot be had. Nothing is left of it when it
// is closed.
int tc_memory_file(const char *data, size_t len);

#endif
