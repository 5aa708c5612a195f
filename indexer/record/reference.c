// SPDX-License-Identifier: GPL-3.0-or-later
// References as people type them: 44 - kl/tu, KL 44, số 44 KL TU, NĐ 108/2014, chỉ thị 35, nghị quyết trung ương 4
// khóa XII, or a key itself. Plain words and years are none.
#include "cite_scan.h"

#include "text/decode.h"

#include <stdlib.h>
#include <string.h>

static const char *const name_prefixes[] = {"NQTW:", "NQDH:", "LUAT:", "PHAP-LENH:", "HIEN-PHAP", "DIEU-LE-DANG"};

// A key with unknown parts: figures, then parts between / and -, one of them "?", then perhaps "@" and a date.
static bool is_open_key(const char *text, size_t len)
{
    size_t parts = 0, unknown = 0;
    for (size_t i = 0; i < len && text[i] != '@'; i++) {
        parts += text[i] == '/' || text[i] == '-';
        unknown += text[i] == '?';
        if (text[i] == ' ' || text[i] == ',' || text[i] == '.')
            return false;
    }
    return parts >= 2 && unknown > 0;
}

// A key as the program writes it: taken as it is.
static bool read_key(const char *text, size_t len, struct tc_arena *arena, struct tc_reference *ret)
{
    for (size_t i = 0; i < TC_LENGTH(name_prefixes); i++) {
        size_t n = strlen(name_prefixes[i]);
        if (len >= n && !strncasecmp(text, name_prefixes[i], n)) {
            char *key = tc_arena_strndup(arena, text, len);
            memcpy(key, name_prefixes[i], n);
            ret->key = key;
            ret->stands_for = tc_rules_stands_for(key, arena);
            return len > n || i >= 4;
        }
    }
    if (text[0] >= '0' && text[0] <= '9' && is_open_key(text, len)) {
        ret->key = tc_arena_strndup(arena, text, len);
        return true;
    }
    static const char *const codes[] = {"BLHS@", "BLDS@", "BLTTHS@", "BLTTDS@", "BLLĐ@"};
    for (size_t i = 0; i < TC_LENGTH(codes); i++)
        if (len > strlen(codes[i]) && !strncmp(text, codes[i], strlen(codes[i]))) {
            ret->key = tc_arena_strndup(arena, text, len);
            return true;
        }
    return false;
}

static bool is_at_end(struct tc_lexer *lexer, uint32_t i)
{
    for (;; i++) {
        const struct tc_word *word = tc_lex(lexer, i);
        if (word->kind == TC_W_END)
            return true;
        if (word->kind != TC_W_MARK)
            return false;
    }
}

struct typed {
    const struct tc_type_rule *type;
    struct tc_number number;
    struct tc_date date;
    struct tc_issuer issuer;
    bool has_issuer, has_so;
};

// "@2008-12-01" of a key, "@?".
static uint32_t read_key_date(struct tc_lexer *lexer, uint32_t i, struct tc_date *ret)
{
    if (!tc_mark_is(tc_lex(lexer, i), '@'))
        return i;
    int parts[3] = {0};
    uint32_t j = i + 1;
    if (tc_mark_is(tc_lex(lexer, j), '?'))
        return j + 1;
    for (int n = 0; n < 3 && tc_lex(lexer, j)->kind == TC_W_NUMBER; n++) {
        parts[n] = (int)tc_lex(lexer, j++)->value;
        if (!tc_mark_is(tc_lex(lexer, j), '-'))
            break;
        j++;
    }
    *ret = (struct tc_date){parts[0], parts[1], parts[2]};
    return parts[0] ? j : i;
}

// “KL 44 TU”, “44 KL TU”, “số 44 KL TU”: type and issuer beside the number, no separators.
static uint32_t read_loose_codes(struct tc_lexer *lexer, uint32_t i, struct typed *t)
{
    for (int n = 0; n < 3; n++) {
        const struct tc_word *word = tc_lex(lexer, i);
        uint32_t skip = (uint32_t)(tc_mark_is(word, '/') || tc_mark_is(word, '-'));
        word = tc_lex(lexer, i + skip);
        if (word->kind != TC_W_WORD || word->has_tone)
            return i;
        const char *code = lexer->text + word->start;
        size_t len = word->end - word->start;
        const struct tc_type_rule *type = tc_rules_type(code, len);
        const struct tc_issuer_rule *issuer = tc_rules_code(code, len);
        if (type && !t->type && !t->number.type) {
            t->type = type;
        } else if (issuer && (t->type || t->number.type) && !t->number.issuer[0]) {
            strncpy(t->number.issuer, issuer->code, sizeof t->number.issuer - 1);
            t->number.type = t->type;
            t->number.has_symbol = true;
            t->number.form = issuer->family == TC_FAMILY_STATE ? TC_FAMILY_STATE : TC_FAMILY_PARTY;
        } else {
            return i;
        }
        i += skip + 1;
    }
    return i;
}

// “NĐ-CP 145/2020”, “KL/TU 44”: the issuer glued to the type.
static uint32_t read_code_before(struct tc_lexer *lexer, uint32_t i, struct typed *t)
{
    const struct tc_word *mark = tc_lex(lexer, i), *code = tc_lex(lexer, i + 1);
    if ((!tc_mark_is(mark, '-') && !tc_mark_is(mark, '/')) || code->kind != TC_W_WORD)
        return i;
    const struct tc_issuer_rule *rule = tc_rules_code(lexer->text + code->start, code->end - code->start);
    if (!rule)
        return i;
    t->has_issuer = true;
    strncpy(t->issuer.code, rule->code, sizeof t->issuer.code - 1);
    t->issuer.family = rule->family;
    return i + 2;
}

static bool read_typed(struct tc_lexer *lexer, uint32_t i, struct typed *t, uint32_t *ret_next)
{
    const struct tc_rules *rules = tc_rules();
    uint32_t row, next, j = i;
    if (tc_phrases_match(&rules->type_words, lexer, j, TC_PHRASE_EXACT, &row, &next)) {
        t->type = &rules->types[row];
        j = next;
    } else if (tc_lex(lexer, j)->kind == TC_W_WORD) {
        const struct tc_word *word = tc_lex(lexer, j);
        t->type = tc_rules_type(lexer->text + word->start, word->end - word->start);
        j += t->type != NULL;
    }
    if (t->type)
        j = read_code_before(lexer, j, t);
    if (t->type && tc_read_issuer(lexer, j, true, &t->issuer, &next)) {
        t->has_issuer = true;
        j = next;
    }
    t->has_so = tc_read_so(lexer, j, &j);
    unsigned flags = TC_NUM_TYPED | TC_NUM_ANY_CASE | (t->type && !strcmp(t->type->code, "CV") ? TC_NUM_LETTER : 0);
    if (!tc_read_number(lexer, j, flags, &t->number, &next))
        return false;
    if (!t->number.has_symbol)
        next = read_loose_codes(lexer, next, t);
    next = read_key_date(lexer, next, &t->date);
    uint32_t behind;
    if (!t->date.year && tc_read_date_after(lexer, next, TC_DATE_PLAIN_YEAR, &t->date, &behind))
        next = behind;
    if (tc_read_issuer(lexer, next, false, &t->issuer, &behind)) {
        t->has_issuer = true;
        next = behind;
        if (!t->date.year && tc_read_date_after(lexer, next, TC_DATE_PLAIN_YEAR, &t->date, &behind))
            next = behind;
    }
    *ret_next = next;
    return true;
}

static bool number_is_reference(const struct typed *t)
{
    const struct tc_number *n = &t->number;
    if (n->has_symbol)
        return n->type || t->type || n->issuer[0];
    if (!t->type || t->type->strength == TC_GENERIC || (n->digits[0] == '0' && !n->digits[1]))
        return false;
    if (n->year)
        return true;
    bool year = strlen(n->digits) == 4 && (!strncmp(n->digits, "19", 2) || !strncmp(n->digits, "20", 2));
    return t->has_so || !year;
}

static void fill(struct typed *t, const char *raw, struct tc_arena *arena, struct tc_reference *ret)
{
    struct tc_number *n = &t->number;
    if (!n->issuer[0] && t->has_issuer) {
        memcpy(n->issuer, t->issuer.code, sizeof n->issuer);
        if (n->form == TC_FAMILY_UNKNOWN)
            n->form = t->issuer.family == TC_FAMILY_PARTY ? TC_FAMILY_PARTY : TC_FAMILY_STATE;
    }
    const struct tc_type_rule *type = n->type ? n->type : t->type;
    if (t->type && n->type && !strcmp(n->type->code, "QĐ") && !strcmp(t->type->code, "QyĐ"))
        type = t->type;
    char day[TC_DATE_MAX];
    tc_date_text(&t->date, day);
    ret->key = tc_key_of_number(n, type, &t->date, arena);
    ret->type = type ? type->name : NULL;
    ret->type_code = type ? type->code : NULL;
    ret->number = tc_arena_strdup(arena, n->digits);
    ret->issuer_code = n->issuer[0] ? tc_arena_strdup(arena, n->issuer) : NULL;
    ret->date = day[0] ? tc_arena_strdup(arena, day) : NULL;
    if (n->has_symbol) {
        const char *symbol = tc_number_symbol(n, type, arena);
        size_t len = n->end - n->start;
        if (strlen(symbol) != len || memcmp(symbol, raw + n->start, len) != 0)
            ret->repaired = symbol;
    }
}

static bool read_number_reference(struct tc_lexer *lexer, struct tc_arena *arena, struct tc_reference *ret)
{
    struct typed t = {0};
    uint32_t next;
    if (!read_typed(lexer, 0, &t, &next) || !is_at_end(lexer, next) || !number_is_reference(&t))
        return false;
    fill(&t, lexer->text, arena, ret);
    return true;
}

// Names go through the scanner: the whole of the text must be one citation.
static bool read_name_reference(const char *text, size_t len, struct tc_arena *arena, struct tc_reference *ret)
{
    struct tc_record record = {0};
    bool found = false;
    tc_cite_scan(text, len, NULL, &record);
    if (record.citation_count >= 1 && record.citations[0].start <= 1) {
        const struct tc_citation *c = &record.citations[0];
        struct tc_lexer *rest = tc_xmalloc(sizeof *rest);
        struct tc_issuer issuer;
        uint32_t next = 0;
        tc_lex_init(rest, text, len);
        rest->lacks_marks = tc_lex_lacks_marks(text, len);
        uint32_t i = tc_lex_at(rest, c->end);
        if (tc_read_issuer(rest, i, false, &issuer, &next))
            i = next;
        found = is_at_end(rest, i) && c->key;
        free(rest);
        if (found) {
            *ret = (struct tc_reference){.key = tc_arena_strdup(arena, c->key),
                                         .type = c->type,
                                         .type_code = c->type_code,
                                         .number = tc_arena_strdup(arena, c->number),
                                         .issuer_code = tc_arena_strdup(arena, c->issuer_code),
                                         .date = tc_arena_strdup(arena, c->date),
                                         .repaired = tc_arena_strdup(arena, c->repaired)};
            ret->stands_for = tc_rules_stands_for(ret->key, arena);
        }
    }
    tc_record_fini(&record);
    return found;
}

// Two or three small letters at the beginning become capitals; false when it begins otherwise.
static bool raise_short_form(char *text, size_t len)
{
    size_t letters = 0;
    while (letters < len && text[letters] >= 'a' && text[letters] <= 'z')
        letters++;
    if (letters < 2 || letters > 3 || letters == len || text[letters] != ' ')
        return false;
    for (size_t i = 0; i < letters; i++)
        text[i] = (char)(text[i] - 'a' + 'A');
    return true;
}

bool tc_reference_read(const char *text, size_t len, struct tc_arena *arena, struct tc_reference *ret)
{
    enum { LONGEST = 400 };
    struct tc_buf nfc = {0};
    struct tc_reference found = {0};
    (void)tc_rules();
    if (!len || len > LONGEST)
        return false;
    tc_text_nfc(text, len, &nfc);
    const char *s = nfc.data;
    size_t n = nfc.len;
    while (n && (*s == ' ' || *s == '\t' || *s == '\n')) {
        s++;
        n--;
    }
    while (n && (s[n - 1] == ' ' || s[n - 1] == '\n' || s[n - 1] == '\t' || s[n - 1] == '\r'))
        n--;
    bool ok = false;
    if (n) {
        struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
        tc_lex_init(lexer, s, n);
        lexer->lacks_marks = tc_lex_lacks_marks(s, n);
        ok = read_key(s, n, arena, &found) || read_number_reference(lexer, arena, &found) ||
             read_name_reference(s, n, arena, &found);
        free(lexer);
        // “nq tw4 khoa xii”: texts write the short form in capitals, people who look something up do not
        if (!ok && raise_short_form(nfc.data + (s - nfc.data), n))
            ok = read_name_reference(s, n, arena, &found);
    }
    tc_buf_fini(&nfc);
    if (ok)
        *ret = found;
    return ok;
}
