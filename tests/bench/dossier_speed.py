#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a dossier of 20 headings takes over an archive, in each format, and that it is the same twice.

    tests/bench/dossier_speed.py ARCHIVE [--runs N]

The program is taken from $TC_BUILD_DIR (default build); make ARCHIVE of the documents of tracuu-generate --count 100000."""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

BUILD = pathlib.Path(os.environ.get("TC_BUILD_DIR", "build"))
OUTLINE = """# BÁO CÁO CHÍNH TRỊ
## A- KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT ĐẠI HỘI
### 1. Phát triển kinh tế
### 2. Xây dựng nông thôn mới
### 3. Sản xuất lúa gạo và cánh đồng lớn
### 4. Bảo vệ và phát triển rừng
### 5. Kinh tế biển và thủy sản
### 6. Quản lý đất đai
### 7. Giải phóng mặt bằng, dự án trọng điểm
### 8. Phát triển du lịch
### 9. Chuyển đổi số
### 10. Giáo dục và đào tạo
### 11. Giảm nghèo, an sinh xã hội
### 12. Quốc phòng, an ninh
## B- XÂY DỰNG ĐẢNG
### 1. Tổ chức cơ sở đảng, đảng viên
### 2. Công tác cán bộ
### 3. Kiểm tra, giám sát, kỷ luật đảng
### 4. Phòng, chống tham nhũng
### 5. Công tác dân vận
## C- PHƯƠNG HƯỚNG, NHIỆM VỤ, GIẢI PHÁP
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("archive")
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        outline = pathlib.Path(scratch) / "outline.md"
        outline.write_text(OUTLINE, encoding="utf-8")
        print(f"{OUTLINE.count(chr(10)) - 1} headings")
        for ending in ("odt", "docx", "md", "html"):
            out, times, seen = pathlib.Path(scratch) / f"out.{ending}", [], set()
            for _ in range(args.runs):
                begin = time.monotonic()
                subprocess.run([BUILD / "tracuu", "--archive", args.archive, "dossier", "--outline", outline, "-o", out], check=True,
                               stdout=subprocess.DEVNULL)
                times.append(time.monotonic() - begin)
                seen.add(out.read_bytes())
            print(f"{ending:5s} {statistics.median(times):6.2f} s median, {max(times):6.2f} s longest, {out.stat().st_size:8d} bytes, "
                  f"{'the same every time' if len(seen) == 1 else 'NOT THE SAME'}")


if __name__ == "__main__":
    sys.exit(main())
