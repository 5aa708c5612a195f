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
    assert_string_equal(help_string(json_array_get(story, 0), "relation"), "first");
    assert_string_equal(help_string(json_array_get(story, 1), "relation"), "changed");
    json_decref(root);
}

static void what_was_changed_is_said_word_by_word(void **state)
{
    (void)state;
    json_t *root = answers("Khuyến khích hộ gia đình góp đất trồng dâu, liên kết với cơ sở dệt để tiêu thụ kén.", NULL);
    const json_t *story = json_object_get(first_of(root), "genealogy");
    const json_t *changes = json_object_get(json_array_get(story, 1), "difference");
    assert_int_equal(json_array_size(json_object_get(json_array_get(story, 0), "difference")), 0);
    assert_int_equal(json_array_size(changes), 1);
    assert_string_equal(help_string(json_array_get(changes, 0), "was"), "");
    assert_string_equal(help_string(json_array_get(changes, 0), "is"), "chặt chẽ");
    json_decref(root);
}

static void answers_are_grouped_by_issuer_and_term_of_office(void **state)
{
    (void)state;
    json_t *root = answers("Tỉnh ủy yêu cầu rút ngắn thời gian, khuyến khích hộ gia đình trồng dâu", NULL);
    const json_t *groups = json_object_get(root, "groups"), *passages = json_object_get(root, "passages");
    size_t i, j, listed = 0;
    json_t *group, *number;
    assert_int_equal(json_array_size(groups), 2);
    json_array_foreach(groups, i, group)
    {
        assert_string_equal(help_string(group, "calendar"), "committee");
        assert_string_equal(help_string(group, "issuer"), "Tỉnh ủy Vân Trì");
        json_array_foreach(json_object_get(group, "passages"), j, number)
        {
            const json_t *passage = json_array_get(passages, (size_t)json_integer_value(number));
            const char *date = help_string(passage, "date");
            assert_int_equal(json_integer_value(json_object_get(passage, "group")), i);
            assert_string_equal(help_string(group, "term"), date[3] < '5' ? "2010 - 2015" : "2015 - 2020");
            assert_string_equal(help_string(passage, "term"), help_string(group, "term"));
            listed++;
        }
    }
    assert_int_equal(listed, json_array_size(passages));
    json_decref(root);
}

// Offices write later mentions without “số” only since the rules of 2026.
static void the_citation_follows_the_rules_of_the_drafts_day(void **state)
{
    (void)state;
    json_t *root = answers("Phấn đấu đến năm 2015 toàn tỉnh có hai nghìn héc ta dâu", "2014-01-01");
    const json_t *citation = json_object_get(first_of(root), "citation");
    assert_string_equal(help_string(citation, "short"), "Nghị quyết số 08-NQ/TU");
    json_decref(root);
}

static void a_state_draft_cites_the_state_way_and_is_no_precedent_of_its_own(void **state)
{
    (void)state;
    json_t *root =
        answers("ỦY BAN NHÂN DÂN\nTỈNH VÂN TRÌ\nSố: 31/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - "
                "Hạnh phúc\nVân Trì, ngày 10 tháng 6 năm 2021\n\nKẾ HOẠCH\nvề nghề trồng dâu\n\n"
                "Phấn đấu đến năm 2015 toàn tỉnh có hai nghìn héc ta dâu.\n",
                NULL);
    const json_t *citation = json_object_get(first_of(root), "citation");
    assert_non_null(strstr(help_string(citation, "full"), "Nghị quyết số 08-NQ/TU ngày 12 tháng 9 năm 2011 của "));
    assert_string_equal(help_string(citation, "short"), "Nghị quyết số 08-NQ/TU");
    json_decref(root);
    char *own = tc_xstrdup(help_texts[1].text);
    root = answers(own, NULL);
    size_t i;
    json_t *passage;
    json_array_foreach(json_object_get(root, "passages"), i, passage)
    {
        assert_string_not_equal(help_string(passage, "key"), "08-NQ/TU@2016-10-20");
    }
    json_decref(root);
    free(own);
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
        cmocka_unit_test(what_was_changed_is_said_word_by_word),
        cmocka_unit_test(answers_are_grouped_by_issuer_and_term_of_office),
        cmocka_unit_test(the_citation_is_ready_made),
        cmocka_unit_test(the_citation_follows_the_rules_of_the_drafts_day),
        cmocka_unit_test(a_state_draft_cites_the_state_way_and_is_no_precedent_of_its_own),
        cmocka_unit_test(spans_are_what_both_say),
        cmocka_unit_test(a_passage_without_marks_or_in_the_new_tone_style_is_found),
        cmocka_unit_test(only_earlier_documents_are_precedents_when_a_day_is_given),
        cmocka_unit_test(what_nobody_said_has_no_precedent),
    };
    return cmocka_run_group_tests(tests, help_drafting_open, help_close);
}
