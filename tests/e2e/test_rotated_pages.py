#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A PDF whose pages are shown sideways or upside down gives the text that it gives upright."""
import os
import pathlib
import subprocess
import sys
import tempfile

PROGRAM = os.environ["TRACUU"]
PAPER = pathlib.Path(os.environ["TC_SOURCE_DIR"]) / "corpus/sample/dong-lam/2013/dl-kl19-2013.pdf"


def text_of(path):
    done = subprocess.run([PROGRAM, "dump", "--stage=text", path], capture_output=True, check=True)
    return done.stdout.decode()


def main():
    data = PAPER.read_bytes()
    page = b"/Type/Page/"
    assert data.count(page) == 2, "the paper has two pages whose dictionaries are not packed"
    upright = text_of(PAPER)
    assert "Số 19-KL/TU" in upright and len(upright) > 2000
    with tempfile.TemporaryDirectory() as folder:
        for angle in (90, 180, 270):
            turned = pathlib.Path(folder) / f"{angle}.pdf"
            turned.write_bytes(data.replace(page, page + b"Rotate %d/" % angle))  # poppler finds the objects again
            assert text_of(turned) == upright, f"turned by {angle}"
    return 0


if __name__ == "__main__":
    sys.exit(main())
