// SPDX-License-Identifier: GPL-3.0-or-later
// Fields of the query language: `loai:thông báo`, `ngay:2008..2010`, `trichdan:35-CT/TW`.
#include "query_lex.h"
#include "standing.h"

#include "base/lang.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_WORDS_MAX = 3, VALUE_WORDS_MAX = 16 };

const struct tc_query_field *tc_query_field_at(const struct tc_query *query, size_t at, size_t *ret_after)
{
    size_t end = at, pos = at;
    for (int words = 0; words < NAME_WORDS_MAX; words++) {
        while (pos < query->len && query->text[pos] != ':' &&
               (isalpha((unsigned char)query->text[pos]) || ((unsigned char)query->text[pos] & 0x80)) &&
               !tc_query_blank(query, pos) && !tc_query_quote(query, pos, NULL))
            pos++;
        if (pos == end)
            return NULL;
        end = pos;
        if (pos < query->len && query->text[pos] == ':') {
            tc_auto_buf struct tc_buf folded = {0};
            tc_text_fold(query->text + at, end - at, &folded);
            *ret_after = pos + 1;
            return folded.data ? tc_query_field_by_name(folded.data, folded.len) : NULL;
        }
        if (pos >= query->len || query->text[pos] != ' ')
            return NULL;
        end = ++pos;
    }
    return NULL;
}

struct value {
    size_t start, end; // the value itself
    size_t after;      // behind it, closing quote included
    bool is_quoted;
};

static enum tc_status value_span(const struct tc_query_lexer *lexer, size_t at, struct value *ret)
{
    const struct tc_query *query = lexer->query;
    size_t open = tc_query_quote(query, at, NULL);
    if (!open) {
        size_t end = tc_query_chunk_end(query, at);
        while (end > at + 1 && strchr(",;?!", query->text[end - 1]))
            end--;
        *ret = (struct value){.start = at, .end = end, .after = end};
        return TC_OK;
    }
    size_t end = at + open, close = 0;
    while (end < query->len && !(close = tc_query_quote(query, end, NULL)))
        end++;
    if (!close)
        return tc_query_fail(query, at, lexer->err,
                             TC_TELL("dấu ngoặc kép không được đóng", "a quotation mark is not closed"));
    *ret = (struct value){.start = at + open, .end = end, .after = end + close, .is_quoted = true};
    return TC_OK;
}

static const char *canonical_words(struct tc_query_lexer *lexer, size_t start, size_t end)
{
    tc_auto_buf struct tc_buf words = {0};
    const struct tc_token *token;
    tc_tokenizer_start(lexer->tokenizer, lexer->query->text + start, end - start);
    while (tc_tokenizer_next(lexer->tokenizer, &token)) {
        if (words.len)
            tc_buf_char(&words, ' ');
        tc_buf_add(&words, token->exact, token->exact_len);
    }
    return tc_arena_strndup(&lexer->query->arena, words.data ? words.data : "", words.len);
}

// The end of the longest known name that begins at start; start itself when none is known.
static size_t longest_name(struct tc_query_lexer *lexer, enum tc_query_field_id field, size_t start)
{
    const struct tc_query *query = lexer->query;
    if (!lexer->names)
        return start;
    char *folded[VALUE_WORDS_MAX];
    size_t ends[VALUE_WORDS_MAX], count = 0, limit = start;
    while (limit < query->len && query->text[limit] != '(' && query->text[limit] != ')' &&
           !tc_query_quote(query, limit, NULL))
        limit++;
    const struct tc_token *token;
    tc_tokenizer_start(lexer->tokenizer, query->text + start, limit - start);
    while (count < VALUE_WORDS_MAX && tc_tokenizer_next(lexer->tokenizer, &token)) {
        ends[count] = start + token->end;
        folded[count++] = tc_xstrndup(token->folded, token->folded_len);
    }
    size_t known = count ? lexer->names->longest(lexer->names->context, field, (const char *const *)folded, count) : 0;
    for (size_t i = 0; i < count; i++)
        free(folded[i]);
    return known ? ends[known - 1] : start;
}

static enum tc_status read_name(struct tc_query_lexer *lexer, struct tc_query_node *node, struct value *value)
{
    if (!value->is_quoted) {
        size_t end = longest_name(lexer, node->field->id, value->start);
        if (end > value->start)
            value->end = value->after = end;
    }
    node->value = canonical_words(lexer, value->start, value->end);
    if (node->field->id != TC_FIELD_ID_STATUS || !*node->value)
        return TC_OK;
    tc_auto_free char *folded = tc_text_fold_dup(node->value);
    if (tc_standing_value(folded))
        return TC_OK;
    return tc_query_fail(
        lexer->query, value->start, lexer->err,
        TC_TELL("“%s:” nhận: còn, hết, sửa đổi, thay thế, bãi bỏ (hiệu lực)",
                "“%s:” takes: còn, hết, sửa đổi, thay thế, bãi bỏ (in force, ended, amended, replaced, repealed)"),
        node->field->name);
}

static enum tc_status read_words(struct tc_query_lexer *lexer, struct tc_query_node *node, const struct value *value)
{
    node->value = canonical_words(lexer, value->start, value->end);
    return tc_query_add_words(lexer, value->start, value->end, node);
}

static enum tc_status read_path(struct tc_query_lexer *lexer, struct tc_query_node *node, const struct value *value)
{
    node->value = tc_arena_strndup(&lexer->query->arena, lexer->query->text + value->start, value->end - value->start);
    return TC_OK;
}

static enum tc_status read_term(struct tc_query_lexer *lexer, struct tc_query_node *node, struct value *value)
{
    const char *words = canonical_words(lexer, value->start, value->end);
    size_t next = tc_query_skip_blanks(lexer->query, value->after);
    if (!value->is_quoted && (!strcmp(words, "khóa") || !strcmp(words, "khoa")) && next < lexer->query->len) {
        value->start = next;
        value->end = value->after = tc_query_chunk_end(lexer->query, next);
        words = canonical_words(lexer, value->start, value->end);
    }
    node->value = words;
    return TC_OK;
}

static enum tc_status read_number(struct tc_query_lexer *lexer, struct tc_query_node *node, struct value *value)
{
    struct tc_query *query = lexer->query;
    size_t limit = value->is_quoted ? value->end : query->len, end = value->end;
    if (value->is_quoted) {
        if (!tc_reference_read(query->text + value->start, end - value->start, &query->arena, &node->reference))
            node->reference.key = NULL;
    } else {
        while (limit > value->start && tc_query_quote(query, limit, NULL))
            limit--;
        end = tc_query_number_at(query, value->start, limit, &node->reference);
    }
    if (end && !value->is_quoted)
        value->end = value->after = end;
    node->value = node->reference.key ? node->reference.key : canonical_words(lexer, value->start, value->end);
    if (!node->reference.key && !isdigit((unsigned char)node->value[0]))
        return tc_query_fail(
            query, value->start, lexer->err,
            TC_TELL("không đọc được số văn bản sau “%s:”", "no document number can be read after “%s:”"),
            node->field->name);
    return TC_OK;
}

static const char *print_day(struct tc_arena *arena, const char *low, const char *high)
{
    if (strcmp(high + 4, "9999") == 0)
        return tc_arena_strndup(arena, low, 4);
    if (strcmp(high + 6, "99") == 0)
        return tc_arena_printf(arena, "%.4s-%.2s", low, low + 4);
    return tc_arena_printf(arena, "%.4s-%.2s-%.2s", low, low + 4, low + 6);
}

// [date][..][date]; between years a dash will do as well.
static enum tc_status read_dates(struct tc_query_lexer *lexer, struct tc_query_node *node, struct value *value)
{
    struct tc_query *query = lexer->query;
    struct tc_arena *arena = &query->arena;
    const char *text = query->text;
    size_t limit = value->is_quoted ? value->end : query->len, pos = value->start;
    char low[2][9] = {"", ""}, high[2][9] = {"", ""};
    size_t first = tc_query_date(text + pos, limit - pos, low[0], high[0]), second = 0, dots = 0;
    pos += first;
    if (limit - pos >= 2 && !memcmp(text + pos, "..", 2))
        dots = limit - pos > 2 && text[pos + 2] == '.' ? 3 : 2;
    else if (first && strcmp(high[0] + 4, "9999") == 0 && limit - pos >= 5 && text[pos] == '-')
        dots = 1;
    if (dots)
        second = tc_query_date(text + pos + dots, limit - pos - dots, low[1], high[1]);
    // “2012-13-01” is no year with words behind it
    size_t behind = pos + dots + second;
    bool is_cut = behind < limit && (strchr("-/.", text[behind]) || isalnum((unsigned char)text[behind])) &&
                  behind + 1 < limit && isalnum((unsigned char)text[behind + 1]);
    if ((!first && !second) || is_cut)
        return tc_query_fail(query, value->start, lexer->err,
                             TC_TELL("không đọc được ngày sau “%s:”", "no date can be read after “%s:”"),
                             node->field->name);
    if (!value->is_quoted)
        value->end = value->after = pos + dots + second;
    node->low = first ? tc_arena_strdup(arena, low[0]) : NULL;
    node->high = second ? tc_arena_strdup(arena, high[1]) : dots ? NULL : tc_arena_strdup(arena, high[0]);
    if (!dots) {
        node->value = print_day(arena, low[0], high[0]);
    } else {
        const char *from = first ? print_day(arena, low[0], high[0]) : "";
        node->value = tc_arena_printf(arena, "%s..%s", from, second ? print_day(arena, low[1], high[1]) : "");
    }
    if (node->low && node->high && strcmp(node->low, node->high) > 0)
        return tc_query_fail(query, value->start, lexer->err,
                             TC_TELL("khoảng ngày sau “%s:” bị ngược", "the dates after “%s:” are the wrong way round"),
                             node->field->name);
    if (node->field->id == TC_FIELD_ID_FROM)
        node->high = NULL;
    if (node->field->id == TC_FIELD_ID_TO)
        node->low = NULL;
    return TC_OK;
}

static enum tc_status read_value(struct tc_query_lexer *lexer, struct tc_query_node *node, struct value *value)
{
    switch (node->field->kind) {
    case TC_FIELD_NAME:
        return read_name(lexer, node, value);
    case TC_FIELD_NUMBER:
        return read_number(lexer, node, value);
    case TC_FIELD_DATE:
    case TC_FIELD_YEAR:
        return read_dates(lexer, node, value);
    case TC_FIELD_TERM:
        return read_term(lexer, node, value);
    case TC_FIELD_WORDS:
        return read_words(lexer, node, value);
    case TC_FIELD_PATH:
        return read_path(lexer, node, value);
    }
    return tc_fail(lexer->err, TC_ERR_INTERNAL, "unknown kind of field");
}

enum tc_status tc_query_field_read(struct tc_query_lexer *lexer, const struct tc_query_field *field, size_t at,
                                   size_t value_at, struct tc_query_node **ret_node)
{
    struct tc_query *query = lexer->query;
    struct tc_query_node *node = tc_query_node_new(query, TC_QUERY_FIELD, at, value_at);
    node->field = field;
    size_t start = tc_query_skip_blanks(query, value_at);
    struct value value = {0};
    enum tc_status status = value_span(lexer, start, &value);
    if (status == TC_OK)
        status = value.start < value.end ? read_value(lexer, node, &value) : TC_DONE;
    if (status == TC_OK && !node->value[0])
        status = TC_DONE;
    if (status == TC_DONE)
        status = tc_query_fail(query, at, lexer->err,
                               TC_TELL("“%s:” cần một giá trị đứng sau", "“%s:” needs a value after it"), field->name);
    if (status == TC_ERR_QUERY && lexer->is_sentence && query->words <= TC_QUERY_MAX_WORDS)
        return TC_OK;
    if (status != TC_OK)
        return status;
    node->end = (uint32_t)value.after;
    *ret_node = node;
    return TC_OK;
}
