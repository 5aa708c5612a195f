// SPDX-License-Identifier: GPL-3.0-or-later
#include "associations.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double OWN_SHARE = 0.6, PARTNER_SHARE = 0.4, DIRICHLET = 150;

static uint32_t doc_freq_of(const struct tc_plan *plan, uint16_t unit)
{
    return plan->units[unit].doc_freq;
}

// How firmly the words at j and j+1 of the question are bound, 0: not at all.
static long bond(const struct tc_plan *plan, const struct tc_strmap *bonds, size_t j)
{
    uint32_t value;
    if (j + 1 >= plan->sequence_count)
        return 0;
    tc_auto_free char *pair =
        tc_xasprintf("%s_%s", plan->units[plan->sequence[j]].meant, plan->units[plan->sequence[j + 1]].meant);
    return tc_strmap_get(bonds, pair, strlen(pair), &value) ? (long)value : 0;
}

// The counter of "a" or "a_b"; -1 when the archive lacks a syllable of it.
static int counter_of(struct tc_reader *reader, const char *words, size_t len, struct tc_scanner *scanner)
{
    const char *bar = memchr(words, '_', len);
    size_t first_len = bar ? (size_t)(bar - words) : len;
    uint32_t first = tc_reader_term_id(reader, words, first_len), second = UINT32_MAX;
    if (bar)
        second = tc_reader_term_id(reader, bar + 1, len - first_len - 1);
    if (first == UINT32_MAX || (bar && second == UINT32_MAX))
        return -1;
    return tc_scanner_counter(scanner, first, second);
}

// "word:353 other_word:345 …"
static void read_partners(struct tc_associations *associations, struct tc_reader *reader, const char *cell,
                          struct tc_scanner *scanner, struct tc_association *ret)
{
    struct tc_partner partners[TC_ASSOCIATION_PARTNERS_MAX];
    size_t count = 0;
    while (*cell && count < TC_LENGTH(partners)) {
        size_t len = strcspn(cell, " "), name = 0;
        for (size_t i = 0; i < len; i++)
            if (cell[i] == ':')
                name = i;
        int counter = name ? counter_of(reader, cell, name, scanner) : -1;
        if (counter >= 0)
            partners[count++] = (struct tc_partner){counter, strtod(cell + name + 1, NULL) / 1000};
        cell += len + (cell[len] == ' ');
    }
    ret->partners = tc_arena_zero(&associations->arena, count + 1, sizeof *partners);
    memcpy(ret->partners, partners, count * sizeof *partners);
    ret->partner_count = count;
}

static void add_unit(struct tc_associations *associations, const struct tc_plan *plan, size_t j, size_t words,
                     struct tc_strmap *seen, struct tc_scanner *scanner)
{
    const struct tc_rank_tables *tables = tc_archive_tables(plan->archive);
    uint16_t first = plan->sequence[j], second = words > 1 ? plan->sequence[j + 1] : first;
    tc_auto_free char *name = words > 1 ? tc_xasprintf("%s_%s", plan->units[first].meant, plan->units[second].meant)
                                        : tc_xstrdup(plan->units[first].meant);
    uint32_t before = seen->count;
    if (tc_strmap_id(seen, name, strlen(name)) != before)
        return;
    uint32_t a = doc_freq_of(plan, first), b = doc_freq_of(plan, second);
    struct tc_association *item = &associations->items[associations->count++];
    *item = (struct tc_association){.own = counter_of(plan->archive->reader, name, strlen(name), scanner),
                                    .doc_freq = a < b ? a : b};
    uint32_t row;
    if (!tc_strmap_get(&tables->association_rows, name, strlen(name), &row))
        return;
    item->background = strtod(tc_tsv_cell(&tables->associations, row, 1), NULL);
    read_partners(associations, plan->archive->reader, tc_tsv_cell(&tables->associations, row, 2), scanner, item);
}

void tc_associations_init(struct tc_associations *associations, const struct tc_plan *plan, struct tc_scanner *scanner)
{
    *associations = (struct tc_associations){0};
    const struct tc_rank_tables *tables = tc_archive_tables(plan->archive);
    struct tc_strmap seen = {0};
    associations->items = tc_arena_zero(&associations->arena, plan->sequence_count + 1, sizeof *associations->items);
    for (size_t j = 0; j < plan->sequence_count;) {
        long here = bond(plan, &tables->bonds, j);
        size_t words = here > 0 && here >= bond(plan, &tables->bonds, j + 1) ? 2 : 1;
        add_unit(associations, plan, j, words, &seen, scanner);
        j += words;
    }
    tc_strmap_fini(&seen);
}

void tc_associations_fini(struct tc_associations *associations)
{
    tc_arena_fini(&associations->arena);
    *associations = (struct tc_associations){0};
}

void tc_associations_score(const struct tc_associations *associations, const struct tc_occurrences *occurrences,
                           double length_factor, double documents, double all_tokens, struct tc_association_scores *ret)
{
    struct tc_association_scores scores = {0};
    double length = occurrences->tokens;
    for (size_t i = 0; i < associations->count; i++) {
        const struct tc_association *item = &associations->items[i];
        double own = item->own >= 0 ? occurrences->counts[item->own] : 0, partners = 0, best = 0;
        for (size_t k = 0; k < item->partner_count; k++) {
            double count = occurrences->counts[item->partners[k].counter];
            partners += item->partners[k].probability * count;
            best = fmax(best, item->partners[k].probability * count / (count + 1.2 * length_factor));
        }
        double background = fmax(1, item->doc_freq) / all_tokens;
        scores.likelihood +=
            log((OWN_SHARE * own + PARTNER_SHARE * partners + DIRICHLET * background) / (length + DIRICHLET));
        scores.best += log(1 + (documents - item->doc_freq + 0.5) / (item->doc_freq + 0.5)) * best;
        if (own <= 0 && partners > 0 && length > 0)
            scores.missing += log(1 + partners / length / (item->background + 1e-5));
    }
    *ret = scores;
}
