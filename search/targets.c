// SPDX-License-Identifier: GPL-3.0-or-later
#include "targets.h"

#include "json_slice.h"
#include "plan.h"

#include <string.h>

static bool is_in(const struct tc_targets *targets, tc_docid doc)
{
    for (size_t i = 0; i < targets->count; i++)
        if (targets->docs[i] == doc)
            return true;
    return false;
}

// A document whose own key has the same stem must fit in its date as well; one found by what its name stands for
// has another stem and fits by that.
static bool fits(struct tc_reader *reader, tc_docid doc, const char *key)
{
    tc_auto_buf struct tc_buf own = {0}, own_stem = {0}, stem = {0};
    if (tc_reader_value(reader, doc, TC_SLOT_KEY, &own, NULL) != TC_OK || !own.len)
        return true;
    tc_key_stem(own.data, &own_stem);
    tc_key_stem(key, &stem);
    bool is_same = own_stem.len == stem.len && !memcmp(own_stem.data, stem.data, stem.len);
    return !is_same || tc_key_fits(key, own.data);
}

static enum tc_status add_key(struct tc_archive *archive, const char *key, struct tc_targets *ret, struct tc_error *err)
{
    tc_auto_arena struct tc_arena arena = {0};
    struct tc_node *tree = tc_plan_key_terms(&arena, archive->reader, TC_PREFIX_OWN_KEY, key);
    if (!tree)
        return TC_OK;
    struct tc_match_options options = {.count = TC_TARGETS_MAX, .sort_slot = TC_SLOT_DATE, .sort_descending = true};
    struct tc_matches matches = {0};
    enum tc_status status = tc_reader_match(archive->reader, tree, &options, &matches, err);
    if (status != TC_OK)
        return status;
    for (size_t i = 0; i < matches.count && ret->count < TC_TARGETS_MAX; i++)
        if (!is_in(ret, matches.items[i].doc) && fits(archive->reader, matches.items[i].doc, key))
            ret->docs[ret->count++] = matches.items[i].doc;
    tc_matches_fini(&matches);
    return TC_OK;
}

enum tc_status tc_targets_find(struct tc_archive *archive, const char *key, const char *const *stands_for,
                               struct tc_targets *ret, struct tc_error *err)
{
    struct tc_targets targets = {0};
    enum tc_status status = add_key(archive, key, &targets, err);
    for (const char *const *other = stands_for; other && *other && status == TC_OK; other++)
        status = add_key(archive, *other, &targets, err);
    if (status == TC_OK)
        *ret = targets;
    return status;
}

const char *tc_targets_status(const struct tc_targets *targets)
{
    return targets->count == 0 ? "absent" : targets->count == 1 ? "found" : "ambiguous";
}

json_t *tc_targets_describe(struct tc_archive *archive, tc_docid doc)
{
    char id[17] = "";
    tc_auto_buf struct tc_buf path = {0}, record = {0};
    if (tc_reader_identity(archive->reader, doc, id, &path, NULL) != TC_OK ||
        tc_reader_record(archive->reader, doc, &record, NULL) != TC_OK)
        return json_object();
    size_t len;
    const char *slice = tc_json_member(record.data ? record.data : "", record.len, "meta", &len);
    json_t *meta = slice ? json_loadb(slice, len, 0, NULL) : NULL;
    json_t *object = json_pack("{s:s, s:s%, s:O?, s:O?, s:O?}", "id", id, "path", path.data ? path.data : "", path.len,
                               "key", json_object_get(meta, "key"), "title", json_object_get(meta, "title"), "date",
                               json_object_get(meta, "date"));
    json_decref(meta);
    return object ? object : json_object();
}
