// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a text as the finding of assigned work sees them, and the table of cues (corpus/tables/task_cues.tsv).
#ifndef TC_RECORD_TASK_WORDS_H
#define TC_RECORD_TASK_WORDS_H

#include "text/document.h"

#include "base/mem.h"

enum tc_task_cue { // kinds of the table, a bit each
    TC_CUE_NAME = 1 << 0,
    TC_CUE_HEAD = 1 << 1,
    TC_CUE_PLURAL = 1 << 2,
    TC_CUE_TAIL = 1 << 3,
    TC_CUE_LEAD = 1 << 4,
    TC_CUE_ASK = 1 << 5,
    TC_CUE_JOINT = 1 << 6,
    TC_CUE_DEED = 1 << 7,
    TC_CUE_BAR = 1 << 8,
    TC_CUE_SECTION = 1 << 9,
    TC_CUE_REPEATS = 1 << 10,
    TC_CUE_COLUMN_WORK = 1 << 11,
    TC_CUE_COLUMN_LEAD = 1 << 12,
    TC_CUE_COLUMN_WITH = 1 << 13,
    TC_CUE_COLUMN_DUE = 1 << 14,
    TC_CUE_COLUMNS = TC_CUE_COLUMN_WORK | TC_CUE_COLUMN_LEAD | TC_CUE_COLUMN_WITH | TC_CUE_COLUMN_DUE,
};

struct tc_task_word {
    uint32_t start, end; // bytes of the text
    const char *exact;   // canonical, lower case; in the arena
    uint16_t hash;       // of exact: whether a cue may begin with it
    bool is_upper;
    char
        before; // the strongest mark since the word before: '\n' (a line that ends something), '.', ';', ':', '(', ',',
                // '-', or 0
    bool opens; // a clause begins here, behind an enumerator (a), 1., -) as well
};
struct tc_task_words {
    const char *text;
    struct tc_task_word *items;
    size_t count, cap;
};
// Words of the body: heads, running heads, tables and furniture are left out. items are yours (free()).
void tc_task_words_read(const struct tc_document *document, struct tc_arena *arena, struct tc_task_words *ret);
// Adds the words of bytes [start, end) of words->text, which begin anew (a cell of a table).
void tc_task_words_add(struct tc_task_words *words, uint32_t start, uint32_t end, struct tc_arena *arena);
// The longest cue of one of `kinds` at word i that no mark stronger than a comma cuts: how many words; 0 none.
// *ret_kinds may be NULL.
size_t tc_task_cue_at(const struct tc_task_words *words, size_t i, unsigned kinds, unsigned *ret_kinds);
// Is word i this one (canonical)?
bool tc_task_word_is(const struct tc_task_words *words, size_t i, const char *exact);

#endif
