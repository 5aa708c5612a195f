// SPDX-License-Identifier: GPL-3.0-or-later
// The lead and the author of an article by the page's structure. What its elements are called, in class, id or
// itemprop, was read from newspapers' and portals' pages and from the templates of the publishing systems they use.
#include "html.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { LEAST_WORDS = 10, MOST_WORDS = 170, LEADS_MOST = 3, AUTHOR_WORDS = 8, NODES_MOST = 2000 };

static const char *const lead_names[] = {"lead",     "summary", "description", "chapeau",   "abstract", "excerpt",
                                         "hometext", "tomtat",  "trichdan",    "introtext", "intro",    "standfirst"};
static const char *const author_names[] = {"author", "byline", "tacgia"};

static bool is_named(const GumboElement *element, const char *const *names, size_t count)
{
    static const char *const attributes[] = {"class", "id", "itemprop", "rel"};
    for (size_t a = 0; a < TC_LENGTH(attributes); a++) {
        const GumboAttribute *found = gumbo_get_attribute(&element->attributes, attributes[a]);
        if (!found)
            continue;
        if (names == lead_names && strcasestr(found->value, "sapo"))
            return true;
        for (const char *p = found->value; *p;) {
            size_t len = 0;
            while (isalpha((unsigned char)p[len]))
                len++;
            for (size_t i = 0; i < count; i++)
                if (len == strlen(names[i]) && !strncasecmp(p, names[i], len))
                    return true;
            p += len + (p[len] != '\0');
        }
    }
    return false;
}

static bool is_emphasis(GumboTag tag)
{
    return tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG || tag == GUMBO_TAG_EM || tag == GUMBO_TAG_I;
}

static bool is_paragraph(GumboTag tag)
{
    return tag == GUMBO_TAG_P || tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_TD || tag == GUMBO_TAG_H2 ||
           tag == GUMBO_TAG_H3 || tag == GUMBO_TAG_H4;
}

// The node behind one in the order of the page, below root; `into` says whether to look inside it.
static const GumboNode *next_of(const GumboNode *node, const GumboNode *root, bool into)
{
    bool is_element = node->type == GUMBO_NODE_ELEMENT;
    if (into && is_element && node->v.element.children.length)
        return node->v.element.children.data[0];
    for (; node != root; node = node->parent) {
        const GumboVector *around = &node->parent->v.element.children;
        if (node->index_within_parent + 1 < around->length)
            return around->data[node->index_within_parent + 1];
    }
    return NULL;
}

struct measured {
    size_t words, links, emphasised; // words in all, within links, within emphasis
};

static void add_words(const GumboNode *text, const GumboNode *root, struct measured *m, struct tc_buf *ret)
{
    bool in_link = false, in_emphasis = root->v.element.tag >= GUMBO_TAG_H2 && root->v.element.tag <= GUMBO_TAG_H4;
    for (const GumboNode *n = text->parent; n != root->parent; n = n->parent) {
        in_link |= n->v.element.tag == GUMBO_TAG_A;
        in_emphasis |= is_emphasis(n->v.element.tag);
    }
    for (const char *p = text->v.text.text; *p; p++) {
        bool blank = isspace((unsigned char)*p);
        bool starts = !blank && (p == text->v.text.text || isspace((unsigned char)p[-1]));
        m->words += starts;
        m->links += starts && in_link;
        m->emphasised += starts && in_emphasis;
        if (!blank)
            tc_buf_char(ret, *p);
        else if (ret->len && ret->data[ret->len - 1] != ' ')
            tc_buf_char(ret, ' ');
    }
}

// The text of an element. False where it is too long, no paragraph, or links.
static bool read_text(const GumboNode *root, struct measured *ret_measured, struct tc_buf *ret)
{
    size_t nodes = 0;
    tc_buf_clear(ret);
    *ret_measured = (struct measured){0};
    for (const GumboNode *n = next_of(root, root, true); n; n = next_of(n, root, true)) {
        bool is_text = n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_CDATA;
        if (is_text || n->type == GUMBO_NODE_WHITESPACE)
            add_words(n, root, ret_measured, ret);
        if (n->type == GUMBO_NODE_ELEMENT && (n->v.element.tag == GUMBO_TAG_SCRIPT || n->v.element.tag == GUMBO_TAG_LI))
            return false;
        if (ret_measured->words > MOST_WORDS || ++nodes > NODES_MOST)
            return false;
    }
    return ret_measured->links * 2 <= ret_measured->words;
}

static bool is_passed_over(const struct tc_html *h, const GumboNode *node)
{
    GumboTag tag = node->v.element.tag;
    return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_FOOTER ||
           tag == GUMBO_TAG_ASIDE || tag == GUMBO_TAG_NOSCRIPT || tag == GUMBO_TAG_TEMPLATE ||
           tag == GUMBO_TAG_FIGURE || tc_html_is_beside(h, node) ||
           (tc_html_is_furniture(&node->v.element) && !tc_html_is_around(h, node));
}

static const GumboNode *headline_of(const GumboNode *body)
{
    for (const GumboNode *n = body; n; n = next_of(n, body, true))
        if (n->type == GUMBO_NODE_ELEMENT && n->v.element.tag == GUMBO_TAG_H1)
            return n;
    return NULL;
}

void tc_html_find_named(struct tc_html *h, const GumboNode *body)
{
    tc_auto_buf struct tc_buf text = {0}, set_off = {0};
    struct measured m;
    size_t found = 0;
    bool in_article = false;
    const GumboNode *headline = headline_of(body), *n = headline ? next_of(headline, body, false) : body;
    for (bool into; n && found < LEADS_MOST; n = next_of(n, body, into)) {
        into = n->type == GUMBO_NODE_ELEMENT && !is_passed_over(h, n);
        if (!into || n == body)
            continue;
        bool is_lead = is_named(&n->v.element, lead_names, TC_LENGTH(lead_names));
        if (is_named(&n->v.element, author_names, TC_LENGTH(author_names)) && read_text(n, &m, &text) &&
            m.words <= AUTHOR_WORDS) {
            tc_flow_field(h->flow, "author", text.data, text.len);
        } else if (is_lead && read_text(n, &m, &text) && m.words >= LEAST_WORDS) {
            tc_flow_field(h->flow, "lead", text.data, text.len);
            found++;
            into = false;
        } else if (headline && !in_article && is_paragraph(n->v.element.tag) && read_text(n, &m, &text) &&
                   m.words >= LEAST_WORDS) {
            in_article = true; // only the first paragraph can be set off as the lead
            if (m.emphasised * 10 >= m.words * 9)
                tc_buf_add(&set_off, text.data, text.len);
        }
    }
    if (set_off.len)
        tc_flow_field(h->flow, "lead", set_off.data, set_off.len);
}
