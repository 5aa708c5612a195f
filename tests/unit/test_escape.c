// SPDX-License-Identifier: GPL-3.0-or-later
#include "escape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef void escape_function(const char *s, size_t len, struct tc_buf *ret);

static void expect(escape_function *escape, const char *in, size_t len, const char *want)
{
    tc_auto_buf struct tc_buf buf = {0};
    escape(in, len, &buf);
    assert_string_equal(buf.data ? buf.data : "", want);
}
#define EXPECT(escape, in, want) expect(escape, in, sizeof(in) - 1, want)

static void text_cannot_open_a_tag(void **state)
{
    (void)state;
    EXPECT(tc_esc_html, "a <b> & \"c\" 'd'", "a &lt;b&gt; &amp; \"c\" 'd'");
    EXPECT(tc_esc_html, "Tỉnh ủy\n\tĐà Lạt", "Tỉnh ủy\n\tĐà Lạt");
    EXPECT(tc_esc_html, "", "");
}

static void an_attribute_cannot_be_left(void **state)
{
    (void)state;
    EXPECT(tc_esc_attr, "\" onload='x' <\n\t", "&quot; onload=&#39;x&#39; &lt;&#10;&#9;");
}

static void bytes_that_are_no_utf8_become_replacement_characters(void **state)
{
    (void)state;
    EXPECT(tc_esc_html,
           "a\xff"
           "b\xc3",
           "a\xef\xbf\xbd"
           "b\xef\xbf\xbd");
    EXPECT(tc_esc_html, "a\0b\x1b[31m",
           "a\xef\xbf\xbd"
           "b\xef\xbf\xbd[31m");
    EXPECT(tc_esc_json, "\xff", "\xef\xbf\xbd");
}

static void a_url_argument_keeps_only_unreserved_characters(void **state)
{
    (void)state;
    EXPECT(tc_esc_urlarg, "số 44-KL/TU & a=b", "s%E1%BB%91%2044-KL%2FTU%20%26%20a%3Db");
    EXPECT(tc_esc_urlarg, "a\0b", "a%00b");
    EXPECT(tc_esc_urlpath, "44-KL/TU@2008-12-01?#%", "44-KL/TU@2008-12-01%3F%23%25");
    EXPECT(tc_esc_urlpath, "NQTW:6/XII", "NQTW:6/XII");
}

static void a_json_string_cannot_end_early_nor_close_a_script(void **state)
{
    (void)state;
    EXPECT(tc_esc_json, "a\"b\\c\n\x01</script>", "a\\\"b\\\\c\\n\\u0001\\u003c/script\\u003e");
}

static void a_csv_field_is_quoted_where_rfc_4180_says(void **state)
{
    (void)state;
    EXPECT(tc_esc_csv, "Kết luận", "Kết luận");
    EXPECT(tc_esc_csv, "a,b", "\"a,b\"");
    EXPECT(tc_esc_csv, "nói \"đi đôi\"", "\"nói \"\"đi đôi\"\"\"");
    EXPECT(tc_esc_csv, "a\nb", "\"a\nb\"");
}

static void a_csv_field_is_never_a_formula(void **state)
{
    (void)state;
    EXPECT(tc_esc_csv, "=1+2", "'=1+2");
    EXPECT(tc_esc_csv, "- Căn cứ", "'- Căn cứ");
    EXPECT(tc_esc_csv, "@SUM(A1,A2)", "\"'@SUM(A1,A2)\"");
    EXPECT(tc_esc_csv, "\tx", "'\tx");
    EXPECT(tc_esc_csv, "44-KL/TU", "44-KL/TU");
}

static void no_control_character_reaches_the_terminal(void **state)
{
    (void)state;
    EXPECT(tc_esc_tty,
           "a\x1b]0;x\x07\x7f\xc2\x9b"
           "b",
           "a\xef\xbf\xbd]0;x\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
           "b");
    EXPECT(tc_esc_tty, "a\nb\tc", "a b c");
    EXPECT(tc_esc_tty_text, "a\nb\tc\r", "a\nb\tc\xef\xbf\xbd");
}

static void no_mark_turns_the_writing_direction(void **state)
{
    (void)state;
    EXPECT(tc_esc_tty,
           "x\xe2\x80\xae"
           "fdp.exe",
           "x\xef\xbf\xbd"
           "fdp.exe");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_cannot_open_a_tag),
        cmocka_unit_test(an_attribute_cannot_be_left),
        cmocka_unit_test(bytes_that_are_no_utf8_become_replacement_characters),
        cmocka_unit_test(a_url_argument_keeps_only_unreserved_characters),
        cmocka_unit_test(a_json_string_cannot_end_early_nor_close_a_script),
        cmocka_unit_test(a_csv_field_is_quoted_where_rfc_4180_says),
        cmocka_unit_test(a_csv_field_is_never_a_formula),
        cmocka_unit_test(no_control_character_reaches_the_terminal),
        cmocka_unit_test(no_mark_turns_the_writing_direction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
