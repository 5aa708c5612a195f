// SPDX-License-Identifier: GPL-3.0-or-later
// The title that stands behind a citation. In quotation marks it is to be the title; without, nobody knows where it
// ends, or whether “về …” is a title at all, so only what cannot be anything else is reported.
#include "check_parts.h"

#include "text/token.h"

#include <stdlib.h>
#include <string.h>

enum { SHORTENED = 6, BACK_WITHIN = 8, BACK_FOR = 3, FIRST = 8, LEAST = 4, COMMON_START = 2 };

struct words {
    const char **items;
    size_t count, cap;
};

// The words of a title without "về", "về việc", "V/v" in front.
static struct words read_title(struct tc_arena *arena, const char *title)
{
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    const struct tc_token *token;
    struct words words = {0};
    tc_tokenizer_start(tokenizer, title, strlen(title));
    while (tc_tokenizer_next(tokenizer, &token)) {
        if (!words.count &&
            (!strcmp(token->exact, "về") || !strcmp(token->exact, "việc") || !strcmp(token->exact, "v")))
            continue;
        TC_GROW(words.items, words.count, words.cap);
        words.items[words.count++] = tc_arena_strndup(arena, token->exact, token->exact_len);
    }
    tc_tokenizer_free(tokenizer);
    return words;
}

// Conclusions are often called after their meeting (“của Ban Thường vụ tại Hội nghị …”) and cited for one of the
// matters they settle: such a title says nothing about what follows “về”.
static bool is_meeting(const struct words *real)
{
    static const char *const begins[] = {"của", "tại", "hội nghị", "đại hội", "kết luận"};
    if (real->count < 2)
        return false;
    tc_auto_free char *two = tc_xasprintf("%s %s", real->items[0], real->items[1]);
    for (size_t i = 0; i < TC_LENGTH(begins); i++) {
        if (!strcmp(begins[i], real->items[0]) || !strcmp(begins[i], two))
            return true;
    }
    return false;
}

// Where the words of the draft end that may be the title: before the next citation.
static size_t end_of(const struct tc_checker *checker, const struct tc_tail *tail)
{
    size_t end = tail->title_end;
    for (size_t i = 0; i < checker->record->citation_count; i++) {
        const struct tc_citation *next = &checker->record->citations[i];
        while (end > tail->title_start && next->start > checker->words[tail->title_start].start &&
               checker->words[end - 1].start >= next->start)
            end--;
    }
    return end;
}

static bool same(const struct tc_draft_word *given, const struct words *real, size_t i, size_t j)
{
    return !strcmp(given[i].exact, real->items[j]);
}

// The title goes astray after `common` words and comes back to what it should say: given words up to *ret_end. So it is
// the title, with another wording inside.
static bool comes_back(const struct tc_draft_word *given, size_t count, const struct words *real, size_t common,
                       size_t *ret_end)
{
    for (size_t i = common; i < count && i < common + BACK_WITHIN; i++) {
        for (size_t j = common; j < real->count && j < common + BACK_WITHIN; j++) {
            size_t n = 0;
            while (i + n < count && j + n < real->count && same(given, real, i + n, j + n))
                n++;
            if (n >= BACK_FOR) {
                *ret_end = i + n;
                return true;
            }
        }
    }
    return false;
}

// A citation in full has its title behind it; one that shares nothing with the paper's is the title of another.
static bool is_another(const struct tc_draft_word *given, size_t count, const struct words *real, size_t *ret_end)
{
    size_t clause = 1, shared = 0;
    while (clause < count && !given[clause].breaks)
        clause++;
    if (clause < LEAST || real->count < LEAST)
        return false;
    for (size_t i = 0; i < clause && i < FIRST; i++) {
        bool found = false;
        for (size_t j = 0; j < real->count && !found; j++)
            found = same(given, real, i, j);
        shared += found;
    }
    *ret_end = clause;
    return shared <= 1;
}

static bool differs(const struct tc_draft_word *given, size_t count, bool is_quoted, bool is_full,
                    const struct words *real, size_t *ret_end)
{
    size_t common = 0;
    while (common < count && common < real->count && same(given, real, common, common))
        common++;
    *ret_end = count;
    if (is_quoted)
        return !(common == count && (common == real->count || common >= SHORTENED));
    if (common == count || common == real->count)
        return false;
    if (common && comes_back(given, count, real, common, ret_end))
        return true;
    // many titles begin alike (“phát triển …”, “tăng cường …”)
    if (!is_full || common > COMMON_START || !is_another(given + common, count - common, real, ret_end))
        return false;
    *ret_end += common;
    return true;
}

void tc_check_title(struct tc_checker *checker, const struct tc_citation *citation, const struct tc_tail *tail,
                    const struct tc_target *target)
{
    size_t end = end_of(checker, tail), differing = 0;
    if (end <= tail->title_start || !target->title)
        return;
    struct words real = read_title(checker->arena, target->title);
    bool is_full =
        citation->date && tail->issuer_end > tail->issuer_start &&
        memmem(checker->document->text + citation->start, citation->end - citation->start, "ngày", strlen("ngày"));
    if (real.count && !is_meeting(&real) &&
        differs(checker->words + tail->title_start, end - tail->title_start, tail->title_quoted, is_full, &real,
                &differing)) {
        const char *message = tc_arena_printf(
            checker->arena,
            TC_TELL("trích yếu khác với văn bản trong kho: “%s”", "the title differs from that in the archive: “%s”"),
            target->title);
        // without quotation marks it may be the matter that the sentence is about
        enum tc_severity severity = tail->title_quoted ? TC_SEVERITY_ERROR : TC_SEVERITY_WARNING;
        tc_check_report(checker, TC_CHECK_TITLE_MISMATCH, severity, checker->words[tail->title_start].start,
                        checker->words[tail->title_start + differing - 1].end, message, target->title);
    }
    free(real.items);
}
