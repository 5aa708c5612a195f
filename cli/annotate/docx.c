// SPDX-License-Identifier: GPL-3.0-or-later
// ECMA-376, part 1, 17.13.4: comments lie in a part of their own; in the text, commentRangeStart and commentRangeEnd
// stand around what they are about, and a run with a commentReference behind it.
#include "formats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char COMMENTS_TYPE[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
                  RELATION[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
                  STRICT_RELATION[] = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
                  RELATIONS_NS[] = "http://schemas.openxmlformats.org/package/2006/relationships",
                  COMMENTS[] = "word/comments.xml", RELATIONS[] = "word/_rels/document.xml.rels";

struct writer {
    struct tc_annotation *a;
    xmlNodePtr root; // of the document
    xmlNsPtr w;
    long first_id;
};

static xmlNodePtr element(const struct writer *w, const char *name)
{
    return xmlNewDocNode(w->root->doc, w->w, (const xmlChar *)name, NULL);
}

static void set_id(const struct writer *w, xmlNodePtr node, size_t comment)
{
    char id[32];
    (void)snprintf(id, sizeof id, "%ld", w->first_id + (long)comment);
    xmlNewNsProp(node, w->w, (const xmlChar *)"id", (const xmlChar *)id);
}

static bool is_named(xmlNodePtr node, const char *name)
{
    return node && node->type == XML_ELEMENT_NODE && !strcmp((const char *)node->name, name);
}

// --- the text
// --------------------------------------------------------------------------------------------------------

// Everything behind `first` goes with it into a run of its own, of the same properties, behind `run`.
static void split_run(const struct writer *w, xmlNodePtr run, xmlNodePtr first)
{
    xmlNodePtr rest = xmlDocCopyNode(run, w->root->doc, 2);
    for (xmlNodePtr child = run->children; child; child = child->next) {
        if (is_named(child, "rPr"))
            xmlAddChild(rest, xmlDocCopyNode(child, w->root->doc, 1));
    }
    while (first) {
        xmlNodePtr next = first->next;
        xmlUnlinkNode(first);
        xmlAddChild(rest, first);
        first = next;
    }
    xmlAddNextSibling(run, rest);
}

static void keep_space(xmlNodePtr t)
{
    xmlNodeSetSpacePreserve(t, 1);
}

// The run of a text node, cut so that the mark belongs right behind it; *ret_before when it belongs in front instead.
static xmlNodePtr cut_run(const struct writer *w, xmlNodePtr text, size_t offset, bool *ret_before)
{
    xmlNodePtr t = text->parent, run = t->parent, previous = t->prev;
    size_t len = strlen((const char *)text->content);
    while (previous && previous->type != XML_ELEMENT_NODE)
        previous = previous->prev;
    bool is_first = !previous || is_named(previous, "rPr");
    *ret_before = offset == 0 && is_first;
    if (*ret_before)
        return run;
    if (offset == 0) {
        split_run(w, run, t);
    } else if (offset < len) {
        xmlNodePtr second = element(w, "t");
        xmlAddChild(second, tc_annotation_cut(text, offset));
        xmlAddNextSibling(t, second);
        keep_space(t);
        keep_space(second);
        split_run(w, run, second);
    } else if (t->next) {
        split_run(w, run, t->next);
    }
    return run;
}

static xmlNodePtr reference(const struct writer *w, size_t comment)
{
    xmlNodePtr run = element(w, "r"), mark = element(w, "commentReference");
    set_id(w, mark, comment);
    xmlAddChild(run, mark);
    return run;
}

static void set_mark(const struct writer *w, xmlNodePtr text, const struct tc_mark *mark)
{
    bool before = false;
    xmlNodePtr run = cut_run(w, text, mark->offset, &before);
    xmlNodePtr node = element(w, mark->is_end ? "commentRangeEnd" : "commentRangeStart");
    set_id(w, node, mark->comment);
    if (before)
        xmlAddPrevSibling(run, node);
    else
        xmlAddNextSibling(run, node);
    if (mark->is_end)
        xmlAddNextSibling(node, reference(w, mark->comment));
}

static xmlNodePtr first_paragraph(xmlNodePtr root)
{
    xmlNodePtr node = root;
    while (node && !is_named(node, "p")) {
        if (node->children && !is_named(node, "sectPr")) {
            node = node->children;
            continue;
        }
        while (node && node != root && !node->next)
            node = node->parent;
        node = node && node != root ? node->next : NULL;
    }
    return node;
}

// Comments without a place stand at the beginning of the first paragraph.
static void set_unplaced(const struct writer *w)
{
    xmlNodePtr paragraph = first_paragraph(w->root), properties = NULL;
    if (!paragraph)
        return;
    for (xmlNodePtr child = paragraph->children; child; child = child->next) {
        if (is_named(child, "pPr"))
            properties = child;
    }
    for (size_t i = w->a->count; i-- > 0;) {
        if (w->a->is_placed[i])
            continue;
        xmlNodePtr run = reference(w, i);
        if (properties)
            xmlAddNextSibling(properties, run);
        else if (paragraph->children)
            xmlAddPrevSibling(paragraph->children, run);
        else
            xmlAddChild(paragraph, run);
    }
}

// Text nodes of w:t in w:r; other t (of formulas) are not ours.
static void collect(const struct writer *w, struct tc_nodes *ret)
{
    struct tc_nodes all = {0};
    tc_annotation_collect(w->root, " t ", " Fallback txbxContent ", &all);
    for (size_t i = 0; i < all.count; i++) {
        xmlNodePtr t = all.items[i]->parent;
        if (t->ns && !xmlStrcmp(t->ns->href, w->w->href) && is_named(t->parent, "r") && t->parent->ns &&
            !xmlStrcmp(t->parent->ns->href, w->w->href) && !all.items[i]->prev && !all.items[i]->next)
            tc_nodes_add(ret, all.items[i]);
    }
    free(all.items);
}

// --- the comments part
// -----------------------------------------------------------------------------------------------

static void add_comment(const struct writer *w, xmlNodePtr comments, xmlNsPtr ns, size_t comment)
{
    xmlNodePtr node = xmlNewChild(comments, ns, (const xmlChar *)"comment", NULL);
    char id[32];
    (void)snprintf(id, sizeof id, "%ld", w->first_id + (long)comment);
    xmlNewNsProp(node, ns, (const xmlChar *)"id", (const xmlChar *)id);
    xmlNewNsProp(node, ns, (const xmlChar *)"author", (const xmlChar *)w->a->options->author);
    xmlNewNsProp(node, ns, (const xmlChar *)"date", (const xmlChar *)w->a->options->date);
    xmlNewNsProp(node, ns, (const xmlChar *)"initials", (const xmlChar *)w->a->options->initials);
    char *line;
    for (size_t i = 0; tc_annotation_line(w->a, comment, &i, &line); free(line)) {
        xmlNodePtr paragraph = xmlNewChild(node, ns, (const xmlChar *)"p", NULL);
        xmlNodePtr run = xmlNewChild(paragraph, ns, (const xmlChar *)"r", NULL);
        keep_space(xmlNewTextChild(run, ns, (const xmlChar *)"t", (const xmlChar *)line));
    }
}

// The comments that are there, or a part for them. New ones get numbers behind theirs.
static xmlDocPtr open_comments(struct writer *w, struct tc_error *err)
{
    struct tc_package_part *part = tc_package_get(&w->a->package, COMMENTS);
    if (part) {
        xmlDocPtr tree = tc_package_parse(part, err);
        for (xmlNodePtr node = tree ? xmlDocGetRootElement(tree)->children : NULL; node; node = node->next) {
            xmlChar *id = is_named(node, "comment") ? xmlGetNsProp(node, (const xmlChar *)"id", w->w->href) : NULL;
            long n = id ? strtol((const char *)id, NULL, 10) : -1;
            if (n >= w->first_id && n < 1000000000)
                w->first_id = n + 1;
            xmlFree(id);
        }
        return tree;
    }
    xmlDocPtr tree = xmlNewDoc((const xmlChar *)"1.0");
    xmlNodePtr root = xmlNewDocNode(tree, NULL, (const xmlChar *)"comments", NULL);
    xmlSetNs(root, xmlNewNs(root, w->w->href, (const xmlChar *)"w"));
    xmlDocSetRootElement(tree, root);
    tree->standalone = 1;
    return tree;
}

static enum tc_status declare_type(struct tc_annotation *a, struct tc_error *err)
{
    struct tc_package_part *part = tc_package_get(&a->package, "[Content_Types].xml");
    if (!part)
        return tc_fail(err, TC_ERR_INPUT, "the package has no content types");
    xmlDocPtr tree = tc_package_parse(part, err);
    if (!tree)
        return TC_ERR_INPUT;
    xmlNodePtr root = xmlDocGetRootElement(tree);
    xmlNodePtr node = xmlNewChild(root, root->ns, (const xmlChar *)"Override", NULL);
    xmlNewProp(node, (const xmlChar *)"PartName", (const xmlChar *)"/word/comments.xml");
    xmlNewProp(node, (const xmlChar *)"ContentType", (const xmlChar *)COMMENTS_TYPE);
    tc_package_store(part, tree);
    xmlFreeDoc(tree);
    return TC_OK;
}

static enum tc_status declare_relation(const struct writer *w, struct tc_error *err)
{
    struct tc_package_part *part = tc_package_get(&w->a->package, RELATIONS);
    xmlDocPtr tree = part ? tc_package_parse(part, err) : xmlNewDoc((const xmlChar *)"1.0");
    if (!tree)
        return TC_ERR_INPUT;
    xmlNodePtr root = xmlDocGetRootElement(tree);
    if (!root) {
        part = tc_package_add(&w->a->package, RELATIONS);
        root = xmlNewDocNode(tree, NULL, (const xmlChar *)"Relationships", NULL);
        xmlSetNs(root, xmlNewNs(root, (const xmlChar *)RELATIONS_NS, NULL));
        xmlDocSetRootElement(tree, root);
    }
    bool is_strict = strstr((const char *)w->w->href, "purl.oclc.org") != NULL;
    xmlNodePtr node = xmlNewChild(root, root->ns, (const xmlChar *)"Relationship", NULL);
    xmlNewProp(node, (const xmlChar *)"Id", (const xmlChar *)"rIdTracuuComments");
    xmlNewProp(node, (const xmlChar *)"Type", (const xmlChar *)(is_strict ? STRICT_RELATION : RELATION));
    xmlNewProp(node, (const xmlChar *)"Target", (const xmlChar *)"comments.xml");
    tc_package_store(part, tree);
    xmlFreeDoc(tree);
    return TC_OK;
}

static enum tc_status write_comments(struct writer *w, xmlDocPtr comments, struct tc_error *err)
{
    xmlNodePtr root = xmlDocGetRootElement(comments);
    struct tc_package_part *part = tc_package_get(&w->a->package, COMMENTS);
    enum tc_status status = TC_OK;
    for (size_t i = 0; i < w->a->count; i++)
        add_comment(w, root, root->ns, i);
    if (!part) {
        status = declare_type(w->a, err);
        if (!status)
            status = declare_relation(w, err);
        part = tc_package_add(&w->a->package, COMMENTS);
    }
    tc_package_store(part, comments);
    return status;
}

static enum tc_status annotate_tree(struct writer *w, struct tc_error *err)
{
    struct tc_annotation *a = w->a;
    xmlDocPtr comments = open_comments(w, err);
    if (!comments)
        return TC_ERR_INPUT;
    struct tc_nodes nodes = {0};
    struct tc_mark *marks = NULL;
    collect(w, &nodes);
    size_t count = tc_places_find(a->text, a->text_len, a->comments, a->count, &nodes, &marks, a->is_placed);
    for (size_t i = 0; i < count && nodes.items; i++)
        set_mark(w, nodes.items[marks[i].node], &marks[i]);
    set_unplaced(w);
    free(marks);
    free(nodes.items);
    enum tc_status status = write_comments(w, comments, err);
    xmlFreeDoc(comments);
    return status;
}

enum tc_status tc_annotate_docx(struct tc_annotation *a, struct tc_error *err)
{
    struct tc_package_part *part = tc_package_get(&a->package, "word/document.xml");
    xmlDocPtr tree = tc_package_parse(part, err);
    if (!tree)
        return TC_ERR_INPUT;
    struct writer w = {.a = a, .root = xmlDocGetRootElement(tree)};
    w.w = w.root->ns;
    enum tc_status status =
        w.w ? annotate_tree(&w, err) : tc_fail(err, TC_ERR_INPUT, "word/document.xml is no document of words");
    if (!status) // adding parts may have moved them
        tc_package_store(tc_package_get(&a->package, "word/document.xml"), tree);
    xmlFreeDoc(tree);
    return status;
}
