// SPDX-License-Identifier: GPL-3.0-or-later
#include "wordrun.h"

#include <stdlib.h>

static int ascending(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

enum tc_status tc_runs_read(const struct tc_reader *reader, tc_docid doc, uint64_t **ret, size_t *ret_count,
                            struct tc_error *err)
{
    struct tc_stream stream;
    enum tc_status status = tc_reader_stream(reader, doc, &stream, err);
    if (status != TC_OK)
        return status;
    uint64_t *runs = tc_xcalloc((size_t)stream.tokens + 1, sizeof *runs), run = 0;
    size_t words = 0, count = 0, kept = 0;
    for (const unsigned char *p = stream.data; p < stream.end && words < stream.tokens; words++) {
        run = tc_run_push(run, tc_stream_next(&stream, &p));
        if (words + 1 >= TC_RUN_THREE)
            runs[count++] = tc_run_last(run, TC_RUN_THREE);
    }
    qsort(runs, count, sizeof *runs, ascending);
    for (size_t i = 0; i < count; i++)
        if (!kept || runs[kept - 1] != runs[i])
            runs[kept++] = runs[i];
    *ret = runs;
    *ret_count = kept;
    return TC_OK;
}

double tc_runs_alike(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count)
{
    size_t common = 0;
    for (size_t i = 0, j = 0; i < a_count && j < b_count;) {
        common += a[i] == b[j];
        uint64_t x = a[i], y = b[j];
        i += x <= y;
        j += y <= x;
    }
    return a_count + b_count ? 2.0 * (double)common / (double)(a_count + b_count) : 0;
}

size_t tc_sketch(const struct tc_stream *stream, uint64_t ret[TC_SKETCH])
{
    enum { WANTED = TC_SKETCH + TC_SKETCH / 2, ROOM = WANTED * 4 };
    // the smallest are among those under a bound that the length gives
    uint64_t bound = stream->tokens > WANTED ? UINT64_MAX / stream->tokens * WANTED : UINT64_MAX, run = 0;
    uint64_t found[ROOM];
    size_t words = 0, count = 0, kept = 0;
    if (stream->tokens < TC_SKETCH_WORDS)
        return 0;
    for (const unsigned char *p = stream->data; p < stream->end && count < ROOM; words++) {
        run = tc_run_push(run, tc_stream_next(stream, &p));
        uint64_t hash = tc_run_hash(tc_run_last(run, TC_RUN_THREE));
        if (words + 1 >= TC_RUN_THREE && hash <= bound)
            found[count++] = hash;
    }
    qsort(found, count, sizeof *found, ascending);
    for (size_t i = 0; i < count && kept < TC_SKETCH; i++)
        if (!kept || ret[kept - 1] != found[i])
            ret[kept++] = found[i];
    return kept;
}

double tc_sketch_alike(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count)
{
    size_t common = 0, all = 0;
    for (size_t i = 0, j = 0; i < a_count && j < b_count && all < TC_SKETCH; all++) {
        uint64_t x = a[i], y = b[j];
        common += x == y;
        i += x <= y;
        j += y <= x;
    }
    return all ? (double)common / (double)all : 0;
}
