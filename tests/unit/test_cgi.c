// SPDX-License-Identifier: GPL-3.0-or-later
// The front end without a server and without an archive.
#include "web.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// An environment as pairs of name and value.
static const char *from_pairs(void *context, const char *name)
{
    for (const char **pair = context; *pair; pair += 2)
        if (strcmp(pair[0], name) == 0)
            return pair[1];
    return NULL;
}

static int read_query(const char *query, struct tc_request *ret)
{
    const char *pairs[] = {"REQUEST_METHOD", "GET", "PATH_INFO", "/", "QUERY_STRING", query, NULL}, *why;
    return tc_request_read(from_pairs, pairs, ret, &why);
}

// The whole response to a request; freed by the caller.
static char *answer(const char **pairs)
{
    struct tc_web web = {.directory = "/nonexistent/tracuu-archive"};
    struct tc_request request;
    struct tc_response response;
    struct tc_buf bytes = {0};
    const char *why = NULL;
    int refused = tc_request_read(from_pairs, pairs, &request, &why);
    tc_web_answer(&web, &request, refused, why, &response);
    tc_response_write(&response, &request, &bytes);
    tc_response_fini(&response);
    tc_request_fini(&request);
    tc_web_fini(&web);
    return tc_buf_take(&bytes);
}

static void expect_status(int status, const char *method, const char *path, const char *query)
{
    const char *pairs[] = {"REQUEST_METHOD", method, "PATH_INFO", path, "QUERY_STRING", query, NULL};
    char *response = answer(pairs), want[32];
    snprintf(want, sizeof want, "Status: %d ", status);
    if (strncmp(response, want, strlen(want)) != 0)
        fail_msg("%s %s?%s: wanted %d, got %.20s", method, path, query, status, response);
    assert_non_null(strstr(response, "Content-Security-Policy: default-src 'none'"));
    free(response);
}

static void parameters_are_decoded(void **state)
{
    (void)state;
    struct tc_request request;
    assert_int_equal(read_query("q=x%C3%A2y+d%e1%bb%b1ng%2B&page=3&unknown=%FF&lang=en", &request), 0);
    assert_string_equal(request.values[TC_PARAM_Q], "xây dựng+");
    assert_int_equal(tc_request_number(&request, TC_PARAM_PAGE, 1), 3);
    assert_int_equal(tc_request_number(&request, TC_PARAM_LIMIT, 10), 10);
    assert_int_equal(request.lang, TC_LANG_EN);
    tc_request_fini(&request);
}

static void a_value_that_does_not_fit_its_parameter_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"q=%FF",      "q=a%00b",    "q=a%1bb",       "page=-1",    "page=abc",
                                      "page=99999", "limit=101",  "from=2020-1-1", "from=20201", "sort=random",
                                      "lang=fr",    "year=2020x", "format=xml"};
    for (size_t i = 0; i < TC_LENGTH(bad); i++) {
        struct tc_request request;
        if (read_query(bad[i], &request) != 400)
            fail_msg("%s was taken", bad[i]);
        tc_request_fini(&request);
    }
}

static void an_empty_field_of_the_form_is_absent(void **state)
{
    (void)state;
    struct tc_request request;
    assert_int_equal(read_query("q=a&from=&to=&page=", &request), 0);
    assert_null(request.values[TC_PARAM_FROM]);
    assert_null(request.values[TC_PARAM_PAGE]);
    tc_request_fini(&request);
}

static void what_is_too_long_is_refused_before_it_is_read(void **state)
{
    (void)state;
    char *query = malloc(20000);
    memset(query, 'a', 19999);
    memcpy(query, "q=", 2);
    query[19999] = '\0';
    struct tc_request request;
    assert_int_equal(read_query(query, &request), 414);
    tc_request_fini(&request);
    query[3000] = '\0';
    assert_int_equal(read_query(query, &request), 400);
    tc_request_fini(&request);
    free(query);
}

static void links_keep_the_state_and_drop_the_page(void **state)
{
    (void)state;
    struct tc_request request;
    tc_auto_buf struct tc_buf query = {0};
    assert_int_equal(read_query("q=a%26b&page=3&year=2020&format=html", &request), 0);
    tc_request_query(&request, TC_PARAM_TYPE, "kết luận", &query);
    assert_string_equal(query.data, "q=a%26b&amp;type=k%E1%BA%BFt%20lu%E1%BA%ADn&amp;year=2020");
    tc_buf_clear(&query);
    tc_request_query(&request, TC_PARAM_YEAR, NULL, &query);
    assert_string_equal(query.data, "q=a%26b");
    tc_request_fini(&request);
}

static void filters_become_fields_of_the_query(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"q=n%C3%B4ng+th%C3%B4n&type=k%E1%BA%BFt+lu%E1%BA%ADn", "nông thôn loai:\"kết luận\""},
        {"year=2020&from=2019-01-01", "nam:2020 tu:2019-01-01"},
        {"q=a+OR+b&place=An+H%22%C3%B2a", "(a OR b) tinh:\"An Hòa\""},
        {"q=a+OR+b", "a OR b"},
    };
    for (size_t i = 0; i < TC_LENGTH(pairs); i++) {
        struct tc_request request;
        assert_int_equal(read_query(pairs[i][0], &request), 0);
        char *query = tc_page_query(&request);
        assert_string_equal(query, pairs[i][1]);
        free(query);
        tc_request_fini(&request);
    }
}

static void vietnamese_whatever_the_browser_prefers(void **state)
{
    (void)state;
    static const struct {
        const char *accept;
        enum tc_lang lang;
    } cases[] = {{NULL, TC_LANG_VI}, {"vi-VN,vi;q=0.9,en;q=0.8", TC_LANG_VI}, {"en-US,en;q=0.9", TC_LANG_VI}};
    for (size_t i = 0; i < TC_LENGTH(cases); i++) {
        const char *pairs[] = {"REQUEST_METHOD", "GET", "HTTP_ACCEPT_LANGUAGE", cases[i].accept, NULL}, *why;
        struct tc_request request;
        assert_int_equal(tc_request_read(from_pairs, pairs, &request, &why), 0);
        assert_int_equal(request.lang, cases[i].lang);
        tc_request_fini(&request);
    }
}

static void pages_have_the_status_they_deserve(void **state)
{
    (void)state;
    expect_status(405, "POST", "/", "");
    expect_status(400, "GET", "/", "page=x");
    expect_status(404, "GET", "/nowhere", "");
    expect_status(404, "GET", "/doc/", "");
    expect_status(404, "GET", "/doc/0123", "");
    expect_status(404, "GET", "/doc/0123456789abcdef/../..", "");
    expect_status(404, "GET", "/doc/0123456789ABCDEF", "");
    expect_status(404, "GET", "/static/../cgi.c", "");
    expect_status(503, "GET", "/", "");
    expect_status(503, "GET", "/search.json", "q=a");
    expect_status(503, "GET", "/doc/0123456789abcdef", "");
    expect_status(200, "GET", "/help", "");
    expect_status(200, "HEAD", "/help", "");
    expect_status(200, "GET", "/opensearch.xml", "");
}

static void an_error_in_json_is_json(void **state)
{
    (void)state;
    const char *pairs[] = {"REQUEST_METHOD", "GET", "PATH_INFO", "/search.json", "QUERY_STRING", "q=a", NULL};
    char *response = answer(pairs);
    assert_non_null(strstr(response, "Content-Type: application/json"));
    assert_non_null(strstr(response, "{\"format_version\":1,\"error\":{\"status\":503,"));
    free(response);
}

static void head_gives_the_length_and_no_body(void **state)
{
    (void)state;
    const char *pairs[] = {"REQUEST_METHOD", "HEAD", "PATH_INFO", "/help", NULL};
    char *response = answer(pairs), *end = strstr(response, "\r\n\r\n");
    assert_non_null(end);
    assert_string_equal(end, "\r\n\r\n");
    assert_null(strstr(response, "Content-Length: 0\r\n"));
    free(response);
}

static void a_page_that_is_known_is_not_sent_again(void **state)
{
    (void)state;
    const char *pairs[] = {"REQUEST_METHOD", "GET", "PATH_INFO", "/help", "HTTP_IF_NONE_MATCH", NULL, NULL};
    char *first = answer(pairs), *tag = strstr(first, "ETag: ") + strlen("ETag: ");
    tag[strcspn(tag, "\r")] = '\0';
    pairs[5] = tag;
    char *second = answer(pairs);
    assert_memory_equal(second, "Status: 304 ", 12);
    free(second);
    free(first);
}

static void every_link_begins_with_the_name_of_the_script(void **state)
{
    (void)state;
    const char *pairs[] = {"REQUEST_METHOD", "GET", "SCRIPT_NAME", "/cgi-bin/tracuu.cgi", "PATH_INFO", "/help", NULL};
    char *response = answer(pairs);
    int links = 0;
    for (const char *s = response; (s = strstr(s, "href=\"")); s++, links++)
        assert_true(strncmp(s + 6, "/cgi-bin/tracuu.cgi/", 20) == 0 || s[6] == '#');
    assert_true(links > 10);
    assert_non_null(strstr(response, "action=\"/cgi-bin/tracuu.cgi/\""));
    free(response);
}

static void what_is_asked_is_data_in_the_page(void **state)
{
    (void)state;
    const char *pairs[] = {"REQUEST_METHOD",
                           "GET",
                           "PATH_INFO",
                           "/help",
                           "QUERY_STRING",
                           "q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                           NULL};
    char *response = answer(pairs);
    assert_null(strstr(response, "<script"));
    assert_non_null(strstr(response, "value=\"&quot;&gt;&lt;script&gt;"));
    free(response);
}

static void a_host_that_is_no_host_is_not_repeated(void **state)
{
    (void)state;
    const char *pairs[] = {"REQUEST_METHOD", "GET", "PATH_INFO", "/opensearch.xml", "HTTP_HOST", "evil\"><x>", NULL};
    char *response = answer(pairs);
    assert_null(strstr(response, "evil"));
    free(response);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parameters_are_decoded),
        cmocka_unit_test(a_value_that_does_not_fit_its_parameter_is_refused),
        cmocka_unit_test(an_empty_field_of_the_form_is_absent),
        cmocka_unit_test(what_is_too_long_is_refused_before_it_is_read),
        cmocka_unit_test(links_keep_the_state_and_drop_the_page),
        cmocka_unit_test(filters_become_fields_of_the_query),
        cmocka_unit_test(vietnamese_whatever_the_browser_prefers),
        cmocka_unit_test(pages_have_the_status_they_deserve),
        cmocka_unit_test(an_error_in_json_is_json),
        cmocka_unit_test(head_gives_the_length_and_no_body),
        cmocka_unit_test(a_page_that_is_known_is_not_sent_again),
        cmocka_unit_test(every_link_begins_with_the_name_of_the_script),
        cmocka_unit_test(what_is_asked_is_data_in_the_page),
        cmocka_unit_test(a_host_that_is_no_host_is_not_repeated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
