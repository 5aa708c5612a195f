// SPDX-License-Identifier: GPL-3.0-or-later
// Citations in the forms that Party and State offices have written from 2004 to today, one line each: what is written,
// and the key it must give ("" none; several joined by " | "). Invented numbers and bodies.
#include "record/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

struct form {
    const char *text, *keys;
};

static void read_keys(const char *text, struct tc_buf *ret)
{
    struct tc_document document = {0};
    struct tc_record record;
    tc_document_from_text(text, strlen(text), &document);
    tc_record_read(&document, NULL, &record);
    tc_buf_str(ret, "");
    for (size_t i = 0; i < record.citation_count; i++) {
        const struct tc_citation *c = &record.citations[i];
        tc_buf_printf(ret, "%s%s%s%s", i ? " | " : "", c->key ? c->key : "-", c->provision ? "#" : "",
                      c->provision ? c->provision : "");
    }
    tc_record_fini(&record);
    tc_document_fini(&document);
}

static void check(const struct form *forms, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        struct tc_buf keys = {0};
        read_keys(forms[i].text, &keys);
        if (strcmp(keys.data ? keys.data : "", forms[i].keys) != 0) {
            print_message("of: %s\n  want %s\n  got  %s\n", forms[i].text, forms[i].keys, keys.data ? keys.data : "");
            wrong++;
        }
        tc_buf_fini(&keys);
    }
    assert_int_equal(wrong, 0);
}

static void party_papers_of_every_type_and_level(void **state)
{
    static const struct form forms[] = {
        {"Quyết định số 244-QĐ/TW, ngày 09-6-2014 của Ban Chấp hành Trung ương", "244-QĐ/TW@2014-06-09"},
        {"Quy định số 37-QĐ/TW, ngày 25/10/2021 của Ban Chấp hành Trung ương", "37-QĐ/TW@2021-10-25"},
        {"Quy chế số 05-QC/TU ngày 12/01/2016 của Ban Chấp hành Đảng bộ tỉnh", "05-QC/TU@2016-01-12"},
        {"Quy chế phối hợp số 03-QC/BTGTU-BDVTU ngày 14/7/2018", "03-QC/BTGTU-BDVTU@2018-07-14"},
        {"Hướng dẫn số 27-HD/BTCTW ngày 25/9/2014", "27-HD/BTCTW@2014-09-25"},
        {"Hướng dẫn 01-HD/UBKTTW, ngày 20/3/2018 của Ủy ban Kiểm tra Trung ương", "01-HD/UBKTTW@2018-03-20"},
        {"Hướng dẫn liên ngành số 12-HDLN/BTCTU-SNV ngày 3.4.2012", "12-HD/BTCTU-SNV@2012-04-03"},
        {"Kế hoạch số 118-KH/TU, ngày 6 tháng 9 năm 2022", "118-KH/TU@2022-09-06"},
        {"Kế hoạch hành động số 7-KH/HU", "07-KH/HU@?"},
        {"Chương trình hành động số 24-CTr/TU ngày 15-3-2018", "24-CTr/TU@2018-03-15"},
        {"Chương trình số 24-Ctr/TU", "24-CTr/TU@?"},
        {"Chương trình số 24-CTR/TU", "24-CTr/TU@?"},
        {"chương trình công tác số 02-CTr/ĐU năm 2017", "02-CTr/ĐU@2017"},
        {"Công văn số 1583-CV/TU ngày 30/11/2017", "1583-CV/TU@2017-11-30"},
        {"công văn 77-CV/VPTU, ngày 5-1-2011", "77-CV/VPTU@2011-01-05"},
        {"Tờ trình số 09-TTr/BTCTU ngày 17/8/2020 của Ban Tổ chức Tỉnh ủy", "09-TTr/BTCTU@2020-08-17"},
        {"Báo cáo số 214-BC/TU, ngày 12/12/2015", "214-BC/TU@2015-12-12"},
        {"Báo cáo chính trị số 345-BC/TU", "345-BC/TU@?"},
        {"Thông báo số 305-TB/TW, ngày 15-02-2010 của Bộ Chính trị", "305-TB/TW@2010-02-15"},
        {"Thông báo kết luận số 96-TB/TU ngày 4/4/2013", "96-TB/TU@2013-04-04"},
        {"Thông báo ý kiến kết luận số 96-TB/HU", "96-TB/HU@?"},
        {"Kết luận số 62-KL/TW, ngày 08-12-2009", "62-KL/TW@2009-12-08"},
        {"Thông tri số 03-TT/TU ngày 11/11/2006", "03-TT/TU@2006-11-11"},
        {"Đề án số 06-ĐA/TU, ngày 20/6/2016", "06-ĐA/TU@2016-06-20"},
        {"Phương án số 02-PA/TU", "02-PA/TU@?"},
        {"Biên bản số 11-BB/HU ngày 2/3/2019", "11-BB/HU@2019-03-02"},
        {"Nghị quyết số 03-NQ/ĐU ngày 8/8/2020 của Đảng ủy xã", "03-NQ/ĐU@2020-08-08"},
        {"Nghị quyết số 15-NQ/ThU, ngày 19/5/2011 của Thị ủy", "15-NQ/ThU@2011-05-19"},
        {"Nghị quyết số 15-NQ/QU của Quận ủy", "15-NQ/QU@?"},
        {"Nghị quyết số 07-NQ/CB của Chi bộ", "07-NQ/CB@?"},
        {"Nghị quyết số 01-NQ/ĐH ngày 16/10/2015 của Đại hội đại biểu Đảng bộ tỉnh", "01-NQ/ĐH@2015-10-16"},
        {"Quyết định số 1325-QĐNS/TW ngày 3/9/2015", "1325-QĐNS/TW@2015-09-03"},
        {"Kế hoạch số 05-KH/BCSĐ, ngày 2/2/2016 của Ban cán sự đảng", "05-KH/BCSĐ@2016-02-02"},
        {"Chỉ thị số 08-CT/QUTW ngày 14/9/2012 của Quân ủy Trung ương", "08-CT/QUTW@2012-09-14"},
        {"Nghị quyết số 33-NQ/ĐUK ngày 5/5/2018", "33-NQ/ĐUK@2018-05-05"},
        {"Hướng dẫn số 04-HD/TWĐTN ngày 9/9/2014", "04-HD/TWĐTN@2014-09-09"},
        {"Quyết định số 19-QĐ/TVTU", "19-QĐ/TVTU@?"},
    };
    (void)state;
    check(forms, TC_LENGTH(forms));
}

static void state_papers_of_every_type_and_level(void **state)
{
    static const struct form forms[] = {
        {"Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ", "30/2020/NĐ-CP"},
        {"Nghị định 110/2004/NĐ-CP", "110/2004/NĐ-CP"},
        {"Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ", "76/NQ-CP@2021-07-15"},
        {"Nghị quyết số 30a/2008/NQ-CP ngày 27 tháng 12 năm 2008", "30a/2008/NQ-CP"},
        {"Quyết định số 181/2003/QĐ-TTg ngày 4/9/2003", "181/2003/QĐ-TTg"},
        {"Quyết định 749/QĐ-TTg ngày 03-6-2020", "749/QĐ-TTg@2020-06-03"},
        {"Chỉ thị số 17/CT-TTg ngày 5.4.2011", "17/CT-TTg@2011-04-05"},
        {"Công điện số 1063/CĐ-TTg ngày 31/7/2021", "1063/CĐ-TTg@2021-07-31"},
        {"Thông tư số 01/2011/TT-BNV ngày 19 tháng 01 năm 2011", "01/2011/TT-BNV"},
        {"Thông tư 12/2012/TT-BNV", "12/2012/TT-BNV"},
        {"Thông tư liên tịch số 55/2005/TTLT-BNV-VPCP ngày 06/5/2005", "55/2005/TTLT-BNV-VPCP"},
        {"Thông tư liên tịch số 39/2014/TTLT-BLĐTBXH-BTC-BYT", "39/2014/TTLT-BLĐTBXH-BTC-BYT"},
        {"Nghị quyết liên tịch số 09/2008/NQLT-CP-UBTƯMTTQVN", "09/2008/NQLT-CP-UBTƯMTTQVN"},
        {"Văn bản hợp nhất số 05/VBHN-BTC ngày 14/02/2020", "05/VBHN-BTC@2020-02-14"},
        {"Nghị quyết số 12/2018/NQ-HĐND ngày 10/7/2018 của Hội đồng nhân dân tỉnh", "12/2018/NQ-HĐND"},
        {"Nghị quyết số 45/NQ-HĐND ngày 9/12/2016", "45/NQ-HĐND@2016-12-09"},
        {"Nghị quyết số 12/2007/NQ-HĐND14", "12/2007/NQ-HĐND14"},
        {"Quyết định số 33/2010/QĐ-UBND ngày 18/10/2010", "33/2010/QĐ-UBND"},
        {"Quyết định số 1456/QĐ-UBND ngày 7 tháng 8 năm 2013", "1456/QĐ-UBND@2013-08-07"},
        {"Quyết định số 24/2004/QĐ-UB ngày 1/3/2004", "24/2004/QĐ-UB"},
        {"Kế hoạch số 2210/KH-UBND ngày 11/5/2018", "2210/KH-UBND@2018-05-11"},
        {"Báo cáo số 187/BC-UBND ngày 28/11/2014", "187/BC-UBND@2014-11-28"},
        {"Tờ trình số 5120/TTr-UBND ngày 15 tháng 11 năm 2013", "5120/TTr-UBND@2013-11-15"},
        {"Thông báo số 67/TB-VPCP ngày 9/3/2017", "67/TB-VPCP@2017-03-09"},
        {"Công văn số 3310/UBND-NC ngày 4/6/2009", "3310/UBND-NC@2009-06-04"},
        {"Kế hoạch liên tịch số 15/KHLT-BCA-BGDĐT", "15/KH-BCA-BGDĐT@?"},
        {"Công văn 879/BNV-CCHC ngày 3-3-2022 của Bộ Nội vụ", "879/BNV-CCHC@2022-03-03"},
        {"công văn số 5306/TCT-CS", "5306/TCT-CS@?"},
        {"Hướng dẫn số 1152/HD-SNV ngày 22/6/2015 của Sở Nội vụ", "1152/HD-SNV@2015-06-22"},
        {"Chương trình phối hợp số 15/CTPH-UBND-UBMTTQ", "15/CTr-UBND-UBMTTQ@?"},
        {"Luật số 58/2014/QH13", "58/2014/QH13"},
        {"Bộ luật Lao động số 45/2019/QH14 ngày 20/11/2019", "45/2019/QH14"},
        {"Nghị quyết số 35/2012/QH13 ngày 21/11/2012 của Quốc hội", "35/2012/QH13"},
        {"Nghị quyết số 1211/2016/UBTVQH13", "1211/2016/UBTVQH13"},
        {"Pháp lệnh số 34/2007/PL-UBTVQH11 ngày 20/4/2007", "34/2007/PL-UBTVQH11"},
        {"Pháp lệnh 34/2007/PL-UBTVQH11", "34/2007/PL-UBTVQH11"},
        {"Lệnh số 12/2013/L-CTN ngày 9/12/2013", "12/2013/L-CTN"},
        {"Quyết định số 08/2015/QĐ-KTNN", "08/2015/QĐ-KTNN"},
        {"Thông tư số 19/2013/TT-NHNN ngày 06/9/2013", "19/2013/TT-NHNN"},
        {"Nghị quyết số 02/2019/NQ-HĐTP ngày 11/01/2019", "02/2019/NQ-HĐTP"},
        {"Quyết định số 5868/QĐ-BNN-VP", "5868/QĐ-BNN-VP@?"},
        {"Quyết định số 71/2004/QĐ-BNV", "71/2004/QĐ-BNV"},
    };
    (void)state;
    check(forms, TC_LENGTH(forms));
}

static void dates_in_every_print(void **state)
{
    static const struct form forms[] = {
        {"Chỉ thị số 14-CT/TU ngày 5-3-2010", "14-CT/TU@2010-03-05"},
        {"Chỉ thị số 14-CT/TU ngày 5.3.2010", "14-CT/TU@2010-03-05"},
        {"Chỉ thị số 14-CT/TU, ngày 05/03/2010", "14-CT/TU@2010-03-05"},
        {"Chỉ thị số 14-CT/TU (ngày 5/3/2010)", "14-CT/TU@2010-03-05"},
        {"Chỉ thị số 14-CT/TU (05-3-2010)", "14-CT/TU@2010-03-05"},
        {"Chỉ thị số 14-CT/TU - ngày 5/3/2010", "14-CT/TU@2010-03-05"},
        {"Chỉ thị số 14-CT/TU ban hành ngày 5/3/2010", "14-CT/TU@2010-03-05"},
        {"Chỉ thị số 14-CT/TU ký ngày 5/3/2010", "14-CT/TU@2010-03-05"},
        {"Chỉ thị số 14-CT/TU đề ngày 5/3/2010", "14-CT/TU@2010-03-05"},
        {"Chỉ thị số 14-CT/TU ra ngày 5/3/2010", "14-CT/TU@2010-03-05"},
        {"Chỉ thị số 14-CT/TU ngày mồng 5 tháng 3 năm 2010", "14-CT/TU@2010-03-05"},
        {"Chỉ thị số 14-CT/TU ngày 5 tháng ba năm 2010", "14-CT/TU@2010-03-05"},
        {"Chỉ thị số 14-CT/TU ngày 5 tháng 3/2010", "14-CT/TU@2010-03-05"},
        {"Chỉ thị số 14-CT/TU tháng 8 năm 2019", "14-CT/TU@2019-08"},
        {"Chỉ thị số 14-CT/TU, tháng 8-2019", "14-CT/TU@2019-08"},
        {"Chỉ thị số 14-CT/TU năm 2019", "14-CT/TU@2019"},
        {"Chỉ thị số 14-CT/TU ngày 5/3", "14-CT/TU@?"},
        {"Chỉ thị số 14-CT/TU của Ban Thường vụ Tỉnh ủy ngày 5/3/2010", "14-CT/TU@2010-03-05"},
        {"Chỉ thị số 14-CT/TU của Tỉnh ủy, ngày 5/3/2010", "14-CT/TU@2010-03-05"},
        {"Chỉ thị số 14-CT/TU ngày 05 tháng 03 năm\n2010", "14-CT/TU@2010-03-05"},
        {"CHỈ THỊ SỐ 14-CT/TU NGÀY 05/3/2010 CỦA BAN THƯỜNG VỤ TỈNH ỦY", "14-CT/TU@2010-03-05"},
    };
    (void)state;
    check(forms, TC_LENGTH(forms));
}

static void noise_of_typing_scanning_and_layout(void **state)
{
    static const struct form forms[] = {
        {"Chỉ thị số 14 -CT/TU", "14-CT/TU@?"},
        {"Chỉ thị số 14- CT/TU", "14-CT/TU@?"},
        {"Chỉ thị số 14 – CT/TU", "14-CT/TU@?"},
        {"Chỉ thị số 14—CT/TU", "14-CT/TU@?"},
        {"Chỉ thị số 14-CT / TU", "14-CT/TU@?"},
        {"Chỉ thị số 14-CT/ TU", "14-CT/TU@?"},
        {"Chỉ thị số: 14-CT/TU", "14-CT/TU@?"},
        {"Chỉ thị số14-CT/TU", "14-CT/TU@?"},
        {"Chỉ thị Số 14-CT/TU", "14-CT/TU@?"},
        {"Chỉ thị sổ 14-CT/TU", "14-CT/TU@?"},
        {"Chỉ thị 14/CT/TU", "14-CT/TU@?"},
        {"Chỉ thị 14/CT-TU", "14-CT/TU@?"},
        {"Chỉ thị 14-CT-TU", "14-CT/TU@?"},
        {"Chỉ thị số 14-CT/Tu", "14-CT/TU@?"},
        {"Chỉ thị số 14-ct/tu", "14-CT/TU@?"},
        {"Quyết định số 12-QÐ/TU", "12-QĐ/TU@?"},
        {"Quyết định số 12-QD/TU", "12-QĐ/TU@?"},
        {"Nghị định số 30/2020/ND-CP", "30/2020/NĐ-CP"},
        {"Nghị định số 30/2020/NĐCP", "30/2020/NĐ-CP"},
        {"Nghị định số 30-2020/NĐ-CP", "30/2020/NĐ-CP"},
        {"Nghị định số 30/2020/NĐ/CP", "30/2020/NĐ-CP"},
        {"Nghị định số 30 /2020/NĐ-CP", "30/2020/NĐ-CP"},
        {"Nghị định số 30/ 2020/NĐ-CP", "30/2020/NĐ-CP"},
        {"Nghị định số 30/2020/ NĐ-CP", "30/2020/NĐ-CP"},
        {"Nghị định số 30/2020/NĐ -CP", "30/2020/NĐ-CP"},
        {"Nghị định số 30/2020/NĐ - CP", "30/2020/NĐ-CP"},
        {"Nghị định 30/2020", "30/2020/NĐ-CP"},
        {"Quyết định số 33/2010/QĐUBND", "33/2010/QĐ-UBND"},
        {"Quyết định số 33/2010/QĐ.UBND", "33/2010/QĐ-UBND"},
        {"Nghị quyết 12.NQ/TU", "12-NQ/TU@?"},
        {"Nghị quyết số 21-NQ/TƯ", "21-NQ/TW@?"},
        {"Nghị quyết số 21-NQ/T.Ư", "21-NQ/TW@?"},
        {"Nghị quyết số 21-NQ/TW.", "21-NQ/TW@?"},
        {"Nghị quyết số\n21-NQ/TW", "21-NQ/TW@?"},
        {"Nghị\nquyết số 21-NQ/TW", "21-NQ/TW@?"},
        {"nghi quyet so 21-NQ/TW cua Bo Chinh tri", "21-NQ/TW@?"},
        {"NQ 21-NQ/TW", "21-NQ/TW@?"},
        {"NQ số 21/NQ-TW", "21-NQ/TW@?"},
        {"QĐ số 33/2010/QĐ-UBND", "33/2010/QĐ-UBND"},
        {"“Nghị quyết số 21-NQ/TW”", "21-NQ/TW@?"},
        {"(Nghị quyết số 21-NQ/TW)", "21-NQ/TW@?"},
        {"Nghị quyết 21-NQ/TW/2019", "21-NQ/TW@?"},
        {"Chỉ thị\u00a0số\u00a014-CT/TU", "14-CT/TU@?"},
        {"Chỉ thị số 014-CT/TU", "014-CT/TU@?"},
    };
    (void)state;
    check(forms, TC_LENGTH(forms));
}

static void lists_joint_issuers_and_inherited_parts(void **state)
{
    static const struct form forms[] = {
        {"các Nghị quyết số 05-NQ/TU, 06-NQ/TU và 07-NQ/TU", "05-NQ/TU@? | 06-NQ/TU@? | 07-NQ/TU@?"},
        {"các nghị quyết số 05, 06, 07-NQ/TU", "05-NQ/TU@? | 06-NQ/TU@? | 07-NQ/TU@?"},
        {"Nghị quyết số 05 và 06-NQ/TU ngày 3/3/2012", "05-NQ/TU@2012-03-03 | 06-NQ/TU@2012-03-03"},
        {"Quyết định số 22/QĐ-UBND, 23/QĐ-UBND ngày 4/4/2014", "22/QĐ-UBND@2014-04-04 | 23/QĐ-UBND@2014-04-04"},
        {"Nghị định số 60/2003/NĐ-CP, Nghị định số 10/2002/NĐ-CP", "60/2003/NĐ-CP | 10/2002/NĐ-CP"},
        {"Nghị định số 60/2003/NĐ-CP và số 10/2002/NĐ-CP", "60/2003/NĐ-CP | 10/2002/NĐ-CP"},
        {"Chỉ thị số 10-CT/TU; Kết luận số 11-KL/TU; Thông báo số 12-TB/TU", "10-CT/TU@? | 11-KL/TU@? | 12-TB/TU@?"},
        {"Chỉ thị số 10-CT/TU ngày 1/2/2011 và Kế hoạch số 11-KH/TU ngày 3/4/2011",
         "10-CT/TU@2011-02-01 | 11-KH/TU@2011-04-03"},
        {"Nghị quyết số 12 của Tỉnh ủy", "12-NQ/TU@?"},
        {"Quyết định số 45 ngày 6/7/2015 của UBND tỉnh", "45/QĐ-UBND@2015-07-06"},
        {"Nghị định 84 của Chính phủ", "84/?/NĐ-CP"},
        {"Thông tư số 05 của Bộ Nội vụ", "05/?/TT-BNV"},
        {"Chỉ thị 19 của Thủ tướng Chính phủ", "19/CT-TTg@?"},
        {"Nghị quyết 30a của Chính phủ", "30a/NQ-CP@?"},
        {"Kết luận 05 của Ban Thường vụ Huyện ủy", "05-KL/HU@?"},
        {"Kế hoạch 33 của UBND tỉnh", "33/KH-UBND@?"},
        {"Đề án 03 của Tỉnh ủy", "03-ĐA/TU@?"},
        {"Nghị quyết 20, 21 khóa XII", "20-NQ/TW@? | 21-NQ/TW@?"},
    };
    (void)state;
    check(forms, TC_LENGTH(forms));
}

static void laws_codes_and_provisions(void **state)
{
    static const struct form forms[] = {
        {"Luật Đất đai năm 2024", "LUAT:đất đai@2024"},
        {"Luật Đất đai (2013)", "LUAT:đất đai@2013"},
        {"Luật Đất đai 2003", "LUAT:đất đai@2003"},
        {"Luật Đất đai ngày 26/11/2003", "LUAT:đất đai@2003"},
        {"Luật Đất đai số 45/2013/QH13 ngày 29/11/2013", "45/2013/QH13"},
        {"LUẬT ĐẤT ĐAI NĂM 2013", "LUAT:đất đai@2013"},
        {"Luật phòng, chống tham nhũng năm 2018", "LUAT:phòng, chống tham nhũng@2018"},
        {"Luật Phòng chống tham nhũng năm 2018", "LUAT:phòng, chống tham nhũng@2018"},
        {"Bộ luật Hình sự năm 2015", "BLHS@2015"},
        {"Bộ luật Hình sự năm 2015 (sửa đổi, bổ sung năm 2017)", "BLHS@2015"},
        {"BLHS năm 1999", "BLHS@1999"},
        {"Điều 189 BLHS", "BLHS@?#d189"},
        {"Bộ luật Dân sự 2005", "BLDS@2005"},
        {"Pháp lệnh Dân số năm 2003", "PHAP-LENH:dân số@2003"},
        {"Hiến pháp năm 1992", "HIEN-PHAP@1992"},
        {"Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013", "HIEN-PHAP@2013"},
        {"căn cứ Điều lệ Đảng", "DIEU-LE-DANG"},
        {"khoản 1 Điều 5 Luật Đất đai năm 2013", "LUAT:đất đai@2013#d5k1"},
        {"điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP", "30/2020/NĐ-CP#d5k2a"},
        {"điểm a, b khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP", "30/2020/NĐ-CP#d5k2a | 30/2020/NĐ-CP#d5k2b"},
        {"Điều 5, Điều 6 Quy định số 102-QĐ/TW", "102-QĐ/TW@?#d5 | 102-QĐ/TW@?#d6"},
        {"khoản 2, Điều 7, Quy định số 102-QĐ/TW", "102-QĐ/TW@?#d7k2"},
        {"Điều 7, khoản 2 của Quy định số 102-QĐ/TW", "102-QĐ/TW@?#d7k2"},
        {"Mục III Nghị quyết số 12-NQ/TU", "12-NQ/TU@?#mIII"},
        {"Mục II.3 Nghị quyết số 12-NQ/TU", "12-NQ/TU@?#mII.3"},
        {"Điểm 2 Mục III Nghị quyết số 12-NQ/TU", "12-NQ/TU@?#mIII.2"},
        {"Điều 17 Điều lệ Đảng", "DIEU-LE-DANG#d17"},
        {"khoản 3 Điều 11a Luật Cư trú năm 2006", "LUAT:cư trú@2006#d11ak3"},
    };
    (void)state;
    check(forms, TC_LENGTH(forms));
}

static void names_of_plenums_and_congresses(void **state)
{
    static const struct form forms[] = {
        {"Nghị quyết Trung ương 7 (khóa X)", "NQTW:7/X"},
        {"Nghị quyết Trung ương 7, khóa X", "NQTW:7/X"},
        {"Nghị quyết Trung ương bảy khóa X", "NQTW:7/X"},
        {"Nghị quyết TW 7 khoá X", "NQTW:7/X"},
        {"Nghị quyết TƯ7 (khóa X)", "NQTW:7/X"},
        {"NQTW 7 khóa X", "NQTW:7/X"},
        {"NQ TW7 khóa X", "NQTW:7/X"},
        {"Nghị quyết Hội nghị Trung ương 7 khóa 10", "NQTW:7/X"},
        {"Nghị quyết Hội nghị lần thứ bảy Ban Chấp hành Trung ương Đảng khóa X", "NQTW:7/X"},
        {"Nghị quyết Hội nghị lần thứ 7 BCH Trung ương Đảng (khóa X)", "NQTW:7/X"},
        {"Nghị quyết Hội nghị lần thứ VII Ban Chấp hành Trung ương khóa X", "NQTW:7/X"},
        {"Nghị quyết của Hội nghị Trung ương lần thứ bảy khóa X", "NQTW:7/X"},
        {"Nghị quyết Trung ương 6 (lần 2) khóa VIII", "NQTW:6(2)/VIII"},
        {"Nghị quyết Trung ương 5, 6 khóa XII", "NQTW:5/XII | NQTW:6/XII"},
        {"Nghị quyết Trung ương 4 khóa XI, XII", "NQTW:4/XI | NQTW:4/XII"},
        {"Kết luận Hội nghị Trung ương 5 khóa XIII", "NQTW:5/XIII"},
        {"Nghị quyết Đại hội XIII của Đảng", "NQDH:XIII"},
        {"Nghị quyết Đại hội đại biểu toàn quốc lần thứ XI của Đảng", "NQDH:XI"},
        {"Nghị quyết Đại hội Đảng lần thứ XII", "NQDH:XII"},
        {"Nghị quyết Đại hội Đảng toàn quốc lần thứ X", "NQDH:X"},
        {"Nghị quyết Đại hội Đảng bộ tỉnh Sơn Hà lần thứ XV", "NQDH:tinh-Sơn Hà/XV"},
        {"Nghị quyết Đại hội đại biểu Đảng bộ huyện Nam Triều lần thứ XX", "NQDH:huyen-Nam Triều/XX"},
        {"Nghị quyết Đại hội Công đoàn Việt Nam lần thứ XI", ""},
        {"Nghị quyết Đại hội đồng cổ đông năm 2018", ""},
    };
    (void)state;
    check(forms, TC_LENGTH(forms));
}

static void what_is_no_citation(void **state)
{
    static const struct form forms[] = {
        {"kế hoạch 5 năm 2016 - 2020", ""},
        {"kế hoạch năm 2021", ""},
        {"Chương trình 135", ""},
        {"chương trình 1.000 ngày", ""},
        {"nghị quyết chuyên đề của Tỉnh ủy", ""},
        {"các quyết định của UBND tỉnh", ""},
        {"báo cáo 6 tháng đầu năm 2019", ""},
        {"báo cáo quý III/2019", ""},
        {"công văn đến, công văn đi", ""},
        {"quyết định 3 vấn đề", ""},
        {"hướng dẫn 25 cơ sở", ""},
        {"tỷ lệ 12/24 đạt 50%", ""},
        {"điện thoại 0263.3822/123", ""},
        {"ngày 12/5/2019", ""},
        {"đường số 7, khu phố 5", ""},
        {"TCVN 5712:1993", ""},
        {"biển số 49A-12345", ""},
        {"xã hội hóa 20/NQ", ""},
        {"Điều 5 của Quy định này", ""},
        {"Nghị quyết này; Chỉ thị nói trên; văn bản số đã nêu", ""},
        {"thông báo số điện thoại 0123456789", ""},
        {"quy định 8 giờ một ngày", ""},
        {"luật sư, luật gia năm 2019", ""},
        {"phòng, chống tội phạm và vi phạm pháp luật năm 2019", ""},
    };
    (void)state;
    check(forms, TC_LENGTH(forms));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(party_papers_of_every_type_and_level),
        cmocka_unit_test(state_papers_of_every_type_and_level),
        cmocka_unit_test(dates_in_every_print),
        cmocka_unit_test(noise_of_typing_scanning_and_layout),
        cmocka_unit_test(lists_joint_issuers_and_inherited_parts),
        cmocka_unit_test(laws_codes_and_provisions),
        cmocka_unit_test(names_of_plenums_and_congresses),
        cmocka_unit_test(what_is_no_citation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
