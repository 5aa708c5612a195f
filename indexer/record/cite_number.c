// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers with their symbols: 44-KL/TU, 108/2014/NĐ-CP, 88/2014/QH13, 5306/CT-TTHT, and what they become in print:
// 113/2018-NĐ/CP, 02/2018/NQHĐND, 146-KH/ TU, 148/2020 NĐ-CP, 10/2007/QĐ_BKHCN, 121/2013/NĐ–CP, 98-NQ/CP.
#include "cite.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

struct reader {
    struct tc_lexer *lexer;
    unsigned flags;
    struct tc_number *number;
};

static bool is_separator(const struct tc_word *word)
{
    return tc_mark_is(word, '-') || tc_mark_is(word, '/') || tc_mark_is(word, '_');
}

// “QĐ.UBND”: a stop for the hyphen.
static bool is_stop_within(struct reader *r, uint32_t i)
{
    const struct tc_word *mark = tc_lex(r->lexer, i), *behind = tc_lex(r->lexer, i + 1);
    return tc_mark_is(mark, '.') && !mark->space && !behind->space && behind->kind == TC_W_WORD && behind->is_upper &&
           behind->length > 1 && tc_rules_code(r->lexer->text + behind->start, behind->end - behind->start);
}

// One piece of a code: letters, with what is glued to them (QH13, BNN&PTNT, T.Ư); inner: behind another and glued to it
// (GDTrH). Its bytes; false when it is none.
static bool read_piece(struct reader *r, uint32_t i, bool inner, uint32_t *ret_end, uint32_t *ret_next)
{
    const struct tc_word *word = tc_lex(r->lexer, i);
    if (word->kind != TC_W_WORD || word->length > 16 || word->has_tone)
        return false;
    const char *text = r->lexer->text + word->start;
    size_t len = word->end - word->start;
    bool known = tc_rules_code(text, len) || tc_rules_type(text, len);
    // ThU, TTg, Ctr: a capital first is enough where the tables know the code; elsewhere all are capitals
    bool any_case = (r->flags & TC_NUM_ANY_CASE) || ((r->flags & TC_NUM_TYPED) && !word->space);
    bool fits = word->is_upper || (known && (word->is_capital || any_case)) ||
                (inner && word->is_capital && word->length <= 7 && !word->space);
    uint32_t next = i + 1;
    const struct tc_word *mark = tc_lex(r->lexer, next), *behind = tc_lex(r->lexer, next + 1);
    if (tc_mark_is(mark, '.') && !mark->space && !behind->space && word->length == 1 && behind->length == 1 &&
        behind->kind == TC_W_WORD) { // T.Ư
        fits = true;
        next += 2;
    }
    for (;;) {
        mark = tc_lex(r->lexer, next);
        behind = tc_lex(r->lexer, next + 1);
        if (tc_mark_is(mark, '&') && !mark->space && !behind->space && behind->kind == TC_W_WORD && behind->is_upper) {
            next += 2;
            fits = true;
        } else if (mark->kind == TC_W_NUMBER && !mark->space && mark->length <= 2 && fits) {
            next++;
        } else {
            break;
        }
    }
    if (!fits)
        return false;
    *ret_end = tc_lex(r->lexer, next - 1)->end;
    *ret_next = next;
    return true;
}

// Appends the canonical spelling of the bytes as an issuer code; whole: nothing else belongs to the issuer.
static enum tc_family add_code(char *issuer, const char *text, size_t len, bool whole)
{
    const struct tc_issuer_rule *rule = tc_rules_code(text, len);
    enum tc_family family = rule ? rule->family : TC_FAMILY_UNKNOWN;
    size_t used = strlen(issuer), n = used;
    char exact[64], bare[64], want[64], want_bare[64];
    size_t letters = 0;
    while (letters < len && (text[letters] < '0' || text[letters] > '9'))
        letters++;
    if (!rule && letters < len) { // QH13, UBTVQH14, HĐNN8
        rule = tc_rules_code(text, letters);
        family = rule ? rule->family : family;
        if (rule) {
            (void)snprintf(issuer + n, TC_ISSUER_MAX - n, "%s%.*s", rule->code, (int)(len - letters), text + letters);
            return family;
        }
    }
    if (rule) {
        tc_lex_spell(text, len, exact, bare, sizeof exact);
        tc_lex_spell(rule->code, strlen(rule->code), want, want_bare, sizeof want);
        if (whole || !strcmp(bare, want_bare)) {
            (void)snprintf(issuer + n, TC_ISSUER_MAX - n, "%s", rule->code);
            return family;
        }
    }
    for (size_t pos = 0; pos < len && n + 5 < TC_ISSUER_MAX;) {
        uint32_t c = tc_utf8_next(text, len, &pos);
        c = c == 0xD0 || c == 0x189 ? 0x110 : c == 0x1A2 ? 0x1AF : c;
        if (c > ' ')
            n += tc_utf8_put(c, issuer + n);
    }
    issuer[n] = '\0';
    return family;
}

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);
    return n > m && !strcmp(text + n - m, end);
}

static enum tc_family family_by_ending(const char *issuer)
{
    static const char *const party[] = {"TW", "TU", "HU", "QU", "ĐU"};
    for (size_t i = 0; i < TC_LENGTH(party); i++)
        if (ends_with(issuer, party[i]))
            return TC_FAMILY_PARTY;
    return TC_FAMILY_UNKNOWN;
}

// May word i go on with an issuer behind a hyphen? “BTC-⏎TCCB”, “QĐ - UBND” the first time only.
static bool goes_on(struct reader *r, uint32_t i)
{
    const struct tc_word *mark = tc_lex(r->lexer, i), *word = tc_lex(r->lexer, i + 1);
    if (!tc_mark_is(mark, '-') || word->kind != TC_W_WORD || word->space > TC_S_LINE)
        return false;
    if (mark->space) // “Công văn số 08/UBND - VX ngày …”
        return (r->flags & TC_NUM_LETTER) && mark->space == TC_S_BLANK && word->space == TC_S_BLANK && word->is_upper &&
               !word->has_tone && word->length > 1 && word->length <= 5 && !tc_lex(r->lexer, i + 2)->is_capital;
    return word->space == TC_S_NONE || (word->is_upper && word->length > 1 && !word->has_tone &&
                                        !(tc_rules_type(r->lexer->text + word->start, word->end - word->start)));
}

// The issuer from word i on.
static bool read_code_of_issuer(struct reader *r, uint32_t i, enum tc_family *ret_family, uint32_t *ret_next)
{
    uint32_t end, next, start = tc_lex(r->lexer, i)->start;
    if (!read_piece(r, i, false, &end, &next))
        return false;
    char *issuer = r->number->issuer;
    issuer[0] = '\0';
    uint32_t end2, next2;
    bool more = goes_on(r, next) && read_piece(r, next + 1, true, &end2, &next2);
    *ret_family = add_code(issuer, r->lexer->text + start, end - start, !more);
    for (int parts = 0; more && parts < 5; parts++) {
        size_t n = strlen(issuer);
        uint32_t from = tc_lex(r->lexer, next + 1)->start;
        if (n + 2 >= TC_ISSUER_MAX)
            break;
        memcpy(issuer + n, "-", 2);
        add_code(issuer, r->lexer->text + from, end2 - from, false);
        end = end2;
        next = next2;
        more = goes_on(r, next) && read_piece(r, next + 1, true, &end2, &next2);
    }
    if (*ret_family == TC_FAMILY_UNKNOWN)
        *ret_family = family_by_ending(issuer);
    r->number->end = end;
    *ret_next = next;
    return true;
}

// A type and its issuer run together: NQHĐND, NĐCP, TTBTC.
static bool split_code(struct reader *r, uint32_t i, enum tc_family *ret_family, uint32_t *ret_next)
{
    const struct tc_word *word = tc_lex(r->lexer, i);
    const char *text = r->lexer->text + word->start;
    size_t len = word->end - word->start;
    const struct tc_word *behind = tc_lex(r->lexer, i + 1);
    if (tc_mark_is(behind, '-') && !behind->space && tc_lex(r->lexer, i + 2)->is_upper) // TCCP-VC
        return false;
    if (word->kind != TC_W_WORD || !word->is_capital || word->has_tone || word->length < 4 ||
        tc_rules_code(text, len) || tc_lex_is_lower(r->lexer->text, word))
        return false;
    for (size_t cut = len - 1; cut > 1; cut--) {
        if (!tc_utf8_is_boundary(text, len, cut))
            continue;
        const struct tc_type_rule *type = tc_rules_type(text, cut);
        const struct tc_issuer_rule *issuer = type ? tc_rules_code(text + cut, len - cut) : NULL;
        if (!issuer)
            continue;
        r->number->type = type;
        r->number->issuer[0] = '\0';
        *ret_family = add_code(r->number->issuer, text + cut, len - cut, true);
        r->number->end = word->end;
        *ret_next = i + 1;
        return true;
    }
    return false;
}

// Behind the first separator: TYPE sep ISSUER, or what stands for it.
static bool read_code(struct reader *r, uint32_t i, bool has_year, enum tc_family *ret_family, uint32_t *ret_second,
                      uint32_t *ret_next)
{
    struct tc_lexer *lexer = r->lexer;
    const struct tc_word *word = tc_lex(lexer, i);
    uint32_t end, next;
    if (word->kind != TC_W_WORD || !read_piece(r, i, false, &end, &next))
        return split_code(r, i, ret_family, ret_next);
    const char *text = lexer->text + word->start;
    const struct tc_type_rule *type = next == i + 1 ? tc_rules_type(text, word->end - word->start) : NULL;
    const struct tc_issuer_rule *code = tc_rules_code(text, word->end - word->start);
    const struct tc_word *sep = tc_lex(lexer, next);
    if (type && code && !is_separator(sep)) // QH: both a plan and the Quốc hội
        type = NULL;
    if (type && (r->flags & TC_NUM_LETTER) && strcmp(type->code, "CV") != 0)
        type = NULL;
    if (type) {
        r->number->type = type;
        r->number->end = end;
        bool separated = is_separator(sep) || is_stop_within(r, next);
        *ret_second = separated ? sep->value : 0;
        uint32_t behind = next + separated;
        const struct tc_word *first = tc_lex(lexer, behind);
        bool near = first->space <= TC_S_LINE && sep->space <= TC_S_LINE;
        bool glue = separated || (r->flags & TC_NUM_ANY_CASE) || (sep->kind == TC_W_WORD && sep->is_upper);
        if (near && glue && read_code_of_issuer(r, behind, ret_family, ret_next))
            return true;
        if (!(r->flags & TC_NUM_TYPED) || has_year)
            return false;
        *ret_family = TC_FAMILY_UNKNOWN;
        *ret_next = next;
        return true;
    }
    if (split_code(r, i, ret_family, ret_next))
        return true;
    r->number->type = NULL;
    if (!read_code_of_issuer(r, i, ret_family, ret_next))
        return false;
    bool parts = strchr(r->number->issuer, '-') != NULL;
    return (r->flags & TC_NUM_TYPED) ? parts || code || strlen(r->number->issuer) > 2
                                     : code && code->family == TC_FAMILY_STATE && (parts || has_year);
}

static enum tc_family form_of(enum tc_family family, bool has_year, char first, uint32_t second)
{
    if (has_year || family == TC_FAMILY_STATE)
        return TC_FAMILY_STATE;
    if (family == TC_FAMILY_PARTY)
        return TC_FAMILY_PARTY;
    if (first == '/')
        return TC_FAMILY_STATE;
    return first == '-' || second == '/' ? TC_FAMILY_PARTY : TC_FAMILY_STATE;
}

static bool is_near(const struct tc_word *word)
{
    return word->space <= TC_S_LINE;
}

// The year between number and symbol; the word behind it and its separator, or i.
static uint32_t read_year(struct reader *r, uint32_t i)
{
    const struct tc_word *sep = tc_lex(r->lexer, i), *year = tc_lex(r->lexer, i + 1);
    if (!is_separator(sep) || !is_near(sep) || !is_near(year) || year->kind != TC_W_NUMBER || year->length != 4 ||
        year->value < 1945 || year->value > 2099)
        return i;
    r->number->year = (int)year->value;
    r->number->end = year->end;
    return i + 2;
}

// “96/2014” without a symbol, behind a type.
static bool is_reduced(struct reader *r, uint32_t first, uint32_t behind)
{
    const struct tc_word *sep = tc_lex(r->lexer, first), *next = tc_lex(r->lexer, behind);
    return (r->flags & TC_NUM_TYPED) && tc_mark_is(sep, '/') && !sep->space && !(is_separator(next) && !next->space);
}

static bool read_digits(struct reader *r, uint32_t i, uint32_t *ret_next)
{
    const struct tc_word *word = tc_lex(r->lexer, i), *letter = tc_lex(r->lexer, i + 1);
    if (word->kind != TC_W_NUMBER || word->length > 5)
        return false;
    memcpy(r->number->digits, r->lexer->text + word->start, word->length);
    r->number->digits[word->length] = '\0';
    r->number->start = word->start;
    r->number->end = word->end;
    *ret_next = i + 1;
    if (letter->kind == TC_W_WORD && !letter->space && letter->length == 1 && letter->end - letter->start == 1 &&
        letter->is_bare) { // 30a/2008/NQ-CP
        char c = (char)(r->lexer->text[letter->start] | 0x20);
        if (c > 'h')
            return false;
        r->number->digits[word->length] = c;
        r->number->digits[word->length + 1] = '\0';
        r->number->end = letter->end;
        *ret_next = i + 2;
    }
    return true;
}

// “12.NQ/TU”: a stop for the hyphen behind the figures, where a type and a separator follow it.
static bool is_stopped(struct reader *r, uint32_t i)
{
    const struct tc_word *mark = tc_lex(r->lexer, i), *type = tc_lex(r->lexer, i + 1), *sep = tc_lex(r->lexer, i + 2);
    return (r->flags & TC_NUM_TYPED) && tc_mark_is(mark, '.') && !mark->space && !type->space &&
           type->kind == TC_W_WORD && type->is_upper && is_separator(sep) && !sep->space &&
           tc_rules_type(r->lexer->text + type->start, type->end - type->start);
}

bool tc_read_number(struct tc_lexer *lexer, uint32_t i, unsigned flags, struct tc_number *ret, uint32_t *ret_next)
{
    struct tc_number number = {0};
    struct reader r = {lexer, flags, &number};
    uint32_t first, next;
    if (!read_digits(&r, i, &first))
        return false;
    uint32_t bare_end = number.end, behind = read_year(&r, first), second = 0, year_end = number.end;
    bool has_year = behind > first;
    enum tc_family family = TC_FAMILY_UNKNOWN;
    const struct tc_word *sep = tc_lex(lexer, behind);
    char mark = is_separator(tc_lex(lexer, first)) ? (char)tc_lex(lexer, first)->value : ' ';
    bool stopped = !has_year && is_stopped(&r, behind);
    uint32_t code = behind + (is_separator(sep) || stopped || (has_year && tc_mark_is(sep, '.') && !sep->space));
    bool apart = code == behind && !has_year; // “84 QĐ/TWĐTN”
    bool may = is_near(sep) && is_near(tc_lex(lexer, code)) && (is_separator(tc_lex(lexer, first)) || apart || stopped);
    if (may && read_code(&r, code, has_year, &family, &second, &next) && (code > behind || number.type) &&
        (!apart ||
         (number.type && number.issuer[0] && (second || (flags & TC_NUM_ANY_CASE) || !tc_lex(lexer, code)->space)))) {
        number.has_symbol = true;
        number.form = form_of(family, has_year, mark, second);
        *ret_next = next;
        *ret = number;
        return true;
    }
    number.type = NULL;
    number.issuer[0] = '\0';
    if (has_year && is_reduced(&r, first, behind)) {
        number.end = year_end;
        *ret_next = behind;
    } else {
        number.year = 0;
        number.end = bare_end;
        *ret_next = first;
    }
    *ret = number;
    return (flags & TC_NUM_TYPED) != 0;
}
