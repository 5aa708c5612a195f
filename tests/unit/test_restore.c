// SPDX-License-Identifier: GPL-3.0-or-later
// Marks put back and slips of the keyboard, over an archive whose neighbours were counted.
#include "search_help.h"

#include "store/neighbours.h"

#include <time.h>

#define PEOPLE                                                                                                                                     \
    "Ủy ban nhân dân tỉnh giao nhiệm vụ cho các cơ quan. Hội đồng nhân dân giám sát việc thi hành. Việc đó có thể " \
    "kéo dài trong một thế kỷ, theo đơn vị nào cũng được. "
#define COUNTRY                                                                                                        \
    "Chương trình xây dựng nông thôn mới có hiệu lực thi hành từ hôm nay. Quy định về chế độ bảo hiểm xã hội. "

static const struct help_text texts[] = {
    {"kho/nhandan.1.txt", PEOPLE PEOPLE},
    {"kho/nhandan.2.txt", PEOPLE PEOPLE},
    {"kho/nhandan.3.txt", PEOPLE PEOPLE},
    {"kho/nongthon.1.txt", COUNTRY COUNTRY},
    {"kho/nongthon.2.txt", COUNTRY COUNTRY},
    {"kho/nongthon.3.txt", COUNTRY COUNTRY},
    {"kho/nhen.txt", "Cách nuôi nhện và côn trùng có ích ở một nơi an toàn, không ăn lá cây, không làm hư quả."},
    {"kho/viettat.txt", "Các đn trên địa bàn đn huyện. Doanh nghiệp nhỏ và vừa."},
};

static int open_texts(void **state)
{
    (void)state;
    struct tc_error err = {0};
    if (help_open(texts, TC_LENGTH(texts)))
        return -1;
    return tc_neighbours_build(help_dir, TC_LENGTH(texts), &err) == TC_OK ? 0 : -1;
}

static void asked_as(const char *query, const char *expected)
{
    const struct tc_results *results = help_search(query);
    const char *corrected = results->corrected;
    if ((corrected || expected) && (!corrected || !expected || strcmp(corrected, expected) != 0))
        fail_msg("%s\n  is taken for %s\n  not for      %s", query, corrected ? corrected : "itself",
                 expected ? expected : "itself");
    tc_results_free(results);
}

static void marks_are_put_back(void **state)
{
    (void)state;
    asked_as("uy ban nhan dan tinh", "ủy ban nhân dân tỉnh");
    asked_as("Nong thon moi", "Nông thôn mới");
    asked_as("NONG THON moi", "NÔNG THÔN mới");
    asked_as("ủy ban nhân dân", NULL);
}

static void a_slip_without_marks_is_put_right(void **state)
{
    (void)state;
    asked_as("uy ban nhan an tinh", "ủy ban nhân dân tỉnh");
    asked_as("uy bna nhan dan", "ủy ban nhân dân");
    asked_as("chuong trinh nong thn moi", "chương trình nông thôn mới");
    asked_as("co hieu uc thi hanh", "có hiệu lực thi hành");
    help_finds_first("hoi dong nhan an", "nhandan");
}

static void a_word_that_is_unknown_is_mended(void **state)
{
    (void)state;
    asked_as("nông thnô mới", "nông thôn mới");
    asked_as("hội đồg nhân dân", "hội đồng nhân dân");
}

// The word may be meant: it is looked for as it was typed, and the other only offered.
static void a_slip_that_gives_another_word_is_only_suggested(void **state)
{
    (void)state;
    asked_as("ủy ban nhện dân", "ủy ban nhân dân");
    help_finds_first("nhện dân", "nhen");
    asked_as("nuôi nhện", NULL);
}

static void questions_are_put_in_everyday_words(void **state)
{
    (void)state;
    asked_as("nhiem vu the nao", "nhiệm vụ thế nào");
    asked_as("co the", "có thể");
}

static void numbers_names_and_quotes_stay(void **state)
{
    (void)state;
    asked_as("điều 12", NULL);
    asked_as("44-KL/TU", NULL);
    asked_as("quy định về DN nhỏ", NULL);
    asked_as("\"ủy ban nhện dân\"", NULL);
    asked_as("tieude:\"nhan an\" nhân dân", NULL);
    asked_as("nhân dân loai:\"ket uan\"", NULL);
}

static void long_questions_are_done_with_soon(void **state)
{
    (void)state;
    static const char *const pieces[] = {"nhan an uy bna ", "thnog ", "nhện dân ", "đng ", "an "};
    for (size_t i = 0; i < TC_LENGTH(pieces); i++) {
        struct tc_buf text = {0};
        for (size_t words = 0; words < 500; words += 4)
            tc_buf_str(&text, pieces[i]);
        clock_t start = clock();
        tc_results_free(help_search(text.data));
        assert_true(clock() - start < 3 * CLOCKS_PER_SEC); // a tenth of that without sanitizers
        tc_buf_fini(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_are_put_back),
        cmocka_unit_test(a_slip_without_marks_is_put_right),
        cmocka_unit_test(a_word_that_is_unknown_is_mended),
        cmocka_unit_test(a_slip_that_gives_another_word_is_only_suggested),
        cmocka_unit_test(questions_are_put_in_everyday_words),
        cmocka_unit_test(numbers_names_and_quotes_stay),
        cmocka_unit_test(long_questions_are_done_with_soon),
    };
    return cmocka_run_group_tests(tests, open_texts, help_close);
}
