# SPDX-License-Identifier: GPL-3.0-or-later
"""stats: numbers that are missing from the runs of an office, and numbers that several papers bear."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from test_standing import paper
from tracuu_help import CGI, tracuu, write_documents


def conclusion(number, day="10 tháng 6 năm 2013", **more):
    return paper(f"{number:02d}-KL/TU", day, "KẾT LUẬN", f"về việc thứ {number}", f"Kết luận về việc thứ {number}.", **more)


class NumberRuns(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="tracuu-test-")
        cls.folder = pathlib.Path(cls.holder.name)
        cls.archive = cls.folder / "archive"
        files = {f"kl/{n}.txt": conclusion(n) for n in (1, 2, 4, 8, 9)}
        files["kl/copy.txt"] = files["kl/4.txt"]
        files["kl/again.txt"] = conclusion(8, day="02 tháng 9 năm 2013")
        # the numbers begin again with the next term, and in another province
        files["kl/next.txt"] = conclusion(1, day="05 tháng 4 năm 2016")
        files["hk/3.txt"] = conclusion(3, office="HẢI KHÊ", town="Hải Khê")
        files["hk/30.txt"] = conclusion(30, office="HẢI KHÊ", town="Hải Khê")
        for n in (1, 2, 3, 5):
            files[f"ub/{n}.txt"] = (f"ỦY BAN NHÂN DÂN\nTỈNH VÂN TRÌ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: {n:02d}/2014/QĐ-UBND\n"
                                    f"Vân Trì, ngày 10 tháng {n} năm 2014\n\nQUYẾT ĐỊNH\nVề việc thứ {n}\n\nQuyết định việc thứ {n}.\n")
        write_documents(cls.folder / "kho", files)
        done = tracuu("--archive", cls.archive, "index", cls.folder / "kho")
        assert done.returncode == 0, done.stderr
        cls.stats = json.loads(tracuu("--archive", cls.archive, "stats", "--format=json").stdout)

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def test_gaps_and_doubles_are_told_of_each_run_by_itself(self):
        rows = [[run[name] for name in ("issuer", "series", "period", "held", "highest", "missing", "doubled", "gaps")]
                for run in self.stats["number_runs"]]
        self.assertEqual(rows, [
            ["Ủy ban nhân dân tỉnh Vân Trì", "2014/QĐ-UBND", "2014", 4, 5, "04", "", [[4, 4]]],
            ["Tỉnh ủy Vân Trì", "KL/TU", "XI", 5, 9, "03, 05–07", "08", [[3, 3], [5, 7]]],
        ])

    def test_a_doubled_number_lists_its_papers_and_a_copy_is_none(self):
        doubles = self.stats["number_runs"][1]["doubles"]
        self.assertEqual([one["number"] for one in doubles], [8])
        self.assertEqual([paper["date"] for paper in doubles[0]["documents"]], ["2013-06-10", "2013-09-02"])

    def test_people_read_them_in_text_and_on_the_page(self):
        text = tracuu("--archive", self.archive, "stats").stdout
        self.assertIn("Gaps and doubles", text)
        self.assertIn("03, 05–07", text)
        environment = {**os.environ, "TRACUU_ARCHIVE": str(self.archive), "REQUEST_METHOD": "GET", "SCRIPT_NAME": "/k",
                       "PATH_INFO": "/stats", "QUERY_STRING": ""}
        page = subprocess.run([CGI], env=environment, capture_output=True, text=True, timeout=60).stdout
        self.assertIn("03, 05–07", page)
        self.assertIn(self.stats["number_runs"][1]["doubles"][0]["documents"][1]["id"], page)


if __name__ == "__main__":
    unittest.main()
