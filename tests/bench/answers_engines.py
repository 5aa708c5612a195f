# SPDX-License-Identifier: GPL-3.0-or-later
"""The engines that answers.py measures beside ours: each builds its index over the same texts once (kept for the next
run) and answers the same queries, timed inside the process by the processor's clock."""
import os
import re
import resource
import sqlite3
import statistics
import subprocess
import time
import unicodedata

WORD = re.compile(r"[^\W_]+")


def bare(text):
    """Letters without their marks, as a keyboard without Vietnamese gives them."""
    text = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(c for c in text if not unicodedata.combining(c))


class Timer:
    """Microseconds of the processor for the calls of one query, the best of several rounds."""

    def __init__(self):
        self.best = {}

    def add(self, kind, number, seconds):
        key = (kind, number)
        self.best[key] = min(self.best.get(key, 1e9), seconds * 1e6)

    def rows(self):
        kinds = {}
        for (kind, _), micro in self.best.items():
            kinds.setdefault(kind, []).append(micro)
        return {kind: quantiles(times) for kind, times in kinds.items()}


def quantiles(times):
    times = sorted(times)
    return statistics.median(times), times[min(len(times) - 1, len(times) * 95 // 100)]


class Xapian:
    """Plain Xapian: TermGenerator with positions, QueryParser, MSet. What is typed without marks goes to folded terms
    with a prefix of their own: that is what Xapian offers for it."""

    name = "Xapian 1.4"

    def __init__(self, path):
        import xapian

        self.xapian, self.path = xapian, path

    def build(self, rows):
        xapian = self.xapian
        db = xapian.WritableDatabase(self.path + ".raw", xapian.DB_CREATE_OR_OVERWRITE)
        generator = xapian.TermGenerator()
        for row in rows:
            document = xapian.Document()
            generator.set_document(document)
            generator.index_text(row["text"])
            generator.index_text_without_positions(bare(row["text"]), 1, "XF")
            document.set_data(row["text"])
            document.add_value(0, row["type"])
            document.add_value(1, row["year"])
            db.add_document(document)
        db.commit()
        db.close()
        xapian.Database(self.path + ".raw").compact(self.path)
        subprocess.run(["rm", "-r", self.path + ".raw"], check=True)

    def measure(self, queries, rounds):
        xapian, timer = self.xapian, Timer()
        db = xapian.Database(self.path)
        parser, folded = xapian.QueryParser(), xapian.QueryParser()
        for one in (parser, folded):
            one.set_database(db)
        folded.add_prefix("", "XF")
        for _ in range(rounds):
            for number, (kind, text) in enumerate(queries):
                start = time.thread_time()
                query = (folded if kind == "bare" else parser).parse_query(text, parser.FLAG_PHRASE)
                enquire = xapian.Enquire(db)
                enquire.set_query(query)
                spies = []
                if kind == "facets":
                    spies = [xapian.ValueCountMatchSpy(slot) for slot in (0, 1)]
                    for spy in spies:
                        enquire.add_matchspy(spy)
                found = enquire.get_mset(0, 10, db.get_doccount() if spies else 0)
                for spy in spies:
                    for value in spy.top_values(20):
                        value.termfreq
                if kind == "snippets":
                    start = time.thread_time()
                    for hit in found:
                        found.snippet(hit.document.get_data().decode(), 300)
                timer.add(kind, number, time.thread_time() - start)
        return timer.rows()


class Fts5:
    """SQLite FTS5: bm25(), unicode61 without diacritics. It knows no đ for d, and a word typed with marks finds all its
    look-alikes: there is one index for both."""

    name = "SQLite FTS5"

    def __init__(self, path):
        self.path = path

    def build(self, rows):
        db = sqlite3.connect(self.path + ".new")
        db.execute("PRAGMA journal_mode=OFF")
        db.execute("PRAGMA synchronous=OFF")
        db.execute("CREATE TABLE docs(id INTEGER PRIMARY KEY, type TEXT, year TEXT, text TEXT)")
        db.execute("CREATE VIRTUAL TABLE fts USING fts5(text, content='docs', content_rowid='id', "
                   "tokenize='unicode61 remove_diacritics 2')")
        for number, row in enumerate(rows, 1):
            text = row["text"].replace("đ", "d").replace("Đ", "D")
            db.execute("INSERT INTO docs VALUES(?,?,?,?)", (number, row["type"], row["year"], row["text"]))
            db.execute("INSERT INTO fts(rowid, text) VALUES(?,?)", (number, text))
        db.execute("INSERT INTO fts(fts) VALUES('optimize')")
        db.commit()
        db.close()
        os.rename(self.path + ".new", self.path)

    def measure(self, queries, rounds):
        timer = Timer()
        db = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        db.execute("PRAGMA mmap_size=8000000000")
        db.execute("PRAGMA cache_size=-500000")
        ranked = "SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY rank LIMIT 10"
        cut = "SELECT snippet(fts, 0, '[', ']', '…', 40) FROM fts WHERE fts MATCH ? ORDER BY rank LIMIT 10"
        count = "SELECT d.{0}, count(*) FROM fts JOIN docs d ON d.id = fts.rowid WHERE fts MATCH ? GROUP BY d.{0}"
        for _ in range(rounds):
            for number, (kind, text) in enumerate(queries):
                text = text.replace("đ", "d").replace("Đ", "D")
                match = text if kind == "phrase" else " OR ".join(f'"{w}"' for w in WORD.findall(text))
                start = time.thread_time()
                db.execute(ranked, (match,)).fetchall()
                middle = time.thread_time()
                if kind == "snippets":
                    db.execute(cut, (match,)).fetchall()
                    start = 2 * middle - start # what it takes longer with snippets than without
                elif kind == "facets":
                    db.execute(count.format("type"), (match,)).fetchall()
                    db.execute(count.format("year"), (match,)).fetchall()
                timer.add(kind, number, time.thread_time() - start)
        return timer.rows()


class Omega:
    """Omega over the database of plain Xapian (the same terms and values). It is a program a query: what its start
    takes, measured with an empty query, is taken off."""

    name = "Omega"
    hits = "$hitlist{$id $percentage}"
    cut = "$hitlist{$snippet{$record}}"

    def __init__(self, path, xapian_path, program="/usr/lib/cgi-bin/omega/omega"):
        self.path, self.database, self.program = path, xapian_path, program

    def build(self, _rows):
        os.makedirs(os.path.join(self.path, "templates"), exist_ok=True)
        os.makedirs(os.path.join(self.path, "log"), exist_ok=True)
        os.makedirs(os.path.join(self.path, "cdb"), exist_ok=True)
        for name, template in (("hits", self.hits), ("cut", self.cut)):
            with open(os.path.join(self.path, "templates", name), "w", encoding="utf-8") as out:
                out.write("$set{stemmer,}" + "$setmap{prefix,bare,XF}" + template)
        with open(os.path.join(self.path, "omega.conf"), "w", encoding="utf-8") as out:
            out.write(f"database_dir {os.path.dirname(self.database)}\ntemplate_dir {self.path}/templates\n"
                      f"log_dir {self.path}/log\ncdb_dir {self.path}/cdb\n")

    def ask(self, text, template):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([self.program, f"P={text}", f"DB={os.path.basename(self.database)}", f"FMT={template}"],
                              env={"OMEGA_CONFIG_FILE": os.path.join(self.path, "omega.conf")}, capture_output=True,
                              check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout

    def measure(self, queries, rounds):
        timer = Timer()
        empty = min(self.ask("", "hits")[0] for _ in range(30))
        for _ in range(min(rounds, 3)):
            for number, (kind, text) in enumerate(queries):
                if kind == "facets":
                    continue
                if kind == "bare":
                    text = " ".join(f"bare:{word}" for word in text.split())
                taken, _ = self.ask(text, "hits")
                if kind == "snippets":
                    taken = self.ask(text, "cut")[0] - taken
                else:
                    taken -= empty
                timer.add(kind, number, max(taken, 0))
        rows = timer.rows()
        return rows
