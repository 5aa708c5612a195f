# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that documents of the archive explain are learnt, shown as such, and forgotten with those documents."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from test_standing import paper
from tracuu_help import CGI, tracuu, write_documents

NAME = "nghị quyết trung ương 12 khóa XI"
STATING = paper("11-KH/TU", "12 tháng 9 năm 2013", "KẾ HOẠCH", "về nghề dệt",
                "Thực hiện Nghị quyết số 77-NQ/TW, ngày 10/5/2013 của Ban Chấp hành Trung ương (Nghị quyết Trung ương 12 khóa XI) về nghề dệt.")
NAMING = paper("12-KH/TU", "13 tháng 9 năm 2013", "KẾ HOẠCH", "về nghề mộc", "Thực hiện Nghị quyết Trung ương 12 khóa XI về nghề mộc.")
CONTRADICTING = paper("13-KH/TU", "14 tháng 9 năm 2013", "KẾ HOẠCH", "về nghề rèn",
                      "Thực hiện Nghị quyết Trung ương 12 khóa XI (Nghị quyết số 78-NQ/TW, ngày 11/5/2013) về nghề rèn.")
KNOWN = paper("14-KH/TU", "15 tháng 9 năm 2017", "KẾ HOẠCH", "về nghề gốm",
              "Thực hiện Nghị quyết Trung ương 4 khóa XII (Nghị quyết số 79-NQ/TW, ngày 11/5/2016) về nghề gốm.")
LIST = paper("15-KH/TU", "15 tháng 9 năm 2013", "KẾ HOẠCH", "về nghề chiếu",
             "Các Nghị quyết số 80-NQ/TW và 81-NQ/TW, ngày 11/5/2013 (Nghị quyết Trung ương 14 khóa XI).\n"
             "Nghị quyết số 82-NQ/TW, ngày 11/5/2013 nêu nhiều việc. Về sau (Nghị quyết Trung ương 15 khóa XI) nhắc lại.")


class LearntNames(unittest.TestCase):
    def setUp(self):
        self.holder = tempfile.TemporaryDirectory(prefix="tracuu-test-")
        self.folder = pathlib.Path(self.holder.name)
        self.kho, self.archive = self.folder / "kho", self.folder / "archive"

    def tearDown(self):
        self.holder.cleanup()

    def put(self, **papers):
        write_documents(self.kho, {f"{name}.txt": text for name, text in papers.items()})
        done = tracuu("--archive", self.archive, "index", self.kho)
        self.assertEqual(done.returncode, 0, done.stderr)

    def json(self, *arguments, **more):
        return json.loads(tracuu("--archive", self.archive, *arguments, "--format=json", **more).stdout)

    def resolve(self, reference, **more):
        return self.json("resolve", reference, **more)["results"][0]

    def citing(self, reference):
        return sorted(one["key"] for one in self.json("cited-by", reference)["citing"])

    def test_a_name_explained_by_a_document_leads_to_the_number_and_back(self):
        self.put(stating=STATING, naming=NAMING)
        found = self.resolve(NAME)
        self.assertEqual((found["status"], found["stands_for"]), ("absent", ["77-NQ/TW@2013-05-10"]))
        self.assertEqual([one["by"] for one in found["stated_by"]], ["11-KH/TU@2013-09-12"])
        self.assertIn("11-KH/TU", found["why"])
        both = ["11-KH/TU@2013-09-12", "12-KH/TU@2013-09-13"]
        for spelling in ("77-NQ/TW", "nq 77 tw", "77-NQ/TW@2013-05-10", NAME):
            self.assertEqual(self.citing(spelling), both, spelling)
        self.assertEqual(len(self.json("search", "77-NQ/TW")["hits"]), 2)
        self.assertEqual(len(self.json("search", "trichdan:77-NQ/TW")["hits"]), 2)
        cites = self.json("cites", "12-KH/TU")["citations"]
        self.assertEqual(cites[0]["stands_for"], ["77-NQ/TW@2013-05-10"])
        self.assertIn("the name is explained by 11-KH/TU", cites[0]["why"])
        self.assertIn("tên gọi do văn bản 11-KH/TU", self.resolve(NAME, environment={"LC_ALL": "vi_VN.UTF-8"})["why"])

    def test_who_cites_the_name_counts_when_sorting_by_citations(self):
        named = paper("77-NQ/TW", "10 tháng 5 năm 2013", "NGHỊ QUYẾT", "về các nghề thủ công", "Phát triển các nghề thủ công.")
        rival = paper("90-NQ/TW", "12 tháng 5 năm 2013", "NGHỊ QUYẾT", "về các nghề thủ công ở đô thị", "Phát triển nghề đô thị, nghề thủ công.")
        again = NAMING.replace("12-KH/TU", "17-KH/TU").replace("nghề mộc", "nghề gốm sứ")
        citing = {f"citing{n}": paper(f"2{n}-KH/TU", f"{n + 1} tháng 10 năm 2013", "KẾ HOẠCH", f"về việc thứ {n}",
                                      f"Thực hiện Nghị quyết số 90-NQ/TW, ngày 12/5/2013 về việc thứ {n}.") for n in (1, 2)}
        self.put(named=named, rival=rival, stating=STATING, naming=NAMING, again=again, **citing)
        first = self.json("search", "nghề thủ công loai:nghị quyết", "--sort=cited")["hits"][0]
        self.assertEqual(first["key"], "77-NQ/TW@2013-05-10")
        (self.kho / "stating.txt").unlink()
        self.put()
        first = self.json("search", "nghề thủ công loai:nghị quyết", "--sort=cited")["hits"][0]
        self.assertEqual(first["key"], "90-NQ/TW@2013-05-12")

    def test_the_graph_has_one_node_for_a_document_by_name_and_by_number(self):
        self.put(stating=STATING, naming=NAMING)
        nodes = self.json("graph", "12-KH/TU", "--depth", "2")["nodes"]
        self.assertEqual([node["key"] for node in nodes if not node["id"]], ["77-NQ/TW@2013-05-10"])

    def test_it_is_forgotten_with_the_document(self):
        self.put(stating=STATING, naming=NAMING, other=KNOWN)
        (self.kho / "stating.txt").unlink()
        self.put()
        self.assertEqual(self.resolve(NAME)["stands_for"], [])
        self.assertEqual(self.citing("77-NQ/TW"), [])

    def test_documents_that_contradict_each_other_are_both_given(self):
        self.put(stating=STATING, contradicting=CONTRADICTING)
        found = self.resolve(NAME)
        self.assertEqual((found["status"], found["stands_for"]), ("ambiguous", ["77-NQ/TW@2013-05-10", "78-NQ/TW@2013-05-11"]))
        self.assertIn("13-KH/TU", found["why"])
        (self.kho / "contradicting.txt").unlink()
        self.put(other=KNOWN)
        self.assertEqual(self.resolve(NAME)["stands_for"], ["77-NQ/TW@2013-05-10"])

    def test_the_tables_are_never_put_in_question(self):
        self.put(known=KNOWN)
        found = self.resolve("nghị quyết trung ương 4 khóa XII")
        self.assertEqual((found["stands_for"], found["stated_by"]), (["04-NQ/TW@2016-10-30"], []))

    def test_lists_and_loose_brackets_explain_nothing(self):
        self.put(list=LIST)
        self.assertEqual(self.resolve("nghị quyết trung ương 14 khóa XI")["stands_for"], [])
        self.assertEqual(self.resolve("nghị quyết trung ương 15 khóa XI")["stands_for"], [])

    def test_the_page_of_a_name_says_where_it_was_learnt(self):
        self.put(stating=STATING)
        environment = {**os.environ, "TRACUU_ARCHIVE": str(self.archive), "REQUEST_METHOD": "GET", "SCRIPT_NAME": "/k",
                       "PATH_INFO": "/ref/NQTW:12/XI", "QUERY_STRING": ""}
        page = subprocess.run([CGI], env=environment, capture_output=True, text=True, timeout=60).stdout
        self.assertIn("Tên gọi do văn bản 11-KH/TU", page)


if __name__ == "__main__":
    unittest.main()
