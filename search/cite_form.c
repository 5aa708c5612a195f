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

// Heads set titles, or their first words, in capitals; inside a sentence they are not, names in them aside, which
// nobody can tell there. Gives how many bytes of the title are such words: two at least, one of them with marks.
static size_t capitals_of(const char *title)
{
    size_t end = 0, words = 0;
    bool has_marks = false;
    for (size_t pos = 0; title[pos];) {
        size_t len = strcspn(title + pos, " \n");
        tc_auto_buf struct tc_buf upper = {0}, lower = {0};
        tc_text_upper(title + pos, len, &upper);
        tc_text_lower(title + pos, len, &lower);
        bool is_word = lower.len && memcmp(lower.data, upper.data, lower.len < upper.len ? lower.len : upper.len);
        if (upper.len != len || memcmp(upper.data, title + pos, len))
            break;
        for (size_t i = pos; i < pos + len; i++)
            has_marks = has_marks || (unsigned char)title[i] >= 0x80;
        words += is_word;
        pos += len;
        end = pos;
        pos += strspn(title + pos, " \n");
    }
    return words >= 2 && has_marks ? end : 0;
}

// Bodies that titles name, as they are written in a sentence.
static void put_small(const char *title, size_t len, struct tc_buf *ret)
{
    static const char *const bodies[] = {"Ban Thường vụ", "Ban Chấp hành", "Thường trực", "Đảng bộ", "Tỉnh ủy",
                                         "Thành ủy",      "Huyện ủy",      "Quận ủy",     "Đảng ủy", "Hội nghị"};
    tc_auto_buf struct tc_buf small = {0};
    tc_text_lower(title, len, &small);
    for (size_t pos = 0; pos < small.len;) {
        size_t step = 1;
        for (size_t i = 0; i < TC_LENGTH(bodies); i++) {
            tc_auto_buf struct tc_buf body = {0};
            tc_text_lower(bodies[i], strlen(bodies[i]), &body);
            if (body.len <= small.len - pos && !memcmp(small.data + pos, body.data, body.len)) {
                tc_buf_str(ret, bodies[i]);
                step = 0;
                pos += body.len;
                break;
            }
        }
        if (step)
            tc_buf_char(ret, small.data[pos++]);
    }
}

// A title that begins with “về” or with what the paper does is joined as it is, any other by “về”.
static const char *joined_title(const char *title, struct tc_arena *arena)
{
    static const char *const openings[] = {"về ",       "tại ",      "của ",       "ban hành ",
                                           "quy định ", "sửa đổi",   "bổ sung ",   "phê duyệt ",
                                           "bãi bỏ ",   "thay thế ", "thực hiện ", "hướng dẫn "};
    tc_auto_buf struct tc_buf start = {0}, buf = {0};
    size_t len = strlen(title), first = 0;
    tc_text_canonical(title, len, &start);
    if (!len)
        return "";
    if (!strncmp(start.data, "v/v ", strlen("v/v ")))
        return tc_arena_printf(arena, " về việc %s", title + strlen("v/v "));
    bool opens = false;
    for (size_t i = 0; i < TC_LENGTH(openings); i++)
        opens = opens || !strncmp(start.data, openings[i], strlen(openings[i]));
    tc_buf_str(&buf, opens ? " " : " về ");
    size_t small = capitals_of(title);
    (void)tc_utf8_next(title, len, &first);
    if (small)
        put_small(title, small, &buf);
    else if (opens)
        tc_text_lower(title, first, &buf);
    else
        tc_buf_add(&buf, title, first);
    small = small > first ? small : first;
    tc_buf_add(&buf, title + small, len - small);
    return tc_arena_strndup(arena, buf.data, buf.len);
}

static bool is_party_way(const struct tc_cite_source *source)
{
    return source->layout ? source->layout == TC_LAYOUT_PARTY : tc_number_is_party(source->number);
}

bool tc_type_is_law(const char *type)
{
    static const char *const laws[] = {"luật", "bộ luật", "pháp lệnh", "hiến pháp"};
    for (size_t i = 0; type && i < TC_LENGTH(laws); i++) {
        if (!strcmp(type, laws[i]))
            return true;
    }
    return false;
}

const char *tc_cite_full(const struct tc_cite_source *source, struct tc_arena *arena)
{
    const char *type = source->type ? capital(source->type, arena) : "Văn bản", *when = "";
    if (!source->number)
        return source->title ? tc_arena_printf(arena, "%s%s", type, joined_title(source->title, arena)) : type;
    if (source->layout == TC_LAYOUT_STATE && source->title && tc_type_is_law(source->type))
        return tc_arena_printf(arena, "%s %s", type, source->title);
    if (source->date && source->date[0] != '-')
        when = is_party_way(source) ? tc_arena_printf(arena, ", ngày %s", tc_date_day_first(source->date, arena))
                                    : date_in_words(source->date, arena);
    const char *title = source->title ? joined_title(source->title, arena) : "";
    // a conclusion “của Ban Thường vụ Tỉnh ủy về …” names its issuer in its title
    bool has_issuer = source->issuer && strncmp(title, " của ", strlen(" của ")) != 0;
    return tc_arena_printf(arena, "%s số %s%s%s%s%s", type, source->number, when, has_issuer ? " của " : "",
                           has_issuer ? source->issuer : "", title);
}

const char *tc_cite_short(const struct tc_cite_source *source, struct tc_arena *arena)
{
    const char *type = source->type ? capital(source->type, arena) : "Văn bản";
    if (!source->number)
        return tc_cite_full(source, arena);
    bool is_bare =
        is_party_way(source) && tc_form_in_force("first-citation", TC_LAYOUT_PARTY, source->draft_date, NULL);
    return tc_arena_printf(arena, is_bare ? "%s %s" : "%s số %s", type, source->number);
}
