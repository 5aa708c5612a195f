// SPDX-License-Identifier: GPL-3.0-or-later
#include "align.h"

#include <stdlib.h>
#include <string.h>

enum { MATCH = 2, MISS = -1, GAP = -1, MAX_REPEATS = 12 };

// --- where to look: pairs of neighbours
// ----------------------------------------------------------------------------------------------

struct pair {
    uint64_t key;
    uint32_t at;
};
struct seed {
    uint32_t a, b;
};

static int by_key(const void *p, const void *q)
{
    const struct pair *x = p, *y = q;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static struct pair *pairs_of(const uint32_t *a, size_t count)
{
    struct pair *pairs = tc_xcalloc(count, sizeof *pairs);
    for (size_t i = 0; i + 1 < count; i++)
        pairs[i] = (struct pair){.key = (uint64_t)a[i] << 32 | a[i + 1], .at = (uint32_t)i};
    qsort(pairs, count - 1, sizeof *pairs, by_key);
    return pairs;
}

static const struct pair *find_pair(const struct pair *pairs, size_t count, uint64_t key)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (pairs[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && pairs[low].key == key ? pairs + low : NULL;
}

// The stretch of b, at most width tokens, that holds most different pairs of a.
static bool best_window(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, size_t width,
                        size_t *ret_start, size_t *ret_end)
{
    struct pair *pairs = pairs_of(a, a_count);
    struct seed *seeds = NULL;
    size_t count = 0, cap = 0;
    for (size_t j = 0; j + 1 < b_count; j++) {
        uint64_t key = (uint64_t)b[j] << 32 | b[j + 1];
        const struct pair *pair = find_pair(pairs, a_count - 1, key);
        // a pair that a itself repeats often says little about the place
        for (int n = 0; pair && pair < pairs + a_count - 1 && pair->key == key && n < MAX_REPEATS; n++, pair++) {
            TC_GROW(seeds, count, cap);
            seeds[count++] = (struct seed){.a = pair->at, .b = (uint32_t)j};
        }
    }
    free(pairs);
    uint32_t *seen = tc_xcalloc(a_count, sizeof *seen);
    size_t distinct = 0, most = 0, best = 0, best_last = 0;
    for (size_t first = 0, last = 0; last < count; last++) {
        distinct += seen[seeds[last].a]++ == 0;
        while (seeds[last].b - seeds[first].b >= width)
            distinct -= --seen[seeds[first++].a] == 0;
        if (distinct > most) {
            most = distinct;
            best = first;
            best_last = last;
        }
    }
    if (most) {
        // what lies just outside the shared pairs may still match
        size_t room = 8, start = seeds[best].b, end = (size_t)seeds[best_last].b + 2;
        *ret_start = start > room + seeds[best].a ? start - room - seeds[best].a : 0;
        *ret_end = end + room + (a_count - seeds[best_last].a) < b_count ? end + room + (a_count - seeds[best_last].a)
                                                                         : b_count;
    }
    free(seen);
    free(seeds);
    return most > 0;
}

// --- what matches
// --------------------------------------------------------------------------------------------------------------------

enum step { STOP, DIAGONAL, UP, LEFT };

// Fills the table of steps; local: scores never fall below 0 and the best cell ends the alignment.
static void fill(const uint32_t *a, size_t rows, const uint32_t *b, size_t columns, bool local, unsigned char *steps,
                 size_t *ret_row, size_t *ret_column)
{
    int *score = tc_xcalloc(columns + 1, sizeof *score), best = 0;
    *ret_row = local ? 0 : rows;
    *ret_column = local ? 0 : columns;
    for (size_t j = 1; !local && j <= columns; j++) {
        score[j] = (int)j * GAP;
        steps[j] = LEFT;
    }
    for (size_t i = 1; i <= rows; i++) {
        int corner = score[0];
        unsigned char *row = steps + i * (columns + 1);
        score[0] = local ? 0 : (int)i * GAP;
        row[0] = local ? STOP : UP;
        for (size_t j = 1; j <= columns; j++) {
            int diagonal = corner + (a[i - 1] == b[j - 1] ? MATCH : MISS), up = score[j] + GAP,
                left = score[j - 1] + GAP;
            int value = diagonal;
            unsigned char step = DIAGONAL;
            if (up > value) {
                value = up;
                step = UP;
            }
            if (left > value) {
                value = left;
                step = LEFT;
            }
            if (local && value <= 0) {
                value = 0;
                step = STOP;
            }
            corner = score[j];
            score[j] = value;
            row[j] = step;
            if (local && value > best) {
                best = value;
                *ret_row = i;
                *ret_column = j;
            }
        }
    }
    free(score);
}

// Walks back from where the alignment ends and keeps the runs of equal tokens.
static void walk_back(const uint32_t *a, const uint32_t *b, size_t columns, const unsigned char *steps, size_t i,
                      size_t j, size_t b_offset, struct tc_arena *arena, struct tc_alignment *ret)
{
    struct tc_align_run *runs = NULL;
    size_t count = 0, cap = 0;
    ret->a_end = (uint32_t)i;
    ret->b_end = (uint32_t)(j + b_offset);
    for (unsigned char step; (i || j) && (step = steps[i * (columns + 1) + j]) != STOP;) {
        if (step == DIAGONAL) {
            i--;
            j--;
            if (a[i] == b[j]) {
                struct tc_align_run *last = count ? &runs[count - 1] : NULL;
                ret->matched++;
                if (last && last->a == i + 1 && last->b == j + 1 + b_offset) {
                    last->a--;
                    last->b--;
                    last->length++;
                } else {
                    TC_GROW(runs, count, cap);
                    runs[count++] = (struct tc_align_run){.a = (uint32_t)i, .b = (uint32_t)(j + b_offset), .length = 1};
                }
            }
        } else if (step == UP) {
            i--;
        } else {
            j--;
        }
    }
    ret->a_start = (uint32_t)i;
    ret->b_start = (uint32_t)(j + b_offset);
    ret->runs = tc_arena_zero(arena, count + 1, sizeof *ret->runs);
    ret->run_count = count;
    for (size_t k = 0; k < count; k++)
        ret->runs[k] = runs[count - 1 - k];
    free(runs);
}

static void align(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, size_t b_offset, bool local,
                  struct tc_arena *arena, struct tc_alignment *ret)
{
    unsigned char *steps = tc_xcalloc(a_count + 1, b_count + 1);
    size_t row = 0, column = 0;
    struct tc_alignment result = {0};
    fill(a, a_count, b, b_count, local, steps, &row, &column);
    walk_back(a, b, b_count, steps, row, column, b_offset, arena, &result);
    free(steps);
    uint32_t covered = result.b_end - result.b_start;
    result.similarity = a_count + covered ? 2.0 * result.matched / (double)(a_count + covered) : 1.0;
    *ret = result;
}

bool tc_align_best(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, struct tc_arena *arena,
                   struct tc_alignment *ret)
{
    if (a_count > TC_ALIGN_MAX)
        a_count = TC_ALIGN_MAX;
    size_t start = 0, end = 0;
    if (a_count < 2 || b_count < 2 || !best_window(a, a_count, b, b_count, a_count + a_count / 2 + 16, &start, &end))
        return false;
    align(a, a_count, b + start, end - start, start, true, arena, ret);
    return ret->matched > 1;
}

void tc_align_whole(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, struct tc_arena *arena,
                    struct tc_alignment *ret)
{
    align(a, a_count > TC_ALIGN_MAX ? TC_ALIGN_MAX : a_count, b, b_count > TC_ALIGN_MAX ? TC_ALIGN_MAX : b_count, 0,
          false, arena, ret);
}
