// SPDX-License-Identifier: GPL-3.0-or-later
#include "extract/child.h"

#include "base/lang.h"
#include "base/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define GREETING_MS 60000 // a cold disk and a busy machine take their time; a reader that is broken says so at once
#define BUFFER ((size_t)1 << 16)
#define LOOK_MS 200 // between looks at whether to go on

int64_t tc_child_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// False when the time is over or nobody wants the answer any more.
static bool wait_for(const struct tc_child *child, short event, int64_t deadline)
{
    int64_t left = deadline - tc_child_now();
    if (left <= 0 || (child->watch && atomic_load(&child->watch->is_cancelled)))
        return false;
    struct pollfd wait = {.fd = child->fd, .events = event};
    (void)poll(&wait, 1, left > LOOK_MS ? LOOK_MS : (int)left);
    return true;
}

// Waits for some bytes: straight to `ret` when that wants many, else into the buffer.
static enum tc_talk receive(struct tc_child *child, char *ret, size_t len, int64_t deadline, size_t *ret_len)
{
    bool is_large = len >= BUFFER;
    if (!child->buffer)
        child->buffer = tc_xmalloc(BUFFER);
    for (;;) {
        ssize_t n = recv(child->fd, is_large ? ret : child->buffer, is_large ? len : BUFFER, MSG_DONTWAIT);
        if (n > 0) {
            *ret_len = is_large ? (size_t)n : 0;
            child->at = 0;
            child->end = is_large ? 0 : (size_t)n;
            return TC_TALK_OK;
        }
        if (n == 0 || (errno != EAGAIN && errno != EINTR))
            return TC_TALK_GONE;
        if (!wait_for(child, POLLIN, deadline))
            return TC_TALK_TIMEOUT;
    }
}

enum tc_talk tc_child_read(struct tc_child *child, void *ret, size_t len, int64_t deadline)
{
    char *at = ret;
    while (len > 0) {
        size_t n = child->end - child->at;
        n = n < len ? n : len;
        if (n) {
            memcpy(at, child->buffer + child->at, n);
            child->at += n;
        } else {
            enum tc_talk talk = receive(child, at, len, deadline, &n);
            if (talk != TC_TALK_OK)
                return talk;
        }
        at += n;
        len -= n;
    }
    return TC_TALK_OK;
}

enum tc_talk tc_child_write(struct tc_child *child, const void *data, size_t len, int64_t deadline)
{
    const char *at = data;
    while (len > 0) {
        ssize_t n = send(child->fd, at, len, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n > 0) {
            at += n;
            len -= (size_t)n;
            continue;
        }
        if (n == 0 || (errno != EAGAIN && errno != EINTR))
            return TC_TALK_GONE;
        if (!wait_for(child, POLLOUT, deadline))
            return TC_TALK_TIMEOUT;
    }
    return TC_TALK_OK;
}

enum tc_talk tc_child_head(struct tc_child *child, int64_t deadline, struct tc_wire_head *ret)
{
    enum tc_talk talk = tc_child_read(child, ret, sizeof *ret, deadline);
    if (talk != TC_TALK_OK)
        return talk;
    return ret->type >= 1 && ret->type < TC_FRAME_COUNT && ret->len <= TC_FRAME_MAX ? TC_TALK_OK : TC_TALK_NONSENSE;
}

enum tc_talk tc_child_send(struct tc_child *child, const struct tc_request *request, int file)
{
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } control = {0};
    struct iovec data = {.iov_base = (void *)(uintptr_t)request, .iov_len = sizeof *request};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1};
    if (file >= 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = sizeof control.bytes;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(header), &file, sizeof file);
    }
    ssize_t n;
    do
        n = sendmsg(child->fd, &message, MSG_NOSIGNAL);
    while (n < 0 && errno == EINTR);
    return n == (ssize_t)sizeof *request ? TC_TALK_OK : TC_TALK_GONE;
}

// The worker gets an environment of its own: nothing of ours may steer the libraries that read hostile files.
static int spawn(const char *program, const char *memory, const struct tc_extract_options *options, int talk, int log,
                 pid_t *ret)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, usual;
    (void)sigemptyset(&none);
    (void)sigemptyset(&usual);
    static const int restored[] = {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGALRM, SIGXCPU, SIGCHLD};
    for (size_t i = 0; i < TC_LENGTH(restored); i++)
        (void)sigaddset(&usual, restored[i]);
    (void)posix_spawn_file_actions_init(&actions);
    (void)posix_spawnattr_init(&attributes);
    (void)posix_spawnattr_setsigmask(&attributes, &none);
    (void)posix_spawnattr_setsigdefault(&attributes, &usual);
    // a group of its own: Ctrl-C is the parent's to answer
    (void)posix_spawnattr_setpgroup(&attributes, 0);
    (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    (void)posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    (void)posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    (void)posix_spawn_file_actions_adddup2(&actions, log, 2);
    (void)posix_spawn_file_actions_adddup2(&actions, talk, TC_WORKER_FD);
    char *argv[] = {(char *)(uintptr_t)program,
                    (char *)(uintptr_t) "--memory",
                    (char *)(uintptr_t)memory,
                    options->ocr ? (char *)(uintptr_t) "--ocr" : NULL,
                    options->is_modest ? (char *)(uintptr_t) "--modest" : NULL,
                    NULL};
    tc_auto_free char *data = tc_xasprintf("TRACUU_DATADIR=%s", tc_path_data());
    tc_auto_free char *path = tc_xasprintf("PATH=%s", getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin");
    char *environment[] = {data, path, (char *)(uintptr_t) "LC_ALL=C.UTF-8", (char *)(uintptr_t) "OMP_THREAD_LIMIT=1",
                           NULL};
    int error = posix_spawn(ret, program, &actions, &attributes, argv, environment);
    (void)posix_spawn_file_actions_destroy(&actions);
    (void)posix_spawnattr_destroy(&attributes);
    return error;
}

static void close_all(const int *fds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (fds[i] >= 0)
            (void)close(fds[i]);
}

// Descriptors that are inherited by dup2 must not be the very numbers they are put on.
static int above(int fd)
{
    int moved = fcntl(fd, F_DUPFD_CLOEXEC, 10);
    (void)close(fd);
    return moved;
}

enum tc_status tc_child_start(struct tc_child *child, const struct tc_extract_options *options, struct tc_error *err)
{
    tc_auto_free char *program = tc_xasprintf("%s/tracuu-extract", tc_path_libexec());
    tc_auto_free char *memory = tc_xasprintf("%zu", options->memory_bytes);
    int talk[2], log[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, talk) < 0)
        return tc_fail(err, TC_ERR_IO,
                       TC_TELL("không chạy được chương trình đọc tệp: %s", "cannot start the extractor: %s"),
                       strerror(errno));
    if (pipe2(log, O_CLOEXEC | O_NONBLOCK) < 0) {
        int saved = errno;
        close_all(talk, 2);
        return tc_fail(err, TC_ERR_IO,
                       TC_TELL("không chạy được chương trình đọc tệp: %s", "cannot start the extractor: %s"),
                       strerror(saved));
    }
    int fds[] = {above(talk[0]), above(talk[1]), above(log[0]), above(log[1])};
    for (size_t i = 0; i < TC_LENGTH(fds); i++)
        if (fds[i] < 0) {
            close_all(fds, TC_LENGTH(fds));
            return tc_fail(err, TC_ERR_IO,
                           TC_TELL("không chạy được chương trình đọc tệp: mở quá nhiều tệp",
                                   "cannot start the extractor: too many open files"));
        }
    int error = spawn(program, memory, options, fds[1], fds[3], &child->pid);
    close_all(fds + 1, 1);
    close_all(fds + 3, 1);
    if (error) {
        child->pid = 0;
        close_all(fds, 1);
        close_all(fds + 2, 1);
        return tc_fail(err, TC_ERR_IO, "%s: %s", program, strerror(error));
    }
    child->fd = fds[0];
    child->log = fds[2];
    child->served = 0;
    struct tc_wire_hello hello;
    enum tc_talk said = tc_child_read(child, &hello, sizeof hello, tc_child_now() + GREETING_MS);
    if (said == TC_TALK_OK && hello.magic == TC_PROTOCOL_MAGIC) {
        child->protections = hello.protections;
        return TC_OK;
    }
    struct tc_child_end end;
    tc_child_stop(child, &end);
    return tc_fail(err, TC_ERR_INTERNAL, TC_TELL("%s: không chạy (%s)", "%s: does not start (%s)"), program,
                   said == TC_TALK_TIMEOUT ? "no answer"
                   : said == TC_TALK_OK    ? "of another version"
                   : end.said[0]           ? end.said
                                           : "it ended");
}

// What it said last, as one line.
static void read_log(int fd, char *ret, size_t size)
{
    char bytes[4096];
    ssize_t n, len = 0;
    ret[0] = '\0';
    while ((n = read(fd, bytes, sizeof bytes)) > 0) {
        len = n < (ssize_t)size - 1 ? n : (ssize_t)size - 1;
        memcpy(ret, bytes + n - len, (size_t)len);
        ret[len] = '\0';
    }
    while (len > 0 && ret[len - 1] == '\n')
        ret[--len] = '\0';
    for (ssize_t i = 0; i < len; i++)
        if ((unsigned char)ret[i] < ' ' || ret[i] == 127)
            ret[i] = ' ';
}

void tc_child_stop(struct tc_child *child, struct tc_child_end *ret)
{
    if (!child->pid)
        return;
    (void)close(child->fd);
    (void)kill(child->pid, SIGKILL);
    struct rusage usage = {0};
    int status = 0;
    while (wait4(child->pid, &status, 0, &usage) < 0 && errno == EINTR)
        ;
    struct tc_child_end end = {.status = status, .max_rss_kb = usage.ru_maxrss};
    read_log(child->log, end.said, sizeof end.said);
    (void)close(child->log);
    if (getenv("TRACUU_EXTRACT_DEBUG") && end.said[0])
        (void)!write(2, end.said, strlen(end.said));
    free(child->buffer);
    *child = (struct tc_child){0};
    if (ret)
        *ret = end;
}
