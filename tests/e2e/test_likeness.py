#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`similar` and `duplicates` in every format, and the same on the document's page."""

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
from tracuu_help import CGI, CONCLUSION, FILES, ArchiveTest, tracuu, write_documents

DRAFT = "DỰ THẢO\n" + CONCLUSION.replace("Số 17-KL/TU", "Số     -KL/TU").replace("ngày 05 tháng 3 năm 2012", "ngày    tháng    năm 2012").replace("Đỗ Văn Mẫn\n", "")
REPORT = CONCLUSION.replace("17-KL/TU", "90-BC/TU").split("Ban Thường vụ Tỉnh ủy kết luận")[0].replace("KẾT LUẬN", "BÁO CÁO") + """
Thực hiện kết luận: nghề nuôi tằm đã có bước tiến, diện tích dâu đạt 1.240 ha. Về nhiệm vụ: giao Ủy ban nhân dân tỉnh xây dựng kế hoạch, báo cáo trước ngày
30/6/2012. Các huyện đã mở mười hai lớp dạy nghề ươm tơ cho phụ nữ nông thôn, hỗ trợ vay vốn mua khung dệt.
Bên sông còn nhiều bãi bồi chưa trồng dâu, cần khảo sát lại trong quý tới để giao cho các tổ hợp tác.
"""


class Likeness(ArchiveTest):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="tracuu-test-")
        cls.folder = pathlib.Path(cls.holder.name)
        cls.documents, cls.archive = cls.folder / "vân trì", cls.folder / "archive"
        write_documents(cls.documents, {**FILES, "kl/17 bản sao.txt": CONCLUSION, "kl/du-thao-kl.txt": DRAFT, "bc/90.txt": REPORT})
        made = tracuu("--archive", cls.archive, "index", cls.documents)
        assert made.returncode == 0, made.stderr + made.stdout

    def ask(self, path, query=""):
        done = subprocess.run([CGI], capture_output=True, timeout=60,
                              env={**os.environ, "TRACUU_ARCHIVE": str(self.archive), "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "/t"})
        return done.stdout.decode().split("\r\n\r\n", 1)[1]

    def test_similar_shows_what_is_shared_in_the_text_that_show_prints(self):
        found = self.json_of("similar", "vân trì/bc/90.txt")
        source = next(d for d in found["documents"] if d["path"].endswith("17-kl-tu.txt"))
        text = self.json_of("show", "vân trì/bc/90.txt", "--text")["text"].encode()
        other = self.json_of("show", source["id"], "--text")["text"].encode()
        self.assertTrue(0.1 < source["similarity"] < 1)
        for passage in source["passages"]:
            self.assertEqual(text[passage["start"]:passage["end"]].decode(), passage["text"])
            words = other[passage["other"][0]:passage["other"][1]].decode()
            self.assertEqual(words.lower().split()[0], passage["text"].lower().split()[0])
        self.assertIn("diện tích dâu đạt 1.240 ha", " ".join(p["text"] for p in source["passages"]))

    def test_all_formats_of_similar_have_the_same_documents(self):
        found = [d["id"] for d in self.json_of("similar", "vân trì/kl/17-kl-tu.txt")["documents"]]
        lines = self.run_here("similar", "vân trì/kl/17-kl-tu.txt", "--format=jsonl").stdout.splitlines()
        rows = list(csv.DictReader(io.StringIO(self.run_here("similar", "vân trì/kl/17-kl-tu.txt", "--format=csv").stdout)))
        text = self.run_here("similar", "vân trì/kl/17-kl-tu.txt").stdout
        self.assertEqual([json.loads(line)["id"] for line in lines], found)
        self.assertEqual([row["id"] for row in rows], found)
        self.assertEqual([i for i in found if i in text], found)
        self.assertEqual(self.run_here("similar", "vân trì/tin/thủy lợi.html").returncode, 1)
        self.assertEqual(self.run_here("similar", "vân trì/nowhere").returncode, 1)

    def test_duplicates_names_the_original_and_what_the_others_are(self):
        found = self.json_of("duplicates")
        self.assertEqual((found["documents"], found["total"]), (6, 1))
        roles = {d["path"].split("/", 1)[1]: (d["role"], d["differs"]) for d in found["groups"][0]["documents"]}
        self.assertEqual(roles["kl/17-kl-tu.txt"], ("original", []))
        self.assertEqual(roles["kl/17 bản sao.txt"], ("same-file", []))
        self.assertEqual(roles["kl/du-thao-kl.txt"][0], "draft")
        self.assertTrue({"number", "date"} <= set(roles["kl/du-thao-kl.txt"][1]))
        exact = self.json_of("duplicates", "--exact")
        self.assertEqual(len(exact["groups"][0]["documents"]), 2)
        self.assertEqual(self.run_here("duplicates", "--offset=1").returncode, 1)

    def test_all_formats_of_duplicates_have_the_same_documents(self):
        group = [d["id"] for d in self.json_of("duplicates")["groups"][0]["documents"]]
        line = json.loads(self.run_here("duplicates", "--format=jsonl").stdout)
        rows = list(csv.DictReader(io.StringIO(self.run_here("duplicates", "--format=csv").stdout)))
        text = self.run_here("duplicates", "--lang=vi").stdout
        self.assertEqual([d["id"] for d in line["documents"]], group)
        self.assertEqual([(row["group"], row["id"]) for row in rows], [("1", i) for i in group])
        self.assertIn("dự thảo", text)
        self.assertIn("khác: ", text)

    def test_the_page_of_a_document_lists_similar_ones(self):
        document = self.json_of("show", "vân trì/kl/17-kl-tu.txt", "--meta")["id"]
        found = self.json_of("similar", document)["documents"]
        page = self.ask(f"/doc/{document}")
        self.assertIn("Văn bản tương tự", page)
        for other in found:
            self.assertIn(f'href="/t/doc/{other["id"]}"', page)
            self.assertIn(f'href="/t/compare?a={document}&amp;b={other["id"]}"', page)
        self.assertEqual(json.loads(self.ask(f"/doc/{document}.json"))["similar"], found)


if __name__ == "__main__":
    unittest.main()
