// SPDX-License-Identifier: GPL-3.0-or-later
#include "package.h"

#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { PARTS_MAX = 5000, CHUNK = 65536 };
#define BYTES_MAX ((size_t)256 << 20)

static enum tc_status read_part(struct archive *archive, size_t *total, struct tc_buf *ret, struct tc_error *err)
{
    for (;;) {
        char *room = tc_buf_reserve(ret, CHUNK);
        la_ssize_t n = archive_read_data(archive, room, CHUNK);
        if (n == 0)
            return TC_OK;
        if (n < 0)
            return tc_fail(err, TC_ERR_INPUT, "the package is damaged");
        ret->len += (size_t)n;
        ret->data[ret->len] = '\0';
        *total += (size_t)n;
        if (*total > BYTES_MAX)
            return tc_fail(err, TC_ERR_LIMIT, "the package is too large");
    }
}

static enum tc_status read_parts(struct archive *archive, struct tc_package *ret, struct tc_error *err)
{
    struct archive_entry *entry;
    size_t total = 0;
    for (;;) {
        int status = archive_read_next_header(archive, &entry);
        if (status == ARCHIVE_EOF)
            return ret->count ? TC_OK : tc_fail(err, TC_ERR_INPUT, "the package is empty");
        if (status < ARCHIVE_WARN)
            return tc_fail(err, TC_ERR_INPUT, "the package is damaged");
        const char *name = archive_entry_pathname(entry);
        if (!name || !*name || name[strlen(name) - 1] == '/')
            continue;
        if (archive_entry_is_encrypted(entry))
            return tc_fail(err, TC_ERR_INPUT, "the package is encrypted");
        if (ret->count == PARTS_MAX)
            return tc_fail(err, TC_ERR_LIMIT, "the package has too many parts");
        if (tc_package_get(ret, name))
            return tc_fail(err, TC_ERR_INPUT, "the package has two parts of one name");
        struct tc_package_part *part = tc_package_add(ret, name);
        enum tc_status done = read_part(archive, &total, &part->data, err);
        if (done)
            return done;
    }
}

enum tc_status tc_package_read(const void *data, size_t len, struct tc_package *ret, struct tc_error *err)
{
    struct archive *archive = archive_read_new();
    struct tc_package package = {0};
    if (!archive)
        return tc_fail(err, TC_ERR_NOMEM, "no memory for the package");
    enum tc_status status = TC_OK;
    if (archive_read_support_format_zip(archive) != ARCHIVE_OK ||
        archive_read_open_memory(archive, data, len) != ARCHIVE_OK)
        status = tc_fail(err, TC_ERR_INPUT, "not a .docx or .odt");
    else
        status = read_parts(archive, &package, err);
    (void)archive_read_free(archive);
    if (status)
        tc_package_fini(&package);
    else
        *ret = package;
    return status;
}

void tc_package_fini(struct tc_package *package)
{
    for (size_t i = 0; i < package->count; i++) {
        free(package->parts[i].name);
        tc_buf_fini(&package->parts[i].data);
    }
    free(package->parts);
    *package = (struct tc_package){0};
}

struct tc_package_part *tc_package_get(struct tc_package *package, const char *name)
{
    for (size_t i = 0; i < package->count; i++) {
        if (!strcasecmp(package->parts[i].name, name))
            return &package->parts[i];
    }
    return NULL;
}

struct tc_package_part *tc_package_add(struct tc_package *package, const char *name)
{
    TC_GROW(package->parts, package->count, package->cap);
    package->parts[package->count] = (struct tc_package_part){.name = tc_xstrdup(name)};
    return &package->parts[package->count++];
}

xmlDocPtr tc_package_parse(const struct tc_package_part *part, struct tc_error *err)
{
    const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    xmlDocPtr tree = NULL;
    const char *data = part->data.data ? part->data.data : "";
    // a document type is refused before the parser sees it; the tree is asked again for other encodings
    bool has_type = part->data.len && memmem(data, part->data.len, "<!DOCTYPE", strlen("<!DOCTYPE"));
    if (!has_type && part->data.len <= INT_MAX)
        tree = xmlReadMemory(data, (int)part->data.len, NULL, NULL, options);
    if (tree && (tree->intSubset || !xmlDocGetRootElement(tree))) {
        xmlFreeDoc(tree);
        tree = NULL;
    }
    if (!tree)
        (void)tc_fail(err, TC_ERR_INPUT, "%s cannot be read", part->name);
    return tree;
}

void tc_package_store(struct tc_package_part *part, xmlDocPtr tree)
{
    xmlChar *data = NULL;
    int len = 0;
    xmlDocDumpMemoryEnc(tree, &data, &len, "UTF-8");
    if (!data)
        abort(); // memory is out
    tc_buf_clear(&part->data);
    tc_buf_add(&part->data, data, (size_t)len);
    xmlFree(data);
}
