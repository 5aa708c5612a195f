// SPDX-License-Identifier: GPL-3.0-or-later
#include "extract/members.h"

#include "extract/extractor.h"
#include "extract/unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 4, MEMBERS_MAX = 20000, RATIO = 100 };
#define FREE_BYTES ((uint64_t)64 << 20) // below this no ratio is suspicious

static const char TOO_DEEP[] = ": containers within each other too deep";

struct tc_members {
    struct tc_extract_options options;
    struct tc_unpacker *unpackers[DEPTH_MAX + 1]; // the last only lists
};

struct tc_members *tc_members_new(const struct tc_extract_options *options)
{
    struct tc_members *members = tc_xcalloc(1, sizeof *members);
    members->options = tc_extract_defaults(options);
    members->options.ocr = TC_OCR_NEVER; // what takes apart reads nothing
    return members;
}

void tc_members_free(struct tc_members *members)
{
    if (!members)
        return;
    for (size_t i = 0; i <= DEPTH_MAX; i++)
        tc_unpacker_free(members->unpackers[i]);
    free(members);
}

struct walk {
    struct tc_members *members;
    const struct tc_member_visitor *visitor;
    uint64_t bytes_left;
    unsigned members_left;
    bool is_stopped, is_spent;
};

struct container {
    int fd;
    const char *path;
    int64_t mtime_ns;
    unsigned depth; // 0 the outermost
};

static enum tc_status visit_container(struct walk *walk, const struct container *in, enum tc_reason *ret_reason,
                                      struct tc_error *err);

// Shows one member; when it is a container that the visitor enters, its members after it.
static enum tc_status show(struct walk *walk, struct tc_member *member, unsigned depth, struct tc_error *err)
{
    enum tc_member_answer answer = walk->visitor->visit(walk->visitor->context, member);
    walk->is_stopped |= answer == TC_MEMBER_STOP;
    if (answer != TC_MEMBER_ENTER || member->fd < 0)
        return TC_OK;
    struct tc_error why = {0};
    struct tc_member ended = *member;
    ended.event = TC_MEMBER_ENDED;
    ended.err = &why;
    const struct container inner = {
        .fd = member->fd, .path = member->path, .mtime_ns = member->mtime_ns, .depth = depth + 1};
    enum tc_status status = visit_container(walk, &inner, &ended.reason, &why);
    if (status != TC_OK && status != TC_ERR_INPUT)
        return tc_fail(err, status, "%s", why.message);
    if (!walk->is_stopped)
        walk->is_stopped |= walk->visitor->visit(walk->visitor->context, &ended) == TC_MEMBER_STOP;
    return TC_OK;
}

// Why a member is listed and not unpacked.
static enum tc_reason refusal(const struct walk *walk, const struct tc_unpacked *found, unsigned depth)
{
    if (found->is_other)
        return TC_REASON_SKIPPED;
    if (depth == DEPTH_MAX)
        return TC_REASON_TOO_LARGE;
    if (found->is_encrypted)
        return TC_REASON_ENCRYPTED;
    bool is_large = found->size != UINT64_MAX && found->size > walk->members->options.max_file_bytes;
    return is_large ? TC_REASON_TOO_LARGE : TC_REASON_NONE;
}

// The content of a member, or the reason why there is none. Errors: of the machine alone.
static enum tc_status fetch(struct walk *walk, struct tc_unpacker *unpacker, struct tc_member *member, int *ret_fd,
                            struct tc_error *why)
{
    uint64_t most = walk->members->options.max_file_bytes;
    bool is_last_room = walk->bytes_left < most;
    enum tc_status status =
        tc_unpack_data(unpacker, is_last_room ? walk->bytes_left : most, ret_fd, &member->size, &member->reason, why);
    walk->bytes_left -= member->size < walk->bytes_left ? member->size : walk->bytes_left;
    walk->is_spent |= is_last_room && member->reason == TC_REASON_TOO_LARGE;
    return status == TC_ERR_INPUT ? TC_OK : status;
}

static enum tc_status take(struct walk *walk, struct tc_unpacker *unpacker, const struct tc_unpacked *found,
                           const struct container *in, struct tc_error *err)
{
    struct tc_error why = {0};
    tc_auto_fd int fd = -1;
    tc_auto_free char *path = tc_xasprintf("%s!/%s", in->path, found->name);
    const struct tc_member_visitor *visitor = walk->visitor;
    if (visitor->wants && !visitor->wants(visitor->context, path))
        return TC_OK;
    struct tc_member member = {.path = path,
                               .mtime_ns = found->mtime_ns ? found->mtime_ns : in->mtime_ns,
                               .size = found->size == UINT64_MAX ? 0 : found->size,
                               .reason = refusal(walk, found, in->depth),
                               .err = &why};
    if (member.reason == TC_REASON_NONE) {
        enum tc_status status = fetch(walk, unpacker, &member, &fd, &why);
        if (status != TC_OK)
            return tc_fail(err, status, "%s", why.message);
    }
    if (member.reason != TC_REASON_NONE)
        tc_fail(&why, TC_ERR_INPUT, "%s: %s%s", path, tc_reason_name(member.reason),
                in->depth == DEPTH_MAX ? TOO_DEEP : "");
    member.fd = fd;
    return show(walk, &member, in->depth, err);
}

// What lies too deep is named, not unpacked.
static enum tc_status visit_container(struct walk *walk, const struct container *in, enum tc_reason *ret_reason,
                                      struct tc_error *err)
{
    struct tc_unpacker **unpacker = &walk->members->unpackers[in->depth];
    if (!*unpacker)
        *unpacker = tc_unpacker_new(&walk->members->options);
    enum tc_status status = tc_unpack_open(*unpacker, in->fd, in->path, ret_reason, err);
    while (status == TC_OK && !walk->is_stopped) {
        struct tc_unpacked found;
        status = tc_unpack_next(*unpacker, &found, ret_reason, err);
        if (status != TC_OK || found.is_folder)
            continue;
        if (walk->members_left == 0)
            return tc_extract_bad(TC_REASON_TOO_LARGE, in->path, "too many members", ret_reason, err);
        walk->members_left--;
        status = take(walk, *unpacker, &found, in, err);
        if (walk->is_spent && status == TC_OK)
            return tc_extract_bad(TC_REASON_TOO_LARGE, in->path, "unpacks to too much", ret_reason, err);
    }
    if (in->depth == DEPTH_MAX && status == TC_DONE)
        return tc_extract_bad(TC_REASON_TOO_LARGE, in->path, TOO_DEEP + strlen(": "), ret_reason, err);
    return status == TC_DONE ? TC_OK : status;
}

enum tc_status tc_members_visit(struct tc_members *members, int fd, const char *path,
                                const struct tc_member_visitor *visitor, enum tc_reason *ret_reason,
                                struct tc_error *err)
{
    struct stat st;
    if (fstat(fd, &st) < 0)
        return tc_extract_bad(TC_REASON_UNREADABLE, path, strerror(errno), ret_reason, err);
    uint64_t most = (uint64_t)st.st_size * RATIO;
    struct walk walk = {.members = members,
                        .visitor = visitor,
                        .bytes_left = most > FREE_BYTES ? most : FREE_BYTES,
                        .members_left = MEMBERS_MAX};
    const struct container outermost = {
        .fd = fd, .path = path, .mtime_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec};
    *ret_reason = TC_REASON_NONE;
    return visit_container(&walk, &outermost, ret_reason, err);
}

// ---- one member

struct search {
    const char *path; // of the member
    int fd;
    enum tc_reason reason;
};

static bool is_on_the_way(const char *path, const char *wanted)
{
    size_t len = strlen(path);
    return !strncmp(path, wanted, len) && (!wanted[len] || !strncmp(wanted + len, "!/", 2));
}

static bool wants(void *context, const char *path)
{
    const struct search *search = context;
    return is_on_the_way(path, search->path);
}

static enum tc_member_answer find(void *context, const struct tc_member *member)
{
    struct search *search = context;
    if (member->event == TC_MEMBER_ENDED)
        return TC_MEMBER_ON;
    if (strcmp(member->path, search->path) != 0)
        return TC_MEMBER_ENTER;
    search->reason = member->reason;
    search->fd = member->fd >= 0 ? fcntl(member->fd, F_DUPFD_CLOEXEC, 3) : -1;
    return TC_MEMBER_STOP;
}

enum tc_status tc_member_open(int fd, const char *path, const char *inside, const struct tc_extract_options *options,
                              int *ret_fd, struct tc_error *err)
{
    tc_auto_free char *whole = tc_xasprintf("%s!/%s", path, inside);
    struct search search = {.path = whole, .fd = -1};
    const struct tc_member_visitor visitor = {.wants = wants, .visit = find, .context = &search};
    struct tc_members *members = tc_members_new(options);
    enum tc_reason reason;
    enum tc_status status = tc_members_visit(members, fd, path, &visitor, &reason, err);
    tc_members_free(members);
    if (search.fd >= 0) {
        *ret_fd = search.fd;
        return TC_OK;
    }
    if (search.reason != TC_REASON_NONE)
        return tc_fail(err, TC_ERR_INPUT, "%s: %s", whole, tc_reason_name(search.reason));
    return status == TC_OK ? tc_fail(err, TC_ERR_NOT_FOUND, "%s: no such member", whole) : status;
}

const char *tc_member_inside(const char *path)
{
    struct stat st;
    for (const char *at = path; (at = strstr(at, "!/")); at += 2) {
        tc_auto_free char *file = tc_xstrndup(path, (size_t)(at - path));
        if (stat(file, &st) == 0 && S_ISREG(st.st_mode))
            return at + 2;
    }
    return NULL;
}
