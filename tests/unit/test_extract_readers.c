// SPDX-License-Identifier: GPL-3.0-or-later
// Single readers, without the sandbox around them.
#include "docx.h"
#include "extract/extract.h"
#include "mime.h"
#include "sheet.h"
#include "source.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct tc_flow read_with(tc_reader *reader, const char *text)
{
    struct tc_flow flow;
    struct tc_source source = {.data = text, .len = strlen(text), .media_type = "text/plain"};
    tc_flow_init(&flow, (size_t)1 << 20);
    assert_int_equal(reader(&source, &flow), TC_REASON_NONE);
    tc_flow_finish(&flow);
    return flow;
}

static void rtf_keeps_the_charset_that_a_font_name_stands_for(void **state)
{
    (void)state;
    struct tc_flow flow = read_with(tc_read_rtf, "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 .VnTimeH;}{\\f1 Arial;}}"
                                                 "\\f0 \\'aeiÒu\\par\\f1 abc\\par}");
    assert_int_equal(flow.block_count, 2);
    assert_int_equal(flow.run_count, 1);
    assert_int_equal(flow.runs[0].charset, TC_CS_TCVN3_CAPS);
    assert_int_equal(flow.runs[0].start, 0);
    assert_int_equal(flow.runs[0].end, flow.blocks[0].end);
    tc_flow_fini(&flow);
}

static void rtf_shows_a_unicode_letter_once(void **state)
{
    (void)state;
    struct tc_flow flow = read_with(tc_read_rtf, "{\\rtf1\\uc1 \\u7843\\'3fnh{\\*\\unknown no}{\\v hidden}\\tab x}");
    assert_string_equal(flow.text.data, "ảnh\tx");
    tc_flow_fini(&flow);
}

static void a_head_made_with_tabs_becomes_two_columns(void **state)
{
    (void)state;
    struct tc_flow flow =
        read_with(tc_read_rtf, "{\\rtf1 TINH UY\\tab DANG CONG SAN\\par *\\par So 7-KL/TU\\tab ngay 01\\par "
                               "KET LUAN\\par}");
    assert_string_equal(flow.text.data, "TINH UY\n*\nSo 7-KL/TU\nDANG CONG SAN\nngay 01\nKET LUAN");
    assert_int_equal(flow.blocks[2].kind, TC_BLOCK_HEAD_LEFT);
    assert_int_equal(flow.blocks[3].kind, TC_BLOCK_HEAD_RIGHT);
    assert_int_equal(flow.blocks[5].kind, TC_BLOCK_PARAGRAPH);
    tc_flow_fini(&flow);
}

static void a_table_of_data_is_lines_with_tabs(void **state)
{
    (void)state;
    struct tc_flow flow = read_with(tc_read_html, "<html><table border=1><tr><td>a<td>b<td>c<tr><td>1<td><td><p>2<p>3"
                                                  "</table></html>");
    assert_string_equal(flow.text.data, "a\tb\tc\n1\t\t2 3");
    assert_int_equal(flow.blocks[1].kind, TC_BLOCK_TABLE_ROW);
    tc_flow_fini(&flow);
}

static void what_a_page_says_around_the_article_is_furniture(void **state)
{
    (void)state;
    struct tc_flow flow =
        read_with(tc_read_html, "<html><nav><a>Trang chu</a></nav><p>Tin</p><div class='related-news'>"
                                "<p>Xem them</p></div><footer>Ban quyen</footer></html>");
    assert_int_equal(flow.block_count, 4);
    static const int kinds[] = {TC_BLOCK_FURNITURE, TC_BLOCK_PARAGRAPH, TC_BLOCK_FURNITURE, TC_BLOCK_FURNITURE};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(flow.blocks[i].kind, kinds[i]);
    tc_flow_fini(&flow);
}

static void list_numbers_are_written_as_the_page_shows_them(void **state)
{
    (void)state;
    struct tc_lists lists = {0};
    struct tc_flow flow;
    tc_flow_init(&flow, 1000);
    struct tc_list *list = tc_lists_add(&lists, "1");
    list->levels[0] = (struct tc_list_level){.format = TC_LIST_UPPER_ROMAN, .start = 3, .text = "%1-"};
    list->levels[1] = (struct tc_list_level){.format = TC_LIST_LOWER_LETTER, .start = 1, .text = "%1.%2)"};
    static const unsigned levels[] = {0, 1, 1, 0, 1};
    for (size_t i = 0; i < 5; i++) {
        assert_true(tc_lists_label(&lists, "1", levels[i], &flow));
        tc_flow_str(&flow, "x");
        tc_flow_end(&flow);
    }
    assert_string_equal(flow.text.data, "III- x\nIII.a) x\nIII.b) x\nIV- x\nIV.a) x");
    tc_flow_fini(&flow);
    tc_lists_fini(&lists);
}

static void a_mail_s_encodings_are_undone(void **state)
{
    (void)state;
    struct tc_buf out = {0};
    tc_mime_words("=?utf-8?B?xJDhu4E=?= =?UTF-8?Q?_=C3=A1n?= 04", &out);
    assert_string_equal(out.data, "Đề án 04");
    tc_buf_fini(&out);
    struct tc_flow flow =
        read_with(tc_read_mht, "From: a\nContent-Type: multipart/related; boundary=\"=_x\"\n\n--=_x\n"
                               "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
                               "<p>K=E1=BA=BFt=\n lu=E1=BA=ADn</p>\n--=_x--\n");
    assert_string_equal(flow.text.data, "Kết luận");
    tc_flow_fini(&flow);
}

static void sheets_know_dates_from_numbers(void **state)
{
    (void)state;
    assert_true(tc_sheet_is_date(14, NULL));
    assert_false(tc_sheet_is_date(2, NULL));
    assert_true(tc_sheet_is_date(0, "[$-42A]dd/mm/yyyy"));
    assert_false(tc_sheet_is_date(0, "#,##0\" d\""));
    struct tc_sheet sheet;
    struct tc_flow flow;
    tc_flow_init(&flow, 1000);
    tc_sheet_begin(&sheet, &flow, "S", 1, false);
    assert_true(tc_sheet_cell(&sheet, 0, 0));
    tc_sheet_number(&sheet, 39783, true);
    assert_true(tc_sheet_cell(&sheet, 0, 1));
    tc_sheet_number(&sheet, 1234.5, false);
    tc_sheet_end(&sheet);
    tc_flow_finish(&flow);
    assert_string_equal(flow.text.data, "S\n01/12/2008\t1234.5");
    tc_flow_fini(&flow);
}

static void a_file_that_grows_while_it_is_read_is_told(void **state)
{
    (void)state;
    char path[] = "/tmp/tracuu-test-XXXXXX", line[4096];
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    (void)unlink(path);
    memset(line, 'x', sizeof line);
    line[sizeof line - 1] = '\n';
    for (int i = 0; i < 1000; i++)
        assert_int_equal(write(fd, line, sizeof line), (ssize_t)sizeof line);
    pid_t writer = fork();
    if (writer == 0)
        for (;;) {
            if (write(fd, "y\n", 2) != 2)
                _exit(1);
            (void)usleep(200);
        }
    struct tc_extractor *extractor = tc_extractor_new(NULL);
    struct tc_document document;
    enum tc_reason reason = TC_REASON_NONE;
    assert_int_equal(tc_extract_file(extractor, fd, "tệp", &document, &reason, NULL), TC_ERR_INPUT);
    assert_int_equal(reason, TC_REASON_CHANGED);
    (void)kill(writer, SIGKILL);
    (void)waitpid(writer, NULL, 0);
    tc_extractor_free(extractor);
    (void)close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rtf_keeps_the_charset_that_a_font_name_stands_for),
        cmocka_unit_test(rtf_shows_a_unicode_letter_once),
        cmocka_unit_test(a_head_made_with_tabs_becomes_two_columns),
        cmocka_unit_test(a_table_of_data_is_lines_with_tabs),
        cmocka_unit_test(what_a_page_says_around_the_article_is_furniture),
        cmocka_unit_test(list_numbers_are_written_as_the_page_shows_them),
        cmocka_unit_test(a_mail_s_encodings_are_undone),
        cmocka_unit_test(sheets_know_dates_from_numbers),
        cmocka_unit_test(a_file_that_grows_while_it_is_read_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
