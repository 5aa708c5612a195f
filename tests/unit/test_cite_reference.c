// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static const struct {
    const char *text, *key;
} good[] = {
    {"44-KL/TU", "44-KL/TU@?"},
    {"44 - kl/tu", "44-KL/TU@?"},
    {"KL 44", "44-KL/?@?"},
    {"số 44 KL TU", "44-KL/TU@?"},
    {"Số: 44-KL/TU", "44-KL/TU@?"},
    {"44/KL-TU", "44-KL/TU@?"},
    {"kl 44-tu", "44-KL/TU@?"},
    {"NĐ 108/2014", "108/2014/NĐ-CP"},
    {"NĐ-CP 145/2020", "145/2020/NĐ-CP"},
    {"nghi dinh 113/2018/ND-CP", "113/2018/NĐ-CP"},
    {"chỉ thị 35", "35-CT/?@?"},
    {"chi thi 35", "35-CT/?@?"},
    {"nq18", "18-NQ/?@?"},
    {"nghị quyết 05 của tỉnh ủy", "05-NQ/TU@?"},
    {"nghị quyết trung ương 4 khóa XII", "NQTW:4/XII"},
    {"nghi quyet trung uong 4 khoa XII", "NQTW:4/XII"},
    {"nq tw4 khoa xii", "NQTW:4/XII"}, // looked up in small letters
    {"nq tw 4 khóa XII", "NQTW:4/XII"},
    {"nghị quyết hội nghị lần thứ sáu", "NQTW:6/?"},
    {"nghị quyết đại hội XII", "NQDH:XII"},
    {"luật đất đai 2013", "LUAT:đất đai@2013"},
    {"bộ luật hình sự 2015", "BLHS@2015"},
    {"88/2014/QH13", "88/2014/QH13"},
    {"5306/CT-TTHT", "5306/CT-TTHT@?"},
    {"44-KL/TU@2008-12-01", "44-KL/TU@2008-12-01"},
    {"90-QĐ/?@?", "90-QĐ/?@?"},
    {"145/?/NĐ-CP", "145/?/NĐ-CP"},
    {"NQTW:6/XII", "NQTW:6/XII"},
    {"DIEU-LE-DANG", "DIEU-LE-DANG"},
};

static void every_spelling_of_a_number_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < TC_LENGTH(good); i++) {
        struct tc_arena arena = {0};
        struct tc_reference reference = {0};
        bool found = tc_reference_read(good[i].text, strlen(good[i].text), &arena, &reference);
        if (!found)
            print_message("of: %s\n", good[i].text);
        assert_true(found);
        assert_string_equal(reference.key, good[i].key);
        tc_arena_fini(&arena);
    }
}

static void plain_words_and_years_are_no_references(void **state)
{
    static const char *const bad[] = {"",
                                      "44",
                                      "2009",
                                      "năm 2009",
                                      "kết luận",
                                      "thông báo kết luận",
                                      "10 xây",
                                      "kế hoạch 2018",
                                      "thái nguyên 2019",
                                      "xây dựng Đảng năm 2009",
                                      "kết luận hội nghị tổng kết năm 2008",
                                      "nông thôn mới",
                                      "/",
                                      "số",
                                      "số 5 ngày"};
    (void)state;
    for (size_t i = 0; i < TC_LENGTH(bad); i++) {
        struct tc_arena arena = {0};
        struct tc_reference reference = {0};
        bool found = tc_reference_read(bad[i], strlen(bad[i]), &arena, &reference);
        if (found)
            print_message("of: %s -> %s\n", bad[i], reference.key);
        assert_false(found);
        tc_arena_fini(&arena);
    }
}

static void a_key_reads_back_to_itself(void **state)
{
    static const char *const keys[] = {
        "44-KL/TU@2008-12-01",  "08/CT-TTg@?", "364/QĐ-?@1995-02-27", "88/?/QH?",          "NQDH:tinh-?/XVI",
        "HIEN-PHAP@2013",       "BLHS@2015",   "30a/2008/NQ-CP",      "LUAT:đất đai@2013", "22/VBHN-VPQH@2019",
        "PHAP-LENH:dân số@2003"};
    (void)state;
    for (size_t i = 0; i < TC_LENGTH(keys); i++) {
        struct tc_arena arena = {0};
        struct tc_reference reference = {0};
        assert_true(tc_reference_read(keys[i], strlen(keys[i]), &arena, &reference));
        assert_string_equal(reference.key, keys[i]);
        tc_arena_fini(&arena);
    }
}

static void what_was_repaired_is_said(void **state)
{
    struct tc_arena arena = {0};
    struct tc_reference reference = {0};
    (void)state;
    assert_true(tc_reference_read("160/QĐ-TW", strlen("160/QĐ-TW"), &arena, &reference));
    assert_string_equal(reference.repaired, "160-QĐ/TW");
    reference = (struct tc_reference){0};
    assert_true(tc_reference_read("160-QĐ/TW", strlen("160-QĐ/TW"), &arena, &reference));
    assert_null(reference.repaired);
    tc_arena_fini(&arena);
}

static void keys_with_unknown_parts_fit_those_that_have_them(void **state)
{
    static const struct {
        const char *a, *b;
        bool fits;
    } list[] = {
        {"44-KL/TU@?", "44-KL/TU@2008-12-01", true},
        {"44-KL/TU@2008", "44-KL/TU@2008-12-01", true},
        {"44-KL/TU@2009", "44-KL/TU@2008-12-01", false},
        {"90-QĐ/?@?", "90-QĐ/TW@2017-08-04", true},
        {"145/?/NĐ-CP", "145/2020/NĐ-CP", true},
        {"145/?/NĐ-CP", "14/2020/NĐ-CP", false},
        {"88/?/QH?", "88/2014/QH13", true},
        {"364/QĐ-?@?", "364/QĐ-BNN-XD@2001", true},
        {"44-KL/TU@?", "44-CT/TU@?", false},
        {"44-KL/TU@?", "44-kl/tu@?", true},
        {"NQTW:6/?", "NQTW:6/XII", true},
        {"NQTW:6/?", "NQTW:7/XII", false},
        {"LUAT:giá@?", "LUAT:giá@2023", true},
    };
    (void)state;
    for (size_t i = 0; i < TC_LENGTH(list); i++) {
        if (tc_key_fits(list[i].a, list[i].b) != list[i].fits)
            print_message("%s and %s\n", list[i].a, list[i].b);
        assert_int_equal(tc_key_fits(list[i].a, list[i].b), list[i].fits);
        assert_int_equal(tc_key_fits(list[i].b, list[i].a), list[i].fits);
    }
}

static void the_stem_of_a_key_has_no_date(void **state)
{
    struct tc_buf stem = {0};
    (void)state;
    tc_key_stem("44-KL/TU@2008-12-01", &stem);
    assert_string_equal(stem.data, "44-kl/tu");
    tc_buf_fini(&stem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_spelling_of_a_number_is_read),
        cmocka_unit_test(plain_words_and_years_are_no_references),
        cmocka_unit_test(a_key_reads_back_to_itself),
        cmocka_unit_test(what_was_repaired_is_said),
        cmocka_unit_test(keys_with_unknown_parts_fit_those_that_have_them),
        cmocka_unit_test(the_stem_of_a_key_has_no_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
