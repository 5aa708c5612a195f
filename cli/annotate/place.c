// SPDX-License-Identifier: GPL-3.0-or-later
#include "place.h"

#include "base/utf8.h"
#include "text/token.h"

#include <stdlib.h>
#include <string.h>

enum { CONTEXT = 160 };

// Letters and digits alone, without marks and case: what is the same in a file and in the text made of it, however
// composed and spaced.
struct letters {
    char *items;
    struct origin {
        uint32_t node, start, end; // bytes of the node
    } * origins;
    size_t count, cap;
};

void tc_nodes_add(struct tc_nodes *nodes, xmlNodePtr node)
{
    TC_GROW(nodes->items, nodes->count, nodes->cap);
    nodes->items[nodes->count++] = node;
}

static bool is_combining(uint32_t c)
{
    return c >= 0x300 && c < 0x370;
}

// One byte for a code point, 0 for what is no letter.
static char letter_of(const char *text, size_t start, size_t end)
{
    unsigned char c = (unsigned char)text[start];
    if (c < 0x80) {
        if (c >= 'A' && c <= 'Z')
            return (char)(c - 'A' + 'a');
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? (char)c : '\0';
    }
    tc_auto_buf struct tc_buf folded = {0};
    tc_text_fold(text + start, end - start, &folded);
    return folded.len && folded.data[0] != ' ' ? folded.data[0] : '\0';
}

static void add_letters(struct letters *letters, const char *text, size_t len, uint32_t node)
{
    for (size_t at = 0; at < len;) {
        size_t start = at;
        uint32_t c = tc_utf8_next(text, len, &at);
        char letter = is_combining(c) ? '\0' : letter_of(text, start, at);
        if (is_combining(c) && letters->count && letters->origins[letters->count - 1].node == node)
            letters->origins[letters->count - 1].end = (uint32_t)at;
        if (!letter)
            continue;
        if (letters->count == letters->cap) {
            letters->cap = letters->cap ? letters->cap * 2 : 4096;
            letters->items = tc_xrealloc(letters->items, letters->cap, 1);
            letters->origins = tc_xrealloc(letters->origins, letters->cap, sizeof *letters->origins);
        }
        letters->items[letters->count] = letter;
        letters->origins[letters->count++] =
            (struct origin){.node = node, .start = (uint32_t)start, .end = (uint32_t)at};
    }
}

static void letters_fini(struct letters *letters)
{
    free(letters->items);
    free(letters->origins);
}

// First letter that begins at or behind offset of a text of one node.
static size_t letter_at(const struct letters *letters, uint32_t offset)
{
    size_t low = 0, high = letters->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (letters->origins[middle].start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t context(const struct letters *a, size_t a_start, size_t a_end, const struct letters *b, size_t b_start)
{
    size_t before = 0, after = 0, b_end = b_start + (a_end - a_start);
    while (before < CONTEXT && before < a_start && before < b_start &&
           a->items[a_start - before - 1] == b->items[b_start - before - 1])
        before++;
    while (after < CONTEXT && a_end + after < a->count && b_end + after < b->count &&
           a->items[a_end + after] == b->items[b_end + after])
        after++;
    return before + after;
}

// Where letters [start, end) of the text stand in the file: the place with the most like surroundings, among equals
// the one nearest in proportion. SIZE_MAX: nowhere.
static size_t find(const struct letters *text, size_t start, size_t end, const struct letters *file)
{
    size_t best = SIZE_MAX, best_context = 0, best_far = SIZE_MAX, n = end - start;
    size_t expected = text->count ? (size_t)((double)start / (double)text->count * (double)file->count) : 0;
    for (size_t at = 0; n && at + n <= file->count; at++) {
        const char *next = memmem(file->items + at, file->count - at, text->items + start, n);
        if (!next)
            break;
        at = (size_t)(next - file->items);
        size_t like = context(text, start, end, file, at), far = at > expected ? at - expected : expected - at;
        if (best == SIZE_MAX || like > best_context || (like == best_context && far < best_far)) {
            best = at;
            best_context = like;
            best_far = far;
        }
    }
    return best;
}

// Last place first; at one place beginnings before ends, so that ends come to stand in front of them.
static int last_first(const void *a, const void *b)
{
    const struct tc_mark *x = a, *y = b;
    if (x->node != y->node)
        return x->node > y->node ? -1 : 1;
    if (x->offset != y->offset)
        return x->offset > y->offset ? -1 : 1;
    if (x->is_end != y->is_end)
        return x->is_end ? 1 : -1;
    return (x->comment < y->comment) - (x->comment > y->comment);
}

// Marks of punctuation at the ends of a comment's stretch belong to it where the file has them at the same place.
static void take_edges(const char *text, const struct tc_comment *comment, const struct letters *asked, size_t start,
                       size_t end, const struct tc_nodes *nodes, struct tc_mark *first, struct tc_mark *last)
{
    size_t before = asked->origins[start].start - comment->start, letters_end = asked->origins[end - 1].end;
    size_t behind = comment->end > letters_end ? comment->end - letters_end : 0;
    const char *head = (const char *)nodes->items[first->node]->content,
               *tail = (const char *)nodes->items[last->node]->content + last->offset;
    if (before <= first->offset && !memcmp(head + first->offset - before, text + comment->start, before))
        first->offset -= before;
    if (!strncmp(tail, text + comment->end - behind, behind))
        last->offset += behind;
}

size_t tc_places_find(const char *text, size_t text_len, const struct tc_comment *comments, size_t count,
                      const struct tc_nodes *nodes, struct tc_mark **ret, bool *is_placed)
{
    struct letters asked = {0}, file = {0};
    struct tc_mark *marks = tc_xcalloc(count * 2 + 1, sizeof *marks);
    size_t mark_count = 0;
    add_letters(&asked, text, text_len, 0);
    for (size_t i = 0; i < nodes->count; i++) {
        const char *content = (const char *)nodes->items[i]->content;
        add_letters(&file, content ? content : "", content ? strlen(content) : 0, (uint32_t)i);
    }
    for (size_t i = 0; i < count; i++) {
        size_t start = letter_at(&asked, comments[i].start), end = letter_at(&asked, comments[i].end);
        size_t at = end > start ? find(&asked, start, end, &file) : SIZE_MAX;
        is_placed[i] = at != SIZE_MAX;
        if (!is_placed[i])
            continue;
        const struct origin *first = &file.origins[at], *last = &file.origins[at + (end - start) - 1];
        struct tc_mark *marked = &marks[mark_count];
        marked[0] = (struct tc_mark){.node = first->node, .offset = first->start, .comment = i};
        marked[1] = (struct tc_mark){.node = last->node, .offset = last->end, .comment = i, .is_end = true};
        take_edges(text, &comments[i], &asked, start, end, nodes, &marked[0], &marked[1]);
        mark_count += 2;
    }
    letters_fini(&asked);
    letters_fini(&file);
    if (mark_count)
        qsort(marks, mark_count, sizeof *marks, last_first);
    *ret = marks;
    return mark_count;
}
