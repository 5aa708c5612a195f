#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well assigned work, what followed it, the trees of implementation and the changes between versions are recovered from a generated
archive. Prints tables; tests/e2e/test_desk_planted.py holds the same figures of 1,000 documents to their bounds.

    tests/bench/desk.py [--count N] [--seed N] [--dir DIR]

The programs are taken from $TC_BUILD_DIR (default build). --dir keeps the archive for the next run."""

import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

BUILD = pathlib.Path(os.environ.get("TC_BUILD_DIR", "build"))


class Archive:
    """A generated archive and what is known of it."""

    def __init__(self, folder, count, seed):
        folder = pathlib.Path(folder)
        self.directory, documents, gold = folder / "archive", folder / "kho", folder / "gold.jsonl"
        if not self.directory.exists():
            subprocess.run([BUILD / "tracuu-generate", "--seed", str(seed), "--count", str(count), "--out", documents, "--gold", gold],
                           check=True)
            self.run("index", documents)
        self.gold = {row["path"]: row for row in map(json.loads, gold.open(encoding="utf-8"))}

    def run(self, *args, ok=(0, 1)):
        done = subprocess.run([BUILD / "tracuu", "--archive", self.directory, *args], capture_output=True, text=True, check=False)
        assert done.returncode in ok, (args, done.returncode, done.stderr)
        return done.stdout

    def json(self, *args):
        return json.loads(self.run(*args, "--format=json"))


class Score:
    def __init__(self):
        self.hit = self.total = 0

    def add(self, good, total=1):
        self.hit += int(good)
        self.total += int(total)

    @property
    def share(self):
        return self.hit / self.total if self.total else 1.0

    def __str__(self):
        return f"{self.hit:6d} / {self.total:6d}  {self.share:6.3f}"


def lower(text):
    """Names are compared without case; the place of a tone mark (uỷ, ủy) is the typist's choice."""
    return " ".join((text or "").lower().replace("uỷ", "ủy").replace("hoà", "hòa").split())


def path_of(item):
    return item["path"].split("/", 1)[1]


def own_text(row):
    return row["variant"] == "original"


def measure_tasks(archive):
    """Recall and precision of the extraction, and of its parts; of what followed."""
    found = archive.json("tasks", "--as-of=2030-01-01", "--limit=1000000")["tasks"]
    by_path = collections.defaultdict(list)
    for task in found:
        by_path[path_of(task["source"])].append(task)
    scores = collections.OrderedDict((name, Score()) for name in (
        "tasks found", "agency", "works with", "deadline", "due ones that were planted", "follow-up found", "follow-up right",
        "state answered right", "state open right"))
    answers = collections.defaultdict(set)
    for path, row in archive.gold.items():
        if row["answers"] and own_text(row):
            answers[row["answers"]["path"], row["answers"]["task"]].add(path)

    def read(path, planted):
        return [t for t in by_path[path] if t["start"] < planted["end"] and planted["start"] < t["end"]]

    # the work of a paper is listed once, from whichever of its copies comes first
    listed = {(row["key"], planted["agency"], planted["deadline"])
              for path, row in archive.gold.items() for planted in row["tasks"] if row["key"] and read(path, planted)}
    for path, row in archive.gold.items():
        taken = set()
        for number, planted in enumerate(row["tasks"]):
            near = read(path, planted)
            scores["tasks found"].add(bool(near) or (row["key"], planted["agency"], planted["deadline"]) in listed)
            if not near:
                continue
            task = near[0]
            taken.add(id(task))
            scores["agency"].add(lower(task["agency"]) == lower(planted["agency"]))
            scores["works with"].add([lower(w) for w in task["with"]] == [lower(w) for w in [planted["with"]] if w])
            scores["deadline"].add(task["deadline"] == planted["deadline"])
            if not own_text(row):
                continue
            said = {path_of(f) for f in task["follow_ups"] if f["how"] != "names"}
            true = answers[path, number]
            scores["follow-up found"].add(len(said & true), len(true))
            scores["follow-up right"].add(len(said & true), len(said))
            if true:
                scores["state answered right"].add(task["state"] == "answered")
            else:
                scores["state open right"].add(task["state"] != "answered")
        due = [t for t in by_path[path] if t["deadline"] and id(t) not in taken]
        scores["due ones that were planted"].add(len(taken), len(taken) + len(due))
    return scores


def chain(row):
    """The document that a planted follower carries out; a conclusion is of the resolution that its report reviews."""
    if row["role"] in ("implements", "guides", "reviews"):
        return row["parent"]
    return row["root"] if row["role"] == "concludes" else None


def measure_trees(archive, most=300):
    """Trees of every resolution and directive that something planted follows."""
    ids = {path_of(row): row["id"] for row in map(json.loads, archive.run("dump", "--stage=archive").splitlines()) if "path" in row}
    children = collections.defaultdict(set)
    for path, row in archive.gold.items():
        if own_text(row) and row["number"] and chain(row):
            children[chain(row)].add(path)
    roots = [p for p in sorted(children) if archive.gold[p]["type"] in ("nghị quyết", "chỉ thị") and own_text(archive.gold[p])
             and not (chain(archive.gold[p]))][:most]
    names = ("in the tree", "under the right parent", "level", "kind", "of the tree was planted or rests on it", "missing review said")
    scores = collections.OrderedDict((name, Score()) for name in names)
    kinds = {"implements": ("programme", "plan", "decision"), "guides": ("guidance",), "reviews": ("review",), "concludes": ("conclusion",)}
    levels = {"TU": "province", "HU": "district", "ThU": "district", "ĐU": "commune"}
    by_id = {value: key for key, value in ids.items()}
    for root in roots:
        tree = archive.json("implementation", ids[root], "--as-of=2025-12-31")
        nodes = {by_id[n["id"]]: n for n in tree["nodes"][1:]}
        wanted, queue = {}, [root]
        while queue:
            parent = queue.pop()
            for child in children[parent]:
                if child not in wanted:
                    wanted[child] = parent
                    queue.append(child)
        for path, parent in wanted.items():
            row = archive.gold[path]
            scores["in the tree"].add(path in nodes)
            if path not in nodes:
                continue
            node = nodes[path]
            above = tree["nodes"][node["parent"]]["id"]
            scores["under the right parent"].add(by_id[above] in (parent, row["parent"]))
            scores["kind"].add(node["kind"] in kinds[row["role"]])
            if row["issuer_code"] in levels:
                scores["level"].add(node["level"] == levels[row["issuer_code"]])
        true = set(wanted) | {root}
        for path in nodes:
            row = archive.gold[path]
            cited = {c["target"] for c in row["citations"] if c["relation"] in ("implements", "guides", "reviews", "basis")}
            scores["of the tree was planted or rests on it"].add(path in true or row["origin"] in true or bool(cited & set(nodes) | cited & true))
        reviewed = any(archive.gold[p]["role"] == "reviews" for p in wanted)
        old = archive.gold[root]["date"] < "2020-12-31"
        if old and not any(n["kind"] in ("review", "conclusion") and p not in wanted for p, n in nodes.items()):
            scores["missing review said"].add((not reviewed) == any(m["what"] == "review" for m in tree["missing"]))
    return scores


def table(title, scores):
    print(title)
    for name, score in scores.items():
        print(f"  {name:28s} {score}")
    print()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--dir")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        archive = Archive(args.dir or scratch, args.count, args.seed)
        begin = time.monotonic()
        table(f"tasks of {len(archive.gold)} documents", measure_tasks(archive))
        table("trees of implementation", measure_trees(archive))
        print(f"  {time.monotonic() - begin:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
