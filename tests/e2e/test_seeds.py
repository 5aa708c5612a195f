#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real texts, where they lie beside the checkout: they are indexed, and the queries of an office worker find the right one first.
Of the news pages among them headline, lead, author and date are read, and no word that only the site's lines have finds them."""
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

PROGRAM = os.environ["TRACUU"]
SHARED = pathlib.Path(os.environ["TC_SOURCE_DIR"]).resolve().parent / "shared"
QUERIES = SHARED / "gold" / "seeds-queries.tsv"
MAY_FAIL = 1  # a query of another's judgement may go the other way, not more


METADATA = SHARED / "gold" / "seeds-metadata.json"
# By line of the file: the lead (None: the page lost it), and the lines that are not the article's.
PAGES = {"000": (None, [2]), "001": (3, [5, 7]), "003": (6, [2, 3, 4]), "004": (7, [1, 5, 9, *range(41, 61)])}


def squeeze(text):
    return " ".join((text or "").split())


def words_of(lines):
    return set(re.findall(r"[^\W\d_]+", " ".join(lines).lower()))


def bare(word):
    return "".join(c for c in unicodedata.normalize("NFD", word.replace("đ", "d")) if not unicodedata.combining(c))


def pages_wrong(archive):
    gold, wrong, asked = json.loads(METADATA.read_text(encoding="utf-8")), [], []
    for file in sorted((SHARED / "seeds").iterdir()):
        if file.name[:3] not in PAGES:
            continue
        lead, beside = PAGES[file.name[:3]]
        lines = file.read_text(encoding="utf-8").split("\n")
        done = subprocess.run([PROGRAM, "dump", "--stage=meta", "--format=json", file], capture_output=True, text=True, check=True)
        meta, want = json.loads(done.stdout), gold[file.name]
        for name, expected in (("title", want["title"]), ("author", want["author"]), ("date", want["document_date"]),
                               ("lead", squeeze(lines[lead - 1]) if lead else None)):
            if squeeze(meta[name]) != squeeze(expected):
                wrong.append(f"{file.name}: {name}: {meta[name]}")
        ours = [line for i, line in enumerate(lines, 1) if i not in beside]
        # a word typed without marks finds all that are spelt so but for marks
        article = words_of(ours)
        article |= {bare(word) for word in article}
        asked += [(word, file.name) for word in sorted(words_of(lines[i - 1] for i in beside) - article)]
    queries = "".join(f'{i}\t"{word}"\n' for i, (word, _) in enumerate(asked))
    done = subprocess.run([PROGRAM, "--archive", archive, "batch", "-", "--format=jsonl"], input=queries, capture_output=True, text=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    for (word, name), answer in zip(asked, answers, strict=True):
        if any(os.path.basename(hit["path"]) == name for hit in answer["hits"]):
            wrong.append(f"{name} is found by {word}, which its article has not")
    print(f"{len(PAGES)} pages, {len(asked)} words of their sites asked for")
    return wrong


def main():
    if not QUERIES.exists():
        print("SKIP: no shared folder beside the checkout")
        return 77
    with tempfile.TemporaryDirectory() as archive:
        subprocess.run([PROGRAM, "--archive", archive, "index", SHARED / "seeds"], check=True, capture_output=True)
        wrong, count = [], 0
        for row in csv.DictReader(QUERIES.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
            done = subprocess.run([PROGRAM, "--archive", archive, "search", "--format=json", "--limit", "10", row["query"]],
                                  capture_output=True, text=True)
            hits = [os.path.basename(h["path"])[:3] for h in json.loads(done.stdout)["hits"]]
            top = [t.strip().rstrip("?") for t in row["must_top"].split(",") if t.strip()]
            count += 1
            if set(hits[: len(top)]) != set(top):
                wrong.append(f"{row['id']} {row['query']}: {hits[:3]}")
        of_pages = pages_wrong(archive)
    print("\n".join(wrong + of_pages) or f"{count} queries right")
    return 0 if count > 10 and len(wrong) <= MAY_FAIL and not of_pages else 1


if __name__ == "__main__":
    sys.exit(main())
