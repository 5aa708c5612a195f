// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a document as HTML. Blocks become elements by a table; runs of blocks of the same kind (rows of a table,
// the two columns of a head) share a container. The text itself is never changed.
#include "render_html.h"

#include "escape.h"

#include "text/document.h"

#include <stdlib.h>
#include <string.h>

enum group { ALONE, ROWS, HEAD, FURNITURE };
static const struct element {
    const char *open, *close; // NULL: a heading, whose element depends on its level, or a row
    enum group group;
} elements[TC_BLOCK_KINDS] = {
    [TC_BLOCK_PARAGRAPH] = {"<p>", "</p>", ALONE},
    [TC_BLOCK_HEADING] = {NULL, NULL, ALONE},
    [TC_BLOCK_LIST_ITEM] = {"<p class=\"item\">", "</p>", ALONE},
    [TC_BLOCK_TABLE_ROW] = {NULL, NULL, ROWS},
    [TC_BLOCK_HEAD_LEFT] = {"<p>", "</p>", HEAD},
    [TC_BLOCK_HEAD_RIGHT] = {"<p>", "</p>", HEAD},
    [TC_BLOCK_PAGE_HEADER] = {"<p class=\"running\">", "</p>", ALONE},
    [TC_BLOCK_PAGE_FOOTER] = {"<p class=\"running\">", "</p>", ALONE},
    [TC_BLOCK_FOOTNOTE] = {"<p class=\"footnote\">", "</p>", ALONE},
    [TC_BLOCK_FURNITURE] = {"<p>", "</p>", FURNITURE},
    [TC_BLOCK_CAPTION] = {"<p class=\"caption\">", "</p>", ALONE},
    [TC_BLOCK_COMMENT] = {"<p class=\"comment\">", "</p>", ALONE},
    [TC_BLOCK_DATELINE] = {"<p class=\"caption\">", "</p>", ALONE},
};

struct citation {
    size_t start, end;
    const json_t *json;
};
struct unsure { // a word of a scan that is shown as such
    size_t start, end;
    int confidence;
    const char *was; // NULL: as it was read
};
struct block {
    size_t start, end;
    enum tc_block_kind kind;
    int level, page;
};
struct body {
    struct tc_out *out;
    const struct tc_document_parts *document;
    struct citation *citations; // ascending, not overlapping
    size_t citation_count;
    struct unsure *unsure; // likewise
    size_t unsure_count;
    struct block *blocks;
    size_t block_count;
};

// --- inside a block: citations as links, words asked for as marks ---

// Where a citation leads: its document, or the page of its number; a malformed one leads nowhere.
static bool open_link(struct tc_out *out, const json_t *citation)
{
    const char *key = tc_json_text(citation, "key"), *target;
    const json_t *targets = json_object_get(citation, "targets");
    tc_auto_buf struct tc_buf path = {0}, label = {0};
    target = json_string_value(json_array_get(targets, 0));
    if (json_array_size(targets) == 1 && target)
        tc_buf_printf(&path, "/doc/%s", target);
    else if (key)
        tc_html_ref_path(key, &path);
    else
        return false;
    const char *relation = tc_json_text(citation, "relation");
    tc_buf_printf(&label, "%s", key ? key : "");
    if (relation)
        tc_buf_printf(&label, " · %s", tc_label(out->lang, relation));
    tc_buf_printf(&out->buf, "<a class=\"%s\"", json_array_size(targets) ? "cite" : "cite absent");
    tc_html_href(out, path.data, NULL);
    tc_buf_str(&out->buf, " title=\"");
    tc_html_attr(out, label.data);
    tc_buf_str(&out->buf, "\">");
    return true;
}

static void put_marked(struct body *body, size_t start, size_t end)
{
    // Only the spans that reach into this stretch are handed on: found by bisection, documents have thousands.
    const struct tc_span *spans = body->document->spans;
    size_t low = 0, high = body->document->span_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (spans[middle].end <= start)
            low = middle + 1;
        else
            high = middle;
    }
    size_t count = 0;
    while (low + count < body->document->span_count && spans[low + count].start < end)
        count++;
    tc_html_marked(body->out, body->document->text, start, end, spans + low, count);
}

// “đọc từ bản quét, chưa chắc: 61 %”
static void open_unsure(struct tc_out *out, const struct unsure *word)
{
    tc_auto_buf struct tc_buf title = {0};
    if (word->was)
        tc_buf_printf(
            &title,
            TC_T(out->lang, "đọc từ bản quét là “%s”, đã sửa: %d %%", "read off a scan as “%s”, put right: %d %%"),
            word->was, word->confidence);
    else
        tc_buf_printf(&title, TC_T(out->lang, "đọc từ bản quét, chưa chắc: %d %%", "read off a scan, unsure: %d %%"),
                      word->confidence);
    tc_buf_str(&out->buf, "<span class=\"unsure\" title=\"");
    tc_html_attr(out, title.data);
    tc_buf_str(&out->buf, "\">");
}

static void put_words(struct body *body, size_t start, size_t end)
{
    size_t low = 0, high = body->unsure_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (body->unsure[middle].end <= start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < body->unsure_count && body->unsure[low].start < end; low++) {
        const struct unsure *word = &body->unsure[low];
        size_t from = word->start > start ? word->start : start, to = word->end < end ? word->end : end;
        put_marked(body, start, from);
        open_unsure(body->out, word);
        put_marked(body, from, to);
        tc_buf_str(&body->out->buf, "</span>");
        start = to;
    }
    put_marked(body, start, end);
}

static void put_inline(struct body *body, size_t start, size_t end)
{
    size_t low = 0, high = body->citation_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (body->citations[middle].end <= start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < body->citation_count && body->citations[low].start < end; low++) {
        const struct citation *citation = &body->citations[low];
        size_t from = citation->start > start ? citation->start : start, to = citation->end < end ? citation->end : end;
        put_words(body, start, from);
        bool is_link = open_link(body->out, citation->json);
        put_words(body, from, to);
        if (is_link)
            tc_buf_str(&body->out->buf, "</a>");
        start = to;
    }
    put_words(body, start, end);
}

static void put_row(struct body *body, const struct block *block)
{
    const char *text = body->document->text;
    tc_buf_str(&body->out->buf, "<tr>");
    for (size_t start = block->start; start <= block->end;) {
        const char *tab = memchr(text + start, '\t', block->end - start);
        size_t end = tab ? (size_t)(tab - text) : block->end;
        tc_buf_str(&body->out->buf, "<td>");
        put_inline(body, start, end);
        tc_buf_str(&body->out->buf, "</td>");
        start = end + 1;
    }
    tc_buf_str(&body->out->buf, "</tr>\n");
}

static void put_block(struct body *body, const struct block *block)
{
    struct tc_buf *buf = &body->out->buf;
    const struct element *element = &elements[block->kind];
    if (block->kind == TC_BLOCK_HEADING) {
        int level = block->level < 1 ? 3 : block->level > 4 ? 6 : block->level + 2;
        tc_buf_printf(buf, "<h%d>", level);
        put_inline(body, block->start, block->end);
        tc_buf_printf(buf, "</h%d>\n", level);
    } else if (element->group == ROWS) {
        put_row(body, block);
    } else {
        tc_buf_str(buf, element->open);
        put_inline(body, block->start, block->end);
        tc_buf_str(buf, element->close);
        tc_buf_char(buf, '\n');
    }
}

// --- runs of blocks ---

enum { HEAD_ENDS = 6 }; // a head begins among the first blocks

static void put_head(struct body *body, size_t first, size_t behind)
{
    for (int side = 0; side < 2; side++) {
        // the same two columns at the foot hold recipients and signature
        tc_buf_str(&body->out->buf, side                ? "<div>"
                                    : first < HEAD_ENDS ? "<div class=\"head\">\n<div>"
                                                        : "<div class=\"head foot\">\n<div>");
        for (size_t i = first; i < behind; i++)
            if ((body->blocks[i].kind == TC_BLOCK_HEAD_RIGHT) == (side == 1))
                put_block(body, &body->blocks[i]);
        tc_buf_str(&body->out->buf, "</div>\n");
    }
    tc_buf_str(&body->out->buf, "</div>\n");
}

static void put_run(struct body *body, size_t first, size_t behind, enum group group)
{
    struct tc_out *out = body->out;
    if (group == HEAD) {
        put_head(body, first, behind);
        return;
    }
    if (group == ROWS)
        tc_buf_str(&out->buf, "<div class=\"scroll\"><table><tbody>\n");
    if (group == FURNITURE)
        tc_buf_printf(&out->buf, "<details class=\"furniture\"><summary>%s</summary>\n",
                      TC_T(out->lang, "Phần ngoài bài của trang gốc", "Rest of the original page"));
    for (size_t i = first; i < behind; i++)
        put_block(body, &body->blocks[i]);
    if (group == ROWS)
        tc_buf_str(&out->buf, "</tbody></table></div>\n");
    if (group == FURNITURE)
        tc_buf_str(&out->buf, "</details>\n");
}

static enum group group_of(const struct block *block)
{
    return elements[block->kind].group;
}

static void put_blocks(struct body *body)
{
    int page = 0;
    for (size_t i = 0; i < body->block_count;) {
        const struct block *block = &body->blocks[i];
        enum group group = group_of(block);
        if (block->page > page) {
            page = block->page;
            if (page > 1)
                tc_buf_printf(&body->out->buf, "<p class=\"page\" id=\"p%d\"><span>%s %d</span></p>\n", page,
                              TC_T(body->out->lang, "trang", "page"), page);
        }
        size_t behind = i + 1;
        while (group != ALONE && behind < body->block_count && group_of(&body->blocks[behind]) == group &&
               (group != HEAD || body->blocks[behind].page == block->page))
            behind++;
        put_run(body, i, behind, group);
        i = behind;
    }
}

// --- reading the JSON ---

static int by_start(const void *a, const void *b)
{
    const struct citation *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

static void read_citations(struct body *body)
{
    const json_t *list = json_object_get(body->document->cites, "citations"), *item;
    size_t i, kept = 0;
    body->citations = tc_xcalloc(json_array_size(list) + 1, sizeof *body->citations);
    json_array_foreach((json_t *)list, i, item)
    {
        json_int_t start = json_integer_value(json_object_get(item, "start"));
        json_int_t end = json_integer_value(json_object_get(item, "end"));
        if (start >= 0 && end > start && (size_t)end <= body->document->len)
            body->citations[kept++] = (struct citation){(size_t)start, (size_t)end, item};
    }
    qsort(body->citations, kept, sizeof *body->citations, by_start);
    for (i = 0; i < kept; i++) {
        const struct citation *last = body->citation_count ? &body->citations[body->citation_count - 1] : NULL;
        if (!last || last->end <= body->citations[i].start)
            body->citations[body->citation_count++] = body->citations[i];
    }
}

// Words that are unsure, or were repaired.
static void read_unsure(struct body *body)
{
    json_t *list = body->document->words, *item;
    size_t i, last = 0;
    body->unsure = tc_xcalloc(json_array_size(list) + 1, sizeof *body->unsure);
    json_array_foreach(list, i, item)
    {
        json_int_t start = json_integer_value(json_array_get(item, 0));
        json_int_t end = json_integer_value(json_array_get(item, 1));
        int confidence = (int)json_integer_value(json_array_get(item, 2));
        const char *was = json_string_value(json_array_get(item, 3));
        bool is_good = start >= (json_int_t)last && end > start && (size_t)end <= body->document->len;
        if (!is_good || (confidence >= TC_SURE_BELOW && !was))
            continue;
        body->unsure[body->unsure_count++] = (struct unsure){(size_t)start, (size_t)end, confidence, was};
        last = (size_t)end;
    }
}

static enum tc_block_kind kind_of(const char *name)
{
    for (int kind = 0; name && kind < TC_BLOCK_KINDS; kind++)
        if (strcmp(tc_block_name((enum tc_block_kind)kind), name) == 0)
            return (enum tc_block_kind)kind;
    return TC_BLOCK_PARAGRAPH;
}

static void add_block(struct body *body, json_int_t start, json_int_t end, enum tc_block_kind kind, int level, int page)
{
    if (start >= 0 && end > start && (size_t)end <= body->document->len)
        body->blocks[body->block_count++] = (struct block){(size_t)start, (size_t)end, kind, level, page};
}

// [start, end, kind, level, page] each
static void read_blocks(struct body *body)
{
    json_t *list = body->document->blocks, *item;
    size_t i;
    body->blocks = tc_xcalloc(json_array_size(list) + 1, sizeof *body->blocks);
    json_array_foreach(list, i, item)
        add_block(body, json_integer_value(json_array_get(item, 0)), json_integer_value(json_array_get(item, 1)),
                  kind_of(json_string_value(json_array_get(item, 2))), (int)json_integer_value(json_array_get(item, 3)),
                  (int)json_integer_value(json_array_get(item, 4)));
}

// Without blocks every line is a paragraph.
static void read_lines(struct body *body)
{
    const char *text = body->document->text;
    size_t len = body->document->len, lines = 1;
    for (size_t i = 0; i < len; i++)
        lines += text[i] == '\n';
    body->blocks = tc_xcalloc(lines, sizeof *body->blocks);
    for (size_t start = 0; start < len;) {
        const char *newline = memchr(text + start, '\n', len - start);
        size_t end = newline ? (size_t)(newline - text) : len;
        add_block(body, (json_int_t)start, (json_int_t)end, TC_BLOCK_PARAGRAPH, 0, 0);
        start = end + 1;
    }
}

void tc_html_body(struct tc_out *out, const struct tc_document_parts *document)
{
    struct body body = {.out = out, .document = document};
    read_citations(&body);
    read_unsure(&body);
    if (json_array_size(document->blocks))
        read_blocks(&body);
    else
        read_lines(&body);
    put_blocks(&body);
    free(body.citations);
    free(body.unsure);
    free(body.blocks);
}
