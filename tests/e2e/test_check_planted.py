#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ten drafts made from the sample: clean they have no findings; with fifty errors planted, just these are found."""

import collections
import os
import pathlib
import sys
import unittest

sys.path.insert(0, os.path.dirname(__file__))
import tracuu_help  # noqa: E402
from tracuu_help import tracuu  # noqa: E402

SAMPLE = pathlib.Path(os.environ.get("TC_SOURCE_DIR", ".")) / "corpus" / "sample"
CODES = ("date-mismatch type-mismatch issuer-mismatch title-mismatch not-in-archive ambiguous malformed superseded cites-the-future "
         "quote-differs quote-not-found form").split()


class Draft:
    """A sample document as a draft. dropped: paragraphs with these words go (they cite what the archive lacks); changed: words put for
    others; planted: code and a paragraph to put in, with [[ ]] around the place of the finding."""

    def __init__(self, name, planted, dropped=(), changed=()):
        self.name, self.planted, self.dropped, self.changed = name, planted, dropped, changed

    def clean(self):
        text = tracuu("dump", "--stage=text", SAMPLE / self.name).stdout
        for before, after in self.changed:
            assert before in text, (self.name, before)
            text = text.replace(before, after)
        for words in self.dropped:
            assert words in text, (self.name, words)
        return [line for line in text.split("\n") if not any(words in line for words in self.dropped)]

    def with_errors(self):
        """The text, and for each error its code and the bytes of its place."""
        lines, places = self.clean(), []
        at = next(i for i, line in enumerate(lines) if line.startswith("Nơi nhận"))
        head, tail = "\n".join(lines[:at]) + "\n", "\n".join(lines[at:])
        for code, paragraph in self.planted:
            before, rest = paragraph.split("[[")
            place, after = rest.split("]]")
            start = len((head + before).encode())
            places.append((code, start, start + len(place.encode())))
            head += before + place + after + "\n"
        return head + tail, places


DRAFTS = [
    # written under the rules of 2026: in full the first time, short afterwards
    Draft("dong-lam/2023/KL72.docx", [
        ("form", "Các cấp ủy tiếp tục rà soát việc thực hiện [[Quy định số 412-QĐ/TU]] về nêu gương."),
        ("form", "Văn phòng Tỉnh ủy đôn đốc thực hiện [[Kế hoạch số 54-KH/TU, ngày 20/01/2022]] đến hết năm."),
        ("form", "Ban Tổ chức Tỉnh ủy tham mưu tổng kết [[Đề án 03-ĐA/TU]] trong quý IV."),
        ("form", "Đảng viên thực hiện [[Quy định số 412-QĐ/TU, ngày 28/12/2018]] nơi cư trú."),
        ("date-mismatch", "Ban Tổ chức Tỉnh ủy bổ sung [[Hướng dẫn số 07-HD/BTCTU, ngày 26/02/2019]] về nêu gương."),
    ], changed=[("ngày 15 tháng 9 năm 2023", "ngày 15 tháng 6 năm 2026"),
                ("Kế hoạch số 54-KH/TU, ngày 20/01/2022, Ban", "Kế hoạch số 54-KH/TU, ngày 20/01/2022 của Ban Thường vụ Tỉnh ủy về đẩy mạnh chuyển "
                 "đổi số trong các cơ quan đảng, Ban")]),
    Draft("dong-lam/2011/Chương trình hành động 08-CTr-TU.odt", [
        ("date-mismatch", "Quán triệt [[Nghị quyết số 05-NQ/TU, ngày 25/5/2011]] trong toàn Đảng bộ."),
        ("cites-the-future", "Thực hiện [[Kết luận số 19-KL/TU, ngày 28/8/2013]] của Ban Thường vụ Tỉnh ủy."),
        ("issuer-mismatch", "Triển khai Nghị quyết số 05-NQ/TU, ngày 20/5/2011 của [[Ủy ban nhân dân tỉnh]]."),
        ("malformed", "Sơ kết [[Nghị quyết số 05-NQ/ TU]] trong quý III."),
        ("type-mismatch", "Các huyện ủy học tập [[Chỉ thị số 05-NQ/TU, ngày 20/5/2011]] trong tháng 9."),
    ]),
    Draft("dong-lam/2013/dl-kl19-2013.txt", [
        ("quote-differs", "Nghị quyết số 05-NQ/TU, ngày 20/5/2011 nêu rõ: “[[có ít nhất 35 xã (20%) đạt chuẩn nông thôn mới; không còn xã dưới "
                          "5 tiêu chí; thu nhập bình quân đầu người khu vực nông thôn gấp 1,8 lần so với năm 2010]]”."),
        ("quote-not-found", "Nghị quyết số 05-NQ/TU, ngày 20/5/2011 nêu rõ: “[[mọi con đường liên thôn phải trồng hoa và lắp đèn năng lượng mặt "
                            "trời trước mùa mưa]]”."),
        ("title-mismatch", "Tiếp tục thực hiện Nghị quyết số 05-NQ/TU, ngày 20/5/2011 của Tỉnh ủy về [[xây dựng đô thị mới giai đoạn 2011 - "
                           "2015, định hướng đến năm 2020]]."),
        ("type-mismatch", "Biểu dương các đơn vị đã góp ý cho [[Kế hoạch số 112-BC/TU, ngày 06/8/2013]]."),
        ("not-in-archive", "Ban Tuyên giáo Tỉnh ủy tổng kết [[Chương trình số 33-CTr/TU, ngày 05/3/2012]]."),
    ]),
    Draft("hai-trieu/2009/TB-126.txt", [
        ("quote-differs", "Kết luận số 44-KL/TU nêu: “[[Tập trung ngăn chặn suy giảm kinh tế, duy trì tăng trưởng 11 - 12,5%; bảo đảm an sinh xã "
                          "hội]]”."),
        ("quote-not-found", "Kết luận số 44-KL/TU nêu: “[[phát triển kinh tế biển toàn diện, có trọng tâm, trọng điểm; kết hợp chặt chẽ giữa kinh "
                            "tế với quốc phòng, an ninh]]”."),
        ("date-mismatch", "Huyện ủy thực hiện [[Nghị quyết số 03-NQ/TU, ngày 16/6/2006]] của Ban Chấp hành Đảng bộ tỉnh."),
        ("cites-the-future", "Các xã ven biển thực hiện [[Chỉ thị số 22-CT/TU, ngày 07/4/2010]] trước mùa bão."),
        ("issuer-mismatch", "Rà soát việc thực hiện Nghị quyết số 03-NQ/TU, ngày 16/5/2006 của [[Hội đồng nhân dân tỉnh]]."),
    ]),
    Draft("hai-trieu/2017/QĐ 1502.docx", [
        ("superseded", "Ban Chỉ đạo rà soát việc thực hiện [[Nghị quyết số 09-NQ/TU, ngày 05/8/2016]] về thủy sản."),
        ("date-mismatch", "Ban Chỉ đạo căn cứ [[Nghị quyết số 14-NQ/TU, ngày 28/11/2016]] để phân công thành viên."),
        ("type-mismatch", "Ban Chỉ đạo kế thừa [[Quyết định số 22-CT/TU, ngày 07/4/2010]] về phòng, chống lụt, bão."),
        ("cites-the-future", "Ban Chỉ đạo chuẩn bị nội dung thực hiện [[Nghị quyết số 21-NQ/TU, ngày 14/5/2019]] về kinh tế biển."),
    ]),
    Draft("dong-lam/2020/NQ Dai hoi XVII.odt", [
        ("ambiguous", "Các huyện ủy tiếp tục thực hiện [[Nghị quyết số 05-NQ/TU]] của Tỉnh ủy."),
        ("quote-differs", "Quy định số 412-QĐ/TU, ngày 28/12/2018 nêu: “[[mỗi tháng dành ít nhất một ngày tiếp xúc, đối thoại với nhân dân nơi "
                          "mình phụ trách]]”."),
        ("title-mismatch", "Đại hội biểu dương kết quả thực hiện Chỉ thị số 11-CT/TU, ngày 18/4/2017 của Ban Thường vụ Tỉnh ủy về “[[tăng cường sự "
                           "lãnh đạo của Đảng đối với công tác quản lý đất đai]]”."),
        ("malformed", "Giao Ban Tổ chức Tỉnh ủy tổng kết [[Đề án số 03–ĐA/TU, ngày 22/3/2017]] về cán bộ nguồn."),
    ]),
    Draft("dong-lam/2023/QD12_2023_UBND.docx", [
        ("type-mismatch", "Kinh phí thực hiện theo [[Quyết định số 15/2021/NQ-HĐND]] của tỉnh."),
        ("issuer-mismatch", "Mức hỗ trợ theo Nghị quyết số 15/2021/NQ-HĐND của [[Ủy ban nhân dân tỉnh]]."),
        ("date-mismatch", "Hồ sơ theo mẫu kèm theo [[Nghị quyết số 15/2021/NQ-HĐND ngày 12 tháng 10 năm 2021]]."),
        ("not-in-archive", "Việc thanh toán theo [[Quyết định số 41/2022/QĐ-UBND ngày 05 tháng 12 năm 2022]] của Ủy ban nhân dân tỉnh ban hành Quy "
                           "trình thanh toán."),
        ("ambiguous", "Các xã điểm được ưu tiên theo [[Nghị quyết số 05-NQ/TU]] của Tỉnh ủy."),
        ("malformed", "Trình tự nộp hồ sơ theo [[Quyết định số 07/2022/QD-UBND]] của Ủy ban nhân dân tỉnh."),
        ("quote-not-found", "Nghị quyết số 15/2021/NQ-HĐND quy định: “[[mỗi hộ trồng quế được hỗ trợ một con bò giống và hai năm tiền lãi vay ngân "
                            "hàng]]”."),
    ], changed=[("ngày 10 tháng 12 năm 2021 của Hội đồng nhân dân tỉnh;", "ngày 10 tháng 12 năm 2021 của Hội đồng nhân dân tỉnh quy định chính sách "
                 "hỗ trợ phát triển dược liệu dưới tán rừng trên địa bàn tỉnh;")]),
    Draft("dong-lam/2019/HD 07 BTCTU.docx", [
        ("superseded", "Các đơn vị tiếp tục thực hiện [[Nghị quyết số 05-NQ/TU, ngày 20/5/2011]] ở cơ sở."),
        ("quote-differs", "Quy định số 412-QĐ/TU nêu: “[[Tuyệt đối trung thành với lợi ích của tập thể, Tổ quốc và nhân dân; nói và làm theo nghị "
                          "quyết; nói đi đôi với làm]]”."),
        ("cites-the-future", "Ban Tổ chức Tỉnh ủy chuẩn bị thực hiện [[Công văn số 356-CV/TU, ngày 08/7/2019]] của Tỉnh ủy."),
        ("date-mismatch", "Rừng là nội dung nêu gương theo [[Chỉ thị số 11-CT/TU, ngày 28/4/2017]] của Tỉnh ủy."),
    ], dropped=["16-HD/BTCTW"]),
    Draft("hai-trieu/2016/NQ09-2016.docx", [
        ("title-mismatch", "Tiếp tục thực hiện Chỉ thị số 22-CT/TU, ngày 07/4/2010 của Ban Thường vụ Tỉnh ủy về [[tăng cường lãnh đạo công tác phòng, "
                           "chống cháy rừng, giảm nhẹ thiên tai và bảo đảm an toàn cho tàu cá]]."),
        ("issuer-mismatch", "Thực hiện Kết luận số 44-KL/TU, ngày 17/11/2008 của [[Huyện ủy Nam Triều]]."),
        ("cites-the-future", "Bổ sung chỉ tiêu của [[Nghị quyết số 14-NQ/TU, ngày 28/10/2016]] về nuôi tôm."),
        ("malformed", "Tổng kết [[Nghị quyết số 03-NQ-TU, ngày 16/5/2006]] về kinh tế biển."),
        ("quote-not-found", "Kết luận số 44-KL/TU, ngày 17/11/2008 nêu: “[[mỗi xã ven biển phải có một trạm quan trắc và một đội cứu hộ trực suốt "
                            "ngày đêm]]”."),
    ], dropped=["67/2014/NĐ-CP"]),
    Draft("dong-lam/2016/dl-nq05-2016.docx", [
        ("superseded", "Các huyện ủy tiếp tục thực hiện [[Nghị quyết số 05-NQ/TU, ngày 20/5/2011]] ở các xã còn lại."),
        ("superseded", "[[Nghị quyết số 05-NQ/TU, ngày 20/5/2011]] nêu: “đến năm 2015 không còn chi bộ sinh hoạt ghép”."),
        ("not-in-archive", "Rà soát quy hoạch theo [[Hướng dẫn số 18-HD/BTCTU, ngày 09/9/2014]] của Ban Tổ chức Tỉnh ủy."),
        ("quote-differs", "Báo cáo số 77-BC/HU, ngày 04/7/2014 nêu: “[[Còn 5 hộ đang dựng nhà, dự kiến chuyển xong trước ngày 30/9/2014]]”."),
        ("malformed", "Cán bộ luân chuyển thực hiện [[Báo cáo số 112–BC/TU, ngày 06/8/2013]] về nông thôn mới."),
        ("type-mismatch", "Các đơn vị góp ý cho [[Thông báo số 112-BC/TU]] trước hội nghị."),
    ], dropped=["42-NQ/TW", "101-QĐ/TW", "11-NQ/TW", "108/2014/NĐ-CP", "07-NQ/TU"]),
]


class Planted(unittest.TestCase):
    maxDiff = None
    drafts = DRAFTS

    @classmethod
    def setUpClass(cls):
        cls.holder = tracuu_help.tempfile.TemporaryDirectory(prefix="tracuu-test-")
        cls.folder = pathlib.Path(cls.holder.name)
        made = tracuu("--archive", cls.folder / "archive", "index", SAMPLE)
        assert made.returncode == 0, made.stderr + made.stdout

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def check(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        done = tracuu("--archive", self.folder / "archive", "check", path, "--format=json")
        return done.returncode, tracuu_help.json.loads(done.stdout)["findings"]

    def test_clean_drafts_have_no_findings_and_exit_0(self):
        self.assertGreaterEqual(len(self.drafts), 8)
        for i, draft in enumerate(self.drafts):
            with self.subTest(draft.name):
                status, findings = self.check(f"clean-{i}.txt", "\n".join(draft.clean()))
                self.assertEqual([(f["code"], f["text"], f["message"]) for f in findings], [])
                self.assertEqual(status, 0)

    def test_every_planted_error_is_found_and_nothing_else(self):
        planted = [code for draft in self.drafts for code, _ in draft.planted]
        self.assertEqual((len(planted), set(planted)), (50, set(CODES)))
        for i, draft in enumerate(self.drafts):
            text, places = draft.with_errors()
            status, findings = self.check(f"planted-{i}.txt", text)
            with self.subTest(draft.name):
                self.assertEqual(status, 1)
                said = [(f["code"], f["text"]) for f in findings]
                expected = [(code, text.encode()[start:end].decode()) for code, start, end in places]
                missed, too_many = collections.Counter(expected), collections.Counter(said)
                self.assertEqual((list((missed - too_many).elements()), list((too_many - missed).elements())), ([], []))
                for code, start, end in places:
                    self.assertTrue(any(f["code"] == code and (f["start"], f["end"]) == (start, end) for f in findings), (code, start))
                for f in findings:
                    before = text.encode()[:f["start"]].decode()
                    self.assertEqual((f["line"], f["column"]), (before.count("\n") + 1, len(before) - before.rfind("\n")))


if __name__ == "__main__":
    unittest.main()
