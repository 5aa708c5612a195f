// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr_repair.h"

#include "base/strmap.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "text/syllable.h"
#include "text/token.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum { LETTERS_LEAST = 2, LETTERS_MOST = 7 };
// A syllable gives way to another only where it was read less surely than this, and for a pair as firm as this
// (thousandths of the normalised mutual information): of 45,000 words of right text that leaves 0.6 in 1,000 that would
// be changed if they were unsure.
enum { SURE = 96, FIRM = 490, VERY_UNSURE = 75, FIRM_IF_VERY_UNSURE = 400 };

// Letters that differ in marks alone.
static const char *const families[] = {"aàảãáạăằẳẵắặâầẩẫấậ", "eèẻẽéẹêềểễếệ", "iìỉĩíị", "oòỏõóọôồổỗốộơờởỡớợ",
                                       "uùủũúụưừửữứự",       "yỳỷỹýỵ",       "dđ"};
static struct tc_strmap pairs; // "kết_luận"

void tc_ocr_repair_open(void)
{
    struct tc_tsv table;
    if (pairs.count || tc_table_read("compounds", &table, NULL) != TC_OK)
        return;
    int syllables = tc_tsv_column(&table, "syllables"), bonds = tc_tsv_column(&table, "bond");
    for (size_t i = 0; i < table.rows; i++) {
        const char *pair = tc_tsv_cell(&table, i, syllables);
        const char *bond = tc_tsv_cell(&table, i, bonds);
        tc_strmap_set(&pairs, pair, strlen(pair), (uint32_t)strtoul(bond ? bond : "1", NULL, 10));
    }
    tc_tsv_fini(&table);
}

// How firm the pair is, 0: none that is known.
static uint32_t bond_of(const char *left, const char *right)
{
    uint32_t bond = 0;
    if (!left || !right || !*left || !*right)
        return 0;
    tc_auto_free char *pair = tc_xasprintf("%s_%s", left, right);
    return tc_strmap_get(&pairs, pair, strlen(pair), &bond) ? bond : 0;
}

static uint32_t bond_with(const char *word, const char *before, const char *after)
{
    uint32_t left = bond_of(before, word), right = bond_of(word, after);
    return left > right ? left : right;
}

static const char *family_of(const char *letter, size_t len)
{
    for (size_t i = 0; i < TC_LENGTH(families); i++)
        for (const char *p = families[i]; *p; p = g_utf8_next_char(p))
            if ((size_t)(g_utf8_next_char(p) - p) == len && !memcmp(p, letter, len))
                return families[i];
    return NULL;
}

char *tc_ocr_repaired(const char *word, unsigned confidence, const char *before, const char *after)
{
    size_t len = strlen(word);
    glong letters = g_utf8_strlen(word, -1);
    bool is_syllable = tc_syllable_is_valid(word, len);
    uint32_t least = !is_syllable ? 1 : confidence < VERY_UNSURE ? FIRM_IF_VERY_UNSURE : FIRM;
    if (letters < LETTERS_LEAST || letters > LETTERS_MOST ||
        (is_syllable && (confidence >= SURE || bond_with(word, before, after))))
        return NULL;
    char *found = NULL;
    bool is_one = true;
    for (const char *p = word; *p && is_one; p = g_utf8_next_char(p)) {
        size_t step = (size_t)(g_utf8_next_char(p) - p);
        const char *family = family_of(p, step);
        for (const char *c = family; c && *c && is_one; c = g_utf8_next_char(c)) {
            tc_auto_free char *other =
                tc_xasprintf("%.*s%.*s%s", (int)(p - word), word, (int)(g_utf8_next_char(c) - c), c, p + step);
            if (!tc_syllable_is_valid(other, strlen(other)) || bond_with(other, before, after) < least)
                continue;
            is_one = !found || !strcmp(found, other);
            if (!found)
                found = tc_xstrdup(other);
        }
    }
    if (!is_one) {
        free(found);
        return NULL;
    }
    return found;
}

// ---- the words of a page

// The letters of a word without the marks around it; false where there are none or others among them.
static bool letters_of(const struct tc_page *page, const struct tc_word *word, uint32_t *ret_from, uint32_t *ret_to)
{
    const char *text = page->text;
    uint32_t from = word->start, to = word->end;
    while (from < to && !g_unichar_isalpha(g_utf8_get_char(text + from)))
        from += (uint32_t)(g_utf8_next_char(text + from) - (text + from));
    while (to > from && g_ascii_ispunct(text[to - 1]))
        to--;
    for (uint32_t i = from; i < to; i += (uint32_t)(g_utf8_next_char(text + i) - (text + i)))
        if (!g_unichar_isalpha(g_utf8_get_char(text + i)))
            return false;
    *ret_from = from;
    *ret_to = to;
    return to > from;
}

static char *small(const struct tc_page *page, const struct tc_word *word)
{
    uint32_t from, to;
    if (!letters_of(page, word, &from, &to))
        return NULL;
    struct tc_buf buf = {0};
    tc_text_canonical(page->text + from, to - from, &buf);
    return tc_buf_take(&buf);
}

// As the word was written: small, with a capital, or all capitals.
static char *dressed(const char *repaired, const char *as)
{
    const char *second = g_utf8_next_char(as);
    bool first_up = g_unichar_isupper(g_utf8_get_char(as));
    bool all_up = first_up && *second && g_unichar_isupper(g_utf8_get_char(second));
    if (!first_up)
        return g_strdup(repaired);
    tc_auto_free char *rest = tc_xstrdup(g_utf8_next_char(repaired));
    char head[8] = "";
    (void)g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(repaired)), head);
    return all_up ? g_utf8_strup(repaired, -1) : g_strconcat(head, rest, NULL);
}

static void put(struct tc_page *page, struct tc_word *word, uint32_t from, uint32_t to, const char *repaired)
{
    tc_auto_free char *as = tc_xstrndup(page->text + from, to - from);
    char *right = dressed(repaired, as);
    GString *all = g_string_new(page->text);
    uint32_t start = (uint32_t)all->len;
    (void)g_string_append_len(all, page->text + word->start, from - word->start);
    (void)g_string_append(all, right);
    (void)g_string_append_len(all, page->text + to, word->end - to);
    if (word->was == word->was_end) { // what was read stays where it is
        word->was = word->start;
        word->was_end = word->end;
    }
    word->start = start;
    word->end = (uint32_t)all->len;
    g_free(right);
    g_free(page->text);
    page->text = g_string_free(all, FALSE);
}

static bool ends_in_mark(const struct tc_page *page, const struct tc_word *word)
{
    uint32_t from, to;
    return !letters_of(page, word, &from, &to) || to < word->end;
}

static bool begins_with_mark(const struct tc_page *page, const struct tc_word *word)
{
    uint32_t from, to;
    return !letters_of(page, word, &from, &to) || from > word->start;
}

// ---- days and months

// The digits that strokes were read for letters (“tháng l1 năm”), NULL where they are no day or month.
char *tc_ocr_repaired_digits(const char *word, const char *before, const char *after)
{
    static const struct {
        const char *before, *after;
        unsigned long most;
    } places[] = {{"ngày", "tháng", 31}, {"tháng", "năm", 12}};
    static const char ones[] = "lIiìÌíÍ|!1", noughts[] = "oOọÒ0";
    char digits[3] = "";
    size_t n = 0, letters = 0, place = 0;
    while (place < TC_LENGTH(places) &&
           (!before || !after || strcmp(before, places[place].before) != 0 || strcmp(after, places[place].after) != 0))
        place++;
    for (const char *p = word; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool is_one = g_utf8_strchr(ones, -1, c), is_nought = g_utf8_strchr(noughts, -1, c);
        bool is_digit = c < 0x80 && g_ascii_isdigit((char)c);
        if (n == 2 || (!is_one && !is_nought && !is_digit))
            return NULL;
        letters += !is_digit;
        digits[n++] = is_one ? '1' : is_nought ? '0' : (char)c;
    }
    unsigned long value = strtoul(digits, NULL, 10);
    bool is_good = place < TC_LENGTH(places) && letters && value >= 1 && value <= places[place].most;
    return is_good ? tc_xstrdup(digits) : NULL;
}

static char *whole(const struct tc_page *page, const struct tc_word *word)
{
    return tc_xstrndup(page->text + word->start, word->end - word->start);
}

// ---- the word before a number

bool tc_ocr_is_misread_so(const char *word, unsigned confidence, const char *number)
{
    static const char *const misread[] = {"sô", "só", "sồ", "sổ", "sỗ", "sộ", "sé", "sế"};
    bool is_misread = false;
    for (size_t i = 0; i < TC_LENGTH(misread) && word; i++)
        is_misread |= !strcmp(word, misread[i]);
    const char *stroke = number && g_ascii_isdigit(*number) ? strpbrk(number, "/-") : NULL;
    bool has_symbol = false;
    for (const char *p = stroke; p && *p; p = g_utf8_next_char(p))
        has_symbol |= g_unichar_isupper(g_utf8_get_char(p));
    return is_misread && confidence < SURE && has_symbol;
}

static bool repair_so(struct tc_page *page, size_t i)
{
    struct tc_word *word = &page->words[i];
    uint32_t from, to;
    if (i + 1 >= page->word_count || !letters_of(page, word, &from, &to))
        return false;
    tc_auto_free char *own = small(page, word), *number = whole(page, word + 1);
    bool is_misread = tc_ocr_is_misread_so(own, word->confidence, number);
    if (is_misread)
        put(page, word, from, to, "số");
    return is_misread;
}

static bool repair_digits(struct tc_page *page, size_t i)
{
    if (i == 0 || i + 1 >= page->word_count)
        return false;
    struct tc_word *word = &page->words[i];
    tc_auto_free char *own = whole(page, word), *before = small(page, word - 1), *after = small(page, word + 1);
    tc_auto_free char *right = tc_ocr_repaired_digits(own, before, after);
    if (right)
        put(page, word, word->start, word->end, right);
    return right;
}

size_t tc_ocr_repair(struct tc_page *page)
{
    size_t repaired = 0;
    for (size_t i = 0; pairs.count && i < page->word_count; i++) {
        struct tc_word *word = &page->words[i];
        uint32_t from, to;
        if (repair_digits(page, i) || repair_so(page, i)) {
            repaired++;
            continue;
        }
        tc_auto_free char *own = small(page, word);
        if (!own || !letters_of(page, word, &from, &to))
            continue;
        // words with a mark between them make no pair
        bool begins = from > word->start || !i || ends_in_mark(page, word - 1);
        bool ends = to < word->end || i + 1 == page->word_count || begins_with_mark(page, word + 1);
        tc_auto_free char *before = begins ? NULL : small(page, word - 1);
        tc_auto_free char *after = ends ? NULL : small(page, word + 1);
        tc_auto_free char *right = tc_ocr_repaired(own, word->confidence, before, after);
        if (!right)
            continue;
        put(page, word, from, to, right);
        repaired++;
    }
    return repaired;
}
