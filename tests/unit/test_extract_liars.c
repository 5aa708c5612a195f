// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a worker that lies, hangs or dies. This program plays both parts: under the name tracuu-extract it is
// the worker, and tells the lie that the file "lie" beside it names.
#include "extract/extract.h"
#include "extract/members.h"
#include "extract/protocol.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char dir[] = "/tmp/tracuu-liars-XXXXXX";

// ---- the worker

static void say(const void *data, size_t len)
{
    if (send(TC_WORKER_FD, data, len, MSG_NOSIGNAL) != (ssize_t)len)
        _exit(1);
}

static void say_frame(uint32_t type, uint32_t claimed, const void *data, size_t len)
{
    struct tc_wire_head head = {.type = type, .len = claimed};
    say(&head, sizeof head);
    say(data, len);
}

static void say_blocks(uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint16_t kind)
{
    struct tc_wire_block blocks[] = {{.start = a, .end = b, .kind = kind}, {.start = c, .end = d}};
    say_frame(TC_FRAME_TEXT, 10, "0123456789", 10);
    say_frame(TC_FRAME_BLOCKS, sizeof blocks, blocks, sizeof blocks);
}

static void tell(const char *lie)
{
    static char many[65536];
    struct tc_wire_run run = {.start = 0, .end = 5, .charset = 999};
    struct tc_wire_run sure = {.end = 5, .confidence = 101}, was = {.end = 5, .confidence = 1, .was = 2};
    struct tc_wire_end end = {.reason = 77};
    struct tc_wire_info info = {.declared = 4000};
    struct tc_wire_member member = {.kind = 77};
    if (!strcmp(lie, "garbage"))
        say("\x12\x34\x56\x78 this is not a frame at all", 30);
    else if (!strcmp(lie, "huge-frame"))
        say_frame(TC_FRAME_TEXT, UINT32_MAX, "x", 1);
    else if (!strcmp(lie, "endless-text"))
        for (;;)
            say_frame(TC_FRAME_TEXT, sizeof many, many, sizeof many);
    else if (!strcmp(lie, "endless-fields"))
        for (;;)
            say_frame(TC_FRAME_FIELD, 4, "a\0b", 4);
    else if (!strcmp(lie, "block-outside"))
        say_blocks(0, 5, 5, 11, 0);
    else if (!strcmp(lie, "block-overlap"))
        say_blocks(0, 5, 4, 6, 0);
    else if (!strcmp(lie, "block-backwards"))
        say_blocks(5, 4, 6, 7, 0);
    else if (!strcmp(lie, "block-kind"))
        say_blocks(0, 4, 6, 7, 500);
    else if (!strcmp(lie, "block-half"))
        say_frame(TC_FRAME_BLOCKS, 7, "1234567", 7);
    else if (!strcmp(lie, "run-charset"))
        say_frame(TC_FRAME_TEXT, 10, "0123456789", 10), say_frame(TC_FRAME_RUNS, sizeof run, &run, sizeof run);
    else if (!strcmp(lie, "run-too-sure"))
        say_frame(TC_FRAME_TEXT, 10, "0123456789", 10), say_frame(TC_FRAME_RUNS, sizeof sure, &sure, sizeof sure);
    else if (!strcmp(lie, "run-was-nothing"))
        say_frame(TC_FRAME_TEXT, 10, "0123456789", 10), say_frame(TC_FRAME_WAS, 1, "x", 1),
            say_frame(TC_FRAME_RUNS, sizeof was, &was, sizeof was);
    else if (!strcmp(lie, "was-not-utf8"))
        say_frame(TC_FRAME_WAS, 2, "a\xff", 2);
    else if (!strcmp(lie, "bad-charset"))
        say_frame(TC_FRAME_INFO, sizeof info, &info, sizeof info);
    else if (!strcmp(lie, "bad-reason"))
        say_frame(TC_FRAME_END, sizeof end, &end, sizeof end);
    else if (!strcmp(lie, "field-not-utf8"))
        say_frame(TC_FRAME_FIELD, 4, "a\0\xff", 4);
    else if (!strcmp(lie, "type-with-escapes"))
        say_frame(TC_FRAME_TYPE, 8, "\033[2J\0x\0", 8);
    else if (!strcmp(lie, "member-kind"))
        say_frame(TC_FRAME_MEMBER, sizeof member, &member, sizeof member);
    else if (!strcmp(lie, "member-short"))
        say_frame(TC_FRAME_MEMBER, 3, "abc", 3);
    else if (!strcmp(lie, "member-long-name"))
        say_frame(TC_FRAME_MEMBER, sizeof many, many, sizeof many);
    else if (!strcmp(lie, "hang"))
        (void)pause();
    else if (!strcmp(lie, "killed"))
        (void)raise(SIGKILL);
    else if (!strcmp(lie, "out-of-memory"))
        (void)!write(2, "tracuu: out of memory\n", 22), abort();
}

static int be_worker(const char *self)
{
    char path[256], lie[64] = "";
    (void)snprintf(path, sizeof path, "%.*s/lie", (int)(strrchr(self, '/') - self), self);
    FILE *f = fopen(path, "r");
    if (!f || !fgets(lie, sizeof lie, f))
        _exit(1);
    if (!strcmp(lie, "no-greeting"))
        _exit(0);
    struct tc_wire_hello hello = {.magic = strcmp(lie, "wrong-greeting") ? TC_PROTOCOL_MAGIC : 1};
    say(&hello, sizeof hello);
    struct tc_request request;
    struct tc_wire_end opened = {0};
    while (recv(TC_WORKER_FD, &request, sizeof request, MSG_WAITALL) == (ssize_t)sizeof request) {
        if (request.op != TC_OP_OPEN) {
            tell(lie);
            break;
        }
        say_frame(TC_FRAME_END, sizeof opened, &opened, sizeof opened);
    }
    _exit(0);
}

// ---- the tests

// Tells the worker its lie; a file for it to lie about.
static int prepare(const char *lie)
{
    char path[64], name[] = "/tmp/tracuu-liars-file-XXXXXX";
    (void)snprintf(path, sizeof path, "%s/lie", dir);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    (void)fputs(lie, f);
    assert_int_equal(fclose(f), 0);
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    assert_int_equal(unlink(name), 0);
    assert_int_equal(write(fd, "chữ", 5), 5);
    return fd;
}

static enum tc_status ask(const char *lie, enum tc_reason *ret_reason)
{
    int fd = prepare(lie);
    struct tc_extract_options options = {.timeout_seconds = 1, .max_text_bytes = (size_t)1 << 20};
    struct tc_extractor *extractor = tc_extractor_new(&options);
    struct tc_document document;
    struct tc_error err = {0};
    *ret_reason = TC_REASON_NONE;
    enum tc_status status = tc_extract_file(extractor, fd, "tệp", &document, ret_reason, &err);
    for (const char *p = err.message; *p; p++)
        assert_true((unsigned char)*p >= ' ' && *p != 127);
    (void)close(fd);
    tc_extractor_free(extractor);
    // nothing is left behind, running or dead
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    return status;
}

static void a_worker_that_lies_costs_only_the_file(void **state)
{
    (void)state;
    static const char *const lies[] = {"garbage",        "huge-frame",        "endless-text",    "endless-fields",
                                       "block-outside",  "block-overlap",     "block-backwards", "block-kind",
                                       "block-half",     "run-charset",       "bad-charset",     "bad-reason",
                                       "field-not-utf8", "type-with-escapes", "killed",          "ends-early",
                                       "run-too-sure",   "run-was-nothing",   "was-not-utf8"};
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        enum tc_reason reason;
        enum tc_status status = ask(lies[i], &reason);
        if (status != TC_ERR_INPUT || reason != TC_REASON_CRASHED)
            fail_msg("%s: %s, %s", lies[i], tc_status_name(status), tc_reason_name(reason));
    }
}

// The same lies, told of a member.
static enum tc_member_answer nobody(void *context, const struct tc_member *member)
{
    (void)context;
    (void)member;
    fail_msg("no lie is a member");
    return TC_MEMBER_STOP;
}

static void a_worker_that_lies_about_members_costs_only_the_container(void **state)
{
    (void)state;
    static const char *const lies[] = {"garbage",     "huge-frame",   "endless-text",     "bad-reason",
                                       "member-kind", "member-short", "member-long-name", "killed"};
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        int fd = prepare(lies[i]);
        struct tc_extract_options options = {.timeout_seconds = 1};
        struct tc_members *members = tc_members_new(&options);
        const struct tc_member_visitor visitor = {.visit = nobody};
        enum tc_reason reason;
        struct tc_error err = {0};
        enum tc_status status = tc_members_visit(members, fd, "tệp", &visitor, &reason, &err);
        (void)close(fd);
        tc_members_free(members);
        if (status != TC_ERR_INPUT || reason != TC_REASON_CRASHED)
            fail_msg("%s: %s, %s", lies[i], tc_status_name(status), tc_reason_name(reason));
        assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    }
}

static void a_worker_that_hangs_is_killed_at_its_time(void **state)
{
    (void)state;
    enum tc_reason reason;
    assert_int_equal(ask("hang", &reason), TC_ERR_INPUT);
    assert_int_equal(reason, TC_REASON_TIMEOUT);
}

static void a_worker_without_memory_says_so(void **state)
{
    (void)state;
    enum tc_reason reason;
    assert_int_equal(ask("out-of-memory", &reason), TC_ERR_INPUT);
    assert_int_equal(reason, TC_REASON_MEMORY);
}

static void a_worker_that_does_not_start_is_no_fault_of_the_file(void **state)
{
    (void)state;
    enum tc_reason reason;
    assert_int_equal(ask("no-greeting", &reason), TC_ERR_INTERNAL);
    assert_int_equal(ask("wrong-greeting", &reason), TC_ERR_INTERNAL);
}

static void a_missing_worker_is_the_machine_s_fault(void **state)
{
    (void)state;
    char path[64];
    enum tc_reason reason;
    (void)snprintf(path, sizeof path, "%s/tracuu-extract", dir);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(ask("hang", &reason), TC_ERR_IO);
}

int main(int argc, char **argv)
{
    if (argc > 1 && !strcmp(argv[1], "--memory"))
        return be_worker(argv[0]);
    char self[512], path[64];
    ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
    if (len < 0 || !mkdtemp(dir))
        return 1;
    self[len] = '\0';
    (void)snprintf(path, sizeof path, "%s/tracuu-extract", dir);
    if (symlink(self, path) < 0 || setenv("TRACUU_LIBEXECDIR", dir, 1) < 0)
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_worker_that_lies_costs_only_the_file),
        cmocka_unit_test(a_worker_that_lies_about_members_costs_only_the_container),
        cmocka_unit_test(a_worker_that_hangs_is_killed_at_its_time),
        cmocka_unit_test(a_worker_without_memory_says_so),
        cmocka_unit_test(a_worker_that_does_not_start_is_no_fault_of_the_file),
        cmocka_unit_test(a_missing_worker_is_the_machine_s_fault),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    (void)snprintf(path, sizeof path, "%s/lie", dir);
    (void)unlink(path);
    (void)rmdir(dir);
    return failed;
}
