#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of a page is read right: ocr_accuracy.py TRACUU [PDF [PAGE]].

Renders a page of a PDF that has text (default: one of corpus/sample) at 150, 200 and 300 dots an inch, as it is and with
what scanning does to it, reads it back, and prints for each setting the share of syllables and of characters right
(longest common subsequence against the text of the PDF) and the seconds it took.
"""
import difflib
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import zlib

SAMPLE = "corpus/sample/dong-lam/2020/Bao cao chinh tri Dai hoi XVII.pdf"


class Page:
    """A grey picture."""

    def __init__(self, pgm):
        head, size, most, self.dots = pgm.split(b"\n", 3)
        assert head == b"P5" and most == b"255"
        self.width, self.height = map(int, size.split())
        self.dots = bytearray(self.dots[: self.width * self.height])

    def png(self):
        rows = b"".join(
            b"\0" + bytes(self.dots[y * self.width : (y + 1) * self.width]) for y in range(self.height))

        def chunk(kind, data):
            whole = kind + data
            return len(data).to_bytes(4, "big") + whole + zlib.crc32(whole).to_bytes(4, "big")

        head = self.width.to_bytes(4, "big") + self.height.to_bytes(4, "big") + b"\x08\0\0\0\0"
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")

    def noise(self, share):
        """Specks, and paper that is not white."""
        rng = random.Random(1)
        self.dots = self.dots.translate(bytes(min(v, 225) for v in range(256)))
        for _ in range(int(len(self.dots) * share)):
            self.dots[rng.randrange(len(self.dots))] = rng.choice((0, 60, 255))

    def skew(self, degrees):
        """Rows and columns shifted in turn: close to a rotation for small angles."""
        slope = degrees * 3.14159265 / 180
        turned = bytearray(b"\xff" * len(self.dots))
        for y in range(self.height):
            shift = int((y - self.height / 2) * slope)
            row = self.dots[y * self.width : (y + 1) * self.width]
            moved = (b"\xff" * shift + row)[: self.width] if shift >= 0 else row[-shift:] + b"\xff" * -shift
            turned[y * self.width : (y + 1) * self.width] = moved
        result = bytearray(b"\xff" * len(turned))
        for x in range(self.width):
            shift = int((self.width / 2 - x) * slope)
            column = turned[x :: self.width]
            moved = (b"\xff" * shift + column)[: self.height] if shift >= 0 else column[-shift:] + b"\xff" * -shift
            result[x :: self.width] = moved
        self.dots = result

    def stamp(self, dpi):
        """A framed stamp over the left margin and the beginnings of some lines."""
        left, top, width, height, line = (int(v * dpi) for v in (0.5, 1.9, 1.85, 0.75, 0.014))
        for y in range(top, top + height):
            for x in range(left, left + width):
                edge = min(x - left, left + width - 1 - x, y - top, top + height - 1 - y)
                if edge <= line:
                    self.dots[y * self.width + x] = 20


SETTINGS = (
    ("as it is", lambda page, dpi: None),
    ("specks, grey paper", lambda page, dpi: page.noise(0.002)),
    ("turned by 3 degrees", lambda page, dpi: page.skew(3)),
    ("turned by -3 degrees", lambda page, dpi: page.skew(-3)),
    ("framed stamp", lambda page, dpi: page.stamp(dpi)),
)


def share(want, got):
    blocks = difflib.SequenceMatcher(None, want, got, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(want), 1)


def main():
    tracuu = sys.argv[1]
    source = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).parents[2] / SAMPLE
    number = sys.argv[3] if len(sys.argv) > 3 else "2"
    truth = subprocess.run(["pdftotext", "-f", number, "-l", number, str(source), "-"], capture_output=True, text=True,
                           check=True).stdout.split()
    print(f"{len(truth)} syllables of page {number} of {source.name}")
    print(f"{'dpi':>3}  {'setting':22} {'syllables':>9} {'characters':>10} {'confidence':>10} {'seconds':>7}")
    with tempfile.TemporaryDirectory() as work:
        for dpi in (150, 200, 300):
            pgm = subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", "-f", number, "-l", number, str(source)],
                                 capture_output=True, check=True).stdout
            for name, spoil in SETTINGS:
                page = Page(pgm)
                spoil(page, dpi)
                folder = pathlib.Path(work) / f"{dpi}-{name.replace(' ', '-')}"
                folder.mkdir()
                (folder / "trang.png").write_bytes(page.png())
                archive, begun = str(folder / "archive"), time.time()
                subprocess.run([tracuu, "--archive", archive, "index", "--ocr=auto", "--as", "x", str(folder / "trang.png")],
                               capture_output=True, check=False)
                took = time.time() - begun
                shown = subprocess.run([tracuu, "--archive", archive, "show", "--format=json", "x"], capture_output=True,
                                       text=True, check=False).stdout
                answer = json.loads(shown) if shown else {"text": ""}
                got = answer["text"].split()
                print(f"{dpi:3}  {name:22} {share(truth, got):9.3f} {share(' '.join(truth), ' '.join(got)):10.3f} "
                      f"{answer.get('ocr_confidence') or 0:10} {took:7.1f}", flush=True)


if __name__ == "__main__":
    main()
