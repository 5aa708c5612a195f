// SPDX-License-Identifier: GPL-3.0-or-later
// One container, member by member: the parent's side of OPEN, NEXT and DATA (protocol.h). What comes out of it is a
// name that is safe to be part of a path, and bytes in a sealed memory file that is handed to a reader like any file.
#ifndef TC_EXTRACT_UNPACK_H
#define TC_EXTRACT_UNPACK_H

#include "extract/extract.h"

struct tc_unpacked {
    char *name;       // below the container, UTF-8, no two alike; borrowed until the next call
    int64_t mtime_ns; // 0 unknown
    uint64_t size;    // as the container tells it, UINT64_MAX when it does not
    bool is_folder, is_other, is_encrypted;
};
struct tc_unpacker;
struct tc_unpacker *tc_unpacker_new(const struct tc_extract_options *options);
void tc_unpacker_free(struct tc_unpacker *unpacker);

// path is for messages, and its last part names the single content of a packed file. TC_ERR_INPUT: *ret_reason and err
// say why it cannot be opened; TC_ERR_IO, TC_ERR_INTERNAL as with tc_extract_file.
enum tc_status tc_unpack_open(struct tc_unpacker *unpacker, int fd, const char *path, enum tc_reason *ret_reason,
                              struct tc_error *err);
// TC_DONE behind the last member. TC_ERR_INPUT: the container breaks off here.
enum tc_status tc_unpack_next(struct tc_unpacker *unpacker, struct tc_unpacked *ret, enum tc_reason *ret_reason,
                              struct tc_error *err);
// The bytes of the member met last, at most max, as a file that nobody can write to any more; *ret_fd is yours.
// *ret_size is set also on failure: what was unpacked in vain counts, too.
enum tc_status tc_unpack_data(struct tc_unpacker *unpacker, uint64_t max, int *ret_fd, uint64_t *ret_size,
                              enum tc_reason *ret_reason, struct tc_error *err);

#endif
