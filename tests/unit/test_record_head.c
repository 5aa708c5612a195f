// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void read_text(const char *text, struct tc_document *document, struct tc_record *record)
{
    memset(document, 0, sizeof *document);
    tc_document_from_text(text, strlen(text), document);
    tc_record_read(document, "kho/van-ban.txt", record);
}

static void drop(struct tc_document *document, struct tc_record *record)
{
    tc_record_fini(record);
    tc_document_fini(document);
}

static void a_party_conclusion_says_who_when_and_what(void **state)
{
    struct tc_document document;
    struct tc_record record;
    (void)state;
    read_text(
        "TỈNH ỦY ĐÔNG LÂM\n*\nSố 72-KL/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Thạch, ngày 15 tháng 9 năm 2023\n\nKẾT LUẬN\n"
        "CỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề sơ kết việc chuyển đổi số trong các cơ quan đảng\n\n-----\n\n"
        "Tại phiên họp ngày 08/9/2023, Ban Thường vụ Tỉnh ủy kết luận về Kế hoạch số 54-KH/TU, ngày 20/01/2022.\n\n"
        "Nơi nhận:\n- Các huyện ủy;\n- Lưu Văn phòng Tỉnh ủy.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n(đã ký)\nVương Khánh "
        "Toàn\n",
        &document, &record);
    const struct tc_meta *m = &record.meta;
    assert_string_equal(m->type, "kết luận");
    assert_string_equal(m->number, "72-KL/TU");
    assert_string_equal(m->key, "72-KL/TU@2023-09-15");
    assert_string_equal(m->issuer, "Tỉnh ủy Đông Lâm");
    assert_string_equal(m->issuer_code, "TU");
    assert_string_equal(m->place, "An Thạch");
    assert_string_equal(m->date, "2023-09-15");
    assert_string_equal(m->event_date, "2023-09-08");
    assert_string_equal(m->title, "của Ban Thường vụ Tỉnh ủy về sơ kết việc chuyển đổi số trong các cơ quan đảng");
    assert_string_equal(m->signer, "Vương Khánh Toàn");
    assert_string_equal(m->signer_role, "Phó bí thư");
    assert_string_equal(m->signed_as, "T/M BAN THƯỜNG VỤ");
    assert_non_null(m->recipients);
    assert_string_equal(m->recipients[0], "Các huyện ủy");
    assert_string_equal(m->recipients[1], "Lưu Văn phòng Tỉnh ủy");
    assert_true(m->confidence[TC_META_NUMBER] > 0.5F && m->at[TC_META_NUMBER] < document.len);
    assert_int_equal(record.citation_count, 1); // its own number is none
    drop(&document, &record);
}

static void a_state_decision_set_in_two_columns_is_read(void **state)
{
    struct tc_document document;
    struct tc_record record;
    (void)state;
    read_text("ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH HẢI TRIỀU\tĐộc lập - Tự do - Hạnh phúc\n"
              "Số: 12/2015/QĐ-UBND\tTriều Giang, ngày 09 tháng 02 năm 2015\n\nQUYẾT ĐỊNH\nVề việc ban hành Quy chế "
              "phối hợp\n\n"
              "ỦY BAN NHÂN DÂN TỈNH HẢI TRIỀU\nCăn cứ Luật Tổ chức HĐND và UBND ngày 26 tháng 11 năm 2003;\n"
              "QUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo Quyết định số 12/2015/QĐ-UBND Quy chế này.\n",
              &document, &record);
    const struct tc_meta *m = &record.meta;
    assert_string_equal(m->type, "quyết định");
    assert_string_equal(m->key, "12/2015/QĐ-UBND");
    assert_string_equal(m->issuer, "Ủy ban nhân dân tỉnh Hải Triều");
    assert_string_equal(m->place, "Triều Giang");
    assert_string_equal(m->date, "2015-02-09");
    assert_string_equal(m->title, "Về việc ban hành Quy chế phối hợp");
    assert_non_null(m->basis);
    assert_string_equal(m->basis[0], "LUAT:tổ chức hội đồng nhân dân và ủy ban nhân dân@2003");
    assert_int_equal(record.citation_count, 1);
    drop(&document, &record);
}

static void a_head_that_was_flattened_into_one_line_is_read(void **state)
{
    struct tc_document document;
    struct tc_record record;
    (void)state;
    read_text("CHÍNH ------- PHỦ Số: 76/NQ-CP CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
              "--------------- Hà Nội, ngày 18 tháng 6 năm 2018\nNGHỊ QUYẾT\nVề công tác phòng, chống thiên "
              "tai\n-------\nCHÍNH PHỦ\n"
              "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\n",
              &document, &record);
    assert_string_equal(record.meta.number, "76/NQ-CP");
    assert_string_equal(record.meta.date, "2018-06-18");
    assert_string_equal(record.meta.issuer, "Chính phủ");
    assert_string_equal(record.meta.type, "nghị quyết");
    drop(&document, &record);
}

static void an_official_letter_has_no_type_line(void **state)
{
    struct tc_document document;
    struct tc_record record;
    (void)state;
    read_text("ỦY BAN NHÂN DÂN\nTỈNH VÀM THUẬN\n-------\nSố: 2210/UBND-KT\nV/v tăng cường phòng, chống bệnh\nDịch tả "
              "lợn châu Phi\n"
              "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nThuận Mỹ, ngày 11 tháng 6 năm 2019\n"
              "Kính gửi: Các sở, ban, ngành.\nThực hiện Chỉ thị số 04/CT-TTg ngày 20/02/2019, yêu cầu:\n",
              &document, &record);
    assert_string_equal(record.meta.type, "công văn");
    assert_string_equal(record.meta.key, "2210/UBND-KT@2019-06-11");
    assert_string_equal(record.meta.issuer_code, "UBND");
    assert_string_equal(record.meta.title, "V/v tăng cường phòng, chống bệnh Dịch tả lợn châu Phi");
    drop(&document, &record);
}

static void a_notice_of_conclusions_is_a_notice(void **state)
{
    struct tc_document document;
    struct tc_record record;
    (void)state;
    read_text("THÔNG BÁO\n\nKẾT LUẬN CỦA THƯỜNG TRỰC TỈNH ỦY\n\ntại buổi làm việc với Huyện ủy Nam Triều\n\n-------\n\n"
              "Ngày 05/02/2009, Thường trực Tỉnh ủy đã làm việc và kết luận:\n",
              &document, &record);
    assert_string_equal(record.meta.type, "thông báo");
    assert_string_equal(record.meta.title, "Kết luận của Thường trực Tỉnh ủy tại buổi làm việc với Huyện ủy Nam Triều");
    assert_string_equal(record.meta.event_date, "2009-02-05");
    assert_null(record.meta.number);
    assert_null(record.meta.date);
    drop(&document, &record);
}

static void capitals_of_a_place_end_with_it(void **state)
{
    struct tc_document document;
    struct tc_record record;
    (void)state;
    read_text(
        "TỈNH ỦY LÂM TRIỀU\n*\nSố 01-KL/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Thạch, ngày 10 tháng 7 năm 2025\n\nKẾT LUẬN\n"
        "HỘI NGHỊ BAN CHẤP HÀNH ĐẢNG BỘ TỈNH LẦN THỨ NHẤT VỀ HUYỆN NĂM CĂN VÀ THỊ XÃ TỪ SƠN\n"
        "một số nhiệm vụ trọng tâm\n\nHội nghị kết luận như sau.\n",
        &document, &record);
    assert_string_equal(record.meta.title,
                        "Hội nghị Ban Chấp hành Đảng bộ tỉnh lần thứ nhất về huyện Năm Căn và thị xã Từ "
                        "Sơn một số nhiệm vụ trọng tâm");
    tc_record_fini(&record);
    tc_document_fini(&document);
}

static void a_plan_may_be_titled_as_bodies_begin(void **state)
{
    struct tc_document document;
    struct tc_record record;
    (void)state;
    read_text(
        "ỦY BAN NHÂN DÂN\nTỈNH ĐÔNG LAM\n-------\nSố: 21/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nAn Thạch, ngày "
        "15 tháng "
        "02 năm 2012\nKẾ HOẠCH\nThực hiện Nghị quyết số 05-NQ/TU của Ban Chấp hành Đảng bộ tỉnh\nvề nông thôn "
        "mới\n-----\n"
        "Thực hiện Nghị quyết số 05-NQ/TU ngày 20 tháng 5 năm 2011, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n",
        &document, &record);
    assert_string_equal(record.meta.title,
                        "Thực hiện Nghị quyết số 05-NQ/TU của Ban Chấp hành Đảng bộ tỉnh về nông thôn mới");
    drop(&document, &record);
    // without title the body is none
    read_text("ỦY BAN NHÂN DÂN\nTỈNH ĐÔNG LAM\n-------\nSố: 22/TB-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nAn Thạch, "
              "ngày 15 tháng "
              "02 năm 2012\nTHÔNG BÁO\nThực hiện Nghị quyết số 05-NQ/TU ngày 20 tháng 5 năm 2011, Ủy ban nhân dân tỉnh "
              "thông báo:\n"
              "1. Giao các sở chuẩn bị.\n",
              &document, &record);
    assert_null(record.meta.title);
    drop(&document, &record);
}

static void a_news_report_has_title_author_and_days(void **state)
{
    struct tc_document document;
    struct tc_record record;
    struct tc_buf text = {0};
    (void)state;
    tc_buf_str(&text,
               "Tin tức\n\nTỉnh ủy Đông Lâm triển khai nhiệm vụ năm 2014\n\nThứ sáu, 10/01/2014 - 07:45\n\n"
               "Ngày 9/1, Ban Thường vụ Tỉnh ủy tổ chức hội nghị tổng kết. Đồng chí Vi Thị Mẫn chủ trì hội nghị.\n\n");
    for (int i = 0; i < 6; i++)
        tc_buf_str(
            &text,
            "Các đại biểu đã thảo luận về kết quả thực hiện nhiệm vụ của tỉnh Đông Lâm trong năm qua, nêu rõ khó "
            "khăn và đề xuất giải pháp.\n\n");
    tc_buf_str(&text, "Hồng Nhung - Thanh Tùng\n\nThích và chia sẻ bài viết qua\n");
    read_text(text.data, &document, &record);
    assert_string_equal(record.meta.type, "tin");
    assert_string_equal(record.meta.title, "Tỉnh ủy Đông Lâm triển khai nhiệm vụ năm 2014");
    assert_string_equal(record.meta.author, "Hồng Nhung - Thanh Tùng");
    assert_string_equal(record.meta.date, "2014-01-10");
    assert_string_equal(record.meta.event_date, "2014-01-09");
    assert_string_equal(record.meta.place, "Đông Lâm");
    assert_string_equal(record.meta.lead, "Ngày 9/1, Ban Thường vụ Tỉnh ủy tổ chức hội nghị tổng kết. Đồng chí Vi Thị "
                                          "Mẫn chủ trì hội nghị.");
    assert_null(record.meta.number);
    drop(&document, &record);
    tc_buf_fini(&text);
}

#define REST                                                                                                                                                    \
    "Các đại biểu đã thảo luận về kết quả thực hiện nhiệm vụ của tỉnh Đông Lâm trong năm qua, nêu rõ khó khăn và đề " \
    "xuất giải pháp.\n\nĐồng chí Bí thư đề nghị các huyện làm xong trong quý II và báo cáo hội nghị sau, nơi nào "                \
    "chậm thì người đứng đầu chịu trách nhiệm.\n\n"

static void the_lead_is_declared_or_stands_first(void **state)
{
    static const struct {
        const char *first, *name, *value, *lead;
    } cases[] = {
        // what the page calls its lead, though another paragraph stands above it
        {"Mười hai xã vùng cao đã có đường ô tô tới trung tâm, xã cuối cùng thông xe hôm qua.\n\nSau ba năm, huyện Mộc "
         "Hà làm xong 61 cây số đường và chín cầu treo, dân góp đất và công.\n\n",
         "lead", "Sau ba năm, huyện Mộc Hà làm xong 61 cây số đường và chín cầu treo, dân góp đất và công.",
         "Sau ba năm, huyện Mộc Hà làm xong 61 cây số đường và chín cầu treo, dân góp đất và công."},
        // a description that machines are shown cut short
        {"(ĐL) Sau ba năm, huyện Mộc Hà làm xong 61 cây số đường và chín cầu treo, dân góp đất và công.\n\n", "subject",
         "Sau ba năm, huyện Mộc Hà làm xong 61 cây số đường …",
         "(ĐL) Sau ba năm, huyện Mộc Hà làm xong 61 cây số đường và chín cầu treo, dân góp đất và công."},
        // the site's description of itself is none
        {"Phát biểu khai mạc hội nghị, đồng chí Bí thư nêu ba việc lớn phải làm xong trong năm nay ở các xã.\n\n",
         "subject", "Trang tin của Đảng bộ và nhân dân, cập nhật nhanh chóng mọi mặt đời sống, nhịp sống hằng ngày",
         NULL},
        // what a picture shows, set as a paragraph
        {"Đồng chí Nông Thị Hòe, Phó Bí thư Thường trực Tỉnh ủy phát biểu tại buổi làm việc với huyện.\n\nNgày 9/1, "
         "Đoàn "
         "giám sát của Tỉnh ủy làm việc với Huyện ủy Mộc Hà về việc mở đường tới các xã.\n\n",
         "x", "x", "Ngày 9/1, Đoàn giám sát của Tỉnh ủy làm việc với Huyện ủy Mộc Hà về việc mở đường tới các xã."},
        // a paragraph that goes on from one the page lost
        {"Phát biểu khai mạc hội nghị, đồng chí Bí thư nêu ba việc lớn phải làm xong trong năm nay ở các xã.\n\n", "x",
         "x", NULL},
    };
    (void)state;
    for (size_t i = 0; i < TC_LENGTH(cases); i++) {
        struct tc_document document;
        struct tc_record record;
        struct tc_buf text = {0};
        tc_buf_printf(&text, "Mộc Hà thông đường tới xã cuối cùng\n\nThứ sáu, 10/01/2014 - 07:45\n\n%s" REST,
                      cases[i].first);
        tc_document_from_text(text.data, text.len, &document);
        document.fields = tc_xcalloc(1, sizeof *document.fields);
        document.fields[document.field_count++] =
            (struct tc_field){tc_xstrdup(cases[i].name), tc_xstrdup(cases[i].value)};
        tc_record_read(&document, NULL, &record);
        if (cases[i].lead)
            assert_string_equal(record.meta.lead, cases[i].lead);
        else
            assert_null(record.meta.lead);
        drop(&document, &record);
        tc_buf_fini(&text);
    }
}

static void who_wrote_it_may_stand_beside_the_date(void **state)
{
    static const struct {
        const char *stamp, *author;
    } cases[] = {{"Lò Văn Pành - 08:15 09/05/2025\n", "Lò Văn Pành"},
                 {"Lò Văn Pành\n09/05/2025 08:15\n", "Lò Văn Pành"},
                 {"Lò Văn Pành - Mai Cồ\n09/05/2025 08:15\n", "Lò Văn Pành - Mai Cồ"},
                 {"Bài, ảnh: Bế Thị Sen\n09/05/2025 08:15\n", "Bế Thị Sen"},
                 {"Đông Lâm - 08:15 09/05/2025\n", NULL},
                 {"Thứ Ba, 08:15 09/05/2025\n", NULL}};
    (void)state;
    for (size_t i = 0; i < TC_LENGTH(cases); i++) {
        struct tc_document document;
        struct tc_record record;
        struct tc_buf text = {0};
        tc_buf_printf(&text, "Mộc Hà thông đường tới xã cuối cùng\n%s" REST REST, cases[i].stamp);
        read_text(text.data, &document, &record);
        assert_string_equal(record.meta.date, "2025-05-09");
        assert_string_equal(record.meta.title, "Mộc Hà thông đường tới xã cuối cùng");
        if (cases[i].author)
            assert_string_equal(record.meta.author, cases[i].author);
        else
            assert_null(record.meta.author);
        drop(&document, &record);
        tc_buf_fini(&text);
    }
}

static void a_text_of_no_kind_is_called_by_its_first_line(void **state)
{
    static const char rest[] =
        "Rà soát hồ sơ đảng viên chuyển sinh hoạt sau khi sắp xếp thôn, bản; báo cáo trước ngày 20.\n"
        "Đôn đốc giải ngân ở các xã còn chậm, chốt danh sách hộ vay vốn trong tuần.\n"
        "Chuẩn bị khai giảng năm học mới, kiểm tra trường lớp ở hai xã vùng cao.\n";
    static const struct {
        const char *line, *title;
    } cases[] = {{"Một số việc cần làm trong tháng 8\n", "Một số việc cần làm trong tháng 8"},
                 {"Hôm nay tôi viết mấy dòng này.\n", NULL},
                 {"các việc cần làm trong tháng\n", NULL},
                 {"Việc\n", NULL}};
    (void)state;
    for (size_t i = 0; i < TC_LENGTH(cases); i++) {
        struct tc_document document;
        struct tc_record record;
        tc_auto_free char *text = tc_xasprintf("%s%s", cases[i].line, rest);
        read_text(text, &document, &record);
        assert_null(record.meta.type);
        if (cases[i].title)
            assert_string_equal(record.meta.title, cases[i].title);
        else
            assert_null(record.meta.title);
        drop(&document, &record);
    }
}

static void plain_text_stays_unknown(void **state)
{
    static const char *const texts[] = {"", "xin chào", "Nghị quyết số 12-NQ/TU, ngày 05/9/2012",
                                        "Số: 367 - QĐ/TWĐTN-VP",
                                        "Chương 1\nMột câu văn bình thường.\nThêm một câu nữa.\n"};
    (void)state;
    for (size_t i = 0; i < TC_LENGTH(texts); i++) {
        struct tc_document document;
        struct tc_record record;
        read_text(texts[i], &document, &record);
        assert_null(record.meta.type);
        assert_null(record.meta.number);
        assert_null(record.meta.date);
        assert_null(record.meta.title);
        drop(&document, &record);
    }
}

static void a_secret_stamp_is_seen(void **state)
{
    static const struct {
        const char *text;
        bool is_secret;
    } cases[] = {
        {"TỈNH ỦY ĐÔNG LÂM\n*\nSố 15-BC/TU\nMẬT\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Thạch, ngày 05 tháng 3 năm 2012\nBÁO CÁO\n"
         "tình hình bí mật\n-----\nNội dung.\n",
         true},
        {"TỈNH ỦY ĐÔNG LÂM\n*\nSố 15-BC/TU\nT Ố I  M Ậ T\nĐẢNG CỘNG SẢN VIỆT NAM\nBÁO CÁO\ntình hình\n-----\nNội "
         "dung.\n",
         true},
        {"Độ mật: Tuyệt mật\nTỈNH ỦY ĐÔNG LÂM\n*\nSố 15-BC/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nBÁO CÁO\ntình hình\n-----\nNội "
         "dung.\n",
         true},
        // the stamp of a box that the reader gives behind the title
        {"TỈNH ỦY ĐÔNG LÂM\n*\nSố 15-BC/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nBÁO CÁO\ntình hình\nMẬT\nThực hiện chương trình, "
         "Tỉnh ủy "
         "báo cáo tình hình như sau.\n",
         true},
        {"Phụ lục\nTỐI MẬT\nDanh sách kèm theo\n", true},
        {"QUỐC HỘI\nLuật số: 29/2018/QH14\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLUẬT\nBẢO VỆ BÍ MẬT NHÀ NƯỚC\n"
         "Điều 8. Phân loại bí mật nhà nước\nTUYỆT MẬT\nTỐI MẬT\nMẬT\n",
         false},
        {"TỈNH ỦY ĐÔNG LÂM\n*\nSố 15-BC/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nBÁO CÁO\nvề công tác bảo vệ bí mật\nMật\nNội "
         "dung.\n",
         false},
    };
    (void)state;
    for (size_t i = 0; i < TC_LENGTH(cases); i++) {
        struct tc_document document;
        struct tc_record record;
        read_text(cases[i].text, &document, &record);
        if (record.is_secret != cases[i].is_secret)
            fail_msg("case %zu", i);
        if (i == 0)
            assert_string_equal(record.meta.issuer, "Tỉnh ủy Đông Lâm");
        drop(&document, &record);
    }
}

static void the_json_of_a_record_has_the_fields_of_the_contract(void **state)
{
    struct tc_document document;
    struct tc_record record;
    (void)state;
    read_text("Thực hiện Nghị quyết số 12-NQ/TU, ngày 05/9/2012.", &document, &record);
    json_t *meta = tc_meta_to_json(&record.meta), *cites = tc_citations_to_json(&record, document.text);
    assert_true(json_is_null(json_object_get(meta, "number")));
    assert_true(json_is_array(json_object_get(meta, "recipients")));
    json_t *first = json_array_get(json_object_get(cites, "citations"), 0);
    assert_string_equal(json_string_value(json_object_get(first, "key")), "12-NQ/TU@2012-09-05");
    assert_string_equal(json_string_value(json_object_get(first, "relation")), "implements");
    assert_int_equal(json_integer_value(json_object_get(first, "depth")), 1);
    json_decref(meta);
    json_decref(cites);
    drop(&document, &record);
}

static void the_province_comes_from_the_bodies_of_the_head(void **state)
{
    static const struct {
        const char *text, *place, *province;
    } list[] = {
        {"TỈNH ỦY VÀM THUẬN\n*\nSố 4-CT/TU\n\nThuận Mỹ, ngày 3 tháng 5 năm 2012\n\nCHỈ THỊ\nvề lúa gạo\n-----\n\nThành "
         "phố Bến "
         "Đá, thành phố Bến Đá và tỉnh Đông Lâm.",
         "Thuận Mỹ", "Vàm Thuận"},
        {"ỦY BAN NHÂN DÂN\nTỈNH VÀM THUẬN\nSỞ NỘI VỤ\n-------\nSố: 12/QĐ-SNV\nThuận Mỹ, ngày 3 tháng 5 năm 2012\n\n"
         "QUYẾT ĐỊNH\nVề biên chế\n",
         "Thuận Mỹ", "Vàm Thuận"},
        {"ĐẢNG ỦY XÃ KHÊ THƯỢNG\n*\nSố 9-KH/ĐU\nKhê Thượng, ngày 1 tháng 8 năm 2025\n\nKẾ HOẠCH\nphòng, chống bão\n"
         "-----\n\nCăn cứ kết luận của Tỉnh ủy Lâm Triều;",
         "Khê Thượng", "Lâm Triều"},
        {"BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nSố 26-NQ/TW\nHà Nội, ngày 5 tháng 8 năm 2008\n\nNGHỊ QUYẾT\nvề nông "
         "nghiệp\n-----\n\n"
         "Các tỉnh Thanh Hóa, tỉnh Nghệ An.",
         "Hà Nội", NULL},
    };
    (void)state;
    for (size_t i = 0; i < TC_LENGTH(list); i++) {
        struct tc_document document;
        struct tc_record record;
        read_text(list[i].text, &document, &record);
        assert_string_equal(record.meta.place, list[i].place);
        if (list[i].province)
            assert_string_equal(record.meta.province, list[i].province);
        else
            assert_null(record.meta.province);
        drop(&document, &record);
    }
}

static void term_and_period_are_read_or_reckoned(void **state)
{
    static const struct {
        const char *text, *term, *from, *to;
    } list[] = {
        {"BỘ CHÍNH TRỊ\n*\nSố 35-NQ/TW\nHà Nội, ngày 22 tháng 10 năm 2018\n\nNGHỊ QUYẾT\nvề một việc\n-----\n\nNội "
         "dung.",
         "XII", NULL, NULL},
        {"ĐẢNG BỘ TỈNH ĐÔNG LÂM\nBAN CHẤP HÀNH KHÓA XVI\n*\nSố 5-BC/TU\nAn Thạch, ngày 5 tháng 10 năm 2020\n\nBÁO CÁO\n"
         "kết quả giai đoạn 2016 - 2020\n-----\n\nNội dung.",
         "XVI", "2016", "2020"},
        {"ĐẠI HỘI ĐẠI BIỂU ĐẢNG BỘ TỈNH\nĐÔNG LÂM LẦN THỨ XVII\n*\nSố 1-NQ/ĐH\nAn Thạch, ngày 7 tháng 10 năm "
         "2020\n\nNGHỊ QUYẾT\n"
         "nhiệm kỳ 2020-2025\n-----\n\nThông qua Báo cáo của Ban Chấp hành Đảng bộ tỉnh khóa XVI.",
         "XVII", "2020", "2025"},
        {"TỈNH ỦY ĐÔNG LÂM\n*\nSố 8-CTr/TU\nAn Thạch, ngày 12 tháng 9 năm 2011\n\nCHƯƠNG TRÌNH HÀNH ĐỘNG\nthực hiện "
         "Nghị quyết Đại "
         "hội đại biểu Đảng bộ tỉnh lần thứ XV\n-----\n\nNội dung.",
         "XV", NULL, NULL},
        {"TỈNH ỦY ĐÔNG LÂM\n*\nSố 8-BC/TU\nAn Thạch, ngày 12 tháng 9 năm 2011\n\nBÁO CÁO\ntình hình năm 2010, nhiệm vụ "
         "năm 2011 "
         "và mục tiêu đến năm 2030\n-----\n\nNội dung.",
         "2010 - 2015", "2010", "2011"},
        {"QUỐC HỘI\n-------\nLuật số: 45/2019/QH14\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 20 tháng 11 năm "
         "2019\n\nBỘ LUẬT\nLAO ĐỘNG\n\nCăn cứ "
         "Hiến pháp;",
         "XIV", NULL, NULL},
    };
    (void)state;
    for (size_t i = 0; i < TC_LENGTH(list); i++) {
        struct tc_document document;
        struct tc_record record;
        read_text(list[i].text, &document, &record);
        const struct tc_meta *m = &record.meta;
        const char *const got[] = {m->term, m->period_from, m->period_to}, *const want[] = {list[i].term, list[i].from,
                                                                                            list[i].to};
        for (size_t k = 0; k < TC_LENGTH(got); k++) {
            if (!want[k] != !got[k])
                print_message("of: %s\n", list[i].text);
            if (!want[k] || !got[k])
                assert_ptr_equal(got[k], want[k]);
            else
                assert_string_equal(got[k], want[k]);
        }
        if (m->term)
            assert_true(m->confidence[TC_META_TERM] >= 0.4F && m->at[TC_META_TERM] < document.len);
        drop(&document, &record);
    }
}

static void a_page_title_finds_the_headline_under_the_site_name(void **state)
{
    static const char text[] =
        "Trang thông tin điện tử tổng hợp huyện Nam Triều\n\nHuyện Nam Triều gặp mặt già làng tiêu biểu\n\n"
        "Sáng 12/3, đồng chí Bí thư Huyện ủy chủ trì hội nghị gặp mặt 45 già làng, trưởng bản. Đồng chí ghi nhận đóng "
        "góp "
        "của các già làng trong giữ gìn an ninh, xây dựng nông thôn mới ở địa phương.\n\nTại hội nghị, các đại biểu "
        "trao "
        "đổi về phòng, chống tảo hôn, phát triển cây quế và giữ rừng đầu nguồn. Hội nghị tặng quà các già làng.\n\n"
        "Quang Thắng\n";
    struct tc_document document = {0};
    struct tc_record record;
    char name[] = "title", value[] = "Huyện Nam Triều gặp mặt già làng tiêu biểu - Cổng thông tin huyện Nam Triều";
    struct tc_field field = {.name = name, .value = value};
    (void)state;
    tc_document_from_text(text, strlen(text), &document);
    document.fields = &field;
    document.field_count = 1;
    tc_record_read(&document, "kho/tin.html", &record);
    assert_string_equal(record.meta.title, "Huyện Nam Triều gặp mặt già làng tiêu biểu");
    document.fields = NULL;
    document.field_count = 0;
    drop(&document, &record);
}

static void heads_of_every_level_name_their_bodies(void **state)
{
    static const struct {
        const char *text, *key, *issuer, *parent, *title, *signed_as;
    } list[] = {
        {"UBND TỈNH SƠN HÀ\nSỞ NỘI VỤ\n-------\nSố: 45/BC-SNV\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSơn Hà, ngày 3 "
         "tháng 4 năm "
         "2019\n\nBÁO CÁO\nKết quả quý I\n\nI. KẾT QUẢ\n",
         "45/BC-SNV@2019-04-03", "Sở Nội vụ", "UBND tỉnh Sơn Hà", "Kết quả quý I", NULL},
        {"BAN TỔ CHỨC TỈNH ỦY - SỞ NỘI VỤ\n*\nSố 12-HDLN/BTCTU-SNV\n\nSơn Hà, ngày 3.4.2012\n\nHƯỚNG DẪN LIÊN "
         "NGÀNH\nvề đánh giá "
         "cán bộ\n-----\n",
         "12-HD/BTCTU-SNV@2012-04-03", "Ban Tổ chức Tỉnh ủy - Sở Nội vụ", NULL, "về đánh giá cán bộ", NULL},
        {"BỘ NỘI VỤ - BỘ TÀI CHÍNH\n-------\nSố: 02/2012/TTLT-BNV-BTC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, "
         "ngày 16 tháng 5 "
         "năm 2012\n\nTHÔNG TƯ LIÊN TỊCH\nHướng dẫn chế độ phụ cấp\n\nCăn cứ Nghị định số 48/2008/NĐ-CP;\n",
         "02/2012/TTLT-BNV-BTC", "Bộ Nội vụ - Bộ Tài chính", NULL, "Hướng dẫn chế độ phụ cấp", NULL},
        {"QUỐC HỘI\n-------\nNghị quyết số: 35/2012/QH13\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 21 tháng 11 "
         "năm 2012\n\n"
         "NGHỊ QUYẾT\nVỀ VIỆC LẤY PHIẾU TÍN NHIỆM\n\nQUỐC HỘI\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nCăn cứ Hiến "
         "pháp;\n",
         "35/2012/QH13", "Quốc hội", NULL, "VỀ VIỆC LẤY PHIẾU TÍN NHIỆM", NULL},
        {"ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH\nCHI BỘ SỞ TƯ PHÁP\n*\nSố 03-NQ/CB\n\nSơn Hà, ngày 5 tháng 5 năm 2021\n\nNGHỊ "
         "QUYẾT\nphiên "
         "họp tháng 5\n-----\n\nNgày 05/5/2021, chi bộ họp.\n\nT/M CHI BỘ\nBÍ THƯ\n\nNgô Thị Lan\n",
         "03-NQ/CB@2021-05-05", "Chi bộ Sở Tư pháp", "Đảng ủy khối các cơ quan tỉnh", "phiên họp tháng 5",
         "T/M CHI BỘ"},
        {"TINH UY SON HA\nSo 12-NQ/TU\nDANG CONG SAN VIET NAM\nSon Ha, ngay 5 thang 3 nam 2010\n\nNGHI QUYET\nve phat "
         "trien kinh te\n"
         "-----\n\nNoi dung nghi quyet ve phat trien kinh te cua tinh trong giai doan moi, tap trung nguon luc.\n",
         "12-NQ/TU@2010-03-05", "Tinh uy son ha", NULL, "ve phat trien kinh te", NULL},
    };
    (void)state;
    for (size_t i = 0; i < TC_LENGTH(list); i++) {
        struct tc_document document;
        struct tc_record record;
        read_text(list[i].text, &document, &record);
        const struct tc_meta *m = &record.meta;
        assert_string_equal(m->key, list[i].key);
        assert_string_equal(m->issuer, list[i].issuer);
        assert_string_equal(m->title, list[i].title);
        if (list[i].parent)
            assert_string_equal(m->issuer_parent, list[i].parent);
        if (list[i].signed_as)
            assert_string_equal(m->signed_as, list[i].signed_as);
        drop(&document, &record);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_party_conclusion_says_who_when_and_what),
        cmocka_unit_test(a_state_decision_set_in_two_columns_is_read),
        cmocka_unit_test(a_head_that_was_flattened_into_one_line_is_read),
        cmocka_unit_test(an_official_letter_has_no_type_line),
        cmocka_unit_test(a_notice_of_conclusions_is_a_notice),
        cmocka_unit_test(capitals_of_a_place_end_with_it),
        cmocka_unit_test(a_plan_may_be_titled_as_bodies_begin),
        cmocka_unit_test(a_news_report_has_title_author_and_days),
        cmocka_unit_test(the_lead_is_declared_or_stands_first),
        cmocka_unit_test(who_wrote_it_may_stand_beside_the_date),
        cmocka_unit_test(a_text_of_no_kind_is_called_by_its_first_line),
        cmocka_unit_test(plain_text_stays_unknown),
        cmocka_unit_test(a_secret_stamp_is_seen),
        cmocka_unit_test(the_json_of_a_record_has_the_fields_of_the_contract),
        cmocka_unit_test(the_province_comes_from_the_bodies_of_the_head),
        cmocka_unit_test(term_and_period_are_read_or_reckoned),
        cmocka_unit_test(a_page_title_finds_the_headline_under_the_site_name),
        cmocka_unit_test(heads_of_every_level_name_their_bodies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
