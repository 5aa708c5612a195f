// SPDX-License-Identifier: GPL-3.0-or-later
// Who said a passage when: where it stands in each source, copies taken together, what changed from one to the next.
#include "precedent_parts.h"

#include "passage.h"

#include <stdlib.h>
#include <string.h>

#define SAME_WORDING 0.8 // sources as alike as this tell one story

// Where the wording stands. What the passage has before and behind the shared words has something in its place in the
// source: its sentence is shown as far as that reaches, so that people see whole sentences and whole changes.
static enum tc_status locate(struct tc_finder *f, struct tc_found *found, struct tc_error *err)
{
    struct tc_precedent_source *source = &found->source;
    tc_auto_buf struct tc_buf text = {0};
    size_t asked = f->count < TC_ALIGN_MAX ? f->count : TC_ALIGN_MAX;
    enum tc_status status = tc_passage_bytes(f->reader, source->by.doc, found->alignment.b_start,
                                             found->alignment.b_end, &source->start, &source->end, err);
    if (!status)
        status = tc_passage_widen(f->reader, source->by.doc, found->alignment.a_start, asked - found->alignment.a_end,
                                  &source->start, &source->end, err);
    if (!status)
        status = tc_reader_text(f->reader, source->by.doc, source->start, source->end, &text, err);
    if (!status)
        source->text = tc_arena_strndup(f->arena, text.data ? text.data : "", text.len);
    return status;
}

static int oldest_first(const void *a, const void *b)
{
    const struct tc_found *const *x = a, *const *y = b;
    int order = strcmp((*x)->source.by.date ? (*x)->source.by.date : "9999",
                       (*y)->source.by.date ? (*y)->source.by.date : "9999");
    return order ? order : strcmp((*x)->source.by.id, (*y)->source.by.id);
}

static double likeness(struct tc_finder *f, const struct tc_found *x, const struct tc_found *y)
{
    struct tc_alignment alignment;
    tc_align_whole(x->tokens, x->token_count, y->tokens, y->token_count, f->arena, &alignment);
    return alignment.similarity;
}

// Copies of one paper that say the same are one source with several ids.
static bool is_copy(struct tc_finder *f, const struct tc_found *x, const struct tc_found *y)
{
    const struct tc_target *a = &x->source.by, *b = &y->source.by;
    struct tc_difference *differences;
    return a->key && b->key && !strchr(a->key, '?') && !strcmp(a->key, b->key) &&
           (!a->issuer || !b->issuer || !strcmp(a->issuer, b->issuer)) &&
           !tc_differences(x->source.text, y->source.text, f->arena, &differences, NULL);
}

static void add_copy(struct tc_finder *f, struct tc_precedent_source *source, const char *id)
{
    size_t count = 0;
    while (source->copies && source->copies[count])
        count++;
    const char **copies = tc_arena_zero(f->arena, count + 2, sizeof *copies);
    for (size_t i = 0; i < count; i++)
        copies[i] = source->copies[i];
    copies[count] = id;
    source->copies = copies;
}

// The sources in order of time, copies taken together (the best stands for its copies), each compared with the one
// before.
static void order_sources(struct tc_finder *f, struct tc_found **members, size_t n, const struct tc_found *best,
                          struct tc_precedent *ret)
{
    qsort(members, n, sizeof *members, oldest_first);
    ret->sources = tc_arena_zero(f->arena, n, sizeof *ret->sources);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        size_t j = 0;
        while (j < i && !(members[j] && is_copy(f, members[j], members[i])))
            j++;
        if (j < i) {
            struct tc_found *kept = members[i] == best ? members[i] : members[j],
                            *copy = members[i] == best ? members[j] : members[i];
            kept->source.copies = members[j]->source.copies;
            add_copy(f, &kept->source, tc_arena_strdup(f->arena, copy->source.by.id));
            members[j] = kept;
            members[i] = NULL;
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (!members[i])
            continue;
        struct tc_precedent_source *source = &ret->sources[count];
        *source = members[i]->source;
        if (count)
            source->difference_count =
                tc_differences(source[-1].text, source->text, f->arena, &source->differences, NULL);
        count++;
    }
    ret->source_count = count;
}

// Bytes of the source's words that match, as spans of its own text.
static enum tc_status highlight(struct tc_finder *f, const struct tc_found *found, struct tc_precedent *ret,
                                struct tc_error *err)
{
    ret->text = found->source.text;
    ret->spans = tc_arena_zero(f->arena, found->alignment.run_count + 1, sizeof *ret->spans);
    for (size_t i = 0; i < found->alignment.run_count; i++) {
        const struct tc_align_run *run = &found->alignment.runs[i];
        uint32_t start = 0, end = 0;
        enum tc_status status =
            tc_passage_bytes(f->reader, found->source.by.doc, run->b, run->b + run->length, &start, &end, err);
        if (status)
            return status;
        if (start >= found->source.start && end <= found->source.end)
            ret->spans[ret->span_count++] =
                (struct tc_precedent_span){.start = start - found->source.start, .end = end - found->source.start};
    }
    return TC_OK;
}

// All that say what `head` says: the words shared with the passage are the same, and so is what stands around them.
enum tc_status tc_precedent_tell(struct tc_finder *f, struct tc_found *all, size_t count, size_t head,
                                 struct tc_precedent *ret, struct tc_error *err)
{
    struct tc_found **members = tc_xcalloc(count, sizeof *members);
    struct tc_difference *differences;
    size_t n = 0;
    enum tc_status status = TC_OK;
    for (size_t i = head; i < count && !status; i++) {
        double similarity = 1;
        if (all[i].is_told || (i != head && likeness(f, &all[head], &all[i]) < SAME_WORDING))
            continue;
        if (!all[i].source.text)
            status = locate(f, &all[i], err);
        if (!status && i != head)
            (void)tc_differences(all[head].source.text, all[i].source.text, f->arena, &differences, &similarity);
        if (!status && similarity >= SAME_WORDING) {
            all[i].is_told = true;
            members[n++] = &all[i];
        }
    }
    if (!status)
        order_sources(f, members, n, &all[head], ret);
    free(members);
    return status ? status : highlight(f, &all[head], ret, err);
}
