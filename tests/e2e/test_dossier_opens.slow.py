#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""LibreOffice opens the working files as they are and makes pages of them."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(__file__))
from tracuu_help import tracuu  # noqa: E402

SAMPLE = pathlib.Path(os.environ.get("TC_SOURCE_DIR", ".")) / "corpus" / "sample"


def main():
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        print("SKIP: soffice or pdftotext is not there")
        return 77
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        outline = folder / "outline.md"
        outline.write_text("# BÁO CÁO\n\n## 1. Xây dựng nông thôn mới\n\n## 2. Kiểm tra, giám sát\n", encoding="utf-8")
        tracuu("--archive", folder / "kho", "index", SAMPLE)
        for ending in ("odt", "docx"):
            out = folder / f"tu-lieu.{ending}"
            tracuu("--archive", folder / "kho", "dossier", "--outline", outline, "-o", out)
            subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir",
                            folder, out], check=True, capture_output=True, timeout=300)
            text = subprocess.run(["pdftotext", folder / "tu-lieu.pdf", "-"], check=True, capture_output=True, text=True).stdout
            text = " ".join(text.split())
            for wanted in ("1. Xây dựng nông thôn mới", "Kết quả đã báo cáo", "DANH MỤC NGUỒN", "Nghị quyết số 05-NQ/TU, ngày 20/5/2011"):
                assert wanted in text, (ending, wanted)
            (folder / "tu-lieu.pdf").unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
