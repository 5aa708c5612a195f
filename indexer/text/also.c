// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/also.h"

#include "base/utf8.h"
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

// CỘNG HÕA: some PDF fonts give Õ for Ò. The words that have õ by right are few.
static void add_grave(struct tc_also_list *list, struct tc_spelled s, const struct tc_token *token)
{
    static const char by_right[] =
        " rõ võ gõ ngõ mõ bõ chõ nõ lõ lõa xõa lõm mõm bõm chõm hõm tõm lõi dõi rõi sõi giõi nõn "
        "õng chõng dõng lõng bõng ngõng nhõng rõng sõng thõng võng xõng ";
    char word[TC_TERM_MAX + 3], grave[24];
    if (s.tone != TC_TONE_TILDE || s.letters[s.tone_at] != TC_L_O)
        return;
    memcpy(word + 1, token->exact, token->exact_len);
    word[0] = word[token->exact_len + 1] = ' ';
    word[token->exact_len + 2] = '\0';
    if (!strstr(by_right, word))
        add(list, TC_ALSO_SPELLING, grave,
            tc_spelling_write(s.letters, s.count, TC_TONE_GRAVE, (size_t)s.tone_at, grave));
}

// tổchức: two syllables that a converter ran together, where there is one way to part them.
static void add_parted(struct tc_also_list *list, const struct tc_token *token)
{
    const char *s = token->exact;
    size_t len = token->exact_len, found = 0, ways = 0;
    for (size_t cut = 2; cut + 2 <= len && len <= 32; cut++) {
        if (!tc_utf8_is_boundary(s, len, cut) || !tc_syllable_is_valid(s, cut) ||
            !tc_syllable_is_valid(s + cut, len - cut))
            continue;
        found = cut;
        ways++;
    }
    if (ways != 1)
        return;
    char words[TC_TERM_MAX + 2];
    memcpy(words, s, found);
    words[found] = ' ';
    memcpy(words + found + 1, s + found, len - found);
    add(list, TC_ALSO_EXPANSION, words, len + 1);
}

static void add_spellings(struct tc_also_list *list, const struct tc_token *token)
{
    struct tc_spelled s = tc_spell(token->exact, token->exact_len);
    if (s.count && token->kind == TC_TOKEN_SYLLABLE) {
        add_i_or_y(list, s);
        add_grave(list, s, token);
    } else if (s.count) {
        add_repaired(list, s);
    }
    if (token->kind == TC_TOKEN_WORD && token->has_marks)
        add_parted(list, token);
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
        if (token->exact_len == 10) // 01/12/2008: its month too
            add(list, TC_ALSO_PART, token->exact + 3, 7);
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
