// SPDX-License-Identifier: GPL-3.0-or-later
// A mail in memory: what is its body, and what are attachments.
#ifndef TC_WORKER_MAIL_H
#define TC_WORKER_MAIL_H

#include "mime.h"

struct tc_mail_part {
    struct tc_span head, body;
};
struct tc_mail {
    struct tc_span head;
    struct tc_mail_part html, text; // the body as a page and as text; head.at NULL where there is none
    struct tc_mail_part *attachments;
    size_t count, cap;
    unsigned parts; // looked at so far
    bool is_cut;    // some were not looked at: too many, or too deep within each other
};
// Spans point into all. At most 1,000 parts, 8 within each other; what is beyond is left out.
void tc_mail_read(struct tc_span all, struct tc_mail *ret);
void tc_mail_fini(struct tc_mail *mail);
// Does the mail end within this part: is its code cut short where the file ends?
bool tc_mail_ends_within(const struct tc_mail_part *part, const char *end);
// The file name that the part gives, as it is (hostile, in any charset), or one made of its place and type.
void tc_mail_name(const struct tc_mail *mail, size_t attachment, struct tc_buf *ret);

#endif
