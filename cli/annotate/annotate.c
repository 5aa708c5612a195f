// SPDX-License-Identifier: GPL-3.0-or-later
#include "annotate.h"

#include "formats.h"

#include "base/utf8.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

bool tc_annotation_line(const struct tc_annotation *a, size_t comment, size_t *i, char **ret)
{
    enum { QUOTED = 300 };
    const struct tc_comment *c = &a->comments[comment];
    tc_auto_buf struct tc_buf whole = {0};
    struct tc_buf line = {0};
    if (!a->is_placed[comment]) {
        size_t len = c->end - c->start < QUOTED ? c->end - c->start : QUOTED;
        while (len && !tc_utf8_is_boundary(a->text, a->text_len, c->start + len))
            len--;
        tc_buf_str(&whole, "“");
        tc_buf_add(&whole, a->text + c->start, len);
        tc_buf_str(&whole, "”\n");
    }
    tc_buf_str(&whole, c->message);
    const char *from = whole.data;
    for (size_t n = 0; from && n < *i; n++) {
        from = strchr(from, '\n');
        from = from ? from + 1 : NULL;
    }
    if (!from)
        return false;
    ++*i;
    for (size_t at = 0, len = strcspn(from, "\n"); at < len;) {
        size_t start = at;
        uint32_t code = tc_utf8_next(from, len, &at);
        if (code >= 0x20 && code != 0xFFFE && code != 0xFFFF)
            tc_buf_add(&line, from + start, at - start);
    }
    *ret = tc_buf_take(&line);
    return true;
}

static bool is_among(const char *names, const xmlChar *name)
{
    size_t len = strlen((const char *)name);
    for (const char *at = names; (at = strstr(at, (const char *)name)); at += len) {
        if (at > names && at[-1] == ' ' && at[len] == ' ')
            return true;
    }
    return false;
}

void tc_annotation_collect(xmlNodePtr root, const char *in, const char *out, struct tc_nodes *ret)
{
    xmlNodePtr node = root;
    while (node) {
        bool is_element = node->type == XML_ELEMENT_NODE;
        if (node->type == XML_TEXT_NODE && node->parent && node->parent->type == XML_ELEMENT_NODE &&
            is_among(in, node->parent->name))
            tc_nodes_add(ret, node);
        if (is_element && node->children && !is_among(out, node->name)) {
            node = node->children;
            continue;
        }
        while (node && node != root && !node->next)
            node = node->parent;
        node = node && node != root ? node->next : NULL;
    }
}

xmlNodePtr tc_annotation_cut(xmlNodePtr text, size_t offset)
{
    xmlNodePtr rest = xmlNewDocText(text->doc, text->content + offset);
    xmlChar *kept = xmlStrndup(text->content, (int)offset);
    if (!rest || !kept)
        abort(); // memory is out
    xmlNodeSetContent(text, NULL);
    xmlNodeAddContentLen(text, kept, (int)offset);
    xmlFree(kept);
    return rest;
}

enum tc_status tc_annotate(const void *original, size_t len, const char *text, size_t text_len,
                           const struct tc_comment *comments, size_t count, const struct tc_annotate_options *options,
                           struct tc_buf *ret, size_t *ret_unplaced, struct tc_error *err)
{
    struct tc_annotation a = {
        .options = options, .comments = comments, .count = count, .text = text, .text_len = text_len};
    for (size_t i = 0; i < count; i++) {
        if (comments[i].start > comments[i].end || comments[i].end > text_len)
            return tc_fail(err, TC_ERR_INTERNAL, "comment %zu lies outside the text", i);
    }
    enum tc_status status = tc_package_read(original, len, &a.package, err);
    if (status)
        return status;
    a.is_placed = tc_xcalloc(count + 1, sizeof *a.is_placed);
    if (tc_package_get(&a.package, "word/document.xml"))
        status = tc_annotate_docx(&a, err);
    else if (tc_package_get(&a.package, "content.xml"))
        status = tc_annotate_odt(&a, err);
    else
        status = tc_fail(err, TC_ERR_INPUT, "not a .docx or .odt");
    if (!status)
        status = tc_package_write(&a.package, ret, err);
    if (!status && ret_unplaced) {
        *ret_unplaced = 0;
        for (size_t i = 0; i < count; i++)
            *ret_unplaced += !a.is_placed[i];
    }
    free(a.is_placed);
    tc_package_fini(&a.package);
    return status;
}
