// SPDX-License-Identifier: GPL-3.0-or-later
// The title that stands behind a citation. In quotation marks it is to be the title; without, nobody knows where it
// ends, or whether “về …” is a title at all, so only what cannot be anything else is reported.
#include "check_parts.h"

#include "text/token.h"

#include <stdlib.h>
#include <string.h>

enum { SHORTENED = 6, BACK_WITHIN = 8, BACK_FOR = 3, FIRST = 8, LEAST = 4 };

struct words {
    const char **items;
    size_t count, cap;
};

// The words of a title without "về", "về việc", "V/v" in front. Conclusions are often called after their meeting
// instead (“của Ban Thường vụ tại Hội nghị …”); then *ret_is_subject is false.
static struct words read_title(struct tc_arena *arena, const char *title, bool *ret_is_subject)
{
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    const struct tc_token *token;
    struct words words = {0};
    bool is_subject = false;
    tc_tokenizer_start(tokenizer, title, strlen(title));
    while (tc_tokenizer_next(tokenizer, &token)) {
        if (!words.count &&
            (!strcmp(token->exact, "về") || !strcmp(token->exact, "việc") || !strcmp(token->exact, "v")))
            continue;
        TC_GROW(words.items, words.count, words.cap);
        words.items[words.count++] = tc_arena_strndup(arena, token->exact, token->exact_len);
    }
    tc_tokenizer_free(tokenizer);
    *ret_is_subject = is_subject;
    return words;
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
    if (common)
        return comes_back(given, count, real, common, ret_end);
    return is_full && is_another(given, count, real, ret_end);
}

void tc_check_title(struct tc_checker *checker, const struct tc_citation *citation, const struct tc_tail *tail,
                    const struct tc_target *target)
{
    size_t end = end_of(checker, tail), differing = 0;
    if (end <= tail->title_start || !target->title)
        return;
    bool is_subject = false;
    struct words real = read_title(checker->arena, target->title, &is_subject);
    bool is_full =
        citation->date && tail->issuer_end > tail->issuer_start &&
        memmem(checker->document->text + citation->start, citation->end - citation->start, "ngày", strlen("ngày"));
    if (real.count && differs(checker->words + tail->title_start, end - tail->title_start, tail->title_quoted, is_full,
                              &real, &differing)) {
        const char *message = tc_arena_printf(checker->arena,
                                              TC_SAY(checker, "trích yếu khác với văn bản trong kho: “%s”",
                                                     "the title differs from that in the archive: “%s”"),
                                              target->title);
        tc_check_report(checker, TC_CHECK_TITLE_MISMATCH, TC_SEVERITY_ERROR, checker->words[tail->title_start].start,
                        checker->words[tail->title_start + differing - 1].end, message, target->title);
    }
    free(real.items);
}
