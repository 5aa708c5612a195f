# SPDX-License-Identifier: GPL-3.0-or-later
"""An archive that another version made is refused with the command that rebuilds it, and rebuilt by it."""

import pathlib
import re
import tempfile
import unittest

from tracuu_help import tracuu, write_documents


class OtherVersion(unittest.TestCase):
    def setUp(self):
        self.holder = tempfile.TemporaryDirectory(prefix="tracuu-test-")
        self.folder = pathlib.Path(self.holder.name)
        self.kho, self.archive = self.folder / "kho", self.folder / "archive"
        write_documents(self.kho)
        self.assertEqual(self.run_on("index", self.kho).returncode, 0)

    def tearDown(self):
        self.holder.cleanup()

    def run_on(self, *arguments, **more):
        return tracuu("--archive", self.archive, *arguments, **more)

    def is_refused_and_rebuilt(self):
        for arguments in (["search", "nuôi tằm"], ["resolve", "17-KL/TU"], ["stats"], ["index", self.kho]):
            done = self.run_on(*arguments)
            self.assertEqual(done.returncode, 3, arguments)
            self.assertIn("another version", done.stderr)
            self.assertIn("index --full", done.stderr)
            self.assertNotIn("damaged", done.stderr)
        self.assertIn("phiên bản khác", self.run_on("stats", environment={"LC_ALL": "vi_VN.UTF-8"}).stderr)
        self.assertEqual(self.run_on("index", "--full", self.kho).returncode, 0)
        self.assertEqual(self.run_on("search", "nuôi tằm").returncode, 0)

    def test_what_is_stored_was_laid_out_otherwise(self):
        changed = 0
        for path in self.archive.glob("xapian.*/*.glass"):
            data = path.read_bytes()
            other = re.sub(rb"version=\d generation=", b"version=0 generation=", data)
            changed += other != data
            path.write_bytes(other)
        self.assertEqual(changed, 1)
        self.is_refused_and_rebuilt()

    def test_the_folder_was_laid_out_otherwise(self):
        current = self.archive / "current"
        current.write_text(re.sub(r"tracuu-archive \d+", "tracuu-archive 999", current.read_text()))
        self.is_refused_and_rebuilt()


if __name__ == "__main__":
    unittest.main()
