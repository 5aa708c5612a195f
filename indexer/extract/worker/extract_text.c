// SPDX-License-Identifier: GPL-3.0-or-later
// Plain text: each line a paragraph, form feeds between pages. The bytes are handed on as they are, for the language
// layer to decode; only UTF-16 becomes UTF-8 here, so that lines can be found.
#include "source.h"

#include "base/utf8.h"

#include <string.h>

static uint32_t unit(const unsigned char *p, bool is_big)
{
    return is_big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

static void from_utf16(const struct tc_source *source, bool is_big, struct tc_buf *ret)
{
    const unsigned char *p = (const unsigned char *)source->data;
    for (size_t i = 2; i + 2 <= source->len; i += 2) {
        uint32_t c = unit(p + i, is_big);
        if (c >= 0xD800 && c < 0xDC00 && i + 4 <= source->len) {
            uint32_t low = unit(p + i + 2, is_big);
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        char bytes[4];
        tc_buf_add(ret, bytes, tc_utf8_put(c, bytes));
    }
}

// The text is kept as it is, empty lines too: people count its lines. Blocks are the lines that hold something.
static void put_lines(struct tc_flow *flow, const char *text, size_t len)
{
    flow->keeps_head = true;
    if (len > flow->max_text) {
        flow->is_full = true;
        return;
    }
    tc_buf_add(&flow->text, text, len);
    size_t start = 0;
    for (size_t i = 0; i <= len; i++) {
        char c = i < len ? text[i] : '\n';
        if (c != '\n' && c != '\f' && c != '\r')
            continue;
        size_t end = i;
        while (start < end && (text[start] == ' ' || text[start] == '\t'))
            start++;
        while (end > start && (text[end - 1] == ' ' || text[end - 1] == '\t'))
            end--;
        if (end > start && flow->block_count < TC_BLOCKS_MAX) {
            TC_GROW(flow->blocks, flow->block_count, flow->block_cap);
            flow->blocks[flow->block_count++] = (struct tc_wire_block){
                .start = (uint32_t)start, .end = (uint32_t)end, .page = flow->page, .kind = TC_BLOCK_PARAGRAPH};
        }
        start = i + 1;
        if (c == '\f')
            tc_flow_next_page(flow);
    }
}

enum tc_reason tc_read_text(const struct tc_source *source, struct tc_flow *flow)
{
    bool is_big = source->len >= 2 && memcmp(source->data, "\xFE\xFF", 2) == 0;
    if (is_big || (source->len >= 2 && memcmp(source->data, "\xFF\xFE", 2) == 0)) {
        tc_auto_buf struct tc_buf text = {0};
        from_utf16(source, is_big, &text);
        flow->info.source = is_big ? TC_CS_UTF16BE : TC_CS_UTF16LE;
        put_lines(flow, text.data ? text.data : "", text.len);
        return TC_REASON_NONE;
    }
    size_t skip = source->len >= 3 && memcmp(source->data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    flow->info.is_utf8_view = tc_utf8_is_valid(source->data, source->len, NULL);
    flow->info.declared = skip ? TC_CS_UTF8 : TC_CS_UNKNOWN;
    put_lines(flow, source->data + skip, source->len - skip);
    return TC_REASON_NONE;
}
