// SPDX-License-Identifier: GPL-3.0-or-later
#include "phrase.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void tc_phrases_fini(struct tc_phrases *phrases)
{
    tc_strmap_fini(&phrases->edges);
    tc_strmap_fini(&phrases->loose_edges);
    free(phrases->values);
    free(phrases->loose_values);
    *phrases = (struct tc_phrases){0};
}

struct edge {
    uint32_t node, word;
};

static uint32_t step_or_add(struct tc_strmap *edges, uint32_t **values, uint32_t *count, uint32_t *cap, uint32_t node,
                            uint32_t word)
{
    struct edge edge = {node, word};
    uint32_t next;
    if (tc_strmap_get(edges, (const char *)&edge, sizeof edge, &next))
        return next;
    if (!*count)
        *count = 1; // node 0 is the root
    if (*count + 1 >= *cap) {
        uint32_t old = *cap;
        *cap = old ? old * 2 : 64;
        *values = tc_xrealloc(*values, *cap, sizeof **values);
        memset(*values + old, 0, (*cap - old) * sizeof **values);
    }
    next = (*count)++;
    tc_strmap_set(edges, (const char *)&edge, sizeof edge, next);
    return next;
}

void tc_phrases_add(struct tc_phrases *phrases, const char *phrase, size_t len, uint32_t value)
{
    struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
    uint32_t node = 0, loose = 0;
    tc_lex_init(lexer, phrase, len);
    for (uint32_t i = 0;; i++) {
        const struct tc_word *word = tc_lex(lexer, i);
        if (word->kind == TC_W_END)
            break;
        uint32_t id = word->id, fold = word->fold;
        if (word->kind == TC_W_WORD)
            tc_vocabulary_add(phrase + word->start, word->end - word->start, &id, &fold);
        else if (word->kind == TC_W_NUMBER)
            id = fold = TC_V_WORDS * 2 + word->value;
        node = step_or_add(&phrases->edges, &phrases->values, &phrases->count, &phrases->cap, node, id);
        loose = step_or_add(&phrases->loose_edges, &phrases->loose_values, &phrases->loose_count, &phrases->loose_cap,
                            loose, fold);
    }
    free(lexer);
    if (node) {
        phrases->values[node] = value + 1;
        phrases->loose_values[loose] = value + 1;
    }
}

void tc_phrases_add_all(struct tc_phrases *phrases, const char *cell, uint32_t value)
{
    while (*cell) {
        size_t len = strcspn(cell, "|");
        if (len)
            tc_phrases_add(phrases, cell, len, value);
        cell += len + (cell[len] == '|');
    }
}

static bool walk(const struct tc_strmap *edges, const uint32_t *values, struct tc_lexer *lexer, uint32_t i, bool folded,
                 bool bare_only, uint32_t *ret_value, uint32_t *ret_next)
{
    uint32_t node = 0;
    bool found = false;
    for (uint32_t j = i;; j++) {
        const struct tc_word *word = tc_lex(lexer, j);
        if (word->kind == TC_W_END || (j > i && word->space == TC_S_EMPTY_LINE))
            break;
        uint32_t id = folded ? word->fold : word->id;
        if (word->kind == TC_W_NUMBER)
            id = TC_V_WORDS * 2 + word->value;
        if (!id || (bare_only && word->kind == TC_W_WORD && !word->is_bare))
            break;
        struct edge edge = {node, id};
        if (!tc_strmap_get(edges, (const char *)&edge, sizeof edge, &node))
            break;
        if (values[node]) {
            *ret_value = values[node] - 1;
            *ret_next = j + 1;
            found = true;
        }
    }
    return found;
}

bool tc_phrases_match(const struct tc_phrases *phrases, struct tc_lexer *lexer, uint32_t i, enum tc_phrase_mode mode,
                      uint32_t *ret_value, uint32_t *ret_next)
{
    if (!phrases->count)
        return false;
    if (mode == TC_PHRASE_LOOSE)
        return walk(&phrases->loose_edges, phrases->loose_values, lexer, i, true, false, ret_value, ret_next);
    return walk(&phrases->edges, phrases->values, lexer, i, false, false, ret_value, ret_next) ||
           walk(&phrases->loose_edges, phrases->loose_values, lexer, i, true, true, ret_value, ret_next);
}
