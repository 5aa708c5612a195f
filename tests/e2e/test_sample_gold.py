#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample documents and the gold beside them agree: every file is there, every offset holds, every answer names a file."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unicodedata

CORPUS = pathlib.Path(os.environ.get("TC_SOURCE_DIR", ".")) / "corpus"
TOP, GOLD, MASTERS = CORPUS / "sample", CORPUS / "gold", CORPUS / "masters"
sys.path.insert(0, str(MASTERS))
sys.dont_write_bytecode = True

from maker import charsets  # noqa: E402


def load(name):
    return json.loads((GOLD / name).read_text(encoding="utf-8"))


def decode(data, encoding):
    """The file as NFC text, by the same tables that wrote it."""
    name = (encoding or "UTF-8").lower()
    if name in charsets.TABLES:
        letters = {code: letter for letter, code in charsets.TABLES[name].items()}
        out, at = [], 0
        while at < len(data):
            size = 2 if data[at:at + 2] in letters else 1
            out.append(letters.get(data[at:at + size]) or chr(data[at]))
            at += size
        return unicodedata.normalize("NFC", "".join(out))
    text = data.decode({"utf-8": "utf-8-sig", "utf-16le": "utf-16", "cp1258": "cp1258"}[name])
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


def offsets_hold(metadata, citations):
    for name, entry in citations.items():
        if not name.endswith(".txt"):
            continue
        text = decode((TOP / name).read_bytes(), metadata[name]["encoding"]).encode()
        for item in entry["citations"] + entry["mentions"]:
            shown = " ".join(text[item["start"]:item["end"]].decode().split())
            # toned capitals are small letters in TCVN3
            assert shown == item["text"] or shown.lower() == item["text"].lower(), (name, item["text"], shown)


def main():
    metadata, citations, tasks = load("metadata.json"), load("citations.json"), load("tasks.json")
    on_disk = {p.relative_to(TOP).as_posix() for p in TOP.rglob("*") if p.is_file()}
    assert on_disk == set(metadata) == set(citations), on_disk ^ set(metadata)
    assert len({m["id"] for m in metadata.values()}) >= 44
    offsets_hold(metadata, citations)
    ids = {m["id"] for m in metadata.values()}
    for line in (GOLD / "queries.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        row = line.split("\t")
        assert len(row) == 7 and row[3] in ids and (not row[4] or row[4] in ids), line
    assert len(tasks) > 40 and all(task["files"] for task in tasks)
    assert sum((TOP / name).stat().st_size for name in on_disk) < 4_000_000
    # the gold is what the masters give
    before = {name: (GOLD / name).read_bytes() for name in ("metadata.json", "citations.json", "tasks.json")}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, MASTERS / "make", "--gold-only", "--gold", folder], check=True, stdout=subprocess.DEVNULL)
        for name, data in before.items():
            assert (pathlib.Path(folder) / name).read_bytes() == data, f"{name} is older than the masters: run corpus/masters/make"
    return 0


if __name__ == "__main__":
    sys.exit(main())
