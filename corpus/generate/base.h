// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TC_GEN_BASE_H
#define TC_GEN_BASE_H
// Random numbers, growing text and the Vietnamese letters, for the document generator. Nothing here depends on the
// clock, the locale or the machine: the same seed gives the same bytes everywhere. Memory that runs out ends the
// program.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// splitmix64 (Steele, Lea, Flood 2014): one word of state, any seed is good.
struct tc_gen_rng {
    uint64_t state;
};

// A generator for one purpose: the same three numbers give the same sequence.
struct tc_gen_rng tc_gen_rng(uint64_t seed, uint64_t a, uint64_t b);
uint64_t tc_gen_next(struct tc_gen_rng *rng);
// 0 .. count - 1; `count` above 0.
uint32_t tc_gen_below(struct tc_gen_rng *rng, uint32_t count);
// low .. high, both included.
int tc_gen_between(struct tc_gen_rng *rng, int low, int high);
// True in `percent` of 100.
bool tc_gen_chance(struct tc_gen_rng *rng, unsigned percent);
// 0 .. count - 1, the first ones often and the last ones seldom, much as words are spread in real text.
uint32_t tc_gen_rank(struct tc_gen_rng *rng, uint32_t count);

struct tc_gen_text {
    char *data; // NUL-terminated once something was added; owned
    size_t size, room;
};

void tc_gen_add_n(struct tc_gen_text *text, const char *bytes, size_t size);
void tc_gen_add(struct tc_gen_text *text, const char *string);
void tc_gen_add_int(struct tc_gen_text *text, long value);
void tc_gen_add_two(struct tc_gen_text *text, int value); // at least two digits
// With the first letter, or every letter, in capitals; `from` is where in `text` the change begins.
void tc_gen_capital(struct tc_gen_text *text, size_t from);
void tc_gen_upper(struct tc_gen_text *text, size_t from);
// Replaces what stands from `from` on by the same without marks (đ becomes d).
void tc_gen_fold(struct tc_gen_text *text, size_t from);
// Writes òa, òe, úy in the newer way, oà, oè, uý; the number of bytes stays the same.
void tc_gen_new_tones(struct tc_gen_text *text, size_t from);
void tc_gen_text_fini(struct tc_gen_text *text);

void *tc_gen_alloc(size_t count, size_t size);
void *tc_gen_grow(void *old, size_t count, size_t size);
_Noreturn void tc_gen_die(const char *what, const char *which);

#endif
