// SPDX-License-Identifier: GPL-3.0-or-later
// The file of saved searches, read with distrust and written whole.
#include "saved.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

// SIZE_MAX: no such order.
static size_t sort_by_name(const char *name)
{
    for (size_t i = 0; i < TC_SORTS; i++)
        if (!strcmp(tc_sort_name((enum tc_sort)i), name))
            return i;
    return SIZE_MAX;
}

static bool is_plain(const char *s, size_t most)
{
    size_t len = s ? strlen(s) : 0;
    bool is_good = len && len <= most && tc_utf8_is_valid(s, len, NULL);
    for (size_t i = 0; i < len && is_good; i++)
        is_good = (unsigned char)s[i] >= ' ' && s[i] != 0x7F;
    return is_good;
}

bool tc_saved_is_name(const char *name)
{
    return is_plain(name, TC_SAVED_NAME);
}

static int by_id(const void *a, const void *b)
{
    const struct tc_saved_match *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct tc_saved *)a)->name, ((const struct tc_saved *)b)->name);
}

struct tc_saved *tc_saved_by_name(const struct tc_saved_list *list, const char *name)
{
    const struct tc_saved wanted = {.name = name};
    return list->count ? bsearch(&wanted, list->items, list->count, sizeof *list->items, by_name) : NULL;
}

// --- reading ---

static enum tc_status wrong(struct tc_error *err, size_t at, const char *member)
{
    return tc_fail(err, TC_ERR_CORRUPT, "search %zu has no usable \"%s\"", at + 1, member);
}

// "2026-01-31T09:30:00Z"
static bool is_time(const char *s)
{
    static const char form[] = "dddd-dd-ddTdd:dd:ddZ";
    for (size_t i = 0; s && i < sizeof form; i++)
        if (form[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != form[i])
            return false;
    return s != NULL;
}

// "0123456789abcdef:01234567"
static bool read_match(const char *s, struct tc_saved_match *ret)
{
    enum { ID = 16, PRINT = 8 };
    if (!s || strspn(s, "0123456789abcdef") != ID || s[ID] != ':' || strspn(s + ID + 1, "0123456789abcdef") != PRINT ||
        s[ID + 1 + PRINT])
        return false;
    ret->id = strtoull(s, NULL, 16);
    ret->print = (uint32_t)strtoul(s + ID + 1, NULL, 16);
    return true;
}

static bool read_matches(const json_t *array, struct tc_arena *arena, struct tc_saved *ret)
{
    size_t count = json_array_size(array);
    if (!json_is_array(array) || count > TC_SAVED_MATCHES)
        return false;
    ret->matches = tc_arena_zero(arena, count + 1, sizeof *ret->matches);
    ret->match_count = count;
    for (size_t i = 0; i < count; i++)
        if (!read_match(json_string_value(json_array_get(array, i)), &ret->matches[i]))
            return false;
    qsort(ret->matches, count, sizeof *ret->matches, by_id);
    return true;
}

static enum tc_status read_search(const json_t *object, size_t at, struct tc_arena *arena, struct tc_saved *ret,
                                  struct tc_error *err)
{
    const char *name = json_string_value(json_object_get(object, "name"));
    const char *query = json_string_value(json_object_get(object, "query"));
    const char *sort = json_string_value(json_object_get(object, "sort"));
    const char *created = json_string_value(json_object_get(object, "created"));
    const char *looked = json_string_value(json_object_get(object, "looked"));
    const json_t *limit = json_object_get(object, "limit");
    size_t order = sort ? sort_by_name(sort) : SIZE_MAX;
    json_int_t most = json_integer_value(limit);
    if (!tc_saved_is_name(name))
        return wrong(err, at, "name");
    if (!is_plain(query, TC_SAVED_QUERY))
        return wrong(err, at, "query");
    if (order == SIZE_MAX)
        return wrong(err, at, "sort");
    if (!json_is_integer(limit) || most < 0 || most > TC_SAVED_MATCHES)
        return wrong(err, at, "limit");
    if (!is_time(created) || !is_time(looked))
        return wrong(err, at, "created\" or \"looked");
    ret->name = tc_arena_strdup(arena, name);
    ret->query = tc_arena_strdup(arena, query);
    ret->created = tc_arena_strdup(arena, created);
    ret->looked = tc_arena_strdup(arena, looked);
    ret->options = (struct tc_search_options){.limit = (uint32_t)most, .sort = (enum tc_sort)order};
    ret->options.passages = json_is_true(json_object_get(object, "passages"));
    ret->options.no_fold = json_is_true(json_object_get(object, "no_fold"));
    return read_matches(json_object_get(object, "matches"), arena, ret) ? TC_OK : wrong(err, at, "matches");
}

enum tc_status tc_saved_parse(const char *data, size_t len, struct tc_saved_list *ret, struct tc_error *err)
{
    json_error_t why;
    json_t *root = json_loadb(data, len, JSON_REJECT_DUPLICATES, &why);
    if (!root)
        return tc_fail(err, TC_ERR_CORRUPT, "%s, line %d", why.text, why.line);
    const json_t *searches = json_object_get(root, "searches");
    struct tc_saved_list list = {.count = json_array_size(searches)};
    enum tc_status status = TC_OK;
    if (json_integer_value(json_object_get(root, "format_version")) != 1 || !json_is_array(searches))
        status = tc_fail(err, TC_ERR_CORRUPT, "no saved searches of format 1");
    else if (list.count > TC_SAVED_MOST)
        status = tc_fail(err, TC_ERR_CORRUPT, "more than %d searches", TC_SAVED_MOST);
    if (status == TC_OK) {
        list.cap = list.count + 1;
        list.items = tc_xcalloc(list.cap, sizeof *list.items);
    }
    for (size_t i = 0; i < list.count && status == TC_OK; i++)
        status = read_search(json_array_get(searches, i), i, &list.arena, &list.items[i], err);
    if (status == TC_OK)
        qsort(list.items, list.count, sizeof *list.items, by_name);
    for (size_t i = 1; i < list.count && status == TC_OK; i++)
        if (!by_name(&list.items[i - 1], &list.items[i]))
            status = tc_fail(err, TC_ERR_CORRUPT, "two searches have one name");
    json_decref(root);
    if (status == TC_OK)
        *ret = list;
    else
        tc_saved_list_fini(&list);
    return status;
}

void tc_saved_list_fini(struct tc_saved_list *list)
{
    tc_arena_fini(&list->arena);
    free(list->items);
    *list = (struct tc_saved_list){0};
}

// --- writing ---

static json_t *search_to_json(const struct tc_saved *saved)
{
    json_t *matches = json_array();
    for (size_t i = 0; i < saved->match_count; i++) {
        char text[32];
        snprintf(text, sizeof text, "%016llx:%08x", (unsigned long long)saved->matches[i].id, saved->matches[i].print);
        json_array_append_new(matches, json_string(text));
    }
    return json_pack("{s:s,s:s,s:s,s:b,s:b,s:i,s:s,s:s,s:o}", "name", saved->name, "query", saved->query, "sort",
                     tc_sort_name(saved->options.sort), "passages", saved->options.passages, "no_fold",
                     saved->options.no_fold, "limit", (int)saved->options.limit, "created", saved->created, "looked",
                     saved->looked, "matches", matches);
}

static int append(const char *data, size_t len, void *buf)
{
    tc_buf_add(buf, data, len);
    return 0;
}

void tc_saved_print(const struct tc_saved_list *list, struct tc_buf *ret)
{
    json_t *searches = json_array();
    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(searches, search_to_json(&list->items[i]));
    json_t *root = json_pack("{s:i,s:o}", "format_version", 1, "searches", searches);
    json_dump_callback(root, append, ret, JSON_COMPACT);
    tc_buf_char(ret, '\n');
    json_decref(root);
}
