// SPDX-License-Identifier: GPL-3.0-or-later
// All members of a container, those of containers in it too, with bounds on what a file may unfold to: 4 containers
// within each other, 20,000 members, and 100 times the bytes of the outermost file (64 MB at least). Each depth has a
// worker of its own that only takes apart; readers never see more than one member, as a file. What lies deeper is shown
// by its name, with the reason.
#ifndef TC_EXTRACT_MEMBERS_H
#define TC_EXTRACT_MEMBERS_H

#include "extract/extract.h"

enum tc_member_event {
    TC_MEMBER_IS,   // a member: fd is its content, or -1 and reason says why there is none
    TC_MEMBER_ENDED // a container that was entered is through; reason says whether all of it was met
};
struct tc_member {
    enum tc_member_event event;
    const char *path; // of the outermost file, then "!/" and a name for each container on the way
    int fd;           // borrowed
    int64_t mtime_ns; // that of the container where the member has none
    uint64_t size;
    enum tc_reason reason;
    const struct tc_error *err; // of the reason
};
enum tc_member_answer { TC_MEMBER_ON, TC_MEMBER_ENTER, TC_MEMBER_STOP };
struct tc_member_visitor {
    // May be NULL: everything is unpacked. False: the member is passed by, visit does not hear of it.
    bool (*wants)(void *context, const char *path);
    // ENTER: the content just shown is a container, its members come next, then ENDED for it.
    enum tc_member_answer (*visit)(void *context, const struct tc_member *member);
    void *context;
};
// Keeps workers from one container to the next; not thread-safe.
struct tc_members;
struct tc_members *tc_members_new(const struct tc_extract_options *options);
void tc_members_free(struct tc_members *members);

// The members of an open file. TC_OK: all were met, or visit said stop; TC_ERR_INPUT: *ret_reason and err say what
// became of the rest; TC_ERR_IO, TC_ERR_INTERNAL: the machine failed.
enum tc_status tc_members_visit(struct tc_members *members, int fd, const char *path,
                                const struct tc_member_visitor *visitor, enum tc_reason *ret_reason,
                                struct tc_error *err);

// One member by its path below the file ("b.zip!/c.doc"), as a sealed file; *ret_fd is yours. TC_ERR_NOT_FOUND when
// there is none of that name, TC_ERR_INPUT when it cannot be unpacked.
enum tc_status tc_member_open(int fd, const char *path, const char *inside, const struct tc_extract_options *options,
                              int *ret_fd, struct tc_error *err);
// Divides "FOLDER/a.zip!/b.doc" at the file that exists: where the path inside begins, NULL when path names no member
// of an existing file. A folder may end in "!", too.
const char *tc_member_inside(const char *path);

#endif
