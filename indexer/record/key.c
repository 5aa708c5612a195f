// SPDX-License-Identifier: GPL-3.0-or-later
// Keys: 44-KL/TU@2008-12-01, 108/2014/NĐ-CP, 8/CT-TTg@?; how one with unknown parts fits another.
#include "cite.h"

#include "text/token.h"

#include <stdlib.h>
#include <string.h>

static const char *padded(const char *digits, struct tc_arena *arena)
{
    bool short_number = digits[0] && (!digits[1] || digits[1] < '0' || digits[1] > '9');
    return short_number ? tc_arena_printf(arena, "0%s", digits) : digits;
}

static const char *or_unknown(const char *text)
{
    return text[0] ? text : "?";
}

// What the number is filled up to: form, type and issuer.
struct parts {
    const char *number, *type, *issuer;
    enum tc_family form;
    bool always_year, is_assembly, is_letter;
};

static struct parts parts_of(const struct tc_number *number, const struct tc_type_rule *type, struct tc_arena *arena)
{
    const struct tc_type_rule *symbol_type = number->type ? number->type : type;
    struct parts p = {.number = padded(number->digits, arena), .issuer = number->issuer, .form = number->form};
    p.type = symbol_type ? symbol_type->key_code : "?";
    if (!p.issuer[0] && symbol_type)
        p.issuer = symbol_type->issuer;
    p.always_year = symbol_type && symbol_type->always_year;
    if (p.form == TC_FAMILY_UNKNOWN && number->year)
        p.form = TC_FAMILY_STATE; // “96/2014”
    if (p.form == TC_FAMILY_UNKNOWN)
        p.form = symbol_type ? symbol_type->bare : TC_FAMILY_STATE;
    // the Quốc hội and its standing committee leave the type out: 88/2014/QH13
    bool assembly = !strncmp(p.issuer, "QH", 2) || !strncmp(p.issuer, "UBTVQH", 6);
    p.is_assembly = assembly && (!number->has_symbol || !number->type) && p.form == TC_FAMILY_STATE;
    p.is_letter = number->has_symbol && !number->type && !p.is_assembly &&
                  (!type || !strcmp(type->code, "CV") || !strcmp(type->code, "VB"));
    if (!strcmp(p.type, "DA") && p.form == TC_FAMILY_PARTY)
        p.type = "ĐA";
    if (!strcmp(p.type, "VB"))
        p.type = "?";
    return p;
}

static const char *year_text(const struct tc_number *number, const struct tc_date *date, struct tc_arena *arena)
{
    int year = number->year ? number->year : date->year;
    return year ? tc_arena_printf(arena, "%d", year) : "?";
}

const char *tc_key_of_number(const struct tc_number *number, const struct tc_type_rule *type,
                             const struct tc_date *date, struct tc_arena *arena)
{
    struct parts p = parts_of(number, type, arena);
    char day[TC_DATE_MAX];
    tc_date_text(date, day);
    const char *at = date->year ? day : "?";
    if (p.is_assembly) {
        size_t n = strlen(p.issuer);
        const char *term = p.issuer[n - 1] >= '0' && p.issuer[n - 1] <= '9' ? "" : "?";
        return tc_arena_printf(arena, "%s/%s/%s%s", p.number, year_text(number, date, arena), p.issuer, term);
    }
    if (p.is_letter && number->year)
        return tc_arena_printf(arena, "%s/%d/%s", p.number, number->year, p.issuer);
    if (p.is_letter)
        return tc_arena_printf(arena, "%s/%s@%s", p.number, p.issuer, at);
    if (p.form == TC_FAMILY_PARTY || (p.form == TC_FAMILY_MASS && !number->year))
        return tc_arena_printf(arena, "%s-%s/%s@%s", p.number, p.type, or_unknown(p.issuer), at);
    if (number->year || p.always_year)
        return tc_arena_printf(arena, "%s/%s/%s-%s", p.number, year_text(number, date, arena), p.type,
                               or_unknown(p.issuer));
    return tc_arena_printf(arena, "%s/%s-%s@%s", p.number, p.type, or_unknown(p.issuer), at);
}

const char *tc_number_symbol(const struct tc_number *number, const struct tc_type_rule *type, struct tc_arena *arena)
{
    struct tc_date none = {0};
    const char *key = tc_key_of_number(number, number->type ? number->type : type, &none, arena),
               *at = strchr(key, '@');
    return at ? tc_arena_strndup(arena, key, (size_t)(at - key)) : key;
}

void tc_key_stem(const char *key, struct tc_buf *ret)
{
    const char *at = strchr(key, '@');
    tc_text_canonical(key, at ? (size_t)(at - key) : strlen(key), ret);
}

// Equal but for one "?" that stands for anything without a separator.
static bool part_fits(const char *a, size_t n, const char *b, size_t m)
{
    for (size_t i = 0;; i++) {
        bool unknown_a = i < n && a[i] == '?', unknown_b = i < m && b[i] == '?';
        if (unknown_a || unknown_b) {
            size_t rest_a = n - i - unknown_a, rest_b = m - i - unknown_b, tail = unknown_a ? rest_a : rest_b;
            size_t other = unknown_a ? m - i : n - i;
            const char *end = unknown_a ? a + i + 1 : b + i + 1, *whole = unknown_a ? b + m : a + n;
            return tail <= other && !memcmp(end, whole - tail, tail);
        }
        if (i >= n || i >= m)
            return n == m;
        if (a[i] != b[i])
            return false;
    }
}

static size_t piece_len(const char *s, const char *end)
{
    size_t n = 0;
    while (s + n < end && s[n] != '/' && s[n] != ':' && !(s[n] == '-' && s + n + 1 < end))
        n++;
    return n;
}

static bool stems_fit(const char *a, const char *a_end, const char *b, const char *b_end)
{
    for (;;) {
        size_t n = piece_len(a, a_end), m = piece_len(b, b_end);
        // an unknown last part may stand for several pieces (BNN-XD)
        if ((n == 1 && *a == '?' && a + 1 == a_end) || (m == 1 && *b == '?' && b + 1 == b_end))
            return true;
        if (!part_fits(a, n, b, m))
            return false;
        a += n;
        b += m;
        if (a == a_end || b == b_end)
            return a == a_end && b == b_end;
        if (*a != *b)
            return false;
        a++;
        b++;
    }
}

static bool dates_fit(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    if (!n || !m || *a == '?' || *b == '?')
        return true;
    return !strncmp(a, b, n < m ? n : m);
}

bool tc_key_fits(const char *a, const char *b)
{
    struct tc_buf x = {0}, y = {0};
    tc_text_canonical(a, strlen(a), &x);
    tc_text_canonical(b, strlen(b), &y);
    bool fits = false;
    if (x.data && y.data) {
        const char *at_a = strchr(x.data, '@'), *at_b = strchr(y.data, '@');
        const char *end_a = at_a ? at_a : x.data + x.len, *end_b = at_b ? at_b : y.data + y.len;
        fits = stems_fit(x.data, end_a, y.data, end_b) && dates_fit(at_a ? at_a + 1 : "", at_b ? at_b + 1 : "");
    }
    tc_buf_fini(&x);
    tc_buf_fini(&y);
    return fits;
}
