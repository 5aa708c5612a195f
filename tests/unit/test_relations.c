// SPDX-License-Identifier: GPL-3.0-or-later
#include "drafting_help.h"

#include "relations.h"

// "17-KL/TU@2013-03-05 basis 2; …"
static char *citing(const char *reference)
{
    char *text = NULL;
    struct tc_error err = {0};
    struct tc_buf buf = {0};
    if (tc_cited_by_json(help_archive, reference, &text, &err) != TC_OK)
        fail_msg("%s: %s", reference, err.message);
    json_t *root = help_json(text), *one;
    size_t i;
    tc_buf_str(&buf, "");
    json_array_foreach(json_object_get(root, "citing"), i, one)
    {
        assert_int_equal(json_array_size(json_object_get(one, "sentences")),
                         json_integer_value(json_object_get(one, "depth")));
        tc_buf_printf(&buf, "%s%s %s", i ? "; " : "", help_string(one, "key"), help_string(one, "relation"));
    }
    json_decref(root);
    return tc_buf_take(&buf);
}

static void gives(const char *reference, const char *expected)
{
    char *found = citing(reference);
    if (strcmp(found, expected) != 0)
        fail_msg("%s\n  is cited by %s\n  not         %s", reference, found, expected);
    free(found);
}

static void dated_and_undated_citations_count_for_the_document_they_mean(void **state)
{
    (void)state;
    // the directive of 2012 writes no date: it means its own province's resolution of its own term
    gives("08-NQ/TU@2011-09-12", "17-KL/TU@2013-03-05 reviews; 09-CT/TU@2012-05-04 implements");
    gives("08-NQ/TU@2016-10-20", "");
    gives("08-NQ/TU@2011-08-05", "");
}

static void a_document_that_is_replaced_knows_by_which(void **state)
{
    (void)state;
    gives("09-CT/TU", "17-KL/TU@2013-03-05 replaces");
}

static void what_is_no_reference_is_an_error_of_the_query(void **state)
{
    (void)state;
    char *text = NULL;
    struct tc_error err = {0};
    assert_int_equal(tc_cited_by_json(help_archive, "nuôi tằm", &text, &err), TC_ERR_QUERY);
    assert_null(text);
}

static void the_graph_puts_what_a_document_rests_on_left_of_it(void **state)
{
    (void)state;
    char *text = NULL;
    struct tc_error err = {0};
    assert_int_equal(tc_graph_json(help_archive, "17-KL/TU", 1, &text, &err), TC_OK);
    json_t *root = help_json(text), *node;
    size_t i, before = 0;
    json_array_foreach(json_object_get(root, "nodes"), i, node)
    {
        before += json_integer_value(json_object_get(node, "layer")) < 0;
    }
    assert_true(before >= 2);
    assert_true(json_array_size(json_object_get(root, "edges")) >= 2);
    json_decref(root);
}

static void the_stronger_relation_stands_for_a_document_that_cites_twice(void **state)
{
    (void)state;
    assert_int_equal(tc_relation_stronger(TC_REL_BASIS, TC_REL_REPLACES), TC_REL_REPLACES);
    assert_int_equal(tc_relation_stronger(TC_REL_REFERS, TC_REL_BASIS), TC_REL_BASIS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dated_and_undated_citations_count_for_the_document_they_mean),
        cmocka_unit_test(a_document_that_is_replaced_knows_by_which),
        cmocka_unit_test(what_is_no_reference_is_an_error_of_the_query),
        cmocka_unit_test(the_graph_puts_what_a_document_rests_on_left_of_it),
        cmocka_unit_test(the_stronger_relation_stands_for_a_document_that_cites_twice),
    };
    return cmocka_run_group_tests(tests, help_drafting_open, help_close);
}
