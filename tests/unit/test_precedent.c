// SPDX-License-Identifier: GPL-3.0-or-later
#include "drafting_help.h"

static json_t *answers(const char *passage, const char *before)
{
    char *text = NULL;
    struct tc_error err = {0};
    if (tc_precedent_json(help_archive, passage, strlen(passage), 5, before, &text, &err) != TC_OK)
        fail_msg("%s: %s", passage, err.message);
    return help_json(text);
}

static const json_t *first_of(const json_t *root)
{
    const json_t *passages = json_object_get(root, "passages");
    assert_true(json_array_size(passages) > 0);
    return json_array_get(passages, 0);
}

static void the_same_wording_is_shown_once_with_its_genealogy(void **state)
{
    (void)state;
    json_t *root = answers("Khuyến khích hộ gia đình góp đất trồng dâu, liên kết với cơ sở dệt để tiêu thụ kén.", NULL);
    const json_t *first = first_of(root), *story = json_object_get(first, "genealogy");
    assert_string_equal(help_string(first, "key"), "08-NQ/TU@2011-09-12");
    assert_true(json_number_value(json_object_get(first, "similarity")) > 0.99);
    assert_int_equal(json_array_size(json_object_get(root, "passages")), 1);
    assert_int_equal(json_array_size(story), 2);
    assert_string_equal(help_string(json_array_get(story, 0), "key"), "08-NQ/TU@2011-09-12");
    assert_string_equal(help_string(json_array_get(story, 1), "key"), "17-KL/TU@2013-03-05");
    assert_true(json_is_true(json_object_get(json_array_get(story, 1), "changed")));
    json_decref(root);
}

static void the_citation_is_ready_made(void **state)
{
    (void)state;
    json_t *root = answers("Phấn đấu đến năm 2015 toàn tỉnh có hai nghìn héc ta dâu", NULL);
    const json_t *citation = json_object_get(first_of(root), "citation");
    assert_non_null(strstr(help_string(citation, "full"), "Nghị quyết số 08-NQ/TU, ngày 12/9/2011 của "));
    assert_non_null(
        strstr(help_string(citation, "full"), "về phát triển nghề trồng dâu nuôi tằm giai đoạn 2011 - 2015"));
    assert_string_equal(help_string(citation, "short"), "Nghị quyết 08-NQ/TU");
    json_decref(root);
}

static void spans_are_what_both_say(void **state)
{
    (void)state;
    json_t *root =
        answers("Phấn đấu đến năm 2015 cả nước có hai nghìn héc ta dâu, mỗi huyện có một cơ sở ươm tơ", NULL);
    const json_t *first = first_of(root), *spans = json_object_get(first, "spans");
    const char *text = help_string(first, "text");
    assert_int_equal(json_array_size(spans), 2);
    const json_t *span = json_array_get(spans, 0);
    int start = (int)json_integer_value(json_array_get(span, 0)),
        end = (int)json_integer_value(json_array_get(span, 1));
    char *shared = tc_xstrndup(text + start, (size_t)(end - start));
    assert_string_equal(shared, "Phấn đấu đến năm 2015");
    free(shared);
    json_decref(root);
}

static void a_passage_without_marks_or_in_the_new_tone_style_is_found(void **state)
{
    (void)state;
    static const char *const ways[] = {
        "phan dau den nam 2015 toan tinh co hai nghin hec ta dau, moi huyen co mot co so uom to",
        "Giữ nguyên diện tích rừng ngập mặn, trồng thêm ba trăm héc ta.",
        "Thực hiện Nghị quyết, các huyện uỷ kiểm tra giống tằm trước mỗi vụ",
    };
    static const char *const keys[] = {"08-NQ/TU@2011-09-12", "08-NQ/TU@2011-08-05", "09-CT/TU@2012-05-04"};
    for (size_t i = 0; i < TC_LENGTH(ways); i++) {
        json_t *root = answers(ways[i], NULL);
        assert_string_equal(help_string(first_of(root), "key"), keys[i]);
        json_decref(root);
    }
}

static void only_earlier_documents_are_precedents_when_a_day_is_given(void **state)
{
    (void)state;
    json_t *root = answers("liên kết chặt chẽ với cơ sở dệt để tiêu thụ kén", "2012-01-01");
    assert_string_equal(help_string(first_of(root), "key"), "08-NQ/TU@2011-09-12");
    assert_int_equal(json_array_size(json_object_get(first_of(root), "genealogy")), 1);
    json_decref(root);
}

static void what_nobody_said_has_no_precedent(void **state)
{
    (void)state;
    json_t *root = answers("Máy bay không người lái chở hàng qua sông vào ban đêm", NULL);
    assert_int_equal(json_array_size(json_object_get(root, "passages")), 0);
    json_decref(root);
    root = answers("", NULL);
    assert_int_equal(json_array_size(json_object_get(root, "passages")), 0);
    json_decref(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_wording_is_shown_once_with_its_genealogy),
        cmocka_unit_test(the_citation_is_ready_made),
        cmocka_unit_test(spans_are_what_both_say),
        cmocka_unit_test(a_passage_without_marks_or_in_the_new_tone_style_is_found),
        cmocka_unit_test(only_earlier_documents_are_precedents_when_a_day_is_given),
        cmocka_unit_test(what_nobody_said_has_no_precedent),
    };
    return cmocka_run_group_tests(tests, help_drafting_open, help_close);
}
