// SPDX-License-Identifier: GPL-3.0-or-later
// Which terms of the index a word of the question stands for. Typed with marks it is itself, and, with little weight,
// its other spellings and the bare form that unaccented texts have. Typed without, it is every accented form that the
// archive knows.
#include "plan.h"

#include "text/syllable.h"
#include "text/token.h"

#include <math.h>
#include <string.h>

static const float SPELLING_FACTOR = 0.8f; // kĩ for kỹ
static const float BARE_FACTOR = 0.2f;     // ket for kết
static const float OTHER_FACTOR = 0.1f;    // kẹt for ket, where kết is meant
static const float TYPED_FACTOR = 0.5f;    // án for an, where a slip of dân is meant

static void add_variant(struct tc_plan *plan, struct tc_unit *unit, const char *term, size_t len, float factor)
{
    struct tc_reader *reader = plan->archive->reader;
    if (unit->variant_count == TC_PLAN_VARIANTS_MAX || !len)
        return;
    for (size_t i = 0; i < unit->variant_count; i++)
        if (unit->variants[i].len == len && !memcmp(unit->variants[i].term, term, len))
            return;
    uint32_t doc_freq = tc_reader_doc_freq(reader, term, len);
    if (!doc_freq)
        return;
    unit->variants[unit->variant_count++] = (struct tc_variant){
        .id = tc_reader_term_id(reader, term, len),
        .doc_freq = doc_freq,
        .term = tc_arena_strndup(&plan->arena, term, len),
        .len = (uint32_t)len,
        .factor = factor,
    };
}

static void add_folded(struct tc_plan *plan, struct tc_unit *unit, const char *folded, bool is_prefix,
                       const char *start, float factor)
{
    enum { MAX = 1024 };
    struct tc_vocabulary_entry found[MAX];
    size_t limit = is_prefix ? MAX : TC_PLAN_VARIANTS_MAX;
    size_t count = tc_reader_folded(plan->archive->reader, folded, strlen(folded), is_prefix, found, limit);
    for (size_t i = 0; i < count; i++) {
        size_t len;
        const char *term = tc_reader_term(plan->archive->reader, found[i].id, &len);
        if (!term || (start && (len < strlen(start) || memcmp(term, start, strlen(start)) != 0)))
            continue;
        add_variant(plan, unit, term, len, factor);
    }
}

static void count_words(struct tc_plan *plan, const struct tc_query_node *node, size_t *marked, size_t *bare)
{
    for (const struct tc_query_node *child = node->first; child; child = child->next) {
        bool is_word = child->kind == TC_QUERY_WORD && (child->folded[0] < '0' || child->folded[0] > '9');
        if (is_word && child->has_marks)
            *marked += tc_reader_doc_freq(plan->archive->reader, child->exact, strlen(child->exact)) > 0;
        else if (is_word)
            *bare += 1;
        count_words(plan, child, marked, bare);
    }
}

void tc_plan_note_marks(struct tc_plan *plan)
{
    size_t marked = 0, bare = 0;
    count_words(plan, plan->query->root, &marked, &bare);
    // ddon, nhaan: a key struck twice in a query without marks looks like Telex
    bool is_stray = plan->query->typing != TC_TYPING_NONE && marked <= bare;
    plan->is_marked = marked * 3 >= marked + bare && marked > 0 && !is_stray;
}

bool tc_plan_stands_as_typed(const struct tc_plan *plan, const struct tc_query_node *word)
{
    return plan->is_marked && tc_syllable_is_valid(word->exact, strlen(word->exact));
}

static double idf_of(const struct tc_plan *plan, double doc_freq)
{
    double count = tc_reader_count(plan->archive->reader);
    return log(1 + (count - doc_freq + 0.5) / (doc_freq + 0.5));
}

void tc_plan_spellings(struct tc_plan *plan, const struct tc_query_node *word, bool is_strict, struct tc_unit *ret)
{
    struct tc_unit unit = {
        .shown = word->exact, .meant = word->exact, .folded = word->folded, .weight = 1, .repeats = 1};
    struct tc_variant variants[TC_PLAN_VARIANTS_MAX];
    unit.variants = variants;
    unit.is_digits = word->folded[0] >= '0' && word->folded[0] <= '9';
    bool takes_all = !word->has_marks && !unit.is_digits && (is_strict || !tc_plan_stands_as_typed(plan, word));
    if (word->kind == TC_QUERY_PREFIX)
        add_folded(plan, &unit, word->folded, true, word->has_marks ? word->exact : NULL, 1);
    const struct tc_restored *restored = is_strict ? NULL : tc_plan_restored(plan, word);
    float others = !restored ? 1 : restored->is_slip ? TYPED_FACTOR : OTHER_FACTOR;
    if (restored) {
        unit.meant = restored->meant;
        add_variant(plan, &unit, restored->meant, strlen(restored->meant), 1);
    }
    if (word->kind != TC_QUERY_PREFIX)
        add_variant(plan, &unit, word->exact, strlen(word->exact), others);
    if (takes_all && word->kind == TC_QUERY_WORD)
        add_folded(plan, &unit, word->folded, false, NULL, others);
    for (size_t i = 0; !is_strict && word->also && word->also[i]; i++)
        add_variant(plan, &unit, word->also[i], strlen(word->also[i]), SPELLING_FACTOR);
    if (!is_strict && word->has_marks && strcmp(word->exact, word->folded) != 0)
        add_variant(plan, &unit, word->folded, strlen(word->folded), BARE_FACTOR);
    double doc_freq = 0;
    for (size_t i = 0; i < unit.variant_count; i++)
        doc_freq += unit.variants[i].factor >= SPELLING_FACTOR ? unit.variants[i].doc_freq : 0;
    double count = tc_reader_count(plan->archive->reader);
    unit.doc_freq = (uint32_t)(doc_freq < count ? doc_freq : count);
    unit.idf = idf_of(plan, unit.doc_freq);
    unit.variants = tc_arena_zero(&plan->arena, unit.variant_count + 1, sizeof *variants);
    memcpy(unit.variants, variants, unit.variant_count * sizeof *variants);
    *ret = unit;
}
