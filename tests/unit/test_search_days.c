// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers begin again with every term of office: the day tells their documents apart.
#include "search_help.h"

#include <jansson.h>

#define CONCLUSION(day, about)                                                                                         \
    "TỈNH ỦY ĐÔNG LÂM\n*\nSố 12-KL/TU\n\nĐông Lâm, ngày " day "\n\nKẾT LUẬN\n" about "\n\nBan Thường vụ kết luận.\n"

static const struct help_text texts[] = {
    {"kho/2008/datdai.txt", CONCLUSION("01 tháng 12 năm 2008", "về quản lý đất đai")},
    {"kho/2013/nuoc.txt", CONCLUSION("05 tháng 8 năm 2013", "về nước sạch nông thôn")},
    {"kho/2013/nuoc bản sao.txt", CONCLUSION("05 tháng 8 năm 2013", "về nước sạch nông thôn")},
    {"kho/2014/kehoach.txt", "Kế hoạch\n\nThực hiện Kết luận số 12-KL/TU, ngày 05/8/2013 của Tỉnh ủy Đông Lâm.\n"},
    {"kho/2009/baocao.txt", "Báo cáo\n\nThực hiện Kết luận số 12-KL/TU, ngày 01/12/2008 của Tỉnh ủy Đông Lâm.\n"},
};

static int open_texts(void **state)
{
    (void)state;
    return help_open(texts, TC_LENGTH(texts));
}

static void a_number_with_its_day_is_that_document_and_those_that_cite_it(void **state)
{
    (void)state;
    help_finds("12-KL/TU ngày 01/12/2008", "datdai baocao");
    help_finds("kết luận số 12-KL/TU, ngày 01 tháng 12 năm 2008", "datdai baocao");
    help_finds("12-KL/TU năm 2008", "datdai baocao");
    help_finds("so:12-KL/TU@2008-12-01", "datdai");
    help_finds("trichdan:12-KL/TU@2008-12-01", "baocao");
    help_finds("trichdan:12-KL/TU@2013-08-05", "kehoach");
    help_finds("trichdan:12-KL/TU", "kehoach baocao");
}

static void where_none_is_of_the_day_those_of_other_days_are_named(void **state)
{
    const struct tc_results *results;
    struct tc_error err = {0};
    (void)state;
    assert_int_equal(tc_search(help_archive, "12-KL/TU ngày 02/12/2009", NULL, &results, &err), TC_OK);
    assert_int_equal(results->total, 0);
    assert_null(results->corrected); // never for numbers
    assert_int_equal(results->other_day_count, 2);
    assert_string_equal(results->other_days[0].key, "12-KL/TU@2008-12-01"); // the nearest
    assert_string_equal(results->other_days[1].key, "12-KL/TU@2013-08-05"); // its copy is not named again
    tc_results_free(results);
    // the number is there; what the query lacks is something else
    assert_int_equal(tc_search(help_archive, "12-KL/TU ngày 01/12/2008 +xyzzy", NULL, &results, &err), TC_OK);
    assert_int_equal(results->other_day_count, 0);
    tc_results_free(results);
}

static void each_is_cited_as_often_as_its_day_is(void **state)
{
    (void)state;
    const struct tc_results *results = help_search("so:12-KL/TU");
    assert_int_equal(results->hit_count, 2);
    for (size_t i = 0; i < results->hit_count; i++)
        assert_int_equal(results->hits[i].cited_by, 1);
    tc_results_free(results);
    char *text = NULL;
    struct tc_error err = {0};
    assert_int_equal(tc_stats_json(help_archive, &text, &err), TC_OK);
    json_t *stats = json_loads(text, 0, NULL), *most = json_object_get(stats, "most_cited");
    assert_int_equal(json_array_size(most), 2); // the copy is not named again
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(json_integer_value(json_object_get(json_array_get(most, i), "cited_by")), 1);
        assert_non_null(strstr(json_string_value(json_object_get(json_array_get(most, i), "key")), "12-KL/TU@"));
    }
    json_decref(stats);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_with_its_day_is_that_document_and_those_that_cite_it),
        cmocka_unit_test(each_is_cited_as_often_as_its_day_is),
        cmocka_unit_test(where_none_is_of_the_day_those_of_other_days_are_named),
    };
    return cmocka_run_group_tests(tests, open_texts, help_close);
}
