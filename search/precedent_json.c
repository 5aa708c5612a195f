// SPDX-License-Identifier: GPL-3.0-or-later
// Precedents in the contract's shape.
#include "precedent.h"

static json_t *string_or_null(const char *s)
{
    return s ? json_string(s) : json_null();
}

static json_t *source_to_json(const struct tc_precedent_source *source)
{
    json_t *object = json_object();
    json_object_set_new(object, "id", json_string(source->by.id));
    json_object_set_new(object, "key", string_or_null(source->by.key));
    json_object_set_new(object, "title", string_or_null(source->by.title));
    json_object_set_new(object, "date", string_or_null(source->by.date));
    json_object_set_new(object, "issuer", string_or_null(source->by.issuer));
    json_object_set_new(object, "place", string_or_null(source->by.place));
    json_object_set_new(object, "term", string_or_null(source->term.name));
    json_object_set_new(object, "start", json_integer(source->start));
    json_object_set_new(object, "end", json_integer(source->end));
    json_object_set_new(object, "similarity", json_real(source->similarity));
    return object;
}

// One of the genealogy: the same fields, and what it did with the wording of the one before.
static json_t *told_to_json(const struct tc_precedent_source *source, bool is_first)
{
    json_t *object = source_to_json(source), *differences = json_array(), *copies = json_array();
    const char *relation = is_first ? "first" : source->difference_count ? "changed" : "repeated";
    for (size_t i = 0; i < source->difference_count; i++)
        json_array_append_new(
            differences, json_pack("{s:s,s:s}", "was", source->differences[i].was, "is", source->differences[i].is));
    for (size_t i = 0; source->copies && source->copies[i]; i++)
        json_array_append_new(copies, json_string(source->copies[i]));
    json_object_set_new(object, "relation", json_string(relation));
    json_object_set_new(object, "changed", json_boolean(!is_first && source->difference_count));
    json_object_set_new(object, "difference", differences);
    json_object_set_new(object, "copies", copies);
    return object;
}

static json_t *group_to_json(const struct tc_precedents *precedents, size_t group)
{
    const struct tc_precedent_group *one = &precedents->groups[group];
    json_t *object = json_object(), *members = json_array();
    for (size_t i = 0; i < precedents->count; i++) {
        if (precedents->items[i].group == group)
            json_array_append_new(members, json_integer((json_int_t)i));
    }
    json_object_set_new(object, "calendar", string_or_null(one->term.calendar));
    json_object_set_new(object, "term", string_or_null(one->term.name));
    json_object_set_new(object, "issuer", string_or_null(one->issuer));
    json_object_set_new(object, "passages", members);
    return object;
}

json_t *tc_precedents_to_json(const struct tc_precedents *precedents)
{
    json_t *root = json_object(), *passages = json_array(), *groups = json_array();
    for (size_t i = 0; i < precedents->count; i++) {
        const struct tc_precedent *item = &precedents->items[i];
        json_t *object = source_to_json(&item->best), *spans = json_array(), *genealogy = json_array();
        for (size_t j = 0; j < item->span_count; j++)
            json_array_append_new(spans, json_pack("[ii]", (int)item->spans[j].start, (int)item->spans[j].end));
        for (size_t j = 0; j < item->source_count; j++)
            json_array_append_new(genealogy, told_to_json(&item->sources[j], j == 0));
        json_object_set_new(object, "text", json_string(item->text));
        json_object_set_new(object, "spans", spans);
        json_object_set_new(object, "citation", json_pack("{s:s,s:s}", "full", item->full, "short", item->brief));
        json_object_set_new(object, "asked", json_pack("[ii]", (int)item->asked_start, (int)item->asked_end));
        json_object_set_new(object, "group", json_integer((json_int_t)item->group));
        json_object_set_new(object, "genealogy", genealogy);
        json_array_append_new(passages, object);
    }
    for (size_t i = 0; i < precedents->group_count; i++)
        json_array_append_new(groups, group_to_json(precedents, i));
    json_object_set_new(root, "passages", passages);
    json_object_set_new(root, "groups", groups);
    return root;
}
