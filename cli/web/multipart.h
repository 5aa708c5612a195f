// SPDX-License-Identifier: GPL-3.0-or-later
// Forms with files: multipart/form-data (RFC 7578 over RFC 2046). Strict: what browsers send is read, anything else is
// refused whole rather than guessed at.
#ifndef TC_WEB_MULTIPART_H
#define TC_WEB_MULTIPART_H

#include "base/mem.h"

#include <stdbool.h>

enum { TC_BOUNDARY_MAX = 70, TC_PARTS_MAX = 16 }; // bytes (RFC 2046, 5.1.1); fields of a form

struct tc_part {
    const char *name;     // of the field; valid UTF-8 without control characters
    const char *filename; // its last component, likewise; NULL: no file, "": a file field left empty
    const char *data;     // in the body, not NUL-terminated
    size_t len;
};
// Is this the content type of such a form? ret_boundary: TC_BOUNDARY_MAX + 1 bytes, "" when it has none that is
// allowed.
bool tc_multipart_is(const char *content_type, char *ret_boundary);
// The parts of a body, at most TC_PARTS_MAX; names lie in arena, data in body. False for anything that is not a whole
// well-formed form.
bool tc_multipart_read(const char *body, size_t len, const char *boundary, struct tc_arena *arena,
                       struct tc_part ret[TC_PARTS_MAX], size_t *ret_count);

#endif
