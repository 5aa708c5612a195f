#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers over corpus/sample, one expected file a format: answers/NAME.EXT is what `tracuu` prints for the row NAME below.

UPDATE=1 rewrites the expected files; read the difference before committing it. Scores are left out (a finer ranking is no
change of the answer's form) and JSON stands one member a line, so that a difference is seen."""

import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
EXPECTED = HERE / "answers"
SAMPLE = HERE.parent.parent / "corpus" / "sample"
PROGRAM = os.environ.get("TRACUU", "build/tracuu")
ALL = ("text", "json", "jsonl", "csv")
CASES = {
    "number": (ALL, "search", "72-KL/TU"),
    "phrase": (ALL, "search", '"nuôi trồng thủy sản công nghệ cao"', "--sort=number", "--limit=3"),
    "unmarked": (("text", "json"), "search", "chuyen doi so loai:kế hoạch", "--sort=date"),
    "facets": (("text", "json"), "search", "loai:kết luận", "--sort=-date", "--limit=2", "--facets=type,issuer,place,year,term,signer"),
    "apart": (("text", "csv"), "search", "so:03-ĐA/TU", "--no-fold", "--sort=number"),
    "passages": (("text", "json"), "search", "--passages", "--limit=3", '"nuôi trồng thủy sản" "công nghệ cao"'),
    "nothing": (ALL, "search", '"không có cụm này trong kho"'),
    "error": (("text",), "search", "(nuôi tôm"),
    "narrow": (("text",), "search", "so:198-BC/VPTU"),
    "similar": (ALL, "similar", "sample/dong-lam/2024/BC198-VPTU.txt", "--limit=3"),
    "duplicates": (ALL, "duplicates", "--limit=2"),
    "batch": (ALL, "batch", "-", "--limit=2"),
}
BATCH = 'a\t72-KL/TU\nb\t"hở\nso:03-ĐA/TU\n'
bad = count = 0


def run(archive, form, arguments, name):
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    env.pop("COLUMNS", None)
    if name == "narrow":
        env["COLUMNS"] = "40"
    command = [PROGRAM, "--archive", archive, "--lang=vi", f"--format={form}", *arguments]
    done = subprocess.run(command, input=BATCH, capture_output=True, text=True, env=env, timeout=120)
    assert done.returncode in (0, 1, 2), (command, done.stderr)
    out = done.stdout + done.stderr.replace(str(archive), "ARCHIVE")
    return f"exit {done.returncode}\n", out


def without_scores(value):
    if isinstance(value, dict):
        return {name: without_scores(member) for name, member in value.items() if name != "score"}
    return [without_scores(member) for member in value] if isinstance(value, list) else value


def readable(form, text):
    if form == "json" and text.count("\n") == 1:
        return json.dumps(without_scores(json.loads(text)), ensure_ascii=False, indent=1) + "\n"
    if form in ("json", "jsonl"):  # batch has lines in both
        return "".join(json.dumps(without_scores(json.loads(line)), ensure_ascii=False) + "\n" for line in text.splitlines())
    if form == "csv" and text:
        rows = list(csv.reader(io.StringIO(text)))
        drop = [i for i, name in enumerate(rows[0]) if name == "score"]
        out = io.StringIO()
        csv.writer(out).writerows([cell for i, cell in enumerate(row) if i not in drop] for row in rows)
        return out.getvalue().replace("\r\n", "\n")
    if form == "text" and "\t" in text:  # batch: the score is the last of four
        return "".join("\t".join(line.split("\t")[:3]) + "\n" if line.count("\t") == 3 else line + "\n" for line in text.splitlines())
    return text


def compare(expected, got):
    global bad, count
    count += 1
    if os.environ.get("UPDATE"):
        EXPECTED.mkdir(exist_ok=True)
        expected.write_text(got, encoding="utf-8")
    elif not expected.exists() or expected.read_text(encoding="utf-8") != got:
        bad += 1
        print(f"{expected.name} differs:")
        old = expected.read_text(encoding="utf-8").splitlines() if expected.exists() else []
        new = got.splitlines()
        for number in range(max(len(old), len(new))):
            was, now = (lines[number] if number < len(lines) else "(end)" for lines in (old, new))
            if was != now:
                print(f"  line {number + 1}\n  - {was}\n  + {now}")
                break


with tempfile.TemporaryDirectory() as folder:
    archive = pathlib.Path(folder, "archive")
    subprocess.run([PROGRAM, "--archive", archive, "index", "--jobs", "1", "--as", "sample", SAMPLE], check=True, capture_output=True)
    for name, (forms, *arguments) in CASES.items():
        for form in forms:
            status, out = run(archive, form, arguments, name)
            compare(EXPECTED / f"{name}.{'txt' if form == 'text' else form}", status + readable(form, out))

print(f"{count - bad} of {count} as expected")
sys.exit(1 if bad or count < 10 else 0)
