// SPDX-License-Identifier: GPL-3.0-or-later
// Laws by name and year: “Luật Đất đai năm 2013”, “Bộ luật Hình sự 2015”, “Luật sửa đổi, bổ sung một số điều của … ngày
// …”, “Hiến pháp năm 1992”, “Điều lệ Đảng”.
#include "cite.h"

#include "text/token.h"

#include <stdio.h>
#include <string.h>

enum { NAME_WORDS = 48, PLAIN_WORDS = 10 };

// Appends words [i, end) with single spaces, canonical (lower case, old tone place).
static void add_name(struct tc_lexer *lexer, uint32_t i, uint32_t end, struct tc_buf *ret)
{
    struct tc_buf raw = {0};
    for (uint32_t j = i; j < end; j++) {
        const struct tc_word *word = tc_lex(lexer, j);
        if (j > i && word->space)
            tc_buf_char(&raw, ' ');
        tc_buf_add(&raw, lexer->text + word->start, word->end - word->start);
    }
    if (raw.len)
        tc_text_canonical(raw.data, raw.len, ret);
    tc_buf_fini(&raw);
}

// What closes a name: its number, its date, its year. False when it simply ends.
static bool read_closing(struct tc_lexer *lexer, uint32_t i, struct tc_law *law, uint32_t *ret_next)
{
    uint32_t j = i, next;
    const struct tc_word *word = tc_lex(lexer, j);
    if (word->kind == TC_W_NUMBER && !word->space && word->length <= 2) // the figure of a footnote
        j++;
    if (tc_mark_is(tc_lex(lexer, j), '(') && tc_word_at(lexer, j + 1, "sửa") && tc_word_at(lexer, j + 2, "đổi") &&
        tc_mark_is(tc_lex(lexer, j + 3), ')'))
        j += 4;
    else if (tc_word_at(lexer, j, "sửa") && tc_word_at(lexer, j + 1, "đổi")) { // “Luật Bảo hiểm y tế sửa đổi năm 2014”
        uint32_t k = j + 2 + (uint32_t)tc_mark_is(tc_lex(lexer, j + 2), ',');
        if (tc_word_at(lexer, k, "bổ") && tc_word_at(lexer, k + 1, "sung"))
            k += 2;
        else
            k = j + 2;
        struct tc_date year;
        if (tc_read_date(lexer, k, TC_DATE_PLAIN_YEAR, &year, &next) && year.year)
            j = k;
    }
    bool found = false, open = tc_mark_is(tc_lex(lexer, j), '(');
    uint32_t k = j + open + (uint32_t)(!open && tc_mark_is(tc_lex(lexer, j), ','));
    uint32_t so;
    if (tc_word_at(lexer, k, "luật"))
        k++;
    if (tc_read_date_after(lexer, j, TC_DATE_PLAIN_YEAR, &law->name.date, &next)) {
        found = true;
        j = next;
        open = tc_mark_is(tc_lex(lexer, j), '(');
        k = j + open + (uint32_t)(!open && tc_mark_is(tc_lex(lexer, j), ','));
    }
    struct tc_number number;
    if (tc_read_so(lexer, k, &so) && tc_read_number(lexer, so, 0, &number, &next) && number.has_symbol) {
        law->number = number;
        found = true;
        j = next + (open && tc_mark_is(tc_lex(lexer, next), ')'));
        struct tc_date date;
        if (tc_read_date_after(lexer, j, 0, &date, &next)) {
            law->name.date = date;
            j = next;
        }
    }
    if (found)
        *ret_next = j;
    return found;
}

static bool is_stop(struct tc_lexer *lexer, uint32_t i, uint32_t first)
{
    static const char *const stops[] = {"này",  "đó",   "là",  "được", "đã",   "thì", "phải", "tại",  "theo",
                                        "nghị", "khi",  "nếu", "mà",   "vì",   "để",  "do",   "đến",  "nêu",
                                        "nói",  "luật", "gồm", "như",  "nhằm", "kể",  "đối",  "chưa", "không"};
    const struct tc_word *word = tc_lex(lexer, i);
    if (word->kind == TC_W_END || word->space == TC_S_EMPTY_LINE)
        return true;
    if (word->kind == TC_W_MARK)
        return !tc_mark_is(word, ',') && !tc_mark_is(word, '-');
    if (word->kind == TC_W_NUMBER)
        return word->length > 3;
    if (tc_word_at(lexer, i, "quy") && tc_word_at(lexer, i + 1, "định"))
        return true;
    if (tc_word_at(lexer, i, "các") || tc_word_at(lexer, i, "có"))
        return i > first + 1;
    for (size_t n = 0; n < TC_LENGTH(stops); n++)
        if (tc_word_is(lexer, word, stops[n]))
            return true;
    return false;
}

// “sửa đổi, bổ sung một số điều của …”: runs to its closing over the names of the laws it changes.
static bool read_amending(struct tc_lexer *lexer, uint32_t i, struct tc_law *law, uint32_t *ret_name_end,
                          uint32_t *ret_next)
{
    for (uint32_t j = i; j < i + NAME_WORDS; j++) {
        const struct tc_word *word = tc_lex(lexer, j);
        if (word->kind == TC_W_END || word->space == TC_S_EMPTY_LINE || tc_mark_is(word, ';') ||
            tc_mark_is(word, ':') || tc_mark_is(word, '.') || tc_mark_is(word, '"'))
            return false;
        if (j > i + 3 && read_closing(lexer, j, law, ret_next)) {
            *ret_name_end = j;
            return true;
        }
    }
    return false;
}

// “theo luật mới vào năm 2004”: words that say which of the laws is meant, not what it is called.
static bool is_no_name(struct tc_lexer *lexer, uint32_t i)
{
    static const char *const words[] = {"mới",   "cũ",   "trước", "sau", "hiện", "chung", "riêng", "nay",
                                        "khác",  "chơi", "gia",   "sư",  "học",  "pháp",  "lệ",    "trong",
                                        "ngoài", "vào",  "từ",    "và",  "của",  "ở"};
    for (size_t n = 0; n < TC_LENGTH(words); n++)
        if (tc_word_at(lexer, i, words[n]))
            return true;
    return false;
}

// “trước năm 2004”, “vào ngày …”: a date that says when, not which law.
static bool is_when(struct tc_lexer *lexer, uint32_t i)
{
    static const char *const words[] = {"trước", "sau",  "vào", "từ",  "trong", "cuối",
                                        "đầu",   "giữa", "hết", "tới", "khoảng"};
    for (size_t n = 0; n < TC_LENGTH(words); n++)
        if (tc_word_at(lexer, i, words[n]))
            return true;
    return false;
}

// A name the tables do not know: to its closing, or with a provision before it to the first word that cannot belong.
static bool read_unknown(struct tc_lexer *lexer, uint32_t i, bool has_provision, struct tc_law *law,
                         uint32_t *ret_name_end, uint32_t *ret_next)
{
    bool capital = tc_lex(lexer, i)->is_capital;
    uint32_t limit = i + 20, j = i;
    for (; j < limit && !is_stop(lexer, j, i); j++)
        if (j > i && is_when(lexer, j - 1) && read_closing(lexer, j, law, ret_next))
            return false;
        else if (j > i && read_closing(lexer, j, law, ret_next)) {
            *ret_name_end = j;
            return capital || j < i + PLAIN_WORDS;
        }
    if (j > i && j < limit && read_closing(lexer, j, law, ret_next)) {
        *ret_name_end = j;
        return capital || j < i + PLAIN_WORDS;
    }
    if (!has_provision || !capital)
        return false;
    for (j = i; j < i + PLAIN_WORDS && !is_stop(lexer, j, i) && tc_lex(lexer, j)->kind == TC_W_WORD; j++) {
        if (tc_word_at(lexer, j, "và") || tc_word_at(lexer, j, "về") || tc_word_at(lexer, j, "của"))
            break;
    }
    *ret_name_end = *ret_next = j;
    return j > i && j < i + PLAIN_WORDS;
}

static void make_key(struct tc_lexer *lexer, const char *prefix, uint32_t i, uint32_t name_end, struct tc_law *law)
{
    struct tc_buf name = {0};
    char year[8] = "?";
    add_name(lexer, i, name_end, &name);
    if (law->name.date.year)
        (void)snprintf(year, sizeof year, "%d", law->name.date.year % 10000);
    (void)snprintf(law->name.key, sizeof law->name.key, "%s:%.280s@%s", prefix, name.data ? name.data : "", year);
    law->name.year = law->name.date.year;
    tc_buf_fini(&name);
}

static void make_known_key(const char *prefix, const char *name, struct tc_law *law)
{
    char year[8] = "?";
    if (law->name.date.year)
        (void)snprintf(year, sizeof year, "%d", law->name.date.year % 10000);
    (void)snprintf(law->name.key, sizeof law->name.key, "%s:%.280s@%s", prefix, name, year);
    law->name.year = law->name.date.year;
}

static void make_code_key(const char *code, struct tc_law *law)
{
    char year[8] = "?";
    if (law->name.date.year)
        (void)snprintf(year, sizeof year, "%d", law->name.date.year % 10000);
    (void)snprintf(law->name.key, sizeof law->name.key, "%.40s@%s", code, year);
    law->name.year = law->name.date.year;
}

static bool read_named(struct tc_lexer *lexer, uint32_t i, const struct tc_phrases *names, const char *prefix,
                       bool has_provision, struct tc_law *law, uint32_t *ret_next)
{
    const struct tc_rules *rules = tc_rules();
    uint32_t row, name_end, next, so;
    struct tc_number number;
    if (tc_read_so(lexer, i, &so) && tc_read_number(lexer, so, TC_NUM_TYPED, &number, &next))
        return false; // “Luật số 35/2018/QH14” goes by its number
    if (tc_lex(lexer, i)->kind != TC_W_WORD || tc_lex(lexer, i)->space == TC_S_EMPTY_LINE ||
        tc_word_at(lexer, i, "năm"))
        return false;
    if (!tc_lex(lexer, i)->is_capital && !lexer->lacks_marks && is_no_name(lexer, i))
        return false;
    if (tc_word_at(lexer, i, "sửa") && tc_word_at(lexer, i + 1, "đổi") &&
        read_amending(lexer, i, law, &name_end, ret_next)) {
        make_key(lexer, prefix, i, name_end, law);
        return true;
    }
    bool known = tc_phrases_match(names, lexer, i, TC_PHRASE_EXACT, &row, &name_end);
    if (known && read_closing(lexer, name_end, law, ret_next)) {
        law->is_known = true;
    } else {
        uint32_t unknown_end;
        struct tc_law other = *law;
        if (read_unknown(lexer, i, has_provision && !known, &other, &unknown_end, &next)) {
            *law = other;
            *ret_next = next;
            make_key(lexer, prefix, i, unknown_end, law);
            return true;
        }
        if (!known)
            return false;
        law->is_known = true;
        *ret_next = name_end;
    }
    if (rules->laws[row].code[0])
        make_code_key(rules->laws[row].code, law);
    else
        make_known_key(prefix, rules->laws[row].name, law);
    return true;
}

static bool read_constitution(struct tc_lexer *lexer, uint32_t i, struct tc_law *law, uint32_t *ret_next)
{
    uint32_t j = i;
    law->is_basic = true;
    if (tc_word_at(lexer, j, "nước") && tc_word_at(lexer, j + 1, "cộng") && tc_word_at(lexer, j + 2, "hòa")) {
        for (j += 3; j < i + 12 && !tc_word_at(lexer, j, "Nam"); j++)
            if (tc_lex(lexer, j)->kind != TC_W_WORD)
                break;
        j += (uint32_t)tc_word_at(lexer, j, "Nam");
        law->is_basic = false;
    } else if (tc_word_at(lexer, j, "nước")) {
        j++;
        j += (uint32_t)tc_word_at(lexer, j, "CHXHCN");
        j += 2 * (uint32_t)(tc_word_at(lexer, j, "Việt") && tc_word_at(lexer, j + 1, "Nam"));
    }
    *ret_next = j;
    if (read_closing(lexer, j, law, ret_next))
        law->is_basic = false;
    make_code_key("HIEN-PHAP", law);
    return true;
}

static bool read_statutes(struct tc_lexer *lexer, uint32_t i, struct tc_law *law, uint32_t *ret_next)
{
    uint32_t j = i;
    if (!tc_word_at(lexer, j, "Đảng") || tc_word_at(lexer, j + 1, "bộ"))
        return false;
    j++;
    if (tc_word_at(lexer, j, "cộng") && tc_word_at(lexer, j + 1, "sản"))
        j += 2 + 2 * (uint32_t)(tc_word_at(lexer, j + 2, "Việt") && tc_word_at(lexer, j + 3, "Nam"));
    law->is_basic = true;
    law->name.type = "điều lệ";
    law->name.type_code = "ĐL";
    law->name.issuer = NULL;
    (void)snprintf(law->name.key, sizeof law->name.key, "DIEU-LE-DANG");
    *ret_next = j;
    return true;
}

static const char *const code_words[] = {"BLHS", "BLDS", "BLTTHS", "BLTTDS", "BLLĐ"};

bool tc_read_law(struct tc_lexer *lexer, uint32_t i, bool has_provision, struct tc_law *ret, uint32_t *ret_next)
{
    const struct tc_rules *rules = tc_rules();
    struct tc_law law = {0};
    bool found = false;
    uint32_t next = i;
    law.name.type = "luật";
    law.name.type_code = "L";
    if (tc_word_at(lexer, i, "luật")) {
        found = read_named(lexer, i + 1, &rules->law_names, "LUAT", has_provision, &law, &next);
    } else if (tc_word_at(lexer, i, "bộ") && tc_word_at(lexer, i + 1, "luật")) {
        law.name.type = "bộ luật";
        law.name.type_code = "BL";
        found = read_named(lexer, i + 2, &rules->code_names, "LUAT", has_provision, &law, &next);
    } else if (tc_word_at(lexer, i, "pháp") && tc_word_at(lexer, i + 1, "lệnh")) {
        law.name.type = "pháp lệnh";
        law.name.type_code = "PL";
        found = read_named(lexer, i + 2, &rules->ordinance_names, "PHAP-LENH", has_provision, &law, &next);
    } else if (tc_word_at(lexer, i, "hiến") && tc_word_at(lexer, i + 1, "pháp")) {
        law.name.type = "hiến pháp";
        law.name.type_code = "HP";
        found = read_constitution(lexer, i + 2, &law, &next);
    } else if (tc_word_at(lexer, i, "điều") && tc_word_at(lexer, i + 1, "lệ")) {
        found = read_statutes(lexer, i + 2, &law, &next);
    } else {
        for (size_t n = 0; n < TC_LENGTH(code_words) && !found; n++)
            if (tc_lex(lexer, i)->is_upper && tc_word_at(lexer, i, code_words[n])) {
                law.name.type = "bộ luật";
                law.name.type_code = "BL";
                next = i + 1;
                found = read_closing(lexer, i + 1, &law, &next) || has_provision;
                make_code_key(code_words[n], &law);
            }
    }
    if (!found)
        return false;
    law.name.end = tc_lex(lexer, next - 1)->end;
    *ret = law;
    *ret_next = next;
    return true;
}
