// SPDX-License-Identifier: GPL-3.0-or-later
// What the files that read web pages share.
#ifndef TC_WORKER_HTML_H
#define TC_WORKER_HTML_H

#include "base/strmap.h"
#include "lists.h"
#include "source.h"

#include <gumbo.h>

enum tc_html_role {
    TC_HTML_INLINE,
    TC_HTML_SKIP,
    TC_HTML_FURNITURE,
    TC_HTML_CAPTION,
    TC_HTML_HEADING,
    TC_HTML_ITEM,
    TC_HTML_LIST,
    TC_HTML_TABLE,
    TC_HTML_ROW,
    TC_HTML_CELL,
    TC_HTML_BREAK,
    TC_HTML_PRE,
    TC_HTML_BLOCK
};
enum { TC_HTML_LISTS = 16 };

struct tc_html_frame { // an element whose inside is being read
    const GumboNode *node;
    unsigned next;
    enum tc_html_role role;
    enum tc_charset charset;   // around it
    enum tc_block_kind region; // around it
    enum tc_block_kind around; // the same, where the element lies beside the article
    bool is_beside;
};
struct tc_html {
    struct tc_flow *flow;
    enum tc_charset charset;
    bool after_space;
    unsigned pre_depth, list_depth;
    long numbers[TC_HTML_LISTS];
    enum tc_list_format formats[TC_HTML_LISTS];
    bool is_article;          // the page calls itself so to machines
    struct tc_strmap beside;  // elements beside the article, by their address
    struct tc_strmap around;  // elements that hold it
    struct tc_strmap classes; // "p", ".name", "p.name" to enum tc_charset, of the style sheet in the page
};
void tc_html_fini(struct tc_html *h);

// The page as UTF-8: bytes that are not, as their windows-1252 view. Gives the charset that the page declares.
enum tc_charset tc_html_to_utf8(const char *data, size_t len, struct tc_buf *ret);
// Would parsing take too long? (Each open element costs time with each that follows.)
bool tc_html_is_too_deep(const char *data, size_t len);

// Value of a property in a style attribute.
bool tc_html_style_value(const char *style, const char *property, char *ret, size_t size);
bool tc_html_style_has(const char *style, const char *property, const char *value);
// Of the first font in a list of families.
enum tc_charset tc_html_family_charset(const char *families);
// Rules that name a font, for single tags and classes.
void tc_html_css(struct tc_html *h, const char *css);
bool tc_html_class_charset(const struct tc_html *h, const char *tag, const char *class, enum tc_charset *ret);

// Finds the article and, for tc_html_is_beside, what lies beside it and is mostly links.
void tc_html_find_article(struct tc_html *h, const GumboNode *body);
bool tc_html_is_beside(const struct tc_html *h, const GumboNode *node);
// Does the element hold the article, whatever it is called (class="sidebar-1", "has-menu")? What never does, comments
// and footers, is not meant.
bool tc_html_is_around(const struct tc_html *h, const GumboNode *node);
// Sends, as the field "lead", the text of the elements that are named so, and of the first paragraph behind the
// headline that is set off by bold or slanted letters or as a small heading; as "author" what is named so.
void tc_html_find_named(struct tc_html *h, const GumboNode *body);
// What a block of linked data says of an article: headline, description, author, when it was published.
void tc_html_json_ld(struct tc_html *h, const char *json);

// Menus, share buttons, related links and the like, by name.
bool tc_html_is_furniture(const GumboElement *element);

#endif
