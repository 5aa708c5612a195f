// SPDX-License-Identifier: GPL-3.0-or-later
#include "query_lex.h"

#include "base/lang.h"
#include "base/utf8.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NEAR_DEFAULT = 10, NEAR_MAX = 100, TYPE_WORDS_MAX = 4 };

enum tc_status tc_query_fail(const struct tc_query *query, size_t at, struct tc_error *err, const char *format, ...)
{
    char message[sizeof err->message];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    tc_fail(err, TC_ERR_QUERY, "%s", message);
    if (err)
        err->column = (int)tc_utf8_count(query->text, at < query->len ? at : query->len) + 1;
    return TC_ERR_QUERY;
}

struct tc_query_node *tc_query_node_new(struct tc_query *query, enum tc_query_kind kind, size_t start, size_t end)
{
    struct tc_query_node *node = tc_arena_zero(&query->arena, 1, sizeof *node);
    node->kind = kind;
    node->start = (uint32_t)start;
    node->end = (uint32_t)end;
    return node;
}

void tc_query_node_add(struct tc_query_node *parent, struct tc_query_node *child)
{
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

// --- characters

size_t tc_query_blank(const struct tc_query *query, size_t at)
{
    static const char *const wide[] = {"\u00A0", "\u2007", "\u202F", "\u3000", "\u2002", "\u2003", "\u2009"};
    if (at >= query->len)
        return 0;
    if (strchr(" \t\n\r\f\v", query->text[at]))
        return 1;
    for (size_t i = 0; i < TC_LENGTH(wide); i++) {
        size_t len = strlen(wide[i]);
        if (query->len - at >= len && !memcmp(query->text + at, wide[i], len))
            return len;
    }
    return 0;
}

size_t tc_query_skip_blanks(const struct tc_query *query, size_t at)
{
    for (size_t len; (len = tc_query_blank(query, at)) > 0;)
        at += len;
    return at;
}

size_t tc_query_quote(const struct tc_query *query, size_t at, bool *ret_is_curly)
{
    static const char *const curly[] = {"\u201C", "\u201D", "\u201E", "\u201F", "\u00AB", "\u00BB"};
    if (ret_is_curly)
        *ret_is_curly = false;
    if (at < query->len && query->text[at] == '"')
        return 1;
    for (size_t i = 0; i < TC_LENGTH(curly); i++) {
        size_t len = strlen(curly[i]);
        if (at < query->len && query->len - at >= len && !memcmp(query->text + at, curly[i], len)) {
            if (ret_is_curly)
                *ret_is_curly = true;
            return len;
        }
    }
    return 0;
}

size_t tc_query_chunk_end(const struct tc_query *query, size_t at)
{
    while (at < query->len && query->text[at] != '(' && query->text[at] != ')' && !tc_query_blank(query, at) &&
           !tc_query_quote(query, at, NULL))
        at++;
    return at;
}

// --- words

static const char **copy_also(struct tc_query *query, const struct tc_token *token, enum tc_also_kind kind)
{
    size_t count = 0;
    for (uint32_t i = 0; i < token->also_count; i++)
        count += token->also[i].kind == kind;
    if (!count)
        return NULL;
    const char **list = tc_arena_zero(&query->arena, count + 1, sizeof *list);
    for (uint32_t i = 0, n = 0; i < token->also_count; i++)
        if (token->also[i].kind == kind)
            list[n++] = tc_arena_strndup(&query->arena, token->also[i].term, token->also[i].len);
    return list;
}

static struct tc_query_node *word_node(struct tc_query *query, const struct tc_token *token, size_t base)
{
    struct tc_query_node *node = tc_query_node_new(query, TC_QUERY_WORD, base + token->start, base + token->end);
    node->exact = tc_arena_strndup(&query->arena, token->exact, token->exact_len);
    node->folded = tc_arena_strndup(&query->arena, token->folded, token->folded_len);
    node->has_marks = token->has_marks;
    node->is_upper = token->is_upper;
    node->also = copy_also(query, token, TC_ALSO_SPELLING);
    node->expands = copy_also(query, token, TC_ALSO_EXPANSION);
    return node;
}

enum tc_status tc_query_add_words(struct tc_query_lexer *lexer, size_t start, size_t end, struct tc_query_node *parent)
{
    struct tc_query *query = lexer->query;
    const struct tc_token *token;
    tc_tokenizer_start(lexer->tokenizer, query->text + start, end - start);
    while (tc_tokenizer_next(lexer->tokenizer, &token)) {
        if (++query->words > TC_QUERY_MAX_WORDS)
            return tc_query_fail(query, start + token->start, lexer->err,
                                 TC_TELL("câu hỏi có quá %d từ", "more than %d words"), TC_QUERY_MAX_WORDS);
        tc_query_node_add(parent, word_node(query, token, start));
    }
    return TC_OK;
}

// Counts the words up to just above those of a sentence, and looks for one with a lower-case letter.
static void survey(struct tc_query_lexer *lexer)
{
    const struct tc_query *query = lexer->query;
    const struct tc_token *token;
    tc_tokenizer_start(lexer->tokenizer, query->text, query->len);
    for (size_t words = 0; tc_tokenizer_next(lexer->tokenizer, &token);) {
        lexer->is_sentence = ++words > TC_QUERY_SENTENCE_WORDS;
        tc_auto_buf struct tc_buf upper = {0};
        tc_text_upper(query->text + token->start, token->end - token->start, &upper);
        lexer->has_operators |=
            upper.len != token->end - token->start || memcmp(upper.data, query->text + token->start, upper.len) != 0;
        if (lexer->is_sentence && lexer->has_operators)
            return;
    }
}

// --- items

static struct tc_query_item *push(struct tc_query_lexer *lexer, enum tc_query_item_kind kind, size_t start, size_t end)
{
    TC_GROW(lexer->items, lexer->count, lexer->cap);
    struct tc_query_item *item = &lexer->items[lexer->count++];
    *item = (struct tc_query_item){.kind = kind, .start = (uint32_t)start, .end = (uint32_t)end};
    return item;
}

static void push_node(struct tc_query_lexer *lexer, struct tc_query_node *node, enum tc_query_want sign)
{
    struct tc_query_item *item = push(lexer, TC_ITEM_NODE, node->start, node->end);
    item->node = node;
    item->sign = sign;
}

// The sign at `at`, which must stand before a word and behind nothing.
static enum tc_query_want sign_at(const struct tc_query *query, size_t at)
{
    char c = query->text[at];
    if ((c != '+' && c != '-') || at + 1 >= query->len || tc_query_blank(query, at + 1))
        return TC_WANT_RANKED;
    return c == '+' ? TC_WANT_REQUIRED : TC_WANT_NOT;
}

// A quoted phrase at `at`; *ret is where reading goes on.
static enum tc_status lex_quote(struct tc_query_lexer *lexer, size_t at, enum tc_query_want sign, size_t *ret)
{
    struct tc_query *query = lexer->query;
    bool is_curly;
    size_t open = tc_query_quote(query, at, &is_curly), end = at + open, close = 0;
    if (is_curly && lexer->is_sentence) {
        *ret = end;
        return TC_OK;
    }
    for (; end < query->len; end++) {
        bool closes_curly;
        close = tc_query_quote(query, end, &closes_curly);
        if (close && !(lexer->is_sentence && closes_curly))
            break;
        close = 0;
    }
    if (!close && !lexer->is_sentence)
        return tc_query_fail(query, at, lexer->err,
                             TC_TELL("dấu ngoặc kép không được đóng", "a quotation mark is not closed"));
    *ret = close ? end + close : at + open;
    if (!close)
        return TC_OK;
    struct tc_query_node *phrase = tc_query_node_new(query, TC_QUERY_PHRASE, at, end + close);
    enum tc_status status = tc_query_add_words(lexer, at + open, end, phrase);
    if (status == TC_OK && phrase->first)
        push_node(lexer, phrase, sign);
    return status;
}

static enum tc_status lex_bracket(struct tc_query_lexer *lexer, size_t at, enum tc_query_want sign)
{
    struct tc_query *query = lexer->query;
    if (query->text[at] == '(') {
        if (++lexer->depth > TC_QUERY_MAX_DEPTH)
            return tc_query_fail(query, at, lexer->err,
                                 TC_TELL("quá %d lớp ngoặc", "more than %d brackets within one another"),
                                 TC_QUERY_MAX_DEPTH);
        push(lexer, TC_ITEM_OPEN, at, at + 1)->sign = sign;
        return TC_OK;
    }
    if (lexer->depth) {
        lexer->depth--;
        push(lexer, TC_ITEM_CLOSE, at, at + 1);
        return TC_OK;
    }
    bool is_enumeration = at > 0 && isalnum((unsigned char)query->text[at - 1]); // a) 1)
    if (lexer->is_sentence || is_enumeration)
        return TC_OK;
    return tc_query_fail(query, at, lexer->err, TC_TELL("dấu ngoặc đóng thừa", "a closing bracket too many"));
}

// OR, AND, NOT, NEAR and NEAR/5 as a whole chunk.
static bool lex_operator(struct tc_query_lexer *lexer, size_t at, size_t end)
{
    static const struct {
        const char *word;
        enum tc_query_item_kind kind;
    } operators[] = {{"OR", TC_ITEM_OR}, {"AND", TC_ITEM_AND}, {"NOT", TC_ITEM_NOT}, {"NEAR", TC_ITEM_NEAR}};
    if (!lexer->has_operators)
        return false;
    const char *text = lexer->query->text + at;
    size_t len = end - at;
    for (size_t i = 0; i < TC_LENGTH(operators); i++) {
        size_t word = strlen(operators[i].word);
        if (len < word || memcmp(text, operators[i].word, word) != 0)
            continue;
        if (len == word) {
            push(lexer, operators[i].kind, at, end)->window = NEAR_DEFAULT;
            return true;
        }
        if (operators[i].kind != TC_ITEM_NEAR || text[word] != '/' || len - word < 2 || len - word > 5)
            continue;
        unsigned window = 0;
        for (size_t k = word + 1; k < len; k++) {
            if (!isdigit((unsigned char)text[k]))
                return false;
            window = window * 10 + (unsigned)(text[k] - '0');
        }
        push(lexer, TC_ITEM_NEAR, at, end)->window = window < 1 ? 1 : window > NEAR_MAX ? NEAR_MAX : window;
        return true;
    }
    return false;
}

// Words of one chunk. A star behind the last makes it a prefix; several words under one sign are a phrase.
static enum tc_status lex_chunk(struct tc_query_lexer *lexer, size_t at, size_t end, enum tc_query_want sign)
{
    struct tc_query *query = lexer->query;
    struct tc_query_node row = {0};
    enum tc_status status = tc_query_add_words(lexer, at, end, &row);
    if (status != TC_OK || !row.first)
        return status;
    if (query->text[end - 1] == '*' && row.last->end == end - 1) {
        if (tc_utf8_count(row.last->exact, strlen(row.last->exact)) >= TC_QUERY_MIN_PREFIX)
            row.last->kind = TC_QUERY_PREFIX;
        else if (!lexer->is_sentence)
            return tc_query_fail(query, row.last->start, lexer->err,
                                 TC_TELL("trước dấu * cần ít nhất %d chữ", "at least %d letters are needed before *"),
                                 TC_QUERY_MIN_PREFIX);
    }
    if (sign != TC_WANT_RANKED && row.first->next) {
        struct tc_query_node *phrase = tc_query_node_new(query, TC_QUERY_PHRASE, at, end);
        phrase->first = row.first;
        phrase->last = row.last;
        row.first = phrase;
    }
    for (struct tc_query_node *node = row.first, *next; node; node = next) {
        next = node->next;
        node->next = NULL;
        push_node(lexer, node, sign);
    }
    return TC_OK;
}

// Words just before a number that only say its type again ("kết luận số" 44-KL/TU) belong to it: how many items.
static size_t type_items(const struct tc_query_lexer *lexer, const struct tc_reference *reference)
{
    tc_auto_buf struct tc_buf type = {0}, code = {0};
    if (reference->type)
        tc_text_fold(reference->type, strlen(reference->type), &type);
    if (reference->type_code)
        tc_text_fold(reference->type_code, strlen(reference->type_code), &code);
    size_t taken = 0;
    for (bool again = true; again;) {
        again = false;
        tc_auto_buf struct tc_buf words = {0};
        for (size_t k = 1; k <= TYPE_WORDS_MAX && k + taken <= lexer->count && !again; k++) {
            const struct tc_query_item *item = &lexer->items[lexer->count - taken - k];
            if (item->kind != TC_ITEM_NODE || item->node->kind != TC_QUERY_WORD || item->sign != TC_WANT_RANKED)
                break;
            tc_auto_free char *joined =
                words.len ? tc_xasprintf("%s %s", item->node->folded, words.data) : tc_xstrdup(item->node->folded);
            tc_buf_clear(&words);
            tc_buf_str(&words, joined);
            if (strcmp(joined, "so") && (!type.len || strcmp(joined, type.data)) &&
                (!code.len || strcmp(joined, code.data)))
                continue;
            taken += k;
            again = true;
        }
    }
    return taken;
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

// `05 nq tu`: digits, then the code of a type and that of an issuer
static bool is_spelled_out(const struct tc_query *query, const struct tc_reference *reference, size_t at, size_t end)
{
    size_t blanks = 0;
    for (size_t pos = at; pos < end; pos++)
        blanks += tc_query_blank(query, pos) && pos && !tc_query_blank(query, pos - 1);
    return blanks >= 2 && isdigit((unsigned char)query->text[at]) && reference->issuer_code &&
           !memchr(reference->key, '?', strcspn(reference->key, "@"));
}

// A name of a plenum or congress stands for numbers; a law is found by the words of its name. Inside other words a
// number needs its mark or "số": "báo cáo 6 tháng đầu năm" names no report.
static bool is_meant(const struct tc_query_lexer *lexer, const struct tc_reference *reference, size_t before, size_t at,
                     size_t number_at, size_t end)
{
    const struct tc_query *query = lexer->query;
    if (!isdigit((unsigned char)reference->key[0]))
        return starts_with(reference->key, "NQTW:") || starts_with(reference->key, "NQDH:");
    size_t rest = end;
    while (rest < query->len && (tc_query_blank(query, rest) || strchr(",.;:?!", query->text[rest])))
        rest++;
    if (!before && rest == query->len)
        return true;
    if (memchr(query->text + at, '/', end - at) || is_spelled_out(query, reference, number_at, end))
        return true;
    tc_auto_buf struct tc_buf folded = {0};
    tc_text_fold(query->text + at, end - at, &folded);
    return folded.data && (starts_with(folded.data, "so ") || strstr(folded.data, " so "));
}

// Where the next quote mark stands, looked for once between two of them.
static size_t next_quote(struct tc_query_lexer *lexer, size_t at)
{
    const struct tc_query *query = lexer->query;
    if (lexer->next_quote > at)
        return lexer->next_quote;
    while (at < query->len && !tc_query_quote(query, at, NULL))
        at++;
    return lexer->next_quote = at;
}

// `[KEY]` is how a key with blanks is printed.
static bool lex_number(struct tc_query_lexer *lexer, size_t at, enum tc_query_want sign, size_t *ret)
{
    struct tc_query *query = lexer->query;
    struct tc_reference reference;
    size_t limit, end = 0;
    const char *close = query->text[at] == '[' ? memchr(query->text + at, ']', query->len - at) : NULL;
    if (close) {
        size_t stop = (size_t)(close - query->text);
        if (stop > at + 1 && tc_reference_read(query->text + at + 1, stop - at - 1, &query->arena, &reference))
            end = stop + 1;
    } else {
        limit = next_quote(lexer, at);
        end = tc_query_number_at(query, at, limit, &reference);
    }
    if (!end)
        return false;
    size_t before = lexer->count - (sign == TC_WANT_RANKED ? type_items(lexer, &reference) : 0);
    size_t start = before < lexer->count ? lexer->items[before].start : at;
    if (!close && !is_meant(lexer, &reference, before, start, at, end))
        return false;
    lexer->count = before;
    struct tc_query_node *node = tc_query_node_new(query, TC_QUERY_NUMBER, start, end);
    node->reference = reference;
    push_node(lexer, node, sign);
    *ret = end;
    return true;
}

// A field wants its number of its own document, `Số: 44-KL/TU` copied from a page is a number like any other.
static bool is_field_before_number(const struct tc_query *query, const struct tc_query_field *field, size_t at)
{
    return field && !(field->id == TC_FIELD_ID_NUMBER && query->text[at] == 'S');
}

static enum tc_status lex_item(struct tc_query_lexer *lexer, size_t at, size_t *ret)
{
    struct tc_query *query = lexer->query;
    enum tc_query_want sign = sign_at(query, at);
    size_t body = at + (sign != TC_WANT_RANKED), value_at = 0;
    if (query->text[body] == '(' || query->text[body] == ')') {
        *ret = body + 1;
        return lex_bracket(lexer, body, sign);
    }
    if (tc_query_quote(query, body, NULL))
        return lex_quote(lexer, body, sign, ret);
    const struct tc_query_field *field = tc_query_field_at(query, body, &value_at);
    if (is_field_before_number(query, field, body)) {
        struct tc_query_node *node = NULL;
        enum tc_status status = tc_query_field_read(lexer, field, body, value_at, &node);
        if (status != TC_OK || node) {
            if (node) {
                push_node(lexer, node, sign);
                *ret = node->end;
            }
            return status;
        }
    }
    if (lex_number(lexer, body, sign, ret))
        return TC_OK;
    size_t end = tc_query_chunk_end(query, body);
    *ret = end > body ? end : body + 1;
    if (end == body || (sign == TC_WANT_RANKED && lex_operator(lexer, body, end)))
        return TC_OK;
    return lex_chunk(lexer, body, end, sign);
}

enum tc_status tc_query_lex(struct tc_query_lexer *lexer)
{
    struct tc_query *query = lexer->query;
    survey(lexer);
    for (size_t at = tc_query_skip_blanks(query, 0), next = 0; at < query->len;
         at = tc_query_skip_blanks(query, next)) {
        enum tc_status status = lex_item(lexer, at, &next);
        if (status != TC_OK)
            return status;
    }
    push(lexer, TC_ITEM_END, query->len, query->len);
    return TC_OK;
}
