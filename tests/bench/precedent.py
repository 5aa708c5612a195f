#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well `precedent` finds the source of a passage that was re-worded: 200 passages of a generated archive, each re-worded in one of
five ways. Prints a table: source first, among five, span of the passage right, shared wording right.

    tests/bench/precedent.py [--count N] [--passages N] [--dir DIR]

The programs are taken from $TC_BUILD_DIR (default build). --dir keeps the archive for the next run."""

import argparse
import collections
import difflib
import hashlib
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata

BUILD = pathlib.Path(os.environ.get("TC_BUILD_DIR", "build"))
SYNONYMS = {
    "tăng cường": "đẩy mạnh", "tập trung": "dồn sức", "triển khai": "thực hiện", "kịp thời": "nhanh chóng", "hoàn thành": "làm xong",
    "quan tâm": "chú trọng", "kết quả": "thành tích", "khó khăn": "trở ngại", "bảo đảm": "giữ vững", "nâng cao": "cải thiện",
    "rõ nét": "rõ rệt", "đến nay": "tới giờ", "phối hợp": "cùng nhau", "xây dựng": "gây dựng", "kiểm tra": "xem xét", "so với": "đối với",
    "vận động": "kêu gọi", "tham gia": "góp sức", "đạt": "được", "tăng": "lên", "giải quyết": "xử lý", "nhiều": "không ít",
    "trước mắt": "trước hết", "quyết liệt": "kiên quyết", "phát huy": "khai thác",
}
CLAUSE = ", theo ý kiến của cơ quan chuyên môn và nguyện vọng của nhân dân,"
NEW_TONES = {"óa": "oá", "òa": "oà", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "óe": "oé", "òe": "oè", "ỏe": "oẻ", "õe": "oẽ", "ọe": "oẹ",
             "úy": "uý", "ùy": "uỳ", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ"}


def fold(text):
    return "".join(c for c in unicodedata.normalize("NFD", text.lower().replace("đ", "d")) if not unicodedata.combining(c))


def words(text):
    return re.findall(r"\w+", fold(text))


def synonyms(text):
    for old, new in SYNONYMS.items():
        text = re.sub(rf"\b{old}\b", new, text)
    return text


def inserted(text):
    parts = text.split(" ")
    at = len(parts) // 2
    return " ".join(parts[:at]) + CLAUSE + " " + " ".join(parts[at:])


def dropped(text):
    return " ".join(word for i, word in enumerate(text.split(" ")) if i % 7 != 5)


def tones(text):
    return re.sub("|".join(NEW_TONES), lambda found: NEW_TONES[found[0]], text)


def unmarked(text):
    folded = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in folded if not unicodedata.combining(c))


WAYS = {"synonyms": synonyms, "inserted clause": inserted, "dropped words": dropped, "no diacritics": unmarked, "other tone style": tones}


def run(*arguments):
    return subprocess.run(list(map(str, arguments)), capture_output=True, text=True)


def make(folder, count, seed):
    documents, gold, archive = folder / "docs", folder / "gold.jsonl", folder / "archive"
    if not gold.exists():
        done = run(BUILD / "tracuu-generate", "--seed", seed, "--count", count, "--out", documents, "--gold", gold)
        assert done.returncode == 0, done.stderr
    if not archive.exists():
        done = run(BUILD / "tracuu", "--archive", archive, "index", documents)
        assert done.returncode == 0, done.stderr + done.stdout
    return documents, gold, archive


def passages(gold, wanted, rng):
    """Passages of sources, each once; with the paths of all documents that took it over."""
    takers = collections.defaultdict(list)
    variants = collections.defaultdict(set)
    for line in open(gold, encoding="utf-8", errors="replace"):
        entry = json.loads(line)
        if entry["variant"] != "original" and entry["origin"]:
            variants[entry["origin"]].add(entry["path"])
        for passage in entry["passages"]:
            takers[passage["source"], passage["original"]].append(entry["path"])
    found = sorted(key for key in takers if len(key[1].split()) >= 20 and "\ufffd" not in key[1])
    rng.shuffle(found)
    return [(source, text, variants[source]) for source, text in found[:wanted]]


def spans_right(answer, asked):
    """Every span says what the asked text says, in its order, and together they are nearly all that the two share."""
    data = answer["text"].encode()
    shared = [word for start, end in answer["spans"] for word in words(data[start:end].decode())]
    rest = iter(words(asked))
    in_order = all(word in rest for word in shared)
    matcher = difflib.SequenceMatcher(None, words(asked), words(answer["text"]), autojunk=False)
    most = sum(block.size for block in matcher.get_matching_blocks())
    return in_order and len(shared) >= 0.9 * most


def extent_right(answer, original):
    """The passage shown is the one that was re-worded: its first and last words are at most three words off."""
    shown, real = words(answer["text"]), words(original)
    matcher = difflib.SequenceMatcher(None, shown, real, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return same >= len(real) - 6 and len(shown) <= len(real) + 6


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=12000)
    parser.add_argument("--passages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--dir", type=pathlib.Path)
    options = parser.parse_args()
    holder = None if options.dir else tempfile.TemporaryDirectory(prefix="tracuu-bench-")
    folder = options.dir or pathlib.Path(holder.name)
    folder.mkdir(parents=True, exist_ok=True)
    documents, gold, archive = make(folder, options.count, options.seed)
    rng = random.Random(options.seed)
    asked = passages(gold, options.passages, rng)
    table = {way: collections.Counter() for way in WAYS}
    seconds, processor = [], []
    for i, (source, original, same) in enumerate(asked):
        way = list(WAYS)[i % len(WAYS)]
        text = WAYS[way](original)
        began, used = time.monotonic(), os.times()
        done = run(BUILD / "tracuu", "--archive", archive, "precedent", text, "--limit", "5", "--format=json")
        seconds.append(time.monotonic() - began)
        after = os.times()
        processor.append(after.children_user + after.children_system - used.children_user - used.children_system)
        answers = json.loads(done.stdout)["passages"] if done.returncode == 0 else []
        ids = {hashlib.sha256(f"{documents.name}/{path}".encode()).hexdigest()[:16] for path in {source} | same}
        told = [any(one["id"] in ids for one in answer["genealogy"]) for answer in answers]
        oldest = [bool(answer["genealogy"]) and answer["genealogy"][0]["id"] in ids for answer in answers]
        row = table[way]
        row["asked"] += 1
        row["first"] += bool(told) and told[0]
        row["five"] += any(told)
        row["origin"] += bool(oldest) and oldest[0]
        row["extent"] += bool(told) and told[0] and extent_right(answers[0], original)
        row["spans"] += bool(told) and told[0] and spans_right(answers[0], text)
        if not (told and told[0]) and os.environ.get("TC_BENCH_VERBOSE"):
            print(way, source, told, text[:200], answers and answers[0]["text"][:200], sep="\n  ", file=sys.stderr)
    total = sum(table.values(), collections.Counter())
    names = ("first", "five", "origin", "extent", "spans")
    print(f"{'way':18}{'asked':>6}" + "".join(f"{name:>9}" for name in names))
    for way, row in [*table.items(), ("all", total)]:
        print(f"{way:18}{row['asked']:6}" + "".join(f"{100 * row[name] / max(row['asked'], 1):8.1f}%" for name in names))
    print(f"{len(asked)} passages, {options.count} documents: best {1000 * min(seconds):.0f} ms, middle {1000 * statistics.median(seconds):.0f} ms, "
          f"processor {1000 * statistics.mean(processor):.0f} ms each, start of the program included")
    return 0 if total["first"] >= 0.95 * total["asked"] and total["five"] >= 0.99 * total["asked"] else 1


if __name__ == "__main__":
    sys.exit(main())
