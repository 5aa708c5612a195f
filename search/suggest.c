// SPDX-License-Identifier: GPL-3.0-or-later
#include "suggest.h"

#include "base/utf8.h"
#include "text/token.h"

#include <string.h>

static bool is_all_upper(const char *text, size_t len)
{
    tc_auto_buf struct tc_buf upper = {0};
    tc_text_upper(text, len, &upper);
    return tc_utf8_count(text, len) > 1 && upper.len == len && !memcmp(upper.data, text, len);
}

// The word as it was meant, with the capital or capitals that the typed one has.
static void put_word(const char *text, const struct tc_restored *restored, struct tc_buf *ret)
{
    size_t first = 0, len = strlen(restored->meant), typed = restored->word->end - restored->word->start;
    if (is_all_upper(text + restored->word->start, typed)) {
        tc_text_upper(restored->meant, len, ret);
        return;
    }
    if (restored->word->is_upper) {
        tc_utf8_next(restored->meant, len, &first);
        tc_text_upper(restored->meant, first, ret);
    }
    tc_buf_add(ret, restored->meant + first, len - first);
}

const char *tc_suggest(const struct tc_plan *plan, struct tc_arena *arena)
{
    if (!plan->restored_count && !plan->query->is_mended)
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
        put_word(query->text, restored, &text);
        at = restored->word->end;
    }
    tc_buf_add(&text, query->text + at, query->len - at);
    return tc_arena_strndup(arena, text.data, text.len);
}
