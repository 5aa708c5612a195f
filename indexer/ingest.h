// SPDX-License-Identifier: GPL-3.0-or-later
// The pipeline: walk -> extract (in a child) -> decode -> record -> store. Incremental: an unchanged file costs a stat.
#ifndef TC_INGEST_H
#define TC_INGEST_H

#include "base/status.h"
#include "extract/extract.h"
#include "record/record.h"

struct tc_ingest_progress {
    const char *path;
    uint64_t files, bytes, total_files; // total_files 0 while the walk goes on
    uint64_t scans, total_scans;        // read after everything else; total_scans 0 before that
    unsigned pages;                     // of scans, read or known from before
};
struct tc_ingest_options {
    const char *archive;
    const char *as; // --as NAME: name of the root; NULL: last component of the path
    int jobs;       // extractors at once; 0: one a processor
    // ocr: scans are read after everything else, their pages kept in ARCHIVE/ocr
    bool full, dry_run, prune, retry_failed, ocr;
    const char *report; // file for JSON Lines, or NULL
    // Called now and then from the thread that called tc_ingest; may be NULL. Returning false stops (what was done is
    // committed).
    bool (*progress)(void *context, const struct tc_ingest_progress *progress);
    void *context;
};
struct tc_ingest_summary {
    uint64_t seen, added, updated, unchanged, deleted, failed; // members of containers included
    uint64_t opened;  // containers without a text of their own, among those seen and not among those added
    uint64_t partial; // mails among those added or updated of which some attachments were never met
    uint64_t failed_by[TC_REASON_COUNT];
    uint64_t text_bytes;
    uint64_t pages_read, pages_known; // of scans: now, and kept from before
    uint64_t corrections_left_out;    // lines of corrections by people that are wrong
    bool tables_changed;              // so that everything was read again
    bool kept_missing;                // a root that is gone, or lost more than half, dropped nothing
    bool was_stopped;
};
// Indexes one root after the other. TC_OK also when some files failed (see the summary).
enum tc_status tc_ingest(const char *const *paths, size_t count, const struct tc_ingest_options *options,
                         struct tc_ingest_summary *ret, struct tc_error *err);

// The pipeline on one file without an archive: for dump, check and tests. Path "-" is UTF-8 text on standard input;
// that of a member (a.zip!/b.doc) is understood.
enum tc_status tc_ingest_read(const char *path, const struct tc_extract_options *options, struct tc_document *ret,
                              enum tc_reason *ret_reason, struct tc_error *err);

#endif
