// SPDX-License-Identifier: GPL-3.0-or-later
// Levels of the bodies that issue papers. From 01/7/2025 there are no districts; a city or a Party committee may be of
// a province or below one.
#include "implementation.h"

#include "record/rules.h"
#include "text/token.h"

#include <string.h>

const char *tc_level_name(enum tc_level level)
{
    static const char *const names[] = {NULL, "central", "province", "district", "commune"};
    return names[level];
}

static bool has_word(const char *folded, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = folded; (at = strstr(at, word)); at++)
        if ((at == folded || at[-1] == ' ') && (at[len] == '\0' || at[len] == ' '))
            return true;
    return false;
}

static bool is_central_city(const char *folded)
{
    const struct tc_rules *rules = tc_rules();
    for (size_t i = 0; i < rules->place_count; i++) {
        if (strcmp(rules->places[i].kind, "thành phố") != 0)
            continue;
        tc_auto_free char *name = tc_text_fold_dup(rules->places[i].name);
        if (has_word(folded, name))
            return true;
    }
    return false;
}

static enum tc_level by_name(const char *issuer)
{
    static const struct {
        const char *word;
        enum tc_level level;
    } words[] = {{"trung uong", TC_LEVEL_CENTRAL}, {"chinh phu", TC_LEVEL_CENTRAL}, {"bo chinh tri", TC_LEVEL_CENTRAL},
                 {"xa", TC_LEVEL_COMMUNE},         {"phuong", TC_LEVEL_COMMUNE},    {"thi tran", TC_LEVEL_COMMUNE},
                 {"huyen", TC_LEVEL_DISTRICT},     {"huyen uy", TC_LEVEL_DISTRICT}, {"quan", TC_LEVEL_DISTRICT},
                 {"thi uy", TC_LEVEL_DISTRICT},    {"quan uy", TC_LEVEL_DISTRICT},  {"tinh", TC_LEVEL_PROVINCE},
                 {"tinh uy", TC_LEVEL_PROVINCE},   {"so", TC_LEVEL_PROVINCE},       {"khoi", TC_LEVEL_PROVINCE}};
    tc_auto_free char *folded = tc_text_fold_dup(issuer);
    if (has_word(folded, "thanh pho") || has_word(folded, "thanh uy"))
        return is_central_city(folded) ? TC_LEVEL_PROVINCE : TC_LEVEL_DISTRICT;
    if (has_word(folded, "thi xa"))
        return TC_LEVEL_DISTRICT;
    for (size_t i = 0; i < TC_LENGTH(words); i++)
        if (has_word(folded, words[i].word))
            return words[i].level;
    return TC_LEVEL_UNKNOWN;
}

static bool ends_with(const char *s, const char *end)
{
    size_t len = strlen(s), end_len = strlen(end);
    return len >= end_len && !strcmp(s + len - end_len, end);
}

enum tc_level tc_level_of(const char *issuer_code, const char *issuer)
{
    static const struct {
        const char *end;
        enum tc_level level;
    } ends[] = {{"TW", TC_LEVEL_CENTRAL},  {"TU", TC_LEVEL_PROVINCE},  {"HU", TC_LEVEL_DISTRICT},
                {"QU", TC_LEVEL_DISTRICT}, {"ThU", TC_LEVEL_DISTRICT}, {"TXU", TC_LEVEL_DISTRICT}};
    const struct tc_rules *rules = tc_rules();
    for (size_t i = TC_LENGTH(ends); issuer_code && i-- > 0;) // ThU before HU
        if (ends_with(issuer_code, ends[i].end))
            return ends[i].level;
    for (size_t i = 0; issuer_code && i < rules->issuer_count; i++)
        if (!strcmp(rules->issuers[i].code, issuer_code) && !strcmp(rules->issuers[i].level, "central"))
            return TC_LEVEL_CENTRAL;
    enum tc_level level = issuer ? by_name(issuer) : TC_LEVEL_UNKNOWN;
    if (!level && issuer_code && !strcmp(issuer_code, "ĐU"))
        level = TC_LEVEL_COMMUNE;
    return level;
}
