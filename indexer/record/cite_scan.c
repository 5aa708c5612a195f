// SPDX-License-Identifier: GPL-3.0-or-later
// The scanner: finds where a citation may begin (a digit, or one of a few words) without reading anything else, and
// hands those places to the grammar.
#include "cite_scan.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

// Words that may begin a citation, and which part of the grammar reads on.
static const struct {
    const char *word;
    enum tc_trigger trigger;
} trigger_words[] = {
    {"nghị", TC_T_TYPE},      {"quyết", TC_T_TYPE},      {"quy", TC_T_TYPE},       {"chỉ", TC_T_TYPE},
    {"kết", TC_T_TYPE},       {"thông", TC_T_TYPE},      {"kế", TC_T_TYPE},        {"hướng", TC_T_TYPE},
    {"chương", TC_T_TYPE},    {"đề", TC_T_TYPE},         {"báo", TC_T_TYPE},       {"tờ", TC_T_TYPE},
    {"công", TC_T_TYPE},      {"phương", TC_T_TYPE},     {"biên", TC_T_TYPE},      {"sắc", TC_T_TYPE},
    {"văn", TC_T_TYPE},       {"dự", TC_T_TYPE},         {"giấy", TC_T_TYPE},      {"phiếu", TC_T_TYPE},
    {"lệnh", TC_T_TYPE},      {"NQ", TC_T_TYPE},         {"QĐ", TC_T_TYPE},        {"CT", TC_T_TYPE},
    {"KL", TC_T_TYPE},        {"TB", TC_T_TYPE},         {"KH", TC_T_TYPE},        {"HD", TC_T_TYPE},
    {"CTr", TC_T_TYPE},       {"ĐA", TC_T_TYPE},         {"QC", TC_T_TYPE},        {"BC", TC_T_TYPE},
    {"TTr", TC_T_TYPE},       {"CV", TC_T_TYPE},         {"PA", TC_T_TYPE},        {"BB", TC_T_TYPE},
    {"NĐ", TC_T_TYPE},        {"TT", TC_T_TYPE},         {"TTLT", TC_T_TYPE},      {"CĐ", TC_T_TYPE},
    {"NQLT", TC_T_TYPE},      {"NQTW", TC_T_PLENUM},     {"NQTƯ", TC_T_PLENUM},    {"pháp", TC_T_LAW},
    {"luật", TC_T_LAW},       {"bộ", TC_T_LAW},          {"hiến", TC_T_LAW},       {"BLHS", TC_T_LAW},
    {"BLDS", TC_T_LAW},       {"BLTTHS", TC_T_LAW},      {"BLTTDS", TC_T_LAW},     {"BLLĐ", TC_T_LAW},
    {"điều", TC_T_PROVISION}, {"khoản", TC_T_PROVISION}, {"điểm", TC_T_PROVISION}, {"mục", TC_T_PROVISION},
    {"tiểu", TC_T_PROVISION}, {"số", TC_T_SO},           {"cố", TC_T_SO},
};

static struct {
    uint8_t pairs[65536]; // first two bytes: 1 may begin a trigger, 2 is one of two bytes
    uint8_t quads[8192];  // first four bytes, hashed: a bit each
    uint8_t bytes[256];   // may the byte belong to a word?
    uint8_t by_word[TC_V_WORDS], by_fold[TC_V_WORDS];
} filter;

static uint32_t load4(const char *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

static uint32_t quad_hash(uint32_t v)
{
    return (v * 0x9E3779B1U) >> 16;
}

static void add_spelling(const char *word, size_t len)
{
    uint16_t pair;
    if (len < 2)
        return;
    memcpy(&pair, word, 2);
    if (len < 4) {
        filter.pairs[pair] |= 2; // short: every word that begins so is looked at
        return;
    }
    filter.pairs[pair] |= 1;
    uint32_t h = quad_hash(load4(word));
    filter.quads[h >> 3] |= (uint8_t)(1U << (h & 7));
}

// All spellings of a trigger by case and look-alikes: each character as it is, or as its capital.
static void add_spellings(const char *word)
{
    static const struct {
        const char *small, *forms[4];
    } changes[] = {
        {"đ", {"Đ", "ð", "Ð"}}, {"ư", {"Ư", "ƣ", "Ƣ"}}, {"ị", {"Ị"}}, {"ỉ", {"Ỉ"}}, {"ế", {"Ế"}}, {"ô", {"Ô"}},
        {"ề", {"Ề"}},           {"á", {"Á"}},           {"ờ", {"Ờ"}}, {"ê", {"Ê"}}, {"ắ", {"Ắ"}}, {"ă", {"Ă"}},
        {"ự", {"Ự"}},           {"ấ", {"Ấ"}},           {"ệ", {"Ệ"}}, {"ậ", {"Ậ"}}, {"ộ", {"Ộ"}}, {"ướ", {"ƯỚ"}},
        {"ố", {"Ố"}},           {"ụ", {"Ụ"}},           {"ể", {"Ể"}}, {"ả", {"Ả"}}};
    // only the first four bytes count: two or three characters, so few combinations
    char forms[64][8] = {""};
    size_t count = 1, pos = 0, len = strlen(word);
    while (pos < len && strlen(forms[0]) < 4) {
        size_t next = pos;
        tc_utf8_next(word, len, &next);
        char one[8] = "";
        memcpy(one, word + pos, next - pos);
        const char *variants[6] = {one};
        size_t variant_count = 1;
        char capital[2] = {0}, small[2] = {0};
        if (next - pos == 1) {
            capital[0] = (char)(one[0] & ~0x20);
            small[0] = (char)(one[0] | 0x20);
            variants[0] = small;
            variants[variant_count++] = capital;
        }
        for (size_t c = 0; c < TC_LENGTH(changes); c++)
            if (!strcmp(one, changes[c].small) || !strcmp(one, changes[c].forms[0])) {
                variants[0] = changes[c].small;
                for (size_t f = 0; f < 4 && changes[c].forms[f]; f++)
                    variants[variant_count++] = changes[c].forms[f];
            }
        size_t old = count;
        for (size_t v = 1; v < variant_count; v++)
            for (size_t k = 0; k < old && count < 64; k++, count++) {
                strcpy(forms[count], forms[k]);
                strcat(forms[count], variants[v]);
            }
        for (size_t k = 0; k < old; k++)
            strcat(forms[k], variants[0]);
        pos = next;
    }
    for (size_t k = 0; k < count; k++)
        add_spelling(forms[k], strlen(forms[k]) >= 4 || pos >= len ? strlen(forms[k]) : 3);
}

void tc_cite_filter_make(void)
{
    for (int b = 0; b < 256; b++)
        filter.bytes[b] = (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b >= 0x80;
    for (size_t i = 0; i < TC_LENGTH(trigger_words); i++) {
        const char *word = trigger_words[i].word;
        uint32_t id, fold;
        tc_vocabulary_add(word, strlen(word), &id, &fold);
        filter.by_word[id] = (uint8_t)trigger_words[i].trigger;
        if (!filter.by_fold[fold])
            filter.by_fold[fold] = (uint8_t)trigger_words[i].trigger;
        add_spellings(word);
        char exact[32], bare[32];
        tc_lex_spell(word, strlen(word), exact, bare, sizeof exact);
        add_spellings(bare);
    }
}

// Does something begin at p (4 bytes readable) that the grammar should see?
static bool passes(const char *p)
{
    uint16_t pair;
    memcpy(&pair, p, 2);
    uint8_t kind = filter.pairs[pair];
    if (!kind)
        return false;
    if (kind & 2)
        return true;
    uint32_t h = quad_hash(load4(p));
    return filter.quads[h >> 3] & (1U << (h & 7));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// A run of digits may be a number when a separator, a space and capitals, or a letter follows.
static bool digits_pass(const char *text, size_t len, size_t pos)
{
    size_t end = pos;
    while (end < len && is_digit(text[end]) && end - pos < 6)
        end++;
    if (end - pos > 5 || end >= len)
        return false;
    char c = text[end];
    if (c == '/' || c == '-' || c == '_' || c == (char)0xE2)
        return true;
    if (c == ' ' && end + 1 < len) {
        char d = text[end + 1];
        return d == '-' || d == '/' || d == (char)0xE2 || (d >= 'A' && d <= 'Z') || d == (char)0xC4 || d == (char)0xC3;
    }
    return (c >= 'a' && c <= 'h') || c == '\n';
}

static bool number_stands_apart(const char *text, size_t pos)
{
    if (!pos)
        return true;
    char before = text[pos - 1];
    // 1.511/…, 06:2010/BXD, 12/5/2016: parts of other figures
    if ((before == '.' || before == ',' || before == ':' || before == '/' || before == '-') && pos > 1 &&
        is_digit(text[pos - 2]))
        return false;
    return !(before == '/' || before == '_');
}

static size_t skip_word(const char *text, size_t len, size_t pos)
{
    while (pos < len && filter.bytes[(unsigned char)text[pos]]) {
        unsigned char c = (unsigned char)text[pos];
        if ((c == 0xE2 && pos + 1 < len && (unsigned char)text[pos + 1] == 0x80) || // “ ” – and their like
            (c == 0xC2 && pos + 1 < len && (unsigned char)text[pos + 1] <= 0xBF))   // no-break space, «
            break;
        pos++;
    }
    return pos;
}

static size_t skip_between(const char *text, size_t len, size_t pos)
{
    for (;;) {
        while (pos < len && !filter.bytes[(unsigned char)text[pos]])
            pos++;
        if (pos + 2 < len && (unsigned char)text[pos] == 0xE2 && (unsigned char)text[pos + 1] == 0x80)
            pos += 3;
        else if (pos + 1 < len && (unsigned char)text[pos] == 0xC2)
            pos += 2;
        else
            return pos;
    }
}

static enum tc_trigger trigger_of(const struct tc_word *word)
{
    if (word->kind == TC_W_NUMBER)
        return TC_T_NUMBER;
    enum tc_trigger trigger = (enum tc_trigger)filter.by_word[word->id < TC_V_WORDS ? word->id : 0];
    if (!trigger && word->is_bare && word->fold < TC_V_WORDS)
        trigger = (enum tc_trigger)filter.by_fold[word->fold];
    return trigger;
}

static void scan(struct tc_scan *s)
{
    const char *text = s->lexer.text;
    size_t len = s->lexer.len, pos = skip_between(text, len, 0);
    while (pos + 3 < len) {
        size_t next = 0;
        bool digit = is_digit(text[pos]);
        if (digit ? digits_pass(text, len, pos) && number_stands_apart(text, pos) : passes(text + pos)) {
            uint32_t i = tc_lex_at(&s->lexer, pos);
            enum tc_trigger trigger = trigger_of(tc_lex(&s->lexer, i));
            if (trigger)
                next = tc_cite_at(s, i, trigger);
        }
        if (next > pos) {
            pos = next;
        } else if (digit) {
            while (pos < len && is_digit(text[pos]))
                pos++;
        } else {
            size_t end = skip_word(text, len, pos);
            pos = end > pos ? end : pos + 1;
        }
        pos = skip_between(text, len, pos);
    }
}

void tc_cite_scan(const char *text, size_t len, const struct tc_cite_context *context, struct tc_record *record)
{
    static const struct tc_cite_context nothing = {0};
    (void)tc_rules();
    struct tc_scan *s = tc_xcalloc(1, sizeof *s);
    s->context = context ? context : &nothing;
    s->record = record;
    tc_lex_init(&s->lexer, text, len);
    s->lexer.lacks_marks = tc_lex_lacks_marks(text, len);
    scan(s);
    record->citation_count = s->count;
    record->citations = tc_arena_alloc(&record->arena, (s->count ? s->count : 1) * sizeof *record->citations);
    if (s->count)
        memcpy(record->citations, s->citations, s->count * sizeof *s->citations);
    record->mention_count = s->mention_count;
    record->mentions =
        tc_arena_alloc(&record->arena, (s->mention_count ? s->mention_count : 1) * sizeof *record->mentions);
    if (s->mention_count)
        memcpy(record->mentions, s->mentions, s->mention_count * sizeof *s->mentions);
    free(s->citations);
    free(s->mentions);
    free(s);
}
