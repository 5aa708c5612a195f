#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scans in archives and mails are read after everything else, as those of folders are: what has text is in the report before
them, a run that is broken off goes on with those it lacks, and nothing is read twice."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import containers as c

SOURCE, TRACUU = pathlib.Path(os.environ["TC_SOURCE_DIR"]), os.environ["TRACUU"]
SAMPLE = SOURCE / "corpus/sample/dong-lam/2020/Bao cao chinh tri Dai hoi XVII.pdf"
PATIENCE = 200  # seconds
SCANS = ["a.zip!/trang-0.png", "a.zip!/trong.zip!/trang-1.png", "thư.eml!/trang-2.png"]
TEXTS = ["a.zip!/một.txt", "a.zip!/trong.zip!/hai.txt", "thư.eml", "thư.eml!/ba.txt", "z.txt"]


class Archive:
    def __init__(self, work):
        self.folder, self.path, self.report = work / "kho", str(work / "archive"), str(work / "report")

    def command(self, *options):
        return [TRACUU, "--archive", self.path, "index", "--format=json", "--report", self.report, *options, str(self.folder)]

    def rows(self):
        with open(self.report, encoding="utf-8") as f:
            return [(row["path"][4:], row["status"]) for row in map(json.loads, f)]

    def index(self, *options):
        done = subprocess.run(self.command(*options), capture_output=True, text=True, check=False)
        assert done.returncode == 0, (done.returncode, done.stderr)
        return json.loads(done.stdout), self.rows()

    def pages(self):
        return len(list(pathlib.Path(self.path, "ocr").glob("*/*")))

    def break_off(self):
        """Interrupts as soon as one page is kept."""
        run = subprocess.Popen(self.command("--jobs=1"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.time() + PATIENCE
        while self.pages() == 0 and run.poll() is None and time.time() < end:
            time.sleep(0.02)
        run.send_signal(signal.SIGINT)
        return run.wait(timeout=PATIENCE)

    def finds(self, words):
        done = subprocess.run([TRACUU, "--archive", self.path, "search", "--format=json", words], capture_output=True, check=False)
        return {hit["path"][4:] for hit in json.loads(done.stdout)["hits"]}


def strip_of_page(folder, n):
    """A strip of a page: little to read, enough to know again."""
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", "-f", str(n + 1), "-l", str(n + 1), "-x", "0", "-y",
                    "200", "-W", "1240", "-H", "260", str(SAMPLE), str(folder / f"trang-{n}")], check=True, stderr=subprocess.DEVNULL)
    return (folder / f"trang-{n}.png").read_bytes()


def main():
    if not shutil.which("pdftoppm") or not list(pathlib.Path("/usr/share/tesseract-ocr").glob("*/tessdata/vie.traineddata")):
        print("SKIP: no pdftoppm or no Vietnamese data")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        archive = Archive(work)
        archive.folder.mkdir()
        (archive.folder / "z.txt").write_bytes(c.text("đầu"))
        archive.index()  # of a root that was never read to its end everything is read again
        pages = [strip_of_page(work, n) for n in range(3)]
        inner = c.zipped([("trang-1.png", pages[1]), ("hai.txt", c.text("hai"))])
        outer = c.zipped([("trang-0.png", pages[0]), ("một.txt", c.text("một")), ("trong.zip", inner)])
        (archive.folder / "a.zip").write_bytes(outer)
        mail = c.mail("Gửi bản chụp", "Kính gửi văn phòng bản chụp.\n", [("trang-2.png", pages[2]), ("ba.txt", c.text("ba"))])
        (archive.folder / "thư.eml").write_bytes(mail.as_bytes())
        (archive.folder / "z.txt").write_bytes(c.text("cuối"))

        assert archive.break_off() == 130
        kept, before = archive.pages(), [path for path, _ in archive.rows()]
        assert 1 <= kept < 3, kept
        assert set(TEXTS) <= set(before) and before[:len(TEXTS) + 2] == [p for p in before if p not in SCANS], before
        assert "z.txt" in archive.finds("cuối"), "what has text is found while scans wait"

        first, rows = archive.index()
        assert (first["pages_read"], first["pages_known"] >= kept - 1) == (3 - kept, True), first
        assert {path for path, status in rows if status in ("added", "unchanged")} >= set(SCANS), rows
        assert {status for path, status in rows if path in TEXTS and path not in ("thư.eml",)} == {"unchanged"}, rows

        again, rows = archive.index()
        assert {status for _, status in rows} == {"unchanged"} and again["pages_known"] == 0, (again, rows)
        full, rows = archive.index("--full")
        assert (full["pages_read"], full["pages_known"], full["deleted"]) == (0, 3, 0), full
        assert [path for path, _ in rows][-3:] == SCANS, rows
        assert archive.finds("đảng") & set(SCANS), "scans within files are found"

        (archive.folder / "a.zip").write_bytes(c.zipped([("trang-0.png", pages[0]), ("một.txt", c.text("một, đã sửa"))]))
        changed, rows = archive.index()
        rows = dict(rows)
        assert rows["a.zip!/trang-0.png"] == "unchanged" and rows["a.zip!/một.txt"] == "updated", rows
        assert rows["a.zip!/trong.zip!/trang-1.png"] == "deleted" and changed["pages_read"] == 0, (changed, rows)


if __name__ == "__main__":
    main()
