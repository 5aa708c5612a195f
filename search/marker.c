// SPDX-License-Identifier: GPL-3.0-or-later
#include "snippet.h"

#include <stdlib.h>
#include <string.h>

enum { TOKENS_MAX = 4096 };

void tc_marker_init(struct tc_marker *marker, const struct tc_plan *plan)
{
    *marker = (struct tc_marker){.plan = plan};
    marker->follows = tc_xcalloc(TC_PLAN_UNITS_MAX, sizeof *marker->follows);
    for (size_t i = 0; i < plan->unit_count; i++)
        for (size_t k = 0; k < plan->units[i].variant_count; k++) {
            const struct tc_variant *variant = &plan->units[i].variants[k];
            uint32_t unit;
            if (variant->factor >= 1 || !tc_strmap_get(&marker->words, variant->term, variant->len, &unit))
                tc_strmap_set(&marker->words, variant->term, variant->len, (uint32_t)i);
        }
    for (size_t i = 0; i + 1 < plan->sequence_count; i++)
        marker->follows[plan->sequence[i]] |= UINT64_C(1) << plan->sequence[i + 1];
    marker->tokenizer = tc_tokenizer_new(0);
}

void tc_marker_fini(struct tc_marker *marker)
{
    tc_strmap_fini(&marker->words);
    free(marker->follows);
    tc_tokenizer_free(marker->tokenizer);
    *marker = (struct tc_marker){0};
}

struct run {
    struct tc_span span;
    uint64_t units;
    uint32_t words;
};

struct runs {
    struct run *items;
    size_t count, cap;
};

// Runs of words of the question that stand beside each other in the text, none longer than the question would have it.
static void find_runs(struct tc_marker *marker, const char *text, size_t len, struct runs *ret)
{
    const struct tc_token *token;
    uint32_t last_unit = UINT32_MAX, last_position = 0;
    tc_tokenizer_start(marker->tokenizer, text, len);
    for (uint32_t position = 0; tc_tokenizer_next(marker->tokenizer, &token); position++) {
        uint32_t unit;
        if (!tc_strmap_get(&marker->words, token->exact, token->exact_len, &unit))
            continue;
        bool goes_on = last_unit != UINT32_MAX && last_position + 1 == position &&
                       (marker->follows[last_unit] >> unit & 1) && !token->starts_sentence;
        if (!goes_on) {
            TC_GROW(ret->items, ret->count, ret->cap);
            ret->items[ret->count++] = (struct run){.span.start = token->start};
        }
        struct run *run = &ret->items[ret->count - 1];
        run->span.end = token->end;
        run->units |= UINT64_C(1) << unit;
        run->words++;
        last_unit = unit;
        last_position = position;
    }
}

size_t tc_marker_spans(struct tc_marker *marker, const char *text, size_t len, struct tc_span *ret, size_t max)
{
    struct runs runs = {0};
    find_runs(marker, text, len, &runs);
    uint64_t in_runs = 0;
    for (size_t i = 0; i < runs.count; i++)
        if (runs.items[i].words > 1)
            in_runs |= runs.items[i].units;
    size_t count = 0;
    for (size_t i = 0; i < runs.count && count < max; i++)
        if (runs.items[i].words > 1 || !(runs.items[i].units & in_runs))
            ret[count++] = runs.items[i].span;
    free(runs.items);
    return count;
}
