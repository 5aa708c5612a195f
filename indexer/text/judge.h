// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the text layer: which charset a stretch of text is in, judged by how many of its words are Vietnamese
// syllables under each.
#ifndef TC_TEXT_JUDGE_H
#define TC_TEXT_JUDGE_H

#include "text/charset.h"

// The readings that are tried, in order of preference where they are level. The first leaves everything as it is.
enum {
    TC_READ_AS_IS,
    TC_READ_UTF8,
    TC_READ_TCVN3,
    TC_READ_TCVN5712,
    TC_READ_VNI,
    TC_READ_VPS,
    TC_READ_VISCII,
    TC_READ_CP1258,
    TC_READINGS
};
extern const enum tc_charset tc_reading_charset[TC_READINGS];
// The reading of a charset, TC_READ_AS_IS for one that needs none.
unsigned tc_reading_of(enum tc_charset charset);

struct tc_evidence {
    uint32_t judged[TC_READINGS];   // words with letters outside ASCII
    uint32_t valid[TC_READINGS];    // of these, syllables
    uint32_t words;                 // the largest of judged
    uint32_t sequences, broken;     // bytes that make UTF-8 and high bytes that do not
    uint32_t only_5712, only_tcvn3; // words that are syllables under one of the two and broken by the other
    uint32_t units;                 // length of the words together
    uint32_t controls;              // bytes that are capitals in TCVN 5712 and control codes everywhere else
    uint32_t symbols;               // signs like © or ¶ inside words: text as it is has none
};

// Adds the evidence of units; mask has a bit for each reading to try.
void tc_judge(const struct tc_unit *units, size_t n, unsigned mask, struct tc_evidence *evidence);
void tc_evidence_add(struct tc_evidence *sum, const struct tc_evidence *more);
// Share of valid words under a reading, 0..1; all words of the stretch count, whatever this reading makes of them.
double tc_evidence_share(const struct tc_evidence *evidence, unsigned reading);
// The best reading by valid words; *ret_gap is how far its share lies before the next that would give another text.
unsigned tc_evidence_best(const struct tc_evidence *evidence, double *ret_gap);
// How sure a share is, given how many words spoke for it: one word alone is not enough.
double tc_evidence_certainty(const struct tc_evidence *evidence, unsigned reading);

#endif
