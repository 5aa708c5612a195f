#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read off the scans of a folder: ocr_table.py TRACUU SCANS GOLD.json.

GOLD.json maps a file's name to its fields (number, date, issuer, title; FIELD_alt has what else is right, "handwritten"
names fields that were written by hand); files without "needs_ocr" are passed over. Prints a row for each scan, the share
of fields right with and without those written by hand, and the mean confidence of the words.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

FIELDS = ("number", "date", "issuer", "title")
TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")


def plain(value):
    """Without case, tone placement, runs of spaces and the words that introduce a title."""
    if value is None:
        return None
    text = " ".join(unicodedata.normalize("NFC", value).lower().replace("–", "-").split())
    text = re.sub(r"^(về việc|v/v|về)\s+", "", text)

    def syllable(match):
        letters = unicodedata.normalize("NFD", match.group())
        marks = "".join(sorted(c for c in letters if c in "\u0300\u0301\u0303\u0309\u0323"))
        return unicodedata.normalize("NFC", letters.translate(TONES)) + marks

    return re.sub(r"\w+", syllable, text)


def main():
    tracuu, scans, gold = sys.argv[1], pathlib.Path(sys.argv[2]), json.loads(pathlib.Path(sys.argv[3]).read_text())
    wanted = {name: row for name, row in gold.items() if row.get("needs_ocr") and (scans / name).exists()}
    right = total = right_printed = printed = 0
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work) / "scans"
        folder.mkdir()
        for name in wanted:
            (folder / name).write_bytes((scans / name).read_bytes())
        archive = str(pathlib.Path(work) / "archive")
        subprocess.run([tracuu, "--archive", archive, "index", "--ocr=auto", str(folder)], check=False,
                       capture_output=True)
        for name, row in wanted.items():
            done = subprocess.run([tracuu, "--archive", archive, "show", "--meta", "--format=json", f"scans/{name}"],
                                  capture_output=True, text=True, check=False)
            meta = json.loads(done.stdout) if done.stdout else {}
            cells = []
            for field in FIELDS:
                answers = [plain(a) for a in [row.get(field), *row.get(field + "_alt", [])]]
                is_right = plain(meta.get(field)) in answers
                by_hand = field in row.get("handwritten", [])
                right += is_right
                total += 1
                right_printed += is_right and not by_hand
                printed += not by_hand
                cells.append(f"{field}{' (by hand)' if by_hand else ''}: {'right' if is_right else meta.get(field)}")
            confidence = meta.get("ocr_confidence")
            print(f"{name:28} {confidence if confidence is not None else '-':>4} " + "; ".join(str(c) for c in cells))
    print(f"{right} of {total} fields right; of those not written by hand {right_printed} of {printed}")


if __name__ == "__main__":
    main()
