// SPDX-License-Identifier: GPL-3.0-or-later
// The query language on one page: a table, each row an example that can be followed.
#include "web.h"

#include "escape.h"

#include <string.h>

static const struct {
    const char *q, *vi, *en;
} rows[] = {
    {"xây dựng Đảng", "Văn bản có các từ này; văn bản thiếu từ đứng sau.",
     "Documents with these words; those that lack some come after."},
    {"xay dung dang", "Gõ không dấu: khớp mọi dấu.", "Without diacritics: any diacritics fit."},
    {"\"kết luận hội nghị\"", "Đúng cụm từ.", "A phrase."},
    {"kiểm tra NEAR/5 giám sát", "Hai từ cách nhau không quá 5 từ.", "Two words within 5 of one another."},
    {"hội nghị OR đại hội", "Một trong hai (OR viết hoa).", "Either (OR in capitals)."},
    {"cán bộ -luân", "Không có từ này.", "Without this word."},
    {"cán bộ +luân chuyển", "Bắt buộc có từ này.", "This word is demanded."},
    {"dân*", "Mọi âm tiết bắt đầu như vậy.", "Any syllable that begins so."},
    {"44-KL/TU",
     "Số ký hiệu, viết cách nào cũng được: KL 44, số 44 KL TU. Văn bản đó đứng đầu, rồi các văn bản dẫn nó.",
     "A number in any spelling: KL 44, số 44 KL TU. The document first, then those that cite it."},
    {"loai:kết luận", "Loại văn bản, hoặc ký hiệu của loại (loai:KL).", "Type of document, or its code (loai:KL)."},
    {"coquan:tỉnh ủy", "Cơ quan ban hành.", "Issuer."},
    {"tinh:\"Quảng Trị\"", "Địa phương, kể cả đơn vị tiền thân.", "Place, with its predecessors."},
    {"nam:2015..2020", "Năm, hoặc khoảng năm.", "Year, or span of years."},
    {"tu:01/01/2019 den:31/12/2019", "Ngày ban hành.", "Date."},
    {"nguoiky:\"Nguyễn Văn A\"", "Người ký.", "Signer."},
    {"nhiemky:2015-2020", "Nhiệm kỳ.", "Term."},
    {"trichdan:35-CT/TW", "Văn bản có dẫn văn bản này.", "Documents that cite this one."},
    {"tieude:\"quy hoạch\"", "Từ trong trích yếu.", "Words of the title."},
    {"hieuluc:hết", "Hiệu lực, theo các văn bản có trong kho: còn, hết, sửa đổi, thay thế, bãi bỏ.",
     "Validity, as far as the archive knows: còn (in force), hết (ended), sửa đổi (amended), thay thế (replaced), bãi "
     "bỏ "
     "(repealed)."},
};

void tc_page_help(struct tc_page *page)
{
    struct tc_out *out = page->out;
    const char *title = TC_T(page->lang, "Cách tìm", "How to search");
    tc_page_begin(page, title);
    tc_buf_printf(&out->buf, "<div class=\"prose\">\n<h1>%s</h1>\n<p>%s</p>\n<table class=\"help\">\n<tbody>\n", title,
                  TC_T(page->lang,
                       "Gõ có dấu hay không dấu, hòa hay hoà, chữ hoa hay chữ thường đều được. Bấm vào ví dụ để thử.",
                       "With or without diacritics, hòa or hoà, in any case. Follow an example to try it."));
    for (size_t i = 0; i < TC_LENGTH(rows); i++) {
        tc_auto_buf struct tc_buf query = {0};
        tc_buf_str(&query, "q=");
        tc_esc_urlarg(rows[i].q, strlen(rows[i].q), &query);
        tc_buf_str(&out->buf, "<tr><th scope=\"row\"><a");
        tc_html_href(out, "/", query.data);
        tc_buf_str(&out->buf, "><code>");
        tc_html_text(out, rows[i].q);
        tc_buf_str(&out->buf, "</code></a></th><td>");
        tc_html_text(out, TC_T(page->lang, rows[i].vi, rows[i].en));
        tc_buf_str(&out->buf, "</td></tr>\n");
    }
    tc_buf_str(&out->buf, "</tbody></table>\n</div>\n");
    tc_page_end(page);
}
