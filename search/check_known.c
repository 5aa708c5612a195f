// SPDX-License-Identifier: GPL-3.0-or-later
// What the tables know of central papers that the archive lacks (corpus/tables/aliases.tsv and laws.tsv).
#include "check_parts.h"

#include "record/rules.h"

#include <string.h>

// Is b the day that a was meant to be? Numbers return with every term, so only a date of the same year, or the same day
// of another year, is a slip and not another paper.
static bool is_slip(const char *a, const char *b)
{
    if (strlen(a) < 10 || strlen(b) < 10)
        return false;
    return !strncmp(a, b, 4) || !strcmp(a + 4, b + 4);
}

static void look(const char *key, const char *date, bool *is_known, const char **slip)
{
    const struct tc_rules *rules = tc_rules();
    size_t stem = strcspn(key, "@");
    for (size_t i = 0; i < rules->alias_count; i++) {
        const char *known = rules->aliases[i].key, *at = strchr(known, '@');
        if (tc_key_fits(key, known))
            *is_known = true;
        else if (at && date && (size_t)(at - known) == stem && !strncmp(key, known, stem) && is_slip(date, at + 1))
            *slip = at + 1;
    }
    for (size_t i = 0; i < rules->law_count; i++) {
        const char *number = rules->laws[i].number, *known = rules->laws[i].date;
        if (!number || strlen(number) != stem || strncmp(key, number, stem) != 0)
            continue;
        *is_known = true;
        if (date && known && *known && strlen(date) >= 10 && strcmp(date, known) != 0)
            *slip = known;
    }
}

bool tc_check_knows(const struct tc_citation *citation, const char **ret_date)
{
    bool is_known = false;
    const char *slip = NULL, *date = citation->date && citation->date[0] != '-' ? citation->date : NULL;
    look(citation->key, date, &is_known, &slip);
    if (slip && (!is_known || !strchr(citation->key, '@')))
        *ret_date = slip;
    return is_known || slip;
}
