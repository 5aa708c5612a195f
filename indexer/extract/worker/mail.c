// SPDX-License-Identifier: GPL-3.0-or-later
#include "mail.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DEPTH_MAX = 8, PARTS_MAX = 1000, TYPE_BYTES = 4096 };

// Signatures and reports of machines: nobody deposited them.
static const char *const ignored[] = {"application/pkcs7-signature", "application/x-pkcs7-signature",
                                      "application/pgp-signature", "message/delivery-status",
                                      "message/disposition-notification"};

static bool is_ignored(const char *type)
{
    for (size_t i = 0; i < TC_LENGTH(ignored); i++)
        if (!strncasecmp(type, ignored[i], strlen(ignored[i])))
            return true;
    return false;
}

static bool has_name(struct tc_span head, const char *type)
{
    char disposition[TYPE_BYTES] = "";
    tc_auto_buf struct tc_buf name = {0};
    (void)tc_mime_field(head, "Content-Disposition", disposition, sizeof disposition);
    return tc_mime_parameter(disposition, "filename", &name) || tc_mime_parameter(type, "name", &name);
}

// A part that holds no others: the body, an attachment, or neither (pictures that the body shows, signatures).
static void take_part(struct tc_mail *mail, struct tc_span head, struct tc_span body, const char *type)
{
    char disposition[64] = "", id[8];
    (void)tc_mime_field(head, "Content-Disposition", disposition, sizeof disposition);
    bool is_attached = strncasecmp(disposition, "attachment", strlen("attachment")) == 0;
    bool is_html = strcasestr(type, "text/html") || strcasestr(type, "application/xhtml");
    bool is_text = !is_html && strcasestr(type, "text/plain");
    bool is_named = has_name(head, type);
    struct tc_mail_part *slot = is_html ? &mail->html : is_text ? &mail->text : NULL;
    if (slot && !is_attached && !slot->head.at && (!is_named || mail->parts <= 1)) {
        *slot = (struct tc_mail_part){head, body};
        return;
    }
    bool is_shown = !is_attached && !strncasecmp(type, "image/", 6) && tc_mime_field(head, "Content-ID", id, sizeof id);
    bool is_bare_text = !is_attached && !is_named && !strncasecmp(type, "text/", 5);
    if (is_shown || is_bare_text || is_ignored(type))
        return;
    TC_GROW(mail->attachments, mail->count, mail->cap);
    mail->attachments[mail->count++] = (struct tc_mail_part){head, body};
}

static void read_entity(struct tc_mail *mail, struct tc_span all, unsigned depth)
{
    struct tc_span head = tc_mime_split(&all);
    char type[TYPE_BYTES] = "text/plain";
    tc_auto_buf struct tc_buf boundary = {0};
    (void)tc_mime_field(head, "Content-Type", type, sizeof type);
    if (depth == 0)
        mail->head = head;
    bool is_multipart = strcasestr(type, "multipart/") && tc_mime_parameter(type, "boundary", &boundary);
    if (!is_multipart) {
        mail->parts++;
        take_part(mail, head, all, type);
        return;
    }
    struct tc_mime_parts parts;
    struct tc_span part;
    tc_mime_parts_init(&parts, all, boundary.data);
    while (depth < DEPTH_MAX && mail->parts < PARTS_MAX && tc_mime_parts_next(&parts, &part))
        read_entity(mail, part, depth + 1);
    mail->is_cut |= (depth >= DEPTH_MAX || mail->parts >= PARTS_MAX) && tc_mime_parts_next(&parts, &part);
}

void tc_mail_read(struct tc_span all, struct tc_mail *ret)
{
    *ret = (struct tc_mail){0};
    while (all.at < all.end && isspace((unsigned char)*all.at))
        all.at++;
    read_entity(ret, all, 0);
}

void tc_mail_fini(struct tc_mail *mail)
{
    free(mail->attachments);
    *mail = (struct tc_mail){0};
}

bool tc_mail_ends_within(const struct tc_mail_part *part, const char *end)
{
    char encoding[64] = "";
    size_t digits = 0;
    (void)tc_mime_field(part->head, "Content-Transfer-Encoding", encoding, sizeof encoding);
    if (part->body.end < end || !strcasestr(encoding, "base64"))
        return false;
    for (const char *p = part->body.at; p < part->body.end; p++) {
        if (*p == '=')
            return false; // the code says itself where it ends
        digits += isalnum((unsigned char)*p) || *p == '+' || *p == '/';
    }
    return digits % 4 != 0;
}

// A forwarded mail is named by its subject.
static void name_by_subject(struct tc_span body, struct tc_buf *ret)
{
    char subject[1024] = "";
    struct tc_span head = tc_mime_split(&body);
    if (!tc_mime_field(head, "Subject", subject, sizeof subject))
        return;
    const char *p = subject;
    while (*p == ' ')
        p++;
    size_t from = ret->len;
    tc_mime_words(p, ret);
    for (size_t i = from; i < ret->len; i++)
        if (strchr("/\\:*?\"<>|", ret->data[i]))
            ret->data[i] = '_';
    if (ret->len > from)
        tc_buf_str(ret, ".eml");
}

void tc_mail_name(const struct tc_mail *mail, size_t attachment, struct tc_buf *ret)
{
    static const struct {
        const char *type, *extension;
    } extensions[] = {{"message/rfc822", "eml"},  {"text/html", "html"},         {"text/", "txt"},
                      {"application/pdf", "pdf"}, {"application/msword", "doc"}, {"image/png", "png"},
                      {"image/jpeg", "jpg"},      {"image/tiff", "tif"},         {"application/zip", "zip"},
                      {"application/rtf", "rtf"}};
    const struct tc_mail_part *part = &mail->attachments[attachment];
    char type[TYPE_BYTES] = "", disposition[TYPE_BYTES] = "";
    (void)tc_mime_field(part->head, "Content-Type", type, sizeof type);
    (void)tc_mime_field(part->head, "Content-Disposition", disposition, sizeof disposition);
    size_t from = ret->len;
    if (tc_mime_parameter(disposition, "filename", ret) || tc_mime_parameter(type, "name", ret))
        return;
    if (strcasestr(type, "message/rfc822"))
        name_by_subject(part->body, ret);
    if (ret->len > from)
        return;
    const char *extension = "bin";
    for (size_t i = TC_LENGTH(extensions); i-- > 0;)
        if (strcasestr(type, extensions[i].type))
            extension = extensions[i].extension;
    tc_buf_printf(ret, "%zu.%s", attachment + 1, extension);
}
