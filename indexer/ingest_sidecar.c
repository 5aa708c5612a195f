// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest_sidecar.h"

#include "base/file.h"
#include "base/utf8.h"
#include "record/rules.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 4 << 20, VALUE_MAX = 1000 };

static const struct field {
    const char *name;
    size_t offset;
    int meta; // enum tc_meta_field whose confidence becomes 1; -1 none
    bool is_date, is_list;
} fields[] = {
    {"title", offsetof(struct tc_meta, title), TC_META_TITLE, false, false},
    {"type", offsetof(struct tc_meta, type), TC_META_TYPE, false, false},
    {"type_code", offsetof(struct tc_meta, type_code), -1, false, false},
    {"number", offsetof(struct tc_meta, number), TC_META_NUMBER, false, false},
    {"key", offsetof(struct tc_meta, key), -1, false, false},
    {"issuer", offsetof(struct tc_meta, issuer), TC_META_ISSUER, false, false},
    {"issuer_parent", offsetof(struct tc_meta, issuer_parent), -1, false, false},
    {"issuer_code", offsetof(struct tc_meta, issuer_code), -1, false, false},
    {"place", offsetof(struct tc_meta, place), TC_META_PLACE, false, false},
    {"province", offsetof(struct tc_meta, province), TC_META_PROVINCE, false, false},
    {"date", offsetof(struct tc_meta, date), TC_META_DATE, true, false},
    {"event_date", offsetof(struct tc_meta, event_date), TC_META_EVENT_DATE, true, false},
    {"signer", offsetof(struct tc_meta, signer), TC_META_SIGNER, false, false},
    {"signer_role", offsetof(struct tc_meta, signer_role), TC_META_SIGNER_ROLE, false, false},
    {"signed_as", offsetof(struct tc_meta, signed_as), -1, false, false},
    {"recipients", offsetof(struct tc_meta, recipients), TC_META_RECIPIENTS, false, true},
    {"basis", offsetof(struct tc_meta, basis), TC_META_BASIS, false, true},
    {"term", offsetof(struct tc_meta, term), TC_META_TERM, false, false},
    {"period_from", offsetof(struct tc_meta, period_from), TC_META_PERIOD, true, false},
    {"period_to", offsetof(struct tc_meta, period_to), TC_META_PERIOD, true, false},
    {"author", offsetof(struct tc_meta, author), TC_META_AUTHOR, false, false},
    {"lead", offsetof(struct tc_meta, lead), TC_META_LEAD, false, false},
    {"source", offsetof(struct tc_meta, source), TC_META_SOURCE, false, false},
};

static const struct field *field_by_name(const char *name)
{
    for (size_t i = 0; i < TC_LENGTH(fields); i++) {
        if (!strcmp(fields[i].name, name))
            return &fields[i];
    }
    return NULL;
}

// YYYY, YYYY-MM or YYYY-MM-DD
static bool is_date(const char *s)
{
    static const char form[] = "0000-00-00";
    size_t len = strlen(s);
    if (len != 4 && len != 7 && len != 10)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (form[i] == '-' ? s[i] != '-' : s[i] < '0' || s[i] > '9')
            return false;
    }
    long month = len >= 7 ? strtol(s + 5, NULL, 10) : 1, day = len == 10 ? strtol(s + 8, NULL, 10) : 1;
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static const char *fault_of(const struct field *field, const char *path, const char *value)
{
    size_t len = strlen(value);
    if (!field)
        return "unknown field";
    if (!*path || *path == '/' || strstr(path, "../"))
        return "a path below the folder is wanted";
    if (len > VALUE_MAX || !tc_utf8_is_valid(value, len, NULL))
        return "value too long or not UTF-8";
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)value[i] < 0x20 || value[i] == 0x7F)
            return "control character in the value";
    }
    if (field->is_date && *value && !is_date(value))
        return "a date is written 2008-12-01";
    return NULL;
}

static void add(struct tc_corrections *c, const char *path, const char *field, const char *value, const char *source)
{
    uint32_t at = tc_strmap_id(&c->index, path, strlen(path));
    struct tc_correction *row = tc_arena_alloc(&c->arena, sizeof *row);
    tc_auto_buf struct tc_buf nfc = {0};
    tc_text_nfc(value, strlen(value), &nfc);
    *row = (struct tc_correction){.field = tc_arena_strdup(&c->arena, field),
                                  .value = tc_arena_strndup(&c->arena, nfc.data ? nfc.data : "", nfc.len),
                                  .source = source};
    if (at == c->count) {
        TC_GROW(c->first, c->count, c->cap);
        if (c->last_cap != c->cap) {
            c->last_cap = c->cap;
            c->last = tc_xrealloc(c->last, c->last_cap, sizeof *c->last);
            c->paths = tc_xrealloc(c->paths, c->last_cap, sizeof *c->paths);
        }
        c->paths[c->count] = tc_arena_strdup(&c->arena, path);
        c->first[c->count++] = row;
    } else {
        c->last[at]->next = row;
    }
    c->last[at] = row;
}

static void read_line(struct tc_corrections *c, char *line, const char *where, const char *source, size_t number,
                      const char *prefix, struct tc_buf *ret_complaints)
{
    line[strcspn(line, "\r")] = '\0';
    if (!*line || *line == '#')
        return;
    char *field = strchr(line, '\t'), *value = field ? strchr(field + 1, '\t') : NULL;
    if (!value) {
        tc_buf_printf(ret_complaints, "%s:%zu: path, field and value are wanted, with tabs between\n", where, number);
        return;
    }
    *field++ = '\0';
    *value++ = '\0';
    const char *fault = fault_of(field_by_name(field), line, value);
    if (fault) {
        tc_buf_printf(ret_complaints, "%s:%zu: %s\n", where, number, fault);
        return;
    }
    tc_auto_free char *path = *prefix ? tc_xasprintf("%s/%s", prefix, line) : tc_xstrdup(line);
    add(c, path, field, value, source);
}

void tc_corrections_read(struct tc_corrections *corrections, const char *file, const char *source, const char *prefix,
                         struct tc_buf *ret_complaints)
{
    tc_auto_buf struct tc_buf data = {0};
    struct tc_error err;
    enum tc_status status = tc_file_read(file, FILE_MAX, &data, &err);
    if (status != TC_OK) {
        if (status != TC_ERR_NOT_FOUND)
            tc_buf_printf(ret_complaints, "%s\n", err.message);
        return;
    }
    if (data.len && memchr(data.data, '\0', data.len)) {
        tc_buf_printf(ret_complaints, "%s: not a text file\n", file);
        return;
    }
    size_t number = 1;
    source = tc_arena_strdup(&corrections->arena, source);
    char *rest = data.data;
    for (char *line; rest && (line = strsep(&rest, "\n")); number++)
        read_line(corrections, line, file, source, number, prefix, ret_complaints);
}

void tc_corrections_fini(struct tc_corrections *corrections)
{
    tc_arena_fini(&corrections->arena);
    tc_strmap_fini(&corrections->index);
    free(corrections->first);
    free(corrections->last);
    free(corrections->paths);
    *corrections = (struct tc_corrections){0};
}

const struct tc_correction *tc_corrections_of(const struct tc_corrections *corrections, const char *path)
{
    uint32_t at;
    return tc_strmap_get(&corrections->index, path, strlen(path), &at) ? corrections->first[at] : NULL;
}

uint32_t tc_correction_hash(const struct tc_correction *first)
{
    uint64_t h = 0;
    for (; first; first = first->next) {
        h = h * 0x9e3779b97f4a7c15U + tc_hash_bytes(first->field, strlen(first->field));
        h = h * 0x9e3779b97f4a7c15U + tc_hash_bytes(first->value, strlen(first->value));
    }
    return (uint32_t)(h ^ h >> 32);
}

// The key that a corrected number and date make together.
static void correct_key(struct tc_record *record)
{
    struct tc_meta *meta = &record->meta;
    struct tc_reference reference;
    if (!meta->number || !tc_reference_read(meta->number, strlen(meta->number), &record->arena, &reference))
        return;
    const char *at = strchr(reference.key, '@');
    meta->key = at ? tc_arena_printf(&record->arena, "%.*s@%s", (int)(at - reference.key), reference.key,
                                     meta->date ? meta->date : "?")
                   : reference.key;
}

// "Các huyện ủy; Lưu Văn phòng" -> its parts, NULL-terminated.
static const char **split_list(const char *value, struct tc_arena *arena)
{
    size_t count = 1;
    for (const char *c = value; *c; c++)
        count += *c == ';';
    const char **items = tc_arena_zero(arena, count + 1, sizeof *items);
    count = 0;
    for (const char *c = value; *c;) {
        size_t len = strcspn(c, ";"), skip = strspn(c, " "), end = len;
        while (end > skip && c[end - 1] == ' ')
            end--;
        if (end > skip)
            items[count++] = tc_arena_strndup(arena, c + skip, end - skip);
        c += len + (c[len] == ';');
    }
    return items;
}

// A type put right has the code that the tables give it.
static void correct_type_code(struct tc_record *record)
{
    const struct tc_rules *rules = tc_rules();
    for (size_t i = 0; record->meta.type && i < rules->type_count; i++) {
        if (!strcmp(rules->types[i].name, record->meta.type))
            record->meta.type_code = rules->types[i].code;
    }
}

void tc_correction_apply(const struct tc_correction *first, struct tc_record *record)
{
    bool has_key = false, is_key_part = false, has_type = false, has_type_code = false;
    for (; first; first = first->next) {
        const struct field *field = field_by_name(first->field);
        const char *value = *first->value ? tc_arena_strdup(&record->arena, first->value) : NULL;
        const char **list = field->is_list && value ? split_list(value, &record->arena) : NULL;
        memcpy((char *)&record->meta + field->offset, field->is_list ? (void *)&list : (void *)&value, sizeof value);
        if (field->meta >= 0) {
            record->meta.confidence[field->meta] = value ? 1 : 0;
            record->meta.at[field->meta] = UINT32_MAX;
        }
        has_type = has_type || !strcmp(first->field, "type");
        has_type_code = has_type_code || !strcmp(first->field, "type_code");
        has_key = has_key || !strcmp(first->field, "key");
        is_key_part = is_key_part || !strcmp(first->field, "number") || !strcmp(first->field, "date");
    }
    if (has_type && !has_type_code)
        correct_type_code(record);
    if (is_key_part && !has_key)
        correct_key(record);
}
