// SPDX-License-Identifier: GPL-3.0-or-later
// Answers in many formats behind one interface. A command asks for an answer, picks the renderer of the format wanted
// and hands the answer over; everything goes into a buffer that the caller sends where it belongs. To add a format: one
// file render_<format>.c and one row in render.c. To show something new: describe it as a listing.
#ifndef TC_CLI_RENDER_H
#define TC_CLI_RENDER_H

#include "tracuu.h"

#include "base/lang.h"
#include "base/mem.h"

#include <jansson.h>
#include <stdbool.h>

enum tc_format {
    TC_FORMAT_TEXT,
    TC_FORMAT_JSON,
    TC_FORMAT_JSONL,
    TC_FORMAT_CSV,
    TC_FORMAT_HTML,
    TC_FORMAT_SVG,
    TC_FORMAT_DOT,
    TC_FORMATS
};
#define TC_FORMAT_VERSION 1 // "format_version" of everything in JSON

// Where an answer is written and for whom.
struct tc_out {
    struct tc_buf buf;
    enum tc_lang lang;
    bool is_terminal; // control characters of texts are shown, JSON is indented
    bool has_color;
    unsigned width;    // columns that lines are fitted to; 0: lines are left long
    const char *base;  // HTML: SCRIPT_NAME, what every link begins with
    const char *state; // HTML: "&lang=en" or "", appended to links that have a query string; already escaped
    const char *query; // HTML: what was asked, so that documents open with it highlighted; NULL
};

// One member of the items of a listing.
struct tc_column {
    const char *name; // member of each item, "a.b" for one within another; the heading comes from tc_label()
    unsigned flags;
};
enum {
    TC_COLUMN_RIGHT = 1, // numbers
    TC_COLUMN_WRAP = 2,  // takes the width that is left and goes over several lines
    TC_COLUMN_DATA = 4,  // for CSV, not for people
    TC_COLUMN_DATE = 8,  // ISO in data, day first for people
    TC_COLUMN_CODE = 16, // a value of a fixed set, shown by its label
};
// Rows of the same kind: root[items] is an array of objects. For JSON the whole of root is written.
struct tc_listing {
    json_t *root;
    const char *items;
    const struct tc_column *columns;
    size_t column_count;
};

enum { TC_PART_META = 1, TC_PART_TEXT = 2, TC_PART_CITES = 4 };
struct tc_document_parts {
    unsigned parts;
    json_t *meta;  // shape `meta`
    json_t *cites; // shape `cites`
    const char *text;
    size_t len;
    json_t *words; // of a scan: array of [start, end, confidence, what was read where it was repaired]; NULL: none
    // HTML alone:
    json_t *blocks;              // array of [start, end, kind, level, page]; NULL: paragraphs at line ends
    const struct tc_span *spans; // words to highlight, ascending
    size_t span_count;
};

struct tc_renderer {
    const char *name;       // as in --format
    const char *media_type; // for the web
    void (*results)(struct tc_out *out, const struct tc_results *results);
    void (*listing)(struct tc_out *out, const struct tc_listing *listing);
    void (*document)(struct tc_out *out, const struct tc_document_parts *document);
    // Anything else: members in order, arrays of objects as tables.
    void (*object)(struct tc_out *out, json_t *object);
};
extern const struct tc_renderer tc_render_text, tc_render_json, tc_render_jsonl, tc_render_csv, tc_render_html;
// Drawings: only `object`, of the JSON of `graph`.
extern const struct tc_renderer tc_render_svg, tc_render_dot;
const struct tc_renderer *tc_renderer(enum tc_format format);
// False when no format has that name.
bool tc_format_by_name(const char *name, enum tc_format *ret);

// --- shared by renderers ---

// Pieces of HTML for the pages around the answers: text, attribute value, and a link below SCRIPT_NAME with out->state
// (path is escaped; query, already escaped, may be NULL).
void tc_html_text(struct tc_out *out, const char *s);
void tc_html_attr(struct tc_out *out, const char *s);
void tc_html_href(struct tc_out *out, const char *path, const char *query);
// The path of the page of a key, below SCRIPT_NAME: "/ref/44-KL/TU@2008-12-01"; unknown dates are left out, other
// unknown parts are "_". Appended, not escaped.
void tc_html_ref_path(const char *key, struct tc_buf *ret);
// A key for people: without the date of documents that need one, "44-KL/TU"; names in words.
void tc_html_key(struct tc_out *out, const char *key);
// text[start,end) with what lies in spans (offsets into text, ascending) in <mark>.
void tc_html_marked(struct tc_out *out, const char *text, size_t start, size_t end, const struct tc_span *spans,
                    size_t count);
// A date or number for people, in its element.
void tc_html_date(struct tc_out *out, const char *date);

// Columns of citations, of documents …: one table for all formats and for the commands that list them.
extern const struct tc_column tc_citation_columns[];
extern const size_t tc_citation_column_count;

// Heading of a member of our JSON shapes ("number" -> "Số ký hiệu"), or label of a value of a fixed set ("basis" ->
// "căn cứ"); the name itself when there is none.
const char *tc_label(enum tc_lang lang, const char *name);
// What happened to a clause between two texts ("moved" -> "chuyển chỗ"); some of these words have other labels
// elsewhere.
const char *tc_change_label(enum tc_lang lang, const char *change);
// "2008-12-01" -> "01/12/2008", "2008-12" -> "12/2008", "--12-01" -> "01/12"; anything else as it is. English keeps
// ISO.
void tc_put_date(enum tc_lang lang, const char *date, struct tc_buf *ret);
// "hết hiệu lực (được thay thế bởi 05-KL/TU)": a standing, how, and the key of the document it follows from; the last
// two may be NULL.
void tc_put_standing(enum tc_lang lang, const char *status, const char *relation, const char *key, struct tc_buf *ret);
// 1234567 -> "1.234.567" (English: "1,234,567").
void tc_put_count(enum tc_lang lang, uint64_t count, struct tc_buf *ret);
// Does a snippet begin, or end, in the middle of a sentence? People are shown an ellipsis there.
bool tc_is_cut_before(const char *snippet);
bool tc_is_cut_behind(const char *snippet);
// A number that is not whole, with one decimal: "542,8" (English: "542.8").
void tc_put_decimal(enum tc_lang lang, double number, struct tc_buf *ret);
// First letter of s in upper case, the rest as it is.
void tc_put_capital(const char *s, struct tc_buf *ret);
// One cell: strings as they are, arrays joined by "; ", objects by their key or id, null as nothing.
void tc_put_cell(const json_t *value, struct tc_buf *ret);
// Member "a.b" of item; NULL when it is not there.
const json_t *tc_json_at(const json_t *item, const char *name);
const char *tc_json_text(const json_t *item, const char *name); // NULL when it is no string

// A string as JSON whatever its bytes are (file names need not be UTF-8); JSON null for NULL.
json_t *tc_json_string(const char *s);
json_t *tc_json_stringn(const char *s, size_t len);
// The object with "format_version" in front; takes the reference to object.
json_t *tc_json_versioned(json_t *object);
// What a library function gave as text; frees text. Never NULL (an empty object when it does not parse).
json_t *tc_json_parse_free(char *text);
json_t *tc_json_parse(const char *text);
// One object as one line.
void tc_put_json_line(const json_t *object, struct tc_buf *ret);
json_t *tc_results_to_json(const struct tc_results *results);
json_t *tc_hit_to_json(const struct tc_hit *hit);

// Columns that text takes on a terminal: marks above and below take none, CJK takes two.
unsigned tc_text_columns(const char *s, size_t len);

#endif
