// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest_later.h"

#include <stdlib.h>
#include <string.h>

enum {
    TOGETHER = 8,  // members that are read in one opening, at least
    OPENINGS = 16, // of one container, at most: each takes it apart again
};

void tc_later_fini(struct tc_later *later)
{
    for (size_t i = 0; i < later->count; i++) {
        struct tc_later_job *item = &later->items[i];
        for (size_t k = 0; k < item->member_count; k++)
            free(item->members[k]);
        for (size_t k = 0; k < item->held_count; k++)
            free(item->held[k].path);
        free(item->members);
        free(item->held);
    }
    free(later->items);
    free(later->jobs);
    *later = (struct tc_later){0};
}

static struct tc_later_job *last_of(struct tc_later *later, const struct tc_job *job)
{
    struct tc_later_job *last = later->count ? &later->items[later->count - 1] : NULL;
    return last && last->job == job ? last : NULL;
}

void tc_later_add(struct tc_later *later, const struct tc_job *job, const struct tc_outcome *scan)
{
    struct tc_later_job *item = last_of(later, job);
    if (!item) {
        TC_GROW(later->items, later->count, later->cap);
        item = &later->items[later->count++];
        *item = (struct tc_later_job){.job = job};
    }
    if (!scan->is_member)
        return;
    TC_GROW(item->members, item->member_count, item->member_cap);
    item->members[item->member_count++] = tc_xstrdup(scan->path);
}

static bool is_within(const char *path, const char *container)
{
    size_t len = strlen(container);
    return !strncmp(path, container, len) && !strncmp(path + len, "!/", 2);
}

bool tc_later_hold(struct tc_later *later, const struct tc_job *job, struct tc_state_row *row)
{
    struct tc_later_job *item = last_of(later, job);
    bool is_on_the_way = false;
    for (size_t i = 0; item && i < item->member_count && !is_on_the_way; i++)
        is_on_the_way = is_within(item->members[i], row->path);
    if (!is_on_the_way)
        return false;
    TC_GROW(item->held, item->held_count, item->held_cap);
    struct tc_state_row *held = &item->held[item->held_count++];
    *held = *row;
    held->path = tc_xstrdup(row->path);
    row->mtime_ns = 0;
    row->size = row->inode = 0;
    row->digest[0] = '\0';
    return true;
}

static int by_string(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_job(struct tc_later *later, struct tc_later_job *item, size_t from, size_t to)
{
    TC_GROW(later->jobs, later->job_count, later->job_cap);
    struct tc_job *job = &later->jobs[later->job_count++];
    *job = *item->job;
    if (!item->member_count)
        return;
    job->known_digest = NULL;
    job->only = (const char *const *)item->members + from;
    job->only_count = to - from;
    job->later = item;
    item->unopened++;
}

size_t tc_later_prepare(struct tc_later *later)
{
    size_t scans = 0;
    for (size_t i = 0; i < later->count; i++) {
        struct tc_later_job *item = &later->items[i];
        size_t count = item->member_count, step = (count + OPENINGS - 1) / OPENINGS;
        step = step < TOGETHER ? TOGETHER : step;
        scans += count ? count : 1;
        item->unread = count;
        if (count)
            qsort(item->members, count, sizeof *item->members, by_string);
        else
            add_job(later, item, 0, 0);
        for (size_t from = 0; from < count; from += step)
            add_job(later, item, from, from + step < count ? from + step : count);
    }
    return scans;
}

void tc_later_taken(const struct tc_job *job, const struct tc_outcome *outcome, struct tc_state *state)
{
    struct tc_later_job *item = job->later;
    if (!item)
        return;
    if (outcome->kind != TC_OUTCOME_REOPENED) {
        item->unread -= item->unread > 0;
        return;
    }
    for (size_t i = 0; i < item->held_count; i++) {
        const struct tc_state_row *row = &item->held[i];
        item->is_changed |=
            !strcmp(row->path, job->path) &&
            (row->mtime_ns != outcome->mtime_ns || row->size != outcome->size || row->inode != outcome->inode);
    }
    if (--item->unopened || item->unread || item->is_changed)
        return;
    for (size_t i = 0; i < item->held_count; i++)
        tc_state_set(state, &item->held[i]);
}
