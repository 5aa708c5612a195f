// SPDX-License-Identifier: GPL-3.0-or-later
#include "drafting_help.h"

#define BORROWED                                                                                                                                                  \
    "Mỗi hợp tác xã lập sổ theo dõi từng lứa tằm, ghi rõ ngày nở, lượng lá dâu và số kén thu được để đối chiếu cuối " \
    "vụ."
#define PLAN(number, date, more)                                                                                                        \
    HELP_PARTY("TỈNH ỦY VÂN TRÌ", number, "Vân Trì", date, "KẾ HOẠCH",                                                                  \
               "về phục tráng giống tằm địa phương\n\n"                                                                   \
               "1. Chọn ba xã ven sông làm nơi giữ giống, giao trạm khuyến nông theo dõi trong bốn vụ liền.\n"    \
               "2. " BORROWED "\n"                                                                                                      \
               "3. Cuối năm thứ hai họp các hộ nuôi để chọn lứa tốt nhất, loại bỏ lứa có bệnh bủng.\n" \
               "4. Kinh phí lấy từ nguồn sự nghiệp nông nghiệp của tỉnh, chia đều cho từng năm." more)

static const struct help_text texts[] = {
    {"kho/goc.txt", PLAN("21-KH/TU", "03 tháng 4 năm 2014", HELP_SIGNED)},
    {"kho/goc-hai.txt", PLAN("21-KH/TU", "03 tháng 4 năm 2014", HELP_SIGNED)},
    {"kho/ban-sao.txt", PLAN("21-KH/TU", "03 tháng 4 năm 2014", HELP_SIGNED "\nSao y bản chính")},
    {"kho/du-thao.txt", "DỰ THẢO\n" PLAN("   -KH/TU", "   tháng   năm 2014", "")},
    {"kho/lai.txt", PLAN("07-KH/TU", "12 tháng 6 năm 2015", HELP_SIGNED)},
    {"kho/muon.txt",
     HELP_PARTY("TỈNH ỦY VÂN TRÌ", "40-BC/TU", "Vân Trì", "09 tháng 8 năm 2016", "BÁO CÁO",
                "kết quả trồng dâu ở các huyện\n\n" BORROWED "\n"
                "Đến nay diện tích dâu đã phủ kín hai bờ sông, sản lượng kén tăng qua từng vụ." HELP_SIGNED)},
    {"kho/khac.txt",
     HELP_PARTY("TỈNH ỦY KIM SA", "09-CT/TU", "Kim Sa", "01 tháng 2 năm 2017", "CHỈ THỊ",
                "về giữ rừng đầu nguồn\n\nCác xã vùng cao tuần tra rừng mỗi tuần một lượt." HELP_SIGNED)},
};

static int open_archive(void **state)
{
    (void)state;
    return help_open(texts, TC_LENGTH(texts));
}

static json_t *similar_to(const char *doc)
{
    char *text = NULL;
    struct tc_error err = {0};
    if (tc_similar_json(help_archive, doc, 0, &text, NULL, &err) != TC_OK)
        fail_msg("%s: %s", doc, err.message);
    return help_json(text);
}

static const json_t *by_path(const json_t *list, const char *path)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!strcmp(help_string(json_array_get(list, i), "path"), path))
            return json_array_get(list, i);
    return NULL;
}

static void a_borrowed_paragraph_leads_to_its_source_and_is_shown(void **state)
{
    (void)state;
    json_t *root = similar_to("kho/muon.txt");
    const json_t *source = by_path(json_object_get(root, "documents"), "kho/goc.txt");
    assert_non_null(source);
    const json_t *passage = json_array_get(json_object_get(source, "passages"), 0);
    assert_non_null(strstr(help_string(passage, "text"), "Mỗi hợp tác xã lập sổ theo dõi từng lứa tằm"));
    assert_non_null(strstr(help_string(passage, "text"), "để đối chiếu cuối vụ"));
    assert_in_range(json_integer_value(json_object_get(passage, "words")), 20, 60);
    // and where the other has it
    json_int_t start = json_integer_value(json_array_get(json_object_get(passage, "other"), 0));
    assert_true(start > 0 && (size_t)start < strlen(texts[0].text));
    assert_non_null(strstr(texts[0].text + start, "Mỗi hợp tác xã"));
    assert_true(strstr(texts[0].text + start, "Mỗi hợp tác xã") - (texts[0].text + start) < 8);
    json_decref(root);
}

static void set_wording_alone_makes_nothing_similar(void **state)
{
    (void)state;
    json_t *root = similar_to("kho/khac.txt");
    assert_int_equal(json_array_size(json_object_get(root, "documents")), 0);
    json_decref(root);
}

static void a_copy_is_wholly_similar_and_comes_first(void **state)
{
    (void)state;
    json_t *root = similar_to("kho/goc.txt");
    const json_t *first = json_array_get(json_object_get(root, "documents"), 0);
    assert_string_equal(help_string(first, "path"), "kho/goc-hai.txt");
    assert_true(json_real_value(json_object_get(first, "similarity")) > 0.999);
    assert_true(json_real_value(json_object_get(first, "of_other")) > 0.999);
    json_decref(root);
}

static void a_document_that_is_not_there_is_said(void **state)
{
    (void)state;
    char *text = NULL;
    struct tc_error err = {0};
    assert_int_equal(tc_similar_json(help_archive, "kho/không-có.txt", 0, &text, NULL, &err), TC_ERR_NOT_FOUND);
    assert_null(text);
}

static json_t *only_group(bool is_exact)
{
    char *text = NULL;
    struct tc_error err = {0};
    if (tc_duplicates_json(help_archive, is_exact, 0, 0, &text, &err) != TC_OK)
        fail_msg("%s", err.message);
    json_t *root = help_json(text), *groups = json_object_get(root, "groups");
    assert_int_equal(json_array_size(groups), 1);
    json_t *documents = json_incref(json_object_get(json_array_get(groups, 0), "documents"));
    json_decref(root);
    return documents;
}

static void copies_drafts_and_reissues_are_one_group_and_are_called_so(void **state)
{
    (void)state;
    static const char *const expected[][2] = {{"kho/goc.txt", "original"},
                                              {"kho/goc-hai.txt", "same-file"},
                                              {"kho/ban-sao.txt", "copy"},
                                              {"kho/du-thao.txt", "draft"},
                                              {"kho/lai.txt", "reissue"}};
    json_t *documents = only_group(false);
    assert_int_equal(json_array_size(documents), TC_LENGTH(expected));
    assert_string_equal(help_string(json_array_get(documents, 0), "path"), "kho/goc.txt");
    for (size_t i = 0; i < TC_LENGTH(expected); i++) {
        const json_t *item = by_path(documents, expected[i][0]);
        assert_non_null(item);
        assert_string_equal(help_string(item, "role"), expected[i][1]);
    }
    json_t *differs = json_object_get(by_path(documents, "kho/lai.txt"), "differs");
    assert_string_equal(json_string_value(json_array_get(differs, 0)), "number");
    assert_string_equal(json_string_value(json_array_get(differs, 1)), "date");
    json_decref(documents);
}

static void exact_duplicates_are_files_with_the_same_bytes(void **state)
{
    (void)state;
    json_t *documents = only_group(true);
    assert_int_equal(json_array_size(documents), 2);
    json_decref(documents);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_borrowed_paragraph_leads_to_its_source_and_is_shown),
        cmocka_unit_test(set_wording_alone_makes_nothing_similar),
        cmocka_unit_test(a_copy_is_wholly_similar_and_comes_first),
        cmocka_unit_test(a_document_that_is_not_there_is_said),
        cmocka_unit_test(copies_drafts_and_reissues_are_one_group_and_are_called_so),
        cmocka_unit_test(exact_duplicates_are_files_with_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, open_archive, help_close);
}
