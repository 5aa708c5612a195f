// SPDX-License-Identifier: GPL-3.0-or-later
// Outlook mails, written here as Outlook lays them out. With a folder as argument: writes them there, as seeds for
// fuzzing.
#include "base/utf8.h"
#include "container.h"
#include "msg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-outfile.h>
#include <gsf/gsf-output-memory.h>
#include <gsf/gsf-utils.h>

static void put_stream(GsfOutfile *in, const char *name, const void *data, size_t len)
{
    GsfOutput *stream = gsf_outfile_new_child(in, name, FALSE);
    assert_true(gsf_output_write(stream, len, data));
    assert_true(gsf_output_close(stream));
    g_object_unref(stream);
}

static void put_text(GsfOutfile *in, unsigned id, const char *text)
{
    char name[32], wide[1024];
    size_t n = 0;
    for (size_t pos = 0, len = strlen(text); pos < len;) {
        uint32_t c = tc_utf8_next(text, len, &pos);
        wide[n++] = (char)(c & 0xFF);
        wide[n++] = (char)(c >> 8);
    }
    (void)snprintf(name, sizeof name, "__substg1.0_%04X001F", id);
    put_stream(in, name, wide, n);
}

// The moment the mail was sent, 01/12/2008 01:00 UTC, behind a head of the given size.
static void put_properties(GsfOutfile *in, size_t head)
{
    char bytes[48] = {0};
    uint64_t ticks = (uint64_t)(1228093200 + 11644473600) * 10000000;
    bytes[head] = 0x40;
    bytes[head + 2] = 0x39;
    memcpy(bytes + head + 8, &ticks, sizeof ticks);
    put_stream(in, "__properties_version1.0", bytes, head + 16);
}

static void put_attachment(GsfOutfile *mail, unsigned n, const char *name, const char *data, const char *content_id)
{
    char storage[40];
    (void)snprintf(storage, sizeof storage, "__attach_version1.0_#%08X", n);
    GsfOutfile *in = GSF_OUTFILE(gsf_outfile_new_child(mail, storage, TRUE));
    put_text(in, 0x3707, name);
    if (content_id)
        put_text(in, 0x3712, content_id);
    put_stream(in, "__substg1.0_37010102", data, strlen(data));
    assert_true(gsf_output_close(GSF_OUTPUT(in)));
    g_object_unref(in);
}

static void put_mail_in_mail(GsfOutfile *mail, unsigned n)
{
    char storage[40];
    (void)snprintf(storage, sizeof storage, "__attach_version1.0_#%08X", n);
    GsfOutfile *in = GSF_OUTFILE(gsf_outfile_new_child(mail, storage, TRUE));
    GsfOutfile *inner = GSF_OUTFILE(gsf_outfile_new_child(in, "__substg1.0_3701000D", TRUE));
    put_text(inner, 0x0037, "Thư: trong");
    put_text(inner, 0x1000, "Nội dung thư trong.\r\n");
    put_properties(inner, TC_MSG_EMBEDDED);
    put_attachment(inner, 0, "ba.txt", "Bản ba.", NULL);
    assert_true(gsf_output_close(GSF_OUTPUT(inner)));
    assert_true(gsf_output_close(GSF_OUTPUT(in)));
    g_object_unref(inner);
    g_object_unref(in);
}

static void make_mail(struct tc_buf *ret)
{
    GsfOutput *out = gsf_output_memory_new();
    GsfOutfile *mail = gsf_outfile_msole_new(out);
    put_properties(mail, TC_MSG_FILE);
    put_text(mail, 0x0037, "Gửi báo cáo quý");
    put_text(mail, 0x0C1A, "Văn thư");
    put_text(mail, 0x1000, "Kính gửi văn phòng.\r\nXin gửi báo cáo.\r\n");
    put_attachment(mail, 0, "Báo cáo.txt", "Báo cáo số 5-BC/TU", NULL);
    put_attachment(mail, 1, "image001.png", "PNG", "image001");
    put_mail_in_mail(mail, 2);
    assert_true(gsf_output_close(GSF_OUTPUT(mail)));
    tc_buf_add(ret, gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(out)), (size_t)gsf_output_size(out));
    g_object_unref(mail);
    g_object_unref(out);
}

static void the_text_and_fields_of_a_mail_are_read(void **state)
{
    (void)state;
    tc_auto_buf struct tc_buf mail = {0};
    make_mail(&mail);
    struct tc_source source = {.data = mail.data, .len = mail.len};
    const char *encoding;
    tc_detect(source.data, source.len, &source.media_type, &encoding);
    assert_string_equal(source.media_type, "application/vnd.ms-outlook");
    struct tc_flow flow;
    tc_flow_init(&flow, (size_t)1 << 20);
    assert_int_equal(tc_read_msg(&source, &flow), TC_REASON_NONE);
    tc_flow_finish(&flow);
    assert_non_null(strstr(flow.text.data, "Xin gửi báo cáo."));
    assert_true(flow.info.has_members);
    assert_int_equal(flow.field_count, 3);
    assert_string_equal(flow.fields[0].value, "Gửi báo cáo quý");
    assert_string_equal(flow.fields[2].value, "2008-12-01T01:00:00Z");
    tc_flow_fini(&flow);
}

static bool collect(void *context, const char *data, size_t len)
{
    tc_buf_add(context, data, len);
    return true;
}

static enum tc_reason next(const struct tc_container_kind *kind, struct tc_container *container, struct tc_buf *name,
                           struct tc_buf *data, int64_t *ret_date, bool *ret_is_end)
{
    struct tc_wire_member member = {0};
    tc_buf_clear(name);
    tc_buf_clear(data);
    enum tc_reason reason = kind->next(container, &member, name, ret_is_end);
    if (reason == TC_REASON_NONE && !*ret_is_end)
        reason = kind->data(container, collect, data);
    *ret_date = member.mtime;
    return reason;
}

static void attachments_are_members_and_a_mail_among_them_is_a_mail(void **state)
{
    (void)state;
    tc_auto_buf struct tc_buf mail = {0}, name = {0}, data = {0};
    make_mail(&mail);
    struct tc_source source = {.data = mail.data, .len = mail.len};
    struct tc_container *container;
    int64_t date;
    bool is_end;
    assert_int_equal(tc_unpack_msg.open(&source, -1, &container), TC_REASON_NONE);
    assert_int_equal(next(&tc_unpack_msg, container, &name, &data, &date, &is_end), TC_REASON_NONE);
    assert_string_equal(name.data, "Báo cáo.txt");
    assert_string_equal(data.data, "Báo cáo số 5-BC/TU");
    assert_int_equal(date, 1228093200);
    assert_int_equal(next(&tc_unpack_msg, container, &name, &data, &date, &is_end), TC_REASON_NONE);
    assert_string_equal(name.data, "Thư_ trong.eml");
    // the mail within reads like any other
    struct tc_source inner = {.data = data.data, .len = data.len};
    const char *encoding;
    tc_detect(inner.data, inner.len, &inner.media_type, &encoding);
    assert_string_equal(inner.media_type, "message/rfc822");
    struct tc_container *within;
    tc_auto_buf struct tc_buf inner_name = {0}, inner_data = {0};
    assert_int_equal(tc_unpack_mail.open(&inner, -1, &within), TC_REASON_NONE);
    assert_int_equal(next(&tc_unpack_mail, within, &inner_name, &inner_data, &date, &is_end), TC_REASON_NONE);
    assert_string_equal(inner_name.data, "ba.txt");
    assert_string_equal(inner_data.data, "Bản ba.");
    assert_int_equal(date, 1228093200);
    tc_unpack_mail.close(within);
    assert_int_equal(next(&tc_unpack_msg, container, &name, &data, &date, &is_end), TC_REASON_NONE);
    assert_true(is_end);
    tc_unpack_msg.close(container);
}

static void packed_rtf_is_unpacked(void **state)
{
    (void)state;
    // MS-OXRTFCP, 3.1.1: "{\rtf1\ansi\ansicpg1252\pard hello world}\r\n"
    static const char packed[] = "\x2d\0\0\0\x2b\0\0\0LZFu\xf1\xc5\xc7\xa7\x03\x00\x0a\x00rcpg125\x42"
                                 "2\x0a\xf3 hel\x09\x00 bw\x05\xb0ld}\x0a\x80\x0f\xa0";
    tc_auto_buf struct tc_buf rtf = {0};
    struct tc_buf in = {.data = (char *)(uintptr_t)packed, .len = sizeof packed - 1};
    assert_true(tc_msg_unpack_rtf(&in, &rtf));
    assert_string_equal(rtf.data, "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
    struct tc_buf none = {.data = (char *)(uintptr_t) "nothing of the kind", .len = 19};
    assert_false(tc_msg_unpack_rtf(&none, &rtf));
}

static int write_seeds(const char *folder)
{
    tc_auto_buf struct tc_buf mail = {0};
    tc_auto_free char *path = tc_xasprintf("%s/mail", folder);
    make_mail(&mail);
    tc_auto_file FILE *f = fopen(path, "w");
    return f && fputc(0, f) == 0 && fwrite(mail.data, 1, mail.len, f) == mail.len ? 0 : 1;
}

int main(int argc, char **argv)
{
    gsf_init();
    if (argc > 1)
        return write_seeds(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_text_and_fields_of_a_mail_are_read),
        cmocka_unit_test(attachments_are_members_and_a_mail_among_them_is_a_mail),
        cmocka_unit_test(packed_rtf_is_unpacked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
