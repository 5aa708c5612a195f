# SPDX-License-Identifier: GPL-3.0-or-later
"""What references mean: their status and why, as of a day, and documents that nobody deposited."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from test_standing import paper
from tracuu_help import CGI, tracuu, write_documents

CITES = "Thực hiện Nghị quyết số 09-NQ/TU, ngày 02/5/2007 của Tỉnh ủy về thủy lợi và Kết luận số 15-KL/TU của Tỉnh ủy."
FILES = {
    "a/15-kl-2012.txt": paper("15-KL/TU", "05 tháng 3 năm 2012", "KẾT LUẬN", "về nuôi tằm", "Kết luận về nuôi tằm."),
    "a/15-kl-2017.txt": paper("15-KL/TU", "06 tháng 7 năm 2017", "KẾT LUẬN", "về trồng dâu", "Kết luận về trồng dâu."),
    "b/15-kl-2013.txt": paper("15-KL/TU", "08 tháng 8 năm 2013", "KẾT LUẬN", "về làm muối", "Kết luận về làm muối.", "HẢI KHÊ", "Hải Khê"),
    "a/20-kh-2013.txt": paper("20-KH/TU", "09 tháng 9 năm 2013", "KẾ HOẠCH", "về trạm bơm", CITES),
    "a/21-kh-2018.txt": paper("21-KH/TU", "09 tháng 9 năm 2018", "KẾ HOẠCH", "về hồ chứa", CITES),
    "a/22-kh-2019.txt": paper("22-KH/TU", "09 tháng 9 năm 2019", "KẾ HOẠCH", "về kênh mương", CITES),
}


class References(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="tracuu-test-")
        cls.folder = pathlib.Path(cls.holder.name)
        cls.archive = cls.folder / "archive"
        write_documents(cls.folder / "kho", FILES)
        done = tracuu("--archive", cls.archive, "index", cls.folder / "kho")
        assert done.returncode == 0, done.stderr

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def run_on(self, *arguments, **more):
        return tracuu("--archive", self.archive, *arguments, **more)

    def json(self, *arguments, **more):
        return json.loads(self.run_on(*arguments, "--format=json", **more).stdout)

    def resolve(self, reference, *more):
        return self.json("resolve", *more, reference)["results"][0]

    def page(self, path):
        environment = {**os.environ, "TRACUU_ARCHIVE": str(self.archive), "REQUEST_METHOD": "GET", "SCRIPT_NAME": "/k",
                       "PATH_INFO": path, "QUERY_STRING": ""}
        return subprocess.run([CGI], env=environment, capture_output=True, text=True, timeout=60).stdout

    def test_an_ambiguous_number_lists_every_candidate_and_why(self):
        found = self.resolve("kl 15")
        self.assertEqual(found["status"], "ambiguous")
        self.assertEqual(sorted(target["date"] for target in found["targets"]), ["2012-03-05", "2013-08-08", "2017-07-06"])
        self.assertIn("several documents of this number", found["why"])
        why = self.json("resolve", "kl 15", environment={"LC_ALL": "vi_VN.UTF-8"})["results"][0]["why"]
        self.assertIn("nhiều văn bản cùng số", why)

    def test_a_day_decides_and_a_repaired_spelling_says_how_it_was_read(self):
        found = self.resolve("15/KL-TU ngày 06/7/2017")
        self.assertEqual((found["status"], found["repaired"], found["targets"][0]["date"]), ("found", "15-KL/TU", "2017-07-06"))

    def test_as_of_a_day_later_documents_do_not_count(self):
        self.assertEqual([t["date"] for t in self.resolve("15-KL/TU", "--as-of", "2012-12-31")["targets"]], ["2012-03-05"])
        self.assertEqual(self.resolve("15-KL/TU", "--as-of", "2012-12-31")["status"], "found")
        self.assertEqual(self.resolve("15-KL/TU", "--as-of", "2014-01-01")["status"], "ambiguous")
        early = self.resolve("15-KL/TU", "--as-of", "2010-01-01")
        self.assertEqual((early["status"], early["why"]), ("absent", "only documents issued after the day asked for"))

    def test_what_is_absent_and_what_cannot_be_read_differ(self):
        self.assertEqual(self.resolve("99-KL/TU")["status"], "absent")
        bad = self.resolve("nuôi tằm")
        self.assertEqual((bad["status"], bad["key"]), ("malformed", None))
        self.assertEqual({self.resolve(name)["key"] for name in ("Điều lệ Đảng", "điều lệ đảng")}, {"DIEU-LE-DANG"})
        self.assertEqual(self.run_on("resolve", "99-KL/TU").returncode, 1)
        self.assertEqual(self.run_on("resolve", "99-KL/TU", "21-KH/TU").returncode, 0)
        self.assertEqual(self.run_on("resolve", "-", stdin="99-KL/TU\n21-KH/TU\n").returncode, 0)

    def test_a_citation_without_day_means_the_one_of_its_own_committee_and_term(self):
        for path, day in (("a/20-kh-2013.txt", "2012-03-05"), ("a/21-kh-2018.txt", "2017-07-06")):
            cites = self.json("cites", f"kho/{path}")["citations"]
            target = [one["targets"] for one in cites if one["number"] == "15"][0]
            self.assertEqual(self.json("show", "--meta", target[0])["date"], day)
        self.assertEqual([one["key"] for one in self.json("cited-by", "15-KL/TU@2012-03-05")["citing"]], ["20-KH/TU@2013-09-09"])

    def test_what_nobody_deposited_is_a_node_like_any_other(self):
        self.assertEqual(len(self.json("cited-by", "09-NQ/TU")["citing"]), 3)
        graph = self.json("graph", "09-NQ/TU")
        self.assertEqual((len(graph["nodes"]), len(graph["edges"]), graph["nodes"][0]["id"]), (4, 3, None))
        around = self.json("graph", "20-KH/TU", "--depth", "2")
        self.assertIn("09-NQ/TU@2007-05-02", [node["key"] for node in around["nodes"] if not node["id"]])
        page = self.page("/ref/09-NQ/TU@2007-05-02")
        self.assertIn("Kho không có văn bản này", page)
        self.assertIn("3 văn bản dẫn tới", page)
        absent = [row["key"] for row in self.json("stats")["cited_but_absent"]]
        self.assertEqual(absent[0], "09-NQ/TU@?")

    def test_the_most_cited_comes_first_when_asked(self):
        hits = self.json("search", "--sort=cited", "loai:KL")["hits"]
        self.assertEqual(hits[0]["cited_by"], max(hit["cited_by"] for hit in hits))
        self.assertEqual(self.json("search", "--sort=cited", "tỉnh ủy")["hits"][0]["key"], "15-KL/TU@2017-07-06")
        # a citation without day counts for the last of the province before it, as it is resolved
        self.assertEqual({hit["key"]: hit["cited_by"] for hit in hits}, {
            "15-KL/TU@2012-03-05": 1, "15-KL/TU@2017-07-06": 2, "15-KL/TU@2013-08-08": 0})


if __name__ == "__main__":
    unittest.main()
