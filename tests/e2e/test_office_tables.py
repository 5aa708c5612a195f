# SPDX-License-Identifier: GPL-3.0-or-later
"""What an office lays over the tables: types, names of central documents, issuers of its own."""

import json
import pathlib
import tempfile
import unittest

from tracuu_help import tracuu, write_documents

PAPER = """TỈNH ỦY VÂN TRÌ
*
Số 03-{code}/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Vân Trì, ngày 05 tháng 3 năm 2012

{kind}
về việc nuôi tằm ở các xã ven sông

- Thực hiện Nghị quyết Trung ương 2 khóa XI về nghề dâu tằm;

Ban Thường vụ Tỉnh ủy giao các huyện ủy vận động trồng dâu.
{more}
T/M BAN THƯỜNG VỤ
BÍ THƯ

Lê Thị Khuê
"""
FILES = {
    "03-gnv.txt": PAPER.format(code="GNV", kind="GIAO NHIỆM VỤ", more=""),
    "04-kh.txt": PAPER.format(code="KH", kind="KẾ HOẠCH", more="Theo Giao nhiệm vụ số 03-GNV/TU, ngày 05/3/2012.").replace("03-KH", "04-KH"),
}
TYPES = "code\tname\twords\tbare\tstrength\tsource\nGNV\tgiao nhiệm vụ\tgiao nhiệm vụ\tparty\tstrong\tQuy chế làm việc của Tỉnh ủy\n"
ALIASES = "alias\tkey\tsubject\tmain\tsource\nNQTW:2/XI\t09-NQ/TW@2011-07-10\tnghề dâu tằm\tyes\tVăn phòng Tỉnh ủy\n"


class OfficeTables(unittest.TestCase):
    def setUp(self):
        self.holder = tempfile.TemporaryDirectory(prefix="tracuu-test-")
        self.folder = pathlib.Path(self.holder.name)
        self.kho, self.archive = self.folder / "kho", self.folder / "archive"
        write_documents(self.kho, FILES)

    def tearDown(self):
        self.holder.cleanup()

    def run_on(self, *arguments, code=0, **more):
        done = tracuu("--archive", self.archive, *arguments, **more)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def json(self, *arguments, **more):
        return json.loads(self.run_on(*arguments, "--format=json", **more).stdout)

    def lay(self, **tables):
        write_documents(self.archive / "tables", {f"{name}.tsv": text for name, text in tables.items()})

    def test_a_type_and_a_name_of_the_office_are_known_everywhere(self):
        self.run_on("index", self.kho)
        self.assertEqual(self.json("resolve", "03-GNV/TU", code=1)["results"][0]["targets"], [])
        self.lay(types=TYPES, aliases=ALIASES)
        done = self.json("index", self.kho)
        self.assertTrue(done["tables_changed"])
        self.assertEqual(done["updated"], 2)
        found = self.json("resolve", "Giao nhiệm vụ số 3 GNV TU")["results"][0]
        self.assertEqual((found["status"], found["key"]), ("found", "03-GNV/TU@?"))
        self.assertEqual([hit["number"] for hit in self.json("search", "loai:giao nhiệm vụ")["hits"]], ["03-GNV/TU"])
        self.assertEqual(self.json("cited-by", "03-GNV/TU")["citing"][0]["key"], "04-KH/TU@2012-03-05")
        self.assertEqual(len(self.json("cited-by", "09-NQ/TW@2011-07-10")["citing"]), 2)
        self.assertEqual(self.json("resolve", "nghị quyết trung ương 2 khóa xi", code=1)["results"][0]["stands_for"], ["09-NQ/TW@2011-07-10"])
        (self.folder / "draft.txt").write_text("Theo Kế hoạch số 03-GNV/TU, ngày 05/3/2012 của Tỉnh ủy.\n", encoding="utf-8")
        codes = [finding["code"] for finding in self.json("check", self.folder / "draft.txt", code=1)["findings"]]
        self.assertIn("type-mismatch", codes)

    def test_what_did_not_change_is_not_read_again(self):
        self.lay(types=TYPES)
        self.assertFalse(self.json("index", self.kho)["tables_changed"])
        done = self.json("index", self.kho)
        self.assertEqual((done["unchanged"], done["tables_changed"]), (2, False))

    def test_a_row_of_ours_can_be_put_right(self):
        self.lay(aliases="alias\tkey\tmain\nNQTW:4/XII\t04-NQ/TW@2016-10-31\tyes\n")
        self.run_on("index", self.kho)
        found = self.json("resolve", "nghị quyết trung ương 4 khóa XII", code=1)["results"][0]
        self.assertEqual(found["stands_for"], ["04-NQ/TW@2016-10-31"])

    def test_wrong_rows_are_named_with_their_place_and_nothing_is_indexed(self):
        self.lay(types=TYPES + "X Y\tmột loại\tmột loại\tparty\tstrong\n" + "GNX\tgiao\tgiao\tquan\tstrong\n",
                 terms="body\tterm\tfrom\nparty\tXV\t2031-13-01\n", aliases=b"alias\tkey\nNQTW:3/XI\t\xff\xfe\n", forms="regel\n",
                 laws="name\tkind\tyear\nđê điều\x07\tluật\t2006\n", abbreviations="abbreviation\twords\nGNV\tgiao nhiệm vụ\tthừa\n",
                 issuers=b"code\0\n")
        done = self.run_on("index", self.kho, code=3)
        for said in ["types.tsv:3: code “X Y” holds a blank", "types.tsv:4: bare “quan” is none of those allowed: party|state",
                     "terms.tsv:2: from “2031-13-01” is no day", "aliases.tsv:2: key is not UTF-8", "forms.tsv:1: “regel” is no column",
                     "laws.tsv:2: name ", "abbreviations.tsv:2: has more columns", "issuers.tsv"]:
            self.assertIn(said, done.stderr)
        self.assertFalse((self.archive / "current").exists())

    def test_asking_goes_on_without_the_wrong_rows_and_says_so(self):
        self.lay(types=TYPES)
        self.run_on("index", self.kho)
        self.lay(types=TYPES + "X Y\tmột loại\tmột loại\tparty\tstrong\n")
        done = self.run_on("resolve", "03-GNV/TU")
        self.assertIn("types.tsv:3", done.stderr)
        self.assertIn("03-GNV/TU", done.stdout)


if __name__ == "__main__":
    unittest.main()
