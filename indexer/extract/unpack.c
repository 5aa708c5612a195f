// SPDX-License-Identifier: GPL-3.0-or-later
#include "extract/unpack.h"

#include "extract/answer.h"
#include "extract/extractor.h"
#include "extract/member_name.h"

#include "base/strmap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct tc_unpacker {
    struct tc_extractor *extractor;
    char *path, *name;
    struct tc_strmap seen; // names so far
    bool is_open;
    enum tc_reason broken; // NONE, or why the worker that had it open is gone
};

struct tc_unpacker *tc_unpacker_new(const struct tc_extract_options *options)
{
    struct tc_unpacker *unpacker = tc_xcalloc(1, sizeof *unpacker);
    unpacker->extractor = tc_extractor_new(options);
    return unpacker;
}

static void forget(struct tc_unpacker *unpacker)
{
    free(unpacker->path);
    free(unpacker->name);
    tc_strmap_fini(&unpacker->seen);
    unpacker->path = unpacker->name = NULL;
    unpacker->seen = (struct tc_strmap){0};
    unpacker->is_open = false;
    unpacker->broken = TC_REASON_NONE;
}

void tc_unpacker_free(struct tc_unpacker *unpacker)
{
    if (!unpacker)
        return;
    forget(unpacker);
    tc_extractor_free(unpacker->extractor);
    free(unpacker);
}

// One step of the talk: a request, then frames up to END. take gets every other frame; false ends the talk as nonsense.
struct step {
    enum tc_op op;
    uint64_t max; // bytes of data
    bool (*take)(struct step *step, uint32_t type, const char *data, size_t len);
    struct tc_wire_member member;
    struct tc_buf name;
    bool has_member, is_machine_out;
    int fd;
    uint64_t size;
};

static enum tc_talk talk(struct tc_extractor *extractor, struct step *step, int file, struct tc_answer *ret)
{
    struct tc_request request = tc_extract_request(extractor, step->op);
    request.max_file_bytes = step->max;
    int64_t deadline = tc_child_now() + (int64_t)request.timeout_seconds * 1000;
    enum tc_talk said = tc_child_send(&extractor->child, &request, file);
    tc_auto_buf struct tc_buf frame = {0};
    while (said == TC_TALK_OK) {
        struct tc_wire_head head;
        said = tc_child_head(&extractor->child, deadline, &head);
        if (said != TC_TALK_OK)
            break;
        tc_buf_clear(&frame);
        said = tc_child_read(&extractor->child, tc_buf_reserve(&frame, head.len + 1), head.len, deadline);
        if (said != TC_TALK_OK)
            break;
        if (head.type == TC_FRAME_END)
            return tc_answer_end(ret, frame.data, head.len) ? TC_TALK_OK : TC_TALK_NONSENSE;
        if (!step->take || !step->take(step, head.type, frame.data, head.len))
            said = TC_TALK_NONSENSE;
    }
    return said;
}

// The step, and what its end means. A worker that failed is gone, and the container with it.
static enum tc_status perform(struct tc_unpacker *unpacker, struct step *step, int file, enum tc_reason *ret_reason,
                              struct tc_error *err)
{
    __attribute__((cleanup(tc_answer_fini))) struct tc_answer answer = {0};
    char why[128];
    enum tc_talk said = talk(unpacker->extractor, step, file, &answer);
    if (step->is_machine_out) {
        (void)tc_extract_judge(unpacker->extractor, said, why, sizeof why);
        return tc_fail(err, TC_ERR_IO, "%s: no memory for a member: %s", unpacker->path, strerror(errno));
    }
    if (said != TC_TALK_OK) {
        unpacker->is_open = false;
        unpacker->broken = tc_extract_judge(unpacker->extractor, said, why, sizeof why);
        return tc_extract_bad(unpacker->broken, unpacker->path, why, ret_reason, err);
    }
    if (answer.reason != TC_REASON_NONE)
        return tc_extract_bad(answer.reason, unpacker->path, answer.message, ret_reason, err);
    return TC_OK;
}

enum tc_status tc_unpack_open(struct tc_unpacker *unpacker, int fd, const char *path, enum tc_reason *ret_reason,
                              struct tc_error *err)
{
    struct tc_extractor *extractor = unpacker->extractor;
    forget(unpacker);
    unpacker->path = tc_xstrdup(path);
    if (!extractor->child.pid) {
        enum tc_status status = tc_child_start(&extractor->child, &extractor->options, err);
        if (status != TC_OK)
            return status;
    }
    struct step step = {.op = TC_OP_OPEN, .max = extractor->options.max_file_bytes};
    enum tc_status status = perform(unpacker, &step, fd, ret_reason, err);
    unpacker->is_open = status == TC_OK;
    return status;
}

static bool take_member(struct step *step, uint32_t type, const char *data, size_t len)
{
    if (type != TC_FRAME_MEMBER || step->has_member || len < sizeof step->member ||
        len > sizeof step->member + TC_NAME_MAX)
        return false;
    memcpy(&step->member, data, sizeof step->member);
    tc_buf_add(&step->name, data + sizeof step->member, len - sizeof step->member);
    step->has_member = true;
    return step->member.kind < TC_MEMBER_KINDS;
}

// What two members call themselves alike is told apart by its place among them.
static char *unique_name(struct tc_unpacker *unpacker, char *name)
{
    uint32_t count;
    size_t len = strlen(name);
    if (!tc_strmap_get(&unpacker->seen, name, len, &count)) {
        tc_strmap_set(&unpacker->seen, name, len, 1);
        return name;
    }
    char *other = NULL;
    uint32_t ignored;
    do {
        free(other);
        other = tc_xasprintf("%s~%u", name, ++count);
    } while (tc_strmap_get(&unpacker->seen, other, strlen(other), &ignored));
    tc_strmap_set(&unpacker->seen, name, len, count);
    tc_strmap_set(&unpacker->seen, other, strlen(other), 1);
    free(name);
    return other;
}

// Seconds that make sense as nanoseconds, else 0.
static int64_t nanoseconds(int64_t seconds)
{
    return seconds > 0 && seconds < INT64_MAX / 1000000000 ? seconds * 1000000000 : 0;
}

enum tc_status tc_unpack_next(struct tc_unpacker *unpacker, struct tc_unpacked *ret, enum tc_reason *ret_reason,
                              struct tc_error *err)
{
    if (unpacker->broken != TC_REASON_NONE)
        return tc_extract_bad(unpacker->broken, unpacker->path, NULL, ret_reason, err);
    if (!unpacker->is_open)
        return TC_DONE;
    struct step step = {.op = TC_OP_NEXT, .take = take_member};
    enum tc_status status = perform(unpacker, &step, -1, ret_reason, err);
    if (status == TC_OK && step.has_member) {
        free(unpacker->name);
        char *name =
            step.name.len ? tc_member_name(step.name.data, step.name.len) : tc_member_bare_name(unpacker->path);
        unpacker->name = step.member.kind == TC_MEMBER_FOLDER ? name : unique_name(unpacker, name);
        *ret = (struct tc_unpacked){.name = unpacker->name,
                                    .mtime_ns = nanoseconds(step.member.mtime),
                                    .size = step.member.size,
                                    .is_folder = step.member.kind == TC_MEMBER_FOLDER,
                                    .is_other = step.member.kind == TC_MEMBER_OTHER,
                                    .is_encrypted = step.member.is_encrypted != 0};
    } else {
        unpacker->is_open = false;
        status = status == TC_OK ? TC_DONE : status;
    }
    tc_buf_fini(&step.name);
    return status;
}

static bool take_data(struct step *step, uint32_t type, const char *data, size_t len)
{
    if (type != TC_FRAME_TEXT || len > step->max - step->size)
        return false;
    step->size += len;
    while (len > 0) {
        ssize_t n = write(step->fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            step->is_machine_out = true;
            return false;
        }
        data += n;
        len -= (size_t)n;
    }
    return true;
}

enum tc_status tc_unpack_data(struct tc_unpacker *unpacker, uint64_t max, int *ret_fd, uint64_t *ret_size,
                              enum tc_reason *ret_reason, struct tc_error *err)
{
    uint64_t most = unpacker->extractor->options.max_file_bytes;
    struct step step = {.op = TC_OP_DATA, .take = take_data, .max = max < most ? max : most};
    *ret_size = 0;
    step.fd = memfd_create("tracuu-member", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (step.fd < 0)
        return tc_fail(err, TC_ERR_IO, "%s: no memory for a member: %s", unpacker->path, strerror(errno));
    enum tc_status status = perform(unpacker, &step, -1, ret_reason, err);
    *ret_size = step.size;
    if (status == TC_OK && fcntl(step.fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) < 0)
        status = tc_fail(err, TC_ERR_IO, "%s: a member cannot be sealed: %s", unpacker->path, strerror(errno));
    if (status == TC_OK && lseek(step.fd, 0, SEEK_SET) == 0)
        *ret_fd = step.fd;
    else
        (void)close(step.fd);
    return status;
}
