// SPDX-License-Identifier: GPL-3.0-or-later
// Documents by their quoted title: “Đề án “Đào tạo cán bộ nguồn””. A title gives no key: where the text named the
// document by number and title before, it stands for that number; else it is a mention.
#include "cite.h"

#include "base/strmap.h"
#include "text/token.h"

#include <stdlib.h>
#include <string.h>

bool tc_read_quoted(struct tc_lexer *lexer, uint32_t i, struct tc_quoted *ret, uint32_t *ret_open)
{
    enum { MOST = 60, LEAST = 3 };
    uint32_t j = i;
    if (tc_mark_is(tc_lex(lexer, j), ':') || tc_mark_is(tc_lex(lexer, j), ','))
        j++;
    if (tc_word_is(lexer, tc_lex(lexer, j), "về"))
        j += 1 + (uint32_t)tc_word_is(lexer, tc_lex(lexer, j + 1), "việc");
    if (!tc_mark_is(tc_lex(lexer, j), '"'))
        return false;
    for (uint32_t k = j + 1; k < j + MOST; k++) {
        const struct tc_word *word = tc_lex(lexer, k);
        if (word->kind == TC_W_END || word->space == TC_S_EMPTY_LINE)
            return false;
        if (!tc_mark_is(word, '"'))
            continue;
        *ret = (struct tc_quoted){tc_lex(lexer, j + 1)->start, tc_lex(lexer, k - 1)->end, word->end};
        *ret_open = j;
        return k > j + LEAST;
    }
    return false;
}

// What one title is, however it is cased: type and folded words.
static void title_of(const char *text, const struct tc_citation *c, struct tc_buf *ret)
{
    tc_auto_buf struct tc_buf fold = {0};
    tc_text_fold(text + c->title_start, c->title_end - c->title_start, &fold);
    tc_buf_clear(ret);
    tc_buf_printf(ret, "%s|%s", c->type_code ? c->type_code : "", fold.data ? fold.data : "");
}

void tc_titles_learn(struct tc_strmap *titles, const char *text, const struct tc_citation *c, uint32_t index)
{
    tc_auto_buf struct tc_buf title = {0};
    uint32_t known;
    if (!c->title_end || !c->number)
        return;
    title_of(text, c, &title);
    if (!tc_strmap_get(titles, title.data, title.len, &known))
        tc_strmap_set(titles, title.data, title.len, index);
}

bool tc_titles_find(const struct tc_strmap *titles, const char *text, const struct tc_citation *c, uint32_t *ret_index)
{
    tc_auto_buf struct tc_buf title = {0};
    title_of(text, c, &title);
    return tc_strmap_get(titles, title.data, title.len, ret_index);
}
