#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well heads and citations are read: precision and recall by kind, relations, header fields.

citations.py TRACUU CORPUS_DIR [--misses]   Reads every document of sample/ through `tracuu dump` and holds it against gold/. Optional citations and the spellings that the gold also accepts count neither way. Exit 1 below the goals."""

import collections
import concurrent.futures
import difflib
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

FIELDS = ("type", "number", "key", "issuer", "issuer_code", "place", "date", "event_date", "title", "signer", "signer_role",
          "recipients", "basis", "term", "period", "author")


def kind(key):
    if "#" in key:
        return "provision"
    for prefix, name in (("NQTW:", "plenum"), ("NQDH:", "congress"), ("LUAT:", "law by name"), ("BL", "law by name"),
                         ("HIEN-PHAP", "law by name"), ("PHAP-LENH", "law by name"), ("DIEU-LE", "law by name")):
        if key.startswith(prefix):
            return name
    if re.match(r"\d+[a-z]?-", key):
        return "Party number"
    return "State number with year" if re.match(r"\d+[a-z]?/[\d?]{1,4}/", key) else "State number"


def flat(value):
    if isinstance(value, list):
        return [flat(v) for v in value] or None
    if value is None:
        return None
    text = unicodedata.normalize("NFC", str(value)).lower()
    for old, new in zip("oà oá oả oã oạ uỳ uý uỷ uỹ uỵ".split(), "òa óa ỏa õa ọa ùy úy ủy ũy ụy".split()):
        text = text.replace(old, new)
    return re.sub(r"[\s.,;:_“”\"'*–-]+", "", text) or None


def dump(exe, stage, path):
    out = subprocess.run([exe, "dump", f"--stage={stage}", "--format=json", str(path)], capture_output=True, text=True)
    try:
        return json.loads(out.stdout)
    except ValueError:
        return {}


def full(entry):
    key = entry["key"] or "-"
    return key + ("#" + entry["provision"] if entry.get("provision") else "")


def accepted(entry):
    keys = {full(entry)}
    for other in (entry.get("key_as_written"), entry.get("identity"), *(entry.get("key_alt") or [])):
        if other:
            keys.add(other if "#" in other or not entry.get("provision") else f"{other}#{entry['provision']}")
    return keys


def same(wanted, got):
    return got in accepted(wanted) or got.split("@")[0] == full(wanted).split("@")[0] and got.endswith("@?")


def score_citations(wanted, got, table, relations, misses, name):
    alias = {k: full(w) for w in reversed(wanted) for k in accepted(w)}
    bare = lambda k: alias.get(k, k)
    matcher = difflib.SequenceMatcher(None, [bare(full(w)) for w in wanted], [bare(full(g)) for g in got], autojunk=False)
    pairs = [(b.a + i, b.b + i) for b in matcher.get_matching_blocks() for i in range(b.size)]
    hit, seen = {a: b for a, b in pairs if same(wanted[a], full(got[b]))}, {b for _, b in pairs}
    for i, w in enumerate(wanted):
        if w.get("optional"):
            continue
        row = table[kind(full(w))]
        row[0] += i in hit
        row[1] += i not in hit
        if i not in hit:
            misses.append(f"{name} - {w['text']} {full(w)}")
        else:
            relations[0] += got[hit[i]]["relation"] == w["relation"]
            relations[1] += 1
            if got[hit[i]]["relation"] != w["relation"]:
                misses.append(f"{name} ~ {w['text']} want {w['relation']} got {got[hit[i]]['relation']}")
    for j, g in enumerate(got):
        if j not in seen:
            table[kind(full(g))][2] += 1
            misses.append(f"{name} + {g['text']!r} {full(g)}")


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    exe, gold_dir, sample = args[0], pathlib.Path(args[1]) / "gold", pathlib.Path(args[1]) / "sample"
    citations = json.loads((gold_dir / "citations.json").read_text(encoding="utf-8"))
    metadata = json.loads((gold_dir / "metadata.json").read_text(encoding="utf-8"))
    table, fields, misses = collections.defaultdict(lambda: [0, 0, 0]), collections.Counter(), []
    relations, vague, count = [0, 0], 0, 0
    names = sorted(citations)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        cites = list(pool.map(lambda n: dump(exe, "cites", sample / n), names))
        metas = list(pool.map(lambda n: dump(exe, "meta", sample / n), names))
    for name, found, meta in zip(names, cites, metas):
        got = [c for c in found.get("citations", []) if c.get("key")]
        score_citations(citations[name]["citations"], got, table, relations, misses, name)
        texts = {flat(m["text"]) for m in citations[name]["mentions"]}
        vague += sum(flat(c["text"]) in texts for c in got)
        count += 1
        gold = metadata[name]
        for field in FIELDS:
            alt = gold.get(field + "_alt") or []
            want = [gold.get(field), *(alt if isinstance(alt, list) else [alt])]
            if field == "place" and gold.get("layout") == "news":
                want.append(gold.get("province"))
            right = any(flat(meta.get(field)) == flat(w) for w in want)
            fields[field] += right
            if not right:
                misses.append(f"{name} {field}: want {gold.get(field)!r} got {meta.get(field)!r}")
    if "--misses" in sys.argv:
        print("\n".join(misses))
    print(f"| kind | found | missed | wrong | precision | recall |\n| --- | --- | --- | --- | --- | --- |")
    total = [0, 0, 0]
    for name in sorted(table):
        row = table[name]
        total = [a + b for a, b in zip(total, row)]
        print(f"| {name} | {row[0]} | {row[1]} | {row[2]} | {row[0] / max(1, row[0] + row[2]):.3f} | {row[0] / max(1, row[0] + row[1]):.3f} |")
    precision, recall = total[0] / max(1, total[0] + total[2]), total[0] / max(1, total[0] + total[1])
    print(f"| **all** | {total[0]} | {total[1]} | {total[2]} | {precision:.3f} | {recall:.3f} |")
    print(f"\n{count} documents; relation right in {relations[0]} of {relations[1]}; vague ones reported: {vague}")
    print("header fields: " + ", ".join(f"{f} {fields[f] / max(1, count):.2f}" for f in FIELDS))
    return 0 if precision >= .97 and recall >= .95 and not vague else 1


if __name__ == "__main__":
    sys.exit(main())
