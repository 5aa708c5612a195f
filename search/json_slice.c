// SPDX-License-Identifier: GPL-3.0-or-later
#include "json_slice.h"

#include <stdbool.h>
#include <string.h>

static const char *skip_blanks(const char *p, const char *end)
{
    while (p < end && strchr(" \t\n\r", *p))
        p++;
    return p;
}

// Behind the string whose opening quote is at p; NULL when it does not end.
static const char *skip_string(const char *p, const char *end)
{
    for (p++; p < end; p++) {
        if (*p == '\\')
            p++;
        else if (*p == '"')
            return p + 1;
    }
    return NULL;
}

static const char *skip_value(const char *p, const char *end)
{
    int depth = 0;
    while (p < end) {
        if (*p == '"') {
            if (!(p = skip_string(p, end)))
                return NULL;
        } else if (*p == '{' || *p == '[') {
            depth++;
            p++;
        } else if (*p == '}' || *p == ']') {
            if (!depth)
                return p;
            depth--;
            p++;
        } else if (*p == ',' && !depth) {
            return p;
        } else {
            p++;
            continue;
        }
        if (!depth)
            return p;
    }
    return depth ? NULL : p;
}

const char *tc_json_member(const char *json, size_t len, const char *name, size_t *ret_len)
{
    const char *p = skip_blanks(json, json + len), *end = json + len;
    size_t name_len = strlen(name);
    if (p >= end || *p != '{')
        return NULL;
    for (p = skip_blanks(p + 1, end); p < end && *p == '"'; p = skip_blanks(p + 1, end)) {
        const char *key = p + 1;
        if (!(p = skip_string(p, end)))
            return NULL;
        bool is_it = (size_t)(p - 1 - key) == name_len && !memcmp(key, name, name_len);
        p = skip_blanks(p, end);
        if (p >= end || *p != ':')
            return NULL;
        const char *value = skip_blanks(p + 1, end);
        if (!(p = skip_value(value, end)))
            return NULL;
        if (is_it) {
            *ret_len = (size_t)(p - value);
            return value;
        }
        p = skip_blanks(p, end);
        if (p >= end || *p != ',')
            return NULL;
    }
    return NULL;
}
