// SPDX-License-Identifier: GPL-3.0-or-later
// Words of Vietnamese office text for the citation grammar: letters, digit runs and marks with their byte offsets. A
// word is compared by its letters and its tone apart, so that the old and the new place of the tone mark (hòa, hoà) are
// one, and look-alike letters (Ð U+00D0, Ƣ U+01A2, Cyrillic А) are what they look like. The rule tables are read
// through the same eyes: a word they hold has a number, all others are 0.
#ifndef TC_RECORD_LEX_H
#define TC_RECORD_LEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tc_word_kind { TC_W_END, TC_W_WORD, TC_W_NUMBER, TC_W_MARK };
enum tc_word_space { TC_S_NONE, TC_S_BLANK, TC_S_LINE, TC_S_EMPTY_LINE }; // what stands before a word

enum { TC_V_WORDS = 65536 }; // ids of words lie below; ids of marks are TC_V_WORDS + the character

struct tc_word {
    uint32_t start, end;         // bytes of the text
    uint32_t id, fold;           // number of the word with its marks, and of its bare letters; 0 not in any table
    uint32_t value;              // of a number (UINT32_MAX when it has more than 9 digits); the character of a mark
    uint8_t kind, space, length; // length: letters or digits
    uint8_t tone;
    char first;                // first letter, bare and small
    bool may_lack_marks;       // is_bare, in a text without marks
    bool is_bare, has_tone;    // is_bare: no tone and no marked letter
    bool is_capital, is_upper; // first letter, all letters
};

// Lazily cut: words are numbered from where tc_lex_at() began; at most TC_LEX_MAX of them, then TC_W_END for ever.
enum { TC_LEX_MAX = 1024 };
struct tc_lexer {
    const char *text;
    size_t len, pos;
    bool lacks_marks;    // the whole text was typed without marks: its words are met by their bare letters
    bool loose_capitals; // toned letters have no capitals (text that came from TCVN3): only the others count
    uint32_t count;
    struct tc_word end;
    struct tc_word words[TC_LEX_MAX];
};
void tc_lex_init(struct tc_lexer *lexer, const char *text, size_t len);
// Makes the word that begins at pos known; gives its number. What was known before may be forgotten.
uint32_t tc_lex_at(struct tc_lexer *lexer, size_t pos);
// Word number i; valid until the next tc_lex_at().
const struct tc_word *tc_lex(struct tc_lexer *lexer, uint32_t i);
// The last word that ends at or before pos, looking back at most 64 bytes; kind TC_W_END when there is none.
void tc_lex_before(const char *text, size_t pos, struct tc_word *ret);

// Vocabulary. Adding is done while the tables load, by one thread; afterwards it is only read.
void tc_vocabulary_add(const char *word, size_t len, uint32_t *ret_id, uint32_t *ret_fold);
// The ids of a word given as text, 0 when unknown.
void tc_vocabulary_find(const char *word, size_t len, uint32_t *ret_id, uint32_t *ret_fold);

// Does the text look as if it was typed without marks? (Judged by its first kilobytes.)
bool tc_lex_lacks_marks(const char *text, size_t len);
// Is the word this one? Case does not count, marks do, unless the whole text has none.
bool tc_lex_equals(const char *text, const struct tc_word *word, const char *want);
// Appends the word's letters without marks, lower case (đ as d), NUL-terminated, at most size - 1 bytes; gives the
// length.
size_t tc_lex_bare(const char *text, const struct tc_word *word, char *ret, size_t size);
// The letters and digits of a string, marks of tone and everything else left out: with their own marks (Đ, Ư) and bare.
// Both NUL-terminated, at most size - 1 bytes; for comparing codes. Gives the length.
size_t tc_lex_spell(const char *text, size_t len, char *ret_exact, char *ret_bare, size_t size);
// Are the letters behind the first all small (“Luật”, not “TTr”)?
bool tc_lex_is_lower(const char *text, const struct tc_word *word);
// Does a letter begin at pos?
bool tc_lex_is_letter(const char *text, size_t len, size_t pos);

#endif
