#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people read is NFC and valid UTF-8; every source file names its licence; layers include only what is under them."""
import os
import re
import subprocess
import sys
import unicodedata

top = os.environ.get("TC_SOURCE_DIR", ".")
listed = subprocess.run(["git", "-C", top, "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True)
names = listed.stdout.splitlines() if listed.returncode == 0 else []
if len(names) < 20:
    print("SKIP: not a git checkout")
    sys.exit(77)

TEXT = (".c", ".h", ".cc", ".md", ".tsv", ".sh", ".py", ".txt", ".1", ".css", ".cmake", ".json")
# what an include may name, by the folder it stands in: dependencies point down
LAYERS = ["base", "text", "record", "store"]
bad = []
# looked up by bisection
with open(os.path.join(top, "cli/render_label.c"), encoding="utf-8") as source:
    labels = [label.encode() for label in re.findall(r'^    \{"([^"]+)", "', source.read(), re.M)]
bad += [f"cli/render_label.c: {label.decode()} is out of order" for before, label in zip(labels, labels[1:]) if before >= label]
if len(labels) < 100:
    bad.append("cli/render_label.c: its labels are not found")
for name in names:
    path = os.path.join(top, name)
    if not os.path.isfile(path) or not name.endswith(TEXT) or name.startswith(("corpus/sample/", "corpus/masters/src/", "tests/fuzz/seeds/")):
        continue
    data = open(path, "rb").read()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        bad.append(f"{name}: not UTF-8 at byte {error.start}")
        continue
    if unicodedata.normalize("NFC", text) != text and "nfd-on-purpose" not in text:
        bad.append(f"{name}: not NFC")
    if name.endswith((".c", ".h", ".cc", ".sh", ".py")) and "SPDX-License-Identifier: GPL-3.0-or-later" not in text[:400]:
        bad.append(f"{name}: no SPDX line")
    part = re.match(r"indexer/(base|text|record|store)/", name)
    if part:
        allowed = LAYERS[: LAYERS.index(part[1]) + 1]
        for included in re.findall(r'^#include "(\w+)/', text, re.M):
            if included in LAYERS + ["extract", "search", "cli"] and included not in allowed:
                bad.append(f"{name}: includes {included}/ which is above it")
    for user, pattern in (("indexer/text/", r"#include <unicode/"), ("indexer/store/", r"#include <xapian"),
                          ("indexer/extract/worker/", r"#include <(magic\.h|poppler|archive\.h|libxml|gumbo)")):
        # copies of drafts with comments are made from packages that the person names, in a library of their own
        if re.search(pattern, text) and not name.startswith((user, "tests/", "cli/annotate/")):
            bad.append(f"{name}: uses a library that belongs to {user} alone")
print("\n".join(bad) or f"{len(names)} files read")
sys.exit(1 if bad else 0)
