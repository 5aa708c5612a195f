// SPDX-License-Identifier: GPL-3.0-or-later
// OpenDocument 1.2, part 1, 14.1 and 14.2: office:annotation where a comment begins, office:annotation-end of the same
// name where it ends.
#include "formats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char OFFICE[] = "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
                  TEXT[] = "urn:oasis:names:tc:opendocument:xmlns:text:1.0", DC[] = "http://purl.org/dc/elements/1.1/";

struct writer {
    struct tc_annotation *a;
    xmlNodePtr root;
    xmlNsPtr office, text, dc;
};

static xmlNsPtr name_space(xmlNodePtr root, const char *uri, const char *prefix)
{
    xmlNsPtr ns = xmlSearchNsByHref(root->doc, root, (const xmlChar *)uri);
    return ns ? ns : xmlNewNs(root, (const xmlChar *)uri, (const xmlChar *)prefix);
}

static void set_name(const struct writer *w, xmlNodePtr node, size_t comment)
{
    char name[48];
    (void)snprintf(name, sizeof name, "tracuu-%zu", comment + 1);
    xmlNewNsProp(node, w->office, (const xmlChar *)"name", (const xmlChar *)name);
}

static xmlNodePtr annotation(const struct writer *w, size_t comment)
{
    xmlNodePtr node = xmlNewDocNode(w->root->doc, w->office, (const xmlChar *)"annotation", NULL);
    if (w->a->is_placed[comment])
        set_name(w, node, comment);
    xmlNewTextChild(node, w->dc, (const xmlChar *)"creator", (const xmlChar *)w->a->options->author);
    xmlNewTextChild(node, w->dc, (const xmlChar *)"date", (const xmlChar *)w->a->options->date);
    char *line;
    for (size_t i = 0; tc_annotation_line(w->a, comment, &i, &line); free(line))
        xmlNewTextChild(node, w->text, (const xmlChar *)"p", (const xmlChar *)line);
    return node;
}

static xmlNodePtr annotation_end(const struct writer *w, size_t comment)
{
    xmlNodePtr node = xmlNewDocNode(w->root->doc, w->office, (const xmlChar *)"annotation-end", NULL);
    set_name(w, node, comment);
    return node;
}

// Links a node without joining the texts around it, as xmlAddNextSibling would only do for text.
static void set_mark(const struct writer *w, xmlNodePtr text, const struct tc_mark *mark)
{
    xmlNodePtr node = mark->is_end ? annotation_end(w, mark->comment) : annotation(w, mark->comment);
    size_t len = strlen((const char *)text->content);
    if (mark->offset == 0) {
        xmlAddPrevSibling(text, node);
        return;
    }
    xmlNodePtr rest = mark->offset < len ? tc_annotation_cut(text, mark->offset) : NULL;
    xmlAddNextSibling(text, node);
    if (rest)
        xmlAddNextSibling(node, rest);
}

static xmlNodePtr first_paragraph(xmlNodePtr root)
{
    struct tc_nodes nodes = {0};
    tc_annotation_collect(root, " p h ", " annotation tracked-changes ", &nodes);
    xmlNodePtr found = nodes.count ? nodes.items[0] : NULL;
    free(nodes.items);
    return found;
}

enum tc_status tc_annotate_odt(struct tc_annotation *a, struct tc_error *err)
{
    struct tc_package_part *part = tc_package_get(&a->package, "content.xml");
    xmlDocPtr tree = tc_package_parse(part, err);
    if (!tree)
        return TC_ERR_INPUT;
    struct writer w = {.a = a, .root = xmlDocGetRootElement(tree)};
    w.office = name_space(w.root, OFFICE, "office");
    w.text = name_space(w.root, TEXT, "text");
    w.dc = name_space(w.root, DC, "dc");
    struct tc_nodes nodes = {0};
    struct tc_mark *marks = NULL;
    tc_annotation_collect(w.root, " p h span a ", " annotation tracked-changes ", &nodes);
    size_t count = tc_places_find(a->text, a->text_len, a->comments, a->count, &nodes, &marks, a->is_placed);
    for (size_t i = 0; i < count; i++)
        set_mark(&w, nodes.items[marks[i].node], &marks[i]);
    xmlNodePtr first = first_paragraph(w.root);
    for (size_t i = a->count; first && i-- > 0;) {
        if (!a->is_placed[i])
            xmlAddPrevSibling(first, annotation(&w, i));
    }
    free(marks);
    free(nodes.items);
    tc_package_store(part, tree);
    xmlFreeDoc(tree);
    return TC_OK;
}
