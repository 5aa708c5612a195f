// SPDX-License-Identifier: GPL-3.0-or-later
// One escape function a context. File names, titles and texts are data wherever they go: into a page, a link, a
// table that a spreadsheet opens, or a terminal that obeys control characters. All append; what is no UTF-8 becomes
// U+FFFD.
#ifndef TC_CLI_ESCAPE_H
#define TC_CLI_ESCAPE_H

#include "base/mem.h"

// Text between tags: & < > escaped, control characters other than tab and line end shown as U+FFFD.
void tc_esc_html(const char *s, size_t len, struct tc_buf *ret);
// Inside a quoted attribute, either quote: as above, and " ' tab and line end as well.
void tc_esc_attr(const char *s, size_t len, struct tc_buf *ret);
// One argument of a query string (RFC 3986: all but unreserved characters as %XX).
void tc_esc_urlarg(const char *s, size_t len, struct tc_buf *ret);
// A path below our own address: like urlarg, with / : @ kept.
void tc_esc_urlpath(const char *s, size_t len, struct tc_buf *ret);
// The inside of a JSON string (RFC 8259), without the quotes; also safe inside HTML: < > & as \u escapes.
void tc_esc_json(const char *s, size_t len, struct tc_buf *ret);
// One CSV field (RFC 4180), quoted where needed. Spreadsheets run a field that begins with = + - @ tab or CR: such a
// field gets an apostrophe in front.
void tc_esc_csv(const char *s, size_t len, struct tc_buf *ret);
// One line for a terminal: C0, DEL, C1 and the marks that turn the writing direction become U+FFFD, line ends and tabs
// spaces.
void tc_esc_tty(const char *s, size_t len, struct tc_buf *ret);
// The same, with line ends and tabs kept.
void tc_esc_tty_text(const char *s, size_t len, struct tc_buf *ret);

#endif
