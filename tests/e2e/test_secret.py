#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A document that is stamped MẬT, TỐI MẬT or TUYỆT MẬT is refused: the report names its path and the reason, and no word of it is found.
A law about state secrets is no secret."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

PROGRAM = os.environ["TRACUU"]
HEAD = "TỈNH ỦY VÀM THUẬN\n*\nSố 15-BC/TU\n{}ĐẢNG CỘNG SẢN VIỆT NAM\n\nAn Thạch, ngày 05 tháng 3 năm 2012\n\nBÁO CÁO\nvề tình hình nội bộ\n\nNội dung zuxama.\n"
LAW = """QUỐC HỘI
Luật số: 29/2018/QH14
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

LUẬT
BẢO VỆ BÍ MẬT NHÀ NƯỚC

Điều 8. Phân loại bí mật nhà nước
Bí mật nhà nước gồm các độ sau đây, theo nội dung zuxama:
TUYỆT MẬT
TỐI MẬT
MẬT
"""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def paragraphs(text):
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())


def docx(path, text, page_head):
    """A document of Word whose pages bear page_head on top."""
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}"><Default Extension="rels" '
                         'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                         f'<Override PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/>'
                         f'<Override PartName="/word/header1.xml" ContentType="{MAIN}.header+xml"/></Types>')
        package.writestr("_rels/.rels", f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
                         'Target="word/document.xml"/></Relationships>')
        package.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
                         f'Type="{OFFICE}/header" Target="header1.xml"/></Relationships>')
        package.writestr("word/header1.xml", f"<w:hdr {W}>{paragraphs(page_head)}</w:hdr>")
        package.writestr("word/document.xml", f'<w:document {W}><w:body>{paragraphs(text)}<w:sectPr><w:headerReference w:type="default" '
                         f'xmlns:r="{OFFICE}" r:id="rId1"/></w:sectPr></w:body></w:document>')


def page(text):
    return '<html><head><meta charset="utf-8"></head><body>' + "".join(f"<p>{line}</p>" for line in text.splitlines()) + "</body></html>"


def tracuu(archive, *arguments):
    done = subprocess.run([PROGRAM, "--archive", archive, *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def main():
    with tempfile.TemporaryDirectory() as work:
        folder, archive, report = pathlib.Path(work, "kho"), f"{work}/archive", f"{work}/report"
        folder.mkdir()
        secret = {"mat.txt": HEAD.format("MẬT\n"), "toi.txt": HEAD.format("TỐI MẬT\n"), "tuyet.txt": HEAD.format("TUYỆT MẬT\n"),
                  "do.txt": HEAD.format("Độ mật: Mật\n")}
        for name, text in secret.items():
            (folder / name).write_text(text, encoding="utf-8")
        (folder / "trang.html").write_text(page(HEAD.format("TỐI MẬT\n")), encoding="utf-8")
        docx(folder / "than.docx", HEAD.format("MẬT\n"), "2")
        docx(folder / "dau-trang.docx", HEAD.format(""), "TUYỆT MẬT")
        names = {*secret, "trang.html", "than.docx", "dau-trang.docx"}
        (folder / "luat.txt").write_text(LAW, encoding="utf-8")
        docx(folder / "thuong.docx", HEAD.format(""), "2")

        status, _ = tracuu(archive, "index", str(folder), "--report", report)
        assert status == 1, "some files could not be indexed"
        rows = {row["path"].removeprefix("kho/"): row for row in map(json.loads, pathlib.Path(report).read_text("utf-8").splitlines())}
        refused = {name for name, row in rows.items() if row["reason"] == "secret"}
        assert refused == names, refused ^ names
        assert all(word not in pathlib.Path(report).read_text("utf-8") for word in ("zuxama", "nội bộ", "15-BC")), "the report tells of them"

        found = json.loads(tracuu(archive, "search", "--format=json", "--no-fold", "zuxama")[1])
        assert sorted(hit["path"] for hit in found["hits"]) == ["kho/luat.txt", "kho/thuong.docx"], found["hits"]
        assert not tracuu(archive, "dump", "--stage=archive")[1].count("mat.txt")
    return 0


if __name__ == "__main__":
    sys.exit(main())
