// SPDX-License-Identifier: GPL-3.0-or-later
// The shared library takes all its code from the static one; CMake wants a source of its own.
extern int tc_no_code_here;
