#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains the weights of the second stage of ranking.

    train_ranker.py IRDIR OUT SET=FEATURES.tsv[,WEIGHT]...

FEATURES.tsv has a header "qid docid FEATURE..." and one row for each candidate, in first-stage order, as the engine
computes them; for honest figures they come from association and word tables trained without the question's own fold
(train_associations.py --leave-out K). Prints nDCG@10, MRR@10 and recall@10 of five-fold cross-validation, trains on
all, and writes OUT: feature, weight of the standardised value, weight of five times its peak.
The loss is the listwise softmax; signs are bounded so that a better match never lowers a document.
"""
import argparse
import math
import pathlib
import sys

import numpy as np
from scipy.optimize import minimize

from train_associations import FOLDS, fold_of

NEGATIVE = {"log_title"}   # these may only lower a document
L2, DEPTH, PEAK_POWER, PEAK_SCALE = 5.0, 60, 8, 5.0


class Questions:
    """One set: candidates in rows, grouped by question."""

    def __init__(self, irdir, name, path, weight):
        self.name, self.weight = name, weight
        self.gold = {}
        for line in open(irdir / name / "qrels.dev.tsv", encoding="utf-8"):
            qid, did, grade = line.rstrip("\n").split("\t")[:3]
            if int(grade) > 0:
                self.gold.setdefault(qid, {})[did] = int(grade)
        with open(path, encoding="utf-8") as rows:
            self.features = rows.readline().rstrip("\n").split("\t")[2:]
            groups = {}
            for row in rows:
                qid, did, *x = row.rstrip("\n").split("\t")
                if qid in self.gold:
                    groups.setdefault(qid, []).append((self.gold[qid].get(did, 0), [float(v) for v in x]))
        self.qids = list(groups)
        self.fold = np.array([fold_of(q) for q in self.qids])
        self.rel = [np.array([r for r, _ in groups[q]]) for q in self.qids]
        self.x = [columns(np.array([x for _, x in groups[q]])) for q in self.qids]

    def lists(self, folds):
        """Rows for training: the first DEPTH candidates and the relevant ones."""
        for rel, x, fold in zip(self.rel, self.x, self.fold):
            if fold in folds and rel.any():
                keep = (np.arange(len(rel)) < DEPTH) | (rel > 0)
                yield x[keep], rel[keep] > 0

    def figures(self, weights):
        """nDCG@10, MRR@10, recall@10 over all judged questions; weights: one vector for each fold."""
        total = np.zeros(3)
        for qid, rel, x, fold in zip(self.qids, self.rel, self.x, self.fold):
            top = rel[np.argsort(-(x @ weights[fold]), kind="stable")[:10]]
            gold = sorted(self.gold[qid].values(), reverse=True)
            dcg = lambda grades: sum((2.0 ** g - 1) / math.log2(i + 2) for i, g in enumerate(grades[:10]))
            hits = np.flatnonzero(top)
            total += dcg(top) / dcg(gold), 1 / (hits[0] + 1) if len(hits) else 0, len(hits) / len(gold)
        return total / len(self.gold)


def columns(x):
    """Standardised within the question, and how near each value comes to the question's best."""
    deviation, low, span = x.std(axis=0), x.min(axis=0), np.ptp(x, axis=0)
    z = (x - x.mean(axis=0)) / np.where(deviation < 1e-9, 1, deviation)
    peak = ((x - low) / np.where(span < 1e-9, 1, span)) ** PEAK_POWER
    return np.hstack([z, PEAK_SCALE * peak])


def train(sets, folds, bounds):
    blocks = []
    for s in sets:
        lists = list(s.lists(folds))
        if lists:
            sizes = np.array([len(r) for _, r in lists])
            start = np.concatenate(([0], np.cumsum(sizes)[:-1]))
            blocks.append((np.vstack([x for x, _ in lists]), np.concatenate([r for _, r in lists]),
                           start, np.repeat(np.arange(len(lists)), sizes), s.weight))

    def loss(w):
        value, slope = L2 * w @ w, 2 * L2 * w
        for x, rel, start, group, weight in blocks:
            score = x @ w
            e = np.exp(score - np.maximum.reduceat(score, start)[group])
            whole, good = np.add.reduceat(e, start), np.add.reduceat(e * rel, start)
            value += weight * np.sum(np.log(whole) - np.log(good))
            slope = slope + weight * (x.T @ (e / whole[group] - e * rel / good[group]))
        return value, slope

    return minimize(loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300}).x


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("irdir", type=pathlib.Path)
    args.add_argument("out")
    args.add_argument("sets", nargs="+", metavar="SET=FEATURES.tsv[,WEIGHT]")
    args = args.parse_args()
    sets = []
    for item in args.sets:
        name, path = item.split("=", 1)
        path, _, weight = path.partition(",")
        sets.append(Questions(args.irdir, name, path, float(weight or 1)))
    features = sets[0].features
    if any(s.features != features for s in sets):
        sys.exit("the sets have different features")
    bounds = [(None, 0) if f in NEGATIVE else (0, None) for f in features] * 2
    every = set(range(FOLDS))
    crossed = [train(sets, every - {k}, bounds) for k in range(FOLDS)]
    for s in sets:
        print(f"{s.name}\tndcg@10 %.4f\tmrr@10 %.4f\trecall@10 %.4f" % tuple(s.figures(crossed)))
    final = train(sets, every, bounds)
    with open(args.out, "w", encoding="utf-8") as out:
        out.write("# feature<TAB>weight of the standardised value<TAB>weight of 5 times the peak; train_ranker.py\n")
        for f, z, p in zip(features, final, final[len(features):]):
            out.write(f"{f}\t{z:.3f}\t{p:.3f}\n")


if __name__ == "__main__":
    main()
