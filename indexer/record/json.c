// SPDX-License-Identifier: GPL-3.0-or-later
// The record as JSON.
#include "record.h"

#include <string.h>

static json_t *string_or_null(const char *text)
{
    json_t *value = text ? json_string(text) : json_null();
    return value ? value : json_null(); // not UTF-8: unknown
}

static json_t *strings(const char *const *list)
{
    json_t *array = json_array();
    for (; list && *list; list++)
        json_array_append_new(array, string_or_null(*list));
    return array;
}

static const char *const field_names[TC_META_FIELDS] = {
    [TC_META_TITLE] = "title",
    [TC_META_TYPE] = "type",
    [TC_META_NUMBER] = "number",
    [TC_META_ISSUER] = "issuer",
    [TC_META_PLACE] = "place",
    [TC_META_DATE] = "date",
    [TC_META_PROVINCE] = "province",
    [TC_META_EVENT_DATE] = "event_date",
    [TC_META_SIGNER] = "signer",
    [TC_META_SIGNER_ROLE] = "signer_role",
    [TC_META_RECIPIENTS] = "recipients",
    [TC_META_BASIS] = "basis",
    [TC_META_TERM] = "term",
    [TC_META_PERIOD] = "period",
    [TC_META_AUTHOR] = "author",
    [TC_META_LEAD] = "lead",
    [TC_META_SOURCE] = "source",
};

json_t *tc_meta_to_json(const struct tc_meta *m)
{
    json_t *o = json_object();
    const struct {
        const char *name, *value;
    } texts[] = {
        {"title", m->title},
        {"type", m->type},
        {"type_code", m->type_code},
        {"number", m->number},
        {"key", m->key},
        {"issuer", m->issuer},
        {"issuer_parent", m->issuer_parent},
        {"issuer_code", m->issuer_code},
        {"place", m->place},
        {"province", m->province},
        {"date", m->date},
        {"event_date", m->event_date},
        {"signer", m->signer},
        {"signer_role", m->signer_role},
        {"signed_as", m->signed_as},
        {"term", m->term},
        {"author", m->author},
        {"lead", m->lead},
        {"source", m->source},
    };
    for (size_t i = 0; i < TC_LENGTH(texts); i++)
        json_object_set_new(o, texts[i].name, string_or_null(texts[i].value));
    json_object_set_new(o, "recipients", strings(m->recipients));
    json_object_set_new(o, "basis", strings(m->basis));
    json_t *period = json_null();
    if (m->period_from || m->period_to) {
        period = json_array();
        json_array_append_new(period, string_or_null(m->period_from));
        json_array_append_new(period, string_or_null(m->period_to));
    }
    json_object_set_new(o, "period", period);
    json_t *confidence = json_object();
    for (int i = 0; i < TC_META_FIELDS; i++)
        if (m->confidence[i] > 0)
            json_object_set_new(confidence, field_names[i],
                                json_real((double)(int)(m->confidence[i] * 100 + 0.5F) / 100));
    json_object_set_new(o, "confidence", confidence);
    json_t *at = json_object();
    for (int i = 0; i < TC_META_FIELDS; i++)
        if (m->confidence[i] > 0 && m->at[i] != UINT32_MAX)
            json_object_set_new(at, field_names[i], json_integer(m->at[i]));
    json_object_set_new(o, "read_at", at);
    return o;
}

// How often the record names this document.
static size_t depth_of(const struct tc_record *record, const struct tc_citation *c)
{
    size_t n = 0;
    for (size_t i = 0; i < record->citation_count && c->key; i++)
        n += record->citations[i].key &&
             (record->citations[i].key == c->key || !strcmp(record->citations[i].key, c->key));
    return n;
}

static json_t *citation_to_json(const struct tc_record *record, const struct tc_citation *c, const char *text)
{
    json_t *o = json_object();
    json_object_set_new(o, "text", json_stringn(text + c->start, c->end - c->start));
    json_object_set_new(o, "start", json_integer(c->start));
    json_object_set_new(o, "end", json_integer(c->end));
    json_object_set_new(o, "type", string_or_null(c->type));
    json_object_set_new(o, "type_code", string_or_null(c->type_code));
    json_object_set_new(o, "number", string_or_null(c->number));
    json_object_set_new(o, "year", c->year ? json_integer(c->year) : json_null());
    json_object_set_new(o, "issuer_code", string_or_null(c->issuer_code));
    json_object_set_new(o, "date", string_or_null(c->date));
    json_object_set_new(o, "provision", string_or_null(c->provision));
    json_object_set_new(o, "key", string_or_null(c->key));
    json_object_set_new(o, "repaired", string_or_null(c->repaired));
    json_object_set_new(o, "stands_for", strings(c->stands_for));
    json_object_set_new(o, "relation", json_string(tc_relation_name(c->relation)));
    json_object_set_new(o, "depth", json_integer((json_int_t)depth_of(record, c)));
    json_object_set_new(o, "sentence", json_pack("[ii]", (int)c->sentence_start, (int)c->sentence_end));
    return o;
}

json_t *tc_citations_to_json(const struct tc_record *record, const char *text)
{
    json_t *citations = json_array(), *mentions = json_array(), *o = json_object();
    for (size_t i = 0; i < record->citation_count; i++)
        json_array_append_new(citations, citation_to_json(record, &record->citations[i], text));
    for (size_t i = 0; i < record->mention_count; i++) {
        const struct tc_mention *m = &record->mentions[i];
        json_t *one = json_object();
        json_object_set_new(one, "text", json_stringn(text + m->start, m->end - m->start));
        json_object_set_new(one, "start", json_integer(m->start));
        json_object_set_new(one, "end", json_integer(m->end));
        json_array_append_new(mentions, one);
    }
    json_object_set_new(o, "citations", citations);
    json_object_set_new(o, "mentions", mentions);
    return o;
}

json_t *tc_tasks_to_json(const struct tc_record *record)
{
    json_t *tasks = json_array();
    for (size_t i = 0; i < record->task_count; i++) {
        const struct tc_task *task = &record->tasks[i];
        json_t *o = json_object();
        json_object_set_new(o, "start", json_integer(task->start));
        json_object_set_new(o, "end", json_integer(task->end));
        json_object_set_new(o, "agency", string_or_null(task->agency));
        json_object_set_new(o, "with", strings(task->with));
        json_object_set_new(o, "deadline", string_or_null(task->deadline));
        json_object_set_new(o, "deadline_from", string_or_null(task->deadline_from));
        json_t *span = json_null();
        if (task->deadline)
            span = json_pack("[ii]", (int)task->deadline_start, (int)task->deadline_end);
        json_object_set_new(o, "deadline_span", span);
        json_array_append_new(tasks, o);
    }
    return tasks;
}

json_t *tc_sure_words_to_json(const struct tc_sure_word *words, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *row = json_pack("[i,i,i]", (int)words[i].start, (int)words[i].end, (int)words[i].confidence);
        if (words[i].was)
            json_array_append_new(row, json_string(words[i].was));
        json_array_append_new(list, row);
    }
    return list;
}
