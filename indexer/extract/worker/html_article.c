// SPDX-License-Identifier: GPL-3.0-or-later
// Where the article of a page is, by its structure: the deepest element that holds most of the prose. What lies beside
// it and is mostly links is the site's. Pages without prose, or with few links, are left as they are.
#include "html.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    LINKS_LEAST = 4,   // a page with fewer is a document, not a page of a site
    PROSE_WORDS = 15,  // of a block that is prose
    PROSE_LEAST = 2,   // such blocks in an article
    CORE_SHARE = 70,   // of a hundred bytes of prose that the core holds
    LINK_SHARE = 55,   // of a hundred letters, beside the core: more is furniture
    INSIDE_SHARE = 90, // the same within the core of a page that calls itself an article
    LIST_LINKS = 3,    // links that make a list
    NODES_MAX = 400000
};

struct tally {
    const GumboNode *node;
    uint32_t parent;     // number of the element around it; its own for the first
    uint32_t text, link; // letters in it, and those within links
    uint32_t prose;      // bytes of blocks that are prose
    uint32_t prose_blocks, links;
    uint32_t own_words; // of a block: words not within blocks or links inside it
};

static bool is_block(GumboTag tag)
{
    static const GumboTag inlines[] = {
        GUMBO_TAG_A,    GUMBO_TAG_B,      GUMBO_TAG_I,      GUMBO_TAG_EM,   GUMBO_TAG_STRONG,
        GUMBO_TAG_SPAN, GUMBO_TAG_FONT,   GUMBO_TAG_U,      GUMBO_TAG_SUP,  GUMBO_TAG_SUB,
        GUMBO_TAG_BR,   GUMBO_TAG_SMALL,  GUMBO_TAG_BIG,    GUMBO_TAG_MARK, GUMBO_TAG_IMG,
        GUMBO_TAG_TIME, GUMBO_TAG_ABBR,   GUMBO_TAG_STRIKE, GUMBO_TAG_S,    GUMBO_TAG_INS,
        GUMBO_TAG_DEL,  GUMBO_TAG_CENTER, GUMBO_TAG_LABEL,  GUMBO_TAG_Q,    GUMBO_TAG_CITE};
    for (size_t i = 0; i < TC_LENGTH(inlines); i++)
        if (inlines[i] == tag)
            return false;
    return true;
}

static bool is_skipped(GumboTag tag)
{
    return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_NOSCRIPT ||
           tag == GUMBO_TAG_TEMPLATE || tag == GUMBO_TAG_SELECT || tag == GUMBO_TAG_TEXTAREA || tag == GUMBO_TAG_HEAD;
}

// An anchor that only bears a name leads nowhere.
static bool is_link(const GumboNode *node)
{
    return node->v.element.tag == GUMBO_TAG_A && gumbo_get_attribute(&node->v.element.attributes, "href");
}

static void measure(const char *text, uint32_t *ret_letters, uint32_t *ret_words)
{
    bool in_word = false;
    *ret_letters = *ret_words = 0;
    for (const char *p = text; *p; p++) {
        bool blank = isspace((unsigned char)*p);
        *ret_letters += !blank;
        *ret_words += !blank && !in_word;
        in_word = !blank;
    }
}

struct survey {
    struct tally *items;
    size_t count, cap;
};

// Elements in the order of the page, each behind the one around it, so that sums are made from the last to the first.
static void list_elements(const GumboNode *body, struct survey *s)
{
    TC_GROW(s->items, s->count, s->cap);
    s->items[s->count++] = (struct tally){.node = body};
    for (size_t i = 0; i < s->count && s->count < NODES_MAX; i++) {
        const GumboVector *children = &s->items[i].node->v.element.children;
        bool is_in_link = is_link(s->items[i].node);
        for (unsigned c = 0; c < children->length; c++) {
            const GumboNode *child = children->data[c];
            uint32_t letters, words;
            if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA) {
                measure(child->v.text.text, &letters, &words);
                s->items[i].text += letters;
                s->items[i].link += is_in_link ? letters : 0;
                s->items[i].own_words += is_in_link ? 0 : words;
            } else if (child->type == GUMBO_NODE_ELEMENT && !is_skipped(child->v.element.tag)) {
                TC_GROW(s->items, s->count, s->cap);
                s->items[s->count++] = (struct tally){.node = child, .parent = (uint32_t)i, .links = is_link(child)};
            }
        }
    }
}

static void sum_up(struct survey *s)
{
    for (size_t i = s->count; i-- > 0;) {
        struct tally *t = &s->items[i];
        GumboTag tag = t->node->v.element.tag;
        if (is_link(t->node)) { // with all that is within
            t->link = t->text;
            t->own_words = 0;
        }
        if (is_block(tag) && t->own_words >= PROSE_WORDS) {
            t->prose += t->text;
            t->prose_blocks++;
        }
        if (i == 0)
            break;
        struct tally *around = &s->items[t->parent];
        around->text += t->text;
        around->link += t->link;
        around->links += t->links;
        around->prose += t->prose;
        around->prose_blocks += t->prose_blocks;
        if (!is_block(tag))
            around->own_words += t->own_words;
    }
}

// From the body down to the element none of whose children holds most of the prose.
static size_t find_core(const struct survey *s)
{
    size_t core = 0;
    for (size_t i = 1; i < s->count; i++) {
        const struct tally *t = &s->items[i];
        if (t->parent == core && t->prose_blocks >= PROSE_LEAST &&
            (uint64_t)t->prose * 100 >= (uint64_t)s->items[0].prose * CORE_SHARE)
            core = i;
    }
    return core;
}

static bool holds_headline(const GumboNode *node)
{
    const GumboVector *children = &node->v.element.children;
    if (node->v.element.tag == GUMBO_TAG_H1)
        return true;
    for (unsigned i = 0; i < children->length; i++) { // headlines do not hide deep
        const GumboNode *child = children->data[i];
        if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_H1)
            return true;
    }
    return false;
}

static void mark(struct tc_strmap *set, const GumboNode *node)
{
    (void)tc_strmap_id(set, (const char *)&node, sizeof(const GumboNode *));
}

static bool is_links(const struct tally *t, unsigned share)
{
    return t->links > 0 && t->text > 0 && (uint64_t)t->link * 100 >= (uint64_t)t->text * share;
}

static void mark_links(struct tc_html *h, const struct survey *s, size_t core)
{
    bool *inside = tc_xcalloc(s->count, sizeof *inside), *around = tc_xcalloc(s->count, sizeof *around);
    for (size_t i = core; i != 0; i = s->items[i].parent)
        around[i] = true;
    around[0] = true;
    for (size_t i = 1; i < s->count; i++) {
        const struct tally *t = &s->items[i];
        inside[i] = t->parent == core || inside[t->parent];
        if (around[i] || !is_block(t->node->v.element.tag) || holds_headline(t->node))
            continue;
        if (t->prose > 0)
            continue;
        if (!inside[i] && is_links(t, LINK_SHARE))
            mark(&h->beside, t->node);
        else if (inside[i] && h->is_article && t->links >= LIST_LINKS && is_links(t, INSIDE_SHARE))
            mark(&h->beside, t->node);
    }
    free(inside);
    free(around);
}

void tc_html_find_article(struct tc_html *h, const GumboNode *body)
{
    struct survey s = {0};
    list_elements(body, &s);
    sum_up(&s);
    const struct tally *all = &s.items[0];
    size_t core = s.count < NODES_MAX && all->prose_blocks >= PROSE_LEAST ? find_core(&s) : 0;
    for (size_t i = core; i != 0; i = s.items[i].parent)
        mark(&h->around, s.items[i].node);
    if (s.count < NODES_MAX && all->links >= LINKS_LEAST && all->prose_blocks >= PROSE_LEAST)
        mark_links(h, &s, core);
    free(s.items);
}

static bool is_in(const struct tc_strmap *set, const GumboNode *node)
{
    uint32_t id;
    return set->count && tc_strmap_get(set, (const char *)&node, sizeof(const GumboNode *), &id);
}

bool tc_html_is_beside(const struct tc_html *h, const GumboNode *node)
{
    return is_in(&h->beside, node);
}

bool tc_html_is_around(const struct tc_html *h, const GumboNode *node)
{
    static const char *const never[] = {"comment", "footer", "poll", "related", "binhluan", "binh-luan"};
    static const char *const attributes[] = {"class", "id"};
    if (!is_in(&h->around, node))
        return false;
    for (size_t a = 0; a < TC_LENGTH(attributes); a++) {
        const GumboAttribute *found = gumbo_get_attribute(&node->v.element.attributes, attributes[a]);
        for (size_t i = 0; found && i < TC_LENGTH(never); i++)
            if (strcasestr(found->value, never[i]))
                return false;
    }
    return true;
}

// ---- what the page says of its article to machines

// The string behind "key": from at on, unescaped as far as names and dates need it; false where there is none.
static bool json_string_of(const char *json, const char *key, char *ret, size_t size)
{
    tc_auto_free char *quoted = tc_xasprintf("\"%s\"", key);
    const char *p = strstr(json, quoted);
    if (!p)
        return false;
    p += strlen(quoted);
    while (isspace((unsigned char)*p) || *p == ':' || *p == '[')
        p++;
    if (*p == '{') // "author": {"@type": "Person", "name": "…"}
        return strcmp(key, "author") == 0 && json_string_of(p, "name", ret, size);
    if (*p != '"')
        return false;
    size_t len = 0;
    for (p++; *p && *p != '"' && len + 5 < size; p++) {
        if (*p != '\\') {
            ret[len++] = *p;
            continue;
        }
        unsigned code = 0;
        if (*++p == 'u') {
            for (int i = 0; i < 4 && isxdigit((unsigned char)p[1]); i++)
                code = code * 16 + (unsigned)(isdigit((unsigned char)*++p) ? *p - '0' : (*p | 32) - 'a' + 10);
            len += code && (code < 0xD800 || code > 0xDFFF) ? tc_utf8_put(code, ret + len) : 0;
        } else if (*p) {
            ret[len++] = *p == 'n' || *p == 't' || *p == 'r' ? ' ' : *p;
        } else {
            break;
        }
    }
    ret[len] = '\0';
    return len > 0;
}

void tc_html_json_ld(struct tc_html *h, const char *json)
{
    static const struct {
        const char *key, *field;
    } keys[] = {
        {"headline", "headline"}, {"datePublished", "published"}, {"author", "author"}, {"description", "description"}};
    if (!strstr(json, "Article\"") && !strstr(json, "BlogPosting\""))
        return;
    h->is_article = true;
    for (size_t i = 0; i < TC_LENGTH(keys); i++) {
        char value[1024];
        if (json_string_of(json, keys[i].key, value, sizeof value))
            tc_flow_field(h->flow, keys[i].field, value, strlen(value));
    }
}
