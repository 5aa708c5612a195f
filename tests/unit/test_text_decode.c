// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/utf8.h"
#include "legacy.h"
#include "text/charset.h"
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

static char *decode(const char *bytes, size_t len, bool is_view, struct tc_decoded *ret)
{
    struct tc_buf buf = {0};
    struct tc_decode_in in = {.bytes = bytes, .len = len, .is_utf8_view = is_view};
    tc_text_decode(&in, &buf, ret);
    assert_true(tc_utf8_is_valid(buf.data, buf.len, NULL));
    return tc_buf_take(&buf);
}

static void expect(const char *bytes, const char *want, enum tc_charset charset)
{
    struct tc_decoded decoded;
    char *got = decode(bytes, strlen(bytes), false, &decoded);
    assert_string_equal(got, want);
    assert_string_equal(tc_charset_name(decoded.charset), tc_charset_name(charset));
    free(got);
}

static void legacy_text_seen_through_windows_1252_is_read(void **state)
{
    (void)state;
    expect("Nghò quyeát soá 04 cuûa Tænh uûy veà xaây döïng Ñaûng", "Nghị quyết số 04 của Tỉnh ủy về xây dựng Đảng",
           TC_CS_VNI);
    expect("NghÞ quyÕt sè 04 cña TØnh ñy vÒ x©y dùng §¶ng", "Nghị quyết số 04 của Tỉnh ủy về xây dựng Đảng",
           TC_CS_TCVN3);
    expect("Ngh¸ quyªt s¯ 04 cüa Tïnh üy v« xây dñng Ðäng", "Nghị quyết số 04 của Tỉnh ủy về xây dựng Đảng",
           TC_CS_VISCII);
    expect("NghÎ quy‰t sÓ 04 cûa TÌnh ûy vŠ xây d¿ng ñäng", "Nghị quyết số 04 của Tỉnh ủy về xây dựng Đảng", TC_CS_VPS);
}

static const char sample[] = "NGHỊ QUYẾT\ncủa Ban Chấp hành Đảng bộ tỉnh về “xây dựng Đảng” giai đoạn 2015 – 2020\n"
                             "Căn cứ Điều lệ Đảng, Ủy ban nhân dân các xã Ý Yên và Ô Môn đã họp.\n";

static void utf8_read_as_windows_1252_is_repaired(void **state)
{
    (void)state;
    struct tc_buf text = {0};
    tc_buf_str(&text, sample);
    for (int times = 1; times <= 3; times++) {
        struct tc_buf view = {0};
        struct tc_decoded decoded;
        legacy_view(text.data, text.len, &view);
        tc_buf_fini(&text);
        text = view;
        char *got = decode(text.data, text.len, true, &decoded);
        assert_string_equal(got, sample);
        assert_true(decoded.was_mojibake);
        assert_true(decoded.certainty >= TC_CERTAIN);
        free(got);
    }
    tc_buf_fini(&text);
}

static const enum tc_charset charsets[] = {TC_CS_TCVN5712, TC_CS_TCVN3,  TC_CS_VNI,
                                           TC_CS_VPS,      TC_CS_VISCII, TC_CS_CP1258};

static void fold_case(char **text)
{
    struct tc_buf buf = {0};
    tc_text_lower(*text, strlen(*text), &buf);
    free(*text);
    *text = tc_buf_take(&buf);
}

static void every_charset_goes_there_and_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < TC_LENGTH(charsets); i++) {
        struct legacy *legacy = tc_xcalloc(1, sizeof *legacy);
        struct tc_buf bytes = {0}, view = {0};
        legacy_init(legacy, charsets[i]);
        // TCVN 5712 and VISCII have no quotes and dashes
        bool has_quotes = charsets[i] == TC_CS_TCVN3 || charsets[i] == TC_CS_VNI || charsets[i] == TC_CS_CP1258;
        const char *from = has_quotes ? sample : strstr(sample, "Căn cứ");
        legacy_encode(legacy, from, strlen(from), &bytes);
        legacy_view(bytes.data, bytes.len, &view);
        for (int is_view = 0; is_view < 2; is_view++) {
            struct tc_decoded decoded;
            char *got =
                is_view ? decode(view.data, view.len, true, &decoded) : decode(bytes.data, bytes.len, false, &decoded);
            char *want = tc_xstrdup(from);
            if (charsets[i] == TC_CS_TCVN3) {
                fold_case(&got);
                fold_case(&want);
            }
            assert_string_equal(got, want);
            assert_string_equal(tc_charset_name(decoded.charset), tc_charset_name(charsets[i]));
            assert_true(decoded.certainty >= TC_CERTAIN);
            free(got);
            free(want);
        }
        tc_buf_fini(&bytes);
        tc_buf_fini(&view);
        free(legacy);
    }
}

static void collect(void *context, const char *form, size_t len)
{
    struct tc_buf *buf = context;
    tc_buf_add(buf, form, len);
    tc_buf_char(buf, buf->len % 97 < 10 ? '\n' : ' ');
}

static void every_syllable_survives_every_charset(void **state)
{
    (void)state;
    struct tc_buf all = {0}, upper = {0};
    tc_syllable_each(collect, &all);
    tc_text_upper(all.data, all.len, &upper);
    tc_buf_add(&all, upper.data, upper.len);
    for (size_t i = 0; i < TC_LENGTH(charsets); i++) {
        struct legacy *legacy = tc_xcalloc(1, sizeof *legacy);
        struct tc_buf bytes = {0};
        struct tc_decoded decoded;
        legacy_init(legacy, charsets[i]);
        legacy_encode(legacy, all.data, all.len, &bytes);
        char *got = decode(bytes.data, bytes.len, false, &decoded);
        char *want = tc_xstrdup(all.data);
        if (charsets[i] == TC_CS_TCVN3) {
            fold_case(&got);
            fold_case(&want);
        }
        if (strcmp(got, want) != 0) {
            size_t at = 0;
            while (got[at] == want[at])
                at++;
            fprintf(stderr, "%s at %zu: …%.40s… for …%.40s…\n", tc_charset_name(charsets[i]), at, got + at, want + at);
        }
        assert_true(!strcmp(got, want));
        free(got);
        free(want);
        tc_buf_fini(&bytes);
        free(legacy);
    }
    tc_buf_fini(&all);
    tc_buf_fini(&upper);
}

static void clean_text_is_left_alone(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Nghị quyết của Tỉnh ủy về xây dựng Đảng\n",
        "là và có\n",
        "Café à Paris, né en 1950, élève très doué, à côté de là\n",
        "Москва и Ленинград\n",
        "“quoted” – text… 25 °C ± 3 µm © 2020\n",
        "Größe für Straße, schön\n",
        "à\n",
        "Thành\nCông\n",
        "El niño está aquí; ¿qué más? información, acción, más qué\n",
        "ABC abc 123\n",
    };
    for (size_t i = 0; i < TC_LENGTH(texts); i++) {
        for (int view = 0; view < 2; view++) {
            struct tc_decoded decoded;
            char *got = decode(texts[i], strlen(texts[i]), view, &decoded);
            assert_string_equal(got, texts[i]);
            assert_int_equal(decoded.charset, TC_CS_UTF8);
            free(got);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(legacy_text_seen_through_windows_1252_is_read),
        cmocka_unit_test(utf8_read_as_windows_1252_is_repaired),
        cmocka_unit_test(every_charset_goes_there_and_back),
        cmocka_unit_test(every_syllable_survives_every_charset),
        cmocka_unit_test(clean_text_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
