#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long `check` takes for a report of a hundred pages on a generated archive (100,000 documents unless told).

    tests/bench/check_speed.py [--count N] [--pages N] [--dir DIR]

The report is made of paragraphs of the archive's own documents, with their citations and quotations, until it has --pages pages of 2,500
letters. --dir keeps the archive (some 1.2 GB) for the next run. Prints the best and the middle of five runs, the start of the program
and the reading of the draft included."""

import argparse
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

BUILD = pathlib.Path(os.environ.get("TC_BUILD_DIR", "build"))
PROGRAM = os.environ.get("TRACUU", str(BUILD / "tracuu"))
PAGE = 2500


def report(documents, pages, rng):
    """Text with the citations of many documents: one head, then bodies."""
    names = sorted(str(path) for path in documents.rglob("*.txt"))
    rng.shuffle(names)
    head, body, size = None, [], 0
    for name in names:
        text = pathlib.Path(name).read_text(encoding="utf-8")
        top, _, rest = text.partition("\n\n")
        head = head or top
        for paragraph in rest.split("\n\n"):
            # a report cites more than most papers: all paragraphs that do, and a third of the others
            if len(paragraph) > 80 and (re.search(r"số \d+|“", paragraph) or rng.random() < 0.33):
                body.append(paragraph)
                size += len(paragraph)
        if size >= pages * PAGE:
            break
    return head + "\n\n" + "\n\n".join(body) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100000)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--dir", type=pathlib.Path)
    options = parser.parse_args()
    holder = None if options.dir else tempfile.TemporaryDirectory(prefix="tracuu-bench-")
    folder = options.dir or pathlib.Path(holder.name)
    folder.mkdir(parents=True, exist_ok=True)
    documents, archive = folder / "docs", folder / "archive"
    if not documents.exists():
        subprocess.run([str(BUILD / "tracuu-generate"), "--seed", "3", "--count", str(options.count), "--out", str(documents)], check=True)
    if not archive.exists():
        subprocess.run([PROGRAM, "--archive", str(archive), "index", str(documents)], check=True, stdout=subprocess.DEVNULL)
    draft = folder / "report.txt"
    draft.write_text(report(documents, options.pages, random.Random(5)), encoding="utf-8")
    seconds, processor = [], []
    for _ in range(5):
        began, used = time.monotonic(), os.times()
        done = subprocess.run([PROGRAM, "--archive", str(archive), "check", str(draft), "--format=json"], capture_output=True)
        seconds.append(time.monotonic() - began)
        after = os.times()
        processor.append(after.children_user + after.children_system - used.children_user - used.children_system)
        assert done.returncode in (0, 1), done.stderr.decode()
    findings = json.loads(done.stdout)["findings"]
    cites = subprocess.run([PROGRAM, "dump", "--stage=cites", str(draft), "--format=json"], capture_output=True).stdout
    print(f"{len(draft.read_text(encoding='utf-8')) // PAGE} pages, {len(json.loads(cites)['citations'])} citations, {len(findings)} findings: "
          f"best {min(seconds):.2f} s, middle {statistics.median(seconds):.2f} s (processor {min(processor):.2f} s)")
    return 0 if min(seconds) < 2 else 1


if __name__ == "__main__":
    sys.exit(main())
