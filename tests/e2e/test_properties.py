#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must hold of every answer, over all of corpus/sample: snippets find their document, highlights are whole characters,
facets are what a count by hand gives, pages in every order neither repeat nor lose a hit."""

import collections
import json
import os
import pathlib
import random
import re
import sys
import tempfile
import unicodedata
import unittest

sys.path.insert(0, os.path.dirname(__file__))
from tracuu_help import tracuu

SAMPLE = pathlib.Path(__file__).parent.parent.parent / "corpus" / "sample"
WORDS = ["nuôi trồng thủy sản", "chuyen doi so", "cán bộ lãnh đạo", "nông thôn mới", "tỉnh ủy", "kế hoạch", "cong nghe", "đảng viên nêu gương"]
FACETS = ("type", "issuer", "place", "year", "term", "signer")


def bare(text):
    text = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(c for c in text if not unicodedata.combining(c))


class Properties(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="tracuu-test-")
        cls.archive = pathlib.Path(cls.holder.name, "archive")
        made = tracuu("--archive", cls.archive, "index", "--as", "sample", SAMPLE)
        assert made.returncode == 0, made.stderr
        dump = tracuu("--archive", cls.archive, "dump", "--stage=archive")
        cls.rows = {row["id"]: row for row in map(json.loads, dump.stdout.splitlines()) if "id" in row}

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def search(self, *arguments):
        done = tracuu("--archive", self.archive, "search", "--format=json", *arguments)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return json.loads(done.stdout)

    def test_every_syllable_that_is_highlighted_finds_its_document(self):
        asked = {}
        for query in WORDS:
            for hit in self.search(query, "--limit=8", "--no-fold")["hits"]:
                snippet = hit["snippet"]["text"].encode()
                for start, end in hit["snippet"]["spans"]:
                    asked.setdefault(hit["id"], set()).update(re.findall(r"\w+", snippet[start:end].decode().lower()))
        self.assertGreater(sum(map(len, asked.values())), 60)
        lines = [f"{identity}\t{form}" for identity, words in asked.items() for word in sorted(words)
                 for form in {f'+"{word}"', f'+"{unicodedata.normalize("NFD", word)}"', f'+"{bare(word)}"'}]
        done = tracuu("--archive", self.archive, "batch", "-", "--limit=1000", "--format=jsonl", stdin="\n".join(lines) + "\n")
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(answers), len(lines))
        for answer in answers:
            self.assertIn(answer["id"], [hit["id"] for hit in answer.get("hits", [])], answer["query"])

    def test_highlights_are_whole_characters_in_order(self):
        for query in WORDS:
            for options in ((), ("--passages",)):
                for hit in self.search(query, "--limit=20", *options)["hits"]:
                    text, last = hit["snippet"]["text"].encode(), 0
                    for start, end in hit["snippet"]["spans"]:
                        self.assertTrue(last <= start < end <= len(text))
                        text[:start].decode(), text[start:end].decode()  # raise when a character is cut
                        following = text[end:].decode()
                        self.assertFalse(following and unicodedata.combining(following[0]))
                        last = end

    def test_facets_are_what_a_count_by_hand_gives(self):
        for query in ("loai:kết luận", "nam:2016..2020", "+tỉnh", "loai:kế hoạch OR loai:báo cáo", '"nông thôn mới"', "+tỉnh -huyện"):
            found = self.search(query, "--no-fold", "--limit=1000", "--facets=" + ",".join(FACETS))
            matching = [self.rows[hit["id"]]["meta"] for hit in found["hits"] if not hit["missing"]]
            self.assertEqual(found["total"], len(matching), query)
            self.assertTrue(found["exact_total"])
            for facet in FACETS:
                value = (lambda meta: (meta.get("date") or "")[:4]) if facet == "year" else (lambda meta, name=facet: meta.get(name))
                by_hand = collections.Counter(v for v in map(value, matching) if v and not v.startswith("--"))
                self.assertEqual({f["value"]: f["count"] for f in found["facets"][facet]}, dict(by_hand), (query, facet))
                counts = [f["count"] for f in found["facets"][facet]]
                self.assertEqual(counts, sorted(counts, reverse=True))

    def test_facets_do_not_depend_on_page_order_or_folding(self):
        def facets(*options):
            return {name: {f["value"]: f["count"] for f in values} for name, values in self.search("tỉnh", "--facets=type,year", *options)["facets"].items()}
        first = facets()
        for options in (("--limit=1",), ("--offset=30",), ("--sort=date",), ("--no-fold",), ("--sort=cited", "--limit=100")):
            self.assertEqual(facets(*options), first, options)

    def test_pages_in_every_order_neither_repeat_nor_lose_a_hit(self):
        for sort in ("relevance", "date", "-date", "number", "cited"):
            for fold in ((), ("--no-fold",)):
                whole = [hit["id"] for hit in self.search("tỉnh ủy", f"--sort={sort}", "--limit=1000", *fold)["hits"]]
                self.assertEqual(len(whole), len(set(whole)))
                self.assertGreater(len(whole), 30)
                size, pages = random.Random(sort).randrange(7, 20), []
                for offset in range(0, len(whole) + size, size):
                    page = self.search("tỉnh ủy", f"--sort={sort}", f"--limit={size}", f"--offset={offset}", *fold)["hits"]
                    self.assertEqual([hit["rank"] for hit in page], list(range(offset + 1, offset + 1 + len(page))))
                    pages += [hit["id"] for hit in page]
                self.assertEqual(pages, whole, (sort, fold))

    def test_copies_that_are_folded_are_the_ones_that_are_shown_apart(self):
        folded = self.search("tỉnh ủy", "--limit=1000")["hits"]
        apart = {hit["id"] for hit in self.search("tỉnh ủy", "--limit=1000", "--no-fold")["hits"]}
        together = [hit["id"] for hit in folded] + [i for hit in folded for i in hit.get("copy_ids", [])]
        self.assertEqual(len(together), len(set(together)))
        self.assertEqual(set(together), apart)


if __name__ == "__main__":
    unittest.main()
