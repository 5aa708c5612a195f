// SPDX-License-Identifier: GPL-3.0-or-later
#include "xml.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 200 };

struct tc_xml {
    const struct tc_xml_handler *handler;
    void *context;
    xmlParserCtxtPtr parser;
    const xmlChar **attributes;
    int attribute_count;
    int depth;
    bool is_too_deep, has_doctype, is_stopped;
    struct tc_buf value;
    char name[80];
};

// The end of a namespace's URI says which it is: OOXML has a transitional and a strict one for each.
static const struct {
    const char *end;
    char letter;
} namespaces[] = {
    {"/wordprocessingml/2006/main", 'w'},
    {"/wordprocessingml/main", 'w'},
    {"/spreadsheetml/2006/main", 's'},
    {"/spreadsheetml/main", 's'},
    {"/presentationml/2006/main", 'p'},
    {"/presentationml/main", 'p'},
    {"/drawingml/2006/main", 'a'},
    {"/drawingml/main", 'a'},
    {"/officeDocument/2006/relationships", 'r'},
    {"/officeDocument/relationships", 'r'},
    {"/package/2006/relationships", 'k'},
    {"/markup-compatibility/2006", 'c'},
    {"/officeDocument/2006/math", 'm'},
    {"/metadata/core-properties", 'q'},
    {"/dc/elements/1.1/", 'e'},
    {"/dc/terms/", 'e'},
    {":opendocument:xmlns:office:1.0", 'o'},
    {":opendocument:xmlns:text:1.0", 't'},
    {":opendocument:xmlns:table:1.0", 'b'},
    {":opendocument:xmlns:drawing:1.0", 'd'},
    {":opendocument:xmlns:style:1.0", 'y'},
    {":opendocument:xmlns:xsl-fo-compatible:1.0", 'f'},
    {":opendocument:xmlns:svg-compatible:1.0", 'v'},
    {":opendocument:xmlns:meta:1.0", 'j'},
    {":opendocument:xmlns:presentation:1.0", 'n'},
    {":office:experimental:ooo-ms-interop:xmlns:field:1.0", 'z'},
    {":experimental:office:xmlns:loext:1.0", 'l'},
};

static char letter_of(const xmlChar *uri)
{
    if (!uri)
        return 0;
    size_t len = strlen((const char *)uri);
    for (size_t i = 0; i < TC_LENGTH(namespaces); i++) {
        size_t n = strlen(namespaces[i].end);
        if (len >= n && !memcmp(uri + len - n, namespaces[i].end, n))
            return namespaces[i].letter;
    }
    return '?';
}

static const char *short_name(struct tc_xml *xml, const xmlChar *local, const xmlChar *uri)
{
    xml->name[0] = letter_of(uri);
    xml->name[1] = ':';
    size_t n = strlen((const char *)local);
    n = n < sizeof xml->name - 3 ? n : sizeof xml->name - 3;
    memcpy(xml->name + 2, local, n);
    xml->name[n + 2] = '\0';
    return xml->name;
}

static void on_start(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **all_namespaces, int attribute_count, int defaulted,
                     const xmlChar **attributes)
{
    (void)prefix;
    (void)namespace_count;
    (void)all_namespaces;
    (void)defaulted;
    struct tc_xml *xml = context;
    if (++xml->depth > DEPTH_MAX) {
        xml->is_too_deep = true;
        tc_xml_stop(xml);
    }
    if (xml->is_stopped)
        return;
    xml->attributes = attributes;
    xml->attribute_count = attribute_count;
    xml->handler->start(xml->context, xml, short_name(xml, local, uri));
    xml->attribute_count = 0;
}

static void on_end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix;
    struct tc_xml *xml = context;
    xml->depth--;
    if (!xml->is_stopped)
        xml->handler->end(xml->context, xml, short_name(xml, local, uri));
}

static void on_text(void *context, const xmlChar *text, int len)
{
    struct tc_xml *xml = context;
    if (!xml->is_stopped && xml->handler->text)
        xml->handler->text(xml->context, (const char *)text, (size_t)len);
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name;
    (void)external;
    (void)system;
    struct tc_xml *xml = context;
    xml->has_doctype = true;
    tc_xml_stop(xml);
}

const char *tc_xml_attr(struct tc_xml *xml, const char *name)
{
    bool has_letter = name[0] && name[1] == ':';
    for (int i = 0; i < xml->attribute_count; i++) {
        const xmlChar **a = xml->attributes + (ptrdiff_t)i * 5; // local, prefix, uri, value, end
        if (strcmp((const char *)a[0], has_letter ? name + 2 : name) != 0 ||
            (has_letter ? letter_of(a[2]) != name[0] : a[2] != NULL))
            continue;
        tc_buf_clear(&xml->value);
        tc_buf_add(&xml->value, a[3], (size_t)(a[4] - a[3]));
        return xml->value.data ? xml->value.data : "";
    }
    return NULL;
}

long tc_xml_number(struct tc_xml *xml, const char *name, long fallback)
{
    const char *value = tc_xml_attr(xml, name);
    if (!value || !*value)
        return fallback;
    char *end;
    long n = strtol(value, &end, 10);
    return end == value ? fallback : n > INT_MAX ? INT_MAX : n < INT_MIN ? INT_MIN : n;
}

void tc_xml_stop(struct tc_xml *xml)
{
    xml->is_stopped = true;
    xmlStopParser(xml->parser);
}

enum tc_reason tc_xml_parse(const char *data, size_t len, const struct tc_xml_handler *handler, void *context)
{
    static const xmlSAXHandler no_handler;
    xmlSAXHandler sax = no_handler;
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = on_start;
    sax.endElementNs = on_end;
    sax.characters = on_text;
    sax.ignorableWhitespace = on_text;
    sax.cdataBlock = on_text;
    sax.internalSubset = on_doctype;
    if (len > INT_MAX)
        return TC_REASON_TOO_LARGE;
    struct tc_xml xml = {.handler = handler, .context = context};
    xml.parser = xmlCreatePushParserCtxt(&sax, &xml, NULL, 0, NULL);
    if (!xml.parser)
        return TC_REASON_MEMORY;
    (void)xmlCtxtUseOptions(xml.parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    int error = 0;
    size_t at = 0;
    while (at < len && !xml.is_stopped && !error) {
        size_t n = len - at < (1u << 20) ? len - at : 1u << 20;
        at += n;
        error = xmlParseChunk(xml.parser, data + at - n, (int)n, at == len);
    }
    bool is_whole = xml.parser->wellFormed;
    xmlFreeParserCtxt(xml.parser);
    tc_buf_fini(&xml.value);
    if (xml.is_too_deep)
        return TC_REASON_TOO_LARGE;
    return xml.has_doctype || (!xml.is_stopped && (error || !is_whole)) ? TC_REASON_DAMAGED : TC_REASON_NONE;
}
