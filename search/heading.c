// SPDX-License-Identifier: GPL-3.0-or-later
#include "heading.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum level { LEVEL_PART, LEVEL_CHAPTER, LEVEL_SECTION, LEVEL_ARTICLE, LEVEL_ROMAN, LEVEL_CLAUSE, LEVEL_POINT, LEVELS };
enum { LABEL_MAX = 32, NUMBER_MAX = 8 };

struct path {
    char labels[LEVELS][LABEL_MAX];
};

// Words that begin a line, in capitals or not, and what the part is called.
static const struct {
    const char *upper, *title, *lower, *label;
    enum level level;
} named[] = {
    {"PHẦN ", "Phần ", "phần ", "Phần", LEVEL_PART},
    {"CHƯƠNG ", "Chương ", "chương ", "Chương", LEVEL_CHAPTER},
    {"MỤC ", "Mục ", "mục ", "Mục", LEVEL_SECTION},
    {"ĐIỀU ", "Điều ", "điều ", "Điều", LEVEL_ARTICLE},
};

static void set_label(struct path *path, enum level level, const char *before, const char *number, size_t len)
{
    snprintf(path->labels[level], LABEL_MAX, "%s%s%.*s", before, *before ? " " : "", (int)len, number);
    for (int deeper = (int)level + 1; deeper < LEVELS; deeper++)
        path->labels[deeper][0] = '\0';
}

static size_t alnum_run(const char *p, const char *end)
{
    const char *start = p;
    while (p < end && (isalnum((unsigned char)*p) || (*p == '.' && p + 1 < end && isdigit((unsigned char)p[1]))))
        p++;
    return (size_t)(p - start);
}

static bool is_roman(const char *p, size_t len)
{
    return len && strspn(p, "IVX") >= len;
}

// "Điều 5." "CHƯƠNG II"
static bool read_named(struct path *path, const char *line, const char *end)
{
    for (size_t i = 0; i < TC_LENGTH(named); i++) {
        const char *forms[] = {named[i].upper, named[i].title, named[i].lower};
        for (size_t k = 0; k < 2; k++) { // a line that begins in lower case goes on from the one before
            size_t len = strlen(forms[k]);
            if ((size_t)(end - line) <= len || memcmp(line, forms[k], len) != 0)
                continue;
            size_t number = alnum_run(line + len, end);
            if (!number || number > NUMBER_MAX * 3 ||
                (!isdigit((unsigned char)line[len]) && !is_roman(line + len, number)))
                return false;
            set_label(path, named[i].level, named[i].label, line + len, number);
            return true;
        }
    }
    return false;
}

// "I-" "2." "a)"
static void read_numbered(struct path *path, const char *line, const char *end)
{
    size_t len = 0;
    while (line + len < end && len < NUMBER_MAX && isalnum((unsigned char)line[len]))
        len++;
    if (!len || line + len >= end || !strchr(".-)/", line[len]))
        return;
    const char *after = line + len + 1;
    if (after < end && *after != ' ' && *after != '\t')
        return;
    bool in_article = path->labels[LEVEL_ARTICLE][0] != '\0', in_roman = path->labels[LEVEL_ROMAN][0] != '\0';
    if (is_roman(line, len))
        set_label(path, LEVEL_ROMAN, "mục", line, len);
    else if (isdigit((unsigned char)*line) && strspn(line, "0123456789") >= len && len <= 3)
        set_label(path, LEVEL_CLAUSE, in_article ? "khoản" : in_roman ? "" : "mục", line, len);
    else if (len == 1 && islower((unsigned char)*line))
        set_label(path, LEVEL_POINT, "điểm", line, len);
}

void tc_heading_path(const char *text, size_t len, size_t offset, struct tc_buf *ret)
{
    struct path path = {0};
    const char *line = text, *limit = text + (offset < len ? offset + 1 : len);
    while (line < limit) {
        const char *end = memchr(line, '\n', (size_t)(text + len - line));
        if (!end)
            end = text + len;
        while (line < end && (*line == ' ' || *line == '\t'))
            line++;
        if (!read_named(&path, line, end))
            read_numbered(&path, line, end);
        line = end + 1;
    }
    for (int level = 0, any = 0; level < LEVELS; level++)
        if (path.labels[level][0])
            tc_buf_printf(ret, "%s%s", any++ ? " › " : "", path.labels[level]);
}
