// SPDX-License-Identifier: GPL-3.0-or-later
// The alphabet as numbers. Vietnamese writes 29 letters, twelve of them vowels, each of which carries one of six tones;
// Unicode has one code point for every pair (134 of them outside ASCII, in both cases).
#ifndef TC_TEXT_LETTERS_H
#define TC_TEXT_LETTERS_H

#include "text/syllable.h"

#include <stdbool.h>
#include <stdint.h>

// The letters in the order of the dictionary; 0 is none of them (f, j, w, z and everything foreign).
enum tc_letter {
    TC_L_NONE,
    TC_L_A,
    TC_L_AW,
    TC_L_AA,
    TC_L_B,
    TC_L_C,
    TC_L_D,
    TC_L_DD,
    TC_L_E,
    TC_L_EE,
    TC_L_G,
    TC_L_H,
    TC_L_I,
    TC_L_K,
    TC_L_L,
    TC_L_M,
    TC_L_N,
    TC_L_O,
    TC_L_OO,
    TC_L_OW,
    TC_L_P,
    TC_L_Q,
    TC_L_R,
    TC_L_S,
    TC_L_T,
    TC_L_U,
    TC_L_UW,
    TC_L_V,
    TC_L_X,
    TC_L_Y,
    TC_LETTERS
};

bool tc_letter_is_vowel(unsigned letter);
// ă â ê ô ơ ư: the vowels with a mark of their own
bool tc_letter_is_marked(unsigned letter);
// ASCII letter under the marks: 'a' for ă.
char tc_letter_bare(unsigned letter);
// Code point of the letter with a tone, lower case; a consonant ignores the tone.
uint32_t tc_letter_code(unsigned letter, enum tc_tone tone);
// What c is, either case; TC_L_NONE for what is no Vietnamese letter. *ret_tone and *ret_upper may be NULL.
unsigned tc_letter_of(uint32_t c, enum tc_tone *ret_tone, bool *ret_upper);
uint32_t tc_letter_upper(uint32_t lower);
// Puts a mark on a letter: U+0302, U+0306, U+031B change the letter, U+0300 U+0301 U+0303 U+0309 U+0323 the tone. False
// when the letter cannot take it (it has one of that kind already, or is no vowel).
bool tc_letter_add_mark(unsigned *letter, enum tc_tone *tone, uint32_t mark);

#endif
