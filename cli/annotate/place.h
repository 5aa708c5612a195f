// SPDX-License-Identifier: GPL-3.0-or-later
// Finding the stretches of an extracted text again in the text nodes of the file it came from.
#ifndef TC_ANNOTATE_PLACE_H
#define TC_ANNOTATE_PLACE_H

#include "annotate.h"

#include <libxml/tree.h>
#include <stdbool.h>

// The text nodes of a file, in order.
struct tc_nodes {
    xmlNodePtr *items;
    size_t count, cap;
};
void tc_nodes_add(struct tc_nodes *nodes, xmlNodePtr node);

// One end of a comment: offset bytes into the content of a text node.
struct tc_mark {
    size_t node; // number in tc_nodes
    size_t offset;
    size_t comment;
    bool is_end;
};
// Two marks for each comment that was found, ordered so that they can be set one after the other without disturbing
// those that come: last place first. is_placed[i] says whether comment i was found. *ret is yours (free()).
size_t tc_places_find(const char *text, size_t text_len, const struct tc_comment *comments, size_t count,
                      const struct tc_nodes *nodes, struct tc_mark **ret, bool *is_placed);

#endif
