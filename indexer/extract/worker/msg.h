// SPDX-License-Identifier: GPL-3.0-or-later
// Mails as Outlook keeps them (MS-OXMSG): an OLE file whose streams are properties, attachments storages in it.
#ifndef TC_WORKER_MSG_H
#define TC_WORKER_MSG_H

#include "ole.h"

// A string or binary property, text as UTF-8 unless it was kept in an old charset: then as its bytes. False when there
// is none.
bool tc_msg_property(struct tc_ole *message, unsigned id, struct tc_buf *ret);
// A moment in seconds of Unix time, 0 when there is none. head: bytes before the first entry, by what the storage is.
enum tc_msg_head { TC_MSG_FILE = 32, TC_MSG_EMBEDDED = 24, TC_MSG_ATTACHMENT = 8 };
int64_t tc_msg_time(struct tc_ole *message, enum tc_msg_head head, unsigned id);

// The n-th storage that is an attachment somebody added, NULL behind the last; tc_ole_close frees it.
struct tc_ole *tc_msg_attachment(struct tc_ole *message, size_t n);
void tc_msg_attachment_name(struct tc_ole *attachment, struct tc_buf *ret);
// Its bytes; a mail that is attached is written as one (RFC 5322), so that it is read like any.
bool tc_msg_attachment_data(struct tc_ole *attachment, struct tc_buf *ret);

// RTF as Outlook packs it (MS-OXRTFCP). False when it is not that.
bool tc_msg_unpack_rtf(const struct tc_buf *packed, struct tc_buf *ret);

#endif
