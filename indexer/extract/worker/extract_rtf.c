// SPDX-License-Identifier: GPL-3.0-or-later
// .rtf, and the many .doc files that are RTF: own reader, because none at hand keeps Vietnamese: the charset hangs on
// the font's name where offices wrote in .VnTime or VNI-Times.
#include "rtf.h"
#include "view.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static struct tc_rtf_group *group(struct tc_rtf *r)
{
    return &r->groups[r->depth];
}

static void begin_text(struct tc_rtf *r)
{
    if (r->flow->is_open || r->in_aside)
        return;
    if (r->in_table && !r->table_open) {
        tc_flow_table(r->flow, TC_BORDER_NONE);
        tc_flow_row(r->flow);
        tc_flow_cell(r->flow);
        r->table_open = true;
    } else if (!r->in_table && r->table_open) {
        tc_flow_table_end(r->flow);
        r->table_open = false;
    }
}

static enum tc_charset font_charset(const struct tc_rtf *r)
{
    int32_t font = r->groups[r->depth].font;
    return font >= 0 && font < TC_RTF_FONTS ? r->fonts[font].charset : r->code_page;
}

static void put(struct tc_rtf *r, const char *text, size_t len, enum tc_charset charset)
{
    const struct tc_rtf_group *g = group(r);
    if (g->place == TC_RTF_FONT_TABLE || g->place == TC_RTF_FIELD) {
        if (r->name.len + len < 1024)
            tc_buf_add(&r->name, text, len);
        return;
    }
    if (g->place == TC_RTF_SKIP || g->is_hidden)
        return;
    begin_text(r);
    if (g->place == TC_RTF_LABEL)
        r->is_item = true;
    tc_flow_font(r->flow, charset);
    tc_flow_text(r->flow, text, len);
}

// A byte of a charset other than Unicode goes on as its windows-1252 view, which the language layer reads back.
void tc_rtf_byte(struct tc_rtf *r, unsigned char byte)
{
    if (r->to_skip) {
        r->to_skip--;
        return;
    }
    if (byte < 0x80) {
        char c = (char)byte;
        put(r, &c, 1, font_charset(r));
        return;
    }
    tc_auto_buf struct tc_buf view = {0};
    tc_cp1252_add(&view, (const char *)&byte, 1);
    put(r, view.data, view.len, font_charset(r));
}

void tc_rtf_code_point(struct tc_rtf *r, uint32_t c)
{
    char bytes[4];
    enum tc_charset charset = TC_CS_UNKNOWN, font = font_charset(r);
    int32_t number = group(r)->font;
    bool is_symbol = number >= 0 && number < TC_RTF_FONTS && r->fonts[number].is_symbol;
    if (c >= 0xF020 && c <= 0xF0FF) { // symbol fonts; the legacy text fonts count among them at times
        if (font == TC_CS_UNKNOWN || is_symbol)
            c = c == 0xF0B7 || c == 0xF0A7 ? 0x2022 : 0x20;
        else
            c &= 0xFF;
    }
    // letters that a legacy font shows as others; true Unicode stays what it is
    if (font != TC_CS_CP1258 && font != TC_CS_CP1252 && c >= 0x80 && (c < 0x180 || (c >= 0x2000 && c < 0x2200)))
        charset = font;
    put(r, bytes, tc_utf8_put(c, bytes), charset);
}

// ---- asides: notes, text boxes, headers and footers

void tc_rtf_close_aside(struct tc_rtf *r)
{
    struct tc_rtf_group *g = group(r);
    if (!g->opens_aside)
        return;
    g->opens_aside = false;
    r->aside.keeps_head = true;
    tc_flow_finish(&r->aside);
    size_t before = r->margins.block_count;
    tc_flow_append(r->aside_is_margin ? &r->margins : &r->behind, &r->aside);
    if (r->aside_is_margin)
        tc_flow_drop_repeat(&r->margins, before);
    tc_flow_fini(&r->aside);
    r->flow = r->body;
    r->in_aside = false;
}

void tc_rtf_end_paragraph(struct tc_rtf *r)
{
    const struct tc_rtf_group *g = group(r);
    if (g->place != TC_RTF_BODY && g->place != TC_RTF_LABEL)
        return;
    if (r->flow->is_open && r->outline > 0)
        tc_flow_is(r->flow, TC_BLOCK_HEADING, (unsigned)r->outline);
    else if (r->flow->is_open && r->is_item)
        tc_flow_is(r->flow, TC_BLOCK_LIST_ITEM, 1);
    tc_flow_end(r->flow);
    r->is_item = false;
    if (!r->in_aside && r->behind.block_count) {
        begin_text(r);
        tc_flow_append(r->flow, &r->behind);
        tc_flow_fini(&r->behind);
        tc_flow_init(&r->behind, r->flow->max_text);
    }
}

// ---- groups

static void open_group(struct tc_rtf *r)
{
    if (r->depth + 1 >= TC_RTF_DEPTH) {
        r->is_too_deep = true;
        return;
    }
    r->depth++;
    r->groups[r->depth] = r->groups[r->depth - 1];
    r->groups[r->depth].opens_aside = false;
    r->is_starred = false;
    r->to_skip = 0;
}

static void end_font(struct tc_rtf *r)
{
    while (r->name.len && (r->name.data[r->name.len - 1] == ';' || r->name.data[r->name.len - 1] == ' '))
        r->name.data[--r->name.len] = '\0';
    if (r->name.len && r->table_font >= 0 && r->table_font < TC_RTF_FONTS) {
        enum tc_charset charset = tc_charset_of_font(r->name.data);
        if (charset != TC_CS_UNKNOWN)
            r->fonts[r->table_font].charset = charset;
    }
    tc_buf_clear(&r->name);
}

static void close_group(struct tc_rtf *r)
{
    if (r->depth == 0)
        return;
    const struct tc_rtf_group *g = group(r), *outer = &r->groups[r->depth - 1];
    if (g->place == TC_RTF_FONT_TABLE) {
        end_font(r);
    } else if (g->place == TC_RTF_FIELD && outer->place != TC_RTF_FIELD && r->field) {
        if (r->name.len && tc_utf8_is_valid(r->name.data, r->name.len, NULL))
            tc_flow_field(r->body, r->field, r->name.data, r->name.len);
        tc_buf_clear(&r->name);
        r->field = NULL;
    }
    if (g->opens_aside) {
        tc_rtf_end_paragraph(r);
        tc_rtf_close_aside(r);
    }
    r->depth--;
    r->to_skip = 0;
}

// ---- bytes

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

// What follows a backslash that is not a letter.
static void control_symbol(struct tc_rtf *r, char c)
{
    switch (c) {
    case '\'':
        if (r->end - r->at >= 2 && hex(r->at[0]) >= 0 && hex(r->at[1]) >= 0) {
            tc_rtf_byte(r, (unsigned char)(hex(r->at[0]) << 4 | hex(r->at[1])));
            r->at += 2;
        }
        break;
    case '*':
        r->is_starred = true;
        break;
    case '~':
        tc_rtf_code_point(r, 0xA0);
        break;
    case '_':
        tc_rtf_byte(r, '-');
        break;
    case '\r':
    case '\n':
        tc_rtf_end_paragraph(r);
        break;
    case '\\':
    case '{':
    case '}':
        tc_rtf_byte(r, (unsigned char)c);
        break;
    default: // optional hyphens and the marks of indexes show nothing
        break;
    }
}

static void control(struct tc_rtf *r)
{
    if (r->at == r->end)
        return;
    if (!isalpha((unsigned char)*r->at)) {
        control_symbol(r, *r->at++);
        return;
    }
    char word[33];
    size_t n = 0;
    while (r->at < r->end && isalpha((unsigned char)*r->at)) {
        if (n + 1 < sizeof word)
            word[n++] = *r->at;
        r->at++;
    }
    word[n] = '\0';
    bool is_negative = r->at < r->end && *r->at == '-', has_number = false;
    long number = 0;
    const char *digits = r->at + is_negative;
    while (digits < r->end && isdigit((unsigned char)*digits)) {
        has_number = true;
        number = number < 100000000 ? number * 10 + (*digits - '0') : number;
        digits++;
    }
    if (has_number)
        r->at = digits;
    if (r->at < r->end && *r->at == ' ')
        r->at++;
    number = is_negative ? -number : number;
    if (!strcmp(word, "bin")) { // that many bytes of anything
        long most = r->end - r->at;
        r->at += number > 0 ? (number < most ? number : most) : 0;
        return;
    }
    tc_rtf_word(r, word, has_number, number);
}

static void parse(struct tc_rtf *r)
{
    while (r->at < r->end && !r->flow->is_full && !r->is_too_deep) {
        char c = *r->at++;
        if (c == '{') {
            open_group(r);
        } else if (c == '}') {
            close_group(r);
            if (r->depth == 0)
                break; // what follows the document is padding
        } else if (c == '\\') {
            control(r);
        } else if (c == ';' && group(r)->place == TC_RTF_FONT_TABLE) {
            end_font(r);
        } else if (c != '\r' && c != '\n' && c != '\0') {
            tc_rtf_byte(r, (unsigned char)c);
        }
    }
}

enum tc_reason tc_read_rtf(const struct tc_source *source, struct tc_flow *flow)
{
    const char *begin = memmem(source->data, source->len, "{\\rtf", 5);
    if (!begin)
        return TC_REASON_DAMAGED;
    struct tc_rtf *r = tc_xcalloc(1, sizeof *r);
    r->fonts = tc_xcalloc(TC_RTF_FONTS, sizeof *r->fonts);
    r->at = begin;
    r->end = source->data + source->len;
    r->flow = r->body = flow;
    r->groups[0].skip_after_u = 1;
    tc_flow_init(&r->behind, flow->max_text);
    tc_flow_init(&r->margins, flow->max_text);
    parse(r);
    while (r->depth && !r->is_too_deep)
        close_group(r);
    if (r->in_aside)
        r->flow = r->body;
    r->depth = 0;
    r->groups[0].place = TC_RTF_BODY;
    tc_rtf_end_paragraph(r);
    while (flow->depth)
        tc_flow_table_end(flow);
    tc_flow_page(flow, flow->page);
    tc_flow_append(flow, &r->margins);
    bool is_too_deep = r->is_too_deep;
    tc_flow_fini(&r->behind);
    tc_flow_fini(&r->margins);
    tc_buf_fini(&r->name);
    free(r->fonts);
    free(r);
    return is_too_deep ? TC_REASON_TOO_LARGE : TC_REASON_NONE;
}
