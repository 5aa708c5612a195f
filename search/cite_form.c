// SPDX-License-Identifier: GPL-3.0-or-later
#include "cite_form.h"

#include "base/utf8.h"
#include "text/token.h"

#include <stdio.h>
#include <string.h>

bool tc_number_is_party(const char *number)
{
    return number && strcspn(number, "-") < strcspn(number, "/");
}

const char *tc_date_day_first(const char *iso, struct tc_arena *arena)
{
    int year = 0, month = 0, day = 0;
    if (iso && sscanf(iso, "%4d-%2d-%2d", &year, &month, &day) == 3)
        return tc_arena_printf(arena, month < 3 ? "%02d/%02d/%04d" : "%02d/%d/%04d", day, month, year);
    return iso;
}

static const char *capital(const char *s, struct tc_arena *arena)
{
    size_t first = 0, len = strlen(s);
    if (!len)
        return s;
    (void)tc_utf8_next(s, len, &first);
    tc_auto_buf struct tc_buf buf = {0};
    tc_text_upper(s, first, &buf);
    tc_buf_add(&buf, s + first, len - first);
    return tc_arena_strndup(arena, buf.data, buf.len);
}

static const char *date_in_words(const char *iso, struct tc_arena *arena)
{
    int year = 0, month = 0, day = 0;
    if (sscanf(iso, "%4d-%2d-%2d", &year, &month, &day) == 3)
        return tc_arena_printf(arena, month < 3 ? " ngày %02d tháng %02d năm %04d" : " ngày %02d tháng %d năm %04d",
                               day, month, year);
    return tc_arena_printf(arena, " năm %.4s", iso);
}

// A title that begins with “về” or “việc” is joined as it is, any other by “về”.
static const char *joined_title(const char *title, struct tc_arena *arena)
{
    tc_auto_buf struct tc_buf start = {0};
    size_t len = strlen(title), first = 0;
    tc_text_canonical(title, len < 12 ? len : 12, &start);
    if (!len)
        return "";
    (void)tc_utf8_next(title, len, &first);
    tc_auto_buf struct tc_buf buf = {0};
    static const char *const openings[] = {"về ", "tại ", "của "};
    bool opens = false;
    for (size_t i = 0; i < TC_LENGTH(openings); i++)
        opens = opens || (start.data && !strncmp(start.data, openings[i], strlen(openings[i])));
    tc_buf_str(&buf, opens ? " " : " về ");
    // heads set titles in capitals; inside a sentence they are not, names in them aside, which nobody can tell there
    tc_auto_buf struct tc_buf capitals = {0};
    tc_text_upper(title, len, &capitals);
    if (capitals.len == len && !memcmp(capitals.data, title, len)) {
        tc_text_lower(title, len, &buf);
        return tc_arena_strndup(arena, buf.data, buf.len);
    }
    if (opens)
        first = strcspn(title, " ");
    if (opens)
        tc_text_lower(title, first, &buf);
    else
        tc_buf_add(&buf, title, first);
    tc_buf_add(&buf, title + first, len - first);
    return tc_arena_strndup(arena, buf.data, buf.len);
}

const char *tc_cite_full(const struct tc_cite_source *source, struct tc_arena *arena)
{
    const char *type = source->type ? capital(source->type, arena) : "Văn bản", *when = "";
    if (!source->number)
        return source->title ? tc_arena_printf(arena, "%s%s", type, joined_title(source->title, arena)) : type;
    if (source->date && source->date[0] != '-')
        when = tc_number_is_party(source->number)
                   ? tc_arena_printf(arena, ", ngày %s", tc_date_day_first(source->date, arena))
                   : date_in_words(source->date, arena);
    return tc_arena_printf(arena, "%s số %s%s%s%s%s", type, source->number, when, source->issuer ? " của " : "",
                           source->issuer ? source->issuer : "",
                           source->title ? joined_title(source->title, arena) : "");
}

const char *tc_cite_short(const struct tc_cite_source *source, struct tc_arena *arena)
{
    const char *type = source->type ? capital(source->type, arena) : "Văn bản";
    if (!source->number)
        return tc_cite_full(source, arena);
    return tc_arena_printf(arena, tc_number_is_party(source->number) ? "%s %s" : "%s số %s", type, source->number);
}
