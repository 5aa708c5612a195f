#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Completion in bash, zsh and fish: what a person gets who presses Tab."""

import os
import pathlib
import pty
import select
import shutil
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(__file__))
from tracuu_help import PROGRAM, ArchiveTest

BIN = str(pathlib.Path(PROGRAM).resolve().parent)
BASH = """
eval "$(tracuu completion bash)"
compopt() { :; }
COMP_LINE=$1 COMP_POINT=${#1}
_tracuu
printf '%s\\n' "${COMPREPLY[@]}"
"""


class Completion(ArchiveTest):
    def environment(self):
        return {**os.environ, "PATH": BIN + ":" + os.environ["PATH"], "TRACUU_ARCHIVE": str(self.archive), "LC_ALL": "C.UTF-8", "TERM": "dumb"}

    def words(self, *typed):
        done = self.run_here("complete", "--", "--archive", self.archive, *typed)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [line.split("\t")[0] for line in done.stdout.splitlines()]

    def test_commands_options_and_their_values_come_from_the_tables(self):
        self.assertEqual(self.words("sea"), ["search"])
        self.assertIn("index", self.words(""))
        self.assertNotIn("complete", self.words(""))
        self.assertIn("--limit=", self.words("search", "--"))
        self.assertIn("--no-fold", self.words("search", "--no"))
        self.assertEqual(self.words("search", "--sort=re"), ["--sort=relevance"])
        self.assertEqual(self.words("search", "--sort", "re"), ["relevance"])
        self.assertEqual(self.words("search", "--facets=type,is"), ["--facets=type,issuer"])
        self.assertNotIn("--facets=type,type", self.words("search", "--facets=type,"))
        self.assertEqual(self.words("dump", "--stage=te"), ["--stage=text", "--stage=terms"])

    def test_files_and_folders_are_left_to_the_shell(self):
        self.assertEqual(self.words("index", "/t"), [":files"])
        self.assertEqual(self.words("--archive", ""), [":directories"])
        self.assertEqual(self.words("index", "--report", ""), [":files"])

    def test_fields_and_their_values_come_from_the_archive(self):
        self.assertIn("loai:", self.words("search", "lo"))
        years = {value["value"] for value in self.json_of("search", "tỉnh OR huyện", "--facets=year")["facets"]["year"]}
        self.assertEqual({word for word in self.words("search", "nam:")}, {f"nam:{year}" for year in years})

    def test_saved_searches_are_offered_by_name(self):
        (self.archive / "saved.json").unlink(missing_ok=True)
        self.assertEqual(self.words("saved", ""), [])
        self.run_here("search", "--save", "tằm", "nuôi tằm")
        self.run_here("search", "--save", "tỉnh ủy", "tỉnh ủy")
        self.assertEqual(self.words("saved", ""), ["tằm", "tỉnh ủy"])
        self.assertEqual(self.words("saved", "tỉ"), ["tỉnh ủy"])
        self.assertEqual(self.words("saved", "--delete=tằ"), ["--delete=tằm"])
        self.assertEqual(self.words("saved", "--delete", "tằ"), ["tằm"])
        (self.archive / "saved.json").write_text("{")
        self.assertEqual(self.words("saved", ""), [])
        (self.archive / "saved.json").unlink()

    def test_new_commands_and_options_are_offered(self):
        self.assertEqual(self.words("dup"), ["duplicates"])
        self.assertEqual(self.words("sim"), ["similar"])
        self.assertEqual(self.words("save"), ["saved"])
        self.assertIn("--exact", self.words("duplicates", "--"))
        self.assertIn("--save=", self.words("search", "--s"))

    def test_bash_completes(self):
        def complete(line):
            done = subprocess.run(["bash", "--norc", "-c", BASH, "bash", line], env=self.environment(), capture_output=True, text=True, timeout=60)
            self.assertEqual(done.stderr, "")
            return done.stdout.split("\n")[:-1]
        self.assertEqual(complete("tracuu sea"), ["search"])
        self.assertEqual(complete("tracuu search --sort=re"), ["relevance"])  # bash replaces what is behind the =
        self.assertIn("loai:", complete("tracuu search lo"))
        self.run_here("search", "--save", "tằm", "nuôi tằm")
        self.assertEqual(complete("tracuu saved t"), ["tằm"])
        self.assertEqual(complete("tracuu dup"), ["duplicates"])

    @unittest.skipUnless(shutil.which("fish"), "no fish")
    def test_fish_completes(self):
        def complete(line):
            done = subprocess.run(["fish", "--no-config", "-c", f"tracuu completion fish | source; complete -C '{line}'"], env=self.environment(),
                                  capture_output=True, text=True, timeout=60)
            return [row.split("\t")[0] for row in done.stdout.splitlines()]
        self.assertEqual(complete("tracuu sea"), ["search"])
        self.assertEqual(complete("tracuu search --sort=re"), ["--sort=relevance"])
        self.run_here("search", "--save", "tằm", "nuôi tằm")
        self.assertEqual(complete("tracuu saved t"), ["tằm"])

    @unittest.skipUnless(shutil.which("zsh"), "no zsh")
    def test_zsh_completes(self):
        child, terminal = pty.fork()
        if child == 0:
            os.execvpe("zsh", ["zsh", "-f", "-i"], {**self.environment(), "PS1": "% ", "COLUMNS": "200"})
        heard = b""

        def type_and_wait(text, wanted):
            nonlocal heard
            os.write(terminal, text.encode())
            until = time.time() + 20
            while wanted not in heard and time.time() < until:
                if select.select([terminal], [], [], 0.1)[0]:
                    heard += os.read(terminal, 4096)
            self.assertIn(wanted, heard)

        type_and_wait("autoload -Uz compinit && compinit -u -D; source <(tracuu completion zsh); print rea''dy\n", b"ready")
        heard = b""
        type_and_wait("tracuu sea\t", b"search ")
        heard = b""
        type_and_wait("--sort=rel\t", b"relevance")
        self.run_here("search", "--save", "nuoi-tam", "nuôi tằm")
        heard = b""
        type_and_wait("\x03", b"2004h")  # the next prompt
        heard = b""
        type_and_wait("tracuu saved nuoi\t", b"nuoi-tam")
        os.write(terminal, b"\x03exit\n")
        os.close(terminal)
        os.waitpid(child, 0)


if __name__ == "__main__":
    unittest.main()
