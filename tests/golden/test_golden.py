#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One input, one expected file a stage: cases/NAME.EXT is read by `dump`, cases/NAME.STAGE.json is what comes out.

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
