// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of form for citations: in full the first time, short afterwards. Which rule holds follows from the draft's
// layout and date, by corpus/tables/forms.tsv.
#include "check_parts.h"

#include "base/tsv.h"
#include "cite_form.h"

#include <string.h>

// Is a rule of this name in force for drafts of this layout and date? A draft without date is written today, under the
// newest rules.
static bool in_force(const struct tc_tsv *rules, const char *layout, const char *rule, const char *date)
{
    int layouts = tc_tsv_column(rules, "applies"), names = tc_tsv_column(rules, "rule");
    int from = tc_tsv_column(rules, "from"), to = tc_tsv_column(rules, "to");
    for (size_t row = 0; row < rules->rows; row++) {
        if (strcmp(tc_tsv_cell(rules, row, layouts), layout) || strcmp(tc_tsv_cell(rules, row, names), rule))
            continue;
        const char *end = tc_tsv_cell(rules, row, to);
        if (!date)
            return !*end;
        if (strcmp(tc_tsv_cell(rules, row, from), date) <= 0 && (!*end || strcmp(date, end) < 0))
            return true;
    }
    return false;
}

static bool is_numbered(const struct tc_citation *citation)
{
    return citation->key && citation->number && !citation->stands_for && !strchr(citation->key, ':');
}

static bool is_same_paper(const struct tc_citation *a, const struct tc_citation *b)
{
    size_t x = strcspn(a->key, "@"), y = strcspn(b->key, "@");
    return x == y && !strncmp(a->key, b->key, x);
}

static const char *number_of(struct tc_checker *checker, const struct tc_citation *citation)
{
    return tc_arena_strndup(checker->arena, citation->key, strcspn(citation->key, "@"));
}

// “Kết luận” from “kết luận”: the first letter as it was written.
// What the document found is cited as; NULL where too little is known of it.
static const char *full_form(struct tc_checker *checker, const struct tc_citation *citation,
                             const struct tc_target *target)
{
    if (!target || !target->date || !target->issuer || !target->title)
        return NULL;
    struct tc_cite_source source = {.type = target->type ? target->type : citation->type,
                                    .number = number_of(checker, citation),
                                    .date = target->date,
                                    .issuer = target->issuer,
                                    .title = target->title};
    return tc_cite_full(&source, checker->arena);
}

static const char *short_form(struct tc_checker *checker, const struct tc_citation *citation)
{
    struct tc_cite_source source = {.type = citation->type, .number = number_of(checker, citation)};
    return tc_cite_short(&source, checker->arena);
}

void tc_check_form(struct tc_checker *checker)
{
    const struct tc_record *record = checker->record;
    struct tc_tsv rules = {0};
    // a draft cites the Party way when its own number, or else most of what it cites, is of the Party
    const char *number = record->meta.number      ? record->meta.number
                         : record->citation_count ? record->citations[0].key
                                                  : NULL;
    bool party = tc_number_is_party(number);
    if (tc_table_read("forms", &rules, NULL))
        return;
    const char *layout = party ? "party" : "state";
    bool is_ruled = in_force(&rules, layout, "first-citation", checker->date);
    tc_tsv_fini(&rules);
    for (size_t i = 0; is_ruled && i < record->citation_count; i++) {
        const struct tc_citation *citation = &record->citations[i];
        const struct tc_resolution *found = &checker->resolutions[i];
        if (!is_numbered(citation) || !citation->type || citation->repaired)
            continue;
        bool is_first = true;
        for (size_t j = 0; j < i && is_first; j++)
            is_first = !is_numbered(&record->citations[j]) || !is_same_paper(&record->citations[j], citation);
        // an inherited date is not written here: the span itself says
        bool has_date = memmem(checker->document->text + citation->start, citation->end - citation->start, "ngày",
                               strlen("ngày")) != NULL;
        if (is_first && !has_date)
            tc_check_report(
                checker, TC_CHECK_FORM, TC_SEVERITY_INFO, citation->start, citation->end,
                TC_SAY(checker, "lần viện dẫn đầu tiên cần ghi đủ số, ngày, cơ quan ban hành và trích yếu",
                       "the first citation is to give number, date, issuer and title"),
                full_form(checker, citation, found->status == TC_REF_FOUND && found->count ? found->targets : NULL));
        else if (!is_first && has_date && citation->relation != TC_REL_BASIS)
            tc_check_report(checker, TC_CHECK_FORM, TC_SEVERITY_INFO, citation->start, citation->end,
                            TC_SAY(checker, "từ lần viện dẫn thứ hai chỉ ghi tên loại và số, ký hiệu",
                                   "after the first time only type and number are given"),
                            short_form(checker, citation));
    }
}
