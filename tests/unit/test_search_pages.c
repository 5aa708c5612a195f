// SPDX-License-Identifier: GPL-3.0-or-later
// Properties of answers over some hundred generated documents.
#include "search_help.h"

#include "base/utf8.h"
#include "text/token.h"

enum { DOCUMENTS = 420 };

static char *bodies[DOCUMENTS], *paths[DOCUMENTS];

// Words in a fixed disorder; every document has "đất", every third "đai", and each tenth is a copy of the one before.
static void write_body(size_t i, struct tc_buf *ret)
{
    static const char *const words[] = {"tỉnh", "ủy",   "hội", "nghị", "kết",  "luận", "nông",  "thôn",  "cán",
                                        "bộ",   "giám", "sát", "nước", "sạch", "công", "trình", "huyện", "xã"};
    size_t seed = i % 10 == 9 ? i - 1 : i;
    tc_buf_printf(ret, "Báo cáo thứ %zu\n\n", seed);
    for (size_t k = 0; k < 60 + seed % 40; k++) {
        seed = seed * 1103515245 + 12345;
        tc_buf_printf(ret, "%s%s", words[(seed >> 16) % TC_LENGTH(words)], k % 11 == 10 ? ".\n" : " ");
        if (k == 20)
            tc_buf_str(ret, i % 3 ? "đất " : "đất đai ");
    }
}

static int open_texts(void **state)
{
    (void)state;
    struct help_text texts[DOCUMENTS];
    for (size_t i = 0; i < DOCUMENTS; i++) {
        struct tc_buf body = {0};
        write_body(i, &body);
        bodies[i] = tc_buf_take(&body);
        paths[i] = tc_xasprintf("kho/%zu.txt", i);
        texts[i] = (struct help_text){paths[i], bodies[i]};
    }
    return help_open(texts, DOCUMENTS);
}

static int close_texts(void **state)
{
    for (size_t i = 0; i < DOCUMENTS; i++) {
        free(bodies[i]);
        free(paths[i]);
    }
    return help_close(state);
}

static void pages_neither_repeat_nor_lose(bool no_fold, uint32_t page)
{
    char seen[DOCUMENTS] = {0};
    size_t shown = 0;
    for (uint32_t offset = 0;; offset += page) {
        struct tc_search_options options = {.limit = page, .offset = offset, .no_fold = no_fold};
        const struct tc_results *results = help_search_with("đất hội nghị", &options);
        for (size_t i = 0; i < results->hit_count; i++) {
            size_t number = strtoul(results->hits[i].path + 4, NULL, 10);
            assert_false(seen[number]);
            seen[number] = 1;
            assert_int_equal(results->hits[i].rank, offset + i + 1);
            shown += 1 + results->hits[i].copies;
        }
        bool is_last = results->hit_count < page;
        tc_results_free(results);
        if (is_last)
            break;
    }
    assert_int_equal(shown, DOCUMENTS);
}

static void paging_never_repeats_or_loses_a_hit(void **state)
{
    (void)state;
    pages_neither_repeat_nor_lose(true, 37);
    pages_neither_repeat_nor_lose(true, 1000);
}

static void paging_with_copies_folded_neither(void **state)
{
    (void)state;
    pages_neither_repeat_nor_lose(false, 37);
}

static void the_total_is_what_a_count_by_hand_gives(void **state)
{
    (void)state;
    const struct tc_results *results = help_search("\"đất đai\"");
    assert_int_equal(results->total, DOCUMENTS / 3);
    assert_true(results->exact_total);
    tc_results_free(results);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

static void highlights_fall_on_characters_and_whole_words(void **state)
{
    (void)state;
    static const char *const queries[] = {"kết luận hội nghị", "nuoc sach", "\"công trình\"", "cán bộ giám sát xã"};
    for (size_t q = 0; q < TC_LENGTH(queries); q++) {
        const struct tc_results *results = help_search(queries[q]);
        assert_true(results->hit_count > 0);
        for (size_t i = 0; i < results->hit_count; i++) {
            const struct tc_hit *hit = &results->hits[i];
            size_t len = strlen(hit->snippet);
            uint32_t before = 0;
            assert_true(len > 0 && len < 700);
            assert_true(tc_utf8_is_valid(hit->snippet, len, NULL));
            assert_true(hit->span_count > 0);
            for (size_t k = 0; k < hit->span_count; k++) {
                assert_true(hit->spans[k].start >= before && hit->spans[k].end > hit->spans[k].start);
                assert_true(hit->spans[k].end <= len);
                assert_true(tc_utf8_is_boundary(hit->snippet, len, hit->spans[k].start));
                assert_true(tc_utf8_is_boundary(hit->snippet, len, hit->spans[k].end));
                assert_true(hit->spans[k].start == 0 || is_blank(hit->snippet[hit->spans[k].start - 1]));
                before = hit->spans[k].end;
            }
        }
        tc_results_free(results);
    }
}

static void every_word_of_a_snippet_finds_its_document(void **state)
{
    (void)state;
    const struct tc_results *results = help_search("kết luận nông thôn");
    const char *snippet = results->hits[0].snippet;
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    const struct tc_token *token;
    tc_tokenizer_start(tokenizer, snippet, strlen(snippet));
    while (tc_tokenizer_next(tokenizer, &token)) {
        struct tc_search_options options = {.limit = DOCUMENTS, .no_fold = true, .no_snippets = true};
        char *query = tc_xasprintf("+%s", token->exact);
        const struct tc_results *found = help_search_with(query, &options);
        bool is_there = false;
        for (size_t i = 0; i < found->hit_count && !is_there; i++)
            is_there = !strcmp(found->hits[i].id, results->hits[0].id);
        assert_true(is_there);
        tc_results_free(found);
        free(query);
    }
    tc_tokenizer_free(tokenizer);
    tc_results_free(results);
}

static void copies_are_named(void **state)
{
    (void)state;
    const struct tc_results *results = help_search("\"báo cáo thứ 28\"");
    assert_int_equal(results->hit_count, 1);
    assert_int_equal(results->hits[0].copies, 1);
    assert_int_equal(strlen(results->hits[0].copy_ids[0]), 16);
    tc_results_free(results);
}

static void passages_are_lines_of_their_document(void **state)
{
    (void)state;
    struct tc_search_options options = {.passages = true};
    const struct tc_results *results = help_search_with("kết luận hội nghị", &options);
    assert_true(results->hit_count > 0);
    for (size_t i = 0; i < results->hit_count; i++) {
        const struct tc_hit *hit = &results->hits[i];
        const char *body = bodies[strtoul(hit->path + 4, NULL, 10)];
        size_t len = hit->passage_end - hit->passage_start;
        assert_int_equal(len, strlen(hit->snippet));
        assert_memory_equal(body + hit->passage_start, hit->snippet, len);
        assert_true(hit->passage_start == 0 || body[hit->passage_start - 1] == '\n');
    }
    tc_results_free(results);
}

static void a_document_opens_by_id_and_path(void **state)
{
    (void)state;
    struct tc_document_view *view;
    size_t len;
    assert_int_equal(tc_document_open(help_archive, "kho/5.txt", &view, NULL, NULL), TC_OK);
    assert_string_equal(tc_document_view_path(view), "kho/5.txt");
    assert_string_equal(tc_document_view_text(view, &len), bodies[5]);
    char *id = tc_xstrdup(tc_document_view_id(view));
    struct tc_span *spans;
    size_t count;
    assert_int_equal(tc_document_highlight(view, "đất", 10, &spans, &count, NULL), TC_OK);
    assert_int_equal(count, 1);
    assert_memory_equal(bodies[5] + spans[0].start, "đất", strlen("đất"));
    free(spans);
    tc_document_close(view);
    assert_int_equal(tc_document_open(help_archive, id, &view, NULL, NULL), TC_OK);
    tc_document_close(view);
    free(id);
    struct tc_error err;
    assert_int_equal(tc_document_open(help_archive, "kho/khong-co.txt", &view, NULL, &err), TC_ERR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paging_never_repeats_or_loses_a_hit),
        cmocka_unit_test(paging_with_copies_folded_neither),
        cmocka_unit_test(the_total_is_what_a_count_by_hand_gives),
        cmocka_unit_test(highlights_fall_on_characters_and_whole_words),
        cmocka_unit_test(every_word_of_a_snippet_finds_its_document),
        cmocka_unit_test(copies_are_named),
        cmocka_unit_test(passages_are_lines_of_their_document),
        cmocka_unit_test(a_document_opens_by_id_and_path),
    };
    return cmocka_run_group_tests(tests, open_texts, close_texts);
}
