// SPDX-License-Identifier: GPL-3.0-or-later
#include "msg.h"

#include "mime.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DEPTH_MAX = 4, UNPACKED_MAX = 64 << 20 };
enum { // MS-OXPROPS
    SUBJECT = 0x0037,
    SENT = 0x0039,
    SENDER = 0x0C1A,
    DELIVERED = 0x0E06,
    BODY = 0x1000,
    BODY_HTML = 0x1013,
    DISPLAY_NAME = 0x3001,
    DATA = 0x3701,
    SHORT_NAME = 0x3704,
    LONG_NAME = 0x3707,
    CONTENT_ID = 0x3712,
};

bool tc_msg_property(struct tc_ole *message, unsigned id, struct tc_buf *ret)
{
    char name[32];
    tc_auto_buf struct tc_buf wide = {0};
    (void)snprintf(name, sizeof name, "__substg1.0_%04X001F", id);
    if (tc_ole_stream(message, name, &wide)) {
        tc_utf16_add(&wide, 0, wide.len / 2, ret);
        return ret->len > 0;
    }
    static const char *const types[] = {"001E", "0102"};
    for (size_t i = 0; i < TC_LENGTH(types); i++) {
        (void)snprintf(name, sizeof name, "__substg1.0_%04X%s", id, types[i]);
        if (tc_ole_stream(message, name, ret))
            return true;
    }
    return false;
}

int64_t tc_msg_time(struct tc_ole *message, enum tc_msg_head head, unsigned id)
{
    enum { ENTRY = 16, TIME = 0x0040 };
    tc_auto_buf struct tc_buf entries = {0};
    if (!tc_ole_stream(message, "__properties_version1.0", &entries))
        return 0;
    for (size_t at = head; tc_has(&entries, at, ENTRY); at += ENTRY) {
        if (tc_u16(&entries, at) != TIME || tc_u16(&entries, at + 2) != id)
            continue;
        // hundreds of nanoseconds since 1601
        uint64_t ticks = (uint64_t)tc_u32(&entries, at + 12) << 32 | tc_u32(&entries, at + 8);
        return (int64_t)(ticks / 10000000) - 11644473600;
    }
    return 0;
}

// ---- attachments

// A picture that the text shows, as with other mails: it bears an id to be shown by.
static bool is_shown(struct tc_ole *attachment)
{
    static const char *const pictures[] = {".png", ".jpg", ".jpeg", ".gif", ".bmp"};
    tc_auto_buf struct tc_buf id = {0}, name = {0};
    if (!tc_msg_property(attachment, CONTENT_ID, &id))
        return false;
    tc_msg_attachment_name(attachment, &name);
    const char *dot = name.data ? strrchr(name.data, '.') : NULL;
    for (size_t i = 0; dot && i < TC_LENGTH(pictures); i++)
        if (!strcasecmp(dot, pictures[i]))
            return true;
    return false;
}

struct tc_ole *tc_msg_attachment(struct tc_ole *message, size_t n)
{
    static const char prefix[] = "__attach_version1.0_#";
    for (size_t i = 0; i < tc_ole_count(message); i++) {
        const char *name = tc_ole_name(message, i);
        struct tc_ole *found = name && !strncmp(name, prefix, sizeof prefix - 1) ? tc_ole_storage(message, name) : NULL;
        if (found && !is_shown(found) && n-- == 0)
            return found;
        tc_ole_close(found);
    }
    return NULL;
}

// The mail that the attachment is, NULL when it is none.
static struct tc_ole *embedded(struct tc_ole *attachment)
{
    return tc_ole_storage(attachment, "__substg1.0_3701000D");
}

static void put_subject_name(struct tc_ole *mail, struct tc_buf *ret)
{
    tc_auto_buf struct tc_buf subject = {0};
    if (!tc_msg_property(mail, SUBJECT, &subject))
        return;
    for (size_t i = 0; i < subject.len; i++)
        tc_buf_char(ret, strchr("/\\:*?\"<>|", subject.data[i]) ? '_' : subject.data[i]);
    tc_buf_str(ret, ".eml");
}

void tc_msg_attachment_name(struct tc_ole *attachment, struct tc_buf *ret)
{
    static const unsigned names[] = {LONG_NAME, DISPLAY_NAME, SHORT_NAME};
    struct tc_ole *mail = embedded(attachment);
    if (mail)
        put_subject_name(mail, ret);
    tc_ole_close(mail);
    for (size_t i = 0; !ret->len && i < TC_LENGTH(names); i++)
        (void)tc_msg_property(attachment, names[i], ret);
    if (!ret->len)
        tc_buf_str(ret, "attachment");
}

// ---- a mail within a mail, as text

static void put_base64(const struct tc_buf *bytes, struct tc_buf *ret)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    enum { LINE = 57 };
    for (size_t i = 0; i < bytes->len; i += 3) {
        uint32_t bits = (uint32_t)tc_u8(bytes, i) << 16 | (uint32_t)tc_u8(bytes, i + 1) << 8 | tc_u8(bytes, i + 2);
        for (unsigned k = 0; k < 4; k++)
            tc_buf_char(ret, i + k > bytes->len ? '=' : letters[bits >> (18 - 6 * k) & 63]);
        if (i % LINE == LINE - 3)
            tc_buf_char(ret, '\n');
    }
    tc_buf_char(ret, '\n');
}

// One line of the head; what would begin another is taken out.
static void put_line(const char *name, const struct tc_buf *value, struct tc_buf *ret)
{
    if (!value->len)
        return;
    tc_buf_printf(ret, "%s: ", name);
    for (size_t i = 0; i < value->len; i++)
        tc_buf_char(ret, (unsigned char)value->data[i] < ' ' ? ' ' : value->data[i]);
    tc_buf_char(ret, '\n');
}

static void put_head(struct tc_ole *mail, struct tc_buf *ret)
{
    tc_auto_buf struct tc_buf subject = {0}, sender = {0}, date = {0};
    (void)tc_msg_property(mail, SENDER, &sender);
    (void)tc_msg_property(mail, SUBJECT, &subject);
    time_t when = (time_t)tc_msg_time(mail, TC_MSG_EMBEDDED, SENT);
    struct tm parts;
    char line[64];
    if (when > 0 && gmtime_r(&when, &parts) && strftime(line, sizeof line, "%a, %d %b %Y %H:%M:%S +0000", &parts))
        tc_buf_str(&date, line);
    tc_buf_str(ret, "Message-ID: <embedded>\n");
    put_line("From", &sender, ret);
    put_line("Subject", &subject, ret);
    put_line("Date", &date, ret);
}

static void put_part(unsigned depth, const char *type, const struct tc_buf *name, const struct tc_buf *bytes,
                     struct tc_buf *ret)
{
    tc_buf_printf(ret, "--=_%u\nContent-Type: %s\nContent-Transfer-Encoding: base64\n", depth, type);
    if (name) {
        tc_buf_str(ret, "Content-Disposition: attachment; filename=\"");
        for (size_t i = 0; i < name->len; i++)
            tc_buf_char(ret, (unsigned char)name->data[i] < ' ' || strchr("\"\\", name->data[i]) ? '_' : name->data[i]);
        tc_buf_str(ret, "\"\n");
    }
    tc_buf_char(ret, '\n');
    put_base64(bytes, ret);
}

static bool attachment_data(struct tc_ole *attachment, unsigned depth, struct tc_buf *ret);

static void put_mail(struct tc_ole *mail, unsigned depth, struct tc_buf *ret)
{
    tc_auto_buf struct tc_buf html = {0}, text = {0};
    put_head(mail, ret);
    tc_buf_printf(ret, "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"=_%u\"\n\n", depth);
    if (tc_msg_property(mail, BODY_HTML, &html))
        put_part(depth, "text/html", NULL, &html, ret);
    else if (tc_msg_property(mail, BODY, &text))
        put_part(depth, "text/plain", NULL, &text, ret);
    struct tc_ole *attachment;
    for (size_t i = 0; depth < DEPTH_MAX && (attachment = tc_msg_attachment(mail, i)); i++) {
        tc_auto_buf struct tc_buf name = {0}, bytes = {0};
        struct tc_ole *inner = embedded(attachment);
        tc_msg_attachment_name(attachment, &name);
        if (attachment_data(attachment, depth + 1, &bytes))
            put_part(depth, inner ? "message/rfc822" : "application/octet-stream", &name, &bytes, ret);
        tc_ole_close(inner);
        tc_ole_close(attachment);
    }
    tc_buf_printf(ret, "--=_%u--\n", depth);
}

static bool attachment_data(struct tc_ole *attachment, unsigned depth, struct tc_buf *ret)
{
    struct tc_ole *mail = embedded(attachment);
    if (mail)
        put_mail(mail, depth, ret);
    else
        (void)tc_msg_property(attachment, DATA, ret);
    tc_ole_close(mail);
    return ret->len > 0;
}

bool tc_msg_attachment_data(struct tc_ole *attachment, struct tc_buf *ret)
{
    return attachment_data(attachment, 0, ret);
}

// ---- packed RTF

bool tc_msg_unpack_rtf(const struct tc_buf *packed, struct tc_buf *ret)
{
    enum { PACKED = 0x75465A4C, PLAIN = 0x414C454D, HEAD = 16, WINDOW = 4096 };
    static const char begun[] =
        "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS "
        "Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
        "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
    uint32_t kind = tc_u32(packed, 8);
    if (kind == PLAIN && packed->len > HEAD)
        tc_buf_add(ret, packed->data + HEAD, packed->len - HEAD);
    if (kind != PACKED)
        return kind == PLAIN && ret->len > 0;
    char window[WINDOW];
    memset(window, ' ', sizeof window);
    memcpy(window, begun, sizeof begun - 1);
    size_t to = sizeof begun - 1, at = HEAD;
    while (at < packed->len && ret->len < UNPACKED_MAX) {
        unsigned flags = tc_u8(packed, at++);
        for (unsigned bit = 0; bit < 8 && at < packed->len; bit++) {
            if (!(flags >> bit & 1)) {
                tc_buf_char(ret, window[to++ % WINDOW] = packed->data[at++]);
                continue;
            }
            unsigned pair = (unsigned)tc_u8(packed, at) << 8 | tc_u8(packed, at + 1), from = pair >> 4;
            at += 2;
            if (from == to % WINDOW) // the end
                return true;
            for (unsigned n = (pair & 15) + 2; n > 0; n--)
                tc_buf_char(ret, window[to++ % WINDOW] = window[from++ % WINDOW]);
        }
    }
    return ret->len > 0;
}
