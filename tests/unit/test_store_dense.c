// SPDX-License-Identifier: GPL-3.0-or-later
// An archive large enough for the tables of frequent words: they change how quickly something is found, never what.
#include "store_help.h"

#include <glob.h>

enum { COVERED = 4500, LATER = 200, DOCUMENTS = COVERED + LATER, LENGTH = 14, WORDS = 34, QUERIES = 120 };

// The first are in most documents, the last in a few; two are one word but for its marks.
static const char *const words[WORDS] = {"và",   "của",  "các",  "hội",  "nghị", "kết",  "luận", "ket",   "đảng",
                                         "bộ",   "tỉnh", "ủy",   "ban",  "chấp", "hành", "công", "tác",   "dân",
                                         "vận",  "xây",  "dựng", "nông", "thôn", "mới",  "văn",  "phòng", "khóa",
                                         "phát", "huy",  "vốn",  "đất",  "rừng", "kè",   "ngõ"};
static uint8_t texts[DOCUMENTS + 1][LENGTH];
static bool is_gone[DOCUMENTS + 1];
static struct tc_reader *reader;

static uint32_t roll(uint32_t below)
{
    static uint64_t dice = 11;
    dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(dice >> 33) % below;
}

static void put(struct tc_writer *writer, unsigned doc)
{
    char text[LENGTH * 8] = "", path[32];
    for (int i = 0; i < LENGTH; i++) {
        uint32_t word = roll(WORDS), other = roll(WORDS);
        texts[doc][i] = (uint8_t)(word < other ? word : other);
        strcat(strcat(text, i ? " " : ""), words[texts[doc][i]]);
    }
    snprintf(path, sizeof path, "kho/%u", doc);
    struct help_doc d = {.path = path, .text = text, .type = doc % 3 ? "kết luận" : "báo cáo"};
    OK(help_put(writer, &d, ERR));
}

static int setup(void **state)
{
    help_setup(state);
    struct tc_writer *writer;
    OK(tc_writer_open(help_directory(), &writer, ERR));
    for (unsigned doc = 1; doc <= COVERED; doc++)
        put(writer, doc);
    OK(tc_writer_compact(writer, ERR));
    for (unsigned doc = COVERED + 1; doc <= DOCUMENTS; doc++)
        put(writer, doc);
    for (unsigned doc = 7; doc <= DOCUMENTS; doc += 90) {
        char path[32], id[17];
        snprintf(path, sizeof path, "kho/%u", doc);
        tc_document_id(path, id);
        OK(tc_writer_delete(writer, id, ERR));
        is_gone[doc] = true;
    }
    OK(tc_writer_commit(writer, ERR));
    tc_writer_close(writer);
    OK(tc_reader_open(help_directory(), &reader, ERR));
    return 0;
}

static int teardown(void **state)
{
    tc_reader_close(reader);
    return help_teardown(state);
}

// --- what is true

static bool has(unsigned doc, uint32_t word)
{
    for (int i = 0; i < LENGTH; i++)
        if (texts[doc][i] == word)
            return true;
    return false;
}

static bool has_run(unsigned doc, const uint32_t *run, int count)
{
    for (int i = 0; i + count <= LENGTH; i++) {
        int k = 0;
        while (k < count && texts[doc][i + k] == run[k])
            k++;
        if (k == count)
            return true;
    }
    return false;
}

struct question {
    uint32_t a, b, c;
};
enum shape { BOTH, EITHER, WITHOUT, PHRASE, PHRASE_OF_THREE, NOT_PHRASE, SPELLINGS, SHAPES };

static bool fits(enum shape shape, unsigned doc, const struct question *q)
{
    const uint32_t run[] = {q->a, q->b, q->c}, kết[] = {5, 6}, ket[] = {7, 6};
    switch (shape) {
    case BOTH:
        return has(doc, q->a) && has(doc, q->b) && has(doc, q->c);
    case EITHER:
        return has(doc, q->a) || has(doc, q->b);
    case WITHOUT:
        return has(doc, q->a) && !has(doc, q->b);
    case PHRASE:
        return has_run(doc, run, 2);
    case PHRASE_OF_THREE:
        return has_run(doc, run, 3);
    case NOT_PHRASE:
        return has(doc, q->c) && !has_run(doc, run, 2);
    default:
        return has_run(doc, kết, 2) || has_run(doc, ket, 2);
    }
}

static struct tc_node *tree(enum shape shape, const struct question *q)
{
    const char *a = words[q->a], *b = words[q->b], *c = words[q->c];
    switch (shape) {
    case BOTH:
        return N(TC_OP_AND, T(a), T(b), T(c), NULL);
    case EITHER:
        return N(TC_OP_OR, T(a), T(b), NULL);
    case WITHOUT:
        return N(TC_OP_AND_NOT, T(a), T(b), NULL);
    case PHRASE:
        return N(TC_OP_PHRASE, T(a), T(b), NULL);
    case PHRASE_OF_THREE:
        return N(TC_OP_PHRASE, T(a), T(b), T(c), NULL);
    case NOT_PHRASE:
        return N(TC_OP_AND_NOT, T(c), N(TC_OP_PHRASE, T(a), T(b), NULL), NULL);
    default:
        return N(TC_OP_PHRASE, N(TC_OP_SYNONYM, T("kết"), T("ket"), NULL), T("luận"), NULL);
    }
}

// --- what is found

static void every_document_is_found_that_should_be(void **state)
{
    (void)state;
    for (int i = 0; i < QUERIES; i++) {
        struct question q = {roll(WORDS), roll(WORDS), roll(WORDS)};
        enum shape shape = (enum shape)(i % SHAPES);
        struct tc_match_options options = {.count = DOCUMENTS, .check_at_least = DOCUMENTS, .sort_slot = -1};
        struct tc_matches found;
        OK(tc_reader_match(reader, tree(shape, &q), &options, &found, ERR));
        uint32_t right = 0;
        for (unsigned doc = 1; doc <= DOCUMENTS; doc++)
            right += !is_gone[doc] && fits(shape, doc, &q);
        assert_int_equal(found.total, right);
        assert_int_equal(found.count, right);
        assert_true(found.is_exact);
        for (size_t k = 0; k < found.count; k++) {
            assert_true(!is_gone[found.items[k].doc] && fits(shape, found.items[k].doc, &q));
            if (k)
                assert_true(found.items[k].weight <= found.items[k - 1].weight);
        }
        tc_matches_fini(&found);
        help_reset();
    }
}

// The best few are the same whether all are asked for or only these.
static void a_short_list_begins_the_long_one(void **state)
{
    (void)state;
    for (int i = 0; i < QUERIES; i++) {
        struct question q = {roll(WORDS), roll(WORDS), roll(WORDS)};
        struct tc_node *query = N(TC_OP_OR, T(words[q.a]), T(words[q.b]), T(words[q.c]), T("và"), T("của"), NULL);
        struct tc_match_options all = {.count = DOCUMENTS, .sort_slot = -1}, some = {.count = 20, .sort_slot = -1};
        struct tc_matches long_list, short_list;
        OK(tc_reader_match(reader, query, &all, &long_list, ERR));
        OK(tc_reader_match(reader, query, &some, &short_list, ERR));
        assert_int_equal(short_list.total, long_list.total);
        for (size_t k = 0; k < short_list.count; k++)
            assert_int_equal(short_list.items[k].doc, long_list.items[k].doc);
        tc_matches_fini(&long_list);
        tc_matches_fini(&short_list);
        help_reset();
    }
}

// A common phrase need not be looked for everywhere: what comes fits, and the total is owned to be a reckoning.
static void a_reckoned_total_says_so(void **state)
{
    (void)state;
    struct tc_match_options options = {.count = 5, .check_at_least = 100, .sort_slot = -1};
    struct tc_matches found;
    const uint32_t run[] = {0, 1};
    OK(tc_reader_match(reader, N(TC_OP_PHRASE, T("và"), T("của"), NULL), &options, &found, ERR));
    assert_int_equal(found.count, 5);
    assert_false(found.is_exact);
    uint32_t right = 0;
    for (unsigned doc = 1; doc <= DOCUMENTS; doc++)
        right += !is_gone[doc] && has_run(doc, run, 2);
    assert_in_range(found.total, right / 3, right * 3);
    for (size_t k = 0; k < found.count; k++)
        assert_true(has_run(found.items[k].doc, run, 2));
    tc_matches_fini(&found);
    help_reset();
}

static void damaged_tables_are_reported(void **state)
{
    (void)state;
    for (int table = 0; table < 2; table++) {
        char pattern[128];
        glob_t paths;
        snprintf(pattern, sizeof pattern, "%s/%s.*", help_directory(), table ? "pairs" : "dense");
        assert_int_equal(glob(pattern, 0, NULL, &paths), 0);
        assert_int_equal(paths.gl_pathc, 1);
        struct tc_buf report = {0};
        OK(tc_store_verify(help_directory(), &report, ERR));
        FILE *f = fopen(paths.gl_pathv[0], "r+b");
        assert_non_null(f);
        fseek(f, -40, SEEK_END);
        int byte = fgetc(f);
        fseek(f, -40, SEEK_END);
        fputc(byte ^ 0x10, f);
        fclose(f);
        assert_int_equal(tc_store_verify(help_directory(), &report, NULL), TC_ERR_CORRUPT);
        assert_non_null(strstr(report.data, "frequent words"));
        f = fopen(paths.gl_pathv[0], "r+b");
        fseek(f, -40, SEEK_END);
        fputc(byte, f);
        fclose(f);
        tc_buf_fini(&report);
        globfree(&paths);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_document_is_found_that_should_be),
        cmocka_unit_test(a_short_list_begins_the_long_one),
        cmocka_unit_test(a_reckoned_total_says_so),
        cmocka_unit_test(damaged_tables_are_reported),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
