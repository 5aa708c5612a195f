// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the citation grammar. Each reads from a word of the scanner's text and says behind which word it ended;
// none looks further than the lexer's window, so that a text of any kind is read in linear time.
#ifndef TC_RECORD_CITE_H
#define TC_RECORD_CITE_H

#include "record.h"
#include "rules.h"

enum { TC_NUMBER_MAX = 12, TC_ISSUER_MAX = 64, TC_DATE_MAX = 12, TC_PLACE_MAX = 64 };

struct tc_number {                   // a number with or without its symbol
    char digits[TC_NUMBER_MAX];      // as written, a letter behind them kept ("30a")
    char issuer[TC_ISSUER_MAX];      // canonical code; "" not written
    const struct tc_type_rule *type; // by the symbol; NULL not written
    int year;                        // written between number and symbol; 0 none
    enum tc_family form;             // TC_FAMILY_UNKNOWN for a bare number
    bool has_symbol;
    uint32_t start, end; // bytes
};
enum {                   // what a caller of tc_read_number() knows
    TC_NUM_TYPED = 1,    // a type word or số stands before it: incomplete symbols are symbols
    TC_NUM_LETTER = 2,   // an official letter: what looks like a type may be an issuer (5306/CT-TTHT)
    TC_NUM_ANY_CASE = 4, // of a query: kl/tu
};
bool tc_read_number(struct tc_lexer *lexer, uint32_t i, unsigned flags, struct tc_number *ret, uint32_t *ret_next);
// "44-KL/TU", "108/2014/NĐ-CP" …, as the rules of form would have it; type (NULL unknown) where the symbol gives none.
const char *tc_number_symbol(const struct tc_number *number, const struct tc_type_rule *type, struct tc_arena *arena);

struct tc_date {
    int year, month, day; // 0 unknown
};
enum {
    TC_DATE_PLAIN_YEAR = 1, // a year alone counts (“Luật Đất đai 2013”)
    TC_DATE_FULL = 2,       // only day, month and year count
};
bool tc_read_date(struct tc_lexer *lexer, uint32_t i, unsigned flags, struct tc_date *ret, uint32_t *ret_next);
// A date and the commas or brackets round it: “, ngày 22/11/2016”, “(22/12/2024)”, “năm 2008”.
bool tc_read_date_after(struct tc_lexer *lexer, uint32_t i, unsigned flags, struct tc_date *ret, uint32_t *ret_next);
// "2008-12-01", "2008-12", "2008", "--12-01", or "" when nothing is known.
void tc_date_text(const struct tc_date *date, char ret[TC_DATE_MAX]);

struct tc_issuer {
    char code[TC_ISSUER_MAX];
    enum tc_family family;
    char place[TC_PLACE_MAX]; // province, as the table has it; "" not named
};
// “của Bộ Chính trị”, “của Hội nghị lần thứ bảy Ban Chấp hành Trung ương khóa X”; with_of: của must stand there.
bool tc_read_issuer(struct tc_lexer *lexer, uint32_t i, bool with_of, struct tc_issuer *ret, uint32_t *ret_next);

// Small words.
bool tc_word_is(const struct tc_lexer *lexer, const struct tc_word *word, const char *text); // marks count, case not
bool tc_mark_is(const struct tc_word *word, char mark);
bool tc_word_at(struct tc_lexer *lexer, uint32_t i, const char *text);
bool tc_joins_at(struct tc_lexer *lexer, uint32_t i); // a comma, semicolon, “và” or “hoặc”: a list goes on
// First word that is no type: số, Số:, “số ký hiệu”. False when there is none; *ret_next is i then.
bool tc_read_so(struct tc_lexer *lexer, uint32_t i, uint32_t *ret_next);
// A numeral: digits, Roman figures up to thirty, or words (“mười một”, “tư”).
bool tc_read_ordinal(struct tc_lexer *lexer, uint32_t i, int *ret, uint32_t *ret_next);
bool tc_word_roman(const struct tc_lexer *lexer, const struct tc_word *word, int *ret);
void tc_roman_text(int value, char ret[16]);

struct tc_name { // a document by name
    char key[320];
    const char *type, *type_code, *issuer; // borrowed for ever; NULL unknown
    int year;
    struct tc_date date;
    uint32_t end; // bytes
};
enum { TC_NAMES_MAX = 16 };
// Behind “nghị quyết”: plenum and congress names. Gives how many, 0 when there is none.
size_t tc_read_plenum(struct tc_lexer *lexer, uint32_t i, bool has_centre, struct tc_name *ret, uint32_t *ret_next);
size_t tc_read_congress(struct tc_lexer *lexer, uint32_t i, const char *place, struct tc_name *ret, uint32_t *ret_next);

struct tc_law {
    struct tc_name name;
    struct tc_number number; // digits "" when no number stands beside the name
    bool is_known;           // the tables have it
    bool is_basic;           // Hiến pháp, Điều lệ Đảng: cited bare only where a document rests on it
};
// Laws, codes, ordinances, the constitution, the Party statutes, from their first word. has_provision: an article of it
// is named before. False when nothing is named.
bool tc_read_law(struct tc_lexer *lexer, uint32_t i, bool has_provision, struct tc_law *ret, uint32_t *ret_next);

enum { TC_PROVISIONS_MAX = 48, TC_PROVISION_TEXT = 32 };
struct tc_provisions {
    char items[TC_PROVISIONS_MAX][TC_PROVISION_TEXT]; // "d134k1h"
    size_t count;
};
// “điểm h, khoản 1, Điều 134 của”: up to the first word of what they belong to.
bool tc_read_provisions(struct tc_lexer *lexer, uint32_t i, struct tc_provisions *ret, uint32_t *ret_next);

struct tc_quoted {
    uint32_t start, end, behind; // bytes: the words within the quotes, and behind the closing one
};
// “: “…””, “về “…””: a title in quotes of at least three words; *ret_open is the word of the opening quote.
bool tc_read_quoted(struct tc_lexer *lexer, uint32_t i, struct tc_quoted *ret, uint32_t *ret_open);
// Titles of numbered citations, by type: to find those that later come without number. Index: of the record's
// citations.
struct tc_strmap;
void tc_titles_learn(struct tc_strmap *titles, const char *text, const struct tc_citation *c, uint32_t index);
bool tc_titles_find(const struct tc_strmap *titles, const char *text, const struct tc_citation *c, uint32_t *ret_index);

// Scanning: what is found is appended to the record in text order. The context may be all NULL.
struct tc_cite_context {
    const struct tc_document *document; // for the blocks; may be NULL
    const char *own_key;                // never reported
    const char *issuer_code;            // of the document, for short forms
    const char *place;                  // province
    const char *date;
    bool inherits;                     // tc_cite_inherit() follows: short forms that only it can settle are kept for it
    uint32_t type_line, type_line_end; // where the document names its own type; nothing is cited there
};
void tc_cite_scan(const char *text, size_t len, const struct tc_cite_context *context, struct tc_record *record);
// Second mentions get what the first ones said; own numbers go.
void tc_cite_inherit(const char *text, const struct tc_cite_context *context, struct tc_record *record);
// Relation and sentence of every citation.
void tc_cite_relate(const char *text, size_t len, const struct tc_cite_context *context, struct tc_record *record);
// The names that the text explains by a number beside them, from the citations as they stand in the end.
void tc_cite_state(const char *text, size_t len, struct tc_record *record);

// Keys.
const char *tc_key_of_number(const struct tc_number *number, const struct tc_type_rule *type,
                             const struct tc_date *date, struct tc_arena *arena);

#endif
