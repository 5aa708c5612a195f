#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Trains the re-ranker's weights anew from the judged sets: features out of the program, then train_ranker.py.
# retrain.sh BUILD WORKDIR [SHARED]   WORKDIR is that of ../ranking.sh (its archives are made if they are not there).
# Prints cross-validated figures and writes WORKDIR/weights.tsv: the columns of tc_feature_weights in
# search/rank_features.c. The associations and word weights stay as they are: they have seen these questions, so that
# the figures flatter; train_associations.py --leave-out gives honest ones.
set -eu
build=$1 work=$2 here=$(cd "$(dirname "$0")" && pwd)
shared=${3:-$here/../../../../shared}
[ -d "$shared/ir" ] || { echo "SKIP: $shared/ir is not there"; exit 77; }
SPELLINGS=" " bash "$here/../ranking.sh" "$build/tracuu" "$work" "$shared"
sets=()
for pair in zalo2021-on-phapdien:phapdien phapdien-qa:phapdien alqac:alqac vlsp2025-drill-subset:vlsp2025-drill-subset; do
    set=${pair%:*}
    "$build/tests/bench_features" "$work/${pair#*:}.archive" "$shared/ir/$set/queries.dev.tsv" >"$work/$set.features.tsv"
    sets+=("$set=$work/$set.features.tsv")
done
cd "$here" && python3 train_ranker.py "$shared/ir" "$work/weights.tsv" "${sets[@]}"
