// SPDX-License-Identifier: GPL-3.0-or-later
// Trees from a resolution to what carries it out.
#include "drafting_help.h"

#define NQ08 "Nghị quyết số 08-NQ/TU, ngày 12/9/2011 của Tỉnh ủy"
#define CTR11 "Chương trình hành động số 11-CTr/TU, ngày 05/12/2011 của Ban Thường vụ Tỉnh ủy"

static const struct help_text texts[] = {
    {"kho/nq08.txt", HELP_PARTY("TỈNH ỦY VÂN TRÌ", "08-NQ/TU", "Vân Trì", "12 tháng 9 năm 2011", "NGHỊ QUYẾT",
                                "về phát triển nghề trồng dâu nuôi tằm\n\nI- TÌNH HÌNH\n\nThực hiện Nghị quyết số "
                                "26-NQ/TW, ngày 05/8/2008 của "
                                "Ban Chấp hành Trung ương, nghề dâu tằm đã lan rộng." HELP_SIGNED)},
    {"kho/ctr11.txt",
     HELP_PARTY("TỈNH ỦY VÂN TRÌ", "11-CTr/TU", "Vân Trì", "05 tháng 12 năm 2011", "CHƯƠNG TRÌNH HÀNH ĐỘNG",
                "thực hiện " NQ08 "\n\nI- MỤC ĐÍCH\n\nLàm rõ việc." HELP_SIGNED)},
    {"kho/kh20.txt",
     HELP_PARTY("TỈNH ỦY VÂN TRÌ\nHUYỆN ỦY NAM TRÌ", "20-KH/HU", "Nam Trì", "10 tháng 3 năm 2012", "KẾ HOẠCH",
                "trồng dâu năm 2012\n\nThực hiện " NQ08 " và " CTR11
                ", Huyện ủy ban hành kế hoạch.\n\nI- YÊU CẦU\n\nTrồng đủ dâu." HELP_SIGNED)},
    {"kho/ct09.txt",
     HELP_PARTY("TỈNH ỦY VÂN TRÌ", "09-CT/TU", "Vân Trì", "04 tháng 5 năm 2012", "CHỈ THỊ",
                "về phòng bệnh cho tằm\n\nI- TÌNH HÌNH\n\nTằm chết nhiều.\n\nMưa kéo dài.\n\nII- NHIỆM VỤ\n\n1. Các "
                "huyện ủy thực hiện tốt " NQ08 "." HELP_SIGNED)},
    {"kho/bc40.txt", HELP_PARTY("TỈNH ỦY VÂN TRÌ", "40-BC/TU", "Vân Trì", "20 tháng 6 năm 2014", "BÁO CÁO",
                                "sơ kết ba năm thực hiện " NQ08 "\n\nI- KẾT QUẢ\n\nDâu tốt." HELP_SIGNED)},
};

static int open_archive(void **state)
{
    (void)state;
    return help_open(texts, TC_LENGTH(texts));
}

static json_t *tree_of(const char *ref, const char *as_of)
{
    char *text = NULL;
    struct tc_error err = {0};
    if (tc_implementation_json(help_archive, ref, as_of, &text, &err) != TC_OK)
        fail_msg("%s: %s", ref, err.message);
    return help_json(text);
}

// "number<number of parent" of every node, with single spaces; yours.
static char *shape_of(const json_t *root)
{
    struct tc_buf shape = {0};
    const json_t *nodes = json_object_get(root, "nodes");
    size_t i;
    json_t *node;
    tc_buf_str(&shape, "");
    json_array_foreach(nodes, i, node)
    {
        const json_t *parent = json_array_get(nodes, (size_t)json_integer_value(json_object_get(node, "parent")));
        const char *key = help_string(node, "key"), *above = help_string(parent, "key");
        tc_buf_printf(&shape, "%s%.*s", i ? " " : "", (int)strcspn(key, "@"), key);
        if (json_is_integer(json_object_get(node, "parent")))
            tc_buf_printf(&shape, "<%.*s", (int)strcspn(above, "@"), above);
    }
    return tc_buf_take(&shape);
}

static void assert_shape(const char *ref, const char *as_of, const char *expected)
{
    json_t *root = tree_of(ref, as_of);
    char *shape = shape_of(root);
    assert_string_equal(shape, expected);
    free(shape);
    json_decref(root);
}

static void what_rests_on_resolution_and_programme_stands_under_the_programme(void **state)
{
    (void)state;
    assert_shape("08-NQ/TU", "2020-01-01", "08-NQ/TU 11-CTr/TU<08-NQ/TU 20-KH/HU<11-CTr/TU 40-BC/TU<08-NQ/TU");
}

static void a_mention_further_down_carries_nothing_out(void **state)
{
    (void)state;
    json_t *root = tree_of("08-NQ/TU", "2020-01-01");
    char *shape = shape_of(root);
    assert_null(strstr(shape, "09-CT/TU"));
    free(shape);
    json_decref(root);
}

static void later_documents_do_not_count_as_of_a_day(void **state)
{
    (void)state;
    assert_shape("08-NQ/TU", "2011-12-31", "08-NQ/TU 11-CTr/TU<08-NQ/TU");
}

static void a_reference_that_is_absent_has_a_tree_too(void **state)
{
    (void)state;
    json_t *root = tree_of("26-NQ/TW ngày 05/8/2008", "2020-01-01");
    const json_t *nodes = json_object_get(root, "nodes"), *first = json_array_get(nodes, 0);
    assert_true(json_is_null(json_object_get(first, "id")));
    assert_string_equal(help_string(first, "level"), "central");
    assert_string_equal(help_string(json_array_get(nodes, 1), "key"), "08-NQ/TU@2011-09-12");
    assert_string_equal(help_string(json_array_get(nodes, 1), "kind"), "decision");
    json_decref(root);
}

static void levels_and_kinds_are_told(void **state)
{
    (void)state;
    static const char *const expected[][2] = {
        {"province", "root"}, {"province", "programme"}, {"district", "plan"}, {"province", "review"}};
    json_t *root = tree_of("08-NQ/TU", "2020-01-01");
    for (size_t i = 0; i < TC_LENGTH(expected); i++) {
        const json_t *node = json_array_get(json_object_get(root, "nodes"), i);
        assert_string_equal(help_string(node, "level"), expected[i][0]);
        assert_string_equal(help_string(node, "kind"), expected[i][1]);
    }
    json_decref(root);
}

static void missing_levels_and_reviews_are_said(void **state)
{
    (void)state;
    json_t *root = tree_of("08-NQ/TU", "2020-01-01");
    const json_t *missing = json_object_get(root, "missing");
    assert_int_equal(json_array_size(missing), 1);
    assert_string_equal(help_string(json_array_get(missing, 0), "what"), "state-plan");
    json_decref(root);
    root = tree_of("09-CT/TU", "2018-05-04");
    missing = json_object_get(root, "missing");
    const json_t *last = json_array_get(missing, json_array_size(missing) - 1);
    assert_string_equal(help_string(last, "what"), "review");
    assert_int_equal(json_integer_value(json_object_get(last, "years")), 6);
    json_decref(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_rests_on_resolution_and_programme_stands_under_the_programme),
        cmocka_unit_test(a_mention_further_down_carries_nothing_out),
        cmocka_unit_test(later_documents_do_not_count_as_of_a_day),
        cmocka_unit_test(a_reference_that_is_absent_has_a_tree_too),
        cmocka_unit_test(levels_and_kinds_are_told),
        cmocka_unit_test(missing_levels_and_reviews_are_said),
    };
    return cmocka_run_group_tests(tests, open_archive, help_close);
}
