// SPDX-License-Identifier: GPL-3.0-or-later
// The talk with the worker: what it answers, and what becomes of files and workers that do harm.
#include "extract/child.h"
#include "extract/extract.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

// An open file of these bytes that has no name.
static int file_of(const void *data, size_t len)
{
    char path[] = "/tmp/tracuu-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(write(fd, data, len), (ssize_t)len);
    return fd;
}

static enum tc_reason reason_of(const void *data, size_t len, struct tc_document *ret)
{
    struct tc_extractor *extractor = tc_extractor_new(NULL);
    struct tc_error err = {0};
    enum tc_reason reason = TC_REASON_COUNT;
    int fd = file_of(data, len);
    enum tc_status status = tc_extract_file(extractor, fd, "tệp", ret, &reason, &err);
    assert_true(status == TC_OK || status == TC_ERR_INPUT);
    assert_int_equal(status == TC_OK, reason == TC_REASON_NONE);
    (void)close(fd);
    tc_extractor_free(extractor);
    return reason;
}

static void a_plain_text_comes_back_with_its_lines_as_blocks(void **state)
{
    (void)state;
    static const char text[] = "KẾT LUẬN\n\nvề công tác cán bộ\n";
    struct tc_document d;
    assert_int_equal(reason_of(text, sizeof text - 1, &d), TC_REASON_NONE);
    assert_string_equal(d.media_type, "text/plain");
    assert_int_equal(d.block_count, 2);
    assert_int_equal(d.blocks[0].start, 0);
    assert_memory_equal(d.text + d.blocks[1].start, "về công tác cán bộ", d.blocks[1].end - d.blocks[1].start);
    tc_document_fini(&d);
}

static void a_page_is_known_by_what_is_in_it(void **state)
{
    (void)state;
    static const char page[] = "<html><head><title>Tin</title><script>var x=1;</script></head><body>"
                               "<table><tr><td><p>TỈNH ỦY</p><p>Số 7-KL/TU</p></td><td><p>ĐẢNG CỘNG SẢN</p></td></tr>"
                               "</table><h2>KẾT LUẬN</h2><p>Nội&#32;dung</p></body></html>";
    struct tc_document d;
    assert_int_equal(reason_of(page, sizeof page - 1, &d), TC_REASON_NONE);
    assert_string_equal(d.media_type, "text/html");
    assert_string_equal(d.text, "TỈNH ỦY\nSố 7-KL/TU\nĐẢNG CỘNG SẢN\nKẾT LUẬN\nNội dung");
    assert_int_equal(d.block_count, 5);
    assert_int_equal(d.blocks[1].kind, TC_BLOCK_HEAD_LEFT);
    assert_int_equal(d.blocks[2].kind, TC_BLOCK_HEAD_RIGHT);
    assert_int_equal(d.blocks[3].kind, TC_BLOCK_HEADING);
    assert_int_equal(d.blocks[3].level, 2);
    tc_document_fini(&d);
}

static int priority_of_a_reader(bool is_modest)
{
    struct tc_extract_options options = {.memory_bytes = (size_t)1 << 30, .ocr = TC_OCR_NOW, .is_modest = is_modest};
    struct tc_child child = {0};
    struct tc_error err = {0};
    if (tc_child_start(&child, &options, &err) != TC_OK)
        fail_msg("%s", err.message);
    int priority = getpriority(PRIO_PROCESS, (id_t)child.pid);
    tc_child_stop(&child, NULL);
    return priority;
}

// A busy machine kept who waits for one scan waiting for ever.
static void only_a_long_run_lets_everything_else_go_first(void **state)
{
    (void)state;
    assert_int_equal(priority_of_a_reader(false), getpriority(PRIO_PROCESS, 0));
    assert_int_equal(priority_of_a_reader(true), 19);
}

static void an_empty_file_and_a_broken_one_are_told_apart(void **state)
{
    (void)state;
    struct tc_document d;
    assert_int_equal(reason_of("", 0, &d), TC_REASON_EMPTY);
    static const char broken[] = "%PDF-1.4\nnothing of the kind";
    assert_int_equal(reason_of(broken, sizeof broken - 1, &d), TC_REASON_DAMAGED);
    static const char program[] = "\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0";
    assert_int_equal(reason_of(program, sizeof program - 1, &d), TC_REASON_UNSUPPORTED);
}

static void a_pipe_is_not_read(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct tc_extractor *extractor = tc_extractor_new(NULL);
    struct tc_document d;
    enum tc_reason reason;
    assert_int_equal(tc_extract_file(extractor, ends[0], "ống", &d, &reason, NULL), TC_ERR_INPUT);
    assert_int_equal(reason, TC_REASON_UNREADABLE);
    assert_int_equal(tc_extractor_pid(extractor), 0);
    tc_extractor_free(extractor);
    (void)close(ends[0]);
    (void)close(ends[1]);
}

static void the_type_stage_says_type_and_encoding(void **state)
{
    (void)state;
    struct tc_extractor *extractor = tc_extractor_new(NULL);
    static const char wide[] = "\xFF\xFEK\0L\0";
    int fd = file_of(wide, 6);
    char *type = NULL, *encoding = NULL;
    assert_int_equal(tc_extract_type(extractor, fd, "x", &type, &encoding, NULL), TC_OK);
    assert_string_equal(type, "text/plain");
    assert_string_equal(encoding, "utf-16le");
    free(type);
    free(encoding);
    (void)close(fd);
    tc_extractor_free(extractor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_text_comes_back_with_its_lines_as_blocks),
        cmocka_unit_test(a_page_is_known_by_what_is_in_it),
        cmocka_unit_test(an_empty_file_and_a_broken_one_are_told_apart),
        cmocka_unit_test(only_a_long_run_lets_everything_else_go_first),
        cmocka_unit_test(a_pipe_is_not_read),
        cmocka_unit_test(the_type_stage_says_type_and_encoding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
