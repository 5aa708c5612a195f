// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of form for citations: in full the first time, short afterwards. Which rule holds follows from the draft's
// layout and date, by corpus/tables/forms.tsv.
#include "check_parts.h"

#include "bodies.h"
#include "cite_form.h"
#include "forms.h"
#include "text/token.h"

#include <string.h>

struct form {
    struct tc_checker *checker;
    enum tc_layout layout;
    const char *source; // the paper that lays the rule down
};

static bool is_numbered(const struct tc_citation *citation)
{
    return citation->key && citation->number && !citation->stands_for && !strchr(citation->key, ':');
}

static bool has_day(const char *date)
{
    return date && strlen(date) >= 10;
}

// The same number; of numbers that begin again with each term two dates make two papers.
static bool is_same_paper(const struct tc_citation *a, const struct tc_citation *b)
{
    size_t x = strcspn(a->key, "@"), y = strcspn(b->key, "@");
    return x == y && !strncmp(a->key, b->key, x) &&
           !(strchr(a->key, '@') && has_day(a->date) && has_day(b->date) && strcmp(a->date, b->date) != 0);
}

static const char *number_of(struct tc_checker *checker, const struct tc_citation *citation)
{
    return tc_arena_strndup(checker->arena, citation->key, strcspn(citation->key, "@"));
}

// What the document found is cited as; NULL where too little is known of it.
static const char *full_form(const struct form *form, const struct tc_citation *citation,
                             const struct tc_target *target)
{
    if (!target || !target->date || !target->issuer || !target->title)
        return NULL;
    struct tc_cite_source source = {.type = target->type ? target->type : citation->type,
                                    .number = number_of(form->checker, citation),
                                    .date = target->date,
                                    .issuer = target->issuer,
                                    .title = target->title,
                                    .layout = form->layout,
                                    .draft_date = form->checker->date};
    return tc_cite_full(&source, form->checker->arena);
}

static const char *short_form(const struct form *form, const struct tc_citation *citation)
{
    struct tc_cite_source source = {.type = citation->type,
                                    .number = number_of(form->checker, citation),
                                    .layout = form->layout,
                                    .draft_date = form->checker->date};
    return tc_cite_short(&source, form->checker->arena);
}

// --- what is missing
// -----------------------------------------------------------------------------------------------------------------

// The words of the clause that follow a citation, as far as a semicolon: [*ret_first, end).
static size_t rest_of_clause(const struct tc_checker *checker, const struct tc_citation *citation, size_t *ret_first)
{
    enum { MOST = 40 };
    size_t i = tc_check_word_at(checker, citation->end), first = i;
    *ret_first = first;
    while (i < checker->word_count && !checker->words[i].ends && !checker->words[i].pauses && i - first < MOST)
        i++;
    return i;
}

// Is the issuer behind the citation (“của …”), or before it in the sentence (“Tỉnh ủy ban hành …”)?
static bool has_issuer(const struct tc_checker *checker, const struct tc_citation *citation)
{
    size_t first, end = rest_of_clause(checker, citation, &first), at = tc_check_word_at(checker, citation->start);
    for (size_t i = first; i < end && i < first + 4; i++) {
        if (!strcmp(checker->words[i].exact, "của") || !strcmp(checker->words[i].exact, "do"))
            return true;
    }
    for (size_t i = at; i-- > 0 && !checker->words[i + 1].ends;) {
        tc_auto_buf struct tc_buf words = {0};
        for (size_t j = i; j < at && j < i + 4; j++)
            tc_buf_printf(&words, "%s%s", j > i ? " " : "", checker->words[j].exact);
        if (tc_body_of(words.data))
            return true;
    }
    return false;
}

// A title may begin with “về” or with what State papers do: only what cannot hold one is without.
static bool has_title(const struct tc_checker *checker, const struct tc_citation *citation)
{
    static const char *const begins[] = {"về",    "việc", "quy",  "ban",   "sửa", "phê",
                                         "hướng", "bổ",   "giao", "thông", "tổ",  "thành"};
    size_t first, end = rest_of_clause(checker, citation, &first), words = end - first;
    for (size_t i = first; i < end; i++) {
        if (checker->words[i].quotes || checker->words[i].opens)
            return true;
        for (size_t j = 0; j < TC_LENGTH(begins); j++) {
            // “của Ủy ban nhân dân” holds none of them as its own first word but the body's
            if (!strcmp(checker->words[i].exact, begins[j]) && i > first + 1 &&
                !(i > 0 && !strcmp(checker->words[i - 1].exact, "của")))
                return true;
        }
    }
    if (first < checker->word_count && !strcmp(checker->words[first].exact, "về"))
        return true;
    return words > 12;
}

// Letters and requests are cited by number and date (“tại Tờ trình số …”).
static bool needs_title(const struct tc_citation *citation)
{
    return strcmp(citation->type, "tờ trình") != 0 && strcmp(citation->type, "công văn") != 0;
}

// What is wrong in substance is to be put right first.
static bool is_reported(const struct tc_checker *checker, const struct tc_citation *citation)
{
    for (size_t i = 0; i < checker->finding_count; i++) {
        const struct tc_finding *finding = &checker->findings[i];
        if (finding->start == citation->start && finding->severity > TC_SEVERITY_INFO)
            return true;
    }
    return false;
}

static void report_first(const struct form *form, const struct tc_citation *citation, const struct tc_resolution *found,
                         bool has_date)
{
    struct tc_checker *checker = form->checker;
    bool issuer = has_issuer(checker, citation), title = !needs_title(citation) || has_title(checker, citation);
    tc_auto_buf struct tc_buf missing = {0};
    const char *const parts[] = {has_date ? NULL : TC_TELL("ngày ban hành", "the date"),
                                 issuer ? NULL : TC_TELL("cơ quan ban hành", "the issuer"),
                                 title ? NULL : TC_TELL("trích yếu", "the title")};
    for (size_t i = 0; i < TC_LENGTH(parts); i++) {
        if (parts[i])
            tc_buf_printf(&missing, "%s%s", missing.len ? ", " : "", parts[i]);
    }
    if (!missing.len)
        return;
    const char *message = tc_arena_printf(checker->arena,
                                          TC_TELL("lần viện dẫn đầu tiên cần ghi đủ; còn thiếu: %s – %s",
                                                  "the first citation is to be in full; missing: %s – %s"),
                                          missing.data, form->source);
    tc_check_report(checker, TC_CHECK_FORM, TC_SEVERITY_INFO, citation->start, citation->end, message,
                    full_form(form, citation, found->status == TC_REF_FOUND && found->count ? found->targets : NULL));
}

// The title of the draft names what it is about; it is the text that cites.
static bool is_in_title(const struct tc_checker *checker, const struct tc_citation *citation)
{
    enum { LINE_ENDS = 40 };
    const struct tc_meta *meta = &checker->record->meta;
    uint32_t at = meta->at[TC_META_TITLE];
    return meta->title && at != UINT32_MAX && citation->start >= at &&
           citation->start < at + strlen(meta->title) + LINE_ENDS && strstr(meta->title, citation->number);
}

void tc_check_form(struct tc_checker *checker)
{
    const struct tc_record *record = checker->record;
    struct form form = {.checker = checker, .layout = tc_layout_of(checker->document, record)};
    // a paper that changes another names it in full where it does
    static const bool full_again[TC_REL_COUNT] = {
        [TC_REL_BASIS] = true, [TC_REL_AMENDS] = true, [TC_REL_REPLACES] = true, [TC_REL_REPEALS] = true};
    bool is_ruled = tc_form_in_force("first-citation", form.layout, checker->date, &form.source);
    for (size_t i = 0; is_ruled && i < record->citation_count; i++) {
        const struct tc_citation *citation = &record->citations[i];
        if (!is_numbered(citation) || !citation->type || citation->repaired || is_in_title(checker, citation) ||
            is_reported(checker, citation))
            continue;
        if (form.layout == TC_LAYOUT_STATE && tc_type_is_law(citation->type))
            continue;
        bool is_first = true;
        for (size_t j = 0; j < i && is_first; j++)
            is_first = !is_numbered(&record->citations[j]) || !is_same_paper(&record->citations[j], citation) ||
                       is_in_title(checker, &record->citations[j]);
        // an inherited date is not written here: the span itself says
        bool has_date = memmem(checker->document->text + citation->start, citation->end - citation->start, "ngày",
                               strlen("ngày")) != NULL;
        if (is_first)
            report_first(&form, citation, &checker->resolutions[i], has_date);
        else if (has_date && !full_again[citation->relation])
            tc_check_report(checker, TC_CHECK_FORM, TC_SEVERITY_INFO, citation->start, citation->end,
                            tc_arena_printf(checker->arena,
                                            TC_TELL("từ lần viện dẫn thứ hai chỉ ghi tên loại và số, ký hiệu – %s",
                                                    "after the first time only type and number are given – %s"),
                                            form.source),
                            short_form(&form, citation));
    }
}
