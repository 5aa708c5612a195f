# SPDX-License-Identifier: GPL-3.0-or-later
"""Validity: hieuluc:, what hits and documents say of it, and that it follows what comes and goes."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from tracuu_help import CGI, tracuu, write_documents

HEAD = """TỈNH ỦY {0}
*
Số {1}
ĐẢNG CỘNG SẢN VIỆT NAM
{2}, ngày {3}

{4}
{5}

{6}

T/M BAN THƯỜNG VỤ
BÍ THƯ

Lê Thị Khuê
"""


def paper(number, day, kind, title, body, office="VÂN TRÌ", town="Vân Trì"):
    return HEAD.format(office, number, town, day, kind, title, body)


OLD = paper("08-NQ/TU", "12 tháng 9 năm 2011", "NGHỊ QUYẾT", "về phát triển nghề dệt", "Phát triển nghề dệt lụa.")
OTHER = paper("08-NQ/TU", "20 tháng 10 năm 2011", "NGHỊ QUYẾT", "về cảng cá", "Xây dựng cảng cá, nghề dệt lưới.", "HẢI KHÊ", "Hải Khê")
RULES = paper("12-QĐ/TU", "05 tháng 3 năm 2012", "QUYẾT ĐỊNH", "về quỹ khuyến công nghề dệt", "Lập quỹ khuyến công.")
PLAN = paper("31-KH/TU", "02 tháng 4 năm 2012", "KẾ HOẠCH", "về làng nghề dệt", "Mở lớp dạy nghề dệt.")
REPLACING = paper("05-NQ/TU", "10 tháng 6 năm 2016", "NGHỊ QUYẾT", "về nghề dệt trong giai đoạn mới",
                  "Nghị quyết này thay thế Nghị quyết số 08-NQ/TU, ngày 12/9/2011 của Tỉnh ủy về phát triển nghề dệt.")
AMENDING = paper("40-QĐ/TU", "10 tháng 7 năm 2016", "QUYẾT ĐỊNH", "sửa đổi, bổ sung Quyết định số 12-QĐ/TU",
                 "Sửa đổi, bổ sung Quyết định số 12-QĐ/TU, ngày 05/3/2012 của Tỉnh ủy về quỹ khuyến công nghề dệt.")
REPEALING = paper("41-QĐ/TU", "11 tháng 7 năm 2016", "QUYẾT ĐỊNH", "về việc bãi bỏ văn bản",
                  "Bãi bỏ Kế hoạch số 31-KH/TU, ngày 02/4/2012 của Tỉnh ủy về làng nghề dệt.")
FIRST = {"a/08-nq.txt": OLD, "b/08-nq.txt": OTHER, "a/12-qd.txt": RULES, "a/31-kh.txt": PLAN}
LATER = {"a/05-nq.txt": REPLACING, "a/40-qd.txt": AMENDING, "a/41-qd.txt": REPEALING}


class Archive(unittest.TestCase):
    """What both kinds of tests do with an archive."""

    def make(self):
        self.holder = tempfile.TemporaryDirectory(prefix="tracuu-test-")
        self.folder = pathlib.Path(self.holder.name)
        self.kho, self.archive = self.folder / "kho", self.folder / "archive"
        write_documents(self.kho, FIRST)
        self.index()

    def index(self, *more):
        done = tracuu("--archive", self.archive, "index", self.kho, *more)
        self.assertEqual(done.returncode, 0, done.stderr)

    def finds(self, *query):
        done = tracuu("--archive", self.archive, "search", "--format=json", *query)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return sorted(hit["path"][4:-4] for hit in json.loads(done.stdout)["hits"])

    def add_later(self):
        write_documents(self.kho, LATER)
        self.index()


class Changes(Archive):
    def setUp(self):
        self.make()

    def tearDown(self):
        self.holder.cleanup()

    def test_a_document_knows_what_was_indexed_after_it(self):
        self.assertEqual(self.finds("hieuluc:hết"), [])
        self.add_later()
        self.assertEqual(self.finds("hieuluc:hết"), ["a/08-nq", "a/31-kh"])
        self.assertEqual(self.finds("hieuluc:thay thế"), ["a/08-nq"])
        self.assertEqual(self.finds("hieuluc:bãi bỏ"), ["a/31-kh"])
        self.assertEqual(self.finds("hieuluc:sửa đổi"), ["a/12-qd"])
        self.assertEqual(self.finds("hieuluc:còn"), ["a/05-nq", "a/12-qd", "a/40-qd", "a/41-qd", "b/08-nq"])

    def test_it_is_undone_when_the_later_document_goes(self):
        self.add_later()
        (self.kho / "a/05-nq.txt").unlink()
        self.index()
        self.assertEqual(self.finds("hieuluc:hết"), ["a/31-kh"])

    def test_it_does_not_hang_on_the_file_that_keeps_it(self):
        self.add_later()
        (self.archive / "standing.dat").write_bytes(b"tcstand1 of something else, or nothing at all")
        self.assertEqual(self.finds("hieuluc:hết"), ["a/08-nq", "a/31-kh"])
        shown = json.loads(tracuu("--archive", self.archive, "show", "--meta", "--format=json", "31-KH/TU").stdout)
        self.assertEqual(shown["status"], "hết hiệu lực")
        (self.archive / "standing.dat").unlink()
        self.assertEqual(self.finds("hieuluc:sửa đổi"), ["a/12-qd"])

    def test_it_can_be_counted_and_chosen_beside_the_hits(self):
        self.assertEqual(json.loads(tracuu("--archive", self.archive, "search", "--format=json", "--facets=status", "dệt").stdout)["facets"], {})
        self.add_later()
        facets = json.loads(tracuu("--archive", self.archive, "search", "--format=json", "--facets=type,status", "tỉnh ủy").stdout)["facets"]
        self.assertEqual({row["value"]: row["count"] for row in facets["status"]}, {"hết hiệu lực": 2, "được sửa đổi": 1, "còn hiệu lực": 5})
        alone = json.loads(tracuu("--archive", self.archive, "search", "--format=json", "--facets=status", "tỉnh ủy").stdout)["facets"]
        self.assertEqual(alone["status"], facets["status"])
        environment = {**os.environ, "TRACUU_ARCHIVE": str(self.archive), "REQUEST_METHOD": "GET", "SCRIPT_NAME": "/k", "PATH_INFO": "/"}
        page = subprocess.run([CGI], env={**environment, "QUERY_STRING": "q=tỉnh+ủy"}, capture_output=True, text=True, timeout=60).stdout
        self.assertIn("Được sửa đổi", page)
        page = subprocess.run([CGI], env={**environment, "QUERY_STRING": "q=dệt&status=hết+hiệu+lực"}, capture_output=True, text=True, timeout=60).stdout
        self.assertIn("về phát triển nghề dệt".capitalize(), page)
        self.assertNotIn("giai đoạn mới</a>", page)


class Standing(Archive):
    """One archive, with the later documents, for all tests."""

    @classmethod
    def setUpClass(cls):
        made = cls()
        made.make()
        made.add_later()
        cls.holder, cls.kho, cls.archive = made.holder, made.kho, made.archive

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def test_every_spelling_of_the_values_means_the_same(self):
        for spelling in ["hieuluc:het", "hiệu lực: hết", "hieuluc:\"hết hiệu lực\"", "hieu luc:het hieu luc", "status:ended", "HIEULUC:HẾT"]:
            self.assertEqual(self.finds(spelling), ["a/08-nq", "a/31-kh"], spelling)
        for spelling in ["hieuluc:sua doi", "hieuluc:được sửa đổi", "status:amended", "hieuluc:\"sửa đổi, bổ sung\""]:
            self.assertEqual(self.finds(spelling), ["a/12-qd"], spelling)
        self.assertEqual(self.finds("hieuluc:hết +lụa"), ["a/08-nq"])
        self.assertEqual(self.finds("loai:nghị quyết -hieuluc:hết"), ["a/05-nq", "b/08-nq"])

    def test_another_value_is_an_error_that_names_those_there_are(self):
        done = tracuu("--archive", self.archive, "search", "hieuluc:xanh")
        self.assertEqual(done.returncode, 2)
        self.assertIn("thay thế", done.stderr)

    def test_hits_and_documents_say_by_which_document(self):
        hits = json.loads(tracuu("--archive", self.archive, "search", "--format=json", "hieuluc:hết dệt lụa").stdout)["hits"]
        self.assertEqual([hits[0][name] for name in ("status", "status_relation", "status_source")],
                         ["hết hiệu lực", "replaces", "05-NQ/TU@2016-06-10"])
        line = tracuu("--archive", self.archive, "search", "hieuluc:hết dệt lụa", environment={"LC_ALL": "vi_VN.UTF-8"}).stdout
        self.assertIn("hết hiệu lực (được thay thế bởi 05-NQ/TU)", line)
        shown = tracuu("--archive", self.archive, "show", "--meta", "12-QĐ/TU").stdout
        self.assertIn("amended by 40-QĐ/TU", shown)

    def test_a_number_that_is_resolved_says_it_too(self):
        target = json.loads(tracuu("--archive", self.archive, "resolve", "--format=json", "31-KH/TU").stdout)["results"][0]["targets"][0]
        self.assertEqual((target["status"], target["status_source"]), ("hết hiệu lực", "41-QĐ/TU@2016-07-11"))

    def test_the_page_links_to_it(self):
        meta = json.loads(tracuu("--archive", self.archive, "show", "--meta", "--format=json", "31-KH/TU").stdout)
        environment = {**os.environ, "TRACUU_ARCHIVE": str(self.archive), "REQUEST_METHOD": "GET", "SCRIPT_NAME": "/k",
                       "PATH_INFO": f"/doc/{meta['id']}", "QUERY_STRING": ""}
        page = subprocess.run([CGI], env=environment, capture_output=True, text=True, timeout=60).stdout
        self.assertIn("bị bãi bỏ bởi 41-QĐ/TU", page)
        self.assertIn(f"/k/doc/{meta['status_source_id']}", page)


if __name__ == "__main__":
    unittest.main()
