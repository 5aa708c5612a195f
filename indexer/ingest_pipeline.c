// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest_pipeline.h"

#include "ingest_file.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    LOOK_MS = 200,
    WINDOW = 64,            // jobs whose outcomes wait to be taken
    WAITING_BYTES = 8 << 20 // of their texts, beyond which only the next in line is begun
};

void tc_outcome_fini(struct tc_outcome *outcome)
{
    tc_prepared_fini(&outcome->prepared);
    free(outcome->media_type);
    free(outcome->path);
    *outcome = (struct tc_outcome){0};
}

struct node {
    struct tc_outcome outcome;
    struct node *next;
};
struct slot { // outcomes of one job
    struct node *first, *last;
    bool is_done;
};

struct pipeline {
    const struct tc_job *jobs;
    size_t count, next, taken; // jobs begun, and wholly taken, so far
    size_t waiting_bytes;
    bool is_stopped;
    bool is_refused; // by look: nothing more is to be taken
    const struct tc_pipeline_options *options;
    pthread_mutex_t lock;
    pthread_cond_t room, ready;
    struct slot window[WINDOW];
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

struct sender {
    struct pipeline *pipeline;
    struct slot *slot;
};

// Puts an outcome in line. A file of many members waits for the taker rather than fill the memory.
static bool send(void *context, struct tc_outcome *outcome)
{
    const struct sender *sender = context;
    struct pipeline *p = sender->pipeline;
    struct slot *slot = sender->slot;
    struct node *node = tc_xcalloc(1, sizeof *node);
    node->outcome = *outcome;
    pthread_mutex_lock(&p->lock);
    while (!p->is_stopped && slot->first && p->waiting_bytes > WAITING_BYTES)
        pthread_cond_wait(&p->room, &p->lock);
    *(slot->first ? &slot->last->next : &slot->first) = node;
    slot->last = node;
    p->waiting_bytes += outcome->prepared.doc.text_len;
    bool goes_on = !p->is_stopped;
    pthread_cond_signal(&p->ready);
    pthread_mutex_unlock(&p->lock);
    return goes_on;
}

static void *work(void *context)
{
    struct pipeline *p = context;
    struct tc_file_reader *reader = tc_file_reader_new(&p->options->extract);
    for (size_t job; (job = begin(p)) < p->count;) {
        struct sender sender = {p, &p->window[job % WINDOW]};
        tc_file_read_job(reader, &p->jobs[job], send, &sender);
        pthread_mutex_lock(&p->lock);
        sender.slot->is_done = true;
        pthread_cond_signal(&p->ready);
        pthread_mutex_unlock(&p->lock);
    }
    tc_file_reader_free(reader);
    return NULL;
}

// A scan takes minutes: who waits for it looks up now and then.
static void wait_and_look(struct pipeline *p, void *context)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += LOOK_MS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    if (pthread_cond_timedwait(&p->ready, &p->lock, &until) != ETIMEDOUT || !p->options->look || p->is_stopped)
        return;
    pthread_mutex_unlock(&p->lock);
    bool goes_on = p->options->look(context);
    pthread_mutex_lock(&p->lock);
    p->is_refused |= !goes_on;
    p->is_stopped |= !goes_on;
    if (!goes_on)
        pthread_cond_broadcast(&p->room);
}

// Waits for the next outcome of job number p->taken, or of the one behind it; false when none will ever come.
static bool next_outcome(struct pipeline *p, void *context, size_t *ret_job, struct tc_outcome *ret)
{
    bool is_coming;
    struct node *node = NULL;
    pthread_mutex_lock(&p->lock);
    while ((is_coming = p->taken < p->count && (!p->is_stopped || p->taken < p->next))) {
        struct slot *slot = &p->window[p->taken % WINDOW];
        node = slot->first;
        if (node)
            break;
        if (slot->is_done) {
            slot->is_done = false;
            p->taken++;
            pthread_cond_broadcast(&p->room);
        } else {
            wait_and_look(p, context);
        }
    }
    if (is_coming) {
        p->window[p->taken % WINDOW].first = node->next;
        *ret_job = p->taken;
        *ret = node->outcome;
        p->waiting_bytes -= ret->prepared.doc.text_len;
        pthread_cond_broadcast(&p->room);
    }
    pthread_mutex_unlock(&p->lock);
    free(node);
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
    for (size_t job; running && next_outcome(p, context, &job, &outcome);) {
        is_wanted &= !p->is_refused;
        if (is_wanted && !take(context, &jobs[job], &outcome)) {
            is_wanted = false;
            stop(p);
        }
        // what is still being read is of no use any more
        if (!is_wanted && options->extract.watch)
            atomic_store(&options->extract.watch->is_cancelled, true);
        tc_outcome_fini(&outcome);
    }
    for (size_t i = 0; i < running; i++)
        pthread_join(threads[i], NULL);
    pthread_cond_destroy(&p->ready);
    pthread_cond_destroy(&p->room);
    pthread_mutex_destroy(&p->lock);
    free(p);
}
