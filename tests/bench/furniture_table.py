#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well the lines of saved pages are told apart, and what is read of the article: furniture_table.py TRACUU [PAGES GOLD].

GOLD (default corpus/gold/pages) holds for each page of PAGES (corpus/pages) PAGE.lines: "+<tab>line" for a line of the
article, "-<tab>line" for one of the site; and PAGE.fields: headline, lead, author and date behind a tab, nothing where a person
finds none. Prints a row for each page ("yes" for a field that is right, "none" where there is none to find), precision and recall
of furniture by line and the share of fields that are right; exit status 1 when a line of an article was marked or a field is wrong.
"""
import json
import pathlib
import subprocess
import sys

BODY = {"paragraph", "heading", "list-item", "table-row", "head-left", "head-right", "footnote"}


def squeeze(text):
    return " ".join(text.split())


def marks_of(tracuu, page):
    done = subprocess.run([tracuu, "dump", "--stage=text", "--format=json", str(page)], capture_output=True, check=True)
    answer = json.loads(done.stdout)
    text = answer["text"].encode()
    marks = {}
    for start, end, kind, _, _ in answer["blocks"]:
        for line in text[start:end].decode().split("\n"):
            marks[squeeze(line)] = "+" if kind in BODY else "-"
    return marks


FIELDS = {"headline": "title", "lead": "lead", "author": "author", "date": "date"}


def fields_of(tracuu, page, gold):
    """"yes", "none" or "NO" for each field, and a line for each that is wrong."""
    done = subprocess.run([tracuu, "dump", "--stage=meta", "--format=json", str(page)], capture_output=True, check=True)
    meta, row = json.loads(done.stdout), {}
    for line in gold.read_text(encoding="utf-8").splitlines():
        name, want = line.split("\t", 1)
        got = squeeze(meta[FIELDS[name]] or "")
        row[name] = "NO" if got != squeeze(want) else "yes" if want else "none"
        if row[name] == "NO":
            print(f"  {page.name}: {name}: {got!r}, not {want!r}")
    return row


def main():
    tracuu = sys.argv[1]
    corpus = pathlib.Path(__file__).parents[2] / "corpus"
    pages = pathlib.Path(sys.argv[2]) if len(sys.argv) > 3 else corpus / "pages"
    golds = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else corpus / "gold/pages"
    right = []
    total = {"hit": 0, "missed": 0, "wrong": 0, "kept": 0}
    print(f"{'page':32} {'lines':>5} {'furniture':>9} {'found':>5} {'wrongly':>7} " + " ".join(f"{name:>8}" for name in FIELDS))
    for gold in sorted(golds.glob("*.lines")):
        page = pages / gold.stem
        marks, row = marks_of(tracuu, page), dict.fromkeys(total, 0)
        for line in gold.read_text(encoding="utf-8").splitlines():
            want, text = line.split("\t", 1)
            got = marks.get(squeeze(text))
            if got is None:
                print(f"  {page.name}: not in the text: {text}")
                row["missed" if want == "-" else "wrong"] += 1
                continue
            what = {("-", "-"): "hit", ("-", "+"): "missed", ("+", "-"): "wrong", ("+", "+"): "kept"}[want, got]
            row[what] += 1
            if what in ("missed", "wrong"):
                print(f"  {what}: {text}")
        for key, value in row.items():
            total[key] += value
        fields = fields_of(tracuu, page, golds / f"{page.name}.fields")
        right += [value != "NO" for value in fields.values()]
        print(f"{page.name:32} {sum(row.values()):5} {row['hit'] + row['missed']:9} {row['hit']:5} {row['wrong']:7} "
              + " ".join(f"{fields[name]:>8}" for name in FIELDS))
    marked, there = total["hit"] + total["wrong"], total["hit"] + total["missed"]
    print(f"precision {total['hit'] / max(marked, 1):.3f} recall {total['hit'] / max(there, 1):.3f} by line; {sum(right)} of {len(right)} fields right")
    return 1 if total["wrong"] or not all(right) else 0


if __name__ == "__main__":
    sys.exit(main())
