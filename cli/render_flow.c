// SPDX-License-Identifier: GPL-3.0-or-later
#include "render_flow.h"

#include "escape.h"

#include <string.h>

static const char *const sgr[] = {
    [TC_STYLE_PLAIN] = "0",    [TC_STYLE_TITLE] = "1",   [TC_STYLE_NUMBER] = "36",  [TC_STYLE_FAINT] = "2",
    [TC_STYLE_MATCH] = "1;31", [TC_STYLE_HEADING] = "1", [TC_STYLE_WARNING] = "33", [TC_STYLE_UNSURE] = "4"};

void tc_style_set(struct tc_out *out, enum tc_style style)
{
    if (out->has_color)
        tc_buf_printf(&out->buf, "\x1b[%sm", sgr[style]);
}

void tc_style_put(struct tc_out *out, enum tc_style style, const char *s)
{
    tc_style_set(out, style);
    tc_esc_tty(s, strlen(s), &out->buf);
    tc_style_set(out, TC_STYLE_PLAIN);
}

enum { READABLE = 110 }; // longer lines lose the eye, however wide the terminal is

static void flow_style(struct tc_flow *flow, enum tc_style style)
{
    if (style == flow->current)
        return;
    if (flow->current != TC_STYLE_PLAIN)
        tc_style_set(flow->out, TC_STYLE_PLAIN);
    if (style != TC_STYLE_PLAIN)
        tc_style_set(flow->out, style);
    flow->current = style;
}

void tc_flow_newline(struct tc_flow *flow)
{
    flow_style(flow, TC_STYLE_PLAIN);
    tc_buf_printf(&flow->out->buf, "\n%*s", (int)flow->indent, "");
    flow->column = flow->indent;
}

// One word; the part of it that lies in a span is highlighted.
static void flow_word(struct tc_flow *flow, const char *text, size_t start, size_t end)
{
    while (start < end) {
        while (flow->span_count && flow->spans->end <= start) {
            flow->spans++;
            flow->span_count--;
        }
        bool is_match = flow->span_count && flow->spans->start <= start;
        size_t edge = !flow->span_count ? end : is_match ? flow->spans->end : flow->spans->start;
        size_t stop = edge < end ? edge : end;
        flow_style(flow, !is_match ? flow->base : flow->marked ? flow->marked : TC_STYLE_MATCH);
        tc_esc_tty(text + start, stop - start, &flow->out->buf);
        start = stop;
    }
}

void tc_flow_text(struct tc_flow *flow, const char *text, size_t len)
{
    unsigned width = flow->out->width < READABLE ? flow->out->width : READABLE;
    for (size_t pos = 0; pos < len;) {
        size_t start = pos;
        while (start < len && strchr(" \n\t", text[start]))
            start++;
        size_t end = start;
        while (end < len && !strchr(" \n\t", text[end]))
            end++;
        if (end == start)
            break;
        unsigned columns = tc_text_columns(text + start, end - start);
        bool has_space = start > pos && flow->column > flow->indent;
        if (width && has_space && flow->column + 1 + columns > width) {
            tc_flow_newline(flow);
        } else if (has_space) {
            flow_style(flow, flow->base);
            tc_buf_char(&flow->out->buf, ' ');
            flow->column++;
        }
        flow_word(flow, text, start, end);
        flow->column += columns;
        pos = end;
    }
    flow_style(flow, TC_STYLE_PLAIN);
}

void tc_flow_paragraph(struct tc_out *out, unsigned indent, enum tc_style style, const char *text)
{
    struct tc_flow flow = {.out = out, .column = indent, .indent = indent, .base = style};
    tc_buf_printf(&out->buf, "%*s", (int)indent, "");
    tc_flow_text(&flow, text, strlen(text));
    tc_buf_char(&out->buf, '\n');
}
