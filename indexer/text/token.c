// SPDX-License-Identifier: GPL-3.0-or-later
// Text is cut line by line. A line in which nothing is odd is read where it lies; any other is first put in order in a
// window, and offsets are led back. Each character is one row of a table (chars.h), so a clean line costs no call of
// ICU, and a syllable is judged while it is read: its letters make a number that is looked up once.
#include "text/token.h"

#include "base/utf8.h"
#include "text/also.h"
#include "text/chars.h"
#include "text/letters.h"
#include "text/run.h"
#include "text/shape.h"
#include "text/spelling.h"
#include "text/window.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_MOST = 1 << 16 }; // bytes of a line that are put in order at once

struct tc_tokenizer {
    unsigned options;
    const char *text; // all of it
    size_t len, next; // next: where the next line begins
    const char *s;    // the line, as written or in order
    size_t n, pos;
    size_t base;            // offset of the line in text
    const uint32_t *origin; // NULL where the line is as written
    struct tc_window window;
    uint32_t position;
    bool begins_sentence;
    struct tc_token token;
    char exact[TC_TERM_MAX + 8], folded[TC_TERM_MAX + 8];
    struct tc_also_list also;
};

struct tc_tokenizer *tc_tokenizer_new(unsigned options)
{
    struct tc_tokenizer *t = tc_xcalloc(1, sizeof *t);
    tc_spelling_init();
    t->options = options;
    tc_tokenizer_start(t, "", 0);
    return t;
}

void tc_tokenizer_free(struct tc_tokenizer *t)
{
    if (!t)
        return;
    tc_window_fini(&t->window);
    tc_also_fini(&t->also);
    free(t);
}

void tc_tokenizer_start(struct tc_tokenizer *t, const char *text, size_t len)
{
    t->text = text;
    t->len = len;
    t->next = t->n = t->pos = t->base = 0;
    t->s = text;
    t->origin = NULL;
    t->position = 0;
    t->begins_sentence = true;
}

// Where the line that begins at start ends, its line end included; very long ones are cut at a space, or anywhere.
static size_t line_end(const struct tc_tokenizer *t, size_t start)
{
    size_t most = t->len - start < LINE_MOST ? t->len - start : LINE_MOST;
    const char *end = memchr(t->text + start, '\n', most);
    if (end)
        return (size_t)(end - t->text) + 1;
    size_t cut = start + most;
    if (cut == t->len)
        return cut;
    while (cut > start + most / 2 && t->text[cut - 1] != ' ')
        cut--;
    if (t->text[cut - 1] == ' ')
        return cut;
    cut = start + most;
    while (cut > start + 1 && !tc_utf8_is_boundary(t->text, t->len, cut))
        cut--;
    return cut;
}

static bool next_line(struct tc_tokenizer *t)
{
    if (t->next >= t->len)
        return false;
    size_t start = t->next, end = line_end(t, start);
    t->base = start;
    t->next = end;
    t->pos = 0;
    if ((t->options & TC_TOKENIZE_ORDER) || tc_window_is_odd(t->text + start, end - start)) {
        tc_window_map(t->text + start, end - start, &t->window);
        t->s = t->window.text.data;
        t->n = t->window.text.len;
        t->origin = t->window.origin;
    } else {
        t->s = t->text + start;
        t->n = end - start;
        t->origin = NULL;
    }
    return true;
}

struct word {
    size_t exact, folded; // lengths
    uint64_t key;         // letters, as in spelling.h
    unsigned count, tone, tone_at;
    bool is_foreign; // has a character that no syllable has, or two tones
    bool is_marked, is_full;
};

static inline void append(struct tc_tokenizer *t, struct word *w, const struct tc_char *row)
{
    if (w->is_full || w->exact + row->exact_len > TC_TERM_MAX || w->folded + row->folded_len > TC_TERM_MAX) {
        w->is_full = w->is_foreign = true;
        return;
    }
    memcpy(t->exact + w->exact, row->exact, 4);
    memcpy(t->folded + w->folded, row->folded, 4);
    w->exact += row->exact_len;
    w->folded += row->folded_len;
    w->is_marked |= row->is_marked;
    if (!row->letter || (row->tone && w->tone))
        w->is_foreign = true;
    if (row->tone) {
        w->tone = row->tone;
        w->tone_at = w->count;
    }
    w->key = w->key << 5 | row->letter;
    w->count++;
}

static void letters_of(const struct word *w, uint8_t letters[7])
{
    for (unsigned i = 0; i < w->count; i++)
        letters[i] = (uint8_t)(w->key >> (5 * (w->count - 1 - i)) & 31);
}

// Is it a syllable? Puts the tone of an open oa, oe, uy in its old place on the way, syllable or not.
static enum tc_token_kind finish_word(struct tc_tokenizer *t, struct word *w)
{
    if (w->is_foreign || w->count > 7)
        return TC_TOKEN_WORD;
    struct tc_spelling spelling = tc_spelling_of(w->key);
    if (w->tone && (!spelling.tones || w->tone_at != spelling.tone_at)) {
        uint8_t letters[7];
        letters_of(w, letters);
        if (w->tone_at + 1 != w->count || !tc_spelling_is_open_pair(letters, w->count))
            return TC_TOKEN_WORD; // not in the set, or the tone out of place
        w->exact = tc_spelling_write(letters, w->count, (enum tc_tone)w->tone, w->tone_at - 1, t->exact);
    }
    return spelling.tones >> w->tone & 1 ? TC_TOKEN_SYLLABLE : TC_TOKEN_WORD;
}

static const struct tc_token *emit(struct tc_tokenizer *t, enum tc_token_kind kind, size_t start, size_t end)
{
    struct tc_token *token = &t->token;
    token->kind = kind;
    token->start = (uint32_t)(t->base + (t->origin ? t->origin[start] : start));
    size_t behind = end;
    while (t->origin && behind < t->n && t->origin[behind] == t->origin[behind - 1])
        behind++; // inside a ligature: all of it
    token->end = (uint32_t)(t->base + (t->origin ? t->origin[behind] : end));
    token->position = t->position++;
    token->exact = t->exact;
    token->folded = t->folded;
    token->starts_sentence = t->begins_sentence;
    token->also = NULL;
    token->also_count = 0;
    t->begins_sentence = false;
    t->pos = end;
    if (t->options & TC_TOKENIZE_ALSO)
        tc_also_fill(&t->also, token);
    return token;
}

static const struct tc_token *emit_word(struct tc_tokenizer *t, struct word *w, bool is_upper, size_t start, size_t end)
{
    enum tc_token_kind kind = finish_word(t, w);
    t->exact[w->exact] = t->folded[w->folded] = '\0';
    t->token.exact_len = (uint32_t)w->exact;
    t->token.folded_len = (uint32_t)w->folded;
    t->token.is_upper = is_upper;
    t->token.has_marks = w->is_marked;
    return emit(t, kind, start, end);
}

static const struct tc_token *emit_shape(struct tc_tokenizer *t, const struct tc_shape *shape, bool is_upper,
                                         size_t start)
{
    size_t folded = 0;
    bool is_marked = false;
    t->token.exact_len = (uint32_t)tc_shape_write(t->s, start, shape, t->exact);
    for (size_t pos = 0; pos < t->token.exact_len;) {
        struct tc_char scratch;
        const struct tc_char *row = tc_char_of(tc_utf8_next(t->exact, t->token.exact_len, &pos), &scratch);
        if (folded + row->folded_len > TC_TERM_MAX)
            break;
        memcpy(t->folded + folded, row->folded, 4);
        folded += row->folded_len;
        is_marked = is_marked || (row->is_marked && row->class == TC_CLASS_LETTER);
    }
    t->folded[folded] = '\0';
    t->token.folded_len = (uint32_t)folded;
    t->token.is_upper = is_upper;
    t->token.has_marks = is_marked;
    return emit(t, shape->kind, start, shape->end);
}

static inline bool is_connector(const char *s, size_t n, size_t pos)
{
    if (pos + 1 >= n)
        return false;
    switch (s[pos]) {
    case '.':
    case '-':
    case '/':
    case '@':
    case '&':
    case ':':
    case '_':
        return (unsigned char)s[pos + 1] > ' ';
    case '\xE2': // a dash
        return s[pos + 1] == '\x80' && pos + 3 < n && (unsigned char)s[pos + 2] >= 0x90 &&
               (unsigned char)s[pos + 2] <= 0x95 && (unsigned char)s[pos + 3] > ' ';
    default:
        return false;
    }
}

// What became of a word of plain letters.
struct known_word {
    struct tc_run_key key;
    char exact[TC_RUN_MAX], folded[TC_RUN_MAX];
    uint8_t len, exact_len, folded_len; // len 0: an empty slot
    uint8_t kind;
    bool is_upper, has_marks;
};
static _Thread_local struct known_word known_words[TC_RUN_SLOTS];

// The letters at start when they are plain and nothing behind them could make more than a word of them; else 0.
static size_t plain_word(const struct tc_tokenizer *t, size_t start)
{
    size_t n = tc_run_letters(t->s, t->n, start), end = start + n;
    if (!n || end == t->n)
        return n;
    unsigned char c = (unsigned char)t->s[end];
    if ((c >= '0' && c <= '9') || c >= 0x80)
        return 0;
    bool may_join = strchr(".-/@&:_", c) && end + 1 < t->n && (unsigned char)t->s[end + 1] > ' ';
    return may_join ? 0 : n;
}

static const struct tc_token *emit_known(struct tc_tokenizer *t, const struct known_word *known, size_t start)
{
    memcpy(t->exact, known->exact, sizeof known->exact);
    memcpy(t->folded, known->folded, sizeof known->folded);
    t->exact[known->exact_len] = t->folded[known->folded_len] = '\0';
    t->token.exact_len = known->exact_len;
    t->token.folded_len = known->folded_len;
    t->token.is_upper = known->is_upper;
    t->token.has_marks = known->has_marks;
    return emit(t, (enum tc_token_kind)known->kind, start, start + known->len);
}

static void remember(struct known_word *slot, const struct tc_run_key *key, size_t len, const struct tc_token *token)
{
    if (token->exact_len > TC_RUN_MAX || token->folded_len > TC_RUN_MAX)
        return;
    *slot = (struct known_word){.key = *key,
                                .len = (uint8_t)len,
                                .exact_len = (uint8_t)token->exact_len,
                                .folded_len = (uint8_t)token->folded_len,
                                .kind = (uint8_t)token->kind,
                                .is_upper = token->is_upper,
                                .has_marks = token->has_marks};
    memcpy(slot->exact, token->exact, token->exact_len);
    memcpy(slot->folded, token->folded, token->folded_len);
}

static const struct tc_token *read_word(struct tc_tokenizer *t, size_t start, const struct tc_char *first, size_t pos)
{
    struct word w = {0};
    struct tc_shape shape;
    append(t, &w, first);
    bool is_upper = first->is_upper;
    while (pos < t->n) {
        size_t next = pos;
        struct tc_char scratch;
        const struct tc_char *row = tc_char_of(tc_utf8_next(t->s, t->n, &next), &scratch);
        if (row->class != TC_CLASS_LETTER && row->class != TC_CLASS_MARK) {
            // digits stick to plain letters (QH13, A4) but not to a word with marks (số31)
            if (row->class != TC_CLASS_DIGIT || w.is_marked)
                break;
        }
        append(t, &w, row);
        pos = next;
    }
    if (is_connector(t->s, t->n, pos) && tc_shape_word(t->s, t->n, start, pos, &shape))
        return emit_shape(t, &shape, is_upper, start);
    return emit_word(t, &w, is_upper, start, pos);
}

static const struct tc_token *word_at(struct tc_tokenizer *t, size_t start, const struct tc_char *first, size_t pos)
{
    size_t len = plain_word(t, start);
    if (!len)
        return read_word(t, start, first, pos);
    struct tc_run_key key = tc_run_key(t->s + start, len);
    struct known_word *slot = &known_words[tc_run_slot(&key)];
    if (slot->len == len && tc_run_same(&slot->key, &key))
        return emit_known(t, slot, start);
    const struct tc_token *token = read_word(t, start, first, pos);
    if (t->pos == start + len)
        remember(slot, &key, len, token);
    return token;
}

// 30a, 5G, 10h30: a number that letters without marks follow at once is one word with them.
static const struct tc_token *number_at(struct tc_tokenizer *t, size_t start)
{
    struct tc_shape shape;
    tc_shape_number(t->s, t->n, start, &shape);
    size_t digits = start;
    while (digits < t->n && t->s[digits] >= '0' && t->s[digits] <= '9')
        digits++;
    if (shape.kind != TC_TOKEN_NUMBER || shape.end != digits)
        return emit_shape(t, &shape, false, start);
    struct word w = {0};
    size_t pos = start;
    while (pos < t->n) {
        size_t next = pos;
        struct tc_char scratch;
        const struct tc_char *row = tc_char_of(tc_utf8_next(t->s, t->n, &next), &scratch);
        if (row->class == TC_CLASS_LETTER && row->is_marked) {
            pos = digits; // 12tháng: two words
            break;
        }
        if (row->class != TC_CLASS_DIGIT && row->class != TC_CLASS_LETTER)
            break;
        pos = next;
    }
    for (size_t at = start; at < pos;) {
        struct tc_char scratch;
        append(t, &w, tc_char_of(tc_utf8_next(t->s, pos, &at), &scratch));
    }
    if (pos > digits)
        return emit_word(t, &w, false, start, pos);
    t->exact[w.exact] = t->folded[w.folded] = '\0';
    t->token.exact_len = (uint32_t)w.exact;
    t->token.folded_len = (uint32_t)w.folded;
    t->token.is_upper = t->token.has_marks = false;
    return emit(t, TC_TOKEN_NUMBER, start, pos);
}

void tc_tokenizer_fill_also(struct tc_tokenizer *t)
{
    tc_also_fill(&t->also, &t->token);
}

bool tc_tokenizer_next(struct tc_tokenizer *t, const struct tc_token **ret)
{
    for (;;) {
        if (t->pos >= t->n) {
            if (!next_line(t))
                return false;
            continue;
        }
        size_t start = t->pos, pos = start;
        struct tc_char scratch;
        const struct tc_char *row = tc_char_of(tc_utf8_next(t->s, t->n, &pos), &scratch);
        switch (row->class) {
        case TC_CLASS_LETTER:
            *ret = word_at(t, start, row, pos);
            return true;
        case TC_CLASS_DIGIT:
            *ret = number_at(t, start);
            return true;
        case TC_CLASS_IDEOGRAPH: {
            struct word w = {0};
            append(t, &w, row);
            *ret = emit_word(t, &w, false, start, pos);
            return true;
        }
        case TC_CLASS_SENTENCE:
        case TC_CLASS_LINE:
            t->begins_sentence = true;
            break;
        default:
            break;
        }
        t->pos = pos;
    }
}
