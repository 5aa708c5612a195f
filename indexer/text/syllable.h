// SPDX-License-Identifier: GPL-3.0-or-later
// The closed set of Vietnamese syllables, from phonology: onset × rhyme × tone with the rules of spelling (c/k/q before
// front vowels, g/gh, ng/ngh, qu, gi; stops -c -ch -p -t take only sắc and nặng).
#ifndef TC_TEXT_SYLLABLE_H
#define TC_TEXT_SYLLABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tc_tone { TC_TONE_LEVEL, TC_TONE_GRAVE, TC_TONE_HOOK, TC_TONE_TILDE, TC_TONE_ACUTE, TC_TONE_DOT };

// Is this (UTF-8, NFC, any case, either tone placement) a syllable that Vietnamese spelling allows?
bool tc_syllable_is_valid(const char *word, size_t len);
// Share of the letter-words of a text that are valid syllables, 0..1; words of digits and single letters do not count.
// *ret_words (may be NULL): how many words were judged.
double tc_syllable_share(const char *text, size_t len, size_t *ret_words);
// All valid accented forms of a bare syllable (luan -> luan, luàn, luận, luân, luẩn …), canonical spelling, calling
// visit for each. The bare form itself is among them where valid. Gives how many.
size_t tc_syllable_forms(const char *bare, size_t len, void (*visit)(void *context, const char *form, size_t len),
                         void *context);
// Every valid syllable once, canonical lower-case spelling; for tests and tables.
void tc_syllable_each(void (*visit)(void *context, const char *form, size_t len), void *context);

#endif
