// SPDX-License-Identifier: GPL-3.0-or-later
// What a query over the store finds.
#include "store_help.h"

#include <math.h>

static const char *const kl44[] = {"K44-kl/tu", "Tkết luận", NULL};
static const char *const cites44[] = {"C44-kl/tu", "Tbáo cáo", NULL};
static const struct help_doc docs[] = {
    {"kho/1", "kết luận hội nghị ban chấp hành", kl44, "kết luận", "20081201", 2},
    {"kho/2", "hội nghị kết thúc và luận án kết luận sau", cites44, "báo cáo", "20090315", 0},
    {"kho/3", "luận kết hội nghị", cites44, "báo cáo", "", 0},
    {"kho/4", "kẹt luân kết luân hội", NULL, "tin", "20100101", 0},
    {"kho/5", "một hai ba bốn năm sáu bảy một", NULL, "kết luận", "20081130", 0},
};

static struct tc_reader *reader;

static int setup(void **state)
{
    help_setup(state);
    help_fill(docs, 5);
    OK(tc_reader_open(help_directory(), &reader, ERR));
    return 0;
}

static int teardown(void **state)
{
    tc_reader_close(reader);
    return help_teardown(state);
}

static const char *match(struct tc_node *query)
{
    const char *found = help_match(reader, query);
    help_reset();
    return found;
}

static void words_join_and_exclude(void **state)
{
    (void)state;
    assert_string_equal(match(T("kết")), "1 2 3 4");
    assert_string_equal(match(N(TC_OP_AND, T("kết"), T("luận"), NULL)), "1 2 3");
    assert_string_equal(match(N(TC_OP_OR, T("bốn"), T("ban"), NULL)), "1 5");
    assert_string_equal(match(N(TC_OP_AND_NOT, T("hội"), T("luận"), NULL)), "4");
    assert_string_equal(match(N(TC_OP_AND_MAYBE, T("hội"), T("bốn"), NULL)), "1 2 3 4");
    assert_string_equal(match(N(TC_OP_FILTER, T("hội"), T("Tbáo cáo"), NULL)), "2 3");
    assert_string_equal(match(N(TC_OP_ALL, NULL)), "1 2 3 4 5");
    assert_string_equal(match(N(TC_OP_NONE, NULL)), "");
    assert_string_equal(match(T("vắng")), "");
}

static void a_phrase_wants_its_words_adjacent_and_in_order(void **state)
{
    (void)state;
    assert_string_equal(match(N(TC_OP_PHRASE, T("kết"), T("luận"), NULL)), "1 2");
    assert_string_equal(match(N(TC_OP_PHRASE, T("hội"), T("nghị"), NULL)), "1 2 3");
    assert_string_equal(match(N(TC_OP_PHRASE, T("nghị"), T("hội"), NULL)), "");
    assert_string_equal(match(N(TC_OP_PHRASE, T("kết"), T("vắng"), NULL)), "");
    assert_string_equal(match(N(TC_OP_PHRASE, T("một"), T("hai"), T("ba"), T("bốn"), NULL)), "5");
    assert_string_equal(match(N(TC_OP_PHRASE, T("bảy"), T("một"), NULL)), "5");
}

static void a_phrase_takes_any_spelling_of_a_word(void **state)
{
    (void)state;
    struct tc_node *ket = N(TC_OP_SYNONYM, T("kết"), T("kẹt"), NULL);
    struct tc_node *luan = N(TC_OP_SYNONYM, T("luận"), T("luân"), NULL);
    assert_string_equal(match(N(TC_OP_PHRASE, ket, luan, NULL)), "1 2 4");
    ket = N(TC_OP_SYNONYM, T("kết"), T("kẹt"), NULL);
    assert_string_equal(match(N(TC_OP_PHRASE, ket, T("luân"), T("kết"), NULL)), "4");
}

static void phrases_stand_anywhere_in_a_tree(void **state)
{
    (void)state;
    struct tc_node *a = N(TC_OP_PHRASE, T("luận"), T("kết"), NULL), *b = N(TC_OP_PHRASE, T("ba"), T("bốn"), NULL);
    assert_string_equal(match(N(TC_OP_OR, a, b, NULL)), "3 5");
    a = N(TC_OP_PHRASE, T("kết"), T("luận"), NULL);
    assert_string_equal(match(N(TC_OP_AND_NOT, T("hội"), a, NULL)), "3 4");
    a = N(TC_OP_PHRASE, T("kết"), T("luận"), NULL);
    b = N(TC_OP_PHRASE, T("hội"), T("nghị"), NULL);
    assert_string_equal(match(N(TC_OP_AND, a, b, T("ban"), NULL)), "1");
}

static void a_phrase_in_the_title_stays_in_it(void **state)
{
    (void)state;
    assert_string_equal(match(N(TC_OP_PHRASE, T("Skết"), T("Sluận"), NULL)), "1");
    assert_string_equal(match(N(TC_OP_PHRASE, T("Shội"), T("Snghị"), NULL)), "");
    assert_string_equal(match(T("Skết")), "1");
}

static struct tc_node *near(unsigned window, struct tc_node *a, struct tc_node *b, struct tc_node *c)
{
    struct tc_node *node = N(TC_OP_NEAR, a, b, c, NULL);
    node->window = window;
    return node;
}

static void near_counts_tokens_in_any_order(void **state)
{
    (void)state;
    assert_string_equal(match(near(3, T("ba"), T("một"), NULL)), "5");
    assert_string_equal(match(near(2, T("ba"), T("một"), NULL)), "");
    assert_string_equal(match(near(4, T("hai"), T("ba"), T("năm"))), "5");
    assert_string_equal(match(near(3, T("hai"), T("ba"), T("năm"))), "");
    assert_string_equal(match(near(4, N(TC_OP_PHRASE, T("ba"), T("bốn"), NULL), T("một"), NULL)), "5");
    assert_string_equal(match(near(8, T("một"), T("một"), NULL)), "5"); // two places, not one twice
    assert_string_equal(match(near(7, T("một"), T("một"), NULL)), "");
}

static struct tc_node *range(unsigned slot, const char *low, const char *high)
{
    struct tc_node *node = N(TC_OP_RANGE, NULL);
    node->slot = slot;
    node->low = low;
    node->high = high;
    return node;
}

static void a_range_leaves_out_what_is_unknown(void **state)
{
    (void)state;
    assert_string_equal(match(range(TC_SLOT_DATE, "20081201", NULL)), "1 2 4");
    assert_string_equal(match(range(TC_SLOT_DATE, NULL, "20081231")), "1 5");
    assert_string_equal(match(N(TC_OP_FILTER, T("kết"), range(TC_SLOT_DATE, "2009", "2009999"), NULL)), "2");
}

static void matches_sort_by_a_value_with_the_unknown_last(void **state)
{
    (void)state;
    static const tc_docid newest[] = {4, 2, 1, 5, 3}, oldest[] = {5, 1, 2, 4, 3};
    for (int descending = 0; descending < 2; descending++) {
        struct tc_match_options options = {.count = 10, .sort_slot = TC_SLOT_DATE, .sort_descending = descending};
        struct tc_matches found;
        OK(tc_reader_match(reader, N(TC_OP_ALL, NULL), &options, &found, ERR));
        assert_int_equal(found.count, 5);
        for (size_t i = 0; i < 5; i++)
            assert_int_equal(found.items[i].doc, descending ? newest[i] : oldest[i]);
        tc_matches_fini(&found);
    }
    help_reset();
}

static void facets_count_the_matches(void **state)
{
    (void)state;
    static const unsigned slots[] = {TC_SLOT_TYPE};
    struct tc_match_options options = {
        .count = 1, .check_at_least = 100, .sort_slot = -1, .facet_slots = slots, .facet_count = 1};
    struct tc_matches found;
    OK(tc_reader_match(reader, T("hội"), &options, &found, ERR));
    assert_int_equal(found.total, 4);
    assert_int_equal(found.facet_count, 1);
    assert_int_equal(found.facets[0].count, 3);
    assert_string_equal(found.facets[0].values[0].value, "báo cáo");
    assert_int_equal(found.facets[0].values[0].count, 2);
    tc_matches_fini(&found);
    help_reset();
}

static void a_rarer_word_weighs_more_and_a_factor_scales(void **state)
{
    (void)state;
    struct tc_match_options options = {.count = 10, .sort_slot = -1};
    struct tc_matches plain, scaled, none;
    OK(tc_reader_match(reader, T("ban"), &options, &plain, ERR));
    struct tc_node *twice = T("ban"), *zero = T("ban");
    twice->factor = 2;
    zero->factor = 0;
    OK(tc_reader_match(reader, twice, &options, &scaled, ERR));
    OK(tc_reader_match(reader, zero, &options, &none, ERR));
    assert_true(plain.items[0].weight > 0);
    assert_true(fabs(scaled.items[0].weight - 2 * plain.items[0].weight) < 1e-6);
    assert_true(fabs(none.items[0].weight - 0) < 1e-6);
    tc_matches_fini(&plain);
    tc_matches_fini(&scaled);
    tc_matches_fini(&none);
    help_reset();
}

static void folded_forms_lead_to_their_spellings(void **state)
{
    (void)state;
    struct tc_vocabulary_entry found[8];
    assert_int_equal(tc_reader_folded(reader, "ket", 3, false, found, 8), 2);
    size_t len;
    const char *term = tc_reader_term(reader, found[0].id, &len);
    assert_int_equal(found[0].doc_freq, 4);
    assert_memory_equal(term, "kết", len);
    assert_int_equal(tc_reader_folded(reader, "ket", 3, false, found, 1), 1);
    assert_int_equal(tc_reader_folded(reader, "b", 1, true, found, 8), 4); // ban, ba, bốn, bảy
    assert_int_equal(tc_reader_folded(reader, "zz", 2, true, found, 8), 0);
    assert_int_equal(tc_reader_term_id(reader, "vắng", strlen("vắng")), UINT32_MAX);
}

static void trees_that_are_too_deep_are_refused(void **state)
{
    (void)state;
    static struct tc_node deep[1000], *child[1000];
    for (size_t i = 0; i < 1000; i++) {
        child[i] = &deep[i + 1 < 1000 ? i + 1 : i];
        deep[i] = (struct tc_node){.op = TC_OP_AND, .factor = 1, .children = &child[i], .child_count = i < 999};
    }
    struct tc_match_options options = {.count = 1, .sort_slot = -1};
    struct tc_matches found;
    struct tc_error err;
    assert_int_equal(tc_reader_match(reader, deep, &options, &found, &err), TC_ERR_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_join_and_exclude),
        cmocka_unit_test(a_phrase_wants_its_words_adjacent_and_in_order),
        cmocka_unit_test(a_phrase_takes_any_spelling_of_a_word),
        cmocka_unit_test(phrases_stand_anywhere_in_a_tree),
        cmocka_unit_test(a_phrase_in_the_title_stays_in_it),
        cmocka_unit_test(near_counts_tokens_in_any_order),
        cmocka_unit_test(a_range_leaves_out_what_is_unknown),
        cmocka_unit_test(matches_sort_by_a_value_with_the_unknown_last),
        cmocka_unit_test(facets_count_the_matches),
        cmocka_unit_test(a_rarer_word_weighs_more_and_a_factor_scales),
        cmocka_unit_test(folded_forms_lead_to_their_spellings),
        cmocka_unit_test(trees_that_are_too_deep_are_refused),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
