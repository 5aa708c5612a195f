#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Trains the re-ranker's weights anew from the judged sets: features out of the program, then train_ranker.py.
# retrain.sh BUILD WORKDIR [SHARED]   WORKDIR is that of ../ranking.sh (its archives are made if they are not there).
# Prints cross-validated figures and writes WORKDIR/weights.tsv: the columns of tc_feature_weights in
# search/rank_features.c. The features of each fifth of the questions come from associations that were learnt without it
# (kept in WORKDIR/fold*); word weights stay as they are: they have seen these questions, which flatters a little.
# Needs the packages python3-numpy and python3-scipy.
set -eu
build=$1 work=$2 here=$(cd "$(dirname "$0")" && pwd)
shared=${3:-$here/../../../../shared}
[ -d "$shared/ir" ] || { echo "SKIP: $shared/ir is not there"; exit 77; }
python=""
for candidate in python3 /usr/bin/python3; do # packages of the system are of its own interpreter
    [ -z "$python" ] && "$candidate" -c 'import numpy, scipy' 2>/dev/null && python=$candidate
done
[ "$python" ] || { echo "SKIP: python3-numpy and python3-scipy are not there"; exit 77; }
export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$here"

fold() { # K: tables as the program reads them, with associations that have not seen the questions of fold K
    local data="$work/fold$1"
    [ -f "$data/tables/associations.tsv" ] && return
    "$python" "$here/train_associations.py" "$shared/ir" "$data/new" --leave-out "$1"
    mkdir -p "$data/tables"
    cp "$here"/../../../corpus/tables/*.tsv "$data/tables"
    mv "$data/new"/*.tsv "$data/tables"
    rmdir "$data/new"
}
features() { # SET ARCHIVE
    local all="$work/$1.features.tsv" one="$work/$1.fold"
    : >"$all"
    for k in 0 1 2 3 4; do
        "$python" -c '
import sys
from train_associations import fold_of
sys.stdout.writelines(line for line in sys.stdin if fold_of(line.split("\t")[0]) == int(sys.argv[1]))' \
            "$k" <"$shared/ir/$1/queries.dev.tsv" >"$one"
        TRACUU_DATADIR="$work/fold$k" "$build/tests/bench_features" "$work/$2.archive" "$one" |
            if [ "$k" = 0 ]; then cat; else tail -n +2; fi >>"$all"
    done
    rm "$one"
}

SPELLINGS=" " bash "$here/../ranking.sh" "$build/tracuu" "$work" "$shared"
for k in 0 1 2 3 4; do fold "$k"; done
sets=()
for pair in zalo2021-on-phapdien:phapdien phapdien-qa:phapdien alqac:alqac vlsp2025-drill-subset:vlsp2025-drill-subset; do
    features "${pair%:*}" "${pair#*:}"
    sets+=("${pair%:*}=$work/${pair%:*}.features.tsv")
done
"$python" "$here/train_ranker.py" "$shared/ir" "$work/weights.tsv" "${sets[@]}"
