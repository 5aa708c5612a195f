// SPDX-License-Identifier: GPL-3.0-or-later
// Work that papers assign, read out of written-out conclusions.
#include "record/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD "TỈNH ỦY VÂN TRÌ\n*\nSố 17-KL/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nVân Trì, ngày 05 tháng 3 năm 2013\n\n"
#define CONCLUSION HEAD "KẾT LUẬN\ncủa Ban Thường vụ Tỉnh ủy về nghề trồng dâu nuôi tằm\n\n"
#define REPORT HEAD "BÁO CÁO\nkết quả trồng dâu nuôi tằm năm 2012\n\n"

static struct tc_document document;
static struct tc_record record;

static void read_text(const char *text)
{
    tc_record_fini(&record);
    tc_document_fini(&document);
    tc_document_from_text(text, strlen(text), &document);
    tc_record_read(&document, NULL, &record);
}

static int clean(void **state)
{
    (void)state;
    tc_record_fini(&record);
    tc_document_fini(&document);
    return 0;
}

static void assert_task(size_t i, const char *agency, const char *with, const char *deadline)
{
    if (i >= record.task_count)
        fail_msg("there are only %zu tasks", record.task_count);
    const struct tc_task *task = &record.tasks[i];
    assert_string_equal(task->agency, agency);
    assert_string_equal(task->deadline ? task->deadline : "", deadline);
    char joined[400] = "";
    for (size_t k = 0; task->with && task->with[k]; k++) {
        strcat(joined, k ? "; " : "");
        strcat(joined, task->with[k]);
    }
    assert_string_equal(joined, with);
}

static void assert_one(const char *sentence, const char *agency, const char *with, const char *deadline)
{
    char text[2000];
    snprintf(text, sizeof text, CONCLUSION "1- %s\n", sentence);
    read_text(text);
    assert_int_equal(record.task_count, 1);
    assert_task(0, agency, with, deadline);
}

static void assert_none(const char *sentence)
{
    char text[2000];
    snprintf(text, sizeof text, CONCLUSION "1- %s\n", sentence);
    read_text(text);
    if (record.task_count)
        fail_msg("“%s” gives work to %s", sentence, record.tasks[0].agency);
}

static void a_verb_that_assigns_names_agency_partners_and_day(void **state)
{
    (void)state;
    assert_one(
        "Giao Sở Tài chính chủ trì, phối hợp với Kho bạc Nhà nước tỉnh, UBND các huyện cấp vốn giống tằm, hoàn thành "
        "trước ngày 15 tháng 6 năm 2013.",
        "Sở Tài chính", "Kho bạc Nhà nước tỉnh; Ủy ban nhân dân các huyện", "2013-06-15");
    assert_one(
        "Ban Thường vụ yêu cầu Ban cán sự đảng Uỷ ban nhân dân tỉnh chỉ đạo Sở Công Thương lập đề án, báo cáo trước "
        "30/6/2013.",
        "Ban cán sự đảng Ủy ban nhân dân tỉnh", "Sở Công Thương", "2013-06-30");
}

static void a_clause_that_opens_with_the_agency_assigns_too(void **state)
{
    (void)state;
    assert_one("Huyện ủy Nam Trì khẩn trương chỉ đạo di dời các lò ươm, xong trước ngày 30/4/2014.", "Huyện ủy Nam Trì",
               "", "2014-04-30");
    assert_one("Hội Nông dân tỉnh và Liên minh Hợp tác xã tỉnh vận động nông dân góp đất.", "Hội Nông dân tỉnh",
               "Liên minh Hợp tác xã tỉnh", "");
}

static void verbs_that_look_like_parts_of_names_begin_the_work(void **state)
{
    (void)state;
    assert_one("Giao Sở Nội vụ chủ trì, phối hợp với Cục Thuế tỉnh ủy quyền giải quyết thủ tục.", "Sở Nội vụ",
               "Cục Thuế tỉnh", "");
    assert_one("Giao Hội Nông dân tỉnh cho vay vốn giải quyết việc làm trước ngày 02 tháng 4 năm 2013.",
               "Hội Nông dân tỉnh", "", "2013-04-02");
}

static void names_outside_the_table_are_read_by_their_capitals(void **state)
{
    (void)state;
    assert_one("Giao Hiệp hội Tơ tằm tỉnh chủ trì, phối hợp với Trung tâm Giống dâu Vân Trì nhân giống.",
               "Hiệp hội Tơ tằm tỉnh", "Trung tâm Giống dâu Vân Trì", "");
}

static void periods_end_on_their_last_day(void **state)
{
    (void)state;
    assert_one("Giao Sở Nội vụ rà soát biên chế, xong trong quý II/2014.", "Sở Nội vụ", "", "2014-06-30");
    assert_string_equal(record.tasks[0].deadline_from, "2014-04-01");
    assert_one("Giao Sở Nội vụ rà soát biên chế, hoàn thành trong tháng 02 năm 2016.", "Sở Nội vụ", "", "2016-02-29");
    assert_one("Giao Sở Nội vụ rà soát biên chế trước tháng 6/2014.", "Sở Nội vụ", "", "2014-05-31");
    assert_one("Giao Sở Nội vụ rà soát biên chế, hoàn thành trong năm 2014.", "Sở Nội vụ", "", "2014-12-31");
    assert_one("Giao Sở Nội vụ rà soát biên chế, báo cáo chậm nhất là ngày 20-5-2013.", "Sở Nội vụ", "", "2013-05-20");
}

static void what_lacks_a_year_is_counted_from_the_paper(void **state)
{
    (void)state;
    assert_one("Giao Sở Nội vụ báo cáo trước ngày 30/6.", "Sở Nội vụ", "", "2013-06-30");
    assert_one("Giao Sở Nội vụ báo cáo trước ngày 15/01.", "Sở Nội vụ", "", "2014-01-15");
    assert_one("Giao Sở Nội vụ báo cáo trong thời hạn 30 ngày.", "Sở Nội vụ", "", "2013-04-04");
}

static void what_comes_again_every_year_has_no_deadline(void **state)
{
    (void)state;
    assert_one("Giao Sở Nội vụ tổng hợp, báo cáo trước ngày 15 tháng 12 hằng năm.", "Sở Nội vụ", "", "");
}

static void a_deadline_behind_a_semicolon_belongs_to_the_work(void **state)
{
    (void)state;
    assert_one("Giao Sở Nội vụ rà soát biên chế; xong trước ngày 09/4/2013; khen thưởng người làm tốt.", "Sở Nội vụ",
               "", "2013-04-09");
    const struct tc_task *task = &record.tasks[0];
    assert_memory_equal(document.text + task->end - 4, "2013", 4);
}

static void one_sentence_can_assign_to_several(void **state)
{
    (void)state;
    read_text(CONCLUSION
              "2. Giao Sở Tài chính bố trí vốn trước ngày 01/5/2013; Sở Xây dựng thẩm định thiết kế, xong trước ngày "
              "01/7/2013.\n");
    assert_int_equal(record.task_count, 2);
    assert_task(0, "Sở Tài chính", "", "2013-05-01");
    assert_task(1, "Sở Xây dựng", "", "2013-07-01");
}

static void what_was_done_is_no_assignment(void **state)
{
    (void)state;
    assert_none("Sở Tài chính đã phối hợp với Kho bạc Nhà nước tỉnh cấp vốn trước ngày 30/6/2012.");
    assert_none("Ban Thường vụ Tỉnh ủy thống nhất đánh giá kết quả năm qua.");
    assert_none("Nhiệm vụ được giao Sở Tài chính hoàn thành tốt.");
    assert_none("Các cấp ủy, tổ chức đảng căn cứ Kết luận này xây dựng kế hoạch thực hiện.");
}

static void reports_assign_only_where_they_say_how_it_is_carried_out(void **state)
{
    (void)state;
    read_text(REPORT "I- KẾT QUẢ\n\n1. Sở Tài chính phối hợp với các huyện cấp 20 tỷ đồng.\n\nIV- TỔ CHỨC THỰC HIỆN\n\n"
                     "1. Ban Tuyên giáo Tỉnh ủy hướng dẫn tuyên truyền trước ngày 30/4/2013.\n");
    assert_int_equal(record.task_count, 1);
    assert_task(0, "Ban Tuyên giáo Tỉnh ủy", "", "2013-04-30");
}

static void lines_wrapped_by_hand_are_one_sentence(void **state)
{
    (void)state;
    read_text(CONCLUSION "1- Giao Sở Nông nghiệp và Phát triển nông thôn chủ trì, phối hợp với Sở Tài chính xây\n"
                         "dựng cơ chế hỗ trợ giống tằm cho các hộ nghèo ở vùng cao, trình Ban Thường vụ trước\n"
                         "ngày 30/9/2013.\n");
    assert_int_equal(record.task_count, 1);
    assert_task(0, "Sở Nông nghiệp và Phát triển nông thôn", "Sở Tài chính", "2013-09-30");
}

// Lines with tabs are rows of a table, as they are in documents that have tables.
static void read_table(const char *rows)
{
    char text[4000];
    snprintf(text, sizeof text, CONCLUSION "Phân công như sau:\n\n%s", rows);
    tc_record_fini(&record);
    tc_document_fini(&document);
    tc_document_from_text(text, strlen(text), &document);
    for (size_t i = 0; i < document.block_count; i++) {
        struct tc_block *block = &document.blocks[i];
        if (memchr(document.text + block->start, '\t', block->end - block->start))
            block->kind = TC_BLOCK_TABLE_ROW;
    }
    tc_record_read(&document, NULL, &record);
}

static void rows_of_a_table_share_out_work_by_the_heads_of_its_columns(void **state)
{
    (void)state;
    read_table("TT\tNội dung công việc\tCơ quan chủ trì\tCơ quan phối hợp\tThời hạn hoàn thành\n"
               "(1)\t(2)\t(3)\t(4)\t(5)\n"
               "I\tVỀ GIỐNG TẰM\t\t\t\n"
               "1\tXây dựng đề án giống tằm\tSở Nông nghiệp và PTNT\tSở Tài chính; UBND các huyện\tTháng 6/2013\n"
               "2\tHỗ trợ hộ nghèo\tSở Tài chính\t\tQuý III - Quý IV/2013\n"
               "3\tTheo dõi giá kén\tSở Công Thương\tCục Thống kê\tHằng năm\n");
    assert_int_equal(record.task_count, 3);
    assert_task(0, "Sở Nông nghiệp và Phát triển nông thôn", "Sở Tài chính; Ủy ban nhân dân các huyện", "2013-06-30");
    assert_task(1, "Sở Tài chính", "", "2013-12-31");
    assert_string_equal(record.tasks[1].deadline_from, "2013-07-01");
    assert_task(2, "Sở Công Thương", "Cục Thống kê", "");
    const struct tc_task *first = &record.tasks[0];
    static const char work[] = "Xây dựng đề án giống tằm";
    assert_int_equal(first->end - first->start, sizeof work - 1);
    assert_memory_equal(document.text + first->start, work, sizeof work - 1);
    assert_memory_equal(document.text + first->deadline_start, "Tháng 6/2013",
                        first->deadline_end - first->deadline_start);
}

static void a_cell_of_agencies_over_several_rows_counts_for_each_with_a_deadline(void **state)
{
    (void)state;
    read_table("Nhiệm vụ\tĐơn vị thực hiện\tThời gian\n"
               "Điều tra diện tích dâu\tPhòng Kinh tế Sơn Khê\t15/5/2013\n"
               "Báo cáo kết quả điều tra\t\ttrước ngày 01/7/2013\n"
               "Các việc khác\t\t\n"
               "Ghi chép\t\t2013\n");
    assert_int_equal(record.task_count, 2);
    assert_task(0, "Phòng Kinh tế Sơn Khê", "", "2013-05-15");
    assert_task(1, "Phòng Kinh tế Sơn Khê", "", "2013-07-01");
}

static void a_table_without_who_leads_assigns_nothing(void **state)
{
    (void)state;
    read_table("Nội dung\tThời gian\tĐịa điểm\nSở Tài chính báo cáo\t15/5/2013\tHội trường\n");
    assert_int_equal(record.task_count, 0);
    read_table("Sở Tài chính\tSở Y tế\n12,5\t13,6\n");
    assert_int_equal(record.task_count, 0);
    // the table ended: what follows has columns of its own
    read_table("Nhiệm vụ\tChủ trì\nLập quy hoạch\tSở Xây dựng\nBảng 2 như sau.\nVốn\tSở Tài chính\n");
    assert_int_equal(record.task_count, 1);
}

// A head with its two columns side by side was read as work of the committee that stands in it.
static void a_head_with_columns_side_by_side_is_no_work(void **state)
{
    (void)state;
    read_text("ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH VÂN TRÌ\tĐộc lập - Tự do - Hạnh phúc\n"
              "Số: 15/QĐ-UBND\tVân Trì, ngày 02 tháng 4 năm 2013\n\nQUYẾT ĐỊNH\nVề giống tằm\n\n"
              "1.\tGiao Sở Y tế chủ trì khám bệnh.\n");
    assert_int_equal(record.task_count, 1);
    assert_task(0, "Sở Y tế", "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_verb_that_assigns_names_agency_partners_and_day, clean),
        cmocka_unit_test_teardown(a_clause_that_opens_with_the_agency_assigns_too, clean),
        cmocka_unit_test_teardown(verbs_that_look_like_parts_of_names_begin_the_work, clean),
        cmocka_unit_test_teardown(names_outside_the_table_are_read_by_their_capitals, clean),
        cmocka_unit_test_teardown(periods_end_on_their_last_day, clean),
        cmocka_unit_test_teardown(what_lacks_a_year_is_counted_from_the_paper, clean),
        cmocka_unit_test_teardown(what_comes_again_every_year_has_no_deadline, clean),
        cmocka_unit_test_teardown(a_deadline_behind_a_semicolon_belongs_to_the_work, clean),
        cmocka_unit_test_teardown(one_sentence_can_assign_to_several, clean),
        cmocka_unit_test_teardown(what_was_done_is_no_assignment, clean),
        cmocka_unit_test_teardown(reports_assign_only_where_they_say_how_it_is_carried_out, clean),
        cmocka_unit_test_teardown(lines_wrapped_by_hand_are_one_sentence, clean),
        cmocka_unit_test_teardown(a_head_with_columns_side_by_side_is_no_work, clean),
        cmocka_unit_test_teardown(rows_of_a_table_share_out_work_by_the_heads_of_its_columns, clean),
        cmocka_unit_test_teardown(a_cell_of_agencies_over_several_rows_counts_for_each_with_a_deadline, clean),
        cmocka_unit_test_teardown(a_table_without_who_leads_assigns_nothing, clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
