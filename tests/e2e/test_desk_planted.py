#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests/bench/desk.py measures, over 1,000 generated documents, against bounds."""

import os
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ.get("TC_SOURCE_DIR", "."))
sys.path.insert(0, str(ROOT / "tests" / "bench"))
import compare  # noqa: E402
import desk  # noqa: E402

desk.BUILD = pathlib.Path(os.environ.get("TC_BUILD_DIR", "build"))


class Planted(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.archive = desk.Archive(cls.scratch.name, 1000, 5)

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def hold(self, scores, bounds):
        for name, bound in bounds.items():
            with self.subTest(name):
                self.assertGreater(scores[name].total, 0)
                self.assertGreaterEqual(scores[name].share, bound, str(scores[name]))

    def test_work_and_what_followed_it(self):
        self.hold(desk.measure_tasks(self.archive), {
            "tasks found": 0.99, "agency": 0.99, "works with": 0.98, "deadline": 0.99, "due ones that were planted": 0.98,
            "follow-up found": 0.98, "follow-up right": 0.85, "state answered right": 0.98, "state open right": 0.94})

    def test_trees_of_implementation(self):
        self.hold(desk.measure_trees(self.archive, 60), {
            "in the tree": 0.98, "under the right parent": 0.98, "level": 0.98, "kind": 0.98,
            "of the tree was planted or rests on it": 0.98, "missing review said": 0.95})

    def test_changes_between_versions(self):
        table = compare.measure_amended(self.archive, self.scratch.name, 12, 5)
        for kind in compare.KINDS:
            with self.subTest(kind):
                self.assertGreaterEqual(table[kind][compare.RIGHT[kind]], 0.97 * sum(table[kind].values()), dict(table[kind]))
        self.hold(compare.measure_planted(self.archive), {
            "re-issues: clauses of the body the same": 0.98, "revised: changes told": 0.95})


if __name__ == "__main__":
    unittest.main()
