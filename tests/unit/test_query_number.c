// SPDX-License-Identifier: GPL-3.0-or-later
#include "query_help.h"

static void a_number_reads_the_same_in_any_spelling(void **state)
{
    (void)state;
    static const char *const spellings[] = {"44-KL/TU", "44 - kl/tu",        "số 44 KL TU", "Số: 44-KL/TU",
                                            "44/KL-TU", "kết luận 44-KL/TU", "KL 44-KL/TU", "kết luận số 44-KL/TU"};
    for (size_t i = 0; i < TC_LENGTH(spellings); i++)
        help_reads_as(spellings[i], "44-KL/TU");
}

static void a_short_number_leaves_its_issuer_open(void **state)
{
    (void)state;
    help_reads_as("KL 44", "44-KL/?");
    help_reads_as("ket luan 44", "44-KL/?");
    help_reads_as("NĐ 108/2014", "108/2014/NĐ-CP");
}

static void a_plenum_is_a_number(void **state)
{
    (void)state;
    help_reads_as("nghị quyết trung ương 4 khóa XII", "NQTW:4/XII");
    help_reads_as("nghi quyet trung uong 4 khoa XII", "NQTW:4/XII");
}

static void a_number_is_found_among_words(void **state)
{
    (void)state;
    help_reads_as("kết luận 44-KL/TU về đất đai", "44-KL/TU về đất đai");
    help_reads_as("tìm kết luận 44-KL/TU", "tìm 44-KL/TU");
    help_reads_as("quyết định 102-QĐ/TW ngày 15/11/2017 xử lý", "102-QĐ/TW@2017-11-15 xử lý");
}

static void counts_of_things_are_no_numbers(void **state)
{
    (void)state;
    help_reads_as("báo cáo 6 tháng đầu năm", "báo cáo 6 tháng đầu năm");
    help_reads_as("xây dựng Đảng năm 2009", "xây dựng đảng năm 2009");
    help_reads_as("người từ đủ 18 tuổi", "người từ đủ 18 tuổi");
}

static void a_law_is_found_by_its_words(void **state)
{
    (void)state;
    help_reads_as("Luật Đất đai năm 2013", "luật đất đai năm 2013");
}

static void fields_take_numbers(void **state)
{
    (void)state;
    help_reads_as("trichdan:35-CT/TW đất", "trichdan:\"35-CT/TW@?\" đất");
    help_reads_as("trích dẫn: 35 - ct/tw", "trichdan:\"35-CT/TW@?\"");
    help_reads_as("so:44-KL/TU", "so:\"44-KL/TU@?\"");
    help_reads_as("so:44", "so:\"44\"");
    help_reads_as("so : 44-KL/TU", "so:\"44-KL/TU@?\"");
    help_reads_as("số: 44 - KL / TU đất", "so:\"44-KL/TU@?\" đất");
    help_is_error("đất trichdan:abc", 14);
}

static void letters_in_the_place_of_digits_are_read_as_digits(void **state)
{
    (void)state;
    help_reads_as("l2-NQ/TU", "12-NQ/TU");
    help_reads_as("nghị quyết O5-NQ/TU về đất", "05-NQ/TU về đất");
    help_reads_as("so:1O-KL/TU", "so:\"10-KL/TU@?\"");
    help_reads_as("I2/2014/NĐ-CP", "12/2014/NĐ-CP");
    help_reads_as("\"O5-NQ/TU\"", "\"o5 nq tu\"");
    help_reads_as("O5-XYZ", "o5 xyz");
    help_reads_as("O2 sạch", "o2 sạch");
}

static void a_number_spelled_out_in_a_question_is_one(void **state)
{
    (void)state;
    help_reads_as("nghị quyết 05 nq tu về nông thôn mới", "05-NQ/TU về nông thôn mới");
    help_reads_as("nhiệm vụ 5 năm từ 2010", "nhiệm vụ 5 năm từ 2010");
    free(help_parse("44 kl (tu) đất")); // comes to an end
}

static void keystrokes_are_decoded(void **state)
{
    (void)state;
    help_reads_as("xaay duwngj DDangr", "xây dựng đảng");
    help_reads_as("xa6y du7ng5", "xây dựng");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_reads_the_same_in_any_spelling),
        cmocka_unit_test(a_short_number_leaves_its_issuer_open),
        cmocka_unit_test(a_plenum_is_a_number),
        cmocka_unit_test(a_number_is_found_among_words),
        cmocka_unit_test(counts_of_things_are_no_numbers),
        cmocka_unit_test(a_law_is_found_by_its_words),
        cmocka_unit_test(fields_take_numbers),
        cmocka_unit_test(letters_in_the_place_of_digits_are_read_as_digits),
        cmocka_unit_test(a_number_spelled_out_in_a_question_is_one),
        cmocka_unit_test(keystrokes_are_decoded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
