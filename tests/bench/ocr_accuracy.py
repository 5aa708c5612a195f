#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of a page is read right: ocr_accuracy.py TRACUU [--dpi N,…] [--pages FILE:N …] [--settings NAME,…]
or ocr_accuracy.py TRACUU --typed TEXT --page FILE[:N].

The first renders pages of PDFs that have text (default: three of corpus/sample) at 150, 200 and 300 dots an inch, as they
are and with what scanning does to them, reads them back and prints a row for each setting:
  syllables, characters   share right (longest common subsequence against the text of the PDF)
  unsure, wrong           words less sure than 90, in a hundred, and how many in a hundred of those are wrong
  sure wrong              how many in a hundred of the other words are wrong
  mended, harmed, other   words that were put right by their language: wrong ones that are right now, right ones that are
                          wrong now, wrong ones that are wrong in another way
  seconds                 of processor time a page
The second holds a page against the text of it that somebody typed by hand (line breaks do not matter): characters and words
right, as one less the edits that the reading needs by the length of the typed text, and the words that differ.
"""
import argparse
import difflib
import json
import os
import pathlib
import random
import re
import resource
import subprocess
import tempfile
import unicodedata
import zlib

ROOT = pathlib.Path(__file__).parents[2]
PAGES = ("corpus/sample/dong-lam/2020/Bao cao chinh tri Dai hoi XVII.pdf:2",
         "corpus/sample/dong-lam/2013/dl-kl19-2013.pdf:1",
         "corpus/sample/dong-lam/2020/Bao cao chinh tri Dai hoi XVII.pdf:3")
UNSURE_BELOW = 90


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

    def copy(self, ink_below):
        """Black and white: strokes grow thick, or thin."""
        self.dots = self.dots.translate(bytes(0 if v < ink_below else 255 for v in range(256)))


SETTINGS = {
    "clean": lambda page, dpi: None,
    "noise": lambda page, dpi: page.noise(0.002),
    "skew": lambda page, dpi: page.skew(3),
    "stamp": lambda page, dpi: page.stamp(dpi),
    "dark copy": lambda page, dpi: page.copy(250),
    "faint copy": lambda page, dpi: page.copy(60),
}


def text_of_pdf(path, number):
    done = subprocess.run(["pdftotext", "-f", number, "-l", number, str(path), "-"], capture_output=True, text=True, check=True)
    return unicodedata.normalize("NFC", done.stdout)


def read(tracuu, path):
    """What `dump` reads off it, and the seconds of the processor that took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(["nice", tracuu, "dump", "--stage=text", "--format=json", str(path)], capture_output=True,
                          text=True, check=False, env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = json.loads(done.stdout) if done.stdout else {"text": "", "ocr_words": [], "blocks": []}
    return answer, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def common(want, got):
    blocks = difflib.SequenceMatcher(None, want, got, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


class Count:
    """What was counted of one setting, over its pages."""

    def __init__(self):
        self.pages = self.seconds = 0
        self.syllables = self.syllables_right = self.characters = self.characters_right = 0
        self.words = self.unsure = self.unsure_wrong = self.sure_wrong = 0
        self.mended = self.harmed = self.other = 0
        self.harms = []

    def page(self, truth, answer, seconds):
        text, want = answer["text"].encode(), truth.split()
        words = [(text[w[0] : w[1]].decode(), w[2], w[3] if len(w) > 3 else None) for w in answer["ocr_words"]]
        got = [word[0] for word in words]
        self.pages += 1
        self.seconds += seconds
        self.syllables += len(want)
        self.characters += len(" ".join(want))
        self.characters_right += common(" ".join(want), " ".join(got))
        self.words += len(words)
        for kind, a, b, c, d in difflib.SequenceMatcher(None, want, got, autojunk=False).get_opcodes():
            self.syllables_right += b - a if kind == "equal" else 0
            for i in range(c, d):
                # where as many words stand as should, each has its own right word
                self.word(*words[i], want[a + i - c] if b - a == d - c else None)

    def word(self, got, confidence, was, right):
        is_wrong = got != right
        if confidence < UNSURE_BELOW:
            self.unsure += 1
            self.unsure_wrong += is_wrong
        else:
            self.sure_wrong += is_wrong
        if was is not None:
            self.mended += not is_wrong
            self.harmed += is_wrong and was == right
            self.other += is_wrong and was != right
            if is_wrong:
                self.harms.append(f"{was} → {got} ({right})")

    def add(self, other):
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def row(self, dpi, name):
        sure = self.words - self.unsure
        print(f"| {dpi} | {name} | {self.syllables_right / self.syllables:.3f} | "
              f"{self.characters_right / self.characters:.3f} | {100 * self.unsure / max(self.words, 1):.1f} | "
              f"{100 * self.unsure_wrong / max(self.unsure, 1):.0f} | {100 * self.sure_wrong / max(sure, 1):.2f} | "
              f"{self.mended} | {self.harmed} | {self.other} | {self.seconds / self.pages:.1f} |", flush=True)


def render(pages, resolutions, names, tracuu):
    whole = Count()
    print("| dpi | setting | syllables | characters | unsure | wrong | sure wrong | mended | harmed | other | seconds |")
    print("|" + " --- |" * 11)
    with tempfile.TemporaryDirectory() as work:
        for dpi in resolutions:
            counts = {name: Count() for name in names}
            for file, number in pages:
                truth = text_of_pdf(file, number)
                pgm = subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", "-f", number, "-l", number, str(file)],
                                     capture_output=True, check=True).stdout
                for name in names:
                    page = Page(pgm)
                    SETTINGS[name](page, dpi)
                    picture = pathlib.Path(work) / "trang.png"
                    picture.write_bytes(page.png())
                    counts[name].page(truth, *read(tracuu, picture))
            for name, count in counts.items():
                count.row(dpi, name)
                whole.add(count)
        whole.row("all", "all")
        for harm in whole.harms:
            print("  ", harm)


def edits(a, b):
    """Levenshtein's distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(last + (x != y), row[j] + 1, row[j - 1] + 1)
    return row[-1]


def flat(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def typed(tracuu, text_file, page):
    file, number = split_page(page)
    want = flat(pathlib.Path(text_file).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as work:
        if file.suffix.lower() == ".pdf":
            one = pathlib.Path(work) / "trang.pdf"
            subprocess.run(["pdfseparate", "-f", number, "-l", number, str(file), str(one)], capture_output=True, check=True)
            file = one
        answer, _ = read(tracuu, file)
    text = answer["text"].encode()
    # what stamps and signatures say lies behind the text, and is not typed
    got = flat("\n".join(text[b[0] : b[1]].decode() for b in answer["blocks"] if b[2] != "furniture"))
    characters, words = edits(want, got), edits(want.split(), got.split())
    count = Count()
    count.page(want, answer, 0)
    print(f"{len(want)} characters, {1 - characters / len(want):.4f} right; "
          f"{len(want.split())} words, {1 - words / len(want.split()):.4f} right; {count.mended} mended, {count.harmed} "
          f"harmed, {count.other} put otherwise; {count.unsure} unsure words, {count.unsure_wrong} of them wrong; "
          f"{count.sure_wrong} of the others wrong")
    a, b = want.split(), got.split()
    for kind, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            print(f"   {' '.join(a[i:j]) or '-'} → {' '.join(b[k:m]) or '-'}")


def split_page(page):
    match = re.fullmatch(r"(.*?)(?::(\d+))?", page)
    return pathlib.Path(match.group(1)), match.group(2) or "1"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tracuu")
    parser.add_argument("--dpi", default="150,200,300")
    parser.add_argument("--settings", default=",".join(SETTINGS))
    parser.add_argument("--pages", nargs="+", default=[str(ROOT / page) for page in PAGES])
    parser.add_argument("--typed")
    parser.add_argument("--page")
    options = parser.parse_args()
    if options.typed:
        typed(options.tracuu, options.typed, options.page)
    else:
        render([split_page(page) for page in options.pages], [int(dpi) for dpi in options.dpi.split(",")],
               options.settings.split(","), options.tracuu)


if __name__ == "__main__":
    main()
