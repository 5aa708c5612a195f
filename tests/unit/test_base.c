// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file.h"
#include "base/sha256.h"
#include "base/strmap.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "base/varint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void a_map_hands_out_ids_in_order_of_first_sight(void **state)
{
    (void)state;
    struct tc_strmap map = {0};
    char key[16];
    for (uint32_t i = 0; i < 5000; i++) {
        int n = snprintf(key, sizeof key, "k%u", i);
        assert_int_equal(tc_strmap_id(&map, key, (size_t)n), i);
    }
    for (uint32_t i = 0; i < 5000; i += 7) {
        int n = snprintf(key, sizeof key, "k%u", i);
        uint32_t value = 0;
        assert_true(tc_strmap_get(&map, key, (size_t)n, &value));
        assert_int_equal(value, i);
    }
    uint32_t value = 0;
    assert_false(tc_strmap_get(&map, "absent", 6, &value));
    assert_int_equal(tc_strmap_id(&map, "", 0), 5000);
    tc_strmap_fini(&map);
}

static void a_table_keeps_empty_cells_and_skips_comments(void **state)
{
    (void)state;
    char path[] = "/tmp/tc-table-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    static const char text[] = "# note\na\tb\tc\r\n1\t\t3\n\n# more\nx\n";
    assert_int_equal(write(fd, text, sizeof text - 1), sizeof text - 1);
    close(fd);
    struct tc_tsv tsv = {0};
    assert_int_equal(tc_tsv_read(path, &tsv, NULL), TC_OK);
    assert_int_equal(tsv.rows, 2);
    assert_int_equal(tc_tsv_column(&tsv, "c"), 2);
    assert_string_equal(tc_tsv_cell(&tsv, 0, 1), "");
    assert_string_equal(tc_tsv_cell(&tsv, 0, 2), "3");
    assert_string_equal(tc_tsv_cell(&tsv, 1, 0), "x");
    assert_string_equal(tc_tsv_cell(&tsv, 1, 2), "");
    assert_string_equal(tc_tsv_cell(&tsv, 9, 0), "");
    tc_tsv_fini(&tsv);
    unlink(path);
}

static void a_table_with_too_many_cells_names_the_line(void **state)
{
    (void)state;
    char path[] = "/tmp/tc-table-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "a\tb\n1\t2\t3\n", 10), 10);
    close(fd);
    struct tc_tsv tsv = {0};
    struct tc_error err = {0};
    assert_int_equal(tc_tsv_read(path, &tsv, &err), TC_ERR_INPUT);
    assert_non_null(strstr(err.message, "dòng 2"));
    unlink(path);
}

static void utf8_refuses_what_rfc_3629_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                      "\x80",     "a\xE1\xBB",    "\xFF"};
    for (size_t i = 0; i < TC_LENGTH(bad); i++)
        assert_false(tc_utf8_is_valid(bad[i], strlen(bad[i]), NULL));
    assert_true(tc_utf8_is_valid("Kết luận số 44-KL/TU", strlen("Kết luận số 44-KL/TU"), NULL));
    for (uint32_t c = 0; c < 0x110000; c += c < 0x3000 ? 1 : 97) {
        char bytes[4];
        size_t pos = 0, len = tc_utf8_put(c, bytes);
        uint32_t want = c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c;
        assert_int_equal(tc_utf8_next(bytes, len, &pos), want);
        assert_int_equal(pos, len);
    }
}

static void a_number_cut_short_is_refused(void **state)
{
    (void)state;
    for (uint64_t v = 1; v; v <<= 1) {
        unsigned char bytes[10];
        size_t len = tc_varint_put(v - 1, bytes);
        const unsigned char *p = bytes;
        uint64_t back = 0;
        assert_true(tc_varint_get(&p, bytes + len, &back));
        assert_true(back == v - 1 && p == bytes + len);
        p = bytes;
        assert_false(tc_varint_get(&p, bytes + len - 1, &back) && len > 1);
    }
}

static void a_file_is_replaced_whole_or_not_at_all(void **state)
{
    (void)state;
    struct tc_buf buf = {0};
    struct tc_error err = {0};
    char dir[] = "/tmp/tc-file-XXXXXX";
    assert_non_null(mkdtemp(dir));
    tc_auto_free char *path = tc_xasprintf("%s/a/b/c", dir);
    tc_auto_free char *folder = tc_xasprintf("%s/a/b", dir);
    assert_int_equal(tc_file_write(path, "x", 1, &err), TC_ERR_IO);
    assert_int_equal(tc_file_mkdirs(folder, &err), TC_OK);
    assert_int_equal(tc_file_write(path, "hello", 5, &err), TC_OK);
    assert_int_equal(tc_file_read(path, 4, &buf, &err), TC_ERR_LIMIT);
    assert_int_equal(tc_file_read(path, 5, &buf, &err), TC_OK);
    assert_string_equal(buf.data, "hello");
    tc_buf_fini(&buf);
    assert_int_equal(tc_file_read(folder, 5, &buf, &err), TC_ERR_IO);
    unlink(path);
    rmdir(folder);
    tc_auto_free char *up = tc_xasprintf("%s/a", dir);
    rmdir(up);
    rmdir(dir);
}

static void the_id_follows_from_the_path_alone(void **state)
{
    (void)state;
    char hex[65], id[17];
    tc_sha256_hex("abc", 3, hex); // FIPS 180-4, example
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    tc_document_id("abc", id);
    assert_string_equal(id, "ba7816bf8f01cfea");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_map_hands_out_ids_in_order_of_first_sight),
        cmocka_unit_test(a_table_keeps_empty_cells_and_skips_comments),
        cmocka_unit_test(a_table_with_too_many_cells_names_the_line),
        cmocka_unit_test(utf8_refuses_what_rfc_3629_refuses),
        cmocka_unit_test(a_number_cut_short_is_refused),
        cmocka_unit_test(a_file_is_replaced_whole_or_not_at_all),
        cmocka_unit_test(the_id_follows_from_the_path_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
