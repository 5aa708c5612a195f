// SPDX-License-Identifier: GPL-3.0-or-later
// Saving a search, and telling what came or changed since it was last looked at.
#include "saved.h"

#include "base/file.h"
#include "base/lang.h"
#include "store/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

// --- the file ---

static char *path_of(const struct tc_archive *archive, const char *name)
{
    return tc_xasprintf("%s/%s", archive->directory, name);
}

// No file: no searches.
static enum tc_status read_list(const struct tc_archive *archive, struct tc_saved_list *ret, struct tc_error *err)
{
    tc_auto_free char *path = path_of(archive, "saved.json");
    tc_auto_buf struct tc_buf data = {0};
    struct tc_error why = {0};
    enum tc_status status = tc_file_read(path, TC_SAVED_BYTES, &data, err);
    if (status == TC_ERR_NOT_FOUND) {
        *ret = (struct tc_saved_list){0};
        return TC_OK;
    }
    if (status != TC_OK)
        return status;
    status = tc_saved_parse(data.data ? data.data : "", data.len, ret, &why);
    if (status != TC_OK) // the index is well: no error of the archive's
        return tc_fail(err, TC_ERR_IO,
                       TC_TELL("%s bị hỏng (%s): sửa hoặc bỏ tệp này", "%s is damaged (%s): mend or remove it"), path,
                       why.message);
    return TC_OK;
}

static enum tc_status take_lock(const struct tc_archive *archive, int *ret_fd, struct tc_error *err)
{
    tc_auto_free char *path = path_of(archive, "saved.lock");
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0 || flock(fd, LOCK_EX)) {
        int why = errno;
        if (fd >= 0)
            close(fd);
        return tc_fail(err, TC_ERR_IO, "%s: %s", path, strerror(why));
    }
    *ret_fd = fd;
    return TC_OK;
}

static enum tc_status write_list(const struct tc_archive *archive, const struct tc_saved_list *list,
                                 struct tc_error *err)
{
    tc_auto_free char *path = path_of(archive, "saved.json");
    tc_auto_buf struct tc_buf data = {0};
    tc_saved_print(list, &data);
    return tc_file_write(path, data.data, data.len, err);
}

static const char *now(struct tc_arena *arena)
{
    char text[32];
    time_t seconds = time(NULL);
    struct tm tm;
    gmtime_r(&seconds, &tm);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return tc_arena_strdup(arena, text);
}

// --- what is new ---

struct look {
    struct tc_reader **reader;
    const struct tc_saved *saved; // as it was last looked at
    struct tc_arena arena;
    struct tc_saved_match *matches; // as they are now, for the next time
    size_t match_count;
    uint32_t found, shown, limit; // limit of new ones that are shown; the others stay new
};

static void restart(void *context)
{
    struct look *look = context;
    look->match_count = look->found = look->shown = 0;
    if (!look->matches)
        look->matches = tc_arena_zero(&look->arena, TC_SAVED_MATCHES, sizeof *look->matches);
}

static const struct tc_saved_match *known(const struct look *look, uint64_t id)
{
    size_t low = 0, high = look->saved ? look->saved->match_count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (look->saved->matches[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_there = look->saved && low < look->saved->match_count && look->saved->matches[low].id == id;
    return is_there ? &look->saved->matches[low] : NULL;
}

static const char *keep(void *context, const struct tc_candidate *candidate)
{
    struct look *look = context;
    tc_auto_buf struct tc_buf digest = {0};
    char id[17], print[9] = "";
    if (!candidate->has_all || look->match_count == TC_SAVED_MATCHES ||
        tc_reader_identity(*look->reader, candidate->doc, id, NULL, NULL) != TC_OK ||
        tc_reader_value(*look->reader, candidate->doc, TC_SLOT_DIGEST, &digest, NULL) != TC_OK)
        return NULL;
    memcpy(print, digest.data ? digest.data : "", digest.len < 8 ? digest.len : 8);
    struct tc_saved_match match = {strtoull(id, NULL, 16), (uint32_t)strtoul(print, NULL, 16)};
    const struct tc_saved_match *before = known(look, match.id);
    const char *change = !before ? "added" : before->print != match.print ? "updated" : NULL;
    look->found++;
    bool is_shown = change && look->shown < look->limit;
    look->shown += is_shown;
    if (is_shown || !change)
        look->matches[look->match_count++] = match;
    else if (before)
        look->matches[look->match_count++] = *before;
    return change;
}

static enum tc_status find_new(struct tc_archive *archive, const char *query, const struct tc_search_options *options,
                               struct look *look, const struct tc_results **ret, struct tc_error *err)
{
    struct tc_search_filter filter = {keep, restart, look};
    struct tc_search_options all = *options;
    all.no_fold = true; // a copy that came is new too
    all.passages = false;
    all.offset = 0;
    look->reader = &archive->reader;
    look->limit = options->limit;
    return tc_search_filtered(archive, query, &all, &filter, ret, err);
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

static void take_matches(struct look *look, struct tc_saved *saved)
{
    qsort(look->matches, look->match_count, sizeof *look->matches, by_id);
    saved->matches = look->matches;
    saved->match_count = look->match_count;
}

// --- the functions of tracuu.h ---

enum tc_status tc_saved_put(struct tc_archive *archive, const char *name, const char *query,
                            const struct tc_search_options *options, struct tc_error *err)
{
    if (!tc_saved_is_name(name))
        return tc_fail(err, TC_ERR_INPUT,
                       TC_TELL("tên của tìm kiếm phải có 1 đến %d byte, không có ký tự điều khiển",
                               "a search is named by 1 to %d bytes without control characters"),
                       TC_SAVED_NAME);
    if (strlen(query) > TC_SAVED_QUERY)
        return tc_fail(err, TC_ERR_QUERY, TC_TELL("câu hỏi quá dài", "the query is too long"));
    struct look look = {0};
    struct tc_saved_list list = {0};
    struct tc_search_options quick = *options;
    const struct tc_results *results = NULL;
    tc_auto_fd int lock = -1;
    quick.limit = TC_SAVED_MATCHES;
    quick.no_snippets = true;
    enum tc_status status = take_lock(archive, &lock, err);
    if (status == TC_OK)
        status = read_list(archive, &list, err);
    if (status == TC_OK && list.count == TC_SAVED_MOST && !tc_saved_by_name(&list, name))
        status =
            tc_fail(err, TC_ERR_LIMIT, TC_TELL("đã lưu %d tìm kiếm", "%d searches are saved already"), TC_SAVED_MOST);
    if (status == TC_OK)
        status = find_new(archive, query, &quick, &look, &results, err);
    if (status == TC_OK) {
        struct tc_saved *saved = tc_saved_by_name(&list, name);
        if (!saved) {
            TC_GROW(list.items, list.count, list.cap);
            saved = &list.items[list.count++];
        }
        *saved = (struct tc_saved){.name = name, .query = query, .options = *options};
        saved->created = saved->looked = now(&list.arena);
        take_matches(&look, saved);
        qsort(list.items, list.count, sizeof *list.items, by_name);
        status = write_list(archive, &list, err);
    }
    tc_results_free(results);
    tc_arena_fini(&look.arena);
    tc_saved_list_fini(&list);
    return status;
}

static enum tc_status not_saved(const char *name, struct tc_error *err)
{
    return tc_fail(err, TC_ERR_NOT_FOUND,
                   TC_TELL("không có tìm kiếm nào đã lưu với tên “%s”", "no search is saved as “%s”"), name);
}

enum tc_status tc_saved_delete(struct tc_archive *archive, const char *name, struct tc_error *err)
{
    struct tc_saved_list list = {0};
    tc_auto_fd int lock = -1;
    enum tc_status status = take_lock(archive, &lock, err);
    if (status == TC_OK)
        status = read_list(archive, &list, err);
    if (status != TC_OK)
        return status;
    struct tc_saved *saved = tc_saved_by_name(&list, name);
    if (saved) {
        size_t at = (size_t)(saved - list.items);
        memmove(saved, saved + 1, (--list.count - at) * sizeof *saved);
        status = write_list(archive, &list, err);
    } else {
        status = not_saved(name, err);
    }
    tc_saved_list_fini(&list);
    return status;
}

enum tc_status tc_saved_get(struct tc_archive *archive, const char *name, char **ret_query,
                            struct tc_search_options *ret_options, struct tc_error *err)
{
    struct tc_saved_list list = {0};
    enum tc_status status = read_list(archive, &list, err);
    if (status != TC_OK)
        return status;
    const struct tc_saved *saved = tc_saved_by_name(&list, name);
    if (saved) {
        *ret_query = tc_xstrdup(saved->query);
        *ret_options = saved->options;
    } else {
        status = not_saved(name, err);
    }
    tc_saved_list_fini(&list);
    return status;
}

enum tc_status tc_saved_look(struct tc_archive *archive, const char *name, uint32_t limit, bool keeps,
                             char ret_since[TC_SAVED_TIME], const struct tc_results **ret, struct tc_error *err)
{
    struct tc_saved_list list = {0};
    struct look look = {0};
    const struct tc_results *results = NULL;
    tc_auto_fd int lock = -1;
    enum tc_status status = keeps ? TC_OK : take_lock(archive, &lock, err);
    if (status == TC_OK)
        status = read_list(archive, &list, err);
    if (status != TC_OK)
        return status;
    struct tc_saved *saved = tc_saved_by_name(&list, name);
    if (saved) {
        struct tc_search_options options = saved->options;
        options.limit = limit ? limit : TC_SAVED_MATCHES;
        look.saved = saved;
        status = find_new(archive, saved->query, &options, &look, &results, err);
    } else {
        status = not_saved(name, err);
    }
    if (status == TC_OK) {
        snprintf(ret_since, TC_SAVED_TIME, "%s", saved->looked);
        if (!keeps) {
            saved->looked = now(&list.arena);
            take_matches(&look, saved);
            status = write_list(archive, &list, err);
        }
    }
    if (status == TC_OK)
        *ret = results;
    else
        tc_results_free(results);
    tc_arena_fini(&look.arena);
    tc_saved_list_fini(&list);
    return status;
}

static enum tc_status saved_to_json(struct tc_archive *archive, const struct tc_saved *saved, json_t *array,
                                    struct tc_error *err)
{
    struct look look = {.saved = saved};
    struct tc_search_options quick = saved->options;
    const struct tc_results *results = NULL;
    quick.no_snippets = true;
    quick.limit = 1;
    enum tc_status status = find_new(archive, saved->query, &quick, &look, &results, err);
    json_t *object = json_pack("{s:s,s:s,s:s,s:s,s:s}", "name", saved->name, "query", saved->query, "sort",
                               tc_sort_name(saved->options.sort), "created", saved->created, "looked", saved->looked);
    // the query language may have grown stricter since: the search is listed all the same
    bool is_good = status == TC_OK;
    json_object_set_new(object, "matching", is_good ? json_integer(look.found) : json_null());
    json_object_set_new(object, "new", is_good ? json_integer(results->total) : json_null());
    json_array_append_new(array, object);
    tc_results_free(results);
    tc_arena_fini(&look.arena);
    return status == TC_ERR_QUERY ? TC_OK : status;
}

enum tc_status tc_saved_json(struct tc_archive *archive, char **ret, struct tc_error *err)
{
    struct tc_saved_list list = {0};
    enum tc_status status = read_list(archive, &list, err);
    json_t *searches = json_array();
    for (size_t i = 0; i < list.count && status == TC_OK; i++)
        status = saved_to_json(archive, &list.items[i], searches, err);
    json_t *root = json_pack("{s:o}", "searches", searches);
    if (status == TC_OK)
        *ret = json_dumps(root, JSON_COMPACT);
    json_decref(root);
    tc_saved_list_fini(&list);
    return status;
}
