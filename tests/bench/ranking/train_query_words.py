#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains the weights of the syllables of a question.

    train_query_words.py IRDIR OUT SET=TERMS.tsv[,WEIGHT]... [--leave-out K]

TERMS.tsv: qid, docid, syllable, second syllable or "-", BM25 part; one row for each syllable and adjacent pair of the
question that a candidate contains (unweighted). Score = a Σ w(t) part(t) + b Σ sqrt(w(t) w(u)) part(t, u); the
logarithms of w are found with the listwise softmax loss, held near 0, and cut.
"""
import argparse
import collections
import pathlib

import numpy as np
from scipy.optimize import minimize

from train_associations import fold_of

L2, LEAST_QUESTIONS, LOW, HIGH, ROUNDS = 5.0, 8, 0.5, 2.0, 60


def read(irdir, name, path, leave_out):
    """Rows (group, candidate, a, b, value), relevance by candidate, and in how many questions a syllable stands."""
    relevant = set()
    for line in open(irdir / name / "qrels.dev.tsv", encoding="utf-8"):
        qid, did, grade = line.rstrip("\n").split("\t")[:3]
        if int(grade) > 0:
            relevant.add((qid, did))
    rows, seen = collections.defaultdict(list), collections.Counter()
    for line in open(path, encoding="utf-8"):
        qid, did, a, b, value = line.rstrip("\n").split("\t")
        if fold_of(qid) != leave_out:
            rows[qid, did].append((a, b, float(value)))
    by_question = collections.defaultdict(list)
    for qid, did in rows:
        by_question[qid].append(did)
    kept = []
    for qid, dids in by_question.items():
        seen.update({a for d in dids for a, b, _ in rows[qid, d] if b == "-"})
        if any((qid, d) in relevant for d in dids):
            kept.append([(rows[qid, d], (qid, d) in relevant) for d in dids])
    return kept, seen


def flatten(questions, ids):
    """The same in flat arrays; a syllable without a parameter of its own gets the last index."""
    a, b, pair, value, where, relevant, start, group = [], [], [], [], [], [], [], []
    for g, candidates in enumerate(questions):
        start.append(len(relevant))
        for parts, good in candidates:
            for x, y, v in parts:
                a.append(ids.get(x, len(ids)))
                b.append(ids.get(x if y == "-" else y, len(ids)))
                pair.append(y != "-")
                value.append(v)
                where.append(len(relevant))
            relevant.append(good)
            group.append(g)
    return [np.array(x) for x in (a, b, pair, value, where, relevant, start, group)]


def fit(blocks, n):
    def loss(p):
        theta, scale = np.append(p[:n], 0.0), np.exp(p[n:])
        total, slope = L2 * np.sum(p[:n] ** 2), np.zeros(n + 2)
        slope[:n] = 2 * L2 * p[:n]
        for (a, b, pair, value, where, relevant, start, group), weight in blocks:
            part = value * np.exp((theta[a] + theta[b]) / 2) * np.where(pair, scale[1], scale[0])
            score = np.bincount(where, part, len(relevant))
            e = np.exp(score - np.maximum.reduceat(score, start)[group])
            whole, good = np.add.reduceat(e, start), np.add.reduceat(e * relevant, start)
            total += weight * np.sum(np.log(whole) - np.log(good))
            back = weight * (e / whole[group] - e * relevant / good[group])[where] * part
            slope[:n] += (np.bincount(a, back, n + 1) + np.bincount(b, back, n + 1))[:n] / 2
            slope[n] += back[~pair].sum()
            slope[n + 1] += back[pair].sum()
        return total, slope

    first = np.append(np.zeros(n), np.log([0.3, 0.3]))
    return minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x[:n]


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("irdir", type=pathlib.Path)
    args.add_argument("out")
    args.add_argument("sets", nargs="+", metavar="SET=TERMS.tsv[,WEIGHT]")
    args.add_argument("--leave-out", type=int, default=-1)
    args = args.parse_args()
    sets, seen = [], collections.Counter()
    for item in args.sets:
        name, path = item.split("=", 1)
        path, _, weight = path.partition(",")
        questions, counts = read(args.irdir, name, path, args.leave_out)
        sets.append((questions, float(weight or 1)))
        seen.update(counts)
    ids = {t: i for i, t in enumerate(sorted(t for t, n in seen.items() if n >= LEAST_QUESTIONS and not t.isdigit()))}
    weights = np.clip(np.exp(fit([(flatten(q, ids), w) for q, w in sets], len(ids))), LOW, HIGH)
    with open(args.out, "w", encoding="utf-8") as out:
        out.write("# syllable and its weight in a question (absent: 1); train_query_words.py\nword\tweight\n")
        for t, i in ids.items():
            if abs(weights[i] - 1) >= 0.05:
                out.write(f"{t}\t{weights[i]:.2f}\n")


if __name__ == "__main__":
    main()
