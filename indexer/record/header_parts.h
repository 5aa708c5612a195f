// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of reading heads and feet.
#ifndef TC_RECORD_HEADER_PARTS_H
#define TC_RECORD_HEADER_PARTS_H

#include "header.h"
#include "header_cells.h"

// Signer, role and what stands above it (TM., KT.), from cell `from` on; nothing where none is found.
void tc_foot_read_signer(const char *text, size_t len, const struct tc_cells *cells, size_t from,
                         struct tc_arena *arena, struct tc_meta *meta);
void tc_foot_read_recipients(const char *text, const struct tc_cells *cells, size_t from, struct tc_arena *arena,
                             struct tc_meta *meta);
// The title from cell `from` on (behind the type line); gives the cell behind it.
size_t tc_head_read_title(const char *text, const struct tc_cells *cells, size_t from, struct tc_arena *arena,
                          struct tc_meta *meta);
// A news report: title, lead, author, dates. False, with nothing changed, when the text is none.
bool tc_news_read(const struct tc_document *document, const struct tc_cells *cells, struct tc_arena *arena,
                  struct tc_meta *meta);
// The names in a line that is nothing else (“Bài, ảnh: Mai Trang”), as they are shown; NULL where it is something else.
const char *tc_byline_read(const char *text, struct tc_arena *arena);
// The lead of the report whose headline is cell `title`; stamped: a date of publication was found.
void tc_lead_read(const struct tc_document *document, const struct tc_cells *cells, size_t title, bool stamped,
                  struct tc_arena *arena, struct tc_meta *meta);
// The first line of a text that is neither paper nor report as its title. False when it is not set as one.
bool tc_first_line_read(const struct tc_document *document, const struct tc_cells *cells, struct tc_arena *arena,
                        struct tc_meta *meta);
// The day of what is reported, from the first paragraphs; year 0 unknown.
void tc_event_read(const char *text, size_t from, size_t to, int year, struct tc_arena *arena, struct tc_meta *meta);
// The province a text is about: the one named most often as such (“tỉnh Thái Nguyên”); NULL when none is.
const char *tc_province_read(const char *text, size_t len, const char *title, struct tc_arena *arena, uint32_t *ret_at);
// The province that the issuing body or the one above it is of; NULL when they name none.
const char *tc_province_of_head(const struct tc_meta *meta, struct tc_arena *arena);
// Term and period. As written (“khóa XV”, “giai đoạn 2011 - 2015”) in head, title and first lines; else the term by the
// calendar of terms from issuer and date, with less confidence, and the period from the years that the title names.
// Wants title, issuer, date and province read.
void tc_term_read(const char *text, size_t len, struct tc_arena *arena, struct tc_meta *meta);
// Whether a mark of secrecy is stamped on cells [from, to), of which the body's may begin at cell `body`, or runs over
// the pages' heads or feet.
bool tc_secrecy_read(const struct tc_document *document, const struct tc_cells *cells, size_t from, size_t to,
                     size_t body, struct tc_arena *arena);

#endif
