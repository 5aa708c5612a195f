// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <time.h>

// The keys (with provisions) that a text cites, joined by spaces and '|'.
static void read_keys(const char *text, struct tc_buf *ret)
{
    struct tc_document document = {0};
    struct tc_record record;
    tc_document_from_text(text, strlen(text), &document);
    tc_record_read(&document, NULL, &record);
    for (size_t i = 0; i < record.citation_count; i++) {
        const struct tc_citation *c = &record.citations[i];
        assert_true(c->start < c->end && c->end <= document.len);
        assert_true(c->sentence_start <= c->start && c->sentence_end >= c->end);
        if (ret->len)
            tc_buf_str(ret, " | ");
        tc_buf_str(ret, c->key ? c->key : "-");
        if (c->provision)
            tc_buf_printf(ret, "#%s", c->provision);
    }
    if (!ret->data)
        tc_buf_str(ret, "");
    tc_record_fini(&record);
    tc_document_fini(&document);
}

struct expectation {
    const char *text, *keys;
};

static void check_all(const struct expectation *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct tc_buf keys = {0};
        read_keys(list[i].text, &keys);
        if (strcmp(keys.data, list[i].keys) != 0)
            print_message("of: %s\n", list[i].text);
        assert_string_equal(keys.data, list[i].keys);
        tc_buf_fini(&keys);
    }
}

static void party_symbols_are_read_in_every_print(void **state)
{
    static const struct expectation list[] = {
        {"Nghị quyết số 12-NQ/TU, ngày 05/9/2012 của Tỉnh ủy", "12-NQ/TU@2012-09-05"},
        {"kết luận số 7-KL/HU", "07-KL/HU@?"},
        {"Quy định 88–QĐ/TW (ngày 3-2-2014)", "88-QĐ/TW@2014-02-03"},
        {"Chỉ thị số 14 - CT / TU", "14-CT/TU@?"},
        {"Chỉ thị 14/CT-TU ngày 1.7.2015", "14-CT/TU@2015-07-01"},
        {"Nghị quyết 21-NQ/T.Ư", "21-NQ/TW@?"},
        {"Nghị quyết số 21-NQ-TW năm 2015", "21-NQ/TW@2015"},
        {"kế hoạch số 33-KH/\nTU", "33-KH/TU@?"},
        {"KẾT LUẬN SỐ 70-KL/TW NGÀY 09 THÁNG 3 NĂM 2020", "70-KL/TW@2020-03-09"},
        {"Hướng dẫn số 9-HD/BTCTW tháng 3/2012", "09-HD/BTCTW@2012-03"},
        {"Tờ trình số 15-TTr/BTCTU-VP", "15-TTr/BTCTU-VP@?"},
    };
    (void)state;
    check_all(list, TC_LENGTH(list));
}

static void state_symbols_are_read_and_repaired(void **state)
{
    static const struct expectation list[] = {
        {"Nghị định số 34/2011/NĐ-CP ngày 17 tháng 5 năm 2011", "34/2011/NĐ-CP"},
        {"Nghị định 34/2011/NĐCP", "34/2011/NĐ-CP"},
        {"Nghị định 34/2011-NĐ/CP", "34/2011/NĐ-CP"},
        {"Nghị định 34/2011 NĐ-CP", "34/2011/NĐ-CP"},
        {"Nghị định 34/2011/ND-CP", "34/2011/NĐ-CP"},
        {"Nghị định số 34/NĐ-CP ngày 17/5/2011", "34/2011/NĐ-CP"},
        {"Thông tư 08/2011/TT_BTC", "08/2011/TT-BTC"},
        {"Thông tư liên tịch số 05/2013/TTLT-BNV-BTC", "05/2013/TTLT-BNV-BTC"},
        {"Nghị quyết số 30a/2008/NQ-CP", "30a/2008/NQ-CP"},
        {"Luật số 45/2019/QH14", "45/2019/QH14"},
        {"Nghị quyết 1025/2020/UBTVQH14", "1025/2020/UBTVQH14"},
        {"Quyết định số 9/QĐ-UBND ngày 4/1/2016", "09/QĐ-UBND@2016-01-04"},
        {"Công văn số 812/STC-QLNS ngày 6/8/2014", "812/STC-QLNS@2014-08-06"},
        {"công văn số 1204/BTC-\nHCSN", "1204/BTC-HCSN@?"},
        {"Nghị quyết số 14-NQ/CP", "14/NQ-CP@?"},
    };
    (void)state;
    check_all(list, TC_LENGTH(list));
}

static void bare_numbers_take_the_issuer_beside_them_or_the_form_of_their_type(void **state)
{
    static const struct expectation list[] = {
        {"nghị định 51 về hóa đơn", "51/?/NĐ-CP"},
        {"Nghị định 51 của Chính phủ năm 2010", "51/2010/NĐ-CP"},
        {"Thông tư 12 của Bộ Y tế", "12/?/TT-BYT"},
        {"thông tư số 12 và 15", "12/?/TT-? | 15/?/TT-?"},
        {"Quyết định 33 của Thủ tướng Chính phủ", "33/QĐ-TTg@?"},
        {"Nghị quyết 15 của HĐND tỉnh", "15/NQ-HĐND@?"},
        {"nghị quyết 18 của Bộ Chính trị", "18-NQ/TW@?"},
        {"chương trình 9 của Thành ủy", "09-CTr/TU@?"},
        {"Nghị quyết 42 của Quốc hội", "42/?/QH?"},
        {"báo cáo số 12 ngày 3-4-2015 của Bộ Nội vụ", "12/BC-BNV@2015-04-03"},
        {"Đề án số 4", "04-ĐA/?@?"},
    };
    (void)state;
    check_all(list, TC_LENGTH(list));
}

static void what_only_looks_like_a_number_is_none(void **state)
{
    static const struct expectation list[] = {
        {"thực hiện kế hoạch 5 năm, đạt 9/11 chỉ tiêu, tăng 3,5%/năm", ""},
        {"Chương trình 135 và kế hoạch 2016", ""},
        {"ngày 12/5/2016, lúc 7 giờ 30, tại km 12/QL1", ""},
        {"Nghị quyết Đại hội đồng cổ đông lần thứ 5", ""},
        {"nghị quyết Đại hội Đoàn tỉnh lần thứ XII", ""},
        {"theo quy định của pháp luật đất đai", ""},
        {"quyết định 3 vấn đề quan trọng; báo cáo 6 tháng đầu năm", ""},
        {"QCVN 06:2010/BXD và TCVN 7648:2007", ""},
        {"đa số.\n4", ""},
    };
    (void)state;
    check_all(list, TC_LENGTH(list));
}

static void lists_share_symbol_type_and_date(void **state)
{
    static const struct expectation list[] = {
        {"Nghị quyết số 12, 13 của Tỉnh ủy", "12-NQ/TU@? | 13-NQ/TU@?"},
        {"Tờ trình số 10 và 12-TTr/BTCTU, ngày 07/6/2019", "10-TTr/BTCTU@2019-06-07 | 12-TTr/BTCTU@2019-06-07"},
        {"Quyết định số 11-QĐ/TW, số 12-QĐ/TW", "11-QĐ/TW@? | 12-QĐ/TW@?"},
        {"các Nghị định của Chính phủ số: 11/2012/NĐ-CP ngày 1/2/2012; 12/2013/NĐ-CP", "11/2012/NĐ-CP | 12/2013/NĐ-CP"},
    };
    (void)state;
    check_all(list, TC_LENGTH(list));
}

static void plenums_and_congresses_are_named_by_number_and_term(void **state)
{
    static const struct expectation list[] = {
        {"Nghị quyết Trung ương 5 (khóa IX)", "NQTW:5/IX"},
        {"nghị quyết T.Ư 5, khóa 9", "NQTW:5/IX"},
        {"Nghị quyết Hội nghị lần thứ năm Ban Chấp hành Trung ương Đảng khóa IX", "NQTW:5/IX"},
        {"Nghị quyết Trung ương 6 (lần 2) khóa VIII", "NQTW:6(2)/VIII"},
        {"Nghị quyết Trung ương 5, Trung ương 6 khóa X", "NQTW:5/X | NQTW:6/X"},
        {"Nghị quyết Trung ương 4 (khóa XI và XII)", "NQTW:4/XI | NQTW:4/XII"},
        {"NQTW 4 khóa XII", "NQTW:4/XII"},
        {"Nghị quyết TW3/X", "NQTW:3/X"},
        {"Nghị quyết Hội nghị BCH Trung ương khóa XII", ""},
        {"Nghị quyết Đại hội đại biểu toàn quốc lần thứ XI của Đảng", "NQDH:XI"},
        {"nghị quyết Đại hội 12 của Đảng (nhiệm kỳ 2016-2020)", "NQDH:XII"},
        {"Nghị quyết Đại hội Đảng bộ tỉnh Cà Mau lần thứ XIV", "NQDH:tinh-Cà Mau/XIV"},
        {"Nghị quyết Đại hội XX Đảng bộ tỉnh", "NQDH:tinh-?/XX"},
        {"Nghị quyết Đại hội Đảng bộ TP lần thứ X", "NQDH:tp-?/X"},
    };
    (void)state;
    check_all(list, TC_LENGTH(list));
}

static void laws_are_named_with_their_year(void **state)
{
    static const struct expectation list[] = {
        {"Luật Đất đai năm 2003", "LUAT:đất đai@2003"},
        {"Luật Phòng, chống tham nhũng 2018", "LUAT:phòng, chống tham nhũng@2018"},
        {"Luật Thanh tra số 56/2010/QH12", "56/2010/QH12"},
        {"Luật sửa đổi, bổ sung một số điều của Luật Thú y và Luật Chăn nuôi ngày 5 tháng 6 năm 2020",
         "LUAT:sửa đổi, bổ sung một số điều của luật thú y và luật chăn nuôi@2020"},
        {"Bộ luật Hình sự năm 1999", "BLHS@1999"},
        {"BLHS 2015", "BLHS@2015"},
        {"Pháp lệnh Dân số năm 2003", "PHAP-LENH:dân số@2003"},
        {"Hiến pháp năm 1992", "HIEN-PHAP@1992"},
        {"Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;", "HIEN-PHAP@?"},
        {"Căn cứ Điều lệ Đảng Cộng sản Việt Nam;", "DIEU-LE-DANG"},
    };
    (void)state;
    check_all(list, TC_LENGTH(list));
}

static void provisions_stand_before_what_they_belong_to(void **state)
{
    static const struct expectation list[] = {
        {"điểm b, khoản 2, Điều 38 Luật Đất đai năm 2003", "LUAT:đất đai@2003#d38k2b"},
        {"khoản 4 và 5 Điều 31 Nghị định 34/2011", "34/2011/NĐ-CP#d31k4 | 34/2011/NĐ-CP#d31k5"},
        {"các điều 12, 13 của Luật Cư trú năm 2006", "LUAT:cư trú@2006#d12 | LUAT:cư trú@2006#d13"},
        {"Điều 12 khoản 3 Luật Cư trú năm 2006", "LUAT:cư trú@2006#d12k3"},
        {"điểm a khoản 1 và điểm đ khoản 2 Điều 5 Luật Cư trú năm 2006",
         "LUAT:cư trú@2006#d5k1a | LUAT:cư trú@2006#d5k2đ"},
        {"tiểu mục 3 Mục III Nghị quyết 12-NQ/TU", "12-NQ/TU@?#mIII.3"},
        {"Điều 30 Điều lệ Đảng", "DIEU-LE-DANG#d30"},
        {"khoản 3 Điều 9 và Điều 14 của Luật Cư trú năm 2006", "LUAT:cư trú@2006#d9k3 | LUAT:cư trú@2006#d14"},
        {"Điều 9 và Điều 14 khoản 3 Luật Cư trú năm 2006", "LUAT:cư trú@2006#d9 | LUAT:cư trú@2006#d14k3"},
        {"khoản 2 Điều 5 của Luật này; Điều 7 Nghị định này", ""},
    };
    (void)state;
    check_all(list, TC_LENGTH(list));
}

static void second_mentions_have_what_the_first_said(void **state)
{
    static const struct expectation list[] = {
        {"Nghị quyết số 12-NQ/TU, ngày 05/9/2012. Sau khi Nghị quyết 12-NQ/TU ra đời",
         "12-NQ/TU@2012-09-05 | 12-NQ/TU@2012-09-05"},
        {"Nghị quyết số 12-NQ/TU, ngày 05/9/2012. Nghị quyết 12 được quán triệt",
         "12-NQ/TU@2012-09-05 | 12-NQ/TU@2012-09-05"},
        {"Nghị quyết Trung ương 6 khóa XII; qua 2 năm thực hiện Nghị quyết Hội nghị lần thứ sáu",
         "NQTW:6/XII | NQTW:6/XII"},
        {"Luật Giá ngày 19 tháng 6 năm 2023; khoản 1 Điều 2 Luật Giá", "LUAT:giá@2023 | LUAT:giá@2023#d2k1"},
        {"Nghị quyết này; Chỉ thị nêu trên; các nghị quyết của Tỉnh ủy", ""},
    };
    (void)state;
    check_all(list, TC_LENGTH(list));
}

static void vague_ones_are_mentions(void **state)
{
    static const char text[] = "Thực hiện các nghị quyết của Tỉnh ủy và Chỉ thị nêu trên.";
    struct tc_document document = {0};
    struct tc_record record;
    (void)state;
    tc_document_from_text(text, sizeof text - 1, &document);
    tc_record_read(&document, NULL, &record);
    assert_int_equal(record.citation_count, 0);
    assert_int_equal(record.mention_count, 2);
    tc_record_fini(&record);
    tc_document_fini(&document);
}

static void a_plenum_stands_for_its_resolutions(void **state)
{
    static const char text[] = "Nghị quyết Trung ương 6 khóa XII";
    struct tc_document document = {0};
    struct tc_record record;
    (void)state;
    tc_document_from_text(text, sizeof text - 1, &document);
    tc_record_read(&document, NULL, &record);
    assert_int_equal(record.citation_count, 1);
    assert_non_null(record.citations[0].stands_for);
    assert_string_equal(record.citations[0].stands_for[0], "18-NQ/TW@2017-10-25");
    tc_record_fini(&record);
    tc_document_fini(&document);
}

static void cue_phrases_give_the_relation(void **state)
{
    static const struct {
        const char *text;
        enum tc_relation relation;
    } list[] = {
        {"Căn cứ Nghị định số 34/2011/NĐ-CP của Chính phủ;", TC_REL_BASIS},
        {"Tổ chức thực hiện Nghị quyết số 12-NQ/TU của Tỉnh ủy.", TC_REL_IMPLEMENTS},
        {"Quyết định này thay thế Quyết định số 11/QĐ-UBND.", TC_REL_REPLACES},
        {"Bãi bỏ Quyết định số 11/QĐ-UBND.", TC_REL_REPEALS},
        {"Quyết định số 11/QĐ-UBND hết hiệu lực kể từ ngày ký.", TC_REL_REPEALS},
        {"Sửa đổi, bổ sung một số điều của Quyết định số 11/QĐ-UBND.", TC_REL_AMENDS},
        {"Sơ kết 2 năm thực hiện Nghị quyết số 12-NQ/TU.", TC_REL_REVIEWS},
        {"Hướng dẫn thi hành Nghị định số 34/2011/NĐ-CP.", TC_REL_GUIDES},
        {"Trong Nghị quyết số 12-NQ/TU có nêu.", TC_REL_REFERS},
        {"Sơ kết việc thực hiện Nghị quyết số 12-NQ/TU.", TC_REL_REVIEWS},
        {"Xây dựng chính sách theo tinh thần Nghị quyết số 12-NQ/TU.", TC_REL_IMPLEMENTS},
        {"Bố trí vốn theo Nghị quyết số 12-NQ/TU.", TC_REL_IMPLEMENTS},
        {"Theo Nghị quyết số 12-NQ/TU, tỉnh có ba vùng.", TC_REL_REFERS},
        {"Cho thuê đất sai thẩm quyền theo Luật Đất đai năm 2003.", TC_REL_REFERS},
        {"Mức hỗ trợ theo Quyết định số 11/QĐ-UBND không còn phù hợp.", TC_REL_REFERS},
        {"Nghị quyết số 12-NQ/TU của Tỉnh ủy được triển khai sâu rộng.", TC_REL_IMPLEMENTS},
        {"Nghị quyết số 12-NQ/TU đã nêu: “Các dự án được triển khai chậm”.", TC_REL_REFERS},
        {"Thực hiện Quy định số 8-QĐ/TU, Ban Tổ chức hướng dẫn một số nội dung như sau:", TC_REL_GUIDES},
        {"Giao Ban Tổ chức theo dõi, Nghị quyết số 12-NQ/TU còn hiệu lực.", TC_REL_REFERS},
        {"Các việc khác làm cùng với Nghị quyết số 12-NQ/TU.", TC_REL_REFERS},
    };
    (void)state;
    for (size_t i = 0; i < TC_LENGTH(list); i++) {
        struct tc_document document = {0};
        struct tc_record record;
        tc_document_from_text(list[i].text, strlen(list[i].text), &document);
        tc_record_read(&document, NULL, &record);
        assert_int_equal(record.citation_count, 1);
        if (record.citations[0].relation != list[i].relation)
            print_message("of: %s\n", list[i].text);
        assert_string_equal(tc_relation_name(record.citations[0].relation), tc_relation_name(list[i].relation));
        tc_record_fini(&record);
        tc_document_fini(&document);
    }
}

// The relations that a text has to what it cites, by their names.
static void read_relations(const char *text, struct tc_buf *ret)
{
    struct tc_document document = {0};
    struct tc_record record;
    tc_document_from_text(text, strlen(text), &document);
    tc_record_read(&document, NULL, &record);
    for (size_t i = 0; i < record.citation_count; i++)
        tc_buf_printf(ret, "%s%s", i ? " " : "", tc_relation_name(record.citations[i].relation));
    tc_record_fini(&record);
    tc_document_fini(&document);
}

static void what_a_cited_title_tells_is_not_done_by_the_document(void **state)
{
    static const struct expectation list[] = {
        {"Thực hiện Kết luận số 1-KL/TW của Bộ Chính trị về tiếp tục thực hiện Chỉ thị số 5-CT/TW của Bộ Chính trị; "
         "Chỉ thị số 20-CT/TW của Ban Bí thư, Ban Tuyên giáo xây dựng kế hoạch.",
         "implements refers implements"},
        {"TỈNH ỦY SƠN HÀ\n*\nSố 15-TTr/TU\n\nTỜ TRÌNH\nvề quy chế\n-----\n\nKính trình Ban Bí thư ban hành thay thế "
         "Quyết định số 64-QĐ/TU.",
         "refers"},
        {"HUYỆN ỦY SƠN HÀ\n*\nSố 15-BC/HU\n\nBÁO CÁO\nvề chăn nuôi\n-----\n\nBáo cáo này thay thế Báo cáo số 8-BC/HU.",
         "replaces"},
        {"HUYỆN ỦY SƠN HÀ\n*\nSố 15-BC/HU\n\nBÁO CÁO\nsơ kết Nghị quyết số 2-NQ/TU\n-----\n\nThực hiện Nghị quyết số "
         "2-NQ/TU, huyện đã làm. Tổ chức học tập, quán triệt Nghị quyết số 2-NQ/TU đến chi bộ.",
         "reviews reviews implements"},
    };
    (void)state;
    for (size_t i = 0; i < TC_LENGTH(list); i++) {
        struct tc_buf relations = {0};
        read_relations(list[i].text, &relations);
        if (!relations.data || strcmp(relations.data, list[i].keys) != 0)
            print_message("of: %s\n", list[i].text);
        assert_string_equal(relations.data, list[i].keys);
        tc_buf_fini(&relations);
    }
}

static void weak_types_by_bare_number_need_a_mention_before(void **state)
{
    static const struct expectation list[] = {
        {"Kế hoạch số 08-KH/HU ngày 19/6/2010 được giao. Tổ chức học tập Kế hoạch 08 đến chi bộ.",
         "08-KH/HU@2010-06-19 | 08-KH/HU@2010-06-19"},
        {"Báo cáo số 13-BC/TU ngày 5/5/2011. Như Báo cáo 13 về rừng đã nêu.",
         "13-BC/TU@2011-05-05 | 13-BC/TU@2011-05-05"},
        {"Tổ chức học tập Kế hoạch 08 đến chi bộ.", ""},
        {"Chương trình 135 về giảm nghèo; Báo cáo số 13-BC/TU.", "13-BC/TU@?"},
    };
    (void)state;
    check_all(list, TC_LENGTH(list));
}

static void words_and_figures_near_luat_or_a_type_are_no_document(void **state)
{
    static const struct expectation list[] = {
        {"thi hành kỷ luật 7 đảng viên", ""},
        {"thi hành kỷ luật trong Đảng năm 2020", ""},
        {"chuyển đổi theo luật mới trước năm 2003", ""},
        {"học luật giao thông học đường, hoàn thành trước ngày 12/3/2021", ""},
        {"Website ngành luật 12. Hỏi đáp", ""},
        {"thực hiện các nghị quyết của Hội đồng nhân dân xã.\n2. Quy định tổ chức bộ máy", ""},
        {"nội dung người lao động được quyết định\n1. Người lao động quyết định", ""},
        {"- Căn cứ Nghị quyết Trung ương 5, khóa IX;\n\nI- MỤC ĐÍCH", "NQTW:5/IX"},
        {"Luật số 80/2015/QH13 và Luật Đất đai năm 2013", "80/2015/QH13 | LUAT:đất đai@2013"},
    };
    (void)state;
    check_all(list, TC_LENGTH(list));
}

static void a_quoted_title_stands_for_the_number_it_came_with(void **state)
{
    static const struct expectation list[] = {
        {"Đề án số 02-ĐA/TU về “Đào tạo cán bộ nguồn của tỉnh”. Qua ba năm, Đề án “Đào tạo cán bộ nguồn của tỉnh” đã "
         "xong.",
         "02-ĐA/TU@? | 02-ĐA/TU@?"},
        {"Đề án “Đào tạo cán bộ nguồn của tỉnh” đã xong.", ""},
        {"Đề án số 02-ĐA/TU về “Đào tạo cán bộ nguồn của tỉnh”; Kế hoạch về “Đào tạo cán bộ nguồn của tỉnh”.",
         "02-ĐA/TU@?"},
        {"Kế hoạch “Thực hiện Nghị quyết số 12-NQ/TU về cây chè”.", "12-NQ/TU@?"},
    };
    (void)state;
    check_all(list, TC_LENGTH(list));
}

static void one_date_serves_a_list_of_symbols(void **state)
{
    static const struct expectation list[] = {
        {"Nghị quyết số 20-NQ/TW, số 21-NQ/TW ngày 25/10/2017", "20-NQ/TW@2017-10-25 | 21-NQ/TW@2017-10-25"},
        {"các Quyết định số 12-QĐ/TU, số 13-QĐ/TU và số 14-QĐ/TU ngày 15/3/2011",
         "12-QĐ/TU@2011-03-15 | 13-QĐ/TU@2011-03-15 | 14-QĐ/TU@2011-03-15"},
        {"Quyết định số 12-QĐ/TU và Quyết định số 13-QĐ/TU ngày 15/3/2011", "12-QĐ/TU@? | 13-QĐ/TU@2011-03-15"},
        {"Nghị quyết số 18-NQ/TW, số 60-NQ/TW ngày 12/4/2025", "18-NQ/TW@? | 60-NQ/TW@2025-04-12"},
    };
    (void)state;
    check_all(list, TC_LENGTH(list));
}

static void hostile_texts_end_at_once(void **state)
{
    static const char *const pieces[] = {"12/34/",
                                         "Điều 1, ",
                                         "khoản 1 và ",
                                         "Luật ",
                                         "số 1/A-A-",
                                         "Nghị quyết số 1, ",
                                         "Luật sửa đổi, bổ sung ",
                                         "nghị quyết của Hội nghị lần thứ "};
    (void)state;
    for (size_t i = 0; i < TC_LENGTH(pieces); i++) {
        struct tc_buf text = {0};
        struct tc_document document = {0};
        struct tc_record record;
        while (text.len < 100000)
            tc_buf_str(&text, pieces[i]);
        tc_document_from_text(text.data, text.len, &document);
        clock_t start = clock();
        tc_record_read(&document, NULL, &record);
        double took = (double)(clock() - start) / CLOCKS_PER_SEC;
        if (took > 2)
            print_message("%s took %.2f s\n", pieces[i], took);
        assert_true(took < 5); // with sanitizers; a plain build takes milliseconds
        tc_record_fini(&record);
        tc_document_fini(&document);
        tc_buf_fini(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(party_symbols_are_read_in_every_print),
        cmocka_unit_test(state_symbols_are_read_and_repaired),
        cmocka_unit_test(bare_numbers_take_the_issuer_beside_them_or_the_form_of_their_type),
        cmocka_unit_test(what_only_looks_like_a_number_is_none),
        cmocka_unit_test(lists_share_symbol_type_and_date),
        cmocka_unit_test(plenums_and_congresses_are_named_by_number_and_term),
        cmocka_unit_test(laws_are_named_with_their_year),
        cmocka_unit_test(provisions_stand_before_what_they_belong_to),
        cmocka_unit_test(second_mentions_have_what_the_first_said),
        cmocka_unit_test(vague_ones_are_mentions),
        cmocka_unit_test(a_plenum_stands_for_its_resolutions),
        cmocka_unit_test(cue_phrases_give_the_relation),
        cmocka_unit_test(what_a_cited_title_tells_is_not_done_by_the_document),
        cmocka_unit_test(weak_types_by_bare_number_need_a_mention_before),
        cmocka_unit_test(words_and_figures_near_luat_or_a_type_are_no_document),
        cmocka_unit_test(a_quoted_title_stands_for_the_number_it_came_with),
        cmocka_unit_test(one_date_serves_a_list_of_symbols),
        cmocka_unit_test(hostile_texts_end_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
