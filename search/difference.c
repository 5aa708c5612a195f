// SPDX-License-Identifier: GPL-3.0-or-later
#include "difference.h"

#include "align.h"
#include "base/strmap.h"
#include "text/token.h"

#include <string.h>

struct side {
    const char *text;
    uint32_t *ids, *starts, *ends; // one a token
    size_t count;
};

static void read_side(struct side *side, const char *text, size_t len, struct tc_strmap *map, struct tc_arena *arena)
{
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    const struct tc_token *token;
    size_t most = len < TC_ALIGN_MAX ? len : TC_ALIGN_MAX; // a token has at least a byte
    *side = (struct side){.text = text};
    side->ids = tc_arena_zero(arena, most + 1, sizeof *side->ids);
    side->starts = tc_arena_zero(arena, most + 1, sizeof *side->starts);
    side->ends = tc_arena_zero(arena, most + 1, sizeof *side->ends);
    tc_tokenizer_start(tokenizer, text, len);
    while (side->count < most && tc_tokenizer_next(tokenizer, &token)) {
        side->ids[side->count] = tc_strmap_id(map, token->exact, token->exact_len);
        side->starts[side->count] = token->start;
        side->ends[side->count++] = token->end;
    }
    tc_tokenizer_free(tokenizer);
}

static const char *words_of(const struct side *side, uint32_t first, uint32_t end, struct tc_arena *arena)
{
    if (first >= end)
        return "";
    return tc_arena_strndup(arena, side->text + side->starts[first], side->ends[end - 1] - side->starts[first]);
}

size_t tc_differences(const char *a, const char *b, struct tc_arena *arena, struct tc_difference **ret,
                      double *ret_similarity)
{
    struct tc_strmap map = {0};
    struct side x, y;
    struct tc_alignment alignment;
    size_t count = 0;
    read_side(&x, a, strlen(a), &map, arena);
    read_side(&y, b, strlen(b), &map, arena);
    tc_strmap_fini(&map);
    tc_align_whole(x.ids, x.count, y.ids, y.count, arena, &alignment);
    if (ret_similarity)
        *ret_similarity = alignment.similarity;
    *ret = tc_arena_zero(arena, alignment.run_count + 1, sizeof **ret);
    uint32_t i = 0, j = 0; // where the change that is open begins
    for (size_t r = 0; r <= alignment.run_count; r++) {
        bool is_last = r == alignment.run_count;
        uint32_t to_i = is_last ? (uint32_t)x.count : alignment.runs[r].a;
        uint32_t to_j = is_last ? (uint32_t)y.count : alignment.runs[r].b;
        bool is_open = to_i > i || to_j > j;
        // one word that both have by chance, between two changes, makes no two of them
        if (is_open && !is_last && alignment.runs[r].length == 1 && r + 1 < alignment.run_count)
            continue;
        if (is_open)
            (*ret)[count++] = (struct tc_difference){words_of(&x, i, to_i, arena), words_of(&y, j, to_j, arena)};
        if (!is_last) {
            i = to_i + alignment.runs[r].length;
            j = to_j + alignment.runs[r].length;
        }
    }
    return count;
}
