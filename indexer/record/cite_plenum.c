// SPDX-License-Identifier: GPL-3.0-or-later
// Plenum names: “Nghị quyết Trung ương 4 khóa XII”, “Hội nghị lần thứ sáu”, “T.Ư 4, khóa XI”, “Trung ương 6 (lần 2)
// khóa VIII”, “Trung ương 4 (khóa XI và XII)”, “Hội nghị Trung ương 6, 7 khóa XII”.
#include "cite.h"

#include <stdio.h>
#include <string.h>

enum { PLENUMS = 8, TERMS = 6 };

struct plenum {
    int numbers[PLENUMS], sessions[PLENUMS], terms[TERMS];
    size_t number_count, term_count;
    bool has_centre, has_meeting;
};

// “Trung ương”, “TW”, “TƯ”, “T.Ư”, with Đảng and with Ban Chấp hành before it; i when there is none.
static uint32_t skip_centre(struct tc_lexer *lexer, uint32_t i)
{
    uint32_t j = i;
    if (tc_word_at(lexer, j, "BCH"))
        j++;
    else if (tc_word_at(lexer, j, "ban") && tc_word_at(lexer, j + 1, "chấp") && tc_word_at(lexer, j + 2, "hành"))
        j += 3;
    else if (tc_word_at(lexer, j, "của"))
        j++;
    if (tc_word_at(lexer, j, "trung") && tc_word_at(lexer, j + 1, "ương"))
        j += 2;
    else if (tc_word_at(lexer, j, "TW") || tc_word_at(lexer, j, "TƯ") || tc_word_at(lexer, j, "BCHTW") ||
             tc_word_at(lexer, j, "BCHTƯ"))
        j++;
    else if (tc_word_at(lexer, j, "T") && tc_mark_is(tc_lex(lexer, j + 1), '.') &&
             (tc_word_at(lexer, j + 2, "Ư") || tc_word_at(lexer, j + 2, "W")))
        j += 3;
    else
        return i;
    // the Youth Union, the mass organisations have a centre too
    if (tc_word_at(lexer, j, "Đoàn") || tc_word_at(lexer, j, "MTTQ") ||
        (tc_word_at(lexer, j, "Hội") && !tc_word_at(lexer, j + 1, "nghị")))
        return i;
    if (tc_word_at(lexer, j, "Đảng"))
        j++;
    return j;
}

// “Hội nghị”, “HN”; i when there is none.
static uint32_t skip_meeting(struct tc_lexer *lexer, uint32_t i)
{
    if (tc_word_at(lexer, i, "hội") && tc_word_at(lexer, i + 1, "nghị"))
        return i + 2;
    return tc_word_at(lexer, i, "HN") || tc_word_at(lexer, i, "HNTW") ? i + 1 : i;
}

static uint32_t skip_lan_thu(struct tc_lexer *lexer, uint32_t i)
{
    if (tc_word_at(lexer, i, "lần"))
        return i + 1 + (uint32_t)tc_word_at(lexer, i + 1, "thứ");
    return i + (uint32_t)tc_word_at(lexer, i, "thứ");
}

// “(lần 2)”, “lần 2” behind a plenum's number.
static uint32_t read_session(struct tc_lexer *lexer, uint32_t i, int *ret)
{
    uint32_t j = i, next;
    bool open = tc_mark_is(tc_lex(lexer, j), '(') || tc_mark_is(tc_lex(lexer, j), ',');
    j += open;
    if (!tc_word_at(lexer, j, "lần"))
        return i;
    j = skip_lan_thu(lexer, j);
    if (!tc_read_ordinal(lexer, j, ret, &next) || *ret > 3)
        return i;
    return next + (open && tc_mark_is(tc_lex(lexer, next), ')'));
}

// A number in a list; one that begins something else (“6, 7 tháng”) is caught by what follows the list.
static bool add_number(struct tc_lexer *lexer, uint32_t i, struct plenum *p, uint32_t *ret_next)
{
    int value;
    if (p->number_count == PLENUMS || !tc_read_ordinal(lexer, i, &value, ret_next) || value > 20)
        return false;
    int session = 0;
    *ret_next = read_session(lexer, *ret_next, &session);
    p->sessions[p->number_count] = session;
    p->numbers[p->number_count++] = value;
    return true;
}

static uint32_t read_numbers(struct tc_lexer *lexer, uint32_t i, struct plenum *p)
{
    uint32_t next, j = i;
    if (!add_number(lexer, skip_lan_thu(lexer, j), p, &next))
        return i;
    for (j = next; tc_joins_at(lexer, j);) {
        uint32_t k = j + 1;
        if (tc_joins_at(lexer, k))
            k++;
        uint32_t after = skip_centre(lexer, k);
        uint32_t at = skip_lan_thu(lexer, after);
        const struct tc_word *word = tc_lex(lexer, at);
        bool plain = word->kind == TC_W_NUMBER || word->is_upper || at > k;
        const struct tc_word *behind = tc_lex(lexer, at + 1);
        bool date = tc_word_is(lexer, behind, "tháng") || tc_mark_is(behind, '/');
        if (!plain || date || !add_number(lexer, at, p, &next))
            break;
        j = next;
    }
    return j;
}

static bool read_term_number(struct tc_lexer *lexer, uint32_t i, int *ret)
{
    const struct tc_word *word = tc_lex(lexer, i);
    if (word->kind == TC_W_NUMBER && word->length <= 2 && word->value >= 1 && word->value <= 20) {
        *ret = (int)word->value;
        return true;
    }
    return tc_word_roman(lexer, word, ret) && *ret <= 20;
}

// “khóa”, “K.”, “/” before a term.
static uint32_t skip_khoa(struct tc_lexer *lexer, uint32_t i)
{
    if (tc_word_at(lexer, i, "khóa"))
        return i + 1;
    if (tc_word_at(lexer, i, "K"))
        return i + 1 + (uint32_t)tc_mark_is(tc_lex(lexer, i + 1), '.');
    return i;
}

// “… khóa IX;⏎⏎I- MỤC ĐÍCH”: the figure of the next heading is no further item of a list that ended at word i.
static bool begins_anew(struct tc_lexer *lexer, uint32_t i, uint32_t figure)
{
    for (uint32_t j = i + 1; j <= figure; j++)
        if (tc_lex(lexer, j)->space == TC_S_EMPTY_LINE ||
            (tc_lex(lexer, j)->space == TC_S_LINE && tc_mark_is(tc_lex(lexer, i), ';')))
            return true;
    return false;
}

static uint32_t read_terms(struct tc_lexer *lexer, uint32_t i, struct plenum *p)
{
    uint32_t j = i;
    bool open = false, slash = false;
    for (;; j++) {
        const struct tc_word *word = tc_lex(lexer, j);
        open |= tc_mark_is(word, '(');
        slash |= tc_mark_is(word, '/');
        if (!tc_mark_is(word, '(') && !tc_mark_is(word, ',') && !tc_mark_is(word, '/') && !tc_mark_is(word, '-') &&
            !tc_word_is(lexer, word, "các") && !tc_word_is(lexer, word, "của"))
            break;
        if (j > i + 2)
            return i;
    }
    uint32_t k = skip_khoa(lexer, j);
    int term;
    if ((k == j && !slash) || !read_term_number(lexer, k, &term))
        return i;
    p->terms[p->term_count++] = term;
    for (j = k + 1; tc_joins_at(lexer, j) && p->term_count < TERMS;) {
        k = j + 1;
        k += tc_joins_at(lexer, k);
        uint32_t at = skip_khoa(lexer, k);
        const struct tc_word *word = tc_lex(lexer, at);
        if (begins_anew(lexer, j, at))
            break;
        if ((at == k && word->kind != TC_W_NUMBER && !word->is_upper) || !read_term_number(lexer, at, &term) ||
            (word->kind == TC_W_NUMBER && at == k && !open))
            break;
        p->terms[p->term_count++] = term;
        j = at + 1;
    }
    return j + (open && tc_mark_is(tc_lex(lexer, j), ')'));
}

// Behind the number: the body, when it comes late (“lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII”). What shows
// that another body met makes it no plenum of the Central Committee.
static bool read_late_centre(struct tc_lexer *lexer, uint32_t *i, struct plenum *p)
{
    uint32_t j = *i + (uint32_t)(tc_mark_is(tc_lex(lexer, *i), ',') || tc_word_at(lexer, *i, "của"));
    uint32_t next = skip_centre(lexer, j);
    if (next > j) {
        p->has_centre = true;
        *i = next;
        return true;
    }
    static const char *const others[] = {"tỉnh", "thành", "huyện", "quận", "thị",  "đảng", "ban",
                                         "BCH",  "hội",   "UBND",  "HĐND", "quốc", "chi",  "công"};
    if (p->has_centre)
        return true;
    for (size_t n = 0; n < TC_LENGTH(others); n++)
        if (tc_word_at(lexer, j, others[n]))
            return false;
    return true;
}

static size_t write_names(const struct plenum *p, uint32_t end, struct tc_name *ret)
{
    size_t n = 0;
    for (size_t t = 0; t < (p->term_count ? p->term_count : 1); t++)
        for (size_t i = 0; i < p->number_count && n < TC_NAMES_MAX; i++) {
            char term[16] = "?", session[16] = "";
            if (p->term_count)
                tc_roman_text(p->terms[t], term);
            if (p->sessions[i])
                (void)snprintf(session, sizeof session, "(%d)", p->sessions[i]);
            ret[n] = (struct tc_name){.issuer = "TW", .end = end};
            (void)snprintf(ret[n].key, sizeof ret[n].key, "NQTW:%d%s/%s", p->numbers[i], session, term);
            n++;
        }
    return n;
}

size_t tc_read_plenum(struct tc_lexer *lexer, uint32_t i, bool has_centre, struct tc_name *ret, uint32_t *ret_next)
{
    struct plenum p = {.has_centre = has_centre};
    uint32_t j = i, next;
    if (tc_word_at(lexer, j, "của"))
        j++;
    for (int round = 0; round < 3; round++) { // Hội nghị, Trung ương, Đảng in any order before the number
        next = skip_meeting(lexer, j);
        p.has_meeting |= next > j;
        j = next;
        next = skip_centre(lexer, j);
        p.has_centre |= next > j;
        j = next;
    }
    bool counted =
        tc_word_at(lexer, j, "lần") && tc_word_at(lexer, j + 1, "thứ"); // “Nghị quyết lần thứ tư BCH Trung ương”
    if (!p.has_centre && !p.has_meeting && !counted)
        return 0;
    next = read_numbers(lexer, j, &p);
    bool named_by_meeting = p.has_meeting && (tc_word_at(lexer, j, "lần") || tc_word_at(lexer, j, "thứ"));
    if (next == j || !read_late_centre(lexer, &next, &p) || (!p.has_centre && !named_by_meeting))
        return 0;
    next = read_terms(lexer, next, &p);
    if (!p.term_count && read_late_centre(lexer, &next, &p))
        next = read_terms(lexer, next, &p);
    const struct tc_word *first = tc_lex(lexer, next);
    if (tc_mark_is(first, '/') && !first->space)
        return 0;
    *ret_next = next;
    return write_names(&p, tc_lex(lexer, next - 1)->end, ret);
}
