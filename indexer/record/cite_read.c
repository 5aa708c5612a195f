// SPDX-License-Identifier: GPL-3.0-or-later
// One citation or one list of them, from its first word: [provision] [type] and a number (cite_numbered.c), or a name.
#include "cite_scan.h"

#include <string.h>

static void add_mention(struct tc_scan *s, uint32_t start, uint32_t end)
{
    TC_GROW(s->mentions, s->mention_count, s->mention_cap);
    s->mentions[s->mention_count++] = (struct tc_mention){start, end};
}

static size_t emit_names(struct tc_scan *s, const struct tc_name *names, size_t count, uint32_t start,
                         const struct tc_provisions *provisions)
{
    struct tc_arena *arena = &s->record->arena;
    for (size_t i = 0; i < count; i++)
        for (size_t p = 0; p < (provisions && provisions->count ? provisions->count : 1); p++) {
            struct tc_citation *c = tc_cite_add(s, start, names[i].end);
            char day[TC_DATE_MAX];
            tc_date_text(&names[i].date, day);
            c->type = names[i].type;
            c->type_code = names[i].type_code;
            c->issuer_code = names[i].issuer;
            c->key = tc_arena_strdup(arena, names[i].key);
            c->date = day[0] ? tc_arena_strdup(arena, day) : NULL;
            c->year = names[i].date.year;
            c->stands_for = tc_rules_stands_for(names[i].key, arena);
            if (provisions && provisions->count)
                c->provision = tc_arena_strdup(arena, provisions->items[p]);
        }
    s->last_type = NULL;
    s->last_end = names[0].end;
    return names[0].end;
}

// A plenum or congress name behind its type word; a year may follow (“khóa VII năm 1993”).
static size_t read_name(struct tc_scan *s, uint32_t i, uint32_t start, const struct tc_type_rule *type, bool has_centre,
                        const struct tc_provisions *provisions)
{
    struct tc_name names[2 * TC_NAMES_MAX];
    struct tc_date date;
    uint32_t next, behind;
    size_t count = tc_read_plenum(&s->lexer, i, has_centre, names, &next);
    if (!count)
        count = tc_read_congress(&s->lexer, i, s->context->place, names, &next);
    if (!count)
        return 0;
    // “T.Ư 4 (khóa XI) và T.Ư 4 (khóa XII)”
    for (uint32_t more;
         count && count <= TC_NAMES_MAX && tc_joins_at(&s->lexer, next) && !strncmp(names[0].key, "NQTW:", 5);
         next = more) {
        size_t added = tc_read_plenum(&s->lexer, next + 1, false, names + count, &more);
        if (!added)
            break;
        count += added;
    }
    bool dated = tc_read_date_after(&s->lexer, next, 0, &date, &behind);
    for (size_t n = 0; n < count; n++) {
        names[n].type = type->name;
        names[n].type_code = type->code;
        if (dated) {
            names[n].date = date;
            names[n].end = tc_lex(&s->lexer, behind - 1)->end;
        }
    }
    return emit_names(s, names, count, start, provisions);
}

// “Đề án “Đào tạo cán bộ nguồn””: a mention, and a citation where that title came with a number before.
static size_t read_titled(struct tc_scan *s, uint32_t i, uint32_t start, const struct tc_type_rule *type)
{
    struct tc_quoted title;
    uint32_t open;
    if (!tc_read_quoted(&s->lexer, i, &title, &open))
        return 0;
    size_t inside = tc_lex(&s->lexer, open)->start;
    add_mention(s, start, title.behind);
    if (s->context->inherits) {
        struct tc_citation *c = tc_cite_add(s, start, title.behind);
        c->type = type->name;
        c->type_code = type->code;
        c->key = "";
        c->title_start = title.start;
        c->title_end = title.end;
        c->is_open = true;
    }
    return inside; // the title may cite others
}

// “Nghị quyết này”, “Chỉ thị nêu trên”, “các nghị quyết của Tỉnh ủy”: recorded as mentions.
static size_t read_mention(struct tc_scan *s, uint32_t i, uint32_t start)
{
    struct tc_lexer *lexer = &s->lexer;
    uint32_t j = i, next;
    struct tc_issuer issuer;
    if (tc_word_at(lexer, j, "này") || tc_word_at(lexer, j, "đó"))
        j++;
    else if ((tc_word_at(lexer, j, "nêu") || tc_word_at(lexer, j, "nói")) && tc_word_at(lexer, j + 1, "trên"))
        j += 2;
    else if (tc_word_at(lexer, j, "trên"))
        j++;
    else if (tc_read_issuer(lexer, j, true, &issuer, &next))
        j = next;
    else
        return 0;
    uint32_t end = tc_lex(lexer, j - 1)->end;
    struct tc_word before;
    tc_lex_before(lexer->text, start, &before);
    if (tc_word_is(lexer, &before, "các") || tc_word_is(lexer, &before, "những"))
        start = before.start;
    add_mention(s, start, end);
    return end;
}

static size_t read_typed(struct tc_scan *s, uint32_t i, uint32_t start, const struct tc_provisions *provisions)
{
    const struct tc_rules *rules = tc_rules();
    uint32_t row, next, behind, second;
    if (!tc_phrases_match(&rules->type_words, &s->lexer, i, TC_PHRASE_EXACT, &row, &next))
        return 0;
    const struct tc_type_rule *type = &rules->types[row];
    struct tc_reading r = {.type = type, .start = start, .is_capital = tc_lex(&s->lexer, i)->is_capital};
    // an abbreviation is written in capitals, and glued to something else it is none (“đa”, “CT5”, “TT-BTC”)
    const struct tc_word *first = tc_lex(&s->lexer, i), *after = tc_lex(&s->lexer, next);
    bool short_form = next == i + 1 && !first->has_tone && first->length <= 4 && strcmp(type->code, "L") != 0;
    bool capitals = first->is_upper || (first->is_capital && !tc_lex_is_lower(s->lexer.text, first));
    bool glued = !after->space && after->kind != TC_W_END && !tc_mark_is(after, '.');
    if (short_form && capitals && glued && after->kind == TC_W_NUMBER) // “NĐ155/2016/NĐ-CP”, but not “CT5”
        return tc_read_numbered(s, next, &r, &behind) && r.numbers[0].has_symbol
                   ? tc_finish_numbered(s, &r, behind, provisions)
                   : 0;
    if (short_form && (!capitals || glued))
        return 0;
    size_t end = read_name(s, next, start, type, false, provisions);
    if (end)
        return end;
    if (tc_phrases_match(&rules->type_words, &s->lexer, next, TC_PHRASE_EXACT, &row, &second) &&
        rules->types[row].strength != TC_GENERIC && tc_read_numbered(s, second, &r, &behind) && r.numbers[0].has_symbol)
        return tc_finish_numbered(s, &r, behind,
                                  provisions); // “Thông báo Kết luận số …”: two types, the symbol decides
    r = (struct tc_reading){.type = type, .start = start, .is_capital = first->is_capital};
    if (tc_read_numbered(s, next, &r, &behind))
        return tc_finish_numbered(s, &r, behind, provisions);
    if (provisions)
        return 0;
    if (type->strength != TC_STRONG && type->strength != TC_WEAK)
        return 0;
    end = read_titled(s, next, start, type);
    return end ? end : read_mention(s, next, start);
}

static bool rests_on(struct tc_scan *s, uint32_t start)
{
    struct tc_word before;
    tc_lex_before(s->lexer.text, start, &before);
    return tc_word_is(&s->lexer, &before, "cứ");
}

// “pháp luật đất đai”, “kỷ luật trong Đảng năm 2012”, “quy luật”: words that end in luật.
static bool is_other_luat(const struct tc_lexer *lexer, const struct tc_word *before, const struct tc_word *word)
{
    static const char *const firsts[] = {"pháp", "kỷ", "kỉ", "quy", "qui", "định", "giới", "niêm"};
    if (before->is_capital && word->is_capital && !word->is_upper) // “Bộ Tư Pháp Luật …”
        return false;
    for (size_t i = 0; i < TC_LENGTH(firsts); i++)
        if (tc_word_is(lexer, before, firsts[i]))
            return true;
    return false;
}

// A law by its number: “Luật số 80/2015/QH13”, “bộ luật …”; “kỷ luật 7”, “ngành luật 12.” are none.
static bool may_be_law(struct tc_scan *s, uint32_t i, uint32_t start)
{
    struct tc_lexer *lexer = &s->lexer;
    struct tc_word before;
    struct tc_number number;
    uint32_t next;
    if (!tc_word_at(lexer, i, "luật") || tc_read_so(lexer, i + 1, &next))
        return true;
    tc_lex_before(lexer->text, start, &before);
    return !is_other_luat(lexer, &before, tc_lex(lexer, i)) &&
           tc_read_number(lexer, i + 1, TC_NUM_TYPED, &number, &next) && (number.has_symbol || number.year);
}

static size_t read_law_cited(struct tc_scan *s, uint32_t i, uint32_t start, const struct tc_provisions *provisions)
{
    struct tc_law law;
    uint32_t next;
    if (!tc_read_law(&s->lexer, i, provisions != NULL, &law, &next))
        return 0;
    if (!provisions) {
        struct tc_word before;
        tc_lex_before(s->lexer.text, start, &before);
        if (is_other_luat(&s->lexer, &before, tc_lex(&s->lexer, i)))
            return 0;
    }
    bool capital = tc_lex(&s->lexer, i)->is_capital;
    if (law.is_basic && !provisions && !rests_on(s, start))
        return 0;
    if (!law.number.digits[0]) {
        bool bare = !provisions && !law.name.date.year;
        if (bare && !law.is_basic && law.is_known && !capital)
            return 0;
        return emit_names(s, &law.name, 1, start, provisions);
    }
    struct tc_reading r = {.type = tc_rules_type_named("L"), .start = start, .end = law.name.end, .count = 1};
    if (law.name.type_code && !strcmp(law.name.type_code, "PL"))
        r.type = tc_rules_type_named("PL");
    r.numbers[0] = law.number;
    r.dates[0] = law.name.date;
    tc_finish_numbered(s, &r, next, provisions);
    return law.name.end;
}

static size_t read_provision_cited(struct tc_scan *s, uint32_t i, uint32_t start)
{
    struct tc_provisions provisions;
    uint32_t next;
    if (tc_word_at(&s->lexer, i + 1, "lệ")) // Điều lệ Đảng
        return read_law_cited(s, i, start, NULL);
    if (!tc_read_provisions(&s->lexer, i, &provisions, &next))
        return 0;
    size_t end = read_law_cited(s, next, start, &provisions);
    if (!end)
        end = read_typed(s, next, start, &provisions);
    // where the whole list leads nowhere, none of its parts leads further
    return end ? end : tc_lex(&s->lexer, next - 1)->end;
}

size_t tc_cite_at(struct tc_scan *s, uint32_t i, enum tc_trigger trigger)
{
    uint32_t start = tc_lex(&s->lexer, i)->start, so;
    const struct tc_type_rule *resolution;
    if (s->context->document) {
        const struct tc_block *block = tc_document_block_at(s->context->document, start);
        if (block && !tc_block_is_body(block->kind))
            return 0;
    }
    if (start >= s->context->type_line && start < s->context->type_line_end)
        return 0;
    size_t end = 0;
    switch (trigger) {
    case TC_T_NUMBER:
        return tc_read_untyped(s, i, start, false);
    case TC_T_SO:
        return tc_read_so(&s->lexer, i, &so) ? tc_read_untyped(s, so, start, true) : 0;
    case TC_T_TYPE:
        return read_typed(s, i, start, NULL);
    case TC_T_PLENUM:
        resolution = tc_rules_type_named("NQ");
        return resolution ? read_name(s, i + 1, start, resolution, true, NULL) : 0;
    case TC_T_LAW:
        end = read_law_cited(s, i, start, NULL);
        return end || !may_be_law(s, i, start) ? end : read_typed(s, i, start, NULL);
    case TC_T_PROVISION:
        return read_provision_cited(s, i, start);
    case TC_T_NONE:
        break;
    }
    return 0;
}
