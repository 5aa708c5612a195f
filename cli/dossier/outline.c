// SPDX-License-Identifier: GPL-3.0-or-later
#include "outline.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { HEADING_BYTES = 400 };

struct line {
    const char *text;
    size_t len;
    const struct tc_block *block;
};

static void trim(const char **text, size_t *len)
{
    while (*len && strchr(" \t\r*_", **text)) {
        (*text)++;
        (*len)--;
    }
    while (*len && strchr(" \t\r*_:", (*text)[*len - 1]))
        (*len)--;
}

// The number that a line opens with: its bytes, and the level it stands for; 0 none.
static size_t number_of(const char *s, size_t len, int *ret_level)
{
    static const char *const parts[] = {"Phần thứ ", "PHẦN THỨ ", "Phần ", "PHẦN ", "Chương ", "CHƯƠNG "};
    for (size_t i = 0; i < TC_LENGTH(parts); i++) {
        size_t n = strlen(parts[i]);
        if (len > n && !strncmp(s, parts[i], n)) {
            const char *stop = memchr(s + n, ' ', len - n);
            *ret_level = 1;
            return stop ? (size_t)(stop - s) : len;
        }
    }
    size_t n = strspn(s, "IVX"), dots = 0;
    if (n && n < len && strchr(".-) ", s[n]) && n <= 6) {
        *ret_level = 2;
        return n + 1;
    }
    for (n = 0; n < len && (isdigit((unsigned char)s[n]) || (s[n] == '.' && n)); n++)
        dots += s[n] == '.' && n + 1 < len && isdigit((unsigned char)s[n + 1]);
    if (n && n < len && n <= 9 && strchr(".-) ", s[n - (s[n - 1] == '.')])) {
        *ret_level = 3 + (int)dots;
        return n + (strchr("-)", s[n]) != NULL);
    }
    if (len > 2 && isalpha((unsigned char)s[0]) && strchr(".-)", s[1])) {
        *ret_level = isupper((unsigned char)s[0]) ? 1 : 6;
        return 2;
    }
    return 0;
}

static void add(struct tc_outline *outline, const char *text, size_t len, int level)
{
    int ignored;
    trim(&text, &len);
    if (!len || len > HEADING_BYTES || outline->count == TC_OUTLINE_MAX)
        return;
    size_t number = number_of(text, len, &ignored);
    const char *spoken = text + number;
    size_t spoken_len = len - number;
    while (spoken_len && strchr(" .-)", *spoken)) {
        spoken++;
        spoken_len--;
    }
    TC_GROW(outline->headings, outline->count, outline->cap);
    outline->headings[outline->count++] =
        (struct tc_outline_heading){.text = tc_arena_strndup(&outline->arena, text, len),
                                    .spoken = tc_arena_strndup(&outline->arena, spoken, spoken_len),
                                    .level = level};
}

// The lines of the outline with the block each lies in, in order: calls take for each.
static void each_line(const struct tc_document *document, struct tc_outline *outline,
                      void (*take)(struct tc_outline *, const struct line *))
{
    for (size_t i = 0; i < document->block_count; i++) {
        const struct tc_block *block = &document->blocks[i];
        for (size_t at = block->start; at < block->end;) {
            const char *text = document->text + at, *stop = memchr(text, '\n', block->end - at);
            struct line line = {text, stop ? (size_t)(stop - text) : block->end - at, block};
            at += line.len + 1;
            trim(&line.text, &line.len);
            if (line.len)
                take(outline, &line);
        }
    }
}

static void take_markdown(struct tc_outline *outline, const struct line *line)
{
    size_t level = strspn(line->text, "#");
    if (level && level <= 6 && level < line->len && line->text[level] == ' ')
        add(outline, line->text + level + 1, line->len - level - 1, (int)level);
}

static void take_heading(struct tc_outline *outline, const struct line *line)
{
    int level = 0;
    if (line->block->kind != TC_BLOCK_HEADING)
        return;
    (void)number_of(line->text, line->len, &level);
    add(outline, line->text, line->len, line->block->level ? line->block->level : level ? level : 1);
}

static void take_numbered(struct tc_outline *outline, const struct line *line)
{
    int level = 0;
    if (number_of(line->text, line->len, &level))
        add(outline, line->text, line->len, level);
    else if (!outline->title && !outline->count)
        outline->title = tc_arena_strndup(&outline->arena, line->text, line->len);
}

static void take_any(struct tc_outline *outline, const struct line *line)
{
    add(outline, line->text, line->len, 1);
}

// Levels as they are met: the numbers of an outline may begin with 1. as well as with A.
static void close_levels(struct tc_outline *outline)
{
    bool used[16] = {false};
    int rank[16], next = 1;
    for (size_t i = 0; i < outline->count; i++)
        used[outline->headings[i].level < 15 ? outline->headings[i].level : 15] = true;
    for (int i = 0; i < 16; i++)
        rank[i] = used[i] ? next++ : next;
    for (size_t i = 0; i < outline->count; i++)
        outline->headings[i].level = rank[outline->headings[i].level < 15 ? outline->headings[i].level : 15];
}

// A single highest heading in front is the title of the whole.
static void lift_title(struct tc_outline *outline)
{
    if (outline->title || outline->count < 2 || outline->headings[0].level != 1)
        return;
    for (size_t i = 1; i < outline->count; i++)
        if (outline->headings[i].level == 1)
            return;
    outline->title = outline->headings[0].text;
    outline->count--;
    memmove(outline->headings, outline->headings + 1, outline->count * sizeof *outline->headings);
    for (size_t i = 0; i < outline->count; i++)
        outline->headings[i].level--;
}

void tc_outline_read(const struct tc_document *document, struct tc_outline *ret)
{
    void (*const ways[])(struct tc_outline *, const struct line *) = {take_markdown, take_heading, take_numbered,
                                                                      take_any};
    *ret = (struct tc_outline){0};
    for (size_t i = 0; !ret->count && i < TC_LENGTH(ways); i++) {
        ret->title = NULL;
        each_line(document, ret, ways[i]);
    }
    close_levels(ret);
    lift_title(ret);
}

void tc_outline_fini(struct tc_outline *outline)
{
    free(outline->headings);
    tc_arena_fini(&outline->arena);
    *outline = (struct tc_outline){0};
}
