// SPDX-License-Identifier: GPL-3.0-or-later
// XML as events, by libxml2: no document type, no entities but the five, no network, bounded depth. Names come with one
// letter for their namespace, so that readers compare short strings: "w:p", "t:list-item".
#ifndef TC_WORKER_XML_H
#define TC_WORKER_XML_H

#include "source.h"

struct tc_xml;
struct tc_xml_handler {
    // name is "x:local"; attributes by tc_xml_attr while the call lasts
    void (*start)(void *context, struct tc_xml *xml, const char *name);
    void (*end)(void *context, struct tc_xml *xml, const char *name);
    void (*text)(void *context, const char *text, size_t len); // may be NULL; UTF-8, in any pieces
};
// TC_REASON_NONE, TC_REASON_DAMAGED (what was read before stays with the handler), TC_REASON_TOO_LARGE (depth).
enum tc_reason tc_xml_parse(const char *data, size_t len, const struct tc_xml_handler *handler, void *context);
// Value of the attribute of that name ("w:val", "val" for one without namespace), or NULL. Valid until the next call.
const char *tc_xml_attr(struct tc_xml *xml, const char *name);
// The same as a number; fallback when it is absent or no number.
long tc_xml_number(struct tc_xml *xml, const char *name, long fallback);
// Parsing ends here.
void tc_xml_stop(struct tc_xml *xml);

#endif
