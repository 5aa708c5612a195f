// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include "cite_scan.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static struct tc_rules rules;
static pthread_once_t rules_once = PTHREAD_ONCE_INIT;

// Tables stay for the life of the program: the rules point into their cells.
static struct tc_tsv tables[16];
static size_t table_count;

static bool open_table(const char *name, struct tc_tsv *tsv)
{
    if (table_count == TC_LENGTH(tables) || tc_table_read(name, tsv, NULL) != TC_OK)
        return false;
    tables[table_count++] = *tsv;
    return true;
}

static const char *cell(const struct tc_tsv *tsv, size_t row, const char *column)
{
    return tc_tsv_cell(tsv, row, tc_tsv_column(tsv, column));
}

static enum tc_family family_of(const char *name)
{
    return !strcmp(name, "party")   ? TC_FAMILY_PARTY
           : !strcmp(name, "state") ? TC_FAMILY_STATE
           : !strcmp(name, "mass")  ? TC_FAMILY_MASS
                                    : TC_FAMILY_UNKNOWN;
}

static void map_code(struct tc_strmap *exact, struct tc_strmap *bare, const char *code, size_t len, uint32_t row)
{
    char marked[64], plain[64];
    size_t n = tc_lex_spell(code, len, marked, plain, sizeof marked);
    uint32_t ignored;
    if (!n)
        return;
    tc_strmap_set(exact, marked, n, row);
    if (!tc_strmap_get(bare, plain, n, &ignored)) // of two codes alike without marks, the first
        tc_strmap_set(bare, plain, n, row);
}

static void map_codes(struct tc_strmap *exact, struct tc_strmap *bare, const char *list, uint32_t row)
{
    while (*list) {
        size_t len = strcspn(list, "|");
        map_code(exact, bare, list, len, row);
        list += len + (list[len] == '|');
    }
}

static void load_types(void)
{
    struct tc_tsv t = {0};
    if (!open_table("types", &t))
        return;
    rules.types = tc_xcalloc(t.rows ? t.rows : 1, sizeof *rules.types);
    for (size_t i = 0; i < t.rows; i++) {
        const char *strength = cell(&t, i, "strength"), *code = cell(&t, i, "code");
        rules.types[i] = (struct tc_type_rule){
            .code = code,
            .name = cell(&t, i, "name"),
            .key_code = !strcmp(code, "QyĐ")    ? "QĐ"
                        : !strcmp(code, "TTri") ? "TT"
                                                : code,
            .issuer = cell(&t, i, "issuer"),
            .bare = family_of(cell(&t, i, "bare")),
            .strength = !strcmp(strength, "strong") ? TC_STRONG
                        : !strcmp(strength, "weak") ? TC_WEAK
                                                    : TC_GENERIC,
            .always_year = !strcmp(cell(&t, i, "always_year"), "yes"),
        };
        tc_phrases_add_all(&rules.type_words, cell(&t, i, "words"), (uint32_t)i);
        map_codes(&rules.type_codes, &rules.type_codes_bare, code, (uint32_t)i);
        map_codes(&rules.type_codes, &rules.type_codes_bare, cell(&t, i, "codes"), (uint32_t)i);
    }
    rules.type_count = t.rows;
}

static void load_issuers(void)
{
    struct tc_tsv t = {0};
    if (open_table("issuer_codes", &t)) {
        rules.codes = tc_xcalloc(t.rows ? t.rows : 1, sizeof *rules.codes);
        for (size_t i = 0; i < t.rows; i++) {
            rules.codes[i] = (struct tc_issuer_rule){.code = cell(&t, i, "code"),
                                                     .name = cell(&t, i, "name"),
                                                     .level = "",
                                                     .family = family_of(cell(&t, i, "family"))};
            map_codes(&rules.issuer_codes, &rules.issuer_codes_bare, rules.codes[i].code, (uint32_t)i);
            map_codes(&rules.issuer_codes, &rules.issuer_codes_bare, cell(&t, i, "codes"), (uint32_t)i);
        }
        rules.code_count = t.rows;
    }
    t = (struct tc_tsv){0};
    if (!open_table("issuers", &t))
        return;
    rules.issuers = tc_xcalloc(t.rows ? t.rows : 1, sizeof *rules.issuers);
    for (size_t i = 0; i < t.rows; i++) {
        rules.issuers[i] = (struct tc_issuer_rule){.code = cell(&t, i, "code"),
                                                   .name = cell(&t, i, "words"),
                                                   .level = cell(&t, i, "level"),
                                                   .family = family_of(cell(&t, i, "family"))};
        tc_phrases_add_all(&rules.issuer_words, cell(&t, i, "words"), (uint32_t)i);
    }
    rules.issuer_count = t.rows;
}

static void load_aliases(void)
{
    struct tc_tsv t = {0};
    if (!open_table("aliases", &t))
        return;
    rules.aliases = tc_xcalloc(t.rows ? t.rows : 1, sizeof *rules.aliases);
    for (size_t i = 0; i < t.rows; i++)
        rules.aliases[i] = (struct tc_alias_rule){.alias = cell(&t, i, "alias"),
                                                  .key = cell(&t, i, "key"),
                                                  .subject = cell(&t, i, "subject"),
                                                  .is_main = !strcmp(cell(&t, i, "main"), "yes")};
    rules.alias_count = t.rows;
}

static void load_laws(void)
{
    struct tc_tsv t = {0};
    if (!open_table("laws", &t))
        return;
    rules.laws = tc_xcalloc(t.rows ? t.rows : 1, sizeof *rules.laws);
    for (size_t i = 0; i < t.rows; i++) {
        struct tc_law_rule *law = &rules.laws[i];
        *law = (struct tc_law_rule){cell(&t, i, "name"), cell(&t, i, "kind"),   cell(&t, i, "code"),
                                    cell(&t, i, "year"), cell(&t, i, "number"), cell(&t, i, "date")};
        struct tc_phrases *names = !strcmp(law->kind, "bộ luật")     ? &rules.code_names
                                   : !strcmp(law->kind, "pháp lệnh") ? &rules.ordinance_names
                                                                     : &rules.law_names;
        tc_phrases_add(names, law->name, strlen(law->name), (uint32_t)i);
        tc_phrases_add_all(names, cell(&t, i, "aliases"), (uint32_t)i);
        char plain[256]; // “Luật Phòng chống tham nhũng”: the comma is often left out
        size_t n = 0;
        for (const char *c = law->name; *c && n + 1 < sizeof plain; c++)
            if (*c != ',')
                plain[n++] = *c;
        if (n < strlen(law->name))
            tc_phrases_add(names, plain, n, (uint32_t)i);
    }
    rules.law_count = t.rows;
}

static int relation_of(const char *name)
{
    for (int i = 0; i < TC_REL_COUNT; i++)
        if (!strcmp(name, tc_relation_name((enum tc_relation)i)))
            return i;
    return TC_REL_REFERS;
}

static void load_cues(void)
{
    struct tc_tsv t = {0};
    if (!open_table("cues", &t))
        return;
    rules.cues = tc_xcalloc(t.rows ? t.rows : 1, sizeof *rules.cues);
    for (size_t i = 0; i < t.rows; i++) {
        rules.cues[i] = (struct tc_cue_rule){.words = cell(&t, i, "words"),
                                             .relation = relation_of(cell(&t, i, "relation")),
                                             .is_neutral = !strcmp(cell(&t, i, "relation"), "none"),
                                             .is_before = strcmp(cell(&t, i, "side"), "after") != 0,
                                             .is_after = strcmp(cell(&t, i, "side"), "before") != 0,
                                             .reach = (unsigned)atoi(cell(&t, i, "reach"))};
        tc_phrases_add(&rules.cue_words, rules.cues[i].words, strlen(rules.cues[i].words), (uint32_t)i);
    }
    rules.cue_count = t.rows;
}

static void load_places(void)
{
    struct tc_tsv t = {0};
    if (open_table("places", &t)) {
        rules.places = tc_xcalloc(t.rows ? t.rows : 1, sizeof *rules.places);
        for (size_t i = 0; i < t.rows; i++) {
            rules.places[i] = (struct tc_place_rule){cell(&t, i, "name"), cell(&t, i, "kind"), cell(&t, i, "from"),
                                                     cell(&t, i, "to"), cell(&t, i, "successor")};
            tc_phrases_add(&rules.place_names, rules.places[i].name, strlen(rules.places[i].name), (uint32_t)i);
            tc_phrases_add_all(&rules.place_names, cell(&t, i, "aliases"), (uint32_t)i);
        }
        rules.place_count = t.rows;
    }
    t = (struct tc_tsv){0};
    if (!open_table("terms", &t))
        return;
    rules.terms = tc_xcalloc(t.rows ? t.rows : 1, sizeof *rules.terms);
    for (size_t i = 0; i < t.rows; i++)
        rules.terms[i] =
            (struct tc_term_rule){cell(&t, i, "body"), cell(&t, i, "term"), cell(&t, i, "from"), cell(&t, i, "to")};
    rules.term_count = t.rows;
}

static void load(void)
{
    load_types();
    load_issuers();
    load_aliases();
    load_laws();
    load_cues();
    load_places();
    tc_cite_filter_make();
}

const struct tc_rules *tc_rules(void)
{
    pthread_once(&rules_once, load);
    return &rules;
}

static bool find_code(const struct tc_strmap *exact, const struct tc_strmap *bare, const char *code, size_t len,
                      uint32_t *ret)
{
    char marked[64], plain[64];
    size_t n = tc_lex_spell(code, len, marked, plain, sizeof marked);
    if (!n)
        return false;
    if (tc_strmap_get(exact, marked, n, ret))
        return true;
    return !strcmp(marked, plain) && tc_strmap_get(bare, plain, n, ret); // typed without any marks
}

const struct tc_type_rule *tc_rules_type(const char *code, size_t len)
{
    const struct tc_rules *r = tc_rules();
    uint32_t row;
    return find_code(&r->type_codes, &r->type_codes_bare, code, len, &row) ? &r->types[row] : NULL;
}

const struct tc_type_rule *tc_rules_type_named(const char *code)
{
    const struct tc_rules *r = tc_rules();
    for (size_t i = 0; i < r->type_count; i++)
        if (!strcmp(r->types[i].code, code))
            return &r->types[i];
    return NULL;
}

const struct tc_issuer_rule *tc_rules_code(const char *code, size_t len)
{
    const struct tc_rules *r = tc_rules();
    uint32_t row;
    return find_code(&r->issuer_codes, &r->issuer_codes_bare, code, len, &row) ? &r->codes[row] : NULL;
}

const char **tc_rules_stands_for(const char *name, struct tc_arena *arena)
{
    const struct tc_rules *r = tc_rules();
    size_t all = 0, main_rows = 0;
    for (size_t i = 0; i < r->alias_count; i++)
        if (!strcmp(r->aliases[i].alias, name)) {
            all++;
            main_rows += r->aliases[i].is_main;
        }
    if (!all)
        return NULL;
    const char **keys = tc_arena_zero(arena, all + 1, sizeof *keys);
    size_t n = 0;
    for (size_t i = 0; i < r->alias_count; i++)
        if (!strcmp(r->aliases[i].alias, name) && (!main_rows || r->aliases[i].is_main))
            keys[n++] = r->aliases[i].key;
    return keys;
}

bool tc_rules_is_plenum(const char *key)
{
    const struct tc_rules *r = tc_rules();
    for (size_t i = 0; i < r->alias_count; i++)
        if (r->aliases[i].alias[0] && !strcmp(r->aliases[i].key, key))
            return true;
    return false;
}

bool tc_rules_knows_stem(const char *stem, size_t len)
{
    const struct tc_rules *r = tc_rules();
    for (size_t i = 0; i < r->alias_count; i++)
        if (!strncmp(r->aliases[i].key, stem, len))
            return true;
    return false;
}

bool tc_rules_knows_key(const char *key)
{
    const struct tc_rules *r = tc_rules();
    for (size_t i = 0; i < r->alias_count; i++)
        if (!strcmp(r->aliases[i].key, key))
            return true;
    return false;
}
