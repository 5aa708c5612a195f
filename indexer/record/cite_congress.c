// SPDX-License-Identifier: GPL-3.0-or-later
// Congress resolutions: “Nghị quyết Đại hội XII của Đảng”, “Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVI”; not
// those of shareholders, of the Youth Union or of trade unions.
#include "cite.h"

#include <stdio.h>
#include <string.h>

struct congress {
    int numbers[6];
    size_t count;
    const char *level; // "tinh", "tp" …; NULL national so far
    char place[TC_PLACE_MAX];
    bool of_party, is_other;
    uint32_t end; // word behind the last that belongs to the name
};

static const struct {
    const char *first, *second, *level;
} levels[] = {{"tỉnh", NULL, "tinh"},      {"thành", "phố", "tp"},      {"TP", NULL, "tp"},
              {"huyện", NULL, "huyen"},    {"quận", NULL, "quan"},      {"thị", "xã", "thi-xa"},
              {"TX", NULL, "thi-xa"},      {"thị", "trấn", "thi-tran"}, {"xã", NULL, "xa"},
              {"phường", NULL, "phuong"},  {"khối", NULL, "khoi"},      {"cơ", "sở", "co-so"},
              {"quân", "đội", "quan-doi"}, {"công", "an", "cong-an"}};

// Who else holds congresses.
static const char *const others[] = {"đồng", "đoàn", "cổ",   "phụ", "thi", "nông",       "cựu", "hợp", "cháu",
                                     "chi",  "hội",  "liên", "mặt", "chữ", "thành-viên", "tới", "các"};

static uint32_t read_level(struct tc_lexer *lexer, uint32_t i, struct congress *c)
{
    for (size_t n = 0; n < TC_LENGTH(levels); n++) {
        if (!tc_word_at(lexer, i, levels[n].first) || (levels[n].second && !tc_word_at(lexer, i + 1, levels[n].second)))
            continue;
        uint32_t j = i + 1 + (levels[n].second != NULL), row, next;
        c->level = levels[n].level;
        if (tc_mark_is(tc_lex(lexer, j), '.') && !tc_lex(lexer, j)->space)
            j++;
        const struct tc_rules *rules = tc_rules();
        if (tc_phrases_match(&rules->place_names, lexer, j, TC_PHRASE_EXACT, &row, &next)) {
            (void)snprintf(c->place, sizeof c->place, "%s", rules->places[row].name);
            return next;
        }
        uint32_t start = j;
        int roman;
        while (j < start + 4 && tc_lex(lexer, j)->is_capital && tc_lex(lexer, j)->space <= TC_S_LINE &&
               !tc_word_roman(lexer, tc_lex(lexer, j), &roman) && !tc_word_at(lexer, j, "Đảng") &&
               !tc_word_at(lexer, j, "lần"))
            j++;
        if (j > start) {
            uint32_t from = tc_lex(lexer, start)->start, to = tc_lex(lexer, j - 1)->end;
            (void)snprintf(c->place, sizeof c->place, "%.*s", (int)(to - from), lexer->text + from);
        }
        return j;
    }
    return i;
}

static bool number_at(struct tc_lexer *lexer, uint32_t i, bool behind_lan, int *ret, uint32_t *ret_next)
{
    const struct tc_word *word = tc_lex(lexer, i);
    *ret_next = i + 1;
    if (tc_word_roman(lexer, word, ret) && (word->is_upper || behind_lan))
        return true;
    if (word->kind == TC_W_NUMBER && word->length <= 2 && word->value >= 1 && word->value <= 39) {
        const struct tc_word *next = tc_lex(lexer, i + 1);
        *ret = (int)word->value;
        return !tc_mark_is(next, '/') && !tc_mark_is(next, '-');
    }
    return behind_lan && tc_read_ordinal(lexer, i, ret, ret_next);
}

// “XI, XII” and “XI và XII” behind the first number.
static uint32_t read_more(struct tc_lexer *lexer, uint32_t i, struct congress *c)
{
    while (c->count < TC_LENGTH(c->numbers) &&
           (tc_mark_is(tc_lex(lexer, i), ',') || tc_word_at(lexer, i, "và") || tc_mark_is(tc_lex(lexer, i), ';'))) {
        int value;
        uint32_t j = i + 1;
        if (tc_word_at(lexer, j, "lần"))
            j += 1 + (uint32_t)tc_word_at(lexer, j + 1, "thứ");
        if (!tc_word_roman(lexer, tc_lex(lexer, j), &value) || !tc_lex(lexer, j)->is_upper ||
            tc_lex(lexer, j)->space >= TC_S_LINE)
            break;
        c->numbers[c->count++] = value;
        i = j + 1;
    }
    return i;
}

// One step over the words of the name; the same i ends it.
static uint32_t step(struct tc_lexer *lexer, uint32_t i, struct congress *c)
{
    const struct tc_word *word = tc_lex(lexer, i);
    uint32_t next;
    int value;
    if (tc_word_is(lexer, word, "đại") && tc_word_at(lexer, i + 1, "biểu"))
        return i + 2;
    if (tc_word_is(lexer, word, "toàn") && (tc_word_at(lexer, i + 1, "quốc") || tc_word_at(lexer, i + 1, "đảng"))) {
        c->of_party = true;
        return i + 2;
    }
    if (tc_word_is(lexer, word, "đảng")) {
        if (tc_word_at(lexer, i + 1, "bộ")) {
            uint32_t after = read_level(lexer, i + 2, c);
            if (after == i + 2 && !c->level)
                c->level = "dang-bo";
            c->end = after;
            return after;
        }
        c->of_party = true;
        c->end = c->count ? i + 1 : c->end;
        return i + 1;
    }
    if (tc_word_is(lexer, word, "cộng") && tc_word_at(lexer, i + 1, "sản")) {
        next = i + 2 + 2 * (uint32_t)tc_word_at(lexer, i + 2, "Việt");
        c->end = c->count ? next : c->end;
        return next;
    }
    if (tc_word_is(lexer, word, "của"))
        return i + 1;
    bool behind_lan = tc_word_is(lexer, word, "lần") || tc_word_is(lexer, word, "khóa");
    uint32_t j = behind_lan ? i + 1 + (uint32_t)tc_word_at(lexer, i + 1, "thứ") : i;
    if (!c->count && number_at(lexer, j, behind_lan, &value, &next)) {
        c->numbers[c->count++] = value;
        next = read_more(lexer, next, c);
        c->end = next;
        return next;
    }
    if (!c->level) {
        next = read_level(lexer, i, c);
        if (next > i && c->count)
            c->end = next;
        return next;
    }
    return i;
}

static bool is_other_congress(struct tc_lexer *lexer, uint32_t i)
{
    for (size_t n = 0; n < TC_LENGTH(others); n++)
        if (tc_word_at(lexer, i, others[n]))
            return true;
    return tc_word_at(lexer, i, "công") && tc_word_at(lexer, i + 1, "đoàn");
}

static void write_name(const struct congress *c, int number, const char *place, uint32_t end, struct tc_name *ret)
{
    char roman[16];
    tc_roman_text(number, roman);
    *ret = (struct tc_name){.issuer = "ĐH", .end = end};
    const char *level = c->level ? c->level : number > 14 && !c->of_party ? "tinh" : NULL;
    if (!level) {
        (void)snprintf(ret->key, sizeof ret->key, "NQDH:%s", roman);
        return;
    }
    bool province = !strcmp(level, "tinh") || !strcmp(level, "tp");
    const char *where = c->place[0] ? c->place : province && place && *place ? place : "?";
    (void)snprintf(ret->key, sizeof ret->key, "NQDH:%s-%s/%s", level, where, roman);
}

size_t tc_read_congress(struct tc_lexer *lexer, uint32_t i, const char *place, struct tc_name *ret, uint32_t *ret_next)
{
    struct congress c = {0};
    uint32_t j = i;
    if (tc_word_at(lexer, j, "của"))
        j++;
    if (tc_word_at(lexer, j, "đại") && tc_word_at(lexer, j + 1, "hội"))
        j += 2;
    else if (tc_word_at(lexer, j, "ĐH"))
        j++;
    else
        return 0;
    for (int steps = 0; steps < 12; steps++) {
        if (is_other_congress(lexer, j) && !c.count)
            return 0;
        uint32_t next = step(lexer, j, &c);
        if (next == j)
            break;
        j = next;
    }
    uint32_t behind = c.end + (uint32_t)tc_word_at(lexer, c.end, "của");
    if (!c.count || (!c.of_party && !c.level && is_other_congress(lexer, behind) && !tc_word_at(lexer, behind, "các")))
        return 0;
    uint32_t end = tc_lex(lexer, c.end - 1)->end;
    for (size_t n = 0; n < c.count; n++)
        write_name(&c, c.numbers[n], place, end, &ret[n]);
    *ret_next = c.end;
    return c.count;
}
