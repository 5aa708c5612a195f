#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed works from where it is: the program finds its tables and its helper, and a program of somebody else is built with
# pkg-config, the one public header and the shared library alone.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$TC_BUILD_DIR" --prefix "$work/usr" >"$work/log"
mkdir "$work/kho"
printf 'Kết luận hội nghị về nông thôn mới.\n' >"$work/kho/a.txt"
tracuu=$work/usr/bin/tracuu
"$tracuu" --archive "$work/archive" index "$work/kho"
"$tracuu" --archive "$work/archive" search nong thon | grep -q a.txt
ln -s "$tracuu" "$work/link"
"$work/link" --archive "$work/archive" search nông thôn | grep -q a.txt

cat >"$work/theirs.c" <<'C'
#include <stdio.h>
#include <tracuu.h>

int main(int argc, char **argv)
{
    struct tc_archive *archive;
    const struct tc_results *results;
    struct tc_error err;
    const struct tc_search_options options = {.limit = 10};
    tc_set_language(TC_LANG_EN);
    if (argc != 3 || tc_archive_open(argv[1], &archive, &err) != TC_OK)
        return 3;
    enum tc_status status = tc_search(archive, argv[2], &options, &results, &err);
    if (status == TC_OK) {
        printf("%zu\n", (size_t)results->hit_count);
        tc_results_free(results);
    } else {
        puts(err.message);
    }
    tc_archive_close(archive);
    return status == TC_OK ? 0 : 2;
}
C
pkgconfig=$(dirname "$(find "$work/usr" -name tracuu.pc)")
test "$(find "$work/usr/include" -type f | wc -l)" = 1
flags=$(PKG_CONFIG_PATH=$pkgconfig pkg-config --cflags --libs --define-variable=prefix="$work/usr" tracuu)
if nm -D "$pkgconfig/../libtracuu.so" | grep -q __asan_init; then
  flags="$flags -fsanitize=address,undefined"
fi
# shellcheck disable=SC2086
cc -std=c11 -Wall -Werror -o "$work/theirs" "$work/theirs.c" $flags -Wl,-rpath,"$pkgconfig/.."
test "$("$work/theirs" "$work/archive" 'nông thôn')" = 1
"$work/theirs" "$work/archive" '"chưa đóng' >"$work/said" && exit 1
grep -q 'not closed' "$work/said"
