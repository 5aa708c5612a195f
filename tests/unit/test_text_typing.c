// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/syllable.h"
#include "text/typing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void expect(const char *typed, enum tc_typing method, const char *meant)
{
    struct tc_buf buf = {0};
    enum tc_typing got = tc_typing_decode(typed, strlen(typed), &buf);
    if (got != method || strcmp(buf.len ? buf.data : "", meant) != 0)
        print_error("%s: %d %s\n", typed, got, buf.len ? buf.data : "");
    assert_int_equal(got, method);
    assert_string_equal(buf.len ? buf.data : "", meant);
    tc_buf_fini(&buf);
}

static void telex_is_read_when_every_word_makes_sense(void **state)
{
    (void)state;
    expect("xaay duwngj Ddangr", TC_TYPING_TELEX, "xây dựng Đảng");
    expect("xaay duwngj", TC_TYPING_TELEX, "xây dựng");
    expect("nghij quyeets 18-NQ/TW", TC_TYPING_TELEX, "nghị quyết 18-NQ/TW");
    expect("dduwowcj dduowngf thuowr nhw", TC_TYPING_TELEX, "được đường thuở như");
    expect("TIEENGS VIEETJ", TC_TYPING_TELEX, "TIẾNG VIỆT");
    expect("uyr ban nhaan daan tinhr", TC_TYPING_TELEX, "ủy ban nhân dân tỉnh");
    expect("quys IV UBND tinhr", TC_TYPING_TELEX, "quý IV UBND tỉnh");
    expect("hoaf binhf quys", TC_TYPING_TELEX, "hòa bình quý");
    expect("\"keets luaanj\"", TC_TYPING_TELEX, "\"kết luận\"");
}

static void words_that_are_no_syllables_stay_among_keystrokes(void **state)
{
    (void)state;
    expect("banj bij xucs phamj treen facebook thif lamf gif", TC_TYPING_TELEX,
           "bạn bị xúc phạm trên facebook thì làm gì");
    expect("ba5n bi5 xu1c pha5m tre6n facebook", TC_TYPING_VNI, "bạn bị xúc phạm trên facebook");
    expect("thue/muwown nhaf, cuwar", TC_TYPING_TELEX, "thue/mươn nhà, cửa");
    expect("“DDiaj ddieemr”", TC_TYPING_TELEX, "“Địa điểm”");
    expect("loai:nghij ddinhj so:15/2020/NDD-CP", TC_TYPING_TELEX, "loai:nghị định so:15/2020/NĐ-CP");
    expect("nghij ddinhj NDD-CP bij baix bor", TC_TYPING_TELEX, "nghị định NĐ-CP bị bãi bỏ");
    expect("coong vawn BGDDDT gif", TC_TYPING_TELEX, "công văn BGDĐT gì");
    expect("keets luaanj OR thoong baos", TC_TYPING_TELEX, "kết luận OR thông báo");
    expect("facebook zalo banj", TC_TYPING_NONE, "");
}

static void a_word_of_two_readings_follows_the_others(void **state)
{
    (void)state;
    expect("khoong", TC_TYPING_NONE, "");
    expect("khoong coong boos", TC_TYPING_TELEX, "không công bố");
    expect("cais xooong nayf", TC_TYPING_TELEX, "cái xoong này");
}

static void vni_is_read_when_every_word_makes_sense(void **state)
{
    (void)state;
    expect("xa6y du7ng5", TC_TYPING_VNI, "xây dựng");
    expect("D9a3ng d9u7o7ng2", TC_TYPING_VNI, "Đảng đường");
    expect("nghi5 quye6t1 so61 18", TC_TYPING_VNI, "nghị quyết số 18");
    expect("d9u7o7c5 d9u7o7c5", TC_TYPING_VNI, "được được");
}

static void everything_else_is_left_alone(void **state)
{
    (void)state;
    static const char *const plain[] = {
        "bao cao ket luan",
        "xay dung dang",
        "max",
        "as of",
        "test",
        "tax law",
        "CO2",
        "A4",
        "44-KL/TU",
        "2015",
        "nghị quyết",
        "xoong",
        "",
        "   ",
        "the best",
        "covid19",
        "QH13",
        "new york",
        "TW",
        "an toan giao thong",
        "giam phat thai co2",
        "email gmail.com",
    };
    for (size_t i = 0; i < TC_LENGTH(plain); i++)
        expect(plain[i], TC_TYPING_NONE, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(telex_is_read_when_every_word_makes_sense),
        cmocka_unit_test(words_that_are_no_syllables_stay_among_keystrokes),
        cmocka_unit_test(a_word_of_two_readings_follows_the_others),
        cmocka_unit_test(vni_is_read_when_every_word_makes_sense),
        cmocka_unit_test(everything_else_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
