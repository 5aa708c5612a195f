// SPDX-License-Identifier: GPL-3.0-or-later
// Members of containers: their names, how deep and how much, and what breaks over them.
#include "base/mem.h"
#include "extract/member_name.h"
#include "extract/members.h"
#include "mail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void names_are_fit_to_be_paths(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *name;
    } cases[] = {
        {"a/b.txt", "a/b.txt"},
        {"../../etc/passwd", "etc/passwd"},
        {"/a//./b/", "a/b"},
        {"C:\\Văn bản\\1.doc", "Văn bản/1.doc"},
        {"a\nb\x1b[2J\x7f.txt", "a_b_[2J_.txt"},
        {"a!/b", "a!_/b"},
        {"a!", "a!"},
        {"..", "_"},
        {"", "_"},
        {"x\xE2\x80\xAEtxt.exe", "x_txt.exe"},           // text from right to left
        {"th\x88m c\x85 ph\x88.txt", "thêm cà phê.txt"}, // code page 437
        {"KÕt luËn.doc", "KÕt luËn.doc"},                // what is UTF-8 stays as it is
    };
    for (size_t i = 0; i < TC_LENGTH(cases); i++) {
        tc_auto_free char *name = tc_member_name(cases[i].bytes, strlen(cases[i].bytes));
        assert_string_equal(name, cases[i].name);
    }
    tc_auto_free char *bare = tc_member_bare_name("kho/a.b/đơn.doc.gz");
    assert_string_equal(bare, "đơn.doc");
}

static void names_in_the_old_charsets_are_read_as_texts_are(void **state)
{
    (void)state;
    // TCVN3, as an old program writes the bytes of the font
    static const char bytes[] = "K\xD5t lu\xCBn h\xE9i ngh\xDE v\xD2 c\xB8n b\xE9.txt";
    tc_auto_free char *name = tc_member_name(bytes, sizeof bytes - 1);
    assert_string_equal(name, "Kết luận hội nghị về cán bộ.txt");
}

static void a_long_name_is_cut_and_stays_itself(void **state)
{
    (void)state;
    char a[4001], b[4001];
    memset(a, 'a', sizeof a);
    memset(b, 'a', sizeof b);
    b[3999] = 'b';
    a[4000] = b[4000] = '\0';
    tc_auto_free char *one = tc_member_name(a, 4000), *other = tc_member_name(b, 4000);
    assert_true(strlen(one) < 1020);
    assert_string_not_equal(one, other);
}

static void parameters_of_mail_are_read_in_every_spelling(void **state)
{
    (void)state;
    static const char *const spellings[] = {
        "attachment; filename=\"=?utf-8?B?QsOhbyBjw6FvLmRvYw==?=\"",
        "attachment; filename*=UTF-8''B%C3%A1o%20c%C3%A1o.doc",
        "attachment; filename*0*=UTF-8''B%C3%A1o;\n filename*1*=%20c%C3%A1o; filename*2=\".doc\"",
        "attachment; x=\"filename=no\"; filename = \"Báo cáo.doc\"",
    };
    for (size_t i = 0; i < TC_LENGTH(spellings); i++) {
        tc_auto_buf struct tc_buf name = {0};
        assert_true(tc_mime_parameter(spellings[i], "filename", &name));
        assert_string_equal(name.data, "Báo cáo.doc");
    }
    tc_auto_buf struct tc_buf none = {0};
    assert_false(tc_mime_parameter("attachment", "filename", &none));
    assert_int_equal(tc_mime_date("Mon, 01 Dec 2008 08:00:00 +0700"), 1228093200);
    assert_int_equal(tc_mime_date("1 Dec 08 01:00 +0000"), 1228093200);
    assert_int_equal(tc_mime_date("yesterday"), 0);
}

static void a_picture_that_the_mail_shows_is_no_attachment(void **state)
{
    (void)state;
    static const char mail[] = "To: a@b\nContent-Type: multipart/related; boundary=X\n\n"
                               "--X\nContent-Type: text/html\n\n<p>Kính gửi</p>\n"
                               "--X\nContent-Type: image/png; name=logo.png\nContent-ID: <1>\n\nPNG\n"
                               "--X\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nxx\n"
                               "--X\nContent-Type: application/pdf\nContent-Disposition: attachment\n\n%PDF\n--X--\n";
    struct tc_mail read;
    tc_auto_buf struct tc_buf name = {0};
    tc_mail_read((struct tc_span){mail, mail + sizeof mail - 1}, &read);
    assert_non_null(read.html.head.at);
    assert_null(read.text.head.at);
    assert_int_equal(read.count, 1);
    tc_mail_name(&read, 0, &name);
    assert_string_equal(name.data, "1.pdf");
    tc_mail_fini(&read);
}

// ---- through the sandbox

// A mail with one attachment, which may be the same again.
static void put_mail(unsigned depth, struct tc_buf *out)
{
    tc_buf_printf(out,
                  "From: a@b\nTo: c@d\nSubject: thư %u\nContent-Type: multipart/mixed; boundary=B%u\n\n--B%u\n"
                  "Content-Type: message/rfc822\n\n",
                  depth, depth, depth);
    if (depth > 0)
        put_mail(depth - 1, out);
    else
        tc_buf_str(out, "From: a@b\nSubject: cuối\nDate: Mon, 01 Dec 2008 08:00:00 +0700\n\nhết\n");
    tc_buf_printf(out, "\n--B%u--\n", depth);
}

struct seen {
    size_t count, ended, unmet; // unmet: named, but not unpacked
    enum tc_reason last;
    char path[512];
};

static enum tc_member_answer look(void *context, const struct tc_member *member)
{
    struct seen *seen = context;
    if (member->event == TC_MEMBER_ENDED) {
        seen->ended++;
        seen->last = member->reason != TC_REASON_NONE ? member->reason : seen->last;
        return TC_MEMBER_ON;
    }
    struct stat st;
    if (member->fd < 0) {
        assert_int_equal(member->reason, TC_REASON_TOO_LARGE);
        assert_non_null(strstr(member->err->message, "too deep"));
        seen->unmet++;
        return TC_MEMBER_ENTER;
    }
    seen->count++;
    assert_int_equal(fstat(member->fd, &st), 0);
    assert_int_equal((uint64_t)st.st_size, member->size);
    assert_int_equal(write(member->fd, "x", 1), -1); // nobody writes to it any more
    (void)snprintf(seen->path, sizeof seen->path, "%s", member->path);
    return TC_MEMBER_ENTER;
}

static int file_of(const struct tc_buf *bytes)
{
    char path[] = "/tmp/tracuu-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(write(fd, bytes->data, bytes->len), (ssize_t)bytes->len);
    return fd;
}

static void containers_within_each_other_end_at_a_depth(void **state)
{
    (void)state;
    tc_auto_buf struct tc_buf mail = {0};
    put_mail(9, &mail);
    tc_auto_fd int fd = file_of(&mail);
    struct seen seen = {0};
    struct tc_error err = {0};
    enum tc_reason reason;
    struct tc_members *members = tc_members_new(NULL);
    const struct tc_member_visitor visitor = {.visit = look, .context = &seen};
    assert_int_equal(tc_members_visit(members, fd, "a.eml", &visitor, &reason, &err), TC_OK);
    assert_int_equal(seen.count, 4);
    assert_int_equal(seen.ended, 4);
    assert_int_equal(seen.unmet, 1);
    assert_int_equal(seen.last, TC_REASON_TOO_LARGE);
    assert_string_equal(seen.path, "a.eml!/thư 8.eml!/thư 7.eml!/thư 6.eml!/thư 5.eml");
    tc_members_free(members);
}

static void one_member_is_found_by_its_path(void **state)
{
    (void)state;
    tc_auto_buf struct tc_buf mail = {0};
    put_mail(2, &mail);
    tc_auto_fd int fd = file_of(&mail);
    struct tc_error err = {0};
    int member;
    char head[64] = "";
    assert_int_equal(tc_member_open(fd, "a.eml", "thư 1.eml!/thư 0.eml", NULL, &member, &err), TC_OK);
    assert_true(pread(member, head, sizeof head - 1, 0) > 0);
    assert_non_null(strstr(head, "Subject: thư 0"));
    (void)close(member);
    assert_int_equal(tc_member_open(fd, "a.eml", "thư 1.eml!/không có", NULL, &member, &err), TC_ERR_NOT_FOUND);
}

static void a_path_is_divided_at_the_file_that_exists(void **state)
{
    (void)state;
    char path[512], dir[] = "/tmp/tracuu-divide-XXXXXX";
    assert_non_null(mkdtemp(dir));
    (void)snprintf(path, sizeof path, "%s/thư mục!", dir);
    assert_int_equal(mkdir(path, 0777), 0);
    (void)snprintf(path, sizeof path, "%s/thư mục!/a.zip", dir);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    (void)fclose(f);
    assert_null(tc_member_inside(path));
    (void)snprintf(path, sizeof path, "%s/thư mục!/a.zip!/b!/c.txt", dir);
    assert_string_equal(tc_member_inside(path), "b!/c.txt");
    (void)snprintf(path, sizeof path, "%s/thư mục!/a.zip", dir);
    (void)unlink(path);
    (void)snprintf(path, sizeof path, "%s/thư mục!", dir);
    (void)rmdir(path);
    (void)rmdir(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_fit_to_be_paths),
        cmocka_unit_test(names_in_the_old_charsets_are_read_as_texts_are),
        cmocka_unit_test(a_long_name_is_cut_and_stays_itself),
        cmocka_unit_test(parameters_of_mail_are_read_in_every_spelling),
        cmocka_unit_test(a_picture_that_the_mail_shows_is_no_attachment),
        cmocka_unit_test(containers_within_each_other_end_at_a_depth),
        cmocka_unit_test(one_member_is_found_by_its_path),
        cmocka_unit_test(a_path_is_divided_at_the_file_that_exists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
