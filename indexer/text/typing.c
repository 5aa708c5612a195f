// SPDX-License-Identifier: GPL-3.0-or-later
// Both methods write a syllable as its bare letters with keys among them for the marks. The keys are read one by one
// into letters and a tone; what comes out counts when it is a syllable. A query is taken for keystrokes only as a
// whole: the words that are keystrokes beyond doubt must be more than twice as many as those that make no sense
// (names, foreign words, slips), which stay as they are typed. Plain words, numbers and signs of documents say nothing.
#include "text/typing.h"

#include "base/utf8.h"
#include "text/chars.h"
#include "text/letters.h"
#include "text/spelling.h"

#include <string.h>

enum { LONGEST = 14 }; // keystrokes of one syllable: nghieengs, nghie6ng1 and some room

struct keyed {
    uint8_t letters[LONGEST];
    size_t count;
    enum tc_tone tone;
    bool has_vowel;
    size_t keys; // strokes that were marks, not letters
    bool is_bad;
};

static void put(struct keyed *k, unsigned letter)
{
    if (k->count == LONGEST || !letter) {
        k->is_bad = true;
        return;
    }
    k->letters[k->count++] = (uint8_t)letter;
    k->has_vowel = k->has_vowel || tc_letter_is_vowel(letter);
}

static void put_tone(struct keyed *k, enum tc_tone tone)
{
    if (!k->has_vowel || k->tone)
        k->is_bad = true;
    k->tone = tone;
    k->keys++;
}

// Changes the last letter `from` to `to`; false when there is none.
static bool change_last(struct keyed *k, unsigned from, unsigned to)
{
    for (size_t i = k->count; i > 0; i--) {
        if (k->letters[i - 1] == from) {
            k->letters[i - 1] = (uint8_t)to;
            k->keys++;
            return true;
        }
    }
    return false;
}

// The horn: o and the u before it, or either alone.
static bool put_horn(struct keyed *k)
{
    for (size_t i = k->count; i > 0; i--) {
        uint8_t *letter = &k->letters[i - 1];
        if (*letter == TC_L_O) {
            *letter = TC_L_OW;
            if (i > 1 && k->letters[i - 2] == TC_L_U && (i < 3 || k->letters[i - 3] != TC_L_Q))
                k->letters[i - 2] = TC_L_UW;
            k->keys++;
            return true;
        }
        if (*letter == TC_L_U) {
            *letter = TC_L_UW;
            k->keys++;
            return true;
        }
    }
    return false;
}

static enum tc_tone telex_tone(char key)
{
    switch (key) {
    case 's':
        return TC_TONE_ACUTE;
    case 'f':
        return TC_TONE_GRAVE;
    case 'r':
        return TC_TONE_HOOK;
    case 'x':
        return TC_TONE_TILDE;
    case 'j':
        return TC_TONE_DOT;
    default:
        return TC_TONE_LEVEL;
    }
}

static void telex(struct keyed *k, char key)
{
    unsigned last = k->count ? k->letters[k->count - 1] : TC_L_NONE;
    enum tc_tone tone = telex_tone(key);
    if (tone && k->has_vowel) {
        put_tone(k, tone);
    } else if (key == 'a' && last == TC_L_A) {
        change_last(k, TC_L_A, TC_L_AA);
    } else if (key == 'e' && last == TC_L_E) {
        change_last(k, TC_L_E, TC_L_EE);
    } else if (key == 'o' && last == TC_L_O) {
        change_last(k, TC_L_O, TC_L_OO);
    } else if (key == 'o' && last == TC_L_OO) { // xooong for xoong
        k->letters[k->count - 1] = TC_L_O;
        put(k, TC_L_O);
    } else if (key == 'd' && k->count == 1 && last == TC_L_D) {
        change_last(k, TC_L_D, TC_L_DD);
    } else if (key == 'w') {
        if (!k->has_vowel) { // nhw for như
            put(k, TC_L_UW);
            k->keys++;
        } else if (last == TC_L_A || !put_horn(k)) {
            k->is_bad = !change_last(k, TC_L_A, TC_L_AW) || k->is_bad;
        }
    } else {
        put(k, tc_letter_of((uint32_t)key, NULL, NULL));
    }
}

static void vni(struct keyed *k, char key)
{
    static const enum tc_tone tones[] = {TC_TONE_LEVEL, TC_TONE_ACUTE, TC_TONE_GRAVE,
                                         TC_TONE_HOOK,  TC_TONE_TILDE, TC_TONE_DOT};
    if (key >= '1' && key <= '5')
        put_tone(k, tones[key - '0']);
    else if (key == '6')
        k->is_bad =
            !(change_last(k, TC_L_A, TC_L_AA) || change_last(k, TC_L_E, TC_L_EE) || change_last(k, TC_L_O, TC_L_OO)) ||
            k->is_bad;
    else if (key == '7')
        k->is_bad = !put_horn(k) || k->is_bad;
    else if (key == '8')
        k->is_bad = !change_last(k, TC_L_A, TC_L_AW) || k->is_bad;
    else if (key == '9')
        k->is_bad = !change_last(k, TC_L_D, TC_L_DD) || k->is_bad;
    else
        put(k, tc_letter_of((uint32_t)key, NULL, NULL));
}

static bool is_syllable(const struct keyed *k)
{
    uint64_t key = 0;
    if (k->is_bad || !k->count || k->count > 7)
        return false;
    for (size_t i = 0; i < k->count; i++)
        key = key << 5 | k->letters[i];
    return tc_spelling_of(key).tones >> k->tone & 1;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// Reads one word by a method, or as it is by none; false when that makes no syllable.
static bool read_word(enum tc_typing method, const char *word, size_t len, struct keyed *ret)
{
    *ret = (struct keyed){0};
    for (size_t i = 0; i < len; i++) {
        if (method == TC_TYPING_TELEX)
            telex(ret, lower(word[i]));
        else if (method == TC_TYPING_VNI)
            vni(ret, lower(word[i]));
        else
            put(ret, tc_letter_of((uint32_t)lower(word[i]), NULL, NULL));
    }
    if (is_syllable(ret))
        return true;
    // thuowr: the u keeps out of the horn where ươ makes no syllable
    for (size_t i = 0; i + 1 < ret->count; i++) {
        if (ret->letters[i] == TC_L_UW && ret->letters[i + 1] == TC_L_OW) {
            ret->letters[i] = TC_L_U;
            return is_syllable(ret);
        }
    }
    return false;
}

static void write_word(const struct keyed *k, const char *typed, size_t len, struct tc_buf *ret)
{
    char text[24];
    size_t upper = 0, letters = 0;
    for (size_t i = 0; i < len; i++) {
        letters += is_letter(typed[i]);
        upper += typed[i] >= 'A' && typed[i] <= 'Z';
    }
    size_t n = tc_spelling_write(k->letters, k->count, k->tone, tc_spelling_tone_place(k->letters, k->count), text);
    for (size_t pos = 0, at = 0; pos < n; at++) {
        uint32_t c = tc_utf8_next(text, n, &pos);
        bool is_upper = (upper == letters && letters > 1) || (at == 0 && typed[0] >= 'A' && typed[0] <= 'Z');
        char bytes[4];
        tc_buf_add(ret, bytes, tc_utf8_put(is_upper ? tc_letter_upper(c) : c, bytes));
    }
}

// English words, and signs of the field, that would read as keystrokes of a syllable.
static bool is_known_otherwise(const char *word, size_t len)
{
    static const char known[] =
        " as is us has his was gas bus plus yes this thus does goes news lens mass of if or her per bar car our your "
        "tour "
        "hour four max mix six tax box sex tex hex now how low row tow bow cow see too been seen teen boom moon noon "
        "soon "
        "keep meet moor door poor boot loot toot root beep deep seep peep test best rest nest lest list mist last past "
        "cast "
        "post cost host most lost must just dust bust rust part art cart dart mart port sort tort hurt hart chart "
        "start "
        "text next ours tours bars cars maps tips lips hits bits nets pets sets lets gets hats bats cats mats bees "
        "tees "
        "fees toys boys ways days says pays lays has nor tor lor mor tar sir air hair pair chair their tw xem sao "
        "or ex ax ox as tom ao a4 a3 a5 co2 so2 no2 b1 b2 c1 c2 ";
    char pattern[20];
    if (len + 3 > sizeof pattern)
        return false;
    pattern[0] = ' ';
    for (size_t i = 0; i < len; i++)
        pattern[i + 1] = lower(word[i]);
    pattern[len + 1] = ' ';
    pattern[len + 2] = '\0';
    return strstr(known, pattern);
}

struct verdict {
    size_t sure;    // words that are keystrokes and nothing else
    size_t foreign; // that make no syllable
};

static bool is_between(const char *text, size_t len, char low, char high)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] < low || text[i] > high)
            return false;
    return len > 0;
}

static bool has_vowel(const char *word, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (strchr("aeiouyw", lower(word[i])))
            return true;
    return false;
}

// OR, AND, NOT and NEAR are operators of queries, whatever else their letters may be.
static bool is_operator(const char *word, size_t len)
{
    static const char *const operators[] = {"OR", "AND", "NOT", "NEAR"};
    for (size_t i = 0; i < TC_LENGTH(operators); i++)
        if (len == strlen(operators[i]) && !memcmp(word, operators[i], len))
            return true;
    return false;
}

// Numbers and signs in capitals are kept, less the keys of Đ: 15/2020/NDD-CP.
static void write_code(enum tc_typing method, const char *code, size_t len, struct tc_buf *ret)
{
    char key = method == TC_TYPING_TELEX ? 'D' : '9';
    for (size_t i = 0; i < len; i++) {
        bool is_crossed = i + 1 < len && code[i] == 'D' && code[i + 1] == key;
        bool is_later = i + 2 < len && key == 'D' && code[i + 2] == 'D'; // BGDDDT: the second D
        if (is_crossed && !is_later) {
            tc_buf_add(ret, "\xC4\x90", 2);
            i++;
        } else {
            tc_buf_char(ret, code[i]);
        }
    }
}

// One run of letters and digits, appended as meant.
static void read_run(enum tc_typing method, const char *run, size_t len, struct tc_buf *ret, struct verdict *verdict)
{
    size_t letters = 0;
    for (size_t i = 0; i < len; i++)
        letters += is_letter(run[i]);
    struct keyed k, bare;
    bool is_known = is_known_otherwise(run, len) || is_operator(run, len);
    bool is_syllable =
        len <= LONGEST && (method != TC_TYPING_TELEX || letters == len) && read_word(method, run, len, &k);
    if (!is_syllable) {
        verdict->foreign += letters == len && has_vowel(run, len) && !is_known && !is_between(run, len, 'A', 'Z');
        if (is_between(run, len, '0', 'Z'))
            write_code(method, run, len, ret);
        else
            tc_buf_add(ret, run, len);
        return;
    }
    if (!k.keys || is_operator(run, len)) {
        tc_buf_add(ret, run, len);
        return;
    }
    // xoong says nothing of how it is typed; between words that do it is xông, as khoong is không
    bool is_bare = read_word(TC_TYPING_NONE, run, len, &bare);
    bool is_doubtful = is_known || is_bare || (method == TC_TYPING_VNI && letters < 2);
    verdict->sure += !is_doubtful;
    write_word(&k, run, len, ret);
}

// One stretch without spaces, appended as meant. A number of a document is one thing: 15/2020/TT-BTC.
static void read_chunk(enum tc_typing method, const char *chunk, size_t len, struct tc_buf *ret,
                       struct verdict *verdict)
{
    size_t first = 0;
    while (first < len && !is_letter(chunk[first]) && !is_digit(chunk[first]))
        first++;
    bool is_code = first < len && is_digit(chunk[first]);
    bool is_joined = memchr(chunk, '/', len) || memchr(chunk, '-', len);
    for (size_t at = 0; at < len;) {
        size_t end = at;
        while (end < len && (is_letter(chunk[end]) || is_digit(chunk[end])))
            end++;
        if (end > at && (is_code || (is_joined && is_between(chunk + at, end - at, 'A', 'Z'))))
            write_code(method, chunk + at, end - at, ret);
        else if (end > at)
            read_run(method, chunk + at, end - at, ret, verdict);
        else
            tc_buf_char(ret, chunk[end++]);
        at = end;
    }
}

static bool read_query(enum tc_typing method, const char *query, size_t len, struct tc_buf *ret)
{
    struct verdict verdict = {0};
    for (size_t pos = 0; pos < len;) {
        size_t end = pos;
        if (query[pos] == ' ' || query[pos] == '\t' || query[pos] == '\n') {
            tc_buf_char(ret, query[pos++]);
            continue;
        }
        while (end < len && query[end] != ' ' && query[end] != '\t' && query[end] != '\n')
            end++;
        read_chunk(method, query + pos, end - pos, ret, &verdict);
        pos = end;
    }
    return verdict.sure > 2 * verdict.foreign;
}

// A letter beyond ASCII: the keyboard was on. Curly quotes, dashes and spaces are no letters.
static bool has_accents(const char *query, size_t len)
{
    for (size_t pos = 0; pos < len;) {
        uint32_t c = tc_utf8_next(query, len, &pos);
        if (c >= 0x80 && c != 0xA0 && c != 0xAB && c != 0xBB && (c < 0x2000 || c > 0x206F))
            return true;
    }
    return false;
}

enum tc_typing tc_typing_decode(const char *query, size_t len, struct tc_buf *ret)
{
    enum { MOST = 1000 }; // bytes: nobody types more without looking
    if (len > MOST)
        return TC_TYPING_NONE;
    tc_spelling_init();
    if (has_accents(query, len))
        return TC_TYPING_NONE;
    for (int method = TC_TYPING_TELEX; method <= TC_TYPING_VNI; method++) {
        tc_auto_buf struct tc_buf text = {0};
        if (read_query((enum tc_typing)method, query, len, &text)) {
            tc_buf_add(ret, text.data, text.len);
            return (enum tc_typing)method;
        }
    }
    return TC_TYPING_NONE;
}
