// SPDX-License-Identifier: GPL-3.0-or-later
// The sentence a citation stands in, and what the document does to what it names, from cue phrases near it.
#include "cite.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *vi, *en;
} relations[TC_REL_COUNT] = {
    [TC_REL_REFERS] = {"refers", "viện dẫn", "refers to"},
    [TC_REL_BASIS] = {"basis", "căn cứ", "rests on"},
    [TC_REL_IMPLEMENTS] = {"implements", "thực hiện", "implements"},
    [TC_REL_AMENDS] = {"amends", "sửa đổi, bổ sung", "amends"},
    [TC_REL_REPLACES] = {"replaces", "thay thế", "replaces"},
    [TC_REL_REPEALS] = {"repeals", "bãi bỏ", "repeals"},
    [TC_REL_GUIDES] = {"guides", "hướng dẫn", "guides"},
    [TC_REL_REVIEWS] = {"reviews", "sơ kết, tổng kết", "reviews"},
};

const char *tc_relation_name(enum tc_relation relation)
{
    return relations[relation].name;
}

const char *tc_relation_label(enum tc_relation relation, const char *language)
{
    return !strcmp(language, "en") ? relations[relation].en : relations[relation].vi;
}

enum { SENTENCE_MAX = 1500 }; // bytes to either side of a citation

static bool is_upper_at(const char *text, size_t len, size_t pos)
{
    struct tc_word word = {0};
    static _Thread_local struct tc_lexer lexer;
    if (pos >= len)
        return false;
    tc_lex_init(&lexer, text, len < pos + 16 ? len : pos + 16);
    word = *tc_lex(&lexer, tc_lex_at(&lexer, pos));
    return word.kind == TC_W_WORD && word.is_capital;
}

// Does a sentence end in the line break at pos? A text wrapped by hand goes on in small letters.
static bool line_ends_sentence(const char *text, size_t len, size_t pos)
{
    size_t before = pos, after = pos;
    while (after < len && (text[after] == ' ' || text[after] == '\n' || text[after] == '\t' || text[after] == '\r')) {
        if (after > pos && text[after] == '\n')
            return true; // an empty line
        after++;
    }
    if (after >= len)
        return true;
    while (before > 0 && text[before - 1] == ' ')
        before--;
    char last = before ? text[before - 1] : '\n', first = text[after];
    if (first == '-' || first == '+' || first == '*' || last == ';' || last == ':' || last == '.' || last == '\n')
        return true;
    if (first == '(' || last == ',' || last == '-' || !is_upper_at(text, len, after))
        return false;
    // a capital behind a full line, or behind a word that must go on, is no beginning
    enum { FULL_LINE = 70 };
    size_t start = before;
    while (start > 0 && text[start - 1] != '\n' && before - start <= FULL_LINE)
        start--;
    if (before - start > FULL_LINE)
        return false;
    static const char *const open_ends[] = {" của", " về", " và", " theo", " hiện", " tại", " với", " số"};
    for (size_t i = 0; i < TC_LENGTH(open_ends); i++) {
        size_t n = strlen(open_ends[i]);
        if (before - start >= n && !memcmp(text + before - n, open_ends[i], n))
            return false;
    }
    return true;
}

static bool is_boundary(const char *text, size_t len, size_t pos)
{
    char c = text[pos];
    if (c == '\n')
        return line_ends_sentence(text, len, pos);
    if (c == ';')
        return true;
    if (c != '.' && c != '!' && c != '?')
        return false;
    size_t next = pos + 1;
    while (next < len && (text[next] == '.' || text[next] == '/' || text[next] == '"'))
        next++;
    if (next < len && text[next] != ' ' && text[next] != '\n')
        return false;
    while (next < len && text[next] == ' ')
        next++;
    // TP. Hồ Chí Minh, 1. Mở đầu: a short word before the stop is no sentence
    size_t word = pos;
    while (word > 0 && text[word - 1] != ' ' && text[word - 1] != '\n' && text[word - 1] != '.')
        word--;
    bool abbreviation = pos - word <= 2 && word < pos && (unsigned char)text[word] < 0x80 && text[word] < 'a';
    return next >= len || text[next] == '\n' || (!abbreviation && (is_upper_at(text, len, next) || text[next] == '-'));
}

static void find_sentence(const char *text, size_t len, struct tc_citation *c)
{
    size_t from = c->start > SENTENCE_MAX ? c->start - SENTENCE_MAX : 0, start = c->start;
    while (start > from && !is_boundary(text, len, start - 1))
        start--;
    while (start > 0 && !tc_utf8_is_boundary(text, len, start))
        start++;
    while (start < c->start && (text[start] == ' ' || text[start] == '\n' || text[start] == '\t'))
        start++;
    size_t to = len - c->end > SENTENCE_MAX ? c->end + SENTENCE_MAX : len, end = c->end;
    while (end < to && !is_boundary(text, len, end))
        end++;
    if (end < to && text[end] != '\n')
        end++;
    while (end < len && !tc_utf8_is_boundary(text, len, end))
        end++;
    c->sentence_start = (uint32_t)start;
    c->sentence_end = (uint32_t)end;
}

struct cue {
    uint32_t word, words, row;
};

// The cue nearest to the citation among the words of its sentence before it.
static int cue_before(struct tc_lexer *lexer, uint32_t first, uint32_t last, uint32_t *ret_distance, uint32_t *ret_word)
{
    const struct tc_rules *rules = tc_rules();
    int best = -1;
    for (uint32_t i = first; i < last;) {
        uint32_t row, next;
        if (!tc_phrases_match(&rules->cue_words, lexer, i, TC_PHRASE_EXACT, &row, &next) || next > last) {
            i++;
            continue;
        }
        const struct tc_cue_rule *cue = &rules->cues[row];
        // the name of a document, or the word of an office, is no cue: “Ban Chỉ đạo thực hiện”, “Hướng dẫn số 5”
        // “sơ kết 2 năm thực hiện”: a review of what was carried out
        bool reviewed = best >= 0 && cue->relation == TC_REL_IMPLEMENTS &&
                        (rules->cues[best].relation == TC_REL_REVIEWS || rules->cues[best].relation == TC_REL_GUIDES);
        if (cue->is_before && !cue->is_neutral && last - next <= cue->reach && !reviewed) {
            best = (int)row;
            *ret_distance = last - next;
            *ret_word = i;
        }
        i = next;
    }
    return best;
}

// The first cue behind the citation, in its sentence; row of the table.
static int cue_after(struct tc_lexer *lexer, uint32_t first, uint32_t end_byte)
{
    enum { FAR = 48 }; // words
    const struct tc_rules *rules = tc_rules();
    for (uint32_t i = first; i < first + FAR; i++) {
        const struct tc_word *word = tc_lex(lexer, i);
        uint32_t row, next;
        if (word->kind == TC_W_END || word->start >= end_byte || tc_mark_is(word, ';') || tc_mark_is(word, ':'))
            break;
        if (tc_phrases_match(&rules->cue_words, lexer, i, TC_PHRASE_EXACT, &row, &next) && rules->cues[row].is_after &&
            (rules->cues[row].is_before || i - first <= rules->cues[row].reach))
            return (int)row;
    }
    return -1;
}

// Is the item of a list under a heading like “I. CĂN CỨ XÂY DỰNG ĐỀ ÁN”?
static bool is_under_basis(const char *text, size_t from)
{
    enum { FAR = 2000 };
    size_t stop = from > FAR ? from - FAR : 0;
    while (from > stop) {
        size_t end = from;
        while (end > stop && (text[end - 1] == '\n' || text[end - 1] == ' '))
            end--;
        size_t start = end;
        while (start > stop && text[start - 1] != '\n')
            start--;
        if (memmem(text + start, end - start, "CĂN CỨ", strlen("CĂN CỨ")))
            return true;
        bool item = text[start] == '-' || text[start] == '+';
        if (!item || start == end)
            return false;
        from = start;
    }
    return false;
}

// Where the words of the sentence before the citation begin that a cue may stand in: behind the citation before.
static uint32_t first_word(struct tc_lexer *lexer, uint32_t i, uint32_t last, const struct tc_citation *c,
                           const struct tc_citation *before)
{
    if (!before || before->end > c->start || before->start < c->sentence_start)
        return i;
    while (i < last && tc_lex(lexer, i)->start < before->end)
        i++;
    return i;
}

static bool is_joined(struct tc_lexer *lexer, uint32_t first, uint32_t last)
{
    const struct tc_word *word = last > first ? tc_lex(lexer, last - 1) : NULL;
    return last - first <= 3 || tc_mark_is(word, ',') || tc_mark_is(word, ';') || tc_word_is(lexer, word, "và");
}

// “Căn cứ A …; B …;”: an item that begins behind a semicolon.
static bool continues_list(const char *text, const struct tc_citation *c, const struct tc_citation *before)
{
    enum { FAR = 600 };
    size_t at = c->start;
    while (at > before->end && (text[at - 1] == ' ' || text[at - 1] == '\n'))
        at--;
    return at > before->end && text[at - 1] == ';' && c->start - before->end < FAR;
}

static bool is_one_of(const char *code, const char *const *codes, size_t count)
{
    for (size_t i = 0; code && i < count; i++)
        if (!strcmp(code, codes[i]))
            return true;
    return false;
}

// “theo” says that something is done by a document, or that something is told or measured by it: “Theo Báo cáo số 95
// …”, “sai thẩm quyền theo Luật …”, “Mức hỗ trợ theo Quyết định … không còn phù hợp”.
static bool only_measures(struct tc_lexer *lexer, const struct tc_citation *c, const struct tc_cue_rule *cue,
                          uint32_t at, uint32_t sentence)
{
    static const char *const judged[] = {"sai", "trái"};
    if (strcmp(cue->words, "theo") != 0)
        return false;
    if (at == sentence || (c->type_code && !strcmp(c->type_code, "BC")))
        return true;
    for (uint32_t i = at; i-- > sentence && at - i < 24;) { // the clause: what is done in it, what is it about?
        const struct tc_word *word = tc_lex(lexer, i);
        for (size_t n = 0; n < TC_LENGTH(judged); n++)
            if (at - i <= 4 && tc_word_is(lexer, word, judged[n]))
                return true;
        bool begins = i == sentence || tc_mark_is(tc_lex(lexer, i - 1), ';') || tc_mark_is(tc_lex(lexer, i - 1), ',') ||
                      tc_mark_is(tc_lex(lexer, i - 1), ':');
        if (begins && (tc_word_is(lexer, word, "việc") || tc_word_is(lexer, word, "mức")))
            return true;
        if (begins && i < at)
            return false;
    }
    return false;
}

// “Kết luận số 01 … về tiếp tục thực hiện Chỉ thị số 05 …”: the title of the one cited before tells of this one.
static bool stands_in_title(struct tc_lexer *lexer, uint32_t first, uint32_t last)
{
    bool about = false;
    for (uint32_t i = first; i < last; i++) {
        const struct tc_word *word = tc_lex(lexer, i);
        if (tc_mark_is(word, ',') || tc_mark_is(word, ';') || tc_mark_is(word, ':') || tc_mark_is(word, '('))
            return false;
        about |= tc_word_is(lexer, word, "về");
    }
    return about && !is_joined(lexer, first, last);
}

// Papers that ask or tell change only their like: “kính trình … ban hành thay thế Quyết định 640-QĐ/TU”, but “Báo cáo
// này thay thế Báo cáo số 08-BC/HU”.
static bool changes_nothing(const struct tc_meta *meta, const struct tc_citation *c)
{
    static const char *const tellers[] = {"TTr", "BC", "BB", "GM", "PC"};
    bool change = c->relation == TC_REL_AMENDS || c->relation == TC_REL_REPLACES || c->relation == TC_REL_REPEALS;
    bool teller = is_one_of(meta->type_code, tellers, TC_LENGTH(tellers)) || (meta->type && !strcmp(meta->type, "tin"));
    return change && teller && !(meta->type_code && c->type_code && !strcmp(meta->type_code, c->type_code));
}

struct place {                              // of a citation, in words of the lexer
    uint32_t sentence, first, last, behind; // first: behind the citation before; behind: the word behind this one
    bool in_title;                          // it stands in the title of the citation before
    bool of_report;                         // the document is a report
};

static struct place find_place(struct tc_lexer *lexer, const struct tc_citation *c, const struct tc_citation *before)
{
    struct place at = {.sentence = tc_lex_at(lexer, c->sentence_start)};
    at.last = at.sentence;
    while (at.last < TC_LEX_MAX - 32 && tc_lex(lexer, at.last)->kind != TC_W_END &&
           tc_lex(lexer, at.last)->start < c->start)
        at.last++;
    at.first = first_word(lexer, at.sentence, at.last, c, before);
    at.behind = at.last;
    while (at.behind < TC_LEX_MAX - 32 && tc_lex(lexer, at.behind)->kind != TC_W_END &&
           tc_lex(lexer, at.behind)->start < c->end)
        at.behind++;
    at.in_title = at.first > at.sentence && stands_in_title(lexer, at.first, at.last);
    return at;
}

// What a cue before the citation says, in the light of what stands behind it (-1: nothing).
static enum tc_relation weigh(struct tc_lexer *lexer, const struct tc_citation *c, const struct place *at,
                              const struct tc_cue_rule *cue, uint32_t cue_at, int after)
{
    if (at->in_title) // “Thực hiện Công văn … về việc sơ kết Nghị quyết số 21 …, Ủy ban nhân dân báo cáo như sau”
        return at->of_report && cue->relation == TC_REL_REVIEWS ? TC_REL_REVIEWS : TC_REL_REFERS;
    if (only_measures(lexer, c, cue, cue_at, at->sentence))
        return after == TC_REL_IMPLEMENTS ? TC_REL_IMPLEMENTS : TC_REL_REFERS;
    // “Thực hiện Quy định số 412 …, Ban Tổ chức hướng dẫn một số nội dung như sau”
    if (after == TC_REL_GUIDES && cue->relation == TC_REL_IMPLEMENTS && at->last - at->sentence < 8)
        return TC_REL_GUIDES;
    return (enum tc_relation)cue->relation;
}

// The nearest cue of the sentence; items of a list share theirs, however much is said of each. list: the relation of
// the last citation that was no part of another's title.
static enum tc_relation relate(const char *text, struct tc_lexer *lexer, const struct tc_citation *c,
                               const struct tc_citation *before, const struct place *at, enum tc_relation list)
{
    const struct tc_cue_rule *cues = tc_rules()->cues;
    int late = cue_after(lexer, at->behind, c->sentence_end), after = late >= 0 ? (int)cues[late].relation : -1;
    if (after == TC_REL_REPEALS)
        return TC_REL_REPEALS;
    uint32_t distance = 0, cue_at = 0;
    int row = cue_before(lexer, at->first, at->last, &distance, &cue_at);
    if (row >= 0)
        return weigh(lexer, c, at, &cues[row], cue_at, after);
    if (after == TC_REL_IMPLEMENTS)
        return TC_REL_IMPLEMENTS;
    if (at->first > at->sentence && is_joined(lexer, at->first, at->last))
        return before->relation;
    if (at->last == at->sentence && before && continues_list(text, c, before))
        return list;
    return at->last - at->sentence <= 2 && is_under_basis(text, c->sentence_start) ? TC_REL_BASIS : TC_REL_REFERS;
}

// One document, by number here and by its name there.
static bool is_same(const struct tc_citation *a, const struct tc_citation *b)
{
    for (const char **key = a->stands_for; key && *key; key++)
        if (tc_key_fits(*key, b->key))
            return true;
    for (const char **key = b->stands_for; key && *key; key++)
        if (tc_key_fits(*key, a->key))
            return true;
    return tc_key_fits(a->key, b->key);
}

// A report on how something was carried out says so in its title; its first sentence then says “Thực hiện …”.
static void review_as_title(const char *text, struct tc_record *record)
{
    static const char opening[] = "Thực hiện ";
    enum { HEAD = 1200 }; // bytes from the title to the first sentence of the body
    for (size_t i = 0; i < record->citation_count && i < 3; i++) {
        struct tc_citation *c = &record->citations[i];
        uint32_t at = c->sentence_start; // a rule of dashes may stand before it
        while (at < c->start && strchr("-*_ \n\t", text[at]))
            at++;
        bool opens = c->start - at >= sizeof opening - 1 && !memcmp(text + at, opening, sizeof opening - 1) &&
                     c->start - record->citations[0].start < HEAD;
        if (c->relation == TC_REL_IMPLEMENTS && i > 0 && c->key && opens)
            for (size_t j = 0; j < i; j++) {
                const struct tc_citation *title = &record->citations[j];
                if (title->relation == TC_REL_REVIEWS && title->key && is_same(title, c))
                    c->relation = TC_REL_REVIEWS;
            }
    }
}

void tc_cite_relate(const char *text, size_t len, const struct tc_cite_context *context, struct tc_record *record)
{
    struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
    (void)context;
    tc_lex_init(lexer, text, len);
    lexer->lacks_marks = tc_lex_lacks_marks(text, len);
    enum tc_relation list = TC_REL_REFERS;
    for (size_t i = 0; i < record->citation_count; i++) {
        struct tc_citation *c = &record->citations[i];
        if (i && c->start == record->citations[i - 1].start && c->end == record->citations[i - 1].end) {
            const struct tc_citation *same = &record->citations[i - 1];
            c->sentence_start = same->sentence_start;
            c->sentence_end = same->sentence_end;
            c->relation = same->relation;
            continue;
        }
        find_sentence(text, len, c);
        const struct tc_citation *before = i ? &record->citations[i - 1] : NULL;
        struct place at = find_place(lexer, c, before);
        at.of_report = record->meta.type_code && !strcmp(record->meta.type_code, "BC");
        c->relation = relate(text, lexer, c, before, &at, list);
        if (changes_nothing(&record->meta, c))
            c->relation = TC_REL_REFERS;
        list = at.in_title ? list : c->relation;
    }
    review_as_title(text, record);
    free(lexer);
}
