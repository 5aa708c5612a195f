# SPDX-License-Identifier: GPL-3.0-or-later
"""Corrections by hand: they lie over what was read at every indexing, are shown with their source, and hostile lines are named."""

import json
import pathlib
import tempfile
import unittest

from tracuu_help import tracuu, write_documents

PATH = "kl/17-kl-tu.txt"


class Corrections(unittest.TestCase):
    def setUp(self):
        self.holder = tempfile.TemporaryDirectory(prefix="tracuu-test-")
        self.folder = pathlib.Path(self.holder.name)
        self.kho, self.archive = self.folder / "kho", self.folder / "archive"
        write_documents(self.kho)

    def tearDown(self):
        self.holder.cleanup()

    def run_on(self, *arguments, code=0):
        done = tracuu("--archive", self.archive, *arguments)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def meta(self, path=PATH):
        return json.loads(self.run_on("show", "--meta", "--format=json", f"kho/{path}").stdout)

    def correct(self, *rows, where=".tracuu.tsv", folder=None):
        text = "# sửa tay\n" + "".join("\t".join(row) + "\n" for row in rows)
        write_documents(folder or self.kho, {where: text})

    def test_every_field_can_be_put_right_and_stays_so(self):
        values = {"title": "về nghề tằm tang", "type": "thông báo", "number": "18-TB/TU", "issuer": "Tỉnh ủy Vân Khê",
                  "issuer_parent": "Trung ương", "issuer_code": "TU", "place": "Vân Khê", "date": "2012-04-06",
                  "event_date": "2012-04-01", "signer": "Đỗ Văn Mận", "signer_role": "BÍ THƯ", "signed_as": "T/M", "term": "2010-2015",
                  "author": "Văn phòng", "source": "Kho lưu trữ", "recipients": "Các huyện ủy; Lưu Văn phòng",
                  "basis": "08-NQ/TU@2011-09-12", "period_from": "2012", "period_to": "2015"}
        self.run_on("index", self.kho)
        self.correct(*[(PATH, field, value) for field, value in values.items()])
        self.run_on("index", self.kho)
        for again in ([], ["--full"], []):
            meta = self.meta()
            for field, value in values.items():
                if field in ("recipients", "basis"):
                    self.assertEqual(meta[field], value.split("; "), field)
                elif field.startswith("period"):
                    self.assertEqual(meta["period"], ["2012", "2015"])
                else:
                    self.assertEqual(meta[field], value, field)
            self.assertEqual((meta["type_code"], meta["key"]), ("TB", "18-TB/TU@2012-04-06"))
            self.assertEqual({one["source"] for one in meta["corrected"]}, {"kho/.tracuu.tsv"})
            self.assertEqual(len(meta["corrected"]), len(values))
            self.run_on("index", *again, self.kho)
        self.assertIn("found", self.run_on("resolve", "--format=json", "18-TB/TU").stdout)
        self.assertIn("kho/.tracuu.tsv", self.run_on("show", "--meta", f"kho/{PATH}").stdout)

    def test_it_is_undone_when_the_line_goes(self):
        self.correct((PATH, "signer", "Đỗ Văn Mận"))
        self.run_on("index", self.kho)
        (self.kho / ".tracuu.tsv").unlink()
        self.run_on("index", self.kho)
        self.assertEqual(self.meta()["signer"], "Đỗ Văn Mẫn")
        self.assertNotIn("corrected", self.meta())

    def test_they_may_stand_in_a_subfolder_or_in_the_archive(self):
        self.correct(("17-kl-tu.txt", "signer", "Đỗ Văn Mận"), where="kl/.tracuu.tsv")
        self.correct(("kho/nq/08-nq-tu.txt", "title", "về nghề nông"), where="corrections.tsv", folder=self.archive)
        self.run_on("index", self.kho)
        self.assertEqual([one["source"] for one in self.meta()["corrected"]], ["kho/kl/.tracuu.tsv"])
        self.assertEqual((self.meta("nq/08-nq-tu.txt")["title"], self.meta("nq/08-nq-tu.txt")["corrected"][0]["source"]),
                         ("về nghề nông", "corrections.tsv"))

    def test_hostile_lines_are_named_and_the_others_count(self):
        self.correct((PATH, "signer", "Đỗ Văn Mận"), (PATH, "weight", "7"), ("../khác.txt", "title", "x"), (PATH, "date", "06/4/2012"),
                     (PATH, "title", "\x1b[31mđỏ"), (PATH, "title", "dài" * 2000), (PATH, "title"), ("kl/18.txt", "title", "x"))
        done = self.run_on("index", self.kho, code=1)
        for said in [".tracuu.tsv:3: unknown field", ".tracuu.tsv:4: a path below", ".tracuu.tsv:5: a date", ".tracuu.tsv:6: control",
                     ".tracuu.tsv:7: value too long", ".tracuu.tsv:8: path, field and value", "there is no file kho/kl/18.txt"]:
            self.assertIn(said, done.stderr)
        self.assertEqual(self.meta()["signer"], "Đỗ Văn Mận")
        write_documents(self.kho, {".tracuu.tsv": b"\0\0\0"})
        self.assertIn("not a text file", self.run_on("index", self.kho, code=1).stderr)


if __name__ == "__main__":
    unittest.main()
