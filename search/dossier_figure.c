// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that papers report: what was counted, how much, against what, and whether it is a result or a target.
#include "dossier.h"

#include "base/utf8.h"
#include "text/token.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { CLAUSE_MAX = 320, FIGURES_MAX = 12 };

static const char *const units[] = {"tỷ đồng",
                                    "triệu đồng",
                                    "nghìn đồng",
                                    "đồng/người",
                                    "triệu USD",
                                    "tỷ USD",
                                    "USD",
                                    "%",
                                    "điểm phần trăm",
                                    "tấn",
                                    "nghìn tấn",
                                    "triệu tấn",
                                    "ha",
                                    "héc ta",
                                    "héc-ta",
                                    "km",
                                    "m2",
                                    "m3",
                                    "xã",
                                    "phường",
                                    "huyện",
                                    "thôn",
                                    "bản",
                                    "ấp",
                                    "hộ",
                                    "nghìn hộ",
                                    "người",
                                    "lao động",
                                    "đảng viên",
                                    "tổ chức đảng",
                                    "tổ chức cơ sở đảng",
                                    "tổ chức",
                                    "chi bộ",
                                    "đảng bộ",
                                    "cán bộ",
                                    "công chức",
                                    "đồng chí",
                                    "mô hình",
                                    "dự án",
                                    "doanh nghiệp",
                                    "hợp tác xã",
                                    "tổ hợp tác",
                                    "lượt",
                                    "triệu lượt",
                                    "nghìn lượt",
                                    "lượt khách",
                                    "vụ",
                                    "cuộc",
                                    "tiêu chí",
                                    "lớp",
                                    "tuổi",
                                    "lần",
                                    "trường",
                                    "trạm",
                                    "cơ sở",
                                    "giường",
                                    "nhà ở",
                                    "nhà",
                                    "công trình",
                                    "sản phẩm",
                                    "biên chế",
                                    "phòng",
                                    "đơn vị",
                                    "cơ quan",
                                    "nghị quyết",
                                    "hội nghị",
                                    "bị can",
                                    "giáo viên",
                                    "học sinh",
                                    "bác sĩ",
                                    "đề tài",
                                    "triệu",
                                    "tỷ",
                                    "tàu",
                                    "kWh",
                                    "MW",
                                    "đề án",
                                    "việc làm",
                                    "vườn",
                                    "cụm",
                                    "khu",
                                    "bậc",
                                    "ngày công",
                                    "cơ sở đảng",
                                    "ca"};

static bool is_word_end(const char *p)
{
    return !((unsigned char)*p >= 0x80 || isalnum((unsigned char)*p));
}

static size_t plain_unit(const char *p, const char *end)
{
    size_t best = 0;
    for (size_t i = 0; i < TC_LENGTH(units); i++) {
        size_t len = strlen(units[i]);
        if (p + len <= end && !strncmp(p, units[i], len) && is_word_end(p + len) && len > best)
            best = len;
    }
    return best;
}

// The longest unit at p, behind at most one blank; its bytes, blank included, 0 none. “triệu” may stand before another.
static size_t unit_at(const char *p, const char *end)
{
    static const char *const multipliers[] = {"nghìn ", "triệu ", "tỷ "};
    size_t blank = p < end && *p == ' ', best = plain_unit(p + blank, end);
    for (size_t i = 0; i < TC_LENGTH(multipliers); i++) {
        size_t len = strlen(multipliers[i]);
        size_t more =
            p + blank + len < end && !strncmp(p + blank, multipliers[i], len) ? plain_unit(p + blank + len, end) : 0;
        best = more && len + more > best ? len + more : best;
    }
    if (!best)
        return 0;
    best += blank;
    if (p[best] == '/') // tỷ đồng/năm, triệu đồng/người/năm
        while (p + best < end && (p[best] == '/' || (unsigned char)p[best] >= 0x80 || isalpha((unsigned char)p[best])))
            best++;
    return best;
}

static bool has(const char *clause, size_t len, const char *words)
{
    return memmem(clause, len, words, strlen(words)) != NULL;
}

static bool speaks_of_target(const char *clause, size_t len)
{
    static const char *const cues[] = {"phấn đấu",   "Phấn đấu", "chỉ tiêu", "Chỉ tiêu", "mục tiêu",
                                       "Mục tiêu",   "đến năm",  "Đến năm",  "ít nhất",  "bình quân mỗi năm tăng",
                                       "đến hết năm"};
    static const char *const done[] = {"đã",      "đạt và vượt", "vượt mục tiêu", "vượt chỉ tiêu",
                                       "kết quả", "Kết quả",     "Kết nạp",       "so với"};
    for (size_t i = 0; i < TC_LENGTH(done); i++)
        if (has(clause, len, done[i]))
            return false;
    for (size_t i = 0; i < TC_LENGTH(cues); i++)
        if (has(clause, len, cues[i]))
            return true;
    return false;
}

// “so với cùng kỳ”, “tăng 14 bậc so với năm 2015”, “vượt mục tiêu nghị quyết”: from its first word to the clause's end.
static const char *comparison_of(const char *clause, size_t len, size_t *ret_start, struct tc_arena *arena)
{
    static const char *const cues[] = {"vượt ", "so với", "gấp ", "bằng ", "tăng ", "giảm ", "nâng tổng số"};
    enum { COMPARISON_MAX = 140 };
    const char *best = NULL;
    for (size_t i = 0; i < TC_LENGTH(cues); i++) {
        const char *at = memmem(clause, len, cues[i], strlen(cues[i]));
        // behind a comma or a number, not the verb of the clause itself
        bool is_apart = at && at > clause + 2 && (at[-2] == ',' || at[-2] == '(' || !strncmp(at, "so với", 8));
        if (is_apart && (!best || at < best))
            best = at;
    }
    *ret_start = best ? (size_t)(best - clause) : len;
    if (!best)
        return "";
    size_t n = (size_t)(clause + len - best);
    const char *stop = memmem(best, n, ", ", 2);
    if (stop)
        n = (size_t)(stop - best);
    if (n > COMPARISON_MAX)
        return "";
    while (n && strchr(" .;)", best[n - 1]))
        n--;
    return tc_arena_strndup(arena, best, n);
}

// “năm 2020”, “giai đoạn 2016 - 2020”, “đến năm 2025”; else the paper's year.
static const char *when_of(const char *clause, size_t len, const char *date, struct tc_arena *arena)
{
    static const char *const cues[] = {"giai đoạn ", "nhiệm kỳ ", "đến năm ", "Đến năm ", "năm "};
    for (size_t i = 0; i < TC_LENGTH(cues); i++) {
        const char *at = memmem(clause, len, cues[i], strlen(cues[i]));
        if (!at)
            continue;
        const char *p = at + strlen(cues[i]), *end = clause + len;
        size_t n = strspn(p, "0123456789");
        bool is_of_date = i == 4 && at > clause + 1 && isdigit((unsigned char)at[-2]); // ngày 18 tháng 3 năm 2008
        if (p + n > end || n != 4 || is_of_date)
            continue;
        if (i < 2 && p + n + 7 <= end && !strncmp(p + n, " - ", 3))
            n += 7;
        else if (i < 2 && p + n + 5 <= end && p[n] == '-')
            n += 5;
        if (i < 2)
            return tc_arena_strndup(arena, p, n);
        return i == 4 ? tc_arena_strndup(arena, p, n) : tc_arena_printf(arena, "đến %.4s", p);
    }
    return date && strspn(date, "0123456789") >= 4 ? tc_arena_strndup(arena, date, 4) : "";
}

static void add(struct tc_figures *figures, struct tc_figure figure)
{
    TC_GROW(figures->items, figures->count, figures->cap);
    figures->items[figures->count++] = figure;
}

// The first number with a unit in the clause; its bytes. False when there is none.
static bool find_value(const char *clause, size_t len, size_t *ret_start, size_t *ret_end)
{
    const char *end = clause + len;
    for (size_t i = 0; i < len; i++) {
        if (!isdigit((unsigned char)clause[i]))
            continue;
        size_t n = strspn(clause + i, "0123456789.,");
        while (n && strchr(".,", clause[i + n - 1]))
            n--;
        bool is_inside = i && (isalnum((unsigned char)clause[i - 1]) || (unsigned char)clause[i - 1] >= 0x80 ||
                               strchr("/-", clause[i - 1]));
        size_t to = i + n;
        // ranges: 11 - 12%, 7/7 huyện
        if (to + 3 < len && !strncmp(clause + to, " - ", 3) && isdigit((unsigned char)clause[to + 3]))
            to += 3 + strspn(clause + to + 3, "0123456789.,");
        else if (to + 1 < len && clause[to] == '/' && isdigit((unsigned char)clause[to + 1]))
            to += 1 + strspn(clause + to + 1, "0123456789");
        size_t unit = to <= len ? unit_at(clause + to, end) : 0;
        if (!is_inside && unit) {
            *ret_start = i;
            *ret_end = to + unit;
            return true;
        }
        i = to - 1 > i ? to - 1 : i;
    }
    return false;
}

// Behind “1. ”, “a) ”, “- ”.
static size_t enumerator_length(const char *clause, size_t len)
{
    size_t n = strspn(clause, "0123456789");
    if (n > 2 || n + 2 >= len)
        return 0;
    n += n == 0 && isalpha((unsigned char)clause[0]) && clause[1] == ')';
    return n && strchr(".)-", clause[n]) && clause[n + 1] == ' ' ? n + 2 : 0;
}

static bool plans(const char *section)
{
    static const char *const cues[] = {"NHIỆM VỤ", "Nhiệm vụ", "PHƯƠNG HƯỚNG", "Phương hướng", "MỤC TIÊU",
                                       "Mục tiêu", "CHỈ TIÊU", "Chỉ tiêu",     "GIẢI PHÁP",    "Giải pháp"};
    static const char *const done[] = {"KẾT QUẢ", "Kết quả"};
    for (size_t i = 0; i < TC_LENGTH(done); i++)
        if (strstr(section, done[i]))
            return false;
    for (size_t i = 0; i < TC_LENGTH(cues); i++)
        if (strstr(section, cues[i]))
            return true;
    return false;
}

static const char *with_capital(const char *clause, size_t len, struct tc_arena *arena)
{
    size_t first = 0;
    tc_auto_buf struct tc_buf buf = {0};
    (void)tc_utf8_next(clause, len, &first);
    tc_text_upper(clause, first, &buf);
    tc_buf_add(&buf, clause + first, len - first);
    tc_text_one_line(buf.data);
    return tc_arena_strndup(arena, buf.data, buf.len);
}

static void read_clause(const char *clause, size_t len, const char *section, const char *date, struct tc_arena *arena,
                        struct tc_figures *figures)
{
    enum { NEAR_BEFORE = 60, NEAR_BEHIND = 40 };
    size_t from = 0, to = 0, compare = 0;
    while (len && strchr(" .;-+", *clause)) {
        clause++;
        len--;
    }
    while (len && strchr(" .;", clause[len - 1]))
        len--;
    size_t label = enumerator_length(clause, len);
    clause += label;
    len -= label;
    if (len > CLAUSE_MAX || len < 16 || !find_value(clause, len, &from, &to))
        return;
    struct tc_figure figure = {.indicator = with_capital(clause, len, arena)};
    figure.value = tc_arena_strndup(arena, clause + from, to - from);
    figure.compare = comparison_of(clause, len, &compare, arena);
    // years and cues count near the number; names of papers hold others
    size_t near = from > NEAR_BEFORE ? from - NEAR_BEFORE : 0, end = to + NEAR_BEHIND < len ? to + NEAR_BEHIND : len;
    size_t when_end = compare > near && compare < end ? compare : end;
    figure.when = when_of(clause + near, when_end - near, date, arena);
    figure.is_target = speaks_of_target(clause + near, end - near) || (plans(section) && !has(clause, len, "đã"));
    add(figures, figure);
}

// One figure for each column of numbers of a table's row.
static void read_row(const char *row, size_t len, const char *header, const char *date, struct tc_arena *arena,
                     struct tc_figures *figures)
{
    const char *name = NULL;
    size_t name_len = 0, column = 0;
    for (size_t at = 0; at <= len; column++) {
        size_t n = 0;
        while (at + n < len && row[at + n] != '\t')
            n++;
        const char *cell = row + at;
        bool is_number = n && n < 24 && isdigit((unsigned char)*cell);
        if (!is_number && n > 3 && !name) {
            name = cell;
            name_len = n;
        } else if (is_number && name) {
            const char *title = header ? header : "";
            for (size_t k = 0; k < column && *title; k++)
                title += strcspn(title, "\t") + (title[strcspn(title, "\t")] == '\t');
            size_t title_len = strcspn(title, "\t");
            struct tc_figure figure = {.indicator = tc_arena_strndup(arena, name, name_len),
                                       .value = tc_arena_strndup(arena, cell, n),
                                       .compare = ""};
            figure.when = title_len ? tc_arena_strndup(arena, title, title_len) : when_of("", 0, date, arena);
            figure.is_target = has(title, title_len, "ục tiêu") || has(title, title_len, "hỉ tiêu") ||
                               has(title, title_len, "ến năm") || has(title, title_len, "ế hoạch");
            add(figures, figure);
        }
        at += n + 1;
    }
}

void tc_figures_read(const char *text, const struct tc_dossier_para *para, const char *date, struct tc_arena *arena,
                     struct tc_figures *figures)
{
    const char *p = text + para->start;
    size_t len = para->end - para->start, start = 0, before = figures->count;
    if (para->is_row) {
        read_row(p, len, para->header, date, arena, figures);
        return;
    }
    for (size_t i = 0; i <= len && figures->count - before < FIGURES_MAX; i++) {
        bool is_end = i == len || p[i] == ';' || (p[i] == '.' && i + 1 < len && p[i + 1] == ' ' && i > 3) ||
                      (p[i] == '.' && i + 1 == len);
        if (!is_end)
            continue;
        read_clause(p + start, i - start, para->section, date, arena, figures);
        start = i + 1;
    }
}
