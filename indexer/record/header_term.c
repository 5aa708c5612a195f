// SPDX-License-Identifier: GPL-3.0-or-later
// The term (khóa) of the committee that issued a document, and the years it is about.
#include "header_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEEN = 3000 };

static void set_term(struct tc_meta *meta, int number, float confidence, uint32_t at, struct tc_arena *arena)
{
    char roman[16];
    tc_roman_text(number, roman);
    meta->term = tc_arena_strdup(arena, roman);
    meta->confidence[TC_META_TERM] = confidence;
    meta->at[TC_META_TERM] = at;
}

static void set_period(struct tc_meta *meta, uint32_t from, uint32_t to, float confidence, struct tc_arena *arena)
{
    meta->period_from = tc_arena_printf(arena, "%u", from);
    meta->period_to = tc_arena_printf(arena, "%u", to);
    meta->confidence[TC_META_PERIOD] = confidence;
    meta->at[TC_META_PERIOD] = meta->at[TC_META_TITLE];
}

static bool year_at(struct tc_lexer *lexer, uint32_t i, uint32_t *ret)
{
    const struct tc_word *word = tc_lex(lexer, i);
    *ret = word->value;
    return word->kind == TC_W_NUMBER && word->length == 4 && word->value >= 1930 && word->value <= 2099;
}

// “2011 - 2015”
static bool years_at(struct tc_lexer *lexer, uint32_t i, uint32_t *ret_from, uint32_t *ret_to)
{
    return year_at(lexer, i, ret_from) && tc_mark_is(tc_lex(lexer, i + 1), '-') && year_at(lexer, i + 2, ret_to) &&
           *ret_to >= *ret_from && *ret_to - *ret_from <= 50;
}

// “giai đoạn 2011 - 2015”, “nhiệm kỳ 2015-2020”, “(2019 - 2024)”; else “năm 2008 … năm 2009”. “đến năm 2030” is an aim.
static void read_period(struct tc_lexer *lexer, struct tc_arena *arena, struct tc_meta *meta)
{
    uint32_t from, to, first = 0, last = 0;
    tc_lex_init(lexer, meta->title, strlen(meta->title));
    for (uint32_t i = 1; i < TC_LEX_MAX - 8 && tc_lex(lexer, i)->kind != TC_W_END; i++) {
        bool lead =
            tc_word_at(lexer, i - 1, "đoạn") || tc_word_at(lexer, i - 1, "kỳ") || tc_mark_is(tc_lex(lexer, i - 1), '(');
        if (lead && years_at(lexer, i, &from, &to)) {
            set_period(meta, from, to, 0.8F, arena);
            return;
        }
        if (!tc_word_at(lexer, i - 1, "năm") || !year_at(lexer, i, &to) || (i > 1 && tc_word_at(lexer, i - 2, "đến")))
            continue;
        if (first)
            last = to;
        else
            first = to;
    }
    if (last > first && last - first <= 10)
        set_period(meta, first, last, 0.5F, arena);
}

// “BAN CHẤP HÀNH KHÓA XVI”, “ĐẠI HỘI ĐẠI BIỂU ĐẢNG BỘ TỈNH LẦN THỨ XVII”, “Quốc hội khóa XIV” in the head.
static bool read_term_of_head(struct tc_lexer *lexer, const char *line, bool congress, int *ret)
{
    uint32_t next;
    tc_lex_init(lexer, line, strlen(line));
    for (uint32_t i = 0; i < TC_LEX_MAX - 8 && tc_lex(lexer, i)->kind != TC_W_END; i++) {
        if (!congress && tc_word_at(lexer, i, "khóa") && tc_word_roman(lexer, tc_lex(lexer, i + 1), ret))
            return true;
        if (congress && tc_word_at(lexer, i, "lần") && tc_word_at(lexer, i + 1, "thứ") &&
            (tc_word_roman(lexer, tc_lex(lexer, i + 2), ret) || tc_read_ordinal(lexer, i + 2, ret, &next)))
            return true;
    }
    return false;
}

static bool begins(const char *line, const char *words)
{
    return line && !strncmp(line, words, strlen(words));
}

// “Ban Chấp hành Đảng bộ tỉnh khóa XVIII” in the first lines: the committee's own term, not the centre's, and not that
// of another document (“Nghị quyết … của Ban Chấp hành Đảng bộ tỉnh khóa XVIII”).
static void read_term_of_text(struct tc_lexer *lexer, const char *text, size_t len, struct tc_arena *arena,
                              struct tc_meta *meta)
{
    static const char *const bodies[] = {"tỉnh", "phố", "huyện", "ủy"};
    uint32_t next;
    int value;
    tc_lex_init(lexer, text, len < SEEN ? len : SEEN);
    for (uint32_t i = 2; i < TC_LEX_MAX - 8 && tc_lex(lexer, i)->kind != TC_W_END; i++) {
        if (!tc_word_at(lexer, i, "khóa"))
            continue;
        bool own = false;
        for (size_t n = 0; n < TC_LENGTH(bodies); n++)
            own |= tc_word_at(lexer, i - 1, bodies[n]);
        for (uint32_t back = 1; own && back < 9 && back <= i; back++)
            own = !tc_word_at(lexer, i - back, "của");
        if (own && tc_read_ordinal(lexer, i + 1, &value, &next)) {
            set_term(meta, value, 0.7F, tc_lex(lexer, i)->start, arena);
            return;
        }
    }
}

static const struct tc_term_rule *term_at(const char *body, const char *date)
{
    const struct tc_rules *rules = tc_rules();
    for (size_t i = 0; i < rules->term_count; i++) {
        const struct tc_term_rule *term = &rules->terms[i];
        if (!strcmp(term->body, body) && strcmp(term->from, date) <= 0 && (!term->to[0] || strcmp(date, term->to) <= 0))
            return term;
    }
    return NULL;
}

static const struct tc_issuer_rule *committee_of(const char *code)
{
    const struct tc_rules *rules = tc_rules();
    for (size_t i = 0; code && i < rules->issuer_count; i++)
        if (!strcmp(rules->issuers[i].code, code))
            return rules->issuers[i].family == TC_FAMILY_PARTY ? &rules->issuers[i] : NULL;
    return NULL;
}

// By the calendar: the centre's terms; the province's own where the office has a calendar of it (rows whose body is
// "tinh-Lâm Đồng"); else, of a province's committee, the years between its congresses (“2015 - 2020”).
static void read_term_of_calendar(struct tc_arena *arena, struct tc_meta *meta)
{
    const struct tc_issuer_rule *committee = committee_of(meta->issuer_code);
    if (!committee || !meta->date || strlen(meta->date) < 10 || meta->date[0] == '-')
        return;
    const struct tc_term_rule *term = NULL;
    if (!strcmp(committee->level, "central"))
        term = term_at("party", meta->date);
    else if (!strcmp(committee->level, "province") && meta->province)
        term = term_at(tc_arena_printf(arena, "tinh-%s", meta->province), meta->date);
    float confidence = term ? 0.5F : 0.4F;
    if (!term && !strcmp(committee->code, "TU")) // of the offices and the lower committees nothing is told
        term = term_at("committee", meta->date);
    if (!term)
        return;
    meta->term = term->term;
    meta->confidence[TC_META_TERM] = confidence;
    meta->at[TC_META_TERM] = meta->at[TC_META_DATE];
}

// QH13, UBTVQH14: the symbol has the term.
static void read_term_of_symbol(struct tc_arena *arena, struct tc_meta *meta)
{
    const char *code = meta->issuer_code;
    if (!begins(code, "QH") && !begins(code, "UBTVQH"))
        return;
    int term = atoi(code + strcspn(code, "0123456789"));
    if (term > 0 && term < 40)
        set_term(meta, term, 0.9F, meta->at[TC_META_NUMBER], arena);
}

void tc_term_read(const char *text, size_t len, struct tc_arena *arena, struct tc_meta *meta)
{
    struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
    bool congress = begins(meta->issuer, "Đại hội");
    int term;
    if (meta->title)
        read_period(lexer, arena, meta);
    read_term_of_symbol(arena, meta);
    if (!meta->term && meta->issuer && read_term_of_head(lexer, meta->issuer, congress, &term))
        set_term(meta, term, 0.9F, meta->at[TC_META_ISSUER], arena);
    if (!meta->term && !congress)
        read_term_of_text(lexer, text, len, arena, meta);
    if (!meta->term)
        read_term_of_calendar(arena, meta);
    free(lexer);
}
