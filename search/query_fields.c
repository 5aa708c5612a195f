// SPDX-License-Identifier: GPL-3.0-or-later
// The table of fields, and dates as people write them.
#include "query.h"

#include "base/utf8.h"
#include "text/token.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const struct tc_query_field fields[TC_FIELD_IDS] = {
    [TC_FIELD_ID_TYPE] = {TC_FIELD_ID_TYPE, TC_FIELD_NAME, "loai", {"loai", "type", "loai van ban"}, "loại"},
    [TC_FIELD_ID_NUMBER] = {TC_FIELD_ID_NUMBER, TC_FIELD_NUMBER, "so", {"so", "number", "so ky hieu", "so hieu"}, "số"},
    [TC_FIELD_ID_ISSUER] =
        {TC_FIELD_ID_ISSUER, TC_FIELD_NAME, "coquan", {"coquan", "issuer", "co quan", "co quan ban hanh"}, "cơ quan"},
    [TC_FIELD_ID_PLACE] = {TC_FIELD_ID_PLACE, TC_FIELD_NAME, "tinh", {"tinh", "place", "dia phuong"}, "tỉnh"},
    [TC_FIELD_ID_DATE] = {TC_FIELD_ID_DATE, TC_FIELD_DATE, "ngay", {"ngay", "date"}, "ngày"},
    [TC_FIELD_ID_FROM] = {TC_FIELD_ID_FROM, TC_FIELD_DATE, "tu", {"tu", "from", "tu ngay"}, "từ"},
    [TC_FIELD_ID_TO] = {TC_FIELD_ID_TO, TC_FIELD_DATE, "den", {"den", "to", "den ngay"}, "đến"},
    [TC_FIELD_ID_YEAR] = {TC_FIELD_ID_YEAR, TC_FIELD_YEAR, "nam", {"nam", "year"}, "năm"},
    [TC_FIELD_ID_SIGNER] =
        {TC_FIELD_ID_SIGNER, TC_FIELD_NAME, "nguoiky", {"nguoiky", "signer", "nguoi ky"}, "người ký"},
    [TC_FIELD_ID_TERM] = {TC_FIELD_ID_TERM, TC_FIELD_TERM, "nhiemky", {"nhiemky", "term", "nhiem ky"}, "nhiệm kỳ"},
    [TC_FIELD_ID_CITES] =
        {TC_FIELD_ID_CITES, TC_FIELD_NUMBER, "trichdan", {"trichdan", "cites", "trich dan"}, "trích dẫn"},
    [TC_FIELD_ID_TITLE] = {TC_FIELD_ID_TITLE, TC_FIELD_WORDS, "tieude", {"tieude", "title", "tieu de"}, "tiêu đề"},
    [TC_FIELD_ID_PATH] = {TC_FIELD_ID_PATH, TC_FIELD_PATH, "duongdan", {"duongdan", "path", "duong dan"}, "đường dẫn"},
    [TC_FIELD_ID_STATUS] =
        {TC_FIELD_ID_STATUS, TC_FIELD_NAME, "hieuluc", {"hieuluc", "status", "hieu luc"}, "hiệu lực"},
};

const struct tc_query_field *tc_query_field(enum tc_query_field_id id)
{
    return &fields[id];
}

const struct tc_query_field *tc_query_field_by_name(const char *folded, size_t len)
{
    for (size_t i = 0; i < TC_LENGTH(fields); i++)
        for (const char *const *name = fields[i].names; *name; name++)
            if (strlen(*name) == len && !memcmp(*name, folded, len))
                return &fields[i];
    return NULL;
}

// --- dates

struct cursor {
    const char *at, *end;
};

static void skip_blanks(struct cursor *c)
{
    while (c->at < c->end && (*c->at == ' ' || *c->at == '\t'))
        c->at++;
}

// A number of at most max digits; -1 when there is none or it goes on.
static int read_number(struct cursor *c, int max, int *ret_digits)
{
    int value = 0, digits = 0;
    const char *p = c->at;
    for (; p < c->end && isdigit((unsigned char)*p); p++) {
        if (++digits > max)
            return -1;
        value = value * 10 + (*p - '0');
    }
    if (!digits)
        return -1;
    c->at = p;
    *ret_digits = digits;
    return value;
}

// One of the words, in any spelling of its marks, with a blank behind it.
static bool read_word(struct cursor *c, const char *folded)
{
    const char *p = c->at;
    while (p < c->end && *p != ' ' && *p != '\t')
        p++;
    tc_auto_buf struct tc_buf word = {0};
    tc_text_fold(c->at, (size_t)(p - c->at), &word);
    if (!word.data || strcmp(word.data, folded) != 0)
        return false;
    c->at = p;
    skip_blanks(c);
    return true;
}

struct date {
    int day, month, year; // 0 not given
};

// 2008, 2008-12, 2008-12-01
static bool read_iso(struct cursor *c, struct date *ret)
{
    struct cursor at = *c;
    int digits;
    struct date date = {0};
    date.year = read_number(&at, 4, &digits);
    if (date.year < 1000)
        return false;
    struct cursor year_only = at;
    if (at.at < at.end && *at.at == '-') {
        at.at++;
        date.month = read_number(&at, 2, &digits);
        if (date.month < 1 || date.month > 12) {
            *c = year_only;
            *ret = (struct date){.year = date.year};
            return true;
        }
        struct cursor month_only = at;
        if (at.at < at.end && *at.at == '-') {
            at.at++;
            date.day = read_number(&at, 2, &digits);
            if (date.day < 1 || date.day > 31) {
                date.day = 0;
                at = month_only;
            }
        }
    }
    *c = at;
    *ret = date;
    return true;
}

// 01/12/2008, 1-12-2008, 1.12.2008, 12/2008
static bool read_slashed(struct cursor *c, struct date *ret)
{
    struct cursor at = *c;
    int part[3], digits = 0, count = 0;
    char mark = 0;
    for (; count < 3; count++) {
        part[count] = read_number(&at, 4, &digits);
        if (part[count] < 0)
            return false;
        if (digits == 4 || count == 2)
            break;
        skip_blanks(&at); // 01 / 12 / 2008
        if (at.at >= at.end || !strchr("/-.", *at.at) || (mark && *at.at != mark))
            return false;
        mark = *at.at++;
        skip_blanks(&at);
    }
    if (digits != 4 || count < 1)
        return false;
    struct date date = {.year = part[count], .month = part[count - 1], .day = count == 2 ? part[0] : 0};
    if (date.month < 1 || date.month > 12 || date.day > 31 || (count == 2 && date.day < 1) || date.year < 1000)
        return false;
    *c = at;
    *ret = date;
    return true;
}

// [ngày] 1 tháng 12 năm 2008, tháng 12 năm 2008, tháng 12/2008, năm 2008
static bool read_worded(struct cursor *c, struct date *ret)
{
    struct cursor at = *c;
    struct date date = {0};
    int digits;
    bool has_day = read_word(&at, "ngay");
    struct cursor numeric = at;
    if (has_day && (read_slashed(&numeric, ret) || read_iso(&numeric, ret))) {
        *c = numeric;
        return true;
    }
    if (isdigit(at.at < at.end ? (unsigned char)*at.at : 'x')) {
        date.day = read_number(&at, 2, &digits);
        skip_blanks(&at);
    }
    if (read_word(&at, "thang")) {
        date.month = read_number(&at, 2, &digits);
        if (date.month < 1 || date.month > 12)
            return false;
        if (at.at < at.end && (*at.at == '/' || *at.at == '-'))
            at.at++;
        skip_blanks(&at);
    } else if (date.day || has_day) {
        return false;
    }
    bool has_year = read_word(&at, "nam");
    date.year = read_number(&at, 4, &digits);
    if (date.year < 1000 || date.day < 0 || date.day > 31 || (!has_year && !date.month))
        return false;
    *c = at;
    *ret = date;
    return true;
}

size_t tc_query_date(const char *text, size_t len, char ret_low[9], char ret_high[9])
{
    struct cursor at = {text, text + len};
    struct date date;
    if (!read_slashed(&at, &date) && !read_iso(&at, &date) && !read_worded(&at, &date))
        return 0;
    unsigned year = (unsigned)date.year % 10000, month = (unsigned)date.month % 100, day = (unsigned)date.day % 100;
    snprintf(ret_low, 9, "%04u%02u%02u", year, month, day);
    snprintf(ret_high, 9, "%04u%02u%02u", year, month ? month : 99, day ? day : 99);
    return (size_t)(at.at - text);
}
