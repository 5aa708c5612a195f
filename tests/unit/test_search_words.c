// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan.h"
#include "search_help.h"

#include <time.h>

static const struct help_text texts[] = {HELP_TEXTS};

static int open_texts(void **state)
{
    (void)state;
    return help_open(texts, TC_LENGTH(texts));
}

static void documents_with_all_words_come_first(void **state)
{
    (void)state;
    help_finds_first("quản lý đất đai", "datdai");
    const struct tc_results *results = help_search("công trình cấp nước đất");
    assert_string_equal(results->hits[0].path, "kho/2009/nuoc.txt");
    assert_int_equal(results->total, 0);
    assert_int_equal(results->hits[0].missing_count, 1);
    assert_string_equal(results->hits[0].missing[0], "đất");
    tc_results_free(results);
}

static void total_counts_documents_with_every_word(void **state)
{
    (void)state;
    const struct tc_results *results = help_search("cán bộ");
    assert_int_equal(results->total, 1);
    assert_true(results->exact_total);
    tc_results_free(results);
}

static void words_without_marks_find_every_spelling(void **state)
{
    (void)state;
    help_finds_first("quan ly dat dai", "datdai khongdau");
    help_finds_first("quản lý đất đai", "datdai khongdau");
}

static void tone_style_case_and_form_do_not_matter(void **state)
{
    (void)state;
    help_finds_first("ủy ban kiểm tra", "canbo");
    help_finds_first("UỶ BAN KIỂM TRA", "canbo");
    help_finds_first("nu\u031Bo\u031B\u0301c sa\u0323ch", "nuoc");
}

static void phrases_are_conditions(void **state)
{
    (void)state;
    help_finds("\"nói đi đôi với làm\"", "canbo");
    help_finds("\"đôi đi nói\"", "");
    help_finds("\"noi di doi\"", "canbo");
    help_finds("\"nói di đôi\"", "canbo");
    help_finds("\"nời đi đôi\"", "");
}

static void boolean_operators_limit(void **state)
{
    (void)state;
    help_finds("+gạo +xuất", "gao");
    help_finds("đất -nước +cán", "");
    help_finds("nước sạch OR giá gạo", "gao nuoc");
    help_finds("nước NOT \"đất nước\"", "nuoc");
}

static void near_looks_within_its_window(void **state)
{
    (void)state;
    help_finds("xuất khẩu NEAR/4 tăng", "gao");
    help_finds("tăng NEAR/4 xuất khẩu", "gao");
    help_finds("xuất khẩu NEAR/3 tăng", "");
}

static void stars_find_what_begins_so(void **state)
{
    (void)state;
    help_finds("+dâ*", "gao");
    help_finds("+xuâ*", "");
    help_finds("+xua*", "gao");
}

static void errors_have_a_column(void **state)
{
    (void)state;
    const struct tc_results *results = NULL;
    struct tc_error err = {0};
    assert_int_equal(tc_search(help_archive, "đất (đai", NULL, &results, &err), TC_ERR_QUERY);
    assert_int_equal(err.column, 5);
    assert_null(results);
}

static void a_short_first_line_does_as_a_title(void **state)
{
    (void)state;
    help_finds("tieude:\"giá gạo\"", "gao");
}

static void abbreviations_find_what_they_stand_for(void **state)
{
    (void)state;
    static const char *const typed[] = {"UBKT", "ubkt"};
    for (size_t i = 0; i < TC_LENGTH(typed); i++) {
        const struct tc_results *results = help_search(typed[i]);
        assert_int_equal(results->total, 1);
        assert_string_equal(results->hits[0].path, "kho/2011/canbo.txt");
        assert_int_equal(results->hits[0].missing_count, 0);
        tc_results_free(results);
    }
    help_finds("\"UBKT\"", ""); // in quotes as it is written
}

// The factor with which a word of a query takes part in choosing candidates.
static double factor_of(const char *text, const char *word)
{
    struct tc_query query;
    struct tc_error err = {0};
    struct tc_plan *plan = tc_xcalloc(1, sizeof *plan);
    double factor = -1;
    assert_int_equal(tc_query_parse(text, strlen(text), NULL, &query, &err), TC_OK);
    assert_int_equal(tc_plan_init(plan, help_archive, &query, &err), TC_OK);
    for (size_t i = 0; i < plan->unit_count; i++)
        if (!strcmp(plan->units[i].shown, word) && plan->units[i].own)
            factor = plan->units[i].own->factor;
    tc_plan_fini(plan);
    free(plan);
    tc_query_fini(&query);
    return factor;
}

static void words_weigh_by_what_they_say_in_long_questions_alone(void **state)
{
    (void)state;
    assert_true(factor_of("quản lý đất đai", "đất") > 0.99);
    assert_true(factor_of("cấp nước sạch và quản lý giá đất", "đất") < 0.9);
    assert_true(factor_of("cấp nước sạch và quản lý giá đất", "giá") > 1.1);
    assert_true(factor_of("cấp nước sạch và quản lý \"giá đất\"", "đất") > 0.99); // a condition
}

// As long as a query may be, and ten times as long: answered or refused, and soon.
static void hostile_queries_are_answered_or_refused_soon(void **state)
{
    (void)state;
    static const char *const pieces[] = {"(",     "\"",      "\"a ",    "“",       "*",    "da* ", "a* ",
                                         "d* d ", "\u0301",  "a\u0301", "ệ\u0323", "))",   "-\"",  "NEAR/5 đất ",
                                         "+",     "loai:\"", "đ",       "đất ",    "dat ", "OR ",  "12-KL/TU "};
    static const size_t sizes[] = {8000, 100000};
    for (size_t i = 0; i < TC_LENGTH(pieces) * TC_LENGTH(sizes); i++) {
        const char *piece = pieces[i / TC_LENGTH(sizes)];
        size_t size = sizes[i % TC_LENGTH(sizes)];
        struct tc_buf text = {0};
        const struct tc_results *results = NULL;
        struct tc_error err = {0};
        while (text.len + strlen(piece) <= size)
            tc_buf_str(&text, piece);
        clock_t start = clock();
        if (tc_search(help_archive, text.data, NULL, &results, &err) == TC_OK)
            tc_results_free(results);
        else
            assert_true(err.column >= 1);
        assert_true(clock() - start < 3 * CLOCKS_PER_SEC); // a tenth of that without sanitizers
        tc_buf_fini(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_with_all_words_come_first),
        cmocka_unit_test(total_counts_documents_with_every_word),
        cmocka_unit_test(words_without_marks_find_every_spelling),
        cmocka_unit_test(tone_style_case_and_form_do_not_matter),
        cmocka_unit_test(phrases_are_conditions),
        cmocka_unit_test(boolean_operators_limit),
        cmocka_unit_test(near_looks_within_its_window),
        cmocka_unit_test(stars_find_what_begins_so),
        cmocka_unit_test(errors_have_a_column),
        cmocka_unit_test(a_short_first_line_does_as_a_title),
        cmocka_unit_test(abbreviations_find_what_they_stand_for),
        cmocka_unit_test(words_weigh_by_what_they_say_in_long_questions_alone),
        cmocka_unit_test(hostile_queries_are_answered_or_refused_soon),
    };
    return cmocka_run_group_tests(tests, open_texts, help_close);
}
