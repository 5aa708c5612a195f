// SPDX-License-Identifier: GPL-3.0-or-later
#include "bodies.h"

#include "base/tsv.h"
#include "record/rules.h"
#include "text/token.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static struct tc_tsv table;
static struct tc_body *bodies;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void)
{
    if (tc_table_read("bodies", &table, NULL))
        return;
    int words = tc_tsv_column(&table, "words"), kind = tc_tsv_column(&table, "kind");
    int codes = tc_tsv_column(&table, "codes"), calendar = tc_tsv_column(&table, "calendar");
    bodies = tc_xcalloc(table.rows + 1, sizeof *bodies);
    for (size_t i = 0; i < table.rows; i++)
        bodies[i] = (struct tc_body){.words = tc_tsv_cell(&table, i, words),
                                     .kind = tc_tsv_cell(&table, i, kind),
                                     .codes = tc_tsv_cell(&table, i, codes),
                                     .calendar = tc_tsv_cell(&table, i, calendar)};
}

const struct tc_body *tc_body_of(const char *canonical)
{
    const struct tc_body *best = NULL;
    size_t longest = 0;
    pthread_once(&once, load);
    for (size_t i = 0; i < table.rows; i++) {
        size_t len = strlen(bodies[i].words);
        if (len >= longest && !strncmp(canonical, bodies[i].words, len) && (canonical[len] == ' ' || !canonical[len])) {
            best = &bodies[i];
            longest = len;
        }
    }
    return best;
}

bool tc_body_writes(const struct tc_body *body, const char *code)
{
    size_t len = strcspn(code, "-0123456789");
    if (!len || !*body->codes)
        return true;
    for (const char *c = body->codes; *c;) {
        size_t n = strcspn(c, "|");
        if (n == len && !strncmp(c, code, len))
            return true;
        c += n + (c[n] == '|');
    }
    return false;
}

bool tc_office_term_of(const char *issuer, bool is_party, const char *date, struct tc_office_term *ret)
{
    const struct tc_rules *rules = tc_rules();
    tc_auto_free char *canonical = issuer ? tc_text_canonical_dup(issuer) : NULL;
    const struct tc_body *body = canonical ? tc_body_of(canonical) : NULL;
    const char *calendar = body ? body->calendar : is_party ? "committee" : "council";
    bool is_found = false;
    // a ministry is the centre's, an office of a province is not: its name says
    if (!body && canonical && !is_party && !strncmp(canonical, "bộ ", strlen("bộ ")))
        calendar = "assembly";
    if (!date || date[0] == '-' || strlen(date) < 4)
        return false;
    for (size_t i = 0; i < rules->term_count; i++) {
        const struct tc_term_rule *term = &rules->terms[i];
        if (!strcmp(term->body, calendar) && strncmp(term->from, date, strlen(date)) <= 0) {
            *ret = (struct tc_office_term){.calendar = term->body, .name = term->term};
            is_found = true;
        }
    }
    return is_found;
}
