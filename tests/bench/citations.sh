#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# citations.sh [BUILD_DIR] [--misses] [--generated[=COUNT]] [--readme]: precision, recall and relations of citations by
# kind, and header fields, over the sample documents; with --generated over COUNT (10000) generated ones as well; then
# over the real documents beside the checkout where there are any. --readme keeps the tables in README.md.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
build=$top/build
count=0
options=()
for arg in "$@"; do
    case $arg in
    --misses) options+=(--misses) ;;
    --readme) options+=(--readme "$top/README.md") ;;
    --generated) count=10000 ;;
    --generated=*) count=${arg#*=} ;;
    -*) echo "citations.sh: what is $arg?" >&2; exit 2 ;;
    *) build=$arg ;;
    esac
done
tracuu=$build/tracuu
[ -x "$tracuu" ] || { echo "no program at $tracuu: give the build directory" >&2; exit 2; }
python3 "$top/tests/bench/citations.py" "$tracuu" "$top/corpus" "${options[@]}"
status=$?
if [ "$count" -gt 0 ]; then
    echo
    python3 "$top/tests/bench/citations.py" "$tracuu" --generated "$count" "${options[@]}" || status=1
fi
shared=$top/../shared
if [ -d "$shared/gold" ]; then
    echo
    python3 "$shared/tools/citation_variants.py" "$tracuu" "$shared/gold/citation-variants.dev.tsv" || status=1
    python3 "$shared/tools/seeds_citations.py" "$tracuu" "$shared/gold/seeds-citations.json" "$shared/seeds" || status=1
    python3 "$shared/tools/seeds_metadata.py" "$tracuu" "$shared/gold/seeds-metadata.json" "$shared/seeds" || status=1
    python3 "$shared/tools/official_docs.py" "$tracuu" "$shared/official-docs" "$shared/gold/official-metadata.dev.json" \
        "$shared/gold/official-citations.dev.json" "$shared/gold/official-texts" || status=1
fi
exit $status
