// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/syllable.h"
#include "text/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

// The exact forms of a text, joined by "|".
static char *terms(const char *text, unsigned options)
{
    struct tc_buf buf = {0};
    struct tc_tokenizer *t = tc_tokenizer_new(options);
    const struct tc_token *token;
    tc_tokenizer_start(t, text, strlen(text));
    while (tc_tokenizer_next(t, &token)) {
        if (buf.len)
            tc_buf_char(&buf, '|');
        tc_buf_add(&buf, token->exact, token->exact_len);
    }
    tc_tokenizer_free(t);
    return tc_buf_take(&buf);
}

static void expect(const char *text, const char *want)
{
    for (unsigned options = 0; options <= 2; options += 2) {
        char *got = terms(text, options);
        assert_string_equal(got, want);
        free(got);
    }
}

static void words_are_syllables_in_lower_case(void **state)
{
    (void)state;
    expect("Kết luận Hội nghị Tỉnh uỷ", "kết|luận|hội|nghị|tỉnh|ủy");
    expect("phát triển kinh tế - xã hội", "phát|triển|kinh|tế|xã|hội");
    expect("Mác-Lênin, giai đoạn 2015-2020.", "mác|lênin|giai|đoạn|2015|2020");
}

static void document_numbers_are_one_token(void **state)
{
    (void)state;
    expect("số 44-KL/TU ngày", "số|44-kl/tu|ngày");
    expect("Nghị định 108/2014/NĐ-CP.", "nghị|định|108/2014/nđ-cp");
    expect("146-KH/ TU", "146-kh/tu");
    expect("89/2016/QĐ - UBND", "89/2016/qđ-ubnd");
    expect("126–KL/TW; 44 - kl/tu", "126-kl/tw|44-kl/tu");
    expect("45/2019/QH14, 5306/CT-TTHT", "45/2019/qh14|5306/ct-ttht");
    expect("6-ĐA/TU", "06-đa/tu");
    expect("10/2007/QĐ_BKHCN", "10/2007/qđ-bkhcn");
    expect("36/2016-TT-NHNN, 56_2017_NĐ-CP", "36/2016/tt-nhnn|56/2017/nđ-cp");
    expect("số31-QĐ/TW", "số|31-qđ/tw");
}

static void dates_and_numbers_keep_their_separators(void **state)
{
    (void)state;
    expect("ngày 1/12/2008, 01-12-2008, 12/2008", "ngày|01/12/2008|01/12/2008|12/2008");
    expect("1.770 hộ, đạt 3,57%, 9/11 xã", "1.770|hộ|đạt|3,57%|9/11|xã");
}

static void abbreviations_and_addresses_are_kept_whole(void **state)
{
    (void)state;
    expect("KT-XH và QP-AN ở T.P", "kt-xh|và|qp-an|ở|t.p");
    expect("thư về vanphong@lamdong.gov.vn hay https://a.vn/b?c=1.",
           "thư|về|vanphong@lamdong.gov.vn|hay|https://a.vn/b?c=1");
    expect("VIỆT-MỸ", "việt|mỹ");
}

static void old_and_new_tone_placement_are_one_term(void **state)
{
    (void)state;
    expect("hoà khoẻ thuỷ uỷ HOÁ gioà", "hòa|khỏe|thủy|ủy|hóa|giòa");
    expect("quý giá thuở của già quả hoàn toàn", "quý|giá|thuở|của|già|quả|hoàn|toàn");
}

static void text_made_to_hurt_is_cut_in_no_time(void **state)
{
    (void)state;
    static const char *const grains[] = {"a.",    "A-",  "1.",  "1/",     "a@",      "A.", "http://",
                                         "www.a", "ĐĐ-", "1-A", "\u200B", "e\u0301", "К"};
    for (size_t i = 0; i < TC_LENGTH(grains); i++) {
        struct tc_buf text = {0};
        while (text.len < 60000)
            tc_buf_str(&text, grains[i]);
        tc_buf_str(&text, "à");
        clock_t begin = clock();
        free(terms(text.data, TC_TOKENIZE_ALSO));
        assert_true(clock() - begin < CLOCKS_PER_SEC);
        tc_buf_fini(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_syllables_in_lower_case),
        cmocka_unit_test(document_numbers_are_one_token),
        cmocka_unit_test(dates_and_numbers_keep_their_separators),
        cmocka_unit_test(abbreviations_and_addresses_are_kept_whole),
        cmocka_unit_test(text_made_to_hurt_is_cut_in_no_time),
        cmocka_unit_test(old_and_new_tone_placement_are_one_term),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
