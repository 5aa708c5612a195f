// SPDX-License-Identifier: GPL-3.0-or-later
// What the two formats share; not for others.
#ifndef TC_ANNOTATE_FORMATS_H
#define TC_ANNOTATE_FORMATS_H

#include "package.h"
#include "place.h"

struct tc_annotation {
    struct tc_package package;
    const struct tc_annotate_options *options;
    const struct tc_comment *comments;
    size_t count;
    const char *text; // what was extracted
    size_t text_len;
    bool *is_placed;
};
// Writes the comments into the package.
enum tc_status tc_annotate_docx(struct tc_annotation *a, struct tc_error *err);
enum tc_status tc_annotate_odt(struct tc_annotation *a, struct tc_error *err);

// The paragraphs of a comment, one after the other: its quotation when it was not placed, then the lines of its
// message. False when there are no more. *i counts from 0; the text is without characters that XML forbids, yours.
bool tc_annotation_line(const struct tc_annotation *a, size_t comment, size_t *i, char **ret);
// Walks a tree in document order. take is called for each text node whose element has a local name among `in`, leave
// out what lies in elements among `out`; both are " p h span ".
void tc_annotation_collect(xmlNodePtr root, const char *in, const char *out, struct tc_nodes *ret);
// Splits a text node at a byte: the original keeps what is before. Gives the new node, unlinked.
xmlNodePtr tc_annotation_cut(xmlNodePtr text, size_t offset);

#endif
