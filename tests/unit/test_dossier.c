// SPDX-License-Identifier: GPL-3.0-or-later
// What an outline finds: passages by term, figures, sources.
#include "drafting_help.h"

#define SILK_REPORT                                                                                                                                 \
    "I- KẾT QUẢ\n\n1. Nghề dâu tằm\n\nToàn tỉnh trồng mới 1.250 ha dâu, tăng 12% so với năm 2018; sản lượng kén đạt " \
    "820 tấn. "                                                                                                                                   \
    "Các huyện đã lập 14 hợp tác xã ươm tơ để giúp hộ nghèo.\n\n2. Giao thông\n\nĐã mở 46 km đường.\n\nII- NHIỆM "  \
    "VỤ\n\n"                                                                                                                                      \
    "1. Nghề dâu tằm\n\nPhấn đấu đến năm 2025 có 3.000 ha dâu, mỗi huyện có một nhà máy ươm tơ hiện đại."

static const struct help_text texts[] = {
    {"kho/bc30.txt", HELP_PARTY("TỈNH ỦY VÂN TRÌ", "30-BC/TU", "Vân Trì", "15 tháng 12 năm 2019", "BÁO CÁO",
                                "tình hình năm 2019\n\n" SILK_REPORT HELP_SIGNED)},
    {"kho/nq08.txt",
     HELP_PARTY(
         "TỈNH ỦY VÂN TRÌ", "08-NQ/TU", "Vân Trì", "12 tháng 9 năm 2011", "NGHỊ QUYẾT",
         "về phát triển nghề trồng dâu nuôi tằm\n\nI- MỤC TIÊU\n\nPhấn đấu đến năm 2015 nghề trồng dâu nuôi tằm có hai "
         "nghìn héc ta, mỗi huyện có một cơ sở ươm tơ." HELP_SIGNED)},
    {"kho/ks.txt", HELP_PARTY("TỈNH ỦY KIM SA", "11-BC/TU", "Kim Sa", "20 tháng 12 năm 2019", "BÁO CÁO",
                              "tình hình năm 2019\n\nI- KẾT QUẢ\n\nNghề dâu tằm của tỉnh có 90 ha dâu, không tăng so "
                              "với các năm trước đây, hộ "
                              "dân ít mặn mà." HELP_SIGNED)},
};

static int open_archive(void **state)
{
    (void)state;
    return help_open(texts, TC_LENGTH(texts));
}

static json_t *dossier_of(const char *heading, const struct tc_dossier_options *options)
{
    const struct tc_dossier_heading headings[] = {{heading, 1}};
    char *text = NULL;
    struct tc_error err = {0};
    if (tc_dossier_json(help_archive, headings, 1, options, &text, &err) != TC_OK)
        fail_msg("%s: %s", heading, err.message);
    return help_json(text);
}

static const json_t *first(const json_t *root)
{
    return json_array_get(json_object_get(root, "headings"), 0);
}

static void each_term_gives_its_passages_newest_term_first(void **state)
{
    (void)state;
    json_t *root = dossier_of("Nghề dâu tằm", &(struct tc_dossier_options){.place = "vân trì"});
    const json_t *terms = json_object_get(first(root), "terms");
    assert_int_equal(json_array_size(terms), 2);
    assert_string_equal(help_string(json_array_get(terms, 0), "term"), "2015 - 2020");
    assert_string_equal(help_string(json_array_get(terms, 1), "term"), "2010 - 2015");
    const json_t *passage = json_array_get(json_object_get(json_array_get(terms, 1), "passages"), 0);
    assert_string_equal(help_string(passage, "section"), "I- MỤC TIÊU");
    assert_string_equal(help_string(json_object_get(passage, "citation"), "short"), "Nghị quyết 08-NQ/TU");
    json_decref(root);
}

static void figures_have_value_comparison_and_kind(void **state)
{
    (void)state;
    static const char *const expected[][4] = {
        {"1.250 ha", "tăng 12% so với năm 2018", "2019", "result"},
        {"820 tấn", "(null)", "2019", "result"},
        {"14 hợp tác xã", "(null)", "2019", "result"},
        {"3.000 ha", "(null)", "đến 2025", "target"},
    };
    json_t *root = dossier_of("Nghề dâu tằm", &(struct tc_dossier_options){.place = "Van Tri"});
    const json_t *figures = json_object_get(first(root), "figures");
    for (size_t i = 0; i < TC_LENGTH(expected); i++) {
        const json_t *figure = json_array_get(figures, i);
        assert_string_equal(help_string(figure, "value"), expected[i][0]);
        assert_string_equal(help_string(figure, "compare"), expected[i][1]);
        assert_string_equal(help_string(figure, "when"), expected[i][2]);
        assert_string_equal(help_string(figure, "kind"), expected[i][3]);
    }
    json_decref(root);
}

static void what_stands_under_another_heading_stays_out(void **state)
{
    (void)state;
    json_t *root = dossier_of("Nghề dâu tằm", NULL);
    char *text = json_dumps(root, 0);
    assert_null(strstr(text, "46 km"));
    free(text);
    json_decref(root);
}

static void other_places_and_later_papers_are_left_out_when_asked(void **state)
{
    (void)state;
    json_t *root = dossier_of("Nghề dâu tằm", &(struct tc_dossier_options){.place = "Vân Trì", .before = "2015-01-01"});
    const json_t *sources = json_object_get(root, "sources");
    assert_int_equal(json_array_size(sources), 1);
    assert_string_equal(help_string(json_array_get(sources, 0), "key"), "08-NQ/TU@2011-09-12");
    json_decref(root);
}

static void the_same_question_gives_the_same_answer(void **state)
{
    (void)state;
    json_t *a = dossier_of("Nghề dâu tằm", NULL), *b = dossier_of("Nghề dâu tằm", NULL);
    char *x = json_dumps(a, 0), *y = json_dumps(b, 0);
    assert_string_equal(x, y);
    free(x);
    free(y);
    json_decref(a);
    json_decref(b);
}

static void headings_that_nothing_treats_are_empty(void **state)
{
    (void)state;
    json_t *root = dossier_of("Khai thác dầu khí ngoài khơi", NULL);
    assert_int_equal(json_array_size(json_object_get(first(root), "terms")), 0);
    json_decref(root);
    root = dossier_of("1. (…)", NULL);
    assert_int_equal(json_array_size(json_object_get(first(root), "terms")), 0);
    json_decref(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_term_gives_its_passages_newest_term_first),
        cmocka_unit_test(figures_have_value_comparison_and_kind),
        cmocka_unit_test(what_stands_under_another_heading_stays_out),
        cmocka_unit_test(other_places_and_later_papers_are_left_out_when_asked),
        cmocka_unit_test(the_same_question_gives_the_same_answer),
        cmocka_unit_test(headings_that_nothing_treats_are_empty),
    };
    return cmocka_run_group_tests(tests, open_archive, help_close);
}
