// SPDX-License-Identifier: GPL-3.0-or-later
// The province a text is about.
#include "header_parts.h"

#include "text/token.h"

#include <stdlib.h>
#include <string.h>

// Names that stand behind “tỉnh”, “Tỉnh ủy” …, counted.
struct named {
    char name[48];
    size_t count;
    uint32_t at;
};
enum { NAMES = 24, LOOKED = 60000 };

static void count_name(struct named *names, const char *name, size_t len, size_t weight, uint32_t at)
{
    for (size_t i = 0; i < NAMES && len < sizeof names[i].name; i++) {
        if (!names[i].count) {
            memcpy(names[i].name, name, len);
            names[i].name[len] = '\0';
            names[i].at = at;
        }
        if (strlen(names[i].name) == len && !memcmp(names[i].name, name, len)) {
            names[i].count += weight;
            return;
        }
    }
}

// The name behind word i: one of the table, else two capitalised words.
static bool name_behind(struct tc_lexer *lexer, uint32_t i, const char **ret, size_t *ret_len)
{
    const struct tc_rules *rules = tc_rules();
    uint32_t row, next;
    const struct tc_word *first = tc_lex(lexer, i), *second = tc_lex(lexer, i + 1);
    if (tc_phrases_match(&rules->place_names, lexer, i, TC_PHRASE_EXACT, &row, &next) && first->is_capital) {
        *ret = rules->places[row].name;
        *ret_len = strlen(*ret);
        return true;
    }
    if (!first->is_capital || !second->is_capital || second->space != TC_S_BLANK || first->is_upper ||
        second->is_upper || second->kind != TC_W_WORD)
        return false;
    *ret = lexer->text + first->start;
    *ret_len = second->end - first->start;
    return true;
}

static const char *const leads[] = {"tỉnh", "Tỉnh", "hành phố", "hành ủy", "hành uỷ"}; // a city may be the province's

static void count_names(const char *text, size_t len, struct named *names)
{
    enum { MOST = 200 };
    struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
    tc_lex_init(lexer, text, len);
    for (size_t l = 0; l < TC_LENGTH(leads); l++) {
        const char *hit = text;
        for (size_t n = 0; n < MOST && (hit = memmem(hit, len - (size_t)(hit - text), leads[l], strlen(leads[l])));
             n++) {
            hit += strlen(leads[l]);
            uint32_t i = tc_lex_at(lexer, (size_t)(hit - text));
            const char *name;
            size_t size;
            if (tc_word_is(lexer, tc_lex(lexer, i), "ủy"))
                i++;
            if (tc_lex(lexer, i)->space == TC_S_BLANK && name_behind(lexer, i, &name, &size))
                count_name(names, name, size, l < 2 ? 3 : 1, tc_lex(lexer, i)->start);
        }
    }
    free(lexer);
}

// A title may name a province plainly and without marks; Hồ Chí Minh is rather the man than the city.
static void count_in_title(const char *title, struct named *names)
{
    const struct tc_rules *rules = tc_rules();
    struct tc_buf fold = {0};
    tc_text_fold(title, strlen(title), &fold);
    for (size_t i = 0; fold.data && i < rules->place_count; i++) {
        struct tc_buf bare = {0};
        const char *name = rules->places[i].name;
        tc_text_fold(name, strlen(name), &bare);
        if (bare.data && strcmp(name, "Hồ Chí Minh") != 0 && strstr(fold.data, bare.data))
            count_name(names, name, strlen(name), 3, UINT32_MAX);
        tc_buf_fini(&bare);
    }
    tc_buf_fini(&fold);
}

// The province that a line of the head names: “Tỉnh ủy Vàm Thuận”, “Ủy ban nhân dân thành phố Cần Thơ”; of cities only
// those the table knows: others lie in a province.
static const char *name_in_head(const char *line, struct tc_arena *arena)
{
    const struct tc_rules *rules = tc_rules();
    const char *found = NULL;
    struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
    tc_lex_init(lexer, line, strlen(line));
    for (size_t l = 0; l < TC_LENGTH(leads) && !found; l++) {
        const char *hit = strstr(line, leads[l]), *name;
        size_t size;
        if (!hit)
            continue;
        uint32_t i = tc_lex_at(lexer, (size_t)(hit - line) + strlen(leads[l])), row, next;
        if (tc_word_is(lexer, tc_lex(lexer, i), "ủy"))
            i++;
        bool known = tc_phrases_match(&rules->place_names, lexer, i, TC_PHRASE_EXACT, &row, &next);
        if ((l < 2 || known) && name_behind(lexer, i, &name, &size))
            found = tc_arena_strndup(arena, name, size);
    }
    free(lexer);
    return found;
}

const char *tc_province_of_head(const struct tc_meta *meta, struct tc_arena *arena)
{
    const char *found = meta->issuer_parent ? name_in_head(meta->issuer_parent, arena) : NULL;
    return found || !meta->issuer ? found : name_in_head(meta->issuer, arena);
}

const char *tc_province_read(const char *text, size_t len, const char *title, struct tc_arena *arena, uint32_t *ret_at)
{
    struct named names[NAMES] = {0};
    if (title)
        count_in_title(title, names);
    count_names(text, len < LOOKED ? len : LOOKED, names);
    size_t best = 0;
    for (size_t i = 1; i < NAMES; i++)
        best = names[i].count > names[best].count ? i : best;
    if (!names[best].count)
        return NULL;
    *ret_at = names[best].at;
    return tc_arena_strdup(arena, names[best].name);
}
