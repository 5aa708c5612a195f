#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program from the outside: what it prints and the status it ends with."""

import csv
import io
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.dirname(__file__))
from tracuu_help import FILES, PROGRAM, ArchiveTest, tracuu, write_documents


class Usage(unittest.TestCase):
    def test_without_a_command_it_says_so_and_ends_with_2(self):
        done = tracuu()
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("help", done.stderr)

    def test_a_slip_of_the_finger_is_recognised(self):
        self.assertIn("'search'?", tracuu("serch").stderr)
        self.assertIn("--limit?", tracuu("search", "--limt", "3", "x").stderr)

    def test_wrong_values_end_with_2_and_name_the_option(self):
        for arguments in (["search"], ["search", "x", "--limit", "many"], ["search", "x", "--sort=size"], ["search", "x", "--facets=type,size"],
                          ["search", "x", "--format=xml"], ["show"], ["show", "a", "b"], ["dump", "x"], ["dump", "--stage=none", "x"],
                          ["search", "x", "--limit"], ["index"], ["index", "a", "b", "--as", "c"], ["help", "nothing"], ["search", "--limit=", "x"]):
            with self.subTest(arguments):
                done = tracuu(*arguments)
                self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
                self.assertEqual(done.stderr.count("tracuu: "), 1)

    def test_help_shows_every_command_and_option_in_both_languages(self):
        for language, word in (("vi", "Cách dùng"), ("en", "Usage")):
            done = tracuu("help", "--lang", language)
            self.assertEqual(done.returncode, 0)
            self.assertIn(word, done.stdout)
            for command in ("index", "search", "show", "cites", "dump", "stats", "batch", "verify", "serve"):
                self.assertIn(f"\n  {command}", done.stdout)
                self.assertIn("--archive", tracuu("help", command, "--lang", language).stdout)
        self.assertIn("--facets", tracuu("search", "--help").stdout)

    def test_messages_follow_the_locale(self):
        self.assertIn("thiếu lệnh", tracuu(environment={"LC_ALL": "vi_VN.UTF-8"}).stderr)
        self.assertIn("no command", tracuu(environment={"LC_ALL": "en_US.UTF-8"}).stderr)

    def test_the_version_is_printed_as_text_and_json(self):
        self.assertRegex(tracuu("version").stdout, r"^tracuu \d+\.\d+\.\d+\n$")
        self.assertEqual(tracuu("--version").stdout, tracuu("version").stdout)
        self.assertEqual(json.loads(tracuu("version", "--format=json").stdout)["format_version"], 1)


class NoArchive(unittest.TestCase):
    def test_an_archive_that_is_not_there_ends_with_3_and_says_what_to_do(self):
        with tempfile.TemporaryDirectory() as folder:
            for arguments in (["search", "x"], ["show", "x"], ["cites", "x"], ["stats"], ["dump", "--stage=archive"], ["batch", "/dev/null"], ["serve"]):
                with self.subTest(arguments):
                    done = tracuu("--archive", folder + "/none", *arguments)
                    self.assertEqual(done.returncode, 3, done.stderr)
                    self.assertIn("tracuu index PATH", done.stderr)

    def test_a_folder_that_is_no_archive_ends_with_3(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "iamglass").write_text("no index")
            self.assertEqual(tracuu("--archive", folder, "search", "x").returncode, 3)


class Search(ArchiveTest):
    def test_words_find_with_and_without_diacritics_in_nfd_and_other_tone_style(self):
        for query in ("nuôi tằm", "nuoi tam", "nuôi tằm", "NUÔI TẰM", "thuỷ lợi", "thủy lợi"):
            with self.subTest(query):
                hit = self.json_of("search", query)["hits"][0]
                self.assertEqual(hit["path"].split("/")[-1], "thủy lợi.html" if "l" in query else "17-kl-tu.txt")

    def test_arguments_are_joined_and_options_may_stand_anywhere(self):
        one = self.run_here("search", "nuôi tằm", "--limit", "1").stdout
        self.assertEqual(self.run_here("search", "--limit=1", "nuôi", "tằm").stdout, one)
        self.assertEqual(self.run_here("search", "-", "--limit=1", stdin="nuôi tằm\n").stdout, one)

    def test_a_word_with_a_dash_is_part_of_the_query(self):
        paths = [hit["path"] for hit in self.json_of("search", "ủy", "-tằm")["hits"]]
        self.assertEqual(paths, ["vân trì/tin/thủy lợi.html"])

    def test_the_shape_of_json_is_the_documented_one(self):
        found = self.json_of("search", "nuôi tằm", "--facets=type,year")
        self.assertEqual(list(found)[:7], ["format_version", "query", "parsed", "total", "exact_total", "corrected", "hits"])
        hit = found["hits"][0]
        for name in ("id", "path", "rank", "score", "title", "type", "number", "key", "issuer", "place", "date", "signer", "cited_by", "missing",
                     "snippet", "page", "heading"):
            self.assertIn(name, hit)
        self.assertRegex(hit["id"], r"^[0-9a-f]{16}$")
        self.assertEqual(set(found["facets"]), {"type", "year"})

    def test_highlights_are_bytes_on_character_boundaries_around_what_was_asked(self):
        snippet = self.json_of("search", "nuôi tằm")["hits"][0]["snippet"]
        data = snippet["text"].encode()
        self.assertTrue(snippet["spans"])
        for start, end in snippet["spans"]:
            self.assertRegex(data[start:end].decode().lower(), "nuôi|tằm")

    def test_json_lines_and_csv_say_the_same_as_json(self):
        found = self.json_of("search", "tỉnh ủy")["hits"]
        lines = [json.loads(line) for line in self.run_here("search", "tỉnh ủy", "--format=jsonl").stdout.splitlines()]
        self.assertEqual(lines[0].pop("format_version"), 1)
        self.assertEqual(lines, found)
        text = self.run_here("search", "tỉnh ủy", "--format=csv").stdout
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        self.assertEqual([row["id"] for row in rows], [hit["id"] for hit in found])
        self.assertEqual(rows[0]["snippet"], found[0]["snippet"]["text"])

    def test_nothing_found_ends_with_1(self):
        self.assertEqual(self.run_here("search", '"không đâu có câu này"').returncode, 1)

    def test_a_broken_query_ends_with_2_and_points_at_its_column(self):
        done = self.run_here("search", '"nuôi tằm')
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        lines = done.stderr.splitlines()
        self.assertEqual(lines[-2], '  "nuôi tằm')
        self.assertRegex(lines[-1], r"^ +\^$")

    def test_text_fits_the_width_and_has_colour_only_when_wanted(self):
        for width in (60, 100, 160):
            plain = self.run_here("search", "tỉnh ủy", environment={"COLUMNS": str(width)}).stdout
            self.assertLessEqual(max(map(len, plain.splitlines())), width)
            self.assertNotIn("\x1b", plain)
        self.assertIn("\x1b[1;31m", self.run_here("search", "tằm", "--color=always").stdout)
        self.assertNotIn("\x1b", self.run_here("search", "tằm", "--color=never").stdout)

    def test_paging_neither_repeats_nor_loses_a_hit(self):
        whole = [hit["id"] for hit in self.json_of("search", "tỉnh OR huyện OR nông")["hits"]]
        pages = []
        for offset in range(len(whole)):
            page = self.json_of("search", "tỉnh OR huyện OR nông", "--limit=1", f"--offset={offset}")["hits"]
            self.assertEqual(page[0]["rank"], offset + 1)
            pages.append(page[0]["id"])
        self.assertEqual(pages, whole)

    def test_the_query_stage_says_what_was_understood(self):
        self.assertTrue(self.json_of("dump", "--stage=query", "nuôi", "tằm")["parsed"])
        self.assertEqual(self.json_of("dump", "--stage=query", "(nuôi tằm", status=2)["error"]["column"], 1)

    def test_batch_answers_every_line_and_marks_the_ones_in_error(self):
        done = self.run_here("batch", "-", "--format=jsonl", "--limit=2", stdin='a\tnuôi tằm\nb\t"hở\n\nthủy lợi\n')
        self.assertEqual(done.returncode, 1)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([line["id"] for line in lines], ["a", "b", "4"])
        self.assertEqual(lines[0]["format_version"], 1)
        self.assertEqual(list(lines[2]), ["id", "query", "total", "hits"])
        self.assertIn("error", lines[1])
        self.assertTrue(lines[0]["hits"][0]["path"].endswith("17-kl-tu.txt"))
        rows = self.run_here("batch", "-", "--format=csv", stdin="nuôi tằm\nthủy lợi\n").stdout.splitlines()
        self.assertEqual(sum(row.startswith("query_id,") for row in rows), 1)


class Show(ArchiveTest):
    def test_a_document_is_found_by_id_path_and_number(self):
        by_path = self.json_of("show", "vân trì/kl/17-kl-tu.txt")
        self.assertEqual(self.json_of("show", by_path["id"]), by_path)
        self.assertEqual(self.json_of("show", "17-KL/TU")["id"], by_path["id"])

    def test_the_text_is_printed_byte_for_byte(self):
        text = self.run_here("show", "17-KL/TU", "--text").stdout
        self.assertEqual(text, self.json_of("show", "17-KL/TU")["text"])
        self.assertIn("diện tích dâu đạt 1.240 ha", text)

    def test_meta_and_cites_have_their_shapes(self):
        meta = self.json_of("show", "17-KL/TU", "--meta")
        self.assertEqual((meta["number"], meta["date"], meta["type"]), ("17-KL/TU", "2012-03-05", "kết luận"))
        self.assertNotIn("text", meta)
        cites = self.json_of("cites", "17-KL/TU")
        citation = cites["citations"][0]
        self.assertEqual(citation["status"], "found")
        text = self.run_here("show", "17-KL/TU", "--text").stdout.encode()
        self.assertEqual(text[citation["start"]:citation["end"]].decode(), citation["text"])

    def test_what_is_not_there_ends_with_1(self):
        for doc in ("0123456789abcdef", "99-KL/TU", "vân trì/none"):
            self.assertEqual(self.run_here("show", doc).returncode, 1)

    def test_stats_and_verify_answer(self):
        self.assertEqual(self.json_of("stats")["documents"], len(FILES))
        self.assertEqual(self.run_here("verify").returncode, 0)

    def test_the_archive_stage_is_sorted_and_repeats_byte_for_byte(self):
        first = self.run_here("dump", "--stage=archive").stdout
        lines = [json.loads(line) for line in first.splitlines()]
        self.assertEqual(lines[0]["format_version"], 1)
        self.assertEqual([line["path"] for line in lines], sorted((line["path"] for line in lines), key=str.encode))
        self.assertEqual(len(lines), len(FILES))
        again = tracuu("--archive", self.folder / "again", "index", self.documents)
        self.assertEqual(again.returncode, 0)
        self.assertEqual(tracuu("--archive", self.folder / "again", "dump", "--stage=archive").stdout, first)


class Index(unittest.TestCase):
    def setUp(self):
        self.holder = tempfile.TemporaryDirectory(prefix="tracuu-test-")
        self.folder = pathlib.Path(self.holder.name)
        self.documents, self.archive = self.folder / "docs", self.folder / "archive"
        write_documents(self.documents)

    def tearDown(self):
        self.holder.cleanup()

    def index(self, *more, **others):
        done = tracuu("--archive", self.archive, "index", self.documents, "--format=json", *more, **others)
        return done, json.loads(done.stdout) if done.stdout else None

    def test_a_second_run_finds_everything_done(self):
        self.assertEqual(self.index()[1]["added"], len(FILES))
        done, summary = self.index()
        self.assertEqual((summary["added"], summary["updated"], summary["unchanged"]), (0, 0, len(FILES)))
        self.assertEqual(done.returncode, 0)

    def test_changed_files_are_updated_and_those_gone_are_dropped(self):
        self.index()
        (self.documents / "nq/08-nq-tu.txt").write_text("Nghị quyết viết lại về thủy sản lồng bè")
        (self.documents / "tin/thủy lợi.html").unlink()
        summary = self.index()[1]
        self.assertEqual((summary["updated"], summary["deleted"]), (1, 1))
        self.assertEqual(tracuu("--archive", self.archive, "search", "lồng bè").returncode, 0)
        self.assertEqual(tracuu("--archive", self.archive, "search", '"nạo vét kênh mương"').returncode, 1)

    def test_a_root_that_is_gone_empties_nothing(self):
        self.index()
        self.documents.rename(self.folder / "elsewhere")
        done, _ = self.index()
        self.assertEqual(done.returncode, 1)
        self.assertEqual(tracuu("--archive", self.archive, "search", "tằm").returncode, 0)

    def test_bad_files_are_named_with_their_reason_and_the_others_are_indexed(self):
        (self.documents / "hỏng.pdf").write_bytes(b"%PDF-1.4\nbroken")
        (self.documents / "rỗng.txt").write_bytes(b"")
        report = self.folder / "report.jsonl"
        done, summary = self.index("--report", report)
        self.assertEqual((done.returncode, summary["added"]), (1, len(FILES)))
        self.assertGreaterEqual(summary["failed"], 1)
        self.assertEqual(sum(summary["failed_by"].values()), summary["failed"])
        self.assertIn("hỏng.pdf: ", done.stderr)
        rows = [json.loads(line) for line in report.read_text().splitlines()]
        self.assertEqual(len(rows), len(FILES) + 2)
        self.assertTrue(any(row["path"].endswith("hỏng.pdf") and row["reason"] for row in rows))

    def test_a_backup_restores_to_the_same_archive(self):
        self.index()
        copy, again = self.folder / "copy", self.folder / "again"
        self.assertEqual(tracuu("--archive", self.archive, "backup", copy).returncode, 0)
        self.assertEqual(tracuu("--archive", self.archive, "backup", copy).returncode, 2, "a folder that is not empty was taken")
        self.assertEqual(tracuu("--archive", again, "restore", copy).returncode, 0)
        first, second = (tracuu("--archive", archive, "dump", "--stage=archive").stdout for archive in (self.archive, again))
        self.assertEqual(first, second)
        self.assertEqual(tracuu("--archive", again, "restore", self.folder / "none").returncode, 1)

    def test_a_dry_run_writes_nothing(self):
        done, _ = self.index("--dry-run")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(tracuu("--archive", self.archive, "search", "tằm").returncode, 3)

    def test_the_originals_are_not_touched(self):
        before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in self.documents.rglob("*") if path.is_file()}
        self.index()
        self.assertEqual({path: (path.stat().st_mtime_ns, path.read_bytes()) for path in self.documents.rglob("*") if path.is_file()}, before)

    def test_control_characters_of_file_names_never_reach_the_terminal(self):
        (self.documents / "x\x1b[31m.txt").write_text("văn bản về nghề gốm men lam")
        self.index()
        done = tracuu("--archive", self.archive, "search", "gốm men lam")
        self.assertEqual(done.returncode, 0)
        self.assertNotIn("\x1b", done.stdout)

    def test_an_interrupt_ends_with_130_and_leaves_a_whole_archive(self):
        write_documents(self.documents, {f"n/{i}.txt": f"Thông báo số {i} về việc trồng rừng " * 100 for i in range(300)})
        running = subprocess.Popen([PROGRAM, "--archive", self.archive, "index", self.documents], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.25)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=60)
        if running.returncode == 0:
            self.skipTest("indexing was done before it could be interrupted")
        self.assertEqual(running.returncode, 130, errors)
        self.assertEqual(self.index()[0].returncode, 0)
        self.assertEqual(tracuu("--archive", self.archive, "verify").returncode, 0)


class Dump(unittest.TestCase):
    def test_standard_input_is_a_document(self):
        done = tracuu("dump", "--stage=terms", "--format=json", "-", stdin="Tỉnh uỷ họp\n")
        terms = json.loads(done.stdout)["terms"]
        self.assertEqual([(t["exact"], t["folded"], t["position"]) for t in terms], [("tỉnh", "tinh", 0), ("ủy", "uy", 1), ("họp", "hop", 2)])
        self.assertEqual(list(terms[0]), ["exact", "folded", "position", "start", "end", "also"])
        done = tracuu("dump", "--stage=cites", "--format=json", "-", stdin="theo Nghị quyết số 08-NQ/TU, ngày 12/9/2011\n")
        citation = json.loads(done.stdout)["citations"][0]
        self.assertEqual((citation["key"], citation["targets"]), ("08-NQ/TU@2011-09-12", []))

    def test_every_stage_of_a_file_has_its_shape(self):
        with tempfile.TemporaryDirectory() as folder:
            write_documents(folder)
            path = folder + "/kl/17-kl-tu.txt"
            shapes = {"type": ["media_type", "encoding"], "text": ["media_type", "encoding", "certainty", "text"], "meta": ["id", "path"],
                      "cites": ["citations", "mentions"], "terms": ["terms"]}
            for stage, names in shapes.items():
                done = tracuu("dump", "--stage", stage, "--format=json", path)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(list(json.loads(done.stdout))[:len(names) + 1], ["format_version", *names], stage)

    def test_a_file_that_cannot_be_read_ends_with_1(self):
        self.assertEqual(tracuu("dump", "--stage=text", "/nonexistent").returncode, 1)
        self.assertEqual(tracuu("dump", "--stage=type", "/nonexistent").returncode, 1)


if __name__ == "__main__":
    unittest.main()
