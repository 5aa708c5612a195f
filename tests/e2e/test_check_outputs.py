#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `check` writes: text for people and editors, JSON, SARIF, and copies of the draft with comments."""

import json
import os
import pathlib
import re
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ET
import zipfile

sys.path.insert(0, os.path.dirname(__file__))
from tracuu_help import tracuu  # noqa: E402

SAMPLE = pathlib.Path(os.environ.get("TC_SOURCE_DIR", ".")) / "corpus" / "sample"
DOCX, ODT, TEXT = "dong-lam/2020/Bao cao chinh tri Dai hoi XVII.docx", "lam-trieu/2025/KH 09 Đảng ủy Khê Thượng.odt", "dong-lam/2014/BC77-HU.txt"
CODES = {"date-mismatch", "type-mismatch", "issuer-mismatch", "title-mismatch", "not-in-archive", "ambiguous", "malformed", "superseded",
         "cites-the-future", "quote-differs", "quote-not-found", "form"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


class Outputs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="tracuu-test-")
        cls.folder = pathlib.Path(cls.holder.name)
        made = tracuu("--archive", cls.folder / "archive", "index", SAMPLE)
        assert made.returncode == 0, made.stderr + made.stdout

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def check(self, *arguments, status=1):
        done = tracuu("--archive", self.folder / "archive", "check", *arguments)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout

    def findings(self, name):
        return json.loads(self.check(SAMPLE / name, "--format=json"))["findings"]

    def test_json_has_the_promised_fields(self):
        findings = self.findings(DOCX)
        self.assertTrue(findings)
        text = tracuu("dump", "--stage=text", SAMPLE / DOCX).stdout.encode()
        for f in findings:
            self.assertLessEqual({"file", "line", "start", "end", "text", "code", "severity", "message", "suggestion"}, set(f))
            self.assertIn(f["code"], CODES)
            self.assertIn(f["severity"], ("error", "warning", "info"))
            self.assertEqual(text[f["start"]:f["end"]].decode(), f["text"])
            self.assertEqual(f["line"], text[:f["start"]].count(b"\n") + 1)

    def test_text_begins_with_file_line_and_column(self):
        lines = self.check(SAMPLE / DOCX).splitlines()
        findings = self.findings(DOCX)
        heads = [line for line in lines if re.search(r" \[[a-z-]+\]$", line)]
        self.assertEqual(len(heads), len(findings))
        for line, f in zip(heads, findings):
            self.assertTrue(line.startswith(f"{SAMPLE / DOCX}:{f['line']}:{f['column']}: "), line)

    def test_json_lines_and_csv_have_a_row_each(self):
        count = len(self.findings(DOCX))
        self.assertEqual(len(self.check(SAMPLE / DOCX, "--format=csv").splitlines()), count + 1)
        rows = [json.loads(line) for line in self.check(SAMPLE / DOCX, "--format=jsonl").splitlines()]
        self.assertEqual(len(rows), count)

    def test_sarif_is_what_the_standard_asks_for(self):
        log = json.loads(self.check(SAMPLE / DOCX, "--sarif"))
        findings = self.findings(DOCX)
        self.assertEqual(log["version"], "2.1.0")
        self.assertIn("sarif-2.1.0", log["$schema"])
        run, = log["runs"]
        self.assertEqual(run["columnKind"], "unicodeCodePoints")
        driver = run["tool"]["driver"]
        self.assertEqual(driver["name"], "tracuu")
        rules = [rule["id"] for rule in driver["rules"]]
        self.assertEqual(set(rules), CODES)
        for rule in driver["rules"]:
            self.assertTrue(rule["shortDescription"]["text"])
        self.assertEqual(len(run["results"]), len(findings))
        for result, f in zip(run["results"], findings):
            self.assertEqual(result["ruleId"], f["code"])
            self.assertEqual(rules[result["ruleIndex"]], f["code"])
            self.assertIn(result["level"], ("error", "warning", "note"))
            self.assertTrue(result["message"]["text"])
            location, = result["locations"]
            place = location["physicalLocation"]
            # a URI reference: no spaces, no letters beyond ASCII
            self.assertRegex(place["artifactLocation"]["uri"], r"^[!-~]+$")
            region = place["region"]
            self.assertEqual((region["startLine"], region["startColumn"]), (f["line"], f["column"]))
            self.assertGreaterEqual((region["endLine"], region["endColumn"]), (f["line"], f["column"]))
            self.assertEqual(region["snippet"]["text"], f["text"])

    def ranges(self, name):
        """Comments of a .docx as (what they are about, what they say)."""
        out = self.folder / "ranges.docx"
        self.check(SAMPLE / name, "--commented", out)
        package = zipfile.ZipFile(out)
        tree, comments = ET.fromstring(package.read("word/document.xml")), ET.fromstring(package.read("word/comments.xml"))
        said = {c.get(W + "id"): ["".join(t.text or "" for t in p.iter(W + "t")) for p in c.iter(W + "p")] for c in comments}
        about, open_now, references = {}, [], []
        for node in tree.iter():
            if node.tag == W + "commentRangeStart":
                open_now.append(node.get(W + "id"))
            elif node.tag == W + "commentRangeEnd":
                open_now.remove(node.get(W + "id"))
            elif node.tag == W + "commentReference":
                references.append(node.get(W + "id"))
            elif node.tag == W + "t":
                for one in open_now:
                    about[one] = about.get(one, "") + (node.text or "")
        self.assertEqual(open_now, [])
        self.assertEqual(sorted(references), sorted(said))
        self.assertIn("/word/comments.xml", package.read("[Content_Types].xml").decode())
        self.assertIn("relationships/comments", package.read("word/_rels/document.xml.rels").decode())
        return [(about.get(one), lines) for one, lines in said.items()]

    def test_comments_of_a_docx_stand_at_their_places(self):
        for name in (DOCX, "hai-trieu/2024/95-BC-UBND.docx", "dong-lam/2022/QD07_2022_UBND.docx"):
            findings = self.findings(name)
            self.assertTrue(findings)
            for (about, lines), f in zip(self.ranges(name), findings):
                self.assertEqual(about.split(), f["text"].split())
                self.assertIn(f["code"], lines[0])
                if f["suggestion"]:
                    self.assertIn(f["suggestion"], lines[1])

    def test_comments_of_an_odt_stand_at_their_places(self):
        out = self.folder / "out.odt"
        self.check(SAMPLE / ODT, "--commented", out)
        package = zipfile.ZipFile(out)
        first = package.infolist()[0]
        self.assertEqual((first.filename, first.compress_type, first.extra), ("mimetype", zipfile.ZIP_STORED, b""))
        tree = ET.fromstring(package.read("content.xml"))
        notes, ends = list(tree.iter(OFFICE + "annotation")), list(tree.iter(OFFICE + "annotation-end"))
        findings = self.findings(ODT)
        self.assertEqual((len(notes), len(ends)), (len(findings), len(findings)))
        self.assertEqual([n.get(OFFICE + "name") for n in notes], [n.get(OFFICE + "name") for n in ends])
        for note, f in zip(notes, findings):
            self.assertIn(f["code"], "".join(note.itertext()))

    def test_the_draft_itself_is_never_overwritten(self):
        copy = self.folder / "own.docx"
        copy.write_bytes((SAMPLE / DOCX).read_bytes())
        self.check(copy, "--commented", copy, status=2)
        self.assertEqual(copy.read_bytes(), (SAMPLE / DOCX).read_bytes())
        self.check(SAMPLE / DOCX, SAMPLE / ODT, "--commented", self.folder / "x.docx", status=2)

    def test_what_cannot_hold_comments_is_refused(self):
        out = self.folder / "refused.docx"
        done = tracuu("--archive", self.folder / "archive", "check", SAMPLE / TEXT, "--commented", out)
        self.assertIn(done.returncode, (1, 2))
        self.assertTrue(done.stderr)
        self.assertFalse(out.exists())


if __name__ == "__main__":
    unittest.main()
