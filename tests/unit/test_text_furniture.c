// SPDX-License-Identifier: GPL-3.0-or-later
// Furniture of saved pages by form, and that official documents have none.
#include "text/furniture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PROSE                                                                                                                                               \
    "Sáng 13/11, Ban Thường vụ Thành ủy Triều Giang tổ chức hội nghị tổng kết ba năm thực hiện đề án về chuyển đổi " \
    "số "                                                                                                                                                 \
    "trong các cơ quan đảng.\n"
#define MORE                                                                                                                                             \
    "Theo báo cáo tại hội nghị, đến nay toàn bộ chi bộ đã dùng phần mềm quản lý đảng viên, tăng hơn hai lần so với " \
    "trước khi có đề án.\n"

// The kind of the block that is this line.
static enum tc_block_kind kind_of(const char *text, const char *line)
{
    struct tc_document document;
    tc_document_from_text(text, strlen(text), &document);
    const char *at = strstr(document.text, line);
    assert_non_null(at);
    const struct tc_block *block = tc_document_block_at(&document, (size_t)(at - document.text));
    assert_non_null(block);
    enum tc_block_kind kind = (enum tc_block_kind)block->kind;
    tc_document_fini(&document);
    return kind;
}

static void what_stands_round_an_article_is_told_from_it(void **state)
{
    (void)state;
    static const char page[] =
        "Tin tức\n\nTổng kết ba năm chuyển đổi số\n\nThứ ba, 14/11/2023 - 09:40\n\n" PROSE
        "\nQuang cảnh hội nghị. Ảnh: Thu Vân\n\n" MORE
        "\nThu Vân - Đức Hậu\n\nThích và chia sẻ bài viết qua\n\nÝ kiến bạn đọc (2)\n\nHay lắm.\n\n"
        "Thăm dò ý kiến\n\nBạn xem truyền hình bằng gì?\nSóng mặt đất (VHF - 6)\n";
    assert_int_equal(kind_of(page, "Tin tức"), TC_BLOCK_FURNITURE);
    assert_int_equal(kind_of(page, "Tổng kết ba năm chuyển"), TC_BLOCK_PARAGRAPH);
    assert_int_equal(kind_of(page, "Thứ ba, 14"), TC_BLOCK_DATELINE);
    assert_int_equal(kind_of(page, "Sáng 13/11"), TC_BLOCK_PARAGRAPH);
    assert_int_equal(kind_of(page, "Quang cảnh"), TC_BLOCK_CAPTION);
    assert_int_equal(kind_of(page, "Thu Vân - Đức"), TC_BLOCK_PARAGRAPH);
    assert_int_equal(kind_of(page, "Thích và chia"), TC_BLOCK_FURNITURE);
    assert_int_equal(kind_of(page, "Hay lắm."), TC_BLOCK_COMMENT);
    assert_int_equal(kind_of(page, "Sóng mặt đất"), TC_BLOCK_FURNITURE);
}

static void a_list_of_headlines_within_an_article_ends_where_the_article_goes_on(void **state)
{
    (void)state;
    static const char page[] =
        "Tổng kết ba năm chuyển đổi số\n14/11/2023 09:40\n" PROSE
        "Tin liên quan\nMưa lớn gây ngập nhiều tuyến đường\nKhai giảng lớp bồi dưỡng\n" MORE PROSE "Chia sẻ\n";
    assert_int_equal(kind_of(page, "Tin liên quan"), TC_BLOCK_FURNITURE);
    assert_int_equal(kind_of(page, "Khai giảng lớp"), TC_BLOCK_FURNITURE);
    assert_int_equal(kind_of(page, "Theo báo cáo"), TC_BLOCK_PARAGRAPH);
    assert_int_equal(kind_of(page, "Chia sẻ"), TC_BLOCK_FURNITURE);
}

static void an_official_document_is_left_as_it_is(void **state)
{
    (void)state;
    static const char *const heads[] = {"ĐẢNG CỘNG SẢN VIỆT NAM\n", "Số 44-KL/TU\n", "KẾT LUẬN\n",
                                        "Kính gửi: các sở\n"};
    for (size_t i = 0; i < TC_LENGTH(heads); i++) {
        char page[4096] = "";
        strcat(page, heads[i]);
        strcat(page, "Xây dựng Đảng\nKinh tế\nVăn hóa - Xã hội\n" PROSE "Toàn cảnh hội nghị\n" MORE
                     "Bình luận\nTin liên quan\nLiên hệ\n");
        assert_int_equal(kind_of(page, "Kinh tế"), TC_BLOCK_PARAGRAPH);
        assert_int_equal(kind_of(page, "Toàn cảnh"), TC_BLOCK_PARAGRAPH);
        assert_int_equal(kind_of(page, "Tin liên quan"), TC_BLOCK_PARAGRAPH);
    }
}

static void short_lines_of_a_working_note_are_no_menu(void **state)
{
    (void)state;
    static const char note[] =
        "Một số việc cần làm trong tháng 8\nXây dựng Đảng\n" PROSE "Kinh tế\nĐôn đốc giải ngân\n" MORE
        "Chia sẻ kinh nghiệm giữa các xã\nĐồng chí Bí thư phát biểu:\n";
    assert_int_equal(kind_of(note, "Xây dựng Đảng"), TC_BLOCK_PARAGRAPH);
    assert_int_equal(kind_of(note, "Kinh tế"), TC_BLOCK_PARAGRAPH);
    assert_int_equal(kind_of(note, "Đồng chí Bí thư"), TC_BLOCK_PARAGRAPH);
}

static void a_text_without_prose_has_no_furniture(void **state)
{
    (void)state;
    assert_int_equal(kind_of("Trang chủ\nTin tức\nLiên hệ\n", "Tin tức"), TC_BLOCK_PARAGRAPH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_round_an_article_is_told_from_it),
        cmocka_unit_test(a_list_of_headlines_within_an_article_ends_where_the_article_goes_on),
        cmocka_unit_test(an_official_document_is_left_as_it_is),
        cmocka_unit_test(short_lines_of_a_working_note_are_no_menu),
        cmocka_unit_test(a_text_without_prose_has_no_furniture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
