// SPDX-License-Identifier: GPL-3.0-or-later
// What each file was like when it was last read: ARCHIVE/state, lines of path, mtime (ns), size, inode, SHA-256 (its
// first 32 digits), reason ("none" when it is in the archive) and a hash of the corrections that lay over it, separated
// by tabs; in the path \ \t \n are written \\ \t \n. A later line for a path wins; a path alone is a file that is gone.
// Lines are added only after the documents they speak of were committed: a crash leads to reading some files twice, not
// to missing any.
#ifndef TC_INGEST_STATE_H
#define TC_INGEST_STATE_H

#include "base/status.h"
#include "base/strmap.h"
#include "extract/extract.h"

struct tc_state_row {
    char *path; // ROOT/relative
    int64_t mtime_ns;
    uint64_t size, inode;
    char digest[33];
    enum tc_reason reason;
    uint32_t corrections;
    bool is_gone, is_seen;
};
struct tc_state {
    char *file;
    struct tc_state_row *rows;
    size_t count, cap;
    struct tc_strmap index;
    struct tc_buf pending;
    size_t lines; // in the file, stale ones included
};
enum tc_status tc_state_load(const char *archive, struct tc_state *ret, struct tc_error *err);
void tc_state_fini(struct tc_state *state);
// NULL when the path was never read or is gone. Borrowed until the next tc_state_set.
struct tc_state_row *tc_state_find(struct tc_state *state, const char *path);
// Takes over everything but row->path, which is copied.
void tc_state_set(struct tc_state *state, const struct tc_state_row *row);
void tc_state_remove(struct tc_state *state, const char *path);
// Appends what was set since; after a commit.
enum tc_status tc_state_flush(struct tc_state *state, struct tc_error *err);
// The same, and rewrites the file when half of its lines are stale.
enum tc_status tc_state_finish(struct tc_state *state, struct tc_error *err);

#endif
