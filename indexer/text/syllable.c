// SPDX-License-Identifier: GPL-3.0-or-later
// The set is made once, at first use, from onsets and rhymes: some 2,900 toneless syllables, each in one 64-bit slot of
// an open hash: 35 bits of letters (five a letter), the tones it may take, the place of its tone.
#include "text/syllable.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/chars.h"
#include "text/letters.h"
#include "text/spelling.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 1 << 14, ALL_TONES = 0x3F, STOP_TONES = 1 << TC_TONE_ACUTE | 1 << TC_TONE_DOT };

static uint64_t slots[SLOTS];
static struct bare_form {
    char bare[8];
    uint64_t slot;
} forms[SLOTS / 2];
static size_t form_count;

// Which onsets a rhyme takes follows from its first letter and from whether it begins with the glide (oa, oe, uy …).
enum onset_class {
    ON_PLAIN = 1,  // b … before any vowel
    ON_BACK = 2,   // c g ng: before a ă â o ô ơ u ư
    ON_FRONT = 4,  // k gh ngh: before e ê i (k before y too)
    ON_LABIAL = 8, // b m ph v p: no glide behind them, loan words apart
};
static const struct {
    const char *text;
    unsigned class;
} onsets[] = {
    {"", ON_PLAIN},
    {"b", ON_PLAIN | ON_LABIAL},
    {"c", ON_BACK},
    {"ch", ON_PLAIN},
    {"d", ON_PLAIN},
    {"đ", ON_PLAIN},
    {"g", ON_BACK},
    {"gh", ON_FRONT},
    {"h", ON_PLAIN},
    {"k", ON_FRONT},
    {"kh", ON_PLAIN},
    {"l", ON_PLAIN},
    {"m", ON_PLAIN | ON_LABIAL},
    {"n", ON_PLAIN},
    {"ng", ON_BACK},
    {"ngh", ON_FRONT},
    {"nh", ON_PLAIN},
    {"p", ON_PLAIN | ON_LABIAL},
    {"ph", ON_PLAIN | ON_LABIAL},
    {"r", ON_PLAIN},
    {"s", ON_PLAIN},
    {"t", ON_PLAIN},
    {"th", ON_PLAIN},
    {"tr", ON_PLAIN},
    {"v", ON_PLAIN | ON_LABIAL},
    {"x", ON_PLAIN},
};

static const char back_rhymes[] =
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "o oc oi om on ong op ot ooc oong ô ôc ôi ôm ôn ông ôp ôt ôông ơ ơi ơm ơn ơp ơt ơng "
    "u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt "
    "ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu";
static const char front_rhymes[] = "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng "
                                   "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu";
// behind the glide o/u
static const char glide_rhymes[] =
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt "
    "oe oem oen oeo oet uân uâng uât uây uê uêch uên uênh uêt uêu uơ uy uya uych uyên uyêt "
    "uyêc uym uyn uynh uyp uyt uyu";
// behind qu, which has the glide in it
static const char qu_rhymes[] =
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ăm âc âm ân âng ât âu ây "
    "e em en eng eo et ep ê êch ên ênh êt êu i ich inh it iu o oc on ô ôc ôi ông ơ ơi ơn ơt "
    "y ych yên yêt yêu ynh yt yn";
// gi with a rhyme in i loses one of them: gì, gìn, giếng, giết
static const char gi_rhymes[] =
    "- m n p êc êm ên êng êp êt êu a ac ach ai am an ang anh ao ap at au ay "
    "ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e em en eo ep et ê o oc oi om on ong op ot "
    "oa oan oang ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơt u uc ui um un ung up ut uôc uôi uôm uôn "
    "uông uôt ư ưa ưc ưn ưng ươc ươi ươm ươn ương ươt";
static const char zero_rhymes[] = "y yêm yên yêng yêt yêu êch";  // yê is iê without an onset
static const char y_onsets[] = "h k l m n s t v th ch d r tr b"; // ky, ly, my, and names: Vy, Thy, Ny

static uint64_t hash(uint64_t key)
{
    return key * UINT64_C(0x9E3779B97F4A7C15) >> 50;
}

struct tc_spelling tc_spelling_of(uint64_t key)
{
    struct tc_spelling none = {0};
    for (uint64_t i = hash(key); slots[i]; i = (i + 1) & (SLOTS - 1)) {
        if ((slots[i] & TC_SPELLING_KEY) == key)
            return (struct tc_spelling){.tones = (uint8_t)(slots[i] >> 40 & ALL_TONES),
                                        .tone_at = (uint8_t)(slots[i] >> 48 & 7)};
    }
    return none;
}

size_t tc_spelling_letters(uint64_t key, uint8_t ret[7])
{
    size_t n = 0;
    while (n < 7 && key >> (5 * n))
        n++;
    for (size_t i = 0; i < n; i++)
        ret[i] = (uint8_t)(key >> (5 * (n - 1 - i)) & 31);
    return n;
}

size_t tc_spelling_tone_place(const uint8_t *letters, size_t n)
{
    size_t first = 0;
    while (first < n && !tc_letter_is_vowel(letters[first]))
        first++;
    // the u of qu and the i of gi belong to the onset where another vowel follows
    if (first && first + 1 < n && tc_letter_is_vowel(letters[first + 1]) &&
        ((letters[first - 1] == TC_L_Q && letters[first] == TC_L_U) ||
         (letters[first - 1] == TC_L_G && letters[first] == TC_L_I && first == 1)))
        first++;
    size_t end = first;
    while (end < n && tc_letter_is_vowel(letters[end]))
        end++;
    for (size_t i = end; i > first; i--) {
        if (tc_letter_is_marked(letters[i - 1]))
            return i - 1;
    }
    size_t vowels = end - first;
    if (vowels <= 1)
        return first < n ? first : 0;
    return vowels == 2 && end == n ? first : first + 1;
}

static void insert(const uint8_t *letters, size_t n, bool is_stop)
{
    uint64_t key = 0;
    char bare[8] = {0};
    for (size_t i = 0; i < n; i++) {
        key = key << 5 | letters[i];
        bare[i] = tc_letter_bare(letters[i]);
    }
    uint64_t slot =
        key | (uint64_t)(is_stop ? STOP_TONES : ALL_TONES) << 40 | (uint64_t)tc_spelling_tone_place(letters, n) << 48;
    uint64_t i = hash(key);
    for (; slots[i]; i = (i + 1) & (SLOTS - 1)) {
        if ((slots[i] & TC_SPELLING_KEY) == key)
            return;
    }
    slots[i] = slot;
    memcpy(forms[form_count].bare, bare, sizeof bare);
    forms[form_count++].slot = slot;
}

static void insert_text(const char *onset, size_t onset_len, const char *rhyme, size_t rhyme_len)
{
    uint8_t letters[16];
    size_t n = 0;
    char text[32];
    memcpy(text, onset, onset_len);
    memcpy(text + onset_len, rhyme, rhyme_len);
    for (size_t pos = 0, len = onset_len + rhyme_len; pos < len && n < sizeof letters;)
        letters[n++] = (uint8_t)tc_letter_of(tc_utf8_next(text, len, &pos), NULL, NULL);
    if (!n || n > 7)
        return;
    unsigned last = letters[n - 1];
    bool is_ch = n > 1 && last == TC_L_H && letters[n - 2] == TC_L_C;
    insert(letters, n, last == TC_L_C || last == TC_L_P || last == TC_L_T || is_ch);
}

// Calls insert for onset with each word of rhymes; "-" is the empty rhyme.
static void insert_list(const char *onset, const char *rhymes)
{
    for (const char *r = rhymes; *r;) {
        size_t len = strcspn(r, " ");
        bool is_empty = len == 1 && r[0] == '-';
        insert_text(onset, strlen(onset), r, is_empty ? 0 : len);
        r += len + (r[len] == ' ');
    }
}

static int by_bare(const void *a, const void *b)
{
    const struct bare_form *x = a, *y = b;
    int order = memcmp(x->bare, y->bare, sizeof x->bare);
    return order ? order : (x->slot > y->slot) - (x->slot < y->slot);
}

static void build(void)
{
    for (size_t i = 0; i < TC_LENGTH(onsets); i++) {
        const char *onset = onsets[i].text;
        unsigned class = onsets[i].class;
        if (class & (ON_PLAIN | ON_BACK))
            insert_list(onset, back_rhymes);
        if (class & (ON_PLAIN | ON_FRONT))
            insert_list(onset, front_rhymes);
        // c is written q before the glide; the labials take it in a few loans only
        if ((class & (ON_PLAIN | ON_BACK)) && !(class & ON_LABIAL) && strcmp(onset, "c") != 0)
            insert_list(onset, glide_rhymes);
    }
    insert_list("qu", qu_rhymes);
    insert_list("gi", gi_rhymes);
    insert_list("", zero_rhymes);
    insert_list("b", "oa oai oan oang oong uy uyt uyn");
    insert_list("v", "oan oa oăn uy");
    insert_list("ph", "oai oan uy uyn");
    insert_list("m", "oa oai oan uya");
    insert_list("p", "oa oan uy uya");
    for (const char *o = y_onsets; *o;) {
        size_t len = strcspn(o, " ");
        insert_text(o, len, "y", 1);
        o += len + (o[len] == ' ');
    }
    qsort(forms, form_count, sizeof *forms, by_bare);
}

void tc_spelling_init(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    tc_chars_init();
    pthread_once(&once, build);
}

struct tc_spelled tc_spell(const char *word, size_t len)
{
    struct tc_spelled spelled = {.tone_at = -1};
    size_t pos = 0;
    while (pos < len) {
        enum tc_tone tone = TC_TONE_LEVEL;
        uint32_t c = tc_utf8_next(word, len, &pos);
        struct tc_char scratch;
        const struct tc_char *ch = tc_char_of(c, &scratch);
        unsigned letter = ch->letter;
        tone = (enum tc_tone)ch->tone;
        if (letter == TC_L_NONE || spelled.count == 7 || (tone && spelled.tone))
            return (struct tc_spelled){.tone_at = -1};
        if (tone) {
            spelled.tone = tone;
            spelled.tone_at = (int)spelled.count;
        }
        spelled.letters[spelled.count++] = (uint8_t)letter;
        spelled.key = spelled.key << 5 | letter;
    }
    return spelled;
}

bool tc_spelling_allows(struct tc_spelling spelling, const uint8_t *letters, size_t n, enum tc_tone tone, int tone_at)
{
    if (!(spelling.tones >> tone & 1))
        return false;
    if (!tone || tone_at == spelling.tone_at)
        return true;
    // the new placement: hoà, khoẻ, thuỷ
    return (size_t)tone_at + 1 == n && tone_at == spelling.tone_at + 1 && tc_spelling_is_open_pair(letters, n);
}

bool tc_spelling_is_open_pair(const uint8_t *letters, size_t n)
{
    if (n < 2)
        return false;
    unsigned a = letters[n - 2], b = letters[n - 1], before = n > 2 ? letters[n - 3] : TC_L_NONE;
    if (!(a == TC_L_U && b == TC_L_Y) && !(a == TC_L_O && (b == TC_L_A || b == TC_L_E)))
        return false;
    if (before == TC_L_Q)
        return false;
    return !tc_letter_is_vowel(before) || (n == 4 && letters[0] == TC_L_G && before == TC_L_I);
}

bool tc_syllable_is_valid(const char *word, size_t len)
{
    tc_spelling_init();
    struct tc_spelled s = tc_spell(word, len);
    return s.count && tc_spelling_allows(tc_spelling_of(s.key), s.letters, s.count, s.tone, s.tone_at);
}

size_t tc_spelling_write(const uint8_t *letters, size_t n, enum tc_tone tone, size_t tone_at, char ret[24])
{
    size_t len = 0;
    for (size_t i = 0; i < n; i++)
        len += tc_utf8_put(tc_letter_code(letters[i], i == tone_at ? tone : TC_TONE_LEVEL), ret + len);
    ret[len] = '\0';
    return len;
}

static size_t visit_form(const struct bare_form *form, void (*visit)(void *, const char *, size_t), void *context)
{
    uint8_t letters[7];
    size_t n = tc_spelling_letters(form->slot & TC_SPELLING_KEY, letters), count = 0;
    for (unsigned tone = 0; tone < 6; tone++) {
        if (!(form->slot >> (40 + tone) & 1))
            continue;
        char text[24];
        size_t len = tc_spelling_write(letters, n, (enum tc_tone)tone, form->slot >> 48 & 7, text);
        visit(context, text, len);
        count++;
    }
    return count;
}

size_t tc_syllable_forms(const char *bare, size_t len, void (*visit)(void *context, const char *form, size_t len),
                         void *context)
{
    tc_spelling_init();
    struct bare_form want = {.bare = {0}};
    if (!len || len > 7)
        return 0;
    for (size_t i = 0; i < len; i++)
        want.bare[i] = bare[i] >= 'A' && bare[i] <= 'Z' ? (char)(bare[i] + 32) : bare[i];
    size_t low = 0, high = form_count, count = 0;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (by_bare(&forms[mid], &want) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < form_count && !memcmp(forms[low].bare, want.bare, sizeof want.bare); low++)
        count += visit_form(&forms[low], visit, context);
    return count;
}

void tc_syllable_each(void (*visit)(void *context, const char *form, size_t len), void *context)
{
    tc_spelling_init();
    for (size_t i = 0; i < form_count; i++)
        visit_form(&forms[i], visit, context);
}

double tc_syllable_share(const char *text, size_t len, size_t *ret_words)
{
    tc_spelling_init();
    size_t words = 0, valid = 0;
    for (size_t pos = 0; pos < len;) {
        size_t start = pos, letters = 0, end = pos;
        bool has_digit = false;
        while (pos < len) {
            struct tc_char scratch;
            const struct tc_char *ch = tc_char_of(tc_utf8_next(text, len, &pos), &scratch);
            if (ch->class == TC_CLASS_DIGIT)
                has_digit = true;
            else if (ch->class != TC_CLASS_LETTER)
                break;
            letters++;
            end = pos;
        }
        if (letters < 2 || has_digit)
            continue;
        words++;
        valid += tc_syllable_is_valid(text + start, end - start);
    }
    if (ret_words)
        *ret_words = words;
    return words ? (double)valid / (double)words : 0;
}
