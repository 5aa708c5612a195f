#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages of scans are read once: again with --full nothing is read, what was broken off goes on, what is gone is dropped."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SOURCE, TRACUU = pathlib.Path(os.environ["TC_SOURCE_DIR"]), os.environ["TRACUU"]
SAMPLE = SOURCE / "corpus/sample/dong-lam/2020/Bao cao chinh tri Dai hoi XVII.pdf"
PATIENCE = 200  # seconds


def index(archive, folder, *options):
    done = subprocess.run([TRACUU, "--archive", archive, "index", "--ocr=auto", "--format=json", "--jobs=1", *options,
                           str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.returncode, done.stderr)
    return json.loads(done.stdout)


def pages_in(archive):
    return len(list(pathlib.Path(archive, "ocr").glob("*/*")))


def break_off(archive, folder):
    """Interrupts as soon as one page is kept."""
    run = subprocess.Popen([TRACUU, "--archive", archive, "index", "--ocr=auto", "--jobs=1", str(folder)],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.time() + PATIENCE
    while pages_in(archive) == 0 and run.poll() is None and time.time() < end:
        time.sleep(0.02)
    run.send_signal(signal.SIGINT)
    return run.wait(timeout=PATIENCE)


def main():
    if not shutil.which("pdftoppm") or not list(pathlib.Path("/usr/share/tesseract-ocr").glob("*/tessdata/vie.traineddata")):
        sys.exit(77)
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work) / "scans"
        folder.mkdir()
        # strips of a page: little to read, enough to know again
        for n in range(3):
            subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", "-f", str(n + 1), "-l", str(n + 1),
                            "-x", "0", "-y", "200", "-W", "1240", "-H", "260", str(SAMPLE), str(folder / f"trang-{n}")],
                           check=True, stderr=subprocess.DEVNULL)
        (folder / "ghi-chu.txt").write_text("Ghi chú của Văn phòng về ba trang chụp.\n", encoding="utf-8")
        archive = str(pathlib.Path(work) / "archive")

        assert break_off(archive, folder) == 130
        kept = pages_in(archive)
        assert 1 <= kept < 3, kept
        first = index(archive, folder)
        assert first["pages_read"] == 3 - kept and first["pages_known"] >= kept - 1, first
        again = index(archive, folder, "--full")
        assert (again["pages_read"], again["pages_known"]) == (0, 3), again

        rows = subprocess.run([TRACUU, "--archive", archive, "search", "--format=json", "đảng"], capture_output=True,
                              text=True, check=False)
        assert any(h["path"].endswith(".png") for h in json.loads(rows.stdout)["hits"]), rows.stdout
        (folder / "trang-0.png").unlink()
        index(archive, folder)
        assert pages_in(archive) == 2


if __name__ == "__main__":
    main()
