#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Work assigned in the sample: every task that its masters mark is read, with agency and deadline."""

import collections
import json
import os
import pathlib
import sys
import unittest

sys.path.insert(0, os.path.dirname(__file__))
from tracuu_help import tracuu  # noqa: E402

CORPUS = pathlib.Path(os.environ.get("TC_SOURCE_DIR", ".")) / "corpus"


def plain(text):
    return " ".join((text or "").lower().replace("uỷ", "ủy").split())


class TasksOfTheSample(unittest.TestCase):
    def test_every_marked_task_is_read(self):
        wanted = collections.defaultdict(list)
        for task in json.loads((CORPUS / "gold" / "tasks.json").read_text(encoding="utf-8")):
            wanted[task["files"][0]].append(task)
        partners = 0
        for name, tasks in wanted.items():
            read = json.loads(tracuu("dump", "--stage=tasks", "--format=json", CORPUS / "sample" / name).stdout)["tasks"]
            for task in tasks:
                with self.subTest(file=name, text=task["text"][:60]):
                    same = [t for t in read if plain(task["text"]).startswith(plain(t["text"])[:40])]
                    self.assertTrue(same, "not read")
                    # “Ủy ban nhân dân huyện” in a paper of one district is completed by the master alone
                    self.assertTrue(plain(task["agency"]).startswith(plain(same[0]["agency"])), same[0]["agency"])
                    self.assertEqual(same[0]["deadline"], task["deadline"])
                    partners += sorted(map(plain, same[0]["with"])) == sorted(map(plain, task["with"]))
        self.assertGreaterEqual(partners, sum(map(len, wanted.values())) - 2)


if __name__ == "__main__":
    unittest.main()
