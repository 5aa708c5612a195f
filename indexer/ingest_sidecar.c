// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest_sidecar.h"

#include "base/file.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 4 << 20, VALUE_MAX = 1000 };

static const struct field {
    const char *name;
    size_t offset;
    int meta; // enum tc_meta_field whose confidence becomes 1; -1 none
    bool is_date;
} fields[] = {
#define FIELD(name, meta, is_date)                                                                                     \
    {                                                                                                                  \
#name, offsetof(struct tc_meta, name), meta, is_date                                                           \
    }
    FIELD(title, TC_META_TITLE, false),
    FIELD(type, TC_META_TYPE, false),
    FIELD(type_code, -1, false),
    FIELD(number, TC_META_NUMBER, false),
    FIELD(key, -1, false),
    FIELD(issuer, TC_META_ISSUER, false),
    FIELD(issuer_code, -1, false),
    FIELD(place, TC_META_PLACE, false),
    FIELD(date, TC_META_DATE, true),
    FIELD(event_date, TC_META_EVENT_DATE, true),
    FIELD(signer, TC_META_SIGNER, false),
    FIELD(signer_role, TC_META_SIGNER_ROLE, false),
    FIELD(term, TC_META_TERM, false),
    FIELD(author, TC_META_AUTHOR, false),
    FIELD(source, TC_META_SOURCE, false),
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

static void add(struct tc_corrections *c, const char *path, const char *field, const char *value)
{
    uint32_t at = tc_strmap_id(&c->index, path, strlen(path));
    struct tc_correction *row = tc_arena_alloc(&c->arena, sizeof *row);
    tc_auto_buf struct tc_buf nfc = {0};
    tc_text_nfc(value, strlen(value), &nfc);
    *row = (struct tc_correction){.field = tc_arena_strdup(&c->arena, field),
                                  .value = tc_arena_strndup(&c->arena, nfc.data ? nfc.data : "", nfc.len)};
    if (at == c->count) {
        TC_GROW(c->first, c->count, c->cap);
        if (c->last_cap != c->cap) {
            c->last_cap = c->cap;
            c->last = tc_xrealloc(c->last, c->last_cap, sizeof *c->last);
        }
        c->first[c->count++] = row;
    } else {
        c->last[at]->next = row;
    }
    c->last[at] = row;
}

static void read_line(struct tc_corrections *c, char *line, const char *where, size_t number, const char *prefix,
                      struct tc_buf *ret_complaints)
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
    add(c, path, field, value);
}

void tc_corrections_read(struct tc_corrections *corrections, const char *file, const char *prefix,
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
    char *rest = data.data;
    for (char *line; rest && (line = strsep(&rest, "\n")); number++)
        read_line(corrections, line, file, number, prefix, ret_complaints);
}

void tc_corrections_fini(struct tc_corrections *corrections)
{
    tc_arena_fini(&corrections->arena);
    tc_strmap_fini(&corrections->index);
    free(corrections->first);
    free(corrections->last);
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

void tc_correction_apply(const struct tc_correction *first, struct tc_record *record)
{
    bool has_key = false, is_key_part = false;
    for (; first; first = first->next) {
        const struct field *field = field_by_name(first->field);
        const char *value = *first->value ? tc_arena_strdup(&record->arena, first->value) : NULL;
        memcpy((char *)&record->meta + field->offset, &value, sizeof value);
        if (field->meta >= 0) {
            record->meta.confidence[field->meta] = value ? 1 : 0;
            record->meta.at[field->meta] = UINT32_MAX;
        }
        has_key = has_key || !strcmp(first->field, "key");
        is_key_part = is_key_part || !strcmp(first->field, "number") || !strcmp(first->field, "date");
    }
    if (is_key_part && !has_key)
        correct_key(record);
}
