// SPDX-License-Identifier: GPL-3.0-or-later
// Files that hold others: archives, mailboxes, mails. Members are met in the order of the file, each once; data may be
// asked for before the next is. Names are as they stand in the file, nothing of them is to be believed.
#ifndef TC_WORKER_CONTAINER_H
#define TC_WORKER_CONTAINER_H

#include "source.h"

// Takes bytes; false: enough, stop.
typedef bool tc_sink(void *context, const char *data, size_t len);

struct tc_container;
struct tc_container_kind {
    // *ret is left alone on failure. What source points at stays until close. file: the same as a descriptor, for kinds
    // that need not have all of it in memory; source->data is NULL when it is too large for that.
    enum tc_reason (*open)(const struct tc_source *source, int file, struct tc_container **ret);
    // *ret_is_end: there are no more. A reason other than NONE ends the container, too.
    enum tc_reason (*next)(struct tc_container *container, struct tc_wire_member *ret, struct tc_buf *ret_name,
                           bool *ret_is_end);
    enum tc_reason (*data)(struct tc_container *container, tc_sink *sink, void *context);
    void (*close)(struct tc_container *container);
};
// NULL for media types that hold no members.
const struct tc_container_kind *tc_container_of(const char *media_type);
// Can it be read from a descriptor alone, whatever its size?
bool tc_container_is_streamed(const char *media_type);

extern const struct tc_container_kind tc_unpack_archive, tc_unpack_mail, tc_unpack_mbox, tc_unpack_msg;

#endif
