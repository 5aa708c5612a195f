// SPDX-License-Identifier: GPL-3.0-or-later
// The authorities: tables of corpus/tables, loaded once and then only read. Where a table is missing its rules are
// simply absent.
#ifndef TC_RECORD_RULES_H
#define TC_RECORD_RULES_H

#include "base/tsv.h"
#include "phrase.h"

enum tc_family { TC_FAMILY_UNKNOWN, TC_FAMILY_PARTY, TC_FAMILY_STATE, TC_FAMILY_MASS };
enum tc_strength { TC_STRONG, TC_WEAK, TC_GENERIC };

struct tc_type_rule {
    const char *code, *name, *key_code, *issuer; // key_code: QĐ for a quy định; issuer: "" or who alone issues it
    enum tc_family bare;
    enum tc_strength strength;
    bool always_year;
};
struct tc_issuer_rule { // a code as it stands in symbols, or a body as running text names it
    const char *code, *name, *level;
    enum tc_family family;
};
struct tc_alias_rule {
    const char *alias, *key, *subject;
    bool is_main;
};
struct tc_law_rule {
    const char *name, *kind, *code, *year, *number, *date;
};
struct tc_cue_rule {
    const char *words;
    int relation;                         // enum tc_relation
    bool is_before, is_after, is_neutral; // is_neutral: words that are no cue though they hold one
    unsigned reach;
};
struct tc_place_rule {
    const char *name, *kind, *from, *to, *successor;
};
struct tc_term_rule {
    const char *body, *term, *from, *to;
};

struct tc_rules {
    struct tc_type_rule *types;
    struct tc_issuer_rule *codes, *issuers;
    struct tc_alias_rule *aliases;
    struct tc_law_rule *laws;
    struct tc_cue_rule *cues;
    struct tc_place_rule *places;
    struct tc_term_rule *terms;
    size_t type_count, code_count, issuer_count, alias_count, law_count, cue_count, place_count, term_count;
    struct tc_phrases type_words, issuer_words, law_names, code_names, ordinance_names, cue_words, place_names;
    struct tc_strmap type_codes, type_codes_bare, issuer_codes, issuer_codes_bare;
};
const struct tc_rules *tc_rules(void);

// A type by its code in a symbol (any case; without marks where nothing else fits), NULL when there is none.
const struct tc_type_rule *tc_rules_type(const char *code, size_t len);
// The type written so ("QyĐ"), by its exact code.
const struct tc_type_rule *tc_rules_type_named(const char *code);
const struct tc_issuer_rule *tc_rules_code(const char *code, size_t len);
// Keys that a name stands for ("NQTW:6/XII"), NULL-terminated in arena; NULL when the tables do not say.
const char **tc_rules_stands_for(const char *name, struct tc_arena *arena);
// Is this number of this day one of those that a plenum's name stands for ("18-NQ/TW@2017-10-25")?
bool tc_rules_is_plenum(const char *key);
// Do the tables know a key that begins so (“18-NQ/TW@”)?
bool tc_rules_knows_stem(const char *stem, size_t len);
// Is this number of this day a central document the tables know, whoever issued it?
bool tc_rules_knows_key(const char *key);

#endif
