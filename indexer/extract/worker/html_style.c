// SPDX-License-Identifier: GPL-3.0-or-later
// Around the tree of a web page: its bytes, its fonts, its furniture.
#include "html.h"
#include "view.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { OPEN_MAX = 3000, DECLARED_WITHIN = 4096 };

void tc_html_fini(struct tc_html *h)
{
    tc_strmap_fini(&h->classes);
    tc_strmap_fini(&h->beside);
    tc_strmap_fini(&h->around);
}

static enum tc_charset declared_charset(const char *data, size_t len)
{
    size_t n = len < DECLARED_WITHIN ? len : DECLARED_WITHIN;
    for (size_t i = 0; i + 8 < n; i++) {
        if (strncasecmp(data + i, "charset", 7) != 0)
            continue;
        char name[40];
        size_t k = 0;
        i += 7;
        while (i < n && strchr(" =\"'", data[i]))
            i++;
        while (i < n && k + 1 < sizeof name && (isalnum((unsigned char)data[i]) || strchr("-_.:", data[i])))
            name[k++] = data[i++];
        name[k] = '\0';
        if (k)
            return tc_charset_by_name(name);
    }
    return TC_CS_UNKNOWN;
}

enum tc_charset tc_html_to_utf8(const char *data, size_t len, struct tc_buf *ret)
{
    if (len >= 3 && !memcmp(data, "\xEF\xBB\xBF", 3)) {
        data += 3;
        len -= 3;
    }
    enum tc_charset charset = declared_charset(data, len);
    tc_buf_reserve(ret, len + 1);
    if (tc_utf8_is_valid(data, len, NULL))
        tc_buf_add(ret, data, len);
    else if (charset == TC_CS_UTF8) // damaged in places, but UTF-8
        tc_text_nfc(data, len, ret);
    else
        tc_cp1252_add(ret, data, len);
    if (!ret->data)
        tc_buf_str(ret, "");
    return charset;
}

// Elements that stay open are counted per tag; the many that browsers close by themselves do not matter.
bool tc_html_is_too_deep(const char *data, size_t len)
{
    static const char *const tags[] = {"div",     "span",   "table", "b",     "i",   "font",   "blockquote",
                                       "ul",      "ol",     "a",     "em",    "u",   "strong", "section",
                                       "article", "center", "dl",    "small", "big", "code",   "s",
                                       "q",       "sub",    "sup",   "form",  "svg", "math",   "x"};
    long open[TC_LENGTH(tags)] = {0}, total = 0;
    for (size_t i = 0; i + 1 < len; i++) {
        if (data[i] != '<')
            continue;
        bool is_end = data[i + 1] == '/';
        const char *name = data + i + 1 + is_end;
        size_t n = 0;
        while (name + n < data + len && isalnum((unsigned char)name[n]))
            n++;
        for (size_t t = 0; t < TC_LENGTH(tags); t++)
            if (strlen(tags[t]) == n && !strncasecmp(tags[t], name, n)) {
                long step = is_end ? (open[t] > 0 ? -1 : 0) : 1;
                open[t] += step;
                total += step;
            }
        if (total > OPEN_MAX)
            return true;
    }
    return false;
}

// ---- fonts

bool tc_html_style_value(const char *style, const char *property, char *ret, size_t size)
{
    size_t n = strlen(property);
    for (const char *p = style; (p = strcasestr(p, property)); p += n) {
        const char *q = p + n;
        if (p > style && (isalnum((unsigned char)p[-1]) || p[-1] == '-'))
            continue;
        while (isspace((unsigned char)*q))
            q++;
        if (*q++ != ':')
            continue;
        while (isspace((unsigned char)*q))
            q++;
        size_t k = 0;
        while (*q && *q != ';' && *q != '}' && k + 1 < size)
            ret[k++] = *q++;
        ret[k] = '\0';
        return k > 0;
    }
    return false;
}

bool tc_html_style_has(const char *style, const char *property, const char *value)
{
    char found[64] = "";
    return tc_html_style_value(style, property, found, sizeof found) && !strncasecmp(found, value, strlen(value));
}

enum tc_charset tc_html_family_charset(const char *families)
{
    char name[96];
    size_t n = 0;
    while (isspace((unsigned char)*families) || *families == '"' || *families == '\'')
        families++;
    while (*families && !strchr(",\"';", *families) && n + 1 < sizeof name)
        name[n++] = *families++;
    while (n && isspace((unsigned char)name[n - 1]))
        n--;
    name[n] = '\0';
    return tc_charset_of_font(name);
}

static void add_selector(struct tc_html *h, const char *from, size_t len, enum tc_charset charset)
{
    while (len && isspace((unsigned char)*from)) {
        from++;
        len--;
    }
    while (len && isspace((unsigned char)from[len - 1]))
        len--;
    if (len == 0 || len > 100 || h->classes.count > 2000)
        return;
    char name[101];
    for (size_t i = 0; i < len; i++) {
        if (!isalnum((unsigned char)from[i]) && !strchr(".-_", from[i]))
            return; // only tags and classes, nothing that depends on what is around
        name[i] = (char)tolower((unsigned char)from[i]);
    }
    tc_strmap_set(&h->classes, name, len, (uint32_t)charset);
}

void tc_html_css(struct tc_html *h, const char *css)
{
    while (*css) {
        const char *open = strchr(css, '{'), *close = open ? strchr(open, '}') : NULL;
        if (!close)
            return;
        tc_auto_free char *body = tc_xstrndup(open + 1, (size_t)(close - open - 1));
        char family[128] = "";
        // comments and what Word hides in them
        const char *from = css;
        for (const char *p = css; p + 1 < open; p++)
            if ((p[0] == '*' && p[1] == '/') || (p[0] == '-' && p[1] == '-'))
                from = p + 2;
        if (tc_html_style_value(body, "font-family", family, sizeof family)) {
            enum tc_charset charset = tc_html_family_charset(family);
            while (from < open) {
                const char *comma = memchr(from, ',', (size_t)(open - from));
                const char *to = comma ? comma : open;
                add_selector(h, from, (size_t)(to - from), charset);
                from = to + 1;
            }
        }
        css = close + 1;
    }
}

bool tc_html_class_charset(const struct tc_html *h, const char *tag, const char *class, enum tc_charset *ret)
{
    if (!h->classes.count)
        return false;
    char name[160];
    uint32_t charset;
    int n = 0;
    if (class && *class) {
        n = snprintf(name, sizeof name, "%s.%s", tag, class);
        for (int i = 0; i < n && (size_t)i < sizeof name; i++)
            name[i] = (char)tolower((unsigned char)name[i]);
        if ((size_t)n < sizeof name) {
            size_t skip = strlen(tag);
            if (tc_strmap_get(&h->classes, name, (size_t)n, &charset) ||
                tc_strmap_get(&h->classes, name + skip, (size_t)n - skip, &charset)) {
                *ret = (enum tc_charset)charset;
                return true;
            }
        }
    }
    if (!tc_strmap_get(&h->classes, tag, strlen(tag), &charset))
        return false;
    *ret = (enum tc_charset)charset;
    return true;
}

// ---- furniture

// Words that stand alone in class or id: cut at everything that is no letter.
static bool has_token(const char *names, const char *token)
{
    size_t n = strlen(token);
    for (const char *p = names; (p = strcasestr(p, token)); p++)
        if ((p == names || !isalpha((unsigned char)p[-1])) && !isalpha((unsigned char)p[n]))
            return true;
    return false;
}

bool tc_html_is_furniture(const GumboElement *element)
{
    static const char *const tokens[] = {"menu",       "navbar",  "breadcrumb", "breadcrumbs", "share",  "social",
                                         "related",    "sidebar", "comment",    "comments",    "advert", "banner",
                                         "pagination", "footer",  "toolbar",    "poll",        "tags",   "subscribe",
                                         "newsletter", "login",   "popup",      "modal",       "cookie", "rating"};
    static const char *const attributes[] = {"class", "id", "role"};
    for (size_t a = 0; a < TC_LENGTH(attributes); a++) {
        const GumboAttribute *found = gumbo_get_attribute(&element->attributes, attributes[a]);
        if (!found)
            continue;
        if (a == 2 && (!strcmp(found->value, "navigation") || !strcmp(found->value, "banner") ||
                       !strcmp(found->value, "complementary")))
            return true;
        for (size_t i = 0; a < 2 && i < TC_LENGTH(tokens); i++)
            if (has_token(found->value, tokens[i]))
                return true;
    }
    return false;
}
