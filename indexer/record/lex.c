// SPDX-License-Identifier: GPL-3.0-or-later
#include "lex.h"

#include "base/strmap.h"
#include "base/utf8.h"
#include "text/run.h"

#include <pthread.h>
#include <string.h>

// One code point as a letter: code is 'a'..'z' or one of the marked letters below, tone 0..5.
struct glyph {
    uint8_t code, base, tone, upper;
};
enum { GLYPHS = 0x600, EXTENDED = 0x1EA0, EXTENDED_END = 0x1F00 };
static struct glyph glyphs[GLYPHS], extended[EXTENDED_END - EXTENDED];
static pthread_once_t glyphs_once = PTHREAD_ONCE_INIT;

// Each row: a letter's six tones, lower case then upper. The code of a marked letter is the byte of its row.
static const struct {
    const char *forms;
    uint8_t code, base;
} vowels[] = {
    {"aàảãáạAÀẢÃÁẠ", 'a', 'a'}, {"ăằẳẵắặĂẰẲẴẮẶ", '1', 'a'}, {"âầẩẫấậÂẦẨẪẤẬ", '2', 'a'}, {"eèẻẽéẹEÈẺẼÉẸ", 'e', 'e'},
    {"êềểễếệÊỀỂỄẾỆ", '3', 'e'}, {"iìỉĩíịIÌỈĨÍỊ", 'i', 'i'}, {"oòỏõóọOÒỎÕÓỌ", 'o', 'o'}, {"ôồổỗốộÔỒỔỖỐỘ", '4', 'o'},
    {"ơờởỡớợƠỜỞỠỚỢ", '5', 'o'}, {"uùủũúụUÙỦŨÚỤ", 'u', 'u'}, {"ưừửữứựƯỪỬỮỨỰ", '6', 'u'}, {"yỳỷỹýỵYỲỶỸÝỴ", 'y', 'y'},
};
// Look-alikes: what they are read as. Ƣ ƣ are what some PDF fonts map Ư ư to.
static const struct {
    uint32_t c;
    uint8_t code, base, upper;
} twins[] = {
    {0x110, '7', 'd', 1}, {0x111, '7', 'd', 0}, {0xD0, '7', 'd', 1},  {0xF0, '7', 'd', 0},  {0x189, '7', 'd', 1},
    {0x256, '7', 'd', 0}, {0x1A2, '6', 'u', 1}, {0x1A3, '6', 'u', 0}, {0x410, 'a', 'a', 1}, {0x412, 'b', 'b', 1},
    {0x415, 'e', 'e', 1}, {0x41A, 'k', 'k', 1}, {0x41C, 'm', 'm', 1}, {0x41D, 'h', 'h', 1}, {0x41E, 'o', 'o', 1},
    {0x420, 'p', 'p', 1}, {0x421, 'c', 'c', 1}, {0x422, 't', 't', 1}, {0x425, 'x', 'x', 1}, {0x430, 'a', 'a', 0},
    {0x435, 'e', 'e', 0}, {0x43E, 'o', 'o', 0}, {0x440, 'p', 'p', 0}, {0x441, 'c', 'c', 0}, {0x445, 'x', 'x', 0},
    {0x391, 'a', 'a', 1}, {0x392, 'b', 'b', 1}, {0x395, 'e', 'e', 1}, {0x397, 'h', 'h', 1}, {0x39A, 'k', 'k', 1},
    {0x39C, 'm', 'm', 1}, {0x39D, 'n', 'n', 1}, {0x39F, 'o', 'o', 1}, {0x3A1, 'p', 'p', 1}, {0x3A4, 't', 't', 1},
};

static struct glyph *glyph_slot(uint32_t c)
{
    if (c < GLYPHS)
        return &glyphs[c];
    if (c >= EXTENDED && c < EXTENDED_END)
        return &extended[c - EXTENDED];
    return NULL;
}

static void make_glyphs(void)
{
    for (uint32_t c = 0xC0; c < 0x250; c++) // other Latin letters are letters, each itself
        if (c != 0xD7 && c != 0xF7)
            glyphs[c] = (struct glyph){(uint8_t)(0x80 | (c & 0x7F)), 'x', 0, 0};
    for (uint32_t c = 0x370; c < GLYPHS; c++)
        glyphs[c] = (struct glyph){(uint8_t)(0x80 | (c & 0x7F)), 'x', 0, 0};
    for (unsigned c = 'a'; c <= 'z'; c++) {
        glyphs[c] = (struct glyph){(uint8_t)c, (uint8_t)c, 0, 0};
        glyphs[c - 32] = (struct glyph){(uint8_t)c, (uint8_t)c, 0, 1};
    }
    for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++) {
        size_t pos = 0, len = strlen(vowels[i].forms);
        for (uint8_t n = 0; pos < len; n++) {
            struct glyph *g = glyph_slot(tc_utf8_next(vowels[i].forms, len, &pos));
            if (g)
                *g = (struct glyph){vowels[i].code, vowels[i].base, n % 6, n >= 6};
        }
    }
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
        *glyph_slot(twins[i].c) = (struct glyph){twins[i].code, twins[i].base, 0, twins[i].upper};
}

static const struct glyph *glyph_of(uint32_t c)
{
    const struct glyph *g = glyph_slot(c);
    return g && g->code ? g : NULL;
}

static struct {
    struct tc_strmap exact, folded;
} vocabulary;

// A mark as one ASCII character: all dashes are '-', all double quotes '"'.
static uint32_t plain_mark(uint32_t c)
{
    switch (c) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
        return '-';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB:
        return '"';
    case 0x2018:
    case 0x2019:
        return '\'';
    case 0x2026:
        return '.';
    default:
        return c < 0x80 ? c : 0x7F;
    }
}

static bool is_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v' || c == 0xA0 || c == 0x202F || c == 0x2007 ||
           c == 0x3000 || (c >= 0x200B && c <= 0x200D) || c == 0xFEFF || c == 0x2060 || c == 0xAD;
}

struct spelled {
    char exact[32], bare[32];
    size_t length, exact_length;
    uint8_t tone;
    bool is_bare;
};

static void spell(struct spelled *s, const struct glyph *g)
{
    if (g->tone)
        s->tone = g->tone;
    s->is_bare &= !g->tone && (g->code >= 'a' && g->code <= 'z');
    if (s->length + 2 < sizeof s->exact) {
        s->exact[s->length] = (char)g->code;
        s->bare[s->length] = (char)g->base;
    }
    s->length++;
}

static void finish(struct spelled *s)
{
    size_t n = s->length + 2 < sizeof s->exact ? s->length : sizeof s->exact - 2;
    s->exact_length = n + 1;
    s->exact[n] = (char)('A' + s->tone);
}

// Reads a run of letters at *pos.
static void read_letters(const char *text, size_t len, size_t *pos, bool loose, struct tc_word *word, struct spelled *s)
{
    bool upper = true, any = false;
    *s = (struct spelled){.is_bare = true};
    while (*pos < len) {
        size_t next = *pos;
        unsigned char byte = (unsigned char)text[next];
        uint32_t c = byte;
        if (byte < 0x80)
            next++;
        else
            c = tc_utf8_next(text, len, &next);
        if (c >= 0x300 && c <= 0x36F) { // a loose mark: part of the word, nothing more
            *pos = next;
            continue;
        }
        const struct glyph *g = glyph_of(c);
        if (!g)
            break;
        if (!s->length)
            word->is_capital = g->upper;
        upper &= g->upper || (loose && g->tone);
        any |= g->upper;
        spell(s, g);
        *pos = next;
    }
    finish(s);
    word->first = s->bare[0];
    word->tone = s->tone;
    word->is_upper = upper && any;
    word->is_bare = s->is_bare;
    word->has_tone = s->tone != 0;
    word->length = (uint8_t)(s->length < 255 ? s->length : 255);
}

static void look_up(const struct spelled *s, struct tc_word *word)
{
    word->id = word->fold = 0;
    if (s->length + 2 >= sizeof s->exact)
        return;
    if (tc_strmap_get(&vocabulary.folded, s->bare, s->length, &word->fold))
        tc_strmap_get(&vocabulary.exact, s->exact, s->exact_length, &word->id);
}

// What was found out about a word of plain letters, as long as the tables grow no more words.
struct known_word {
    struct tc_run_key key;
    struct tc_word word;
    uint32_t vocabulary; // how many words that had
    uint8_t len;         // 0: an empty slot
    bool loose;
};
static _Thread_local struct known_word known_words[TC_RUN_SLOTS];

static void take_known(const struct tc_word *known, struct tc_word *word)
{
    uint32_t start = word->start;
    uint8_t space = word->space;
    *word = *known;
    word->start = start;
    word->space = space;
}

// A word of letters at *pos, from where word->start and word->space are known.
static void read_letter_word(const struct tc_lexer *lexer, size_t *pos, struct tc_word *word)
{
    struct spelled s;
    size_t n = tc_run_letters(lexer->text, lexer->len, *pos);
    struct tc_run_key key = tc_run_key(lexer->text + *pos, n);
    struct known_word *slot = &known_words[tc_run_slot(&key)];
    if (n && slot->len == n && tc_run_same(&slot->key, &key) && slot->loose == lexer->loose_capitals &&
        slot->vocabulary == vocabulary.exact.count) {
        take_known(&slot->word, word);
        *pos += n;
        return;
    }
    size_t start = *pos;
    read_letters(lexer->text, lexer->len, pos, lexer->loose_capitals, word, &s);
    look_up(&s, word);
    if (n && *pos == start + n)
        *slot = (struct known_word){key, *word, vocabulary.exact.count, (uint8_t)n, lexer->loose_capitals};
}

static void read_number(const char *text, size_t len, size_t *pos, struct tc_word *word)
{
    size_t start = *pos;
    uint64_t value = 0;
    while (*pos < len && text[*pos] >= '0' && text[*pos] <= '9') {
        if (*pos - start < 10)
            value = value * 10 + (uint64_t)(text[*pos] - '0');
        (*pos)++;
    }
    size_t digits = *pos - start;
    word->kind = TC_W_NUMBER;
    word->value = digits <= 9 ? (uint32_t)value : UINT32_MAX;
    word->length = (uint8_t)(digits < 255 ? digits : 255);
}

// Reads one word at lexer->pos, spaces before it included.
static void read_word(struct tc_lexer *lexer, struct tc_word *word)
{
    const char *text = lexer->text;
    size_t len = lexer->len, pos = lexer->pos, next = pos;
    unsigned lines = 0;
    bool blank = false;
    uint32_t c = 0;
    *word = (struct tc_word){0};
    for (; pos < len; pos = next) {
        next = pos;
        c = tc_utf8_next(text, len, &next);
        if (c == '\n')
            lines++;
        else if (!is_space(c))
            break;
        blank = true;
    }
    word->space = lines > 1 ? TC_S_EMPTY_LINE : lines ? TC_S_LINE : blank ? TC_S_BLANK : TC_S_NONE;
    word->start = (uint32_t)pos;
    if (pos >= len) {
        word->kind = TC_W_END;
    } else if (c >= '0' && c <= '9') {
        read_number(text, len, &pos, word);
    } else if (glyph_of(c)) {
        word->kind = TC_W_WORD;
        read_letter_word(lexer, &pos, word);
        word->may_lack_marks = word->is_bare && lexer->lacks_marks;
    } else {
        word->kind = TC_W_MARK;
        word->value = plain_mark(c);
        word->id = word->fold = TC_V_WORDS + word->value;
        pos = next;
    }
    word->end = (uint32_t)pos;
    lexer->pos = pos;
}

void tc_lex_init(struct tc_lexer *lexer, const char *text, size_t len)
{
    pthread_once(&glyphs_once, make_glyphs);
    lexer->text = text;
    lexer->len = len;
    lexer->pos = 0;
    lexer->loose_capitals = lexer->lacks_marks = false;
    lexer->count = 0;
    lexer->end = (struct tc_word){.kind = TC_W_END, .start = (uint32_t)len, .end = (uint32_t)len};
}

uint32_t tc_lex_at(struct tc_lexer *lexer, size_t pos)
{
    // near the end of the window a fresh one is begun, so that a parse always sees far enough
    if (lexer->count && pos >= lexer->words[0].start) {
        uint32_t low = 0, high = lexer->count;
        while (low < high) {
            uint32_t mid = (low + high) / 2;
            if (lexer->words[mid].start < pos)
                low = mid + 1;
            else
                high = mid;
        }
        if (low < lexer->count && lexer->words[low].start == pos && low < TC_LEX_MAX / 2)
            return low;
    }
    lexer->count = 0;
    lexer->pos = pos;
    return 0;
}

const struct tc_word *tc_lex(struct tc_lexer *lexer, uint32_t i)
{
    if (i >= TC_LEX_MAX)
        return &lexer->end;
    while (lexer->count <= i) {
        struct tc_word *word = &lexer->words[lexer->count++];
        read_word(lexer, word);
    }
    return &lexer->words[i];
}

void tc_lex_before(const char *text, size_t pos, struct tc_word *ret)
{
    size_t from = pos > 64 ? pos - 64 : 0;
    while (from < pos && ((unsigned char)text[from] & 0xC0) == 0x80)
        from++;
    struct tc_word last = {.kind = TC_W_END};
    struct tc_lexer window;
    tc_lex_init(&window, text, pos);
    window.pos = from;
    for (struct tc_word word; read_word(&window, &word), word.kind != TC_W_END;)
        last = word;
    *ret = last;
}

static void spell_word(const char *word, size_t len, struct spelled *s)
{
    struct tc_word ignored = {0};
    size_t pos = 0;
    pthread_once(&glyphs_once, make_glyphs);
    read_letters(word, len, &pos, false, &ignored, s);
}

void tc_vocabulary_add(const char *word, size_t len, uint32_t *ret_id, uint32_t *ret_fold)
{
    struct spelled s;
    spell_word(word, len, &s);
    uint32_t id;
    if (!tc_strmap_get(&vocabulary.exact, s.exact, s.exact_length, &id)) {
        id = vocabulary.exact.count + 1;
        tc_strmap_set(&vocabulary.exact, s.exact, s.exact_length, id);
    }
    *ret_id = id;
    if (!tc_strmap_get(&vocabulary.folded, s.bare, s.length, &id)) {
        id = vocabulary.folded.count + 1;
        tc_strmap_set(&vocabulary.folded, s.bare, s.length, id);
    }
    *ret_fold = id;
}

void tc_vocabulary_find(const char *word, size_t len, uint32_t *ret_id, uint32_t *ret_fold)
{
    struct spelled s;
    spell_word(word, len, &s);
    struct tc_word found;
    look_up(&s, &found);
    *ret_id = found.id;
    *ret_fold = found.fold;
}

bool tc_lex_lacks_marks(const char *text, size_t len)
{
    enum { LOOKED = 4096 };
    for (size_t i = 0; i < len && i < LOOKED; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c >= 0xC3 && c <= 0xC6) || c == 0xE1)
            return false;
    }
    return true;
}

bool tc_lex_equals(const char *text, const struct tc_word *word, const char *want)
{
    size_t pos = word->start, at = 0, len = strlen(want);
    uint8_t tone = 0;
    while (pos < word->end && at < len) {
        const struct glyph *a = glyph_of(tc_utf8_next(text, word->end, &pos));
        const struct glyph *b = glyph_of(tc_utf8_next(want, len, &at));
        if (!a || !b || a->base != b->base || (a->code != b->code && !word->may_lack_marks))
            return false;
        if (b->tone)
            tone = b->tone;
    }
    return pos == word->end && at == len && (tone == word->tone || word->may_lack_marks);
}

size_t tc_lex_bare(const char *text, const struct tc_word *word, char *ret, size_t size)
{
    size_t n = 0, pos = word->start;
    while (pos < word->end && n + 1 < size) {
        const struct glyph *g = glyph_of(tc_utf8_next(text, word->end, &pos));
        if (g)
            ret[n++] = (char)g->base;
    }
    ret[n] = '\0';
    return n;
}

size_t tc_lex_spell(const char *text, size_t len, char *ret_exact, char *ret_bare, size_t size)
{
    size_t n = 0, pos = 0;
    pthread_once(&glyphs_once, make_glyphs);
    while (pos < len && n + 1 < size) {
        uint32_t c = tc_utf8_next(text, len, &pos);
        const struct glyph *g = glyph_of(c);
        if (g) {
            ret_exact[n] = (char)g->code;
            ret_bare[n++] = (char)g->base;
        } else if (c >= '0' && c <= '9') {
            ret_exact[n] = ret_bare[n] = (char)c;
            n++;
        }
    }
    ret_exact[n] = ret_bare[n] = '\0';
    return n;
}

bool tc_lex_is_lower(const char *text, const struct tc_word *word)
{
    size_t pos = word->start;
    for (bool first = true; pos < word->end; first = false) {
        const struct glyph *g = glyph_of(tc_utf8_next(text, word->end, &pos));
        if (!first && g && g->upper)
            return false;
    }
    return true;
}

bool tc_lex_is_letter(const char *text, size_t len, size_t pos)
{
    if (pos >= len)
        return false;
    pthread_once(&glyphs_once, make_glyphs);
    return glyph_of(tc_utf8_next(text, len, &pos)) != NULL;
}
