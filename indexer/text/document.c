// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/document.h"

#include "text/furniture.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[TC_BLOCK_KINDS] = {
    [TC_BLOCK_PARAGRAPH] = "paragraph",     [TC_BLOCK_HEADING] = "heading",
    [TC_BLOCK_LIST_ITEM] = "list-item",     [TC_BLOCK_TABLE_ROW] = "table-row",
    [TC_BLOCK_HEAD_LEFT] = "head-left",     [TC_BLOCK_HEAD_RIGHT] = "head-right",
    [TC_BLOCK_PAGE_HEADER] = "page-header", [TC_BLOCK_PAGE_FOOTER] = "page-footer",
    [TC_BLOCK_FOOTNOTE] = "footnote",       [TC_BLOCK_FURNITURE] = "furniture",
    [TC_BLOCK_CAPTION] = "caption",         [TC_BLOCK_COMMENT] = "comment",
    [TC_BLOCK_DATELINE] = "dateline",
};

const char *tc_block_name(enum tc_block_kind kind)
{
    return (unsigned)kind < TC_BLOCK_KINDS ? names[kind] : "unknown";
}

bool tc_block_is_body(unsigned kind)
{
    static const bool left_out[TC_BLOCK_KINDS] = {
        [TC_BLOCK_PAGE_HEADER] = true, [TC_BLOCK_PAGE_FOOTER] = true, [TC_BLOCK_FURNITURE] = true,
        [TC_BLOCK_CAPTION] = true,     [TC_BLOCK_COMMENT] = true,     [TC_BLOCK_DATELINE] = true};
    return kind >= TC_BLOCK_KINDS || !left_out[kind];
}

void tc_document_fini(struct tc_document *document)
{
    free(document->media_type);
    free(document->text);
    free(document->blocks);
    tc_sure_words_free(document->sure_words, document->sure_count);
    for (size_t i = 0; i < document->field_count; i++) {
        free(document->fields[i].name);
        free(document->fields[i].value);
    }
    free(document->fields);
    *document = (struct tc_document){0};
}

// One block a line that is not empty.
static void add_lines(struct tc_document *document)
{
    size_t capacity = 0;
    for (size_t start = 0; start < document->len;) {
        const char *line = document->text + start;
        const char *end = memchr(line, '\n', document->len - start);
        size_t len = end ? (size_t)(end - line) : document->len - start;
        if (len) {
            TC_GROW(document->blocks, document->block_count, capacity);
            document->blocks[document->block_count++] =
                (struct tc_block){.start = (uint32_t)start, .end = (uint32_t)(start + len), .kind = TC_BLOCK_PARAGRAPH};
        }
        start += len + 1;
    }
    if (!document->block_count && document->len) {
        TC_GROW(document->blocks, document->block_count, capacity);
        document->blocks[document->block_count++] =
            (struct tc_block){.end = (uint32_t)document->len, .kind = TC_BLOCK_PARAGRAPH};
    }
}

void tc_document_from_text(const char *text, size_t len, struct tc_document *ret)
{
    struct tc_buf buf = {0};
    struct tc_decode_in in = {.bytes = text, .len = len, .is_utf8_view = true};
    *ret = (struct tc_document){.media_type = tc_xstrdup("text/plain")};
    tc_text_decode(&in, &buf, &ret->decoded);
    ret->len = buf.len;
    ret->text = tc_buf_take(&buf);
    add_lines(ret);
    tc_furniture_mark(ret);
}

const struct tc_block *tc_document_block_at(const struct tc_document *document, size_t offset)
{
    size_t low = 0, high = document->block_count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (document->blocks[mid].end <= offset)
            low = mid + 1;
        else
            high = mid;
    }
    return low < document->block_count && document->blocks[low].start <= offset ? &document->blocks[low] : NULL;
}
