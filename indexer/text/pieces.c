// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pieces.h"

#include "base/utf8.h"
#include "text/chars.h"
#include "text/judge.h"
#include "text/syllable.h"

#include <stdlib.h>
#include <string.h>

enum kind {
    PIECE_ASCII,   // the same in every charset
    PIECE_HOME,    // valid UTF-8 with letters that windows-1252 does not have: it is what it seems
    PIECE_SUSPECT, // valid UTF-8, but all of it could be bytes seen through windows-1252
    PIECE_RAW,     // no UTF-8
};

struct piece {
    size_t start, end;
    enum tc_charset font;
    uint8_t kind, reading;
    uint32_t home; // letters outside windows-1252
    struct tc_evidence evidence;
};

struct pieces {
    const struct tc_decode_in *in;
    struct piece *items;
    size_t count, capacity;
    struct tc_unit *units; // of one piece
    size_t unit_capacity;
    struct tc_evidence sum;       // of pieces without a font
    unsigned present;             // bit for each reading that the file is known to hold
    uint32_t weight[TC_READINGS]; // words under each
    size_t home, raw;             // pieces of these kinds
};

static const unsigned ALL = (1U << TC_READINGS) - 1,
                      BASIC = 1U << TC_READ_AS_IS | 1U << TC_READ_UTF8 | 1U << TC_READ_TCVN3 | 1U << TC_READ_TCVN5712;

// ---- cutting

// Where the piece that begins at start ends: behind a line end, where the font changes, or after some kilobytes.
static size_t piece_end(const struct tc_decode_in *in, size_t start, size_t *run, enum tc_charset *ret_font)
{
    enum { MOST = 1 << 13 };
    while (*run < in->run_count && in->runs[*run].end <= start)
        ++*run;
    size_t limit = in->len;
    *ret_font = TC_CS_UNKNOWN;
    if (*run < in->run_count && in->runs[*run].start > start) {
        limit = in->runs[*run].start;
    } else if (*run < in->run_count) {
        size_t r = *run;
        *ret_font = in->runs[r].charset;
        limit = in->runs[r].end;
        // runs that touch and say the same are one: a letter and its mark may lie on both sides
        while (r + 1 < in->run_count && in->runs[r + 1].start == limit && in->runs[r + 1].charset == *ret_font)
            limit = in->runs[++r].end;
    }
    if (limit > in->len)
        limit = in->len;
    const char *line = memchr(in->bytes + start, '\n', limit - start);
    if (line)
        limit = (size_t)(line - in->bytes) + 1;
    if (limit - start > MOST) {
        size_t cut = start + MOST;
        while (cut > start + MOST / 2 && in->bytes[cut - 1] != ' ')
            cut--;
        while (cut > start + 1 && !tc_utf8_is_boundary(in->bytes, in->len, cut))
            cut--;
        limit = cut;
    }
    return limit;
}

// A letter of the blocks that Vietnamese is written in and windows-1252 lacks, or none: two bytes from U+0100 to
// U+01BF, three from U+1E80 to U+1EFF. Gives its length, 0 for all others.
static size_t home_letter(const unsigned char *p, size_t left)
{
    if (left >= 2 && p[0] >= 0xC4 && p[0] <= 0xC6 && (p[1] & 0xC0) == 0x80)
        return tc_charset_byte((uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F)) < 0 ? 2 : 0;
    bool is_wide = left >= 3 && p[0] == 0xE1 && (p[1] == 0xBA || p[1] == 0xBB) && (p[2] & 0xC0) == 0x80;
    return is_wide ? 3 : 0;
}

static bool is_plain_control(unsigned char c)
{
    return c == '\n' || c == '\t' || c == '\f' || c == '\r' || !c;
}

static enum kind classify(const char *s, size_t len, uint32_t *ret_home)
{
    const unsigned char *p = (const unsigned char *)s;
    bool high = false;
    uint32_t home = 0;
    for (size_t pos = 0; pos < len;) {
        if (p[pos] < 0x80) {
            high = high || (p[pos] < 0x20 && !is_plain_control(p[pos]));
            pos++;
            continue;
        }
        high = true;
        size_t start = pos, letter = home_letter(p + pos, len - pos);
        if (letter) {
            pos += letter;
            home++;
            continue;
        }
        if (p[pos] == 0xC3 && pos + 1 < len && (p[pos + 1] & 0xC0) == 0x80) {
            pos += 2;
            continue;
        }
        uint32_t c = tc_utf8_next(s, len, &pos);
        if (c == 0xFFFD && pos == start + 1)
            return PIECE_RAW;
        struct tc_char scratch;
        if (c >= 0x100 && tc_charset_byte(c) < 0) {
            unsigned class = tc_char_of(c, &scratch)->class;
            home += class == TC_CLASS_LETTER || class == TC_CLASS_MARK || class == TC_CLASS_IDEOGRAPH;
        }
    }
    *ret_home = home;
    return !high ? PIECE_ASCII : home ? PIECE_HOME : PIECE_SUSPECT;
}

static size_t make_units(struct pieces *p, const struct piece *piece)
{
    size_t len = piece->end - piece->start, n = 0;
    const char *s = p->in->bytes + piece->start;
    if (len > p->unit_capacity) {
        p->unit_capacity = len * 2;
        p->units = tc_xrealloc(p->units, p->unit_capacity, sizeof *p->units);
    }
    for (size_t pos = 0; pos < len;) {
        struct tc_unit *unit = &p->units[n++];
        unit->at = (uint32_t)pos;
        if (piece->kind == PIECE_RAW) {
            unsigned char byte = (unsigned char)s[pos++];
            *unit = (struct tc_unit){.c = tc_charset_cp1252(byte), .at = unit->at, .byte = byte};
        } else {
            unit->c = tc_utf8_next(s, len, &pos);
            unit->byte = (int16_t)tc_charset_byte(unit->c);
        }
    }
    return n;
}

static void judge(struct pieces *p, struct piece *piece)
{
    size_t n = make_units(p, piece);
    // once the file is well known, the others are asked only where it disagrees
    double gap = 0;
    unsigned best = tc_evidence_best(&p->sum, &gap);
    bool is_known = p->sum.words > 2000 && gap > 0.4 && tc_evidence_share(&p->sum, best) > 0.85 && !piece->font;
    tc_judge(p->units, n, is_known ? BASIC | 1U << best : ALL, &piece->evidence);
    if (is_known && tc_evidence_share(&piece->evidence, best) < 0.7) {
        piece->evidence = (struct tc_evidence){0};
        tc_judge(p->units, n, ALL, &piece->evidence);
    }
    if (!piece->font)
        tc_evidence_add(&p->sum, &piece->evidence);
}

// In a file of legacy bytes a short line is UTF-8 now and then, by chance.
static void doubt_home(struct pieces *p)
{
    uint64_t raw = 0, home = 0;
    for (size_t i = 0; i < p->count; i++) {
        raw += p->items[i].kind == PIECE_RAW ? p->items[i].evidence.words : 0;
        home += p->items[i].home;
    }
    if (p->in->is_utf8_view || raw <= home * 4)
        return;
    for (size_t i = 0; i < p->count; i++) {
        struct piece *piece = &p->items[i];
        if (piece->kind != PIECE_HOME && piece->kind != PIECE_SUSPECT)
            continue;
        piece->kind = PIECE_RAW;
        piece->home = 0;
        piece->evidence = (struct tc_evidence){0};
        judge(p, piece);
    }
    p->home = 0;
}

static void cut(struct pieces *p)
{
    size_t run = 0;
    for (size_t start = 0; start < p->in->len;) {
        TC_GROW(p->items, p->count, p->capacity);
        struct piece *piece = &p->items[p->count++];
        *piece = (struct piece){.start = start};
        piece->end = piece_end(p->in, start, &run, &piece->font);
        piece->kind = (uint8_t)classify(p->in->bytes + start, piece->end - start, &piece->home);
        if (piece->kind == PIECE_SUSPECT || piece->kind == PIECE_RAW)
            judge(p, piece);
        p->home += piece->kind == PIECE_HOME;
        p->raw += piece->kind == PIECE_RAW;
        start = piece->end;
    }
    doubt_home(p);
}

// ---- what the file holds

static bool is_broken_utf8(const struct tc_evidence *e, uint32_t least)
{
    return e->sequences >= least && e->broken * 10 <= e->sequences;
}

// Does this piece alone prove a charset? TC_READ_AS_IS when it does not.
static unsigned proof(const struct pieces *p, const struct piece *piece)
{
    const struct tc_evidence *e = &piece->evidence;
    double gap = 0;
    unsigned best = tc_evidence_best(e, &gap);
    if (is_broken_utf8(e, piece->kind == PIECE_RAW ? 1 : 3))
        return TC_READ_UTF8;
    // in a file that is known, another charset must be plainly meant: Đ of one is ự of another
    unsigned known = tc_evidence_best(&p->sum, NULL);
    if (best != known && tc_evidence_share(&p->sum, known) > 0.85 &&
        (e->words < 6 || tc_evidence_share(e, known) > 0.4))
        return TC_READ_AS_IS;
    bool is_among_clean = p->home > 0;
    double share = tc_evidence_share(e, best);
    if (piece->kind == PIECE_SUSPECT && !e->symbols && e->judged[TC_READ_AS_IS] < 5)
        return TC_READ_AS_IS;
    if (e->words < (is_among_clean ? 5U : 4U) || share < 0.85 || gap < 0.25)
        return TC_READ_AS_IS;
    return is_among_clean && !e->symbols && share < 0.95 ? TC_READ_AS_IS : best;
}

static void find_present(struct pieces *p)
{
    for (size_t i = 0; i < p->count; i++) {
        struct piece *piece = &p->items[i];
        if (piece->font || (piece->kind != PIECE_SUSPECT && piece->kind != PIECE_RAW))
            continue;
        unsigned reading = proof(p, piece);
        if (!reading)
            continue;
        p->present |= 1U << reading;
        p->weight[reading] += piece->evidence.words;
    }
    double gap = 0;
    unsigned best = tc_evidence_best(&p->sum, &gap);
    bool is_sure = tc_evidence_certainty(&p->sum, best) >= TC_CERTAIN && gap >= 0.15 && (!p->home || p->sum.words >= 3);
    // valid UTF-8 without signs inside its words is very likely what it seems: Norwegian «må» and «på» are VPS
    // syllables
    if (!p->raw && (p->sum.words < 3 || (!p->sum.symbols && p->sum.judged[TC_READ_AS_IS] < 5)))
        is_sure = false;
    if (best && is_sure) {
        p->present |= 1U << best;
        p->weight[best] += p->sum.words;
    }
    if (is_broken_utf8(&p->sum, 2) && (p->sum.valid[TC_READ_UTF8] || p->sum.sequences >= 4)) {
        p->present |= 1U << TC_READ_UTF8;
        p->weight[TC_READ_UTF8] += p->sum.words;
    }
    unsigned declared = tc_reading_of(p->in->declared);
    if (declared && !p->present && tc_evidence_share(&p->sum, declared) >= 0.5) {
        p->present |= 1U << declared;
        p->weight[declared] += p->sum.words;
    }
    // of the two TCVN, the one that explains the capitals
    unsigned both = 1U << TC_READ_TCVN3 | 1U << TC_READ_TCVN5712;
    if (p->present & both) {
        const struct tc_evidence *e = &p->sum;
        bool is_full = e->only_5712 > e->only_tcvn3 + e->words / 4000 || (e->controls && e->only_5712 >= e->only_tcvn3);
        unsigned winner = is_full ? TC_READ_TCVN5712 : TC_READ_TCVN3;
        p->weight[winner] = p->weight[TC_READ_TCVN3] + p->weight[TC_READ_TCVN5712];
        p->present = (p->present & ~both) | 1U << winner;
    }
}

// ---- choosing

static unsigned choose_by_font(const struct piece *piece)
{
    unsigned reading = tc_reading_of(piece->font);
    const struct tc_evidence *e = &piece->evidence;
    // a legacy font over text that is Unicode already is common: files were converted and kept their styles
    return e->valid[TC_READ_AS_IS] > e->valid[reading] ? TC_READ_AS_IS : reading;
}

static unsigned choose(const struct pieces *p, const struct piece *piece, unsigned before)
{
    const struct tc_evidence *e = &piece->evidence;
    unsigned best = p->present >> before & 1 ? before : TC_READ_AS_IS;
    for (unsigned i = 1; i < TC_READINGS; i++) {
        if (!(p->present >> i & 1))
            continue;
        if (best == TC_READ_AS_IS ? e->valid[i] > e->valid[best] || (!p->home && e->valid[i] == e->valid[best])
                                  : e->valid[i] > e->valid[best] || (e->valid[i] == e->valid[best] && best != before &&
                                                                     p->weight[i] > p->weight[best]))
            best = i;
    }
    if (e->valid[TC_READ_AS_IS] > e->valid[best])
        return TC_READ_AS_IS;
    // a stretch of French in a file of TCVN3, but no formula: its words are longer
    bool is_alien =
        e->words >= 3 && e->units > e->words * 4 && tc_evidence_share(e, best) < 0.3 && best != TC_READ_UTF8;
    return is_alien ? TC_READ_AS_IS : best;
}

static void choose_all(struct pieces *p)
{
    unsigned before = TC_READ_AS_IS;
    for (unsigned i = 1; i < TC_READINGS; i++) {
        if ((p->present >> i & 1) && (before == TC_READ_AS_IS || p->weight[i] > p->weight[before]))
            before = i;
    }
    if (p->home)
        before = TC_READ_AS_IS;
    for (size_t i = 0; i < p->count; i++) {
        struct piece *piece = &p->items[i];
        if (piece->kind == PIECE_ASCII)
            continue;
        if (piece->kind == PIECE_HOME)
            piece->reading = TC_READ_AS_IS;
        else if (tc_reading_of(piece->font))
            piece->reading = (uint8_t)choose_by_font(piece);
        else if (p->present)
            piece->reading = (uint8_t)choose(p, piece, before);
        if (!piece->font)
            before = piece->reading;
    }
}

// ---- what came of it

struct outcome {
    double words, valid; // of pieces that were converted
    double weight[TC_CS_COUNT];
    double raw_words, raw_symbols; // of raw pieces that no charset explains
    bool by_font;
};

static void count_piece(const struct piece *piece, struct outcome *o)
{
    const struct tc_evidence *e = &piece->evidence;
    double words = e->words;
    switch (piece->kind) {
    case PIECE_ASCII:
        return;
    case PIECE_HOME:
        o->weight[TC_CS_UTF8] += (double)piece->home / 2;
        return;
    default:
        break;
    }
    enum tc_charset charset = tc_reading_charset[piece->reading];
    if (piece->reading == TC_READ_AS_IS) {
        o->weight[piece->kind == PIECE_RAW ? TC_CS_CP1252 : TC_CS_UTF8] += words;
        o->raw_words += piece->kind == PIECE_RAW ? words : 0;
        o->raw_symbols += e->symbols;
        return;
    }
    bool by_font = tc_reading_of(piece->font) == piece->reading;
    o->by_font = o->by_font || by_font;
    o->weight[charset] += words + (by_font ? 0.5 : 0);
    o->words += words;
    // UTF-8 proves itself by its form
    o->valid += charset == TC_CS_UTF8 ? words * (e->sequences ? 1 - (double)e->broken / (e->sequences + e->broken) : 1)
                : by_font             ? (e->valid[piece->reading] * 2 >= e->words ? words : e->valid[piece->reading])
                                      : e->valid[piece->reading];
}

static void sum_up(struct pieces *p, struct tc_decoded *ret)
{
    struct outcome o = {0};
    double total = 0;
    bool was_mojibake = false;
    for (size_t i = 0; i < p->count; i++) {
        count_piece(&p->items[i], &o);
        was_mojibake = was_mojibake || (p->items[i].reading == TC_READ_UTF8 && p->items[i].kind == PIECE_SUSPECT);
    }
    *ret = (struct tc_decoded){.charset = TC_CS_UTF8, .certainty = 1, .was_mojibake = was_mojibake};
    for (unsigned i = 0; i < TC_CS_COUNT; i++) {
        total += o.weight[i];
        if (o.weight[i] > o.weight[ret->charset])
            ret->charset = (enum tc_charset)i;
    }
    for (unsigned i = 0; i < TC_CS_COUNT; i++) {
        if (i != ret->charset && o.weight[i] >= 3 && o.weight[i] * 20 >= total)
            ret->is_mixed = true;
    }
    if (o.words > 0)
        ret->certainty = o.valid / (o.words + (o.by_font || o.words > 50 ? 0 : 0.5));
    if (was_mojibake && o.words > 0 && ret->charset == TC_CS_UTF8)
        ret->certainty = o.valid / o.words;
    // Latin letters where letters are to be expected: French or German as it is; otherwise nobody knows
    if (o.raw_words * 2 > total)
        ret->certainty = o.raw_symbols * 10 > o.raw_words ? 0.3 : 0.85;
    else if (o.words <= 0 && o.raw_symbols >= 3 && o.raw_symbols * 4 > total)
        ret->certainty = 0.5;
    for (size_t i = 0; i < p->count && total <= 0; i++) {
        if (p->items[i].kind == PIECE_RAW)
            *ret = (struct tc_decoded){.charset = TC_CS_CP1252, .certainty = 0.5};
    }
}

// ---- writing

struct writer {
    struct pieces *p;
    struct tc_buf *text;
    size_t mark;
};

static void reach(struct writer *w, size_t in)
{
    const struct tc_decode_in *from = w->p->in;
    while (w->mark < from->mark_count && from->marks[w->mark] <= in)
        from->marks[w->mark++] = w->text->len;
}

// á» and a lost byte: the third byte of ề, ờ, ọ, ỏ or Ố, whichever makes a syllable of the word.
static uint32_t find_lost(const struct writer *w, const struct tc_unit *units, size_t n, size_t i)
{
    static const uint16_t lost[] = {0x1EC1, 0x1EDD, 0x1ECD, 0x1ECF, 0x1ED0};
    char word[40];
    size_t start = w->text->len, tail = 0;
    while (start > 0 && w->text->len - start < 12 && (unsigned char)w->text->data[start - 1] > '9')
        start--;
    size_t before = w->text->len - start;
    char behind[20];
    for (size_t k = i + 3; k < n && tail + 4 < sizeof behind;) {
        uint32_t c = 0;
        struct tc_char scratch;
        k += tc_charset_step(TC_CS_UTF8, units, n, k, &c);
        if (tc_char_of(c, &scratch)->class != TC_CLASS_LETTER)
            break;
        tail += tc_utf8_put(c, behind + tail);
    }
    for (size_t k = 0; k < TC_LENGTH(lost); k++) {
        memcpy(word, w->text->data + start, before);
        size_t len = before + tc_utf8_put(lost[k], word + before);
        memcpy(word + len, behind, tail);
        if (tc_syllable_is_valid(word, len + tail))
            return lost[k];
    }
    return 0xFFFD;
}

// In UTF-8 that was read as windows-1252 some bytes are lost for good, or look like spaces: Ä and a lost byte was Đ, Ã
// and a space was à.
static size_t step_lost(const struct writer *w, const struct tc_unit *units, size_t n, size_t i, uint32_t *ret)
{
    bool is_last = i + 1 >= n;
    if (units[i].byte == 0xE1 && i + 2 < n && units[i + 1].byte == 0xBB && units[i + 2].c == 0xFFFD) {
        *ret = find_lost(w, units, n, i);
        return 3;
    }
    if (units[i].byte == 0xC4 && !is_last && (units[i + 1].c == 0xFFFD || units[i + 1].c == '?')) {
        *ret = 0x110;
        return 2;
    }
    if (units[i].byte == 0xC3 && (is_last || units[i + 1].c == ' ' || units[i + 1].c == '\n')) {
        *ret = 0xE0;
        return !is_last && i + 2 < n && units[i + 1].c == ' ' && units[i + 2].c == ' ' ? 2 : 1;
    }
    return 0;
}

static void write_units(struct writer *w, const struct piece *piece)
{
    size_t n = make_units(w->p, piece);
    const struct tc_unit *units = w->p->units;
    enum tc_charset charset = tc_reading_charset[piece->reading];
    if (charset == TC_CS_TCVN3 && piece->font == TC_CS_TCVN3_CAPS)
        charset = TC_CS_TCVN3_CAPS;
    for (size_t i = 0; i < n;) {
        uint32_t c = 0;
        size_t took = tc_charset_step(charset, units, n, i, &c), lost = 0;
        reach(w, piece->start + units[i].at);
        if (charset == TC_CS_UTF8 && took == 1 && units[i].byte >= 0x80) {
            if (piece->kind == PIECE_RAW)
                c = 0xFFFD;
            else
                lost = step_lost(w, units, n, i, &c);
        }
        char bytes[4];
        tc_buf_add(w->text, bytes, tc_utf8_put(c, bytes));
        i += lost ? lost : took;
    }
}

static void write_plain(struct writer *w, const struct piece *piece)
{
    const char *s = w->p->in->bytes;
    size_t done = piece->start;
    const struct tc_decode_in *from = w->p->in;
    while (w->mark < from->mark_count && from->marks[w->mark] < piece->end) {
        size_t at = from->marks[w->mark] > done ? from->marks[w->mark] : done;
        tc_buf_add(w->text, s + done, at - done);
        done = at;
        from->marks[w->mark++] = w->text->len;
    }
    tc_buf_add(w->text, s + done, piece->end - done);
}

static void write_all(struct pieces *p, struct tc_buf *text)
{
    struct writer w = {.p = p, .text = text};
    tc_buf_reserve(text, p->in->len + p->in->len / 8 + 1);
    for (size_t i = 0; i < p->count; i++) {
        const struct piece *piece = &p->items[i];
        if (piece->kind == PIECE_ASCII || piece->kind == PIECE_HOME ||
            (piece->kind == PIECE_SUSPECT && piece->reading == TC_READ_AS_IS))
            write_plain(&w, piece);
        else
            write_units(&w, piece);
    }
    reach(&w, (size_t)-1);
}

void tc_pieces_read(const struct tc_decode_in *in, struct tc_buf *ret_text, struct tc_decoded *ret)
{
    struct pieces p = {.in = in};
    cut(&p);
    find_present(&p);
    choose_all(&p);
    sum_up(&p, ret);
    if (ret->certainty < TC_CERTAIN) {
        for (size_t i = 0; i < p.count; i++)
            p.items[i].reading = TC_READ_AS_IS;
        ret->was_mojibake = false;
    }
    write_all(&p, ret_text);
    free(p.items);
    free(p.units);
}

bool tc_pieces_are_clean(const struct tc_decode_in *in)
{
    struct pieces p = {.in = in};
    bool is_clean = in->run_count == 0;
    size_t run = 0;
    for (size_t start = 0; is_clean && start < in->len;) {
        struct piece piece = {.start = start};
        piece.end = piece_end(in, start, &run, &piece.font);
        piece.kind = (uint8_t)classify(in->bytes + start, piece.end - start, &piece.home);
        if (piece.kind == PIECE_RAW)
            is_clean = false;
        if (piece.kind == PIECE_SUSPECT) {
            size_t n = make_units(&p, &piece);
            tc_judge(p.units, n, 1U << TC_READ_AS_IS, &piece.evidence);
            const struct tc_evidence *e = &piece.evidence;
            is_clean = e->valid[TC_READ_AS_IS] == e->judged[TC_READ_AS_IS] && !e->symbols && !e->sequences;
        }
        start = piece.end;
    }
    free(p.units);
    return is_clean;
}
