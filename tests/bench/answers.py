#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How quick answers are, beside other engines over the same texts in the same run: one command, one table.

    answers.py [--texts DIR] [--archive DIR] [--count 100000] [--build DIR] [--work DIR] [--rounds 5] [--queries 100]
               [--only ours,xapian,fts5,omega]

Without --texts, `tracuu-generate` makes --count documents of the usual size; without --archive, `tracuu index` indexes
them. The indexes of all engines are kept in --work for the next run. Everything is warm and timed inside the process
(start excluded), in processor time and the best of --rounds a query, since a machine has other work too; then p50 and p95
over the queries.
Queries are cut from random documents, so that each finds something: words (two runs of two syllables), phrase (a run
of four in quotes), bare (words typed without marks), snippets (what ten snippets take, the search excluded), facets
(words with counts by type and year over all that match). Wants python3-xapian and xapian-omega; without them their
columns are left out."""
import argparse
import json
import os
import random
import subprocess
import sys
import unicodedata

from answers_engines import Fts5, Omega, Xapian, WORD, bare, quantiles

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
KINDS = {"words": "words", "phrase": "phrase", "bare": "typed without marks", "snippets": "ten snippets",
         "facets": "two facets"}
GOALS = {"words": "2 / 7", "phrase": "– / 10", "bare": "– / 25", "snippets": "1 / –", "facets": "– / 30"}


def say(text):
    print(text, file=sys.stderr, flush=True)


def make_texts(options):
    folder = os.path.join(options.work, "texts")
    if not os.path.isdir(folder):
        say(f"making {options.count} documents")
        subprocess.run([os.path.join(options.build, "tracuu-generate"), "--count", str(options.count), "--seed", "7",
                        "--out", folder + ".new"], check=True)
        os.rename(folder + ".new", folder)
    return folder


def make_archive(options, texts):
    folder = os.path.join(options.work, "archive")
    if not os.path.isdir(folder):
        say("tracuu index")
        subprocess.run([os.path.join(options.build, "tracuu"), "--archive", folder + ".new", "index", texts],
                       check=True, stdout=subprocess.DEVNULL)
        os.rename(folder + ".new", folder)
    return folder


def read_facets(options, archive):
    """Type and year of each document as our archive has them, so that all count the same."""
    kept = os.path.join(options.work, "facets.tsv")
    if not os.path.exists(kept):
        program = os.path.join(options.build, "tracuu")
        dump = subprocess.Popen([program, "--archive", archive, "dump", "--stage=archive"], stdout=subprocess.PIPE)
        with open(kept + ".new", "w", encoding="utf-8") as out:
            for line in dump.stdout:
                row = json.loads(line)
                if "path" in row:
                    meta = row.get("meta") or row
                    out.write(f"{row['path']}\t{meta.get('type') or ''}\t{(meta.get('date') or '')[:4]}\n")
        if dump.wait():
            sys.exit("dump --stage=archive failed")
        os.rename(kept + ".new", kept)
    with open(kept, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def read_rows(texts, facets):
    top = os.path.dirname(texts.rstrip("/"))
    for path, kind, year in facets:
        with open(os.path.join(top, path), encoding="utf-8") as file:
            yield {"path": path, "type": kind, "year": year if year.isdigit() else "",
                   "text": unicodedata.normalize("NFC", file.read())}


def make_queries(texts, facets, count):
    dice = random.Random(11)
    queries = []
    for row in read_rows(texts, dice.sample(facets, count)):
        words = [w for w in WORD.findall(row["text"].lower()) if len(w) > 1 and not w.isdigit()]
        at, other = dice.randrange(len(words) - 4), dice.randrange(len(words) - 2)
        some = " ".join(words[at : at + 2] + words[other : other + 2])
        queries += [("words", some), ("phrase", '"' + " ".join(words[at : at + 4]) + '"'), ("bare", bare(some)),
                    ("snippets", some), ("facets", some)]
    return queries


def measure_ours(options, archive, queries):
    path = os.path.join(options.work, "queries.tsv")
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(f"{kind}\t{text}\n" for kind, text in queries)
    program = os.path.join(options.build, "tests", "bench_answers")
    done = subprocess.run([program, archive, path, str(options.rounds)], check=True, stdout=subprocess.PIPE)
    kinds = {}
    for line in done.stdout.decode().splitlines():
        kind, micro = line.split("\t")
        kinds.setdefault(kind, []).append(float(micro))
    return {kind: quantiles(times) for kind, times in kinds.items()}


def print_table(columns, count, queries):
    print(f"{count} documents, {queries} queries a row; milliseconds of the processor, p50 / p95\n")
    print("| | goal | " + " | ".join(columns) + " |\n| --- | --- |" + " --- |" * len(columns))
    for kind, label in KINDS.items():
        cells = []
        for rows in columns.values():
            cell = rows.get(kind)
            cells.append(f"{cell[0] / 1000:.2f} / {cell[1] / 1000:.2f}" if cell else "–")
        print(f"| {label} | {GOALS[kind]} | " + " | ".join(cells) + " |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts")
    parser.add_argument("--archive")
    parser.add_argument("--count", type=int, default=100000)
    parser.add_argument("--build", default=os.environ.get("TC_BUILD_DIR", os.path.join(TOP, "build")))
    parser.add_argument("--work", default="/tmp/tracuu-answers")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--only", default="ours,xapian,fts5,omega")
    parser.add_argument("--no-measure", action="store_true", help="build the indexes and end")
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    texts = os.path.abspath(options.texts or make_texts(options))
    archive = options.archive or make_archive(options, texts)
    facets = read_facets(options, archive)
    wanted = options.only.split(",")
    engines = {}
    if "xapian" in wanted or "omega" in wanted:
        try:
            engines["xapian"] = Xapian(os.path.join(options.work, "xapian"))
        except ImportError:
            say("python3-xapian is not installed: its column is left out")
    if "fts5" in wanted:
        engines["fts5"] = Fts5(os.path.join(options.work, "fts5.db"))
    if "omega" in wanted and "xapian" in engines and os.path.exists("/usr/lib/cgi-bin/omega/omega"):
        engines["omega"] = Omega(os.path.join(options.work, "omega"), engines["xapian"].path)
    for engine in engines.values():
        if not os.path.exists(engine.path):
            say(f"indexing with {engine.name}")
            engine.build(read_rows(texts, facets))
    if options.no_measure:
        return 0
    queries = make_queries(texts, facets, options.queries)
    columns = {"tracuu": measure_ours(options, archive, queries)} if "ours" in wanted else {}
    for key, engine in engines.items():
        if key in wanted:
            say(f"measuring {engine.name}")
            columns[engine.name] = engine.measure(queries, options.rounds)
    print_table(columns, len(facets), options.queries)
    return 0


if __name__ == "__main__":
    sys.exit(main())
