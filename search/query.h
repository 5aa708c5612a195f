// SPDX-License-Identifier: GPL-3.0-or-later
// The query language: from what a person typed to a tree, and back to a printable form.
//
// A query is a row of items. Plain words rank; phrases, fields, NEAR, NOT, +word and a document number that stands
// alone are conditions. Document numbers are recognised before anything else, because `44 - KL/TU` would otherwise be a
// negation. Operators (OR, AND, NOT, NEAR, NEAR/5) are such only in capitals and only where the query also has a word
// in lower case. OR binds loosest, NEAR tightest; its sides are the whole runs of plain words beside it, since most
// Vietnamese words have two syllables or more.
//
// What printing gives parses to the same tree, but for pieces of broken numbers (44/tu is printed as its words) and
// words that read as keystrokes. Nothing here knows the index: names of types, issuers and places are asked from struct
// tc_query_names.
#ifndef TC_SEARCH_QUERY_H
#define TC_SEARCH_QUERY_H

#include "base/mem.h"
#include "base/status.h"
#include "record/record.h"
#include "text/typing.h"

#include <jansson.h>
#include <stdbool.h>

enum {
    TC_QUERY_MAX_BYTES = 8192,   // longer ones are refused
    TC_QUERY_MAX_DEPTH = 32,     // brackets within brackets
    TC_QUERY_MAX_WORDS = 512,    // words, phrases' included
    TC_QUERY_MAX_READS = 4096,   // attempts at reading a document number
    TC_QUERY_SENTENCE_WORDS = 8, // above: a sentence, in which loose quotes and marks are plain
    TC_QUERY_MIN_PREFIX = 2      // characters before a star
};

enum tc_query_kind {
    TC_QUERY_GROUP,  // items beside each other
    TC_QUERY_OR,     // children are alternatives
    TC_QUERY_NEAR,   // children are words or phrases within `window` words
    TC_QUERY_PHRASE, // children are words, adjacent and in order
    TC_QUERY_WORD,
    TC_QUERY_PREFIX, // dân*
    TC_QUERY_NUMBER, // a document number or a name that stands for one
    TC_QUERY_FIELD
};
enum tc_query_want { TC_WANT_RANKED, TC_WANT_REQUIRED, TC_WANT_NOT };

enum tc_query_field_kind {
    TC_FIELD_NAME,   // a value out of known names: runs as far as the longest known
    TC_FIELD_NUMBER, // a document number
    TC_FIELD_DATE,   // a date or a range of dates
    TC_FIELD_YEAR,
    TC_FIELD_TERM, // nhiệm kỳ: XII, 2015-2020
    TC_FIELD_WORDS,
    TC_FIELD_PATH
};
enum tc_query_field_id {
    TC_FIELD_ID_TYPE,
    TC_FIELD_ID_NUMBER,
    TC_FIELD_ID_ISSUER,
    TC_FIELD_ID_PLACE,
    TC_FIELD_ID_DATE,
    TC_FIELD_ID_FROM,
    TC_FIELD_ID_TO,
    TC_FIELD_ID_YEAR,
    TC_FIELD_ID_SIGNER,
    TC_FIELD_ID_TERM,
    TC_FIELD_ID_CITES,
    TC_FIELD_ID_TITLE,
    TC_FIELD_ID_PATH,
    TC_FIELD_ID_STATUS,
    TC_FIELD_IDS
};
struct tc_query_field {
    enum tc_query_field_id id;
    enum tc_query_field_kind kind;
    const char *name;     // as printed and typed: "loai"
    const char *names[5]; // every folded spelling, words with single spaces; NULL-terminated
    const char *label;    // for people: "loại"
};
// The table, in the order of the ids.
const struct tc_query_field *tc_query_field(enum tc_query_field_id id);
// By folded name; NULL when there is none.
const struct tc_query_field *tc_query_field_by_name(const char *folded, size_t len);

struct tc_query_node {
    enum tc_query_kind kind;
    enum tc_query_want want;
    uint32_t start, end;                       // bytes of tc_query.text
    const char *exact;                         // WORD, PREFIX: canonical
    const char *folded;                        // WORD, PREFIX
    const char **also;                         // WORD: equal spellings, NULL-terminated, or NULL
    const char **expands;                      // WORD: what an abbreviation stands for, NULL-terminated, or NULL
    bool has_marks;                            // WORD, PREFIX: typed with a tone or vowel mark or đ
    bool is_upper;                             // WORD: began with a capital
    bool is_only;                              // NUMBER: nothing else stands in the query: a condition
    unsigned window;                           // NEAR
    struct tc_reference reference;             // NUMBER, and FIELD of kind NUMBER
    const struct tc_query_field *field;        // FIELD
    const char *value;                         // FIELD: canonical, as printed
    const char *low, *high;                    // FIELD of kind DATE and YEAR: "20080000", "20081299"; NULL open
    struct tc_query_node *first, *last, *next; // children and siblings
};

struct tc_query {
    struct tc_arena arena;
    const char *text; // NFC, keystrokes decoded
    size_t len;
    enum tc_typing typing;      // how it was typed when not as text
    bool is_mended;             // letters of a number were read as digits (mend.h)
    size_t words;               // words in all, those of phrases included
    size_t reads;               // attempts to read a number, which are dear: bounded by TC_QUERY_MAX_READS
    struct tc_query_node *root; // a GROUP; without children for an empty query
};

// How many of the folded words, joined by single spaces, make the longest known name of the field: what fits is up to
// the archive. 0: none.
struct tc_query_names {
    size_t (*longest)(void *context, enum tc_query_field_id field, const char *const *folded, size_t count);
    void *context;
};

// names may be NULL: nothing is known. TC_ERR_QUERY with err->column (code points from 1, of the text in NFC).
enum tc_status tc_query_parse(const char *text, size_t len, const struct tc_query_names *names, struct tc_query *ret,
                              struct tc_error *err);
void tc_query_fini(struct tc_query *query);

// What was understood, in the query language; appended.
void tc_query_print(const struct tc_query *query, struct tc_buf *ret);
// The tree for people and tests: {"kind":…,"want":…,"children":[…]}.
json_t *tc_query_tree(const struct tc_query *query);

// Dates as people write them: 2008, 2008-12, 2008-12-01, 01/12/2008, 1-12-2008, 1.12.2008, 12/2008, 1 tháng 12 năm
// 2008, tháng 12 năm 2008. Gives the bytes read (0: no date) and the first and last day, "20081201"; unknown parts as
// 00 below and 99 above.
size_t tc_query_date(const char *text, size_t len, char ret_low[9], char ret_high[9]);

#endif
