// SPDX-License-Identifier: GPL-3.0-or-later
#include "drafting_help.h"

// The status and the keys of the targets: "found 08-NQ/TU@2011-09-12".
static char *resolved(const char *reference, const char *as_of)
{
    char *text = NULL;
    struct tc_error err = {0};
    struct tc_buf buf = {0};
    if (tc_resolve_json(help_archive, &reference, 1, as_of, &text, &err) != TC_OK)
        fail_msg("%s: %s", reference, err.message);
    json_t *root = help_json(text), *result = json_array_get(json_object_get(root, "results"), 0), *target;
    size_t i;
    tc_buf_str(&buf, help_string(result, "status"));
    json_array_foreach(json_object_get(result, "targets"), i, target)
    {
        tc_buf_printf(&buf, " %s", help_string(target, "key"));
    }
    assert_true(json_is_string(json_object_get(result, "why")));
    json_decref(root);
    return tc_buf_take(&buf);
}

static void gives(const char *reference, const char *as_of, const char *expected)
{
    char *found = resolved(reference, as_of);
    if (strcmp(found, expected) != 0)
        fail_msg("%s\n  gives %s\n  not   %s", reference, found, expected);
    free(found);
}

static void a_number_that_one_document_has_is_found_in_any_spelling(void **state)
{
    (void)state;
    gives("17-KL/TU", NULL, "found 17-KL/TU@2013-03-05");
    gives("17 - kl/tu", NULL, "found 17-KL/TU@2013-03-05");
    gives("Kết luận số 17-KL/TU, ngày 05/3/2013", NULL, "found 17-KL/TU@2013-03-05");
    gives("KL 17", NULL, "found 17-KL/TU@2013-03-05");
    gives("l7-KL/TU", NULL, "found 17-KL/TU@2013-03-05");
    gives("Kết luận số I7-KL/TU", NULL, "found 17-KL/TU@2013-03-05");
}

static void a_number_of_several_documents_is_ambiguous_and_all_are_listed(void **state)
{
    (void)state;
    gives("08-NQ/TU", NULL, "ambiguous 08-NQ/TU@2016-10-20 08-NQ/TU@2011-09-12 08-NQ/TU@2011-08-05");
}

static void a_date_decides(void **state)
{
    (void)state;
    gives("08-NQ/TU@2011-09-12", NULL, "found 08-NQ/TU@2011-09-12");
    gives("Nghị quyết số 08-NQ/TU ngày 05/8/2011", NULL, "found 08-NQ/TU@2011-08-05");
}

static void later_documents_do_not_count_as_of_a_day(void **state)
{
    (void)state;
    gives("08-NQ/TU", "2011-08-31", "found 08-NQ/TU@2011-08-05");
    gives("17-KL/TU", "2012-12-31", "absent");
}

static void what_is_not_there_is_absent_and_what_is_no_number_malformed(void **state)
{
    (void)state;
    gives("99-CT/TU", NULL, "absent");
    gives("08-NQ/TU@2012-01-01", NULL, "absent");
    gives("trồng dâu nuôi tằm", NULL, "malformed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_that_one_document_has_is_found_in_any_spelling),
        cmocka_unit_test(a_number_of_several_documents_is_ambiguous_and_all_are_listed),
        cmocka_unit_test(a_date_decides),
        cmocka_unit_test(later_documents_do_not_count_as_of_a_day),
        cmocka_unit_test(what_is_not_there_is_absent_and_what_is_no_number_malformed),
    };
    return cmocka_run_group_tests(tests, help_drafting_open, help_close);
}
