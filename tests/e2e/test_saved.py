#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Saved searches: saving, what is new since the last look, forgetting, and a file that somebody else wrote."""

import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(__file__))
from tracuu_help import FILES, PROGRAM, tracuu, write_documents

NEW = "HUYỆN ỦY KIM SA\n\nBÁO CÁO\nvề nghề nuôi tằm ở các xã ven sông\n\nMười hai tổ đan né đã được lập, mỗi tổ năm hộ.\n"


class Saved(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="tracuu-test-")
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        self.documents, self.archive = self.folder / "kho", self.folder / "archive"
        write_documents(self.documents)
        self.index()

    def index(self):
        self.assertEqual(self.run_here("index", self.documents).returncode, 0)

    def run_here(self, *arguments, **more):
        return tracuu("--archive", self.archive, *arguments, **more)

    def new(self, *arguments, status=0):
        done = self.run_here("saved", *arguments, "--format=json")
        self.assertEqual(done.returncode, status, done.stderr)
        return {hit["path"].split("/")[-1]: hit["change"] for hit in json.loads(done.stdout)["hits"]}

    def save(self, name="tằm", *query):
        done = self.run_here("search", "--save", name, *(query or ("nuôi tằm",)))
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def test_what_came_and_what_changed_is_new_once(self):
        self.assertIn("tracuu saved tằm", self.save().stderr)
        self.assertEqual(self.new("tằm", status=1), {})
        write_documents(self.documents, {"bc/moi.txt": NEW})
        changed = self.documents / "kl/17-kl-tu.txt"
        changed.write_text(changed.read_text() + "\nSao gửi các xã.\n")
        self.index()
        wanted = {"moi.txt": "added", "17-kl-tu.txt": "updated"}
        listed = json.loads(self.run_here("saved", "--format=json").stdout)["searches"]
        self.assertEqual([(s["name"], s["query"], s["matching"], s["new"]) for s in listed], [("tằm", "nuôi tằm", 2, 2)])
        self.assertEqual(self.new("tằm", "--keep"), wanted)
        self.assertEqual(self.new("tằm"), wanted)
        self.assertEqual(self.new("tằm", status=1), {})

    def test_what_was_not_shown_stays_new(self):
        self.save()
        write_documents(self.documents, {f"bc/{n}.txt": NEW.replace("Mười hai", f"{n} và") for n in ("ba", "bốn", "năm")})
        self.index()
        first, rest = self.new("tằm", "--limit=1"), self.new("tằm")
        self.assertEqual((len(first), len(rest)), (1, 2))
        self.assertFalse(set(first) & set(rest))

    def test_every_format_lists_the_new_ones(self):
        self.save()
        write_documents(self.documents, {"bc/moi.txt": NEW})
        self.index()
        text = self.run_here("saved", "tằm", "--keep", "--lang=vi").stdout
        self.assertIn("1 mới hoặc thay đổi từ ", text)
        self.assertIn("bc/moi.txt", text)
        row, = csv.DictReader(io.StringIO(self.run_here("saved", "tằm", "--keep", "--format=csv").stdout))
        line = json.loads(self.run_here("saved", "tằm", "--keep", "--format=jsonl").stdout)
        self.assertEqual((row["change"], row["path"]), ("added", line["path"]))
        whole = json.loads(self.run_here("saved", "tằm", "--keep", "--format=json").stdout)
        self.assertEqual((whole["format_version"], whole["name"], whole["query"], whole["total"]), (1, "tằm", "nuôi tằm", 1))
        self.assertRegex(whole["since"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        listed = self.run_here("saved").stdout
        self.assertIn("nuôi tằm", listed)

    def test_all_runs_the_search_with_its_options(self):
        self.run_here("search", "--save", "cũ", "--sort=-date", "--limit=1", "tỉnh")
        everything = json.loads(self.run_here("saved", "cũ", "--all", "--format=json").stdout)
        direct = json.loads(self.run_here("search", "--sort=-date", "--limit=1", "tỉnh", "--format=json").stdout)
        self.assertEqual(everything, direct)

    def test_saving_again_replaces_and_deleting_forgets(self):
        self.save()
        self.save("tằm", "thủy lợi")
        listed = json.loads(self.run_here("saved", "--format=json").stdout)["searches"]
        self.assertEqual([s["query"] for s in listed], ["thủy lợi"])
        self.assertEqual(self.run_here("saved", "--delete", "tằm").returncode, 0)
        self.assertEqual(self.run_here("saved", "--delete", "tằm").returncode, 1)
        self.assertEqual(self.run_here("saved", "tằm").returncode, 1)
        self.assertEqual(self.run_here("saved").returncode, 1)

    def test_a_query_in_error_or_a_name_that_is_none_is_not_saved(self):
        self.assertEqual(self.run_here("search", "--save", "x", '"a b').returncode, 2)
        self.assertNotEqual(self.run_here("search", "--save", "a\nb", "tằm").returncode, 0)
        self.assertNotEqual(self.run_here("search", "--save", "a" * 101, "tằm").returncode, 0)
        self.assertEqual(self.run_here("saved").returncode, 1)

    def test_a_damaged_file_is_refused_and_left_as_it_is(self):
        self.save()
        path = self.archive / "saved.json"
        good = json.loads(path.read_text())
        match = good["searches"][0]["matches"][0]
        for damage in ("", "{", "[]", '{"format_version":2,"searches":[]}', json.dumps(good).replace(match, "x" * 25),
                       json.dumps({**good, "searches": [{**good["searches"][0], "name": "\u0007"}]}),
                       json.dumps({**good, "searches": good["searches"] * 2}), json.dumps({**good, "searches": [{**good["searches"][0], "limit": -1}]}),
                       json.dumps({**good, "searches": [{**good["searches"][0], "matches": [match] * 10001}]})):
            path.write_text(damage)
            for arguments in (("saved",), ("saved", "tằm"), ("saved", "--delete", "tằm"), ("search", "--save", "b", "tằm")):
                done = self.run_here(*arguments)
                self.assertEqual(done.returncode, 3, (damage[:80], arguments, done.stderr))
                self.assertIn("saved.json", done.stderr)
            self.assertEqual(path.read_text(), damage)
        self.assertEqual(self.run_here("search", "tằm").returncode, 0)  # searching does not need it

    def test_many_savers_at_once_lose_nothing(self):
        env = {**os.environ, "LC_ALL": "C.UTF-8"}
        running = [subprocess.Popen([PROGRAM, "--archive", str(self.archive), "search", "--save", f"tìm {n}", "tằm"], env=env, stdout=subprocess.DEVNULL,
                                    stderr=subprocess.DEVNULL) for n in range(8)]
        self.assertEqual([one.wait() for one in running], [0] * 8)
        self.assertEqual(len(json.loads((self.archive / "saved.json").read_text())["searches"]), 8)


if __name__ == "__main__":
    unittest.main()
