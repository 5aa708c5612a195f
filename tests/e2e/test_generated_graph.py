#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The citation graph of generated documents is recovered exactly: no citation missed, none too many, every relation and
every number of a head as the generator has it."""

import os
import pathlib
import sys

SOURCE, BUILD = pathlib.Path(os.environ.get("TC_SOURCE_DIR", ".")), pathlib.Path(os.environ.get("TC_BUILD_DIR", "build"))
sys.path.insert(0, str(SOURCE / "tests" / "bench"))
sys.dont_write_bytecode = True

import citations  # noqa: E402


def main():
    if not (BUILD / "tracuu-generate").exists():
        print("SKIP: tracuu-generate is not built")
        return 77
    table, misses, heads = citations.generated((BUILD / "tracuu").resolve(), 1000, 23)
    print("\n".join(misses))
    assert not misses and not heads
    assert len(table) >= 6 and sum(row[0] for row in table.values()) > 1500, table
    return 0


if __name__ == "__main__":
    sys.exit(main())
