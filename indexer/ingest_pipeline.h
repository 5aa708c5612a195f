// SPDX-License-Identifier: GPL-3.0-or-later
// Files through extraction, record and preparation, several at a time; outcomes come back in the order of the jobs, so
// that the archive is the same however the threads ran.
#ifndef TC_INGEST_PIPELINE_H
#define TC_INGEST_PIPELINE_H

#include "extract/extract.h"
#include "ingest_document.h"
#include "ingest_known.h"
#include "ingest_sidecar.h"

struct tc_job {
    char *path;                 // ROOT/relative
    const char *root;           // its name
    char *file;                 // to open
    char *known_digest;         // of the last reading (its first 32 digits), NULL: read in any case
    struct tc_known_list known; // its members, as of the last reading
    const struct tc_corrections *corrections;
    // a container that is opened once more, for these of its members alone (by path, bytewise); NULL: an ordinary job
    const char *const *only;
    size_t only_count;
    struct tc_later_job *later; // what the members waited for; NULL: an ordinary job
};
enum tc_outcome_kind {
    TC_OUTCOME_PUT,      // prepared is filled
    TC_OUTCOME_SAME,     // the content is what it was, its members with it
    TC_OUTCOME_OPENED,   // it has no text, its members have
    TC_OUTCOME_FAILED,   // reason and err say why
    TC_OUTCOME_REOPENED, // it was taken before, now members of it were read
    TC_OUTCOME_SKIPPED,  // a member that is no file; reason and err say what it is
    TC_OUTCOME_FATAL     // going on is pointless
};
struct tc_outcome {
    char *path; // the job's, or of a member
    bool is_member;
    enum tc_outcome_kind kind;
    enum tc_reason reason; // with PUT: NONE, or why not all members of a mail were met
    struct tc_error err;
    struct tc_prepared prepared;
    char digest[65];
    int64_t mtime_ns; // as of reading
    uint64_t size, inode;
    double seconds;
    char *media_type;     // NULL unknown
    const char *encoding; // NULL unknown
};
void tc_outcome_fini(struct tc_outcome *outcome);

struct tc_pipeline_options {
    int jobs;
    struct tc_extract_options extract;
    // Called from the thread that called tc_pipeline_run while nothing comes; false: as with take. NULL: nobody asks.
    bool (*look)(void *context);
};
// take gets every outcome, in order, on the calling thread; it may move prepared out. The members of a file come before
// the file itself. When it gives false no further job is begun.
void tc_pipeline_run(const struct tc_job *jobs, size_t count, const struct tc_pipeline_options *options,
                     bool (*take)(void *context, const struct tc_job *job, struct tc_outcome *outcome), void *context);

#endif
