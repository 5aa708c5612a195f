#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies with comments open in LibreOffice and show their comments at their places."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(__file__))
from tracuu_help import tracuu  # noqa: E402

SAMPLE = pathlib.Path(os.environ.get("TC_SOURCE_DIR", ".")) / "corpus" / "sample"
DRAFTS = ["dong-lam/2020/Bao cao chinh tri Dai hoi XVII.docx", "hai-trieu/2024/95-BC-UBND.docx", "dong-lam/2022/QD07_2022_UBND.docx",
          "lam-trieu/2025/KH 09 Đảng ủy Khê Thượng.odt", "vam-thuan/2021/De an 04.odt"]
NOTE = re.compile(r'<office:annotation [^>]*office:name="([^"]*)"[^>]*>(.*?)</office:annotation>', re.S)


def plain(markup):
    return "".join(re.sub("<[^>]+>", "", markup).split())


def notes_of(markup):
    """What each note is about and what it says. Two notes may lie on the same words, one within the other."""
    for note in NOTE.finditer(markup):
        end = markup.index(f'<office:annotation-end office:name="{note[1]}"/>', note.end())
        yield plain(NOTE.sub("", markup[note.end():end])), plain(note[2])


class Commented(unittest.TestCase):
    def test_libreoffice_shows_every_comment_at_its_place(self):
        with tempfile.TemporaryDirectory(prefix="tracuu-test-") as folder:
            folder = pathlib.Path(folder)
            self.assertEqual(tracuu("--archive", folder / "archive", "index", SAMPLE).returncode, 0)
            for i, name in enumerate(DRAFTS):
                copy = folder / f"copy{i}{pathlib.Path(name).suffix}"
                done = tracuu("--archive", folder / "archive", "check", SAMPLE / name, "--commented", copy, "--format=json")
                findings = json.loads(done.stdout)["findings"]
                self.assertTrue(findings, name)
                made = subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "fodt", "--outdir",
                                       str(folder), str(copy)], capture_output=True, text=True, timeout=180)
                shown = folder / f"copy{i}.fodt"
                self.assertTrue(shown.exists(), made.stdout + made.stderr)
                notes = sorted((about, re.search(r"\[([a-z-]+)\]", said)[1]) for about, said in notes_of(shown.read_text(encoding="utf-8")))
                with self.subTest(name):
                    self.assertEqual(notes, sorted(("".join(f["text"].split()), f["code"]) for f in findings))


if __name__ == "__main__":
    if not shutil.which("soffice"):
        print("SKIP: no LibreOffice")
        sys.exit(77)
    unittest.main()
