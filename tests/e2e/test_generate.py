#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tracuu-generate: the same seed gives the same bytes, and the gold file says what stands in the texts."""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unicodedata

PROGRAM = pathlib.Path(os.environ.get("TC_BUILD_DIR", "build")) / "tracuu-generate"
COUNT = 1000


def generate(folder, name, seed, *more):
    out, gold = folder / name, folder / (name + ".jsonl")
    subprocess.run([PROGRAM, "--seed", str(seed), "--count", str(COUNT), "--out", out, "--gold", gold, "--mean-bytes", "2500", *more], check=True)
    return out, gold


def digest(out, gold):
    value = hashlib.sha256(gold.read_bytes())
    for path in sorted(out.rglob("*")):
        if path.is_file():
            value.update(path.relative_to(out).as_posix().encode() + b"\0" + path.read_bytes())
    return value.hexdigest()


def slices_match(text, entries):
    for entry in entries:
        assert text[entry["start"]:entry["end"]].decode() == entry["text"], entry


def gold_matches(out, gold):
    keys, seen = {}, {"citations": 0, "mentions": 0, "tasks": 0, "passages": 0}
    documents = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    assert len(documents) == COUNT
    for document in documents:
        text = (out / document["path"]).read_bytes()
        assert unicodedata.is_normalized("NFC", text.decode()), document["path"]
        for kind in seen:
            slices_match(text, document[kind])
            seen[kind] += len(document[kind])
        for citation in document["citations"]:
            # a document cites only what is earlier, under the key that one has
            assert not citation["target"] or keys[citation["target"]] == citation["key"], citation
        if document["key"] and document["variant"] != "copy":
            assert document["key"] not in keys.values(), document["key"]
        keys[document["path"]] = document["key"]
        if document["number"]:
            assert document["number"].encode() in text and document["key"].startswith(document["number"])
        if document["planted"]:
            assert fold_tones(document["planted"]).lower() in fold_tones(text.decode()).lower() or document["variant"] != "original"
    assert all(seen.values()), seen


def fold_tones(text):
    for new, old in zip("oà oá oả oã oạ oè oé oẻ oẹ uý uỷ uỵ".split(), "òa óa ỏa õa ọa òe óe ỏe ọe úy ủy ụy".split()):
        text = text.replace(new, old)
    return text


def main():
    if not PROGRAM.exists():
        print("SKIP: tracuu-generate is not built")
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        first, again, other = generate(folder, "a", 5), generate(folder, "b", 5), generate(folder, "c", 6)
        assert digest(*first) == digest(*again)
        assert digest(*first) != digest(*other)
        gold_matches(*first)
        gold_matches(*other)
        lines, _ = generate(folder, "d", 5, "--format", "jsonl")
        rows = [json.loads(line) for line in (lines / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
        assert all((first[0] / row["id"]).read_text(encoding="utf-8") == row["text"] for row in rows) and len(rows) == COUNT
        bad = subprocess.run([PROGRAM, "--count", "x", "--out", folder / "e"], capture_output=True)
        assert bad.returncode == 1 and b"--count" in bad.stderr
    return 0


if __name__ == "__main__":
    sys.exit(main())
