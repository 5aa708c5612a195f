// SPDX-License-Identifier: GPL-3.0-or-later
// Quotations against the document they are attributed to. From eight words on, words in quotation marks behind a
// citation are its words. Shorter ones are mostly names, slogans and words that are not meant literally (“đổi rác lấy
// gạo”): from four words on they are looked at where the sentence says that it quotes (“nêu: …”), and reported only
// when the document has the same with one word changed; below four words nobody can tell.
#include "check_parts.h"

#include "align.h"
#include "passage.h"

#include <stdlib.h>
#include <string.h>

enum { SHORTEST = 4, MIN_WORDS = 8, MAX_WORDS = 400, REACH = 30 };
#define SIMILAR 0.7 // below this the words are others, not the same with a slip

struct quote {
    size_t first, end;    // words inside the marks
    uint32_t start, stop; // bytes, marks left out
};

// The next quotation of at least SHORTEST words from word *i on.
static bool next_quote(const struct tc_checker *checker, size_t *i, struct quote *ret)
{
    const struct tc_draft_word *w = checker->words;
    while (*i < checker->word_count) {
        size_t first = (*i)++, j = first + 1;
        if (!w[first].quotes)
            continue;
        while (j < checker->word_count && !w[j].unquotes && j - first <= MAX_WORDS)
            j++;
        // no mark behind it: an unclosed quotation is none
        if (j - first > MAX_WORDS)
            continue;
        // a straight mark that closed this one opens no other
        *i = j < checker->word_count && w[j].quotes && w[first].unquotes ? j + 1 : j;
        if (j - first < SHORTEST)
            continue;
        *ret = (struct quote){.first = first, .end = j, .start = w[first].start, .stop = w[j - 1].end};
        return true;
    }
    return false;
}

// A title in quotation marks is no quotation of the text: “về “…””, and what the quoted is the name of.
static bool is_name(const struct tc_checker *checker, const struct quote *quote)
{
    static const char *const before[] = {"về",  "việc",  "án",  "đề",   "động", "trào",
                                         "vận", "trình", "mục", "tiêu", "hiệu", "tài"};
    if (!quote->first)
        return false;
    const struct tc_draft_word *word = &checker->words[quote->first - 1];
    for (size_t i = 0; i < TC_LENGTH(before); i++) {
        if (!strcmp(word->exact, before[i]))
            return true;
    }
    return false;
}

static bool is_short(const struct quote *quote)
{
    return quote->end - quote->first < MIN_WORDS;
}

// Does the sentence say that it quotes: “nêu: “…””, “quy định rõ “…””?
static bool is_introduced(const struct tc_checker *checker, const struct quote *quote)
{
    static const char *const verbs[] = {" nêu",        " ghi",      " viết",      " quy định",
                                        " khẳng định", " xác định", " nhấn mạnh", " yêu cầu"};
    size_t last = quote->first;
    if (last && !strcmp(checker->words[last - 1].exact, "rõ"))
        last--;
    if (last < 2)
        return false;
    tc_auto_free char *words = tc_xasprintf(" %s %s", checker->words[last - 2].exact, checker->words[last - 1].exact);
    for (size_t i = 0; i < TC_LENGTH(verbs); i++) {
        size_t len = strlen(words), tail = strlen(verbs[i]);
        if (len >= tail && !strcmp(words + len - tail, verbs[i]))
            return true;
    }
    return false;
}

// Which citation a quotation is attributed to: the nearest before it in its sentence, else one right behind it.
// SIZE_MAX: none.
static size_t attributed_to(const struct tc_checker *checker, const struct quote *quote)
{
    const struct tc_record *record = checker->record;
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < record->citation_count; i++) {
        const struct tc_citation *citation = &record->citations[i];
        if (citation->end <= quote->start && citation->sentence_end >= quote->start)
            best = i;
        else if (best == SIZE_MAX && citation->start >= quote->stop && citation->start - quote->stop <= REACH)
            return i;
    }
    return best;
}

// Somebody speaks (“ông … nói: “…””): these are that person's words, whatever paper the sentence names.
static bool is_speech(const struct tc_checker *checker, const struct quote *quote)
{
    static const char *const verbs[] = {"nói", "biết", "kể", "sự", "tỏ", "sẻ", "rằng", "biểu", "đáp", "bảo"};
    static const char *const people[] = {"ông", "bà", "anh", "chị", "em", "bác", "cô", "chú"};
    for (size_t i = quote->first, back = 0; i-- > 0 && back < 40 && !checker->words[i + 1].ends; back++) {
        const char *word = checker->words[i].exact;
        for (size_t j = 0; back < 2 && j < TC_LENGTH(verbs); j++) {
            if (!strcmp(word, verbs[j]))
                return true;
        }
        for (size_t j = 0; j < TC_LENGTH(people); j++) {
            if (!strcmp(word, people[j]))
                return true;
        }
    }
    return false;
}

static uint32_t *ids_of(struct tc_checker *checker, const struct quote *quote)
{
    uint32_t *ids = tc_arena_zero(checker->arena, quote->end - quote->first, sizeof *ids);
    for (size_t i = quote->first; i < quote->end; i++) {
        const char *exact = checker->words[i].exact;
        ids[i - quote->first] = tc_reader_term_id(checker->reader, exact, strlen(exact));
    }
    return ids;
}

static bool all_known(const uint32_t *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ids[i] == UINT32_MAX)
            return false;
    }
    return true;
}

// A document of the archive that has the words as they are; 0: none.
static enum tc_status find_elsewhere(struct tc_checker *checker, const struct quote *quote, const uint32_t *ids,
                                     size_t count, tc_docid *ret, struct tc_error *err)
{
    *ret = 0;
    if (!all_known(ids, count))
        return TC_OK;
    struct tc_node *nodes = tc_arena_zero(checker->arena, count, sizeof *nodes);
    struct tc_node **children = tc_arena_zero(checker->arena, count, sizeof *children);
    for (size_t i = 0; i < count; i++) {
        const char *exact = checker->words[quote->first + i].exact;
        nodes[i] = (struct tc_node){.op = TC_OP_TERM, .term = exact, .term_len = (uint32_t)strlen(exact)};
        children[i] = &nodes[i];
    }
    struct tc_node phrase = {.op = TC_OP_PHRASE, .children = children, .child_count = count};
    struct tc_match_options options = {.count = 1, .sort_slot = -1};
    struct tc_matches matches = {0};
    enum tc_status status = tc_reader_match(checker->reader, &phrase, &options, &matches, err);
    if (!status && matches.count)
        *ret = matches.items[0].doc;
    tc_matches_fini(&matches);
    return status;
}

static enum tc_status report_missing(struct tc_checker *checker, const struct quote *quote, const uint32_t *ids,
                                     size_t count, const char *attributed, struct tc_error *err)
{
    tc_docid other = 0;
    enum tc_status status = find_elsewhere(checker, quote, ids, count, &other, err);
    if (status)
        return status;
    const char *message = tc_arena_printf(
        checker->arena, TC_TELL("không thấy câu này trong %s", "these words are not in %s"), attributed);
    const char *where = NULL;
    if (other) {
        json_t *record = NULL;
        status = tc_record_json(checker->reader, other, &record, err);
        if (status)
            return status;
        where =
            tc_arena_strdup(checker->arena, json_string_value(json_object_get(json_object_get(record, "meta"), "key")));
        json_decref(record);
        if (where)
            message = tc_arena_printf(checker->arena, TC_TELL("%s, nhưng có trong %s", "%s, but they are in %s"),
                                      message, where);
    }
    tc_check_report(checker, TC_CHECK_QUOTE_NOT_FOUND, TC_SEVERITY_ERROR, quote->start, quote->stop, message, where);
    return TC_OK;
}

// The same words with one of them another; a window as long as the quotation, so that no alignment is needed.
static bool one_word_off(const uint32_t *tokens, size_t token_count, const uint32_t *ids, size_t count,
                         struct tc_alignment *ret)
{
    for (size_t i = 0; i + count <= token_count; i++) {
        size_t off = 0;
        for (size_t j = 0; j < count && off < 2; j++)
            off += tokens[i + j] != ids[j];
        if (off == 1) {
            *ret = (struct tc_alignment){.b_start = (uint32_t)i, .b_end = (uint32_t)(i + count), .similarity = 1};
            return true;
        }
    }
    return false;
}

static enum tc_status check_quote(struct tc_checker *checker, const struct quote *quote,
                                  const struct tc_resolution *found, struct tc_error *err)
{
    size_t count = quote->end - quote->first;
    const uint32_t *ids = ids_of(checker, quote);
    double best = 0;
    const char *best_text = NULL;
    for (size_t i = 0; i < found->count; i++) {
        tc_auto_free uint32_t *tokens = NULL;
        size_t token_count = 0;
        uint32_t at = 0, from = 0, to = 0;
        struct tc_alignment alignment;
        enum tc_status status = tc_passage_tokens(checker->reader, found->targets[i].doc, &tokens, &token_count, err);
        if (status)
            return status;
        if (tc_passage_find(tokens, token_count, ids, count, &at))
            return TC_OK;
        bool is_like = is_short(quote) ? one_word_off(tokens, token_count, ids, count, &alignment)
                                       : tc_align_best(ids, count, tokens, token_count, checker->arena, &alignment);
        if (!is_like || alignment.similarity <= best)
            continue;
        best = alignment.similarity;
        tc_auto_buf struct tc_buf text = {0};
        status = tc_passage_bytes(checker->reader, found->targets[i].doc, alignment.b_start, alignment.b_end, &from,
                                  &to, err);
        if (!status)
            status = tc_reader_text(checker->reader, found->targets[i].doc, from, to, &text, err);
        if (status)
            return status;
        best_text = tc_arena_strndup(checker->arena, text.data ? text.data : "", text.len);
    }
    const char *attributed = found->targets[0].key ? found->targets[0].key : found->targets[0].id;
    if (is_short(quote) && best < SIMILAR)
        return TC_OK;
    if (best < SIMILAR)
        return report_missing(checker, quote, ids, count, attributed, err);
    tc_check_report(checker, TC_CHECK_QUOTE_DIFFERS, TC_SEVERITY_ERROR, quote->start, quote->stop,
                    tc_arena_printf(checker->arena,
                                    TC_TELL("trích dẫn khác với %s: “%s”", "the quotation differs from %s: “%s”"),
                                    attributed, best_text),
                    best_text);
    return TC_OK;
}

enum tc_status tc_check_quotes(struct tc_checker *checker, struct tc_error *err)
{
    struct quote quote;
    for (size_t i = 0; next_quote(checker, &i, &quote);) {
        size_t citation =
            is_name(checker, &quote) || is_speech(checker, &quote) ? SIZE_MAX : attributed_to(checker, &quote);
        if (citation == SIZE_MAX || !checker->resolutions[citation].count ||
            (is_short(&quote) && !is_introduced(checker, &quote)))
            continue;
        enum tc_status status = check_quote(checker, &quote, &checker->resolutions[citation], err);
        if (status)
            return status;
    }
    return TC_OK;
}
