// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file.h"

#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum tc_status tc_file_read_fd(int fd, const char *name, size_t max, struct tc_buf *ret, struct tc_error *err)
{
    tc_auto_buf struct tc_buf buf = {0};
    for (;;) {
        char *at = tc_buf_reserve(&buf, 65536);
        ssize_t n = read(fd, at, 65536);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return tc_fail(err, TC_ERR_IO, "%s: %s", name, strerror(errno));
        buf.len += (size_t)n;
        buf.data[buf.len] = '\0';
        if (buf.len > max)
            return tc_fail(err, TC_ERR_LIMIT, TC_TELL("%s: lớn hơn %zu byte", "%s: larger than %zu bytes"), name, max);
        if (n == 0)
            break;
    }
    *ret = buf;
    buf = (struct tc_buf){0};
    return TC_OK;
}

enum tc_status tc_file_read(const char *path, size_t max, struct tc_buf *ret, struct tc_error *err)
{
    // O_NONBLOCK: a FIFO in the place of a file must not hang us
    tc_auto_fd int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat st;
    if (fd < 0)
        return tc_fail(err, errno == ENOENT || errno == ENOTDIR ? TC_ERR_NOT_FOUND : TC_ERR_IO, "%s: %s", path,
                       strerror(errno));
    if (fstat(fd, &st) || !S_ISREG(st.st_mode))
        return tc_fail(err, TC_ERR_IO, TC_TELL("%s: không phải tệp thường", "%s: not a regular file"), path);
    return tc_file_read_fd(fd, path, max, ret, err);
}

static bool write_all(int fd, const char *data, size_t len)
{
    while (len) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        data += n;
        len -= (size_t)n;
    }
    return true;
}

enum tc_status tc_file_write(const char *path, const void *data, size_t len, struct tc_error *err)
{
    tc_auto_free char *temporary = tc_xasprintf("%s.new-%ld", path, (long)getpid());
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return tc_fail(err, TC_ERR_IO, "%s: %s", temporary, strerror(errno));
    bool good = write_all(fd, data, len) && !fsync(fd);
    good = !close(fd) && good;
    good = good && !rename(temporary, path);
    if (!good) {
        int saved = errno;
        (void)unlink(temporary);
        return tc_fail(err, TC_ERR_IO, "%s: %s", path, strerror(saved));
    }
    return TC_OK;
}

enum tc_status tc_file_mkdirs(const char *path, struct tc_error *err)
{
    tc_auto_free char *copy = tc_xstrdup(path);
    for (char *slash = copy + 1; *copy; slash++) {
        slash = strchr(slash, '/');
        if (slash)
            *slash = '\0';
        if (mkdir(copy, 0777) && errno != EEXIST)
            return tc_fail(err, TC_ERR_IO, "%s: %s", copy, strerror(errno));
        if (!slash)
            break;
        *slash = '/';
    }
    return TC_OK;
}
