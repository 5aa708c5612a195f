// SPDX-License-Identifier: GPL-3.0-or-later
#include "check_parts.h"

#include "base/utf8.h"
#include "bodies.h"
#include "text/token.h"

#include <stdlib.h>
#include <string.h>

const char *tc_check_code_name(enum tc_check_code code)
{
    static const char *const names[TC_CHECK_CODES] = {
        [TC_CHECK_DATE_MISMATCH] = "date-mismatch",
        [TC_CHECK_TYPE_MISMATCH] = "type-mismatch",
        [TC_CHECK_ISSUER_MISMATCH] = "issuer-mismatch",
        [TC_CHECK_TITLE_MISMATCH] = "title-mismatch",
        [TC_CHECK_NOT_IN_ARCHIVE] = "not-in-archive",
        [TC_CHECK_AMBIGUOUS] = "ambiguous",
        [TC_CHECK_MALFORMED] = "malformed",
        [TC_CHECK_SUPERSEDED] = "superseded",
        [TC_CHECK_CITES_THE_FUTURE] = "cites-the-future",
        [TC_CHECK_QUOTE_DIFFERS] = "quote-differs",
        [TC_CHECK_QUOTE_NOT_FOUND] = "quote-not-found",
        [TC_CHECK_FORM] = "form",
    };
    return names[code];
}

const char *tc_severity_name(enum tc_severity severity)
{
    static const char *const names[] = {"info", "warning", "error"};
    return names[severity];
}

void tc_check_report(struct tc_checker *checker, enum tc_check_code code, enum tc_severity severity, uint32_t start,
                     uint32_t end, const char *message, const char *suggestion)
{
    TC_GROW(checker->findings, checker->finding_count, checker->finding_cap);
    checker->findings[checker->finding_count++] = (struct tc_finding){
        .code = code, .severity = severity, .start = start, .end = end, .message = message, .suggestion = suggestion};
}

// --- words
// ---------------------------------------------------------------------------------------------------------------------------

static void mark_gap(struct tc_draft_word *word, const char *text, size_t from, size_t to)
{
    int line_ends = 0;
    while (from < to) {
        switch (tc_utf8_next(text, to, &from)) {
        case '\n':
            line_ends++;
            break;
        case '.':
        case '!':
        case '?':
            word->ends = true;
            word->breaks = true;
            break;
        case ';':
        case ':':
            word->pauses = true;
            word->breaks = true;
            break;
        case ',':
            word->breaks = true;
            break;
        case '"':
            word->quotes = word->unquotes = true;
            break;
        case 0x201C: // “
        case 0xAB:
            word->quotes = true;
            break;
        case 0x201D: // ”
        case 0xBB:
            word->unquotes = true;
            break;
        case '(':
        case '[':
            word->opens = true;
            break;
        case ')':
        case ']':
            word->closes = true;
            break;
        default:
            break;
        }
    }
    if (line_ends > 1)
        word->ends = word->breaks = true;
}

static void read_words(struct tc_checker *checker)
{
    struct tc_tokenizer *tokenizer = tc_tokenizer_new(0);
    const struct tc_token *token;
    const char *text = checker->document->text;
    struct tc_draft_word *words = NULL;
    size_t count = 0, cap = 0, last = 0;
    tc_tokenizer_start(tokenizer, text, checker->document->len);
    while (tc_tokenizer_next(tokenizer, &token)) {
        TC_GROW(words, count, cap);
        struct tc_draft_word *word = &words[count++];
        *word = (struct tc_draft_word){.start = token->start, .end = token->end};
        word->exact = tc_arena_strndup(checker->arena, token->exact, token->exact_len);
        word->folded = tc_arena_strndup(checker->arena, token->folded, token->folded_len);
        mark_gap(word, text, last, token->start);
        last = token->end;
    }
    tc_tokenizer_free(tokenizer);
    checker->words = words;
    checker->word_count = count;
}

size_t tc_check_word_at(const struct tc_checker *checker, uint32_t offset)
{
    size_t low = 0, high = checker->word_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (checker->words[middle].start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// --- the whole
// -----------------------------------------------------------------------------------------------------------------------

static int by_place(const void *a, const void *b)
{
    const struct tc_finding *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return ((int)x->code > (int)y->code) - ((int)x->code < (int)y->code);
}

// Lines and columns of findings that are sorted by place, in one pass over the text.
static void count_lines(struct tc_finding *findings, size_t count, const char *text)
{
    uint32_t line = 1, column = 1, pos = 0;
    for (size_t i = 0; i < count; i++) {
        for (; pos < findings[i].start; pos++) {
            if (text[pos] == '\n') {
                line++;
                column = 1;
            } else if (((unsigned char)text[pos + 1] & 0xC0) != 0x80) {
                column++;
            }
        }
        findings[i].line = line;
        findings[i].column = column;
    }
}

// A citation before this one that means the same where it stands; SIZE_MAX: none. Long reports cite a few papers often.
static size_t same_before(const struct tc_record *record, size_t index)
{
    const struct tc_citation *citation = &record->citations[index];
    for (size_t i = 0; i < index; i++) {
        const struct tc_citation *other = &record->citations[i];
        bool same_code = citation->issuer_code && other->issuer_code
                             ? !strcmp(citation->issuer_code, other->issuer_code)
                             : citation->issuer_code == other->issuer_code;
        if (other->key && same_code && !strcmp(citation->key, other->key))
            return i;
    }
    return SIZE_MAX;
}

// Does the draft have these words, from word to word?
static bool names(const struct tc_checker *checker, const char *words)
{
    size_t len = strlen(words);
    const char *text = checker->canonical.data, *end = text + checker->canonical.len;
    for (const char *at = text; text && len && (at = memmem(at, (size_t)(end - at), words, len)); at++) {
        bool starts = at == text || !strchr("abcdefghijklmnopqrstuvwxyz", at[-1]);
        if (starts && (at + len == end || strchr(" ,.;:)\n\t-", at[len])))
            return true;
    }
    return false;
}

bool tc_check_is_near(const struct tc_checker *checker, const struct tc_target *target)
{
    tc_auto_free char *issuer = target->issuer ? tc_text_canonical_dup(target->issuer) : NULL;
    tc_auto_free char *place = target->place ? tc_text_canonical_dup(target->place) : NULL;
    const struct tc_body *body = issuer ? tc_body_of(issuer) : NULL;
    bool is_local = body && (!strcmp(body->calendar, "committee") || !strcmp(body->calendar, "council"));
    if (!is_local || (place && names(checker, place)))
        return true;
    // “tỉnh ủy hải triều”: what is behind the body is the name of its place
    size_t behind = strlen(body->words);
    const char *name = issuer + behind + strspn(issuer + behind, " ");
    static const char *const kinds[] = {"tỉnh ", "thành phố ", "huyện ", "xã ", "phường ", "thị xã ", "quận "};
    for (size_t i = 0; i < TC_LENGTH(kinds); i++)
        name += strncmp(name, kinds[i], strlen(kinds[i])) ? 0 : strlen(kinds[i]);
    return *name ? names(checker, name) : !place;
}

// Leaves out papers of other places than those the draft speaks of, unless the day written is theirs.
static void leave_far_ones_out(struct tc_checker *checker, const struct tc_citation *citation,
                               struct tc_resolution *found)
{
    struct tc_target *near = tc_arena_zero(checker->arena, found->count + 1, sizeof *near);
    size_t count = 0;
    bool is_one = true;
    for (size_t i = 0; i < found->count; i++) {
        const struct tc_target *target = &found->targets[i];
        bool has_day = citation->date && target->date && strlen(citation->date) >= 10;
        if ((has_day && !strcmp(citation->date, target->date)) || tc_check_is_near(checker, target))
            near[count++] = *target;
    }
    if (count == found->count)
        return;
    for (size_t i = 1; i < count; i++)
        is_one = is_one && near[0].key && near[i].key && !strcmp(near[0].key, near[i].key);
    found->targets = near;
    found->count = count;
    found->status = !count ? TC_REF_ABSENT : is_one ? TC_REF_FOUND : TC_REF_AMBIGUOUS;
}

static enum tc_status resolve_all(struct tc_checker *checker, struct tc_error *err)
{
    const struct tc_record *record = checker->record;
    checker->resolutions = tc_arena_zero(checker->arena, record->citation_count + 1, sizeof *checker->resolutions);
    for (size_t i = 0; i < record->citation_count; i++) {
        const struct tc_citation *citation = &record->citations[i];
        struct tc_ref_context context = {
            .place = record->meta.place, .issuer_code = citation->issuer_code, .date = checker->date};
        if (!citation->key) {
            checker->resolutions[i].status = TC_REF_MALFORMED;
            continue;
        }
        size_t same = same_before(record, i);
        if (same != SIZE_MAX) {
            checker->resolutions[i] = checker->resolutions[same];
            continue;
        }
        enum tc_status status =
            tc_resolve_key(checker->reader, citation->key, (const char *const *)citation->stands_for, &context,
                           checker->arena, &checker->resolutions[i], err);
        if (status)
            return status;
        leave_far_ones_out(checker, citation, &checker->resolutions[i]);
    }
    return TC_OK;
}

enum tc_status tc_check(struct tc_reader *reader, const struct tc_document *document, const struct tc_record *record,
                        const struct tc_check_options *options, struct tc_arena *arena, struct tc_findings *ret,
                        struct tc_error *err)
{
    struct tc_checker checker = {.reader = reader, .document = document, .record = record, .arena = arena};
    if (options)
        checker.options = *options;
    checker.date = checker.options.date ? checker.options.date : record->meta.date;
    read_words(&checker);
    tc_text_canonical(document->text ? document->text : "", document->len, &checker.canonical);
    enum tc_status status = resolve_all(&checker, err);
    for (size_t i = 0; !status && i < record->citation_count; i++)
        status = tc_check_citation(&checker, i, err);
    if (!status) {
        tc_check_form(&checker);
        status = tc_check_quotes(&checker, err);
    }
    if (!status) {
        if (checker.finding_count)
            qsort(checker.findings, checker.finding_count, sizeof *checker.findings, by_place);
        ret->items = tc_arena_zero(arena, checker.finding_count + 1, sizeof *ret->items);
        ret->count = checker.finding_count;
        if (ret->count)
            memcpy(ret->items, checker.findings, ret->count * sizeof *ret->items);
        count_lines(ret->items, ret->count, document->text);
    }
    free(checker.words);
    free(checker.findings);
    tc_buf_fini(&checker.canonical);
    return status;
}

void tc_findings_to_json(const struct tc_findings *findings, const char *file, const char *text, json_t *array)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct tc_finding *finding = &findings->items[i];
        json_t *object = json_object();
        json_object_set_new(object, "file", json_string(file));
        json_object_set_new(object, "line", json_integer(finding->line));
        json_object_set_new(object, "column", json_integer(finding->column));
        json_object_set_new(object, "start", json_integer(finding->start));
        json_object_set_new(object, "end", json_integer(finding->end));
        json_object_set_new(object, "text", json_stringn(text + finding->start, finding->end - finding->start));
        json_object_set_new(object, "code", json_string(tc_check_code_name(finding->code)));
        json_object_set_new(object, "severity", json_string(tc_severity_name(finding->severity)));
        json_object_set_new(object, "message", json_string(finding->message));
        json_object_set_new(object, "suggestion", finding->suggestion ? json_string(finding->suggestion) : json_null());
        json_array_append_new(array, object);
    }
}
