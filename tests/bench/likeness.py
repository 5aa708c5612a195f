#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well near-duplicates and similar documents are found, on generated drafts, copies, re-issues, revised texts and
borrowed passages, of which the generator says what came from what. One command, two tables.

    likeness.py [--count 6000] [--seed 3] [--build DIR] [--work DIR] [--ask 300]

A pair is right when both documents came from one text. Drafts, copies and re-issues must be found; revised texts
(paragraphs changed, added, replaced, moved) may be, as far as they are still alike, and count for neither side.
`similar` is asked about documents that took a passage over: is its source among the ten, by how it was taken over."""
import argparse
import collections
import json
import os
import random
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))


def run(program, *arguments):
    done = subprocess.run([program, *arguments], stdout=subprocess.PIPE, env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{arguments} ended with {done.returncode}")
    return done.stdout


def prepare(options):
    texts, gold, archive = (os.path.join(options.work, name) for name in ("texts", "gold.jsonl", "archive"))
    if not os.path.exists(gold):
        os.makedirs(options.work, exist_ok=True)
        run(os.path.join(options.build, "tracuu-generate"), "--count", str(options.count), "--seed", str(options.seed),
            "--out", texts, "--gold", gold)
        run(os.path.join(options.build, "tracuu"), "--archive", archive, "index", texts)
    with open(gold, encoding="utf-8") as lines:
        return archive, {row["path"]: row for row in map(json.loads, lines)}


def first_of(rows, path):
    while rows[path]["origin"]:
        path = rows[path]["origin"]
    return path


def pairs_of(paths):
    return {(a, b) for a in paths for b in paths if a < b}


def judge_groups(rows, groups):
    families = collections.defaultdict(list)
    for path in rows:
        families[first_of(rows, path)].append(path)
    found, roles = set(), collections.Counter()
    for group in groups:
        found |= pairs_of([d["path"].split("/", 1)[1] for d in group["documents"]])
        for document in group["documents"]:
            roles[rows[document["path"].split("/", 1)[1]]["variant"], document["role"]] += 1
    same = {pair for pair in found if first_of(rows, pair[0]) == first_of(rows, pair[1])}
    print(f"{len(rows)} documents, {len(groups)} groups, {len(found)} pairs, precision {len(same) / max(1, len(found)):.4f}\n")
    print("| came from an original as | pairs | found | recall | called |\n| --- | --- | --- | --- | --- |")
    for variant in ("draft", "copy", "reissue", "revised"):
        wanted = {tuple(sorted((path, first_of(rows, path)))) for path in rows if rows[path]["variant"] == variant}
        called = {role: n for (kind, role), n in roles.items() if kind == variant}
        named = ", ".join(f"{role} {n}" for role, n in sorted(called.items(), key=lambda item: -item[1]))
        print(f"| {variant} | {len(wanted)} | {len(wanted & found)} | {len(wanted & found) / max(1, len(wanted)):.4f} | {named} |")
    wanted = set()
    for family in families.values():
        wanted |= pairs_of([path for path in family if rows[path]["variant"] != "revised"])
    print(f"| all but revised, every two | {len(wanted)} | {len(wanted & found)} | {len(wanted & found) / max(1, len(wanted)):.4f} | |\n")
    return same == found and len(wanted & found) >= 0.99 * len(wanted)


def judge_similar(options, program, archive, rows):
    asked = [(row["path"], p["source"], p["how"]) for row in rows.values() for p in row["passages"] if p["source"]]
    asked += [(row["path"], row["origin"], "variant: " + row["variant"]) for row in rows.values() if row["origin"]]
    random.Random(5).shuffle(asked)
    found, all_, first = collections.Counter(), collections.Counter(), collections.Counter()
    for path, source, how in asked[: options.ask]:
        answer = json.loads(run(program, "--archive", archive, "similar", "texts/" + path, "--format=json"))
        family = [first_of(rows, d["path"].split("/", 1)[1]) for d in answer["documents"]]
        all_[how] += 1
        found[how] += first_of(rows, source) in family
        first[how] += first_of(rows, source) in family[:1]
    print("| `similar`: came over | asked | source first | among ten |\n| --- | --- | --- | --- |")
    for how in sorted(all_):
        print(f"| {how} | {all_[how]} | {first[how] / all_[how]:.3f} | {found[how] / all_[how]:.3f} |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--build", default=os.environ.get("TC_BUILD_DIR", os.path.join(TOP, "build")))
    parser.add_argument("--work", default="/tmp/tracuu-likeness")
    parser.add_argument("--ask", type=int, default=300)
    options = parser.parse_args()
    archive, rows = prepare(options)
    program = os.path.join(options.build, "tracuu")
    groups = json.loads(run(program, "--archive", archive, "duplicates", "--format=json"))["groups"]
    is_good = judge_groups(rows, groups)
    if options.ask:
        judge_similar(options, program, archive, rows)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
