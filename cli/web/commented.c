// SPDX-License-Identifier: GPL-3.0-or-later
#include "commented.h"

#include "annotate/job.h"
#include "base/paths.h"
#include "render_finding.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { DEADLINE_MS = 30000 };

int tc_memory_file(const char *data, size_t len)
{
    int fd = memfd_create("draft", MFD_CLOEXEC);
    for (size_t sent = 0; fd >= 0 && sent < len;) {
        ssize_t n = write(fd, data + sent, len - sent);
        if (n > 0) {
            sent += (size_t)n;
        } else if (errno != EINTR) {
            (void)close(fd);
            fd = -1;
        }
    }
    if (fd >= 0)
        (void)lseek(fd, 0, SEEK_SET);
    return fd;
}

static void put_job(const char *original, size_t len, const struct tc_document *draft, const json_t *findings,
                    enum tc_lang lang, struct tc_buf *ret)
{
    size_t count = json_array_size(findings);
    if (count > TC_JOB_COMMENTS_MAX)
        count = TC_JOB_COMMENTS_MAX;
    const struct tc_job_head head = {TC_JOB_MAGIC, (uint32_t)count, (uint32_t)draft->len, (uint32_t)len};
    tc_buf_add(ret, &head, sizeof head);
    for (size_t i = 0; i < count; i++) {
        const json_t *finding = json_array_get(findings, i);
        tc_auto_buf struct tc_buf message = {0};
        tc_put_finding_comment(lang, finding, &message);
        const struct tc_job_comment comment = {(uint32_t)json_integer_value(json_object_get(finding, "start")),
                                               (uint32_t)json_integer_value(json_object_get(finding, "end")),
                                               (uint32_t)message.len};
        tc_buf_add(ret, &comment, sizeof comment);
        tc_buf_add(ret, message.data, message.len);
    }
    tc_buf_add(ret, draft->text, draft->len);
    tc_buf_add(ret, original, len);
}

// Starts the program with an environment of its own: nothing of the request may steer the libraries it uses.
static int start(int job, int answer, pid_t *ret)
{
    tc_auto_free char *program = tc_xasprintf("%s/tracuu-annotate", tc_path_libexec());
    char *argv[] = {program, NULL}, *environment[] = {(char *)(uintptr_t) "LC_ALL=C.UTF-8", NULL};
    posix_spawn_file_actions_t actions;
    (void)posix_spawn_file_actions_init(&actions);
    (void)posix_spawn_file_actions_adddup2(&actions, job, 0);
    (void)posix_spawn_file_actions_adddup2(&actions, answer, 1);
    (void)posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    int error = posix_spawn(ret, program, &actions, NULL, argv, environment);
    (void)posix_spawn_file_actions_destroy(&actions);
    return error;
}

static int64_t now_ms(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

// All that comes out of fd, within the deadline and the largest size.
static bool read_answer(int fd, struct tc_buf *ret)
{
    enum { STEP = 65536 };
    int64_t deadline = now_ms() + DEADLINE_MS;
    for (;;) {
        int64_t left = deadline - now_ms();
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        if (left <= 0 || ret->len > TC_JOB_MAX)
            return false;
        if (poll(&wait, 1, (int)left) <= 0)
            continue;
        ssize_t n = read(fd, tc_buf_reserve(ret, STEP), STEP);
        if (n == 0)
            return true;
        if (n < 0 && errno != EINTR)
            return false;
        ret->len += n > 0 ? (size_t)n : 0;
    }
}

enum tc_status tc_commented_copy(const char *original, size_t len, const struct tc_document *draft,
                                 const json_t *findings, enum tc_lang lang, struct tc_buf *ret, struct tc_error *err)
{
    tc_auto_buf struct tc_buf job = {0}, copy = {0};
    int ends[2], status = 0;
    pid_t pid = 0;
    put_job(original, len, draft, findings, lang, &job);
    if (job.len > TC_JOB_MAX)
        return tc_fail(err, TC_ERR_LIMIT, "the draft is too large to be commented");
    tc_auto_fd int file = tc_memory_file(job.data, job.len);
    if (file < 0 || pipe2(ends, O_CLOEXEC) < 0)
        return tc_fail(err, TC_ERR_IO, "tracuu-annotate cannot be started");
    int error = start(file, ends[1], &pid);
    (void)close(ends[1]);
    bool is_read = !error && read_answer(ends[0], &copy);
    (void)close(ends[0]);
    if (!error && !is_read)
        (void)kill(pid, SIGKILL);
    while (!error && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (error)
        return tc_fail(err, TC_ERR_IO, "tracuu-annotate cannot be started: %s", strerror(error));
    if (!is_read)
        return tc_fail(err, TC_ERR_LIMIT, "tracuu-annotate took too long");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !copy.len)
        return tc_fail(err, TC_ERR_INPUT, "comments cannot be written into this file");
    tc_buf_add(ret, copy.data, copy.len);
    return TC_OK;
}
