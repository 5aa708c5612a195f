// SPDX-License-Identifier: GPL-3.0-or-later
// A form with files, from any bytes: the first line is the content type, the rest the body.
#include "multipart.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *line_end = size ? memchr(data, '\n', size) : NULL;
    size_t head = line_end ? (size_t)(line_end - data) : size, rest = line_end ? size - head - 1 : 0;
    tc_auto_arena struct tc_arena arena = {0};
    char *type = tc_arena_strndup(&arena, (const char *)data, head), boundary[TC_BOUNDARY_MAX + 1];
    // a copy of its own, so that reading beyond it is seen
    char *body = tc_arena_strndup(&arena, "", 0);
    tc_auto_free char *copy = tc_xmalloc(rest + 1);
    struct tc_part parts[TC_PARTS_MAX];
    size_t count = 0, sum = 0;
    if (rest)
        memcpy(body = copy, line_end + 1, rest);
    if (tc_multipart_is(type, boundary) && tc_multipart_read(body, rest, boundary, &arena, parts, &count)) {
        for (size_t i = 0; i < count; i++) {
            if (parts[i].data < body || parts[i].data + parts[i].len > body + rest || !parts[i].name)
                abort();
            if (parts[i].filename && strpbrk(parts[i].filename, "/\\"))
                abort();
            sum += parts[i].len;
        }
        if (sum > rest || !count)
            abort();
    }
    return 0;
}
