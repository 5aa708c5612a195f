# SPDX-License-Identifier: GPL-3.0-or-later
"""Validity over generated documents, of which it is known what amends, replaces and repeals what."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from tracuu_help import BUILD, tracuu

COUNT = 1500


class GeneratedStanding(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="tracuu-test-")
        folder = pathlib.Path(cls.holder.name)
        cls.archive = folder / "archive"
        subprocess.run([os.environ.get("TRACUU_GENERATE", str(BUILD / "tracuu-generate")), "--count", str(COUNT), "--seed", "5", "--out",
                        str(folder / "kho"), "--gold", str(folder / "gold.jsonl")], check=True, timeout=120)
        done = subprocess.run([os.environ.get("TRACUU", str(BUILD / "tracuu")), "--archive", str(cls.archive), "index", str(folder / "kho")],
                              capture_output=True, text=True, timeout=500)
        assert done.returncode == 0, done.stderr
        cls.gold = {row["path"]: row for row in map(json.loads, (folder / "gold.jsonl").read_text().splitlines())}

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def finds(self, query):
        done = tracuu("--archive", self.archive, "search", "--format=json", "--limit=1000", "--no-fold", query)
        return {hit["path"].split("/", 1)[1] for hit in json.loads(done.stdout)["hits"]}

    def test_what_is_ended_and_what_is_amended_is_just_what_was_generated_so(self):
        ended, amended = set(), set()
        for row in self.gold.values():
            for citation in row["citations"]:
                if citation["target"] and citation["relation"] in ("replaces", "repeals", "amends"):
                    is_end = citation["relation"] != "amends" and not citation["provision"]
                    (ended if is_end else amended).add(citation["target"])
        self.assertTrue(ended and amended)
        self.assertEqual(self.finds("hieuluc:hết"), ended)
        self.assertEqual(self.finds("hieuluc:sửa đổi"), amended - ended)
        typed = {path for path, row in self.gold.items() if row["type"] and row["type"] != "tin"}
        self.assertEqual(len(typed - ended), json.loads(tracuu("--archive", self.archive, "search", "--format=json", "hieuluc:còn").stdout)["total"])


if __name__ == "__main__":
    unittest.main()
