// SPDX-License-Identifier: GPL-3.0-or-later
// An archive over time: making, replacing, deleting, squeezing, crashing.
#include "store_help.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

static struct help_doc doc(const char *path, const char *text)
{
    return (struct help_doc){path, text, NULL, "tin", "20200101", 0};
}

static void opening_a_missing_archive_says_not_found(void **state)
{
    (void)state;
    struct tc_reader *reader = NULL;
    struct tc_error err;
    assert_int_equal(tc_reader_open("/nonexistent/archive", &reader, &err), TC_ERR_NOT_FOUND);
    assert_null(reader);
    assert_non_null(strstr(err.message, "/nonexistent/archive"));
    assert_int_equal(tc_reader_open(help_directory(), &reader, &err), TC_ERR_NOT_FOUND);
}

static void what_was_put_comes_back(void **state)
{
    (void)state;
    struct help_doc d = doc("kho/a/b.txt", "kết luận số 44-KL/TU về công tác");
    help_fill(&d, 1);
    struct tc_reader *reader;
    OK(tc_reader_open(help_directory(), &reader, ERR));
    assert_int_equal(tc_reader_count(reader), 1);
    char id[17], back[17];
    tc_document_id(d.path, id);
    tc_docid number;
    assert_true(tc_reader_find(reader, id, &number));
    struct tc_buf buf = {0};
    OK(tc_reader_identity(reader, number, back, &buf, ERR));
    assert_string_equal(back, id);
    assert_string_equal(buf.data, d.path);
    tc_buf_clear(&buf);
    OK(tc_reader_text(reader, number, 0, UINT32_MAX, &buf, ERR));
    assert_string_equal(buf.data, d.text);
    tc_buf_clear(&buf);
    OK(tc_reader_text(reader, number, 6, 12, &buf, ERR));
    assert_int_equal(buf.len, 6);
    tc_buf_clear(&buf);
    OK(tc_reader_record(reader, number, &buf, ERR));
    assert_string_equal(buf.data, "{\"path\":\"kho/a/b.txt\"}");
    tc_buf_clear(&buf);
    OK(tc_reader_value(reader, number, TC_SLOT_TYPE, &buf, ERR));
    assert_string_equal(buf.data, "tin");
    struct tc_stream stream;
    OK(tc_reader_stream(reader, number, &stream, ERR));
    assert_int_equal(stream.tokens, 7);
    struct tc_error err;
    assert_int_equal(tc_reader_text(reader, 99, 0, 1, &buf, &err), TC_ERR_NOT_FOUND);
    tc_buf_fini(&buf);
    tc_reader_close(reader);
}

static void long_texts_come_back_from_any_place(void **state)
{
    (void)state;
    struct tc_buf text = {0};
    for (int i = 0; i < 20000; i++)
        tc_buf_printf(&text, "từ%d ", i * 7919 % 5000);
    struct help_doc d = doc("kho/dài", text.data);
    help_fill(&d, 1);
    struct tc_reader *reader;
    OK(tc_reader_open(help_directory(), &reader, ERR));
    struct tc_buf part = {0};
    for (uint32_t at = 0; at + 100 < text.len; at += 7777) {
        tc_buf_clear(&part);
        OK(tc_reader_text(reader, 1, at, at + 100, &part, ERR));
        assert_int_equal(part.len, 100);
        assert_memory_equal(part.data, text.data + at, 100);
    }
    uint32_t token, offset = tc_reader_token_offset(reader, 1, 1000, &token);
    assert_true(token <= 1000 && token > 900);
    char word[16];
    snprintf(word, sizeof word, "từ%u ", token * 7919 % 5000);
    assert_memory_equal(text.data + offset, word, strlen(word));
    tc_buf_fini(&part);
    tc_buf_fini(&text);
    tc_reader_close(reader);
}

// Ids from 16384 on take four bytes of the stream.
static void rare_words_with_high_numbers_stand_in_phrases_too(void **state)
{
    (void)state;
    struct tc_buf text = {0};
    for (int i = 0; i < 20000; i++)
        tc_buf_printf(&text, "w%d ", i);
    tc_buf_str(&text, "w19999 w7 w19998 w7 w8 w9 w10 w11 w12 w13 w14 w19997 w16 w17");
    struct help_doc d = doc("kho/1", text.data);
    help_fill(&d, 1);
    struct tc_reader *reader;
    OK(tc_reader_open(help_directory(), &reader, ERR));
    static const struct {
        const char *words[12];
        const char *found;
    } phrases[] = {
        {{"w18000", "w18001", "w18002"}, "1"},
        {{"w19999", "w7"}, "1"},
        {{"w7", "w19998", "w7"}, "1"},
        {{"w19998", "w7", "w19998"}, ""},
        {{"w16383", "w16384"}, "1"},
        {{"w16384", "w16383"}, ""},
        {{"w8", "w9", "w10", "w11", "w12", "w13", "w14", "w19997", "w16", "w17"}, "1"},
        {{"w8", "w9", "w10", "w11", "w12", "w13", "w14", "w19997", "w16", "w18"}, ""},
        {{"w16", "w17"}, "1"},
    };
    for (size_t i = 0; i < TC_LENGTH(phrases); i++) {
        for (int with_spellings = 0; with_spellings < 2; with_spellings++) {
            struct tc_node *phrase = N(TC_OP_PHRASE, NULL);
            for (const char *const *word = phrases[i].words; *word; word++) {
                struct tc_node *node = with_spellings ? N(TC_OP_SYNONYM, T(*word), T("w3"), NULL) : T(*word);
                help_children[500 + phrase->child_count++] = node;
            }
            phrase->children = &help_children[500];
            assert_string_equal(help_match(reader, phrase), phrases[i].found);
            help_reset();
        }
    }
    tc_buf_fini(&text);
    tc_reader_close(reader);
}

static void a_replaced_document_is_found_by_its_new_text_alone(void **state)
{
    (void)state;
    struct help_doc d = doc("kho/1", "cũ xưa");
    help_fill(&d, 1);
    struct tc_reader *old;
    OK(tc_reader_open(help_directory(), &old, ERR));
    d.text = "mới toanh";
    help_fill(&d, 1);
    struct tc_reader *reader;
    OK(tc_reader_open(help_directory(), &reader, ERR));
    assert_int_equal(tc_reader_count(reader), 1);
    assert_string_equal(help_match(reader, T("cũ")), "");
    assert_string_equal(help_match(reader, T("mới")), "2");
    assert_int_equal(tc_reader_doc_freq(reader, "cũ", strlen("cũ")), 0);
    // Who opened before still reads what he saw.
    struct tc_buf buf = {0};
    OK(tc_reader_text(old, 1, 0, UINT32_MAX, &buf, ERR));
    assert_string_equal(buf.data, "cũ xưa");
    assert_string_equal(help_match(old, T("cũ")), "1");
    OK(tc_reader_reopen(old, ERR));
    assert_string_equal(help_match(old, T("cũ")), "");
    tc_buf_fini(&buf);
    tc_reader_close(old);
    tc_reader_close(reader);
    help_reset();
}

static void what_was_not_committed_is_gone(void **state)
{
    (void)state;
    struct help_doc a = doc("kho/1", "một"), b = doc("kho/2", "hai");
    help_fill(&a, 1);
    struct tc_writer *writer;
    OK(tc_writer_open(help_directory(), &writer, ERR));
    OK(help_put(writer, &b, ERR));
    tc_writer_close(writer);
    struct tc_reader *reader;
    OK(tc_reader_open(help_directory(), &reader, ERR));
    assert_int_equal(tc_reader_count(reader), 1);
    tc_reader_close(reader);
    help_fill(&b, 1);
    OK(tc_reader_open(help_directory(), &reader, ERR));
    assert_int_equal(tc_reader_count(reader), 2);
    assert_string_equal(help_match(reader, T("hai")), "2");
    tc_reader_close(reader);
    help_reset();
}

static void an_emptied_archive_is_still_one(void **state)
{
    (void)state;
    struct help_doc a = doc("kho/1", "một");
    help_fill(&a, 1);
    char id[17];
    tc_document_id("kho/1", id);
    struct tc_writer *writer;
    OK(tc_writer_open(help_directory(), &writer, ERR));
    OK(tc_writer_delete(writer, id, ERR));
    OK(tc_writer_compact(writer, ERR));
    tc_writer_close(writer);
    for (int round = 0; round < 2; round++) {
        OK(tc_writer_open(help_directory(), &writer, ERR));
        tc_writer_close(writer);
        struct tc_reader *reader;
        OK(tc_reader_open(help_directory(), &reader, ERR));
        assert_int_equal(tc_reader_count(reader), 0);
        assert_string_equal(help_match(reader, T("một")), "");
        tc_reader_close(reader);
        help_reset();
    }
    help_fill(&a, 1);
}

static void a_second_writer_is_told_to_wait(void **state)
{
    (void)state;
    struct tc_writer *first, *second = NULL;
    OK(tc_writer_open(help_directory(), &first, ERR));
    struct tc_error err;
    assert_int_equal(tc_writer_open(help_directory(), &second, &err), TC_ERR_LOCKED);
    assert_null(second);
    tc_writer_close(first);
    OK(tc_writer_open(help_directory(), &second, ERR));
    tc_writer_close(second);
}

static void settings_are_kept_and_removed(void **state)
{
    (void)state;
    struct tc_writer *writer;
    OK(tc_writer_open(help_directory(), &writer, ERR));
    OK(tc_writer_set(writer, "root:kho", "/ổ/kho", ERR));
    OK(tc_writer_commit(writer, ERR));
    struct tc_reader *reader;
    OK(tc_reader_open(help_directory(), &reader, ERR));
    char *value = tc_reader_get(reader, "root:kho");
    assert_string_equal(value, "/ổ/kho");
    free(value);
    OK(tc_writer_set(writer, "root:kho", NULL, ERR));
    OK(tc_writer_commit(writer, ERR));
    OK(tc_reader_reopen(reader, ERR));
    assert_null(tc_reader_get(reader, "root:kho"));
    tc_reader_close(reader);
    tc_writer_close(writer);
}

static void put_many(struct tc_writer *writer, int from, int to, const char *word)
{
    for (int i = from; i < to; i++) {
        char path[32], text[128];
        snprintf(path, sizeof path, "kho/%04d", i);
        snprintf(text, sizeof text, "tài liệu số%d %s hết", i, word);
        struct help_doc d = doc(path, text);
        OK(help_put(writer, &d, ERR));
    }
}

static void squeezing_drops_the_dead_and_keeps_the_rest(void **state)
{
    (void)state;
    struct tc_writer *writer;
    OK(tc_writer_open(help_directory(), &writer, ERR));
    put_many(writer, 0, 100, "cũ");
    OK(tc_writer_set(writer, "root:kho", "/kho", ERR));
    OK(tc_writer_compact(writer, ERR));
    put_many(writer, 0, 60, "mới");
    OK(tc_writer_commit(writer, ERR));
    struct tc_reader *reader, *old;
    OK(tc_reader_open(help_directory(), &old, ERR));
    OK(tc_writer_compact(writer, ERR));
    struct tc_buf report = {0};
    OK(tc_store_verify(help_directory(), &report, ERR));
    OK(tc_reader_open(help_directory(), &reader, ERR));
    assert_int_equal(tc_reader_count(reader), 100);
    assert_int_equal(tc_reader_count(old), 100);
    assert_int_equal(tc_reader_doc_freq(reader, "mới", strlen("mới")), 60);
    assert_int_equal(tc_reader_doc_freq(reader, "cũ", strlen("cũ")), 40);
    struct tc_match_options options = {.count = 200, .check_at_least = 200, .sort_slot = -1};
    struct tc_matches found;
    OK(tc_reader_match(reader, N(TC_OP_PHRASE, T("mới"), T("hết"), NULL), &options, &found, ERR));
    assert_int_equal(found.count, 60);
    for (size_t i = 0; i < found.count; i++) {
        tc_buf_clear(&report);
        OK(tc_reader_text(reader, found.items[i].doc, 0, UINT32_MAX, &report, ERR));
        assert_non_null(strstr(report.data, "mới hết"));
    }
    tc_matches_fini(&found);
    char *root = tc_reader_get(reader, "root:kho");
    assert_string_equal(root, "/kho");
    free(root);
    put_many(writer, 40, 41, "nữa");
    OK(tc_writer_commit(writer, ERR));
    OK(tc_reader_reopen(reader, ERR));
    assert_int_equal(tc_reader_count(reader), 100);
    tc_buf_fini(&report);
    tc_reader_close(reader);
    tc_reader_close(old);
    tc_writer_close(writer);
    help_reset();
}

// From the first 96 kB of texts and records on, what is stored leans on a shared start.
static void documents_of_a_larger_archive_come_back_whole(void **state)
{
    (void)state;
    enum { DOCUMENTS = 400 };
    struct tc_writer *writer;
    OK(tc_writer_open(help_directory(), &writer, ERR));
    struct tc_buf text = {0}, back = {0};
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < DOCUMENTS; i++) {
            char path[32];
            snprintf(path, sizeof path, "kho/%03d", i);
            tc_buf_clear(&text);
            for (int k = 0; k < 60; k++)
                tc_buf_printf(&text, "điều%d khoản%d ", i * 31 % 97 + k, i + round);
            struct help_doc d = doc(path, text.data);
            OK(help_put(writer, &d, ERR));
        }
        OK(tc_writer_commit(writer, ERR));
    }
    struct tc_buf report = {0};
    for (int squeezed = 0; squeezed < 2; squeezed++) {
        if (squeezed)
            OK(tc_writer_compact(writer, ERR));
        OK(tc_store_verify(help_directory(), &report, ERR));
        struct tc_reader *reader;
        OK(tc_reader_open(help_directory(), &reader, ERR));
        assert_int_equal(tc_reader_count(reader), DOCUMENTS);
        tc_docid at = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            OK(tc_reader_next(reader, &at, ERR));
            tc_buf_clear(&back);
            OK(tc_reader_text(reader, at, 0, UINT32_MAX, &back, ERR));
            char want[32];
            snprintf(want, sizeof want, "điều%d khoản%d ", i * 31 % 97, i + 2);
            assert_memory_equal(back.data, want, strlen(want));
            tc_buf_clear(&back);
            OK(tc_reader_record(reader, at, &back, ERR));
            snprintf(want, sizeof want, "{\"path\":\"kho/%03d\"}", i);
            assert_string_equal(back.data, want);
        }
        tc_reader_close(reader);
    }
    tc_buf_fini(&report);
    tc_buf_fini(&text);
    tc_buf_fini(&back);
    tc_writer_close(writer);
}

static void a_deleted_document_is_gone(void **state)
{
    (void)state;
    struct tc_writer *writer;
    OK(tc_writer_open(help_directory(), &writer, ERR));
    put_many(writer, 0, 3, "chung");
    OK(tc_writer_commit(writer, ERR));
    char id[17];
    tc_document_id("kho/0001", id);
    OK(tc_writer_delete(writer, id, ERR));
    OK(tc_writer_delete(writer, "0123456789abcdef", ERR));
    OK(tc_writer_commit(writer, ERR));
    tc_writer_close(writer);
    struct tc_reader *reader;
    OK(tc_reader_open(help_directory(), &reader, ERR));
    assert_int_equal(tc_reader_count(reader), 2);
    assert_string_equal(help_match(reader, T("chung")), "1 3");
    assert_string_equal(help_match(reader, N(TC_OP_ALL, NULL)), "1 3");
    tc_docid number, at = 0;
    assert_false(tc_reader_find(reader, id, &number));
    OK(tc_reader_next(reader, &at, ERR));
    assert_int_equal(at, 1);
    OK(tc_reader_next(reader, &at, ERR));
    assert_int_equal(at, 3);
    assert_int_equal(tc_reader_next(reader, &at, NULL), TC_DONE);
    tc_reader_close(reader);
    help_reset();
}

static void a_reader_survives_a_writer_that_keeps_committing(void **state)
{
    (void)state;
    struct tc_writer *writer;
    OK(tc_writer_open(help_directory(), &writer, ERR));
    put_many(writer, 0, 50, "chung");
    OK(tc_writer_commit(writer, ERR));
    struct tc_reader *reader;
    OK(tc_reader_open(help_directory(), &reader, ERR));
    for (int round = 1; round < 20; round++) {
        put_many(writer, 50 * round, 50 * round + 50, "chung");
        OK(tc_writer_commit(writer, ERR));
        if (round == 10)
            OK(tc_writer_compact(writer, ERR));
        struct tc_match_options options = {.count = 5, .check_at_least = 5000, .sort_slot = -1};
        struct tc_matches found;
        OK(tc_reader_match(reader, T("chung"), &options, &found, ERR));
        assert_true(found.total >= 50 && found.total % 50 == 0);
        tc_matches_fini(&found);
        help_reset();
    }
    tc_reader_close(reader);
    tc_writer_close(writer);
}

static void how_often_a_document_is_cited_is_counted_again(void **state)
{
    (void)state;
    static const char *const own[] = {"K44-kl/tu", NULL}, *const cites[] = {"C44-kl/tu", "CRbasis:44-kl/tu", NULL};
    struct help_doc docs[] = {{"kho/1", "một", own, NULL, NULL, 0},
                              {"kho/2", "hai", cites, NULL, NULL, 0},
                              {"kho/3", "ba", cites, NULL, NULL, 0}};
    struct tc_writer *writer;
    OK(tc_writer_open(help_directory(), &writer, ERR));
    for (size_t i = 0; i < 3; i++)
        OK(help_put(writer, &docs[i], ERR));
    OK(tc_writer_refresh_cited(writer, ERR));
    struct tc_reader *reader;
    OK(tc_reader_open(help_directory(), &reader, ERR));
    struct tc_buf buf = {0};
    OK(tc_reader_value(reader, 1, TC_SLOT_CITED_BY, &buf, ERR));
    assert_string_equal(buf.data, "0000002");
    char id[17];
    tc_document_id("kho/3", id);
    OK(tc_writer_delete(writer, id, ERR));
    OK(tc_writer_refresh_cited(writer, ERR));
    OK(tc_reader_reopen(reader, ERR));
    tc_buf_clear(&buf);
    OK(tc_reader_value(reader, 1, TC_SLOT_CITED_BY, &buf, ERR));
    assert_string_equal(buf.data, "0000001");
    tc_buf_fini(&buf);
    tc_reader_close(reader);
    tc_writer_close(writer);
}

static void very_long_terms_are_taken(void **state)
{
    (void)state;
    char text[2001], boolean[1001];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    memset(boolean, 'P', sizeof boolean - 1);
    boolean[sizeof boolean - 1] = '\0';
    const char *const booleans[] = {boolean, NULL};
    struct help_doc d = {"kho/1", text, booleans, NULL, NULL, 0};
    help_fill(&d, 1);
    struct tc_reader *reader;
    OK(tc_reader_open(help_directory(), &reader, ERR));
    assert_string_equal(help_match(reader, T(text)), "1");
    assert_string_equal(help_match(reader, T(boolean)), "1");
    assert_string_equal(help_match(reader, T(text + 1)), "");
    tc_reader_close(reader);
    help_reset();
}

static void write_at(const char *name, off_t offset, const char *bytes)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", help_directory(), name);
    int fd = open(path, O_RDWR);
    assert_true(fd >= 0);
    if (bytes)
        assert_int_equal(pwrite(fd, bytes, strlen(bytes), offset), strlen(bytes));
    else
        assert_int_equal(ftruncate(fd, offset), 0);
    close(fd);
}

static void damage_is_reported_and_kills_nobody(void **state)
{
    (void)state;
    struct help_doc d = doc("kho/1", "kết luận số 44-KL/TU về công tác");
    help_fill(&d, 1);
    write_at("forward.1.dat", 100, "XXXXXXXXXXXXXXXX");
    struct tc_buf report = {0};
    struct tc_error err;
    assert_int_equal(tc_store_verify(help_directory(), &report, &err), TC_ERR_CORRUPT);
    assert_non_null(strstr(report.data, "document 1"));
    tc_buf_fini(&report);
    write_at("forward.1.dat", 50, NULL);
    struct tc_reader *reader = NULL;
    assert_int_equal(tc_reader_open(help_directory(), &reader, &err), TC_ERR_CORRUPT);
    assert_non_null(strstr(err.message, "forward.1.dat"));
    struct tc_writer *writer = NULL;
    assert_int_equal(tc_writer_open(help_directory(), &writer, &err), TC_ERR_CORRUPT);
    write_at("current", 0, "tracuu-archive 9");
    assert_int_equal(tc_reader_open(help_directory(), &reader, &err), TC_ERR_VERSION);
    write_at("current", 0, "nonsense nonsense");
    assert_int_equal(tc_reader_open(help_directory(), &reader, &err), TC_ERR_CORRUPT);
    assert_null(reader);
    assert_null(writer);
}

static void a_copy_is_checked_before_it_takes_the_place(void **state)
{
    (void)state;
    char copy[100], command[300], path[160];
    snprintf(copy, sizeof copy, "%s/copy", help_directory());
    char archive[100];
    snprintf(archive, sizeof archive, "%s/archive", help_directory());
    struct tc_writer *writer;
    OK(tc_writer_open(archive, &writer, ERR));
    put_many(writer, 0, 20, "chung");
    OK(tc_writer_commit(writer, ERR));
    struct tc_error err;
    assert_int_equal(tc_store_backup(archive, copy, &err), TC_ERR_LOCKED);
    tc_writer_close(writer);
    OK(tc_store_backup(archive, copy, ERR));
    assert_int_equal(tc_store_backup(archive, copy, &err), TC_ERR_QUERY);
    assert_int_equal(tc_store_restore(archive, archive, &err), TC_ERR_NOT_FOUND);
    OK(tc_writer_open(archive, &writer, ERR));
    put_many(writer, 20, 30, "thêm");
    OK(tc_writer_compact(writer, ERR));
    tc_writer_close(writer);
    OK(tc_store_restore(copy, archive, ERR));
    struct tc_buf report = {0};
    OK(tc_store_verify(archive, &report, ERR));
    struct tc_reader *reader;
    OK(tc_reader_open(archive, &reader, ERR));
    assert_int_equal(tc_reader_count(reader), 20);
    tc_reader_close(reader);
    snprintf(command, sizeof command, "printf x >> %s/stream.1", copy);
    assert_int_equal(system(command), 0);
    assert_int_equal(tc_store_restore(copy, archive, &err), TC_ERR_CORRUPT);
    OK(tc_store_verify(archive, &report, ERR));
    snprintf(path, sizeof path, "%s/MANIFEST", copy);
    FILE *f = fopen(path, "a");
    fprintf(f, "%064d 1 ../../outside\n", 0);
    fclose(f);
    assert_int_equal(tc_store_restore(copy, archive, &err), TC_ERR_CORRUPT);
    assert_non_null(strstr(err.message, "MANIFEST"));
    tc_buf_fini(&report);
}

// A limit on the size of files stands for a full disk: writes fail in the middle of a batch.
static void a_full_disk_stops_the_writer_and_spoils_nothing(void **state)
{
    (void)state;
    struct help_doc d = doc("kho/first", "đầu tiên");
    help_fill(&d, 1);
    for (rlim_t limit = 40 << 10; limit <= 640 << 10; limit *= 2) {
        pid_t child = fork();
        if (!child) {
            struct rlimit small = {limit, limit};
            signal(SIGXFSZ, SIG_IGN);
            setrlimit(RLIMIT_FSIZE, &small);
            struct tc_writer *writer;
            struct tc_error err = {0};
            enum tc_status status = tc_writer_open(help_directory(), &writer, &err);
            for (int i = 0; status == TC_OK && i < 2000; i++) {
                char path[32], text[128];
                snprintf(path, sizeof path, "kho/%d", i);
                snprintf(text, sizeof text, "tài liệu số%d của kho%d ngày%d", i, i * 7, i * 13);
                struct help_doc one = doc(path, text);
                status = help_put(writer, &one, &err);
                if (status == TC_OK && i % 500 == 499)
                    status = tc_writer_commit(writer, &err);
            }
            _exit(status == TC_OK ? 0 : *err.message ? 1 : 2);
        }
        int status;
        waitpid(child, &status, 0);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
        struct tc_buf report = {0};
        struct tc_error err = {0};
        if (tc_store_verify(help_directory(), &report, &err) != TC_OK)
            fail_msg("limit %lu: %s %s", (unsigned long)limit, err.message, report.data ? report.data : "");
        tc_buf_fini(&report);
        struct tc_reader *reader;
        OK(tc_reader_open(help_directory(), &reader, ERR));
        assert_int_equal(tc_reader_count(reader) % 500, 1);
        tc_reader_close(reader);
    }
}

// Kills a writer at many moments of its work; what is left must open, verify and hold whole batches.
static void a_killed_writer_leaves_a_sound_archive(void **state)
{
    (void)state;
    struct help_doc d = doc("kho/first", "đầu tiên");
    help_fill(&d, 1);
    for (int round = 0; round < 12; round++) {
        pid_t child = fork();
        if (!child) {
            struct tc_writer *writer;
            if (tc_writer_open(help_directory(), &writer, NULL) != TC_OK)
                _exit(3);
            for (int i = 0;; i++) {
                put_many(writer, i * 10, i * 10 + 10, "chết");
                if (tc_writer_commit(writer, NULL) != TC_OK)
                    _exit(4);
                if (i % 5 == 4 && tc_writer_compact(writer, NULL) != TC_OK)
                    _exit(5);
            }
        }
        usleep(20000 + (unsigned)round * 17000);
        kill(child, SIGKILL);
        int status;
        waitpid(child, &status, 0);
        assert_true(WIFSIGNALED(status));
        struct tc_buf report = {0};
        struct tc_error err = {0};
        if (tc_store_verify(help_directory(), &report, &err) != TC_OK)
            fail_msg("round %d: %s %s", round, err.message, report.data ? report.data : "");
        tc_buf_fini(&report);
        struct tc_reader *reader;
        OK(tc_reader_open(help_directory(), &reader, ERR));
        assert_int_equal(tc_reader_count(reader) % 10, 1);
        tc_reader_close(reader);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, help_setup, help_teardown)
        TEST(opening_a_missing_archive_says_not_found),
        TEST(what_was_put_comes_back),
        TEST(long_texts_come_back_from_any_place),
        TEST(rare_words_with_high_numbers_stand_in_phrases_too),
        TEST(a_replaced_document_is_found_by_its_new_text_alone),
        TEST(what_was_not_committed_is_gone),
        TEST(an_emptied_archive_is_still_one),
        TEST(a_second_writer_is_told_to_wait),
        TEST(settings_are_kept_and_removed),
        TEST(squeezing_drops_the_dead_and_keeps_the_rest),
        TEST(documents_of_a_larger_archive_come_back_whole),
        TEST(a_deleted_document_is_gone),
        TEST(a_reader_survives_a_writer_that_keeps_committing),
        TEST(how_often_a_document_is_cited_is_counted_again),
        TEST(very_long_terms_are_taken),
        TEST(damage_is_reported_and_kills_nobody),
        TEST(a_copy_is_checked_before_it_takes_the_place),
        TEST(a_full_disk_stops_the_writer_and_spoils_nothing),
        TEST(a_killed_writer_leaves_a_sound_archive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
