// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/abbrev.h"
#include "text/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static bool has(const char *const *list, const char *want)
{
    for (; list && *list; list++) {
        if (!strcmp(*list, want))
            return true;
    }
    return false;
}

static void an_abbreviation_gives_all_that_it_may_stand_for(void **state)
{
    (void)state;
    assert_true(has(tc_abbrev_expansions("btv", 3), "ban thường vụ"));
    assert_true(has(tc_abbrev_expansions("tu", 2), "tỉnh ủy"));
    assert_true(has(tc_abbrev_expansions("tu", 2), "thành ủy"));
    assert_true(has(tc_abbrev_expansions("kt-xh", 5), "kinh tế xã hội"));
    assert_null(tc_abbrev_expansions("xyzzy", 5));
}

static void words_give_their_abbreviations(void **state)
{
    (void)state;
    static const char words[] = "ủy ban nhân dân", central[] = "trung ương";
    assert_true(has(tc_abbrev_of(words, strlen(words)), "ubnd"));
    assert_true(has(tc_abbrev_of(central, strlen(central)), "tw"));
    assert_true(has(tc_abbrev_of(central, strlen(central)), "t.ư"));
    assert_null(tc_abbrev_of("ban", 3));
}

static bool also(const char *text, enum tc_also_kind kind, const char *want)
{
    bool found = false;
    const struct tc_token *token;
    struct tc_tokenizer *t = tc_tokenizer_new(TC_TOKENIZE_ALSO);
    tc_tokenizer_start(t, text, strlen(text));
    while (tc_tokenizer_next(t, &token)) {
        for (uint32_t i = 0; i < token->also_count; i++)
            found = found || (token->also[i].kind == kind && !strcmp(token->also[i].term, want));
    }
    tc_tokenizer_free(t);
    return found;
}

static void tokens_carry_their_expansions_and_parts(void **state)
{
    (void)state;
    assert_true(also("BTV", TC_ALSO_EXPANSION, "ban thường vụ"));
    assert_true(also("btv", TC_ALSO_EXPANSION, "ban thường vụ"));
    assert_true(also("đ/c", TC_ALSO_EXPANSION, "đồng chí"));
    assert_false(also("tu luyện", TC_ALSO_EXPANSION, "tỉnh ủy"));
    assert_true(also("44-KL/TU", TC_ALSO_PART, "kl"));
    assert_true(also("44-KL/TU", TC_ALSO_PART, "44"));
    assert_true(also("01/12/2008", TC_ALSO_PART, "2008"));
    assert_true(also("1.770", TC_ALSO_SPELLING, "1770"));
    assert_true(also("KT-XH", TC_ALSO_SPELLING, "ktxh"));
    assert_true(also("kĩ", TC_ALSO_SPELLING, "kỹ"));
    assert_true(also("quí", TC_ALSO_SPELLING, "quý"));
    assert_false(also("tai", TC_ALSO_SPELLING, "tay"));
    assert_true(also("tòan", TC_ALSO_SPELLING, "toàn"));
    assert_true(also("CỘNG HÕA", TC_ALSO_SPELLING, "hòa"));
    assert_false(also("rõ ràng", TC_ALSO_SPELLING, "rò"));
    assert_true(also("tổchức", TC_ALSO_EXPANSION, "tổ chức"));
    assert_true(also("01/12/2008", TC_ALSO_PART, "12/2008"));
    assert_true(also("qủa", TC_ALSO_SPELLING, "quả"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_abbreviation_gives_all_that_it_may_stand_for),
        cmocka_unit_test(words_give_their_abbreviations),
        cmocka_unit_test(tokens_carry_their_expansions_and_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
