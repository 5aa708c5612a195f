// SPDX-License-Identifier: GPL-3.0-or-later
#include "standing.h"

#include "base/file.h"
#include "json_slice.h"

#include <stdlib.h>
#include <string.h>

#define FILE_NAME "standing.dat"
#define MAGIC "tcstand1"

enum { FILE_MAX_BYTES = 1 << 28, TERM_DOCUMENTS = 10000 };

static const enum tc_relation endings[] = {TC_REL_AMENDS, TC_REL_REPLACES, TC_REL_REPEALS};

void tc_standings_fini(struct tc_standings *standings)
{
    free(standings->items);
    *standings = (struct tc_standings){0};
}

// --- working out

struct finding {
    struct tc_reader *reader;
    tc_docid *citing; // documents that amend, replace or repeal something
    size_t citing_count, citing_cap;
    struct tc_standing *items;
    size_t count, cap;
    char **terms;
    size_t term_count, term_cap;
};

static bool visit_term(void *context, const char *term, size_t len, uint32_t doc_freq)
{
    struct finding *f = context;
    (void)doc_freq;
    TC_GROW(f->terms, f->term_count, f->term_cap);
    f->terms[f->term_count++] = tc_xstrndup(term, len);
    return true;
}

static enum tc_status add_citing(struct finding *f, const char *term, struct tc_error *err)
{
    struct tc_node node = {.op = TC_OP_TERM, .term = term, .term_len = (uint32_t)strlen(term)};
    struct tc_match_options options = {.count = TERM_DOCUMENTS, .sort_slot = -1};
    struct tc_matches matches = {0};
    enum tc_status status = tc_reader_match(f->reader, &node, &options, &matches, err);
    for (size_t i = 0; i < matches.count; i++) {
        TC_GROW(f->citing, f->citing_count, f->citing_cap);
        f->citing[f->citing_count++] = matches.items[i].doc;
    }
    tc_matches_fini(&matches);
    return status;
}

static json_t *member(const struct tc_buf *record, const char *name)
{
    size_t len;
    const char *slice = tc_json_member(record->data ? record->data : "", record->len, name, &len);
    return slice ? json_loadb(slice, len, JSON_DECODE_ANY, NULL) : NULL;
}

static enum tc_relation ending_of(const json_t *citation)
{
    enum tc_relation relation = tc_relation_by_name(json_string_value(json_object_get(citation, "relation")));
    if (relation != TC_REL_AMENDS && relation != TC_REL_REPLACES && relation != TC_REL_REPEALS)
        return TC_REL_REFERS;
    return json_is_string(json_object_get(citation, "provision")) ? TC_REL_AMENDS : relation;
}

// A document is ended by what came after it; days that are not known do not stand against it.
static bool may_follow(const char *date, const char *target)
{
    size_t len = date && target ? strlen(target) < strlen(date) ? strlen(target) : strlen(date) : 0;
    return !len || *date == '-' || *target == '-' || strncmp(date, target, len) >= 0;
}

static enum tc_status add_ended(struct finding *f, tc_docid by, const json_t *citation, const json_t *meta,
                                struct tc_error *err)
{
    enum tc_relation relation = ending_of(citation);
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_resolution found;
    if (relation == TC_REL_REFERS)
        return TC_OK;
    enum tc_status status = tc_resolve_citation(f->reader, citation, meta, &arena, &found, err);
    if (status || found.status != TC_REF_FOUND)
        return status;
    const char *date = json_string_value(json_object_get(meta, "date"));
    for (size_t i = 0; i < found.count; i++) {
        if (found.targets[i].doc == by || !may_follow(date, found.targets[i].date))
            continue;
        TC_GROW(f->items, f->count, f->cap);
        f->items[f->count++] = (struct tc_standing){found.targets[i].doc, by, (uint32_t)relation};
    }
    return TC_OK;
}

// What one document ends. Only what has a number of its own can: a news report tells of it.
static enum tc_status add_ended_by(struct finding *f, tc_docid by, struct tc_error *err)
{
    tc_auto_buf struct tc_buf record = {0};
    enum tc_status status = tc_reader_record(f->reader, by, &record, err);
    if (status)
        return status;
    json_t *meta = member(&record, "meta"), *citations = NULL, *citation;
    size_t i;
    if (json_is_string(json_object_get(meta, "key")))
        citations = member(&record, "citations");
    json_array_foreach(citations, i, citation)
    {
        status = add_ended(f, by, citation, meta, err);
        if (status)
            break;
    }
    json_decref(citations);
    json_decref(meta);
    return status;
}

static int by_number(const void *a, const void *b)
{
    tc_docid x = *(const tc_docid *)a, y = *(const tc_docid *)b;
    return x < y ? -1 : x > y;
}

static enum tc_status read_citing(struct finding *f, struct tc_error *err)
{
    enum tc_status status = TC_OK;
    for (size_t i = 0; !status && i < f->term_count; i++)
        status = add_citing(f, f->terms[i], err);
    if (f->citing_count)
        qsort(f->citing, f->citing_count, sizeof *f->citing, by_number);
    for (size_t i = 0; !status && i < f->citing_count; i++) {
        if (!i || f->citing[i] != f->citing[i - 1])
            status = add_ended_by(f, f->citing[i], err);
    }
    return status;
}

// Is a the better reason than b for the standing of one document?
static bool is_better(struct tc_reader *reader, const struct tc_standing *a, const struct tc_standing *b)
{
    if (a->relation != b->relation)
        return tc_relation_stronger((enum tc_relation)a->relation, (enum tc_relation)b->relation) ==
               (enum tc_relation)a->relation;
    tc_auto_buf struct tc_buf x = {0}, y = {0};
    (void)tc_reader_value(reader, a->by, TC_SLOT_DATE, &x, NULL);
    (void)tc_reader_value(reader, b->by, TC_SLOT_DATE, &y, NULL);
    return strcmp(x.data ? x.data : "", y.data ? y.data : "") > 0;
}

static int by_document(const void *a, const void *b)
{
    const struct tc_standing *x = a, *y = b;
    if (x->doc != y->doc)
        return x->doc < y->doc ? -1 : 1;
    return x->by < y->by ? -1 : x->by > y->by;
}

static void keep_best(struct finding *f)
{
    size_t kept = 0;
    if (f->count)
        qsort(f->items, f->count, sizeof *f->items, by_document);
    for (size_t i = 0; i < f->count; i++) {
        if (!kept || f->items[kept - 1].doc != f->items[i].doc)
            f->items[kept++] = f->items[i];
        else if (is_better(f->reader, &f->items[i], &f->items[kept - 1]))
            f->items[kept - 1] = f->items[i];
    }
    f->count = kept;
}

static void finding_fini(struct finding *f)
{
    for (size_t i = 0; i < f->term_count; i++)
        free(f->terms[i]);
    free(f->terms);
    free(f->citing);
    free(f->items);
}

enum tc_status tc_standings_find(struct tc_reader *reader, struct tc_standings *ret, struct tc_error *err)
{
    struct finding f = {.reader = reader};
    enum tc_status status = TC_OK;
    for (size_t i = 0; !status && i < TC_LENGTH(endings); i++) {
        tc_auto_free char *prefix = tc_xasprintf(TC_PREFIX_RELATION "%s:", tc_relation_name(endings[i]));
        status = tc_reader_each_term(reader, prefix, strlen(prefix), visit_term, &f, err);
    }
    if (!status)
        status = read_citing(&f, err);
    if (!status) {
        keep_best(&f);
        *ret = (struct tc_standings){f.items, f.count};
        f.items = NULL;
    }
    finding_fini(&f);
    return status;
}

// --- the file

struct head {
    char magic[8];
    uint64_t revision, count;
};

static bool load(const char *directory, uint64_t revision, struct tc_standings *ret)
{
    tc_auto_free char *path = tc_xasprintf("%s/" FILE_NAME, directory);
    tc_auto_buf struct tc_buf data = {0};
    struct head head;
    if (tc_file_read(path, FILE_MAX_BYTES, &data, NULL) != TC_OK || data.len < sizeof head)
        return false;
    memcpy(&head, data.data, sizeof head);
    if (memcmp(head.magic, MAGIC, sizeof head.magic) != 0 || head.revision != revision ||
        head.count != (data.len - sizeof head) / sizeof *ret->items)
        return false;
    struct tc_standings standings = {tc_xcalloc(head.count + 1, sizeof *standings.items), head.count};
    memcpy(standings.items, data.data + sizeof head, head.count * sizeof *standings.items);
    *ret = standings;
    return true;
}

enum tc_status tc_standings_keep(const char *directory, struct tc_error *err)
{
    struct tc_reader *reader;
    struct tc_standings standings = {0};
    enum tc_status status = tc_reader_open(directory, &reader, err);
    if (status)
        return status;
    uint64_t revision = tc_reader_revision(reader);
    if (!load(directory, revision, &standings) && !(status = tc_standings_find(reader, &standings, err))) {
        tc_auto_buf struct tc_buf out = {0};
        tc_auto_free char *path = tc_xasprintf("%s/" FILE_NAME, directory);
        struct head head = {.revision = revision, .count = standings.count};
        memcpy(head.magic, MAGIC, sizeof head.magic);
        tc_buf_add(&out, &head, sizeof head);
        if (standings.count)
            tc_buf_add(&out, standings.items, standings.count * sizeof *standings.items);
        status = tc_file_write(path, out.data, out.len, err);
    }
    tc_standings_fini(&standings);
    tc_reader_close(reader);
    return status;
}

// --- of the open archive

static bool is_loaded(struct tc_archive *archive)
{
    if (!archive->has_standings && !archive->has_looked_for_standings) {
        archive->standings = tc_xcalloc(1, sizeof *archive->standings);
        archive->has_standings = load(archive->directory, tc_reader_revision(archive->reader), archive->standings);
        archive->has_looked_for_standings = true;
    }
    return archive->has_standings;
}

void tc_archive_forget_standings(struct tc_archive *archive)
{
    if (archive->standings)
        tc_standings_fini(archive->standings);
    free(archive->standings);
    archive->standings = NULL;
    archive->has_standings = archive->has_looked_for_standings = false;
}

enum tc_status tc_archive_standings(struct tc_archive *archive, const struct tc_standings **ret, struct tc_error *err)
{
    if (!is_loaded(archive)) {
        enum tc_status status = tc_standings_find(archive->reader, archive->standings, err);
        if (status)
            return status;
        archive->has_standings = true;
    }
    *ret = archive->standings;
    return TC_OK;
}

static bool look_up(const struct tc_standings *standings, tc_docid doc, struct tc_standing *ret)
{
    size_t low = 0, high = standings->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (standings->items[middle].doc < doc)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == standings->count || standings->items[low].doc != doc)
        return false;
    *ret = standings->items[low];
    return true;
}

// The terms under which a key may be ended: its own stem, and those of the names that stand for it are rare enough to
// be left to the whole reckoning.
static bool find_one(struct tc_archive *archive, tc_docid doc, const char *key, struct tc_standing *ret)
{
    struct finding f = {.reader = archive->reader};
    for (size_t i = 0; i < TC_LENGTH(endings); i++) {
        tc_auto_buf struct tc_buf term = {0};
        tc_buf_printf(&term, TC_PREFIX_RELATION "%s:", tc_relation_name(endings[i]));
        tc_key_stem(key, &term);
        if (tc_reader_doc_freq(f.reader, term.data, term.len))
            (void)visit_term(&f, term.data, term.len, 0);
    }
    bool is_found = false;
    if (f.term_count && read_citing(&f, NULL) == TC_OK) {
        keep_best(&f);
        is_found = look_up(&(struct tc_standings){f.items, f.count}, doc, ret);
    }
    finding_fini(&f);
    return is_found;
}

bool tc_standing_of(struct tc_archive *archive, tc_docid doc, const char *key, struct tc_standing *ret)
{
    if (is_loaded(archive))
        return look_up(archive->standings, doc, ret);
    return key && find_one(archive, doc, key, ret);
}

const char *tc_standing_status(const struct tc_standing *standing)
{
    return standing->relation == TC_REL_AMENDS ? "được sửa đổi" : "hết hiệu lực";
}
