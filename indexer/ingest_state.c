// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest_state.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STATE_MAX = 1 << 30 };

static void put_path(struct tc_buf *out, const char *path)
{
    for (; *path; path++) {
        switch (*path) {
        case '\\':
            tc_buf_str(out, "\\\\");
            break;
        case '\t':
            tc_buf_str(out, "\\t");
            break;
        case '\n':
            tc_buf_str(out, "\\n");
            break;
        default:
            tc_buf_char(out, *path);
        }
    }
}

// In place.
static void read_path(char *path)
{
    char *out = path;
    for (; *path; path++) {
        if (*path == '\\' && path[1]) {
            path++;
            *out++ = *path == 't' ? '\t' : *path == 'n' ? '\n' : *path;
        } else {
            *out++ = *path;
        }
    }
    *out = '\0';
}

static void put_row(struct tc_buf *out, const struct tc_state_row *row)
{
    put_path(out, row->path);
    if (!row->is_gone)
        tc_buf_printf(out, "\t%" PRId64 "\t%" PRIu64 "\t%" PRIu64 "\t%s\t%s\t%" PRIu32, row->mtime_ns, row->size,
                      row->inode, *row->digest ? row->digest : "-", tc_reason_name(row->reason), row->corrections);
    tc_buf_char(out, '\n');
}

static enum tc_reason reason_by_name(const char *name)
{
    for (int r = 0; r < TC_REASON_COUNT; r++) {
        if (!strcmp(name, tc_reason_name((enum tc_reason)r)))
            return (enum tc_reason)r;
    }
    return TC_REASON_UNREADABLE;
}

static struct tc_state_row *row_for(struct tc_state *state, const char *path)
{
    uint32_t at = tc_strmap_id(&state->index, path, strlen(path));
    if (at == state->count) {
        TC_GROW(state->rows, state->count, state->cap);
        state->rows[state->count++] = (struct tc_state_row){.path = tc_xstrdup(path)};
    }
    return &state->rows[at];
}

// A line that makes no sense is forgotten: its file will be read again.
static void read_line(struct tc_state *state, char *line)
{
    state->lines++;
    char *fields = strchr(line, '\t');
    if (fields)
        *fields++ = '\0';
    read_path(line);
    if (!*line)
        return;
    struct tc_state_row *row = row_for(state, line), fresh = {.path = row->path, .is_gone = true};
    char digest[40] = "", reason[32] = "";
    if (fields && sscanf(fields, "%" SCNd64 "\t%" SCNu64 "\t%" SCNu64 "\t%39[^\t]\t%31[^\t]\t%" SCNu32, &fresh.mtime_ns,
                         &fresh.size, &fresh.inode, digest, reason, &fresh.corrections) == 6) {
        fresh.is_gone = false;
        fresh.reason = reason_by_name(reason);
        snprintf(fresh.digest, sizeof fresh.digest, "%.32s", strcmp(digest, "-") ? digest : "");
    }
    *row = fresh;
}

enum tc_status tc_state_load(const char *archive, struct tc_state *ret, struct tc_error *err)
{
    *ret = (struct tc_state){.file = tc_xasprintf("%s/state", archive)};
    tc_auto_buf struct tc_buf data = {0};
    enum tc_status status = tc_file_read(ret->file, STATE_MAX, &data, err);
    if (status == TC_ERR_NOT_FOUND)
        return TC_OK;
    if (status != TC_OK) {
        tc_state_fini(ret);
        return status;
    }
    char *line = data.data, *end;
    // The last line counts only with its line end: it may have been cut short.
    for (; line && (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        read_line(ret, line);
    }
    if (line && *line)
        tc_buf_char(&ret->pending, '\n');
    return TC_OK;
}

void tc_state_fini(struct tc_state *state)
{
    for (size_t i = 0; i < state->count; i++)
        free(state->rows[i].path);
    free(state->rows);
    free(state->file);
    tc_strmap_fini(&state->index);
    tc_buf_fini(&state->pending);
    *state = (struct tc_state){0};
}

struct tc_state_row *tc_state_find(struct tc_state *state, const char *path)
{
    uint32_t at;
    if (!tc_strmap_get(&state->index, path, strlen(path), &at) || state->rows[at].is_gone)
        return NULL;
    return &state->rows[at];
}

void tc_state_set(struct tc_state *state, const struct tc_state_row *row)
{
    struct tc_state_row *to = row_for(state, row->path);
    char *path = to->path;
    *to = *row;
    to->path = path;
    put_row(&state->pending, to);
    state->lines++;
}

void tc_state_remove(struct tc_state *state, const char *path)
{
    struct tc_state_row *row = row_for(state, path);
    row->is_gone = true;
    put_row(&state->pending, row);
    state->lines++;
}

enum tc_status tc_state_flush(struct tc_state *state, struct tc_error *err)
{
    if (!state->pending.len)
        return TC_OK;
    tc_auto_fd int fd = open(state->file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0)
        return tc_fail(err, TC_ERR_IO, "%s: %s", state->file, strerror(errno));
    for (size_t done = 0; done < state->pending.len;) {
        ssize_t n = write(fd, state->pending.data + done, state->pending.len - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return tc_fail(err, TC_ERR_IO, "%s: %s", state->file, strerror(errno));
        done += (size_t)n;
    }
    tc_buf_clear(&state->pending);
    return TC_OK;
}

enum tc_status tc_state_finish(struct tc_state *state, struct tc_error *err)
{
    size_t live = 0;
    for (size_t i = 0; i < state->count; i++)
        live += !state->rows[i].is_gone;
    if (state->lines < 2 * live + 100)
        return tc_state_flush(state, err);
    tc_auto_buf struct tc_buf all = {0};
    for (size_t i = 0; i < state->count; i++) {
        if (!state->rows[i].is_gone)
            put_row(&all, &state->rows[i]);
    }
    enum tc_status status = tc_file_write(state->file, all.data ? all.data : "", all.len, err);
    if (status == TC_OK) {
        tc_buf_clear(&state->pending);
        state->lines = live;
    }
    return status;
}
