// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char before[] = "Điều 1. Phạm vi điều chỉnh\n"
                             "Quy chế này quy định chế độ làm việc của Ban Thường vụ Huyện ủy.\n"
                             "Điều 2. Chế độ họp\n"
                             "1. Ban Thường vụ họp thường lệ mỗi tháng một lần, khi cần thì họp bất thường.\n"
                             "2. Thường trực Huyện ủy họp mỗi tuần một lần vào sáng thứ hai.\n"
                             "Điều 3. Hiệu lực thi hành\n"
                             "Quy chế này có hiệu lực từ ngày ký.\n";

static struct tc_comparison compare(const char *a, const char *b, struct tc_arena *arena)
{
    struct tc_comparison comparison;
    tc_compare(a, strlen(a), b, strlen(b), arena, &comparison);
    return comparison;
}

static void a_text_is_the_same_as_itself(void **state)
{
    (void)state;
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_comparison found = compare(before, before, &arena);
    assert_int_equal(found.count, 7);
    assert_int_equal(found.totals[TC_CHANGE_SAME], 7);
    assert_true(found.similarity > 0.999);
}

static void a_changed_word_is_shown_with_its_place(void **state)
{
    (void)state;
    tc_auto_arena struct tc_arena arena = {0};
    static const char after[] = "Điều 1. Phạm vi điều chỉnh\n"
                                "Quy chế này quy định chế độ làm việc của Ban Thường vụ Huyện ủy.\n"
                                "Điều 2. Chế độ họp\n"
                                "1. Ban Thường vụ họp thường lệ mỗi tháng hai lần, khi cần thì họp bất thường.\n"
                                "2. Thường trực Huyện ủy họp mỗi tuần một lần vào sáng thứ hai.\n"
                                "Điều 3. Hiệu lực thi hành\n"
                                "Quy chế này có hiệu lực từ ngày ký.\n";
    struct tc_comparison found = compare(before, after, &arena);
    assert_int_equal(found.totals[TC_CHANGE_CHANGED], 1);
    assert_int_equal(found.totals[TC_CHANGE_SAME], 6);
    for (size_t i = 0; i < found.count; i++) {
        const struct tc_clause_pair *pair = &found.pairs[i];
        if (pair->change != TC_CHANGE_CHANGED)
            continue;
        assert_int_equal(pair->word_count, 1);
        assert_memory_equal(before + pair->words[0].a_start, "một", strlen("một"));
        assert_memory_equal(after + pair->words[0].b_start, "hai", strlen("hai"));
        assert_int_equal(pair->words[0].b_end - pair->words[0].b_start, strlen("hai"));
    }
}

static void a_clause_renumbered_is_still_the_same(void **state)
{
    (void)state;
    tc_auto_arena struct tc_arena arena = {0};
    static const char after[] = "Điều 1. Phạm vi điều chỉnh\n"
                                "Quy chế này quy định chế độ làm việc của Ban Thường vụ Huyện ủy.\n"
                                "Điều 2. Giải thích từ ngữ\n"
                                "Trong Quy chế này, đơn vị là chi bộ trực thuộc Đảng ủy cơ quan.\n"
                                "Điều 3. Chế độ họp\n"
                                "1. Ban Thường vụ họp thường lệ mỗi tháng một lần, khi cần thì họp bất thường.\n"
                                "2. Thường trực Huyện ủy họp mỗi tuần một lần vào sáng thứ hai.\n"
                                "Điều 4. Hiệu lực thi hành\n"
                                "Quy chế này có hiệu lực từ ngày ký.\n";
    struct tc_comparison found = compare(before, after, &arena);
    assert_int_equal(found.totals[TC_CHANGE_ADDED], 2);
    assert_int_equal(found.totals[TC_CHANGE_SAME], 7);
    assert_int_equal(found.totals[TC_CHANGE_DROPPED], 0);
}

static void moved_and_dropped_clauses_are_told_apart(void **state)
{
    (void)state;
    tc_auto_arena struct tc_arena arena = {0};
    static const char after[] = "Điều 1. Phạm vi điều chỉnh\n"
                                "Quy chế này quy định chế độ làm việc của Ban Thường vụ Huyện ủy.\n"
                                "Quy chế này có hiệu lực từ ngày ký.\n"
                                "Điều 2. Chế độ họp\n"
                                "1. Ban Thường vụ họp thường lệ mỗi tháng một lần, khi cần thì họp bất thường.\n"
                                "Điều 3. Hiệu lực thi hành\n";
    struct tc_comparison found = compare(before, after, &arena);
    assert_int_equal(found.totals[TC_CHANGE_MOVED], 1);
    assert_int_equal(found.totals[TC_CHANGE_DROPPED], 1);
    assert_int_equal(found.totals[TC_CHANGE_ADDED], 0);
    assert_int_equal(found.totals[TC_CHANGE_SAME], 5);
}

static void a_clause_that_moved_away_takes_no_partner_of_its_neighbour(void **state)
{
    (void)state;
    tc_auto_arena struct tc_arena arena = {0};
    static const char old[] =
        "1. Mở đầu bản quy chế này.\n"
        "2. Thường trực Huyện ủy thẩm định hồ sơ của các xã trong thời hạn mười ngày làm việc, kể từ ngày nhận hồ sơ "
        "đất đai.\n"
        "3. Thường trực Huyện ủy thẩm định hồ sơ của các xã trong thời hạn ba ngày làm việc, kể từ ngày nhận hồ sơ cán "
        "bộ.\n"
        "4. Các chi bộ đọc bản này hằng quý.\n5. Hội nghị Huyện ủy sửa bản này.\n6. Bản này có từ nay.\n";
    static const char new[] = "1. Mở đầu bản quy chế này.\n"
                              "3. Thường trực Huyện ủy thẩm định kỹ hồ sơ của các xã trong thời hạn năm ngày làm việc, "
                              "kể từ ngày nhận hồ sơ cán bộ.\n"
                              "4. Các chi bộ đọc bản này hằng quý.\n5. Hội nghị Huyện ủy sửa bản này.\n"
                              "2. Thường trực Huyện ủy thẩm định nhanh hồ sơ của các xã trong thời hạn mười ngày làm "
                              "việc, kể từ ngày nhận hồ sơ đất "
                              "đai.\n6. Bản này có từ nay.\n";
    struct tc_comparison found = compare(old, new, &arena);
    assert_int_equal(found.totals[TC_CHANGE_CHANGED], 1);
    assert_int_equal(found.totals[TC_CHANGE_MOVED], 1);
    for (size_t i = 0; i < found.count; i++)
        if (found.pairs[i].change == TC_CHANGE_CHANGED)
            assert_memory_equal(old + found.pairs[i].a->start, "3.", 2);
}

static void nothing_against_something_is_all_added(void **state)
{
    (void)state;
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_comparison found = compare("", before, &arena);
    assert_int_equal(found.totals[TC_CHANGE_ADDED], 7);
    assert_int_equal(found.count, 7);
    found = compare(before, "", &arena);
    assert_int_equal(found.totals[TC_CHANGE_DROPPED], 7);
    found = compare("", "", &arena);
    assert_int_equal(found.count, 0);
}

static void every_clause_of_both_texts_is_accounted_for_once(void **state)
{
    (void)state;
    tc_auto_arena struct tc_arena arena = {0};
    // clauses made of few words in all orders: many equal ones, many alike
    static const char *const words[] = {"báo", "cáo", "kết", "luận", "kế", "hoạch"};
    uint32_t random = 7;
    for (int round = 0; round < 60; round++) {
        struct tc_buf text[2] = {{0}, {0}};
        size_t lines[2] = {0, 0};
        for (int side = 0; side < 2; side++) {
            for (int i = 0; i < 30; i++) {
                random = random * 1664525 + 1013904223;
                tc_buf_str(&text[side], words[random >> 16 & 1 ? random >> 20 & 1 : 2 + (random >> 22 & 3)]);
                bool ends = (random >> 28) < 4;
                tc_buf_char(&text[side], ends ? '\n' : ' ');
                lines[side] += ends || i == 29;
            }
        }
        struct tc_comparison found = compare(text[0].data, text[1].data, &arena);
        size_t *totals = found.totals,
               shared = totals[TC_CHANGE_SAME] + totals[TC_CHANGE_CHANGED] + totals[TC_CHANGE_MOVED];
        assert_int_equal(shared + totals[TC_CHANGE_DROPPED], lines[0]);
        assert_int_equal(shared + totals[TC_CHANGE_ADDED], lines[1]);
        tc_buf_fini(&text[0]);
        tc_buf_fini(&text[1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_the_same_as_itself),
        cmocka_unit_test(a_changed_word_is_shown_with_its_place),
        cmocka_unit_test(a_clause_renumbered_is_still_the_same),
        cmocka_unit_test(moved_and_dropped_clauses_are_told_apart),
        cmocka_unit_test(a_clause_that_moved_away_takes_no_partner_of_its_neighbour),
        cmocka_unit_test(nothing_against_something_is_all_added),
        cmocka_unit_test(every_clause_of_both_texts_is_accounted_for_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
