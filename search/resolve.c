// SPDX-License-Identifier: GPL-3.0-or-later
#include "resolve.h"

#include "base/lang.h"
#include "json_slice.h"
#include "mend.h"
#include "record/cite.h"
#include "record/rules.h"
#include "store/schema.h"
#include "text/token.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *tc_ref_status_name(enum tc_ref_status status)
{
    static const char *const names[] = {"found", "ambiguous", "absent", "malformed"};
    return names[status];
}

enum tc_status tc_record_json(struct tc_reader *reader, tc_docid doc, json_t **ret, struct tc_error *err)
{
    tc_auto_buf struct tc_buf buf = {0};
    enum tc_status status = tc_reader_record(reader, doc, &buf, err);
    if (status)
        return status;
    json_error_t why;
    json_t *record = json_loadb(buf.data, buf.len, 0, &why);
    if (!record)
        return tc_fail(err, TC_ERR_CORRUPT, "document %u: its record cannot be read: %s", doc, why.text);
    *ret = record;
    return TC_OK;
}

// --- stems
// ---------------------------------------------------------------------------------------------------------------------------

struct stem_list {
    struct tc_arena *arena;
    const char **items;
    size_t count, cap, prefix_len;
    const char *pattern; // stem with unknown parts
};

static void add_stem(struct stem_list *list, const char *stem, size_t len)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strlen(list->items[i]) == len && !memcmp(list->items[i], stem, len))
            return;
    }
    TC_GROW(list->items, list->count, list->cap);
    list->items[list->count++] = tc_arena_strndup(list->arena, stem, len);
}

static bool visit_stem(void *context, const char *term, size_t len, uint32_t doc_freq)
{
    (void)doc_freq;
    struct stem_list *list = context;
    char stem[256];
    len -= list->prefix_len;
    if (len >= sizeof stem)
        return true;
    memcpy(stem, term + list->prefix_len, len);
    stem[len] = '\0';
    if (tc_key_fits(list->pattern, stem))
        add_stem(list, stem, len);
    return list->count < TC_RESOLVE_MAX;
}

enum tc_status tc_resolve_stems(struct tc_reader *reader, const char *prefix, const char *key, struct tc_arena *arena,
                                const char ***ret, size_t *ret_count, struct tc_error *err)
{
    tc_auto_buf struct tc_buf stem = {0};
    tc_key_stem(key, &stem);
    struct stem_list list = {.arena = arena, .prefix_len = strlen(prefix), .pattern = stem.data ? stem.data : ""};
    enum tc_status status = TC_OK;
    const char *unknown = strchr(list.pattern, '?');
    if (unknown) {
        tc_auto_free char *start = tc_xasprintf("%s%.*s", prefix, (int)(unknown - list.pattern), list.pattern);
        status = tc_reader_each_term(reader, start, strlen(start), visit_stem, &list, err);
    } else {
        add_stem(&list, list.pattern, strlen(list.pattern));
    }
    if (!status) {
        const char **items = tc_arena_zero(arena, list.count + 1, sizeof *items);
        for (size_t i = 0; i < list.count; i++)
            items[i] = list.items[i];
        *ret = items;
        *ret_count = list.count;
    }
    free(list.items);
    return status;
}

// --- candidates
// ----------------------------------------------------------------------------------------------------------------------

static const char *field(struct tc_arena *arena, const json_t *meta, const char *name)
{
    return tc_arena_strdup(arena, json_string_value(json_object_get(meta, name)));
}

// The header fields alone: a record may hold thousands of citations.
static enum tc_status read_meta(struct tc_reader *reader, tc_docid doc, json_t **ret, struct tc_error *err)
{
    tc_auto_buf struct tc_buf buf = {0};
    enum tc_status status = tc_reader_record(reader, doc, &buf, err);
    if (status)
        return status;
    size_t len = 0;
    const char *slice = tc_json_member(buf.data ? buf.data : "", buf.len, "meta", &len);
    json_t *meta = slice ? json_loadb(slice, len, 0, NULL) : json_object();
    if (!meta)
        return tc_fail(err, TC_ERR_CORRUPT, "document %u: its record cannot be read", doc);
    *ret = meta;
    return TC_OK;
}

enum tc_status tc_resolve_target(struct tc_reader *reader, tc_docid doc, struct tc_arena *arena, struct tc_target *ret,
                                 struct tc_error *err)
{
    tc_auto_buf struct tc_buf path = {0};
    struct tc_target target = {.doc = doc};
    json_t *meta = NULL;
    enum tc_status status = tc_reader_identity(reader, doc, target.id, &path, err);
    if (!status)
        status = read_meta(reader, doc, &meta, err);
    if (status)
        return status;
    target.path = tc_arena_strdup(arena, path.data);
    target.key = field(arena, meta, "key");
    target.title = field(arena, meta, "title");
    target.date = field(arena, meta, "date");
    target.place = field(arena, meta, "place");
    target.issuer = field(arena, meta, "issuer");
    target.type = field(arena, meta, "type");
    json_decref(meta);
    *ret = target;
    return TC_OK;
}

struct candidates {
    struct tc_target *items;
    size_t count, cap;
};

static bool has(const struct candidates *found, tc_docid doc)
{
    for (size_t i = 0; i < found->count; i++) {
        if (found->items[i].doc == doc)
            return true;
    }
    return false;
}

// Can the document's own key be the one asked for? Asked before its record is read: a stem may be that of hundreds.
static bool may_fit(struct tc_reader *reader, tc_docid doc, const char *key)
{
    tc_auto_buf struct tc_buf own = {0};
    if (strchr(key, ':') || tc_reader_value(reader, doc, TC_SLOT_KEY, &own, NULL) != TC_OK || !own.len)
        return true;
    return tc_key_fits(key, own.data);
}

enum { SAME_STEM = 20000 }; // every district and term has its 05-KH/HU

// Documents whose own key fits. A document known only by an alias has no number of its own to disagree.
static enum tc_status collect(struct tc_reader *reader, const char *key, struct tc_arena *arena,
                              struct candidates *found, struct tc_error *err)
{
    const char **stems = NULL;
    size_t stem_count = 0;
    enum tc_status status = tc_resolve_stems(reader, TC_PREFIX_OWN_KEY, key, arena, &stems, &stem_count, err);
    for (size_t i = 0; !status && i < stem_count; i++) {
        const char *term = tc_arena_printf(arena, "%s%s", TC_PREFIX_OWN_KEY, stems[i]);
        struct tc_node node = {.op = TC_OP_TERM, .term = term, .term_len = (uint32_t)strlen(term)};
        struct tc_match_options options = {.count = SAME_STEM, .sort_slot = TC_SLOT_DATE, .sort_descending = true};
        struct tc_matches matches = {0};
        status = tc_reader_match(reader, &node, &options, &matches, err);
        for (size_t j = 0; !status && j < matches.count && found->count < TC_RESOLVE_MAX; j++) {
            struct tc_target target;
            if (has(found, matches.items[j].doc) || !may_fit(reader, matches.items[j].doc, key))
                continue;
            status = tc_resolve_target(reader, matches.items[j].doc, arena, &target, err);
            if (!status && (!target.key || tc_key_fits(key, target.key) || strchr(key, ':'))) {
                TC_GROW(found->items, found->count, found->cap);
                found->items[found->count++] = target;
            }
        }
        tc_matches_fini(&matches);
    }
    return status;
}

// --- choosing
// ------------------------------------------------------------------------------------------------------------------------

static bool same_place(const char *a, const char *b)
{
    tc_auto_free char *x = tc_text_fold_dup(a);
    tc_auto_free char *y = tc_text_fold_dup(b);
    return !strcmp(x, y);
}

// Keeps the targets that pass; when none does, all stay (and false is given).
static bool narrow(struct candidates *found, bool (*pass)(const struct tc_target *, const struct tc_ref_context *),
                   const struct tc_ref_context *context)
{
    size_t kept = 0;
    for (size_t i = 0; i < found->count; i++)
        kept += pass(&found->items[i], context);
    if (!kept || kept == found->count)
        return false;
    size_t to = 0;
    for (size_t i = 0; i < found->count; i++) {
        if (pass(&found->items[i], context))
            found->items[to++] = found->items[i];
    }
    found->count = to;
    return true;
}

static bool is_of_place(const struct tc_target *target, const struct tc_ref_context *context)
{
    return target->place && same_place(target->place, context->place);
}

static bool is_not_later(const struct tc_target *target, const struct tc_ref_context *context)
{
    return !target->date || strncmp(target->date, context->date, strlen(target->date)) <= 0;
}

const char *tc_term_of_date(const char *date, bool is_central)
{
    enum { MONTHS_EARLIER = 4 };
    const struct tc_rules *rules = tc_rules();
    int year = 0, month = 6;
    char day[16];
    const char *term = NULL;
    if (sscanf(date, "%4d-%2d", &year, &month) < 1)
        return NULL;
    if (!is_central)
        month += MONTHS_EARLIER;
    (void)snprintf(day, sizeof day, "%04d-%02d-%s", (year + (month - 1) / 12) % 10000, (month - 1) % 12 + 1,
                   strlen(date) >= 10 ? date + 8 : "15");
    for (size_t i = 0; i < rules->term_count; i++) {
        if (!strcmp(rules->terms[i].body, "party") && strcmp(rules->terms[i].from, day) <= 0)
            term = rules->terms[i].term;
    }
    return term;
}

static bool is_of_term(const struct tc_target *target, const struct tc_ref_context *context)
{
    bool is_central = !context->issuer_code || strstr(context->issuer_code, "TW");
    const char *a = target->date ? tc_term_of_date(target->date, is_central) : NULL,
               *b = tc_term_of_date(context->date, is_central);
    return a && b && !strcmp(a, b);
}

static bool is_not_after_asked(const struct tc_target *target, const struct tc_ref_context *context)
{
    return !target->date || strncmp(target->date, context->as_of, strlen(target->date)) <= 0;
}

// Are all targets copies of one document: the same key and place?
static bool is_one_document(const struct candidates *found)
{
    const struct tc_target *first = &found->items[0];
    for (size_t i = 1; i < found->count; i++) {
        const struct tc_target *other = &found->items[i];
        if (!first->key || !other->key || strcmp(first->key, other->key))
            return false;
        if (first->place && other->place && !same_place(first->place, other->place))
            return false;
        if ((!first->place || !other->place) && first->title && other->title && strcmp(first->title, other->title))
            return false;
    }
    return true;
}

// Why an answer is what it is, in both languages.
struct reason {
    const char *vi, *en;
};
static const struct reason only_later = {"chỉ có văn bản ban hành sau ngày đã nêu",
                                         "only documents issued after the day asked for"},
                           not_there = {"không có trong kho", "not in the archive"},
                           is_one = {"đúng một văn bản", "exactly one document"},
                           is_copies = {"một văn bản, nhiều bản", "one document, in several copies"},
                           by_place = {"chọn theo địa phương của văn bản viện dẫn",
                                       "chosen by the place of the citing document"},
                           by_date = {"chọn văn bản ban hành trước văn bản viện dẫn",
                                      "chosen because it was issued before the citing document"},
                           by_term = {"chọn văn bản cùng nhiệm kỳ", "chosen because it is of the same term"},
                           are_several = {"nhiều văn bản cùng số: khác ngày, nhiệm kỳ hoặc địa phương",
                                          "several documents of this number: of other days, terms or places"},
                           no_key = {"không đọc được thành số ký hiệu hay tên văn bản",
                                     "cannot be read as a number or the name of a document"};

static void give_reason(const struct reason *reason, struct tc_resolution *ret)
{
    ret->why = TC_TELL(reason->vi, reason->en);
}

static const struct reason *choose(struct candidates *found, const struct tc_ref_context *context,
                                   enum tc_ref_status *ret)
{
    const struct reason *why = &not_there;
    if (context && context->as_of && found->count) {
        size_t to = 0;
        for (size_t i = 0; i < found->count; i++) {
            if (is_not_after_asked(&found->items[i], context))
                found->items[to++] = found->items[i];
        }
        if (!to)
            why = &only_later;
        found->count = to;
    }
    if (!found->count) {
        *ret = TC_REF_ABSENT;
        return why;
    }
    why = found->count > 1 ? &is_copies : &is_one;
    if (context && !is_one_document(found)) {
        if (context->place && narrow(found, is_of_place, context))
            why = &by_place;
        if (context->date && !is_one_document(found) && narrow(found, is_not_later, context))
            why = &by_date;
        if (context->date && !is_one_document(found) && narrow(found, is_of_term, context))
            why = &by_term;
    }
    *ret = is_one_document(found) ? TC_REF_FOUND : TC_REF_AMBIGUOUS;
    return *ret == TC_REF_FOUND ? why : &are_several;
}

void tc_resolve_unread(struct tc_resolution *ret)
{
    *ret = (struct tc_resolution){.status = TC_REF_MALFORMED};
    give_reason(&no_key, ret);
}

void tc_resolve_one(struct tc_target *target, struct tc_resolution *ret)
{
    *ret = (struct tc_resolution){.status = TC_REF_FOUND, .key = target->key, .targets = target, .count = 1};
    give_reason(&is_one, ret);
}

// The documents of one key, added to all; the strongest of the statuses stays.
static enum tc_status resolve_one_key(struct tc_reader *reader, const char *key, const struct tc_ref_context *context,
                                      struct tc_arena *arena, struct candidates *all, struct tc_resolution *result,
                                      struct tc_error *err)
{
    struct candidates found = {0};
    enum tc_ref_status one = TC_REF_ABSENT;
    enum tc_status status = collect(reader, key, arena, &found, err);
    if (!status) {
        const struct reason *why = choose(&found, context, &one);
        bool is_stronger = one == TC_REF_AMBIGUOUS || (one == TC_REF_FOUND && result->status == TC_REF_ABSENT);
        if (!result->why || is_stronger)
            give_reason(why, result);
        if (is_stronger)
            result->status = one;
        for (size_t j = 0; j < found.count; j++) {
            if (!has(all, found.items[j].doc)) {
                TC_GROW(all->items, all->count, all->cap);
                all->items[all->count++] = found.items[j];
            }
        }
    }
    free(found.items);
    return status;
}

// A name that the tables do not know may be explained by documents of the archive; when they disagree, nobody here
// decides.
static void learn(struct tc_reader *reader, struct tc_arena *arena, struct tc_resolution *ret)
{
    struct tc_learnt *learnt = NULL;
    size_t count = tc_learnt_keys(reader, ret->key, arena, &learnt);
    const char **keys = count ? tc_arena_zero(arena, count + 1, sizeof *keys) : NULL;
    for (size_t i = 0; i < count; i++)
        keys[i] = learnt[i].key;
    ret->stands_for = keys;
    ret->learnt = learnt;
    ret->learnt_count = count;
}

static const char *source_of(const struct tc_learnt *learnt)
{
    return learnt->by_key ? learnt->by_key : learnt->by_id ? learnt->by_id : "?";
}

static void explain_learnt(struct tc_arena *arena, struct tc_resolution *result)
{
    tc_auto_buf struct tc_buf why = {0};
    const struct tc_learnt *learnt = result->learnt;
    if (result->learnt_count == 1) {
        result->why =
            tc_arena_printf(arena, TC_TELL("tên gọi do văn bản %s nêu; %s", "the name is explained by %s; %s"),
                            source_of(learnt), result->why);
        return;
    }
    tc_buf_str(&why, TC_TELL("các văn bản nêu tên gọi này khác nhau: ", "documents explain the name differently: "));
    for (size_t i = 0; i < result->learnt_count; i++)
        tc_buf_printf(&why, TC_TELL("%s%s nêu %s", "%s%s says %s"), i ? "; " : "", source_of(&learnt[i]),
                      learnt[i].key);
    result->status = TC_REF_AMBIGUOUS;
    result->why = tc_arena_strdup(arena, why.data);
}

enum tc_status tc_resolve_key(struct tc_reader *reader, const char *key, const char *const *stands_for,
                              const struct tc_ref_context *context, struct tc_arena *arena, struct tc_resolution *ret,
                              struct tc_error *err)
{
    struct tc_resolution result = {.key = key, .status = TC_REF_ABSENT};
    struct candidates all = {0};
    size_t names = 0;
    while (stands_for && stands_for[names])
        names++;
    const char **copy = names ? tc_arena_zero(arena, names + 1, sizeof *copy) : NULL;
    for (size_t i = 0; i < names; i++)
        copy[i] = tc_arena_strdup(arena, stands_for[i]);
    result.stands_for = copy;
    if (!names)
        learn(reader, arena, &result);
    // a name may stand for several numbers: each is resolved by itself, and one that is ambiguous makes the whole so
    enum tc_status status = names ? TC_OK : resolve_one_key(reader, key, context, arena, &all, &result, err);
    for (size_t i = 0; !status && result.stands_for && result.stands_for[i]; i++)
        status = resolve_one_key(reader, result.stands_for[i], context, arena, &all, &result, err);
    if (!status && result.learnt_count)
        explain_learnt(arena, &result);
    if (!status) {
        result.targets = tc_arena_zero(arena, all.count + 1, sizeof *result.targets);
        if (all.count)
            memcpy(result.targets, all.items, all.count * sizeof *all.items);
        result.count = all.count;
        *ret = result;
    }
    free(all.items);
    return status;
}

// What the scanner passes over in running text (“theo Điều lệ Đảng”) a person may ask for.
static bool read_basic_law(const char *text, size_t len, struct tc_arena *arena, struct tc_reference *ret)
{
    enum { LONGEST = 400 };
    struct tc_law law;
    uint32_t next;
    if (len > LONGEST)
        return false;
    struct tc_lexer *lexer = tc_xmalloc(sizeof *lexer);
    (void)tc_rules();
    tc_lex_init(lexer, text, len);
    lexer->lacks_marks = tc_lex_lacks_marks(text, len);
    bool is_law = tc_read_law(lexer, 0, true, &law, &next) && law.is_basic && tc_lex(lexer, next)->kind == TC_W_END;
    free(lexer);
    if (is_law)
        *ret = (struct tc_reference){.key = tc_arena_strdup(arena, law.name.key)};
    return is_law;
}

enum tc_status tc_resolve_text(struct tc_reader *reader, const char *text, size_t len,
                               const struct tc_ref_context *context, struct tc_arena *arena, struct tc_resolution *ret,
                               struct tc_error *err)
{
    struct tc_reference reference = {0};
    char *mended = tc_arena_strndup(arena, text, len);
    bool is_mended = tc_mend_numbers(mended, len);
    if ((!tc_reference_read(mended, len, arena, &reference) || !reference.key) &&
        !read_basic_law(mended, len, arena, &reference)) {
        tc_resolve_unread(ret);
        return TC_OK;
    }
    struct tc_resolution result = {0};
    enum tc_status status =
        tc_resolve_key(reader, reference.key, (const char *const *)reference.stands_for, context, arena, &result, err);
    if (status)
        return status;
    result.repaired = reference.repaired;
    if (is_mended) {
        if (!result.repaired)
            result.repaired = tc_arena_strndup(arena, reference.key, strcspn(reference.key, "@"));
        result.why =
            tc_arena_printf(arena, TC_TELL("chữ đọc là chữ số; %s", "letters were read as digits; %s"), result.why);
    }
    *ret = result;
    return TC_OK;
}
