#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Learns which words of a document stand for a word of a question.

    train_associations.py IRDIR OUTDIR [--leave-out K]

IRDIR holds phapdien.documents.jsonl.xz and the question sets with their dev halves. Writes compounds.tsv (pairs of
syllables that make one word) and associations.tsv (Model 1 of Brown et al. 1993, from titles to their bodies and from
questions to their relevant documents) into OUTDIR. --leave-out leaves out every fifth question (fold K, 0 to 4), so
that features for those questions can be made from a table that has not seen them; see train_ranker.py.
"""
import argparse
import collections
import hashlib
import json
import lzma
import math
import pathlib
import re
import unicodedata

import numpy as np

TOKEN = re.compile(r"[^\W_]+")
FOLDS = 5
COMPOUND_COUNT, COMPOUND_NPMI = 30, 0.28
TITLE_UNITS, QUESTION_UNITS = 60, 80   # how many units of a document take part
QUESTION_WEIGHT, NULL_WEIGHT, ROUNDS = 3.0, 2.0, 5
MOST_PAIRS, LEAST_T = 12000, 0.005
QUERY_DF, DOCUMENT_DF = 8000, 6000     # more frequent units say nothing
SETS = (("zalo2021-on-phapdien", "phapdien.documents.jsonl.xz"), ("phapdien-qa", "phapdien.documents.jsonl.xz"),
        ("alqac", "alqac/documents.jsonl.xz"), ("vlsp2025-drill-subset", "vlsp2025-drill-subset/documents.jsonl.xz"))
ENDINGS = {new: old for pair in ("oà òa oá óa oả ỏa oã õa oạ ọa oè òe oé óe oẻ ỏe oẽ õe oẹ ọe "
                                 "uỳ ùy uý úy uỷ ủy uỹ ũy uỵ ụy",)
           for new, old in zip(pair.split()[::2], pair.split()[1::2])}


def fold_of(qid):
    """The fold of a question: the same in both training programs."""
    return int(hashlib.md5((qid + "0").encode()).hexdigest(), 16) % FOLDS


def tokens(text):
    """Lower-case words with the tone mark in its old place."""
    out = []
    for word in TOKEN.findall(unicodedata.normalize("NFC", text).lower()):
        if word[-2:] in ENDINGS and not (word[-2] == "u" and word[-3:-2] == "q"):
            word = word[:-2] + ENDINGS[word[-2:]]
        out.append(word)
    return out


def documents(path):
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], tokens(row["title"]), tokens(row["text"])


def find_compounds(docs):
    """{(a, b): normalised pointwise mutual information} of the pairs that belong together."""
    ones, twos, total = collections.Counter(), collections.Counter(), 0
    for _, title, body in docs:
        words = title + body
        ones.update(words)
        twos.update(zip(words, words[1:]))
        total += len(words)
    out = {}
    for (a, b), n in twos.items():
        if n >= COMPOUND_COUNT and a.isalpha() and b.isalpha():
            npmi = math.log(n * total / (ones[a] * ones[b])) / -math.log(n / total)
            if npmi > COMPOUND_NPMI:
                out[a, b] = npmi
    return out


def units(words, compounds):
    """Words of one or two syllables, from left to right, the stronger of two overlapping pairs."""
    strength = [compounds.get(p, 0.0) for p in zip(words, words[1:])] + [0.0, 0.0]
    out, i = [], 0
    while i < len(words):
        if strength[i] > 0 and strength[i] >= strength[i + 1]:
            out.append(words[i] + "_" + words[i + 1])
            i += 2
        else:
            out.append(words[i])
            i += 1
    return out


class Sample:
    """The pairs (questions, document) in flat arrays: one cell for each question unit and document unit."""

    def __init__(self):
        self.ids = {}
        self.cell, self.tf, self.sizes, self.question, self.weight = [], [], [], [], []

    def id(self, unit):
        return self.ids.setdefault(unit, len(self.ids))

    def add(self, question, bag, weight):
        source = np.array([self.id(u) for u, _ in bag], np.int64) << 32
        tf = np.array([x for _, x in bag], np.float32)
        for unit in question if len(bag) else ():
            q = self.id(unit)
            self.cell.append(source | q)
            self.tf.append(tf)
            self.sizes.append(len(bag))
            self.question.append(q)
            self.weight.append(weight)


def bag_of(doc_units, df, n, most):
    """The units of a document that tell most, each with its damped frequency."""
    count = collections.Counter(u for u in doc_units if not u[0].isdigit())
    idf = lambda u: math.log(1 + (n - df[u] + 0.5) / (df[u] + 0.5))
    best = sorted(count, key=lambda u: (-idf(u) * count[u] / (count[u] + 1.2), u))[:most]
    return [(u, count[u] / (count[u] + 1.2)) for u in best]


def model_one(sample):
    """Returns the distinct cells, T of each and the background probability of each unit as part of a question."""
    cells, where = np.unique(np.concatenate(sample.cell), return_inverse=True)
    source = (cells >> 32).astype(np.int64)
    tf = np.concatenate(sample.tf)
    sizes = np.array(sample.sizes)
    start = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    question, weight = np.array(sample.question), np.array(sample.weight)
    background = np.bincount(question, weight, len(sample.ids))
    background /= background.sum()
    t = np.full(len(cells), 1 / 2000)
    for _ in range(ROUNDS):
        part = t[where] * tf
        whole = np.add.reduceat(part, start) + NULL_WEIGHT * background[question]
        part *= np.repeat(weight / (whole + 1e-12), sizes)
        count = np.bincount(where, part, len(cells))
        total = np.bincount(source, count, len(sample.ids))
        t = np.maximum(0, count - 0.05) / (total[source] + 2)
    return cells, t, background


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("irdir", type=pathlib.Path)
    args.add_argument("outdir", type=pathlib.Path)
    args.add_argument("--leave-out", type=int, default=-1)
    args = args.parse_args()

    main_corpus = SETS[0][1]
    docs = list(documents(args.irdir / main_corpus))
    compounds = find_compounds(docs)
    corpora = {main_corpus: {i: (units(t, compounds), units(b, compounds)) for i, t, b in docs}}
    del docs
    df = collections.Counter(u for t, b in corpora[main_corpus].values() for u in set(t + b))
    n = len(corpora[main_corpus])

    sample, asked = Sample(), collections.Counter()
    for title, body in corpora[main_corpus].values():
        # the first five units are the heading's number
        question = [u for u in title[5:] if not u[0].isdigit()]
        sample.add(question, bag_of(body, df, n, TITLE_UNITS), 1.0)
    for name, corpus in SETS:
        if corpus not in corpora:
            corpora[corpus] = {i: (units(t, compounds), units(b, compounds)) for i, t, b in documents(args.irdir / corpus)}
        texts = dict(line.rstrip("\n").split("\t", 1) for line in open(args.irdir / name / "queries.dev.tsv", encoding="utf-8"))
        for line in open(args.irdir / name / "qrels.dev.tsv", encoding="utf-8"):
            qid, did, grade = line.rstrip("\n").split("\t")[:3]
            if int(grade) < 1 or fold_of(qid) == args.leave_out:
                continue
            question = [u for u in units(tokens(texts[qid]), compounds) if not u[0].isdigit()]
            title, body = corpora[corpus][did]
            sample.add(question, bag_of(title + body, df, n, QUESTION_UNITS), QUESTION_WEIGHT)
            asked.update(question)

    cells, t, background = model_one(sample)
    names = list(sample.ids)
    picked = []
    for i in np.flatnonzero(t >= LEAST_T):
        d, q = names[cells[i] >> 32], names[cells[i] & 0xffffffff]
        if d == q or not 3 <= df[d] <= DOCUMENT_DF or df[q] > QUERY_DF or re.search(r"\d", d):
            continue
        b = background[sample.ids[q]]
        value = asked[q] * t[i] * math.sqrt(df[d] + 1) * math.log(t[i] / (b + 1e-5))
        if value > 0:
            picked.append((value, q, d, t[i], b))
    picked.sort(reverse=True)
    rows = collections.defaultdict(list)
    for _, q, d, p, b in picked[:MOST_PAIRS]:
        rows[q, b].append((-p, d))
    args.outdir.mkdir(parents=True, exist_ok=True)
    with open(args.outdir / "associations.tsv", "w", encoding="utf-8") as out:
        out.write("# question unit, its share of question units, document unit:thousandths ...; train_associations.py\n"
                  "unit\tbackground\tpartners\n")
        for (q, b), pairs in sorted(rows.items()):
            out.write(f"{q}\t{b:.2e}\t" + " ".join(f"{d}:{round(-p * 1000)}" for p, d in sorted(pairs)) + "\n")
    with open(args.outdir / "compounds.tsv", "w", encoding="utf-8") as out:
        out.write("# syllables, thousandths of their normalised mutual information; train_associations.py\nsyllables\tbond\n")
        for (a, b), x in sorted(compounds.items()):
            out.write(f"{a}_{b}\t{round(x * 1000)}\n")


if __name__ == "__main__":
    main()
