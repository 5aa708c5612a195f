// SPDX-License-Identifier: GPL-3.0-or-later
// The text of an Outlook mail; its attachments are members of their own (unpack_msg.c).
#include "msg.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { BODY = 0x1000, BODY_RTF = 0x1009, BODY_HTML = 0x1013, SENT = 0x0039 };

static void put_fields(struct tc_ole *mail, struct tc_flow *flow)
{
    static const struct {
        unsigned id;
        const char *field;
    } names[] = {{0x0037, "title"}, {0x0C1A, "author"}};
    for (size_t i = 0; i < TC_LENGTH(names); i++) {
        tc_auto_buf struct tc_buf value = {0};
        if (tc_msg_property(mail, names[i].id, &value))
            tc_flow_field(flow, names[i].field, value.data, value.len);
    }
    time_t when = (time_t)tc_msg_time(mail, TC_MSG_FILE, SENT);
    struct tm parts;
    char line[64];
    if (when > 0 && gmtime_r(&when, &parts) && strftime(line, sizeof line, "%Y-%m-%dT%H:%M:%SZ", &parts))
        tc_flow_field(flow, "created", line, strlen(line));
}

// The body in the form that keeps most: a page, then text, then RTF.
static enum tc_reason read_body(struct tc_ole *mail, struct tc_flow *flow)
{
    static const struct {
        unsigned id;
        tc_reader *reader;
    } forms[] = {{BODY_HTML, tc_read_html}, {BODY, tc_read_text}, {BODY_RTF, tc_read_rtf}};
    for (size_t i = 0; i < TC_LENGTH(forms); i++) {
        tc_auto_buf struct tc_buf body = {0}, plain = {0};
        if (!tc_msg_property(mail, forms[i].id, &body) ||
            (forms[i].id == BODY_RTF && !tc_msg_unpack_rtf(&body, &plain)))
            continue;
        const struct tc_buf *bytes = plain.len ? &plain : &body;
        struct tc_source inner = {.data = bytes->data, .len = bytes->len};
        return forms[i].reader(&inner, flow);
    }
    return TC_REASON_NO_TEXT;
}

enum tc_reason tc_read_msg(const struct tc_source *source, struct tc_flow *flow)
{
    struct tc_ole *mail = tc_ole_open(source);
    if (!mail)
        return TC_REASON_DAMAGED;
    put_fields(mail, flow);
    struct tc_ole *first = tc_msg_attachment(mail, 0);
    flow->info.has_members = first != NULL;
    tc_ole_close(first);
    enum tc_reason reason = read_body(mail, flow);
    tc_ole_close(mail);
    return reason;
}
