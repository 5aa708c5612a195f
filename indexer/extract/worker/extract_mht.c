// SPDX-License-Identifier: GPL-3.0-or-later
// .mht (RFC 2557) and plain mails (RFC 5322): the first page, or else the first text, is read as such a file is.
// Attachments are members of their own (unpack_mail.c).
#include "mail.h"

#include <string.h>

static void put_fields(struct tc_flow *flow, struct tc_span head)
{
    static const struct {
        const char *header, *field;
    } names[] = {
        {"Subject", "title"}, {"From", "author"}, {"Date", "created"}, {"Snapshot-Content-Location", "source"}};
    for (size_t i = 0; i < TC_LENGTH(names); i++) {
        char value[2048];
        tc_auto_buf struct tc_buf text = {0};
        if (!tc_mime_field(head, names[i].header, value, sizeof value))
            continue;
        tc_mime_words(value, &text);
        bool is_browser = text.len && strcasestr(text.data, "<Saved by"); // who saved a page did not write it
        if (text.len && !is_browser)
            tc_flow_field(flow, names[i].field, text.data, text.len);
    }
}

enum tc_reason tc_read_mht(const struct tc_source *source, struct tc_flow *flow)
{
    struct tc_mail mail;
    tc_auto_buf struct tc_buf html = {0}, text = {0};
    tc_mail_read((struct tc_span){source->data, source->data + source->len}, &mail);
    if (mail.html.head.at)
        tc_mime_body(mail.html.head, mail.html.body, &html);
    if (mail.text.head.at)
        tc_mime_body(mail.text.head, mail.text.body, &text);
    put_fields(flow, mail.head);
    struct tc_buf *body = html.len ? &html : &text;
    struct tc_source inner = {.data = body->data ? body->data : "", .len = body->len};
    flow->info.has_members = mail.count > 0;
    tc_mail_fini(&mail);
    return !body->len ? TC_REASON_NO_TEXT : body == &html ? tc_read_html(&inner, flow) : tc_read_text(&inner, flow);
}
