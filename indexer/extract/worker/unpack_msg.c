// SPDX-License-Identifier: GPL-3.0-or-later
// The attachments of an Outlook mail.
#include "container.h"
#include "msg.h"

#include <stdlib.h>

enum { SENT = 0x0039 };

struct tc_container {
    struct tc_ole *mail, *attachment; // attachment: the one at hand
    size_t count;                     // begun so far
    int64_t date;
};

static enum tc_reason open_msg(const struct tc_source *source, int file, struct tc_container **ret)
{
    (void)file;
    struct tc_ole *mail = tc_ole_open(source);
    if (!mail)
        return TC_REASON_DAMAGED;
    *ret = tc_xcalloc(1, sizeof **ret);
    (*ret)->mail = mail;
    (*ret)->date = tc_msg_time(mail, TC_MSG_FILE, SENT);
    return TC_REASON_NONE;
}

static enum tc_reason next_attachment(struct tc_container *c, struct tc_wire_member *ret, struct tc_buf *ret_name,
                                      bool *ret_is_end)
{
    tc_ole_close(c->attachment);
    c->attachment = tc_msg_attachment(c->mail, c->count++);
    *ret_is_end = !c->attachment;
    if (!c->attachment)
        return TC_REASON_NONE;
    tc_msg_attachment_name(c->attachment, ret_name);
    *ret = (struct tc_wire_member){.size = UINT64_MAX, .mtime = c->date, .kind = TC_MEMBER_FILE};
    return TC_REASON_NONE;
}

static enum tc_reason put_attachment(struct tc_container *c, tc_sink *sink, void *context)
{
    tc_auto_buf struct tc_buf bytes = {0};
    if (!tc_msg_attachment_data(c->attachment, &bytes))
        return TC_REASON_NONE;
    return sink(context, bytes.data, bytes.len) ? TC_REASON_NONE : TC_REASON_TOO_LARGE;
}

static void close_msg(struct tc_container *c)
{
    tc_ole_close(c->attachment);
    tc_ole_close(c->mail);
    free(c);
}

const struct tc_container_kind tc_unpack_msg = {open_msg, next_attachment, put_attachment, close_msg};
