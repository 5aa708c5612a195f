// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the text layer: a syllable as a number. Its letters, five bits each, first letter highest, make the key; the
// tone is apart. So a word is checked against the closed set by one probe of a small table.
#ifndef TC_TEXT_SPELLING_H
#define TC_TEXT_SPELLING_H

#include "text/syllable.h"

#define TC_SPELLING_KEY ((UINT64_C(1) << 35) - 1)

struct tc_spelling {
    uint8_t tones;   // bit TONE is set for each tone it may take; 0: no such syllable
    uint8_t tone_at; // index of the letter that carries the tone, old placement
};
struct tc_spelled {
    uint8_t letters[7];
    uint8_t count; // 0: not made of Vietnamese letters, too long, or two tones
    enum tc_tone tone;
    int tone_at; // index of the letter with the tone, -1 without
    uint64_t key;
};

// Makes the tables; everything public calls it first.
void tc_spelling_init(void);
struct tc_spelling tc_spelling_of(uint64_t key);
size_t tc_spelling_letters(uint64_t key, uint8_t ret[7]);
// Where the tone goes in the old placement, for any letters, valid or not: on the marked vowel; on the second of three
// vowels, or of two before a consonant; else on the first. The u of qu and the i of gi do not count.
size_t tc_spelling_tone_place(const uint8_t *letters, size_t n);
// Do the letters end in exactly oa, oe or uy, the rhymes where the two placements differ?
bool tc_spelling_is_open_pair(const uint8_t *letters, size_t n);
bool tc_spelling_allows(struct tc_spelling spelling, const uint8_t *letters, size_t n, enum tc_tone tone, int tone_at);
struct tc_spelled tc_spell(const char *word, size_t len);
// Writes letters with the tone on letter tone_at, NUL-terminated; gives the length.
size_t tc_spelling_write(const uint8_t *letters, size_t n, enum tc_tone tone, size_t tone_at, char ret[24]);

#endif
