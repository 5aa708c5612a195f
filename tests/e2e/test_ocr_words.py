#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each word of a scan says how sure it is: in `dump`, in the archive, in `show`, for citations, and on the page."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SOURCE, BUILD = pathlib.Path(os.environ["TC_SOURCE_DIR"]), pathlib.Path(os.environ["TC_BUILD_DIR"])
TRACUU = os.environ["TRACUU"]
STRIP = SOURCE / "tests/golden/cases/trang-quet.png"
UNSURE_BELOW = 90


def run(*arguments, environment=None):
    done = subprocess.run(list(map(str, arguments)), capture_output=True, text=True, check=False,
                          env={**os.environ, **(environment or {})})
    assert done.returncode == 0, (done.returncode, done.stderr)
    return done.stdout


def page_of(archive, path, query=""):
    return run(BUILD / "tracuu.cgi", environment={"REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path,
                                                  "QUERY_STRING": query, "TRACUU_ARCHIVE": archive})


def main():
    if not list(pathlib.Path("/usr/share/tesseract-ocr").glob("*/tessdata/vie.traineddata")):
        sys.exit(77)
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work) / "quét"
        folder.mkdir()
        shutil.copy(STRIP, folder / "trang.png")
        (folder / "ghi-chu.txt").write_text("Ghi chú của Văn phòng về một trang chụp.\n", encoding="utf-8")
        archive = str(pathlib.Path(work) / "archive")
        dumped = json.loads(run(TRACUU, "--format=json", "dump", "--stage=text", folder / "trang.png"))
        words, text = dumped["ocr_words"], dumped["text"].encode()
        assert [text[start:end] for start, end, *_ in words] == text.split(), words
        assert all(1 <= word[2] <= 100 for word in words)
        unsure = [word for word in words if word[2] < UNSURE_BELOW and len(word) == 3]
        assert 0 < len(unsure) < len(words) / 4, unsure

        run(TRACUU, "--archive", archive, "index", folder)
        shown = json.loads(run(TRACUU, "--archive", archive, "show", "--format=json", "quét/trang.png"))
        assert shown["text"] == dumped["text"]
        assert [[*word[:2], min(word[2], 99), *word[3:]] for word in words] == shown["ocr_words"]
        assert "ocr_words" not in json.loads(run(TRACUU, "--archive", archive, "show", "--format=json",
                                                 "quét/ghi-chu.txt"))
        assert "ocr_words" not in json.loads(run(TRACUU, "--archive", archive, "show", "--meta", "--format=json",
                                                 "quét/trang.png"))
        cites = json.loads(run(TRACUU, "--archive", archive, "cites", "--format=json", "quét/trang.png"))["citations"]
        assert cites and all(50 <= cite["ocr_confidence"] <= 100 for cite in cites), cites

        plain = run(TRACUU, "--archive", archive, "show", "--text", "quét/trang.png")
        assert plain == dumped["text"]
        page = page_of(archive, f"/doc/{shown['id']}")
        assert page.count('class="unsure" title="đọc từ bản quét, chưa chắc: ') == len(unsure), page
        below = sum(word[2] < UNSURE_BELOW for word in words)
        assert f"Đọc từ bản quét: {below} trong {len(words)} chữ chưa chắc, có gạch chân." in page, page
        mended = [word for word in words if len(word) == 4]
        assert [(text[word[0]:word[1]].decode(), word[3]) for word in mended] == [("mô", "mồ")], mended
        assert f'title="đọc từ bản quét là “mồ”, đã sửa: {mended[0][2]} %">mô</span>' in page, page
        assert f'title="read off a scan, unsure: {unsure[0][2]} %"' in page_of(archive, f"/doc/{shown['id']}", "lang=en")


if __name__ == "__main__":
    main()
