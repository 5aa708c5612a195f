// SPDX-License-Identifier: GPL-3.0-or-later
#include "precedent_parts.h"

#include <stdlib.h>
#include <string.h>

enum { MIN_WORDS = 8, MAX_PASSAGES = 400 };

struct answers {
    struct tc_precedent *items;
    size_t count, cap;
    struct tc_precedent_group *groups;
    size_t group_count, group_cap;
};

static bool is_same(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

// The group of an answer, among those from first on.
static size_t group_of(struct answers *answers, size_t first, const struct tc_precedent_source *source)
{
    for (size_t i = first; i < answers->group_count; i++) {
        const struct tc_precedent_group *group = &answers->groups[i];
        if (is_same(group->issuer, source->by.issuer) && is_same(group->term.name, source->term.name) &&
            is_same(group->term.calendar, source->term.calendar))
            return i;
    }
    TC_GROW(answers->groups, answers->group_count, answers->group_cap);
    answers->groups[answers->group_count] =
        (struct tc_precedent_group){.term = source->term, .issuer = source->by.issuer};
    return answers->group_count++;
}

static enum tc_status answer_passage(struct tc_finder *f, struct answers *answers, struct tc_error *err)
{
    struct tc_found *all = tc_xcalloc(TC_SHORTLIST, sizeof *all);
    size_t count = 0, given = 0, first_group = answers->group_count;
    enum tc_status status = tc_finder_find(f, all, &count, err);
    for (size_t i = 0; !status && i < count && given < f->options.limit; i++) {
        if (all[i].is_told)
            continue;
        struct tc_precedent answer = {.similarity = all[i].source.similarity};
        answer.asked_start = f->words[0].start;
        answer.asked_end = f->words[f->count - 1].end;
        answer.full = tc_cite_full(&all[i].cite, f->arena);
        answer.brief = tc_cite_short(&all[i].cite, f->arena);
        status = tc_precedent_tell(f, all, count, i, &answer, err);
        answer.best = all[i].source;
        answer.group = group_of(answers, first_group, &answer.best);
        TC_GROW(answers->items, answers->count, answers->cap);
        answers->items[answers->count++] = answer;
        given++;
    }
    free(all);
    return status;
}

static enum tc_status answer_all(struct tc_finder *f, const char *text, size_t len, struct answers *answers,
                                 struct tc_error *err)
{
    size_t asked = 0;
    for (size_t start = f->options.from; start < len && asked < MAX_PASSAGES;) {
        const char *line_end = memchr(text + start, '\n', len - start);
        size_t end = line_end ? (size_t)(line_end - text) : len;
        tc_finder_read(f, text, start, end);
        if (f->count >= MIN_WORDS) {
            enum tc_status status = answer_passage(f, answers, err);
            if (status)
                return status;
            asked++;
        }
        start = end + 1;
    }
    if (asked)
        return TC_OK;
    tc_finder_read(f, text, 0, len);
    return f->count ? answer_passage(f, answers, err) : TC_OK;
}

enum tc_status tc_precedent_find(struct tc_reader *reader, const char *text, size_t len,
                                 const struct tc_precedent_options *options, struct tc_arena *arena,
                                 struct tc_precedents *ret, struct tc_error *err)
{
    struct tc_finder f = {.reader = reader, .arena = arena};
    struct answers answers = {0};
    if (options)
        f.options = *options;
    if (!f.options.limit)
        f.options.limit = 10;
    if (f.options.min_similarity <= 0)
        f.options.min_similarity = 0.3;
    enum tc_status status = answer_all(&f, text, len, &answers, err);
    if (!status) {
        ret->items = tc_arena_zero(arena, answers.count + 1, sizeof *ret->items);
        ret->count = answers.count;
        if (answers.count)
            memcpy(ret->items, answers.items, answers.count * sizeof *ret->items);
        ret->groups = tc_arena_zero(arena, answers.group_count + 1, sizeof *ret->groups);
        ret->group_count = answers.group_count;
        if (answers.group_count)
            memcpy(ret->groups, answers.groups, answers.group_count * sizeof *ret->groups);
    }
    free(answers.items);
    free(answers.groups);
    tc_finder_fini(&f);
    return status;
}
