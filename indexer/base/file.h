// SPDX-License-Identifier: GPL-3.0-or-later
// Small files whole, and writing that either happens or does not.
#ifndef TC_BASE_FILE_H
#define TC_BASE_FILE_H

#include "base/mem.h"
#include "base/status.h"

// Reads a regular file of at most max bytes. Errors: TC_ERR_NOT_FOUND, TC_ERR_IO, TC_ERR_LIMIT.
enum tc_status tc_file_read(const char *path, size_t max, struct tc_buf *ret, struct tc_error *err);
// Everything from a descriptor, at most max bytes.
enum tc_status tc_file_read_fd(int fd, const char *name, size_t max, struct tc_buf *ret, struct tc_error *err);
// Writes beside the target, syncs, renames: readers see the old file or the new one, whole.
enum tc_status tc_file_write(const char *path, const void *data, size_t len, struct tc_error *err);
// mkdir -p with mode 0777 less umask.
enum tc_status tc_file_mkdirs(const char *path, struct tc_error *err);

#endif
