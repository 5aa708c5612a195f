// SPDX-License-Identifier: GPL-3.0-or-later
// Which files there are below a root. Symbolic links are not followed (what they point at inside the root is met
// anyway, what lies outside was not asked for); devices, pipes and sockets are not opened.
#ifndef TC_INGEST_WALK_H
#define TC_INGEST_WALK_H

#include "base/status.h"
#include "extract/extract.h"

#include <sys/types.h>

struct tc_walk_file {
    char *path; // below the root; "" when the root itself is a file
    int64_t mtime_ns;
    uint64_t size, inode;
};
struct tc_walk_note { // what was left out
    char *path;
    enum tc_reason reason; // TC_REASON_SKIPPED, or TC_REASON_UNREADABLE for a folder: what was below it is not known
};
struct tc_walk {
    struct tc_walk_file *files; // by path, bytewise
    size_t file_count, file_cap;
    struct tc_walk_file *sidecars; // the files named .tracuu.tsv, by path
    size_t sidecar_count, sidecar_cap;
    struct tc_walk_note *notes;
    size_t note_count, note_cap;
    bool is_missing; // the root cannot be reached
};
// Names that office programs and systems leave behind ("~$bao cao.docx", "Thumbs.db", ".git").
bool tc_walk_is_skipped(const char *name);
// avoid: the archive's own folder, never entered; may be NULL.
void tc_walk_run(const char *root, const char *avoid, struct tc_walk *ret);
void tc_walk_fini(struct tc_walk *walk);

#endif
