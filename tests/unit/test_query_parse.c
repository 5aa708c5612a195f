// SPDX-License-Identifier: GPL-3.0-or-later
#include "query_help.h"

#include "base/lang.h"

#include <time.h>

static void plain_words_stay_plain(void **state)
{
    (void)state;
    help_reads_as("kết luận hội nghị", "kết luận hội nghị");
    help_reads_as("  Kết  Luận\t", "kết luận");
    help_reads_as("uỷ ban", "ủy ban");
    help_reads_as("phòng, chống; tham nhũng.", "phòng chống tham nhũng");
    help_reads_as("đất đai và nhà ở", "đất đai và nhà ở");
}

static void nfd_reads_as_nfc(void **state)
{
    (void)state;
    help_reads_as("ke\u0302\u0301t lua\u0302\u0323n", "kết luận");
}

static void phrases_are_kept_together(void **state)
{
    (void)state;
    help_reads_as("\"kết luận hội nghị\"", "\"kết luận hội nghị\"");
    help_reads_as("“kết luận” tốt", "\"kết luận\" tốt");
    help_reads_as("\"10 xây\" \"10 chống\"", "\"10 xây\" \"10 chống\"");
    help_reads_as("-\"xin ý kiến\" đảng", "-\"xin ý kiến\" đảng");
}

static void signs_stand_before_a_word(void **state)
{
    (void)state;
    help_reads_as("đảng -viên +tỉnh", "đảng -viên +tỉnh");
    help_reads_as("kinh tế - xã hội", "kinh tế xã hội");
    help_reads_as("+(tỉnh ủy) đảng", "+(tỉnh ủy) đảng");
}

static void operators_work_in_capitals_beside_lower_case(void **state)
{
    (void)state;
    help_reads_as("nghị quyết OR chỉ thị", "(nghị quyết) OR (chỉ thị)");
    help_reads_as("nghị quyết NOT tham nhũng", "nghị quyết -\"tham nhũng\"");
    help_reads_as("tham nhũng NEAR/3 lãng phí", "\"tham nhũng\" NEAR/3 \"lãng phí\"");
    help_reads_as("đảng NEAR viên", "đảng NEAR/10 viên");
    help_reads_as("(nghị quyết OR chỉ thị) đất", "((nghị quyết) OR (chỉ thị)) đất");
    help_reads_as("đảng AND viên", "+đảng +viên");
    help_reads_as("NGHỊ QUYẾT OR CHỈ THỊ", "nghị quyết or chỉ thị");
    help_reads_as("đảng or viên not near", "đảng or viên not near");
}

static void vietnamese_words_are_no_operators(void **state)
{
    (void)state;
    help_reads_as("HOẶC đảng VÀ KHÔNG viên", "hoặc đảng và không viên");
}

static void a_star_makes_a_prefix(void **state)
{
    (void)state;
    help_reads_as("dân* vận", "dân* vận");
    help_is_error("d*", 1);
    help_is_error("đảng v*", 6);
}

static void fields_take_their_names_in_any_spelling(void **state)
{
    (void)state;
    help_reads_as("loai:tin", "loai:\"tin\"");
    help_reads_as("loại: tin", "loai:\"tin\"");
    help_reads_as("type:tin", "loai:\"tin\"");
    help_reads_as("LOẠI:tin", "loai:\"tin\"");
    help_reads_as("người ký: \"Trần Văn Ất\"", "nguoiky:\"trần văn ất\"");
    help_reads_as("tieude:\"đất đai\" vườn", "tieude:\"đất đai\" vườn");
    help_reads_as("duongdan:kho/2008", "duongdan:\"kho/2008\"");
    help_reads_as("nhiemky:XII đảng", "nhiemky:\"xii\" đảng");
}

static void a_field_takes_the_longest_known_name(void **state)
{
    (void)state;
    help_reads_as("loai:thông báo tỉnh ủy", "loai:\"thông báo\" tỉnh ủy");
    help_reads_as("loai:thông báo kết luận tỉnh ủy", "loai:\"thông báo kết luận\" tỉnh ủy");
    help_reads_as("tinh:Đông Lâm đất", "tinh:\"đông lâm\" đất");
    help_reads_as("loai:\"thông\" báo", "loai:\"thông\" báo");
    help_reads_as("loai:lạ đất", "loai:\"lạ\" đất");
}

static void dates_are_read_in_all_forms(void **state)
{
    (void)state;
    help_reads_as("ngay:01/12/2008", "ngay:2008-12-01");
    help_reads_as("ngày: 1-12-2008", "ngay:2008-12-01");
    help_reads_as("ngay:1.12.2008", "ngay:2008-12-01");
    help_reads_as("ngay:2008-12-01", "ngay:2008-12-01");
    help_reads_as("ngay:12/2008", "ngay:2008-12");
    help_reads_as("ngay:2008", "ngay:2008");
    help_reads_as("ngày: 1 tháng 12 năm 2008 đất", "ngay:2008-12-01 đất");
    help_reads_as("ngay:tháng 12/2008", "ngay:2008-12");
    help_reads_as("ngay:2008..2010", "ngay:2008..2010");
    help_reads_as("ngay:..2010", "ngay:..2010");
    help_reads_as("ngay:2008..", "ngay:2008..");
    help_reads_as("từ:2019-01-01 đến:2019-12-31", "tu:2019-01-01 den:2019-12-31");
    help_reads_as("nam:2008-2010", "nam:2008..2010");
    help_is_error("đất ngay:2010..2008", 10);
    help_is_error("ngay:32/12/2008", 6);
    help_is_error("ngay:abc", 6);
    help_is_error("tu:2012-13-01", 4); // no year with “13” and “01” behind it
    help_is_error("nam:2008/x", 5);
}

static void values_may_be_written_with_blanks(void **state)
{
    (void)state;
    help_reads_as("loai : tin", "loai:\"tin\"");
    help_reads_as("ngay:01 / 12 / 2008", "ngay:2008-12-01");
    help_reads_as("ngay: 1 - 12 - 2008 đất", "ngay:2008-12-01 đất");
    help_reads_as("nam: 2008 - 2010", "nam:2008..2010");
    help_reads_as("nam:2008 – 2010", "nam:2008..2010");
    help_reads_as("nam:2008 -2010", "nam:2008..2010");
    help_reads_as("ngay:2008 .. 2010 đất", "ngay:2008..2010 đất");
    help_reads_as("ngay:01/12/2008-31/12/2008", "ngay:2008-12-01..2008-12-31");
    help_reads_as("ngày: từ 2008 đến 2010", "ngay:2008..2010");
    help_reads_as("ngày: từ 3/2008", "ngay:2008-03..");
    help_reads_as("từ: 2008 đến 2010", "tu:2008..2010");
    help_reads_as("tu:2008 den:2010", "tu:2008 den:2010");
    help_reads_as("nam:2008 -đất", "nam:2008 -đất");
    help_reads_as("nam:2008 - 10 công trình", "nam:2008 10 công trình");
    help_is_error("nam: 2010 - 2008", 6);
    help_is_error("ngay:2008-12-2010", 6);
    help_is_error("nam:2012-13", 5);
}

static void a_term_of_office_is_one_value_however_its_years_are_parted(void **state)
{
    (void)state;
    static const char *const spellings[] = {"nhiemky:2015-2020",       "nhiemky:2015 - 2020", "nhiemky: 2015–2020",
                                            "nhiệm kỳ : 2015 — 2020",  "nhiemky:2015 -2020",  "nhiemky:2015- 2020",
                                            "nhiemky:\"2015 - 2020\"", "term: 2015 đến 2020"};
    for (size_t i = 0; i < TC_LENGTH(spellings); i++)
        help_reads_as(spellings[i], "nhiemky:\"2015-2020\"");
    help_reads_as("nhiemky:2015 - 2020 đất", "nhiemky:\"2015-2020\" đất");
    help_reads_as("nhiemky:2015 đất", "nhiemky:\"2015\" đất");
    help_is_error("đất nhiemky: 2020 - 2015", 14);
}

static void a_word_before_a_colon_that_is_no_field_is_plain(void **state)
{
    (void)state;
    help_reads_as("câu hỏi: đất đai", "câu hỏi đất đai");
}

static void errors_point_at_their_column(void **state)
{
    (void)state;
    help_is_error("", 1);
    help_is_error("()", 1);
    help_is_error("...", 1);
    help_is_error("đất (đai", 5);
    help_is_error("đất đai )", 9);
    help_is_error("đất \"đai", 5);
    help_is_error("đất “đai", 5);
    help_is_error("OR đất", 1);
    help_is_error("đất OR", 5);
    help_is_error("đất NEAR/3", 5);
    help_is_error("đất đai NOT", 9);
    help_is_error("đất loai:", 5);
}

static void errors_speak_the_language_that_was_set(void **state)
{
    struct tc_query query;
    struct tc_error err = {0};
    (void)state;
    assert_int_equal(tc_query_parse("\"đất", 6, NULL, &query, &err), TC_ERR_QUERY);
    assert_string_equal(err.message, "dấu ngoặc kép không được đóng");
    tc_lang_set(TC_LANG_EN);
    assert_int_equal(tc_query_parse("\"đất", 6, NULL, &query, &err), TC_ERR_QUERY);
    assert_string_equal(err.message, "a quotation mark is not closed");
    tc_lang_set(TC_LANG_VI);
}

static void loose_quotes_in_a_sentence_are_plain(void **state)
{
    (void)state;
    help_reads_as("người dân hỏi “đất vườn” có được cấp sổ \" không", "người dân hỏi đất vườn có được cấp sổ không");
    help_reads_as("theo điểm a) của luật này thì người dân được làm gì",
                  "theo điểm a của luật này thì người dân được làm gì");
    help_reads_as("a) đất", "a đất");
}

static void too_much_is_refused_at_its_column(void **state)
{
    (void)state;
    char *long_query = tc_xmalloc(100001);
    memset(long_query, '(', 100000);
    long_query[100000] = '\0';
    help_is_error(long_query, TC_QUERY_MAX_BYTES + 1);
    long_query[TC_QUERY_MAX_BYTES] = '\0';
    help_is_error(long_query, TC_QUERY_MAX_DEPTH + 1);
    for (size_t i = 0; i + 1 < TC_QUERY_MAX_BYTES; i += 2)
        memcpy(long_query + i, "a ", 2);
    help_is_error(long_query, TC_QUERY_MAX_WORDS * 2 + 1);
    free(long_query);
}

static void hostile_queries_are_done_with_quickly(void **state)
{
    (void)state;
    static const char *const pieces[] = {". ", "1 ", "I ", "a* ", "-a ", "số 1/2 ", "( ", "\"a\" ", "loai: "};
    for (size_t i = 0; i < TC_LENGTH(pieces); i++) {
        struct tc_buf text = {0};
        while (text.len + strlen(pieces[i]) < TC_QUERY_MAX_BYTES)
            tc_buf_str(&text, pieces[i]);
        clock_t start = clock();
        free(help_parse(text.data));
        assert_true(clock() - start < 3 * CLOCKS_PER_SEC); // a tenth of that without sanitizers
        tc_buf_fini(&text);
    }
}

static void the_tree_names_what_was_understood(void **state)
{
    (void)state;
    struct tc_query query;
    const char *text = "đất -đai";
    assert_int_equal(tc_query_parse(text, strlen(text), NULL, &query, NULL), TC_OK);
    json_t *tree = tc_query_tree(&query);
    char *dump = json_dumps(tree, JSON_COMPACT);
    assert_string_equal(dump, "{\"kind\":\"group\",\"want\":\"ranked\",\"children\":["
                              "{\"kind\":\"word\",\"want\":\"ranked\",\"word\":\"đất\"},"
                              "{\"kind\":\"word\",\"want\":\"not\",\"word\":\"đai\"}]}");
    free(dump);
    json_decref(tree);
    tc_query_fini(&query);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_words_stay_plain),
        cmocka_unit_test(nfd_reads_as_nfc),
        cmocka_unit_test(phrases_are_kept_together),
        cmocka_unit_test(signs_stand_before_a_word),
        cmocka_unit_test(operators_work_in_capitals_beside_lower_case),
        cmocka_unit_test(vietnamese_words_are_no_operators),
        cmocka_unit_test(a_star_makes_a_prefix),
        cmocka_unit_test(fields_take_their_names_in_any_spelling),
        cmocka_unit_test(a_field_takes_the_longest_known_name),
        cmocka_unit_test(dates_are_read_in_all_forms),
        cmocka_unit_test(values_may_be_written_with_blanks),
        cmocka_unit_test(a_term_of_office_is_one_value_however_its_years_are_parted),
        cmocka_unit_test(a_word_before_a_colon_that_is_no_field_is_plain),
        cmocka_unit_test(errors_point_at_their_column),
        cmocka_unit_test(errors_speak_the_language_that_was_set),
        cmocka_unit_test(loose_quotes_in_a_sentence_are_plain),
        cmocka_unit_test(too_much_is_refused_at_its_column),
        cmocka_unit_test(hostile_queries_are_done_with_quickly),
        cmocka_unit_test(the_tree_names_what_was_understood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
