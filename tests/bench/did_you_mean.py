#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How often "did you mean" is right: one command, one table.

did_you_mean.py TRACUU ARCHIVE [RECORDS.jsonl[.xz]] [COUNT]

Phrases of 2 to 8 syllables are cut out of records that the archive holds, COUNT (300) of each kind, the same for the
same records. Asked are: the phrase as it stands (nothing may be corrected), without its marks (the marks are to come
back), with one slip of the keyboard (the letter is to be mended; slips that give another word of the archive are
listed apart: they can only be told by their neighbours, and are only suggested), and numbers of documents and years
(never touched). Behind the table: COUNT whole questions of a judged set, as written and without marks.
"""
import json
import lzma
import os
import random
import re
import subprocess
import sys
import unicodedata

from ranking import LETTERS, bare

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.path.join(HERE, "..", "..", "..", "shared", "ir", "phapdien.documents.jsonl.xz")
QUESTIONS = os.path.join(os.path.dirname(SHARED), "zalo2021-on-phapdien", "queries.dev.tsv")


def phrases(path, count, dice):
    opener = lzma.open if path.endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        texts = [unicodedata.normalize("NFC", json.loads(line)["text"]) for line in lines]
    words = {w for text in texts for w in re.findall(r"[^\W\d_]+", text.lower())}
    found = []
    while len(found) < count:
        pieces = re.findall(r"[^\W\d_]+(?: [^\W\d_]+){1,30}", dice.choice(texts))
        if not pieces:
            continue
        piece = dice.choice(pieces).lower().split()
        size = dice.randint(2, 8)
        at = dice.randrange(max(1, len(piece) - size))
        piece = piece[at : at + size]
        if 2 <= len(piece) and bare(" ".join(piece)) != " ".join(piece):
            found.append(" ".join(piece))
    return found, words


def slip(text, dice):
    """One letter of one word of three or more changed, lost, doubled or swapped."""
    places = [m for m in re.finditer(r"\w{3,}", text)]
    if not places:
        return text
    m = dice.choice(places)
    w, i, kind = m.group(), dice.randrange(len(m.group())), dice.randrange(4)
    changed = {0: w[:i] + dice.choice(LETTERS) + w[i + 1 :], 1: w[:i] + w[i + 1 :], 2: w[: i + 1] + w[i:],
               3: w[:i] + w[i + 1 : i + 2] + w[i : i + 1] + w[i + 2 :]}[kind]
    return text[: m.start()] + changed + text[m.end() :]


def ask(tracuu, archive, query):
    run = subprocess.run([tracuu, "--archive", archive, "search", "--format=json", "--limit", "1", query],
                         capture_output=True, text=True, check=False)
    return json.loads(run.stdout).get("corrected") if run.stdout else None


def ask_questions(tracuu, archive, count):
    """How many questions as written get another suggested, and how many syllables of bare ones are right."""
    with open(QUESTIONS, encoding="utf-8") as lines:
        questions = [unicodedata.normalize("NFC", line.rstrip("\n").split("\t", 1)[1]) for line in lines][:count]
    suggested = sum(ask(tracuu, archive, question) is not None for question in questions)
    right = total = 0
    for question in questions:
        got = ask(tracuu, archive, bare(question)) or bare(question)
        pairs = list(zip(re.findall(r"[^\W\d_]+", question.lower()), re.findall(r"[^\W\d_]+", got.lower())))
        total += len(pairs)
        right += sum(a == b for a, b in pairs)
    print(f"{len(questions)} questions as written: another suggested for {suggested}; "
          f"typed without marks: {right / total:.4f} of {total} syllables right\n")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    tracuu, archive = sys.argv[1:3]
    records = sys.argv[3] if len(sys.argv) > 3 else SHARED
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 300
    if not os.path.exists(records):
        print(f"SKIP: {records} is not there")
        sys.exit(77)
    dice = random.Random(11)
    right, words = phrases(records, count, dice)
    rows = {}

    def note(kind, query, expected, got):
        total, good, other, samples = rows.setdefault(kind, [0, 0, 0, []])
        is_good = got == expected
        rows[kind][0] += 1
        rows[kind][1] += is_good
        rows[kind][2] += not is_good and got is not None
        if not is_good and len(samples) < 4:
            samples.append(f"{query} → {got}")

    for phrase in right:
        note("as it stands: nothing corrected", phrase, None, ask(tracuu, archive, phrase))
        note("without marks, all brought back", bare(phrase), phrase, ask(tracuu, archive, bare(phrase)))
        wrong = slip(phrase, dice)
        if wrong != phrase:
            is_word = all(w in words for w in wrong.split())
            kind = "a slip that gives another word" if is_word else "a slip that gives no word, mended"
            note(kind, wrong, phrase, ask(tracuu, archive, wrong))
        wrong = slip(bare(phrase), dice)
        if wrong != bare(phrase):
            note("without marks and with a slip, both mended", wrong, phrase, ask(tracuu, archive, wrong))
    for i in range(count // 3):
        number = dice.choice(["{}-KL/TU", "{}/2014/NĐ-CP", "số {}", "{}-CT/TW", "điều {}", "năm 20{}", "TT {}"])
        query = number.format(dice.randint(10, 99))
        note("numbers: nothing corrected", query, None, ask(tracuu, archive, query))
    print("| query | asked | right | corrected otherwise | not corrected |\n| --- | --- | --- | --- | --- |")
    for kind, (total, good, other, _) in rows.items():
        wrong, left = (other, "–") if "nothing" in kind else (other, f"{(total - good - other) / total:.3f}")
        print(f"| {kind} | {total} | {good / total:.3f} | {wrong / total:.3f} | {left} |")
    print()
    if os.path.exists(QUESTIONS):
        ask_questions(tracuu, archive, count)
    for kind, (_, _, _, samples) in rows.items():
        print(f"{kind}, among the others: " + "; ".join(samples))


if __name__ == "__main__":
    main()
