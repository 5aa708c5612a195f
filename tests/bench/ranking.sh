#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The ranking table: every judged set, as written and respelled, through the program.
# ranking.sh TRACUU WORKDIR [SHARED]   archives are kept in WORKDIR and used again. Figures: nDCG@10 MRR@10 recall@10.
set -eu
tracuu=$1 work=$2 here=$(cd "$(dirname "$0")" && pwd)
shared=${3:-$here/../../../shared}
[ -d "$shared/ir" ] || { echo "SKIP: $shared/ir is not there"; exit 77; }
mkdir -p "$work"

archive() { # NAME DOCUMENTS: one file a record, TITLE, empty line, TEXT
    [ -d "$work/$1.archive" ] && return
    xz -dc "$2" | python3 "$here/ranking.py" files "$work/$1"
    "$tracuu" --archive "$work/$1.archive" index --as ir "$work/$1" >/dev/null
    rm -rf "${work:?}/$1"
}
row() { # SET ARCHIVE SPELLING
    local queries="$work/$1.$3.queries.tsv" run="$work/$1.$3.run"
    python3 "$here/ranking.py" "$3" "$shared/ir/$1/queries.dev.tsv" "$queries"
    "$tracuu" --archive "$work/$2.archive" batch --format=jsonl --limit 100 "$queries" |
        python3 "$here/ranking.py" run "$run"
    printf '%-26s %-12s %s\n' "$1" "$3" "$(python3 "$shared/tools/ir_eval.py" "$shared/ir/$1/qrels.dev.tsv" "$run")"
}
archive phapdien "$shared/ir/phapdien.documents.jsonl.xz"
for set in alqac vlsp2025-drill-subset; do archive "$set" "$shared/ir/$set/documents.jsonl.xz"; done
for spelling in ${SPELLINGS:-written bare mixed nfd telex typo}; do
    row zalo2021-on-phapdien phapdien "$spelling"
    row phapdien-qa phapdien "$spelling"
    row alqac alqac "$spelling"
    row vlsp2025-drill-subset vlsp2025-drill-subset "$spelling"
done
