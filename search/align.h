// SPDX-License-Identifier: GPL-3.0-or-later
// Where a longer text says the same as a shorter one, syllable by syllable: shared pairs of neighbours choose a window,
// local alignment (Smith and Waterman, 1981, Journal of Molecular Biology 147) says what matches in it. Texts are
// sequences of numbers, one a token; equal numbers match.
#ifndef TC_SEARCH_ALIGN_H
#define TC_SEARCH_ALIGN_H

#include "base/mem.h"

#include <stdbool.h>

// A run of tokens that stand in both, in order: length tokens from a on and from b on.
struct tc_align_run {
    uint32_t a, b, length;
};
struct tc_alignment {
    uint32_t a_start, a_end, b_start, b_end; // what is covered, in tokens; ends exclusive
    uint32_t matched;                        // tokens that match
    double similarity;                       // 2 × matched / (length of a + length covered of b), 0..1
    struct tc_align_run *runs;               // ascending in both; in the arena
    size_t run_count;
};
enum { TC_ALIGN_MAX = 2000 }; // tokens of a that are looked at; the rest is cut

// False when no two neighbouring tokens are shared. *ret lies in arena.
bool tc_align_best(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, struct tc_arena *arena,
                   struct tc_alignment *ret);
// The alignment of the whole of a with the whole of b (Needleman and Wunsch, 1970), for texts of at most TC_ALIGN_MAX
// tokens each; longer ones are cut. Runs are what is the same; between them lies what differs.
void tc_align_whole(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, struct tc_arena *arena,
                    struct tc_alignment *ret);

#endif
