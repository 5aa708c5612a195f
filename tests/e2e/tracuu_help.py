# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scripts share: the program, a few invented documents, an archive of them."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

BUILD = pathlib.Path(os.environ.get("TC_BUILD_DIR", "build"))
PROGRAM = os.environ.get("TRACUU", str(BUILD / "tracuu"))
CGI = str(BUILD / "tracuu.cgi")

CONCLUSION = """TỈNH ỦY VÂN TRÌ
*
Số 17-KL/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Vân Trì, ngày 05 tháng 3 năm 2012

KẾT LUẬN
của Ban Thường vụ Tỉnh ủy về phát triển nghề nuôi tằm giai đoạn 2012-2015

- Căn cứ Nghị quyết số 08-NQ/TU, ngày 12/9/2011 của Tỉnh ủy về nông nghiệp;

Ban Thường vụ Tỉnh ủy kết luận như sau:
1. Về kết quả: nghề nuôi tằm đã có bước tiến, diện tích dâu đạt 1.240 ha.
2. Về nhiệm vụ: giao Ủy ban nhân dân tỉnh xây dựng kế hoạch, báo cáo trước ngày 30/6/2012.

Nơi nhận:
- Các huyện ủy,
- Lưu Văn phòng Tỉnh ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Đỗ Văn Mẫn
"""
RESOLUTION = """TỈNH ỦY VÂN TRÌ
*
Số 08-NQ/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Vân Trì, ngày 12 tháng 9 năm 2011

NGHỊ QUYẾT
của Tỉnh ủy về nông nghiệp và nông dân

Tỉnh ủy quyết nghị phát triển cây dâu, con tằm và nghề dệt.
T/M TỈNH ỦY
BÍ THƯ

Lê Thị Khuê
"""
NEWS = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Huyện Kim Sa họp bàn thủy lợi</title></head>
<body><h1>Huyện Kim Sa họp bàn thủy lợi</h1><p>Sáng 7/4/2013, Huyện ủy Kim Sa họp bàn việc nạo vét kênh mương.</p>
<p>Đại biểu đề nghị lấy phiếu tín nhiệm theo quy định.</p></body></html>
"""
FILES = {"kl/17-kl-tu.txt": CONCLUSION, "nq/08-nq-tu.txt": RESOLUTION, "tin/thủy lợi.html": NEWS}


def tracuu(*arguments, stdin="", environment=None, **more):
    env = {**os.environ, "LC_ALL": "C.UTF-8", **(environment or {})}
    env.pop("COLUMNS", None) if not environment or "COLUMNS" not in environment else None
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, text=True, env=env, timeout=120, **more)


def write_documents(folder, files=None):
    for name, text in (files or FILES).items():
        path = pathlib.Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


class ArchiveTest(unittest.TestCase):
    """An archive of the invented documents, made once for the class."""

    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="tracuu-test-")
        cls.folder = pathlib.Path(cls.holder.name)
        cls.documents, cls.archive = cls.folder / "vân trì", cls.folder / "archive"
        write_documents(cls.documents)
        made = tracuu("--archive", cls.archive, "index", cls.documents)
        assert made.returncode == 0, made.stderr + made.stdout

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def run_here(self, *arguments, **more):
        return tracuu("--archive", self.archive, *arguments, **more)

    def json_of(self, *arguments, status=0, **more):
        done = self.run_here(*arguments, "--format=json", **more)
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertTrue(done.stdout.startswith('{"format_version":1'), done.stdout[:80])
        return json.loads(done.stdout)
