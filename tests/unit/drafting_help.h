// SPDX-License-Identifier: GPL-3.0-or-later
// A small archive of two invented provinces over three terms, for resolving, citing, checking and precedents.
#ifndef TC_DRAFTING_HELP_H
#define TC_DRAFTING_HELP_H

#include "search_help.h"

#include <jansson.h>

#define HELP_PARTY(body, number, place, date, type, rest)                                                              \
    body "\n*\nSố " number "\nĐẢNG CỘNG SẢN VIỆT NAM\n" place ", ngày " date "\n\n" type "\n" rest "\n"
#define HELP_SIGNED "\nNơi nhận:\n- Các huyện ủy,\n- Lưu Văn phòng Tỉnh ủy.\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nĐỗ Văn Mẫn"

static const struct help_text help_texts[] = {
    {"kho/vt-nq08-2011.txt",
     HELP_PARTY("TỈNH ỦY VÂN TRÌ", "08-NQ/TU", "Vân Trì", "12 tháng 9 năm 2011", "NGHỊ QUYẾT",
                "về phát triển nghề trồng dâu nuôi tằm giai đoạn 2011 - 2015\n\n"
                "1. Phấn đấu đến năm 2015 toàn tỉnh có hai nghìn héc ta dâu, mỗi huyện có một cơ sở ươm tơ.\n"
                "2. Khuyến khích hộ gia đình góp đất trồng dâu, liên kết với cơ sở dệt để tiêu thụ kén." HELP_SIGNED)},
    {"kho/vt-nq08-2016.txt",
     HELP_PARTY("TỈNH ỦY VÂN TRÌ", "08-NQ/TU", "Vân Trì", "20 tháng 10 năm 2016", "NGHỊ QUYẾT",
                "về cải cách hành chính trong các cơ quan của tỉnh\n\n"
                "Tỉnh ủy yêu cầu rút ngắn một phần ba thời gian giải quyết thủ tục." HELP_SIGNED)},
    {"kho/ks-nq08-2011.txt", HELP_PARTY("TỈNH ỦY KIM SA", "08-NQ/TU", "Kim Sa", "05 tháng 8 năm 2011", "NGHỊ QUYẾT",
                                        "về bảo vệ rừng ngập mặn ven biển\n\n"
                                        "Giữ nguyên diện tích rừng ngập mặn, trồng thêm ba trăm héc ta." HELP_SIGNED)},
    {"kho/vt-kl17-2013.txt",
     HELP_PARTY("TỈNH ỦY VÂN TRÌ", "17-KL/TU", "Vân Trì", "05 tháng 3 năm 2013", "KẾT LUẬN",
                "về sơ kết việc thực hiện Nghị quyết số 08-NQ/TU\n\n"
                "- Căn cứ Nghị quyết số 08-NQ/TU, ngày 12/9/2011 của Tỉnh ủy về phát triển nghề trồng dâu nuôi tằm;\n\n"
                "1. Khuyến khích hộ gia đình góp đất trồng dâu, liên kết chặt chẽ với cơ sở dệt để tiêu thụ kén.\n"
                "2. Thay thế Chỉ thị số 09-CT/TU, ngày 04/5/2012 của Ban Thường vụ Tỉnh ủy." HELP_SIGNED)},
    {"kho/vt-ct09-2012.txt",
     HELP_PARTY("TỈNH ỦY VÂN TRÌ", "09-CT/TU", "Vân Trì", "04 tháng 5 năm 2012", "CHỈ THỊ",
                "về phòng, chống dịch bệnh trên tằm\n\n"
                "Thực hiện Nghị quyết số 08-NQ/TU, các huyện ủy kiểm tra giống tằm trước mỗi vụ." HELP_SIGNED)},
};

static inline int help_drafting_open(void **state)
{
    (void)state;
    return help_open(help_texts, TC_LENGTH(help_texts));
}

static inline json_t *help_json(char *text)
{
    json_t *root = json_loads(text, 0, NULL);
    free(text);
    assert_non_null(root);
    return root;
}

static inline const char *help_string(const json_t *object, const char *name)
{
    const char *value = json_string_value(json_object_get(object, name));
    return value ? value : "(null)";
}

#endif
