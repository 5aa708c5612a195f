// SPDX-License-Identifier: GPL-3.0-or-later
// Folders into an archive, again and again.
#include "store_help.h"

#include "ingest.h"

#include <fcntl.h>
#include <sys/stat.h>

static char folder[100], archive[128], report[128];

static int setup(void **state)
{
    if (help_setup(state))
        return -1;
    snprintf(folder, sizeof folder, "%s/kho", help_directory());
    snprintf(archive, sizeof archive, "%s/archive", help_directory());
    snprintf(report, sizeof report, "%s/report.jsonl", help_directory());
    return mkdir(folder, 0777);
}

static const char *in(const char *name)
{
    static char path[2][512];
    static int turn;
    turn = !turn;
    snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
    return path[turn];
}

static void write_file(const char *name, const char *text)
{
    FILE *f = fopen(in(name), "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static struct tc_ingest_summary run_with(struct tc_ingest_options options, const char *path)
{
    struct tc_ingest_summary summary;
    options.archive = archive;
    options.report = report;
    OK(tc_ingest(&path, 1, &options, &summary, ERR));
    return summary;
}

static struct tc_ingest_summary run(void)
{
    return run_with((struct tc_ingest_options){.jobs = 2}, folder);
}

static struct tc_reader *open_archive(void)
{
    struct tc_reader *reader;
    OK(tc_reader_open(archive, &reader, ERR));
    return reader;
}

static uint32_t count(void)
{
    struct tc_reader *reader = open_archive();
    uint32_t n = tc_reader_count(reader);
    tc_reader_close(reader);
    return n;
}

static bool is_found(const char *term)
{
    struct tc_reader *reader = open_archive();
    bool is_there = tc_reader_doc_freq(reader, term, strlen(term)) > 0;
    tc_reader_close(reader);
    return is_there;
}

// Does the report have a row with both strings?
static bool is_reported(const char *a, const char *b)
{
    FILE *f = fopen(report, "r");
    assert_non_null(f);
    char line[4096];
    bool is_there = false;
    while (fgets(line, sizeof line, f))
        is_there = is_there || (strstr(line, a) && strstr(line, b));
    fclose(f);
    return is_there;
}

static void three_files(void)
{
    write_file("một.txt", "Kết luận hội nghị lần thứ nhất về công tác kiểm tra.\n");
    write_file("hai.txt", "Báo cáo kết quả thực hiện nghị quyết về nông thôn.\n");
    write_file("ba.txt", "Thông báo tuyển dụng viên chức của trường mầm non.\n");
}

static void a_folder_is_indexed_and_an_unchanged_one_left_alone(void **state)
{
    (void)state;
    three_files();
    struct tc_ingest_summary s = run();
    assert_int_equal(s.seen, 3);
    assert_int_equal(s.added, 3);
    assert_int_equal(s.failed, 0);
    assert_int_equal(count(), 3);
    assert_true(is_found("nông"));
    assert_true(is_reported("\"path\":\"kho/một.txt\"", "\"status\":\"added\""));
    s = run();
    assert_int_equal(s.unchanged, 3);
    assert_int_equal(s.added + s.updated + s.deleted + s.failed, 0);
}

static void a_changed_file_is_read_again_and_a_touched_one_is_not(void **state)
{
    (void)state;
    three_files();
    run();
    struct timespec times[2] = {{.tv_sec = 1000000}, {.tv_sec = 1000000}};
    assert_int_equal(utimensat(AT_FDCWD, in("hai.txt"), times, 0), 0);
    write_file("ba.txt", "Thông báo tuyển dụng kế toán của trường tiểu học.\n");
    struct tc_ingest_summary s = run();
    assert_int_equal(s.updated, 1);
    assert_int_equal(s.unchanged, 2);
    assert_true(is_found("toán"));
    assert_false(is_found("mầm"));
    s = run_with((struct tc_ingest_options){.full = true}, folder);
    assert_int_equal(s.updated, 3);
    assert_int_equal(count(), 3);
}

static void what_is_gone_is_dropped_unless_much_is_gone(void **state)
{
    (void)state;
    three_files();
    run();
    unlink(in("ba.txt"));
    struct tc_ingest_summary s = run();
    assert_int_equal(s.deleted, 1);
    assert_false(s.kept_missing);
    assert_int_equal(count(), 2);
    assert_true(is_reported("ba.txt", "deleted"));
    unlink(in("hai.txt"));
    unlink(in("một.txt"));
    s = run();
    assert_true(s.kept_missing);
    assert_int_equal(s.deleted, 0);
    assert_int_equal(count(), 2);
    s = run_with((struct tc_ingest_options){.prune = true}, folder);
    assert_int_equal(s.deleted, 2);
    assert_int_equal(count(), 0);
}

static void a_root_that_is_away_empties_nothing(void **state)
{
    (void)state;
    three_files();
    run();
    char away[140];
    snprintf(away, sizeof away, "%s-away", folder);
    assert_int_equal(rename(folder, away), 0);
    struct tc_ingest_summary s = run();
    assert_true(s.kept_missing);
    assert_int_equal(count(), 3);
    // It comes back elsewhere under its old name.
    s = run_with((struct tc_ingest_options){.as = "kho"}, away);
    assert_int_equal(s.unchanged, 3);
    assert_int_equal(count(), 3);
    assert_int_equal(rename(away, folder), 0);
}

static void two_folders_of_one_name_are_told_apart(void **state)
{
    (void)state;
    three_files();
    run();
    char other[140], inside[180];
    snprintf(other, sizeof other, "%s/x", help_directory());
    snprintf(inside, sizeof inside, "%s/kho", other);
    assert_int_equal(mkdir(other, 0777) | mkdir(inside, 0777), 0);
    const char *path = inside;
    struct tc_ingest_options options = {.archive = archive};
    struct tc_ingest_summary s;
    struct tc_error err;
    assert_int_equal(tc_ingest(&path, 1, &options, &s, &err), TC_ERR_QUERY);
    assert_non_null(strstr(err.message, "--as"));
    assert_int_equal(count(), 3);
}

static void bad_files_are_reported_and_not_tried_again(void **state)
{
    (void)state;
    three_files();
    write_file("rỗng.txt", "");
    FILE *f = fopen(in("hỏng.pdf"), "w");
    fputs("%PDF-1.4\nnothing behind", f);
    fclose(f);
    struct tc_ingest_summary s = run();
    assert_int_equal(s.added, 3);
    assert_int_equal(s.failed, 2);
    assert_int_equal(s.failed_by[TC_REASON_EMPTY], 1);
    assert_true(is_reported("rỗng.txt", "\"empty\""));
    s = run();
    assert_int_equal(s.failed, 0);
    assert_int_equal(s.unchanged, 5);
    s = run_with((struct tc_ingest_options){.retry_failed = true}, folder);
    assert_int_equal(s.failed, 2);
}

static void strange_things_in_a_folder_hurt_nobody(void **state)
{
    (void)state;
    three_files();
    assert_int_equal(mkfifo(in("pipe"), 0666), 0);
    assert_int_equal(symlink("/etc/passwd", in("link.txt")), 0);
    assert_int_equal(symlink(".", in("loop")), 0);
    assert_int_equal(mkdir(in(".git"), 0777), 0);
    write_file(".git/config", "bí mật kho mã");
    write_file("~$ba.txt", "khóa của trình soạn thảo");
    write_file("a\nb.txt", "tên tệp có xuống dòng");
    write_file("tab\tđây.txt", "tên tệp có dấu tab");
    write_file("\xff\xfe.txt", "tên tệp không phải là unicode");
    struct tc_ingest_summary s = run();
    assert_int_equal(s.added, 6);
    assert_int_equal(s.failed, 0);
    assert_false(is_found("root"));
    assert_false(is_found("mã"));
    assert_true(is_found("unicode"));
    s = run();
    assert_int_equal(s.unchanged, 6);
    assert_int_equal(s.deleted, 0);
}

static void a_dry_run_changes_nothing(void **state)
{
    (void)state;
    three_files();
    struct tc_ingest_summary s = run_with((struct tc_ingest_options){.dry_run = true}, folder);
    assert_int_equal(s.added, 3);
    struct tc_reader *reader;
    assert_int_equal(tc_reader_open(archive, &reader, NULL), TC_ERR_NOT_FOUND);
    run();
    unlink(in("ba.txt"));
    s = run_with((struct tc_ingest_options){.dry_run = true}, folder);
    assert_int_equal(s.deleted, 1);
    assert_int_equal(count(), 3);
}

static void the_archive_inside_a_root_is_not_indexed(void **state)
{
    (void)state;
    three_files();
    snprintf(archive, sizeof archive, "%s/.tracuu", folder);
    run();
    struct tc_ingest_summary s = run();
    assert_int_equal(s.seen, 3);
    assert_int_equal(count(), 3);
}

static void corrections_lie_over_what_was_read(void **state)
{
    (void)state;
    three_files();
    run();
    write_file(".tracuu.tsv", "# sửa tay\nmột.txt\ttype\tkết luận\nmột.txt\tdate\t2012-02-30x\nmột.txt\tvớ vẩn\tx\n"
                              "../ngoài.txt\ttype\tx\nmột.txt\tdate\t2012-02-03\n");
    struct tc_ingest_summary s = run();
    assert_int_equal(s.updated, 1);
    assert_int_equal(s.unchanged, 2);
    assert_true(is_found("Tkết luận"));
    assert_true(is_found("Y2012"));
    s = run();
    assert_int_equal(s.unchanged, 3);
    s = run_with((struct tc_ingest_options){.full = true}, folder);
    assert_true(is_found("Y2012"));
}

static void the_same_files_give_the_same_documents_in_the_same_order(void **state)
{
    (void)state;
    for (int i = 0; i < 150; i++) {
        char name[32], text[128];
        snprintf(name, sizeof name, "%03d.txt", i * 37 % 150);
        snprintf(text, sizeof text, "Văn bản số %d về việc thứ %d của cơ quan.\n", i, i * i);
        write_file(name, text);
    }
    struct tc_ingest_summary s = run_with((struct tc_ingest_options){.jobs = 4}, folder);
    assert_int_equal(s.added, 150);
    struct tc_reader *reader = open_archive();
    struct tc_buf path = {0};
    char id[17], want[32];
    for (tc_docid doc = 1; doc <= 150; doc++) {
        tc_buf_clear(&path);
        OK(tc_reader_identity(reader, doc, id, &path, ERR));
        snprintf(want, sizeof want, "kho/%03u.txt", doc - 1);
        assert_string_equal(path.data, want);
    }
    tc_buf_fini(&path);
    tc_reader_close(reader);
}

static bool stop_at_once(void *context, const struct tc_ingest_progress *progress)
{
    (void)progress;
    return --*(int *)context > 0;
}

static void a_stopped_run_keeps_what_it_did(void **state)
{
    (void)state;
    three_files();
    int left = 3;
    struct tc_ingest_options options = {.jobs = 1, .progress = stop_at_once, .context = &left};
    struct tc_ingest_summary s = run_with(options, folder);
    assert_true(s.was_stopped);
    assert_true(s.added > 0 && s.added < 3);
    assert_int_equal(count(), s.added);
    uint64_t before = s.added;
    s = run();
    assert_int_equal(s.added, 3 - before);
}

static void a_document_under_secrecy_is_refused(void **state)
{
    (void)state;
    three_files();
    run();
    write_file("ba.txt", "ĐẢNG BỘ TỈNH ĐÔNG LAM\nBAN THƯỜNG VỤ\nMẬT\nSố 12-KL/TU\n\nKẾT LUẬN\nvề việc nội bộ ấy\n");
    struct tc_ingest_summary s = run();
    assert_int_equal(s.failed_by[TC_REASON_SECRET], 1);
    assert_int_equal(count(), 2);
    assert_false(is_found("mầm"));
    assert_false(is_found("nội"));
}

static void one_file_can_be_a_root(void **state)
{
    (void)state;
    three_files();
    struct tc_ingest_summary s = run_with((struct tc_ingest_options){0}, in("hai.txt"));
    assert_int_equal(s.added, 1);
    struct tc_reader *reader = open_archive();
    char id[17];
    tc_document_id("hai.txt", id);
    tc_docid doc;
    assert_true(tc_reader_find(reader, id, &doc));
    tc_reader_close(reader);
}

static void another_version_of_archive_is_rebuilt_by_full(void **state)
{
    (void)state;
    three_files();
    run();
    char current[160];
    snprintf(current, sizeof current, "%s/current", archive);
    FILE *f = fopen(current, "w");
    fputs("tracuu-archive 99\nxapian 1\nepoch 0\n", f);
    fclose(f);
    const char *path = folder;
    struct tc_ingest_options options = {.archive = archive};
    struct tc_ingest_summary s;
    struct tc_error err;
    assert_int_equal(tc_ingest(&path, 1, &options, &s, &err), TC_ERR_VERSION);
    assert_non_null(strstr(err.message, "--full"));
    s = run_with((struct tc_ingest_options){.full = true}, folder);
    assert_int_equal(s.added, 3);
    assert_int_equal(count(), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, help_teardown)
        TEST(a_folder_is_indexed_and_an_unchanged_one_left_alone),
        TEST(a_changed_file_is_read_again_and_a_touched_one_is_not),
        TEST(what_is_gone_is_dropped_unless_much_is_gone),
        TEST(a_root_that_is_away_empties_nothing),
        TEST(two_folders_of_one_name_are_told_apart),
        TEST(bad_files_are_reported_and_not_tried_again),
        TEST(strange_things_in_a_folder_hurt_nobody),
        TEST(a_dry_run_changes_nothing),
        TEST(the_archive_inside_a_root_is_not_indexed),
        TEST(corrections_lie_over_what_was_read),
        TEST(the_same_files_give_the_same_documents_in_the_same_order),
        TEST(a_stopped_run_keeps_what_it_did),
        TEST(a_document_under_secrecy_is_refused),
        TEST(one_file_can_be_a_root),
        TEST(another_version_of_archive_is_rebuilt_by_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
