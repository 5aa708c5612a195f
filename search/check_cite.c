// SPDX-License-Identifier: GPL-3.0-or-later
// One citation against what it cites.
#include "check_parts.h"

#include "bodies.h"
#include "cite_form.h"
#include "record/rules.h"
#include "text/token.h"

#include <string.h>

// --- what follows the citation
// -------------------------------------------------------------------------------------------------------

static bool is(const struct tc_draft_word *word, const char *exact)
{
    return !strcmp(word->exact, exact);
}

// Skips a bracket that begins before word i: “(khóa X)”.
static size_t skip_bracket(const struct tc_checker *checker, size_t i)
{
    if (i < checker->word_count && checker->words[i].opens) {
        while (++i < checker->word_count && !checker->words[i].closes && !checker->words[i].ends) {
        }
    }
    return i;
}

void tc_check_tail(const struct tc_checker *checker, const struct tc_citation *citation, struct tc_tail *ret)
{
    enum { ISSUER_MAX = 24, TITLE_MAX = 80 };
    size_t i = tc_check_word_at(checker, citation->end), n = checker->word_count;
    const struct tc_draft_word *w = checker->words;
    *ret = (struct tc_tail){0};
    if (i >= n || w[i].ends)
        return;
    i = skip_bracket(checker, i);
    if (i < n && is(&w[i], "của") && !w[i].ends) {
        size_t first = ++i;
        // an issuer has no "về", no mark, and goes on in small words only inside names of bodies
        while (i < n && i - first < ISSUER_MAX && !w[i].breaks && !w[i].quotes && !w[i].unquotes && !w[i].opens &&
               !w[i].closes && !is(&w[i], "về"))
            i++;
        ret->issuer_start = first;
        ret->issuer_end = i;
        i = skip_bracket(checker, i);
    }
    if (i >= n || w[i].ends || !is(&w[i], "về") || (w[i].breaks && ret->issuer_end == 0))
        return;
    size_t first = ++i;
    if (first < n && is(&w[first], "việc") && !w[first].quotes)
        first = ++i;
    if (first >= n || w[first].ends)
        return;
    ret->title_quoted = w[first].quotes;
    for (i = first + 1; i < n && i - first < TITLE_MAX && !w[i].ends; i++) {
        if (w[i].unquotes || (!ret->title_quoted && (w[i].quotes || w[i].opens || w[i].closes)))
            break;
    }
    ret->title_start = first;
    ret->title_end = i;
}

// --- issuers
// -------------------------------------------------------------------------------------------------------------------------

static const char *words_between(const struct tc_checker *checker, size_t start, size_t end)
{
    tc_auto_buf struct tc_buf buf = {0};
    for (size_t i = start; i < end; i++) {
        if (i > start)
            tc_buf_char(&buf, ' ');
        tc_buf_str(&buf, checker->words[i].exact);
    }
    return tc_arena_strndup(checker->arena, buf.data ? buf.data : "", buf.len);
}

static const char *written(const struct tc_checker *checker, size_t start, size_t end)
{
    uint32_t from = checker->words[start].start, to = checker->words[end - 1].end;
    return tc_arena_strndup(checker->arena, checker->document->text + from, to - from);
}

static void check_issuer(struct tc_checker *checker, const struct tc_citation *citation, const struct tc_tail *tail,
                         const struct tc_target *target)
{
    if (tail->issuer_end <= tail->issuer_start)
        return;
    const struct tc_body *named = tc_body_of(words_between(checker, tail->issuer_start, tail->issuer_end));
    if (!named)
        return;
    const char *as_written = written(checker, tail->issuer_start, tail->issuer_end), *right = NULL;
    if (target && target->issuer) {
        tc_auto_free char *canonical = tc_text_canonical_dup(target->issuer);
        const struct tc_body *real = tc_body_of(canonical);
        if (real && strcmp(real->kind, named->kind) && strcmp(named->kind, "TW") && strcmp(real->kind, "TW"))
            right = target->issuer;
    }
    bool wrong_code = citation->issuer_code && strcmp(citation->issuer_code, "?") &&
                      !tc_body_writes(named, citation->issuer_code) && (!target || right);
    if (!right && !wrong_code)
        return;
    const char *message = right ? tc_arena_printf(checker->arena,
                                                  TC_TELL("cơ quan ban hành ghi là “%s”, trong kho là “%s”",
                                                          "the issuer is given as “%s”, the archive has “%s”"),
                                                  as_written, right)
                                : tc_arena_printf(checker->arena,
                                                  TC_TELL("“%s” không ban hành văn bản có ký hiệu %s",
                                                          "“%s” does not issue papers with the code %s"),
                                                  as_written, citation->issuer_code);
    tc_check_report(checker, TC_CHECK_ISSUER_MISMATCH, TC_SEVERITY_ERROR, checker->words[tail->issuer_start].start,
                    checker->words[tail->issuer_end - 1].end, message, right);
}

// --- number, type, date
// --------------------------------------------------------------------------------------------------------------

static void report_date(struct tc_checker *checker, const struct tc_citation *citation, const char *right,
                        const char *says)
{
    const char *shown = tc_date_day_first(right, checker->arena);
    tc_check_report(checker, TC_CHECK_DATE_MISMATCH, TC_SEVERITY_ERROR, citation->start, citation->end,
                    tc_arena_printf(checker->arena,
                                    TC_TELL("ngày ban hành ghi là %s, %s %s", "the date is given as %s, %s %s"),
                                    tc_date_day_first(citation->date, checker->arena), says, shown),
                    shown);
}

// The same number and issuer under another date: what the date should have been.
static enum tc_status check_date(struct tc_checker *checker, const struct tc_citation *citation,
                                 const struct tc_resolution *found, bool *ret_reported, struct tc_error *err)
{
    const char *right = NULL;
    *ret_reported = false;
    if (!citation->date || citation->date[0] == '-')
        return TC_OK;
    if (found->status == TC_REF_FOUND && found->count && found->targets[0].date && !citation->stands_for) {
        size_t len = strlen(citation->date);
        if (strncmp(found->targets[0].date, citation->date,
                    len < strlen(found->targets[0].date) ? len : strlen(found->targets[0].date)))
            right = found->targets[0].date;
    } else if (found->status == TC_REF_ABSENT && strchr(citation->key, '@')) {
        struct tc_resolution other;
        struct tc_ref_context context = {
            .place = checker->record->meta.place, .issuer_code = citation->issuer_code, .date = checker->date};
        const char *undated =
            tc_arena_printf(checker->arena, "%.*s@?", (int)strcspn(citation->key, "@"), citation->key);
        enum tc_status status = tc_resolve_key(checker->reader, undated, NULL, &context, checker->arena, &other, err);
        if (status)
            return status;
        if (other.status == TC_REF_FOUND && other.count && tc_check_is_near(checker, &other.targets[0]))
            right = other.targets[0].date;
    }
    if (!right)
        return TC_OK;
    report_date(checker, citation, right, TC_TELL("trong kho là", "the archive has"));
    *ret_reported = true;
    return TC_OK;
}

// A name that goes on (“kế hoạch hành động”, “thông báo kết luận”) still begins with its type.
static bool types_agree(const char *a, const char *b)
{
    size_t len = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
    return !strncmp(a, b, len) && (!a[len] || a[len] == ' ') && (!b[len] || b[len] == ' ');
}

static bool is_either(const char *type, const char *a, const char *b)
{
    return !strcmp(type, a) || !strcmp(type, b);
}

// The name of a type as the draft writes it in front of the number; NULL for none, or one in letters (“KL 44”). The
// citation itself is called after its symbol.
static const char *written_type(const struct tc_checker *checker, const struct tc_citation *citation)
{
    const struct tc_rules *rules = tc_rules();
    const char *found = NULL;
    for (size_t i = tc_check_word_at(checker, citation->start); i < checker->word_count; i++) {
        const struct tc_draft_word *word = &checker->words[i];
        if (word->start >= citation->end || strpbrk(word->exact, "0123456789/"))
            break;
        for (size_t j = 0; j < rules->type_count; j++) {
            const char *name = rules->types[j].name;
            const char *here = words_between(checker, i, i + 2 < checker->word_count ? i + 2 : checker->word_count);
            if (!strcmp(here, name))
                found = name;
        }
    }
    return found;
}

// The word and the symbol: QĐ is both quyết định and quy định in Party symbols, and conclusions go out as notices.
static void check_type(struct tc_checker *checker, const struct tc_citation *citation, const struct tc_target *target)
{
    const char *given = citation->number ? written_type(checker, citation) : NULL;
    const char *real = target && target->type ? target->type : citation->type;
    if (!given || !real || types_agree(given, real))
        return;
    if (is_either(given, "thông báo", "kết luận") && is_either(real, "thông báo", "kết luận"))
        return;
    if (!target && is_either(given, "quyết định", "quy định") && is_either(real, "quyết định", "quy định"))
        return;
    tc_check_report(
        checker, TC_CHECK_TYPE_MISMATCH, TC_SEVERITY_ERROR, citation->start, citation->end,
        tc_arena_printf(checker->arena,
                        TC_TELL("tên loại ghi là “%s”, văn bản này là “%s”", "called “%s”, but this paper is a “%s”"),
                        given, real),
        real);
}

// --- what became of it
// ---------------------------------------------------------------------------------------------------------------

static bool is_cited_too(const struct tc_checker *checker, tc_docid doc)
{
    for (size_t i = 0; i < checker->record->citation_count; i++) {
        for (size_t j = 0; j < checker->resolutions[i].count; j++) {
            if (checker->resolutions[i].targets[j].doc == doc)
                return true;
        }
    }
    return false;
}

// A report, a request or a letter may propose a change; it makes none.
static bool can_change(const struct tc_target *later)
{
    static const char *const cannot[] = {"báo cáo", "tờ trình", "công văn", "kế hoạch", "đề án",
                                         "dự án",   "tin",      "biên bản", "công điện"};
    for (size_t i = 0; later->type && i < TC_LENGTH(cannot); i++) {
        if (!strcmp(later->type, cannot[i]))
            return false;
    }
    return true;
}

static bool is_draft_itself(const struct tc_checker *checker, const struct tc_target *target)
{
    const char *own = checker->record->meta.key;
    return own && target->key && !strcmp(own, target->key);
}

static enum tc_status check_standing(struct tc_checker *checker, const struct tc_citation *citation,
                                     const struct tc_target *target, struct tc_error *err)
{
    static const bool ends[TC_REL_COUNT] = {[TC_REL_AMENDS] = true, [TC_REL_REPLACES] = true, [TC_REL_REPEALS] = true};
    struct tc_citing_list list;
    // a draft that amends, replaces or reviews it knows its standing
    if (ends[citation->relation] || citation->relation == TC_REL_REVIEWS)
        return TC_OK;
    enum tc_status status = tc_citing_find_ending(checker->reader, target->id, checker->arena, &list, err);
    for (size_t i = 0; !status && i < list.count; i++) {
        const struct tc_citing *later = &list.items[i];
        bool is_before_draft = !checker->date || !later->by.date || strcmp(later->by.date, checker->date) <= 0;
        if (!ends[later->relation] || !is_before_draft || !can_change(&later->by) ||
            is_draft_itself(checker, &later->by) || is_cited_too(checker, later->by.doc))
            continue;
        const char *how = tc_relation_label(later->relation, TC_TELL("vi", "en"));
        tc_check_report(checker, TC_CHECK_SUPERSEDED, TC_SEVERITY_WARNING, citation->start, citation->end,
                        tc_arena_printf(checker->arena,
                                        TC_TELL("có văn bản sau (%s): %s%s%s", "a later paper (%s): %s%s%s"), how,
                                        later->by.key ? later->by.key : later->by.id, later->by.title ? " – " : "",
                                        later->by.title ? later->by.title : ""),
                        later->by.key);
        break;
    }
    return status;
}

static void check_future(struct tc_checker *checker, const struct tc_citation *citation, const struct tc_target *target)
{
    const char *date = citation->date && citation->date[0] != '-' ? citation->date : target ? target->date : NULL;
    if (!checker->date || !date || strncmp(date, checker->date, strlen(date)) <= 0)
        return;
    tc_check_report(
        checker, TC_CHECK_CITES_THE_FUTURE, TC_SEVERITY_ERROR, citation->start, citation->end,
        tc_arena_printf(checker->arena,
                        TC_TELL("văn bản ngày %s, sau ngày của dự thảo (%s)", "dated %s, after the draft (%s)"),
                        tc_date_day_first(date, checker->arena), tc_date_day_first(checker->date, checker->arena)),
        NULL);
}

// Copies of one paper count once.
static bool is_repeated(const struct tc_resolution *found, size_t i)
{
    const struct tc_target *target = &found->targets[i];
    for (size_t j = 0; j < i && target->key; j++) {
        const struct tc_target *other = &found->targets[j];
        if (other->key && !strcmp(target->key, other->key) &&
            (!target->place || !other->place || !strcmp(target->place, other->place)))
            return true;
    }
    return false;
}

static void report_ambiguous(struct tc_checker *checker, const struct tc_citation *citation,
                             const struct tc_resolution *found)
{
    enum { SHOWN = 5 };
    tc_auto_buf struct tc_buf list = {0};
    size_t papers = 0;
    for (size_t i = 0; i < found->count; i++) {
        const struct tc_target *target = &found->targets[i];
        if (is_repeated(found, i))
            continue;
        if (++papers <= SHOWN)
            tc_buf_printf(&list, "%s%s%s%s%s", papers > 1 ? "; " : "", target->key ? target->key : target->id,
                          target->place ? " (" : "", target->place ? target->place : "", target->place ? ")" : "");
    }
    tc_check_report(checker, TC_CHECK_AMBIGUOUS, TC_SEVERITY_WARNING, citation->start, citation->end,
                    tc_arena_printf(checker->arena,
                                    TC_TELL("có thể là %zu văn bản: %s%s", "may be any of %zu papers: %s%s"), papers,
                                    list.data, papers > SHOWN ? "; …" : ""),
                    NULL);
}

// Some quy định of the Party carry QĐi in their own number (08-QĐi/TW): that is read as QĐ, but it is no slip.
static bool is_own_spelling(const struct tc_checker *checker, const struct tc_citation *citation)
{
    static const char as_read[] = "-QĐ/", as_written[] = "-QĐi/";
    const char *at = citation->repaired ? strstr(citation->repaired, as_read) : NULL;
    if (!at)
        return false;
    tc_auto_free char *own =
        tc_xasprintf("%.*s%s%s", (int)(at - citation->repaired), citation->repaired, as_written, at + strlen(as_read));
    return memmem(checker->document->text + citation->start, citation->end - citation->start, own, strlen(own)) != NULL;
}

enum tc_status tc_check_citation(struct tc_checker *checker, size_t index, struct tc_error *err)
{
    const struct tc_citation *citation = &checker->record->citations[index];
    const struct tc_resolution *found = &checker->resolutions[index];
    const struct tc_target *target = found->status == TC_REF_FOUND && found->count ? found->targets : NULL;
    // a number that reaches over cells of a table is figures side by side
    if (memchr(checker->document->text + citation->start, '\t', citation->end - citation->start))
        return TC_OK;
    if (!citation->key || (citation->repaired && !is_own_spelling(checker, citation))) {
        tc_check_report(checker, TC_CHECK_MALFORMED, citation->key ? TC_SEVERITY_WARNING : TC_SEVERITY_ERROR,
                        citation->start, citation->end,
                        citation->key ? tc_arena_printf(checker->arena,
                                                        TC_TELL("số ký hiệu viết sai thể thức, đọc là %s",
                                                                "the number is misspelt, read as %s"),
                                                        citation->repaired)
                                      : TC_TELL("số ký hiệu không đọc được", "the number cannot be read"),
                        citation->repaired);
        if (!citation->key)
            return TC_OK;
    }
    bool wrong_date = false, is_known = false;
    enum tc_status status = check_date(checker, citation, found, &wrong_date, err);
    if (status)
        return status;
    if (found->status == TC_REF_ABSENT && !wrong_date) {
        const char *right = NULL;
        is_known = tc_check_knows(citation, &right);
        wrong_date = right != NULL;
        if (right)
            report_date(checker, citation, right, TC_TELL("thực tế là", "it is of"));
    }
    if (found->status == TC_REF_AMBIGUOUS && !citation->stands_for)
        report_ambiguous(checker, citation, found);
    if (found->status == TC_REF_ABSENT && !wrong_date && citation->number && !is_known)
        tc_check_report(
            checker, TC_CHECK_NOT_IN_ARCHIVE, TC_SEVERITY_INFO, citation->start, citation->end,
            tc_arena_printf(checker->arena, TC_TELL("không có trong kho: %s", "not in the archive: %s"), citation->key),
            NULL);
    if (!citation->stands_for) {
        struct tc_tail tail;
        tc_check_tail(checker, citation, &tail);
        check_type(checker, citation, target);
        check_issuer(checker, citation, &tail, target);
        if (target)
            tc_check_title(checker, citation, &tail, target);
        if (!wrong_date)
            check_future(checker, citation, target);
    }
    return target && !citation->stands_for ? check_standing(checker, citation, target, err) : TC_OK;
}
