// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the analysers: a word as it is written, as a key to remember by what was found out about it. Vietnamese has
// some thousands of syllables, of which a text repeats a few hundred: to judge each letter of each anew is most of the
// work of reading it.
#ifndef TC_TEXT_RUN_H
#define TC_TEXT_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { TC_RUN_MAX = 16, TC_RUN_SLOTS = 2048 };

struct tc_run_key {
    uint64_t words[2]; // the bytes, zeros behind them
};

// How many of the bytes from pos on are Latin letters as Vietnamese has them, precomposed or plain. 0: there are none,
// there are more than TC_RUN_MAX bytes, or what stands behind them may belong to the word (a loose mark, a letter of
// another block).
static inline size_t tc_run_letters(const char *text, size_t len, size_t pos)
{
    const unsigned char *p = (const unsigned char *)text + pos;
    size_t left = len - pos, n = 0;
    while (n < left) {
        unsigned char c = p[n];
        if (c < 0x80) {
            if ((unsigned char)((c | 0x20) - 'a') > 'z' - 'a')
                break;
            n++;
        } else if (c >= 0xC3 && c <= 0xC6 && n + 1 < left && (p[n + 1] & 0xC0) == 0x80) {
            if (c == 0xC3 && (p[n + 1] == 0x97 || p[n + 1] == 0xB7)) // × ÷
                break;
            n += 2;
        } else if (c == 0xE1 && n + 2 < left && (p[n + 2] & 0xC0) == 0x80 &&
                   ((p[n + 1] == 0xBA && p[n + 2] >= 0xA0) || (p[n + 1] == 0xBB && p[n + 2] <= 0xB9))) {
            n += 3;
        } else if (c == 0xC2 || c == 0xE2) { // spaces, quotes, dashes
            break;
        } else {
            return 0;
        }
        if (n > TC_RUN_MAX)
            return 0;
    }
    return n;
}

static inline struct tc_run_key tc_run_key(const char *text, size_t len)
{
    struct tc_run_key key = {{0, 0}};
    if (len >= 8) {
        memcpy(&key.words[0], text, 8);
        memcpy(&key.words[1], text + 8, len - 8);
    } else {
        memcpy(&key.words[0], text, len);
    }
    return key;
}

static inline bool tc_run_same(const struct tc_run_key *a, const struct tc_run_key *b)
{
    return a->words[0] == b->words[0] && a->words[1] == b->words[1];
}

static inline size_t tc_run_slot(const struct tc_run_key *key)
{
    uint64_t h = (key->words[0] ^ key->words[1] * 0x9E3779B97F4A7C15U) * 0xD6E8FEB86659FD93U;
    return (size_t)(h >> 40) % TC_RUN_SLOTS;
}

#endif
