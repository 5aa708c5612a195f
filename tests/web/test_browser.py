#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages in headless Chromium: they are drawn, in light and dark, wide and narrow, without a script or a refused resource."""

import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "e2e"))
from test_lighttpd import LIGHTTPD, Served

CHROMIUM = shutil.which("chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--enable-logging=stderr"]


def colors(path):
    """How many pixels of the PNG are of how many colours: an empty page has one."""
    data, pos, image = path.read_bytes(), 8, b""
    width, height, depth, kind = struct.unpack(">IIBB", data[16:26])
    while pos < len(data):
        size, name = struct.unpack(">I4s", data[pos:pos + 8])
        image += data[pos + 8:pos + 8 + size] if name == b"IDAT" else b""
        pos += size + 12
    raw = zlib.decompress(image)
    return width, height, len(set(raw[::97]))


class Browser(Served):
    def draw(self, path, width, height, *more):
        with tempfile.TemporaryDirectory() as profile:
            out = pathlib.Path(profile, "page.png")
            done = subprocess.run([CHROMIUM, *FLAGS, *more, f"--user-data-dir={profile}/data", f"--window-size={width},{height}", f"--screenshot={out}",
                                   f"http://127.0.0.1:{self.port}{path}"], capture_output=True, text=True, timeout=120)
            self.assertTrue(out.exists(), done.stderr[-500:])
            self.assertNotIn("Refused to", done.stderr)
            self.assertNotIn("Content Security Policy", done.stderr)
            kept = os.environ.get("TC_SCREENSHOTS")
            if kept:
                shutil.copy(out, pathlib.Path(kept, f"{self.id().split('.')[-1]}-{width}.png"))
            return colors(out)

    def check(self, path):
        for width, height in ((1280, 900), (500, 900)):
            got = self.draw(path, width, height)
            self.assertEqual(got[:2], (width, height))
            self.assertGreater(got[2], 40, "the page is empty")

    def test_the_first_page_is_drawn(self):
        self.check("/")

    def test_hits_are_drawn(self):
        self.check("/?q=t%E1%BB%89nh+%E1%BB%A7y")

    def test_a_document_is_drawn(self):
        self.check("/doc/" + self.json_of("search", "nuôi tằm")["hits"][0]["id"] + "?q=t%E1%BA%B1m")

    def test_statistics_are_drawn(self):
        self.check("/stats")


# what the base class tests is tested where it stands
for name in [name for name in dir(Served) if name.startswith("test_")]:
    setattr(Browser, name, None)
del Served

if __name__ == "__main__":
    if not CHROMIUM or not LIGHTTPD:
        print("SKIP: no chromium or no lighttpd")
        sys.exit(77)
    unittest.main()
