// SPDX-License-Identifier: GPL-3.0-or-later
// One file without an archive.
#include "ingest.h"

#include "base/file.h"
#include "extract/members.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static enum tc_status read_stdin(size_t max, struct tc_document *ret, struct tc_error *err)
{
    tc_auto_buf struct tc_buf text = {0};
    enum tc_status status = tc_file_read_fd(STDIN_FILENO, "standard input", max ? max : 32 << 20, &text, err);
    if (status == TC_OK)
        tc_document_from_text(text.data ? text.data : "", text.len, ret);
    return status;
}

// "FOLDER/a.zip!/b.doc": the member of a file.
static enum tc_status open_member(const char *path, const char *inside, const struct tc_extract_options *options,
                                  int *ret_fd, struct tc_error *err)
{
    tc_auto_free char *file = tc_xstrndup(path, (size_t)(inside - path) - strlen("!/"));
    tc_auto_fd int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return tc_fail(err, TC_ERR_INPUT, "%s: %s", file, strerror(errno));
    return tc_member_open(fd, file, inside, options, ret_fd, err);
}

enum tc_status tc_ingest_read(const char *path, const struct tc_extract_options *options, struct tc_document *ret,
                              enum tc_reason *ret_reason, struct tc_error *err)
{
    if (!strcmp(path, "-")) {
        *ret_reason = TC_REASON_NONE;
        return read_stdin(options ? options->max_text_bytes : 0, ret, err);
    }
    tc_auto_fd int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    const char *inside = fd < 0 ? tc_member_inside(path) : NULL;
    if (inside) {
        enum tc_status status = open_member(path, inside, options, &fd, err);
        *ret_reason = TC_REASON_UNREADABLE;
        if (status != TC_OK)
            return status;
    }
    if (fd < 0) {
        *ret_reason = TC_REASON_UNREADABLE;
        return tc_fail(err, errno == ENOENT ? TC_ERR_NOT_FOUND : TC_ERR_INPUT, "%s: %s", path, strerror(errno));
    }
    struct tc_extractor *extractor = tc_extractor_new(options);
    enum tc_status status = tc_extract_file(extractor, fd, path, ret, ret_reason, err);
    tc_extractor_free(extractor);
    return status;
}
