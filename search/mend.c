// SPDX-License-Identifier: GPL-3.0-or-later
#include "mend.h"

#include "base/mem.h"
#include "record/record.h"

#include <ctype.h>
#include <string.h>

enum { DIGITS_MAX = 5, WORDS_MAX = 64 };

static char digit_for(char letter)
{
    return strchr("lI|", letter) ? '1' : strchr("Oo", letter) ? '0' : letter;
}

// How many characters at `at` are digits or look like some, of each kind one at least, with - or / behind; else 0.
static size_t look_alike(const char *text, size_t at, size_t len)
{
    size_t count = 0, digits = 0;
    for (; at + count < len && text[at + count] && (isdigit((unsigned char)digit_for(text[at + count]))); count++)
        digits += isdigit((unsigned char)text[at + count]) != 0;
    bool has_mark = at + count < len && strchr("-/", text[at + count]);
    return has_mark && digits && digits < count && count <= DIGITS_MAX ? count : 0;
}

static size_t word_end(const char *text, size_t at, size_t len)
{
    while (at < len && !strchr(" \t\r\n,;\"()", text[at]))
        at++;
    return at;
}

static bool is_whole_number(const char *text, size_t len)
{
    struct tc_arena arena = {0};
    struct tc_reference reference = {0};
    bool is_whole = tc_reference_read(text, len, &arena, &reference) && reference.key && reference.type_code &&
                    !memchr(reference.key, '?', strcspn(reference.key, "@"));
    tc_arena_fini(&arena);
    return is_whole;
}

bool tc_mend_numbers(char *text, size_t len)
{
    bool is_mended = false, is_quoted = false;
    int words = 0;
    for (size_t at = 0; at < len && words < WORDS_MAX; at++) {
        is_quoted ^= text[at] == '"';
        bool begins = !at || strchr(" \t\r\n:(", text[at - 1]);
        size_t count = begins && !is_quoted ? look_alike(text, at, len) : 0;
        if (!count)
            continue;
        words++;
        size_t end = word_end(text, at, len);
        tc_auto_free char *word = tc_xstrndup(text + at, end - at);
        for (size_t i = 0; i < count; i++)
            word[i] = digit_for(word[i]);
        if (is_whole_number(word, end - at)) {
            memcpy(text + at, word, count);
            is_mended = true;
        }
    }
    return is_mended;
}
