// SPDX-License-Identifier: GPL-3.0-or-later
// Names of members, made fit to be part of a path. They come from anybody and any system: a name may climb ("../"),
// begin at a drive, hold line ends and escape sequences, and be written in the charset of an old PC.
#ifndef TC_EXTRACT_MEMBER_NAME_H
#define TC_EXTRACT_MEMBER_NAME_H

#include <stddef.h>

// UTF-8: bytes that are none are judged as the language layer judges texts, and as code page 437, what DOS and old zip
// programs write. "\" is "/"; "", "." and ".." go, a drive too; control characters become "_"; "!" before "/" gets a
// "_", because "!/" divides a container from its members. Longer than 1,000 bytes: cut, with a part of its id behind.
// Never empty; yours.
char *tc_member_name(const char *bytes, size_t len);
// What is in a packed file (a.txt.gz) is called as the file without its last extension.
char *tc_member_bare_name(const char *path);

#endif
