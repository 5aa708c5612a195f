// SPDX-License-Identifier: GPL-3.0-or-later
#include "align.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// Letters stand for tokens.
static size_t tokens(const char *s, uint32_t *ret)
{
    size_t n = strlen(s);
    for (size_t i = 0; i < n; i++)
        ret[i] = (unsigned char)s[i];
    return n;
}

static struct tc_alignment best(const char *x, const char *y, struct tc_arena *arena)
{
    uint32_t a[256], b[4096];
    struct tc_alignment alignment = {0};
    size_t n = tokens(x, a), m = tokens(y, b);
    assert_true(tc_align_best(a, n, b, m, arena, &alignment));
    for (size_t i = 0; i < alignment.run_count; i++) {
        for (uint32_t j = 0; j < alignment.runs[i].length; j++)
            assert_int_equal(x[alignment.runs[i].a + j], y[alignment.runs[i].b + j]);
    }
    return alignment;
}

static void a_verbatim_passage_is_one_run(void **state)
{
    (void)state;
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_alignment found = best("hijkl", "abcdefghijklmnop", &arena);
    assert_int_equal(found.run_count, 1);
    assert_int_equal(found.b_start, 7);
    assert_int_equal(found.b_end, 12);
    assert_int_equal(found.matched, 5);
    assert_true(found.similarity > 0.99);
}

static void an_inserted_clause_splits_the_run(void **state)
{
    (void)state;
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_alignment found = best("abcdefghijkl", "zzzzabcdefXYghijklzzz", &arena);
    assert_int_equal(found.matched, 12);
    assert_int_equal(found.run_count, 2);
    assert_int_equal(found.runs[1].b, 12);
    assert_int_equal(found.b_start, 4);
    assert_int_equal(found.b_end, 18);
}

static void the_better_of_two_places_is_chosen(void **state)
{
    (void)state;
    tc_auto_arena struct tc_arena arena = {0};
    char text[1200];
    memset(text, '.', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    memcpy(text + 100, "abcXXXX", 7);
    memcpy(text + 900, "abcdefg", 7);
    assert_int_equal(best("abcdefg", text, &arena).b_start, 900);
}

static void nothing_shared_gives_nothing(void **state)
{
    (void)state;
    tc_auto_arena struct tc_arena arena = {0};
    uint32_t a[] = {1, 2, 3}, b[] = {4, 5, 6, 7, 1};
    struct tc_alignment found;
    assert_false(tc_align_best(a, 3, b, 5, &arena, &found));
    assert_false(tc_align_best(a, 1, b, 5, &arena, &found));
    assert_false(tc_align_best(a, 0, b, 0, &arena, &found));
}

static void the_whole_alignment_covers_both_texts(void **state)
{
    (void)state;
    tc_auto_arena struct tc_arena arena = {0};
    uint32_t a[64], b[64];
    struct tc_alignment found;
    tc_align_whole(a, tokens("the old wording", a), b, tokens("the new wording", b), &arena, &found);
    assert_int_equal(found.a_start, 0);
    assert_int_equal(found.b_start, 0);
    assert_int_equal(found.a_end, 15);
    assert_int_equal(found.b_end, 15);
    assert_int_equal(found.matched, 12);
    tc_align_whole(a, 0, b, 4, &arena, &found);
    assert_int_equal(found.matched, 0);
    assert_int_equal(found.b_end, 4);
    tc_align_whole(a, 0, b, 0, &arena, &found);
    assert_true(found.similarity > 0.99);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_verbatim_passage_is_one_run),         cmocka_unit_test(an_inserted_clause_splits_the_run),
        cmocka_unit_test(the_better_of_two_places_is_chosen),    cmocka_unit_test(nothing_shared_gives_nothing),
        cmocka_unit_test(the_whole_alignment_covers_both_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
