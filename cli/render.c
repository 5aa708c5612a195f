// SPDX-License-Identifier: GPL-3.0-or-later
#include "render.h"

#include "base/utf8.h"

#include <string.h>

static const struct tc_renderer *const renderers[TC_FORMATS] = {
    [TC_FORMAT_TEXT] = &tc_render_text, [TC_FORMAT_JSON] = &tc_render_json, [TC_FORMAT_JSONL] = &tc_render_jsonl,
    [TC_FORMAT_CSV] = &tc_render_csv,   [TC_FORMAT_HTML] = &tc_render_html, [TC_FORMAT_SVG] = &tc_render_svg,
    [TC_FORMAT_DOT] = &tc_render_dot,
};

const struct tc_renderer *tc_renderer(enum tc_format format)
{
    return renderers[format];
}

bool tc_format_by_name(const char *name, enum tc_format *ret)
{
    for (size_t i = 0; i < TC_FORMATS; i++) {
        if (strcmp(renderers[i]->name, name) == 0) {
            *ret = (enum tc_format)i;
            return true;
        }
    }
    return false;
}

void tc_put_date(enum tc_lang lang, const char *date, struct tc_buf *ret)
{
    size_t len = strlen(date);
    if (lang == TC_LANG_EN)
        tc_buf_add(ret, date, len);
    else if (len == 10 && date[4] == '-' && date[7] == '-')
        tc_buf_printf(ret, "%.2s/%.2s/%.4s", date + 8, date + 5, date);
    else if (len == 7 && date[0] == '-')
        tc_buf_printf(ret, "%.2s/%.2s", date + 5, date + 2);
    else if (len == 7 && date[4] == '-')
        tc_buf_printf(ret, "%.2s/%.4s", date + 5, date);
    else
        tc_buf_add(ret, date, len);
}

void tc_put_standing(enum tc_lang lang, const char *status, const char *relation, const char *key, struct tc_buf *ret)
{
    static const struct {
        const char *relation, *vi, *en;
    } ways[] = {
        {"amends", "được sửa đổi bởi", "amended by"},
        {"replaces", "được thay thế bởi", "replaced by"},
        {"repeals", "bị bãi bỏ bởi", "repealed by"},
    };
    size_t way = 0;
    while (way < TC_LENGTH(ways) && (!relation || strcmp(ways[way].relation, relation) != 0))
        way++;
    bool is_amended = !way;
    if (!is_amended || !key || way == TC_LENGTH(ways))
        tc_buf_str(ret, tc_label(lang, status));
    if (!key || way == TC_LENGTH(ways))
        return;
    tc_buf_printf(ret, is_amended ? "%s %.*s" : " (%s %.*s)", TC_T(lang, ways[way].vi, ways[way].en),
                  (int)strcspn(key, "@"), key);
}

void tc_put_count(enum tc_lang lang, uint64_t count, struct tc_buf *ret)
{
    char digits[32];
    int n = 0;
    do {
        digits[n++] = (char)('0' + count % 10);
        count /= 10;
    } while (count);
    while (n--) {
        tc_buf_char(ret, digits[n]);
        if (n && n % 3 == 0)
            tc_buf_char(ret, TC_T(lang, '.', ','));
    }
}

void tc_put_decimal(enum tc_lang lang, double number, struct tc_buf *ret)
{
    size_t start = ret->len;
    tc_buf_printf(ret, "%.1f", number);
    char *point = memchr(ret->data + start, '.', ret->len - start);
    if (point)
        *point = TC_T(lang, ',', '.');
}

void tc_put_capital(const char *s, struct tc_buf *ret)
{
    // Enough of Unicode for the first letters of Vietnamese words: Latin-1, and the pairs of Latin Extended.
    size_t len = strlen(s), pos = 0;
    if (!len)
        return;
    uint32_t c = tc_utf8_next(s, len, &pos);
    bool is_pair = (c >= 0x100 && c < 0x138) || (c >= 0x1EA0 && c < 0x1F00);
    if ((c >= 'a' && c <= 'z') || (c >= 0xE0 && c < 0xFF && c != 0xF7))
        c -= 32;
    else if ((is_pair && (c & 1)) || c == 0x1B0)
        c -= 1;
    else if (c == 0x1A1)
        c = 0x1A0;
    char bytes[4];
    tc_buf_add(ret, bytes, tc_utf8_put(c, bytes));
    tc_buf_add(ret, s + pos, len - pos);
}

bool tc_is_cut_before(const char *snippet)
{
    tc_auto_buf struct tc_buf capital = {0};
    tc_put_capital(snippet, &capital);
    return capital.data && strcmp(capital.data, snippet) != 0; // begins with a small letter
}

bool tc_is_cut_behind(const char *snippet)
{
    size_t len = strlen(snippet), last = len ? len - 1 : 0;
    while (last && strchr("\"')]", snippet[last]))
        last--;
    return len && !strchr(".;:!?", snippet[last]) && !(len >= 3 && strcmp(snippet + len - 3, "…") == 0);
}

const json_t *tc_json_at(const json_t *item, const char *name)
{
    for (const char *dot; item && (dot = strchr(name, '.')); name = dot + 1)
        item = json_object_getn(item, name, (size_t)(dot - name));
    return item ? json_object_get(item, name) : NULL;
}

const char *tc_json_text(const json_t *item, const char *name)
{
    return json_string_value(tc_json_at(item, name));
}

// A number, or a year or date: two of them are a span.
static bool is_bound(const json_t *value)
{
    const char *s = json_string_value(value);
    return json_is_number(value) || (s && strlen(s) >= 4 && strlen(s) <= 10 && strspn(s, "0123456789-") == strlen(s));
}

static void put_array(const json_t *array, struct tc_buf *ret)
{
    bool is_range =
        json_array_size(array) == 2 && is_bound(json_array_get(array, 0)) && is_bound(json_array_get(array, 1));
    for (size_t i = 0; i < json_array_size(array); i++) {
        if (i)
            tc_buf_str(ret, is_range ? "–" : "; ");
        tc_put_cell(json_array_get(array, i), ret);
    }
}

void tc_put_cell(const json_t *value, struct tc_buf *ret)
{
    static const char *const names[] = {"key", "id", "text", "value", "name"};
    switch (value ? json_typeof(value) : JSON_NULL) {
    case JSON_STRING:
        tc_buf_add(ret, json_string_value(value), json_string_length(value));
        break;
    case JSON_INTEGER:
        tc_buf_printf(ret, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        break;
    case JSON_REAL:
        tc_buf_printf(ret, "%.6g", json_real_value(value));
        break;
    case JSON_TRUE:
        tc_buf_str(ret, "true");
        break;
    case JSON_FALSE:
        tc_buf_str(ret, "false");
        break;
    case JSON_ARRAY:
        put_array(value, ret);
        break;
    case JSON_OBJECT:
        for (size_t i = 0; i < TC_LENGTH(names); i++) {
            const json_t *member = json_object_get(value, names[i]);
            if (json_is_string(member)) {
                tc_put_cell(member, ret);
                break;
            }
        }
        break;
    case JSON_NULL:
        break;
    }
}

static bool is_combining(uint32_t c)
{
    return (c >= 0x300 && c < 0x370) || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF || c == 0x2060 ||
           (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x20D0 && c < 0x2100);
}

static bool is_wide(uint32_t c)
{
    return (c >= 0x1100 && c < 0x1160) || (c >= 0x2E80 && c < 0xA4D0) || (c >= 0xAC00 && c < 0xD7A4) ||
           (c >= 0xF900 && c < 0xFB00) || (c >= 0xFE30 && c < 0xFE70) || (c >= 0xFF00 && c < 0xFF61) ||
           (c >= 0x1F300 && c < 0x1FB00) || (c >= 0x20000 && c < 0x40000);
}

unsigned tc_text_columns(const char *s, size_t len)
{
    unsigned columns = 0;
    for (size_t pos = 0; pos < len;) {
        uint32_t c = tc_utf8_next(s, len, &pos);
        columns += is_combining(c) ? 0 : is_wide(c) ? 2 : 1;
    }
    return columns;
}
