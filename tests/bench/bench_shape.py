#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shape of the index against Xapian's own: one command, the same tables for two collections.

    bench_shape.py [--records FILE.jsonl[.xz]] [--count 20000] [--generated 10000] [--build DIR] [--work DIR]
                   [--pipeline] [--variants]

The collections are records of a file and documents that tracuu-generate invents (--generated 0: none). Builds each of
them three ways: our store (bench_shape), Xapian with positions through TermGenerator with the text in the document data,
and omindex over one text file a record (both flushed every 500 documents and compacted). Then the same queries over the
first two. Wants python3-xapian and xapian-omega; without records it takes those of ../shared/ir beside the checkout,
else it says so and goes on with the generated ones; without omindex it ends (exit 77).
--variants adds what compounds, positions and the termlist table cost inside Xapian, over the first quarter.
--pipeline adds `tracuu index` over the same text files as omindex: extraction, record and citations included.
"""
import argparse
import json
import lzma
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
SHARED = os.path.join(os.path.dirname(TOP), "shared")


def bare(word):
    word = unicodedata.normalize("NFD", word.lower()).replace("đ", "d")
    return "".join(c for c in word if not unicodedata.combining(c))


def load(path, count):
    opener = lzma.open if path.endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for _, line in zip(range(count), lines)]


def text_of(row):
    return f"{row.get('title') or ''}\n{row['text']}"


def make_queries(rows, questions, path):
    """Words of one document each (so that something is found), and real questions."""
    dice = random.Random(7)
    queries = []
    for row in dice.sample(rows, min(100, len(rows))):
        words = [w for w in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", row["text"]).lower()) if len(w) > 1]
        if len(words) < 12:
            continue
        at = dice.randrange(len(words) - 3)
        run, some = words[at : at + 3], dice.sample(words, 3)
        queries += [("words", some), ("phrase", run), ("bare", [bare(w) for w in some]),
                    ("bare-phrase", [bare(w) for w in run])]
        if not questions and len(words) > 30:  # no real ones are known: a dozen words that stand together do
            at = dice.randrange(len(words) - 12)
            queries.append(("question", words[at : at + 12]))
    for question in questions[:100]:
        queries.append(("question", question.split()))
    queries = [(kind, " ".join(words)) for kind, words in queries]
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(f"{kind}\t{words}\n" for kind, words in queries)
    return queries


def cpu_of(command, **more):
    """Processor seconds of a child, and its standard output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {done.returncode}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout.decode()


def size_of(path):
    return sum(os.path.getsize(os.path.join(d, f)) for d, _, files in os.walk(path) for f in files)


def build_xapian(xapian, rows, path):
    """TermGenerator with positions, text stored; processor seconds of Xapian's part, without reading the records."""
    spent = 0.0
    db = xapian.WritableDatabase(path + ".raw", xapian.DB_CREATE_OR_OVERWRITE)
    generator = xapian.TermGenerator()
    for i, row in enumerate(rows):
        text = unicodedata.normalize("NFC", text_of(row))
        start = time.process_time()
        document = xapian.Document()
        generator.set_document(document)
        generator.index_text(text)
        document.set_data(text)
        document.add_boolean_term("Q" + row["id"][:200])
        db.add_document(document)
        if i % 500 == 499:
            db.commit()
        spent += time.process_time() - start
    start = time.process_time()
    db.commit()
    db.close()
    xapian.Database(path + ".raw").compact(path)
    return spent + time.process_time() - start


def build_variants(xapian, rows, work):
    """What each thing put into Xapian costs there: seconds of add_document, commit and compact, and bytes. Making the
    Document objects is Python's work here and left out, so the sums are lower than a whole build."""
    texts = [re.findall(r"\w+", unicodedata.normalize("NFC", text_of(row)).lower()) for row in rows]
    documents, pairs, words = {}, {}, {}
    for text in texts:
        for word in set(text):
            documents[word] = documents.get(word, 0) + 1
        for word in text:
            words[word] = words.get(word, 0) + 1
        for pair in zip(text, text[1:]):
            pairs[pair] = pairs.get(pair, 0) + 1
    total = sum(words.values())
    # Words that stand together ten times as often as chance would have it, and are not rare: learnt compounds.
    compounds = {p for p, n in pairs.items() if n >= 50 and n * total > 10 * words[p[0]] * words[p[1]]}
    rare = {word for word, n in documents.items() if n <= len(rows) / 100}

    def fill(document, text, positions, joined):
        counts = {}
        for i, word in enumerate(text):
            if word in positions:
                document.add_posting(word, i)
            else:
                counts[word] = counts.get(word, 0) + 1
        for pair in zip(text, text[1:]):
            if joined is None or pair in joined:
                counts[" ".join(pair)] = counts.get(" ".join(pair), 0) + 1
        for word, n in counts.items():
            document.add_term(word[:240], n)

    none, every = frozenset(), documents.keys()
    variants = [
        ("terms alone, no termlist table (ours)", none, none, True),
        ("terms alone, with the termlist table", none, none, False),
        ("terms and learnt compounds, no termlist", none, compounds, True),
        ("terms and all pairs of neighbours, no termlist", none, None, True),
        ("positions for words in 1 % of documents or less", rare, none, True),
        ("positions for all words", every, none, True),
        ("positions for all words, with the termlist table", every, none, False),
    ]
    for name, positions, joined, is_bare in variants:
        path = os.path.join(work, "variant")
        shutil.rmtree(path, ignore_errors=True)
        shutil.rmtree(path + ".small", ignore_errors=True)
        flags = xapian.DB_CREATE_OR_OVERWRITE | (xapian.DB_NO_TERMLIST if is_bare else 0)
        db = xapian.WritableDatabase(path, flags)
        spent, held = 0.0, 0
        for text in texts:
            document = xapian.Document()
            fill(document, text, positions, joined)
            start = time.process_time()
            db.add_document(document)
            held += len(text) * 5
            if held > 1_500_000:
                db.commit()
                held = 0
            spent += time.process_time() - start
        start = time.process_time()
        db.commit()
        db.close()
        xapian.Database(path).compact(path + ".small")
        spent += time.process_time() - start
        yield name, spent, size_of(path + ".small")


def xapian_queries(xapian, path, queries):
    db = xapian.Database(path)
    spellings = {}
    for term in db.allterms():
        word = term.term.decode()
        if not word[0].isupper():
            spellings.setdefault(bare(word), []).append(word)
    Q = xapian.Query
    results = {}
    for round_ in range(4):
        for kind, words in queries:
            terms = re.findall(r"\w+", words.lower())
            start = time.thread_time()
            if kind.startswith("bare"):
                op = Q.OP_OR if "phrase" in kind else Q.OP_SYNONYM
                parts = [Q(op, [Q(s) for s in spellings.get(t, [t])]) for t in terms]
            else:
                parts = [Q(t) for t in terms]
            op = Q.OP_PHRASE if "phrase" in kind else Q.OP_OR if kind == "question" else Q.OP_AND
            enquire = xapian.Enquire(db)
            enquire.set_query(Q(op, parts))
            found = enquire.get_mset(0, 10)
            taken = time.thread_time() - start
            if round_:
                results.setdefault(kind, []).append(taken * 1e6)
            if kind == "words":
                texts = [hit.document.get_data().decode() for hit in found]
                start = time.thread_time()
                for text in texts:
                    found.snippet(text, 200)
                if round_:
                    results.setdefault("ten snippets", []).append((time.thread_time() - start) * 1e6)
    return {kind: {"p50": statistics.median(times), "p95": sorted(times)[len(times) * 95 // 100]}
            for kind, times in results.items()}


def write_rows(rows, work):
    """The records as lines of JSON and as one text file each; gives the bytes of text."""
    total = 0
    with open(os.path.join(work, "rows.jsonl"), "w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    for i, row in enumerate(rows):
        data = unicodedata.normalize("NFC", text_of(row)).encode()
        total += len(data)
        folder = os.path.join(work, "files", f"{i // 1000:03d}")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, f"{i:06d}.txt"), "wb") as out:
            out.write(data)
    return total


def bench_building(xapian, rows, total, options, work):
    program = os.path.join(options.build, "tests", "bench_shape")
    _, ours = cpu_of([program, "build", os.path.join(work, "rows.jsonl"), os.path.join(work, "ours")])
    ours = json.loads(ours)
    positions = build_xapian(xapian, rows, os.path.join(work, "xapian"))
    environment = dict(os.environ, XAPIAN_FLUSH_THRESHOLD="500")
    omindex, _ = cpu_of(["omindex", "--db", os.path.join(work, "omega"), "--url", "/", os.path.join(work, "files")],
                        env=environment)
    pipeline = None
    if options.pipeline:
        pipeline, _ = cpu_of([os.path.join(options.build, "tracuu"), "--archive", os.path.join(work, "pipeline"), "index",
                              os.path.join(work, "files")])
    megabytes = total / 1e6
    print("| index | processor s | MB/s | bytes a byte of text |\n| --- | --- | --- | --- |")

    def line(name, seconds, path):
        size = size_of(os.path.join(work, path)) / total
        print(f"| {name} | {seconds:.1f} | {megabytes / seconds:.1f} | {size:.2f} |", flush=True)

    line(f"ours (tokenising {ours['tokenizing']:.1f}, compacting {ours['compacting']:.1f}; {ours['rss_mb']} MB)",
         ours["cpu"], "ours")
    line("Xapian, positions, text stored, compacted", positions, "xapian")
    line("omindex", omindex, "omega")
    if pipeline:
        line("`tracuu index`, all of the pipeline", pipeline, "pipeline")


def bench_variants(xapian, rows, work):
    rows = rows[: len(rows) // 4]
    total = sum(len(text_of(row).encode()) for row in rows)
    print("\n| put into Xapian | its seconds | bytes a byte of text |\n| --- | --- | --- |")
    for name, seconds, size in build_variants(xapian, rows, work):
        print(f"| {name} | {seconds:.1f} | {size / total:.2f} |", flush=True)


def bench_asking(xapian, queries, options, work):
    program = os.path.join(options.build, "tests", "bench_shape")
    _, times = cpu_of([program, "query", os.path.join(work, "ours"), os.path.join(work, "queries.tsv")])
    times = json.loads(times)
    theirs = xapian_queries(xapian, os.path.join(work, "xapian"), queries)
    print("\n| query, processor microseconds | ours p50 | p95 | Xapian p50 | p95 |\n| --- | --- | --- | --- | --- |")
    for kind, t in times.items():
        other = theirs.get(kind)
        other = f"{other['p50']:.0f} | {other['p95']:.0f}" if other else "– | –"
        print(f"| {kind} | {t['p50']:.0f} | {t['p95']:.0f} | {other} |", flush=True)


def bench(xapian, name, rows, questions, options):
    work = os.path.join(options.work, name)
    os.makedirs(work)
    total = write_rows(rows, work)
    print(f"\n## {name}: {len(rows)} documents, {total / 1e6:.1f} MB of text\n", flush=True)
    queries = make_queries(rows, questions, os.path.join(work, "queries.tsv"))
    bench_building(xapian, rows, total, options, work)
    if options.variants:
        bench_variants(xapian, rows, work)
    bench_asking(xapian, queries, options, work)
    shutil.rmtree(work)


def generated_rows(options):
    """What tracuu-generate invents, as records."""
    folder = os.path.join(options.work, "generated-documents")
    program = os.path.join(options.build, "tracuu-generate")
    subprocess.run([program, "--count", str(options.generated), "--out", folder, "--seed", "7", "--format", "jsonl"],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    with open(os.path.join(folder, "documents.jsonl"), encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [{"id": str(i), "title": None, "text": row["text"]} for i, row in enumerate(rows)]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--records", default=os.path.join(SHARED, "ir", "phapdien.documents.jsonl.xz"))
    options.add_argument("--questions", default=os.path.join(SHARED, "ir", "zalo2021-on-phapdien", "queries.dev.tsv"))
    options.add_argument("--count", type=int, default=20000)
    options.add_argument("--generated", type=int, default=10000)
    options.add_argument("--build", default=os.environ.get("TC_BUILD_DIR", os.path.join(TOP, "build")))
    options.add_argument("--work", default="/tmp/tracuu-bench")
    options.add_argument("--pipeline", action="store_true")
    options.add_argument("--variants", action="store_true")
    options = options.parse_args()
    try:
        import xapian
    except ImportError:
        print("SKIP: python3-xapian is not installed")
        return 77
    if not shutil.which("omindex"):
        print("SKIP: wants omindex")
        return 77
    shutil.rmtree(options.work, ignore_errors=True)
    os.makedirs(options.work)
    questions = []
    if os.path.exists(options.questions):
        with open(options.questions, encoding="utf-8") as lines:
            questions = [line.rstrip("\n").split("\t")[1] for line in lines]
    if not os.path.exists(options.records):
        print(f"SKIP: {options.records} is not there")
    elif options.count:
        bench(xapian, "records", load(options.records, options.count), questions, options)
    if options.generated:
        bench(xapian, "generated", generated_rows(options), [], options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
