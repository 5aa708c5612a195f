// SPDX-License-Identifier: GPL-3.0-or-later
// Words of documents that answer words of questions: "bị phạt tù" is asked, "hình phạt" stands there. Learnt by IBM
// Model 1 from titles and bodies of codified articles and from judged questions; corpus/tables/associations.tsv. Units
// are syllables, or two that corpus/tables/compounds.tsv binds.
#ifndef TC_SEARCH_ASSOCIATIONS_H
#define TC_SEARCH_ASSOCIATIONS_H

#include "base/strmap.h"
#include "scan.h"

enum { TC_ASSOCIATION_PARTNERS_MAX = 128 };

struct tc_associations {
    struct tc_association {
        int own; // counter of the unit itself, -1: the archive has it not
        double doc_freq, background;
        struct tc_partner {
            int counter;
            double probability;
        } * partners;
        size_t partner_count;
    } * items;
    size_t count;
    struct tc_arena arena;
};
// Asks the scanner for what is to be counted.
void tc_associations_init(struct tc_associations *associations, const struct tc_plan *plan, struct tc_scanner *scanner);
void tc_associations_fini(struct tc_associations *associations);

struct tc_association_scores {
    double likelihood; // of the question in the document, associations smoothed in
    double best;       // the best partner of each unit, BM25
    double missing;    // units that the document lacks but answers
};
void tc_associations_score(const struct tc_associations *associations, const struct tc_occurrences *occurrences,
                           double length_factor, double documents, double all_tokens,
                           struct tc_association_scores *ret);

#endif
