// SPDX-License-Identifier: GPL-3.0-or-later
// Short forms: a second mention without date has the first one's; a bare number, a plenum without term and a law
// without year are those named before; what is still open is filled from the document's own issuer where its type is
// one that bodies number for themselves. The document's own number is no citation.
#include "cite.h"

#include "base/strmap.h"

#include <stdlib.h>
#include <string.h>

// What a key is about, whatever is unknown in it: number and type, or the name without term or year.
static void group_of(const struct tc_citation *c, struct tc_buf *ret)
{
    tc_buf_clear(ret);
    if (c->number && c->type_code) {
        const char *digits = c->number;
        while (*digits == '0' && digits[1])
            digits++;
        const char *code = !strcmp(c->type_code, "QyĐ") ? "QĐ" : c->type_code;
        tc_buf_printf(ret, "%s|%s", digits, code);
        return;
    }
    size_t len = strcspn(c->key, "@");
    const char *slash = !strncmp(c->key, "NQTW:", 5) ? strchr(c->key, '/') : NULL;
    tc_buf_add(ret, c->key, slash ? (size_t)(slash - c->key) : len);
}

static bool is_complete(const char *key)
{
    return !strchr(key, '?');
}

// A bare number: nothing of the symbol was written, so the form of its key is a guess.
static bool is_bare(const struct tc_citation *c)
{
    return c->number && strchr(c->key, '?') && !c->issuer_code;
}

static bool is_own(const char *own, const struct tc_citation *c, const struct tc_cite_context *context)
{
    if (!own || !c->key || !c->number || is_bare(c))
        return false;
    struct tc_buf a = {0}, b = {0};
    tc_key_stem(own, &a);
    tc_key_stem(c->key, &b);
    bool same = a.data && b.data && !strcmp(a.data, b.data);
    tc_buf_fini(&a);
    tc_buf_fini(&b);
    // the same number of another year is another document
    return same && (!c->date || c->date[0] == '-' || !context->date || !strncmp(c->date, context->date, 4));
}

static const char *with_issuer(const char *key, const struct tc_cite_context *context, struct tc_arena *arena)
{
    const char *open = strstr(key, "/?@");
    const struct tc_issuer_rule *rule = tc_rules_code(context->issuer_code, strcspn(context->issuer_code, "-"));
    if (!open || !rule)
        return key;
    if (rule->family == TC_FAMILY_PARTY)
        return tc_arena_printf(arena, "%.*s/%s@%s", (int)(open - key), key, context->issuer_code, open + 3);
    const char *dash = memchr(key, '-', (size_t)(open - key));
    if (rule->family != TC_FAMILY_STATE || !dash)
        return key;
    return tc_arena_printf(arena, "%.*s/%.*s-%s@%s", (int)(dash - key), key, (int)(open - dash - 1), dash + 1,
                           context->issuer_code, open + 3);
}

static void fill_from(struct tc_citation *c, const struct tc_citation *first)
{
    c->key = first->key;
    c->stands_for = first->stands_for;
    if (!c->issuer_code)
        c->issuer_code = first->issuer_code;
    if (!c->date)
        c->date = first->date;
    if (!c->year)
        c->year = first->year;
    if (!c->number)
        c->number = first->number;
}

static bool knows_more(const char *key, const char *than)
{
    size_t a = 0, b = 0;
    for (; *key; key++)
        a += *key == '?';
    for (; *than; than++)
        b += *than == '?';
    return a <= b;
}

static void inherit(struct tc_citation *c, const struct tc_citation *first, const struct tc_cite_context *context,
                    struct tc_arena *arena)
{
    bool fits = first && first->key && (is_bare(c) || tc_key_fits(c->key, first->key));
    if (fits && strcmp(c->key, first->key) != 0 && (is_bare(c) || knows_more(first->key, c->key))) {
        fill_from(c, first);
        return;
    }
    if (!is_bare(c) || !context->issuer_code)
        return;
    const struct tc_type_rule *type = tc_rules_type_named(c->type_code);
    if (type && type->strength == TC_WEAK) {
        c->key = with_issuer(c->key, context, arena);
        if (!strstr(c->key, "/?@"))
            c->issuer_code = context->issuer_code;
    }
}

// A law named with its number: later its name alone stands for that number.
static void learn_name(struct tc_strmap *numbers, struct tc_lexer *lexer, const struct tc_citation *c, uint32_t index)
{
    struct tc_law law;
    uint32_t next;
    if (!c->number || !c->type_code || (strcmp(c->type_code, "L") != 0 && strcmp(c->type_code, "BL") != 0))
        return;
    uint32_t i = tc_lex_at(lexer, c->start);
    for (uint32_t limit = i + 12; i < limit; i++) // past a provision
        if (tc_word_is(lexer, tc_lex(lexer, i), "luật") || tc_word_is(lexer, tc_lex(lexer, i), "bộ"))
            break;
    if (tc_read_law(lexer, i, false, &law, &next) && law.name.key[0])
        tc_strmap_set(numbers, law.name.key, strcspn(law.name.key, "@"), index);
}

// The number of a law that is cited by name: as this document gave it, else as the tables have it.
static void stand_for_number(struct tc_citation *c, const struct tc_strmap *numbers, const struct tc_record *record,
                             struct tc_arena *arena)
{
    const struct tc_rules *rules = tc_rules();
    size_t len = strcspn(c->key, "@");
    const char *number = NULL, *year = c->key[len] ? c->key + len + 1 : "";
    uint32_t at;
    if (c->number || c->stands_for)
        return;
    if (tc_strmap_get(numbers, c->key, len, &at))
        number = record->citations[at].key;
    const char *colon = strchr(c->key, ':');
    for (size_t i = 0; !number && *year && *year != '?' && i < rules->law_count; i++) {
        const struct tc_law_rule *law = &rules->laws[i];
        bool named = law->code[0] ? !strncmp(c->key, law->code, len) && !law->code[len]
                     : colon      ? !strncmp(colon + 1, law->name, (size_t)(c->key + len - colon - 1)) &&
                                   !law->name[c->key + len - colon - 1]
                             : false;
        if (named && law->number[0] && !strcmp(law->year, year))
            number = law->number;
    }
    if (!number)
        return;
    const char **list = tc_arena_zero(arena, 2, sizeof *list);
    list[0] = number;
    c->stands_for = list;
}

static void drop_mention(struct tc_record *record, uint32_t start)
{
    size_t kept = 0;
    for (size_t i = 0; i < record->mention_count; i++)
        if (record->mentions[i].start != start)
            record->mentions[kept++] = record->mentions[i];
    record->mention_count = kept;
}

// A quoted title without number: what the text named so before. False when it named nothing.
static bool stand_for_title(struct tc_citation *c, const struct tc_strmap *titles, const char *text,
                            struct tc_record *record)
{
    uint32_t at;
    if (!tc_titles_find(titles, text, c, &at))
        return false;
    fill_from(c, &record->citations[at]);
    c->is_open = false;
    drop_mention(record, c->start);
    return true;
}

void tc_cite_inherit(const char *text, const struct tc_cite_context *context, struct tc_record *record)
{
    struct tc_strmap seen = {0}, numbers = {0}, titles = {0};
    struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
    tc_lex_init(lexer, text, strlen(text));
    lexer->lacks_marks = tc_lex_lacks_marks(text, strlen(text));
    struct tc_buf group = {0};
    size_t kept = 0;
    for (size_t i = 0; i < record->citation_count; i++) {
        struct tc_citation c = record->citations[i];
        if (is_own(context->own_key, &c, context))
            continue;
        if (c.is_open && c.title_end) {
            if (stand_for_title(&c, &titles, text, record))
                record->citations[kept++] = c;
            continue;
        }
        group_of(&c, &group);
        uint32_t at;
        bool found = group.len && tc_strmap_get(&seen, group.data, group.len, &at);
        if (!is_complete(c.key))
            inherit(&c, found ? &record->citations[at] : NULL, context, &record->arena);
        if (c.is_open && (!found || !is_complete(c.key)))
            continue;
        c.is_open = false;
        record->citations[kept] = c;
        if (group.len && (!found || knows_more(c.key, record->citations[at].key)))
            tc_strmap_set(&seen, group.data, group.len, (uint32_t)kept);
        tc_titles_learn(&titles, text, &record->citations[kept], (uint32_t)kept);
        learn_name(&numbers, lexer, &c, (uint32_t)kept);
        stand_for_number(&record->citations[kept], &numbers, record, &record->arena);
        kept++;
    }
    record->citation_count = kept;
    free(lexer);
    tc_strmap_fini(&seen);
    tc_strmap_fini(&numbers);
    tc_strmap_fini(&titles);
    tc_buf_fini(&group);
}
