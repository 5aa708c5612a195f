// SPDX-License-Identifier: GPL-3.0-or-later
// Between the text of a query and its tree: the items it is written in. Private to the parser.
#ifndef TC_SEARCH_QUERY_LEX_H
#define TC_SEARCH_QUERY_LEX_H

#include "query.h"
#include "text/token.h"

enum tc_query_item_kind {
    TC_ITEM_NODE, // a finished node: word, prefix, phrase, number, field
    TC_ITEM_OPEN,
    TC_ITEM_CLOSE,
    TC_ITEM_OR,
    TC_ITEM_AND,
    TC_ITEM_NOT,
    TC_ITEM_NEAR,
    TC_ITEM_END
};
struct tc_query_item {
    enum tc_query_item_kind kind;
    enum tc_query_want sign; // + or - written before a node or a bracket
    uint32_t start, end;
    unsigned window; // NEAR
    struct tc_query_node *node;
};
struct tc_query_lexer {
    struct tc_query *query;
    const struct tc_query_names *names;
    struct tc_tokenizer *tokenizer;
    bool is_sentence;   // more than TC_QUERY_SENTENCE_WORDS words
    bool has_operators; // some word has a lower-case letter
    size_t depth;
    size_t next_quote;           // at or behind what is read; 0: not looked for
    struct tc_query_item *items; // ends with TC_ITEM_END
    size_t count, cap;
    struct tc_error *err;
};

// Cuts query->text into items. The caller frees items.
enum tc_status tc_query_lex(struct tc_query_lexer *lexer);

struct tc_query_node *tc_query_node_new(struct tc_query *query, enum tc_query_kind kind, size_t start, size_t end);
void tc_query_node_add(struct tc_query_node *parent, struct tc_query_node *child);
// Words of text[start, end) become children of parent; TC_ERR_QUERY above TC_QUERY_MAX_WORDS.
enum tc_status tc_query_add_words(struct tc_query_lexer *lexer, size_t start, size_t end, struct tc_query_node *parent);
// A message at a byte of the query.
enum tc_status tc_query_fail(const struct tc_query *query, size_t at, struct tc_error *err, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// The field that is named at `at`, colon included; NULL when none is. *ret_after is where its value begins.
const struct tc_query_field *tc_query_field_at(const struct tc_query *query, size_t at, size_t *ret_after);
// Reads the value of a field. *ret_node stays NULL when, in a sentence, the field turns out to be plain words.
enum tc_status tc_query_field_read(struct tc_query_lexer *lexer, const struct tc_query_field *field, size_t at,
                                   size_t value_at, struct tc_query_node **ret_node);

// The longest document number or name that begins at `at`, before `limit`: where it ends, 0 when there is none.
size_t tc_query_number_at(struct tc_query *query, size_t at, size_t limit, struct tc_reference *ret);

// Bytes of the blank at `at` (0: no blank): space, tab, line end, no-break and wide spaces.
size_t tc_query_blank(const struct tc_query *query, size_t at);
size_t tc_query_skip_blanks(const struct tc_query *query, size_t at);
// Where the run of non-blank characters ends; brackets and quotes end it too.
size_t tc_query_chunk_end(const struct tc_query *query, size_t at);
// Length of the quote mark at `at` (0: none); *ret_is_curly (may be NULL) for “ ” and their kin.
size_t tc_query_quote(const struct tc_query *query, size_t at, bool *ret_is_curly);

#endif
