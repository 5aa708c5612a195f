#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Without its tables the program says so and does nothing: it would take documents in without their numbers and citations.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/kho" "$work/empty"
printf 'Thực hiện Nghị quyết số 12-NQ/TU, ngày 05/9/2012.\n' >"$work/kho/a.txt"
export TRACUU_ARCHIVE=$work/archive
"$TRACUU" index "$work/kho"
export TRACUU_DATADIR=$work/empty
for command in "index $work/kho" "search 12-NQ/TU" "dump --stage=cites $work/kho/a.txt" "resolve 12-NQ/TU"; do
  status=0
  # shellcheck disable=SC2086
  "$TRACUU" --lang=en $command >"$work/out" 2>"$work/err" || status=$?
  test "$status" = 3
  test ! -s "$work/out"
  grep -q 'types.tsv is missing' "$work/err"
done
"$TRACUU" version
"$TRACUU" help >/dev/null
status=$(REQUEST_METHOD=GET QUERY_STRING='q=12-NQ/TU' SCRIPT_NAME=/t PATH_INFO=/ "$(dirname "$TRACUU")/tracuu.cgi" | head -1)
case $status in
*500* | *503*) ;;
*)
  echo "the pages go on without tables: $status"
  exit 1
  ;;
esac
