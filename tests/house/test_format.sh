#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The tree is formatted by .clang-format, its scripts pass shellcheck, and no source file outgrows 700 lines.
set -u
cd "$TC_SOURCE_DIR" || exit 1
command -v clang-format >/dev/null && command -v shellcheck >/dev/null || exit 77
files() { git ls-files -co --exclude-standard -- "$@" 2>/dev/null || find . -path ./build -prune -o -type f -print; }
bad=0
mapfile -t sources < <(files '*.c' '*.h' '*.cc')
[ "${#sources[@]}" -gt 10 ] || { echo "only ${#sources[@]} sources found"; exit 1; }
clang-format --dry-run -Werror "${sources[@]}" || bad=1
mapfile -t scripts < <({ files '*.sh'; printf '%s\n' start check .ci/run; } | sort -u)
shellcheck -x "${scripts[@]}" || bad=1
for f in "${sources[@]}"; do
  lines=$(wc -l <"$f")
  [ "$lines" -le 700 ] || { echo "$f: $lines lines, split it where a seam is"; bad=1; }
done
exit $bad
