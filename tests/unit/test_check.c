// SPDX-License-Identifier: GPL-3.0-or-later
#include "drafting_help.h"

#include "base/lang.h"

static const char *head =
    "TỈNH ỦY VÂN TRÌ\n*\nSố 25-BC/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nVân Trì, ngày 10 tháng 6 năm 2013\n\n"
    "BÁO CÁO\nvề nghề trồng dâu nuôi tằm\n\n";

// The findings on a sentence of a draft of June 2013: "date-mismatch (text); …".
static char *found(const char *sentence, const char *date)
{
    char *text = NULL, *draft = tc_xasprintf("%s%s\n", head, sentence);
    struct tc_error err = {0};
    struct tc_buf buf = {0};
    if (tc_check_text_json(help_archive, draft, strlen(draft), "draft", date, &text, &err) != TC_OK)
        fail_msg("%s: %s", sentence, err.message);
    json_t *root = help_json(text), *finding;
    size_t i;
    tc_buf_str(&buf, "");
    json_array_foreach(json_object_get(root, "findings"), i, finding)
    {
        size_t start = (size_t)json_integer_value(json_object_get(finding, "start")),
               end = (size_t)json_integer_value(json_object_get(finding, "end"));
        assert_true(start < end && end <= strlen(draft));
        assert_int_equal(strncmp(draft + start, help_string(finding, "text"), end - start), 0);
        tc_buf_printf(&buf, "%s%s (%s)", i ? "; " : "", help_string(finding, "code"), help_string(finding, "text"));
    }
    json_decref(root);
    free(draft);
    return tc_buf_take(&buf);
}

static void finds_as_of(const char *sentence, const char *date, const char *expected)
{
    char *list = found(sentence, date);
    if (strcmp(list, expected) != 0)
        fail_msg("%s\n  gives %s\n  not   %s", sentence, list, expected);
    free(list);
}

static void finds(const char *sentence, const char *expected)
{
    finds_as_of(sentence, NULL, expected);
}

static void a_right_citation_has_no_finding(void **state)
{
    (void)state;
    finds(
        "Thực hiện Nghị quyết số 08-NQ/TU, ngày 12/9/2011 của Tỉnh ủy về phát triển nghề trồng dâu nuôi tằm giai đoạn "
        "2011 - 2015, toàn tỉnh đã có tiến bộ.",
        "");
    finds("Thực hiện Nghị quyết số 08-NQ/TU, các huyện đã có tiến bộ.", "");
}

static void the_fields_of_a_citation_are_held_against_the_archive(void **state)
{
    (void)state;
    finds("Thực hiện Kết luận số 17-KL/TU, ngày 06/3/2013 của Tỉnh ủy.",
          "date-mismatch (Kết luận số 17-KL/TU, ngày 06/3/2013)");
    finds("Thực hiện Chỉ thị số 17-KL/TU, ngày 05/3/2013 của Tỉnh ủy.",
          "type-mismatch (Chỉ thị số 17-KL/TU, ngày 05/3/2013)");
    finds("Thực hiện Kết luận số 17-KL/TU, ngày 05/3/2013 của Ủy ban nhân dân tỉnh.",
          "issuer-mismatch (Ủy ban nhân dân tỉnh)");
    finds("Thực hiện Nghị quyết số 08-NQ/TU, ngày 12/9/2011 của Tỉnh ủy về “phát triển nghề trồng dâu nuôi ong”.",
          "title-mismatch (phát triển nghề trồng dâu nuôi ong)");
    finds("Thực hiện Nghị quyết số 08-NQ/TU, ngày 12/9/2011 của Tỉnh ủy về phát triển nghề trồng chè giai đoạn 2011 - "
          "2015.",
          "title-mismatch (phát triển nghề trồng chè giai đoạn 2011 - 2015)");
}

static void titles_that_are_only_alluded_to_are_left_alone(void **state)
{
    (void)state;
    finds("Thực hiện Nghị quyết số 08-NQ/TU, ngày 12/9/2011 của Tỉnh ủy về phát triển nghề trồng dâu đạt kết quả bước "
          "đầu.",
          "");
}

static void what_cannot_be_found_is_said_to_be_so(void **state)
{
    (void)state;
    finds("Thực hiện Kế hoạch số 41-KH/TU, ngày 02/02/2012 của Tỉnh ủy.",
          "not-in-archive (Kế hoạch số 41-KH/TU, ngày 02/02/2012)");
    finds("Thực hiện Kết luận số 17-KL/ TU trong năm.", "malformed (Kết luận số 17-KL/ TU)");
    // the number that this paper itself carries
    finds_as_of("Thực hiện Quy định số 08-QĐi/TW, ngày 25/10/2018 về nêu gương.", "2019-01-01", "");
}

static void a_number_of_several_documents_is_ambiguous_where_nothing_decides(void **state)
{
    (void)state;
    // in 2023 both resolutions of the province are of earlier terms
    finds_as_of("Thực hiện Nghị quyết số 08-NQ/TU của Tỉnh ủy.", "2023-06-10", "ambiguous (Nghị quyết số 08-NQ/TU)");
}

static void a_number_without_date_is_not_that_of_a_place_the_draft_does_not_name(void **state)
{
    (void)state;
    const char *own_head = head;
    head = "HUYỆN ỦY BẢN KHOANG\n*\nSố 25-BC/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nBản Khoang, ngày 10 tháng 6 năm 2013\n\n"
           "BÁO CÁO\nvề nghề trồng dâu nuôi tằm\n\n";
    finds("Thực hiện Chỉ thị số 17-KL/TU của Tỉnh ủy về một việc khác hẳn.",
          "type-mismatch (Chỉ thị số 17-KL/TU); not-in-archive (Chỉ thị số 17-KL/TU)");
    finds("Thực hiện Kết luận số 17-KL/TU, ngày 06/3/2013 của Tỉnh ủy.",
          "not-in-archive (Kết luận số 17-KL/TU, ngày 06/3/2013)");
    finds("Thực hiện Kết luận số 17-KL/TU, ngày 06/3/2013 của Tỉnh ủy Vân Trì.",
          "date-mismatch (Kết luận số 17-KL/TU, ngày 06/3/2013)");
    // the day is that of the paper: the same number on the same day elsewhere would be a chance
    finds("Thực hiện Chỉ thị số 17-KL/TU, ngày 05/3/2013 của Tỉnh ủy.",
          "type-mismatch (Chỉ thị số 17-KL/TU, ngày 05/3/2013)");
    head = own_head;
}

static void papers_of_the_tables_need_not_be_in_the_archive(void **state)
{
    (void)state;
    finds("Thực hiện Nghị quyết số 13-NQ/TW, ngày 16/01/2012 của Trung ương.", "");
    finds("Thực hiện Nghị quyết số 13-NQ/TW, ngày 26/01/2012 của Trung ương.",
          "date-mismatch (Nghị quyết số 13-NQ/TW, ngày 26/01/2012)");
}

static void time_is_heeded(void **state)
{
    (void)state;
    finds("Thực hiện Chỉ thị số 09-CT/TU, ngày 04/5/2012 của Tỉnh ủy.",
          "superseded (Chỉ thị số 09-CT/TU, ngày 04/5/2012)");
    finds_as_of("Thực hiện Chỉ thị số 09-CT/TU, ngày 04/5/2012 của Tỉnh ủy.", "2012-12-01", "");
    finds("Chuẩn bị thực hiện Nghị quyết số 08-NQ/TU, ngày 20/10/2016 của Tỉnh ủy.",
          "cites-the-future (Nghị quyết số 08-NQ/TU, ngày 20/10/2016)");
}

static void quotations_are_held_against_their_document(void **state)
{
    (void)state;
    finds("Nghị quyết số 08-NQ/TU, ngày 12/9/2011 nêu: “Phấn đấu đến năm 2015 toàn tỉnh có hai nghìn héc ta dâu”.", "");
    finds("Nghị quyết số 08-NQ/TU, ngày 12/9/2011 nêu: “Phấn đấu đến năm 2015 toàn tỉnh có chín nghìn héc ta dâu”.",
          "quote-differs (Phấn đấu đến năm 2015 toàn tỉnh có chín nghìn héc ta dâu)");
    finds("Nghị quyết số 08-NQ/TU, ngày 12/9/2011 nêu: “các huyện ủy kiểm tra giống tằm trước mỗi vụ”.",
          "quote-not-found (các huyện ủy kiểm tra giống tằm trước mỗi vụ)");
    // short ones, and those after others in the same sentence
    finds("Phát động phong trào “dâu” và “tằm”; Nghị quyết số 08-NQ/TU, ngày 12/9/2011 nêu: “Phấn đấu đến năm 2015 "
          "toàn tỉnh "
          "có chín nghìn héc ta dâu”.",
          "quote-differs (Phấn đấu đến năm 2015 toàn tỉnh có chín nghìn héc ta dâu)");
}

static void the_rules_of_2026_ask_for_the_full_form_first(void **state)
{
    (void)state;
    finds_as_of("Thực hiện Kết luận số 17-KL/TU của Tỉnh ủy.", "2026-06-10", "form (Kết luận số 17-KL/TU)");
    finds_as_of("Thực hiện Kết luận số 17-KL/TU, ngày 05/3/2013 của Tỉnh ủy.", "2026-06-10",
                "form (Kết luận số 17-KL/TU, ngày 05/3/2013)");
    finds_as_of("Thực hiện Kết luận số 17-KL/TU, ngày 05/3/2013 về sơ kết việc thực hiện Nghị quyết.", "2026-06-10",
                "form (Kết luận số 17-KL/TU, ngày 05/3/2013)");
    finds_as_of("Thực hiện Kết luận số 17-KL/TU, ngày 05/3/2013 của Tỉnh ủy về sơ kết việc thực hiện Nghị quyết. Tổng "
                "kết Kết luận số 17-KL/TU, ngày 05/3/2013.",
                "2026-06-10", "form (Kết luận số 17-KL/TU, ngày 05/3/2013)");
    finds_as_of("Thực hiện Kết luận số 17-KL/TU, ngày 05/3/2013 của Tỉnh ủy về sơ kết việc thực hiện Nghị quyết. Tổng "
                "kết Kết luận 17-KL/TU.",
                "2026-06-10", "");
    finds("Thực hiện Kết luận số 17-KL/TU của Tỉnh ủy.", "");
}

static void short_quotations_are_reported_only_with_a_clear_slip(void **state)
{
    (void)state;
    finds("Nghị quyết số 08-NQ/TU, ngày 12/9/2011 nêu: “mỗi huyện có một cơ sở ươm tơ”.", "");
    finds("Nghị quyết số 08-NQ/TU, ngày 12/9/2011 nêu rõ: “góp đất trồng dâu”.", "");
    finds("Nghị quyết số 08-NQ/TU, ngày 12/9/2011 nêu rõ: “góp vốn trồng dâu”.", "quote-differs (góp vốn trồng dâu)");
    finds("Nghị quyết số 08-NQ/TU, ngày 12/9/2011 quy định: “mỗi xã có một cơ sở ươm”.",
          "quote-differs (mỗi xã có một cơ sở ươm)");
    // names and slogans, and what nothing says to be a quotation
    finds("Thực hiện Nghị quyết số 08-NQ/TU, ngày 12/9/2011, phong trào “góp vốn trồng dâu” lan rộng.", "");
    finds("Thực hiện Nghị quyết số 08-NQ/TU, ngày 12/9/2011, nhiều nơi “góp vốn trồng dâu” có lãi.", "");
    finds("Nghị quyết số 08-NQ/TU, ngày 12/9/2011 nêu: “nhà nhà nuôi ong mật”.", "");
}

static void what_people_say_is_no_quotation_of_a_paper(void **state)
{
    (void)state;
    finds(
        "Từ khi có Nghị quyết số 08-NQ/TU, ngày 12/9/2011, một cán bộ thôn kể: “Trước kia cả bản chỉ trồng ngô, nay đã "
        "khác nhiều”.",
        "");
    finds("Nghị quyết số 08-NQ/TU, ngày 12/9/2011 nêu: “Trước kia cả bản chỉ trồng ngô, nay đã khác nhiều”.",
          "quote-not-found (Trước kia cả bản chỉ trồng ngô, nay đã khác nhiều)");
}

static const char state_head[] =
    "ỦY BAN NHÂN DÂN\nTỈNH VÂN TRÌ\n-------\nSố: 31/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nVân Trì, ngày 10 tháng 6 năm 2021\n\nKẾ HOẠCH\nvề nghề trồng dâu nuôi tằm\n\n";

// State papers have a rule of their own, six years older: it is the layout of the draft that decides, not what it
// cites.
static void state_papers_are_under_their_own_rule(void **state)
{
    (void)state;
    const char *party_head = head;
    head = state_head;
    finds("Căn cứ Kết luận số 17-KL/TU của Tỉnh ủy;", "form (Kết luận số 17-KL/TU)");
    finds("Căn cứ Kết luận số 17-KL/TU ngày 05 tháng 3 năm 2013 của Tỉnh ủy về sơ kết việc thực hiện Nghị quyết. Triển "
          "khai Kết luận số 17-KL/TU ngày 05 tháng 3 năm 2013.",
          "form (Kết luận số 17-KL/TU ngày 05 tháng 3 năm 2013)");
    finds("Căn cứ Kết luận số 17-KL/TU ngày 05 tháng 3 năm 2013 của Tỉnh ủy về sơ kết việc thực hiện Nghị quyết. Triển "
          "khai Kết luận số 17-KL/TU.",
          "");
    finds_as_of("Căn cứ Kết luận số 17-KL/TU của Tỉnh ủy;", "2019-12-31", "");
    // of a law only type and name
    finds("Căn cứ Luật Đất đai số 45/2013/QH13;", "");
    head = party_head;
    finds_as_of("Căn cứ Kết luận số 17-KL/TU của Tỉnh ủy;", "2021-06-10", "");
}

int main(void)
{
    tc_lang_set(TC_LANG_EN);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_right_citation_has_no_finding),
        cmocka_unit_test(the_fields_of_a_citation_are_held_against_the_archive),
        cmocka_unit_test(titles_that_are_only_alluded_to_are_left_alone),
        cmocka_unit_test(what_cannot_be_found_is_said_to_be_so),
        cmocka_unit_test(a_number_of_several_documents_is_ambiguous_where_nothing_decides),
        cmocka_unit_test(a_number_without_date_is_not_that_of_a_place_the_draft_does_not_name),
        cmocka_unit_test(papers_of_the_tables_need_not_be_in_the_archive),
        cmocka_unit_test(time_is_heeded),
        cmocka_unit_test(quotations_are_held_against_their_document),
        cmocka_unit_test(short_quotations_are_reported_only_with_a_clear_slip),
        cmocka_unit_test(what_people_say_is_no_quotation_of_a_paper),
        cmocka_unit_test(the_rules_of_2026_ask_for_the_full_form_first),
        cmocka_unit_test(state_papers_are_under_their_own_rule),
    };
    return cmocka_run_group_tests(tests, help_drafting_open, help_close);
}
