// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a package (OOXML, OpenDocument) that a reader wants, unpacked into memory in one pass by libarchive.
#ifndef TC_WORKER_ZIP_H
#define TC_WORKER_ZIP_H

#include "source.h"

struct tc_part {
    char *name;
    struct tc_buf data;
};
struct tc_parts {
    struct tc_part *items;
    size_t count, cap;
};
// Unpacks members for which wants(name) is true. Refused as too-large: more than 100 times the file's own size (and 64
// MB), more than 20,000 members. Encrypted members: TC_REASON_ENCRYPTED. What was read before damage is kept.
enum tc_reason tc_parts_read(const struct tc_source *source, bool (*wants)(const char *name), struct tc_parts *ret);
void tc_parts_fini(struct tc_parts *parts);
// The part of that name, or NULL. Names are compared without regard to case, as OPC asks.
const struct tc_part *tc_parts_get(const struct tc_parts *parts, const char *name);

#endif
