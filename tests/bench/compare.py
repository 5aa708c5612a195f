#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How `compare` tells what happened to the clauses of a document: amended versions of generated documents with known changes, and the
re-issues and revised versions that the generator plants. Prints what was planted against what was told.

    tests/bench/compare.py [--count N] [--seed N] [--dir DIR]

The programs are taken from $TC_BUILD_DIR (default build). --dir keeps the archives for the next run."""

import argparse
import collections
import json
import pathlib
import random
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import desk  # noqa: E402

WORDS = {"tăng cường": "đẩy mạnh", "tập trung": "dồn sức", "kịp thời": "nhanh chóng", "hoàn thành": "làm xong", "nâng cao": "cải thiện",
         "triển khai": "thực hiện", "bảo đảm": "giữ vững", "cơ sở": "địa phương", "kiểm tra": "xem xét", "khó khăn": "vướng mắc"}
KINDS = ("same", "renumbered", "changed", "moved", "moved and changed", "added", "dropped")
TOLD = ("same", "changed", "moved", "added", "dropped", "other clause", "not told")
RIGHT = {"same": "same", "renumbered": "same", "changed": "changed", "moved": "moved", "moved and changed": "moved", "added": "added",
         "dropped": "dropped"}


def changed(text, chance):
    """A few words put otherwise and a number raised: what an amendment does to a clause."""
    for old, new in WORDS.items():
        text = text.replace(old, new)
    text = re.sub(r"\b(\d{2,3})\b", lambda m: str(int(m.group(1)) + 5), text, count=2)
    words = text.split(" ")
    at = chance.randrange(2, max(3, len(words) - 2))
    return " ".join(words[:at] + ["theo", "lộ", "trình", "phù", "hợp"] + words[at:])


def renumbered(text):
    return re.sub(r"^(\d+)([.-])", lambda m: f"{int(m.group(1)) + 1}{m.group(2)}", text, count=1)


def amended(paragraphs, spare, chance):
    """The paragraphs of a new version, each with what was done and the number of the old one; and the numbers of those dropped."""
    plan = [(text, "same", i) for i, text in enumerate(paragraphs)]
    body = [i for i, text in enumerate(paragraphs) if len(text.split()) >= 12]
    chance.shuffle(body)
    dropped = set(body[:2])
    for i in body[2:5]:
        plan[i] = (changed(paragraphs[i], chance), "changed", i)
    for i in body[5:8]:
        if renumbered(paragraphs[i]) != paragraphs[i]:
            plan[i] = (renumbered(paragraphs[i]), "renumbered", i)
    movers = [i for i in body[8:10]]
    moving = [plan[i] for i in movers]
    plan = [entry for entry in plan if entry[2] not in dropped and entry[2] not in movers]
    for n, (text, _, i) in enumerate(moving):
        at = next((k for k, entry in enumerate(plan) if entry[2] >= i), len(plan))
        to = at + 5 if at + 5 < len(plan) else max(0, at - 5)
        plan.insert(to, (changed(text, chance) if n else text, "moved and changed" if n else "moved", i))
    for text in spare:
        plan.insert(chance.randrange(3, len(plan)), (text, "added", None))
    return plan, dropped


def places_of(lines):
    """Wording -> number of the paragraph."""
    return {norm(line): i for i, line in enumerate(lines)}


def told_of(root, old, new):
    """Number of the clause in b -> what was told and of which clause in a; the numbers told as dropped."""
    a_places, b_places, told, gone = places_of(old), places_of(new), {}, set()
    for clause in root["clauses"]:
        a_at = a_places.get(norm(clause["a"]["text"])) if clause["a"] else None
        if clause["b"]:
            told[b_places.get(norm(clause["b"]["text"]))] = (clause["change"], a_at)
        else:
            gone.add(a_at)
    return told, gone


def measure_amended(archive, folder, count, seed):
    chance = random.Random(seed)
    rows = [r for r in archive.gold.values() if r["variant"] == "original" and r["type"] in ("nghị quyết", "kế hoạch", "chương trình", "đề án")]
    spares = [r for r in archive.gold.values() if r["variant"] == "original" and r["type"] == "báo cáo"]
    made, folder = [], pathlib.Path(folder)
    for row in rows:
        text = archive.run("show", "--text", ids(archive)[row["path"]])
        paragraphs = [line for line in text.split("\n") if re.search(r"\w\w", line)]
        if len(paragraphs) < 24 or len(set(paragraphs)) < len(paragraphs) or len(made) == count:
            continue
        other = archive.run("show", "--text", ids(archive)[chance.choice(spares)["path"]])
        spare = [line for line in other.split("\n") if len(line.split()) > 15][:2]
        made.append((paragraphs, *amended(paragraphs, spare, chance)))
    versions = folder / "versions"
    if not versions.exists():
        versions.mkdir()
        for n, (old, plan, _) in enumerate(made):
            (versions / f"{n:04}.a.txt").write_text("\n".join(old) + "\n", encoding="utf-8")
            (versions / f"{n:04}.b.txt").write_text("\n".join(entry[0] for entry in plan) + "\n", encoding="utf-8")
    pairs = desk.Archive.__new__(desk.Archive)
    pairs.directory = folder / "pairs"
    if not pairs.directory.exists():
        pairs.run("index", versions)
    table = collections.defaultdict(collections.Counter)
    for n, (old, plan, dropped) in enumerate(made):
        root = pairs.json("compare", f"versions/{n:04}.a.txt", f"versions/{n:04}.b.txt")
        told, gone = told_of(root, old, [entry[0] for entry in plan])
        for at, (_, kind, source) in enumerate(plan):
            change, partner = told.get(at, ("not told", None))
            if change not in ("added", "not told") and partner != source and "--show" in sys.argv:
                print(n, kind, change, source, partner, plan[at][0][:100], "|", old[partner][:100] if partner is not None else None)
            table[kind]["other clause" if change not in ("added", "not told") and partner != source else change] += 1
        for source in dropped:
            table["dropped"]["dropped" if source in gone else "not told"] += 1
    return table


def ids(archive):
    if not hasattr(archive, "ids"):
        rows = map(json.loads, archive.run("dump", "--stage=archive").splitlines())
        archive.ids = {desk.path_of(row): row["id"] for row in rows if "path" in row}
    return archive.ids


def norm(text):
    return " ".join(re.findall(r"\w+", desk.lower(text)))


def measure_planted(archive):
    """Re-issues: the body is the same. Revised versions: every planted change is told."""
    scores = collections.OrderedDict((name, desk.Score()) for name in ("re-issues: clauses of the body the same", "revised: changes told"))
    for row in archive.gold.values():
        if row["variant"] not in ("reissue", "revised"):
            continue
        root = archive.json("compare", ids(archive)[row["origin"]], ids(archive)[row["path"]])
        if row["variant"] == "reissue":
            body = [c for c in root["clauses"] if c["b"] and len(c["b"]["text"].split()) > 25]
            scores["re-issues: clauses of the body the same"].add(sum(c["change"] == "same" for c in body), len(body))
        for change in row["changes"]:
            after = norm(change["after"])
            hit = [c for c in root["clauses"] if c["b"] and after in norm(c["b"]["text"])]
            scores["revised: changes told"].add(any(c["change"] in ("changed", "added", "moved") for c in hit))
    return scores


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=100, help="amended versions")
    parser.add_argument("--documents", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--dir")
    parser.add_argument("--show", action="store_true", help="print what was told of another clause")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.dir or scratch
        archive = desk.Archive(folder, args.documents, args.seed)
        table = measure_amended(archive, folder, args.count, args.seed)
        print(f"{'planted':20s}" + "".join(f"{name:>14s}" for name in TOLD) + f"{'right':>9s}")
        for kind in KINDS:
            total = sum(table[kind].values())
            print(f"{kind:20s}" + "".join(f"{table[kind][name]:14d}" for name in TOLD) +
                  (f"{table[kind][RIGHT[kind]] / total:9.3f}" if total else ""))
        print()
        desk.table("planted by the generator", measure_planted(archive))


if __name__ == "__main__":
    sys.exit(main())
