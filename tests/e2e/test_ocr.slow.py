#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A page of the sample that has become a picture is read: its head in two columns, its number and date, most of its words.
Without --ocr it is listed as having no text."""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = os.environ.get("TC_SOURCE_DIR", ".")


def run(*command):
    return subprocess.run(command, capture_output=True, check=False).stdout.decode("utf-8", "replace")


def main():
    program = os.path.join(os.environ.get("TC_BUILD_DIR", ""), "tests", "bench_extract")
    if not shutil.which("pdftoppm") or not glob.glob("/usr/share/tesseract-ocr/*/tessdata/vie.traineddata"):
        print("SKIP: no pdftoppm or no Vietnamese data")
        return 77
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(SOURCE, "corpus/sample/dong-lam/2013/dl-kl19-2013.pdf")
        page = os.path.join(folder, "trang")
        run("pdftoppm", "-r", "200", "-png", "-singlefile", "-f", "1", "-l", "1", source, page)
        unread, read = run(program, page + ".png"), run(program, "--ocr", "--blocks", page + ".png")
        want = set(re.findall(r"\w+", run("pdftotext", "-f", "1", "-l", "1", source, "-")))
        have = set(re.findall(r"\w+", read))
        checks = {"without --ocr it has no text": "no-text" in unread,
                  "the number is in the left column": re.search(r"head-left .*19-KL/TU", read),
                  "the date is in the right column": re.search(r"head-right .*ngày 28 tháng 8 năm 2013", read),
                  "nine words of ten are found": len(want & have) > 0.9 * len(want),
                  "it says how sure it is": "field ocr_confidence" in read}
        for name, good in checks.items():
            print("ok  " if good else "FAIL", name)
            failed += not good
        if failed:
            print(unread, read)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
