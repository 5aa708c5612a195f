// SPDX-License-Identifier: GPL-3.0-or-later
// Assigned work over an archive: lists, filters, and what followed.
#include "drafting_help.h"

#define FULL_17 "Kết luận số 17-KL/TU, ngày 05/3/2013 của Ban Thường vụ Tỉnh ủy"

#define KL17                                                                                                                   \
    HELP_PARTY("TỈNH ỦY VÂN TRÌ", "17-KL/TU", "Vân Trì", "05 tháng 3 năm 2013", "KẾT LUẬN",                                    \
               "về nghề trồng dâu nuôi tằm\n\n"                                                                      \
               "1. Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ cấp vốn mua giống tằm, hoàn " \
               "thành trước ngày 30/6/2013.\n"                                                                            \
               "2. Giao Sở Xây dựng thẩm định thiết kế lò ươm kén, xong trong quý IV năm 2013.\n"          \
               "3. Hội Nông dân tỉnh vận động nông dân góp đất trồng dâu." HELP_SIGNED)

static const struct help_text texts[] = {
    {"kho/vt-kl17.txt", KL17},
    {"kho/chép lại/vt-kl17.txt", KL17}, // a copy assigns nothing anew
    {"kho/vt-bc90.txt", HELP_PARTY("TỈNH ỦY VÂN TRÌ", "90-BC/TU", "Vân Trì", "12 tháng 8 năm 2013", "BÁO CÁO",
                                   "kết quả trồng dâu nuôi tằm\n\nThực hiện " FULL_17
                                   ", Sở Tài chính đã cấp vốn mua giống tằm cho 300 hộ, hoàn thành "
                                   "đúng thời hạn. Sở Xây dựng cử hai cán bộ dự họp." HELP_SIGNED)},
    {"kho/vt-bc12.txt", HELP_PARTY("TỈNH ỦY VÂN TRÌ", "12-BC/TU", "Vân Trì", "10 tháng 01 năm 2013", "BÁO CÁO",
                                   "tình hình nuôi tằm\n\nSở Tài chính đã cấp vốn mua giống tằm." HELP_SIGNED)},
};

static int open_archive(void **state)
{
    (void)state;
    return help_open(texts, TC_LENGTH(texts));
}

static json_t *list(const struct tc_task_options *options)
{
    char *text = NULL;
    struct tc_error err = {0};
    if (tc_tasks_json(help_archive, options, &text, &err) != TC_OK)
        fail_msg("%s", err.message);
    return help_json(text);
}

static size_t count_of(const json_t *root)
{
    return json_array_size(json_object_get(root, "tasks"));
}

static const json_t *task_at(const json_t *root, size_t i)
{
    return json_array_get(json_object_get(root, "tasks"), i);
}

static void work_is_listed_with_its_source_and_wording(void **state)
{
    (void)state;
    json_t *root = list(&(struct tc_task_options){.as_of = "2014-06-01"});
    assert_int_equal(count_of(root), 3);
    const json_t *task = task_at(root, 1);
    assert_string_equal(help_string(task, "agency"), "Sở Xây dựng");
    assert_string_equal(help_string(task, "deadline"), "2013-12-31");
    assert_string_equal(help_string(task, "deadline_from"), "2013-10-01");
    assert_string_equal(help_string(json_object_get(task, "source"), "key"), "17-KL/TU@2013-03-05");
    assert_string_equal(help_string(task, "text"),
                        "Giao Sở Xây dựng thẩm định thiết kế lò ươm kén, xong trong quý IV năm 2013");
    json_decref(root);
}

static void a_report_that_speaks_of_the_work_answers_it(void **state)
{
    (void)state;
    json_t *root = list(&(struct tc_task_options){.as_of = "2014-06-01"});
    const json_t *follows = json_object_get(task_at(root, 0), "follow_ups");
    assert_string_equal(help_string(task_at(root, 0), "state"), "answered");
    assert_int_equal(json_array_size(follows), 1);
    assert_string_equal(help_string(json_array_get(follows, 0), "key"), "90-BC/TU@2013-08-12");
    assert_string_equal(help_string(json_array_get(follows, 0), "how"), "reports");
    json_decref(root);
}

static void one_that_only_names_the_agency_does_not(void **state)
{
    (void)state;
    json_t *root = list(&(struct tc_task_options){.as_of = "2014-06-01"});
    const json_t *follows = json_object_get(task_at(root, 1), "follow_ups");
    assert_string_equal(help_string(task_at(root, 1), "state"), "overdue");
    assert_string_equal(help_string(json_array_get(follows, 0), "how"), "names");
    assert_string_equal(help_string(task_at(root, 2), "state"), "open");
    json_decref(root);
}

static void later_documents_do_not_count_as_of_a_day(void **state)
{
    (void)state;
    json_t *root = list(&(struct tc_task_options){.as_of = "2013-07-15"});
    assert_string_equal(help_string(task_at(root, 0), "state"), "overdue");
    assert_string_equal(help_string(task_at(root, 1), "state"), "open");
    json_decref(root);
    root = list(&(struct tc_task_options){.as_of = "2013-03-01"});
    assert_int_equal(count_of(root), 0);
    json_decref(root);
}

static void lists_narrow_by_agency_deadline_and_state(void **state)
{
    (void)state;
    const struct {
        struct tc_task_options options;
        size_t count;
    } cases[] = {
        {{.agency = "so tai chinh"}, 1},
        {{.agency = "Sở"}, 2},
        {{.agency = "Sở Y tế"}, 0},
        {{.from = "2013-07-01"}, 1},
        {{.to = "2013-06-30"}, 1},
        {{.is_open = true, .as_of = "2014-06-01"}, 2},
        {{.is_overdue = true, .as_of = "2014-06-01"}, 1},
        {{.reference = "17-KL/TU"}, 3},
        {{.reference = "90-BC/TU"}, 0},
        {{.limit = 2}, 2},
        {{.offset = 2}, 1},
    };
    for (size_t i = 0; i < TC_LENGTH(cases); i++) {
        json_t *root = list(&cases[i].options);
        if (count_of(root) != cases[i].count)
            fail_msg("case %zu: %zu tasks, not %zu", i, count_of(root), cases[i].count);
        json_decref(root);
    }
}

static void what_is_no_reference_is_a_query_error(void **state)
{
    (void)state;
    char *text = NULL;
    struct tc_error err = {0};
    const struct tc_task_options options = {.reference = "hôm qua"};
    assert_int_equal(tc_tasks_json(help_archive, &options, &text, &err), TC_ERR_QUERY);
}

// The last: it goes on with an archive of its own.
static void papers_of_unknown_day_are_no_copies_of_each_other(void **state)
{
    static const struct help_text undated[] = {
        {"kho/1.txt", "TỈNH ỦY VÂN TRÌ\n*\nSố 40-KL/TU\n\nKẾT LUẬN\nvề đê điều\n\n1. Giao Sở Xây dựng kiểm tra đê.\n"},
        {"kho/2.txt", "TỈNH ỦY HẢI KHÊ\n*\nSố 40-KL/TU\n\nKẾT LUẬN\nvề kè biển\n\n1. Giao Sở Xây dựng kiểm tra đê.\n"},
    };
    assert_int_equal(help_close(state), 0);
    assert_int_equal(help_open(undated, TC_LENGTH(undated)), 0);
    json_t *root = list(&(struct tc_task_options){.as_of = "2014-06-01"});
    assert_int_equal(count_of(root), 2);
    json_decref(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_is_listed_with_its_source_and_wording),
        cmocka_unit_test(a_report_that_speaks_of_the_work_answers_it),
        cmocka_unit_test(one_that_only_names_the_agency_does_not),
        cmocka_unit_test(later_documents_do_not_count_as_of_a_day),
        cmocka_unit_test(lists_narrow_by_agency_deadline_and_state),
        cmocka_unit_test(what_is_no_reference_is_a_query_error),
        cmocka_unit_test(papers_of_unknown_day_are_no_copies_of_each_other),
    };
    return cmocka_run_group_tests(tests, open_archive, help_close);
}
