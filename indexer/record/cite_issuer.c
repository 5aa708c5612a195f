// SPDX-License-Identifier: GPL-3.0-or-later
// Issuing bodies in running text: “của Ban Thường vụ Tỉnh ủy Quảng Trị”, “của Hội nghị Trung ương 7 khóa XII”.
#include "cite.h"

#include <stdio.h>
#include <string.h>

static bool is_one_of(const struct tc_lexer *lexer, const struct tc_word *word, const char *const *words)
{
    for (; *words; words++)
        if (tc_word_is(lexer, word, *words))
            return true;
    return false;
}

// “khóa XII”, “(khóa 12)”, “nhiệm kỳ 2015-2020” behind a body; the end when there is none.
static uint32_t skip_term(struct tc_lexer *lexer, uint32_t i)
{
    uint32_t j = i;
    int value;
    bool open = tc_mark_is(tc_lex(lexer, j), '(') || tc_mark_is(tc_lex(lexer, j), ',');
    j += open;
    if (tc_word_is(lexer, tc_lex(lexer, j), "khóa")) {
        uint32_t next;
        if (tc_read_ordinal(lexer, j + 1, &value, &next))
            return next + (open && tc_mark_is(tc_lex(lexer, next), ')'));
        return i;
    }
    return i;
}

// “Hội nghị (lần thứ bảy)”, “Hội nghị Trung ương 7”: what stands before or behind the body's own name.
static uint32_t skip_meeting(struct tc_lexer *lexer, uint32_t i)
{
    uint32_t j = i, next;
    int value;
    if (tc_word_is(lexer, tc_lex(lexer, j), "hội") && tc_word_is(lexer, tc_lex(lexer, j + 1), "nghị"))
        j += 2;
    else if (tc_word_is(lexer, tc_lex(lexer, j), "HN"))
        j++;
    else
        return i;
    if (tc_word_is(lexer, tc_lex(lexer, j), "lần")) {
        j++;
        j += tc_word_is(lexer, tc_lex(lexer, j), "thứ");
        if (tc_read_ordinal(lexer, j, &value, &next))
            j = next;
        if (tc_mark_is(tc_lex(lexer, j), ','))
            j++;
    }
    return j;
}

// “lần thứ bảy”, “7” behind Trung ương.
static uint32_t skip_ordinal(struct tc_lexer *lexer, uint32_t i)
{
    uint32_t j = i, next;
    int value;
    if (tc_word_is(lexer, tc_lex(lexer, j), "lần"))
        j += 1 + (uint32_t)tc_word_is(lexer, tc_lex(lexer, j + 1), "thứ");
    const struct tc_word *word = tc_lex(lexer, j);
    if ((word->kind == TC_W_NUMBER || word->is_upper || j > i) && tc_read_ordinal(lexer, j, &value, &next))
        return next;
    return i;
}

static uint32_t skip_place(struct tc_lexer *lexer, uint32_t i, struct tc_issuer *issuer)
{
    static const char *const kinds[] = {"tỉnh", "TP", "huyện", "quận", "xã", "phường", "khối", NULL};
    const struct tc_rules *rules = tc_rules();
    uint32_t j = i, row, next;
    if (is_one_of(lexer, tc_lex(lexer, j), kinds))
        j++;
    else if ((tc_word_is(lexer, tc_lex(lexer, j), "thành") && tc_word_is(lexer, tc_lex(lexer, j + 1), "phố")) ||
             (tc_word_is(lexer, tc_lex(lexer, j), "thị") &&
              (tc_word_is(lexer, tc_lex(lexer, j + 1), "xã") || tc_word_is(lexer, tc_lex(lexer, j + 1), "trấn"))))
        j += 2;
    if (tc_mark_is(tc_lex(lexer, j), '.') && !tc_lex(lexer, j)->space && j > i)
        j++;
    if (tc_phrases_match(&rules->place_names, lexer, j, TC_PHRASE_EXACT, &row, &next) && tc_lex(lexer, j)->is_capital) {
        (void)snprintf(issuer->place, sizeof issuer->place, "%s", rules->places[row].name);
        return next;
    }
    uint32_t limit = j + 4;
    while (j < limit && j > i && tc_lex(lexer, j)->is_capital && tc_lex(lexer, j)->space <= TC_S_LINE)
        j++;
    return j;
}

bool tc_read_issuer(struct tc_lexer *lexer, uint32_t i, bool with_of, struct tc_issuer *ret, uint32_t *ret_next)
{
    const struct tc_rules *rules = tc_rules();
    uint32_t j = i, row, next;
    if (tc_mark_is(tc_lex(lexer, j), ','))
        j++;
    if (tc_word_is(lexer, tc_lex(lexer, j), "của") || tc_word_is(lexer, tc_lex(lexer, j), "do"))
        j++;
    else if (with_of)
        return false;
    j = skip_meeting(lexer, j);
    if (!tc_phrases_match(&rules->issuer_words, lexer, j, TC_PHRASE_EXACT, &row, &next))
        return false;
    const struct tc_issuer_rule *rule = &rules->issuers[row];
    struct tc_issuer issuer = {.family = rule->family};
    (void)snprintf(issuer.code, sizeof issuer.code, "%s", rule->code);
    if (!strcmp(rule->code, "TW"))
        next = skip_ordinal(lexer, next);
    else if (strcmp(rule->level, "central") != 0)
        next = skip_place(lexer, next, &issuer);
    if (!strcmp(rule->code, "TW") && tc_word_is(lexer, tc_lex(lexer, next), "Đảng"))
        next = skip_ordinal(lexer, next + 1);
    *ret_next = skip_term(lexer, next);
    *ret = issuer;
    return true;
}
