#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# citations.sh [BUILD_DIR] [--misses]: precision and recall of citations by kind, relations and header fields over the
# sample documents, then over the real documents beside the checkout where there are any.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
build=${1:-$top/build}
tracuu=$build/tracuu
[ -x "$tracuu" ] || { echo "no program at $tracuu: give the build directory" >&2; exit 2; }
python3 "$top/tests/bench/citations.py" "$tracuu" "$top/corpus" "${@:2}"
status=$?
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
