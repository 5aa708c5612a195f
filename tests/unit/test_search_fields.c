// SPDX-License-Identifier: GPL-3.0-or-later
#include "search_help.h"

static const struct help_text texts[] = {
    HELP_TEXTS{"kho/2013/quyche.txt",
               "TỈNH ỦY QUẢNG BÌNH\n*\nSố 31-QĐ/TU\n\nĐồng Hới, ngày 02 tháng 5 năm 2013\n\nQUY ĐỊNH\nvề tiếp dân\n\n"
               "Quy định việc tiếp dân tại trụ sở.\n"},
    {"kho/2013/quyetdinh.txt",
     "TỈNH ỦY QUẢNG TRỊ\n*\nSố 32-QĐ/TU\n\nĐông Hà, ngày 03 tháng 5 năm 2013\n\nQUYẾT ĐỊNH\nvề lập tổ công tác\n\n"
     "Lập tổ công tác rà soát.\n"},
    {"kho/2013/huongdan.txt",
     "TỈNH ỦY ĐÔNG LÂM\n*\nSố 33-HD/TU\n\nĐông Lâm, ngày 04 tháng 5 năm 2013\n\nHƯỚNG DẪN\nvề thu nộp\n\n"
     "Hướng dẫn thu nộp.\n"},
};

static int open_texts(void **state)
{
    (void)state;
    return help_open(texts, TC_LENGTH(texts));
}

static void fields_are_conditions(void **state)
{
    (void)state;
    help_finds("loai:\"kết luận\"", "datdai");
    help_finds("loai:kết luận đất", "datdai");
    help_finds("ngay:2008", "datdai");
    help_finds("ngay:01/12/2008", "datdai");
    help_finds("nam:2010..2012 loai:\"kết luận\"", "");
    help_finds("trichdan:12-KL/TU", "nuoc");
    help_finds("so:12-KL/TU", "datdai");
    help_finds("so:12", "datdai");
    help_finds("duongdan:kho/2012", "gao");
    help_finds("coquan:\"tỉnh ủy\"", "datdai quyche quyetdinh huongdan");
}

static void a_term_is_asked_for_by_its_years_or_by_one_of_them(void **state)
{
    (void)state;
    help_finds("nhiemky:2010 - 2015", "quyche quyetdinh huongdan");
    help_finds("nhiệm kỳ: 2010–2015 tiếp dân", "quyche");
    help_finds("nhiemky:2013", "quyche quyetdinh huongdan");
    help_finds("nhiemky:2007", "datdai");
    help_finds("nhiemky:2021", "");
}

static void a_type_is_asked_for_by_its_code_too(void **state)
{
    (void)state;
    help_finds("loai:KL", "datdai");
    help_finds("loai:kl đất", "datdai");
    help_finds("type:HD", "huongdan");
    help_finds("loai:QyĐ", "quyche");
    // a quy định bears the code of a quyết định
    help_finds("loai:QĐ", "quyche quyetdinh");
    help_finds("loai:qd", "quyche quyetdinh");
    help_finds("loai:\"quyết định\"", "quyetdinh");
}

static void a_place_is_asked_for_with_those_that_went_into_it(void **state)
{
    (void)state;
    help_finds("tinh:\"Quảng Trị\"", "quyche quyetdinh");
    help_finds("tinh:quang tri", "quyche quyetdinh");
    help_finds("tinh:\"Quảng Bình\"", "quyche");
}

static void a_number_finds_the_document_then_those_that_cite_it(void **state)
{
    (void)state;
    help_finds("12-KL/TU", "datdai nuoc");
    help_finds("số 12 KL TU", "datdai nuoc");
    help_finds("KL 12", "datdai nuoc");
    help_finds("99-KL/TU", "");
}

static void facets_count_the_documents_with_every_word(void **state)
{
    (void)state;
    struct tc_search_options options = {.facets = 1u << TC_FACET_TYPE | 1u << TC_FACET_YEAR};
    const struct tc_results *results = help_search_with("đất đai", &options);
    assert_int_equal(results->facet_count, 2);
    assert_string_equal(tc_facet_name(results->facets[0].kind), "type");
    assert_true(results->facets[0].count >= 1);
    assert_string_equal(results->facets[0].values[0].value, "kết luận");
    assert_int_equal(results->facets[0].values[0].count, 1);
    tc_results_free(results);
}

static void what_is_shown_of_a_hit_is_filled_in(void **state)
{
    (void)state;
    const struct tc_results *results = help_search("12-KL/TU");
    const struct tc_hit *hit = &results->hits[0];
    assert_string_equal(hit->number, "12-KL/TU");
    assert_string_equal(hit->key, "12-KL/TU@2008-12-01");
    assert_string_equal(hit->type, "kết luận");
    assert_string_equal(hit->date, "2008-12-01");
    assert_int_equal(hit->cited_by, 1);
    assert_int_equal(hit->rank, 1);
    assert_int_equal(strlen(hit->id), 16);
    tc_results_free(results);
}

static void sorting_by_date_puts_the_unknown_last(void **state)
{
    (void)state;
    struct tc_search_options options = {.sort = TC_SORT_DATE_OLDEST};
    const struct tc_results *results = help_search_with("tỉnh ủy", &options);
    assert_true(results->hit_count >= 1);
    assert_string_equal(results->hits[0].path, "kho/2008/datdai.txt");
    tc_results_free(results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_conditions),
        cmocka_unit_test(a_term_is_asked_for_by_its_years_or_by_one_of_them),
        cmocka_unit_test(a_type_is_asked_for_by_its_code_too),
        cmocka_unit_test(a_place_is_asked_for_with_those_that_went_into_it),
        cmocka_unit_test(a_number_finds_the_document_then_those_that_cite_it),
        cmocka_unit_test(facets_count_the_documents_with_every_word),
        cmocka_unit_test(what_is_shown_of_a_hit_is_filled_in),
        cmocka_unit_test(sorting_by_date_puts_the_unknown_last),
    };
    return cmocka_run_group_tests(tests, open_texts, help_close);
}
