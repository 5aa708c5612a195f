// SPDX-License-Identifier: GPL-3.0-or-later
#include "rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double K1 = 1.2, B = 0.75;
static const double ALL_WORDS = 1.15;  // documents with every word come before others of like strength
static const double TITLE_SHARE = 0.5; // what a word is worth once more in the title
static const double OWN_DOCUMENT = 1e6;

struct pairs { // neighbours of the question
    uint16_t first[TC_PLAN_SEQUENCE_MAX], second[TC_PLAN_SEQUENCE_MAX];
    uint32_t doc_freq[TC_PLAN_SEQUENCE_MAX];
    size_t count;
};

struct counts {
    uint16_t words[TC_PLAN_UNITS_MAX], pairs[TC_PLAN_UNITS_MAX * 2];
    uint64_t in_title;
    uint32_t tokens;
};

static void list_pairs(const struct tc_plan *plan, struct pairs *ret)
{
    ret->count = 0;
    for (size_t i = 0; i + 1 < plan->sequence_count && ret->count < TC_LENGTH(((struct counts *)0)->pairs); i++) {
        uint16_t a = plan->sequence[i], b = plan->sequence[i + 1];
        bool is_new = a != b;
        for (size_t k = 0; k < ret->count && is_new; k++)
            is_new = ret->first[k] != a || ret->second[k] != b;
        if (is_new) {
            ret->first[ret->count] = a;
            ret->second[ret->count] = b;
            ret->doc_freq[ret->count++] = 0;
        }
    }
}

static void count(const struct tc_occurrences *occurrences, const struct pairs *pairs, struct counts *ret)
{
    memset(ret, 0, sizeof *ret);
    ret->tokens = occurrences->tokens;
    for (size_t i = 0; i < occurrences->count; i++) {
        const struct tc_occurrence *now = &occurrences->items[i], *next = now + 1;
        if (now->is_own)
            ret->words[now->unit]++;
        if (now->position - occurrences->title_start < occurrences->title_tokens)
            ret->in_title |= UINT64_C(1) << now->unit;
        if (i + 1 == occurrences->count || next->position != now->position + 1)
            continue;
        for (size_t k = 0; k < pairs->count; k++)
            if (pairs->first[k] == now->unit && pairs->second[k] == next->unit)
                ret->pairs[k]++;
    }
}

static double saturated(double tf, double length_ratio)
{
    return tf * (K1 + 1) / (tf + K1 * (1 - B + B * length_ratio));
}

static double score(const struct tc_plan *plan, const struct pairs *pairs, const struct counts *counts,
                    const struct tc_candidate *candidate)
{
    struct tc_reader *reader = plan->archive->reader;
    double documents = tc_reader_count(reader), average = tc_reader_average_length(reader), sum = 0;
    double ratio = average > 0 ? counts->tokens / average : 1;
    for (size_t i = 0; i < plan->unit_count; i++) {
        sum += plan->units[i].idf * saturated(counts->words[i], ratio);
        if (counts->in_title >> i & 1)
            sum += plan->units[i].idf * TITLE_SHARE;
    }
    for (size_t i = 0; i < pairs->count; i++) {
        double doc_freq = pairs->doc_freq[i];
        sum += log(1 + (documents - doc_freq + 0.5) / (doc_freq + 0.5)) * saturated(counts->pairs[i], ratio);
    }
    if (candidate->has_all)
        sum = sum * ALL_WORDS + 1e-6;
    return sum + (candidate->is_own ? OWN_DOCUMENT : 0);
}

static int by_score(const void *a, const void *b)
{
    const struct tc_candidate *x = a, *y = b;
    if (x->score < y->score || x->score > y->score)
        return x->score < y->score ? 1 : -1;
    return x->doc < y->doc ? -1 : x->doc > y->doc;
}

enum tc_status tc_rerank(struct tc_plan *plan, struct tc_candidate *items, size_t item_count, struct tc_error *err)
{
    struct tc_scanner scanner;
    struct tc_occurrences occurrences = {0};
    struct pairs pairs;
    struct counts *all = tc_xcalloc(item_count + 1, sizeof *all);
    enum tc_status status = TC_OK;
    tc_scanner_init(&scanner, plan);
    list_pairs(plan, &pairs);
    for (size_t i = 0; i < item_count && status == TC_OK; i++) {
        struct tc_stream stream;
        if ((status = tc_reader_stream(plan->archive->reader, items[i].doc, &stream, err)) != TC_OK)
            break;
        tc_scan(&scanner, &stream, &occurrences);
        count(&occurrences, &pairs, &all[i]);
        items[i].present = occurrences.present;
        items[i].is_scanned = true;
        for (size_t k = 0; k < pairs.count; k++)
            pairs.doc_freq[k] += all[i].pairs[k] > 0;
    }
    for (size_t i = 0; i < item_count && status == TC_OK; i++)
        items[i].score = score(plan, &pairs, &all[i], &items[i]);
    if (status == TC_OK)
        qsort(items, item_count, sizeof *items, by_score);
    tc_occurrences_fini(&occurrences);
    tc_scanner_fini(&scanner);
    free(all);
    return status;
}
