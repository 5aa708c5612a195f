#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One input, one expected file a stage: cases/NAME.EXT is read by `dump`, cases/NAME.STAGE.json is what comes out.

Of a picture (NAME.png) it is the text with its words; how sure a word is may differ a little from one processor to another.

UPDATE=1 rewrites the expected files; read the difference before committing it. A line of queries.txt is a case of the query stage."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

CASES = pathlib.Path(__file__).parent / "cases"
PROGRAM = os.environ.get("TRACUU", "build/tracuu")
STAGES = ("type", "text", "terms")
bad = count = 0


def run(*arguments):
    done = subprocess.run([PROGRAM, "--format=json", *map(str, arguments)], capture_output=True, text=True, cwd=CASES, env={**os.environ, "LC_ALL": "C.UTF-8"}, timeout=60)
    assert done.returncode in (0, 2), done.stderr
    return json.loads(done.stdout)


def readable(value):
    """One term or member a line, so that a difference is seen."""
    rows = value.pop("terms", None)
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return text + "\n" + "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows or [])


def compare(expected, got):
    global bad, count
    count += 1
    if os.environ.get("UPDATE"):
        expected.write_text(got, encoding="utf-8")
    elif not expected.exists() or expected.read_text(encoding="utf-8") != got:
        bad += 1
        print(f"{expected.name} differs:")
        old = expected.read_text(encoding="utf-8").splitlines() if expected.exists() else []
        for number, (was, now) in enumerate(zip(old + [""] * 999, got.splitlines()), 1):
            if was != now:
                print(f"  line {number}\n  - {was}\n  + {now}")
                break


for case in sorted(CASES.glob("*")):
    if case.suffix in (".txt", ".html") and case.name != "queries.txt":
        for stage in STAGES:
            compare(CASES / f"{case.stem}.{stage}.json", readable(run("dump", "--stage", stage, case.name)))

SLACK = 8  # of 100


def as_expected(expected, value):
    """Words as sure as they are expected to be, where they nearly are."""
    old = json.loads(expected.read_text(encoding="utf-8"))["ocr_words"] if expected.exists() else []
    for was, now in zip(old, value["ocr_words"]):
        if now[:2] == was[:2] and abs(now[2] - was[2]) <= SLACK:
            now[2] = was[2]
    words = value.pop("ocr_words")
    rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in words)
    return json.dumps(value, ensure_ascii=False, indent=1)[:-2] + ',\n "ocr_words": [\n  ' + rows + "\n ]\n}\n"


has_ocr = any(pathlib.Path("/usr/share/tesseract-ocr").glob("*/tessdata/vie.traineddata"))
for case in sorted(CASES.glob("*.png")) if has_ocr else []:
    expected = CASES / f"{case.stem}.text.json"
    compare(expected, as_expected(expected, run("dump", "--stage=text", case.name)))

with tempfile.TemporaryDirectory() as folder:
    archive = pathlib.Path(folder, "archive")
    subprocess.run([PROGRAM, "--archive", archive, "index", CASES / "thong-bao.txt"], check=True, capture_output=True)
    lines = []
    for query in (CASES / "queries.txt").read_text(encoding="utf-8").splitlines():
        got = run("--archive", archive, "dump", "--stage=query", "--", query)
        lines.append(json.dumps({"query": query, "parsed": got["parsed"], "error": bool(got["error"])}, ensure_ascii=False))
    compare(CASES / "queries.json", "\n".join(lines) + "\n")

print(f"{count - bad} of {count} as expected")
sys.exit(1 if bad or count < 5 else 0)
