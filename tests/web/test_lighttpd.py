#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`tracuu serve`: the front end under lighttpd with FastCGI, a real HTTP client, and plain CGI under a second lighttpd."""

import http.client
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "e2e"))
from tracuu_help import CGI, PROGRAM, ArchiveTest, tracuu

LIGHTTPD = shutil.which("lighttpd", path=os.environ["PATH"] + ":/usr/sbin")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(port, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, dict(response.getheaders()), body


class Served(ArchiveTest):
    def setUp(self):
        self.port = free_port()
        self.server = subprocess.Popen([PROGRAM, "--archive", str(self.archive), "serve", "--port", str(self.port)], stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.line = self.server.stdout.readline()

    def stop(self, number=signal.SIGINT):
        self.server.send_signal(number)
        _, errors = self.server.communicate(timeout=20)
        return self.server.returncode, errors

    def tearDown(self):
        if self.server.poll() is None:
            self.stop(signal.SIGTERM)

    def test_it_prints_its_address_serves_and_stops_cleanly(self):
        self.assertIn(f"http://127.0.0.1:{self.port}/", self.line)
        status, headers, body = get(self.port, "/?q=nu%C3%B4i+t%E1%BA%B1m")
        self.assertEqual(status, 200)
        self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
        self.assertIn("17-kl-tu.txt", body.decode())
        self.assertEqual(get(self.port, "/", "HEAD")[2], b"")
        self.assertEqual(get(self.port, "/nowhere")[0], 404)
        self.assertEqual(get(self.port, "/static/style.css")[0], 200)
        tag = get(self.port, "/help")[1]["ETag"]
        self.assertEqual(get(self.port, "/help", **{"If-None-Match": tag})[0], 304)
        self.assertEqual(self.stop()[0], 130)
        with self.assertRaises(OSError):
            get(self.port, "/")

    def test_a_second_one_on_the_same_port_says_so(self):
        done = tracuu("--archive", self.archive, "serve", "--port", self.port)
        self.assertEqual(done.returncode, 2)
        self.assertIn(str(self.port), done.stderr)

    def test_a_hundred_requests_over_one_connection_see_what_is_indexed_meanwhile(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        for i in range(100):
            connection.request("GET", "/search.json?q=t%E1%BB%89nh")
            response = connection.getresponse()
            self.assertEqual(response.status, 200)
            response.read()
        connection.close()
        (self.documents / "mới.txt").write_text("Thông báo về việc đắp đê bao Cồn Sẻ")
        self.assertEqual(self.run_here("index", self.documents).returncode, 0)
        time.sleep(1.1)  # a reader looks for news once a second
        self.assertIn("mới.txt", get(self.port, "/?q=%C4%91%C3%AA+bao")[2].decode())

    def test_no_configuration_or_socket_is_left_behind(self):
        folder = self.private_folder()
        self.assertTrue((folder / "lighttpd.conf").exists())
        self.assertEqual(folder.stat().st_mode & 0o777, 0o700)
        self.stop(signal.SIGTERM)
        self.assertFalse(folder.exists())

    def private_folder(self):
        for folder in pathlib.Path("/tmp").glob("tracuu-serve.*"):
            conf = folder / "lighttpd.conf"
            if conf.exists() and f"server.port = {self.port}\n" in conf.read_text():
                return folder
        self.fail("no configuration")


class PlainCgi(ArchiveTest):
    def test_the_same_binary_answers_as_plain_cgi_below_a_script_name(self):
        port, folder = free_port(), self.folder / "cgi"
        folder.mkdir()
        (folder / "tracuu.cgi").symlink_to(pathlib.Path(CGI).resolve())
        data = os.environ.get("TRACUU_DATADIR", "")
        (folder / "conf").write_text(f"""server.modules = ("mod_cgi", "mod_setenv")
server.bind = "127.0.0.1"
server.port = {port}
server.document-root = "{folder}"
server.follow-symlink = "enable"
cgi.assign = (".cgi" => "")
setenv.set-environment = ("TRACUU_ARCHIVE" => "{self.archive}", "TRACUU_DATADIR" => "{data}")
""")
        server = subprocess.Popen([LIGHTTPD, "-D", "-f", folder / "conf"], stderr=subprocess.DEVNULL)
        try:
            for _ in range(100):
                try:
                    status, _, body = get(port, "/tracuu.cgi/?q=nu%C3%B4i+t%E1%BA%B1m")
                    break
                except OSError:
                    time.sleep(0.05)
            self.assertEqual(status, 200)
            self.assertIn('href="/tracuu.cgi/doc/', body.decode())
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    if not LIGHTTPD:
        print("SKIP: no lighttpd")
        sys.exit(77)
    unittest.main()
