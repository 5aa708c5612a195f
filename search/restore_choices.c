// SPDX-License-Identifier: GPL-3.0-or-later
// Words that a typed one may have been meant as: its accented forms, and the archive's words one slip of the keyboard
// away from it (a letter too many, too few, another, two swapped, a wrong mark).
#include "restore.h"

#include "base/utf8.h"
#include "text/syllable.h"
#include "text/token.h"

#include <ctype.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
    EDITS_LEAST = 3,  // documents that have a word, for it to be taken for another
    LETTERS_MAX = 12, // longer words are not mended
    BESIDE_MAX = 8,   // choices of a neighbour that a slip is held against
    FORMS_MAX = 12,   // accented forms of a slip
    FOUND_MAX = 2048, // slips of one word
    PAIRS_LEAST = 5,  // times that two words stand together, for one to belong beside the other
    STRESSED_LEAST = 4
};

// Costs of slips, logarithms of how rarely just this one is made. A slip that would change a known word of a query with
// marks has to be surer than one that the archive lacks.
static const double COST_MARKS = 5, COST_SWAP = 6, COST_DOUBLE = 6, COST_NEAR = 6, COST_MISSING = 6.5, COST_EXTRA = 7,
                    COST_OTHER = 7.5, COST_NAME = 3, MARGIN_BARE = 1, MARGIN_MARKED = 3;
// Chances of words that the archive lacks: of one that Vietnamese spelling allows, of a name, of anything else.
static const double CHANCE_SYLLABLE = 6e-6, CHANCE_NAME = 3e-6, CHANCE_OTHER = 3e-8;
// How firmly a word has to belong beside its neighbours. Chosen on questions as people wrote them and on phrases with
// slips (tests/bench/did_you_mean.py). A word more frequent than CHANCE_WORD is meant, syllable or not.
static const double BOND_KNOWN = 0.3, BOND_SYLLABLE = 0.1, BOND_BARE = 0.06, CHANCE_WORD = 2e-5;

static void fill(const struct tc_restorer *r, const char *term, size_t len, double cost, struct tc_choice *ret)
{
    uint64_t key = tc_neighbours_key(term, len);
    double count = r->neighbours ? tc_restore_count(r, key) : tc_reader_doc_freq(r->reader, term, len);
    *ret = (struct tc_choice){.term = term,
                              .len = (uint32_t)len,
                              .key = key,
                              .chance = (count + 0.1) / r->total,
                              .cost = cost,
                              .previous = -1};
}

// --- as typed

static bool is_known(const struct tc_column *column, const char *term, size_t len)
{
    for (int i = 0; i < column->count; i++)
        if (column->choices[i].len == len && !memcmp(column->choices[i].term, term, len))
            return true;
    return false;
}

static void add_forms(struct tc_restorer *r, struct tc_column *column)
{
    struct tc_vocabulary_entry found[TC_RESTORE_OWN_MAX];
    const char *folded = column->word->folded;
    size_t count = tc_reader_folded(r->reader, folded, strlen(folded), false, found, TC_RESTORE_OWN_MAX);
    for (size_t i = 0; i < count; i++) {
        size_t len;
        const char *term = tc_reader_term(r->reader, found[i].id, &len);
        if (term)
            fill(r, tc_arena_strndup(&r->plan->arena, term, len), len, 0, &column->choices[column->count++]);
    }
}

static bool has_digit(const char *word)
{
    return strpbrk(word, "0123456789") != NULL;
}

static void ignore_form(void *context, const char *form, size_t len)
{
    (void)context, (void)form, (void)len;
}

// DN, THPT: capitals in a query that also has small letters, and no syllable that is only stressed (KHONG)
static bool is_abbreviation(const struct tc_restorer *r, const struct tc_query_node *word)
{
    const char *typed = r->plan->query->text + word->start;
    size_t len = word->end - word->start;
    tc_auto_buf struct tc_buf upper = {0};
    tc_text_upper(typed, len, &upper);
    if (upper.len != len || memcmp(upper.data, typed, len) != 0)
        return false;
    bool is_tied = (word->start && strchr("-/", typed[-1])) || (typed[len] && strchr("-/", typed[len])); // KT-XH
    if (!r->has_lower || len < 2 || is_tied)
        return is_tied;
    return len < STRESSED_LEAST || !tc_syllable_forms(word->folded, strlen(word->folded), ignore_form, NULL);
}

// A capital that does not begin the question
static bool is_name(const struct tc_restorer *r, const struct tc_query_node *word)
{
    return word->is_upper && word != r->plan->query->root->first;
}

void tc_restore_own(struct tc_restorer *r, const struct tc_query_node *word, struct tc_column *ret)
{
    *ret = (struct tc_column){.word = word};
    size_t len = strlen(word->exact);
    ret->is_fixed = has_digit(word->exact) || strpbrk(word->exact, "-/.@:") || is_abbreviation(r, word);
    ret->is_bare = !ret->is_fixed && !word->has_marks && !tc_plan_stands_as_typed(r->plan, word);
    if (ret->is_bare)
        add_forms(r, ret);
    if (ret->count)
        return;
    fill(r, word->exact, len, 0, &ret->choices[ret->count++]);
    ret->is_unknown = !ret->is_fixed && !tc_reader_doc_freq(r->reader, word->exact, len);
    double least = tc_syllable_is_valid(word->exact, len) ? CHANCE_SYLLABLE
                   : is_name(r, word)                     ? CHANCE_NAME
                                                          : CHANCE_OTHER;
    // cp, ttg: short forms in small letters
    ret->is_fixed |=
        r->plan->is_marked && !tc_syllable_is_valid(word->exact, len) && ret->choices[0].chance > CHANCE_WORD;
    if (ret->is_unknown)
        ret->choices[0].chance = fmax(ret->choices[0].chance, least);
}

// --- slips

struct slips {
    struct tc_restorer *r;
    struct tc_column *column;
    bool is_bare; // of the letters without marks, for any marks
    struct tc_choice *found;
    size_t count;
};

static void add_slip(struct slips *s, const char *term, size_t len, double cost)
{
    if (s->count == FOUND_MAX || is_known(s->column, term, len))
        return;
    struct tc_choice *choice = &s->found[s->count++];
    fill(s->r, term, len, cost, choice);
    choice->is_slip = true;
}

static void add_folded(struct slips *s, const char *folded, size_t len, double cost)
{
    struct tc_vocabulary_entry found[FORMS_MAX];
    size_t count = tc_reader_folded(s->r->reader, folded, len, false, found, FORMS_MAX);
    for (size_t i = 0; i < count && found[i].doc_freq >= EDITS_LEAST; i++) {
        size_t term_len;
        const char *term = tc_reader_term(s->r->reader, found[i].id, &term_len);
        if (term)
            add_slip(s, term, term_len, cost);
    }
}

static void try_edit(struct slips *s, const uint32_t *letters, size_t count, double cost)
{
    char text[LETTERS_MAX * 4 + 8];
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += tc_utf8_put(letters[i], text + len);
    if (s->is_bare) {
        add_folded(s, text, len, cost);
        return;
    }
    uint32_t id = tc_reader_term_id(s->r->reader, text, len);
    if (id == UINT32_MAX || tc_reader_term_freq(s->r->reader, id) < EDITS_LEAST)
        return;
    const char *term = tc_reader_term(s->r->reader, id, &len);
    if (term)
        add_slip(s, term, len, cost);
}

static uint32_t alphabet[128]; // plain letters first
static size_t alphabet_count;
static pthread_once_t alphabet_once = PTHREAD_ONCE_INIT;

static void list_alphabet(void)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzàảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ";
    for (size_t at = 0; at < sizeof letters - 1;)
        alphabet[alphabet_count++] = tc_utf8_next(letters, sizeof letters - 1, &at);
}

// Do the keys lie beside each other?
static bool are_near(uint32_t a, uint32_t b)
{
    static const char *const rows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
    int row[2] = {-1, -1}, place[2] = {0, 0};
    uint32_t letters[2] = {a, b};
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < 3; i++) {
            const char *key = letters[k] < 0x80 && letters[k] ? strchr(rows[i], (int)letters[k]) : NULL;
            if (key) {
                row[k] = i;
                place[k] = (int)(key - rows[i]);
            }
        }
    return row[0] >= 0 && row[1] >= 0 && abs(row[0] - row[1]) <= 1 && abs(place[0] - place[1]) <= 1;
}

static void put_in(struct slips *s, const uint32_t *letters, size_t count, size_t at, const uint32_t *all, size_t kinds)
{
    uint32_t edited[LETTERS_MAX + 1];
    memcpy(edited, letters, at * sizeof *letters);
    memcpy(edited + at + 1, letters + at, (count - at) * sizeof *letters);
    for (size_t k = 0; k < kinds; k++) {
        edited[at] = all[k];
        try_edit(s, edited, count + 1, COST_MISSING);
    }
}

static void change(struct slips *s, const uint32_t *letters, size_t count, size_t at, const uint32_t *all, size_t kinds)
{
    uint32_t edited[LETTERS_MAX];
    memcpy(edited, letters, count * sizeof *letters);
    for (size_t k = 0; k < kinds; k++) {
        edited[at] = all[k];
        if (all[k] != letters[at])
            try_edit(s, edited, count, are_near(all[k], letters[at]) ? COST_NEAR : COST_OTHER);
    }
}

static void take_out(struct slips *s, const uint32_t *letters, size_t count, size_t at)
{
    uint32_t edited[LETTERS_MAX];
    memcpy(edited, letters, at * sizeof *letters);
    memcpy(edited + at, letters + at + 1, (count - at - 1) * sizeof *letters);
    bool is_double = at && letters[at - 1] == letters[at];
    try_edit(s, edited, count - 1, is_double ? COST_DOUBLE : COST_EXTRA);
}

static void swap(struct slips *s, const uint32_t *letters, size_t count, size_t at)
{
    uint32_t edited[LETTERS_MAX];
    memcpy(edited, letters, count * sizeof *letters);
    edited[at] = letters[at + 1];
    edited[at + 1] = letters[at];
    if (letters[at] != letters[at + 1])
        try_edit(s, edited, count, COST_SWAP);
}

static void add_edits(struct slips *s)
{
    const char *typed = s->is_bare ? s->column->word->folded : s->column->word->exact;
    uint32_t letters[LETTERS_MAX];
    size_t count = 0, len = strlen(typed);
    pthread_once(&alphabet_once, list_alphabet);
    const uint32_t *all = alphabet;
    size_t kinds = s->is_bare ? 26 : alphabet_count;
    for (size_t at = 0; at < len; count++) {
        if (count == LETTERS_MAX)
            return;
        letters[count] = tc_utf8_next(typed, len, &at);
    }
    for (size_t i = 0; i <= count; i++) {
        if (count < LETTERS_MAX)
            put_in(s, letters, count, i, all, kinds);
        if (i == count)
            break;
        change(s, letters, count, i, all, kinds);
        if (count > 1)
            take_out(s, letters, count, i);
        if (i + 1 < count)
            swap(s, letters, count, i);
    }
}

// The best that the choices beside it make of a choice: its likelihood in the row, as far as it can be told here.
static double beside(const struct tc_restorer *r, size_t at, const struct tc_choice *choice)
{
    const struct tc_column *column = &r->columns[at], *sides[2] = {NULL, NULL};
    double value = -choice->cost;
    if (at && column->follows)
        sides[0] = column - 1;
    if (at + 1 < r->count && column[1].follows)
        sides[1] = column + 1;
    for (int k = 0; k < 2; k++) {
        double best = k || sides[k] ? -INFINITY : log(choice->chance);
        for (int i = 0; sides[k] && i < sides[k]->count && i < BESIDE_MAX; i++) {
            const struct tc_choice *other = &sides[k]->choices[i];
            best = fmax(best, k ? tc_restore_pair(r, choice, other) : tc_restore_pair(r, other, choice));
        }
        value += sides[k] || !k ? best : 0;
    }
    return value;
}

// Beside which it stands, a word of a query with marks that the archive knows is only doubted for a word that belongs
// there: how much of all that stands beside the neighbour it is, or the neighbour of all that stands beside it.
static double bond(const struct tc_restorer *r, const struct tc_choice *first, const struct tc_choice *second)
{
    double pairs = tc_restore_pairs(r, first->key, second->key);
    return pairs < PAIRS_LEAST ? 0 : pairs / fmax(fmin(first->chance, second->chance) * r->total, 1);
}

static double bond_beside(const struct tc_restorer *r, size_t at, const struct tc_choice *choice)
{
    const struct tc_column *column = &r->columns[at], *before = at && column->follows ? column - 1 : NULL,
                           *after = at + 1 < r->count && column[1].follows ? column + 1 : NULL;
    const struct tc_choice *own = &column->choices[0];
    double best = 0;
    for (int i = 0; before && i < before->count && i < BESIDE_MAX; i++)
        if (column->is_bare || bond(r, &before->choices[i], own) == 0)
            best = fmax(best, bond(r, &before->choices[i], choice));
    for (int i = 0; after && i < after->count && i < BESIDE_MAX; i++)
        if (column->is_bare || bond(r, own, &after->choices[i]) == 0)
            best = fmax(best, bond(r, choice, &after->choices[i]));
    return best;
}

static int by_best(const void *a, const void *b)
{
    const struct tc_choice *x = a, *y = b;
    return x->best < y->best ? 1 : -(x->best > y->best);
}

// How firmly a word has to belong beside its neighbours (bond_beside) to be taken for the typed one; 0: it need not.
static double least_bond(const struct tc_restorer *r, const struct tc_column *column)
{
    if (!r->neighbours)
        return 0;
    if (column->is_bare)
        return column->is_unknown ? 0 : BOND_BARE;
    if (!r->plan->is_marked)
        return 0;
    if (!column->is_unknown)
        return BOND_KNOWN;
    return tc_syllable_is_valid(column->word->exact, strlen(column->word->exact)) ? BOND_SYLLABLE : 0;
}

// Leaves out what does not belong; the likeliest come first.
static void order_slips(struct tc_restorer *r, size_t at, struct slips *s)
{
    const struct tc_column *column = s->column;
    double least = least_bond(r, column), more = 0;
    if (!column->is_unknown)
        more += column->is_bare ? MARGIN_BARE : MARGIN_MARKED;
    if (is_name(r, column->word))
        more += COST_NAME;
    size_t kept = 0;
    for (size_t i = 0; i < s->count; i++) {
        struct tc_choice choice = s->found[i];
        if (least > 0 && bond_beside(r, at, &choice) < least)
            continue;
        choice.cost += more;
        choice.best = beside(r, at, &choice);
        s->found[kept++] = choice;
    }
    s->count = kept;
    qsort(s->found, s->count, sizeof *s->found, by_best);
}

void tc_restore_slips(struct tc_restorer *r, size_t at)
{
    struct tc_column *column = &r->columns[at];
    if (column->has_slips || r->searched == TC_RESTORE_SEARCHED_MAX)
        return;
    column->has_slips = true;
    r->searched++;
    struct slips s = {.r = r, .column = column, .is_bare = !r->plan->is_marked};
    s.found = tc_xcalloc(FOUND_MAX, sizeof *s.found);
    add_folded(&s, column->word->folded, strlen(column->word->folded), COST_MARKS);
    add_edits(&s);
    order_slips(r, at, &s);
    int own = column->count;
    for (size_t i = 0; i < s.count && column->count < own + TC_RESTORE_SLIPS_MAX; i++) {
        if (is_known(column, s.found[i].term, s.found[i].len))
            continue;
        column->choices[column->count] = s.found[i];
        column->choices[column->count++].term = tc_arena_strndup(&r->plan->arena, s.found[i].term, s.found[i].len);
    }
    free(s.found);
}
