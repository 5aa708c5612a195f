// SPDX-License-Identifier: GPL-3.0-or-later
// How sure the words of a scan are: from pieces to words, kept as digits and back.
#include "text/sure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct tc_sure_word *pieces_of(const struct tc_sure_word *pieces, size_t count)
{
    struct tc_sure_word *all = tc_xcalloc(count + 1, sizeof *all);
    for (size_t i = 0; i < count; i++) {
        all[i] = pieces[i];
        all[i].was = pieces[i].was ? tc_xstrdup(pieces[i].was) : NULL;
    }
    return all;
}

static void pieces_that_touch_are_one_word_as_sure_as_the_least(void **state)
{
    (void)state;
    static const char text[] = "3724/BTC-QLCS nhé";
    const struct tc_sure_word given[] = {{.start = 0, .end = 9, .confidence = 90},
                                         {.start = 9, .end = 13, .confidence = 41, .was = (char[]){"QLC5"}},
                                         {.start = 14, .end = 18, .confidence = 96}};
    struct tc_sure_word *words = NULL;
    size_t count = 0;
    tc_sure_words(text, strlen(text), pieces_of(given, 3), 3, &words, &count);
    assert_int_equal(count, 2);
    assert_int_equal(words[0].end, 13);
    assert_int_equal(words[0].confidence, 41);
    assert_string_equal(words[0].was, "3724/BTC-QLC5");
    assert_int_equal(words[1].confidence, 96);
    assert_null(words[1].was);
    tc_sure_words_free(words, count);
}

static void a_piece_with_blanks_is_several_words_each_with_what_it_was(void **state)
{
    (void)state;
    static const char text[] = "Số: 153/TB-VPCP";
    const struct tc_sure_word even = {
        .start = 0, .end = sizeof text - 1, .confidence = 80, .was = (char[]){"Sé: 153/TB-VPCP"}};
    const struct tc_sure_word odd = {
        .start = 0, .end = sizeof text - 1, .confidence = 80, .was = (char[]){"Sé: 15 3/TB-VPCP"}};
    struct tc_sure_word *words = NULL;
    size_t count = 0;
    tc_sure_words(text, strlen(text), pieces_of(&even, 1), 1, &words, &count);
    assert_int_equal(count, 2);
    assert_string_equal(words[0].was, "Sé:");
    assert_null(words[1].was);
    tc_sure_words_free(words, count);
    tc_sure_words(text, strlen(text), pieces_of(&odd, 1), 1, &words, &count);
    assert_int_equal(count, 2);
    assert_string_equal(words[0].was, "Sé: 15 3/TB-VPCP");
    assert_null(words[1].was);
    tc_sure_words_free(words, count);
}

static void what_lies_outside_the_text_is_dropped(void **state)
{
    (void)state;
    const struct tc_sure_word given[] = {{.start = 2, .end = 2, .confidence = 9, .was = (char[]){"x"}},
                                         {.start = 0, .end = 9, .confidence = 9, .was = (char[]){"y"}}};
    struct tc_sure_word *words = NULL;
    size_t count = 7;
    tc_sure_words("abc", 3, pieces_of(given, 2), 2, &words, &count);
    assert_int_equal(count, 0);
    tc_sure_words_free(words, count);
}

static void words_come_back_from_their_digits(void **state)
{
    (void)state;
    static const char text[] = "\nĐảng bộ tỉnh\tĐông  Lâm\n";
    const struct tc_sure_word given[] = {{.start = 1, .end = 8, .confidence = 100},
                                         {.start = 9, .end = 13, .confidence = 7},
                                         {.start = 20, .end = 26, .confidence = 61}};
    tc_auto_buf struct tc_buf digits = {0};
    tc_sure_pack(text, strlen(text), given, 3, &digits);
    tc_buf_char(&digits, '\0');
    assert_string_equal(digits.data, "9907006100");
    struct tc_sure_word *words = NULL;
    size_t count = 0;
    assert_true(tc_sure_unpack(text, strlen(text), digits.data, digits.len - 1, &words, &count));
    assert_int_equal(count, 3);
    assert_int_equal(words[0].confidence, 99);
    assert_int_equal(words[1].start, 9);
    assert_int_equal(words[1].end, 13);
    assert_int_equal(words[2].confidence, 61);
    tc_sure_words_free(words, count);
}

static void digits_of_another_text_are_refused(void **state)
{
    (void)state;
    struct tc_sure_word *words = NULL;
    size_t count = 0;
    assert_false(tc_sure_unpack("a b", 3, "90", 2, &words, &count));
    assert_false(tc_sure_unpack("a b", 3, "909", 3, &words, &count));
    assert_false(tc_sure_unpack("a b", 3, "909090", 6, &words, &count));
    assert_false(tc_sure_unpack("a b", 3, "9x90", 4, &words, &count));
    assert_true(tc_sure_unpack("", 0, "", 0, &words, &count));
    assert_int_equal(count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_that_touch_are_one_word_as_sure_as_the_least),
        cmocka_unit_test(a_piece_with_blanks_is_several_words_each_with_what_it_was),
        cmocka_unit_test(what_lies_outside_the_text_is_dropped),
        cmocka_unit_test(words_come_back_from_their_digits),
        cmocka_unit_test(digits_of_another_text_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
