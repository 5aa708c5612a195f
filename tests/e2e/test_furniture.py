#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Saved pages of corpus/pages: no line of an article is marked, and what is marked is neither found nor cited."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SOURCE, TRACUU = pathlib.Path(os.environ["TC_SOURCE_DIR"]), os.environ["TRACUU"]
PAGES = SOURCE / "corpus/pages"
LEAST_RECALL = 0.95


def run(*arguments):
    done = subprocess.run([TRACUU, *arguments], capture_output=True, text=True, check=False)
    return done.stdout


def main():
    table = subprocess.run([sys.executable, SOURCE / "tests/bench/furniture_table.py", TRACUU], capture_output=True, text=True)
    recall = float(table.stdout.split("recall ")[1].split()[0])
    assert table.returncode == 0 and recall >= LEAST_RECALL, table.stdout
    with tempfile.TemporaryDirectory() as archive:
        run("--archive", archive, "index", str(PAGES))
        for words in ('"bến đá"', '"giao diện mới"', '"xét tuyển viên chức"', '"quang cảnh"', '"lớp học bên suối"'):
            hits = json.loads(run("--archive", archive, "search", "--format=json", words))
            assert hits["total"] == 0, (words, hits["total"])
        hits = json.loads(run("--archive", archive, "search", "--format=json", "tổ dân vận vận động hiến đất"))
        assert hits["hits"][0]["path"].endswith("cong-vam-cai.html"), hits
        cites = json.loads(run("dump", "--stage=cites", "--format=json", str(PAGES / "bao-trieu-giang.html")))
        keys = [c["key"] for c in cites["citations"]]
        assert any(k.startswith("72-KL/TU") for k in keys), keys
        assert not any("GP-TTĐT" in (k or "") for k in keys), keys
        meta = json.loads(run("dump", "--stage=meta", "--format=json", str(PAGES / "bao-trieu-giang.html")))
        assert (meta["type"], meta["date"], meta["author"]) == ("tin", "2023-11-14", "Thu Vân - Đức Hậu"), meta


if __name__ == "__main__":
    main()
