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
        if (!cue->is_after && !cue->is_neutral && last - next <= cue->reach && !reviewed) {
            best = (int)row;
            *ret_distance = last - next;
            *ret_word = i;
        }
        i = next;
    }
    return best;
}

static int cue_after(struct tc_lexer *lexer, uint32_t first, uint32_t end_byte)
{
    const struct tc_rules *rules = tc_rules();
    for (uint32_t i = first; i < first + 16; i++) {
        const struct tc_word *word = tc_lex(lexer, i);
        uint32_t row, next;
        if (word->kind == TC_W_END || word->start >= end_byte || tc_mark_is(word, ';'))
            break;
        if (tc_phrases_match(&rules->cue_words, lexer, i, TC_PHRASE_EXACT, &row, &next) && rules->cues[row].is_after &&
            i - first <= rules->cues[row].reach)
            return rules->cues[row].relation;
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

// “Theo Báo cáo số 95 …”: what is reported there, not what is done.
static bool only_reports(const struct tc_citation *c, const struct tc_cue_rule *cue, uint32_t at, uint32_t sentence)
{
    return !strcmp(cue->words, "theo") && (at == sentence || (c->type_code && !strcmp(c->type_code, "BC")));
}

// The nearest cue of the sentence; items of a list share theirs, however much is said of each.
static enum tc_relation relate(const char *text, struct tc_lexer *lexer, const struct tc_citation *c,
                               const struct tc_citation *before)
{
    uint32_t i = tc_lex_at(lexer, c->sentence_start), last = i;
    while (last < TC_LEX_MAX - 32 && tc_lex(lexer, last)->kind != TC_W_END && tc_lex(lexer, last)->start < c->start)
        last++;
    uint32_t first = first_word(lexer, i, last, c, before), behind = last;
    while (behind < TC_LEX_MAX - 32 && tc_lex(lexer, behind)->kind != TC_W_END && tc_lex(lexer, behind)->start < c->end)
        behind++;
    int after = cue_after(lexer, behind, c->sentence_end);
    if (after >= 0)
        return (enum tc_relation)after;
    uint32_t distance = 0, at = 0;
    int row = cue_before(lexer, first, last, &distance, &at);
    if (row >= 0 && only_reports(c, &tc_rules()->cues[row], at, i))
        return TC_REL_REFERS;
    if (row >= 0)
        return (enum tc_relation)tc_rules()->cues[row].relation;
    if (first > i && is_joined(lexer, first, last))
        return before->relation;
    if (last == i && before && continues_list(text, c, before))
        return before->relation;
    return last - i <= 2 && is_under_basis(text, c->sentence_start) ? TC_REL_BASIS : TC_REL_REFERS;
}

// A report on how something was carried out says so in its title; its first words then say “Thực hiện …”.
static void review_as_title(struct tc_record *record)
{
    for (size_t i = 0; i < record->citation_count && i < 3; i++) {
        struct tc_citation *c = &record->citations[i];
        if (c->relation == TC_REL_IMPLEMENTS && i > 0 && c->key)
            for (size_t j = 0; j < i; j++) {
                const struct tc_citation *title = &record->citations[j];
                if (title->relation == TC_REL_REVIEWS && title->key && tc_key_fits(title->key, c->key))
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
        c->relation = relate(text, lexer, c, i ? &record->citations[i - 1] : NULL);
    }
    review_as_title(record);
    free(lexer);
}
