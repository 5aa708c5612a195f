// SPDX-License-Identifier: GPL-3.0-or-later
// Deadlines as papers give them: a day, a month, a quarter, half a year, a year, or a number of days from the paper's
// own date.
#include "task.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct day {
    int year, month, day; // 0 unknown
};

static int days_in(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : lengths[month - 1];
}

static bool is_day(struct day d)
{
    return d.year >= 1945 && d.year <= 2100 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
           d.day <= days_in(d.year, d.month);
}

static struct day of_iso(const char *iso)
{
    struct day d = {0};
    if (!iso || *iso == '-' || sscanf(iso, "%4d-%2d-%2d", &d.year, &d.month, &d.day) < 1)
        return (struct day){0};
    return d;
}

static const char *to_iso(struct day d, struct tc_arena *arena)
{
    return tc_arena_printf(arena, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static struct day plus_days(struct day d, int days)
{
    struct tm tm = {.tm_year = d.year - 1900, .tm_mon = d.month - 1, .tm_mday = d.day + days, .tm_hour = 12};
    time_t t = timegm(&tm);
    struct tm out;
    gmtime_r(&t, &out);
    return (struct day){out.tm_year + 1900, out.tm_mon + 1, out.tm_mday};
}

static struct day plus_months(int year, int month, int months)
{
    int n = year * 12 + month - 1 + months;
    return (struct day){n / 12, n % 12 + 1, 1};
}

struct span { // a stretch of days
    struct day from, to;
    size_t next; // word behind it
};

static bool roman_or_number(const char *word, int most, int *ret)
{
    static const char *const romans[] = {"i", "ii", "iii", "iv"};
    for (int i = 0; i < most && i < 4; i++)
        if (!strcmp(word, romans[i])) {
            *ret = i + 1;
            return true;
        }
    char *end;
    long n = strtol(word, &end, 10);
    *ret = (int)n;
    return end != word && !*end && n >= 1 && n <= most;
}

// “/2020”, “-2020”, “ năm 2020”, “năm 2020” behind word i; where no year is written, the first time that month comes
// after the paper's own.
static size_t read_year(const struct tc_task_words *words, size_t i, int month, struct day own, int *ret)
{
    int year = 0;
    size_t at = tc_task_word_is(words, i, "năm") ? i + 1 : i;
    if (at < words->count && sscanf(words->items[at].exact, "%4d", &year) == 1 && year >= 1945 && year <= 2100 &&
        strlen(words->items[at].exact) == 4 && (at > i || !words->items[at].before || words->items[at].before == '-')) {
        *ret = year;
        return at + 1;
    }
    *ret = own.year ? own.year + (month < own.month) : 0;
    return i;
}

static bool read_date(const struct tc_task_words *words, size_t i, struct day own, struct span *ret)
{
    struct day d = {0};
    const char *word = words->items[i].exact;
    char mark = 0, end = 0;
    size_t next = i + 1;
    int n = sscanf(word, "%2d%c%2d%*1[-/.]%4d%c", &d.day, &mark, &d.month, &d.year, &end);
    if (n >= 3 && strchr("/-.", mark) && (n == 4 || !strpbrk(strchr(word, mark) + 1, "/-."))) {
        if (n == 3)
            d.year = own.year ? own.year + (d.month < own.month || (d.month == own.month && d.day < own.day)) : 0;
        // a Party paper writes “30/6/ 2019” at times
    } else if (sscanf(word, "%2d%c", &d.day, &end) == 1 && tc_task_word_is(words, i + 1, "tháng") &&
               i + 2 < words->count && roman_or_number(words->items[i + 2].exact, 12, &d.month)) {
        next = read_year(words, i + 3, d.month, own, &d.year);
    } else {
        return false;
    }
    if (!is_day(d))
        return false;
    *ret = (struct span){d, d, next};
    return true;
}

static bool read_months(const struct tc_task_words *words, size_t i, struct day own, struct span *ret)
{
    int month = 0, count = 1, year = 0;
    size_t next = i + 2;
    if (i + 1 >= words->count)
        return false;
    const char *value = words->items[i + 1].exact;
    if (tc_task_word_is(words, i, "tháng")) {
        char mark = 0;
        if (sscanf(value, "%2d%c%4d", &month, &mark, &year) == 3 && strchr("/-.", mark) && strlen(value) <= 7)
            next = i + 2;
        else if (roman_or_number(value, 12, &month))
            next = read_year(words, i + 2, month, own, &year);
        else
            return false;
    } else if (tc_task_word_is(words, i, "quý")) {
        int quarter = 0;
        char roman[8] = "";
        count = 3;
        // the tokenizer may keep “II/2020” whole
        if (sscanf(value, "%7[ivx1234]%*1[-/.]%4d", roman, &year) == 2 && roman_or_number(roman, 4, &quarter))
            next = i + 2;
        else if (roman_or_number(value, 4, &quarter))
            next = read_year(words, i + 2, quarter * 3, own, &year);
        else
            return false;
        month = quarter * 3 - 2;
    } else if (tc_task_word_is(words, i, "6") && tc_task_word_is(words, i + 1, "tháng") &&
               (tc_task_word_is(words, i + 2, "đầu") || tc_task_word_is(words, i + 2, "cuối"))) {
        month = tc_task_word_is(words, i + 2, "đầu") ? 1 : 7;
        count = 6;
        next = read_year(words, i + 3, month + 5, own, &year);
        if (next == i + 3)
            return false;
    } else if (tc_task_word_is(words, i, "năm") && sscanf(value, "%4d", &year) == 1 && strlen(value) == 4) {
        month = 1;
        count = 12;
    } else {
        return false;
    }
    struct day from = {year, month, 1}, to = plus_months(year, month, count - 1);
    if (!is_day(from))
        return false;
    to.day = days_in(to.year, to.month);
    *ret = (struct span){from, to, next};
    return true;
}

// “trong thời hạn 30 ngày”, “trong vòng 10 ngày”; so many working days are the time a procedure takes
static bool read_count(const struct tc_task_words *words, size_t i, struct day own, struct span *ret)
{
    char *end;
    if (i + 1 >= words->count || !is_day(own) || !tc_task_word_is(words, i + 1, "ngày") ||
        tc_task_word_is(words, i + 2, "làm"))
        return false;
    long n = strtol(words->items[i].exact, &end, 10);
    if (*end || n < 1 || n > 400)
        return false;
    struct day to = plus_days(own, (int)n);
    *ret = (struct span){to, to, i + 2};
    return true;
}

enum cue { CUE_NONE, CUE_BEFORE, CUE_WITHIN, CUE_DONE };

static enum cue cue_at(const struct tc_task_words *words, size_t i)
{
    static const struct {
        const char *first, *second;
        enum cue cue;
    } list[] = {{"trước", NULL, CUE_BEFORE},  {"chậm", "nhất", CUE_WITHIN}, {"trong", NULL, CUE_WITHIN},
                {"hết", NULL, CUE_WITHIN},    {"cuối", NULL, CUE_WITHIN},   {"thời", "hạn", CUE_WITHIN},
                {"thời", "gian", CUE_WITHIN}, {"hạn", "cuối", CUE_WITHIN},  {"xong", NULL, CUE_DONE},
                {"hoàn", "thành", CUE_DONE},  {"kết", "thúc", CUE_DONE},    {"đến", "hết", CUE_WITHIN},
                {"muộn", "nhất", CUE_WITHIN}};
    for (size_t k = 0; k < TC_LENGTH(list); k++)
        if (tc_task_word_is(words, i, list[k].first) &&
            (!list[k].second || tc_task_word_is(words, i + 1, list[k].second)))
            return list[k].cue;
    return CUE_NONE;
}

static size_t skip_fillers(const struct tc_task_words *words, size_t i, size_t end)
{
    static const char *const fillers[] = {"ngày", "là",  "đến",   "vào",   "trong", "cuối", "hết",  "nhất", "hạn",
                                          "gian", "cho", "trước", "thành", "thúc",  "vòng", "thời", "xong"};
    for (size_t steps = 0; i < end && steps < 6; steps++, i++) {
        bool is_filler = false;
        for (size_t k = 0; k < TC_LENGTH(fillers) && !is_filler; k++)
            is_filler = tc_task_word_is(words, i, fillers[k]);
        if (!is_filler)
            break;
    }
    return i;
}

bool tc_task_due(const struct tc_task_words *words, size_t first, size_t end, const char *own_date,
                 struct tc_arena *arena, struct tc_task_deadline *ret)
{
    struct day own = of_iso(own_date);
    bool found = false;
    for (size_t i = first; i < end; i++) {
        enum cue cue = cue_at(words, i);
        struct span span;
        if (cue == CUE_NONE)
            continue;
        bool is_before = cue == CUE_BEFORE;
        size_t at = skip_fillers(words, i + 1, end);
        for (size_t k = i + 1; k < at; k++)
            is_before = is_before || tc_task_word_is(words, k, "trước");
        if (at >= end || !(read_date(words, at, own, &span) || read_months(words, at, own, &span) ||
                           read_count(words, at, own, &span)))
            continue;
        if (tc_task_cue_at(words, span.next, TC_CUE_REPEATS, NULL))
            continue; // the 15th of December of every year
        if (is_before && (span.from.day != span.to.day || span.from.month != span.to.month))
            span.to = span.from = plus_days(span.from, -1); // before June: the end of May
        const char *day = to_iso(span.to, arena);
        if (found && strcmp(ret->day, day) >= 0)
            continue; // what must be done last ends the work
        *ret = (struct tc_task_deadline){
            .day = day,
            .from = memcmp(&span.from, &span.to, sizeof span.to) != 0 ? to_iso(span.from, arena) : NULL,
            .start = words->items[i].start,
            .end = words->items[span.next - 1].end,
            .next = span.next};
        found = true;
    }
    return found;
}

// “12/2024” or “2024” alone
static bool read_bare(const struct tc_task_words *words, size_t i, struct span *ret)
{
    int month = 0, year = 0;
    char mark = 0, end = 0;
    const char *word = words->items[i].exact;
    bool is_month = sscanf(word, "%2d%c%4d%c", &month, &mark, &year, &end) == 3 && strchr("/-.", mark);
    if (!is_month && (strlen(word) != 4 || sscanf(word, "%4d%c", &year, &end) != 1))
        return false;
    struct day from = {year, is_month ? month : 1, 1}, to = {year, is_month ? month : 12, 1};
    if (!is_day(from))
        return false;
    to.day = days_in(to.year, to.month);
    *ret = (struct span){from, to, i + 1};
    return true;
}

bool tc_task_due_cell(const struct tc_task_words *words, size_t first, size_t end, const char *own_date,
                      struct tc_arena *arena, struct tc_task_deadline *ret)
{
    struct day own = of_iso(own_date);
    struct tc_task_deadline due = {0};
    const char *from = NULL;
    if (tc_task_due(words, first, end, own_date, arena, ret))
        return true;
    for (size_t i = first; i < end;) {
        struct span span;
        if (tc_task_cue_at(words, i, TC_CUE_REPEATS, NULL))
            return false;
        if (!read_date(words, i, own, &span) && !read_months(words, i, own, &span) && !read_bare(words, i, &span)) {
            i++;
            continue;
        }
        if (span.next > end)
            return false;
        const char *day = to_iso(span.to, arena), *begins = to_iso(span.from, arena);
        if (!due.day)
            due.start = words->items[i].start;
        if (!due.day || strcmp(day, due.day) > 0)
            due.day = day;
        if (!from || strcmp(begins, from) < 0)
            from = begins;
        due.end = words->items[span.next - 1].end;
        due.next = i = span.next;
    }
    if (!due.day)
        return false;
    due.from = strcmp(from, due.day) < 0 ? from : NULL;
    *ret = due;
    return true;
}
