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
        "Ugyldig «%s» på linje %d\n",
        "%s: valget «%s» må ha et argument\n",
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

static void lost_bytes_of_mojibake_are_found_by_the_word(void **state)
{
    (void)state;
    struct tc_decoded decoded;
    struct tc_buf view = {0}, lossy = {0};
    static const char text[] = "Đảng và nhiều người họp đều được thể hiện tại trường học ở tỉnh\n";
    legacy_view(text, sizeof text - 1, &view);
    for (size_t pos = 0; pos < view.len;) { // what windows-1252 lacks is gone
        char bytes[4];
        uint32_t c = tc_utf8_next(view.data, view.len, &pos);
        bool is_lost = c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D;
        tc_buf_add(&lossy, bytes, tc_utf8_put(is_lost ? 0xFFFD : c == 0xA0 ? ' ' : c, bytes));
    }
    char *got = decode(lossy.data, lossy.len, true, &decoded);
    assert_string_equal(got, text);
    free(got);
    tc_buf_fini(&view);
    tc_buf_fini(&lossy);
}

static void encode(enum tc_charset charset, const char *text, struct tc_buf *ret)
{
    struct legacy *legacy = tc_xcalloc(1, sizeof *legacy);
    legacy_init(legacy, charset);
    legacy_encode(legacy, text, strlen(text), ret);
    free(legacy);
}

static void fonts_say_what_their_text_is_in(void **state)
{
    (void)state;
    static const struct {
        const char *font;
        enum tc_charset charset;
    } fonts[] = {{".VnTime", TC_CS_TCVN3},
                 {".VnTimeH", TC_CS_TCVN3_CAPS},
                 {"ABCDEF+.VnArialH-Bold", TC_CS_TCVN3_CAPS},
                 {".vnarial narrow", TC_CS_TCVN3},
                 {"VNI-Times", TC_CS_VNI},
                 {"VPS Times", TC_CS_VPS},
                 {"Times New Roman", TC_CS_UNKNOWN},
                 {"", TC_CS_UNKNOWN}};
    for (size_t i = 0; i < TC_LENGTH(fonts); i++)
        assert_int_equal(tc_charset_of_font(fonts[i].font), fonts[i].charset);
    assert_int_equal(tc_charset_by_name("ISO-8859-1"), TC_CS_CP1252);
    assert_int_equal(tc_charset_by_name("x-viet-tcvn"), TC_CS_TCVN5712);
    assert_int_equal(tc_charset_by_name("klingon"), TC_CS_UNKNOWN);
}

static void each_run_is_read_by_its_font(void **state)
{
    (void)state;
    struct tc_buf a = {0}, b = {0}, all = {0}, text = {0};
    struct tc_decoded decoded;
    encode(TC_CS_TCVN3, "tỉnh ủy", &a);
    encode(TC_CS_VNI, "Ban Thường vụ", &b);
    legacy_view(a.data, a.len, &all);
    size_t first = all.len;
    legacy_view(b.data, b.len, &all);
    size_t second = all.len;
    tc_buf_str(&all, " là đúng");
    struct tc_font_run runs[] = {{0, first, TC_CS_TCVN3_CAPS}, {first, second, TC_CS_VNI}};
    size_t marks[] = {0, first, second, all.len};
    struct tc_decode_in in = {.bytes = all.data,
                              .len = all.len,
                              .is_utf8_view = true,
                              .runs = runs,
                              .run_count = 2,
                              .marks = marks,
                              .mark_count = 4};
    tc_text_decode(&in, &text, &decoded);
    assert_string_equal(text.data, "TỈNH ỦYBan Thường vụ là đúng");
    assert_int_equal(marks[0], 0);
    assert_int_equal(marks[1], strlen("TỈNH ỦY"));
    assert_int_equal(marks[2], strlen("TỈNH ỦYBan Thường vụ"));
    assert_int_equal(marks[3], text.len);
    assert_true(decoded.certainty >= TC_CERTAIN);
    // the font says TCVN3, but the text was converted long ago
    tc_buf_clear(&text);
    struct tc_font_run lie = {0, strlen("là đúng và có"), TC_CS_TCVN3};
    in = (struct tc_decode_in){
        .bytes = "là đúng và có", .len = lie.end, .is_utf8_view = true, .runs = &lie, .run_count = 1};
    tc_text_decode(&in, &text, &decoded);
    assert_string_equal(text.data, "là đúng và có");
    tc_buf_fini(&a);
    tc_buf_fini(&b);
    tc_buf_fini(&all);
    tc_buf_fini(&text);
}

static void a_file_may_hold_several_charsets(void **state)
{
    (void)state;
    struct tc_buf all = {0};
    struct tc_decoded decoded;
    encode(TC_CS_TCVN3, "ban chấp hành đảng bộ tỉnh đã họp bàn về nhiệm vụ của các cấp ủy đảng\n", &all);
    encode(TC_CS_VNI, "Hội nghị thống nhất nhiều nội dung quan trọng về phát triển kinh tế\n", &all);
    tc_buf_str(&all, "Ủy ban nhân dân các huyện báo cáo kết quả thực hiện\n");
    tc_buf_str(&all, "Plain English, and numbers 1.770.\n");
    char *got = decode(all.data, all.len, false, &decoded);
    assert_string_equal(got, "ban chấp hành đảng bộ tỉnh đã họp bàn về nhiệm vụ của các cấp ủy đảng\n"
                             "Hội nghị thống nhất nhiều nội dung quan trọng về phát triển kinh tế\n"
                             "Ủy ban nhân dân các huyện báo cáo kết quả thực hiện\n"
                             "Plain English, and numbers 1.770.\n");
    assert_true(decoded.is_mixed);
    free(got);
    tc_buf_fini(&all);
}

static void other_languages_and_noise_are_kept_as_they_are(void **state)
{
    (void)state;
    struct tc_decoded decoded;
    static const char french[] = "L'\xE9l\xE8ve fran\347ais \xE0 c\xF4t\xE9 de la for\352t, n\xE9 en d\xE9"
                                 "cembre, tr\xE8s dou\xE9.\n";
    char *got = decode(french, sizeof french - 1, false, &decoded);
    assert_string_equal(got, "L'élève français à côté de la forêt, né en décembre, très doué.\n");
    assert_int_equal(decoded.charset, TC_CS_CP1252);
    free(got);
    static const char noise[] =
        "\xA4\xB6\xBF\xD7k\xF7\xA9\xB1z \xA8q\xB3\xBBp\xAA \xB2x\xAF \xA6k\xB7\xA1 w\xA9\xB6k\n";
    got = decode(noise, sizeof noise - 1, false, &decoded);
    assert_true(decoded.certainty < TC_CERTAIN);
    free(got);
    got = decode("\xFE\xFF\0T\x1E\xC9\0n\0h", 10, false, &decoded);
    assert_string_equal(got, "Tỉnh");
    assert_int_equal(decoded.charset, TC_CS_UTF16BE);
    free(got);
    got = decode("a\r\nb\rc\x01\x0B\fd\0e\xC2\xAD", 14, true, &decoded);
    assert_string_equal(got, "a\nb\nc\n\fde\xC2\xAD");
    free(got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(legacy_text_seen_through_windows_1252_is_read),
        cmocka_unit_test(utf8_read_as_windows_1252_is_repaired),
        cmocka_unit_test(every_charset_goes_there_and_back),
        cmocka_unit_test(every_syllable_survives_every_charset),
        cmocka_unit_test(lost_bytes_of_mojibake_are_found_by_the_word),
        cmocka_unit_test(fonts_say_what_their_text_is_in),
        cmocka_unit_test(each_run_is_read_by_its_font),
        cmocka_unit_test(a_file_may_hold_several_charsets),
        cmocka_unit_test(other_languages_and_noise_are_kept_as_they_are),
        cmocka_unit_test(clean_text_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
