#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real texts, where they lie beside the checkout: they are indexed, and the queries of an office worker find the right one first."""
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

PROGRAM = os.environ["TRACUU"]
SHARED = pathlib.Path(os.environ["TC_SOURCE_DIR"]).resolve().parent / "shared"
QUERIES = SHARED / "gold" / "seeds-queries.tsv"
MAY_FAIL = 1  # a query of another's judgement may go the other way, not more


def main():
    if not QUERIES.exists():
        print("SKIP: no shared folder beside the checkout")
        return 77
    with tempfile.TemporaryDirectory() as archive:
        subprocess.run([PROGRAM, "--archive", archive, "index", SHARED / "seeds"], check=True, capture_output=True)
        wrong, count = [], 0
        for row in csv.DictReader(QUERIES.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
            done = subprocess.run([PROGRAM, "--archive", archive, "search", "--format=json", "--limit", "10", row["query"]],
                                  capture_output=True, text=True)
            hits = [os.path.basename(h["path"])[:3] for h in json.loads(done.stdout)["hits"]]
            top = [t.strip().rstrip("?") for t in row["must_top"].split(",") if t.strip()]
            count += 1
            if set(hits[: len(top)]) != set(top):
                wrong.append(f"{row['id']} {row['query']}: {hits[:3]}")
    print("\n".join(wrong) or f"{count} queries right")
    return 0 if count > 10 and len(wrong) <= MAY_FAIL else 1


if __name__ == "__main__":
    sys.exit(main())
