// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of scans that are kept, and the forms that a head's number and date must have.
#include "base/file.h"
#include "extract/ocr_cache.h"
#include "ocr_head.h"
#include "ocr_kept.h"
#include "ocr_repair.h"
#include "ocr_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct tc_page page_of(const char *text)
{
    struct tc_page page = {.number = 1, .width = 595, .height = 842};
    tc_auto_buf struct tc_buf data = {0};
    struct tc_word words[] = {{.x1 = 10, .y1 = 20, .x2 = 30, .y2 = 32, .end = 4, .size = 13, .confidence = 91},
                              {.x1 = 35, .y1 = 20, .x2 = 60, .y2 = 32, .start = 4, .end = 8, .size = 13}};
    struct tc_page made = {.words = words, .word_count = 2, .text = (char *)(uintptr_t)text};
    tc_ocr_pack(&made, &data);
    assert_true(tc_ocr_unpack(data.data, data.len, &page));
    return page;
}

static void a_page_that_was_kept_comes_back_as_it_was(void **state)
{
    (void)state;
    struct tc_page page = page_of("So: 12/TB");
    assert_int_equal(page.word_count, 2);
    assert_int_equal(page.words[0].confidence, 91);
    assert_int_equal(page.words[1].start, 4);
    assert_string_equal(page.text, "So: 12/TB");
    assert_int_equal(page.number, 1);
    tc_page_fini(&page);
}

static void what_is_no_kept_page_is_refused(void **state)
{
    (void)state;
    struct tc_page good = page_of("So: 12/TB"), page = {.number = 1};
    tc_auto_buf struct tc_buf data = {0};
    tc_ocr_pack(&good, &data);
    for (size_t len = 0; len < data.len; len++)
        assert_false(tc_ocr_unpack(data.data, len, &page));
    size_t accepted = 0;
    for (size_t i = 0; i < data.len; i++) { // whatever a byte is turned into, nothing is read beyond the page
        data.data[i] ^= 0x5A;
        if (tc_ocr_unpack(data.data, data.len, &page)) {
            accepted++;
            for (size_t w = 0; w < page.word_count; w++)
                assert_true(page.words[w].end <= strlen(page.text) && page.words[w].was_end <= strlen(page.text));
            tc_page_fini(&page);
            page = (struct tc_page){.number = 1};
        }
        data.data[i] ^= 0x5A;
    }
    assert_true(accepted < data.len);
    tc_page_fini(&good);
}

static bool is_one(const void *context, const char *digest)
{
    return !strcmp(context, digest);
}

static void pages_of_files_that_are_gone_are_dropped(void **state)
{
    (void)state;
    static const char used[] = "0123456789abcdef0123456789abcdef", gone[] = "fedcba9876543210fedcba9876543210";
    char folder[] = "/tmp/tracuu-pages.XXXXXX";
    assert_non_null(mkdtemp(folder));
    tc_auto_free char *a = tc_xasprintf("%s/%s", folder, used), *b = tc_xasprintf("%s/%s", folder, gone);
    tc_auto_free char *page_a = tc_xasprintf("%s/1", a), *page_b = tc_xasprintf("%s/1", b);
    assert_int_equal(tc_file_mkdirs(a, NULL), TC_OK);
    assert_int_equal(tc_file_mkdirs(b, NULL), TC_OK);
    assert_int_equal(tc_file_write(page_a, "x", 1, NULL), TC_OK);
    assert_int_equal(tc_file_write(page_b, "x", 1, NULL), TC_OK);
    tc_ocr_cache_sweep(folder, is_one, used, 1000);
    assert_int_equal(access(page_a, F_OK), 0);
    assert_int_not_equal(access(b, F_OK), 0);
    tc_ocr_cache_sweep(folder, is_one, used, 0);
    assert_int_not_equal(access(a, F_OK), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void a_number_line_is_one_only_when_nothing_in_it_is_lost(void **state)
{
    (void)state;
    char *line = NULL;
    assert_true(tc_ocr_is_number_line("Só: 153/TB-VPCP", &line));
    assert_string_equal(line, "Số: 153/TB-VPCP");
    free(line);
    assert_true(tc_ocr_is_number_line("Sô 44-KL/TU", &line));
    assert_string_equal(line, "Số 44-KL/TU"); // Party papers have no colon
    free(line);
    assert_true(tc_ocr_is_number_line("Số: 06 /2024/TT-BCT", NULL));
    assert_false(tc_ocr_is_number_line("Số: #88/QĐ-TTg", NULL)); // a digit that was not read
    assert_false(tc_ocr_is_number_line("Số: 53", NULL));
    assert_false(tc_ocr_is_number_line("Sáng 13/11, Ban Thường vụ họp", NULL));
}

static void a_date_has_day_month_and_year(void **state)
{
    (void)state;
    assert_true(tc_ocr_has_date("Hà Nội, ngày 10 tháng 4 năm 2024"));
    assert_false(tc_ocr_has_date("Hà Nội, ngàyO01 tháng) năm 2024"));
    assert_false(tc_ocr_has_date("Hà Nội, ngày 0 tháng 4 năm 2024"));
    assert_false(tc_ocr_has_date("Hà Nội, ngày 45 tháng 4 năm 2024"));
}

static void what_is_no_syllable_is_put_right_only_where_one_answer_is_left(void **state)
{
    (void)state;
    tc_ocr_repair_open();
    char *right = tc_ocr_repaired("luạn", 96, "kết", "của");
    assert_string_equal(right, "luận");
    free(right);
    assert_null(tc_ocr_repaired("luạn", 30, "xyz", "xyz")); // no pair speaks for any answer
    assert_null(tc_ocr_repaired("bctv", 30, "kết", NULL));
}

static void an_unsure_syllable_gives_way_to_a_firm_pair_alone(void **state)
{
    (void)state;
    tc_ocr_repair_open();
    char *right = tc_ocr_repaired("đục", 81, "giáo", "và");
    assert_string_equal(right, "dục");
    free(right);
    assert_null(tc_ocr_repaired("đục", 97, "giáo", "và")); // it was read surely
    assert_null(tc_ocr_repaired("đục", 81, NULL, "và"));
    assert_null(tc_ocr_repaired("chính", 40, "hành", NULL)); // a known pair itself
    assert_null(tc_ocr_repaired("của", 81, NULL, "quốc"));   // “cửa quốc …” is no firm one
}

static void strokes_of_days_and_months_are_digits(void **state)
{
    (void)state;
    char *right = tc_ocr_repaired_digits("l1", "tháng", "năm");
    assert_string_equal(right, "11");
    free(right);
    right = tc_ocr_repaired_digits("3O", "ngày", "tháng");
    assert_string_equal(right, "30");
    free(right);
    assert_null(tc_ocr_repaired_digits("11", "tháng", "năm")); // it is as it was read
    assert_null(tc_ocr_repaired_digits("3l", "tháng", "năm")); // no month
    assert_null(tc_ocr_repaired_digits("l1", "khoản", "năm"));
    assert_null(tc_ocr_repaired_digits("lll", "ngày", "tháng"));
    assert_null(tc_ocr_repaired_digits("l1", NULL, NULL));
    assert_null(tc_ocr_repaired_digits("", "ngày", "tháng"));
}

static void the_word_before_a_number_with_its_symbol_is_so(void **state)
{
    (void)state;
    assert_true(tc_ocr_is_misread_so("sô", 86, "44/2014/NĐ-CP"));
    assert_true(tc_ocr_is_misread_so("só", 60, "19-KL/TU,"));
    assert_false(tc_ocr_is_misread_so("sổ", 97, "44/2014/NĐ-CP")); // read surely
    assert_false(tc_ocr_is_misread_so("sô", 86, "44/2014"));       // a number without symbol
    assert_false(tc_ocr_is_misread_so("so", 50, "44-KL/TU"));      // a word of its own
    assert_false(tc_ocr_is_misread_so("sô", 86, NULL));
    assert_false(tc_ocr_is_misread_so(NULL, 86, "44-KL/TU"));
}

static void a_repaired_word_keeps_its_capitals_and_marks(void **state)
{
    (void)state;
    static const char text[] = "(KẾTLUẠN);";
    struct tc_word words[] = {{.end = 7, .size = 13}, {.start = 7, .end = sizeof text - 1, .size = 13}};
    struct tc_page made = {.words = words, .word_count = 2, .text = (char *)(uintptr_t)text};
    struct tc_page page = {.number = 1};
    made.words[0].end = (uint32_t)strlen("(KẾT");
    made.words[1].start = made.words[0].end;
    tc_auto_buf struct tc_buf data = {0};
    tc_ocr_pack(&made, &data);
    assert_true(tc_ocr_unpack(data.data, data.len, &page));
    tc_ocr_repair_open();
    assert_int_equal(tc_ocr_repair(&page), 1);
    assert_int_equal(page.words[1].end - page.words[1].start, strlen("LUẬN);"));
    assert_memory_equal(page.text + page.words[1].start, "LUẬN);", strlen("LUẬN);"));
    assert_int_equal(page.words[1].was_end - page.words[1].was, strlen("LUẠN);"));
    assert_memory_equal(page.text + page.words[1].was, "LUẠN);", strlen("LUẠN);"));
    assert_int_equal(page.words[0].was_end, page.words[0].was);
    tc_page_fini(&page);
}

static void specks_and_rules_are_no_words(void **state)
{
    (void)state;
    assert_true(tc_ocr_is_noise("—————", 92, 20, 60)); // a rule under the head
    assert_true(tc_ocr_is_noise("-", 88, 9, 0.7F));    // as narrow as a speck
    assert_false(tc_ocr_is_noise("-", 88, 9, 3.8F));
    assert_true(tc_ocr_is_noise("`.", 39, 20, 4));
    assert_false(tc_ocr_is_noise("...", 90, 20, 8));
    assert_false(tc_ocr_is_noise("44-KL/TU", 20, 40, 50)); // unsure, but a word
}

static void a_line_that_a_stamp_made_high_stays_off_the_next(void **state)
{
    (void)state;
    struct tc_word words[] = {{.x2 = 9}, {.x2 = 9}, {.x2 = 9}, {.x2 = 9}};
    struct tc_page page = {.words = words, .word_count = 4};
    const struct tc_ocr_level levels[] = {
        {100, 150, 140}, {170, 320, 210}, {240, 290, 280}, {310, 360, 350}}; // the second reaches over two others
    tc_ocr_set_heights(&page, levels, 0.5F);
    assert_float_equal(words[0].y1, 50, 0.01);
    assert_float_equal(words[0].y2, 75, 0.01);
    assert_true(words[1].y1 > words[0].y2 && words[1].y2 <= words[2].y1);
    assert_float_equal(words[1].y2 - words[1].y1, 25, 0.01);
}

static void what_a_seal_left_beside_the_title_goes_aside(void **state)
{
    (void)state;
    static const char text[] = "rấtđạtchuẩnHẾT";
    const struct {
        const char *word;
        float x1, x2, y1;
        uint8_t confidence;
    } read[] = {{"rất", 100, 120, 200, 20},
                {"đạt", 200, 220, 200, 97},
                {"chuẩn", 225, 260, 200, 31},
                {"HẾT", 110, 140, 230, 34}};
    struct tc_word words[4];
    struct tc_page page = {.number = 1, .width = 595, .height = 842, .words = words, .word_count = 4};
    page.text = (char *)(uintptr_t)text;
    for (size_t i = 0, at = 0; i < 4; i++, at += strlen(read[i - 1].word))
        words[i] = (struct tc_word){.x1 = read[i].x1,
                                    .x2 = read[i].x2,
                                    .y1 = read[i].y1,
                                    .y2 = read[i].y1 + 14,
                                    .start = (uint32_t)at,
                                    .end = (uint32_t)(at + strlen(read[i].word)),
                                    .confidence = read[i].confidence};
    tc_ocr_drop_scraps(&page);
    assert_int_equal(page.word_count, 2); // an unsure word among sure ones is read on
    assert_memory_equal(text + page.words[1].start, "chuẩn", strlen("chuẩn"));
    assert_string_equal(page.aside, "rất\nHẾT");
    free(page.aside);
}

static void words_off_a_picture_are_parted_even_where_their_boxes_touch(void **state)
{
    (void)state;
    static const char text[] = "quyđịnhNĐ-CP";
    const struct tc_page page = {.text = (char *)(uintptr_t)text};
    struct tc_word left = {.x2 = 50, .start = 0, .end = 3, .size = 13, .confidence = 96};
    struct tc_word right = {.x1 = 50, .x2 = 80, .start = 3, .end = 10, .size = 13, .confidence = 96};
    const struct tc_word joint = {.x2 = 50, .start = 10, .end = 14, .size = 13, .confidence = 90};
    assert_true(tc_page_is_parted(&page, &left, &right));
    assert_false(tc_page_is_parted(&page, &joint, &right)); // “NĐ-” and “CP”
    left.confidence = right.confidence = 0;
    assert_false(tc_page_is_parted(&page, &left, &right)); // of a text layer: cut where the font changed
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_that_was_kept_comes_back_as_it_was),
        cmocka_unit_test(what_is_no_kept_page_is_refused),
        cmocka_unit_test(pages_of_files_that_are_gone_are_dropped),
        cmocka_unit_test(a_number_line_is_one_only_when_nothing_in_it_is_lost),
        cmocka_unit_test(what_is_no_syllable_is_put_right_only_where_one_answer_is_left),
        cmocka_unit_test(an_unsure_syllable_gives_way_to_a_firm_pair_alone),
        cmocka_unit_test(strokes_of_days_and_months_are_digits),
        cmocka_unit_test(the_word_before_a_number_with_its_symbol_is_so),
        cmocka_unit_test(a_repaired_word_keeps_its_capitals_and_marks),
        cmocka_unit_test(specks_and_rules_are_no_words),
        cmocka_unit_test(a_line_that_a_stamp_made_high_stays_off_the_next),
        cmocka_unit_test(what_a_seal_left_beside_the_title_goes_aside),
        cmocka_unit_test(words_off_a_picture_are_parted_even_where_their_boxes_touch),
        cmocka_unit_test(a_date_has_day_month_and_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
