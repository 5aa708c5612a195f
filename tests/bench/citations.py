#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well heads and citations are read: precision and recall by kind, relations, header fields.

citations.py TRACUU CORPUS_DIR [--misses] [--readme FILE]   Reads every document of sample/ through `tracuu dump` and holds it against gold/. Optional citations and the spellings that the gold also accepts count neither way. Exit 1 below the goals.
citations.py TRACUU --generated COUNT [--seed N] [--misses] [--readme FILE]   Generates COUNT documents, indexes them, and holds the citation graph of `tracuu dump --stage=archive` against what the generator knows. Exit 1 when anything differs.
--readme writes the table between the marks of FILE that name it."""

import argparse
import collections
import concurrent.futures
import difflib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
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


def score_citations(wanted, got, table, misses, name):
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
            right = got[hit[i]]["relation"] in (w["relation"], *w.get("relation_alt", ()))
            row[3] += right
            if not right:
                misses.append(f"{name} ~ {w['text']} want {w['relation']} got {got[hit[i]]['relation']}")
    for j, g in enumerate(got):
        if j not in seen:
            table[kind(full(g))][2] += 1
            misses.append(f"{name} + {g['text']!r} {full(g)}")


def table_text(table, last):
    lines = ["| kind | found | missed | wrong | precision | recall | relation right |", "| --- | --- | --- | --- | --- | --- | --- |"]
    total = [sum(row[i] for row in table.values()) for i in range(4)]
    for name, row in [*sorted(table.items()), ("**all**", total)]:
        found, missed, wrong, relation = row
        rates = (found / max(1, found + wrong), found / max(1, found + missed), relation / max(1, found))
        lines.append(f"| {name} | {found} | {missed} | {wrong} | " + " | ".join(f"{rate:.3f}" for rate in rates) + " |")
    return total, "\n".join([*lines, "", last])


def into_readme(path, mark, text):
    begin, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    readme = pathlib.Path(path).read_text(encoding="utf-8")
    before, rest = readme.split(begin, 1)
    pathlib.Path(path).write_text(before + begin + "\n\n" + text + "\n\n" + end + rest.split(end, 1)[1], encoding="utf-8")


def compare_generated(wanted, got, table, misses):
    """Citations of one generated document: the same place, key and relation, one for one."""
    left = collections.Counter((c["start"], c["end"], full(c)) for c in got)
    relation = {(c["start"], c["end"], full(c)): c["relation"] for c in got}
    for w in wanted["citations"]:
        at = (w["start"], w["end"], full(w))
        row = table[kind(full(w))]
        if left[at]:
            left[at] -= 1
            row[0] += 1
            row[3] += relation[at] == w["relation"]
            if relation[at] != w["relation"]:
                misses.append(f"{wanted['path']} ~ {w['text']} want {w['relation']} got {relation[at]}")
        else:
            row[1] += 1
            misses.append(f"{wanted['path']} - {w['text']} {full(w)}")
    for (start, end, key), count in left.items():
        table[kind(key)][2] += count
        if count:
            misses.append(f"{wanted['path']} + {start}-{end} {key}")


def generated(exe, count, seed):
    """Gives the table, the misses and how many documents have another number, key, type or date than the generator's."""
    table, misses, heads = collections.defaultdict(lambda: [0, 0, 0, 0]), [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([exe.parent / "tracuu-generate", "--seed", str(seed), "--count", str(count), "--mean-bytes", "2500",
                        "--out", folder / "g", "--gold", folder / "gold.jsonl"], check=True)
        archive = [exe, "--archive", folder / "archive"]
        subprocess.run([*archive, "index", folder / "g"], check=True, stdout=subprocess.DEVNULL)
        dumped = subprocess.run([*archive, "dump", "--stage=archive"], check=True, capture_output=True, text=True).stdout
        found = {row["path"]: row for row in map(json.loads, dumped.splitlines())}
        for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            wanted = json.loads(line)
            row = found.pop("g/" + wanted["path"])
            cites = row["cites"]["citations"] if isinstance(row["cites"], dict) else row["cites"]
            compare_generated(wanted, cites, table, misses)
            wrong = [f for f in ("number", "key", "type", "date") if flat(wanted[f]) != flat(row["meta"][f])]
            heads += bool(wrong)
            misses.extend(f"{wanted['path']} {f}: want {wanted[f]!r} got {row['meta'][f]!r}" for f in wrong)
        assert not found, found
    return table, misses, heads


def run_generated(exe, args):
    table, misses, heads = generated(exe, args.generated, args.seed)
    if args.misses:
        print("\n".join(misses))
    total, text = table_text(table, f"{args.generated:,} generated documents; number, key, type or date wrong in {heads}")
    print(text)
    if args.readme:
        into_readme(args.readme, "citations of generated documents", text)
    return 1 if misses or not total[0] else 0


def run_sample(exe, args):
    gold_dir, sample = args.corpus / "gold", args.corpus / "sample"
    citations = json.loads((gold_dir / "citations.json").read_text(encoding="utf-8"))
    metadata = json.loads((gold_dir / "metadata.json").read_text(encoding="utf-8"))
    table, fields, misses = collections.defaultdict(lambda: [0, 0, 0, 0]), collections.Counter(), []
    vague, count = 0, 0
    names = sorted(citations)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        cites = list(pool.map(lambda n: dump(exe, "cites", sample / n), names))
        metas = list(pool.map(lambda n: dump(exe, "meta", sample / n), names))
    for name, found, meta in zip(names, cites, metas):
        got = [c for c in found.get("citations", []) if c.get("key")]
        score_citations(citations[name]["citations"], got, table, misses, name)
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
    if args.misses:
        print("\n".join(misses))
    rates = ", ".join(f"{f} {fields[f] / max(1, count):.2f}" for f in FIELDS)
    total, text = table_text(table, f"{count} documents; vague ones reported: {vague}. Header fields right: {rates}.")
    print(text)
    if args.readme:
        into_readme(args.readme, "citations of the sample", text)
    precision, recall = total[0] / max(1, total[0] + total[2]), total[0] / max(1, total[0] + total[1])
    return 0 if precision >= .97 and recall >= .95 and total[3] >= .98 * total[0] and not vague else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tracuu", type=lambda name: pathlib.Path(name).resolve())
    parser.add_argument("corpus", nargs="?", type=pathlib.Path)
    parser.add_argument("--generated", type=int, metavar="COUNT")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--readme", metavar="FILE")
    args = parser.parse_args()
    return run_generated(args.tracuu, args) if args.generated else run_sample(args.tracuu, args)


if __name__ == "__main__":
    sys.exit(main())
