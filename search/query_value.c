// SPDX-License-Identifier: GPL-3.0-or-later
// Fields of the query language: `loai:thông báo`, `ngay:2008..2010`, `trichdan:35-CT/TW`.
#include "query_lex.h"
#include "standing.h"

#include "base/lang.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_WORDS_MAX = 3, VALUE_WORDS_MAX = 16, YEAR_DIGITS = 4 };

static bool is_letter(const struct tc_query *query, size_t at)
{
    return at < query->len && (isalpha((unsigned char)query->text[at]) || ((unsigned char)query->text[at] & 0x80)) &&
           !tc_query_blank(query, at) && !tc_query_quote(query, at, NULL);
}

const struct tc_query_field *tc_query_field_at(const struct tc_query *query, size_t at, size_t *ret_after)
{
    size_t pos = at;
    for (int words = 0; words < NAME_WORDS_MAX; words++) {
        size_t start = pos;
        while (is_letter(query, pos))
            pos++;
        if (pos == start)
            return NULL;
        size_t next = tc_query_skip_blanks(query, pos);
        if (next < query->len && query->text[next] == ':') {
            tc_auto_buf struct tc_buf folded = {0};
            tc_text_fold(query->text + at, pos - at, &folded);
            *ret_after = next + 1;
            return folded.data ? tc_query_field_by_name(folded.data, folded.len) : NULL;
        }
        if (next == pos)
            return NULL;
        pos = next;
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

// Behind the first end of a range, at `at`: its mark, as people type it, with blanks or without. Gives where the other
// end begins; 0 when no mark stands there.
static size_t range_mark(const struct tc_query *query, size_t at, size_t limit)
{
    static const char *const marks[] = {"...",    "..",     "-",    "\u2013", "\u2014", "\u2010", "\u2011",
                                        "\u2212", "\u2026", "đến ", "den ",   "tới ",   "to "};
    size_t start = tc_query_skip_blanks(query, at);
    for (size_t i = 0; i < TC_LENGTH(marks); i++) {
        size_t len = strlen(marks[i]);
        bool is_word = marks[i][len - 1] == ' ';
        if (start >= limit || limit - start <= len || memcmp(query->text + start, marks[i], len) != 0 ||
            (is_word && start == at))
            continue;
        size_t next = tc_query_skip_blanks(query, start + len);
        return next < limit ? next : 0;
    }
    return 0;
}

// Four digits and no more; 0 when there is no year.
static unsigned year_at(const struct tc_query *query, size_t at, size_t limit)
{
    unsigned year = 0;
    for (size_t i = at; i < at + YEAR_DIGITS; i++) {
        if (i >= limit || !isdigit((unsigned char)query->text[i]))
            return 0;
        year = year * 10 + (unsigned)(query->text[i] - '0');
    }
    return at + YEAR_DIGITS < limit && isalnum((unsigned char)query->text[at + YEAR_DIGITS]) ? 0 : year;
}

// `2015-2020`, `2015 - 2020`, `2015 đến 2020`: one term of office.
static enum tc_status read_years(struct tc_query_lexer *lexer, struct tc_query_node *node, struct value *value)
{
    struct tc_query *query = lexer->query;
    size_t limit = value->is_quoted ? value->end : query->len, second = value->start + YEAR_DIGITS;
    unsigned from = year_at(query, value->start, limit);
    second = from ? range_mark(query, second, limit) : 0;
    unsigned to = second ? year_at(query, second, limit) : 0;
    if (!to)
        return TC_DONE;
    if (to < from)
        return tc_query_fail(query, value->start, lexer->err,
                             TC_TELL("nhiệm kỳ sau “%s:” bị ngược", "the years after “%s:” are the wrong way round"),
                             node->field->name);
    if (!value->is_quoted)
        value->end = value->after = second + YEAR_DIGITS;
    node->value = tc_arena_printf(&query->arena, "%u-%u", from, to);
    return TC_OK;
}

static enum tc_status read_term(struct tc_query_lexer *lexer, struct tc_query_node *node, struct value *value)
{
    enum tc_status status = read_years(lexer, node, value);
    if (status != TC_DONE)
        return status;
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

// One end of a range or two.
struct dates {
    char low[2][9], high[2][9]; // "20080000"; empty: open
    size_t end;                 // behind them
    bool is_range;
};

// A dash that touches a date written with dashes goes on with it: 2012-13-01 is no range.
static bool goes_on(const struct tc_query *query, size_t first, size_t at)
{
    return at < query->len && query->text[at] == '-' && memchr(query->text + first, '-', at - first);
}

// Behind `từ ` or `from ` at `at`; 0 when that is not there.
static size_t skip_from(const struct tc_query *query, size_t at, size_t limit)
{
    size_t end = at;
    while (is_letter(query, end) && end < limit)
        end++;
    tc_auto_buf struct tc_buf folded = {0};
    tc_text_fold(query->text + at, end - at, &folded);
    bool is_from = folded.data && (!strcmp(folded.data, "tu") || !strcmp(folded.data, "from"));
    size_t next = tc_query_skip_blanks(query, end);
    return is_from && next > end && next < limit ? next : 0;
}

// [date][..][date], with any mark of a range, or từ date [đến date].
static bool read_range(const struct tc_query *query, size_t at, size_t limit, struct dates *ret)
{
    const char *text = query->text;
    size_t from = skip_from(query, at, limit), pos = from ? from : at;
    *ret = (struct dates){.is_range = from > 0};
    size_t first = tc_query_date(text + pos, limit - pos, ret->low[0], ret->high[0]), start = pos;
    ret->end = pos += first;
    if (limit - pos >= 2 && !memcmp(text + pos, "..", 2)) {
        ret->is_range = true;
        ret->end = pos += limit - pos > 2 && text[pos + 2] == '.' ? 3 : 2;
        ret->end += tc_query_date(text + pos, limit - pos, ret->low[1], ret->high[1]);
        return first || ret->high[1][0];
    }
    size_t next = first && !goes_on(query, start, pos) ? range_mark(query, pos, limit) : 0;
    size_t second = next ? tc_query_date(text + next, limit - next, ret->low[1], ret->high[1]) : 0;
    if (second) {
        ret->is_range = true;
        ret->end = next + second;
    }
    return first > 0;
}

static enum tc_status read_dates(struct tc_query_lexer *lexer, struct tc_query_node *node, struct value *value)
{
    struct tc_query *query = lexer->query;
    struct tc_arena *arena = &query->arena;
    const char *text = query->text;
    size_t limit = value->is_quoted ? value->end : query->len;
    struct dates dates;
    bool is_read = read_range(query, value->start, limit, &dates);
    // “2012-13-01” is no year with words behind it
    size_t behind = dates.end;
    bool is_cut = behind < limit && (strchr("-/.", text[behind]) || isalnum((unsigned char)text[behind])) &&
                  behind + 1 < limit && isalnum((unsigned char)text[behind + 1]);
    if (!is_read || is_cut)
        return tc_query_fail(query, value->start, lexer->err,
                             TC_TELL("không đọc được ngày sau “%s:”", "no date can be read after “%s:”"),
                             node->field->name);
    if (!value->is_quoted)
        value->end = value->after = behind;
    const char *low = dates.low[0], *high = dates.is_range ? dates.high[1] : dates.high[0];
    node->low = *low ? tc_arena_strdup(arena, low) : NULL;
    node->high = *high ? tc_arena_strdup(arena, high) : NULL;
    if (dates.is_range) {
        const char *from = *low ? print_day(arena, low, dates.high[0]) : "";
        node->value = tc_arena_printf(arena, "%s..%s", from, *high ? print_day(arena, dates.low[1], high) : "");
    } else {
        node->value = print_day(arena, low, high);
    }
    if (node->low && node->high && strcmp(node->low, node->high) > 0)
        return tc_query_fail(query, value->start, lexer->err,
                             TC_TELL("khoảng ngày sau “%s:” bị ngược", "the dates after “%s:” are the wrong way round"),
                             node->field->name);
    if (node->field->id == TC_FIELD_ID_FROM && !dates.is_range)
        node->high = NULL;
    if (node->field->id == TC_FIELD_ID_TO && !dates.is_range)
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
