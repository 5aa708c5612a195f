// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/also.h"

#include "text/abbrev.h"
#include "text/letters.h"
#include "text/spelling.h"

#include <string.h>

void tc_also_fini(struct tc_also_list *list)
{
    tc_buf_fini(&list->text);
}

// The texts lie in one buffer that may move, so the items hold lengths only until the end.
static void add(struct tc_also_list *list, enum tc_also_kind kind, const char *term, size_t len)
{
    if (list->count == TC_ALSO_MOST || !len)
        return;
    list->items[list->count++] = (struct tc_also){.kind = kind, .len = (uint32_t)len};
    tc_buf_add(&list->text, term, len);
    tc_buf_char(&list->text, '\0');
}

static void add_parts(struct tc_also_list *list, const struct tc_token *token, const char *separators)
{
    const char *s = token->exact;
    while (*s) {
        size_t len = strcspn(s, separators);
        if (len != token->exact_len)
            add(list, TC_ALSO_PART, s, len);
        s += len;
        s += strspn(s, separators);
    }
}

// exact without the separators: ktxh for kt-xh, 1770 for 1.770
static void add_joined(struct tc_also_list *list, const struct tc_token *token, const char *separators)
{
    char term[TC_TERM_MAX + 1];
    size_t n = 0;
    for (const char *s = token->exact; *s; s++) {
        if (!strchr(separators, *s))
            term[n++] = *s;
    }
    if (n != token->exact_len)
        add(list, TC_ALSO_SPELLING, term, n);
}

static void add_expansions(struct tc_also_list *list, const struct tc_token *token)
{
    const char *const *expansions = tc_abbrev_expansions(token->exact, token->exact_len);
    for (; expansions && *expansions; expansions++)
        add(list, TC_ALSO_EXPANSION, *expansions, strlen(*expansions));
}

// kĩ = kỹ: i and y as the whole rhyme behind h k l m s t v and qu
static void add_i_or_y(struct tc_also_list *list, struct tc_spelled s)
{
    unsigned last = s.letters[s.count - 1], before = s.count > 1 ? s.letters[s.count - 2] : TC_L_NONE;
    bool is_qu = s.count == 3 && s.letters[0] == TC_L_Q && before == TC_L_U;
    bool is_plain = s.count == 2 && (before == TC_L_H || before == TC_L_K || before == TC_L_L || before == TC_L_M ||
                                     before == TC_L_S || before == TC_L_T || before == TC_L_V);
    if ((last != TC_L_I && last != TC_L_Y) || (!is_qu && !is_plain))
        return;
    char other[24];
    s.letters[s.count - 1] = last == TC_L_I ? TC_L_Y : TC_L_I;
    size_t len = tc_spelling_write(s.letters, s.count, s.tone, (size_t)s.count - 1, other);
    add(list, TC_ALSO_SPELLING, other, len);
}

// tòan = toàn: the tone taken off and put where it belongs, if that makes a syllable
static void add_repaired(struct tc_also_list *list, struct tc_spelled s)
{
    struct tc_spelling spelling = tc_spelling_of(s.key);
    if (!s.tone || !(spelling.tones >> s.tone & 1) || s.tone_at == spelling.tone_at)
        return;
    char repaired[24];
    add(list, TC_ALSO_SPELLING, repaired, tc_spelling_write(s.letters, s.count, s.tone, spelling.tone_at, repaired));
}

static void add_spellings(struct tc_also_list *list, const struct tc_token *token)
{
    struct tc_spelled s = tc_spell(token->exact, token->exact_len);
    if (!s.count)
        return;
    if (token->kind == TC_TOKEN_SYLLABLE)
        add_i_or_y(list, s);
    else
        add_repaired(list, s);
}

void tc_also_fill(struct tc_also_list *list, struct tc_token *token)
{
    list->count = 0;
    tc_buf_clear(&list->text);
    switch (token->kind) {
    case TC_TOKEN_SYLLABLE:
    case TC_TOKEN_WORD:
        add_spellings(list, token);
        if (token->kind == TC_TOKEN_WORD || token->is_upper)
            add_expansions(list, token);
        break;
    case TC_TOKEN_NUMBER:
        add_parts(list, token, "/%");
        add_joined(list, token, ".");
        break;
    case TC_TOKEN_DATE:
        add_parts(list, token, "/");
        break;
    case TC_TOKEN_DOCNUMBER:
        add_parts(list, token, "-/_");
        break;
    case TC_TOKEN_ABBREVIATION:
        add_joined(list, token, "-./&");
        add_parts(list, token, "-./&");
        add_expansions(list, token);
        break;
    case TC_TOKEN_EMAIL:
    case TC_TOKEN_URL:
        add_parts(list, token, ".@/:?=&_-#%+");
        break;
    }
    const char *text = list->text.data;
    for (uint32_t i = 0; i < list->count; i++) {
        list->items[i].term = text;
        text += list->items[i].len + 1;
    }
    token->also = list->items;
    token->also_count = list->count;
}
