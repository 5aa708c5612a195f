// SPDX-License-Identifier: GPL-3.0-or-later
// Keys of names in the words of people.
#include "tracuu.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static void assert_name(const char *key, const char *name)
{
    char *read = tc_key_name(key);
    if (!name) {
        assert_null(read);
        return;
    }
    assert_non_null(read);
    assert_string_equal(read, name);
    free(read);
}

static void names_of_plenums_and_congresses_are_written_out(void **state)
{
    (void)state;
    assert_name("NQTW:5/X", "Nghị quyết Trung ương 5 khóa X");
    assert_name("NQTW:6(2)/VIII", "Nghị quyết Trung ương 6 (lần 2) khóa VIII");
    assert_name("NQTW:6/?", "Nghị quyết Trung ương 6");
    assert_name("NQDH:XII", "Nghị quyết Đại hội XII của Đảng");
    assert_name("NQDH:tinh-Vân Trì/XVI", "Nghị quyết Đại hội Đảng bộ tỉnh Vân Trì lần thứ XVI");
    assert_name("NQDH:thi-xa-Sơn Khê/IX", "Nghị quyết Đại hội Đảng bộ thị xã Sơn Khê lần thứ IX");
    assert_name("NQDH:huyen-?/IX", "Nghị quyết Đại hội Đảng bộ huyện lần thứ IX");
}

static void laws_have_their_kind_and_year(void **state)
{
    (void)state;
    assert_name("LUAT:an ninh mạng@2018", "Luật An ninh mạng năm 2018");
    assert_name("LUAT:đất đai@?", "Luật Đất đai");
    assert_name("PHAP-LENH:ưu đãi người có công với cách mạng@2020",
                "Pháp lệnh Ưu đãi người có công với cách mạng năm 2020");
    assert_name("HIEN-PHAP@2013", "Hiến pháp năm 2013");
    assert_name("DIEU-LE-DANG", "Điều lệ Đảng");
    assert_name("BLHS@2015", "Bộ luật Hình sự năm 2015");
    assert_name("BLLĐ@?", "Bộ luật Lao động");
}

static void numbers_are_names_already(void **state)
{
    (void)state;
    assert_name("44-KL/TU@2008-12-01", NULL);
    assert_name("108/2014/NĐ-CP", NULL);
    assert_name("", NULL);
    assert_name("NQTW:", "Nghị quyết Trung ương ");
    assert_name("NQDH:xa-/", "Nghị quyết Đại hội Đảng bộ xã");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_plenums_and_congresses_are_written_out),
        cmocka_unit_test(laws_have_their_kind_and_year),
        cmocka_unit_test(numbers_are_names_already),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
