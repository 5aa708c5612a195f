// SPDX-License-Identifier: GPL-3.0-or-later
#include "render.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// "nông thôn mới" is bytes 17 to 34.
static const char snippet[] = "về xây dựng nông thôn mới trên địa bàn tỉnh đã được các cấp ủy quan tâm";
static const struct tc_span spans[] = {{17, 34}};
static const char *const missing[] = {"giám", "sát", NULL};

static struct tc_results *sample(void)
{
    static struct tc_hit hits[2];
    static struct tc_results results;
    hits[0] = (struct tc_hit){.id = "0123456789abcdef",
                              .path = "tinh-a/2012/kl 07.docx",
                              .rank = 1,
                              .score = 3.25,
                              .title = "Về xây dựng nông thôn mới",
                              .type = "kết luận",
                              .number = "07-KL/TU",
                              .key = "07-KL/TU@2012-03-05",
                              .issuer = "Tỉnh ủy An Hòa",
                              .place = "An Hòa",
                              .date = "2012-03-05",
                              .cited_by = 2,
                              .snippet = snippet,
                              .spans = spans,
                              .span_count = 1,
                              .page = 3};
    hits[1] = (struct tc_hit){.id = "fedcba9876543210",
                              .path = "x\x1b[2J<script>.txt",
                              .rank = 2,
                              .title = "=cmd()",
                              .missing = missing,
                              .missing_count = 2,
                              .snippet = ""};
    results = (struct tc_results){
        .query = "nông thôn", .parsed = "nông thôn", .total = 1, .exact_total = true, .hits = hits, .hit_count = 2};
    return &results;
}

static struct tc_out render(enum tc_format format, unsigned width, bool has_color, const struct tc_results *results)
{
    struct tc_out out = {.lang = TC_LANG_VI, .width = width, .has_color = has_color, .base = "/x.cgi", .state = ""};
    tc_renderer(format)->results(&out, results);
    return out;
}

static void text_fits_the_width(void **state)
{
    (void)state;
    for (unsigned width = 40; width <= 160; width += 20) {
        struct tc_out out = render(TC_FORMAT_TEXT, width, false, sample());
        for (char *line = strtok(out.buf.data, "\n"); line; line = strtok(NULL, "\n"))
            assert_true(tc_text_columns(line, strlen(line)) <= width);
        tc_buf_fini(&out.buf);
    }
}

static void text_without_colour_has_no_escapes_even_from_file_names(void **state)
{
    (void)state;
    struct tc_out out = render(TC_FORMAT_TEXT, 80, false, sample());
    assert_null(strchr(out.buf.data, '\x1b'));
    assert_non_null(strstr(out.buf.data, "Kết luận 07-KL/TU · 05/03/2012 · Tỉnh ủy An Hòa · 2 lượt dẫn"));
    assert_non_null(strstr(out.buf.data, "tinh-a/2012/kl 07.docx, trang 3"));
    assert_non_null(strstr(out.buf.data, "Thiếu: giám, sát"));
    tc_buf_fini(&out.buf);
}

static void colour_changes_nothing_but_colour(void **state)
{
    (void)state;
    struct tc_out plain = render(TC_FORMAT_TEXT, 60, false, sample()),
                  colored = render(TC_FORMAT_TEXT, 60, true, sample());
    tc_auto_buf struct tc_buf stripped = {0};
    for (const char *s = colored.buf.data; *s; s++) {
        if (*s == '\x1b')
            s += strcspn(s, "m");
        else
            tc_buf_char(&stripped, *s);
    }
    assert_string_equal(stripped.data, plain.buf.data);
    assert_non_null(strstr(colored.buf.data, "\x1b[1;31m"));
    tc_buf_fini(&plain.buf);
    tc_buf_fini(&colored.buf);
}

static void json_begins_with_the_version_and_keeps_the_order(void **state)
{
    (void)state;
    struct tc_out out = render(TC_FORMAT_JSON, 0, false, sample());
    const char *start = "{\"format_version\":1,\"query\":\"nông thôn\",\"parsed\":\"nông thôn\",\"total\":1,"
                        "\"exact_total\":true,\"corrected\":null,\"hits\":[{\"id\":\"0123456789abcdef\",";
    assert_memory_equal(out.buf.data, start, strlen(start));
    json_t *json = json_loads(out.buf.data, 0, NULL);
    assert_non_null(json);
    const json_t *hit = json_array_get(json_object_get(json, "hits"), 0);
    assert_int_equal(json_integer_value(tc_json_at(hit, "page")), 3);
    assert_true(json_is_null(tc_json_at(hit, "signer")));
    assert_string_equal(tc_json_text(hit, "snippet.text"), snippet);
    json_decref(json);
    tc_buf_fini(&out.buf);
}

static void json_lines_carry_the_version_in_the_first_line_only(void **state)
{
    (void)state;
    struct tc_out out = render(TC_FORMAT_JSONL, 0, false, sample());
    char *second = strchr(out.buf.data, '\n') + 1;
    assert_memory_equal(out.buf.data, "{\"format_version\":1,\"id\":", 25);
    assert_memory_equal(second, "{\"id\":\"fedcba9876543210\"", 24);
    assert_int_equal(strchr(second, '\n') - out.buf.data + 1, out.buf.len);
    tc_buf_fini(&out.buf);
}

static void csv_has_one_row_a_hit_and_no_formulas(void **state)
{
    (void)state;
    struct tc_out out = render(TC_FORMAT_CSV, 0, false, sample());
    assert_memory_equal(out.buf.data, "rank,id,path,score,type,number,", 31);
    assert_non_null(strstr(out.buf.data, "\r\n1,0123456789abcdef,tinh-a/2012/kl 07.docx,3.25,kết luận,07-KL/TU,"));
    assert_non_null(strstr(out.buf.data, ",'=cmd(),"));
    assert_null(strchr(out.buf.data, '\x1b'));
    tc_buf_fini(&out.buf);
}

static void html_marks_words_and_escapes_everything(void **state)
{
    (void)state;
    struct tc_out out = render(TC_FORMAT_HTML, 0, false, sample());
    assert_non_null(strstr(out.buf.data, "về xây dựng <mark>nông thôn mới</mark>"));
    assert_non_null(strstr(out.buf.data, "<a href=\"/x.cgi/doc/0123456789abcdef\">Về xây dựng nông thôn mới</a>"));
    assert_non_null(strstr(out.buf.data, "<time datetime=\"2012-03-05\">05/03/2012</time>"));
    assert_null(strstr(out.buf.data, "<script"));
    tc_buf_fini(&out.buf);
}

// --- listings ---

static const struct tc_column columns[] = {{"key", 0},
                                           {"relation", TC_COLUMN_CODE},
                                           {"depth", TC_COLUMN_RIGHT},
                                           {"text", TC_COLUMN_WRAP},
                                           {"id", TC_COLUMN_DATA}};

static struct tc_out render_listing(enum tc_format format, unsigned width)
{
    json_t *root =
        json_loads("{\"citations\":[{\"key\":\"35-CT/TW@?\",\"relation\":\"implements\",\"depth\":1200,"
                   "\"text\":\"thực hiện Chỉ thị số 35 của Bộ Chính trị về đại hội đảng bộ các cấp\",\"id\":\"a\"},"
                   "{\"key\":\"44-KL/TU@2008-12-01\",\"relation\":\"refers\",\"depth\":1,\"text\":null}]}",
                   0, NULL);
    const struct tc_listing listing = {root, "citations", columns, TC_LENGTH(columns)};
    struct tc_out out = {.lang = TC_LANG_VI, .width = width, .base = "", .state = ""};
    tc_renderer(format)->listing(&out, &listing);
    json_decref(root);
    return out;
}

static void a_table_wraps_the_column_that_may_wrap(void **state)
{
    (void)state;
    struct tc_out out = render_listing(TC_FORMAT_TEXT, 90);
    int lines = 0;
    for (char *line = strtok(out.buf.data, "\n"); line; line = strtok(NULL, "\n"), lines++) {
        assert_true(tc_text_columns(line, strlen(line)) <= 90);
        assert_int_not_equal(line[strlen(line) - 1], ' ');
    }
    assert_int_equal(lines, 4); // heading, the first row on two lines, the second
    tc_buf_fini(&out.buf);
    out = render_listing(TC_FORMAT_TEXT, 0);
    assert_non_null(strstr(out.buf.data, "thực hiện, triển khai   1.200  thực hiện Chỉ thị"));
    tc_buf_fini(&out.buf);
}

static void a_listing_in_json_gets_its_version_in_front(void **state)
{
    (void)state;
    struct tc_out out = render_listing(TC_FORMAT_JSON, 0);
    assert_memory_equal(out.buf.data, "{\"format_version\":1,\"citations\":[", 33);
    tc_buf_fini(&out.buf);
    out = render_listing(TC_FORMAT_CSV, 0);
    assert_memory_equal(out.buf.data, "key,relation,depth,text,id\r\n35-CT/TW@?,implements,1200,", 54);
    tc_buf_fini(&out.buf);
}

// --- small things ---

static void expect_put(void (*put)(enum tc_lang, const char *, struct tc_buf *), const char *in, const char *want)
{
    tc_auto_buf struct tc_buf buf = {0};
    put(TC_LANG_VI, in, &buf);
    assert_string_equal(buf.data, want);
}

static void dates_are_written_day_first(void **state)
{
    (void)state;
    expect_put(tc_put_date, "2008-12-01", "01/12/2008");
    expect_put(tc_put_date, "2008-12", "12/2008");
    expect_put(tc_put_date, "2008", "2008");
    expect_put(tc_put_date, "--12-01", "01/12");
}

static void counts_are_grouped_as_the_language_groups_them(void **state)
{
    (void)state;
    tc_auto_buf struct tc_buf buf = {0};
    tc_put_count(TC_LANG_VI, 0, &buf);
    tc_put_count(TC_LANG_VI, 1234567, &buf);
    tc_put_count(TC_LANG_EN, 1234, &buf);
    assert_string_equal(buf.data, "01.234.5671,234");
}

static void the_first_letter_becomes_a_capital(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"kết luận", "Kết luận"},
                                           {"đề án", "Đề án"},
                                           {"ủy ban", "Ủy ban"},
                                           {"ưu tiên", "Ưu tiên"},
                                           {"ơn", "Ơn"},
                                           {"ý kiến", "Ý kiến"},
                                           {"ăn", "Ăn"},
                                           {"", ""}};
    for (size_t i = 0; i < TC_LENGTH(pairs); i++) {
        tc_auto_buf struct tc_buf buf = {0};
        tc_put_capital(pairs[i][0], &buf);
        assert_string_equal(buf.data ? buf.data : "", pairs[i][1]);
    }
}

static void marks_take_no_columns_and_wide_letters_two(void **state)
{
    (void)state;
    assert_int_equal(tc_text_columns("Tỉnh ủy", strlen("Tỉnh ủy")), 7);
    assert_int_equal(tc_text_columns("u\xcc\x89y", 4), 2);
    assert_int_equal(tc_text_columns("漢字", strlen("漢字")), 4);
}

static void labels_are_found_in_a_sorted_table(void **state)
{
    (void)state;
    assert_string_equal(tc_label(TC_LANG_VI, "number"), "Số ký hiệu");
    assert_string_equal(tc_label(TC_LANG_EN, "absent"), "not in the archive");
    assert_string_equal(tc_label(TC_LANG_VI, "year"), "Năm");
    assert_string_equal(tc_label(TC_LANG_VI, "no such name"), "no such name");
}

static void every_reason_of_a_failure_has_words(void **state)
{
    (void)state;
    static const char *const reasons[] = {"unreadable", "encrypted", "damaged", "empty",   "too-large",
                                          "timeout",    "memory",    "no-text", "crashed", "unsupported",
                                          "changed",    "secret",    "skipped"};
    for (size_t i = 0; i < TC_LENGTH(reasons); i++)
        assert_string_not_equal(tc_label(TC_LANG_VI, reasons[i]), reasons[i]);
}

// --- the text of a document ---

static void a_citation_is_a_link_and_words_are_marked_inside_it(void **state)
{
    (void)state;
    static const char text[] = "Căn cứ Nghị quyết số 5\nHết & <hết>";
    size_t at = strlen("Căn cứ "), end = strlen("Căn cứ Nghị quyết số 5");
    json_t *cites = json_pack("{s:[{s:i,s:i,s:s,s:s,s:[s]}]}", "citations", "start", (int)at, "end", (int)end, "key",
                              "05-NQ/TU@?", "relation", "basis", "targets", "0123456789abcdef");
    const struct tc_span marked[] = {{(uint32_t)at, (uint32_t)(at + strlen("Nghị quyết"))}};
    const struct tc_document_parts parts = {
        .parts = TC_PART_TEXT, .cites = cites, .text = text, .len = strlen(text), .spans = marked, .span_count = 1};
    struct tc_out out = {.base = "", .state = ""};
    tc_render_html.document(&out, &parts);
    assert_string_equal(out.buf.data,
                        "<p>Căn cứ <a class=\"cite\" href=\"/doc/0123456789abcdef\" title=\"05-NQ/TU@? · căn cứ\">"
                        "<mark>Nghị quyết</mark> số 5</a></p>\n<p>Hết &amp; &lt;hết&gt;</p>\n");
    tc_buf_fini(&out.buf);
    json_decref(cites);
}

static void blocks_become_elements_and_bad_ones_are_left_out(void **state)
{
    (void)state;
    static const char text[] = "A\nB\tC\nD";
    json_t *blocks =
        json_loads("[[0,1,\"heading\",1,1],[2,5,\"table-row\",0,1],[6,7,\"paragraph\",0,2],[6,99,\"paragraph\",0,2],"
                   "[-4,2,\"paragraph\",0,2],7]",
                   0, NULL);
    const struct tc_document_parts parts = {.parts = TC_PART_TEXT, .text = text, .len = strlen(text), .blocks = blocks};
    struct tc_out out = {.base = "", .state = ""};
    tc_render_html.document(&out, &parts);
    assert_non_null(strstr(out.buf.data, "<h3>A</h3>"));
    assert_non_null(strstr(out.buf.data, "<tr><td>B</td><td>C</td></tr>"));
    assert_non_null(strstr(out.buf.data, "id=\"p2\"><span>trang 2</span>"));
    assert_non_null(strstr(out.buf.data, "<p>D</p>"));
    tc_buf_fini(&out.buf);
    json_decref(blocks);
}

static void a_string_that_is_no_utf8_is_still_json(void **state)
{
    (void)state;
    json_t *json = tc_json_string("a\xff");
    assert_string_equal(json_string_value(json), "a\xef\xbf\xbd");
    json_decref(json);
    assert_true(json_is_null(tc_json_string(NULL)));
}

// A long name ran out of its box.
static void names_in_boxes_go_over_two_lines(void **state)
{
    (void)state;
    json_t *graph =
        json_pack("{s:s, s:[{s:s,s:i},{s:n,s:s,s:s,s:i}], s:[{s:i,s:i,s:s,s:i}]}", "key", "NQDH:tinh-Vân Trì/XVI",
                  "nodes", "key", "NQDH:tinh-Vân Trì/XVI", "layer", -1, "key", "title", "Khai mạc hội nghị lần thứ hai",
                  "id", "0123456789abcdef", "layer", 0, "edges", "from", 1, "to", 0, "relation", "refers", "depth", 1);
    assert_non_null(graph);
    struct tc_out out = {.lang = TC_LANG_VI, .base = "/x.cgi", .state = ""};
    tc_render_svg.object(&out, graph);
    assert_non_null(strstr(out.buf.data, ">Nghị quyết Đại hội Đảng bộ</text>"));
    assert_non_null(strstr(out.buf.data, ">tỉnh Vân Trì lần thứ XVI</text>"));
    assert_non_null(strstr(out.buf.data, ">Khai mạc hội nghị lần thứ</text>"));
    assert_non_null(strstr(out.buf.data, ">hai</text>"));
    tc_buf_fini(&out.buf);
    json_decref(graph);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_fits_the_width),
        cmocka_unit_test(text_without_colour_has_no_escapes_even_from_file_names),
        cmocka_unit_test(colour_changes_nothing_but_colour),
        cmocka_unit_test(json_begins_with_the_version_and_keeps_the_order),
        cmocka_unit_test(json_lines_carry_the_version_in_the_first_line_only),
        cmocka_unit_test(csv_has_one_row_a_hit_and_no_formulas),
        cmocka_unit_test(html_marks_words_and_escapes_everything),
        cmocka_unit_test(a_table_wraps_the_column_that_may_wrap),
        cmocka_unit_test(a_listing_in_json_gets_its_version_in_front),
        cmocka_unit_test(dates_are_written_day_first),
        cmocka_unit_test(counts_are_grouped_as_the_language_groups_them),
        cmocka_unit_test(the_first_letter_becomes_a_capital),
        cmocka_unit_test(marks_take_no_columns_and_wide_letters_two),
        cmocka_unit_test(labels_are_found_in_a_sorted_table),
        cmocka_unit_test(every_reason_of_a_failure_has_words),
        cmocka_unit_test(a_citation_is_a_link_and_words_are_marked_inside_it),
        cmocka_unit_test(blocks_become_elements_and_bad_ones_are_left_out),
        cmocka_unit_test(names_in_boxes_go_over_two_lines),
        cmocka_unit_test(a_string_that_is_no_utf8_is_still_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
