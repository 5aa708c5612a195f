// SPDX-License-Identifier: GPL-3.0-or-later
// A query tree as text that parses back to it, and as JSON for people and tests.
#include "query.h"

#include <string.h>

static void print_node(const struct tc_query_node *node, bool in_row, struct tc_buf *ret);

static void print_row(const struct tc_query_node *parent, const char *between, struct tc_buf *ret)
{
    for (const struct tc_query_node *child = parent->first; child; child = child->next) {
        if (child != parent->first)
            tc_buf_str(ret, between);
        print_node(child, true, ret);
    }
}

static void print_quoted(const struct tc_query_node *phrase, struct tc_buf *ret)
{
    tc_buf_char(ret, '"');
    print_row(phrase, " ", ret);
    tc_buf_char(ret, '"');
}

static void print_field(const struct tc_query_node *node, struct tc_buf *ret)
{
    tc_buf_printf(ret, "%s:", node->field->name);
    bool is_plain = node->field->kind == TC_FIELD_DATE || node->field->kind == TC_FIELD_YEAR;
    if (is_plain)
        tc_buf_str(ret, node->value);
    else
        tc_buf_printf(ret, "\"%s\"", node->value);
}

// A number is shown by its key, without the mark of an unknown date.
static void print_number(const struct tc_query_node *node, struct tc_buf *ret)
{
    const char *key = node->reference.key;
    size_t len = strlen(key);
    if (len > 2 && !strcmp(key + len - 2, "@?"))
        len -= 2;
    bool is_bare = !memchr(key, ' ', len);
    if (!is_bare)
        tc_buf_char(ret, '[');
    tc_buf_add(ret, key, len);
    if (!is_bare)
        tc_buf_char(ret, ']');
}

static void print_children(const struct tc_query_node *node, bool in_row, struct tc_buf *ret)
{
    bool needs_bracket = in_row && node->kind != TC_QUERY_NEAR;
    if (node->want != TC_WANT_RANKED)
        needs_bracket = true;
    if (needs_bracket)
        tc_buf_char(ret, '(');
    if (node->kind == TC_QUERY_NEAR) {
        tc_auto_buf struct tc_buf between = {0};
        tc_buf_printf(&between, " NEAR/%u ", node->window);
        print_row(node, between.data, ret);
    } else {
        print_row(node, node->kind == TC_QUERY_OR ? " OR " : " ", ret);
    }
    if (needs_bracket)
        tc_buf_char(ret, ')');
}

static void print_node(const struct tc_query_node *node, bool in_row, struct tc_buf *ret)
{
    static const char *const signs[] = {[TC_WANT_RANKED] = "", [TC_WANT_REQUIRED] = "+", [TC_WANT_NOT] = "-"};
    tc_buf_str(ret, signs[node->want]);
    switch (node->kind) {
    case TC_QUERY_WORD:
        tc_buf_str(ret, node->exact);
        break;
    case TC_QUERY_PREFIX:
        tc_buf_printf(ret, "%s*", node->exact);
        break;
    case TC_QUERY_PHRASE:
        print_quoted(node, ret);
        break;
    case TC_QUERY_NUMBER:
        print_number(node, ret);
        break;
    case TC_QUERY_FIELD:
        print_field(node, ret);
        break;
    case TC_QUERY_GROUP:
    case TC_QUERY_OR:
    case TC_QUERY_NEAR:
        print_children(node, in_row, ret);
        break;
    }
}

void tc_query_print(const struct tc_query *query, struct tc_buf *ret)
{
    tc_buf_str(ret, "");
    const struct tc_query_node *root = query->root;
    bool is_only_or = root->first && !root->first->next && root->first->kind == TC_QUERY_OR;
    print_node(is_only_or ? root->first : root, false, ret);
}

static json_t *node_tree(const struct tc_query_node *node)
{
    static const char *const kinds[] = {"group", "or", "near", "phrase", "word", "prefix", "number", "field"};
    static const char *const wants[] = {"ranked", "required", "not"};
    json_t *object = json_pack("{s:s, s:s}", "kind", kinds[node->kind], "want", wants[node->want]);
    if (node->exact)
        json_object_set_new(object, "word", json_string(node->exact));
    if (node->kind == TC_QUERY_NEAR)
        json_object_set_new(object, "window", json_integer(node->window));
    if (node->reference.key)
        json_object_set_new(object, "key", json_string(node->reference.key));
    if (node->kind == TC_QUERY_NUMBER)
        json_object_set_new(object, "alone", json_boolean(node->is_only));
    if (node->field) {
        json_object_set_new(object, "field", json_string(node->field->name));
        json_object_set_new(object, "value", json_string(node->value));
    }
    if (node->first) {
        json_t *children = json_array();
        for (const struct tc_query_node *child = node->first; child; child = child->next)
            json_array_append_new(children, node_tree(child));
        json_object_set_new(object, "children", children);
    }
    return object;
}

json_t *tc_query_tree(const struct tc_query *query)
{
    return node_tree(query->root);
}
