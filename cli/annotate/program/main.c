// SPDX-License-Identifier: GPL-3.0-or-later
// tracuu-annotate: writes comments into a package that somebody sent. It locks itself in before it reads a byte of it,
// as tracuu-extract does.
#include "annotate/annotate.h"
#include "annotate/job.h"
#include "sandbox.h"

#include <libxml/parser.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static bool read_all(struct tc_buf *ret)
{
    enum { STEP = 65536 };
    ssize_t n = 1;
    while (n > 0 && ret->len <= TC_JOB_MAX) {
        n = read(STDIN_FILENO, tc_buf_reserve(ret, STEP), STEP);
        ret->len += n > 0 ? (size_t)n : 0;
    }
    return n == 0;
}

// len bytes from *at on; NULL when there are not so many.
static const char *take(const struct tc_buf *job, size_t *at, size_t len)
{
    if (job->len - *at < len)
        return NULL;
    *at += len;
    return job->data + *at - len;
}

static bool read_comments(const struct tc_buf *job, size_t *at, size_t count, struct tc_arena *arena,
                          struct tc_comment *ret)
{
    for (size_t i = 0; i < count; i++) {
        struct tc_job_comment comment;
        const char *head = take(job, at, sizeof comment), *message;
        if (!head)
            return false;
        memcpy(&comment, head, sizeof comment);
        message = take(job, at, comment.message_len);
        if (!message)
            return false;
        ret[i] = (struct tc_comment){comment.start, comment.end, tc_arena_strndup(arena, message, comment.message_len)};
    }
    return true;
}

static enum tc_status annotate(const struct tc_buf *job, struct tc_buf *ret, struct tc_error *err)
{
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_job_head head;
    size_t at = 0;
    const char *first = take(job, &at, sizeof head);
    if (first)
        memcpy(&head, first, sizeof head);
    if (!first || head.magic != TC_JOB_MAGIC || head.comment_count > TC_JOB_COMMENTS_MAX)
        return tc_fail(err, TC_ERR_INPUT, "this is no job");
    struct tc_comment *comments = tc_arena_zero(&arena, head.comment_count + 1, sizeof *comments);
    bool is_whole = read_comments(job, &at, head.comment_count, &arena, comments);
    const char *text = is_whole ? take(job, &at, head.text_len) : NULL;
    const char *original = text ? take(job, &at, head.original_len) : NULL;
    for (size_t i = 0; original && i < head.comment_count; i++) {
        if (comments[i].start > comments[i].end || comments[i].end > head.text_len)
            original = NULL;
    }
    if (!original)
        return tc_fail(err, TC_ERR_INPUT, "the job is cut off");
    char now[32];
    time_t seconds = time(NULL);
    struct tm utc;
    (void)strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&seconds, &utc));
    const struct tc_annotate_options how = {.author = "tracuu", .initials = "tc", .date = now};
    return tc_annotate(original, head.original_len, text, head.text_len, comments, head.comment_count, &how, ret, NULL,
                       err);
}

int main(void)
{
    const size_t memory = (size_t)1 << 30;
    tc_auto_buf struct tc_buf job = {0}, copy = {0};
    struct tc_error err = {0};
    tzset();
    xmlInitParser(); // what it opens, it opens before the lock
    (void)tc_sandbox_enter(memory, false);
    if (!read_all(&job) || annotate(&job, &copy, &err) != TC_OK) {
        (void)fprintf(stderr, "%s\n", err.message);
        _exit(1);
    }
    for (size_t sent = 0; sent < copy.len;) {
        ssize_t n = write(STDOUT_FILENO, copy.data + sent, copy.len - sent);
        if (n <= 0)
            _exit(1);
        sent += (size_t)n;
    }
    _exit(0); // what libraries do at the end needs more than the lock leaves
}
