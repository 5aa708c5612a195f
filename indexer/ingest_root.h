// SPDX-License-Identifier: GPL-3.0-or-later
// One root: its name, what the walk found there, and what that means against the state of the last run.
#ifndef TC_INGEST_ROOT_H
#define TC_INGEST_ROOT_H

#include "ingest.h"
#include "ingest_known.h"
#include "ingest_pipeline.h"
#include "ingest_state.h"
#include "ingest_walk.h"
#include "store/store.h"

struct tc_root {
    char *name, *path; // path: absolute
    bool is_stale;     // read by other tables than there are now: everything is to be read again
    struct tc_walk walk;
    struct tc_corrections corrections;
    struct tc_buf complaints; // lines of corrections that were left out, and why; a line each
    struct tc_job *jobs;      // files to be read, by path
    size_t job_count, job_cap;
    struct tc_state_row **unchanged; // rows of files that need nothing
    size_t unchanged_count, unchanged_cap;
    char **missing; // document paths known from before that are not there; yours to report, freed with the root
    size_t missing_count, missing_cap;
    size_t known_count, missing_files; // files known from before, and those of them that are not there; no members
    struct tc_known_list known;        // members known from before
};
// Walks and compares. writer may be NULL (dry run): then nothing is known of where roots lay. TC_ERR_QUERY: the name
// stands for another folder already.
enum tc_status tc_root_open(const char *path, const struct tc_ingest_options *options, struct tc_writer *writer,
                            struct tc_state *state, struct tc_root *ret, struct tc_error *err);
// Notes with the root which tables it was read by; when all of it was.
enum tc_status tc_root_note_tables(const struct tc_root *root, const char *archive, struct tc_writer *writer,
                                   struct tc_error *err);
void tc_root_close(struct tc_root *root);
// NAME/relative, or NAME alone for a root that is a file; a name that is not UTF-8 gets a readable stand-in that stays
// the same.
char *tc_root_document_path(const struct tc_root *root, const char *relative);

#endif
