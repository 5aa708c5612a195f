// SPDX-License-Identifier: GPL-3.0-or-later
// A run over the roots: what is new or changed goes through the pipeline, what is gone is dropped, and every so often
// what was done is committed.
#include "ingest.h"

#include "base/lang.h"
#include "base/sha256.h"
#include "base/strmap.h"
#include "base/tables.h"
#include "extract/ocr_cache.h"
#include "ingest_later.h"
#include "ingest_pipeline.h"
#include "ingest_report.h"
#include "ingest_root.h"
#include "ingest_state.h"
#include "store/neighbours.h"
#include "store/store.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { COMMIT_SECONDS = 10, COMPACT_SHARE = 5 };
#define PAGES_BYTES ((uint64_t)2 << 30) // of scanned pages that are kept

struct run {
    struct tc_later later; // what turned out to be scans
    struct tc_extract_watch watch;
    const struct tc_ingest_options *options;
    struct tc_ingest_summary summary;
    struct tc_writer *writer; // NULL in a dry run
    struct tc_state state;
    struct tc_report report;
    struct tc_root root; // the one at hand
    struct tc_ingest_progress progress;
    time_t committed;
    uint32_t documents; // in the archive before the run
    enum tc_status status;
    struct tc_error *err;
};

// Remembers the first error; true when all is well so far.
static bool keep(struct run *run, enum tc_status status)
{
    if (run->status == TC_OK)
        run->status = status;
    return run->status == TC_OK;
}

static bool commit(struct run *run)
{
    if (!run->writer)
        return true;
    run->committed = time(NULL);
    return keep(run, tc_writer_commit(run->writer, run->err)) && keep(run, tc_state_flush(&run->state, run->err));
}

static bool go_on(struct run *run, const char *path)
{
    run->progress.path = path;
    run->progress.pages = atomic_load(&run->watch.pages_read) + atomic_load(&run->watch.pages_known);
    if (run->options->progress && !run->options->progress(run->options->context, &run->progress))
        run->summary.was_stopped = true;
    // pages that are finished are kept; the rest of a scan is for the next time
    if (run->summary.was_stopped)
        atomic_store(&run->watch.is_cancelled, true);
    return !run->summary.was_stopped;
}

static bool look(void *context)
{
    struct run *run = context;
    return go_on(run, run->progress.path);
}

static bool forget(struct run *run, const char *path)
{
    char id[17];
    tc_document_id(path, id);
    tc_state_remove(&run->state, path);
    return !run->writer || keep(run, tc_writer_delete(run->writer, id, run->err));
}

// The old version goes when the file will not be read again until it changes; what may pass (a share out of reach, a
// file being written) leaves it.
static bool is_lasting(enum tc_reason reason)
{
    return reason != TC_REASON_UNREADABLE && reason != TC_REASON_CHANGED && reason != TC_REASON_TIMEOUT &&
           reason != TC_REASON_MEMORY;
}

static bool drop(struct run *run, const char *path)
{
    char id[17];
    tc_document_id(path, id);
    run->summary.deleted++;
    return keep(run, tc_writer_delete(run->writer, id, run->err));
}

// Members below path are there without having been looked at.
static void keep_below(struct run *run, const struct tc_job *job, const char *path, bool is_unchanged)
{
    struct tc_known_list below = tc_known_below(&job->known, path);
    for (size_t i = 0; i < below.count; i++) {
        struct tc_known *known = &below.items[i];
        const struct tc_state_row *row = tc_state_find(&run->state, known->path);
        if (is_unchanged && !known->is_seen && row) {
            struct tc_outcome o = {.reason = row->reason == TC_REASON_CONTAINER ? TC_REASON_NONE : row->reason};
            tc_report_row(&run->report, known->path, "unchanged", &o);
            run->summary.unchanged++;
            run->summary.seen++;
        }
        known->is_seen = true;
    }
}

// The file is through: members that were not met are gone.
static bool drop_members(struct run *run, const struct tc_job *job)
{
    for (size_t i = 0; i < job->known.count; i++) {
        const struct tc_known *known = &job->known.items[i];
        const struct tc_state_row *row = tc_state_find(&run->state, known->path);
        if (known->is_seen || !row || row->is_seen)
            continue;
        struct tc_outcome o = {0};
        run->summary.deleted += row->reason == TC_REASON_NONE;
        tc_report_row(&run->report, known->path, "deleted", &o);
        if (!forget(run, known->path))
            return false;
    }
    return true;
}

static bool take_failed(struct run *run, const struct tc_job *job, struct tc_outcome *o, bool was_there)
{
    run->summary.failed++;
    run->summary.failed_by[o->reason]++;
    tc_report_row(&run->report, o->path, "failed", o);
    if (!is_lasting(o->reason))
        keep_below(run, job, o->path, false);
    return !was_there || !is_lasting(o->reason) || drop(run, o->path);
}

static bool take_put(struct run *run, const struct tc_job *job, struct tc_outcome *o, bool was_there)
{
    if (!keep(run, tc_writer_put(run->writer, &o->prepared.doc, run->err)))
        return false;
    *(was_there ? &run->summary.updated : &run->summary.added) += 1;
    run->summary.text_bytes += o->prepared.doc.text_len;
    tc_report_row(&run->report, o->path, was_there ? "updated" : "added", o);
    // a mail whose attachments could not all be met: those that were have rows of their own
    run->summary.partial += o->reason != TC_REASON_NONE;
    if (o->reason != TC_REASON_NONE && !is_lasting(o->reason))
        keep_below(run, job, o->path, false);
    return true;
}

// By what the outcome is; false when the run cannot go on. Kinds that leave no row in the state are none of these.
static bool take_kind(struct run *run, const struct tc_job *job, struct tc_outcome *o, bool was_there)
{
    switch (o->kind) {
    case TC_OUTCOME_SAME:
        run->summary.unchanged++;
        tc_report_row(&run->report, o->path, "unchanged", o);
        keep_below(run, job, o->path, true);
        return true;
    case TC_OUTCOME_OPENED:
        run->summary.opened++;
        o->reason = TC_REASON_NONE; // of the report
        tc_report_row(&run->report, o->path, "opened", o);
        return !was_there || drop(run, o->path);
    case TC_OUTCOME_FAILED:
        return take_failed(run, job, o, was_there);
    default:
        return take_put(run, job, o, was_there);
    }
}

// What the state is to remember of the file or member.
static struct tc_state_row row_of(const struct run *run, const struct tc_outcome *o, const struct tc_state_row *old)
{
    struct tc_state_row row = {
        .path = o->path,
        .mtime_ns = o->mtime_ns,
        .size = o->size,
        .inode = o->inode,
        .reason = o->kind == TC_OUTCOME_PUT ? TC_REASON_NONE : o->reason,
        .corrections = tc_correction_hash(tc_corrections_of(&run->root.corrections, o->path)),
        .is_seen = true,
    };
    if (o->kind == TC_OUTCOME_SAME)
        row.reason = old ? old->reason : TC_REASON_NONE;
    memcpy(row.digest, o->digest, 32);
    return row;
}

static bool take(void *context, const struct tc_job *job, struct tc_outcome *o)
{
    struct run *run = context;
    if (o->kind == TC_OUTCOME_FATAL) {
        if (run->err)
            *run->err = o->err;
        keep(run, o->err.status);
        return false;
    }
    struct tc_known *known = o->is_member ? tc_known_find(&job->known, o->path) : NULL;
    if (known)
        known->is_seen = o->kind != TC_OUTCOME_SKIPPED; // what was a file and is a link now is gone
    if (o->kind == TC_OUTCOME_FAILED && o->reason == TC_REASON_WAITS) {
        tc_later_add(&run->later, job, o);
        return go_on(run, o->path);
    }
    if (o->kind == TC_OUTCOME_REOPENED) {
        tc_later_taken(job, o, &run->state);
        return go_on(run, o->path);
    }
    run->progress.scans += run->progress.total_scans > 0;
    run->progress.total_files += o->is_member;
    if (o->kind == TC_OUTCOME_SKIPPED) {
        tc_report_row(&run->report, o->path, "skipped", o);
        return go_on(run, o->path);
    }
    const struct tc_state_row *old = tc_state_find(&run->state, o->path);
    bool was_there = old && old->reason == TC_REASON_NONE;
    bool is_kept_old = was_there && o->kind == TC_OUTCOME_FAILED && !is_lasting(o->reason);
    struct tc_state_row row = row_of(run, o, old);
    run->summary.seen += o->is_member;
    if (!take_kind(run, job, o, was_there))
        return false;
    // a file that may pass is met again anyway, a member only when its container is opened for it
    if (!is_kept_old || o->is_member) {
        (void)tc_later_hold(&run->later, job, &row);
        tc_state_set(&run->state, &row);
    }
    tc_later_taken(job, o, &run->state);
    if (!o->is_member && !drop_members(run, job))
        return false;
    run->progress.files++;
    run->progress.bytes += o->size;
    if (time(NULL) - run->committed >= COMMIT_SECONDS && !commit(run))
        return false;
    return go_on(run, o->path);
}

// What the walk left out and what did not change, counted and reported.
static void note_left_out(struct run *run)
{
    struct tc_root *root = &run->root;
    for (size_t i = 0; i < root->walk.note_count; i++) {
        const struct tc_walk_note *note = &root->walk.notes[i];
        tc_auto_free char *path = tc_root_document_path(root, note->path);
        struct tc_outcome o = {.reason = note->reason};
        tc_report_row(&run->report, path, note->reason == TC_REASON_SKIPPED ? "skipped" : "failed", &o);
        if (note->reason != TC_REASON_SKIPPED) {
            run->summary.failed++;
            run->summary.failed_by[note->reason]++;
        }
    }
    for (char *rest = root->complaints.data, *line; rest && (line = strsep(&rest, "\n"));) {
        struct tc_outcome o = {.reason = TC_REASON_SKIPPED};
        tc_fail(&o.err, TC_ERR_INPUT, "%s", line);
        if (*line)
            tc_report_row(&run->report, root->name, "correction-left-out", &o);
        run->summary.corrections_left_out += *line != '\0';
    }
    for (size_t i = 0; i < root->unchanged_count; i++) {
        struct tc_outcome o = {.reason = root->unchanged[i]->reason};
        if (o.reason == TC_REASON_CONTAINER)
            o.reason = TC_REASON_NONE;
        tc_report_row(&run->report, root->unchanged[i]->path, "unchanged", &o);
        run->summary.seen += tc_is_member_path(root->unchanged[i]->path);
    }
    run->summary.unchanged += root->unchanged_count;
    run->summary.seen += root->walk.file_count;
}

static bool drop_missing(struct run *run)
{
    struct tc_root *root = &run->root;
    if (!root->missing_count)
        return true;
    if (!run->options->prune && (root->walk.is_missing || root->missing_files * 2 > root->known_count)) {
        run->summary.kept_missing = true;
        for (size_t i = 0; i < root->missing_count; i++) {
            struct tc_outcome o = {0};
            tc_report_row(&run->report, root->missing[i], "kept", &o);
        }
        return true;
    }
    for (size_t i = 0; i < root->missing_count; i++) {
        struct tc_outcome o = {0};
        run->summary.deleted++;
        tc_report_row(&run->report, root->missing[i], "deleted", &o);
        if (!forget(run, root->missing[i]))
            return false;
    }
    return true;
}

static void dry_run(struct run *run)
{
    struct tc_root *root = &run->root;
    for (size_t i = 0; i < root->job_count; i++) {
        const struct tc_state_row *old = tc_state_find(&run->state, root->jobs[i].path);
        bool is_known = old && old->reason == TC_REASON_NONE;
        struct tc_outcome o = {0};
        *(is_known ? &run->summary.updated : &run->summary.added) += 1;
        tc_report_row(&run->report, root->jobs[i].path, is_known ? "updated" : "added", &o);
    }
}

// Everything but scans first: what has text can be found while pictures are read.
static void read_jobs(struct run *run)
{
    struct tc_root *root = &run->root;
    const struct tc_ingest_options *options = run->options;
    tc_auto_free char *cache = tc_xasprintf("%s/ocr", options->archive);
    struct tc_pipeline_options pipeline = {
        .jobs = options->jobs,
        .extract = {.ocr = options->ocr ? TC_OCR_LATER : TC_OCR_NEVER, .ocr_cache = cache, .watch = &run->watch},
        .look = look};
    run->progress.scans = run->progress.total_scans = 0;
    tc_pipeline_run(root->jobs, root->job_count, &pipeline, take, run);
    if (run->later.count && run->status == TC_OK && !run->summary.was_stopped && commit(run)) {
        run->progress.total_scans = tc_later_prepare(&run->later);
        pipeline.extract.ocr = TC_OCR_NOW;
        pipeline.extract.is_modest = true;
        tc_pipeline_run(run->later.jobs, run->later.job_count, &pipeline, take, run);
    }
    tc_later_fini(&run->later);
}

static bool one_root(struct run *run, const char *path)
{
    struct tc_root *root = &run->root;
    const struct tc_ingest_options *options = run->options;
    if (!keep(run, tc_root_open(path, options, run->writer, &run->state, root, run->err)))
        return false;
    if (root->walk.is_missing) {
        run->summary.kept_missing = !options->prune || !root->known_count;
        struct tc_outcome o = {.reason = TC_REASON_UNREADABLE};
        tc_fail(&o.err, TC_ERR_NOT_FOUND, TC_TELL("%s: không tới được", "%s: cannot be reached"), path);
        tc_report_row(&run->report, root->name, "failed", &o);
    }
    run->summary.tables_changed = run->summary.tables_changed || (root->is_stale && root->known_count);
    run->progress.total_files += root->job_count;
    note_left_out(run);
    if (options->dry_run) {
        dry_run(run);
    } else if (go_on(run, root->path)) {
        read_jobs(run);
    }
    bool is_good = run->status == TC_OK && !run->summary.was_stopped && drop_missing(run);
    if (is_good && run->writer && !root->walk.is_missing) {
        tc_auto_free char *name = tc_xasprintf("root:%s", root->name);
        is_good = keep(run, tc_writer_set(run->writer, name, root->path, run->err));
        is_good = is_good && keep(run, tc_root_note_tables(root, options->archive, run->writer, run->err));
    }
    tc_root_close(root);
    return is_good;
}

// An archive of another version, or a damaged one, is put aside when everything is read again anyway.
static enum tc_status open_writer(struct run *run)
{
    const struct tc_ingest_options *options = run->options;
    enum tc_status status = tc_writer_open(options->archive, &run->writer, run->err);
    if (options->full && (status == TC_ERR_VERSION || status == TC_ERR_CORRUPT)) {
        status = tc_store_discard(options->archive, run->err);
        if (status == TC_OK)
            status = tc_writer_open(options->archive, &run->writer, run->err);
    }
    return status;
}

static bool finish(struct run *run)
{
    const struct tc_ingest_summary *s = &run->summary;
    uint64_t changes = s->added + s->updated + s->deleted;
    if (!run->writer)
        return run->status == TC_OK;
    // What was read before an error or a stop is worth keeping.
    enum tc_status status = run->status;
    run->status = TC_OK;
    bool is_good = commit(run);
    if (is_good && changes)
        is_good = keep(run, tc_writer_refresh_cited(run->writer, run->err));
    if (is_good && changes * COMPACT_SHARE > run->documents && !s->was_stopped && status == TC_OK)
        is_good = keep(run, tc_writer_compact(run->writer, run->err));
    if (is_good)
        is_good = keep(run, tc_state_finish(&run->state, run->err));
    if (status != TC_OK)
        run->status = status;
    return is_good;
}

static bool is_known_digest(const void *context, const char *digest)
{
    uint32_t unused;
    return tc_strmap_get(context, digest, strlen(digest), &unused);
}

// Pages of files that are gone are of no use to anybody.
static void sweep_pages(struct run *run)
{
    tc_auto_free char *cache = tc_xasprintf("%s/ocr", run->options->archive);
    struct tc_strmap digests = {0};
    for (size_t i = 0; i < run->state.count; i++)
        if (!run->state.rows[i].is_gone)
            tc_strmap_set(&digests, run->state.rows[i].digest, strlen(run->state.rows[i].digest), 1);
    tc_ocr_cache_sweep(cache, is_known_digest, &digests, PAGES_BYTES);
    tc_strmap_fini(&digests);
}

static enum tc_status begin(struct run *run)
{
    const struct tc_ingest_options *options = run->options;
    tc_tables_use(options->archive);
    enum tc_status status = options->dry_run ? TC_OK : open_writer(run);
    if (status == TC_OK)
        status = tc_report_open(options->report, &run->report, run->err);
    if (status == TC_OK)
        status = tc_state_load(options->archive, &run->state, run->err);
    if (status == TC_OK && run->writer) {
        run->documents = tc_writer_count(run->writer);
        // What a lost or emptied archive held must be read again, whatever the state remembers.
        for (size_t i = 0; !run->documents && i < run->state.count; i++)
            run->state.rows[i].is_gone = true;
    }
    run->committed = time(NULL);
    return status;
}

enum tc_status tc_ingest(const char *const *paths, size_t count, const struct tc_ingest_options *options,
                         struct tc_ingest_summary *ret, struct tc_error *err)
{
    struct tc_error first = {0};
    struct run run = {.options = options, .err = &first};
    run.status = begin(&run);
    if (run.status == TC_OK) {
        for (size_t i = 0; i < count && one_root(&run, paths[i]); i++)
            ;
        finish(&run);
    }
    if (run.writer)
        tc_writer_close(run.writer);
    uint64_t changed = run.summary.added + run.summary.updated + run.summary.deleted;
    if (run.status == TC_OK && changed && !options->dry_run) // only suggestions need it: failing is no failure
        tc_neighbours_build(options->archive, changed, NULL);
    tc_report_close(&run.report);
    if (run.status == TC_OK && run.writer && !run.summary.was_stopped)
        sweep_pages(&run);
    tc_state_fini(&run.state);
    run.summary.pages_read = atomic_load(&run.watch.pages_read);
    run.summary.pages_known = atomic_load(&run.watch.pages_known);
    *ret = run.summary;
    return run.status == TC_OK ? TC_OK : tc_fail(err, run.status, "%s", first.message);
}
