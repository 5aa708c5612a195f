#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# verify says which originals are gone or have changed, and leaves those alone whose folder is away; and what
# files are read under.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/kho"
printf 'Kết luận hội nghị về nông thôn.\n' >"$work/kho/a.txt"
printf 'Báo cáo về công tác kiểm tra.\n' >"$work/kho/b.txt"
export TRACUU_ARCHIVE=$work/archive
"$TRACUU" index "$work/kho"
"$TRACUU" verify | grep -q seccomp
"$TRACUU" verify --format=json | grep -q '"protections":{"no-new-privileges":'
printf 'thêm\n' >>"$work/kho/a.txt"
rm "$work/kho/b.txt"
if "$TRACUU" verify >"$work/out"; then
  echo "changed originals were not noticed"
  exit 1
fi
grep -q 'kho/a.txt' "$work/out"
grep -q 'kho/b.txt' "$work/out"
mv "$work/kho" "$work/away"
"$TRACUU" verify
