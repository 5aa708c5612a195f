// SPDX-License-Identifier: GPL-3.0-or-later
// Dates as offices and newspapers write them, numerals and small words.
#include "cite.h"

#include <stdio.h>
#include <string.h>

bool tc_mark_is(const struct tc_word *word, char mark)
{
    return word->kind == TC_W_MARK && word->value == (uint32_t)(unsigned char)mark;
}

bool tc_word_at(struct tc_lexer *lexer, uint32_t i, const char *text)
{
    return tc_word_is(lexer, tc_lex(lexer, i), text);
}

bool tc_joins_at(struct tc_lexer *lexer, uint32_t i)
{
    const struct tc_word *word = tc_lex(lexer, i);
    return tc_mark_is(word, ',') || tc_mark_is(word, ';') || tc_word_is(lexer, word, "và") ||
           tc_word_is(lexer, word, "hoặc");
}

bool tc_word_is(const struct tc_lexer *lexer, const struct tc_word *word, const char *text)
{
    unsigned char first = (unsigned char)text[0];
    if (word->kind != TC_W_WORD || (first < 0x80 && (char)(first | 0x20) != word->first) ||
        word->end - word->start > 24)
        return false;
    return tc_lex_equals(lexer->text, word, text);
}

bool tc_read_so(struct tc_lexer *lexer, uint32_t i, uint32_t *ret_next)
{
    *ret_next = i;
    const struct tc_word *word = tc_lex(lexer, i);
    // số, and how it comes out of typing and scanning: sô, sổ, so, CỐ
    char exact[8], bare[8];
    if (word->kind != TC_W_WORD || word->length != 2)
        return false;
    tc_lex_spell(lexer->text + word->start, word->end - word->start, exact, bare, sizeof exact);
    if (strcmp(bare, "so") != 0 && (strcmp(exact, "c4") != 0 || !word->has_tone))
        return false;
    i++;
    if (tc_word_is(lexer, tc_lex(lexer, i), "ký") && tc_word_is(lexer, tc_lex(lexer, i + 1), "hiệu"))
        i += 2;
    else if (tc_word_is(lexer, tc_lex(lexer, i), "hiệu"))
        i++;
    if (tc_mark_is(tc_lex(lexer, i), ':') || (tc_mark_is(tc_lex(lexer, i), '.') && !tc_lex(lexer, i)->space))
        i++;
    *ret_next = i;
    return true;
}

bool tc_word_roman(const struct tc_lexer *lexer, const struct tc_word *word, int *ret)
{
    if (word->kind != TC_W_WORD || word->end - word->start > 6 || word->length != word->end - word->start)
        return false;
    int total = 0, last = 0;
    for (uint32_t p = word->end; p-- > word->start;) {
        char c = lexer->text[p];
        int value = (c == 'I' || c == 'i') ? 1 : (c == 'V' || c == 'v') ? 5 : (c == 'X' || c == 'x') ? 10 : 0;
        if (!value)
            return false;
        total += value < last ? -value : value;
        last = value;
    }
    // what writes back as it was is a Roman figure (IIX is none)
    char again[16];
    if (total < 1 || total > 39)
        return false;
    tc_roman_text(total, again);
    if (strncasecmp(again, lexer->text + word->start, word->end - word->start) != 0 ||
        strlen(again) != word->end - word->start)
        return false;
    *ret = total;
    return true;
}

void tc_roman_text(int value, char ret[16])
{
    static const struct {
        int value;
        const char *text;
    } parts[] = {{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
    size_t n = 0;
    for (size_t i = 0; i < TC_LENGTH(parts); i++)
        for (; value >= parts[i].value && n < 12; value -= parts[i].value) {
            memcpy(ret + n, parts[i].text, strlen(parts[i].text));
            n += strlen(parts[i].text);
        }
    ret[n] = '\0';
}

static const struct {
    const char *word;
    int value;
} numerals[] = {{"nhất", 1}, {"một", 1}, {"mốt", 1}, {"nhì", 2}, {"hai", 2}, {"ba", 3},  {"bốn", 4},  {"tư", 4},
                {"năm", 5},  {"lăm", 5}, {"sáu", 6}, {"bảy", 7}, {"bẩy", 7}, {"tám", 8}, {"chín", 9}, {"mười", 10}};

static int numeral(const struct tc_lexer *lexer, const struct tc_word *word)
{
    for (size_t i = 0; i < TC_LENGTH(numerals); i++)
        if (tc_word_is(lexer, word, numerals[i].word))
            return numerals[i].value;
    return 0;
}

bool tc_read_ordinal(struct tc_lexer *lexer, uint32_t i, int *ret, uint32_t *ret_next)
{
    const struct tc_word *word = tc_lex(lexer, i);
    *ret_next = i + 1;
    if (word->kind == TC_W_NUMBER && word->length <= 2 && word->value > 0) {
        *ret = (int)word->value;
        return true;
    }
    if (word->is_upper && tc_word_roman(lexer, word, ret))
        return true;
    *ret = numeral(lexer, word);
    if (*ret == 10) {
        int more = numeral(lexer, tc_lex(lexer, i + 1));
        if (more && more < 10) {
            *ret += more;
            *ret_next = i + 2;
        }
    }
    return *ret != 0;
}

static bool is_sep(const struct tc_word *word)
{
    return word->space <= TC_S_BLANK && (tc_mark_is(word, '/') || tc_mark_is(word, '-') || tc_mark_is(word, '.'));
}

static bool year_of(const struct tc_word *word, int *ret)
{
    if (word->kind != TC_W_NUMBER)
        return false;
    if (word->length == 4 && word->value >= 1930 && word->value <= 2099) {
        *ret = (int)word->value;
        return true;
    }
    return false;
}

static bool short_year_of(const struct tc_word *word, int *ret)
{
    if (year_of(word, ret))
        return true;
    if (word->kind != TC_W_NUMBER || word->length != 2)
        return false;
    *ret = (int)word->value + (word->value <= 40 ? 2000 : 1900);
    return true;
}

static bool is_day(int day)
{
    return day >= 1 && day <= 31;
}

static bool is_month(int month)
{
    return month >= 1 && month <= 12;
}

// Behind a month: “năm 2008”, “/2008”, “, 2008”; the end when there is no year.
static uint32_t read_year_part(struct tc_lexer *lexer, uint32_t i, struct tc_date *date)
{
    const struct tc_word *word = tc_lex(lexer, i);
    if (tc_word_is(lexer, word, "năm") && year_of(tc_lex(lexer, i + 1), &date->year))
        return i + 2;
    if (is_sep(word) && year_of(tc_lex(lexer, i + 1), &date->year))
        return i + 2;
    if (word->space && year_of(word, &date->year))
        return i + 1;
    return i;
}

// “… tháng 12 năm 2008” from the word tháng on.
static bool read_month_words(struct tc_lexer *lexer, uint32_t i, struct tc_date *date, uint32_t *ret_next)
{
    int month;
    const struct tc_word *number = tc_lex(lexer, i + 1);
    if (!tc_word_is(lexer, tc_lex(lexer, i), "tháng"))
        return false;
    *ret_next = i + 2;
    if (number->kind == TC_W_NUMBER) {
        month = (int)(number->value < 100 ? number->value : 0);
        const struct tc_word *second = tc_lex(lexer, i + 2);
        if (number->length == 1 && second->kind == TC_W_NUMBER && second->length == 1 && month <= 1) { // “tháng 1 2”
            month = month * 10 + (int)second->value;
            *ret_next = i + 3;
        }
    } else if (tc_word_is(lexer, number, "giêng")) {
        month = 1;
    } else if (!tc_read_ordinal(lexer, i + 1, &month, ret_next)) {
        return false;
    }
    if (!is_month(month))
        return false;
    date->month = month;
    *ret_next = read_year_part(lexer, *ret_next, date);
    return true;
}

// Figures alone: 9/12/2015, 9-12-2015, 9.12.15; in words the day only: 9 tháng 12.
static bool read_figures(struct tc_lexer *lexer, uint32_t i, bool with_ngay, struct tc_date *date, uint32_t *ret_next)
{
    const struct tc_word *first = tc_lex(lexer, i);
    if (first->kind != TC_W_NUMBER || first->length > 2)
        return false;
    int day = (int)first->value;
    uint32_t j = i + 1;
    const struct tc_word *second = tc_lex(lexer, j);
    if (second->kind == TC_W_NUMBER && first->length == 1 && second->length == 1 && second->space == TC_S_BLANK) {
        day = day * 10 + (int)second->value; // digits that came apart: “ngày 1 7 tháng 6”
        second = tc_lex(lexer, ++j);
    }
    struct tc_date found = {.day = day};
    if (!is_day(day))
        return false;
    if (read_month_words(lexer, j, &found, ret_next)) {
        *date = found;
        return true;
    }
    const struct tc_word *month = tc_lex(lexer, j + 1);
    if (!is_sep(second) || month->kind != TC_W_NUMBER || month->length > 2 || !is_month((int)month->value))
        return false;
    found.month = (int)month->value;
    *ret_next = j + 2;
    const struct tc_word *sep = tc_lex(lexer, j + 2);
    if (is_sep(sep) && sep->value == second->value && short_year_of(tc_lex(lexer, j + 3), &found.year)) {
        *ret_next = j + 4;
    } else if (tc_word_is(lexer, sep, "năm") && year_of(tc_lex(lexer, j + 3), &found.year)) {
        *ret_next = j + 4;
    } else if (!with_ngay || tc_mark_is(second, '.')) {
        return false;
    }
    *date = found;
    return true;
}

bool tc_read_date(struct tc_lexer *lexer, uint32_t i, unsigned flags, struct tc_date *ret, uint32_t *ret_next)
{
    struct tc_date date = {0};
    uint32_t next = i, j = i;
    while (j < i + 3 && (tc_word_is(lexer, tc_lex(lexer, j), "ra") || tc_word_is(lexer, tc_lex(lexer, j), "ký") ||
                         tc_word_is(lexer, tc_lex(lexer, j), "ban") || tc_word_is(lexer, tc_lex(lexer, j), "hành") ||
                         tc_word_is(lexer, tc_lex(lexer, j), "đề") || tc_word_is(lexer, tc_lex(lexer, j), "từ")))
        j++;
    bool with_ngay = tc_word_is(lexer, tc_lex(lexer, j), "ngày");
    if (j > i && !with_ngay)
        return false;
    if (with_ngay)
        j++;
    if (with_ngay && (tc_word_is(lexer, tc_lex(lexer, j), "mồng") || tc_word_is(lexer, tc_lex(lexer, j), "mùng")))
        j++;
    bool found = read_figures(lexer, j, with_ngay, &date, &next);
    if (found && (flags & TC_DATE_FULL) && !date.year)
        return false;
    if (!found && !with_ngay && !(flags & TC_DATE_FULL)) {
        const struct tc_word *word = tc_lex(lexer, j), *behind = tc_lex(lexer, j + 1);
        if (tc_word_is(lexer, word, "tháng")) {
            found = read_month_words(lexer, j, &date, &next) && date.year;
        } else if (tc_word_is(lexer, word, "năm") && year_of(behind, &date.year)) {
            found = true;
            next = j + 2;
        } else if ((flags & TC_DATE_PLAIN_YEAR) && year_of(word, &date.year) && !is_sep(behind)) {
            found = true;
            next = j + 1;
        }
    }
    // a number goes on where a date would end: 12/5/2016/NĐ-CP
    const struct tc_word *behind = tc_lex(lexer, next);
    if (!found || (tc_mark_is(behind, '/') && !behind->space))
        return false;
    *ret = date;
    *ret_next = next;
    return true;
}

bool tc_read_date_after(struct tc_lexer *lexer, uint32_t i, unsigned flags, struct tc_date *ret, uint32_t *ret_next)
{
    const struct tc_word *word = tc_lex(lexer, i);
    if (tc_mark_is(word, '(')) {
        if (!tc_read_date(lexer, i + 1, flags | TC_DATE_PLAIN_YEAR, ret, ret_next) ||
            !tc_mark_is(tc_lex(lexer, *ret_next), ')'))
            return false;
        (*ret_next)++;
        return true;
    }
    if (tc_mark_is(word, ',') || tc_mark_is(word, '-')) {
        if (word->kind == TC_W_MARK && word->value == '-' && !word->space)
            return false;
        return tc_read_date(lexer, i + 1, flags & TC_DATE_FULL, ret, ret_next);
    }
    return tc_read_date(lexer, i, flags, ret, ret_next);
}

void tc_date_text(const struct tc_date *date, char ret[TC_DATE_MAX])
{
    unsigned year = (unsigned)date->year % 10000, month = (unsigned)date->month % 100, day = (unsigned)date->day % 100;
    if (year && month && day)
        (void)snprintf(ret, TC_DATE_MAX, "%04u-%02u-%02u", year, month, day);
    else if (year && month)
        (void)snprintf(ret, TC_DATE_MAX, "%04u-%02u", year, month);
    else if (year)
        (void)snprintf(ret, TC_DATE_MAX, "%04u", year);
    else if (month && day)
        (void)snprintf(ret, TC_DATE_MAX, "--%02u-%02u", month, day);
    else
        ret[0] = '\0';
}
