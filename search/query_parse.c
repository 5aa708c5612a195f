// SPDX-License-Identifier: GPL-3.0-or-later
// From items to the tree: OR < items in a row < NOT < NEAR.
#include "mend.h"
#include "query_lex.h"

#include "base/lang.h"
#include "base/utf8.h"
#include "text/decode.h"

#include <stdlib.h>
#include <string.h>

struct parser {
    struct tc_query_lexer *lexer;
    size_t at;
    unsigned depth;
};

static struct tc_query_item *peek(struct parser *p)
{
    return &p->lexer->items[p->at];
}

static enum tc_status parse_alternatives(struct parser *p, struct tc_query_node **ret);

static bool is_word_item(const struct tc_query_item *item)
{
    return item->kind == TC_ITEM_NODE && item->sign == TC_WANT_RANKED &&
           (item->node->kind == TC_QUERY_WORD || item->node->kind == TC_QUERY_PREFIX);
}

// The run of plain words from here as one node: a word, or their phrase.
static struct tc_query_node *take_run(struct parser *p)
{
    struct tc_query_item *item = peek(p);
    if (!is_word_item(item)) {
        p->at++;
        return item->node;
    }
    struct tc_query_node *phrase = tc_query_node_new(p->lexer->query, TC_QUERY_PHRASE, item->start, item->end);
    for (; is_word_item(peek(p)); p->at++) {
        phrase->end = peek(p)->end;
        tc_query_node_add(phrase, peek(p)->node);
    }
    return phrase->first->next ? phrase : phrase->first;
}

static enum tc_status broken_near(struct parser *p, const struct tc_query_item *item)
{
    return tc_query_fail(p->lexer->query, item->start, p->lexer->err,
                         TC_TELL("NEAR cần một từ hay cụm từ ở mỗi bên", "NEAR needs a word or a phrase on each side"));
}

static bool can_be_near(const struct tc_query_item *item)
{
    return is_word_item(item) ||
           (item->kind == TC_ITEM_NODE && item->sign == TC_WANT_RANKED && item->node->kind == TC_QUERY_PHRASE);
}

// Where the run of words that begins here ends.
static size_t run_end(struct parser *p)
{
    size_t at = p->at;
    if (!is_word_item(&p->lexer->items[at]))
        return at + 1;
    while (is_word_item(&p->lexer->items[at]))
        at++;
    return at;
}

static enum tc_status parse_near(struct parser *p, struct tc_query_node **ret)
{
    struct tc_query_node *near = tc_query_node_new(p->lexer->query, TC_QUERY_NEAR, peek(p)->start, peek(p)->end);
    tc_query_node_add(near, take_run(p));
    while (peek(p)->kind == TC_ITEM_NEAR) {
        struct tc_query_item *item = peek(p);
        if (!near->window || item->window < near->window)
            near->window = item->window;
        p->at++;
        if (!can_be_near(peek(p)))
            return broken_near(p, item);
        tc_query_node_add(near, take_run(p));
    }
    near->end = near->last->end;
    *ret = near;
    return TC_OK;
}

static enum tc_status parse_bracket(struct parser *p, struct tc_query_node **ret)
{
    struct tc_query_item *open = peek(p);
    p->at++;
    struct tc_query_node *inside = NULL;
    enum tc_status status = parse_alternatives(p, &inside);
    if (status != TC_OK || !inside)
        return status;
    if (peek(p)->kind != TC_ITEM_CLOSE)
        return tc_query_fail(p->lexer->query, open->start, p->lexer->err,
                             TC_TELL("dấu ngoặc đơn không được đóng", "a bracket is not closed"));
    p->at++;
    inside->start = open->start;
    inside->want = open->sign;
    *ret = inside;
    return TC_OK;
}

// One item with what NEAR ties to it.
static enum tc_status parse_item(struct parser *p, bool after_not, struct tc_query_node **ret)
{
    struct tc_query_item *item = peek(p);
    if (item->kind == TC_ITEM_OPEN)
        return parse_bracket(p, ret);
    if (can_be_near(item) && p->lexer->items[run_end(p)].kind == TC_ITEM_NEAR)
        return parse_near(p, ret);
    if (after_not) {
        *ret = take_run(p);
    } else {
        p->at++;
        *ret = item->node;
    }
    if (item->sign != TC_WANT_RANKED)
        (*ret)->want = item->sign;
    return TC_OK;
}

// Brackets around plain items only keep them together: what is in them joins the row.
static void add_flat(struct tc_query_node *row, struct tc_query_node *node)
{
    if (node->kind != TC_QUERY_GROUP || node->want != TC_WANT_RANKED) {
        tc_query_node_add(row, node);
        return;
    }
    for (struct tc_query_node *child = node->first, *next; child; child = next) {
        next = child->next;
        tc_query_node_add(row, child);
    }
}

static void require_all(struct tc_query_node *row)
{
    for (struct tc_query_node *child = row->first; child; child = child->next)
        if (child->want == TC_WANT_RANKED)
            child->want = TC_WANT_REQUIRED;
}

static enum tc_status stray_operator(struct parser *p, const struct tc_query_item *item)
{
    const struct tc_query *query = p->lexer->query;
    return tc_query_fail(query, item->start, p->lexer->err,
                         TC_TELL("“%.*s” cần từ ở cả hai bên", "“%.*s” needs words on both sides"),
                         (int)(item->end - item->start), query->text + item->start);
}

static enum tc_status parse_row(struct parser *p, struct tc_query_node **ret)
{
    struct tc_query_node *row = tc_query_node_new(p->lexer->query, TC_QUERY_GROUP, peek(p)->start, peek(p)->end);
    bool has_and = false;
    for (;;) {
        struct tc_query_item *item = peek(p);
        bool is_not = item->kind == TC_ITEM_NOT;
        if (item->kind == TC_ITEM_NEAR)
            return broken_near(p, item);
        if (item->kind == TC_ITEM_AND || is_not) {
            enum tc_query_item_kind next = p->lexer->items[p->at + 1].kind;
            bool is_open = next == TC_ITEM_NODE || next == TC_ITEM_OPEN || (!is_not && next == TC_ITEM_NOT);
            if (!is_open || (!is_not && !row->first))
                return stray_operator(p, item);
            has_and |= !is_not;
            p->at++;
            if (!is_not)
                continue;
        } else if (item->kind != TC_ITEM_NODE && item->kind != TC_ITEM_OPEN) {
            break;
        }
        struct tc_query_node *node = NULL;
        enum tc_status status = parse_item(p, is_not, &node);
        if (status != TC_OK)
            return status;
        if (is_not)
            node->want = TC_WANT_NOT;
        add_flat(row, node);
    }
    if (has_and)
        require_all(row);
    row->end = peek(p)->start;
    *ret = row;
    return TC_OK;
}

// A row of one item needs no row around it.
static struct tc_query_node *unwrap(struct tc_query_node *row)
{
    bool is_single = row->kind == TC_QUERY_GROUP && row->first && !row->first->next && row->want == TC_WANT_RANKED;
    return is_single && row->first->want == TC_WANT_RANKED ? row->first : row;
}

static enum tc_status parse_alternatives(struct parser *p, struct tc_query_node **ret)
{
    struct tc_query_node *row = NULL, *either = NULL;
    enum tc_status status = parse_row(p, &row);
    if (status != TC_OK)
        return status;
    while (peek(p)->kind == TC_ITEM_OR) {
        struct tc_query_item *item = peek(p);
        if (!either) {
            either = tc_query_node_new(p->lexer->query, TC_QUERY_OR, row->start, row->end);
            tc_query_node_add(either, unwrap(row));
        }
        p->at++;
        struct tc_query_node *other = NULL;
        if ((status = parse_row(p, &other)) != TC_OK || !other)
            return status;
        if (!row->first || !other->first)
            return stray_operator(p, item);
        tc_query_node_add(either, unwrap(other));
        either->end = other->end;
    }
    *ret = either ? either : row;
    return TC_OK;
}

static void mark_lone_number(struct tc_query_node *root)
{
    struct tc_query_node *number = NULL;
    for (struct tc_query_node *child = root->first; child; child = child->next) {
        if (child->kind == TC_QUERY_FIELD || child->want == TC_WANT_NOT)
            continue;
        if (child->kind != TC_QUERY_NUMBER || number)
            return;
        number = child;
    }
    if (number)
        number->is_only = true;
}

static enum tc_status parse_items(struct tc_query_lexer *lexer)
{
    struct tc_query *query = lexer->query;
    struct parser p = {.lexer = lexer};
    struct tc_query_node *root = NULL;
    enum tc_status status = parse_alternatives(&p, &root);
    if (status != TC_OK || !root)
        return status;
    if (root->kind != TC_QUERY_GROUP) {
        struct tc_query_node *group = tc_query_node_new(query, TC_QUERY_GROUP, 0, query->len);
        tc_query_node_add(group, root);
        root = group;
    }
    if (!root->first)
        return tc_query_fail(query, 0, lexer->err,
                             TC_TELL("câu hỏi không có từ nào để tìm", "there is no word to look for"));
    mark_lone_number(root);
    query->root = root;
    return TC_OK;
}

// NFC, digits where letters stood for them, and what was meant where it was typed with the Vietnamese keyboard off.
static void normalise(const char *text, size_t len, struct tc_query *query)
{
    tc_auto_buf struct tc_buf nfc = {0}, decoded = {0};
    tc_text_nfc(text, len, &nfc);
    query->typing = tc_typing_decode(nfc.data ? nfc.data : "", nfc.len, &decoded);
    const struct tc_buf *meant = query->typing == TC_TYPING_NONE ? &nfc : &decoded;
    char *text_copy = tc_arena_strndup(&query->arena, meant->data ? meant->data : "", meant->len);
    for (size_t i = 0; i < meant->len; i++)
        if (!text_copy[i])
            text_copy[i] = ' ';
    query->is_mended = tc_mend_numbers(text_copy, meant->len);
    query->text = text_copy;
    query->len = meant->len;
}

enum tc_status tc_query_parse(const char *text, size_t len, const struct tc_query_names *names, struct tc_query *ret,
                              struct tc_error *err)
{
    if (len > TC_QUERY_MAX_BYTES) {
        tc_fail(err, TC_ERR_QUERY,
                TC_TELL("câu hỏi dài %zu byte, quá giới hạn %d", "the query has %zu bytes, more than %d"), len,
                TC_QUERY_MAX_BYTES);
        if (err)
            err->column = (int)tc_utf8_count(text, TC_QUERY_MAX_BYTES) + 1;
        return TC_ERR_QUERY;
    }
    struct tc_query query = {0};
    normalise(text, len, &query);
    struct tc_query_lexer lexer = {.query = &query, .names = names, .err = err};
    lexer.tokenizer = tc_tokenizer_new(TC_TOKENIZE_ALSO);
    enum tc_status status = tc_query_lex(&lexer);
    if (status == TC_OK)
        status = parse_items(&lexer);
    tc_tokenizer_free(lexer.tokenizer);
    free(lexer.items);
    if (status == TC_OK)
        *ret = query;
    else
        tc_query_fini(&query);
    return status;
}

void tc_query_fini(struct tc_query *query)
{
    tc_arena_fini(&query->arena);
    *query = (struct tc_query){0};
}
