// SPDX-License-Identifier: GPL-3.0-or-later
#include "suggest.h"

#include "base/utf8.h"
#include "text/token.h"

#include <string.h>

// The word as it was meant, with the capital that the typed one began with.
static void put_word(const struct tc_restored *restored, struct tc_buf *ret)
{
    size_t first = 0, len = strlen(restored->meant);
    if (restored->word->is_upper) {
        tc_utf8_next(restored->meant, len, &first);
        tc_text_upper(restored->meant, first, ret);
    }
    tc_buf_add(ret, restored->meant + first, len - first);
}

const char *tc_suggest(const struct tc_plan *plan, struct tc_arena *arena)
{
    if (!plan->restored_count)
        return NULL;
    const struct tc_query *query = plan->query;
    tc_auto_buf struct tc_buf text = {0};
    size_t at = 0;
    // They stand in the order of the text, the last first.
    for (size_t i = plan->restored_count; i-- > 0;) {
        const struct tc_restored *restored = &plan->restored[i];
        if (restored->word->start < at)
            continue;
        tc_buf_add(&text, query->text + at, restored->word->start - at);
        put_word(restored, &text);
        at = restored->word->end;
    }
    tc_buf_add(&text, query->text + at, query->len - at);
    return tc_arena_strndup(arena, text.data, text.len);
}
