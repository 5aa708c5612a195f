#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fifty more errors in eight other drafts, of other kinds than the first: only the year wrong, day and month swapped, one syllable of a
quotation changed, its order changed, words left out, words of another paper, titles off by a word, papers under the State rules."""

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(__file__))
import test_check_planted as first  # noqa: E402

Draft = first.Draft
DRAFTS = [
    Draft("vam-thuan/2018/KL-33.docx", [
        ("date-mismatch", "Các huyện ủy tổng kết [[Chỉ thị số 14-CT/TU, ngày 30/10/2013]] ở cơ sở."),
        ("date-mismatch", "Bến đò thu phí theo [[Nghị quyết số 29/2013/NQ-HĐND ngày 12 tháng 6 năm 2013]] của Hội đồng nhân dân tỉnh."),
        ("type-mismatch", "Ban Tuyên giáo Tỉnh ủy phổ biến [[Hướng dẫn số 14-CT/TU, ngày 30/10/2012]] đến chi bộ."),
        ("issuer-mismatch", "Tổng kết Chỉ thị số 14-CT/TU, ngày 30/10/2012 của [[Ủy ban Kiểm tra Tỉnh ủy]]."),
        ("quote-differs", "Chỉ thị số 14-CT/TU nêu: “[[Nghiêm cấm mọi hành động ép cấp, ép giá nông dân]]”."),
        ("quote-differs", "Chỉ thị số 14-CT/TU nêu: “[[Doanh nghiệp phải công bố giá sàn đầu vụ, thực hiện đúng hợp đồng đã ký, cung ứng giống xác nhận]]”."),
    ], dropped=["98/2018/NĐ-CP"]),
    Draft("vam-thuan/2015/845.signed.docx", [
        ("cites-the-future", "Phòng bệnh cho đàn cá theo [[Công văn số 2210/UBND-KT ngày 23/5/2019]] của Ủy ban nhân dân tỉnh."),
        ("not-in-archive", "Các huyện tiếp tục thực hiện [[Kế hoạch số 118/KH-UBND ngày 05/3/2014]] của Ủy ban nhân dân tỉnh."),
        ("date-mismatch", "Liên kết tiêu thụ theo [[Chỉ thị số 14-CT/TU ngày 30/10/2011]] của Ban Thường vụ Tỉnh ủy."),
        ("malformed", "Phí qua đò theo [[Nghị quyết số 29/2013/NQHĐND]]."),
        ("quote-not-found", "Nghị quyết số 29/2013/NQ-HĐND quy định: “[[Nghiêm cấm mọi hành vi ép cấp, ép giá nông dân]]”."),
        ("title-mismatch", "Thực hiện Nghị quyết số 29/2013/NQ-HĐND ngày 06 tháng 12 năm 2013 của Hội đồng nhân dân tỉnh về [[mức thu, quản lý và sử dụng lệ "
                           "phí qua đò trên địa bàn tỉnh]]."),
    ], dropped=["36/2014/NĐ-CP", "06-NQ/TU", "412/TTr", "1932/QĐ-UBND"]),
    # a State paper of 2025: its own rule of form, whatever it cites
    Draft("lam-trieu/2025/118_QD-UBND.docx", [
        ("form", "Các sở thực hiện [[Kết luận số 01-KL/TU]] của Tỉnh ủy về một số nhiệm vụ trọng tâm 6 tháng cuối năm 2025."),
        ("form", "Sở Nội vụ tham mưu sơ kết [[Kết luận số 01-KL/TU ngày 10/7/2025]]."),
        ("form", "Thực hiện [[Kết luận số 126-KL/TW ngày 14/02/2025]], các sở rà soát bộ máy."),
        ("cites-the-future", "Các sở rà soát văn bản theo [[Thông báo số 12-TB/TU ngày 03/10/2025]]."),
        ("superseded", "Sở Nông nghiệp tiếp tục thực hiện [[Nghị quyết số 09-NQ/TU ngày 05/8/2016]] ở vùng bãi triều."),
        ("superseded", "Hồ sơ lập theo [[Quyết định số 07/2022/QĐ-UBND ngày 04/3/2022]] của Ủy ban nhân dân tỉnh Đông Lâm."),
        ("malformed", "Kinh phí hỗ trợ theo [[Nghị quyết số 15/2021/NQ–HĐND ngày 10/12/2021]] ở các xã."),
        ("title-mismatch", "Thực hiện Nghị quyết số 21-NQ/TU ngày 14/5/2019 của Tỉnh ủy Hải Triều về [[phát triển du lịch cộng đồng vùng cao và làng nghề "
                           "truyền thống]]."),
    ], dropped=["202/2025/QH15", "96/TTr-SXD", "2077/QĐ-UBND"]),
    Draft("lam-trieu/2025/01-KL-TU.docx", [
        ("date-mismatch", "Các đảng ủy xã thực hiện [[Nghị quyết số 60-NQ/TW, ngày 12/5/2025]] về sắp xếp đơn vị hành chính."),
        ("date-mismatch", "Các đảng ủy sơ kết [[Kết luận số 126-KL/TW, ngày 24/02/2025]] trong quý III."),
        ("type-mismatch", "Văn phòng Tỉnh ủy đôn đốc thực hiện [[Quyết định số 126-KL/TW, ngày 14/02/2025]] ở cơ sở."),
        ("issuer-mismatch", "Quán triệt Kết luận số 127-KL/TW, ngày 28/02/2025 của [[Thủ tướng Chính phủ]]."),
        ("cites-the-future", "Biểu dương cách làm theo [[Kế hoạch số 09-KH/ĐU, ngày 28/8/2025]] của Đảng ủy xã Khê Thượng."),
        ("not-in-archive", "Tỉnh ủy làm việc theo [[Quy chế số 05-QC/TU, ngày 02/7/2025]] của Ban Chấp hành."),
        ("ambiguous", "Các đảng ủy xã tiếp tục thực hiện [[Nghị quyết số 05-NQ/TU]] của Tỉnh ủy."),
    ], dropped=["202/2025/QH15"]),
    Draft("vam-thuan/2021/De an 04.odt", [
        ("date-mismatch", "Đảng ủy Khối quán triệt [[Kết luận số 33-KL/TU, ngày 07/10/2018]] về cánh đồng lớn."),
        ("type-mismatch", "Hội Nông dân tỉnh góp ý cho [[Báo cáo số 33-KL/TU, ngày 10/7/2018]] trước hội nghị."),
        ("malformed", "Sơ kết [[Kết luận số 33-KL-TU]] trong năm 2021."),
        ("quote-not-found", "Kết luận số 33-KL/TU nêu: “[[mỗi ấp phải có một sân phơi chung và một đội máy gặt do thanh niên "
                            "quản lý]]”."),
        ("quote-differs", "Kết luận số 33-KL/TU, ngày 10/7/2018 nêu: “[[Lợi nhuận cao hơn ngoài mô hình 2,4 triệu đồng/ha/vụ]]”."),
    ], dropped=["33-CT/TW", "12-HD/BTCTW"]),
    Draft("hai-trieu/2019/nq-21-kinh-te-bien.docx", [
        ("superseded", "Các xã ven biển vẫn thực hiện [[Nghị quyết số 09-NQ/TU, ngày 05/8/2016]] về nuôi trồng thủy sản."),
        ("date-mismatch", "Biên phòng tỉnh tổng kết [[Chỉ thị số 22-CT/TU, ngày 07/4/2011]] trước mùa bão."),
        ("title-mismatch", "Thực hiện Chỉ thị số 22-CT/TU, ngày 07/4/2010 của Ban Thường vụ Tỉnh ủy về [[tăng cường lãnh đạo công tác phòng, chống dịch bệnh, "
                           "giảm nhẹ thiên tai và bảo đảm an toàn cho tàu cá]]."),
        ("issuer-mismatch", "Kế thừa Kết luận số 44-KL/TU, ngày 17/11/2008 của [[Hội đồng nhân dân tỉnh]]."),
        ("quote-not-found", "Kết luận số 44-KL/TU nêu: “[[mỗi tổ có ít nhất một máy thông tin tầm xa]]”."),
        ("quote-differs", "Chỉ thị số 22-CT/TU nêu: “[[chỉ huy tại chỗ, lực lượng tại chỗ, phương tiện tại chỗ, hậu cần tại chỗ]]”."),
    ], dropped=["45/CT-TTg"]),
    Draft("dong-lam/2022/KH 54 chuyển đổi số.odt", [
        ("malformed", "Cán bộ thực hiện [[Quy định số 412-QĐ / TU]] nơi công sở."),
        ("type-mismatch", "Đảng viên nêu gương theo [[Quyết định số 412-QĐ/TU, ngày 28/12/2018]] khi làm việc trên mạng."),
        ("date-mismatch", "Đảng viên nêu gương theo [[Quy định số 412-QĐ/TU, ngày 28/12/2008]] khi họp."),
        ("quote-differs", "Chỉ thị số 11-CT/TU, ngày 18/4/2017 nêu: “[[Dừng khai thác gỗ rừng; không chuyển mục đích sử dụng rừng tự nhiên]]”."),
        ("not-in-archive", "Sở Nội vụ tổng hợp việc thực hiện [[Kết luận số 91-KL/TU, ngày 03/9/2021]] của Ban Thường vụ."),
        ("ambiguous", "Số hóa hồ sơ cán bộ theo [[Nghị quyết số 05-NQ/TU]] của Tỉnh ủy."),
        ("cites-the-future", "Chuẩn bị nội dung cho [[Kết luận số 72-KL/TU]] của Ban Thường vụ Tỉnh ủy."),
    ], dropped=["749/QĐ-TTg"]),
    Draft("hai-trieu/2021/KH19-BTGTU.odt", [
        ("date-mismatch", "Tuyên truyền gương học tập theo [[Chỉ thị số 05-CT/TW, ngày 15/5/2017]] của Bộ Chính trị."),
        ("type-mismatch", "Báo Hải Triều tuyên truyền [[Nghị quyết số 01-KL/TW, ngày 18/5/2021]] mỗi tuần."),
        ("issuer-mismatch", "Quán triệt Kết luận số 01-KL/TW, ngày 18/5/2021 của [[Chính phủ]]."),
        ("quote-differs", "Chỉ thị số 22-CT/TU, ngày 07/4/2010 nêu: “[[mỗi tổ có ít nhất một máy thông tin tầm xa và hai áo phao]]”."),
        ("superseded", "Biên soạn phần kinh tế biển theo [[Nghị quyết số 03-NQ/TU, ngày 16/5/2006]] của Tỉnh ủy."),
    ], dropped=["20-CT/TW"]),
]


class More(first.Planted):
    drafts = DRAFTS


if __name__ == "__main__":
    unittest.main()
