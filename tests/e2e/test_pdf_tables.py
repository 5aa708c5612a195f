#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cells of a table in a PDF come apart, also where the file has nothing between them."""
import os
import pathlib
import subprocess
import sys

PROGRAM = os.environ["TRACUU"]
SAMPLE = pathlib.Path(os.environ["TC_SOURCE_DIR"]) / "corpus/sample"
ROWS = {
    "dong-lam/2012/dl-kh21-2012.pdf": ["Nguồn vốn\tKế hoạch 2012 (triệu đồng)", "Ngân sách trung ương\t68.400", "Tổng cộng\t197.350"],
    "dong-lam/2020/Bao cao chinh tri Dai hoi XVII.pdf": ["Chỉ tiêu\tThực hiện 2020\tMục tiêu 2025"],
    "lam-trieu/2025/12-TB-TU.pdf": ["Số TT\tVăn bản\tCơ quan theo dõi"],
}


def main():
    for name, rows in ROWS.items():
        done = subprocess.run([PROGRAM, "dump", "--stage=text", SAMPLE / name], capture_output=True, check=True)
        lines = done.stdout.decode().splitlines()
        missing = [row for row in rows if row not in lines]
        assert not missing, (name, missing)
    return 0


if __name__ == "__main__":
    sys.exit(main())
