#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every hostile file is reported with a fitting reason, in time, within its memory, and leaves no process behind."""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import hostile

SECONDS = 20  # a file, with sanitizers on a busy machine
MEMORY_MB = 1500  # the worker's limit and what the parent keeps; sanitizers add their own
REASONS = ("unreadable", "encrypted", "damaged", "empty", "too-large", "timeout", "memory", "no-text", "unsupported", "crashed",
           "changed")


def workers():
    """Workers that nobody waits for any more."""
    found = set()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as f:
                name, rest = f.read().rsplit(")", 1)
        except OSError:
            continue
        if "(tracuu-extract" in name and int(rest.split()[1]) == 1:
            found.add(pid)
    return found


def reason_of(output):
    if ": container" in output:
        return "ok"  # opened when indexed
    return next((r for r in REASONS if f": {r}" in output or output.strip().endswith("\t" + r)), "ok")


def is_sanitized(program):
    with open(program, "rb") as f:
        return b"__asan_init" in f.read()


def index_all(tracuu, folder, archive):
    """The whole folder through indexing: each file has its row, the good ones are in."""
    report, failed = archive + ".jsonl", 0
    begin = time.monotonic()
    run = subprocess.run([tracuu, "--archive", archive, "index", folder, "--report", report], capture_output=True, timeout=300,
                         check=False)
    print(f"index: status {run.returncode} in {time.monotonic() - begin:.1f} s")
    rows = {}
    with open(report, encoding="utf-8") as f:
        for row in map(json.loads, f):
            if "path" in row:
                rows[row["path"].split("/", 1)[-1]] = row
    expected = {name: allowed for name, (_, allowed) in hostile.FILES.items()} | hostile.MEMBERS
    for name, allowed in expected.items():
        row = rows.get(name, {})
        said = "ok" if row.get("status") in ("added", "opened") and row.get("reason") == "none" else row.get("reason")
        if said not in allowed:
            print(f"FAIL index {name!r}: {row}")
            failed += 1
    return failed + (run.returncode != 1)


def main():
    program = os.path.join(os.environ.get("TC_BUILD_DIR", ""), "tests", "bench_extract")
    if not os.path.exists(program):
        return 77
    before, failed = workers(), 0
    with tempfile.TemporaryDirectory() as folder:
        hostile.make(folder)
        for name, (_, allowed) in hostile.FILES.items():
            path = os.path.join(folder, name)
            if os.path.islink(path):
                continue  # following links or not is the walker's part
            begin = time.monotonic()
            run = subprocess.run([program, "--timeout", "5", path], capture_output=True, timeout=120, check=False)
            seconds, said = time.monotonic() - begin, reason_of(run.stdout.decode("utf-8", "replace"))
            holds_others = name.endswith((".zip", ".7z", ".rar", ".gz", ".tar", ".mbox", ".eml"))
            good = run.returncode == 0 and (said in allowed or (holds_others and said == "ok")) and seconds < SECONDS
            failed += not good
            print(f"{'ok  ' if good else 'FAIL'} {name!r}: {said} in {seconds:.2f} s")
            if not good:
                print(run.stdout.decode("utf-8", "replace")[:500], run.stderr.decode("utf-8", "replace")[:2000])
        tracuu = os.environ.get("TRACUU", "")
        if os.path.exists(tracuu):
            failed += index_all(tracuu, folder, folder + ".archive")
            shutil.rmtree(folder + ".archive", ignore_errors=True)
            os.unlink(folder + ".archive.jsonl")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"most memory of any process: {most} MB")
    left = workers() - before
    if left or (most > MEMORY_MB and not is_sanitized(program)):
        print("FAIL: left behind:", left, "memory:", most)
        failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
