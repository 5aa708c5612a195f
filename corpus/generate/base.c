// SPDX-License-Identifier: GPL-3.0-or-later
#include "base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void tc_gen_die(const char *what, const char *which)
{
    fprintf(stderr, "tracuu-generate: %s: %s\n", what, which);
    exit(1);
}

void *tc_gen_alloc(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);
    if (!memory)
        tc_gen_die("memory", "none left");
    return memory;
}

void *tc_gen_grow(void *old, size_t count, size_t size)
{
    void *memory = realloc(old, count * size);
    if (!memory)
        tc_gen_die("memory", "none left");
    return memory;
}

uint64_t tc_gen_next(struct tc_gen_rng *rng)
{
    uint64_t z = rng->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

struct tc_gen_rng tc_gen_rng(uint64_t seed, uint64_t a, uint64_t b)
{
    struct tc_gen_rng rng = {seed};
    rng.state = tc_gen_next(&rng) ^ (a * 0xd6e8feb86659fd93u);
    rng.state = tc_gen_next(&rng) ^ (b * 0xa0761d6478bd642fu);
    return rng;
}

uint32_t tc_gen_below(struct tc_gen_rng *rng, uint32_t count)
{
    return (uint32_t)(((tc_gen_next(rng) >> 32) * count) >> 32);
}

int tc_gen_between(struct tc_gen_rng *rng, int low, int high)
{
    return low + (int)tc_gen_below(rng, (uint32_t)(high - low + 1));
}

bool tc_gen_chance(struct tc_gen_rng *rng, unsigned percent)
{
    return tc_gen_below(rng, 100) < percent;
}

uint32_t tc_gen_rank(struct tc_gen_rng *rng, uint32_t count)
{
    // the square of a uniform number: integers only, so that every machine agrees
    uint64_t u = tc_gen_next(rng) >> 32;
    return (uint32_t)((((u * u) >> 32) * count) >> 32);
}

void tc_gen_add_n(struct tc_gen_text *text, const char *bytes, size_t size)
{
    if (text->size + size + 1 > text->room) {
        text->room = (text->size + size + 1) * 2;
        text->data = tc_gen_grow(text->data, text->room, 1);
    }
    memcpy(text->data + text->size, bytes, size);
    text->size += size;
    text->data[text->size] = '\0';
}

void tc_gen_add(struct tc_gen_text *text, const char *string)
{
    tc_gen_add_n(text, string, strlen(string));
}

void tc_gen_add_int(struct tc_gen_text *text, long value)
{
    char digits[24];
    int size = snprintf(digits, sizeof digits, "%ld", value);
    tc_gen_add_n(text, digits, (size_t)size);
}

void tc_gen_add_two(struct tc_gen_text *text, int value)
{
    if (value < 10)
        tc_gen_add_n(text, "0", 1);
    tc_gen_add_int(text, value);
}

void tc_gen_text_fini(struct tc_gen_text *text)
{
    free(text->data);
    *text = (struct tc_gen_text){0};
}
