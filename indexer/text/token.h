// SPDX-License-Identifier: GPL-3.0-or-later
// The one tokenizer: documents, queries and snippets see the same terms at the same offsets.
//
// A token is a syllable or foreign word, a number with its separators (1.770, 3,57%), a date (01/12/2008), a document
// number (44-KL/TU, 108/2014/NĐ-CP), an abbreviation with inner marks (T.P, KT-XH, QP-AN), an e-mail address or a URL.
// Everything else separates.
//
// `exact` is the canonical spelling: NFC, lower case, look-alike letters (Ð ð, Ƣ ƣ, Cyrillic and Greek twins inside
// Vietnamese words) put right, invisible characters dropped, tone mark in the old place (hòa, ủy). `folded` is exact
// without marks, đ as d. What equals a token with a low weight is in `also`: i/y spelling (kĩ/kỹ), a misplaced tone
// repaired, the parts of a number, the words an abbreviation stands for (as one string with spaces).
#ifndef TC_TEXT_TOKEN_H
#define TC_TEXT_TOKEN_H

#include "base/mem.h"

#include <stdbool.h>

enum tc_token_kind {
    TC_TOKEN_SYLLABLE, // a valid Vietnamese syllable
    TC_TOKEN_WORD,     // other letters
    TC_TOKEN_NUMBER,
    TC_TOKEN_DATE,
    TC_TOKEN_DOCNUMBER,
    TC_TOKEN_ABBREVIATION,
    TC_TOKEN_EMAIL,
    TC_TOKEN_URL
};

enum tc_also_kind {
    TC_ALSO_SPELLING,  // an equal spelling: index and query treat it as a synonym of low weight
    TC_ALSO_PART,      // a part of a number, date, e-mail …
    TC_ALSO_EXPANSION, // what an abbreviation stands for, words with single spaces
};

struct tc_also {
    enum tc_also_kind kind;
    const char *term; // canonical like exact; NUL-terminated
    uint32_t len;
};

struct tc_token {
    enum tc_token_kind kind;
    uint32_t start, end;        // bytes of the text, on character boundaries
    uint32_t position;          // 0, 1, 2 … in text order
    const char *exact, *folded; // borrowed until the next call; NUL-terminated; at most TC_TERM_MAX bytes
    uint32_t exact_len, folded_len;
    bool is_upper;              // began with a capital letter as written (proper names, abbreviations)
    bool has_marks;             // typed with a tone or vowel mark or đ
    bool starts_sentence;       // first token behind . ! ? ; : or a line end (or of the text)
    const struct tc_also *also; // filled only when asked for
    uint32_t also_count;
};
#define TC_TERM_MAX 60 // bytes; longer tokens are cut at a character

enum {
    TC_TOKENIZE_ALSO = 1, // options: fill `also` (costs time)
    TC_TOKENIZE_ORDER =
        2, // put every line in order first, clean or not: the slow way, with the same answer (for tests)
};

struct tc_tokenizer;
// text is borrowed; valid UTF-8, any normalisation form (stored text is NFC; queries may be NFD). Reentrant: one a
// thread.
struct tc_tokenizer *tc_tokenizer_new(unsigned options);
void tc_tokenizer_free(struct tc_tokenizer *tokenizer);
void tc_tokenizer_start(struct tc_tokenizer *tokenizer, const char *text, size_t len);
// False at the end. *ret points to storage of the tokenizer, overwritten by the next call.
bool tc_tokenizer_next(struct tc_tokenizer *tokenizer, const struct tc_token **ret);
// What equals the token given last, for who wants it of some tokens only: asked for without TC_TOKENIZE_ALSO.
void tc_tokenizer_fill_also(struct tc_tokenizer *tokenizer);

// The canonical (exact) and folded form of one word or of a whole string, token rules aside: letters mapped, everything
// else kept. For fields and names: tc_text_fold("Tỉnh uỷ") = "tinh uy"; tc_text_canonical("Tỉnh uỷ") = "tỉnh ủy".
// Appends.
void tc_text_canonical(const char *text, size_t len, struct tc_buf *ret);
void tc_text_fold(const char *text, size_t len, struct tc_buf *ret);
// Fresh strings, yours.
char *tc_text_canonical_dup(const char *text);
char *tc_text_fold_dup(const char *text);
// Simple upper and lower case of Vietnamese and Latin letters, NFC kept.
void tc_text_lower(const char *text, size_t len, struct tc_buf *ret);
void tc_text_upper(const char *text, size_t len, struct tc_buf *ret);

#endif
