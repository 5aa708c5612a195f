// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest_file.h"

#include "base/lang.h"
#include "base/sha256.h"
#include "extract/members.h"
#include "ingest_walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DEPTH_MAX = 16 }; // of outcomes that wait for their members; more than extract/members allows

struct tc_file_reader {
    struct tc_extractor *extractor;
    struct tc_members *members;
    // the job at hand
    const struct tc_job *job;
    bool (*send)(void *context, struct tc_outcome *outcome);
    void *context;
    struct tc_outcome waiting[DEPTH_MAX]; // containers that are open, the outermost first
    double started[DEPTH_MAX];
    unsigned depth;
};

struct tc_file_reader *tc_file_reader_new(const struct tc_extract_options *options)
{
    struct tc_file_reader *reader = tc_xcalloc(1, sizeof *reader);
    reader->extractor = tc_extractor_new(options);
    reader->members = tc_members_new(options);
    return reader;
}

void tc_file_reader_free(struct tc_file_reader *reader)
{
    tc_extractor_free(reader->extractor);
    tc_members_free(reader->members);
    free(reader);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int64_t mtime_of(const struct stat *st)
{
    return (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
}

static void fail_with(struct tc_outcome *o, enum tc_reason reason, const char *path, const char *why)
{
    o->kind = TC_OUTCOME_FAILED;
    o->reason = reason;
    tc_fail(&o->err, TC_ERR_INPUT, "%s: %s", path, why);
}

// Opens without waiting for anybody (a pipe may have taken the file's place since the walk).
static int open_file(const struct tc_job *job, struct tc_outcome *ret)
{
    int fd = open(job->file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW);
    struct stat st;
    if (fd < 0 || fstat(fd, &st)) {
        fail_with(ret, TC_REASON_UNREADABLE, job->path, strerror(errno));
    } else if (!S_ISREG(st.st_mode)) {
        fail_with(ret, TC_REASON_CHANGED, job->path, TC_TELL("không còn là tệp", "is no longer a file"));
    } else {
        ret->mtime_ns = mtime_of(&st);
        ret->size = (uint64_t)st.st_size;
        ret->inode = (uint64_t)st.st_ino;
        return fd;
    }
    if (fd >= 0)
        close(fd);
    return -1;
}

static bool has_changed(int fd, const struct tc_outcome *o)
{
    struct stat st;
    return fstat(fd, &st) || mtime_of(&st) != o->mtime_ns || (uint64_t)st.st_size != o->size;
}

static void prepare(const struct tc_job *job, struct tc_document *document, struct tc_outcome *ret)
{
    struct tc_record record;
    tc_record_read(document, ret->path, &record);
    const struct tc_correction *corrections = tc_corrections_of(job->corrections, ret->path);
    tc_correction_apply(corrections, &record);
    if (record.is_secret) {
        fail_with(ret, TC_REASON_SECRET, ret->path, TC_TELL("có dấu độ mật", "bears a mark of secrecy"));
    } else {
        struct tc_prepare_source source = {ret->path, job->root, ret->mtime_ns, ret->size, ret->digest, corrections};
        ret->kind = TC_OUTCOME_PUT;
        tc_prepare(document, &record, &source, &ret->prepared);
    }
    tc_record_fini(&record);
}

// True when the file holds members that are to be met, with or without a text of its own.
static bool extract(struct tc_file_reader *reader, int fd, struct tc_outcome *ret)
{
    struct tc_document document = {0};
    enum tc_reason reason = TC_REASON_NONE;
    bool has_members = false;
    tc_extractor_about(reader->extractor, ret->digest[0] ? ret->digest : NULL, true);
    enum tc_status status = tc_extract_file(reader->extractor, fd, ret->path, &document, &reason, &ret->err);
    tc_extractor_about(reader->extractor, NULL, false);
    if (status == TC_ERR_INPUT || status == TC_ERR_LIMIT) {
        ret->kind = TC_OUTCOME_FAILED;
        ret->reason = reason == TC_REASON_NONE ? TC_REASON_DAMAGED : reason;
        // an archive may be larger than a document: it is not held whole
        has_members = reason == TC_REASON_CONTAINER ||
                      (reason == TC_REASON_TOO_LARGE && ret->size > tc_extractor_max_file(reader->extractor));
    } else if (status != TC_OK) {
        ret->kind = TC_OUTCOME_FATAL;
    } else {
        ret->media_type = document.media_type ? tc_xstrdup(document.media_type) : NULL;
        ret->encoding = tc_charset_name(document.decoded.charset);
        if (!ret->is_member && has_changed(fd, ret))
            fail_with(ret, TC_REASON_CHANGED, ret->path, TC_TELL("đang được ghi dở", "was being written"));
        else
            prepare(reader->job, &document, ret);
        has_members = ret->kind == TC_OUTCOME_PUT && document.has_members;
        tc_document_fini(&document);
    }
    return has_members;
}

// The content of a file or member, unless it is what it was; true as with extract.
static bool read_content(struct tc_file_reader *reader, int fd, const char *known_digest, struct tc_outcome *ret)
{
    // a file that is refused for its size is not read to know it again by: it may be a terabyte of nothing
    if (ret->size > tc_extractor_max_file(reader->extractor))
        return extract(reader, fd, ret);
    if (!tc_sha256_fd(fd, ret->digest)) {
        fail_with(ret, TC_REASON_UNREADABLE, ret->path, strerror(errno));
    } else if (known_digest && *known_digest && !strncmp(known_digest, ret->digest, 32)) {
        ret->kind = TC_OUTCOME_SAME;
    } else {
        return extract(reader, fd, ret);
    }
    return false;
}

// ---- members

// What the walk leaves out in folders is left out here, too.
static bool wants(void *context, const char *path)
{
    (void)context;
    const char *inside = path;
    for (const char *at = path; (at = strstr(at, "!/")); at += 2)
        inside = at + 2;
    while (*inside) {
        size_t n = strcspn(inside, "/");
        tc_auto_free char *name = tc_xstrndup(inside, n);
        if (tc_walk_is_skipped(name) || !strcmp(name, "__MACOSX") || !strcmp(name, ".tracuu.tsv"))
            return false;
        inside += n + (inside[n] == '/');
    }
    return true;
}

// Whether a container, last in line of those that wait, gave all its members decides what becomes of it.
static struct tc_outcome finish_container(struct tc_file_reader *reader, enum tc_reason reason,
                                          const struct tc_error *err)
{
    struct tc_outcome o = reader->waiting[--reader->depth];
    bool is_whole = reason == TC_REASON_NONE;
    if (!is_whole || o.kind == TC_OUTCOME_FAILED)
        o.err = *err;
    if (o.kind == TC_OUTCOME_FAILED && is_whole)
        o.kind = TC_OUTCOME_OPENED;
    o.reason = !is_whole ? reason : o.kind == TC_OUTCOME_OPENED ? TC_REASON_CONTAINER : TC_REASON_NONE;
    o.seconds = now() - reader->started[reader->depth];
    return o;
}

static void wait_for_members(struct tc_file_reader *reader, const struct tc_outcome *o, double started)
{
    reader->waiting[reader->depth] = *o;
    reader->started[reader->depth++] = started;
}

static enum tc_member_answer visit(void *context, const struct tc_member *member)
{
    struct tc_file_reader *reader = context;
    if (member->event == TC_MEMBER_ENDED) {
        struct tc_outcome o = finish_container(reader, member->reason, member->err);
        return reader->send(reader->context, &o) ? TC_MEMBER_ON : TC_MEMBER_STOP;
    }
    double started = now();
    struct tc_outcome o = {.path = tc_xstrdup(member->path),
                           .is_member = true,
                           .kind = member->reason == TC_REASON_SKIPPED ? TC_OUTCOME_SKIPPED : TC_OUTCOME_FAILED,
                           .reason = member->reason,
                           .mtime_ns = member->mtime_ns,
                           .size = member->size};
    if (member->fd < 0) {
        o.err = *member->err;
    } else {
        const struct tc_known *known = tc_known_find(&reader->job->known, o.path);
        if (read_content(reader, member->fd, known ? known->digest : NULL, &o) && reader->depth < DEPTH_MAX) {
            wait_for_members(reader, &o, started);
            return TC_MEMBER_ENTER;
        }
    }
    o.seconds = now() - started;
    return reader->send(reader->context, &o) ? TC_MEMBER_ON : TC_MEMBER_STOP;
}

// ---- members that waited

// How many of the job's paths stand before this one.
static size_t place_of(const struct tc_job *job, const char *path)
{
    size_t low = 0, high = job->only_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(job->only[middle], path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool has_waited(const struct tc_job *job, const char *path)
{
    size_t at = place_of(job, path);
    return at < job->only_count && !strcmp(job->only[at], path);
}

static bool wants_waiting(void *context, const char *path)
{
    const struct tc_file_reader *reader = context;
    const struct tc_job *job = reader->job;
    tc_auto_free char *within = tc_xasprintf("%s!/", path);
    size_t at = place_of(job, within);
    return has_waited(job, path) || (at < job->only_count && !strncmp(job->only[at], within, strlen(within)));
}

static enum tc_member_answer visit_waiting(void *context, const struct tc_member *member)
{
    struct tc_file_reader *reader = context;
    if (member->event == TC_MEMBER_IS)
        return has_waited(reader->job, member->path) ? visit(context, member) : TC_MEMBER_ENTER;
    return reader->depth ? visit(context, member) : TC_MEMBER_ON;
}

// Why not all of the container can be met was told the first time.
static void read_waiting(struct tc_file_reader *reader, int fd, struct tc_outcome *o)
{
    enum tc_reason reason = TC_REASON_NONE;
    const struct tc_member_visitor visitor = {wants_waiting, visit_waiting, reader};
    enum tc_status status = tc_members_visit(reader->members, fd, o->path, &visitor, &reason, &o->err);
    while (reader->depth)
        tc_outcome_fini(&reader->waiting[--reader->depth]);
    if (status != TC_OK && status != TC_ERR_INPUT)
        o->kind = TC_OUTCOME_FATAL;
    else if (has_changed(fd, o))
        o->mtime_ns = 0;
}

// ---- jobs

struct gate { // send, until it has had enough
    bool (*send)(void *context, struct tc_outcome *outcome);
    void *context;
    bool is_shut;
};

static bool pass(void *context, struct tc_outcome *outcome)
{
    struct gate *gate = context;
    gate->is_shut |= !gate->send(gate->context, outcome);
    return !gate->is_shut;
}

static void read_members(struct tc_file_reader *reader, int fd, double started, struct tc_outcome *o)
{
    struct tc_error err = {0};
    enum tc_reason reason = TC_REASON_NONE;
    const struct tc_member_visitor visitor = {wants, visit, reader};
    wait_for_members(reader, o, started);
    enum tc_status status = tc_members_visit(reader->members, fd, o->path, &visitor, &reason, &err);
    while (reader->depth > 1) // broken off in the middle
        tc_outcome_fini(&reader->waiting[--reader->depth]);
    *o = finish_container(reader, status == TC_ERR_INPUT ? reason : TC_REASON_NONE, &err);
    if (status != TC_OK && status != TC_ERR_INPUT) {
        o->kind = TC_OUTCOME_FATAL;
        o->err = err;
    } else if (has_changed(fd, o)) {
        fail_with(o, TC_REASON_CHANGED, o->path, TC_TELL("đang được ghi dở", "was being written"));
    }
}

void tc_file_read_job(struct tc_file_reader *reader, const struct tc_job *job,
                      bool (*send)(void *context, struct tc_outcome *outcome), void *context)
{
    double started = now();
    struct gate gate = {send, context, false};
    struct tc_outcome o = {.path = tc_xstrdup(job->path), .kind = TC_OUTCOME_FAILED};
    reader->job = job;
    reader->send = pass;
    reader->context = &gate;
    tc_auto_fd int fd = open_file(job, &o);
    if (job->only) {
        o.kind = TC_OUTCOME_REOPENED;
        if (fd >= 0)
            read_waiting(reader, fd, &o);
    } else if (fd >= 0 && read_content(reader, fd, job->known_digest, &o)) {
        read_members(reader, fd, started, &o);
    }
    o.seconds = now() - started;
    if (gate.is_shut)
        tc_outcome_fini(&o);
    else
        send(context, &o);
}
