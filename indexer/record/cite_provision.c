// SPDX-License-Identifier: GPL-3.0-or-later
// Provisions: “điểm h, khoản 1, Điều 134”, “khoản 4 và 5 Điều 31”, “các điều 167, 179”, “tiểu mục 3 Mục III”.
#include "cite.h"

#include <stdio.h>
#include <string.h>

enum unit { UNIT_NONE, UNIT_POINT, UNIT_CLAUSE, UNIT_ARTICLE, UNIT_SUBSECTION, UNIT_SECTION };
enum { ITEMS = 12, LABEL = 8 };

struct unit_list {
    char labels[ITEMS][LABEL];
    size_t count;
};

static enum unit unit_at(struct tc_lexer *lexer, uint32_t i, uint32_t *ret_next)
{
    uint32_t j = i + (uint32_t)tc_word_at(lexer, i, "các") + (uint32_t)tc_word_at(lexer, i, "tại");
    *ret_next = j + 1;
    if (tc_word_at(lexer, j, "điểm") || tc_word_at(lexer, j, "tiết"))
        return UNIT_POINT;
    if (tc_word_at(lexer, j, "khoản"))
        return UNIT_CLAUSE;
    if (tc_word_at(lexer, j, "điều"))
        return UNIT_ARTICLE;
    if (tc_word_at(lexer, j, "tiểu") && tc_word_at(lexer, j + 1, "mục")) {
        *ret_next = j + 2;
        return UNIT_SUBSECTION;
    }
    return tc_word_at(lexer, j, "mục") ? UNIT_SECTION : UNIT_NONE;
}

// One label: 134, 12a, h, đ, III.
static bool read_label(struct tc_lexer *lexer, uint32_t i, enum unit unit, char *ret, uint32_t *ret_next)
{
    const struct tc_word *word = tc_lex(lexer, i), *behind = tc_lex(lexer, i + 1);
    if (word->space >= TC_S_EMPTY_LINE)
        return false;
    if (word->kind == TC_W_NUMBER && word->length <= 4 && word->value > 0) {
        char letter[4] = "";
        *ret_next = i + 1;
        const struct tc_word *second = tc_lex(lexer, i + 2);
        if ((unit == UNIT_SECTION || unit == UNIT_POINT) && tc_mark_is(behind, '.') && !behind->space &&
            second->kind == TC_W_NUMBER && !second->space && second->value < 100) { // “Mục 2.2”
            (void)snprintf(ret, LABEL, "%u.%u", word->value % 1000, second->value);
            *ret_next = i + 3;
            return true;
        }
        if (behind->kind == TC_W_WORD && !behind->space && behind->length == 1 && behind->end - behind->start <= 2) {
            (void)snprintf(letter, sizeof letter, "%.*s", (int)(behind->end - behind->start),
                           lexer->text + behind->start);
            (*ret_next)++;
        }
        (void)snprintf(ret, LABEL, "%u%s", word->value, letter);
        return true;
    }
    if (word->kind != TC_W_WORD)
        return false;
    int roman;
    *ret_next = i + 1;
    if (unit == UNIT_SECTION && tc_word_roman(lexer, word, &roman) && roman < 20) {
        char figure[16];
        const struct tc_word *second = tc_lex(lexer, i + 2);
        bool part = tc_mark_is(behind, '.') && !behind->space && second->kind == TC_W_NUMBER && !second->space &&
                    second->value < 100; // “Mục II.3”
        tc_roman_text(roman, figure);
        if (part)
            (void)snprintf(ret, LABEL, "%.4s.%u", figure, second->value % 100);
        else
            (void)snprintf(ret, LABEL, "%.6s", figure);
        *ret_next = part ? i + 3 : i + 1;
        return true;
    }
    if ((unit == UNIT_POINT || unit == UNIT_SECTION) && word->length == 1 && word->end - word->start <= 2) {
        bool is_d = word->end - word->start == 2; // đ
        if (is_d)
            (void)snprintf(ret, LABEL, "đ");
        else
            (void)snprintf(ret, LABEL, "%c",
                           unit == UNIT_POINT ? lexer->text[word->start] | 0x20 : lexer->text[word->start]);
        return true;
    }
    return false;
}

// Labels behind a unit: “4 và 5”, “a, b”, “167, 179”; “điểm a, điểm b” as well.
static uint32_t read_labels(struct tc_lexer *lexer, uint32_t i, enum unit unit, struct unit_list *list)
{
    uint32_t next, j = i;
    if (!read_label(lexer, j, unit, list->labels[0], &next))
        return i;
    list->count = 1;
    for (j = next; list->count < ITEMS; j = next) {
        uint32_t k = j, after;
        if (tc_joins_at(lexer, k))
            k += 1 + (uint32_t)tc_joins_at(lexer, k + 1);
        else
            break;
        if (unit_at(lexer, k, &after) == unit)
            k = after;
        const struct tc_word *word = tc_lex(lexer, k);
        if (!read_label(lexer, k, unit, list->labels[list->count], &next))
            break;
        // “Điều 5, 15 ngày”: the next label is followed by something that ends it
        if (word->kind == TC_W_NUMBER && word->length > 3)
            break;
        list->count++;
    }
    return j;
}

static void put_item(struct tc_provisions *ret, const char *a, const char *b, const char *c, const char *d)
{
    if (ret->count < TC_PROVISIONS_MAX)
        (void)snprintf(ret->items[ret->count++], TC_PROVISION_TEXT, "%.14s%.7s%.1s%.7s", a, b, c, d);
}

struct group {
    struct unit_list points, clauses, articles, subsections, sections;
    bool clauses_behind, points_behind; // “Điều 12 khoản 3”, “khoản 3 điểm a”: the smaller one came later
};

// Of several articles, the one that the clauses belong to: the nearest.
static bool owns(const struct unit_list *list, size_t i, bool smaller_behind)
{
    return smaller_behind ? i + 1 == list->count : i == 0;
}

static void flush_group(const struct group *g, struct tc_provisions *ret)
{
    if (g->sections.count) {
        const struct unit_list *small = g->subsections.count ? &g->subsections : &g->points;
        for (size_t s = 0; s < g->sections.count; s++)
            for (size_t i = 0; i < (small->count ? small->count : 1); i++)
                put_item(ret, "m", g->sections.labels[s], small->count ? "." : "",
                         small->count ? small->labels[i] : "");
        return;
    }
    for (size_t a = 0; a < (g->articles.count ? g->articles.count : 1); a++) {
        const char *article = g->articles.count ? g->articles.labels[a] : NULL;
        bool smaller_behind = g->clauses_behind || (!g->clauses.count && g->points_behind);
        bool owner = !g->articles.count || owns(&g->articles, a, smaller_behind);
        if (!owner || (!g->clauses.count && !g->points.count)) {
            if (article)
                put_item(ret, "d", article, "", "");
            continue;
        }
        for (size_t k = 0; k < (g->clauses.count ? g->clauses.count : 1); k++) {
            char head[TC_PROVISION_TEXT];
            bool owner_clause = !g->clauses.count || owns(&g->clauses, k, g->points_behind);
            (void)snprintf(head, sizeof head, "%s%.7s%s%.7s", article ? "d" : "", article ? article : "",
                           g->clauses.count ? "k" : "", g->clauses.count ? g->clauses.labels[k] : "");
            if (!g->points.count || !owner_clause) {
                put_item(ret, head, "", "", "");
                continue;
            }
            for (size_t p = 0; p < g->points.count; p++) { // the Party's statutes number their points: “điểm 3, Điều 9”
                bool figure = !g->clauses.count && g->points.labels[p][0] >= '0' && g->points.labels[p][0] <= '9';
                put_item(ret, head, figure ? "k" : g->points.labels[p], "", figure ? g->points.labels[p] : "");
            }
        }
    }
}

// Groups that wait for their article: “điểm a khoản 1 và điểm b khoản 2 Điều 5”.
enum { WAITING = 6 };
struct waiting {
    struct group groups[WAITING];
    size_t count;
};

static void flush(struct waiting *waiting, const struct group *last, struct tc_provisions *ret)
{
    for (size_t i = 0; i < waiting->count; i++) {
        waiting->groups[i].articles = last->articles;
        flush_group(&waiting->groups[i], ret);
    }
    waiting->count = 0;
    flush_group(last, ret);
}

static struct unit_list *list_of(struct group *g, enum unit unit)
{
    switch (unit) {
    case UNIT_POINT:
        return &g->points;
    case UNIT_CLAUSE:
        return &g->clauses;
    case UNIT_ARTICLE:
        return &g->articles;
    case UNIT_SUBSECTION:
        return &g->subsections;
    case UNIT_SECTION:
        return &g->sections;
    default:
        return NULL;
    }
}

// “Điều 7, khoản 2 của …”: does the smaller unit at word i belong to the article before it? Not where one of its own
// follows.
static bool belongs_before(struct tc_lexer *lexer, uint32_t i)
{
    for (int parts = 0; parts < 3; parts++) {
        uint32_t next, after;
        struct unit_list list = {0};
        enum unit unit = unit_at(lexer, i, &next);
        if (unit == UNIT_ARTICLE)
            return false;
        if (unit == UNIT_NONE)
            return true;
        after = read_labels(lexer, next, unit, &list);
        if (after == next)
            return true;
        i = after + (uint32_t)tc_joins_at(lexer, after);
    }
    return true;
}

bool tc_read_provisions(struct tc_lexer *lexer, uint32_t i, struct tc_provisions *ret, uint32_t *ret_next)
{
    struct group group = {0};
    struct waiting waiting;
    waiting.count = 0;
    enum unit last = UNIT_NONE;
    uint32_t j = i, next;
    bool closed = false; // an article was read: the next unit may begin a new group
    ret->count = 0;
    for (int parts = 0; parts < 24; parts++) {
        uint32_t k = j;
        if (parts)
            k += (uint32_t)(tc_joins_at(lexer, k) || tc_mark_is(tc_lex(lexer, k), '(') || tc_word_at(lexer, k, "của") ||
                            tc_word_at(lexer, k, "thuộc"));
        enum unit unit = unit_at(lexer, k, &next);
        if (unit == UNIT_NONE)
            break;
        struct unit_list *list = list_of(&group, unit);
        bool smaller = closed && group.articles.count == 1 && (unit == UNIT_CLAUSE || unit == UNIT_POINT);
        bool smaller_behind = closed && (unit == UNIT_CLAUSE || unit == UNIT_POINT) && k == j; // “Điều 12 khoản 3”
        smaller_behind |= smaller && tc_mark_is(tc_lex(lexer, j), ',') && !list->count && !group.clauses.count &&
                          belongs_before(lexer, k);
        if ((closed && !smaller_behind) || list->count) {
            if (closed || waiting.count == WAITING)
                flush(&waiting, &group, ret);
            else
                waiting.groups[waiting.count++] = group;
            group = (struct group){0};
            closed = false;
        }
        struct unit_list found = {0};
        uint32_t after = read_labels(lexer, next, unit, &found);
        if (after == next)
            break;
        *list = found;
        group.clauses_behind |= unit == UNIT_CLAUSE && group.articles.count;
        group.points_behind |= unit == UNIT_POINT && (group.clauses.count || group.articles.count);
        closed |= unit == UNIT_ARTICLE || unit == UNIT_SECTION;
        last = unit;
        j = after + (uint32_t)(tc_mark_is(tc_lex(lexer, after), ')') && smaller_behind);
    }
    if (last == UNIT_NONE)
        return false;
    flush(&waiting, &group, ret);
    // what joins the provision to its document
    while (tc_mark_is(tc_lex(lexer, j), ',') || tc_mark_is(tc_lex(lexer, j), '-') || tc_word_at(lexer, j, "của") ||
           tc_word_at(lexer, j, "tại") || tc_word_at(lexer, j, "trong") || tc_word_at(lexer, j, "thuộc"))
        j++;
    *ret_next = j;
    return ret->count > 0;
}
