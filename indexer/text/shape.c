// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/shape.h"

#include "base/utf8.h"
#include "text/chars.h"
#include "text/syllable.h"

#include <string.h>

static uint32_t peek(const char *s, size_t len, size_t pos, size_t *ret_next)
{
    *ret_next = pos;
    if (pos >= len)
        return 0;
    return tc_utf8_next(s, len, ret_next);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alpha(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool is_alnum(char c)
{
    return is_digit(c) || is_alpha(c);
}

static size_t digits(const char *s, size_t len, size_t pos)
{
    while (pos < len && is_digit(s[pos]))
        pos++;
    return pos;
}

static bool is_word_at(const char *s, size_t len, size_t pos)
{
    size_t next;
    struct tc_char scratch;
    uint32_t c = peek(s, len, pos, &next);
    unsigned class = tc_char_of(c, &scratch)->class;
    return pos < len && (class == TC_CLASS_LETTER || class == TC_CLASS_DIGIT || class == TC_CLASS_MARK);
}

static unsigned value(const char *s, size_t start, size_t end)
{
    unsigned n = 0;
    for (size_t i = start; i < end && i < start + 6; i++)
        n = n * 10 + (unsigned)(s[i] - '0');
    return n;
}

// ---- document numbers

// Codes of document types, and issuers that are typed in small letters: what makes a run of letters behind a number a
// document number where capitals do not say so.
static bool is_type_code(const char *lower, size_t len)
{
    static const char codes[] =
        " nq qđ qd ct kl tb bc kh hd ctr tt ttr cv bb qc đa da pa nđ nd qyđ qđi gm ttlt nqlt cđ pl "
        "sl vbhn l qh gp hđ hd tc ";
    char word[24];
    if (len > sizeof word - 3)
        return false;
    word[0] = ' ';
    memcpy(word + 1, lower, len);
    word[len + 1] = ' ';
    word[len + 2] = '\0';
    return strstr(codes, word);
}

struct code {
    size_t end;
    bool is_type, is_capital; // capitals only, but for a small letter or two (CTr, TTg, QĐi)
    size_t letters;
};

// A run of letters (A-Z, Đ, Ư), and digits behind them (QH13): is it the code of something?
static bool read_code(const char *s, size_t len, size_t pos, struct code *ret)
{
    char lower[32];
    size_t n = 0, upper = 0, letters = 0;
    while (pos < len) {
        size_t next;
        struct tc_char scratch;
        uint32_t c = peek(s, len, pos, &next);
        const struct tc_char *row = tc_char_of(c, &scratch);
        if (row->class != TC_CLASS_LETTER)
            break;
        bool is_plain = row->exact_len == 1 ||
                        (row->exact_len == 2 && (row->exact[0] == '\xC4' || row->exact[0] == '\xC6') && row->tone == 0);
        if (!is_plain || n + 4 > sizeof lower || letters == 14)
            return false;
        memcpy(lower + n, row->exact, row->exact_len);
        n += row->exact_len;
        upper += row->is_upper;
        letters++;
        pos = next;
    }
    if (!letters)
        return false;
    size_t end = digits(s, len, pos);
    if (end - pos > 2 || is_word_at(s, len, end))
        return false;
    ret->end = end;
    ret->letters = letters;
    ret->is_type = is_type_code(lower, n);
    ret->is_capital = upper * 2 > letters || (upper && ret->is_type) || (upper && letters == 2);
    return true;
}

static size_t skip_space(const char *s, size_t len, size_t pos)
{
    if (pos < len && s[pos] == ' ')
        return pos + 1;
    if (pos + 1 < len && s[pos] == '\xC2' && s[pos + 1] == '\xA0')
        return pos + 2;
    return pos;
}

// - / _ and the other dashes; where it ends, or pos when there is none
static size_t skip_separator(const char *s, size_t len, size_t pos)
{
    size_t next;
    struct tc_char scratch;
    uint32_t c = peek(s, len, pos, &next);
    return c == '/' || c == '_' || (c && tc_char_of(c, &scratch)->is_dash) ? next : pos;
}

static bool is_year(const char *s, size_t start, size_t end)
{
    return end - start == 4 && value(s, start, end) >= 1930 && value(s, start, end) < 2100;
}

// 44-KL/TU, 108/2014/NĐ-CP, 5306/CT-TTHT, 45/2019/QH14, 146-KH/ TU, 89/2016/QĐ - UBND.
static bool doc_number(const char *s, size_t len, size_t start, struct tc_shape *ret)
{
    size_t pos = digits(s, len, start);
    if (pos - start > 5)
        return false;
    if (pos + 1 < len && is_alpha(s[pos]) && skip_separator(s, len, pos + 1) > pos + 1)
        pos++; // 30a-NQ/TW
    size_t codes = 0, end = 0;
    bool has_year = false, first_spaced = false, is_typed = false;
    for (size_t part = 0; part < 8; part++) {
        size_t before = skip_space(s, len, pos), sep = skip_separator(s, len, before);
        if (sep == before)
            break;
        size_t at = skip_space(s, len, sep);
        bool is_spaced = before > pos || at > sep;
        size_t number_end = digits(s, len, at);
        if (!codes && !has_year && !first_spaced && is_year(s, at, number_end) && !is_word_at(s, len, number_end)) {
            has_year = true;
            first_spaced = is_spaced;
            pos = number_end;
            continue;
        }
        struct code code;
        if (number_end > at || !read_code(s, len, at, &code))
            break;
        // small letters only behind a known type; with spaces nothing is taken that could be a word
        bool fits = code.is_capital || (codes ? is_typed : code.is_type);
        if (is_spaced)
            fits = fits && (codes ? is_typed && codes < 2 : code.is_type || (has_year && code.is_capital));
        if (!fits)
            break;
        if (!codes) {
            first_spaced = first_spaced || is_spaced;
            is_typed = code.is_type;
        }
        codes++;
        pos = end = code.end;
        if (codes == 1 && !has_year && code.letters == 1 && !is_typed)
            end = 0; // 12/A, 3-B: too little
    }
    // QCVN 31:2015/BGTVT: a year, not a number
    if (start > 1 && s[start - 1] == ':' && is_digit(s[start - 2]))
        return false;
    // a type alone with spaces before it (44 - KL) is as likely a dash between words
    if (!end || (codes == 1 && first_spaced && !has_year))
        return false;
    ret->kind = TC_TOKEN_DOCNUMBER;
    ret->end = end;
    return true;
}

// ---- dates and numbers

struct date {
    unsigned day, month, year;
    size_t end;
};

static bool read_date(const char *s, size_t len, size_t start, struct date *ret)
{
    size_t a = digits(s, len, start), b, c;
    if (a >= len || !memchr("/-.", s[a], 3))
        return false;
    char sep = s[a];
    b = digits(s, len, a + 1);
    *ret = (struct date){0};
    if (a - start <= 2 && b - a - 1 == 4 && sep == '/' && is_year(s, a + 1, b)) { // 12/2008
        *ret = (struct date){.month = value(s, start, a), .year = value(s, a + 1, b), .end = b};
        return ret->month >= 1 && ret->month <= 12 && !(b + 1 < len && s[b] == '/' && is_word_at(s, len, b + 1));
    }
    if (b >= len || s[b] != sep)
        return false;
    c = digits(s, len, b + 1);
    if (a - start == 4 && sep == '-') { // 2008-12-01
        if (b - a - 1 != 2 || c - b - 1 != 2)
            return false;
        *ret = (struct date){value(s, b + 1, c), value(s, a + 1, b), value(s, start, a), c};
    } else {
        if (a - start < 1 || a - start > 2 || b - a - 1 < 1 || b - a - 1 > 2 || c - b - 1 != 4)
            return false;
        *ret = (struct date){value(s, start, a), value(s, a + 1, b), value(s, b + 1, c), c};
    }
    return ret->day >= 1 && ret->day <= 31 && ret->month >= 1 && ret->month <= 12 && ret->year >= 1000;
}

static void plain_number(const char *s, size_t len, size_t start, struct tc_shape *ret)
{
    size_t pos = digits(s, len, start);
    ret->kind = TC_TOKEN_NUMBER;
    char sep = pos + 1 < len && is_digit(s[pos + 1]) ? s[pos] : '\0';
    if (sep == '/') {
        while (pos + 1 < len && s[pos] == '/' && is_digit(s[pos + 1]))
            pos = digits(s, len, pos + 1);
    } else {
        while (pos + 1 < len && (s[pos] == '.' || s[pos] == ',') && is_digit(s[pos + 1]))
            pos = digits(s, len, pos + 1);
    }
    if (pos < len && s[pos] == '%')
        pos++;
    ret->end = pos;
}

// ---- addresses

static bool is_local(char c)
{
    return is_alnum(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
}

// Bounds of RFC 5321, and of what a browser takes: without them text made to hurt would be read again and again.
enum { MOST_LOCAL = 64, MOST_HOST = 255, MOST_PATH = 2000 };

// A host name: labels of ASCII letters, digits and hyphens joined by dots. Gives where it ends (a dot at the end is not
// part of it), or start.
static size_t host(const char *s, size_t len, size_t start, size_t *ret_last)
{
    size_t pos = start, end = start;
    for (;;) {
        size_t label = pos;
        while (pos < len && (is_alnum(s[pos]) || s[pos] == '-') && pos - start < MOST_HOST)
            pos++;
        if (pos == label)
            break;
        *ret_last = label;
        end = pos;
        if (pos >= len || s[pos] != '.')
            break;
        pos++;
    }
    return end;
}

static bool is_top_level(const char *s, size_t start, size_t end)
{
    static const char known[] =
        " vn com org net edu gov info biz io asia eu uk us cn jp kr ru fr de la kh th sg au ca int "
        "mil tv me co app dev html ";
    char word[16];
    size_t n = end - start;
    if (n < 2 || n > sizeof word - 3)
        return false;
    word[0] = ' ';
    for (size_t i = 0; i < n; i++)
        word[i + 1] = (char)(s[start + i] | 32);
    word[n + 1] = ' ';
    word[n + 2] = '\0';
    return strstr(known, word);
}

static bool email(const char *s, size_t len, size_t start, struct tc_shape *ret)
{
    size_t pos = start, last = 0;
    while (pos < len && is_local(s[pos]) && pos - start < MOST_LOCAL)
        pos++;
    if (pos == start || pos >= len || s[pos] != '@')
        return false;
    size_t end = host(s, len, pos + 1, &last);
    if (end == pos + 1 || last <= pos + 1 || end - last < 2 || is_word_at(s, len, end))
        return false;
    ret->kind = TC_TOKEN_EMAIL;
    ret->end = end;
    return true;
}

static bool has_prefix(const char *s, size_t len, size_t pos, const char *prefix)
{
    for (; *prefix; prefix++, pos++) {
        if (pos >= len || (s[pos] != *prefix && (s[pos] | 32) != *prefix))
            return false;
    }
    return true;
}

// Path and query behind the host, up to what ends an address in running text.
static size_t path(const char *s, size_t len, size_t pos)
{
    size_t end = pos, start = pos;
    if (pos >= len || !memchr("/:?#", s[pos], 4) || (s[pos] == ':' && (pos + 1 >= len || !is_digit(s[pos + 1]))))
        return pos;
    while (pos < len && pos - start < MOST_PATH && (unsigned char)s[pos] > ' ' &&
           !memchr("<>\"'()[]{}|\\^`", s[pos], 14)) {
        size_t next;
        struct tc_char scratch;
        uint32_t c = peek(s, len, pos, &next);
        const struct tc_char *row = tc_char_of(c, &scratch);
        if (c >= 0x80 && row->class != TC_CLASS_LETTER)
            break;
        pos = next;
        if (row->class == TC_CLASS_LETTER || row->class == TC_CLASS_DIGIT || memchr("/=&#-_~", s[pos - 1], 7))
            end = pos;
    }
    return end;
}

static bool url(const char *s, size_t len, size_t start, struct tc_shape *ret)
{
    static const char *const schemes[] = {"https://", "http://", "ftp://"};
    size_t pos = start, last = 0;
    bool is_told = has_prefix(s, len, start, "www.");
    for (size_t i = 0; i < TC_LENGTH(schemes); i++) {
        if (has_prefix(s, len, start, schemes[i])) {
            pos += strlen(schemes[i]);
            is_told = true;
            break;
        }
    }
    size_t end = host(s, len, pos, &last);
    if (end == pos || (!is_told && (last <= pos || !is_top_level(s, last, end) || is_word_at(s, len, end))))
        return false;
    ret->kind = TC_TOKEN_URL;
    ret->end = path(s, len, end);
    return true;
}

bool tc_shape_number(const char *s, size_t len, size_t start, struct tc_shape *ret)
{
    struct date date;
    size_t pos = digits(s, len, start);
    ret->kind = TC_TOKEN_NUMBER;
    ret->end = pos;
    if (pos >= len || (s[pos] == ' ' && (pos + 1 >= len || is_alnum(s[pos + 1]))))
        return true;
    if (doc_number(s, len, start, ret))
        return true;
    if (read_date(s, len, start, &date) && !is_word_at(s, len, date.end)) {
        ret->kind = TC_TOKEN_DATE;
        ret->end = date.end;
        return true;
    }
    if (is_local(s[pos]) || s[pos] == '@') {
        if (email(s, len, start, ret) || url(s, len, start, ret))
            return true;
    }
    plain_number(s, len, start, ret);
    return true;
}

// ---- abbreviations with inner marks

static bool is_listed(const char *s, size_t start, size_t end, const char *list)
{
    char word[16] = " ";
    size_t n = 1;
    while (start < end) {
        size_t next;
        struct tc_char scratch;
        const struct tc_char *row = tc_char_of(peek(s, end, start, &next), &scratch);
        if (*s != ' ' && n + 6 < sizeof word) {
            memcpy(word + n, row->is_dash ? "-" : row->exact, row->is_dash ? 1 : row->exact_len);
            n += row->is_dash ? 1 : row->exact_len;
        } else {
            return false;
        }
        start = next;
    }
    word[n] = ' ';
    word[n + 1] = '\0';
    return strstr(list, word);
}

// T.P, T.Ư, U.B.N.D
static bool dotted(const char *s, size_t len, size_t start, struct tc_shape *ret)
{
    size_t pos = start, end = start, letters = 0;
    for (;;) {
        size_t next;
        struct tc_char scratch;
        const struct tc_char *row = tc_char_of(peek(s, len, pos, &next), &scratch);
        if (pos >= len || row->class != TC_CLASS_LETTER || !row->is_upper || is_word_at(s, len, next))
            break;
        letters++;
        end = next;
        if (next >= len || s[next] != '.')
            break;
        pos = next + 1;
    }
    ret->kind = TC_TOKEN_ABBREVIATION;
    ret->end = end;
    return letters > 1;
}

// KT-XH, QP-AN, LĐ-TB&XH: capitals without tones, not all of them words (VIỆT-MỸ is two)
static bool joined(const char *s, size_t len, size_t start, struct tc_shape *ret)
{
    size_t pos = start, parts = 0;
    bool is_code = false;
    for (;;) {
        size_t part = pos, letters = 0;
        while (pos < len) {
            size_t next;
            struct tc_char scratch;
            const struct tc_char *row = tc_char_of(peek(s, len, pos, &next), &scratch);
            if (row->class != TC_CLASS_LETTER || !row->is_upper || row->tone || (row->is_marked && row->exact_len != 2))
                break;
            letters++;
            pos = next;
        }
        if (!letters || letters > 7 || is_word_at(s, len, pos))
            return false;
        if (++parts > 8)
            return false;
        is_code = is_code || !tc_syllable_is_valid(s + part, pos - part);
        size_t next;
        struct tc_char scratch;
        uint32_t c = peek(s, len, pos, &next);
        if (pos >= len || (c != '&' && !tc_char_of(c, &scratch)->is_dash) || !is_word_at(s, len, next))
            break;
        struct tc_char after;
        size_t skip;
        if (!tc_char_of(peek(s, len, next, &skip), &after)->is_upper)
            break;
        pos = next;
    }
    ret->kind = TC_TOKEN_ABBREVIATION;
    ret->end = pos;
    return parts > 1 && is_code;
}

bool tc_shape_word(const char *s, size_t len, size_t start, size_t word_end, struct tc_shape *ret)
{
    static const char strokes[] = " t/m k/t t/l đ/c d/c v/v ", pairs[] = " kt-xh qp-an an-qp gd-đt gd-dt kh-cn vh-xh ";
    char mark = word_end < len ? s[word_end] : '\0';
    if (mark == '.' || mark == '@' || mark == ':' || mark == '_' || mark == '-') {
        if (mark != ':' && email(s, len, start, ret))
            return true;
        if (mark != '@' && mark != '_' && url(s, len, start, ret))
            return true;
    }
    if (mark == '.')
        return dotted(s, len, start, ret);
    if (mark == '/' && word_end - start <= 2) {
        size_t next;
        peek(s, len, word_end + 1, &next);
        ret->kind = TC_TOKEN_ABBREVIATION;
        ret->end = next;
        return !is_word_at(s, len, next) && is_listed(s, start, next, strokes);
    }
    if (joined(s, len, start, ret))
        return true;
    if (mark == '-') {
        size_t end = word_end + 1;
        while (is_word_at(s, len, end))
            peek(s, len, end, &end);
        ret->kind = TC_TOKEN_ABBREVIATION;
        ret->end = end;
        return is_listed(s, start, end, pairs);
    }
    return false;
}

// ---- canonical forms

static size_t write_date(const char *s, size_t start, size_t end, char *ret)
{
    struct date date = {0};
    struct tc_buf buf = {0};
    read_date(s, end, start, &date);
    if (date.day)
        tc_buf_printf(&buf, "%02u/%02u/%04u", date.day, date.month, date.year);
    else
        tc_buf_printf(&buf, "%02u/%04u", date.month, date.year);
    memcpy(ret, buf.data, buf.len + 1);
    size_t n = buf.len;
    tc_buf_fini(&buf);
    return n;
}

// 36/2016-TT-NHNN, 56_2017_NĐ-CP: the year stands between strokes.
static void put_strokes(char *s, size_t len)
{
    size_t number = digits(s, len, 0);
    if (number < len && is_alpha(s[number]))
        number++;
    size_t year = digits(s, len, number + 1);
    if (number < len && year < len && is_year(s, number + 1, year) && !is_word_at(s, len, year))
        s[number] = s[year] = '/';
}

size_t tc_shape_write(const char *s, size_t start, const struct tc_shape *shape, char ret[TC_TERM_MAX + 1])
{
    size_t n = 0;
    bool is_docnumber = shape->kind == TC_TOKEN_DOCNUMBER;
    bool has_dashes = is_docnumber || shape->kind == TC_TOKEN_ABBREVIATION;
    if (shape->kind == TC_TOKEN_DATE)
        return write_date(s, start, shape->end, ret);
    // as offices write it, a number has two digits at least
    if (is_docnumber && digits(s, shape->end, start) == start + 1)
        ret[n++] = '0';
    for (size_t pos = start; pos < shape->end;) {
        struct tc_char scratch;
        uint32_t c = tc_utf8_next(s, shape->end, &pos);
        const struct tc_char *row = tc_char_of(c, &scratch);
        if (is_docnumber && (c == ' ' || c == 0xA0))
            continue;
        bool is_dash = (has_dashes && row->is_dash) || (is_docnumber && c == '_');
        size_t bytes = is_dash ? 1 : row->exact_len;
        if (n + bytes > TC_TERM_MAX)
            break;
        memcpy(ret + n, is_dash ? "-" : row->exact, bytes);
        n += bytes;
    }
    ret[n] = '\0';
    if (is_docnumber)
        put_strokes(ret, n);
    return n;
}
