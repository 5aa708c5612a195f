// SPDX-License-Identifier: GPL-3.0-or-later
// What the documents of a group are to each other: which is the original, and in what the others differ from it.
#include "duplicates.h"

#include "relations.h"
#include "store/schema.h"
#include "text/token.h"
#include "wordrun.h"

#include <stdlib.h>
#include <string.h>

enum {
    HEAD_BYTES = 400, // of a text, where a draft says that it is one
    HEAD_RUNS = 30
};                             // of words that differ with number, date and signer; more is another text
#define WORD_FOR_WORD 0.999999 // every run of three words is shared

struct member {
    struct tc_target by;
    const char *number, *signer, *digest;
    bool says_draft;
    uint64_t *runs;
    size_t run_count;
    double similarity;
    enum tc_duplicate_role role;
};

const char *tc_duplicate_role_name(enum tc_duplicate_role role)
{
    static const char *const names[TC_ROLES] = {"original", "same-file", "copy", "draft", "reissue", "revision"};
    return names[role];
}

// “dự thảo” at the head of the text, or du-thao, du_thao … in the name of the file.
static bool says_draft(const char *text, size_t len)
{
    tc_auto_buf struct tc_buf folded = {0};
    tc_text_fold(text, len, &folded);
    for (size_t i = 0; i < folded.len; i++)
        if (strchr("-_./", folded.data[i]))
            folded.data[i] = ' ';
    return folded.data && strstr(folded.data, "du thao");
}

static const char *text_of(struct tc_arena *arena, const json_t *meta, const char *name)
{
    return tc_arena_strdup(arena, json_string_value(json_object_get(meta, name)));
}

static enum tc_status read_member(struct tc_reader *reader, tc_docid doc, struct tc_arena *arena, struct member *ret,
                                  struct tc_error *err)
{
    tc_auto_buf struct tc_buf path = {0}, digest = {0}, head = {0};
    json_t *record = NULL;
    ret->by.doc = doc;
    enum tc_status status = tc_reader_identity(reader, doc, ret->by.id, &path, err);
    if (status == TC_OK)
        status = tc_reader_value(reader, doc, TC_SLOT_DIGEST, &digest, err);
    if (status == TC_OK)
        status = tc_reader_text(reader, doc, 0, HEAD_BYTES, &head, err);
    if (status == TC_OK)
        status = tc_runs_read(reader, doc, &ret->runs, &ret->run_count, err);
    if (status == TC_OK)
        status = tc_record_json(reader, doc, &record, err);
    if (status != TC_OK)
        return status;
    const json_t *meta = json_object_get(record, "meta");
    ret->by.path = tc_arena_strndup(arena, path.data ? path.data : "", path.len);
    ret->by.key = text_of(arena, meta, "key");
    ret->by.title = text_of(arena, meta, "title");
    ret->by.date = text_of(arena, meta, "date");
    ret->by.place = text_of(arena, meta, "place");
    ret->number = text_of(arena, meta, "number");
    ret->signer = text_of(arena, meta, "signer");
    ret->digest = tc_arena_strndup(arena, digest.data ? digest.data : "", digest.len);
    const char *slash = strrchr(ret->by.path, '/'), *name = slash ? slash : ret->by.path;
    ret->says_draft = says_draft(head.data ? head.data : "", head.len) || says_draft(name, strlen(name));
    json_decref(record);
    return TC_OK;
}

// More is better: a draft never stands for its group when something else can.
static int completeness(const struct member *m)
{
    return (m->says_draft ? 0 : 8) + (m->number ? 4 : 0) + (m->by.date ? 2 : 0) + (m->signer ? 1 : 0);
}

static int original_first(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    int order = completeness(y) - completeness(x);
    if (!order && x->by.date && y->by.date)
        order = strcmp(x->by.date, y->by.date);
    if (!order && strlen(x->by.path) != strlen(y->by.path))
        order = strlen(x->by.path) < strlen(y->by.path) ? -1 : 1;
    return order ? order : strcmp(x->by.path, y->by.path);
}

static bool is_other(const char *a, const char *b)
{
    return a && b && strcmp(a, b) != 0;
}

static enum tc_duplicate_role role_beside(const struct member *m, const struct member *original)
{
    if (*m->digest && !strcmp(m->digest, original->digest))
        return TC_ROLE_SAME_FILE;
    if ((m->says_draft && !original->says_draft) ||
        (!m->number && !m->signer && (original->number || original->signer)))
        return TC_ROLE_DRAFT;
    if (is_other(m->number, original->number) || is_other(m->by.date, original->by.date)) {
        double differing = (1 - m->similarity) * (double)(m->run_count + original->run_count) / 2;
        return differing <= HEAD_RUNS ? TC_ROLE_REISSUE : TC_ROLE_REVISION;
    }
    return TC_ROLE_COPY;
}

static bool is_unlike(const char *a, const char *b)
{
    return a != b && (!a || !b || strcmp(a, b) != 0);
}

static json_t *member_to_json(const struct member *m, const struct member *original)
{
    const struct {
        const char *name;
        bool is_different;
    } parts[] = {
        {"number", is_unlike(m->number, original->number)},
        {"date", is_unlike(m->by.date, original->by.date)},
        {"signer", is_unlike(m->signer, original->signer)},
        {"title", is_unlike(m->by.title, original->by.title)},
        {"text", m != original && m->similarity < WORD_FOR_WORD && m->role != TC_ROLE_SAME_FILE},
    };
    json_t *object = tc_target_to_json(&m->by), *differs = json_array();
    for (size_t i = 0; i < TC_LENGTH(parts); i++)
        if (parts[i].is_different)
            json_array_append_new(differs, json_string(parts[i].name));
    json_object_set_new(object, "number", m->number ? json_string(m->number) : json_null());
    json_object_set_new(object, "signer", m->signer ? json_string(m->signer) : json_null());
    json_object_set_new(object, "role", json_string(tc_duplicate_role_name(m->role)));
    json_object_set_new(object, "similarity", json_real(m->similarity));
    json_object_set_new(object, "differs", differs);
    return object;
}

static json_t *members_to_json(struct member *members, size_t count)
{
    json_t *list = json_array();
    double least = 1;
    qsort(members, count, sizeof *members, original_first);
    for (size_t i = 0; i < count; i++) {
        struct member *m = &members[i], *original = &members[0];
        bool is_same = i == 0 || (*m->digest && !strcmp(m->digest, original->digest));
        m->similarity = is_same ? 1 : tc_runs_alike(original->runs, original->run_count, m->runs, m->run_count);
        m->role = i ? role_beside(m, original) : TC_ROLE_ORIGINAL;
        least = m->similarity < least ? m->similarity : least;
        json_array_append_new(list, member_to_json(m, original));
    }
    return json_pack("{s:f,s:o}", "similarity", least, "documents", list);
}

static enum tc_status group_to_json(struct tc_reader *reader, const struct tc_duplicate_group *group, json_t *array,
                                    struct tc_error *err)
{
    tc_auto_arena struct tc_arena arena = {0};
    struct member *members = tc_xcalloc(group->count, sizeof *members);
    enum tc_status status = TC_OK;
    for (size_t i = 0; i < group->count && status == TC_OK; i++)
        status = read_member(reader, group->docs[i], &arena, &members[i], err);
    if (status == TC_OK)
        json_array_append_new(array, members_to_json(members, group->count));
    for (size_t i = 0; i < group->count; i++)
        free(members[i].runs);
    free(members);
    return status;
}

enum tc_status tc_duplicates_to_json(struct tc_reader *reader, const struct tc_duplicate_groups *groups, size_t offset,
                                     size_t limit, json_t **ret, struct tc_error *err)
{
    json_t *list = json_array();
    enum tc_status status = TC_OK;
    for (size_t i = offset; i < groups->count && (!limit || i - offset < limit) && status == TC_OK; i++)
        status = group_to_json(reader, &groups->items[i], list, err);
    if (status == TC_OK)
        *ret = json_pack("{s:i,s:i,s:o}", "documents", (int)groups->documents, "total", (int)groups->count, "groups",
                         list);
    else
        json_decref(list);
    return status;
}
