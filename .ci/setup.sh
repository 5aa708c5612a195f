# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# Sourced by ./start and ./check: says what it does and installs what is missing from .ci/packages, once.

say() { printf '\n== %s\n' "$*"; }
fail() {
  printf '\n%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# install_packages GROUP...: packages of these groups that are not installed yet, with apt.
install_packages() {
  command -v dpkg-query >/dev/null || fail "this is not Debian: install the packages named in .ci/packages yourself"
  local pattern missing=() package
  pattern=$(printf '%s|' "$@")
  while read -r package; do
    [ "$(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null | cut -c1-2)" = ii ] || missing+=("$package")
  done < <(awk -v groups="^(${pattern%|})$" '$1 ~ groups {print $2}' "$top/.ci/packages")
  [ "${#missing[@]}" -gt 0 ] || { say "Packages: all there"; return 0; }
  say "Installing ${#missing[@]} packages: ${missing[*]}"
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "packages are missing and this is neither root nor a user with sudo"
    as_root=(sudo)
  fi
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    rm -f "$log"
    fail "apt could not install the packages: is there a network, and may you install?"
  fi
  rm -f "$log"
}

# build PRESET: configures once, then builds; quiet unless something is wrong.
build() {
  local log
  log=$(mktemp)
  say "Building ($1)"
  local launcher=()
  ! command -v ccache >/dev/null || launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  (cd "$top" && cmake --preset "$1" "${launcher[@]}" && cmake --build --preset "$1") >"$log" 2>&1 || {
    grep -E -A3 'error|warning|CMake Error|FAILED' "$log" | head -n 60 >&2 || tail -n 40 "$log" >&2
    rm -f "$log"
    fail "the build failed"
  }
  rm -f "$log"
}
