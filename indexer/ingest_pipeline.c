// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest_pipeline.h"

#include "base/lang.h"
#include "base/sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    WINDOW = 64,            // outcomes that wait to be taken
    WAITING_BYTES = 8 << 20 // of their texts, beyond which only the next in line is begun
};

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
    tc_record_read(document, job->path, &record);
    tc_correction_apply(job->corrections, &record);
    if (record.is_secret) {
        fail_with(ret, TC_REASON_SECRET, job->path, TC_TELL("có dấu độ mật", "bears a mark of secrecy"));
    } else {
        struct tc_prepare_source source = {job->path, job->root,   ret->mtime_ns,
                                           ret->size, ret->digest, job->corrections};
        ret->kind = TC_OUTCOME_PUT;
        tc_prepare(document, &record, &source, &ret->prepared);
    }
    tc_record_fini(&record);
}

static void extract(struct tc_extractor *extractor, const struct tc_job *job, int fd, struct tc_outcome *ret)
{
    struct tc_document document = {0};
    enum tc_reason reason = TC_REASON_NONE;
    enum tc_status status = tc_extract_file(extractor, fd, job->path, &document, &reason, &ret->err);
    if (status == TC_ERR_INPUT || status == TC_ERR_LIMIT) {
        ret->kind = TC_OUTCOME_FAILED;
        ret->reason = reason == TC_REASON_NONE ? TC_REASON_DAMAGED : reason;
    } else if (status != TC_OK) {
        ret->kind = TC_OUTCOME_FATAL;
    } else {
        ret->media_type = document.media_type ? tc_xstrdup(document.media_type) : NULL;
        ret->encoding = tc_charset_name(document.decoded.charset);
        if (has_changed(fd, ret))
            fail_with(ret, TC_REASON_CHANGED, job->path, TC_TELL("đang được ghi dở", "was being written"));
        else
            prepare(job, &document, ret);
        tc_document_fini(&document);
    }
}

void tc_pipeline_one(struct tc_extractor *extractor, const struct tc_job *job, struct tc_outcome *ret)
{
    double start = now();
    *ret = (struct tc_outcome){.kind = TC_OUTCOME_FAILED};
    tc_auto_fd int fd = open_file(job, ret);
    if (fd >= 0) {
        // a file that is refused for its size is not read to know it again by: it may be a terabyte of nothing
        if (ret->size > tc_extractor_max_file(extractor))
            extract(extractor, job, fd, ret);
        else if (!tc_sha256_fd(fd, ret->digest))
            fail_with(ret, TC_REASON_UNREADABLE, job->path, strerror(errno));
        else if (job->known_digest && !strncmp(job->known_digest, ret->digest, 32))
            ret->kind = TC_OUTCOME_SAME;
        else
            extract(extractor, job, fd, ret);
    }
    ret->seconds = now() - start;
}

void tc_outcome_fini(struct tc_outcome *outcome)
{
    tc_prepared_fini(&outcome->prepared);
    free(outcome->media_type);
    *outcome = (struct tc_outcome){0};
}

struct pipeline {
    const struct tc_job *jobs;
    size_t count, next, taken; // jobs begun and outcomes taken so far
    size_t waiting_bytes;
    bool is_stopped;
    const struct tc_pipeline_options *options;
    pthread_mutex_t lock;
    pthread_cond_t room, ready;
    struct {
        struct tc_outcome outcome;
        bool is_ready;
    } window[WINDOW];
};

// The number of the next job, or count when there is none for this thread.
static size_t begin(struct pipeline *p)
{
    pthread_mutex_lock(&p->lock);
    while (!p->is_stopped && p->next < p->count && p->next != p->taken &&
           (p->next >= p->taken + WINDOW || p->waiting_bytes > WAITING_BYTES))
        pthread_cond_wait(&p->room, &p->lock);
    size_t job = p->is_stopped || p->next >= p->count ? p->count : p->next++;
    pthread_mutex_unlock(&p->lock);
    return job;
}

static void *work(void *context)
{
    struct pipeline *p = context;
    struct tc_extractor *extractor = tc_extractor_new(&p->options->extract);
    for (size_t job; (job = begin(p)) < p->count;) {
        struct tc_outcome outcome;
        tc_pipeline_one(extractor, &p->jobs[job], &outcome);
        pthread_mutex_lock(&p->lock);
        p->window[job % WINDOW].outcome = outcome;
        p->window[job % WINDOW].is_ready = true;
        p->waiting_bytes += outcome.prepared.doc.text_len;
        pthread_cond_signal(&p->ready);
        pthread_mutex_unlock(&p->lock);
    }
    tc_extractor_free(extractor);
    return NULL;
}

// Waits for the outcome of job number p->taken; false when it will never come.
static bool next_outcome(struct pipeline *p, struct tc_outcome *ret)
{
    pthread_mutex_lock(&p->lock);
    size_t job = p->taken;
    bool is_coming = job < p->count && (!p->is_stopped || job < p->next);
    while (is_coming && !p->window[job % WINDOW].is_ready)
        pthread_cond_wait(&p->ready, &p->lock);
    if (is_coming) {
        *ret = p->window[job % WINDOW].outcome;
        p->window[job % WINDOW].is_ready = false;
        p->waiting_bytes -= ret->prepared.doc.text_len;
        p->taken++;
        pthread_cond_broadcast(&p->room);
    }
    pthread_mutex_unlock(&p->lock);
    return is_coming;
}

static void stop(struct pipeline *p)
{
    pthread_mutex_lock(&p->lock);
    p->is_stopped = true;
    pthread_cond_broadcast(&p->room);
    pthread_mutex_unlock(&p->lock);
}

// Tables are read on first use; better once here than by every thread at the same time.
static void warm_up(void)
{
    struct tc_document document;
    struct tc_record record;
    tc_document_from_text("Kết luận số 01-KL/TU", strlen("Kết luận số 01-KL/TU"), &document);
    tc_record_read(&document, NULL, &record);
    struct tc_prepared prepared;
    tc_prepare(&document, &record, &(struct tc_prepare_source){.path = "x", .root = "x", .digest = ""}, &prepared);
    tc_prepared_fini(&prepared);
    tc_record_fini(&record);
    tc_document_fini(&document);
}

void tc_pipeline_run(const struct tc_job *jobs, size_t count, const struct tc_pipeline_options *options,
                     bool (*take)(void *context, const struct tc_job *job, struct tc_outcome *outcome), void *context)
{
    if (!count)
        return;
    struct pipeline *p = tc_xcalloc(1, sizeof *p);
    *p = (struct pipeline){.jobs = jobs, .count = count, .options = options};
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->room, NULL);
    pthread_cond_init(&p->ready, NULL);
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t wanted = options->jobs > 0 ? (size_t)options->jobs : processors > 0 ? (size_t)processors : 1;
    wanted = wanted > 64 ? 64 : wanted > count ? count : wanted;
    pthread_t threads[64];
    size_t running = 0;
    warm_up();
    while (running < wanted && !pthread_create(&threads[running], NULL, work, p))
        running++;
    bool is_wanted = true;
    struct tc_outcome outcome;
    for (size_t job = 0; running && next_outcome(p, &outcome); job++) {
        if (is_wanted && !take(context, &jobs[job], &outcome)) {
            is_wanted = false;
            stop(p);
        }
        tc_outcome_fini(&outcome);
    }
    for (size_t i = 0; i < running; i++)
        pthread_join(threads[i], NULL);
    pthread_cond_destroy(&p->ready);
    pthread_cond_destroy(&p->room);
    pthread_mutex_destroy(&p->lock);
    free(p);
}
