// SPDX-License-Identifier: GPL-3.0-or-later
// Normal forms: NFC with marks in order, tone placement, and that the fast way and the careful way of the tokenizer
// give the same answer.
#include "base/file.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "text/decode.h"
#include "text/letters.h"
#include "text/syllable.h"
#include "text/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void put(struct tc_buf *buf, uint32_t c)
{
    char bytes[4];
    tc_buf_add(buf, bytes, tc_utf8_put(c, bytes));
}

static void print_tokens(const char *text, size_t len, unsigned options, bool with_offsets, struct tc_buf *ret)
{
    const struct tc_token *k;
    struct tc_tokenizer *t = tc_tokenizer_new(options);
    tc_tokenizer_start(t, text, len);
    while (tc_tokenizer_next(t, &k)) {
        tc_buf_printf(ret, "%s %s %d %d%d%d %u", k->exact, k->folded, k->kind, k->is_upper, k->has_marks,
                      k->starts_sentence, k->position);
        if (with_offsets)
            tc_buf_printf(ret, " %u-%u", k->start, k->end);
        tc_buf_char(ret, '\n');
        assert_int_equal(strlen(k->exact), k->exact_len);
        assert_int_equal(strlen(k->folded), k->folded_len);
        assert_true(k->exact_len <= TC_TERM_MAX && k->folded_len <= TC_TERM_MAX && k->exact_len);
        assert_true(tc_utf8_is_valid(k->exact, k->exact_len, NULL));
        assert_true(k->start < k->end && k->end <= len);
        assert_true(tc_utf8_is_boundary(text, len, k->start) && tc_utf8_is_boundary(text, len, k->end));
    }
    tc_tokenizer_free(t);
}

static void print_difference(const char *a, const char *b)
{
    size_t at = 0, line = 0;
    for (; a && b && a[at] && a[at] == b[at]; at++)
        line = a[at] == '\n' ? at + 1 : line;
    print_error("fast: %.200s\n---\ncareful: %.200s\n---\n", a ? a + line : "", b ? b + line : "");
}

static void expect_same(const char *text, size_t len)
{
    struct tc_buf fast = {0}, careful = {0};
    print_tokens(text, len, 0, true, &fast);
    print_tokens(text, len, TC_TOKENIZE_ORDER, true, &careful);
    if (fast.len != careful.len || (fast.len && memcmp(fast.data, careful.data, fast.len) != 0))
        print_difference(fast.data, careful.data);
    assert_int_equal(fast.len, careful.len);
    assert_true(!fast.len || !memcmp(fast.data, careful.data, fast.len));
    tc_buf_fini(&fast);
    tc_buf_fini(&careful);
}

static const uint16_t ranges[][2] = {{0x20, 0x24F},    {0x250, 0x2FF},   {0x300, 0x36F},   {0x370, 0x52F},
                                     {0x1D00, 0x1DBF}, {0x1E00, 0x1EFF}, {0x1F00, 0x1FFF}, {0x2000, 0x206F},
                                     {0x20A0, 0x214F}, {0xFB00, 0xFB06}, {0xFE00, 0xFE0F}, {0xFF00, 0xFF5E}};

static void both_ways_give_the_same_tokens_for_every_character(void **state)
{
    (void)state;
    static const char *const frames[][2] = {{"", ""},        {"a", "b"},    {"ộ", "n "},      {"12", "3"},
                                            {"44-KL/", "U"}, {"K", "T-XH"}, {"Đảng ", " ủy"}, {"e", "\u0301t"},
                                            {"01/12", "08"}, {"a@b.", "vn"}};
    for (size_t r = 0; r < TC_LENGTH(ranges); r++) {
        struct tc_buf text = {0};
        for (uint32_t c = ranges[r][0]; c <= ranges[r][1]; c++) {
            for (size_t f = 0; f < TC_LENGTH(frames); f++) {
                tc_buf_str(&text, frames[f][0]);
                put(&text, c);
                tc_buf_str(&text, frames[f][1]);
                tc_buf_char(&text, '\n');
            }
        }
        expect_same(text.data, text.len);
        tc_buf_fini(&text);
    }
}

static uint32_t dice(uint32_t *seed, uint32_t sides)
{
    *seed = *seed * 1664525U + 1013904223U;
    return (uint32_t)((uint64_t)(*seed >> 8) * sides >> 24);
}

// Words, numbers, marks and punctuation as no person writes them.
static void random_text(uint32_t *seed, size_t pieces, struct tc_buf *ret)
{
    static const char *const words[] = {"kết",        "luận",    "hoà",   "ỦY",  "44-KL/TU",  "108/2014/NĐ-CP",
                                        "1.770",      "3,57%",   "KT-XH", "T.P", "a@b.vn",    "https://x.vn/y",
                                        "01/12/2008", "số",      "Ð",     "ﬁ",   "fi",        "Москва",
                                        "Кết",        "nghiêng", "xoong", "qúy", "2015-2020", " - ",
                                        "/",          ".",       " "};
    for (size_t i = 0; i < pieces; i++) {
        if (dice(seed, 3)) {
            tc_buf_str(ret, words[dice(seed, TC_LENGTH(words))]);
        } else {
            const uint16_t *range = ranges[dice(seed, TC_LENGTH(ranges))];
            put(ret, range[0] + dice(seed, (uint32_t)(range[1] - range[0]) + 1));
        }
        if (dice(seed, 2))
            tc_buf_char(ret, " \n\t.,-/"[dice(seed, 7)]);
    }
}

static void both_ways_give_the_same_tokens_for_any_text(void **state)
{
    (void)state;
    uint32_t seed = 20080112;
    for (int round = 0; round < 300; round++) {
        struct tc_buf text = {0};
        random_text(&seed, 60, &text);
        expect_same(text.data, text.len);
        tc_buf_fini(&text);
    }
}

static void normalising_twice_changes_nothing(void **state)
{
    (void)state;
    uint32_t seed = 19450902;
    for (int round = 0; round < 300; round++) {
        struct tc_buf text = {0}, once = {0}, twice = {0}, a = {0}, b = {0};
        random_text(&seed, 60, &text);
        tc_text_nfc(text.data, text.len, &once);
        tc_text_nfc(once.data, once.len, &twice);
        assert_int_equal(once.len, twice.len);
        assert_memory_equal(once.data, twice.data, once.len);
        assert_true(tc_text_is_nfc(once.data, once.len));
        // indexing text twice gives the same terms
        print_tokens(text.data, text.len, 0, false, &a);
        print_tokens(once.data, once.len, 0, false, &b);
        if (a.len != b.len || memcmp(a.data, b.data, a.len) != 0)
            print_difference(a.data, b.data);
        assert_true(a.len == b.len && !memcmp(a.data, b.data, a.len));
        tc_buf_fini(&text);
        tc_buf_fini(&once);
        tc_buf_fini(&twice);
        tc_buf_fini(&a);
        tc_buf_fini(&b);
    }
}

static void expect_letter(const uint32_t *parts, size_t n, uint32_t want)
{
    struct tc_buf typed = {0}, letter = {0}, nfc = {0}, token = {0};
    tc_buf_str(&typed, "x");
    for (size_t i = 0; i < n; i++)
        put(&typed, parts[i]);
    tc_buf_str(&typed, " ");
    tc_buf_str(&letter, "x");
    put(&letter, want);
    tc_buf_str(&letter, " ");
    tc_text_nfc(typed.data, typed.len, &nfc);
    assert_string_equal(nfc.data, letter.data);
    tc_buf_clear(&nfc);
    tc_text_canonical(typed.data, typed.len, &nfc);
    tc_text_canonical(letter.data, letter.len, &token);
    assert_string_equal(nfc.data, token.data);
    tc_buf_fini(&typed);
    tc_buf_fini(&letter);
    tc_buf_fini(&nfc);
    tc_buf_fini(&token);
}

static void every_letter_comes_out_of_every_order_of_its_marks(void **state)
{
    (void)state;
    static const uint32_t tones[] = {0, 0x300, 0x309, 0x303, 0x301, 0x323};
    size_t letters = 0;
    for (unsigned letter = 1; letter < TC_LETTERS; letter++) {
        if (!tc_letter_is_vowel(letter))
            continue;
        uint32_t bare = (uint32_t)tc_letter_bare(letter), shape = 0;
        unsigned plain = tc_letter_of(bare, NULL, NULL);
        if (tc_letter_is_marked(letter))
            shape = letter == TC_L_AW ? 0x306 : letter == TC_L_OW || letter == TC_L_UW ? 0x31B : 0x302;
        for (unsigned tone = 0; tone < 6; tone++) {
            for (int upper = 0; upper < 2; upper++) {
                uint32_t want = tc_letter_code(letter, (enum tc_tone)tone), base = bare, shaped, toned;
                shaped = tc_letter_code(letter, TC_TONE_LEVEL);
                toned = tc_letter_code(plain, (enum tc_tone)tone);
                if (upper) {
                    want = tc_letter_upper(want);
                    base = tc_letter_upper(base);
                    shaped = tc_letter_upper(shaped);
                    toned = tc_letter_upper(toned);
                }
                letters += want > 0x7F;
                if (shape && tone) {
                    expect_letter((uint32_t[]){base, shape, tones[tone]}, 3, want);
                    expect_letter((uint32_t[]){base, tones[tone], shape}, 3, want);
                    expect_letter((uint32_t[]){toned, shape}, 2, want);
                }
                if (tone)
                    expect_letter((uint32_t[]){shaped, tones[tone]}, 2, want);
                if (shape && !tone)
                    expect_letter((uint32_t[]){base, shape}, 2, want);
                expect_letter(&want, 1, want);
            }
        }
    }
    assert_int_equal(letters + 2, 134); // and Đ đ, which have no parts
}

static void a_highlight_never_splits_a_character(void **state)
{
    (void)state;
    static const char text[] = "Ke\u0302\u0301t lua\u0323\u0302n.";
    const struct tc_token *k;
    struct tc_tokenizer *t = tc_tokenizer_new(0);
    tc_tokenizer_start(t, text, sizeof text - 1);
    assert_true(tc_tokenizer_next(t, &k));
    assert_string_equal(k->exact, "kết");
    assert_int_equal(k->start, 0);
    assert_int_equal(k->end, 7);
    assert_true(tc_tokenizer_next(t, &k));
    assert_string_equal(k->exact, "luận");
    assert_int_equal(k->start, 8);
    assert_int_equal(k->end, sizeof text - 2);
    assert_false(tc_tokenizer_next(t, &k));
    tc_tokenizer_free(t);
}

static char *canonical_words(const char *text)
{
    struct tc_buf ret = {0};
    const struct tc_token *k;
    struct tc_tokenizer *t = tc_tokenizer_new(0);
    tc_tokenizer_start(t, text, strlen(text));
    while (tc_tokenizer_next(t, &k)) {
        tc_buf_str(&ret, k->exact);
        tc_buf_char(&ret, ' ');
    }
    tc_tokenizer_free(t);
    return tc_buf_take(&ret);
}

static void tone_placement_agrees_with_the_gold_table(void **state)
{
    (void)state;
    struct tc_tsv gold = {0};
    const char *top = getenv("TC_SOURCE_DIR");
    char *path = tc_xasprintf("%s/../shared/gold/tone.tsv", top ? top : ".");
    enum tc_status status = tc_tsv_read(path, &gold, NULL);
    free(path); // skip() does not return
    if (status)
        skip();
    for (size_t i = 0; i < gold.rows; i++) {
        char *a = canonical_words(tc_tsv_cell(&gold, i, 0)), *b = canonical_words(tc_tsv_cell(&gold, i, 1));
        if (strcmp(tc_tsv_cell(&gold, i, 2), "repair") != 0)
            assert_string_equal(a, b);
        free(a);
        free(b);
    }
    tc_tsv_fini(&gold);
}

static void count_form(void *context, const char *form, size_t len)
{
    size_t *count = context;
    ++*count;
    assert_true(tc_syllable_is_valid(form, len));
    // canonical already
    char *text = tc_xstrndup(form, len), *canonical = tc_text_canonical_dup(text);
    assert_string_equal(text, canonical);
    free(text);
    free(canonical);
}

static void the_syllables_are_a_closed_set(void **state)
{
    (void)state;
    static const char *const good[] = {"nghiêng", "quyết", "giếng", "gì",  "gìn",  "khuỷu", "Ủy",
                                       "UỶ",      "hoà",   "hòa",   "ý",   "yêu",  "xoong", "quốc",
                                       "thuở",    "ngoằn", "khuya", "ướt", "ĐẢNG", "kỹ",    "quý"};
    static const char *const bad[] = {"tòan", "qúy", "ngiêng", "kuyết", "cê", "gê",  "bt",  "toànn",
                                      "hòặ",  "các̀", "xyz",    "",      "fa", "ghà", "càt", "kấp lực"};
    for (size_t i = 0; i < TC_LENGTH(good); i++)
        assert_true(tc_syllable_is_valid(good[i], strlen(good[i])));
    for (size_t i = 0; i < TC_LENGTH(bad); i++)
        assert_false(tc_syllable_is_valid(bad[i], strlen(bad[i])));
    size_t all = 0, forms = 0;
    tc_syllable_each(count_form, &all);
    assert_in_range(all, 10000, 20000);
    assert_int_equal(tc_syllable_forms("luan", 4, count_form, &forms), 6); // luân under six tones
    assert_int_equal(forms, 6);
    assert_int_equal(tc_syllable_forms("CHU", 3, count_form, &forms), 12); // chu and chư
    assert_int_equal(tc_syllable_forms("zzz", 3, count_form, &forms), 0);
    size_t words = 0;
    assert_true(tc_syllable_share("Kết luận số 44 của Tỉnh ủy", strlen("Kết luận số 44 của Tỉnh ủy"), &words) > 0.99);
    assert_int_equal(words, 6);
}

static void strings_are_folded_and_made_canonical(void **state)
{
    (void)state;
    static const char *const pairs[][3] = {{"Tỉnh uỷ", "tỉnh ủy", "tinh uy"},
                                           {"58-QÐ/TW", "58-qđ/tw", "58-qd/tw"},
                                           {"TRUNG ƢƠNG", "trung ương", "trung uong"},
                                           {"Ho\u0300a\u00AD bi\u0300nh", "hòa bình", "hoa binh"},
                                           {"Кết luận", "kết luận", "ket luan"}};
    for (size_t i = 0; i < TC_LENGTH(pairs); i++) {
        char *canonical = tc_text_canonical_dup(pairs[i][0]), *folded = tc_text_fold_dup(pairs[i][0]);
        assert_string_equal(canonical, pairs[i][1]);
        assert_string_equal(folded, pairs[i][2]);
        free(canonical);
        free(folded);
    }
    struct tc_buf buf = {0};
    tc_text_upper("Tỉnh ủy đ", strlen("Tỉnh ủy đ"), &buf);
    assert_string_equal(buf.data, "TỈNH ỦY Đ");
    tc_buf_fini(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways_give_the_same_tokens_for_every_character),
        cmocka_unit_test(both_ways_give_the_same_tokens_for_any_text),
        cmocka_unit_test(normalising_twice_changes_nothing),
        cmocka_unit_test(every_letter_comes_out_of_every_order_of_its_marks),
        cmocka_unit_test(a_highlight_never_splits_a_character),
        cmocka_unit_test(tone_placement_agrees_with_the_gold_table),
        cmocka_unit_test(the_syllables_are_a_closed_set),
        cmocka_unit_test(strings_are_folded_and_made_canonical),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
