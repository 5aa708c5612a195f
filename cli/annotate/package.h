// SPDX-License-Identifier: GPL-3.0-or-later
// Office packages: zip files of parts, taken apart into memory and put together again.
#ifndef TC_ANNOTATE_PACKAGE_H
#define TC_ANNOTATE_PACKAGE_H

#include "base/mem.h"
#include "base/status.h"

#include <libxml/tree.h>

struct tc_package_part {
    char *name;
    struct tc_buf data;
};
struct tc_package {
    struct tc_package_part *parts; // in the order of the file
    size_t count, cap;
};
// TC_ERR_INPUT for what is no zip, is encrypted or damaged; TC_ERR_LIMIT for more than 5,000 parts or 256 MB of them.
enum tc_status tc_package_read(const void *data, size_t len, struct tc_package *ret, struct tc_error *err);
void tc_package_fini(struct tc_package *package);
// The part of that name without regard to case, as OPC asks, or NULL.
struct tc_package_part *tc_package_get(struct tc_package *package, const char *name);
// An empty part of a new name at the end.
struct tc_package_part *tc_package_add(struct tc_package *package, const char *name);
// As a zip file, appended; a part named mimetype comes first and is stored plainly, as OpenDocument asks.
enum tc_status tc_package_write(const struct tc_package *package, struct tc_buf *ret, struct tc_error *err);

// XML of a part: no document type, no entities, no network. NULL with err set; yours (xmlFreeDoc).
xmlDocPtr tc_package_parse(const struct tc_package_part *part, struct tc_error *err);
// Puts a tree back as UTF-8.
void tc_package_store(struct tc_package_part *part, xmlDocPtr tree);

#endif
