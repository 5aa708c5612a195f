#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dossiers over the sample: the four formats, the three kinds of outline, the same bytes every time."""

import json
import os
import pathlib
import re
import sys
import tempfile
import unittest
import zipfile
from xml.etree import ElementTree

sys.path.insert(0, os.path.dirname(__file__))
import tracuu_help  # noqa: E402


def tracuu(*arguments, status=0):
    done = tracuu_help.tracuu(*arguments)
    assert done.returncode == status, (arguments, done.returncode, done.stderr)
    return done


SAMPLE = pathlib.Path(os.environ.get("TC_SOURCE_DIR", ".")) / "corpus" / "sample"
OUTLINE = """# BÁO CÁO trình Đại hội

## I- Kết quả thực hiện nghị quyết
### 1. Xây dựng nông thôn mới
### 2. Kiểm tra, giám sát, phòng, chống tham nhũng
## II- Chuyển đổi số
## III- Khai thác dầu khí ngoài khơi xa
"""
NUMBERED = """BÁO CÁO trình Đại hội

I. Kết quả thực hiện nghị quyết
1. Xây dựng nông thôn mới
Những điều cần nhớ khi viết.
2. Kiểm tra, giám sát, phòng, chống tham nhũng
II. Chuyển đổi số
"""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


class Dossiers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.scratch.name)
        cls.archive = cls.folder / "kho"
        tracuu("--archive", cls.archive, "index", SAMPLE)
        cls.outline = cls.folder / "outline.md"
        cls.outline.write_text(OUTLINE, encoding="utf-8")

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def make(self, name, *args, outline=None, status=0):
        out = self.folder / name
        done = tracuu("--archive", self.archive, "dossier", "--outline", outline or self.outline, "-o", out, *args, status=status)
        return out, done

    def test_the_same_archive_and_outline_give_the_same_bytes(self):
        for ending in ("odt", "docx", "md", "html"):
            with self.subTest(ending):
                first = self.make(f"a.{ending}")[0].read_bytes()
                self.assertEqual(first, self.make(f"b.{ending}")[0].read_bytes())

    def test_odt_is_whole(self):
        with zipfile.ZipFile(self.make("d.odt")[0]) as package:
            names = package.namelist()
            self.assertEqual(names[0], "mimetype")
            self.assertEqual(package.getinfo("mimetype").compress_type, zipfile.ZIP_STORED)
            self.assertTrue(all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in package.infolist()))
            trees = {name: ElementTree.fromstring(package.read(name)) for name in names if name.endswith(".xml")}
        listed = {e.get(k) for e in trees["META-INF/manifest.xml"] for k in e.keys() if k.endswith("full-path")}
        self.assertEqual(listed - {"/"}, set(names) - {"mimetype", "META-INF/manifest.xml"})
        defined = {e.get(STYLE + "name") for part in ("styles.xml", "content.xml") for e in trees[part].iter(STYLE + "style")}
        content = trees["content.xml"]
        used = {e.get(a) for e in content.iter() for a in (TEXT + "style-name", TABLE + "style-name") if e.get(a)}
        self.assertEqual(used - defined, set())
        notes = [e.get(TEXT + "id") for e in content.iter(TEXT + "note")]
        self.assertEqual(len(notes), len(set(notes)))
        self.assertGreater(len(notes), 5)
        for row in content.iter(TABLE + "table-row"):
            self.assertEqual(len(row.findall(TABLE + "table-cell")), 5)

    def test_docx_is_whole(self):
        with zipfile.ZipFile(self.make("d.docx")[0]) as package:
            names = package.namelist()
            trees = {name: ElementTree.fromstring(package.read(name)) for name in names}
        for source, base in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
            for relation in trees[source]:
                self.assertIn(base + relation.get("Target"), names)
        overridden = {e.get("PartName", "")[1:] for e in trees["[Content_Types].xml"]}
        self.assertEqual({n for n in names if n.endswith(".xml") and n[0] != "["} - overridden, set())
        document = trees["word/document.xml"]
        styles = {e.get(W + "styleId") for e in trees["word/styles.xml"].iter(W + "style")}
        self.assertEqual({e.get(W + "val") for tag in ("pStyle", "rStyle") for e in document.iter(W + tag)} - styles, set())
        ids = {e.get("Id") for e in trees["word/_rels/document.xml.rels"]}
        self.assertEqual({e.get(R + "id") for e in document.iter() if e.get(R + "id")} - ids, set())
        notes = {e.get(W + "id") for e in trees["word/footnotes.xml"].iter(W + "footnote")}
        used = [e.get(W + "id") for e in document.iter(W + "footnoteReference")]
        self.assertEqual(set(used) | {"-1", "0"}, notes)
        self.assertEqual(len(used), len(set(used)))

    def test_markdown_and_html_have_headings_figures_notes_and_sources(self):
        text = self.make("d.md")[0].read_text(encoding="utf-8")
        for wanted in ("# BÁO CÁO trình Đại hội", "### 1. Xây dựng nông thôn mới", "**Nhiệm kỳ 2010 - 2015 (khóa XI)**",
                       "Kho chưa có văn bản nói đến mục này", "## DANH MỤC NGUỒN", "Nghị quyết số 05-NQ/TU, ngày 20/5/2011"):
            self.assertIn(wanted, text)
        marks, notes = set(re.findall(r"\[\^(\d+)\](?!:)", text)), set(re.findall(r"(?m)^\[\^(\d+)\]:", text))
        self.assertEqual(marks, notes)
        self.assertRegex(text, r"(?m)^\| .*\| .*%.* \|")
        page = ElementTree.fromstring(self.make("d.html")[0].read_text(encoding="utf-8").split("\n", 1)[1])
        targets = {e.get("id") for e in page.iter() if e.get("id")}
        self.assertTrue(all(e.get("href")[1:] in targets for e in page.iter("a")))

    def test_numbered_text_and_office_files_are_outlines_too(self):
        wanted = ["Kết quả thực hiện nghị quyết", "Xây dựng nông thôn mới", "Kiểm tra, giám sát, phòng, chống tham nhũng", "Chuyển đổi số"]
        numbered = self.folder / "outline.txt"
        numbered.write_text(NUMBERED, encoding="utf-8")
        office = self.make("outline.docx", outline=numbered)[0]
        for outline, more in ((self.outline, ["Khai thác dầu khí ngoài khơi xa"]), (numbered, []), (office, ["DANH MỤC NGUỒN"])):
            with self.subTest(outline.name):
                root = json.loads(tracuu("--archive", self.archive, "dossier", "--format=json", "--outline", outline).stdout)
                self.assertEqual([h["text"] for h in root["headings"]], wanted + more)
                self.assertEqual([h["level"] for h in root["headings"]][:4], [1, 2, 2, 1])

    def test_only_the_place_and_time_asked_for(self):
        root = json.loads(tracuu("--archive", self.archive, "dossier", "--format=json", "--outline", self.outline, "--place", "hai trieu",
                                 "--before", "2015-12-31").stdout)
        self.assertTrue(root["sources"])
        for source in root["sources"]:
            self.assertIn("Hải Triều", source["full"] + source["path"].replace("hai-trieu", "Hải Triều"))
            self.assertLessEqual(source["date"], "2015-12-31")

    def test_wrong_usage_ends_with_2_and_an_empty_outline_with_1(self):
        tracuu("--archive", self.archive, "dossier", status=2)
        self.make("d.pdf", status=2)
        empty = self.folder / "empty.md"
        empty.write_text("\n\n", encoding="utf-8")
        self.make("e.md", outline=empty, status=1)


if __name__ == "__main__":
    unittest.main()
