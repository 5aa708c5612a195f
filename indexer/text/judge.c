// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/judge.h"

#include "text/chars.h"
#include "text/letters.h"
#include "text/spelling.h"

const enum tc_charset tc_reading_charset[TC_READINGS] = {
    [TC_READ_AS_IS] = TC_CS_CP1252,      [TC_READ_UTF8] = TC_CS_UTF8,     [TC_READ_TCVN3] = TC_CS_TCVN3,
    [TC_READ_TCVN5712] = TC_CS_TCVN5712, [TC_READ_VNI] = TC_CS_VNI,       [TC_READ_VPS] = TC_CS_VPS,
    [TC_READ_VISCII] = TC_CS_VISCII,     [TC_READ_CP1258] = TC_CS_CP1258,
};

unsigned tc_reading_of(enum tc_charset charset)
{
    if (charset == TC_CS_TCVN3_CAPS)
        return TC_READ_TCVN3;
    for (unsigned i = TC_READ_TCVN3; i < TC_READINGS; i++) {
        if (tc_reading_charset[i] == charset)
            return i;
    }
    return TC_READ_AS_IS;
}

static bool is_blank(const struct tc_unit *unit)
{
    uint32_t c = unit->c;
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == 0;
}

static bool is_ascii_letter(uint32_t c)
{
    return c < 0x80 && (c | 32) >= 'a' && (c | 32) <= 'z';
}

// Letters, high bytes, and the controls in whose place some sets have capitals.
static bool is_word_unit(const struct tc_unit *unit)
{
    return unit->c >= 0x80 || is_ascii_letter(unit->c) || (unit->c < 0x20 && !is_blank(unit));
}

static bool is_high(const struct tc_unit *unit)
{
    return unit->c >= 0x80 || unit->c < 0x20;
}

struct reading {
    uint64_t key;
    unsigned letters, tone, tone_at, last; // last: the letter read last
    unsigned upper, lower_ascii, upper_ascii, upper_high, lower_high;
    bool is_split, has_mark, is_uneven, is_bad,
        is_ended; // uneven: a capital behind a small letter that has marks; ended: a sign came behind the letters
};

static void read_mark(struct reading *r, uint32_t c)
{
    unsigned letter = (unsigned)(r->key & 31);
    enum tc_tone tone = TC_TONE_LEVEL;
    if (!r->letters || r->is_ended || !tc_letter_add_mark(&letter, &tone, c) || (tone && r->tone)) {
        r->is_bad = true;
        return;
    }
    r->key = (r->key & ~UINT64_C(31)) | letter;
    r->has_mark = true;
    if (tone) {
        r->tone = tone;
        r->tone_at = r->letters - 1;
    }
}

static void read_letter(struct reading *r, uint32_t c, const struct tc_char *row)
{
    // as the canonical spelling maps them, but here Ð is no Đ
    bool is_other = c == 0xD0 || c == 0xF0 || c == 0x189 || c == 0x256 || c == 0x1A2 || c == 0x1A3;
    r->is_split = r->is_split || r->is_ended;
    if (r->is_ended || !row->letter || is_other || r->letters == 7 || (row->tone && r->tone)) {
        r->is_bad = true;
        r->letters++;
        r->lower_high += c >= 0x80;
        return;
    }
    if (row->tone) {
        r->tone = row->tone;
        r->tone_at = r->letters;
    }
    r->key = r->key << 5 | row->letter;
    r->letters++;
    if (row->is_upper) {
        r->upper_ascii += c < 0x80;
        r->upper_high += c >= 0x80;
        // a capital behind a small letter
        if (r->lower_ascii)
            r->is_bad = true;
        r->is_uneven = r->is_uneven || r->lower_high;
    } else {
        r->lower_ascii += c < 0x80;
        r->lower_high += c >= 0x80;
    }
}

enum verdict { NOT_JUDGED, INVALID, VALID };

static enum verdict judge_word(unsigned reading, const struct tc_unit *units, size_t n)
{
    struct reading r = {0};
    for (size_t i = 0; i < n;) {
        uint32_t c = 0;
        struct tc_char scratch;
        i += tc_charset_step(tc_reading_charset[reading], units, n, i, &c);
        const struct tc_char *row = tc_char_of(c, &scratch);
        if (row->class == TC_CLASS_MARK)
            read_mark(&r, c);
        else if (row->class == TC_CLASS_LETTER)
            read_letter(&r, c, row);
        else if (r.letters)
            r.is_ended = true;
    }
    // T‘CH: a sign inside a word speaks against the font code and for the full one, where it is a letter
    if (r.is_split && reading == TC_READ_TCVN3)
        return INVALID;
    // one letter alone says nothing, but for one that took two bytes
    if (!r.letters || (r.letters == 1 && n == 1) || !(r.upper_high + r.lower_high + r.has_mark))
        return NOT_JUDGED;
    // capitals and small letters mixed: TCVN3 has no capitals with tones and shows small ones instead
    if ((r.is_uneven || (r.upper_ascii + r.upper_high > 1 && r.lower_ascii + r.lower_high)) && reading != TC_READ_TCVN3)
        return INVALID;
    if (r.is_bad)
        return INVALID;
    uint8_t letters[7];
    for (unsigned i = 0; i < r.letters; i++)
        letters[i] = (uint8_t)(r.key >> (5 * (r.letters - 1 - i)) & 31);
    return tc_spelling_allows(tc_spelling_of(r.key), letters, r.letters, (enum tc_tone)r.tone, (int)r.tone_at)
               ? VALID
               : INVALID;
}

// UTF-8 with a byte that windows-1252 does not have and that became U+FFFD, or à whose second byte became a space: how
// many units go with the first, 0 when it is nothing of the kind. Neither for nor against.
static size_t lost_at(const struct tc_unit *units, size_t n, size_t i)
{
    int lead = units[i].byte;
    if (lead < 0xC3 || lead > 0xE2)
        return 0;
    if (i + 1 < n && units[i + 1].c == 0xFFFD)
        return 1;
    if (lead >= 0xE1 && i + 2 < n && units[i + 1].byte >= 0x80 && units[i + 1].byte < 0xC0 && units[i + 2].c == 0xFFFD)
        return 2;
    return 0;
}

static void count_bytes(const struct tc_unit *units, size_t n, struct tc_evidence *evidence)
{
    for (size_t i = 0; i < n;) {
        uint32_t c = 0;
        size_t took = tc_charset_step(TC_CS_UTF8, units, n, i, &c);
        size_t lost = took > 1 ? 0 : lost_at(units, n, i);
        took += lost;
        if (took > 1 && !lost)
            evidence->sequences++;
        else if (!lost && units[i].byte >= 0x80 && !(units[i].byte == 0xC3 && i + 1 == n && evidence->sequences))
            evidence->broken++;
        // a sign between letters
        struct tc_char scratch;
        if (i && i + 1 < n && is_high(&units[i]) && tc_char_of(units[i].c, &scratch)->class == TC_CLASS_OTHER &&
            units[i].c != 0xA0 && units[i].c != 0xB7 && units[i].c < 0x2000)
            evidence->symbols++;
        evidence->controls += units[i].c < 0x18 && (0xFE0076U >> units[i].c & 1);
        i += took;
    }
}

// A sign that does not end a word: an opening quote, a dash, a bullet. B— is BỘ, TR‘ is TRỊ in TCVN 5712.
static bool ends_oddly(const struct tc_unit *last)
{
    static const uint8_t signs[] = {0x82, 0x84, 0x89, 0x8B, 0x91, 0x93, 0x95, 0x96, 0x97};
    for (size_t i = 0; i < TC_LENGTH(signs); i++) {
        if (last->byte == signs[i])
            return true;
    }
    return false;
}

void tc_judge(const struct tc_unit *units, size_t n, unsigned mask, struct tc_evidence *evidence)
{
    enum { LONGEST = 40 }; // units of a word
    for (size_t i = 0; i < n;) {
        if (!is_word_unit(&units[i])) {
            i++;
            continue;
        }
        size_t start = i;
        bool any = false;
        for (; i < n && is_word_unit(&units[i]); i++)
            any = any || is_high(&units[i]);
        if (!any || i - start > LONGEST)
            continue;
        count_bytes(units + start, i - start, evidence);
        bool counted = false;
        enum verdict verdicts[TC_READINGS] = {NOT_JUDGED};
        for (unsigned reading = 0; reading < TC_READINGS; reading++) {
            if (!(mask >> reading & 1))
                continue;
            enum verdict verdict = verdicts[reading] = judge_word(reading, units + start, i - start);
            evidence->judged[reading] += verdict != NOT_JUDGED;
            evidence->valid[reading] += verdict == VALID;
            counted = counted || verdict != NOT_JUDGED;
        }
        bool is_full = verdicts[TC_READ_TCVN5712] == VALID;
        evidence->only_5712 += is_full && (verdicts[TC_READ_TCVN3] == INVALID ||
                                           (verdicts[TC_READ_TCVN3] == NOT_JUDGED && ends_oddly(&units[i - 1])));
        evidence->only_tcvn3 += verdicts[TC_READ_TCVN3] == VALID && verdicts[TC_READ_TCVN5712] == INVALID;
        evidence->words += counted;
        evidence->units += counted ? (uint32_t)(i - start) : 0;
    }
}

void tc_evidence_add(struct tc_evidence *sum, const struct tc_evidence *more)
{
    for (unsigned i = 0; i < TC_READINGS; i++) {
        sum->judged[i] += more->judged[i];
        sum->valid[i] += more->valid[i];
    }
    sum->words += more->words;
    sum->sequences += more->sequences;
    sum->broken += more->broken;
    sum->symbols += more->symbols;
    sum->only_5712 += more->only_5712;
    sum->only_tcvn3 += more->only_tcvn3;
    sum->units += more->units;
    sum->controls += more->controls;
}

double tc_evidence_share(const struct tc_evidence *evidence, unsigned reading)
{
    // where a reading makes signs of what others take for letters (“ ” …), those words do not count against it as long
    // as most do
    uint32_t words = evidence->judged[reading] * 2 > evidence->words ? evidence->judged[reading] : evidence->words;
    return words ? (double)evidence->valid[reading] / words : 0;
}

static bool is_same_family(unsigned a, unsigned b)
{
    return (a == TC_READ_TCVN3 || a == TC_READ_TCVN5712) && (b == TC_READ_TCVN3 || b == TC_READ_TCVN5712);
}

unsigned tc_evidence_best(const struct tc_evidence *evidence, double *ret_gap)
{
    unsigned best = TC_READ_AS_IS;
    for (unsigned i = 1; i < TC_READINGS; i++) {
        if (evidence->valid[i] > evidence->valid[best])
            best = i;
    }
    uint32_t next = 0;
    for (unsigned i = 0; i < TC_READINGS; i++) {
        if (i != best && !is_same_family(i, best) && evidence->valid[i] > next)
            next = evidence->valid[i];
    }
    if (ret_gap)
        *ret_gap = evidence->words ? (double)(evidence->valid[best] - next) / evidence->words : 0;
    return best;
}

double tc_evidence_certainty(const struct tc_evidence *evidence, unsigned reading)
{
    if (!evidence->words)
        return 0;
    double n = evidence->words;
    return tc_evidence_share(evidence, reading) * n / (n + 0.5);
}
