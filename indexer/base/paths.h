// SPDX-License-Identifier: GPL-3.0-or-later
// Where the program finds its data: beside itself, in the build tree as when installed, from any directory and through
// a link.
#ifndef TC_BASE_PATHS_H
#define TC_BASE_PATHS_H

// Folder with tables/ and static/: $TRACUU_DATADIR, else ../share/tracuu or share/tracuu beside the program. Never
// NULL.
const char *tc_path_data(void);
// Folder with the helper programs: $TRACUU_LIBEXECDIR, else ../libexec/tracuu or libexec/tracuu beside the program.
// Never NULL.
const char *tc_path_libexec(void);
// Folder the running program lies in, links resolved. Never NULL.
const char *tc_path_program(void);

#endif
