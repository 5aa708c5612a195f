#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One document, one sheet and one set of slides, made by LibreOffice in all their formats, give the same text."""

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile

NS = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}"' for p, n in (
    ("office", "office:1.0"), ("style", "style:1.0"), ("text", "text:1.0"), ("table", "table:1.0"), ("draw", "drawing:1.0"),
    ("fo", "xsl-fo-compatible:1.0"), ("svg", "svg-compatible:1.0"), ("presentation", "presentation:1.0")))

STYLES = """<office:automatic-styles>
<style:style style:name="C" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:text-indent="1cm"/></style:style>
<style:style style:name="Box" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1">
<style:list-level-properties text:space-before="1cm" text:min-label-width="0.6cm"/></text:list-level-style-number></text:list-style>
</office:automatic-styles>"""


def p(text, style="P"):
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def table(rows, style=None):
    name = f' table:style-name="{style}"' if style else ""
    cells = "".join("<table:table-row>" + "".join(f'<table:table-cell{name} office:value-type="string">{c}</table:table-cell>' for c in row) +
                    "</table:table-row>" for row in rows)
    return f'<table:table><table:table-column table:number-columns-repeated="{len(rows[0])}"/>{cells}</table:table>'


WORDS = ["Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy, tổ chức đảng quán triệt và thực hiện nghiêm Kết luận này, gắn với việc học tập, "
         "làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh; kịp thời phát hiện, uốn nắn những lệch lạc trong nhận thức.",
         "Giao Ban Tuyên giáo phối hợp với Sở Giáo dục và Đào tạo, Sở Y tế, Sở Nông nghiệp và Phát triển nông thôn hướng dẫn việc thực "
         "hiện; định kỳ sáu tháng một lần báo cáo kết quả với Thường trực Tỉnh ủy để theo dõi, chỉ đạo."]
LETTER = "".join((
    table([[p("TỈNH ỦY QUẢNG LỘC", "C") + p("*", "C") + p("Số 71-KL/TU", "C"),
            p("ĐẢNG CỘNG SẢN VIỆT NAM", "C") + p("Lộc Thành, ngày 09 tháng 6 năm 2014", "C")]]),
    p("KẾT LUẬN", "C"), p("về nâng cao chất lượng sinh hoạt chi bộ", "C"),
    '<text:h text:outline-level="1">I- MỤC TIÊU</text:h>', p(WORDS[0]), p(WORDS[1]),
    f'<text:list text:style-name="L"><text:list-item>{p("Cấp ủy cơ sở xây dựng kế hoạch.")}</text:list-item>'
    f'<text:list-item>{p("Chi bộ họp thường kỳ mỗi tháng một lần.")}</text:list-item></text:list>',
    table([[p("Năm"), p("Chi bộ"), p("Đảng viên")], [p("2012"), p("1.204"), p("35.871")], [p("2013"), p("1.219"), p("36.402")]], "Box"),
    p(WORDS[0]),
    table([[p("Nơi nhận:", "P") + p("- Các huyện ủy;", "P") + p("- Lưu.", "P"), p("T/M BAN THƯỜNG VỤ", "C") + p("Trần Thị Bưởi", "C")]])))


def flat(kind, body, styles=STYLES):
    mime = {"text": "text", "spreadsheet": "spreadsheet", "presentation": "presentation"}[kind]
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {NS} office:version="1.3" '
            f'office:mimetype="application/vnd.oasis.opendocument.{mime}">{styles}<office:body><office:{kind}>{body}</office:{kind}>'
            "</office:body></office:document>")


SHEET = flat("spreadsheet", '<table:table table:name="Đảng viên">' + "".join(
    "<table:table-row>" + "".join(f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in row) +
    "</table:table-row>" for row in (("Huyện", "Chi bộ", "Ghi chú"), ("Mỹ Hòa", "Xuân Thủy", ""), ("Đức Thọ", "", "chưa đủ"))) +
    "</table:table>", "")
SLIDES = flat("presentation", "".join(
    f'<draw:page draw:name="{i}"><draw:frame svg:width="20cm" svg:height="3cm" svg:x="1cm" svg:y="1cm"><draw:text-box>'
    f"<text:p>{t}</text:p></draw:text-box></draw:frame></draw:page>"
    for i, t in enumerate(("Báo cáo chuyên đề về chuyển đổi số", "Kết quả, hạn chế và nguyên nhân"), 1)), "")

SETS = [("cong-van.fodt", flat("text", LETTER), ["odt", "docx", "doc", "rtf", "html", "pdf"]),
        ("bang.fods", SHEET, ["ods", "xlsx", "xls"]),
        ("trinh-bay.fodp", SLIDES, ["odp", "pptx", "ppt"])]
HEAD = ["head-left TỈNH ỦY QUẢNG LỘC", "head-left *", "head-left Số 71-KL/TU", "head-right ĐẢNG CỘNG SẢN VIỆT NAM",
        "head-right Lộc Thành, ngày 09 tháng 6 năm 2014"]


def convert(folder, source, form):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form, "--outdir", folder,
                    source], check=True, capture_output=True, timeout=300)


def blocks_of(program, path):
    out = subprocess.run([program, "--blocks", path], capture_output=True, check=True).stdout.decode("utf-8")
    found = []
    for line in out.split("\n")[1:]:
        m = re.match(r"(\S+)\s+\d+ p\d+\s+(.*)", line)
        if m:
            found.append((m[1], re.sub(r"\s+", " ", m[2]).strip()))
        elif found and line and not line.startswith("field "):
            found[-1] = (found[-1][0], found[-1][1] + " " + line)
    return found


def words_of(blocks):
    text = " ".join(t for kind, t in blocks if kind not in ("page-header", "page-footer"))
    return re.findall(r"\w+", text)


def check_set(program, folder, name, content, forms):
    source = os.path.join(folder, name)
    with open(source, "w", encoding="utf-8") as f:
        f.write(content)
    failed, first = 0, None
    for form in forms:
        convert(folder, source, form)
        blocks = blocks_of(program, os.path.splitext(source)[0] + "." + form)
        words = words_of(blocks)
        first = first or words
        same = words == first
        share = difflib.SequenceMatcher(None, first, words, autojunk=False).ratio()
        head = [f"{k} {t}" for k, t in blocks[:5]]
        good = same and len(words) > 8 and (form not in SETS[0][2] or head == HEAD)
        failed += not good
        print(f"{'ok  ' if good else 'FAIL'} {form}: {len(words)} words, {share:.4f} like {forms[0]}")
        if not good:
            print("\n".join(difflib.unified_diff(first, words, lineterm="", n=2))[:1500])
            print("\n".join(f"  {k}: {t[:90]}" for k, t in blocks[:40]))
    return failed


def main():
    program = os.path.join(os.environ.get("TC_BUILD_DIR", ""), "tests", "bench_extract")
    if not shutil.which("soffice") or not os.path.exists(program):
        print("SKIP: no soffice")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        return 1 if sum(check_set(program, folder, *one) for one in SETS) else 0


if __name__ == "__main__":
    sys.exit(main())
