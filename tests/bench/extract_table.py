#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What reading gives, as tables on standard output: extract_table.py BUILD_DIR [FOLDER…]. Per file: type, charset, characters,
share of valid syllables, pages, number and date found. Then, where the bare tools are installed, how much of their words we
give and they of ours, and files per second beside them; last, the same files indexed from archives. FOLDERs default to the sample and to ../shared/official-docs."""

import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOOLS = {  # extension: commands whose output is the text of a file
    ".doc": [["antiword", "-m", "UTF-8.txt", "-w", "0"], ["catdoc", "-d", "utf-8", "-w"]],
    ".rtf": [["catdoc", "-d", "utf-8", "-w"]],
    ".pdf": [["pdftotext", "-q", "FILE", "-"]],
    ".docx": [["unzip", "-p", "FILE", "word/document.xml"]],
    ".odt": [["unzip", "-p", "FILE", "content.xml"]],
    ".html": [["xmllint", "--html", "--xpath", "string(//body)", "FILE"]],
    ".xls": [["xls2csv", "-d", "utf-8"]], ".ppt": [["catppt", "-d", "utf-8"]],
}
SECONDS = 2.0  # each speed is measured so long


def files_of(folders):
    for folder in folders:
        for place, names, files in os.walk(folder):
            names.sort()
            for name in sorted(files):
                if os.path.splitext(name)[1].lower() not in (".json", ".tsv", ".py", "") and "/src" not in place and "/maker" not in place:
                    yield os.path.join(place, name)


def run(command, path):
    command = [path if c == "FILE" else c for c in command] if "FILE" in command else [*command, path]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace")


def meta_of(tracuu, path):
    if not os.path.exists(tracuu):
        return "", ""
    out = run([tracuu, "dump", "--stage=meta", "--format=json"], path)
    try:
        meta = json.loads(out)
    except ValueError:
        return "", ""
    return meta.get("number") or "-", meta.get("date") or "-"


def words_of(text):
    return re.findall(r"\w+", unicodedata.normalize("NFC", re.sub(r"<[^>]*>", " ", text)))


def table(bench, tracuu, paths):
    print(f"{'file':<52} {'type':<10} {'charset':<12} {'chars':>7} {'valid':>6} {'pages':>5} {'ms':>7}  number, date")
    for path in paths:
        row = run([bench], path).rstrip("\n").split("\t")
        name = os.path.basename(path)[:51]
        if len(row) < 7:
            print(f"{name:<52} {row[0].split(': ', 1)[-1]}")
            continue
        number, date = meta_of(tracuu, path)
        kind = row[1].split(".")[-1].split("/")[-1][:10]
        print(f"{name:<52} {kind:<10} {row[2]:<12} {row[3]:>7} {row[4]:>6} {row[5]:>5} {row[6].split()[0]:>7}  {number}, {date}")


def fidelity(bench, paths):
    print(f"\n{'file':<52} {'tool':<10} {'words':>7} {'ours':>7} {'theirs':>7}   (shares of the other's words, in order)")
    for path in paths:
        for command in TOOLS.get(os.path.splitext(path)[1].lower(), []):
            if command[0] in ("unzip", "xmllint") or not shutil.which(command[0]):
                continue
            mine, theirs = words_of(run([bench, "--text"], path)), words_of(run(command, path))
            if not mine or not theirs or len(mine) > 20000:
                continue
            same = sum(b.size for b in difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks())
            print(f"{os.path.basename(path)[:51]:<52} {command[0]:<10} {len(theirs):>7} {same / len(theirs):>7.3f} {same / len(mine):>7.3f}")


def speed_of_tool(command, paths):
    begin, count = time.monotonic(), 0
    while time.monotonic() - begin < SECONDS:
        run(command, paths[count % len(paths)])
        count += 1
    return count / (time.monotonic() - begin)


def speed(bench, paths):
    print(f"\n{'format':<8} {'files':>5} {'ours/s':>8}   the bare tool, one process a file")
    for form in sorted({os.path.splitext(p)[1].lower() for p in paths}):
        same = [p for p in paths if os.path.splitext(p)[1].lower() == form]
        begin = time.monotonic()
        out = subprocess.run([bench, "--repeat", "10", *same], capture_output=True, check=False).stdout.decode("utf-8", "replace")
        read = sum(" ms" in line for line in out.split("\n"))
        rate = read * 10 / (time.monotonic() - begin)
        tools = [f"{c[0]} {speed_of_tool(c, same):.0f}/s" for c in TOOLS.get(form, []) if shutil.which(c[0])]
        print(f"{form:<8} {read:>5} {rate:>8.0f}   {', '.join(tools)}")


def pack(paths, folder):
    """The same files as they lie, and in archives; how each is unpacked by a bare tool."""
    plain = os.path.join(folder, "plain")
    os.mkdir(plain)
    for i, path in enumerate(paths):
        shutil.copy(path, os.path.join(plain, f"{i}{os.path.splitext(path)[1]}"))
    yield "folder", plain, None
    for kind, name, tool in (("zip", "a.zip", ["unzip", "-p"]), ("gztar", "a.tar.gz", ["tar", "-xOf"]), ("xztar", "a.tar.xz", ["tar", "-xOf"])):
        place = os.path.join(folder, kind)
        os.mkdir(place)
        shutil.make_archive(os.path.join(place, "a"), kind, plain)
        yield name, place, [*tool, os.path.join(place, name)]


def containers(tracuu, paths):
    print(f"\n{'indexed':<10} {'files':>5} {'files/s':>8}   the bare tool, unpacking alone")
    with tempfile.TemporaryDirectory() as folder:
        for name, place, tool in pack(paths, folder):
            archive = os.path.join(folder, "archive")
            begin = time.monotonic()
            done = subprocess.run([tracuu, "--archive", archive, "index", place, "--format=json"], capture_output=True, check=False)
            seconds = time.monotonic() - begin
            added = json.loads(done.stdout)["added"]
            shutil.rmtree(archive)
            begin = time.monotonic()
            if tool and shutil.which(tool[0]):
                subprocess.run(tool, stdout=subprocess.DEVNULL, check=False)
                bare = f"{tool[0]} {len(paths) / (time.monotonic() - begin):.0f}/s"
            else:
                bare = ""
            print(f"{name:<10} {added:>5} {added / seconds:>8.0f}   {bare}")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    build = sys.argv[1]
    bench, tracuu = os.path.join(build, "tests", "bench_extract"), os.path.join(build, "tracuu")
    os.environ.setdefault("TRACUU_LIBEXECDIR", os.path.join(build, "libexec", "tracuu"))
    os.environ.setdefault("TRACUU_DATADIR", os.path.join(build, "share", "tracuu"))
    folders = sys.argv[2:] or [os.path.join(TOP, "corpus", "sample"), os.path.join(TOP, "..", "shared", "official-docs")]
    paths = list(files_of(folders))
    table(bench, tracuu, paths)
    fidelity(bench, paths)
    speed(bench, paths)
    containers(tracuu, paths)


if __name__ == "__main__":
    main()
