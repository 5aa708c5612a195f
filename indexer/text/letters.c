// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/letters.h"

#include "base/mem.h"

// Lower-case code points: letter, then tone in the order of enum tc_tone. Consonants have one form.
static const uint16_t codes[TC_LETTERS][6] = {
    [TC_L_A] = {'a', 0xE0, 0x1EA3, 0xE3, 0xE1, 0x1EA1},
    [TC_L_AW] = {0x103, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB7},
    [TC_L_AA] = {0xE2, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD},
    [TC_L_B] = {'b'},
    [TC_L_C] = {'c'},
    [TC_L_D] = {'d'},
    [TC_L_DD] = {0x111},
    [TC_L_E] = {'e', 0xE8, 0x1EBB, 0x1EBD, 0xE9, 0x1EB9},
    [TC_L_EE] = {0xEA, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7},
    [TC_L_G] = {'g'},
    [TC_L_H] = {'h'},
    [TC_L_I] = {'i', 0xEC, 0x1EC9, 0x129, 0xED, 0x1ECB},
    [TC_L_K] = {'k'},
    [TC_L_L] = {'l'},
    [TC_L_M] = {'m'},
    [TC_L_N] = {'n'},
    [TC_L_O] = {'o', 0xF2, 0x1ECF, 0xF5, 0xF3, 0x1ECD},
    [TC_L_OO] = {0xF4, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1, 0x1ED9},
    [TC_L_OW] = {0x1A1, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3},
    [TC_L_P] = {'p'},
    [TC_L_Q] = {'q'},
    [TC_L_R] = {'r'},
    [TC_L_S] = {'s'},
    [TC_L_T] = {'t'},
    [TC_L_U] = {'u', 0xF9, 0x1EE7, 0x169, 0xFA, 0x1EE5},
    [TC_L_UW] = {0x1B0, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1},
    [TC_L_V] = {'v'},
    [TC_L_X] = {'x'},
    [TC_L_Y] = {'y', 0x1EF3, 0x1EF7, 0x1EF9, 0xFD, 0x1EF5},
};

static const char bare[TC_LETTERS] = "\0aaabcddeeghiklmnooopqrstuuvxy";

bool tc_letter_is_vowel(unsigned letter)
{
    return letter < TC_LETTERS && codes[letter][1];
}

bool tc_letter_is_marked(unsigned letter)
{
    return tc_letter_is_vowel(letter) && codes[letter][0] > 0x7F;
}

char tc_letter_bare(unsigned letter)
{
    return letter < TC_LETTERS ? bare[letter] : '\0';
}

uint32_t tc_letter_code(unsigned letter, enum tc_tone tone)
{
    if (letter >= TC_LETTERS)
        return 0;
    return codes[letter][1] ? codes[letter][tone] : codes[letter][0];
}

uint32_t tc_letter_upper(uint32_t lower)
{
    if (lower < 0x80)
        return lower >= 'a' && lower <= 'z' ? lower - 32 : lower;
    if (lower < 0x100)
        return lower - 32;
    if (lower == 0x1B0) // the one pair whose lower case is even
        return 0x1AF;
    if (lower == 0x1A1)
        return 0x1A0;
    return lower - 1;
}

unsigned tc_letter_of(uint32_t c, enum tc_tone *ret_tone, bool *ret_upper)
{
    if (c < 'A' || (c > 'z' && c < 0xC0) || (c > 0x1B0 && c < 0x1EA0) || c > 0x1EF9)
        return TC_L_NONE;
    for (unsigned letter = 1; letter < TC_LETTERS; letter++) {
        for (unsigned tone = 0; tone < 6 && codes[letter][tone]; tone++) {
            uint32_t lower = codes[letter][tone];
            if (c != lower && c != tc_letter_upper(lower))
                continue;
            if (ret_tone)
                *ret_tone = (enum tc_tone)tone;
            if (ret_upper)
                *ret_upper = c != lower;
            return letter;
        }
    }
    return TC_L_NONE;
}

static bool add_tone(unsigned letter, enum tc_tone *tone, enum tc_tone added)
{
    if (*tone || !tc_letter_is_vowel(letter))
        return false;
    *tone = added;
    return true;
}

bool tc_letter_add_mark(unsigned *letter, enum tc_tone *tone, uint32_t mark)
{
    static const struct {
        uint16_t mark;
        uint8_t from, to;
    } shapes[] = {{0x302, TC_L_A, TC_L_AA}, {0x302, TC_L_E, TC_L_EE}, {0x302, TC_L_O, TC_L_OO},
                  {0x306, TC_L_A, TC_L_AW}, {0x31B, TC_L_O, TC_L_OW}, {0x31B, TC_L_U, TC_L_UW}};
    switch (mark) {
    case 0x300:
        return add_tone(*letter, tone, TC_TONE_GRAVE);
    case 0x301:
        return add_tone(*letter, tone, TC_TONE_ACUTE);
    case 0x303:
        return add_tone(*letter, tone, TC_TONE_TILDE);
    case 0x309:
        return add_tone(*letter, tone, TC_TONE_HOOK);
    case 0x323:
        return add_tone(*letter, tone, TC_TONE_DOT);
    default:
        break;
    }
    for (size_t i = 0; i < TC_LENGTH(shapes); i++) {
        if (shapes[i].mark == mark && shapes[i].from == *letter) {
            *letter = shapes[i].to;
            return true;
        }
    }
    return false;
}
