// SPDX-License-Identifier: GPL-3.0-or-later
// A worker process and the talk with it, inside the extract layer: starting, sending a request, reading frames against
// a deadline, and making sure that it is gone.
#ifndef TC_EXTRACT_CHILD_H
#define TC_EXTRACT_CHILD_H

#include "extract/extract.h"
#include "extract/protocol.h"

#include <sys/types.h>

struct tc_child {
    pid_t pid;                    // 0: none runs
    int fd;                       // our end of the talk
    int log;                      // what it says on standard error
    unsigned served, protections; // served: cost of the files so far, see extract.c
    char *buffer;                 // what was received beyond what was asked for, from `at` to `end`
    size_t at, end;
    // of the file at hand
    const char *cache, *digest; // borrowed, or NULL
    struct tc_extract_watch *watch;
    uint64_t kept; // bytes of pages
};
enum tc_talk { TC_TALK_OK, TC_TALK_TIMEOUT, TC_TALK_GONE, TC_TALK_NONSENSE };

// Starts tracuu-extract and waits for its greeting. Errors: TC_ERR_IO (cannot be started), TC_ERR_INTERNAL (does not
// greet).
enum tc_status tc_child_start(struct tc_child *child, const struct tc_extract_options *options, struct tc_error *err);
// Kills what still runs, reaps it, closes everything. What it was killed by and what it said last goes into ret (may be
// NULL).
struct tc_child_end {
    int status;      // as of waitpid
    long max_rss_kb; // the most memory it held
    char said[512];  // the tail of standard error
};
void tc_child_stop(struct tc_child *child, struct tc_child_end *ret);

// Milliseconds of the monotonic clock.
int64_t tc_child_now(void);
// file goes along when it is not -1.
enum tc_talk tc_child_send(struct tc_child *child, const struct tc_request *request, int file);
// The head of the next frame, with type and len within their bounds.
enum tc_talk tc_child_head(struct tc_child *child, int64_t deadline, struct tc_wire_head *ret);
// Sends len bytes.
enum tc_talk tc_child_write(struct tc_child *child, const void *data, size_t len, int64_t deadline);
// Exactly len bytes.
enum tc_talk tc_child_read(struct tc_child *child, void *ret, size_t len, int64_t deadline);

#endif
