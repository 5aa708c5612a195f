// SPDX-License-Identifier: GPL-3.0-or-later
// The attachments of a mail, and the mails of a mailbox (RFC 4155: each behind a line "From … date").
#include "container.h"
#include "mail.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct tc_container {
    struct tc_span all;
    // a mail
    struct tc_mail mail;
    size_t count; // members begun so far
    int64_t date;
    // a mailbox
    const char *at;
    struct tc_span message;
};

static struct tc_container *begin(const struct tc_source *source)
{
    struct tc_container *c = tc_xcalloc(1, sizeof *c);
    c->all = (struct tc_span){source->data, source->data + source->len};
    c->at = source->data;
    return c;
}

static int64_t date_of(struct tc_span head)
{
    char value[256];
    return tc_mime_field(head, "Date", value, sizeof value) ? tc_mime_date(value) : 0;
}

static enum tc_reason open_mail(const struct tc_source *source, int file, struct tc_container **ret)
{
    (void)file;
    struct tc_container *c = begin(source);
    tc_mail_read(c->all, &c->mail);
    c->date = date_of(c->mail.head);
    *ret = c;
    return TC_REASON_NONE;
}

static enum tc_reason next_attachment(struct tc_container *c, struct tc_wire_member *ret, struct tc_buf *ret_name,
                                      bool *ret_is_end)
{
    *ret_is_end = c->count >= c->mail.count;
    if (*ret_is_end)
        return c->mail.is_cut ? TC_REASON_TOO_LARGE : TC_REASON_NONE;
    tc_mail_name(&c->mail, c->count++, ret_name);
    *ret = (struct tc_wire_member){.size = UINT64_MAX, .mtime = c->date, .kind = TC_MEMBER_FILE};
    return TC_REASON_NONE;
}

static enum tc_reason put_attachment(struct tc_container *c, tc_sink *sink, void *context)
{
    tc_auto_buf struct tc_buf bytes = {0};
    const struct tc_mail_part *part = &c->mail.attachments[c->count - 1];
    tc_mime_body(part->head, part->body, &bytes);
    if (tc_mail_ends_within(part, c->all.end))
        return TC_REASON_DAMAGED;
    return !bytes.len || sink(context, bytes.data, bytes.len) ? TC_REASON_NONE : TC_REASON_TOO_LARGE;
}

static void close_mail(struct tc_container *c)
{
    tc_mail_fini(&c->mail);
    free(c);
}

// ---- mailboxes

static enum tc_reason open_mbox(const struct tc_source *source, int file, struct tc_container **ret)
{
    (void)file;
    *ret = begin(source);
    return TC_REASON_NONE;
}

// The next line "From …" behind an empty one, from at on; the end when there is none.
static const char *next_from(const char *at, const char *end)
{
    static const char mark[] = "\nFrom ";
    for (const char *p = at; (p = memmem(p, (size_t)(end - p), mark, sizeof mark - 1)); p++) {
        bool is_behind_empty = (p > at && p[-1] == '\n') || (p > at + 1 && p[-1] == '\r' && p[-2] == '\n');
        if (is_behind_empty)
            return p + 1;
    }
    return end;
}

static enum tc_reason next_message(struct tc_container *c, struct tc_wire_member *ret, struct tc_buf *ret_name,
                                   bool *ret_is_end)
{
    *ret_is_end = c->at >= c->all.end;
    if (*ret_is_end)
        return TC_REASON_NONE;
    const char *line_end = memchr(c->at, '\n', (size_t)(c->all.end - c->at));
    c->message.at = line_end ? line_end + 1 : c->all.end;
    c->message.end = c->at = next_from(line_end ? line_end : c->all.end, c->all.end);
    tc_buf_printf(ret_name, "%04zu.eml", ++c->count);
    struct tc_span rest = c->message;
    *ret = (struct tc_wire_member){.size = (uint64_t)(c->message.end - c->message.at),
                                   .mtime = date_of(tc_mime_split(&rest)),
                                   .kind = TC_MEMBER_FILE};
    return TC_REASON_NONE;
}

static enum tc_reason put_message(struct tc_container *c, tc_sink *sink, void *context)
{
    return sink(context, c->message.at, (size_t)(c->message.end - c->message.at)) ? TC_REASON_NONE
                                                                                  : TC_REASON_TOO_LARGE;
}

const struct tc_container_kind tc_unpack_mail = {open_mail, next_attachment, put_attachment, close_mail};
const struct tc_container_kind tc_unpack_mbox = {open_mbox, next_message, put_message, close_mail};
